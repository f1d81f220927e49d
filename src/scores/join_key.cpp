#include "scores/join_key.h"

#include <algorithm>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include "input/excel_marks.h"
#include "scores/cell_trim.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

constexpr char kBetween = '\x1F';

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Composed, in `out`; false where it is so already or cannot be done (no valid UTF-8).
bool compose(std::string_view text, std::string& out) {
  if (is_ascii(text) || !is_valid_utf8(text)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status) != 0 || U_FAILURE(status)) return false;
  out.clear();
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) != 0;
}

std::string folded(std::string_view text) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                         nullptr, status);
  return U_SUCCESS(status) != 0 ? out : std::string(text);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string loosened_cell(std::string_view cell, KeyLikeness likeness) {
  switch (likeness) {
    case KeyLikeness::letter_case:
      return folded(cell);
    case KeyLikeness::leading_zeros:
      if (!cell.empty() && std::all_of(cell.begin(), cell.end(), is_digit))
        cell.remove_prefix(std::min(cell.find_first_not_of('0'), cell.size() - 1));
      return std::string(cell);
    case KeyLikeness::decimals: {
      const std::size_t mark = cell.find_first_of(".,");
      if (mark == std::string_view::npos || mark == 0) return std::string(cell);
      const std::string_view tail = cell.substr(mark + 1);
      const bool is_whole =
          std::all_of(cell.begin(), cell.begin() + static_cast<std::ptrdiff_t>(mark), is_digit) &&
          tail.find_first_not_of('0') == std::string_view::npos;
      return std::string(is_whole ? cell.substr(0, mark) : cell);
    }
  }
  return std::string(cell);
}

}  // namespace

void JoinKeyWriter::begin() {
  cells_ = 0;
  has_empty_ = false;
  key_.clear();
  shown_.clear();
}

void JoinKeyWriter::add(std::string_view cell) {
  cell = without_text_mark(trim_cell(cell));
  has_empty_ = has_empty_ || cell.empty();
  if (cells_ > 0) shown_ += ", ";
  shown_ += cell;
  if (compose(cell, normal_)) cell = normal_;
  if (ignores_case_) {
    normal_ = folded(cell);
    cell = normal_;
  }
  if (cells_ > 0) key_ += kBetween;
  key_ += cell;
  ++cells_;
}

std::string_view JoinKeyWriter::key() const {
  return has_empty_ || cells_ == 0 ? std::string_view() : std::string_view(key_);
}

std::string shown_key(std::string_view key) {
  std::string shown;
  for (const char c : key) {
    if (c == kBetween) {
      shown += ", ";
    } else {
      shown += c;
    }
  }
  return shown;
}

std::string loosened_key(std::string_view key, KeyLikeness likeness) {
  std::string out;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find(kBetween, begin), key.size());
    if (begin > 0) out += kBetween;
    out += loosened_cell(key.substr(begin, end - begin), likeness);
    begin = end + 1;
  }
  return out;
}

}  // namespace verbatim
