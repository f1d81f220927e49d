#include "pipeline/customer_text.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/utf8.h"

namespace verbatim {

namespace {

constexpr std::uint32_t kNoTheme = ~std::uint32_t{0};
constexpr std::size_t kMostClauseBytes = 600;

struct Head {
  std::uint32_t customer = 0;
  std::uint32_t record_id = 0;
  std::uint32_t text = 0;
  std::uint32_t theme = kNoTheme;
  ByteRange clause;
  ByteRange words;
};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Behind this byte a sentence or line has ended: "3.5" holds no end.
bool ends_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n') return true;
  if (c != '.' && c != '!' && c != '?') return false;
  return at + 1 == text.size() || is_blank(text[at + 1]);
}

}  // namespace

void append_customer_text(const CustomerText& text, std::string& out) {
  Head head;
  head.customer = static_cast<std::uint32_t>(utf8_floor(text.customer, CustomerText::kMostBytes));
  head.record_id = static_cast<std::uint32_t>(utf8_floor(text.record_id, CustomerText::kMostBytes));
  head.text = static_cast<std::uint32_t>(text.text.size());
  if (text.theme) head.theme = static_cast<std::uint32_t>(*text.theme);
  head.clause = text.clause;
  head.words = text.words;
  std::array<char, sizeof head> bytes{};
  std::memcpy(bytes.data(), &head, sizeof head);
  out.append(bytes.data(), bytes.size());
  out.append(text.customer, 0, head.customer);
  out.append(text.record_id, 0, head.record_id);
  out += text.text;
}

Result<CustomerText> read_customer_text(const SpooledText& texts, std::uint64_t at) {
  Head head;
  auto bytes = texts.read(at, sizeof head);
  if (!bytes) return tl::unexpected(bytes.error());
  std::memcpy(&head, bytes->data(), sizeof head);
  bytes = texts.read(at + sizeof head, std::size_t{head.customer} + head.record_id + head.text);
  if (!bytes) return tl::unexpected(bytes.error());
  CustomerText out;
  out.customer = bytes->substr(0, head.customer);
  out.record_id = bytes->substr(head.customer, head.record_id);
  out.text = bytes->substr(std::size_t{head.customer} + head.record_id);
  out.clause = head.clause;
  out.words = head.words;
  if (head.theme != kNoTheme) out.theme = ThemeId{head.theme};
  return out;
}

ByteRange sentence_around(std::string_view text, ByteRange place) {
  std::size_t begin = std::min<std::size_t>(place.begin, text.size());
  std::size_t end = std::min<std::size_t>(std::max(place.end, place.begin), text.size());
  const std::size_t room = kMostClauseBytes > end - begin ? kMostClauseBytes - (end - begin) : 0;
  const std::size_t first = begin - std::min(begin, room / 2);
  while (begin > first && !ends_at(text, begin - 1)) --begin;
  const std::size_t last = std::min(text.size(), end + room / 2);
  while (end < last && (end == 0 || end <= place.begin || !ends_at(text, end - 1))) ++end;
  end = std::max(begin, utf8_floor(text, end));
  while (begin > 0 && begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
    ++begin;
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1])) --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace verbatim
