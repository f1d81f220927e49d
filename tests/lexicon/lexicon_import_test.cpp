#include "verbatim/lexicon_import.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lexicon/lexicon_folder.h"
#include "support/program.h"
#include "verbatim/analyzer.h"

namespace verbatim {

namespace {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

ImportedLexicon imported(std::string_view text, ImportOptions options = {}) {
  if (options.file.empty()) options.file = "some/Word List.txt";
  auto read = import_lexicon(text, options);
  if (!read) FAIL(to_string(read.error()));
  return std::move(*read);
}

std::string failure(std::string_view text, ImportOptions options = {}) {
  options.file = "words.txt";
  const auto read = import_lexicon(text, options);
  return read ? "taken" : to_string(read.error());
}

Json file_of(const ImportedLexicon& lexicon, std::string_view name) {
  for (const ImportedFile& file : lexicon.files) {
    if (file.name == name) return Json::parse(file.json);
  }
  return {};
}

Json terms_of(std::string_view text, std::optional<WeightScale> scale = {}) {
  ImportOptions options;
  options.scale = scale;
  return file_of(imported(text, options), "word-list.sentiment.json")["terms"];
}

Lines told(const std::vector<ImportNote>& notes) {
  Lines lines;
  for (const ImportNote& note : notes)
    lines.push_back(fmt::format("{}: '{}' {}", note.line, note.entry, note.what));
  return lines;
}

}  // namespace

TEST_CASE("lexicon_import: words, emoticons and emoji of one list go into a file each") {
  const auto lexicon =
      imported("good\t1.9\t0.9\n:)\t2\t1\n\xF0\x9F\x98\x80\t2.5\t1\n8-d\t2.2\t1\ncatch 22\t-1\t1\n");
  CHECK(lexicon.entries == 5);
  CHECK(file_of(lexicon, "word-list.sentiment.json")["terms"] == Json{{"good", 1.9}, {"catch 22", -1.0}});
  CHECK(file_of(lexicon, "word-list.emoticons.json")["emoticons"] == Json{{":)", 2.0}, {"8-d", 2.2}});
  CHECK(file_of(lexicon, "word-list.emoji.json")["emoji"] == Json{{"\xF0\x9F\x98\x80", 2.5}});
  CHECK(lexicon.left_out.empty());
}

TEST_CASE("lexicon_import: a file says where it is from, without folders") {
  const Json file = file_of(imported("good,1.5\nbad,-4\n"), "word-list.sentiment.json");
  CHECK(file["about"] ==
        "Imported from Word List.txt: read as two columns parted by ','; weights from -4 to 4 are "
        "taken as they are (guessed; --scale tells).");
  CHECK(file["language"] == "en");
}

TEST_CASE("lexicon_import: the scale is that of the format, or guessed from the largest weight, or as told") {
  CHECK(terms_of("good\t5\nbad\t-2\n") == Json{{"good", 4.0}, {"bad", -1.6}});
  CHECK(terms_of("good,0.5\nbad,-0.9\n") == Json{{"good", 2.0}, {"bad", -3.6}});
  CHECK(terms_of("good,3.5\nbad,-2\n") == Json{{"good", 3.5}, {"bad", -2.0}});
  CHECK(terms_of("good,10\nbad,-5\n") == Json{{"good", 4.0}, {"bad", -2.0}});
  CHECK(terms_of("good,250\nbad,-125\n") == Json{{"good", 4.0}, {"bad", -2.0}});
  CHECK(terms_of("good,1\nbad,-1\nso,0\n") == Json{{"good", 2.0}, {"bad", -2.0}, {"so", 0.0}});
  CHECK(terms_of("good,9\nbad,1\nso,5\nfine,6\n", WeightScale{1, 9}) ==
        Json{{"good", 4.0}, {"bad", -4.0}, {"so", 0.0}, {"fine", 1.0}});
  // School marks: the small number is the good one.
  CHECK(terms_of("good,1\nbad,6\n", WeightScale{6, 1}) == Json{{"good", 4.0}, {"bad", -4.0}});
}

TEST_CASE("lexicon_import: weights that are all good need a scale, and none may lie outside of it") {
  CHECK(failure("good,9\nbad,1\n") ==
        "words.txt:1: no weight is negative, so what is bad cannot be told from what is good; say which "
        "weights are "
        "the worst and the best, such as --scale 1..9 or --scale -5..5");
  ImportOptions options;
  options.scale = WeightScale{1, 5};
  CHECK(told(imported("good,5\nbest,9\n", options).left_out) ==
        Lines{"2: 'best' its weight 9 lies outside of 1 to 5"});
}

TEST_CASE("lexicon_import: case is folded and told; of two weights of one word the first is kept") {
  const auto lexicon = imported("GOOD,2\ngood,1\nbad,-2\nBad,-2\non-hold,-1\nOn Hold,-4\n");
  CHECK(told(lexicon.changed) == Lines{"1: 'GOOD' written as 'good'"});
  CHECK(told(lexicon.left_out) == Lines{"2: 'good' weighs 1 here and 2 in line 1; the first is kept",
                                        "4: 'Bad' stands in line 3, too",
                                        "6: 'On Hold' weighs -4 here and -1 in line 5; the first is kept"});
  const Json terms = file_of(lexicon, "word-list.sentiment.json")["terms"];
  CHECK(terms["good"] == Json{{"weight", 2.0}, {"note", "line 1; line 2 says 1"}});
  CHECK(terms["bad"] == -2.0);
  CHECK(terms.size() == 3);
}

TEST_CASE("lexicon_import: what our terms cannot say is left out with the reason") {
  CHECK(told(imported("fine,1\nbad,-4\nf**k,-4\n#fail,-3\nab*,1\nabc*,1\n:cry:,-1\n...,-1\n").left_out) ==
        Lines{"3: 'f**k' holds '*', which is no part of a word in a term",
              "4: '#fail' holds '#', which is no part of a word in a term",
              "5: 'ab*' at least 3 letters must stand before a star",
              "7: ':cry:' holds ':', which is no part of a word in a term", "8: '...' '...' holds no word"});
}

TEST_CASE("lexicon_import: feelings of a .dic become weights, its other categories themes") {
  const auto lexicon = imported(
      "%\n1\taffect\n2\tposemo (Positive emotion)\n3\tnegemo\n10\tWork/School\n11\tempty\n%\n"
      "happ*\t1\t2\nsad\t1\t3\njob*\t10\nkind of\t10\nbitter\t2\t3\nodd\t99\n");
  CHECK(file_of(lexicon, "word-list.sentiment.json")["terms"] == Json{{"happ*", 2.0}, {"sad", -2.0}});
  const Json themes = file_of(lexicon, "word-list.themes.json")["themes"];
  REQUIRE(themes.size() == 3);
  CHECK(themes[0]["id"] == "liwc");
  CHECK(themes[1]["id"] == "liwc.affect");
  CHECK(themes[1]["rules"][0]["any"] == Json{"happ*", "sad"});
  CHECK(themes[2]["id"] == "liwc.work-school");
  CHECK(themes[2]["label"] == "Work/School");
  CHECK(themes[2]["rules"][0]["any"] == Json{"job*", "kind of"});
  CHECK(told(lexicon.left_out) == Lines{"12: 'bitter' is in a good and in a bad category; it gets no weight",
                                        "13: 'odd' there is no category 99"});
}

TEST_CASE("lexicon_import: categories of one name get ids of their own, one number is one category") {
  const auto lexicon = imported("%\n1\twork\n2\tWork\n2\tplay\n%\njob\t1\noffice\t2\n");
  const Json themes = file_of(lexicon, "word-list.themes.json")["themes"];
  REQUIRE(themes.size() == 3);
  CHECK(themes[1]["id"] == "liwc.work");
  CHECK(themes[2]["id"] == "liwc.work-2");
  CHECK(told(lexicon.left_out) == Lines{"4: '2 play' its number belongs to a category above it"});
}

TEST_CASE("lexicon_import: errors carry the file and the line") {
  CHECK(failure("good\ngreat\nbad\n") ==
        "words.txt:1: is a list of words without weights; save it as two columns, "
        "word and weight (good,2.5), and import that");
  CHECK(failure("good,1\nb\xE9,-1\n") == "words.txt:2:2: the byte 0xE9 is not UTF-8; save the file as UTF-8");
  CHECK(failure("***,1\n(((,-1\n") == "words.txt:1: holds no entry that can be taken");
  ImportOptions options;
  options.scale = WeightScale{};
  CHECK(failure("%\n1\tposemo\n%\ngood\t1\n", options) ==
        "a LIWC dictionary has no weights, so --scale says nothing; leave it out");
}

TEST_CASE("lexicon_import: what is written loads, counts, and is never overwritten") {
  const ScratchFolder scratch;
  const std::string folder = scratch / "mine";
  ImportOptions options;
  options.name = "words";
  const auto lexicon = imported("splendid\t1.9\t0.9\nghastly\t-2.5\t1\n:)\t2\t1\n", options);
  REQUIRE(write_imported(lexicon, folder));
  LexiconOptions load;
  load.own_folders = {folder};
  const auto loaded = load_lexicon(load);
  REQUIRE(loaded);
  CHECK(loaded->sentiment_terms() == 3);
  const Analyzer analyzer(*loaded);
  Scratch work;
  Analysis analysis;
  analyzer.analyze("Ghastly!", "", work, analysis);
  CHECK(analysis.label == SentimentLabel::negative);

  const std::string before = bytes_of(folder + "/words.sentiment.json");
  const auto again = write_imported(imported("bad,-1\ngood,2\n", options), folder);
  REQUIRE(!again);
  CHECK(again.error().fault == Fault::bad_output);
  CHECK(to_string(again.error()) == folder +
                                        "/words.sentiment.json: is there already and is never overwritten; "
                                        "name another folder with -o, or another --name");
  CHECK(bytes_of(folder + "/words.sentiment.json") == before);
  // Not even in part.
  const auto part = write_imported(imported("\xF0\x9F\x98\x80,1\nbad,-1\n", options), folder);
  CHECK(!part);
  CHECK(!std::filesystem::exists(folder + "/words.emoji.json"));
}

TEST_CASE("lexicon_import: a folder that is a file is refused") {
  const ScratchFolder scratch;
  const std::string file = scratch.put("file", "x");
  const auto written = write_imported(imported("good,1.5\nbad,-1\n"), file);
  REQUIRE(!written);
  CHECK(written.error().message == "is no folder and cannot be made one; name another with -o");
}

}  // namespace verbatim
