#include "input/excel_marks.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("excel_marks: an apostrophe before a sign or a digit is Excel's, before a letter the writer's") {
  for (const char* marked : {"'00123", "'=1+1", "'+49", "'-5", "'@home"}) {
    CAPTURE(marked);
    CHECK(has_text_mark(marked));
    CHECK(without_text_mark(marked) == std::string_view(marked).substr(1));
  }
  for (const char* plain : {"", "'", "'twas late", "00123", "it's", "''5"}) {
    CAPTURE(plain);
    CHECK(!has_text_mark(plain));
    CHECK(without_text_mark(plain) == plain);
  }
}

TEST_CASE("excel_marks: a long number in short is no measurement") {
  for (const char* id : {"1.23E+18", "1,23E+18", "9E+11", "4.50012E+15"}) CHECK(is_shortened_number(id));
  for (const char* other :
       {"1.23E+5", "1.23E-18", "1.23e18", "E+18", "12.3E+18", "1.E+18", "1.2E+", "1.2E+123"})
    CHECK(!is_shortened_number(other));
}

TEST_CASE("excel_marks: both are counted by column, with a place") {
  ExcelMarks marks(2);
  const std::vector<std::vector<std::string>> rows = {
      {"'001", "a"}, {"1.23E+18", "'tis"}, {"4.56E+18", "c", "beyond"}};
  std::uint64_t line = 2;
  for (const auto& row : rows) marks.add(line++, row);
  CHECK(marks.notes({"id", "text"}) ==
        std::vector<std::string>{"column 'id': 1 of its first 3 cells begin with the apostrophe by which "
                                 "Excel keeps a text; it is no "
                                 "part of an id or a key",
                                 "column 'id': 2 of its first 3 cells are like 1.23E+18 (line 3): Excel has "
                                 "shortened long numbers, so "
                                 "different ids may look the same; export again with the column as text"});
}

}  // namespace
}  // namespace verbatim
