#include "report/cut_wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kNameColumns = 60;

std::string named(std::string_view text) {
  return clipped(squeezed(valid_utf8(text)), kNameColumns);
}

std::string in_segment(std::string_view segment) {
  return segment.empty() ? std::string() : " in " + named(segment);
}

// What a series is of: its name in a sentence, and how its figures and their differences are written.
struct Subject {
  std::string name;     // "complaints about Price", "NPS", "the number of comments"
  bool is_own = false;  // begins with a word of ours, which takes a capital at the beginning
  bool is_plural = false;
  SeriesOf of = SeriesOf::share;
  const ScoreSummary* score = nullptr;

  std::string first() const {
    std::string out = name;
    if (is_own) out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }

  std::string value(double number) const {
    if (of == SeriesOf::share) return fixed(number, 1) + " %";
    if (of == SeriesOf::volume) return fixed(number, 0);
    return score != nullptr ? score_text(*score, number) : fixed(number, 2);
  }

  int decimals() const {
    if (of == SeriesOf::share) return 1;
    if (of == SeriesOf::volume) return 0;
    return score != nullptr ? shown_decimals(score->meaning) : 2;
  }

  std::string unit() const {
    if (of == SeriesOf::share) return "percentage points";
    if (of == SeriesOf::volume) return "comments";
    return std::string(score != nullptr ? difference_unit(score->meaning) : "points");
  }

  std::string size(double number) const { return fixed(std::abs(number), decimals()) + " " + unit(); }
  std::string signed_size(double number) const { return signed_fixed(number, decimals()) + " " + unit(); }
  std::string interval(double low, double high) const {
    return "95 % " + fixed(low, decimals()) + " to " + fixed(high, decimals());
  }
  // Of a size that is told without its sign.
  std::string size_interval(double size, double low, double high) const {
    return size < 0 ? interval(-high, -low) : interval(low, high);
  }
  // A time that rises got worse, though a score that rises got better.
  std::string verdict(double change) const {
    if (of != SeriesOf::score || score == nullptr || !score->meaning.low_is_good || change == 0) return {};
    return change > 0 ? ", for the worse" : ", for the better";
  }
};

Subject subject_of(const Report& report, SeriesOf of, std::string_view label, std::string_view theme,
                   std::string_view score) {
  Subject subject;
  subject.of = of;
  if (of == SeriesOf::score) {
    subject.score = find_score(report, score);
    subject.name = named(subject.score != nullptr ? score_title(*subject.score) : std::string(score));
    return subject;
  }
  subject.is_own = true;
  if (of == SeriesOf::volume) {
    subject.name = "the number of comments";
    return subject;
  }
  subject.is_plural = true;
  subject.name = "complaints";
  if (!label.empty() || !theme.empty()) subject.name += " about " + named(label.empty() ? theme : label);
  return subject;
}

std::string_view of_what(SeriesOf of) {
  return of == SeriesOf::share ? " of comments" : "";
}

std::string_view moved(double change) {
  return change > 0 ? "rose" : change < 0 ? "fell" : "did not move";
}

// " (a; b)" of the parts that are not empty.
std::string bracketed(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? " (" : "; ") + part;
  }
  return out.empty() ? out : out + ")";
}

// How many comments a share is of, where the report says it.
std::optional<std::uint64_t> base_of_share(const Report& report, std::string_view segment,
                                           std::string_view period) {
  const Breakdown& cuts = report.breakdown;
  if (period.empty() && segment.empty()) return report.ledger.analysed;
  if (period.empty()) {
    for (const GroupRow& group : cuts.groups) {
      if (group.name.text() == segment) return group.analysed;
    }
    return std::nullopt;
  }
  const auto row = std::find_if(cuts.periods.begin(), cuts.periods.end(),
                                [&](const PeriodRow& p) { return p.label == period; });
  if (row == cuts.periods.end()) return std::nullopt;
  if (segment.empty()) return row->analysed;
  const auto index = static_cast<std::size_t>(row - cuts.periods.begin());
  for (const ThemeSeries& series : cuts.series) {
    if (series.segment == segment && index < series.of.size()) return series.of[index];
  }
  return std::nullopt;
}

std::string comments_of(const Report& report, const Alert& alert) {
  const auto base = base_of_share(report, alert.segment, alert.period);
  if (base && *base >= alert.comments) return grouped(alert.comments) + " of " + grouped(*base);
  return counted(alert.comments, "comment");
}

std::string in_period(std::string_view period) {
  return period.empty() ? std::string() : " in " + named(period);
}

Subject subject_of(const Report& report, const Alert& alert) {
  if (alert.measure == "score") return subject_of(report, SeriesOf::score, "", "", alert.score);
  if (alert.measure == "share") return subject_of(report, SeriesOf::share, alert.label, alert.theme, "");
  Subject subject = subject_of(report, SeriesOf::volume, "", "", "");
  if (alert.measure == "records") subject.name = "the number of records";
  if (!alert.theme.empty()) subject.name = "the number of complaints about " + named(alert.label);
  return subject;
}

std::string limit_text(const Subject& subject, const Alert& alert) {
  if (!alert.limit) return {};
  return fmt::format(", {} the limit of {}",
                     alert.value > *alert.limit   ? "above"
                     : alert.value < *alert.limit ? "below"
                                                  : "at",
                     subject.value(*alert.limit));
}

// What the alert's figure rests on.
std::string evidence_of(const Report& report, const Subject& subject, const Alert& alert) {
  const std::string count = subject.of == SeriesOf::share    ? comments_of(report, alert)
                            : subject.of == SeriesOf::volume ? std::string()
                                                             : "n " + grouped(alert.comments);
  return bracketed({count, q_text(alert.q)});
}

std::string moved_sentence(const Report& report, const Alert& alert) {
  const Subject subject = subject_of(report, alert);
  const std::string where = in_segment(alert.segment);
  if (!alert.base) {
    return fmt::format("{}{} {} at {}{}{}{}{}.", subject.first(), where,
                       subject.is_plural ? "stand" : "stands", subject.value(alert.value),
                       of_what(subject.of), in_period(alert.period), limit_text(subject, alert),
                       evidence_of(report, subject, alert));
  }
  const double change = alert.value - *alert.base;
  return fmt::format("{}{} {} from {}{} to {}{}{}{}{}.", subject.first(), where, moved(change),
                     subject.value(*alert.base),
                     alert.base_period.empty() ? std::string() : " (" + named(alert.base_period) + ")",
                     subject.value(alert.value), of_what(subject.of), in_period(alert.period),
                     subject.verdict(change), evidence_of(report, subject, alert));
}

std::string new_phrase_sentence(const Report& report, const Alert& alert) {
  const auto base = base_of_share(report, alert.segment, alert.period);
  const std::string before =
      !alert.base
          ? std::string()
          : fmt::format(
                "before{}: {}", alert.base_period.empty() ? "" : ", in " + named(alert.base_period),
                alert.measure == "share" ? fixed(*alert.base, 1) + " % of comments" : fixed(*alert.base, 0));
  return fmt::format("New{}{}: \"{}\", in {}{}.", in_period(alert.period), in_segment(alert.segment),
                     named(alert.phrase),
                     base ? grouped(alert.comments) + " of " + counted(*base, "comment")
                          : counted(alert.comments, "comment"),
                     bracketed({before, q_text(alert.q)}));
}

std::string conflict_sentence(const Report& report, const Alert& alert) {
  const ScoreSummary* score = find_score(report, alert.score);
  Subject subject;
  subject.of = alert.measure == "share" ? SeriesOf::share : SeriesOf::volume;
  const std::string count = subject.of == SeriesOf::share ? subject.value(alert.value) + " of comments"
                                                          : counted(alert.comments, "comment");
  return fmt::format(
      "Text and {} disagree in {}{}{}{}{}.",
      score != nullptr ? named(score_title(*score)) : std::string("score"), count, in_segment(alert.segment),
      in_period(alert.period), limit_text(subject, alert),
      bracketed({subject.of == SeriesOf::share ? counted(alert.comments, "comment") : "", q_text(alert.q)}));
}

// ---- dates

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 4> kQuarters = {"first", "second", "third", "fourth"};
constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t length) {
  int value = 0;
  if (from + length > text.size()) return std::nullopt;
  const char* end = text.data() + from + length;
  const auto parsed = std::from_chars(text.data() + from, end, value);
  return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
}

// What of a period comes again: "November", "week 12", "fourth quarter", "Friday".
std::string place_in_cycle(PeriodUnit unit, std::string_view label) {
  const auto year = number_at(label, 0, 4);
  const auto month = number_at(label, 5, 2);
  const auto day = number_at(label, 8, 2);
  switch (unit) {
    case PeriodUnit::month:
      if (month && *month >= 1 && *month <= 12)
        return std::string(kMonths[static_cast<std::size_t>(*month - 1)]);
      break;
    case PeriodUnit::week:
      if (label.size() == 8) return fmt::format("week {}", label.substr(6));
      break;
    case PeriodUnit::quarter:
      if (const auto quarter = number_at(label, 6, 1); quarter && *quarter >= 1 && *quarter <= 4)
        return std::string(kQuarters[static_cast<std::size_t>(*quarter - 1)]) + " quarter";
      break;
    case PeriodUnit::day:
      if (year && month && day && *month >= 1 && *day >= 1) {
        const std::chrono::year_month_day date{std::chrono::year(*year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
        if (date.ok())
          return std::string(kDays[std::chrono::weekday(std::chrono::sys_days(date)).c_encoding()]);
      }
      break;
    case PeriodUnit::none:
      break;
  }
  return std::string(label);
}

// "November and December", "November to January".
std::string season_text(PeriodUnit unit, const DatedChange& change) {
  const std::string first = place_in_cycle(unit, change.period);
  if (change.until.empty() || change.until == change.period) return first;
  const std::string last = place_in_cycle(unit, change.until);
  const auto a = number_at(change.period, 5, 2);
  const auto b = number_at(change.until, 5, 2);
  const bool are_neighbours = unit == PeriodUnit::month && a && b && *b % 12 == (*a + 1) % 12;
  return first + (are_neighbours ? " and " : " to ") + last;
}

std::string_view per_period(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::day:
      return "a day";
    case PeriodUnit::week:
      return "a week";
    case PeriodUnit::month:
      return "a month";
    case PeriodUnit::quarter:
      return "a quarter";
    case PeriodUnit::none:
      break;
  }
  return "a period";
}

std::string date_interval(const DatedChange& change) {
  if (change.low_period.empty() || change.low_period == change.high_period) return named(change.period);
  return fmt::format("{} ({} to {})", named(change.period), named(change.low_period),
                     named(change.high_period));
}

// ", in region=North more than elsewhere: " or ", ".
std::string among(const DatedChange& change) {
  if (change.segment.empty()) return ", ";
  const bool is_same_way = (change.after - change.before) * change.size >= 0;
  return fmt::format(", in {} {} than elsewhere: ", named(change.segment), is_same_way ? "more" : "less");
}

std::string drift_sentence(const Subject& subject, const DatedChange& change, PeriodUnit unit,
                           const std::string& evidence) {
  return fmt::format("Since {}{}{} {} been {} by {} {}, from {} to {}{}{}{}.", date_interval(change),
                     among(change), subject.name, subject.is_plural ? "have" : "has",
                     change.size < 0 ? "falling" : "rising", subject.size(change.size), per_period(unit),
                     subject.value(change.before), subject.value(change.after), of_what(subject.of),
                     subject.verdict(change.size), evidence);
}

std::string season_sentence(const Subject& subject, const DatedChange& change, PeriodUnit unit,
                            const std::string& evidence) {
  return fmt::format("{}{} {} {} each {} by {}{}{}.", subject.first(), in_segment(change.segment),
                     subject.is_plural ? "are" : "is", change.size < 0 ? "lower" : "higher",
                     season_text(unit, change), subject.size(change.size),
                     change.segment.empty() ? "" : " more than elsewhere", evidence);
}

std::string spike_sentence(const Subject& subject, const DatedChange& change, const std::string& evidence) {
  const bool is_long = !change.until.empty() && change.until != change.period;
  return fmt::format("Only in {}{}{}{} {} at {}{} instead of {}{}.", named(change.period),
                     is_long ? " to " + named(change.until) : "", among(change), subject.name,
                     subject.is_plural ? "were" : "was", subject.value(change.after), of_what(subject.of),
                     subject.value(change.before), evidence);
}

}  // namespace

bool is_sure(std::optional<double> q) {
  return q && *q < kSure;
}

std::string q_text(std::optional<double> q) {
  if (!q || !std::isfinite(*q)) return {};
  if (*q < 0.0005) return "q < .001";
  const std::string text = fixed(*q, 3);
  return "q = " + (text.starts_with("0.") ? text.substr(1) : text);
}

std::string score_text(const ScoreSummary& score, double value) {
  const std::string number = fixed(value, shown_decimals(score.meaning));
  const std::string_view unit = difference_unit(score.meaning);
  if (unit == "percentage points") return number + " %";
  return unit == "points" ? number : number + " " + std::string(unit);
}

std::string alert_sentence(const Report& report, const Alert& alert) {
  switch (alert.kind) {
    case AlertKind::new_phrase:
      return new_phrase_sentence(report, alert);
    case AlertKind::conflict:
      return conflict_sentence(report, alert);
    case AlertKind::threshold:
    case AlertKind::change:
    case AlertKind::volume:
      return moved_sentence(report, alert);
  }
  return {};
}

std::string alert_source(const Alert& alert) {
  std::string out = alert.rule.empty() ? std::string() : "rule " + named(alert.rule);
  if (!alert.owner.empty()) out += (out.empty() ? "for " : ", for ") + named(alert.owner);
  return out;
}

std::string movement_sentence(const Report& report, const Movement& movement) {
  const Subject subject = subject_of(report, movement.of, movement.label, movement.theme, movement.score);
  const std::string count = movement.of == SeriesOf::share   ? counted(movement.comments, "comment")
                            : movement.of == SeriesOf::score ? "n " + grouped(movement.base_comments) +
                                                                   " and " + grouped(movement.comments)
                                                             : std::string();
  return fmt::format(
      "{}{} {} from {} ({}{}) to {}{}{}{}{}.", subject.first(), in_segment(movement.segment),
      moved(movement.change), subject.value(movement.base_value), named(movement.base),
      movement.is_season ? ", a year before" : "", subject.value(movement.value), of_what(movement.of),
      in_period(movement.period), subject.verdict(movement.change),
      bracketed({count,
                 subject.signed_size(movement.change) + ", " + subject.interval(movement.low, movement.high),
                 q_text(movement.q)}));
}

std::string change_sentence(const Report& report, const DatedChange& change) {
  const Subject subject = subject_of(report, change.of, change.label, change.theme, change.score);
  const PeriodUnit unit = report.breakdown.unit;
  const bool tells_size = change.kind == ChangeKind::drift || change.kind == ChangeKind::season;
  const std::string evidence = bracketed(
      {tells_size ? subject.size_interval(change.size, change.low, change.high)
                  : subject.signed_size(change.size) + ", " + subject.interval(change.low, change.high),
       q_text(change.q)});
  switch (change.kind) {
    case ChangeKind::drift:
      return drift_sentence(subject, change, unit, evidence);
    case ChangeKind::season:
      return season_sentence(subject, change, unit, evidence);
    case ChangeKind::spike:
      return spike_sentence(subject, change, evidence);
    case ChangeKind::step:
      break;
  }
  return fmt::format("Since {}{}{} went from {} to {}{}{}{}.", date_interval(change), among(change),
                     subject.name, subject.value(change.before), subject.value(change.after),
                     of_what(subject.of), subject.verdict(change.size), evidence);
}

std::string rising_sentence(const RisingTheme& rising) {
  const auto part = [](std::uint64_t comments, std::uint64_t of) {
    return grouped(comments) + " of " + counted(of, "comment") +
           (of == 0 ? std::string()
                    : " (" + percent(static_cast<double>(comments) / static_cast<double>(of)) + ")");
  };
  const bool has_ratio = rising.before > 0 && std::isfinite(rising.ratio);
  return fmt::format("Complaints about {} are seldom, and grow: {} in the latest period, {} before{}{}.",
                     named(rising.label.empty() ? rising.theme : rising.label),
                     part(rising.comments, rising.of), part(rising.before, rising.before_of),
                     has_ratio ? ", " + fixed(rising.ratio, 1) + " times the share" : "",
                     bracketed({q_text(rising.q)}));
}

std::string mix_sentence(const Report& report, const MixRate& mix) {
  const Subject subject = subject_of(report, mix.of, mix.label, mix.theme, mix.score);
  const std::string most = mix.most_value.empty() ? std::string()
                                                  : fmt::format("; {} adds most ({})", named(mix.most_value),
                                                                signed_fixed(mix.most, subject.decimals()));
  return fmt::format("{} {} by {}{} from {} to {}{}. By {}: {} come of who answered, {} of what they said{}.",
                     subject.first(), moved(mix.change), subject.size(mix.change),
                     mix.of == SeriesOf::share ? " of comments" : "", named(mix.base), named(mix.period),
                     subject.verdict(mix.change), named(mix.column), subject.signed_size(mix.mix),
                     signed_fixed(mix.rate, subject.decimals()), most);
}

std::string event_sentence(const EventSummary& event) {
  const std::string name = fmt::format("'{}' ({}{})", named(event.label), named(event.date),
                                       event.touched.empty() ? "" : ", " + named(event.touched));
  if (event.days == 0) return name + ": nothing to compare.";
  std::string out = fmt::format("{}: {} before and after, {} and {} comments", name,
                                counted(event.days, "day"), grouped(event.before), grouped(event.after));
  if (event.others_before + event.others_after > 0)
    out += fmt::format("; elsewhere {} and {}", grouped(event.others_before), grouped(event.others_after));
  return out + ".";
}

std::string effect_sentence(const Report& report, const EventSummary& event, const EventEffect& effect) {
  const Subject subject = subject_of(report, effect.of, effect.label, effect.theme, effect.score);
  const double own = effect.after - effect.before;
  const bool has_others = effect.others_before && effect.others_after;
  const std::string start = fmt::format("After '{}' ({}), {}{}", named(event.label), named(event.date),
                                        subject.name, in_segment(event.touched));
  const std::string size = subject.size(effect.effect);
  std::string what;
  if (!has_others) {
    what = fmt::format(" {} by {}", moved(effect.effect), size);
  } else if (own * effect.effect >= 0) {
    what = fmt::format(" {} by {} more than elsewhere", moved(effect.effect), size);
  } else {
    what = fmt::format(" {} {} less than elsewhere", moved(own), size);
  }
  const std::string there =
      subject.value(effect.before) + " to " + subject.value(effect.after) + std::string(of_what(effect.of));
  const std::string elsewhere = !has_others ? std::string()
                                            : ", elsewhere " + subject.value(*effect.others_before) + " to " +
                                                  subject.value(*effect.others_after);
  const std::string n = (effect.of == SeriesOf::score ? "n " : "") + grouped(effect.comments_before) +
                        " and " + grouped(effect.comments_after) +
                        (effect.of == SeriesOf::share ? " comments" : "");
  return start + what + subject.verdict(effect.effect) +
         bracketed({subject.size_interval(effect.effect, effect.low, effect.high), there + elsewhere,
                    effect.of == SeriesOf::volume ? std::string() : n, q_text(effect.q)}) +
         (is_sure(effect.q) ? "." : ": may be chance.");
}

std::string spread_sentence(const ThemeSpread& spread) {
  return fmt::format(
      "{}: {} {}, {} {} of comments{}.", named(spread.label.empty() ? spread.theme : spread.label),
      named(spread.most), percent(spread.most_share), named(spread.least), percent(spread.least_share),
      bracketed({grouped(spread.values) + " values of " + named(spread.column), q_text(spread.q)}));
}

std::string group_sentence(const Report& report, const GroupRow& group, const GroupScore& score) {
  const ScoreSummary* summary = find_score(report, score.score);
  if (summary == nullptr || !score.official.main.value || !score.gap) return {};
  const Subject subject = subject_of(report, SeriesOf::score, "", "", score.score);
  const std::string interval = score.gap_low && score.gap_high
                                   ? subject.size_interval(*score.gap, *score.gap_low, *score.gap_high)
                                   : std::string();
  return fmt::format("{}: {} {} (n {}), {} {} than all others{}.", named(group.name.text()), subject.name,
                     subject.value(*score.official.main.value), grouped(score.official.main.n),
                     subject.size(*score.gap), *score.gap < 0 ? "lower" : "higher",
                     bracketed({interval, q_text(score.q)}));
}

std::vector<const Movement*> latest_movements(const Report& report) {
  std::string_view latest;
  for (const Movement& movement : report.breakdown.movements)
    latest = std::max(latest, std::string_view(movement.period));
  std::vector<const Movement*> out;
  for (const Movement& movement : report.breakdown.movements) {
    if (movement.period == latest && !movement.as_everywhere && is_sure(movement.q)) out.push_back(&movement);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Movement* a, const Movement* b) { return *a->q < *b->q; });
  return out;
}

}  // namespace verbatim
