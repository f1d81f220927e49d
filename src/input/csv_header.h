// Finds the header among the first rows of a table: what stands above it, of how many rows it is made, and
// what each column is called. It sees cells, not bytes, and so serves delimited text and sheets alike.
//
// Known by their look are Qualtrics (names, question texts, and in CSV a third row of ImportIds) and
// SurveyMonkey (questions that span columns, with a second row of options). Else a second row belongs to the
// header if it cannot be a record: words over numbers and dates, in a row that the rows below do not
// resemble.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace verbatim {

struct TopRow {
  std::vector<std::string> cells;  // trimmed
  bool is_readable = true;         // false: a quote is never closed, or the record is too long; no cells
  bool after_blank = false;        // a blank line stands above it
};

// Whether a row of so many cells is too narrow for a table of that width.
bool is_narrow_row(std::size_t cells, std::size_t width);

// Index of the header's first row; rows.size() if there is none. `width` is how many cells most rows have.
std::size_t find_header_row(std::span<const TopRow> rows, std::size_t width);

struct TableHeader {
  std::size_t rows = 1;
  bool has_own_names = false;          // `names` are not simply the first row's cells
  std::vector<std::string> names;      // one for each cell of the first row, possibly empty
  std::vector<std::string> questions;  // likewise: what was asked; none, or empty where nothing is known
  std::string why;                     // for more than one row: how that is known
};

// Reads the header that begins with the first of `rows`. `rows_told`, 1 to 3, is what the user says.
// REQUIRES: rows is not empty, and its first is readable.
TableHeader read_header(std::span<const TopRow> rows, std::optional<unsigned> rows_told);

// Whether the row has, in some column, the form of the rows below it, and in none reads like a name over
// numbers or dates. Tells that column, from 0.
std::optional<std::size_t> column_like_data(const TopRow& row, std::span<const TopRow> below);

}  // namespace verbatim
