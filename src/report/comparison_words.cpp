#include "report/comparison_words.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "report/number_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kDriversTold = 3;
constexpr double kPercent = 100;
constexpr double kAtTheBorder = 0.05;  // p below which chance is at least unlikely

std::string_view went(double value) {
  return value < 0 ? "fell" : "rose";
}

// "1.9 to 6.5": an interval without a zero in it, as sizes.
std::string size_interval(const Change& change, int decimals) {
  const double low = std::abs(change.low);
  const double high = std::abs(change.high);
  return fixed(std::min(low, high), decimals) + " to " + fixed(std::max(low, high), decimals);
}

std::string signed_interval(const Change& change, int decimals) {
  return signed_fixed(change.low, decimals) + " to " + signed_fixed(change.high, decimals);
}

bool holds_zero(const Change& change) {
  return change.low <= 0 && change.high >= 0;
}

std::string score_sentence(const ScoreChange& score) {
  const std::string title = score_title(score);
  const FigureChange& figure = score.official;
  if (!figure.change) {
    const bool is_old = !figure.before.value;
    if (is_old || !figure.after.value)
      return fmt::format("{} was scored by nobody in {}.", title, is_old ? "OLD" : "NEW");
    return fmt::format("{}: too few scores for an interval.", title);
  }
  const Change& change = *figure.change;
  const int decimals = shown_decimals(score.meaning);
  const std::string_view unit = difference_unit(score.meaning);
  const std::string size = fixed(std::abs(change.value), decimals);
  const std::string pair = fmt::format("from {} to {}", fixed(figure.before.value.value_or(0), decimals),
                                       fixed(figure.after.value.value_or(0), decimals));
  if (change.has_moved()) {
    const std::string interval =
        holds_zero(change) ? signed_interval(change, decimals) : size_interval(change, decimals);
    return fmt::format("{} {} by {} {} (95 % interval {}), {}.", title, went(change.value), size, unit,
                       interval, pair);
  }
  if (change.p && *change.p < kAtTheBorder)
    return fmt::format("{} {} by {} {} (95 % interval {}), {}: at the border, not counted as moved.", title,
                       went(change.value), size, unit, signed_interval(change, decimals), pair);
  return fmt::format("{} did not move beyond chance ({} {}, 95 % interval {}).", title,
                     signed_fixed(change.value, decimals), unit, signed_interval(change, decimals));
}

std::string line_sentence(const LineChange& line) {
  const Change& change = *line.figure.change;
  return fmt::format("{} {} from {} to {}{}.", line.label, went(change.value),
                     fixed(line.figure.before.value.value_or(0), 1),
                     fixed(line.figure.after.value.value_or(0), 1), line.name == "net_sentiment" ? "" : " %");
}

std::string share_text(const ThemeSide& side) {
  return side.share ? percent(*side.share) : std::string("fewer than 10 comments");
}

std::string driver_sentence(const Comparison& comparison, const ThemeChange& theme) {
  const std::string title = driver_title(theme);
  if (theme.share && theme.share->has_moved())
    return fmt::format("{} {} from {} to {}.", title, went(theme.share->value), share_text(theme.before),
                       share_text(theme.after));
  const int decimals = impact_decimals(comparison, theme);
  return fmt::format("{}: as frequent as before, but their impact went from {} to {} {}.", title,
                     signed_fixed(theme.before.impact.value_or(0), decimals),
                     signed_fixed(theme.after.impact.value_or(0), decimals), theme.unit);
}

// The drivers to tell, each once whatever the score: leaves that moved, by size; areas where no leaf did.
std::vector<const ThemeChange*> told_drivers(const Comparison& comparison) {
  std::vector<const ThemeChange*> out;
  for (const DriverLevel level : {DriverLevel::leaf, DriverLevel::parent}) {
    std::set<std::pair<DriverKind, std::string_view>> told;
    for (const ThemeChange& theme : comparison.themes) {
      if (theme.level == level && has_moved(theme) && told.insert({theme.kind, theme.theme}).second)
        out.push_back(&theme);
    }
    if (!out.empty()) break;
  }
  return out;
}

bool moved(const FigureChange& figure) {
  return figure.change && figure.change->has_moved();
}

// What a change would have had to be.
std::string smallest_sentence(const Comparison& comparison) {
  std::vector<std::string> parts;
  for (const ScoreChange& score : comparison.scores) {
    if (score.smallest)
      parts.push_back(fmt::format("{} would have had to move by {} {}", score_title(score),
                                  fixed(*score.smallest, shown_decimals(score.meaning)),
                                  difference_unit(score.meaning)));
  }
  if (comparison.smallest_share)
    parts.push_back(fmt::format("{} that 5 % voice{} by {} percentage points", "a complaint",
                                parts.empty() ? " would have had to move" : "",
                                fixed(kPercent * *comparison.smallest_share, 1)));
  if (parts.empty()) return {};
  return fmt::format("To be seen in four of five comparisons like this one, {}.", fmt::join(parts, ", "));
}

void tell_words(const Comparison& comparison, std::vector<std::string>& out) {
  std::size_t differ = 0, known = 0;
  const ThemeChange* most = nullptr;
  for (const ThemeChange& theme : comparison.themes) {
    if (theme.level != DriverLevel::leaf || !theme.reported) continue;
    ++known;
    if (!words_differ(theme)) continue;
    ++differ;
    const auto size = words_change(theme);
    if (size && (most == nullptr || std::abs(*size) > std::abs(*words_change(*most)))) most = &theme;
  }
  if (differ == 0) {
    out.push_back("Our words changed: no driver of OLD reads otherwise with the words of today.");
  } else {
    out.push_back(fmt::format(
        "Our words changed: {} of {} drivers of OLD read otherwise with the words of today{}.", differ, known,
        most == nullptr ? std::string()
                        : fmt::format("; most of all {}: {} as reported, {} now", driver_title(*most),
                                      share_text(*most->reported), share_text(most->before))));
  }
}

}  // namespace

bool has_moved(const ThemeChange& theme) {
  return (theme.share && theme.share->has_moved()) || (theme.impact && theme.impact->has_moved());
}

bool has_rereading(const Comparison& comparison) {
  return comparison.before.is_read_again || comparison.after.is_read_again;
}

std::optional<double> words_change(const ThemeChange& theme) {
  if (!theme.reported || !theme.reported->share || !theme.before.share) return std::nullopt;
  return *theme.before.share - *theme.reported->share;
}

bool words_differ(const ThemeChange& theme) {
  return theme.reported &&
         (theme.reported->comments != theme.before.comments || theme.reported->share != theme.before.share);
}

std::string score_title(const ScoreChange& score) {
  ScoreSummary summary;
  summary.name = score.name;
  return score_title(summary);
}

int impact_decimals(const Comparison& comparison, const ThemeChange& theme) {
  for (const ScoreChange& score : comparison.scores) {
    if (score.name == theme.score) return shown_decimals(score.meaning);
  }
  return 2;
}

std::string driver_title(const ThemeChange& theme) {
  return (theme.kind == DriverKind::complaint ? "Complaints about " : "Praise of ") + theme.label;
}

std::vector<std::string> headline(const Comparison& comparison) {
  std::vector<std::string> out;
  const std::vector<const ThemeChange*> drivers = told_drivers(comparison);
  const auto figure_of = [](const auto& item) { return item.official; };
  const bool any_score = std::any_of(comparison.scores.begin(), comparison.scores.end(),
                                     [&](const ScoreChange& score) { return moved(figure_of(score)); });
  const bool any_writers = std::any_of(comparison.scores.begin(), comparison.scores.end(),
                                       [&](const ScoreChange& score) { return moved(score.commenters); });
  const bool any_line = std::any_of(comparison.lines.begin(), comparison.lines.end(),
                                    [](const LineChange& line) { return moved(line.figure); });
  const bool any_driver = std::any_of(comparison.themes.begin(), comparison.themes.end(), has_moved);
  if (has_rereading(comparison)) tell_words(comparison, out);
  const bool any = any_score || any_writers || any_line || any_driver;
  if (has_rereading(comparison) && any) out.push_back("Customers changed:");
  if (!any) out.push_back("Nothing moved beyond chance.");
  for (const ScoreChange& score : comparison.scores) out.push_back(score_sentence(score));
  for (const ScoreChange& score : comparison.scores) {
    if (moved(score.commenters) && !moved(score.official))
      out.push_back(fmt::format(
          "{} of those who wrote {} from {} to {}.", score_title(score), went(score.commenters.change->value),
          fixed(score.commenters.before.value.value_or(0), shown_decimals(score.meaning)),
          fixed(score.commenters.after.value.value_or(0), shown_decimals(score.meaning))));
  }
  for (std::size_t i = 0; i < std::min(kDriversTold, drivers.size()); ++i)
    out.push_back(driver_sentence(comparison, *drivers[i]));
  if (drivers.size() > kDriversTold)
    out.push_back(fmt::format("{} more drivers moved.", drivers.size() - kDriversTold));
  for (const LineChange& line : comparison.lines) {
    if (moved(line.figure)) out.push_back(line_sentence(line));
  }
  if (!any) {
    const std::string smallest = smallest_sentence(comparison);
    if (!smallest.empty()) out.push_back(smallest);
  }
  return out;
}

std::vector<std::string> mix_sentences(const std::vector<ChangeSplit>& parts, const std::string& title,
                                       double scale, int decimals, std::string_view unit) {
  std::vector<std::string> out;
  for (const ChangeSplit& part : parts)
    out.push_back(fmt::format(
        "{} by {}: {} {} as others answered (mix), {} as they say something else (rate)", title, part.column,
        signed_fixed(scale * part.mix, decimals), unit, signed_fixed(scale * part.rate, decimals)));
  return out;
}

}  // namespace verbatim
