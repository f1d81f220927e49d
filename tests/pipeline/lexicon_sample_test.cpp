#include "pipeline/lexicon_sample.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "lexicon/lexicon_folder.h"
#include "support/program.h"

namespace verbatim {

namespace {

using testing::LexiconFolder;
using Lines = std::vector<std::string>;

// A small lexicon and a file of comments, sampled.
struct Sampled {
  LexiconFolder folder;
  ScratchFolder scratch;

  LexiconSample of(const std::string& csv, const std::vector<std::string>& scores = {}) {
    folder.write_sentiment("s.json", "{\n\"rude\": -3,\n\"good\": 2,\n\"on hold\": -2,\n\"dull\": -1}");
    folder.write_themes("t.json",
                        "[{\"id\": \"a\", \"label\": \"A\", \"rules\": [{\"any\": [\"staff\"]},\n"
                        "{\"any\": [\"parking\"]}]}]");
    const auto lexicon = load_lexicon(folder.options());
    REQUIRE(lexicon);
    AnalyzeOptions options;
    options.inputs = {scratch.put("c.csv", csv)};
    options.text_columns = {"text"};
    options.scores = scores;
    options.lexicon = folder.options();
    auto sample = sample_lexicon(options, *lexicon);
    if (!sample) FAIL(to_string(sample.error().front()));
    return std::move(*sample);
  }
};

Lines lines_of(const std::vector<EntryCount>& entries) {
  Lines lines;
  for (const EntryCount& entry : entries)
    lines.push_back(fmt::format("{} {} line {}", entry.comments, entry.entry, entry.place.line));
  return lines;
}
Lines lines_of(const std::vector<MissedText>& texts) {
  Lines lines;
  for (const MissedText& text : texts) lines.push_back(fmt::format("{} {}", text.comments, text.text));
  return lines;
}

}  // namespace

TEST_CASE("lexicon_sample: coverage, and what counted in how many comments") {
  Sampled sampled;
  const LexiconSample sample =
      sampled.of("id,text\n1,Rude rude staff\n2,good staff\n3,good\n4,nothing here\n5,\n6,the staff\n");
  CHECK(sample.records == 6);
  CHECK(sample.comments == 5);
  CHECK(sample.with_sentiment == 3);
  CHECK(sample.with_theme == 3);
  CHECK(sample.with_neither == 1);
  CHECK(sample.words == 10);
  CHECK(sample.known_words == 7);
  CHECK(lines_of(sample.terms) == Lines{"2 good line 3", "1 rude line 2"});
  CHECK(lines_of(sample.rules) == Lines{"3 a rule 1 line 1"});
  CHECK(lines_of(sample.silent_terms) == Lines{"0 on hold line 4", "0 dull line 5"});
  CHECK(lines_of(sample.silent_rules) == Lines{"0 a rule 2 line 2"});
}

TEST_CASE("lexicon_sample: the words of comments in which nothing is found, personal data masked") {
  std::string csv = "text\n";
  for (int i = 0; i < 4; ++i) csv += "the escalator jo@example.com stopped\n";
  for (int i = 0; i < 9; ++i) csv += "the good staff\n";
  csv += "the singleton\n";
  Sampled sampled;
  const LexiconSample sample = sampled.of(csv);
  CHECK(sample.with_neither == 5);
  // "the" is as frequent in the others; "singleton" might be a name.
  CHECK(lines_of(sample.missed_words) == Lines{"4 escalator", "4 stopped"});
  CHECK(lines_of(sample.missed_pairs) == Lines{"4 the escalator"});
}

TEST_CASE("lexicon_sample: a term whose comments score against its sign is told, one that is turned is not") {
  std::string csv = "text,stars\n";
  for (int i = 0; i < 40; ++i) csv += "dull,5\ngood,1\nwhatever,3\n";
  Sampled sampled;
  const LexiconSample sample = sampled.of(csv, {"s=stars:stars5"});
  REQUIRE(sample.against.size() == 2);
  CHECK(sample.against[0].term == "dull");
  CHECK(sample.against[0].comments == 40);
  CHECK(sample.against[0].mean == 5);
  CHECK(sample.against[0].mean_of_all == 3);
  CHECK(sample.against[1].term == "good");
  // Where the low end is good, both are as they should be.
  CHECK(sampled.of(csv, {"s=stars:stars5:low"}).against.empty());
}

TEST_CASE("lexicon_sample: a file that cannot be read is an error with its name") {
  LexiconFolder folder;
  folder.write_sentiment("s.json", R"({"rude": -3})");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  AnalyzeOptions options;
  options.inputs = {folder.path() + "/none.csv"};
  const auto sample = sample_lexicon(options, *lexicon);
  REQUIRE(!sample);
  CHECK(sample.error().front().fault == Fault::bad_input);
  CHECK(sample.error().front().place.file == folder.path() + "/none.csv");
}

}  // namespace verbatim
