#include "pipeline/format_vote.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "pipeline/record_walk.h"
#include "scores/answer_scale.h"
#include "scores/missing_codes.h"

namespace verbatim {

namespace {

// What a whole column decides is decided on so many bytes of each file.
constexpr std::uint64_t kVoteBytes = std::uint64_t{64} << 20;
// A column of plain numbers, or of ISO dates, shows that in its first rows.
constexpr std::size_t kFirstRows = 2000;

// The codes that stand for a missing value of the score; of a column of no score (empty name), those for all.
std::vector<MissingCode> codes_of(const Plan& plan, std::string_view score) {
  std::vector<std::string> codes;
  for (const std::string& code : plan.missing) {
    const std::string_view name = std::string_view(code).substr(0, code.find('='));
    const bool is_for_one =
        name.size() < code.size() && std::any_of(plan.scores.begin(), plan.scores.end(),
                                                 [&](const auto& one) { return one.spec.name == name; });
    if (!is_for_one) {
      codes.push_back(code);
    } else if (name == score) {
      codes.push_back(code.substr(name.size() + 1));
    }
  }
  return make_missing_codes(codes);
}

// What is collected of one column.
struct Ballot {
  enum class Kind : std::uint8_t { number, words, date };

  const ColumnRef* column = nullptr;
  Kind kind = Kind::number;
  bool is_guess = false;  // a date that nobody asked for
  std::vector<MissingCode> missing;
  NumberFormatVote numbers;
  AnswerVote words;
  DateOrderVote dates;
  EpochVote epochs;

  void add(std::string_view cell, std::uint64_t line) {
    switch (kind) {
      case Kind::number:
        numbers.add(cell);
        break;
      case Kind::words:
        words.add(cell);
        break;
      case Kind::date:
        dates.add(cell, line);
        epochs.add(cell);
        break;
    }
  }

  // Whether rows beyond the first few can still change anything.
  bool is_open() const {
    if (kind == Kind::words) return words.has_words();
    if (kind == Kind::date && is_guess) {
      return dates.without_order() > 0 || dates.filled() == 0 || epochs.finish() != EpochUnit::none;
    }
    return true;
  }
};

bool may_hold_words(ScoreKind kind) {
  return reads_words(kind) || kind == ScoreKind::nps;
}

class Vote {
 public:
  Vote(const AnalyzeOptions& options, InputStore& store, const std::string& file, Plan& plan)
      : options_(options), store_(store), file_(file), plan_(plan) {}

  Errors run() {
    if (!options_.format.date_order.empty()) {
      auto order = parse_date_order(options_.format.date_order);
      if (!order) return {order.error()};
      asked_order_ = *order;
    }
    if (!options_.format.date_numbers.empty()) {
      auto unit = parse_epoch_unit(options_.format.date_numbers);
      if (!unit) return {unit.error()};
      asked_unit_ = *unit;
    }
    make_ballots();
    if (ballots_.empty()) return {};
    for (const InputPlan& input : plan_.inputs) collect(input.path, input.detection, -1);
    for (std::size_t j = 0; j < plan_.joins.size(); ++j)
      collect(plan_.joins[j].option.file, plan_.joins[j].detection, static_cast<int>(j));
    if (errors_.empty()) decide();
    return std::move(errors_);
  }

 private:
  void make_ballots() {
    const auto add = [&](std::string_view score, const ColumnRef& column, Ballot::Kind kind,
                         bool is_guess = false) {
      Ballot ballot;
      ballot.column = &column;
      ballot.kind = kind;
      ballot.is_guess = is_guess;
      ballot.missing = codes_of(plan_, score);
      ballots_.push_back(std::move(ballot));
    };
    for (const ScorePlan& score : plan_.scores) {
      if (score.spec.is_span()) {
        add(score.spec.name, score.column, Ballot::Kind::date);
        add(score.spec.name, score.end_column, Ballot::Kind::date);
      } else if (needs_number_format(score.spec)) {
        add(score.spec.name, score.column, Ballot::Kind::number);
      } else if (may_hold_words(score.spec.meaning.kind)) {
        add(score.spec.name, score.column, Ballot::Kind::words);
      }
    }
    if (plan_.date.is_set()) add("", plan_.date, Ballot::Kind::date, options_.date_column.empty());
  }

  void collect(const std::string& path, const CsvDetection& detection, int join) {
    std::vector<std::pair<int, Ballot*>> here;
    for (Ballot& ballot : ballots_) {
      if (ballot.column->join != join) continue;
      const int index = index_of_column(detection, ballot.column->name);
      if (index >= 0) here.emplace_back(index, &ballot);
    }
    if (here.empty() || detection.is_empty) return;
    std::string scratch;
    std::size_t rows = 0;
    const RecordVisit count = [&](const CsvRecord& record) {
      if (record.kind != CsvKind::record) return true;
      for (auto& [index, ballot] : here) {
        if (rows >= kFirstRows && !ballot->is_open()) continue;
        const std::string_view cell = record.field(static_cast<std::size_t>(index), scratch);
        if (is_missing_code(ballot->missing, cell, DecimalMark::point)) continue;
        ballot->add(cell, record.line);
      }
      if (++rows % kFirstRows != 0) return true;
      return std::any_of(here.begin(), here.end(), [](const auto& place) { return place.second->is_open(); });
    };
    auto visited = walk_records(store_, path, detection, count, kVoteBytes);
    if (!visited) errors_.push_back(visited.error());
  }

  const std::string& file_of(const ColumnRef& column) const {
    return column.join < 0 ? file_ : plan_.joins[static_cast<std::size_t>(column.join)].option.file;
  }

  void decide() {
    auto ballot = ballots_.cbegin();
    for (ScorePlan& score : plan_.scores) {
      if (score.spec.is_span()) {
        take_date(*ballot++, score.formats.start);
        take_date(*ballot++, score.formats.end);
      } else if (needs_number_format(score.spec)) {
        const NumberFormat format = (ballot++)->numbers.finish();
        score.formats.mark = format.mark;
        if (format.only_point + format.only_comma + format.both == 0) continue;  // stars, or nothing
        plan_.evidence.push_back(
            fmt::format("numbers of column '{}': {}", score.column.name, format.evidence()));
      } else if (may_hold_words(score.spec.meaning.kind)) {
        take_words((ballot++)->words, score);
      }
    }
    if (!plan_.date.is_set()) return;
    if (ballot->is_guess) {
      take_guessed_date(*ballot);
    } else {
      take_date(*ballot, plan_.date_format);
    }
  }

  void take_words(const AnswerVote& words, ScorePlan& score) {
    if (!words.has_words()) return;
    const ScoreMeaning& meaning = score.spec.meaning;
    if (meaning.kind == ScoreKind::nps) {
      if (2 * words.groups() < words.filled()) return;
      fail_once(score.column,
                Error{Fault::usage,
                      fmt::format("column '{}' holds groups (promoter, passive, detractor), not "
                                  "0 to 10; use {}={}:nps-group",
                                  score.column.name, score.spec.name, score.spec.column),
                      {}});
      return;
    }
    auto scale = words.finish(meaning, score.column.name);
    if (!scale) {
      Error error = scale.error();
      error.message = fmt::format("--score '{}': {}", score.spec.name, error.message);
      fail_once(score.column, std::move(error));
      return;
    }
    score.formats.words = std::move(scale->words);
    if (!scale->evidence.empty()) plan_.evidence.push_back(std::move(scale->evidence));
    if (!scale->warning.empty()) plan_.warnings.push_back(std::move(scale->warning));
  }

  void fail_once(const ColumnRef& column, Error error) {
    if (error.place.file.empty()) error.place.file = file_of(column);
    if (told_.insert(column.name).second) errors_.push_back(std::move(error));
  }

  // Numbers as dates, if that is what the column holds.
  EpochUnit unit_of(const Ballot& ballot) const {
    const EpochVote& epochs = ballot.epochs;
    if (asked_unit_ != EpochUnit::none && epochs.all_numbers()) return asked_unit_;
    return epochs.finish();
  }

  void tell_unit(const ColumnRef& column, EpochUnit unit) {
    const bool is_asked = asked_unit_ != EpochUnit::none;
    plan_.evidence.push_back(fmt::format(
        "dates of column '{}': {} ({})", column.name,
        unit == EpochUnit::excel_day ? "Excel's day numbers" : fmt::format("{} since 1970", name(unit)),
        is_asked ? "--date-numbers" : "as such, every value gives a year from 1990 to 2099"));
  }

  void take_date(const Ballot& ballot, DateFormat& format) {
    format.epoch = unit_of(ballot);
    if (format.epoch != EpochUnit::none) {
      tell_unit(*ballot.column, format.epoch);
      return;
    }
    if (ballot.epochs.all_numbers()) {
      plan_.warnings.push_back(fmt::format("column '{}' holds numbers and no dates; {}", ballot.column->name,
                                           ballot.epochs.may_be_excel()
                                               ? "if they are Excel's day numbers, add --date-numbers excel"
                                               : "if they count seconds or milliseconds since 1970, add "
                                                 "--date-numbers seconds or milliseconds"));
    }
    auto order = ballot.dates.finish(ballot.column->name, asked_order_, file_of(*ballot.column));
    if (!order) {
      fail_once(*ballot.column, order.error());
      return;
    }
    format.order = *order;
    plan_.evidence.push_back(fmt::format("dates of column '{}': {}", ballot.column->name, name(*order)));
  }

  void take_guessed_date(const Ballot& ballot) {
    plan_.date_format.epoch = unit_of(ballot);
    if (plan_.date_format.epoch != EpochUnit::none) {
      tell_unit(*ballot.column, plan_.date_format.epoch);
      return;
    }
    if (10 * ballot.dates.dates() < 9 * ballot.dates.filled()) {
      drop_date(fmt::format("{} of {} values are dates; name the right column with --date COL",
                            ballot.dates.dates(), ballot.dates.filled()));
      return;
    }
    auto order = ballot.dates.finish(ballot.column->name, asked_order_, file_of(*ballot.column));
    if (!order) {
      drop_date(order.error().message);
      return;
    }
    plan_.date_format.order = *order;
    if (ballot.dates.without_order() > 0)
      plan_.evidence.push_back(fmt::format("dates of column '{}': {}", ballot.column->name, name(*order)));
  }

  // A guess may be wrong, and never stops a run.
  void drop_date(const std::string& why) {
    plan_.warnings.push_back(
        fmt::format("column '{}' looks like the date and is not used: {}", plan_.date.name, why));
    std::erase_if(plan_.evidence, [](const std::string& line) { return line.starts_with("date: column "); });
    plan_.date = {};
  }

  const AnalyzeOptions& options_;
  InputStore& store_;
  const std::string& file_;
  Plan& plan_;
  std::optional<DateOrder> asked_order_;
  EpochUnit asked_unit_ = EpochUnit::none;
  std::vector<Ballot> ballots_;
  std::set<std::string> told_;
  Errors errors_;
};

}  // namespace

bool needs_number_format(const ScoreSpec& spec) {
  switch (spec.meaning.kind) {
    case ScoreKind::stars5:
    case ScoreKind::rating10:
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return !spec.is_span();
    default:
      return false;
  }
}

Errors vote_formats(const AnalyzeOptions& options, InputStore& store, const std::string& file, Plan& plan) {
  return Vote(options, store, file, plan).run();
}

void set_missing_codes(Plan& plan) {
  for (ScorePlan& score : plan.scores) score.formats.missing = codes_of(plan, score.spec.name);
  if (plan.missing.empty()) return;
  std::string list;
  for (const std::string& code : plan.missing) list += (list.empty() ? "'" : ", '") + code + "'";
  plan.evidence.push_back(fmt::format("codes for a missing score: {}", list));
}

}  // namespace verbatim
