#include "report/report_json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "support/sample_report.h"

using namespace verbatim;
using nlohmann::ordered_json;

namespace {

std::string written(const Report& report) {
  std::string out;
  write_report_json(report, out);
  return out;
}

std::vector<std::string> keys(const ordered_json& json) {
  std::vector<std::string> out;
  for (const auto& [key, value] : json.items()) out.push_back(key);
  return out;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("report_json: keys stand in the order of the schema and are always there") {
  const Keys top = {
      "schema_version", "program_version", "lexicon_version", "redacted", "clustered_by", "weighted_by",
      "adjusted_by",    "inputs",          "ledger",          "notes",    "row_rules",    "joins",
      "posts",          "scores",          "sentiment",       "signals",  "drivers",      "themes",
      "pairs",          "fair_shares",     "curves",          "waits",    "unexplained",  "segment_columns",
      "segments",       "spreads",         "period_unit",     "undated",  "periods",      "series",
      "movements",      "changes",         "rising",          "mix",      "events",       "stage_column",
      "stages",         "benchmark",       "touchpoints",     "times",    "alerts",       "cut_notes",
      "cut_drivers",    "warnings"};
  CHECK(keys(ordered_json::parse(written(Report{}))) == top);
  const ordered_json json = ordered_json::parse(written(testing::sample_report()));
  CHECK(keys(json) == top);
  CHECK(json["schema_version"] == 1);
  CHECK(keys(json["drivers"][0]) == Keys{"rank",
                                         "theme",
                                         "label",
                                         "level",
                                         "polarity",
                                         "kind",
                                         "score",
                                         "unit",
                                         "comments",
                                         "share",
                                         "score_with",
                                         "score_without",
                                         "impact",
                                         "impact_low",
                                         "impact_high",
                                         "severity",
                                         "severity_low",
                                         "severity_high",
                                         "p",
                                         "q",
                                         "severity_p",
                                         "severity_q",
                                         "posts",
                                         "authors",
                                         "reach",
                                         "rank_low",
                                         "rank_high",
                                         "stability",
                                         "next_p",
                                         "fair_share",
                                         "adjusted_impact",
                                         "adjusted_impact_low",
                                         "adjusted_impact_high",
                                         "adjusted_severity",
                                         "adjusted_severity_low",
                                         "adjusted_severity_high",
                                         "too_few_to_rank",
                                         "owner",
                                         "quotes"});
}

TEST_CASE("report_json: a driver as the model has it, numbers rounded") {
  const ordered_json driver = ordered_json::parse(written(testing::small_report()))["drivers"][0];
  CHECK(
      driver.dump() ==
      R"({"rank":1,"theme":"wait.hold","label":"Time on hold","level":"leaf","polarity":"neg",)"
      R"("kind":"complaint","score":"nps","unit":"NPS points","comments":2,"share":0.666667,)"
      R"("score_with":-50.0,"score_without":4.1,"impact":-4.1,"impact_low":-6.25,"impact_high":-0.0001,)"
      R"("severity":null,"severity_low":null,"severity_high":null,"p":0.04999,"q":0.1,"severity_p":null,)"
      R"("severity_q":null,"posts":null,"authors":null,"reach":null,)"
      R"("rank_low":null,"rank_high":null,"stability":null,"next_p":null,"fair_share":null,"adjusted_impact":null,)"
      R"("adjusted_impact_low":null,"adjusted_impact_high":null,"adjusted_severity":null,"adjusted_severity_low":null,"adjusted_severity_high":null,"too_few_to_rank":false,"owner":"","quotes":[{"source":"a.csv","row":2,"id":"R-2",)"
      R"("text":"On hold, again!","highlight":{"begin":0,"end":7,"text":"On hold"}}]})");
}

TEST_CASE("report_json: the ledger states its sum") {
  const ordered_json json = ordered_json::parse(written(testing::sample_report()));
  CHECK(json["ledger"]["records_in"] == 3044);
  CHECK(json["ledger"]["analysed"] == 2900);
  CHECK(json["scores"][2]["kind"] == "ttr:h");
  CHECK(json["scores"][2]["low_is_good"] == true);
}

TEST_CASE("report_json: what is no number is null") {
  Report report = testing::small_report();
  report.drivers[0].impact = std::nan("");
  report.drivers[0].p = std::numeric_limits<double>::infinity();
  report.sentiment.mean = -0.00001;
  const std::string out = written(report);
  const ordered_json json = ordered_json::parse(out);
  CHECK(json["drivers"][0]["impact"].is_null());
  CHECK(json["drivers"][0]["p"].is_null());
  CHECK(out.find("\"mean\": 0.0\n") != std::string::npos);
}

TEST_CASE("report_json: ill-formed text becomes valid, and the highlight still fits") {
  Report report = testing::small_report();
  Quote& quote = report.drivers[0].quotes[0];
  quote.text = "\xFF\xFE late \xED\xA0\x80!";
  quote.highlight = {3, 7};
  quote.source = "dir/\xFF.csv";
  const ordered_json json = ordered_json::parse(written(report));
  const ordered_json& shown = json["drivers"][0]["quotes"][0];
  const auto text = shown["text"].get<std::string>();
  CHECK(text == "\xEF\xBF\xBD\xEF\xBF\xBD late \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD!");
  CHECK(shown["highlight"]["text"] == "late");
  CHECK(text.substr(shown["highlight"]["begin"].get<std::size_t>(), 4) == "late");
  CHECK(shown["source"] == "dir/\xEF\xBF\xBD.csv");
  quote.highlight = {};
  CHECK(ordered_json::parse(written(report))["drivers"][0]["quotes"][0]["highlight"].is_null());
}

TEST_CASE("report_json: no raw control character, and every text reads back equal") {
  Report report = testing::small_report();
  const std::string hostile = "a\x1b[2J\x07\x7F \xC2\x9B \xE2\x80\xA8 </script> \"\\ \n\xF0\x9F\x98\xA1";
  report.drivers[0].quotes[0].text = hostile;
  report.warnings = {std::string("nul \0 here", 10)};
  const std::string out = written(report);
  for (const char c : out) CHECK_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\n'));
  CHECK(out.find('\x7F') == std::string::npos);
  CHECK(out.find("\xC2\x9B") == std::string::npos);
  const ordered_json json = ordered_json::parse(out);
  CHECK(json["drivers"][0]["quotes"][0]["text"] == hostile);
  CHECK(json["warnings"][0] == std::string("nul \0 here", 10));
}

TEST_CASE("report_json: twice the same bytes") {
  CHECK(written(testing::sample_report()) == written(testing::sample_report()));
}
