#include "verbatim/score.h"

namespace verbatim {
namespace {

std::string_view time_name(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second:
      return "seconds";
    case TimeUnit::minute:
      return "minutes";
    case TimeUnit::hour:
      return "hours";
    case TimeUnit::day:
      return "days";
    case TimeUnit::business_hour:
      return "business hours";
    case TimeUnit::none:
      break;
  }
  return "time units";
}

std::string_view time_suffix(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second:
      return ":s";
    case TimeUnit::minute:
      return ":min";
    case TimeUnit::hour:
      return ":h";
    case TimeUnit::day:
      return ":d";
    case TimeUnit::business_hour:
      return ":bh";
    case TimeUnit::none:
      break;
  }
  return "";
}

}  // namespace

std::string_view unit_name(const ScoreMeaning& meaning) {
  switch (meaning.kind) {
    case ScoreKind::nps:
    case ScoreKind::nps_group:
      return "NPS points";
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::csat2:
      return "CSAT %";
    case ScoreKind::ces7:
    case ScoreKind::ces5:
      return "CES points";
    case ScoreKind::stars5:
      return "stars";
    case ScoreKind::faces5:
    case ScoreKind::rating10:
    case ScoreKind::number:
      return "points";
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return time_name(meaning.unit);
    case ScoreKind::event:
      return "% yes";
  }
  return "points";
}

std::string kind_name(const ScoreMeaning& meaning) {
  const auto plain = [&](std::string_view name) {
    return std::string(name) + (meaning.low_is_good ? ":low" : meaning.reversed ? ":reversed" : "");
  };
  const auto effort = [&](std::string_view name) {
    return std::string(name) + (meaning.low_is_good ? ":hard" : ":easy");
  };
  switch (meaning.kind) {
    case ScoreKind::nps:
      return plain("nps");
    case ScoreKind::nps_group:
      return "nps-group";
    case ScoreKind::csat5:
      return plain("csat5");
    case ScoreKind::csat7:
      return plain("csat7");
    case ScoreKind::csat2:
      return plain("csat2");
    case ScoreKind::ces7:
      return effort("ces7");
    case ScoreKind::ces5:
      return effort("ces5");
    case ScoreKind::stars5:
      return plain("stars5");
    case ScoreKind::faces5:
      return plain("faces5");
    case ScoreKind::rating10:
      return plain("rating10");
    case ScoreKind::number:
      return plain("number");
    // Low is always good for the three below, so ":low" says nothing new.
    case ScoreKind::ttr:
      return "ttr" + std::string(time_suffix(meaning.unit));
    case ScoreKind::delay:
      return "delay" + std::string(time_suffix(meaning.unit));
    case ScoreKind::event:
      return "event";
  }
  return "number";
}

}  // namespace verbatim
