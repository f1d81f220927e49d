#include "input/csv_record.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <limits>
#include <utility>

namespace verbatim {

std::string_view reject_reason(CsvKind kind) {
  switch (kind) {
    case CsvKind::ragged:
      return "ragged";
    case CsvKind::unclosed_quote:
      return "unclosed_quote";
    case CsvKind::too_long:
      return "too_long";
    case CsvKind::unreadable:
      return "unreadable";
    case CsvKind::record:
    case CsvKind::blank:
    case CsvKind::repeated_header:
      return {};
  }
  return {};
}

std::string reject_message(const CsvRecord& record) {
  switch (record.kind) {
    case CsvKind::ragged: {
      std::string message = "expected " + std::to_string(record.expected) +
                            (record.expected == 1 ? " field" : " fields") + ", found " +
                            std::to_string(record.found);
      if (record.found > record.expected && record.dialect.delimiter != 0) {
        message += "; unquoted " + delimiter_name(record.dialect.delimiter) + "?";
      }
      return message;
    }
    case CsvKind::unclosed_quote:
      return "quote opened here is never closed";
    case CsvKind::too_long:
      return "record is longer than " + std::to_string(record.dialect.max_record_bytes) +
             " bytes; its rest was passed over";
    case CsvKind::unreadable:
      return record.fault;
    case CsvKind::record:
    case CsvKind::blank:
    case CsvKind::repeated_header:
      return {};
  }
  return {};
}

CsvRecordParser::CsvRecordParser(CsvLayout layout) : layout_(std::move(layout)), lexer_(layout_.dialect) {}

void CsvRecordParser::open(const Block& block) {
  block_ = &block;
  at_ = 0;
  row_ = block.first_row;
  line_ = block.first_line;
  lexer_.reset();
}

// Takes the first field off, which is the record's place in the user's file; see table_row.h.
void CsvRecordParser::take_place(CsvRecord& record) const {
  std::string_view place = record.fields.front().text;
  const auto number = [&place] {
    std::uint64_t value = 0;
    const auto read = std::from_chars(place.data(), place.data() + place.size(), value);
    place.remove_prefix(std::min(place.size(), static_cast<std::size_t>(read.ptr - place.data()) + 1));
    return value;
  };
  if (!place.starts_with('!')) {
    record.kind = CsvKind::record;
    record.line = number();
    record.fields.erase(record.fields.begin());
    record.fields.resize(layout_.width);
    return;
  }
  place.remove_prefix(1);
  record.kind = CsvKind::unreadable;
  record.line = number();
  record.column = number();
  record.byte = number();
  record.fields.resize(3);
  std::string scratch;
  record.fault = record.field(1, scratch);
  record.unreadable = record.field(2, scratch);
  record.raw = record.unreadable;
  record.fields.clear();
}

bool CsvRecordParser::is_header(std::string_view raw) const {
  if (!layout_.header_line.empty() && raw == layout_.header_line) return true;
  return std::find(layout_.more_header_lines.begin(), layout_.more_header_lines.end(), raw) !=
         layout_.more_header_lines.end();
}

bool CsvRecordParser::next(CsvRecord& record) {
  assert(block_ != nullptr);
  const std::string_view bytes = block_->bytes;
  if (at_ >= bytes.size()) return false;
  record.column = 1;
  record.line = line_;
  record.expected = record.found = record.stray_quotes = 0;
  if (record.dialect != layout_.dialect) record.dialect = layout_.dialect;
  if (block_->is_cut_record) {
    record.kind = CsvKind::too_long;
    record.row = row_++;
    record.byte = block_->first_byte;
    record.raw = bytes;
    while (record.raw.starts_with("\xEF\xBB\xBF")) {
      record.raw.remove_prefix(3);
      record.byte += 3;
    }
    record.fields.clear();
    at_ = bytes.size();
    return true;
  }

  // One field more than wanted, to see whether a surplus one is empty; a record of a million fields costs no
  // more.
  const std::size_t max_fields = layout_.width == 0 ? std::numeric_limits<std::size_t>::max()
                                                    : layout_.width + 1 + (layout_.has_place ? 2 : 0);
  const LexedRecord lexed = lexer_.next(bytes.substr(at_), true, record.fields, max_fields);
  record.byte = block_->first_byte + at_ + lexed.begin;
  record.raw = bytes.substr(at_ + lexed.begin, lexed.end - lexed.begin);
  at_ += lexed.next;
  line_ += lexed.lines;
  if (lexed.kind == LexKind::blank) {
    record.kind = CsvKind::blank;
    record.row = 0;
    record.fields.clear();
    return true;
  }
  record.row = row_++;
  if (lexed.kind == LexKind::unclosed_quote) {
    record.kind = CsvKind::unclosed_quote;
    record.line += lexed.quote_line;
    record.column = lexed.quote_column;
    record.fields.clear();
    return true;
  }
  assert(lexed.kind == LexKind::record);
  record.stray_quotes = lexed.stray_quotes;
  if (layout_.has_place) {
    take_place(record);
    return true;
  }
  if (is_header(record.raw)) {
    record.kind = CsvKind::repeated_header;
    return true;
  }
  record.kind = CsvKind::record;
  if (layout_.width == 0 || lexed.fields == layout_.width) return true;
  if (layout_.trailing_delimiter && lexed.fields == layout_.width + 1 && record.fields.back().text.empty()) {
    record.fields.pop_back();
    return true;
  }
  record.kind = CsvKind::ragged;
  record.expected = layout_.width;
  record.found = lexed.fields;
  record.fields.clear();
  return true;
}

}  // namespace verbatim
