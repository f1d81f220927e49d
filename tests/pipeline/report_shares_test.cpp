#include "pipeline/report_shares.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/program.h"
#include "support/small_lexicon.h"

namespace verbatim {
namespace {

// A report of five comments under this lexicon.
std::string report_of(const Lexicon& lexicon) {
  return fmt::format(R"({{"lexicon_version": "{}", "ledger": {{"analysed": 5}},
    "sentiment": {{"negative": 2, "neutral": 1, "positive": 1, "mixed": 0, "none": 1}},
    "themes": [{{"theme": "staff", "comments": 3}}, {{"theme": "wait", "comments": 2}}]}})",
                     lexicon.version());
}

// Two texts of one record are one comment; a theme below counts for the one above.
const std::string kRows =
    lines({"source,row,id,sentiment,sentiment_label,themes", "in.csv,1,,,none,staff.attitude:neg|wait:neg",
           "in.csv,1,,,none,staff:neg", "in.csv,2,,,none,staff:pos", "b.csv,2,,,none,wait.hold:neg",
           "b.csv,3,,,none,"});

TEST_CASE(
    "report_shares: comments are counted in comments.csv, in the table of themes where that is not there") {
  const Lexicon lexicon = testing::small_lexicon();
  const ScratchFolder folder;
  const auto map = LabelMap::load(
      folder.put("map.json", R"({"Staff": "staff", "Both": ["staff", "wait"], "Alone": "=staff"})"), lexicon);
  REQUIRE(map.has_value());
  const std::vector<const CodedLabel*> labels = {&map->label(0), &map->label(1), &map->label(2)};
  const std::string report = folder.put("report.json", report_of(lexicon));
  InputStore store;
  const auto alone = load_report_shares(report, labels, lexicon, store);
  REQUIRE(alone.has_value());
  CHECK(alone->analysed == 5);
  CHECK(alone->negative == 2);
  CHECK(alone->labels[0] == 3);
  CHECK_FALSE(alone->labels[1].has_value());
  CHECK_FALSE(alone->labels[2].has_value());

  folder.put("comments.csv", kRows);
  const auto shares = load_report_shares(folder.path(), labels, lexicon, store);
  REQUIRE(shares.has_value());
  CHECK(shares->labels[0] == 2);
  CHECK(shares->labels[1] == 3);
  CHECK(shares->labels[2] == 2);
}

TEST_CASE("report_shares: what is no report, or one of another lexicon, is refused with its place") {
  const Lexicon lexicon = testing::small_lexicon();
  const ScratchFolder folder;
  InputStore store;
  const auto refused = [&](std::string_view bytes) {
    const auto shares = load_report_shares(folder.put("report.json", bytes), {}, lexicon, store);
    REQUIRE_FALSE(shares.has_value());
    return shares.error();
  };
  CHECK(refused("{}").fault == Fault::bad_input);
  CHECK(refused("[1]").message.find("is no report of verbatim") == 0);
  CHECK(refused("{\"ledger\"").place.line == 1);
  const Error other =
      refused(R"({"lexicon_version": "x", "ledger": {"analysed": 1}, "sentiment": {}, "themes": []})");
  CHECK(other.fault == Fault::usage);
  CHECK(other.message.find("was made with the lexicon x") == 0);
  CHECK(load_report_shares(folder / "missing", {}, lexicon, store).error().fault == Fault::bad_input);
  folder.put("report.json", report_of(lexicon));
  folder.put("comments.csv", "a,b\n1,2\n");
  LabelMap map(lexicon);
  const CodedLabel& staff = map.label(map.find("staff").value());
  CHECK(load_report_shares(folder.path(), {&staff}, lexicon, store)
            .error()
            .message.find("is no comments.csv") == 0);
}

}  // namespace
}  // namespace verbatim
