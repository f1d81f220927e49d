#include "report/table_writer.h"

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kWriteBytes = std::size_t{1} << 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A number that every reader of JSON takes for the same: not 007, +1, or an id of 20 digits.
bool is_safe_number(std::string_view text) {
  constexpr std::size_t kMaxDigits = 15;
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  std::size_t digits = at - whole;
  if (digits == 0 || (digits > 1 && text[whole] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t from = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == from) return false;
    digits += at - from;
  }
  return at == text.size() && digits <= kMaxDigits;
}

// Collects bytes and writes them in large steps.
class Buffered : public TableWriter {
 public:
  explicit Buffered(NewFile& file) : file_(file) {}

  Result<void> finish() override {
    auto written = file_.write(out_);
    out_.clear();
    return written;
  }

 protected:
  Result<void> flush_if_full() { return out_.size() < kWriteBytes ? Result<void>() : finish(); }

  std::string out_;

 private:
  NewFile& file_;
};

// RFC 4180: comma, a field quoted where it must be, lines end in LF.
class CsvWriter final : public Buffered {
 public:
  CsvWriter(NewFile& file, bool guard) : Buffered(file), guard_(guard) {}

  Result<void> header(const std::vector<std::string>& columns) override {
    for (const std::string& column : columns) cell(column);
    return end();
  }

  Result<void> row(std::span<const std::string_view> cells) override {
    // A lone empty cell would be a blank line.
    if (cells.size() == 1 && cells[0].empty()) {
      out_ += "\"\"";
    } else {
      for (const std::string_view value : cells) cell(value);
    }
    return end();
  }

 private:
  void cell(std::string_view value) {
    if (!is_first_) out_ += ',';
    const bool is_first = is_first_;
    is_first_ = false;
    const bool guarded = guard_ && !value.empty() &&
                         std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos &&
                         !is_safe_number(value);
    // A byte order mark at the start of a line would be no part of the cell.
    const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos ||
                        (is_first && value.starts_with("\xEF\xBB\xBF")) ||
                        (!value.empty() && (value.front() == ' ' || value.back() == ' '));
    if (quoted) out_ += '"';
    if (guarded) out_ += '\'';
    for (const char c : value) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    if (quoted) out_ += '"';
  }

  Result<void> end() {
    out_ += '\n';
    is_first_ = true;
    return flush_if_full();
  }

  bool guard_;
  bool is_first_ = true;
};

class JsonLinesWriter final : public Buffered {
 public:
  JsonLinesWriter(NewFile& file, bool types) : Buffered(file), types_(types) {}

  Result<void> header(const std::vector<std::string>& columns) override {
    for (const std::string& column : columns) {
      std::string key;
      append_text(column, key);
      keys_.push_back(key + ":");
    }
    return {};
  }

  Result<void> row(std::span<const std::string_view> cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ += i == 0 ? '{' : ',';
      out_ += keys_[i];
      const std::string_view value = cells[i];
      if (types_ && value.empty()) {
        out_ += "null";
      } else if (types_ && (value == "true" || value == "false" || is_safe_number(value))) {
        out_ += value;
      } else {
        append_text(value, out_);
      }
    }
    out_ += cells.empty() ? "{}\n" : "}\n";
    return flush_if_full();
  }

 private:
  static void append_text(std::string_view text, std::string& out) {
    out += '"';
    for (const char c : text) {
      switch (c) {
        case '"':
          out += "\\\"";
          break;
        case '\\':
          out += "\\\\";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        default:
          if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
          else
            out += c;
      }
    }
    out += '"';
  }

  bool types_;
  std::vector<std::string> keys_;
};

}  // namespace

std::unique_ptr<TableWriter> make_table_writer(NewFile& file, const TableWriterOptions& options) {
  switch (options.form) {
    case TableForm::csv:
      return std::make_unique<CsvWriter>(file, options.guard);
    case TableForm::json_lines:
      return std::make_unique<JsonLinesWriter>(file, options.types);
    case TableForm::xlsx:
      return make_sheet_writer(file);
  }
  return nullptr;
}

}  // namespace verbatim
