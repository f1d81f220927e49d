#include "drivers/sentiment_fit.h"

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::uint64_t kFewest = 30;
constexpr double kClearlyWrong = -0.2;

// What to write where the scale turns out to run the other way.
std::string advice(const ScoreMeaning& meaning) {
  ScoreMeaning other = meaning;
  if (meaning.reversed) {
    other.reversed = false;
    return fmt::format("is 1 the worst answer after all? If so, write {}", kind_name(other));
  }
  switch (meaning.kind) {
    case ScoreKind::ces5:
    case ScoreKind::ces7:
      other.low_is_good = !meaning.low_is_good;
      return fmt::format("is the high end the {} one? If so, write {}", meaning.low_is_good ? "easy" : "hard",
                         kind_name(other));
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::stars5:
    case ScoreKind::faces5: {
      if (meaning.low_is_good) break;
      other.reversed = true;
      const int high = meaning.kind == ScoreKind::csat7 ? 7 : 5;
      return fmt::format("is 1 the best answer here? If so, write {}, which reads 1..{} as {}..1",
                         kind_name(other), high, high);
    }
    case ScoreKind::nps:
      if (meaning.low_is_good) break;
      return "0 to 10 has 10 as its best answer: is it the right column? If 0 is the best here, write "
             "nps:low";
    case ScoreKind::nps_group:
      return "are the groups right? 1 is read as detractor, 3 as promoter";
    default:
      break;
  }
  if (meaning.low_is_good) {
    other.low_is_good = false;
    return fmt::format("is the high end the good one? If so, write {}", kind_name(other));
  }
  other.low_is_good = true;
  return fmt::format("is the low end the good one? If so, write {}", kind_name(other));
}

}  // namespace

bool has_ends(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
    case ScoreKind::nps_group:
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::csat2:
    case ScoreKind::ces7:
    case ScoreKind::ces5:
    case ScoreKind::stars5:
    case ScoreKind::faces5:
    case ScoreKind::rating10:
      return true;
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
    case ScoreKind::event:
      break;
  }
  return false;
}

bool is_low_value_good(const ScoreMeaning& meaning) {
  return meaning.low_is_good && !meaning.reversed;
}

void SentimentFit::add(std::int32_t sentiment_milli, std::int64_t score_milli) {
  sums_.add(sentiment_milli, score_milli);
}

void SentimentFit::merge(const SentimentFit& other) {
  sums_.merge(other.sums_);
}

Figure SentimentFit::finish(const ScoreMeaning& meaning) const {
  const Figure figure = sums_.figure(kFewest);
  return is_low_value_good(meaning) ? turned(figure) : figure;
}

std::optional<std::string> direction_warning(std::string_view name, const ScoreMeaning& meaning,
                                             const Figure& fit) {
  if (!fit.value || !fit.high || *fit.value > kClearlyWrong || *fit.high >= 0) return std::nullopt;
  return fmt::format(
      "score '{}': comments with good scores read worse than those with bad ones (correlation "
      "{:.2f} over {} comments); {}",
      name, *fit.value, fit.n, advice(meaning));
}

}  // namespace verbatim
