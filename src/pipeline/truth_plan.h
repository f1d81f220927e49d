// How the rows of a run are coded by hand: which columns hold codes and what each code stands for. Decided on
// all rows before the first one is compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/evaluation_tally.h"
#include "evaluation/label_list.h"
#include "evaluation/label_map.h"
#include "evaluation/sentiment_code.h"
#include "pipeline/plan.h"
#include "pipeline/record_view.h"
#include "verbatim/evaluation.h"

namespace verbatim {

// The different values of the columns with codes, each with its count and where it stands first. Parts merge
// in any order.
class CodeScan {
 public:
  // More different values than this are no codes.
  static constexpr std::size_t kMostValues = 20000;

  struct Value {
    std::uint64_t rows = 0;
    std::uint32_t source = 0;
    std::uint64_t row = 0;
    std::uint64_t line = 0;
  };
  using Values = std::map<std::string, Value, std::less<>>;

  explicit CodeScan(std::size_t columns) : columns_(columns), is_full_(columns) {}

  // Takes the codes of a record that has a text.
  void add(const RecordView& record);
  void merge(const CodeScan& other);

  const Values& values(std::size_t column) const { return columns_[column]; }
  bool is_full(std::size_t column) const { return is_full_[column]; }

 private:
  std::vector<Values> columns_;
  std::vector<bool> is_full_;
};

// The codes of one record.
struct RowCodes {
  enum class State : std::uint8_t { none, unread, coded };

  State sentiment = State::none;
  CodedSentiment is = CodedSentiment::neutral;
  bool has_themes = false;   // coded, be it with none
  std::vector<bool> labels;  // by counted label
  std::vector<std::optional<Polarity>> polarity;
};

class TruthPlan {
 public:
  // Settles which columns hold codes. `plan` is of the run, without them. Errors: Fault::usage.
  static Checked<TruthPlan> make(const EvaluateOptions& options, const Plan& plan, const Lexicon& lexicon);

  // To be kept by the run, in this order: what RecordView::cells then holds.
  const std::vector<std::string>& columns() const { return columns_; }

  // Settles what the codes stand for. `plan` is that of the run with these columns. Errors: Fault::usage; of
  // labels that are no theme all are told.
  Checked<void> settle(const CodeScan& scan, const Plan& plan);

  // Reads a record's codes. REQUIRES: settled.
  void read(const RecordView& record, const Plan& plan, RowCodes& out) const;

  bool has_sentiment() const { return sentiment_.has_value(); }
  bool has_themes() const { return has_list_ || !options_->one_hot.empty(); }
  const std::vector<SentimentView>& views() const { return views_; }
  // The labels that are compared.
  std::size_t labels() const { return counted_.size(); }
  const CodedLabel& label(std::size_t index) const { return map_.label(counted_[index]); }
  const std::vector<std::string>& not_counted() const { return not_counted_; }
  const std::vector<std::string>& evidence() const { return evidence_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  explicit TruthPlan(LabelMap map) : map_(std::move(map)) {}

  void choose_one_hot(const Plan& plan);
  void settle_sentiment(const CodeScan& scan, const Plan& plan, Errors& errors);
  void settle_list(const CodeScan& scan, const Plan& plan, Errors& errors);
  void settle_one_hot(const CodeScan& scan, const Plan& plan, Errors& errors);
  void count_labels();

  const EvaluateOptions* options_ = nullptr;
  std::vector<std::string> columns_;
  std::optional<SentimentCode> sentiment_;  // in the first column
  bool has_list_ = false;                   // in the column behind
  std::optional<LabelSeparator> separator_;
  std::size_t first_theme_column_ = 0;
  struct OneHot {
    std::string column;
    std::size_t cell = 0;
    std::size_t label = 0;  // of the map
  };
  std::vector<OneHot> one_hot_;
  bool any_one_hot_ = false;  // "all": settling leaves those columns that hold codes of known labels
  LabelMap map_;
  std::vector<SentimentView> views_;
  std::vector<std::size_t> counted_;                    // labels of the map
  std::vector<std::optional<std::size_t>> counted_at_;  // by label of the map
  std::vector<std::string> not_counted_;
  std::vector<std::string> evidence_;
  std::vector<std::string> warnings_;
};

// What a one-hot cell says: the theme is there, and perhaps how. Nothing: it is no such cell.
struct OneHotValue {
  bool is_there = false;
  std::optional<Polarity> polarity;
};
std::optional<OneHotValue> read_one_hot(std::string_view cell);

}  // namespace verbatim
