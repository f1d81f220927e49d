#include <doctest/doctest.h>

#include "report/table_writer.h"
#include "support/program.h"
#include "support/table_text.h"

namespace verbatim {
namespace {

using namespace std::string_literals;
using Rows = std::vector<std::vector<std::string>>;

struct Book {
  std::string bytes;
  TableLosses losses;
};

Book book_of(const std::vector<std::string>& columns, const Rows& rows) {
  const ScratchFolder folder;
  auto file = NewFile::open(folder / "out.xlsx", false);
  REQUIRE(file);
  const auto writer = make_sheet_writer(*file);
  REQUIRE(writer->header(columns));
  for (const auto& row : rows) REQUIRE(writer->row(std::vector<std::string_view>(row.begin(), row.end())));
  REQUIRE(writer->finish());
  const TableLosses losses = writer->losses();
  REQUIRE(file->publish());
  return {bytes_of(folder / "out.xlsx"), losses};
}

TEST_CASE("sheet_writer: cells come back as the texts that they were, never as formulas, dates or numbers") {
  const Book book = book_of(
      {"id", "text"},
      {{"007", "=1+1"}, {"1E5", "2024-03-06"}, {"TRUE", " x "}, {"", "_x0041_"}, {"a\x01", "\u00E9"}});
  CHECK(table_text(book.bytes) ==
        "id,text | 2:007,=1+1 | 3:1E5,2024-03-06 | 4:TRUE, x  | 5:,_x0041_ | 6:a\x01,\u00E9");
  CHECK(book.losses.cut_cells == 0);
  CHECK(book.losses.sheets == 1);
}

TEST_CASE("sheet_writer: a cell has 32,767 units of UTF-16; what is over is cut and counted") {
  std::string emoji;
  for (int i = 0; i < 20000; ++i) emoji += "\U0001F600";
  const Book book = book_of({"id", "text"}, {{"1", std::string(32767, 'x')}, {"2", emoji}});
  CHECK(book.losses.cut_cells == 1);
  CHECK(table_text(book.bytes) ==
        "id,text | 2:1," + std::string(32767, 'x') + " | 3:2," + emoji.substr(0, std::size_t{16383} * 4));
}

TEST_CASE("sheet_writer: what XML cannot hold becomes U+FFFD") {
  const Book book = book_of({"id", "text"}, {{"1", "a\0b"s}, {"2", "\uFFFE"}});
  CHECK(table_text(book.bytes) == "id,text | 2:1,a\uFFFDb | 3:2,\uFFFD");
}

TEST_CASE("sheet_writer: the same rows are the same bytes, and too many columns are refused") {
  CHECK(book_of({"id"}, {{"1"}}).bytes == book_of({"id"}, {{"1"}}).bytes);
  const ScratchFolder folder;
  auto file = NewFile::open(folder / "out.xlsx", false);
  REQUIRE(file);
  CHECK(
      make_sheet_writer(*file)->header(std::vector<std::string>(16385, "x")).error().message.find("16384") !=
      std::string::npos);
}

}  // namespace
}  // namespace verbatim
