#include "verbatim/report.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("report: merging ledgers adds each class, and an empty one changes nothing") {
  const Ledger a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  Ledger sum = a;
  sum.merge(Ledger{});
  CHECK(sum == a);
  Ledger other;
  other.merge(a);
  CHECK(other == a);
  sum.merge({10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120});
  CHECK(sum == Ledger{11, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132});
  CHECK(sum.records_in() == 858);
}

TEST_CASE("report: merging notes adds the counts and keeps the first 20 examples") {
  InputNotes notes = {1, 2, 3, 4, 5, 6, 8, 7, {"a"}};
  InputNotes more = {10, 20, 30, 40, 50, 60, 80, 70, std::vector<std::string>(30, "b")};
  notes.merge(more);
  CHECK(notes.blank_lines == 11);
  CHECK(notes.invalid_utf8 == 22);
  CHECK(notes.stray_quotes == 33);
  CHECK(notes.same_id_other_text == 44);
  CHECK(notes.missing_id == 55);
  CHECK(notes.encoded_twice == 66);
  CHECK(notes.bad_weights == 88);
  CHECK(notes.lost_characters == 77);
  CHECK(notes.examples.size() == 20);
  CHECK(notes.examples[0] == "a");
  CHECK(notes.examples[19] == "b");
}
