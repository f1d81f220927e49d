#include "analysis/stated_number.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "verbatim/signal.h"

namespace verbatim {

namespace {

constexpr double kMostMinutes = 1e9;
constexpr double kLongUnit = 60;  // "several hours" are long, "several minutes" are not

std::span<const Token> tokens_in(const TokenBuffer& buffer, ByteRange span) {
  const auto first =
      std::lower_bound(buffer.tokens.begin(), buffer.tokens.end(), span.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  auto last = first;
  while (last != buffer.tokens.end() && last->span.end <= span.end) ++last;
  return {first, last};
}

// A number at the start of `text`, taken off it: "45", "1,000", "2.5". Nothing without a digit.
std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  double place = 0;  // 0 before the decimal point
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      value = place == 0 ? value * 10 + (c - '0') : value + (c - '0') * place;
      if (place != 0) place /= 10;
    } else if (c == '.' && place == 0 && at > 0) {
      place = 0.1;
    } else if (c != ',') {
      break;
    }
  }
  if (at == 0 || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(at);
  return value;
}

// Adds up numbers and units from left to right.
class DurationSum {
 public:
  explicit DurationSum(const NumberWords& numbers) : numbers_(numbers) {}

  void add(std::string_view form, TokenKind kind) {
    if (kind == TokenKind::number) return add_number(form);
    if (kind == TokenKind::punctuation) {
      if (form == "-" || form == "\u2013") begin_range();
      return;
    }
    if (add_unit(form)) return;
    if (const auto word = numbers_.words.find(form); word != numbers_.words.end())
      return add_word(word->second);
    if (numbers_.also.contains(form)) end_part();
    if (numbers_.ranges.contains(form)) begin_range();
  }

  std::optional<std::int64_t> finish() {
    end_part();
    total_ += parts_ * unit_;  // "an hour and a half"
    if (unit_ == 0) return std::nullopt;
    if (is_unknown_)
      return unit_ >= kLongUnit ? std::optional<std::int64_t>(StatedDuration::kLong) : std::nullopt;
    if (!(total_ > 0)) return std::nullopt;
    return std::max<std::int64_t>(1, std::llround(std::min(total_, kMostMinutes)));
  }

 private:
  void add_number(std::string_view form) {
    auto value = take_number(form);
    if (!value) return;
    if (!form.empty() && form.front() == '/') {
      form.remove_prefix(1);
      const auto below = take_number(form);
      if (below && *below > 0) *value /= *below;
    }
    // "2-1/2" is no range.
    if (low_ > 0 && *value < 1) {
      *value += low_;
      low_ = 0;
    }
    // "2 1/2"
    number_ = has_number_ && *value < 1 ? number_ + *value : *value;
    has_number_ = true;
    if (!form.empty()) add_unit(form);  // "45mins"
  }

  void add_word(double value) {
    if (value < 0) {
      is_unknown_ = true;
    } else if (!has_number_) {
      number_ = value;
      has_number_ = true;
    } else {
      // "twenty five", "half a dozen", "a couple"
      const bool adds = number_ >= 20 && value < 10 && std::fmod(number_, 10) == 0 && value >= 1;
      number_ = adds ? number_ + value : number_ * value;
    }
  }

  bool add_unit(std::string_view form) {
    const auto unit = numbers_.units.find(form);
    if (unit == numbers_.units.end()) return false;
    const bool is_counted = has_number_ || parts_ > 0;
    end_part();
    double count = is_counted ? parts_ : 1;
    if (low_ > 0) count = is_counted ? (low_ + parts_) / 2 : low_;
    total_ += count * unit->second;
    unit_ = unit->second;
    parts_ = 0;
    low_ = 0;
    return true;
  }

  void end_part() {
    if (has_number_) parts_ += number_;
    has_number_ = false;
  }

  // "2-3 weeks"; the hyphen of "45-minute" begins no range, for no number follows.
  void begin_range() {
    if (!has_number_ && parts_ == 0) return;
    end_part();
    low_ = parts_;
    parts_ = 0;
  }

  const NumberWords& numbers_;
  double total_ = 0;
  double unit_ = 0;   // the last one
  double parts_ = 0;  // of the number at hand: "a hundred and"
  double number_ = 0;
  double low_ = 0;  // of a range, 0: none
  bool has_number_ = false;
  bool is_unknown_ = false;
};

}  // namespace

std::optional<std::int64_t> read_minutes(const NumberWords& numbers, const TokenBuffer& tokens,
                                         ByteRange span) {
  DurationSum sum(numbers);
  for (const Token& token : tokens_in(tokens, span)) sum.add(tokens.form(token), token.kind);
  return sum.finish();
}

std::optional<RatingValue> read_rating(const NumberWords& numbers, const TokenBuffer& tokens, ByteRange span,
                                       std::int32_t stars) {
  std::optional<double> value;
  std::optional<double> scale;
  const auto add = [&](double number) { (value ? scale : value) = number; };
  for (const Token& token : tokens_in(tokens, span)) {
    std::string_view form = tokens.form(token);
    if (token.kind == TokenKind::number) {
      const auto number = take_number(form);
      if (!number) continue;
      add(*number);
      if (form.empty() || form.front() != '/') continue;
      form.remove_prefix(1);
      if (const auto below = take_number(form)) add(*below);
    } else if (const auto word = numbers.words.find(form); word != numbers.words.end() && word->second >= 0) {
      add(word->second);
    }
  }
  if (!value) return std::nullopt;
  const double out_of = scale.value_or(stars);
  if (*value > out_of || out_of > 1000 || out_of < 2 || out_of != std::floor(out_of)) return std::nullopt;
  return RatingValue{static_cast<std::int32_t>(std::lround(*value * 1000)),
                     static_cast<std::int32_t>(out_of)};
}

}  // namespace verbatim
