// Patterns find candidates, code decides. A candidate for a number is the longest stretch of digits with the
// separators that people put into numbers; its shape (how many digits in each group, and what stands between)
// tells phone numbers from dates, prices and lists. Every pattern is run once from left to right, so the time
// is linear.
//
// Luhn check: ISO/IEC 7812-1 annex B. IBAN lengths and mod-97 check: ISO 13616-1.
#include "report/redact.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace verbatim {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_letter(char c) {
  return is_upper(upper(c));
}
bool is_word(char c) {
  return is_digit(c) || is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0xC3;
}

re2::RE2::Options quiet_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// A stretch of digits as it stands: "+44 (0)20-7946 0958".
struct Candidate {
  std::string_view text;            // from the first digit, '+' or '(' to the last digit
  std::string digits;               // all of them
  std::vector<std::size_t> groups;  // digits in each unbroken run
  std::string marks;  // one letter for what stands between two runs: its first character that is no space
  bool international = false;  // begins with '+', or with 00 and enough digits
  bool parenthesis = false;    // begins with "(", or holds one
};

Candidate make_candidate(std::string_view text) {
  Candidate result;
  result.text = text;
  bool in_digits = false;
  char mark = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      if (!in_digits) {
        if (!result.groups.empty()) result.marks += mark == 0 ? ' ' : mark;
        result.groups.push_back(0);
        mark = 0;
      }
      ++result.groups.back();
      result.digits += c;
      in_digits = true;
      continue;
    }
    in_digits = false;
    if (c == '(') result.parenthesis = true;
    if (mark == 0 && (c == '-' || c == '.' || c == '/' || c == '(' || c == ')')) mark = c;
  }
  result.international = text.starts_with('+') || text.starts_with("(+") ||
                         (text.starts_with("00") && result.digits.size() >= 10);
  return result;
}

// Doubles every second digit from the right; the digit sum must end in 0.
bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    const int value = (digits[i] - '0') * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool is_card(const Candidate& number) {
  if (number.digits.size() < 13 || number.digits.size() > 19 || number.international) return false;
  if (number.digits.front() < '2' || number.digits.front() > '6') return false;
  if (number.groups.size() > 1) {
    const bool plain = number.marks.find_first_not_of(" -") == std::string::npos;
    if (!plain || number.groups.front() != 4) return false;
    for (std::size_t i = 1; i + 1 < number.groups.size(); ++i) {
      if (number.groups[i] < 4 || number.groups[i] > 6) return false;
    }
  }
  return passes_luhn(number.digits);
}

using Shape = std::initializer_list<std::size_t>;

bool has_shape(const Candidate& number, Shape shape) {
  return std::ranges::equal(number.groups, shape);
}

bool all_marks(const Candidate& number, std::string_view allowed) {
  return number.marks.find_first_not_of(allowed) == std::string::npos;
}

int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_year(int value) {
  return value >= 1900 && value <= 2099;
}
bool is_opening_hour(int value) {
  const int minutes = value % 100;
  return value <= 2400 && (minutes == 59 || (minutes < 60 && minutes % 5 == 0));
}

// 2019-2020, 0900-1730, 1000-2000, 250-1000: two ends of a range.
bool is_range(const Candidate& number) {
  if (number.groups.size() != 2) return false;
  const int low = value_of(std::string_view(number.digits).substr(0, number.groups[0]));
  const int high = value_of(std::string_view(number.digits).substr(number.groups[0]));
  if (number.groups[0] == 4 && number.groups[1] == 4) {
    if (is_year(low) && is_year(high)) return true;
    if (is_opening_hour(low) && is_opening_hour(high)) return true;
  }
  return low % 50 == 0 && high % 50 == 0 && number.digits.front() != '0';
}

// 1 234 567, 12.345.678: groups of three behind a shorter one, or 3-3-3 that ends in zeros.
bool is_thousands(const Candidate& number) {
  if (number.groups.size() < 2 || number.groups.front() > 3 || number.digits.front() == '0') return false;
  for (std::size_t i = 1; i < number.groups.size(); ++i) {
    if (number.groups[i] != 3 || number.marks[i - 1] != number.marks[0]) return false;
  }
  if (number.marks[0] == '.') return true;
  return number.marks[0] == ' ' && (number.groups.front() < 3 || number.digits.ends_with("000"));
}

// "100 200 300": round numbers one after the other.
bool is_round_list(const Candidate& number) {
  std::size_t end = 0;
  for (const std::size_t group : number.groups) {
    end += group;
    if (number.digits[end - 1] != '0') return false;
  }
  return number.groups.size() > 1;
}

// At most three digits and then zeros: a billion, not an account.
bool is_round_quantity(std::string_view digits) {
  return digits.size() <= 13 && digits.front() != '0' &&
         digits.find_first_not_of('0', 3) == std::string_view::npos;
}

bool is_decimal(const Candidate& number) {
  return number.groups.size() == 2 && number.marks == "." && number.groups.front() <= 4 &&
         !number.parenthesis;
}

// The written forms of national numbers. `named` says that a word such as "call" stands in front.
bool is_national_phone(const Candidate& number, bool named) {
  const std::size_t count = number.digits.size();
  if (count < 7 || count > 15) return false;
  if (named && count <= 12) return !is_decimal(number);
  if (number.groups.size() == 1) return number.digits.front() == '0' && count >= 9 && count <= 12;
  if (is_decimal(number) || is_range(number) || is_thousands(number) || is_round_list(number)) return false;

  // With the trunk prefix: 020 7946 0958, (030) 123456, 0171/1234567, 01 23 45 67 89.
  if (number.digits.front() == '0' && count >= 9 && count <= 12) {
    const bool long_groups = std::ranges::all_of(number.groups, [](std::size_t group) { return group >= 2; });
    if (long_groups) return true;
  }
  const bool phone_marks = all_marks(number, " -.()");
  // North America, with or without its 1.
  if (phone_marks &&
      (has_shape(number, {3, 3, 4}) || (number.digits.front() == '1' && has_shape(number, {1, 3, 3, 4})))) {
    return true;
  }
  if (number.parenthesis) return count >= 8 && number.text.starts_with('(') && number.groups.front() <= 5;
  if (!all_marks(number, " -")) return false;
  if (number.marks == "-" &&
      (has_shape(number, {3, 4}) || has_shape(number, {4, 4}) || has_shape(number, {5, 4}))) {
    return true;
  }
  if (has_shape(number, {5, 5})) return number.digits.front() >= '6' || number.marks == "-";
  if (has_shape(number, {3, 7}) || has_shape(number, {2, 8}) || has_shape(number, {4, 6})) return true;
  constexpr std::size_t kMostGroups = 5;
  if (number.groups.size() < 3 || number.groups.size() > kMostGroups || count < 9 || count > 12) return false;
  static constexpr std::array<std::array<std::size_t, kMostGroups>, 11> kShapes = {{{3, 3, 3},
                                                                                    {4, 3, 3},
                                                                                    {4, 3, 4},
                                                                                    {4, 4, 4},
                                                                                    {2, 4, 4},
                                                                                    {2, 5, 4},
                                                                                    {3, 4, 4},
                                                                                    {3, 2, 2, 2},
                                                                                    {3, 3, 2, 2},
                                                                                    {3, 4, 3},
                                                                                    {2, 3, 4}}};
  return std::ranges::any_of(kShapes, [&](const auto& shape) {
    for (std::size_t i = 0; i < kMostGroups; ++i) {
      if (shape[i] != (i < number.groups.size() ? number.groups[i] : 0)) return false;
    }
    return true;
  });
}

bool is_phone(const Candidate& number, bool named) {
  const std::size_t count = number.digits.size();
  if (number.international) return count >= 7 && count <= 16 && !number.digits.ends_with("000000");
  return is_national_phone(number, named);
}

bool is_social_security(const Candidate& number) {
  return has_shape(number, {3, 2, 4}) && number.marks == "--";
}

// 123.456.789-09 and the like: nine or more digits, the dots of a figure and one more mark.
bool is_tax_number(const Candidate& number) {
  return number.digits.size() >= 11 && has_shape(number, {3, 3, 3, 2}) && number.marks == "..-";
}

struct IbanLength {
  std::string_view country;
  std::size_t length;
};

// From the IBAN registry, sorted by country.
constexpr std::array<IbanLength, 78> kIbanLengths = {
    {{"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
     {"BH", 22}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22},
     {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27},
     {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HR", 21}, {"HU", 28},
     {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20},
     {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27},
     {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NL", 18}, {"NO", 15},
     {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"SA", 24},
     {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"ST", 25}, {"SV", 28},
     {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"XK", 20}}};

// Bytes of the IBAN that begins `text`, spaces and dashes between its characters included; 0 if there is
// none.
std::size_t iban_length(std::string_view text) {
  const std::array<char, 2> country = {upper(text[0]), upper(text[1])};
  const auto* entry =
      std::ranges::lower_bound(kIbanLengths, std::string_view(country.data(), 2), {}, &IbanLength::country);
  if (entry == kIbanLengths.end() || entry->country != std::string_view(country.data(), 2)) return 0;
  std::string characters;
  std::size_t used = 0;
  while (used < text.size() && characters.size() < entry->length) {
    const char c = text[used];
    if (is_digit(c) || is_letter(c)) {
      characters += upper(c);
    } else if (c != ' ' && c != '-') {
      return 0;
    } else if (text[used - 1] == ' ' || text[used - 1] == '-') {
      return 0;
    }
    ++used;
  }
  if (characters.size() != entry->length || (used < text.size() && is_word(text[used]))) return 0;
  std::ranges::rotate(characters, characters.begin() + 4);
  int rest = 0;
  for (const char c : characters) {
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest == 1 ? used : 0;
}

// "26/08/2023", "2023-08-26", "01.02.23": three parts that can be a day, a month and a year.
bool is_date(const std::array<std::string_view, 3>& parts) {
  const bool year_first = parts[0].size() == 4;
  if (!year_first && (parts[2].size() == 3 || parts[2].size() == 1)) return false;
  if (year_first && parts[2].size() > 2) return false;
  const int a = value_of(year_first ? parts[2] : parts[0]);
  const int b = value_of(parts[1]);
  const int year = value_of(year_first ? parts[0] : parts[2]);
  const bool day_and_month = (a <= 12 || b <= 12) && a <= 31 && b <= 31 && a > 0 && b > 0;
  return day_and_month && (year < 100 || is_year(year));
}

// The patterns stand in pieces for the sake of the line length alone.
// Letters are ranges without punctuation and emoji; \pL would take 40 ms to compile.
std::string email_pattern() {
  const std::string letters = R"(A-Z\x{C0}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3040}-\x{D7FF})";
  const std::string first = "[0-9" + letters + "]";
  const std::string label = first + "(?:[0-9" + letters + "-]*" + first + ")?";
  return "(?i)" + first + "[0-9" + letters + ".!#$&'*+=?^_~%-]*@(?:" + label + R"(\.)+[)" + letters + "]{2,}";
}

constexpr char kIbanStart[] = R"((?i)\b[A-Z]{2}[0-9]{2}[ -]?[A-Z0-9]{2})";
constexpr char kDate[] = R"(([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4}))"
                         R"((?:(?:T|,? +)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)";
constexpr char kNumber[] = R"([+(]*[0-9]+(?:(?:[ .-]|\x{A0}|[ -]?\(|\)[ -]?|/ ?| - | / )\(?[0-9]+)*)";
// At the end of what stands before a number: "call me on", "tel.:".
constexpr char kPhoneWord[] =
    R"((?i)\b(?:tele)?(?:phones?|phoned|phoning|tel|call|called|calling|mobile|mob|cell|whats ?app|)"
    R"(text|texted|ring|rang|dial|dialled|dialed|fax|contact|reach))"
    R"((?:[\s:.#,=-]|\b(?:me|us|is|on|at|no|nr|number|num|my|him|her|)"
    R"(them|back|to|the|please|direct|directly)\b)*$)";
constexpr char kCurrencyBefore[] =
    R"((?i)(?:[$\x{A2}-\x{A5}\x{20A0}-\x{20CF}]|)"
    R"(\b(?:USD|EUR|GBP|INR|CHF|JPY|AUD|CAD|BRL|IDR|NGN|KES|Rs|Rp|kr)\.?)\s*$)";
constexpr char kUnitAfter[] =
    R"((?i)^\s*(?:[%$\x{A2}-\x{A5}\x{20A0}-\x{20CF}]|)"
    R"((?:USD|EUR|GBP|INR|CHF|JPY|AUD|CAD|BRL|euros?|dollars?|pounds?|rupees?|reais|reales|pesos|yen|)"
    R"(bucks|kr|miles|kms?|kg|[KMGT]B|bytes|people|users|customers|orders|items|units|times|views|)"
    R"(points|steps|followers|reviews|ratings|days|hours|minutes|seconds)\b))";

// False for most texts with an '@': "@name" is no address, since nothing stands before it.
bool may_hold_email(std::string_view text) {
  const std::size_t last_point = text.rfind('.');
  if (last_point == std::string_view::npos) return false;
  for (std::size_t at = text.find('@'); at < last_point; at = text.find('@', at + 1)) {
    if (at > 0 && text[at - 1] != ' ' && text[at + 1] != ' ') return true;
  }
  return false;
}

struct Find {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view mask;
};

}  // namespace

struct Redactor::Patterns {
  re2::RE2 email;
  re2::RE2 iban_start;
  re2::RE2 date;
  re2::RE2 number;
  re2::RE2 phone_word;
  re2::RE2 currency_before;
  re2::RE2 unit_after;

  Patterns()
      : email(email_pattern(), quiet_options()),
        iban_start(kIbanStart, quiet_options()),
        date(kDate, quiet_options()),
        number(kNumber, quiet_options()),
        phone_word(kPhoneWord, quiet_options()),
        currency_before(kCurrencyBefore, quiet_options()),
        unit_after(kUnitAfter, quiet_options()) {
    assert(email.ok() && iban_start.ok() && date.ok() && number.ok());
    assert(phone_word.ok() && currency_before.ok() && unit_after.ok());
  }

  void find_emails(std::string_view text, std::vector<Find>& finds) const;
  void find_ibans(std::string_view text, std::vector<Find>& finds) const;
  void find_numbers(std::string_view text, std::vector<Find>& finds) const;
  void judge_part(std::string_view text, std::size_t begin, std::size_t end, std::vector<Find>& finds) const;
  void judge_stretch(std::string_view text, std::size_t begin, std::size_t end,
                     std::vector<Find>& finds) const;
  std::string_view mask_of(std::string_view text, std::size_t begin, std::size_t end, bool part) const;
  bool is_long_run(std::string_view text, std::size_t begin, std::size_t end) const;
  bool is_amount(std::string_view text, std::size_t begin, std::size_t end) const;
  std::size_t date_length(std::string_view text) const;
};

void Redactor::Patterns::find_emails(std::string_view text, std::vector<Find>& finds) const {
  const re2::StringPiece whole = piece(text);
  std::size_t from = 0;
  re2::StringPiece match;
  while (email.Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &match, 1)) {
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    from = begin + match.size();
    finds.push_back(Find{begin, from, "[email]"});
  }
}

void Redactor::Patterns::find_ibans(std::string_view text, std::vector<Find>& finds) const {
  const re2::StringPiece whole = piece(text);
  std::size_t from = 0;
  re2::StringPiece match;
  while (iban_start.Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &match, 1)) {
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    const std::size_t length = iban_length(text.substr(begin));
    if (length != 0) finds.push_back(Find{begin, begin + length, "[iban]"});
    from = begin + std::max<std::size_t>(length, 1);
  }
}

// Bytes of the date, with its time, at the start of `text`; 0 if there is none.
std::size_t Redactor::Patterns::date_length(std::string_view text) const {
  constexpr std::size_t kLongestDate = 40;
  const re2::StringPiece start = piece(text.substr(0, kLongestDate));
  std::array<re2::StringPiece, 4> match;
  if (!date.Match(start, 0, start.size(), re2::RE2::ANCHOR_START, match.data(), 4)) return 0;
  const std::size_t length = match[0].size();
  const auto part = [&](std::size_t i) { return std::string_view(match[i].data(), match[i].size()); };
  if (!is_date({part(1), part(2), part(3)})) return 0;
  if (length < text.size() && is_digit(text[length])) return 0;
  const bool goes_on = length + 1 < text.size() &&
                       (text[length] == '-' || text[length] == '.' || text[length] == '/') &&
                       is_digit(text[length + 1]);
  // "2023-08-26-2023-09-01" goes on with a date; "01.02.03.04.05" is none at all.
  if (goes_on && date_length(text.substr(length + 1)) == 0) return 0;
  return length;
}

bool Redactor::Patterns::is_amount(std::string_view text, std::size_t begin, std::size_t end) const {
  constexpr std::size_t kWindow = 16;
  const std::size_t from = begin - std::min(begin, kWindow);
  const re2::StringPiece before = piece(text.substr(from, begin - from));
  return re2::RE2::PartialMatch(before, currency_before) ||
         re2::RE2::PartialMatch(piece(text.substr(end, kWindow)), unit_after);
}

// What text[begin, end) is as a whole; empty if it is nothing of a person's. `part` says that it was cut out
// of a longer stretch, where a plain list of numbers must not turn into a phone number.
std::string_view Redactor::Patterns::mask_of(std::string_view text, std::size_t begin, std::size_t end,
                                             bool part) const {
  const Candidate found = make_candidate(text.substr(begin, end - begin));
  if (found.digits.size() < 7) return {};
  if (is_card(found)) return "[card]";
  const bool joined =
      (begin > 0 && is_word(text[begin - 1])) ||
      (end < text.size() && is_word(text[end]) && upper(text[end]) != 'X' && upper(text[end]) != 'E');
  const bool behind_figure =
      begin > 1 && (text[begin - 1] == ',' || text[begin - 1] == '.') && is_digit(text[begin - 2]);
  if (joined || behind_figure) return {};
  if (!found.international && is_amount(text, begin, end)) return {};
  if (is_social_security(found) || is_tax_number(found)) return "[number]";
  constexpr std::size_t kWindow = 40;
  const std::size_t from = begin - std::min(begin, kWindow);
  const bool named = re2::RE2::PartialMatch(piece(text.substr(from, begin - from)), phone_word);
  const bool strong = found.international || found.parenthesis || found.digits.front() == '0' ||
                      has_shape(found, {3, 3, 4}) || !all_marks(found, " ");
  if (part && !strong && !(named && found.groups.size() == 1)) return {};
  return is_phone(found, named) ? "[phone]" : std::string_view();
}

// Nine or more digits that are neither an amount, nor a round figure, nor what stands behind a decimal mark.
bool Redactor::Patterns::is_long_run(std::string_view text, std::size_t begin, std::size_t end) const {
  if (end - begin < 9) return false;
  if (is_round_quantity(text.substr(begin, end - begin)) || is_amount(text, begin, end)) return false;
  if (begin == 0 || (text[begin - 1] != '.' && text[begin - 1] != ',')) return true;
  std::size_t figures = 0;
  while (figures < 5 && begin >= figures + 2 && is_digit(text[begin - figures - 2])) ++figures;
  return figures == 0 || figures == 5;
}

// Decides what the digits in text[begin, end) are: the longest parts first, cut only where a space stands.
void Redactor::Patterns::judge_stretch(std::string_view text, std::size_t begin, std::size_t end,
                                       std::vector<Find>& finds) const {
  struct Run {
    std::size_t begin;  // of its digits
    std::size_t end;
    std::size_t outer_begin;  // with the '+' and '(' in front
    bool may_begin;           // a space, or nothing, stands before
  };
  std::vector<Run> runs;
  for (std::size_t at = begin; at < end;) {
    std::size_t outer = at;
    while (!is_digit(text[at])) {
      if (text[at] != '(' && text[at] != '+') outer = at + 1;
      ++at;
    }
    Run run{at, at, outer, runs.empty()};
    while (run.end < end && is_digit(text[run.end])) ++run.end;
    if (!runs.empty()) {
      const std::string_view between = text.substr(runs.back().end, run.begin - runs.back().end);
      run.may_begin =
          between.find_first_of(" \xC2") != std::string_view::npos;  // C2 begins the no-break space
    }
    runs.push_back(run);
    at = run.end;
  }
  constexpr std::size_t kMostRuns = 8;  // more make no phone or card number, and keep the time linear
  for (std::size_t first = 0; first < runs.size();) {
    std::size_t next = first + 1;
    std::string_view mask;
    for (std::size_t last = std::min(runs.size(), first + kMostRuns); runs[first].may_begin && last > first;
         --last) {
      if (last < runs.size() && !runs[last].may_begin) continue;
      const bool part = first != 0 || last != runs.size();
      mask = mask_of(text, runs[first].outer_begin, runs[last - 1].end, part);
      if (mask.empty()) continue;
      finds.push_back(Find{runs[first].outer_begin, runs[last - 1].end, mask});
      next = last;
      break;
    }
    if (mask.empty() && is_long_run(text, runs[first].begin, runs[first].end)) {
      finds.push_back(Find{runs[first].begin, runs[first].end, "[number]"});
    }
    first = next;
  }
}

void Redactor::Patterns::find_numbers(std::string_view text, std::vector<Find>& finds) const {
  const re2::StringPiece whole = piece(text);
  std::size_t from = 0;
  re2::StringPiece match;
  while (number.Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &match, 1)) {
    auto part = static_cast<std::size_t>(match.data() - text.data());
    const std::size_t end = part + match.size();
    // Dates inside the stretch cut it into parts: "on 26/08/2023 020 7946 0958".
    for (std::size_t at = part; at < end;) {
      const bool at_border = at == part || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '-';
      const std::size_t length = is_digit(text[at]) && at_border ? date_length(text.substr(at)) : 0;
      if (length == 0) {
        ++at;
        continue;
      }
      judge_part(text, part, at, finds);
      at += length;
      part = at;
    }
    judge_part(text, part, end, finds);
    from = std::max(part, end);
  }
}

// Trims what is left between two dates to its digits.
void Redactor::Patterns::judge_part(std::string_view text, std::size_t begin, std::size_t end,
                                    std::vector<Find>& finds) const {
  while (begin < end && !is_digit(text[begin]) && text[begin] != '+' && text[begin] != '(') ++begin;
  while (end > begin && !is_digit(text[end - 1])) --end;
  // "(020 7946 0958)": the parenthesis is round the number, not part of it.
  while (begin < end && text[begin] == '(' &&
         text.substr(begin, end - begin).find(')') == std::string_view::npos) {
    ++begin;
  }
  if (begin < end) judge_stretch(text, begin, end, finds);
}

Redactor::Redactor() : patterns_(std::make_unique<Patterns>()) {}
Redactor::~Redactor() = default;
Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;

std::string Redactor::redact(std::string_view text, std::vector<RangeEdit>* edits) const {
  assert(text.size() < std::numeric_limits<std::uint32_t>::max());
  if (edits != nullptr) edits->clear();
  // Almost all comments end here: no find has fewer than seven digits but an e-mail address.
  const bool at_sign = may_hold_email(text);
  const bool digits = std::ranges::count_if(text, is_digit) >= 7;
  if (!at_sign && !digits) return std::string(text);

  std::vector<Find> finds;
  if (at_sign) patterns_->find_emails(text, finds);
  if (digits) {
    patterns_->find_ibans(text, finds);
    patterns_->find_numbers(text, finds);
  }
  // Earlier before later, and at one place the longer one; what overlaps an accepted find is part of it.
  std::ranges::stable_sort(finds, [](const Find& a, const Find& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::string result;
  result.reserve(text.size());
  std::size_t copied = 0;
  for (const Find& find : finds) {
    if (find.begin < copied) continue;
    result += text.substr(copied, find.begin - copied);
    const auto begin = static_cast<std::uint32_t>(result.size());
    result += find.mask;
    if (edits != nullptr) {
      edits->push_back(
          RangeEdit{{static_cast<std::uint32_t>(find.begin), static_cast<std::uint32_t>(find.end)},
                    {begin, static_cast<std::uint32_t>(result.size())}});
    }
    copied = find.end;
  }
  result += text.substr(copied);
  return result;
}

ByteRange redacted_range(ByteRange range, std::span<const RangeEdit> edits) {
  const auto map = [&](std::uint32_t byte, bool is_end) {
    std::uint32_t original = 0;  // the last edit's ends so far
    std::uint32_t redacted = 0;
    for (const RangeEdit& edit : edits) {
      const bool before = is_end ? byte <= edit.original.begin : byte < edit.original.begin;
      if (before) break;
      if (is_end ? byte <= edit.original.end : byte < edit.original.end) {
        return is_end ? edit.redacted.end : edit.redacted.begin;
      }
      original = edit.original.end;
      redacted = edit.redacted.end;
    }
    return redacted + (byte - original);
  };
  if (range.begin >= range.end) {
    const std::uint32_t place = map(range.begin, false);
    return ByteRange{place, place};
  }
  return ByteRange{map(range.begin, false), map(range.end, true)};
}

}  // namespace verbatim
