#include "report/csv_writer.h"

#include <array>
#include <charconv>

#include "report/number_text.h"
#include "report/safe_text.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

enum : std::uint8_t {
  kQuoteIt = 1,  // the field must stand in quotes
  kCleanIt = 2,  // not every byte can be copied
};

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t b = 0; b < 0x20; ++b) classes[b] = kCleanIt;
  classes['\t'] = 0;
  classes['\n'] = kQuoteIt;
  classes['\r'] = kQuoteIt;
  classes[','] = kQuoteIt;
  classes['"'] = kQuoteIt;
  for (std::size_t b = 0x7F; b < 0x100; ++b) classes[b] = kCleanIt;  // beyond ASCII: to be validated
  return classes;
}

constexpr auto kByteClass = make_byte_classes();

bool starts_formula(std::string_view value) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  return !value.empty() && kStarts.find(value.front()) != std::string_view::npos;
}

// U+2400 + code stands for the control character: visible, inert and readable back. NUL is U+FFFD as
// everywhere, and so are the C1 controls, which have no pictures.
void append_picture(char32_t control, std::string& out) {
  if (control == 0 || control > 0x7F) {
    out.append(kReplacement);
    return;
  }
  const char32_t index = control == 0x7F ? 0x21 : control;
  out.append("\xE2\x90").push_back(static_cast<char>(0x80 + index));
}

// Of the values that kCleanIt lets through: below a blank only those that are not kept.
bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value < 0xA0);
}

}  // namespace

void CsvRow::separate() {
  if (!is_first_) out_.push_back(',');
  is_first_ = false;
}

// Copies in runs: what has to change is rare.
void CsvRow::append_clean(std::string_view value, bool quoted) {
  std::size_t copied = 0;
  const auto copy_to = [&](std::size_t end) {
    out_.append(value, copied, end - copied);
    copied = end;
  };
  for (std::size_t at = 0; at < value.size();) {
    const auto byte = static_cast<unsigned char>(value[at]);
    if ((kByteClass[byte] & kCleanIt) == 0) {
      if (quoted && byte == '"') {
        copy_to(at);
        out_.push_back('"');
      }
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(value, at);
    if (!point.well_formed || is_control(point.value)) {
      copy_to(at);
      append_picture(point.well_formed ? point.value : char32_t{0}, out_);
      copied += point.length;
    }
    at += point.length;
  }
  copy_to(value.size());
}

CsvRow& CsvRow::text(std::string_view value) {
  if (!starts_formula(value)) return word(value);
  separate();
  // Always quoted: a reader that trims or that drops an apostrophe then sees the field's true borders.
  out_.append("\"'");
  append_clean(value, true);
  out_.push_back('"');
  return *this;
}

CsvRow& CsvRow::word(std::string_view value) {
  separate();
  std::uint8_t classes = 0;
  for (const char c : value) classes |= kByteClass[static_cast<unsigned char>(c)];
  // Blanks at the ends are data, but some readers trim what is not quoted.
  const bool blank_end = !value.empty() && (value.front() == ' ' || value.back() == ' ');
  if (classes == 0 && !blank_end) {
    out_.append(value);
    return *this;
  }
  const bool quoted = (classes & kQuoteIt) != 0 || blank_end;
  if (quoted) out_.push_back('"');
  append_clean(value, quoted);
  if (quoted) out_.push_back('"');
  return *this;
}

CsvRow& CsvRow::number_milli(std::int64_t milli) {
  separate();
  if (milli < 0) out_.push_back('-');
  // Unsigned, so that the smallest value has a size, too.
  const std::uint64_t size =
      milli < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(milli) : static_cast<std::uint64_t>(milli);
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size / 1000).ptr;
  out_.append(buffer.data(), end);
  const auto rest = static_cast<unsigned>(size % 1000);
  out_.push_back('.');
  out_.push_back(static_cast<char>('0' + rest / 100));
  out_.push_back(static_cast<char>('0' + rest / 10 % 10));
  out_.push_back(static_cast<char>('0' + rest % 10));
  return *this;
}

CsvRow& CsvRow::number(std::optional<double> value, int decimals) {
  separate();
  if (value) append_fixed(*value, decimals, out_);
  return *this;
}

CsvRow& CsvRow::probability(std::optional<double> value) {
  separate();
  if (value) out_.append(verbatim::probability(*value));
  return *this;
}

CsvRow& CsvRow::integer(std::uint64_t value) {
  separate();
  std::array<char, 24> buffer;
  out_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
  return *this;
}

CsvRow& CsvRow::integer(std::int64_t value) {
  separate();
  std::array<char, 24> buffer;
  out_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
  return *this;
}

CsvRow& CsvRow::empty() {
  separate();
  return *this;
}

void CsvRow::end() {
  // A row of one empty field would be a blank line, which readers skip.
  if (out_.size() == begin_ && !is_first_) out_.append("\"\"");
  out_.push_back('\n');
  begin_ = out_.size();
  is_first_ = true;
}

}  // namespace verbatim
