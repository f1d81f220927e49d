#include "input/csv_header.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

using Names = std::vector<std::string>;

// Rows whose cells are parted by '|'; a blank line is an empty one.
std::vector<TopRow> rows_of(std::initializer_list<const char*> lines) {
  std::vector<TopRow> rows;
  bool after_blank = false;
  for (const std::string_view text : lines) {
    if (text.empty()) {
      after_blank = true;
      continue;
    }
    TopRow row;
    row.after_blank = after_blank;
    after_blank = false;
    std::size_t from = 0;
    for (std::size_t at = 0; at != std::string_view::npos; from = at + 1) {
      at = text.find('|', from);
      row.cells.emplace_back(text.substr(from, at - from));
      if (at == std::string_view::npos) break;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::size_t header_of(std::initializer_list<const char*> lines, std::size_t width) {
  return find_header_row(rows_of(lines), width);
}

TableHeader read(std::initializer_list<const char*> lines, std::optional<unsigned> told = {}) {
  return read_header(rows_of(lines), told);
}

TEST_CASE("csv_header: lines above the header are narrow, padded, empty or labelled") {
  CHECK(header_of({"id|text|nps", "1|a|5", "2|b|6"}, 3) == 0);
  CHECK(header_of({"Title", "id|text|nps", "1|a|5"}, 3) == 1);
  CHECK(header_of({"Title|||", "|||", "id|date|text|nps", "1|2|a|5", "2|3|b|6"}, 4) == 2);
  CHECK(header_of({"|Title||", "id|date|text|nps", "1|2|a|5", "2|3|b|6"}, 4) == 1);
  CHECK(header_of({"From:|1 May", "To:|2 May", "Town|Visitors", "Ely|5", "York|6"}, 2) == 2);
  CHECK(header_of({"From:|1 May", "", "Town|Visitors", "Ely|5", "York|6"}, 2) == 1);
  CHECK(header_of({"Title|||||", "|||||", "Area|Code|2011|2012|2013|2014", "a|E1|5|6|7|8", "b|E2|5|6|7|8"},
                  6) == 2);
}

TEST_CASE("csv_header: a sparse header is not passed over for its first record") {
  CHECK(header_of({"|comment|", "1|Good|9"}, 3) == 0);
  CHECK(header_of({"id|||", "1|2|a|5", "2|3|b|6", "3|3|c|6"}, 4) == 0);
  CHECK(header_of({"Q:|A", "x|1", "y|2"}, 2) == 0);
}

TEST_CASE("csv_header: names over groups of columns belong to the header") {
  const auto rows = {"||Before||After|", "Area|Code|n|%|m|q", "a|E1000|1|2|3|4", "b|E1001|1|2|3|4",
                     "c|E1002|1|2|3|4"};
  CHECK(header_of(rows, 6) == 0);
  const TableHeader header = read(rows);
  CHECK(header.rows == 2);
  CHECK(header.names == Names{"Area", "Code", "Before n", "%", "After m", "q"});
}

TEST_CASE("csv_header: units below the names belong to the header, a record does not") {
  const TableHeader units = read({"time|x|y", "|cm|kg", "1|2.5|3", "2|2.5|3", "3|2.5|3"});
  CHECK(units.rows == 2);
  CHECK(units.names == Names{"time", "x cm", "y kg"});
  CHECK(read({"id|nps|text", "|n/a|slow", "1|5|a", "2|5|b", "3|6|c"}).rows == 1);
  CHECK(read({"id|text", "one|a", "two|b", "three|c", "four|d"}).rows == 1);
  CHECK(read({"id|nps|text", "x|n/a|slow", "1|5|a", "2|5|b", "3|6|c"}).rows == 1);
}

TEST_CASE("csv_header: Qualtrics has names, questions and ImportIds") {
  const TableHeader header = read(
      {"StartDate|ResponseId|Q3|Q3_TEXT", "Start Date|Response ID|How <b>was</b>\nit&nbsp;today?|Why?",
       "{\"ImportId\":\"startDate\",\"timeZone\":\"Z\"}|{\"ImportId\":\"_recordId\"}|{\"ImportId\":\"QID3\"}|"
       "{'ImportId': 'QID3_TEXT'}",
       "2025-07-01 11:13:44|R_5rY|9|slow"});
  CHECK(header.rows == 3);
  CHECK(header.names == Names{"StartDate", "ResponseId", "Q3", "Q3_TEXT"});
  CHECK(header.questions[2].starts_with("How was it"));
  CHECK(header.questions[3] == "Why?");
  CHECK(header.why == "names, question texts and ImportIds, as Qualtrics writes them");

  const TableHeader sheet = read({"StartDate|EndDate|ResponseId|Q1", "Start Date|End Date|Response ID|Why?",
                                  "2025-07-01|2025-07-01|R_1|slow"});
  CHECK(sheet.rows == 2);
  CHECK(sheet.questions == Names{"Start Date", "End Date", "Response ID", "Why?"});
  CHECK(read({"StartDate|EndDate|ResponseId|Q1", "2025-07-01|2025-07-01|R_1|slow"}).rows == 1);

  const TableHeader legacy =
      read({"V1|V2|V8|Q1", "ResponseID|ResponseSet|StartDate|Why?", "R_1|Default|2014-01-01|slow"});
  CHECK(legacy.rows == 2);
  CHECK(legacy.names == Names{"ResponseID", "ResponseSet", "StartDate", "Q1"});
  CHECK(legacy.questions[3] == "Why?");
}

TEST_CASE("csv_header: SurveyMonkey's questions span their options") {
  const TableHeader header = read({"Respondent ID|Start Date|Why?|Which did you use?||How likely?",
                                   "||Open-Ended Response|App|Phone|Response", "118|01/02/2024|slow|App||9"});
  CHECK(header.rows == 2);
  CHECK(header.names == Names{"Respondent ID", "Start Date", "Why?", "Which did you use? - App",
                              "Which did you use? - Phone", "How likely?"});
  CHECK(header.questions == Names{"", "", "Why?", "Which did you use?", "Which did you use?", "How likely?"});
  CHECK(read({"Respondent ID|Why?", "118|Response"}).rows == 1);
}

TEST_CASE("csv_header: what the user says is believed") {
  const auto rows = {"a||c", "b|x|c", "1|2|3"};
  CHECK(read(rows, 2).names == Names{"a b", "x", "c c"});
  CHECK(read(rows, 3).names == Names{"a b 1", "x 2", "c c 3"});
  CHECK(read(rows, 1).names == Names{"a", "", "c"});
  CHECK(read({"a|b"}, 3).rows == 1);
}

}  // namespace
}  // namespace verbatim
