#include "scores/join_table.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace verbatim;

namespace {

using Rows = std::vector<std::pair<std::string_view, std::string_view>>;

JoinTable table_of(const Rows& rows) {
  JoinTableBuilder builder(1);
  for (const auto& [key, cell] : rows) builder.add(key, std::array{cell});
  return builder.finish();
}

std::string cell_of(const JoinTable& table, std::string_view key) {
  const auto row = table.find(key);
  return row ? std::string(table.cell(*row, 0)) : "none";
}

}  // namespace

TEST_CASE("join_table: a key finds its cells") {
  JoinTableBuilder builder(2);
  builder.add("a", std::array<std::string_view, 2>{"1", "x"});
  builder.add("b", std::array<std::string_view, 2>{"", "yy"});
  const JoinTable table = builder.finish();
  CHECK(table.size() == 2);
  CHECK(table.columns() == 2);
  const auto a = table.find("a");
  const auto b = table.find("b");
  REQUIRE(a);
  REQUIRE(b);
  CHECK(table.key(*a) == "a");
  CHECK(table.cell(*a, 0) == "1");
  CHECK(table.cell(*a, 1) == "x");
  CHECK(table.cell(*b, 0) == "");
  CHECK(table.cell(*b, 1) == "yy");
  CHECK(!table.find("c"));
}

TEST_CASE("join_table: a table without rows finds nothing") {
  const JoinTable table = table_of({});
  CHECK(table.size() == 0);
  CHECK(!table.find("a"));
  CHECK(JoinUse(table).unused() == 0);
}

TEST_CASE("join_table: of a key that stands again the first row counts") {  // join02
  const JoinTable table =
      table_of({{"a", "1"}, {"b", "2"}, {"a", "3"}, {"c", "4"}, {" a ", "5"}, {"c", "6"}});
  CHECK(cell_of(table, "a") == "1");
  CHECK(cell_of(table, "c") == "4");
  CHECK(table.size() == 3);
  CHECK(table.rows_read() == 6);
  CHECK(table.duplicate_keys() == 2);
  CHECK(table.duplicate_rows() == 3);
  CHECK(table.duplicate_examples() == std::vector<std::string>{"a", "c"});
}

TEST_CASE("join_table: of a key that stands again the last row counts, where that is wanted") {  // join02
  JoinTableBuilder builder(1, random_hash_seed(), true);
  CHECK(builder.add("a", std::array<std::string_view, 1>{"1"}));
  CHECK(builder.add("b", std::array<std::string_view, 1>{"2"}));
  CHECK_FALSE(builder.add("a", std::array<std::string_view, 1>{"3"}));
  CHECK_FALSE(builder.add("a", std::array<std::string_view, 1>{"4"}));
  CHECK(builder.add("c", std::array<std::string_view, 1>{"5"}));
  const JoinTable table = builder.finish();
  CHECK(table.size() == 3);
  CHECK(cell_of(table, "a") == "4");
  CHECK(cell_of(table, "b") == "2");
  CHECK(cell_of(table, "c") == "5");
  CHECK(table.duplicate_keys() == 1);
  CHECK(table.duplicate_rows() == 2);
  JoinSummary summary;
  summary.file = "s.csv";
  summary.last_counts = true;
  describe_join(table, JoinUse(table), summary);
  CHECK(summary.passed_over == 2);
  CHECK(repeated_keys_warning(table, summary).value() ==
        "s.csv: 1 key stands more than once ('a'); the last row of each counts and 2 rows are passed over; "
        "--on-many first takes the other, --on-many error stops");
}

TEST_CASE("join_table: where few keys match, what would make them match is told") {  // join03
  const JoinTable zeros = table_of({{"001", "5"}, {"002", "4"}, {"003", "4"}});
  CHECK(mismatch_advice(zeros, {"1", "2", "9"})
            .starts_with("2 of the first 3 keys without a partner would match without the zeros"));
  CHECK(mismatch_advice(table_of({{"1.0", "5"}}), {"1"}).find("without '.0'") != std::string::npos);
  CHECK(mismatch_advice(table_of({{"Ab-7", "5"}}), {"AB-7"}).find("--join-case ignore") != std::string::npos);
  CHECK(mismatch_advice(zeros, {"x", "2"}).empty());
  CHECK(mismatch_advice(zeros, {}).empty());
}

TEST_CASE("join_table: an empty key matches nothing") {  // val03
  const JoinTable table = table_of({{"", "1"}, {" ", "2"}, {"\xC2\xA0", "3"}, {"a", "4"}});
  CHECK(table.empty_keys() == 3);
  CHECK(table.size() == 1);
  CHECK(!table.find(""));
  CHECK(!table.find(" "));
}

TEST_CASE("join_table: keys are bytes without the space around them") {  // join03, csv54
  const JoinTable table =
      table_of({{"00123", "zeros"}, {" k1\xC2\xA0", "spaced"}, {"A", "upper"}, {"caf\xC3\xA9", "composed"}});
  CHECK(cell_of(table, "00123 ") == "zeros");
  CHECK(cell_of(table, "123") == "none");
  CHECK(cell_of(table, "k1") == "spaced");
  CHECK(cell_of(table, "\xC2\xA0k1") == "spaced");
  CHECK(cell_of(table, "a") == "none");
  CHECK(cell_of(table, "caf\xC3\xA9") == "composed");
  CHECK(cell_of(table, "cafe\xCC\x81") == "none");
  CHECK(cell_of(table_of({{"1", "x"}}), "1.0") == "none");
}

TEST_CASE("join_table: keys may hold any bytes and any length") {  // val09
  const std::string longest(10000, 'k');
  const std::string odd("a\0b\n,\"c", 7);
  const JoinTable table = table_of({{longest, "long"}, {odd, "odd"}});
  CHECK(cell_of(table, longest) == "long");
  CHECK(cell_of(table, longest.substr(1)) == "none");
  CHECK(cell_of(table, odd) == "odd");
  CHECK(cell_of(table, std::string_view(odd).substr(0, 1)) == "none");
}

TEST_CASE("join_table: agrees with a plain map, under any seed") {
  for (const HashSeed seed : {HashSeed{0, 0}, HashSeed{1, 2}, random_hash_seed()}) {
    JoinTableBuilder builder(1, seed);
    std::map<std::string, std::string> plain;
    for (unsigned i = 0; i < 20000; ++i) {
      const std::string key = "k" + std::to_string(i * 7919U % 15013U);
      const std::string cell = std::to_string(i);
      builder.add(key, std::array<std::string_view, 1>{cell});
      plain.emplace(key, cell);
    }
    const JoinTable table = builder.finish();
    REQUIRE(table.size() == plain.size());
    for (unsigned i = 0; i < 20000; ++i) {
      const std::string key = "k" + std::to_string(i);
      const auto found = plain.find(key);
      REQUIRE(cell_of(table, key) == (found == plain.end() ? "none" : found->second));
    }
  }
}

TEST_CASE("join_table: the builder starts anew after finish") {
  JoinTableBuilder builder(1);
  builder.add("a", std::array<std::string_view, 1>{"1"});
  const JoinTable first = builder.finish();
  builder.add("b", std::array<std::string_view, 1>{"2"});
  const JoinTable second = builder.finish();
  CHECK(cell_of(first, "a") == "1");
  CHECK(cell_of(second, "a") == "none");
  CHECK(cell_of(second, "b") == "2");
  CHECK(second.rows_read() == 1);
}

TEST_CASE("join_table: a table of keys alone tells which are there") {
  JoinTableBuilder builder(0);
  builder.add("a", {});
  const JoinTable table = builder.finish();
  CHECK(table.find("a"));
  CHECK(!table.find("b"));
}

TEST_CASE("join_table: keys that nobody asked for are counted, in file order") {  // join01
  const JoinTable table = table_of({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}, {"e", "5"}});
  JoinUse one(table);
  JoinUse two(table);
  one.mark(*table.find("d"));
  two.mark(*table.find("d"));
  CHECK(one.unused() == 4);
  CHECK(one.unused_examples(table) == std::vector<std::string>{"a", "b", "c"});
  two.mark(*table.find("b"));
  JoinUse left = one;
  left.merge(two);
  JoinUse right = two;
  right.merge(one);
  CHECK(left.unused() == 3);
  CHECK(left.unused_examples(table) == right.unused_examples(table));
  CHECK(left.unused_examples(table) == std::vector<std::string>{"a", "c", "e"});
  JoinUse empty(table);
  empty.merge(one);
  CHECK(empty.unused() == one.unused());
  CHECK(empty.has(*table.find("d")));
}

TEST_CASE("join_table: use counts beyond one word of bits") {
  JoinTableBuilder builder(0);
  for (int i = 0; i < 200; ++i) builder.add(std::to_string(i), {});
  const JoinTable table = builder.finish();
  JoinUse use(table);
  for (const std::string_view key : {"0", "63", "64", "199"}) use.mark(*table.find(key));
  CHECK(use.unused() == 196);
}

TEST_CASE("join_table: the summary and its warning show both sides") {  // join03
  const JoinTable table = table_of({{"001", "5"}, {"002", "4"}, {"002", "3"}});
  JoinSummary summary;
  summary.file = "scores.csv";
  summary.key = "id";
  summary.other_key = "ID";
  summary.matched = 0;
  summary.unmatched = 3;
  summary.examples = {"1", "2", "3", "4"};
  describe_join(table, JoinUse(table), summary);
  CHECK(summary.rows == 3);
  CHECK(summary.duplicate_keys == 1);
  CHECK(summary.unmatched_other == 2);
  CHECK(mismatch_warning(summary).value() ==
        "3 of 3 records have no partner in scores.csv; compare how the keys are written: id has '1', '2', "
        "'3' and ID has "
        "'001', '002'");
  summary.matched = 3;
  CHECK(!mismatch_warning(summary));
}
