#include "report/finding_words.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/number_text.h"

namespace verbatim {
namespace {

constexpr std::uint64_t kFewestWaits = 10;
constexpr std::size_t kPhrasesNamed = 5;

// "2.5", "3": a decimal only where there is one.
std::string short_text(double value) {
  const std::string text = fixed(value, 1);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

// Those with a bad score, or with a good one, as the reader calls them.
std::string people(const ScoreSummary* score, bool bad) {
  if (score != nullptr &&
      (score->meaning.kind == ScoreKind::nps || score->meaning.kind == ScoreKind::nps_group))
    return bad ? "detractors" : "promoters";
  return bad ? "customers with a bad score" : "customers with a good score";
}

// A business day is not 24 hours, so these stay hours.
std::string business_text(double hours) {
  return hours < 1 ? short_text(hours * 60) + " min" : short_text(hours) + " business hours";
}

double minutes_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second:
      return 1.0 / 60;
    case TimeUnit::hour:
    case TimeUnit::business_hour:
      return 60;
    case TimeUnit::day:
      return 24 * 60;
    case TimeUnit::minute:
    case TimeUnit::none:
      return 1;
  }
  return 1;
}

}  // namespace

std::string duration_text(std::optional<double> minutes) {
  if (!minutes || !std::isfinite(*minutes)) return "\xE2\x80\x93";
  if (*minutes < 1) return short_text(*minutes * 60) + " s";
  if (*minutes < 120) return short_text(*minutes) + " min";
  if (*minutes < 48 * 60) return short_text(*minutes / 60) + " h";
  return short_text(*minutes / (24 * 60)) + " days";
}

Headline unexplained_headline(const Report& report) {
  const UnexplainedSummary& found = report.unexplained;
  const ScoreSummary* score = find_score(report, report.unexplained_score);
  const std::string who = report.unexplained_score.empty() ? std::string("negative comments")
                                                           : people(score, true) + " who wrote";
  Headline headline;
  headline.answer =
      fmt::format("{} of {} {} ({}) complain of nothing that a theme holds", grouped(found.unexplained),
                  grouped(found.bad), who,
                  percent(static_cast<double>(found.unexplained) / static_cast<double>(found.bad)));
  for (std::size_t i = 0; i < std::min(found.missed.size(), kPhrasesNamed); ++i)
    headline.detail += (i == 0 ? "what stands out in them: " : ", ") + found.missed[i].phrase;
  return headline;
}

std::string knee_sentence(const Report& report, const ScoreCurve& curve) {
  const ScoreSummary* score = find_score(report, curve.score);
  const ScoreSummary* number = find_score(report, curve.number);
  if (!curve.knee || score == nullptr) return "No single place where the score turns is sure.";
  const CurveKnee& knee = *curve.knee;
  const bool is_stated = number == nullptr;  // a wait in minutes
  const bool is_time =
      is_stated || number->meaning.kind == ScoreKind::ttr || number->meaning.kind == ScoreKind::delay;
  const auto place = [&](double value) {
    if (!is_time) return short_text(value);
    if (!is_stated && number->meaning.unit == TimeUnit::business_hour) return business_text(value);
    return (value < 0 ? "-" : "") +
           duration_text(std::abs(value) * (is_stated ? 1 : minutes_of(number->meaning.unit)));
  };
  std::string sentence = "The line turns at " + place(knee.at);
  if (knee.low < knee.high)
    sentence += " (95 % interval " + place(knee.low) + " to " + place(knee.high) + ")";
  const int decimals = shown_decimals(score->meaning);
  const std::string per =
      knee.slope_is_per_tenfold ? "per tenfold" : "per " + std::string(is_time ? "day" : "unit");
  return sentence + fmt::format(": before it {}, after it {} {}.", signed_fixed(knee.slope_before, decimals),
                                signed_fixed(knee.slope_after, decimals), per);
}

std::string wait_sentence(const Report& report, const WaitOfScore& waits) {
  const ScoreSummary* score = find_score(report, waits.score);
  if (score == nullptr) return {};
  if (waits.recorded.comments >= kFewestWaits) {
    std::string told = fmt::format(
        "{} comments state a time and have a recorded one ({}): the median stated is {}, recorded {}; {} "
        "state more "
        "than was recorded",
        grouped(waits.recorded.comments), score_title(*score), duration_text(waits.stated.median),
        duration_text(waits.recorded.median), grouped(waits.stated_longer));
    if (waits.correlation) told += fmt::format(" (correlation {})", fixed(*waits.correlation, 2));
    return told + ".";
  }
  if (waits.bad.comments < kFewestWaits) return {};
  std::string told = fmt::format("{} state a median of {} ({})", people(score, true),
                                 duration_text(waits.bad.median), counted(waits.bad.comments, "comment"));
  told.front() = static_cast<char>(told.front() - 'a' + 'A');
  if (waits.good.comments >= kFewestWaits)
    told += fmt::format(", {} {} ({})", people(score, false), duration_text(waits.good.median),
                        counted(waits.good.comments, "comment"));
  return told + ".";
}

}  // namespace verbatim
