// How a column of hand-coded sentiment is read: "COL", "COL:negative=bad|poor,positive=good",
// "COL:neg<=2,pos>=4".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

// What people may code, in the order of the confusion matrix.
enum class CodedSentiment : std::uint8_t { negative, neutral, positive, mixed };
inline constexpr std::size_t kCodedSentiments = 4;

// "negative", "neutral", "positive", "mixed".
std::string_view name(CodedSentiment sentiment);

struct SentimentRule {
  enum class Test : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };

  CodedSentiment is = CodedSentiment::negative;
  Test test = Test::equal;
  std::string value;                  // folded
  std::optional<std::int64_t> milli;  // where the value is a number; 1.0 is 1
};

class SentimentCode {
 public:
  // Splits what was typed into the column and its rules. Errors: Fault::usage.
  static Result<SentimentCode> parse(const std::string& typed);

  const std::string& column() const { return column_; }
  // No rules were typed: values must explain themselves, or `guess` must be told them.
  bool is_open() const { return rules_.empty(); }

  // Decides how the column's values are read: the words that everybody uses (negative, neg, -1 ...). `values`
  // are all different ones. Errors: Fault::usage where they do not say which end is the good one.
  Result<void> guess(const std::vector<std::string>& values);

  // The class of a cell; nothing where it stands for none. A number between thresholds that name both ends,
  // and no neutral, is neutral.
  std::optional<CodedSentiment> read(std::string_view cell) const;

  // "negative: 4, 5; neutral: 3": how cells are read, for people.
  std::string evidence() const;

 private:
  std::string column_;
  std::vector<SentimentRule> rules_;
  bool between_is_neutral_ = false;
};

}  // namespace verbatim
