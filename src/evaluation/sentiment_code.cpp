#include "evaluation/sentiment_code.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "scores/score_number.h"
#include "text/case_fold.h"

namespace verbatim {

namespace {

using Test = SentimentRule::Test;

struct NamedClass {
  std::string_view word;
  CodedSentiment is;
};

// The names of the classes, and what codes that explain themselves are called.
constexpr NamedClass kNames[] = {{"negative", CodedSentiment::negative}, {"neg", CodedSentiment::negative},
                                 {"neutral", CodedSentiment::neutral},   {"neu", CodedSentiment::neutral},
                                 {"positive", CodedSentiment::positive}, {"pos", CodedSentiment::positive},
                                 {"mixed", CodedSentiment::mixed},       {"mix", CodedSentiment::mixed}};
constexpr NamedClass kSigns[] = {{"-1", CodedSentiment::negative}, {"0", CodedSentiment::neutral},
                                 {"1", CodedSentiment::positive},  {"+1", CodedSentiment::positive},
                                 {"-", CodedSentiment::negative},  {"+", CodedSentiment::positive}};

std::optional<std::int64_t> number_of(std::string_view text) {
  const auto number = parse_score_number(text, DecimalMark::point);
  if (!number || number->percent) return std::nullopt;
  return number->milli;
}

std::optional<CodedSentiment> class_of(std::string_view word) {
  for (const NamedClass& named : kNames) {
    if (named.word == word) return named.is;
  }
  return std::nullopt;
}

struct Sign {
  std::string_view sign;
  Test test;
};
constexpr Sign kTests[] = {{"<=", Test::less_or_equal},
                           {">=", Test::greater_or_equal},
                           {"=", Test::equal},
                           {"<", Test::less},
                           {">", Test::greater}};

// "neg<=2" -> class, test, value. Nothing if it does not begin with a class.
struct Opening {
  CodedSentiment is;
  Test test;
  std::string value;
};
std::optional<Opening> parse_opening(std::string_view item) {
  for (std::size_t at = 1; at < item.size(); ++at) {
    for (const Sign& sign : kTests) {
      if (item.substr(at, sign.sign.size()) != sign.sign) continue;
      const auto is = class_of(folded_label(item.substr(0, at)));
      if (!is) return std::nullopt;
      return Opening{*is, sign.test, std::string(item.substr(at + sign.sign.size()))};
    }
  }
  return std::nullopt;
}

// Cuts at commas and semicolons outside of quotes.
std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> items(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == ',' || c == ';')) {
      items.emplace_back();
    } else {
      items.back() += c;
    }
  }
  return items;
}

std::string unquoted(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
  return text;
}

bool holds(const SentimentRule& rule, std::string_view folded, std::optional<std::int64_t> milli) {
  if (rule.test == Test::equal) return rule.milli && milli ? *rule.milli == *milli : rule.value == folded;
  if (!milli) return false;
  switch (rule.test) {
    case Test::less:
      return *milli < *rule.milli;
    case Test::less_or_equal:
      return *milli <= *rule.milli;
    case Test::greater:
      return *milli > *rule.milli;
    case Test::greater_or_equal:
      return *milli >= *rule.milli;
    case Test::equal:
      break;
  }
  return false;
}

std::string_view sign_of(Test test) {
  for (const Sign& sign : kTests) {
    if (sign.test == test) return sign.sign;
  }
  return "=";
}

}  // namespace

std::string_view name(CodedSentiment sentiment) {
  static constexpr std::array<std::string_view, kCodedSentiments> kClasses = {"negative", "neutral",
                                                                              "positive", "mixed"};
  return kClasses[static_cast<std::size_t>(sentiment)];
}

Result<SentimentCode> SentimentCode::parse(const std::string& typed) {
  SentimentCode code;
  code.column_ = typed;
  std::string rules;
  // A colon may stand in the column's name or in a value: the rules begin behind the first one that a class
  // follows.
  for (auto colon = typed.find(':'); colon != std::string::npos; colon = typed.find(':', colon + 1)) {
    if (!parse_opening(items_of(std::string_view(typed).substr(colon + 1)).front())) continue;
    code.column_ = typed.substr(0, colon);
    rules = typed.substr(colon + 1);
    break;
  }
  if (code.column_.empty()) {
    return fail(Fault::usage,
                fmt::format("--truth-sentiment takes COL or COL:neg<=2,pos>=4, not '{}'", typed));
  }
  if (rules.empty()) return code;
  std::optional<Opening> opening;
  bool has_range[kCodedSentiments] = {};
  bool has_class[kCodedSentiments] = {};
  for (const std::string& item : items_of(rules)) {
    if (auto next = parse_opening(item)) {
      opening = std::move(next);
    } else {
      opening->value = item;  // the first item is an opening: the rules began with it
      if (opening->test != Test::equal) {
        return fail(
            Fault::usage,
            fmt::format("--truth-sentiment: '{}' follows a threshold; write CLASS=VALUE before it", item));
      }
    }
    std::string values = opening->value;
    std::size_t begin = 0;
    for (;;) {
      const std::size_t end = values.find('|', begin);
      const std::string value = folded_label(unquoted(values.substr(begin, end - begin)));
      const auto milli = number_of(value);
      if (value.empty() || (opening->test != Test::equal && !milli)) {
        return fail(Fault::usage, fmt::format("--truth-sentiment: '{}{}{}' needs a {}", name(opening->is),
                                              sign_of(opening->test), value,
                                              opening->test == Test::equal ? "value" : "number"));
      }
      code.rules_.push_back({opening->is, opening->test, value, milli});
      if (end == std::string::npos) break;
      begin = end + 1;
    }
    has_class[static_cast<std::size_t>(opening->is)] = true;
    if (opening->test != Test::equal) has_range[static_cast<std::size_t>(opening->is)] = true;
  }
  code.between_is_neutral_ = has_range[static_cast<std::size_t>(CodedSentiment::negative)] &&
                             has_range[static_cast<std::size_t>(CodedSentiment::positive)] &&
                             !has_class[static_cast<std::size_t>(CodedSentiment::neutral)];
  return code;
}

Result<void> SentimentCode::guess(const std::vector<std::string>& values) {
  const auto has = [&](std::string_view wanted) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      const std::string folded = folded_label(value);
      const auto a = number_of(folded), b = number_of(wanted);
      return folded == wanted || (a && b && *a == *b);
    });
  };
  // 0 and 1 alone do not say whether 0 is bad or neither; -1 to 1 do.
  const bool signs_speak = has("-1") || has("-");
  const auto add = [&](const NamedClass& named) {
    rules_.push_back({named.is, Test::equal, std::string(named.word), number_of(named.word)});
  };
  for (const NamedClass& named : kNames) add(named);
  if (signs_speak) {
    for (const NamedClass& sign : kSigns) add(sign);
  }
  std::vector<std::string> unread;
  for (const std::string& value : values) {
    if (!read(value)) unread.push_back(value);
  }
  if (unread.empty()) return {};
  rules_.clear();
  constexpr std::size_t kShown = 8;
  std::string shown;
  for (std::size_t i = 0; i < std::min(kShown, unread.size()); ++i)
    shown += fmt::format("{}'{}'", i == 0 ? "" : ", ", unread[i]);
  if (unread.size() > kShown) shown += fmt::format(" and {} more", unread.size() - kShown);
  const bool numbers = std::all_of(unread.begin(), unread.end(),
                                   [](const std::string& value) { return number_of(value).has_value(); });
  // An example that fits: of 0 and 1, of stars, of 0 to 10.
  std::int64_t greatest = 0;
  for (const std::string& value : unread) greatest = std::max(greatest, number_of(value).value_or(0));
  const char* example = !numbers           ? "negative=WORD|WORD,positive=WORD,neutral=WORD"
                        : greatest <= 1000 ? "negative=0,positive=1"
                        : greatest <= 5000 ? "neg<=2,pos>=4"
                                           : "neg<=6,pos>=9";
  return fail(Fault::usage,
              fmt::format("column '{}' holds {}, which do not say what is negative; write, for example, "
                          "--truth-sentiment '{}:{}'",
                          column_, shown, column_, example));
}

std::optional<CodedSentiment> SentimentCode::read(std::string_view cell) const {
  const std::string folded = folded_label(cell);
  const auto milli = number_of(folded);
  for (const SentimentRule& rule : rules_) {
    if (holds(rule, folded, milli)) return rule.is;
  }
  if (between_is_neutral_ && milli) return CodedSentiment::neutral;
  return std::nullopt;
}

std::string SentimentCode::evidence() const {
  std::string out;
  for (std::size_t c = 0; c < kCodedSentiments; ++c) {
    std::string values;
    for (const SentimentRule& rule : rules_) {
      if (static_cast<std::size_t>(rule.is) != c) continue;
      values += fmt::format("{}{}{}", values.empty() ? "" : ", ",
                            rule.test == Test::equal ? "" : sign_of(rule.test), rule.value);
    }
    if (values.empty() && !(between_is_neutral_ && c == static_cast<std::size_t>(CodedSentiment::neutral)))
      continue;
    out += fmt::format("{}{} is {}", out.empty() ? "" : "; ", name(static_cast<CodedSentiment>(c)),
                       values.empty() ? "what lies between" : values);
  }
  return out;
}

}  // namespace verbatim
