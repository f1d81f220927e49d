#include "scores/join_key.h"

#include <doctest/doctest.h>

#include <vector>

namespace verbatim {
namespace {

std::string key_of(const std::vector<std::string>& cells, bool ignores_case = false) {
  JoinKeyWriter writer(ignores_case);
  writer.begin();
  for (const std::string& cell : cells) writer.add(cell);
  return std::string(writer.key());
}

TEST_CASE("join_key: both forms of a letter are one key") {  // val10
  CHECK(key_of({"cafe\u0301"}) == key_of({"caf\u00E9"}));
  CHECK(key_of({"caf\u00E9"}) == "caf\u00E9");
  CHECK(key_of({"cafe"}) != key_of({"caf\u00E9"}));
}

TEST_CASE("join_key: blanks around it go, everything else stays") {
  CHECK(key_of({" 007\u00A0"}) == "007");
  CHECK(key_of({"A"}) != key_of({"a"}));
  CHECK(key_of({"1"}) != key_of({"1.0"}));
  CHECK(key_of({"a\nb, \"c\""}) == "a\nb, \"c\"");  // val09
  CHECK(key_of({"caf\xE9"}) == "caf\xE9");
}

TEST_CASE("join_key: letter case is ignored where that is wanted, of all letters") {
  CHECK(key_of({"STRASSE \u00C4"}, true) == key_of({"stra\u00DFe \u00E4"}, true));
}

TEST_CASE("join_key: several columns are one key, and no shift of their border makes it another's") {
  CHECK(key_of({"a", "bc"}) == key_of({" a ", "bc"}));
  CHECK(key_of({"a", "bc"}) != key_of({"ab", "c"}));
  CHECK(key_of({"a", "b"}) != key_of({"b", "a"}));
}

TEST_CASE("join_key: a key with an empty part is empty") {  // val03
  CHECK(key_of({""}).empty());
  CHECK(key_of({" \u00A0"}).empty());
  CHECK(key_of({"a", ""}).empty());
  CHECK(key_of({}).empty());
}

TEST_CASE("join_key: people read the cells as they are written") {
  JoinKeyWriter writer(true);
  writer.begin();
  writer.add(" Leeds");
  writer.add("2025-01-02 ");
  CHECK(writer.shown() == "Leeds, 2025-01-02");
  CHECK(shown_key(writer.key()) == "leeds, 2025-01-02");
  writer.begin();
  writer.add("York");
  CHECK(writer.shown() == "York");
}

TEST_CASE("join_key: loosened keys forgive one thing, in each column") {
  const std::string both = key_of({"0012", "Ab"});
  CHECK(shown_key(loosened_key(both, KeyLikeness::leading_zeros)) == "12, Ab");
  CHECK(shown_key(loosened_key(both, KeyLikeness::letter_case)) == "0012, ab");
  CHECK(loosened_key("12.00", KeyLikeness::decimals) == "12");
  CHECK(loosened_key("12,0", KeyLikeness::decimals) == "12");
  CHECK(loosened_key("12.5", KeyLikeness::decimals) == "12.5");
  CHECK(loosened_key("v12.0", KeyLikeness::decimals) == "v12.0");
  CHECK(loosened_key("000", KeyLikeness::leading_zeros) == "0");
  CHECK(loosened_key("00a", KeyLikeness::leading_zeros) == "00a");
}

}  // namespace
}  // namespace verbatim
