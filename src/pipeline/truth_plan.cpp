#include "pipeline/truth_plan.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "report/number_text.h"
#include "scores/cell_trim.h"
#include "scores/score_number.h"
#include "text/case_fold.h"

namespace verbatim {

namespace {

constexpr std::size_t kShownValues = 8;
constexpr std::size_t kShownLabels = 60;

Place place_of(const CodeScan::Value& value, const Plan& plan) {
  return {plan.inputs[value.source].path, value.line, 0};
}

bool has_column(const Plan& plan, const std::string& name) {
  const auto in = [&](const CsvDetection& detection) { return index_of_column(detection, name) >= 0; };
  return std::any_of(plan.inputs.begin(), plan.inputs.end(),
                     [&](const InputPlan& input) { return in(input.detection); }) ||
         std::any_of(plan.joins.begin(), plan.joins.end(),
                     [&](const JoinPlan& join) { return in(join.detection); });
}

std::vector<std::string> all_columns(const Plan& plan) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  const auto take = [&](const CsvDetection& detection) {
    for (const std::string& column : detection.columns) {
      if (seen.insert(folded_label(column)).second) out.push_back(column);
    }
  };
  for (const InputPlan& input : plan.inputs) take(input.detection);
  for (const JoinPlan& join : plan.joins) take(join.detection);
  return out;
}

Error too_many_values(const std::string& column) {
  return {Fault::usage,
          fmt::format("column '{}' holds more than {} different values; name the column with the codes",
                      column, CodeScan::kMostValues),
          {}};
}

bool plan_has_rows(const Plan& plan) {
  return std::any_of(plan.inputs.begin(), plan.inputs.end(),
                     [](const InputPlan& input) { return !input.detection.is_empty; });
}

// A label that is no theme, with the rows that have it.
using Unknown = std::map<std::string, CodeScan::Value>;

void tell_unknown(const Unknown& unknown, const LabelMap& map, const Plan& plan, Errors& errors) {
  if (unknown.empty()) return;
  std::size_t told = 0;
  std::string example;
  for (const auto& [label, value] : unknown) {
    if (++told > kShownLabels) break;
    const std::string nearest = map.nearest_themes(label);
    errors.push_back({Fault::usage,
                      fmt::format("label '{}' ({}) is no theme of the lexicon; the nearest are {}", label,
                                  counted(value.rows, "row"), nearest),
                      place_of(value, plan)});
    if (told <= 2) {
      example +=
          fmt::format("{}\"{}\": {}", told == 1 ? "" : ", ", label,
                      told == 1 ? fmt::format("[\"{}\"]", nearest.substr(0, nearest.find(' '))) : "null");
    }
  }
  errors.push_back(
      {Fault::usage,
       fmt::format(
           "{}no theme: say in a file for --map what they are counted as, such as {{{}}}; null leaves a "
           "label out",
           unknown.size() > kShownLabels ? fmt::format("{} labels in all are ", unknown.size())
           : unknown.size() == 1         ? "this label is "
                                         : "these labels are ",
           example),
       {}});
}

}  // namespace

void CodeScan::add(const RecordView& record) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::string_view cell = trim_cell(record.cells[c]);
    auto found = columns_[c].find(cell);
    if (found == columns_[c].end()) {
      if (columns_[c].size() >= kMostValues) {
        is_full_[c] = true;
        continue;
      }
      found =
          columns_[c].try_emplace(std::string(cell), Value{0, record.source, record.row, record.line}).first;
    }
    ++found->second.rows;
  }
}

void CodeScan::merge(const CodeScan& other) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    is_full_[c] = is_full_[c] || other.is_full_[c];
    for (const auto& [cell, value] : other.columns_[c]) {
      const auto [at, is_new] = columns_[c].try_emplace(cell, value);
      if (is_new) continue;
      const std::uint64_t rows = at->second.rows + value.rows;
      if (std::tie(value.source, value.row) < std::tie(at->second.source, at->second.row)) at->second = value;
      at->second.rows = rows;
    }
    if (columns_[c].size() > kMostValues) is_full_[c] = true;
  }
}

std::optional<OneHotValue> read_one_hot(std::string_view cell) {
  const std::string folded = folded_label(cell);
  static constexpr std::string_view kNo[] = {"", "-", "false", "no", "n", "f", "n/a", "na"};
  static constexpr std::string_view kYes[] = {"x", "true", "yes", "y", "t", "\u2713", "\u2714"};
  if (std::find(std::begin(kNo), std::end(kNo), folded) != std::end(kNo)) return OneHotValue{};
  if (std::find(std::begin(kYes), std::end(kYes), folded) != std::end(kYes))
    return OneHotValue{true, std::nullopt};
  if (const auto number = parse_score_number(folded, DecimalMark::point)) {
    if (number->milli == 0) return OneHotValue{};
    if (number->milli == 1000) return OneHotValue{true, std::nullopt};
    return std::nullopt;
  }
  if (const auto polarity = parse_polarity(folded)) return OneHotValue{true, polarity};
  return std::nullopt;
}

Checked<TruthPlan> TruthPlan::make(const EvaluateOptions& options, const Plan& plan, const Lexicon& lexicon) {
  const auto refuse = [](std::string message) {
    return tl::unexpected(Errors{{Fault::usage, std::move(message), {}}});
  };
  if (options.sentiment.empty() && options.themes.empty() && options.one_hot.empty())
    return refuse(
        "nothing to compare with; name the column with the codes: --truth-sentiment COL, --truth-themes COL "
        "or "
        "--truth-one-hot COL,COL");
  if (!options.themes.empty() && !options.one_hot.empty())
    return refuse("--truth-themes and --truth-one-hot exclude each other; themes are coded in one way");
  if (plan.text.size() > 1) return refuse("codes belong to one comment; name one --text column");
  LabelMap map(lexicon);
  if (!options.map_file.empty()) {
    auto loaded = LabelMap::load(options.map_file, lexicon);
    if (!loaded) return tl::unexpected(loaded.error());
    map = std::move(*loaded);
  }
  TruthPlan out(std::move(map));
  out.options_ = &options;
  if (!options.separator.empty()) {
    auto separator = parse_separator(options.separator);
    if (!separator) return tl::unexpected(Errors{separator.error()});
    out.separator_ = *separator;
  }
  if (!options.sentiment.empty()) {
    auto code = SentimentCode::parse(options.sentiment);
    if (!code) return tl::unexpected(Errors{code.error()});
    out.columns_.push_back(code->column());
    out.sentiment_ = std::move(*code);
  }
  out.first_theme_column_ = out.columns_.size();
  if (!options.themes.empty()) {
    out.has_list_ = true;
    out.columns_.push_back(options.themes);
  }
  if (!options.one_hot.empty()) {
    out.choose_one_hot(plan);
    for (OneHot& one : out.one_hot_) {
      one.cell = out.columns_.size();
      out.columns_.push_back(one.column);
    }
  }
  return out;
}

void TruthPlan::choose_one_hot(const Plan& plan) {
  std::vector<std::string> names;
  if (options_->one_hot == std::vector<std::string>{"all"}) {
    any_one_hot_ = true;
    for (const std::string& column : all_columns(plan)) {
      const bool is_role = std::any_of(plan.text.begin(), plan.text.end(),
                                       [&](const ColumnRef& text) { return text.name == column; }) ||
                           column == plan.id.name || column == plan.question.name ||
                           (sentiment_ && column == sentiment_->column());
      if (!is_role) names.push_back(column);
    }
  } else {
    for (const std::string& typed : options_->one_hot) {
      if (has_column(plan, typed)) {
        names.push_back(typed);
        continue;
      }
      for (std::size_t begin = 0; begin <= typed.size();) {
        const std::size_t end = std::min(typed.find(',', begin), typed.size());
        if (const auto name = trim_cell(std::string_view(typed).substr(begin, end - begin)); !name.empty())
          names.emplace_back(name);
        begin = end + 1;
      }
    }
  }
  for (std::string& name : names) one_hot_.push_back({std::move(name), 0, 0});
}

Checked<void> TruthPlan::settle(const CodeScan& scan, const Plan& plan) {
  Errors errors;
  if (sentiment_) settle_sentiment(scan, plan, errors);
  if (has_list_) settle_list(scan, plan, errors);
  if (!options_->one_hot.empty()) settle_one_hot(scan, plan, errors);
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  count_labels();
  return {};
}

void TruthPlan::settle_sentiment(const CodeScan& scan, const Plan& plan, Errors& errors) {
  const CodeScan::Values& values = scan.values(0);
  if (sentiment_->is_open()) {
    if (scan.is_full(0)) {
      errors.push_back(too_many_values(columns_[0]));
      return;
    }
    std::vector<std::string> all;
    for (const auto& [cell, value] : values) {
      if (!cell.empty()) all.push_back(cell);
    }
    if (auto guessed = sentiment_->guess(all); !guessed) {
      Error error = guessed.error();
      error.place = {plan.inputs.front().path, plan.inputs.front().detection.header_line, 0};
      errors.push_back(std::move(error));
      return;
    }
  }
  evidence_.push_back(
      fmt::format("sentiment as coded in column '{}': {}", columns_[0], sentiment_->evidence()));
  CodedClasses classes{};
  std::uint64_t unread = 0;
  std::string shown;
  std::size_t different = 0;
  for (const auto& [cell, value] : values) {
    if (cell.empty()) continue;
    if (const auto is = sentiment_->read(cell)) {
      classes[static_cast<std::size_t>(*is)] = true;
      continue;
    }
    unread += value.rows;
    if (++different <= kShownValues) shown += fmt::format("{}'{}'", shown.empty() ? "" : ", ", cell);
  }
  if (different > kShownValues) shown += fmt::format(" and {} more", different - kShownValues);
  if (unread > 0) {
    warnings_.push_back(fmt::format("{}: column '{}': {} not compared, since {} stands for no class",
                                    plan.inputs.front().path, columns_[0], counted(unread, "row"), shown));
  }
  views_ = views_of(classes);
}

void TruthPlan::settle_list(const CodeScan& scan, const Plan& plan, Errors& errors) {
  const std::size_t column = first_theme_column_;
  if (scan.is_full(column)) {
    errors.push_back(too_many_values(columns_[column]));
    return;
  }
  // The labels of the column under a separator: those that are no theme, how many differ, and how many stand
  // there.
  struct Cut {
    Unknown unknown;
    std::set<std::string> different;
    std::uint64_t labels = 0;
  };
  const auto cut_by = [&](LabelSeparator separator) {
    Cut cut;
    for (const auto& [cell, value] : scan.values(column)) {
      for (const std::string_view written : split_labels(cell, separator)) {
        const std::string_view label = split_polarity(written).label;
        ++cut.labels;
        cut.different.insert(folded_label(label));
        if (map_.find(written) || map_.find(label)) continue;
        const auto [at, is_new] = cut.unknown.try_emplace(std::string(label), value);
        if (is_new) continue;
        const std::uint64_t rows = at->second.rows + value.rows;
        if (std::tie(value.source, value.row) < std::tie(at->second.source, at->second.row))
          at->second = value;
        at->second.rows = rows;
      }
    }
    return cut;
  };
  std::string how = "as told";
  Cut chosen;
  if (separator_) {
    chosen = cut_by(*separator_);
  } else {
    // The one that leaves the fewest labels unknown, then that under which labels stand most often again; a
    // cell that is a label as it stands is not cut.
    for (const LabelSeparator candidate : {LabelSeparator::none, LabelSeparator::newline, LabelSeparator::bar,
                                           LabelSeparator::semicolon, LabelSeparator::comma}) {
      Cut cut = cut_by(candidate);
      const bool is_better =
          cut.unknown.size() != chosen.unknown.size()
              ? cut.unknown.size() < chosen.unknown.size()
              : cut.different.size() * chosen.labels < chosen.different.size() * cut.labels;
      if (separator_ && !is_better) continue;
      separator_ = candidate;
      chosen = std::move(cut);
    }
    how = "guessed; --separator says otherwise";
  }
  evidence_.push_back(fmt::format("themes as coded in column '{}': {} ({})", columns_[column],
                                  *separator_ == LabelSeparator::none
                                      ? std::string("one label a cell")
                                      : fmt::format("labels separated by {}", name(*separator_)),
                                  how));
  tell_unknown(chosen.unknown, map_, plan, errors);
}

void TruthPlan::settle_one_hot(const CodeScan& scan, const Plan& plan, Errors& errors) {
  Unknown unknown;
  std::vector<OneHot> kept;
  std::vector<std::string> names, strangers;
  for (OneHot& one : one_hot_) {
    std::string label = one.column;
    // A column by number goes by its name in the header.
    if (label.front() == '#') {
      const int index = index_of_column(plan.inputs.front().detection, label);
      if (index >= 0) label = plan.inputs.front().detection.columns[static_cast<std::size_t>(index)];
    }
    CodeScan::Value there;
    there.line = plan.inputs.front().detection.header_line;
    const CodeScan::Values& values = scan.values(one.cell);
    auto stray = values.end();
    for (auto at = values.begin(); at != values.end(); ++at) {
      const auto read = read_one_hot(at->first);
      if (!read && stray == values.end()) stray = at;
      if (read && read->is_there) there.rows += at->second.rows;
    }
    const bool is_mapped = map_.find_known(label).has_value();
    if (any_one_hot_ && stray != values.end() && !is_mapped) continue;
    if (stray != values.end()) {
      errors.push_back(
          {Fault::usage,
           fmt::format("column '{}' holds '{}'; a one-hot column holds 1, x, true or yes (or neg, pos) "
                       "where the theme applies, and 0, false, no or nothing where it does not",
                       one.column, stray->first),
           place_of(stray->second, plan)});
      continue;
    }
    const auto known = map_.find(label);
    if (known) {
      one.label = *known;
      names.push_back(label);
      kept.push_back(std::move(one));
    } else if (!any_one_hot_) {
      unknown.try_emplace(label, there);
    } else if (there.rows > 0) {
      strangers.push_back(fmt::format("'{}'", label));
    }
  }
  one_hot_ = std::move(kept);
  tell_unknown(unknown, map_, plan, errors);
  if (!any_one_hot_) return;
  if (one_hot_.empty() && errors.empty() && plan_has_rows(plan)) {
    errors.push_back(
        {Fault::usage,
         fmt::format("--truth-one-hot all: no column has the name of a theme or of a label in --map{}{}; "
                     "say with --map FILE what columns are counted as",
                     strangers.empty() ? "" : "; such codes hold ", fmt::join(strangers, ", ")),
         {}});
    return;
  }
  evidence_.push_back(fmt::format("themes as coded in the columns {}", fmt::join(names, ", ")));
  if (!strangers.empty()) {
    warnings_.push_back(
        fmt::format("not compared, since neither a theme nor a label in --map has their name: the columns {}",
                    fmt::join(strangers, ", ")));
  }
}

void TruthPlan::count_labels() {
  std::vector<bool> is_used(map_.size(), has_list_);
  for (const OneHot& one : one_hot_) is_used[one.label] = true;
  counted_at_.resize(map_.size());
  for (std::size_t l = 0; l < map_.size(); ++l) {
    if (!is_used[l]) continue;
    if (map_.label(l).themes.empty()) {
      not_counted_.push_back(map_.label(l).name);
      continue;
    }
    counted_at_[l] = counted_.size();
    counted_.push_back(l);
  }
}

void TruthPlan::read(const RecordView& record, const Plan& plan, RowCodes& out) const {
  out.sentiment = RowCodes::State::none;
  out.has_themes = false;
  out.labels.assign(counted_.size(), false);
  out.polarity.assign(counted_.size(), std::nullopt);
  const auto has_row = [&](std::size_t column) {
    const int join = plan.keep[column].join;
    return join < 0 || record.partners[static_cast<std::size_t>(join)].has_value();
  };
  if (sentiment_ && has_row(0) && !trim_cell(record.cells[0]).empty()) {
    const auto is = sentiment_->read(record.cells[0]);
    out.sentiment = is ? RowCodes::State::coded : RowCodes::State::unread;
    if (is) out.is = *is;
  }
  bool has_any = false;
  const auto take = [&](std::size_t label, std::optional<Polarity> polarity) {
    const auto at = counted_at_[label];
    if (!at) return;
    std::optional<Polarity>& known = out.polarity[*at];
    // Coded both ways in one cell.
    if (out.labels[*at] && known && polarity && *known != *polarity) polarity = Polarity::mixed;
    if (polarity) known = polarity;
    out.labels[*at] = true;
  };
  if (has_list_ && has_row(first_theme_column_)) {
    out.has_themes = true;
    for (const std::string_view written : split_labels(record.cells[first_theme_column_], *separator_)) {
      has_any = true;
      const PolarLabel label = split_polarity(written);
      if (const auto whole = map_.find_known(written)) {
        take(*whole, std::nullopt);
      } else if (const auto known = map_.find_known(label.label)) {
        take(*known, label.polarity);
      }
    }
  }
  for (const OneHot& one : one_hot_) {
    if (!has_row(one.cell)) continue;
    out.has_themes = true;
    const std::string& cell = record.cells[one.cell];
    has_any = has_any || !trim_cell(cell).empty();
    const auto value = read_one_hot(cell);
    if (value && value->is_there) take(one.label, value->polarity);
  }
  if (options_->empty_is_uncoded && !has_any) out.has_themes = false;
}

}  // namespace verbatim
