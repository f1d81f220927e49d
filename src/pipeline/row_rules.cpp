#include "pipeline/row_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "input/column_words.h"
#include "scores/cell_trim.h"

namespace verbatim {

namespace {

using Words = std::span<const std::string_view>;

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string lowered(std::string_view text) {
  std::string out(trim_cell(text));
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// Whether `cell` is `value`, or begins with it and goes on behind a sign.
bool fits(std::string_view cell, std::string_view value) {
  if (value.empty() || cell.size() < value.size()) return false;
  const bool begins = std::equal(value.begin(), value.end(), cell.begin(),
                                 [](char a, char b) { return lower(a) == lower(b); });
  if (!begins || cell.size() == value.size()) return begins;
  if (std::isalpha(static_cast<unsigned char>(value.back())) == 0) return false;
  cell.remove_prefix(value.size());
  if (cell.find_first_of(",:;.") == 0) return true;
  // "No - I do not agree", but not "no-one".
  return cell.starts_with(" -") || cell.starts_with(" \xE2\x80\x93") || cell.starts_with(" \xE2\x80\x94");
}

template <class Values>
bool is_any(std::string_view cell, const Values& values) {
  return std::any_of(values.begin(), values.end(), [&](std::string_view value) { return fits(cell, value); });
}

constexpr std::array<std::string_view, 6> kPreview = {
    "Survey Preview", "Survey Test", "Preview", "Test", "Testing", "Offline Survey Preview"};
constexpr std::array<std::string_view, 11> kUnfinished = {
    "Partial",      "Partially completed", "Incomplete", "Not completed", "In progress", "Disqualified",
    "Screened out", "Over quota",          "Abandoned",  "Unfinished",    "Not finished"};
constexpr std::array<std::string_view, 11> kWhole = {"Complete",   "Completed", "Finished", "Submitted",
                                                     "IP Address", "Imported",  "Spam",     "Offline",
                                                     "Valid",      "Qualified", "Approved"};
constexpr std::array<std::string_view, 4> kYes = {"Yes", "True", "1", "Y"};
// What only surveys say, whatever stands beside it.
constexpr std::array<std::string_view, 2> kSurePreview = {"Survey Preview", "Survey Test"};
constexpr std::array<std::string_view, 2> kPreviewChannels = {"Preview", "Test"};
// Of Qualtrics' Status, where values are exported as numbers.
constexpr std::array<std::string_view, 12> kStatusCodes = {"0",  "1",  "2",  "4",  "8",  "9",
                                                           "12", "16", "17", "32", "40", "48"};
constexpr std::array<std::string_view, 4> kPreviewCodes = {"1", "2", "9", "17"};
constexpr std::array<std::string_view, 4> kNo = {"No", "False", "0", "N"};
constexpr std::array<std::string_view, 14> kConsentYes = {
    "Yes",    "True",  "1",       "Y",        "I agree",  "I consent", "Agree",
    "Agreed", "Given", "Granted", "Accepted", "Opted in", "Opt in",    "Consented"};
constexpr std::array<std::string_view, 14> kConsentNo = {
    "No",       "False",   "0",      "N",         "I do not agree", "I do not consent", "Disagree",
    "Declined", "Refused", "Denied", "Withdrawn", "Not given",      "Opted out",        "Opt out"};
constexpr std::array<std::string_view, 8> kOptedOut = {
    "Yes", "True", "1", "Y", "Opted out", "Opt out", "Unsubscribed", "Withdrawn"};
constexpr std::array<std::string_view, 7> kOptedIn = {"No",       "False",  "0",         "N",
                                                      "Opted in", "Opt in", "Subscribed"};

template <std::size_t N>
bool is_name(const std::string& words, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), words) != names.end();
}
template <std::size_t N>
bool has_name(const std::string& words, const std::array<std::string_view, N>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return words.find(name) != std::string::npos; });
}

// Names as column_words writes them.
constexpr std::array<std::string_view, 8> kStatusNames = {
    " status ",           " response status ",   " survey status ", " completion status ",
    " interview status ", " collection status ", " response type ", " record status "};
constexpr std::array<std::string_view, 4> kChannelNames = {" distribution channel ", " distribution type ",
                                                           " response channel ", " collector type "};
constexpr std::array<std::string_view, 4> kTestNames = {" is test ", " test response ", " is preview ",
                                                        " test mode "};
constexpr std::array<std::string_view, 8> kFinishedNames = {
    " finished ",        " is finished ",       " survey finished ",    " survey completed ",
    " survey complete ", " response complete ", " response completed ", " is complete "};
constexpr std::array<std::string_view, 4> kProgressNames = {" progress ", " survey progress ",
                                                            " percent complete ", " completion rate "};
// Inside a longer name, too.
constexpr std::array<std::string_view, 14> kOptOutNames = {
    " opt out ",        " opted out ",         " optout ",           " optedout ",         " unsubscribed ",
    " unsubscribe ",    " do not analyse ",    " do not analyze ",   " do not contact ",   " do not use ",
    " do not process ", " consent withdrawn ", " withdrew consent ", " withdrawn consent "};
constexpr std::array<std::string_view, 6> kConsentNames = {
    " consent ", " consented ", " gdpr ", " permission to use ", " agree to the use ", " data processing "};
// Consent to something else says nothing about being read.
constexpr std::array<std::string_view, 12> kOtherConsent = {
    " marketing ", " newsletter ", " publish ", " publication ", " contact ",   " contacted ",
    " cookie ",    " cookies ",    " call ",    " email ",       " recording ", " follow "};

bool is_candidate(const std::string& words) {
  return is_name(words, kStatusNames) || is_name(words, kChannelNames) || is_name(words, kTestNames) ||
         is_name(words, kFinishedNames) || is_name(words, kProgressNames) || has_name(words, kOptOutNames) ||
         has_name(words, kConsentNames);
}

std::optional<unsigned> percent_of(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.ends_with('%')) cell = trim_cell(cell.substr(0, cell.size() - 1));
  if (cell.ends_with(".0")) cell.remove_suffix(2);
  unsigned value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

class Guesser {
 public:
  Guesser(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows)
      : columns_(columns), rows_(rows) {}

  RowRuleGuesses guess() {
    for (const std::string& column : columns_) words_.push_back(column_words(column));
    has_finished_ = std::any_of(words_.begin(), words_.end(),
                                [](const std::string& words) { return is_name(words, kFinishedNames); });
    // Qualtrics may write its words as numbers.
    is_qualtrics_ = std::any_of(words_.begin(), words_.end(), [](const std::string& words) {
      return words == " distribution channel " || words == " recorded date ";
    });
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (is_candidate(words_[c])) look_at(c);
    }
    std::stable_sort(found_.rules.begin(), found_.rules.end(),
                     [](const RowRule& a, const RowRule& b) { return a.row_class < b.row_class; });
    return std::move(found_);
  }

 private:
  void add(RowClass row_class, std::size_t column, Words values, unsigned below = 0) {
    found_.rules.push_back(
        {row_class, columns_[column], std::vector<std::string>(values.begin(), values.end()), below, false});
  }

  // Each value once, in lower case and trimmed; no empty one.
  std::set<std::string> values_of(std::size_t column) const {
    constexpr std::size_t kMostLooked = 50;
    std::set<std::string> values;
    for (const auto& row : rows_) {
      std::string value = lowered(row[column]);
      if (!value.empty() && values.size() < kMostLooked) values.insert(std::move(value));
    }
    return values;
  }

  static bool all_of(const std::set<std::string>& values, std::initializer_list<Words> lists) {
    return std::all_of(values.begin(), values.end(), [&](const std::string& value) {
      return std::any_of(lists.begin(), lists.end(), [&](Words list) { return is_any(value, list); });
    });
  }
  static bool any_of(const std::set<std::string>& values, Words list) {
    return std::any_of(values.begin(), values.end(),
                       [&](const std::string& value) { return is_any(value, list); });
  }

  void look_at(std::size_t c) {
    const std::string& words = words_[c];
    const std::set<std::string> values = values_of(c);
    if (is_name(words, kChannelNames)) {
      add(RowClass::preview, c, kPreviewChannels);
    } else if (values.empty()) {
      return;
    } else if (is_name(words, kStatusNames)) {
      look_at_status(c, values);
    } else if (is_name(words, kTestNames)) {
      if (all_of(values, {kYes, kNo})) add(RowClass::preview, c, kYes);
    } else if (is_name(words, kFinishedNames)) {
      if (all_of(values, {kYes, kNo, kWhole, kUnfinished})) add(RowClass::unfinished, c, kNo);
    } else if (is_name(words, kProgressNames)) {
      look_at_progress(c);
    } else {
      look_at_consent(c, values);
    }
  }

  void look_at_status(std::size_t c, const std::set<std::string>& values) {
    if (all_of(values, {kWhole, kPreview, kUnfinished})) {
      add(RowClass::preview, c, kPreview);
      add(RowClass::unfinished, c, kUnfinished);
      return;
    }
    if (is_qualtrics_ && all_of(values, {kStatusCodes})) {
      add(RowClass::preview, c, kPreviewCodes);
    } else if (any_of(values, kSurePreview)) {
      add(RowClass::preview, c, kSurePreview);
    }
  }

  void look_at_progress(std::size_t c) {
    if (has_finished_) return;
    bool any_whole = false;
    for (const auto& row : rows_) {
      if (trim_cell(row[c]).empty()) continue;
      const auto percent = percent_of(row[c]);
      if (!percent || *percent > 100) return;
      any_whole = any_whole || *percent == 100;
    }
    if (any_whole) add(RowClass::unfinished, c, {}, 100);
  }

  void look_at_consent(std::size_t c, const std::set<std::string>& values) {
    const bool is_opt_out = has_name(words_[c], kOptOutNames);
    const bool of_other_things = !is_opt_out && has_name(words_[c], kOtherConsent);
    const bool is_clear =
        is_opt_out ? all_of(values, {kOptedOut, kOptedIn}) : all_of(values, {kConsentYes, kConsentNo});
    if (is_clear && !of_other_things) {
      add(RowClass::opt_out, c, is_opt_out ? Words(kOptedOut) : Words(kConsentNo));
      return;
    }
    // A question about consent that everybody answers in own words is no column of consent.
    constexpr std::size_t kFewValues = 6;
    if (values.size() > kFewValues) return;
    found_.remarks.push_back(fmt::format(
        "column '{}' is about consent, {}, so no row is left out for it; --exclude opt-out:{}=VALUE leaves "
        "rows out",
        columns_[c],
        of_other_things ? "but to something else than being read" : "but its values are not clear",
        columns_[c].find('=') == std::string::npos ? columns_[c] : fmt::format("#{}", c + 1)));
  }

  const std::vector<std::string>& columns_;
  const std::vector<std::vector<std::string>>& rows_;
  std::vector<std::string> words_;
  bool has_finished_ = false;
  bool is_qualtrics_ = false;
  RowRuleGuesses found_;
};

}  // namespace

std::optional<RowClass> row_class_of(std::string_view wanted) {
  for (const RowClass row_class : {RowClass::opt_out, RowClass::preview, RowClass::unfinished}) {
    if (wanted == name(row_class)) return row_class;
  }
  return std::nullopt;
}

std::string_view name(RowClass row_class) {
  switch (row_class) {
    case RowClass::opt_out:
      return "opt-out";
    case RowClass::preview:
      return "preview";
    case RowClass::unfinished:
      return "unfinished";
  }
  return "unfinished";
}

bool RowRule::matches(std::string_view cell) const {
  cell = trim_cell(cell);
  if (cell.empty()) return false;
  if (below > 0) {
    const auto percent = percent_of(cell);
    if (percent && *percent < below) return true;
  }
  return is_any(cell, values);
}

std::string RowRule::test() const {
  constexpr std::size_t kMostShown = 4;
  const bool shows_all = is_own || values.size() <= kMostShown;
  const std::size_t shown = shows_all ? values.size() : kMostShown - 1;
  std::string text = "is ";
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += shows_all && i + 1 == shown ? " or " : ", ";
    text += values[i];
  }
  if (!shows_all) text += " or the like";
  if (below > 0) text += fmt::format("{}below {}", values.empty() ? "" : " or ", below);
  return text;
}

bool names_row_classes(const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const std::string& column) { return is_candidate(column_words(column)); });
}

RowRuleGuesses guess_row_rules(const std::vector<std::string>& columns,
                               const std::vector<std::vector<std::string>>& rows) {
  return Guesser(columns, rows).guess();
}

}  // namespace verbatim
