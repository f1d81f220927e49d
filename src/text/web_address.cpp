#include "text/web_address.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/utf8.h"
#include "text/word_break.h"

namespace verbatim {
namespace {

constexpr std::size_t kMaxDomainBytes = 253;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alnum(char c) {
  return is_letter(c) || is_digit(c);
}
bool is_any_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool starts_with_any_case(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char a, char b) { return a == lower(b); });
}

// The end of the characters that may stand in a URL.
std::size_t url_run_end(std::string_view text, std::size_t position) {
  while (position < text.size()) {
    const char c = text[position];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const CodePoint code_point = decode_valid_utf8(text, position);
      const CharProperties properties = properties_of(code_point.value);
      if (!properties.is_letter() && !properties.is_number()) break;
      position += code_point.length;
    } else if (c > ' ' && c != 0x7F && !is_any_of(c, "<>\"`\\^{|}")) {
      ++position;
    } else {
      break;
    }
  }
  return position;
}

// Gives back what closes the sentence rather than the URL.
std::size_t trimmed_end(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view url = text.substr(begin, end - begin);
  auto round = std::ranges::count(url, '(') - std::ranges::count(url, ')');
  auto square = std::ranges::count(url, '[') - std::ranges::count(url, ']');
  for (; end > begin; --end) {
    const char c = text[end - 1];
    if (c == ')' && round < 0) {
      ++round;
    } else if (c == ']' && square < 0) {
      ++square;
    } else if (!is_any_of(c, ".,;:!?'*")) {
      break;
    }
  }
  return end;
}

// Last labels that are no words: enough without a path.
constexpr std::array<std::string_view, 9> kSafeEnds = {"biz", "com", "edu", "gov", "info",
                                                       "io",  "net", "org", "uk"};
// Countries and others that are words or usual shortenings somewhere: only with a path.
constexpr std::array<std::string_view, 30> kPathEnds = {
    "app", "at", "au", "be", "br", "ca", "ch", "cl", "co", "de", "dev", "es", "eu", "fr", "tv",
    "gl",  "gd", "ie", "in", "it", "jp", "ly", "me", "mx", "nl", "nz",  "pt", "to", "us", "za"};
// Second labels under which countries register ("com.au", "co.nz"): the pair is no sentence.
constexpr std::array<std::string_view, 7> kSecondLevel = {"co", "com", "net", "org", "gov", "ac", "edu"};
constexpr std::array<std::string_view, 8> kSecondLevelCountries = {"ar", "au", "br", "in",
                                                                   "jp", "mx", "nz", "za"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view label) {
  return std::ranges::any_of(list, [&](std::string_view entry) {
    return entry.size() == label.size() && starts_with_any_case(label, entry);
  });
}

struct Labels {
  std::size_t end = 0;    // after the last label
  std::size_t count = 0;  // labels
  std::string_view last;
  std::string_view before_last;
};

// Labels joined by single full stops: "www2.my-shop.co.uk".
Labels read_labels(std::string_view text, std::size_t position) {
  Labels labels;
  for (;;) {
    const std::size_t begin = position;
    while (position < text.size() && (is_alnum(text[position]) || text[position] == '-')) ++position;
    std::size_t end = position;
    while (end > begin && text[end - 1] == '-') --end;
    if (end == begin || text[begin] == '-') return labels;
    labels.before_last = labels.last;
    labels.last = text.substr(begin, end - begin);
    labels.end = end;
    ++labels.count;
    if (end != position || position >= text.size() || text[position] != '.') return labels;
    ++position;
  }
}

bool is_word_after(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  if (text[end] == '_' || text[end] == '@') return true;
  if (static_cast<unsigned char>(text[end]) < 0x80) return is_alnum(text[end]);
  const CharProperties properties = properties_of(decode_valid_utf8(text, end).value);
  return properties.is_letter() || properties.is_number();
}

}  // namespace

std::size_t url_length(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(position);
  std::size_t host = 0;
  if (starts_with_any_case(rest, "http://")) host = 7;
  if (starts_with_any_case(rest, "https://")) host = 8;
  if (starts_with_any_case(rest, "www.")) host = 4;
  if (host == 0 || host >= rest.size()) return 0;
  const bool has_host = is_alnum(rest[host]) || static_cast<unsigned char>(rest[host]) >= 0x80;
  if (!has_host) return 0;
  const std::size_t begin = position + host;
  const std::size_t end = trimmed_end(text, begin, url_run_end(text, begin));
  return end > begin ? end - position : 0;
}

DomainMatch bare_domain(std::string_view text, std::size_t position) {
  const Labels labels = read_labels(text, position);
  const DomainMatch none{0, labels.end};
  if (labels.count < 2 || labels.end - position > kMaxDomainBytes || is_word_after(text, labels.end))
    return none;
  if (!std::ranges::any_of(text.substr(position, labels.end - position), is_letter)) return none;
  const bool has_path =
      labels.end + 1 < text.size() && text[labels.end] == '/' && is_alnum(text[labels.end + 1]);
  const bool is_country_pair = labels.count > 2 && is_in(kSecondLevelCountries, labels.last) &&
                               is_in(kSecondLevel, labels.before_last);
  const bool is_domain =
      is_in(kSafeEnds, labels.last) || is_country_pair || (has_path && is_in(kPathEnds, labels.last));
  if (!is_domain) return none;
  const std::size_t end =
      has_path ? trimmed_end(text, labels.end, url_run_end(text, labels.end)) : labels.end;
  return {end - position, end};
}

std::size_t mail_domain_length(std::string_view text, std::size_t position) {
  const Labels labels = read_labels(text, position);
  const bool is_domain = labels.count >= 2 && labels.end - position <= kMaxDomainBytes &&
                         labels.last.size() >= 2 && std::ranges::all_of(labels.last, is_letter) &&
                         !is_word_after(text, labels.end);
  return is_domain ? labels.end - position : 0;
}

}  // namespace verbatim
