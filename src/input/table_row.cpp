#include "input/table_row.h"

#include <charconv>

#include "input/byte_search.h"

namespace verbatim {
namespace {

// Enough of a broken record to recognise it in the reject file.
constexpr std::size_t kKeptOfBrokenRecord = std::size_t{1} << 16;

void append_number(std::uint64_t number, std::string& out) {
  char digits[20];
  const auto written = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, static_cast<std::size_t>(written.ptr - digits));
}

void append_cell(std::string_view value, std::string& out) {
  if (find_one_of(value.data(), 0, value.size(), ',', '"', '\n', '\r') == value.size()) {
    out += value;
    return;
  }
  out += '"';
  for (;;) {
    const std::size_t quote = value.find('"');
    if (quote == std::string_view::npos) break;
    out.append(value, 0, quote + 1);
    out += '"';
    value.remove_prefix(quote + 1);
  }
  out += value;
  out += '"';
}

}  // namespace

CsvDialect table_row_dialect() {
  CsvDialect dialect;
  dialect.max_record_bytes = std::uint64_t{1} << 31;
  dialect.max_quoted_bytes = dialect.max_record_bytes;
  dialect.max_quoted_lines = dialect.max_record_bytes;
  return dialect;
}

TableRow::TableRow(std::string& out, std::uint64_t line) : out_(out) {
  append_number(line, out_);
}

void TableRow::cell(std::string_view value) {
  if (value.empty()) {
    ++empty_;
    return;
  }
  out_.append(empty_ + 1, ',');
  empty_ = 0;
  append_cell(value, out_);
}

void TableRow::end() {
  out_ += '\n';
}

void write_broken_row(std::string& out, std::uint64_t line, std::uint64_t column, std::uint64_t byte,
                      std::string_view message, std::string_view record) {
  out += '!';
  append_number(line, out);
  out += ':';
  append_number(column, out);
  out += ':';
  append_number(byte, out);
  out += ',';
  append_cell(message, out);
  out += ',';
  append_cell(record.substr(0, kKeptOfBrokenRecord), out);
  out += '\n';
}

}  // namespace verbatim
