#include "lexicon/foreign_lexicon.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

namespace verbatim {

namespace {

// "vader 1:good=1.9 2:bad=-2", or "LINE:COLUMN: message".
std::string parsed(std::string_view text, std::optional<ForeignFormat> told = {}) {
  const auto lexicon = parse_foreign_lexicon(text, told);
  if (!lexicon) {
    CHECK(lexicon.error().fault == Fault::bad_input);
    return fmt::format("{}:{}: {}", lexicon.error().place.line, lexicon.error().place.column,
                       lexicon.error().message);
  }
  std::string all(name(lexicon->format));
  for (const ForeignEntry& entry : lexicon->entries)
    all += fmt::format(" {}:{}={:g}", entry.line, entry.word, entry.weight);
  for (const ForeignCategory& category : lexicon->categories)
    all += fmt::format(" {}:{}={}", category.line, category.id, category.name);
  for (const ForeignMember& member : lexicon->members)
    all += fmt::format(" {}:{}=[{}]", member.line, member.word, fmt::join(member.categories, " "));
  for (const ImportNote& note : lexicon->unread) all += fmt::format(" {}!{}", note.line, note.what);
  return all;
}

bool refuses(std::string_view text, std::string_view because) {
  const auto lexicon = parse_foreign_lexicon(text, {});
  if (lexicon) return false;
  INFO(lexicon.error().message);
  CHECK(lexicon.error().message.find("; ") != std::string::npos);  // what to do
  return lexicon.error().message.find(because) != std::string::npos;
}

}  // namespace

TEST_CASE("foreign_lexicon: the content decides the format") {
  CHECK(parsed("good\t1.9\t0.9\t[2, 1]\nbad\t-2.1\t0.5\t[-2]\n") == "vader 1:good=1.9 2:bad=-2.1");
  CHECK(parsed("good\t1.9\t0.9\nbad\t-2.1\t0.5\n") == "vader 1:good=1.9 2:bad=-2.1");
  CHECK(parsed("good\t3\nawful\t-5\n") == "afinn 1:good=3 2:awful=-5");
  CHECK(parsed("good,2.5\nbad,-2\n") == "csv 1:good=2.5 2:bad=-2");
  CHECK(parsed("%\n1\tposemo\n%\ngood\t1\n") == "liwc 2:1=posemo 4:good=[1]");
  // Whole numbers that do not reach to 5 may be on any scale.
  CHECK(parsed("good\t1\nawful\t-2\n") == "csv 1:good=1 2:awful=-2");
}

TEST_CASE("foreign_lexicon: a byte order mark, any line ends and blank lines are fine; lines are counted") {
  CHECK(parsed("\xEF\xBB\xBFgood,1\r\n\r\nbad,-1\r\n") == "csv 1:good=1 3:bad=-1");
  CHECK(parsed("good,1\r\rbad,-1") == "csv 1:good=1 3:bad=-1");
}

TEST_CASE("foreign_lexicon: two columns may have a header, quotes, a decimal comma and any usual delimiter") {
  CHECK(parsed("word,weight\ngood,1\nbad,-1\n") == "csv 2:good=1 3:bad=-1");
  CHECK(parsed("gut;0,5\nschlecht;-0,75\n") == "csv 1:gut=0.5 2:schlecht=-0.75");
  CHECK(parsed("good|+1\nbad|-1\n") == "csv 1:good=1 2:bad=-1");
  CHECK(parsed("\"well, well\",1\n\"say \"\"no\"\"\",-1\n") == "csv 1:well, well=1 2:say \"no\"=-1");
}

TEST_CASE("foreign_lexicon: a line that is no entry is kept with its number") {
  CHECK(parsed("good,1\nso so\nbad,-1\nbad,many\nok,1\n") ==
        "csv 1:good=1 3:bad=-1 5:ok=1 2!is no word with a weight 4!is no word with a weight");
}

TEST_CASE(
    "foreign_lexicon: a .dic may hold phrases, wildcards and columns of blanks; conditions are left out") {
  CHECK(parsed("%\n1\tposemo (Good)\n20 work\n%\nhapp*\t1\nkind of\t1\t20\njob  20\nso so 1 20\n"
               "like\t(02 134)125/464\t1\nlost\n") ==
        "liwc 2:1=posemo (Good) 3:20=work 5:happ*=[1] 6:kind of=[1 20] 7:job=[20] 8:so so=[1 20] "
        "9!depends on the words around it, which a list cannot say 10!is in no category");
  CHECK(parsed("%\n1\tposemo\ngood\t1\n") ==
        "1:0: begins as a LIWC dictionary, but no line of '%' ends its "
        "categories; add it before the words");
}

TEST_CASE("foreign_lexicon: a byte that is not UTF-8 is told with its line and column") {
  CHECK(parsed("good,1\nd\xE9j\xE0,-1\n") == "2:2: the byte 0xE9 is not UTF-8; save the file as UTF-8");
  CHECK(parsed(std::string_view("good\0,1\n", 8)) ==
        "1:5: holds a zero byte, so it is no text in UTF-8; save it as UTF-8");
  CHECK(parsed("\xFF\xFEg") == "0:0: is UTF-16, not UTF-8; save it as UTF-8");
}

TEST_CASE("foreign_lexicon: what cannot be imported is named, with what to do") {
  CHECK(refuses("", "is empty"));
  CHECK(refuses("PK\x03\x04 and more", "spreadsheet"));
  CHECK(refuses("{\"good\": 1}", "JSON"));
  CHECK(refuses("{\"kind\": \"sentiment\", \"schema_version\": 1}", "lexicon file of ours"));
  CHECK(refuses("<?xml version=\"1.0\"?>\n<dictionary style=\"x\"><cnode name=\"a\"/></dictionary>",
                "Yoshikoder"));
  CHECK(refuses("<html>", "XML"));
  CHECK(refuses("type=weaksubj len=1 word1=late pos1=adj stemmed1=n priorpolarity=negative\n", "MPQA"));
  CHECK(refuses("a\t00001740\t0.125\t0\table#1\tthat can\n", "SentiWordNet"));
  CHECK(refuses("late\tanger\t1\nlate\tjoy\t0\n", "NRC"));
  CHECK(refuses("positive:\n  - good\n  - great\nnegative:\n  - bad\n", "YAML"));
  CHECK(refuses("SERVICE\n\tSTAFF (1)\n\tCLERK (1)\n\tDESK (1)\n", "WordStat"));
  CHECK(refuses("good\ngreat\nbad\n", "without weights"));
  CHECK(refuses("good,1,2,3\nbad,2,3,4\n", "4 columns"));
  CHECK(refuses("It was a dark night, and I\nread on; so it went: on, and on\n", "is none of the lexicons"));
}

TEST_CASE("foreign_lexicon: a format that was told must be that of the file") {
  CHECK(parsed("good\t2\nbad\t-2\n", ForeignFormat::afinn) == "afinn 1:good=2 2:bad=-2");
  CHECK(parsed("good\t5\nbad\t-5\n", ForeignFormat::csv) == "csv 1:good=5 2:bad=-5");
  CHECK(parsed("good,2\nbad,-2\n", ForeignFormat::vader) ==
        "1:0: is not VADER style: word, mean and deviation parted by tabs; leave --format out to have it "
        "recognised");
  CHECK(parsed("good,2\nbad,-2\n", ForeignFormat::liwc).find("does not begin with '%'") != std::string::npos);
}

TEST_CASE("foreign_lexicon: any beginning of a file is read or refused, never worse") {
  const std::string_view texts[] = {"%\n1\tposemo\n%\nhapp*\t1\nlike\t(02)1/2\t1\n",
                                    "\"a \"\"b\",1\nc;0,5\n\td|x\n",
                                    "good\t1.9\t0.9\t[2, 1]\n\xF0\x9F\x98\x80\t-2.1\t0.5\t[-2]\n"};
  for (const std::string_view text : texts) {
    for (std::size_t end = 0; end <= text.size(); ++end) {
      const auto lexicon = parse_foreign_lexicon(text.substr(0, end), {});
      if (!lexicon) CHECK(!lexicon.error().message.empty());
    }
  }
}

}  // namespace verbatim
