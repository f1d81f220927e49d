#include "scores/score_value.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <limits>
#include <optional>

#include "scores/cell_trim.h"
#include "scores/unit_scale.h"

namespace verbatim {
namespace {

// So large that no real figure is lost, so small that the squares of 10^8 values still add up in 128 bits.
constexpr std::int64_t kMaxNumberMilli = 1'000'000'000'000'000;

struct Bounds {
  int low = 0;
  int high = 0;
  bool whole = true;
};

// The scale of the kinds that have one.
std::optional<Bounds> bounds_of(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
      return Bounds{0, 10, true};
    case ScoreKind::nps_group:
      return Bounds{1, 3, true};
    case ScoreKind::csat5:
    case ScoreKind::ces5:
    case ScoreKind::faces5:
      return Bounds{1, 5, true};
    case ScoreKind::csat7:
    case ScoreKind::ces7:
      return Bounds{1, 7, true};
    case ScoreKind::stars5:
      return Bounds{1, 5, false};
    case ScoreKind::rating10:
      return Bounds{0, 10, false};
    case ScoreKind::csat2:
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
    case ScoreKind::event:
      break;
  }
  return std::nullopt;
}

ScoreReading null(NullReason reason) {
  return ScoreReading{{}, reason};
}
ScoreReading present(std::int64_t milli) {
  return ScoreReading{{true, milli}, NullReason::none};
}

NullReason reason_of(NumberFault fault) {
  switch (fault) {
    case NumberFault::empty:
      return NullReason::missing;
    case NumberFault::other_format:
      return NullReason::number_format;
    case NumberFault::not_a_number:
      break;
  }
  return NullReason::not_a_number;
}

NullReason reason_of(DateFault fault) {
  switch (fault) {
    case DateFault::empty:
      return NullReason::missing;
    case DateFault::impossible:
      return NullReason::impossible_date;
    case DateFault::other_order:
      return NullReason::date_order;
    case DateFault::unknown_order:
      return NullReason::unknown_date_order;
    case DateFault::unknown_zone:
      return NullReason::unknown_zone;
    case DateFault::not_a_date:
      break;
  }
  return NullReason::not_a_date;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view typed, std::string_view small) {
  if (typed.size() != small.size()) return false;
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (lower(typed[i]) != small[i]) return false;
  }
  return true;
}

std::string_view skip_spaces(std::string_view text) {
  while (const std::size_t length = space_length(text)) text.remove_prefix(length);
  return text;
}

// A letter of any script, by the byte that begins it: punctuation and symbols of U+0080..U+00BF and
// U+2000..U+2BFF are none, and what is rarer than these does not stand at the start of an answer's label.
bool begins_with_letter(std::string_view text) {
  if (text.empty()) return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return lower(text.front()) >= 'a' && lower(text.front()) <= 'z';
  if (first == 0xE2) return text.size() > 1 && static_cast<unsigned char>(text[1]) >= 0xB0;
  return first >= 0xC3;
}

// True if `text` is the scale's maximum and nothing more, or ends there before a space.
bool is_maximum(std::string_view text, int high) {
  const std::string maximum = std::to_string(high);
  if (!text.starts_with(maximum)) return false;
  text.remove_prefix(maximum.size());
  return text.empty() || space_length(text) != 0;
}

// What may stand behind the number of a bounded scale: "/ 10", "(Extremely likely)", "- Very likely",
// "stars".
bool is_label(std::string_view text, int high) {
  const bool spaced = space_length(text) != 0;
  text = skip_spaces(text);
  if (text.starts_with('/')) return is_maximum(skip_spaces(text.substr(1)), high);
  if (text.starts_with('(')) return true;
  for (const char mark : {':', '.', ')', '='}) {  // "5: Very satisfied"
    if (text.starts_with(mark)) return begins_with_letter(skip_spaces(text.substr(1)));
  }
  for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (!text.starts_with(dash)) continue;
    const std::string_view after = text.substr(dash.size());
    const std::string_view label = skip_spaces(after);
    return label.size() < after.size() && (begins_with_letter(label) || label.starts_with('('));
  }
  if (!spaced || !begins_with_letter(text)) return false;
  for (const std::string_view word : {"out of ", "of "}) {  // "4 out of 5" says nothing on a scale to 10
    if (text.size() > word.size() && same_word(text.substr(0, word.size()), word)) {
      const std::string_view after = skip_spaces(text.substr(word.size()));
      if (!after.empty() && is_digit(after.front())) return is_maximum(after, high);
    }
  }
  return true;
}

// "9 - Very likely" -> 9. Nothing if the cell is not a number with a label of its scale.
std::optional<ScoreNumber> parse_labelled(std::string_view cell, const ScoreFormats& formats,
                                          const Bounds& bounds) {
  std::string_view text = trim_cell(cell);
  if (text.starts_with('\'')) text = trim_cell(text.substr(1));
  std::size_t length = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0;
  const char decimal = formats.mark == DecimalMark::point ? '.' : ',';
  while (length < text.size() && (is_digit(text[length]) || (!bounds.whole && text[length] == decimal)))
    ++length;
  if (length > 1 && text[length - 1] == decimal) --length;  // "5. Very satisfied"
  if (length == 0 || length == text.size()) return std::nullopt;
  if (!is_label(text.substr(length), bounds.high)) return std::nullopt;
  const auto number = parse_score_number(text.substr(0, length), formats.mark);
  if (!number) return std::nullopt;
  return *number;
}

// Words, faces and stars, where the cell is no number.
ScoreReading read_words(const ScoreMeaning& meaning, const Bounds& bounds, std::string_view cell,
                        const ScoreFormats& formats, NullReason otherwise) {
  const auto ranged = [&](std::int64_t milli) {
    if (milli < bounds.low * 1000 || milli > bounds.high * 1000) return null(NullReason::out_of_range);
    return present(meaning.reversed ? (bounds.low + bounds.high) * 1000 - milli : milli);
  };
  if (meaning.kind == ScoreKind::stars5 || meaning.kind == ScoreKind::csat5) {
    if (const auto stars = count_stars(cell)) {
      if (stars->total != stars->full && stars->total != bounds.high) return null(NullReason::not_on_scale);
      return ranged(std::int64_t{stars->full} * 1000);
    }
  }
  if (meaning.kind != ScoreKind::nps_group && formats.words.empty()) return null(otherwise);
  AnswerBuffer buffer;
  const std::string_view key = answer_key(cell, buffer);
  if (meaning.kind == ScoreKind::nps_group) {
    if (const auto group = find_nps_group(key)) return present(std::int64_t{*group} * 100'000);
    return null(is_no_answer(key) ? NullReason::no_answer : NullReason::not_a_group);
  }
  if (const auto milli = find_answer(formats.words, key)) return present(*milli);
  return null(is_no_answer(key) ? NullReason::no_answer : NullReason::not_on_scale);
}

ScoreReading read_bounded(const ScoreMeaning& meaning, const Bounds& bounds, std::string_view cell,
                          const ScoreFormats& formats) {
  auto number = parse_score_number(cell, formats.mark);
  if (!number) {
    if (number.error() == NumberFault::empty) return null(NullReason::missing);
    const auto labelled = parse_labelled(cell, formats, bounds);
    if (!labelled) return read_words(meaning, bounds, cell, formats, reason_of(number.error()));
    number = *labelled;
  }
  if (number->percent) return null(NullReason::not_a_number);  // 80 % of what?
  if (bounds.whole && !number->whole) return null(NullReason::not_whole);
  if (number->milli < bounds.low * 1000 || number->milli > bounds.high * 1000)
    return null(NullReason::out_of_range);
  if (meaning.kind == ScoreKind::nps_group) return present((number->milli - 2000) * 100);
  return present(meaning.reversed ? (bounds.low + bounds.high) * 1000 - number->milli : number->milli);
}

ScoreReading read_number_cell(std::string_view cell, const ScoreFormats& formats) {
  const auto number = parse_score_number(cell, formats.mark);
  if (!number) return null(reason_of(number.error()));
  if (number->milli < -kMaxNumberMilli || number->milli > kMaxNumberMilli)
    return null(NullReason::out_of_range);
  return present(number->milli);
}

struct YesNo {
  std::string_view word;
  bool yes = false;
};

std::optional<bool> find_yes_no(std::string_view text, ScoreKind kind) {
  constexpr std::array<YesNo, 12> kCommon = {
      {{"yes", true},
       {"y", true},
       {"true", true},
       {"t", true},
       {"1", true},
       {"1.0", true},  // whole columns of 1 and empty cells, saved as floats
       {"no", false},
       {"n", false},
       {"false", false},
       {"f", false},
       {"0", false},
       {"0.0", false}}};
  constexpr std::array<YesNo, 28> kContent = {{{"good", true},
                                               {"satisfied", true},
                                               {"happy", true},
                                               {"good with comment", true},
                                               {"goodwithcomment", true},
                                               {"thumbs up", true},
                                               {"thumb up", true},
                                               {"thumbsup", true},
                                               {"up", true},
                                               {"like", true},
                                               {"liked", true},
                                               {"helpful", true},
                                               {"positive", true},
                                               {"bad with comment", false},
                                               {"badwithcomment", false},
                                               {"thumbs down", false},
                                               {"thumb down", false},
                                               {"thumbsdown", false},
                                               {"down", false},
                                               {"dislike", false},
                                               {"disliked", false},
                                               {"not satisfied", false},
                                               {"not helpful", false},
                                               {"negative", false},
                                               {"bad", false},
                                               {"unsatisfied", false},
                                               {"dissatisfied", false},
                                               {"unhappy", false}}};
  constexpr std::array<YesNo, 10> kLeft = {{{"churned", true},
                                            {"churn", true},
                                            {"left", true},
                                            {"lost", true},
                                            {"not churned", false},
                                            {"retained", false},
                                            {"stayed", false},
                                            {"kept", false},
                                            {"active", false},
                                            {"no churn", false}}};
  const auto look_up = [&](const auto& words) -> std::optional<bool> {
    for (const YesNo& entry : words) {
      if (same_word(text, entry.word)) return entry.yes;
    }
    return std::nullopt;
  };
  if (const auto common = look_up(kCommon)) return common;
  if (kind != ScoreKind::csat2) return look_up(kLeft);
  if (const auto content = look_up(kContent)) return content;
  AnswerBuffer buffer;
  const std::string_view key = answer_key(text, buffer);  // "thumbs_up", a face
  if (const auto content = find_yes_no_sign(key)) return content;
  for (const YesNo& entry : kContent) {
    if (key == entry.word) return entry.yes;
  }
  return std::nullopt;
}

ScoreReading read_yes_no(ScoreKind kind, std::string_view cell) {
  std::string_view text = trim_cell(cell);
  if (text.starts_with('\'')) text = trim_cell(text.substr(1));
  if (text.empty()) return null(NullReason::missing);
  // A help desk's way to say that the customer was, or was not yet, asked.
  if (kind == ScoreKind::csat2 &&
      (same_word(text, "offered") || same_word(text, "unoffered") || same_word(text, "not offered"))) {
    return null(NullReason::missing);
  }
  const auto yes = find_yes_no(text, kind);
  if (!yes) return null(NullReason::not_yes_or_no);
  return present(*yes ? 1000 : 0);
}

// Digits at the start of `text`, removed from it; nothing if there are none, or more than nine.
std::optional<std::int64_t> take_digits(std::string_view& text) {
  std::int64_t value = 0;
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) {
    if (count == 9) return std::nullopt;
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

// "H:MM[:SS]" or "N day[s][,] H:MM[:SS]" -> seconds.
std::optional<std::int64_t> parse_clock_duration(std::string_view cell) {
  std::string_view text = trim_cell(cell);
  if (text.starts_with('\'')) text = trim_cell(text.substr(1));
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  auto hours = take_digits(text);
  if (!hours) return std::nullopt;
  std::int64_t seconds = 0;
  std::string_view word = skip_spaces(text);
  if (word.size() >= 3 && same_word(word.substr(0, 3), "day")) {
    seconds = *hours * 86400;
    word.remove_prefix(3);
    if (word.starts_with('s')) word.remove_prefix(1);
    if (word.starts_with(',')) word.remove_prefix(1);
    if (space_length(word) == 0) return std::nullopt;
    text = skip_spaces(word);
    hours = take_digits(text);
    if (!hours) return std::nullopt;
  }
  std::array<std::int64_t, 2> parts = {0, 0};  // minutes, seconds
  std::size_t part = 0;
  while (!text.empty()) {
    if (part == parts.size() || text.size() < 3 || text.front() != ':') return std::nullopt;
    if (!is_digit(text[1]) || !is_digit(text[2])) return std::nullopt;
    parts[part] = (text[1] - '0') * 10 + (text[2] - '0');
    if (parts[part] > 59) return std::nullopt;
    ++part;
    text.remove_prefix(3);
  }
  if (part == 0) return std::nullopt;
  seconds += *hours * 3600 + parts[0] * 60 + parts[1];
  return negative ? -seconds : seconds;
}

ScoreReading duration(const ScoreMeaning& meaning, std::int64_t milli) {
  if (meaning.kind == ScoreKind::ttr && milli < 0) return null(NullReason::negative_duration);
  if (milli < -kMaxNumberMilli || milli > kMaxNumberMilli) return null(NullReason::out_of_range);
  return present(milli);
}

ScoreReading read_duration(const ScoreMeaning& meaning, std::string_view cell, const ScoreFormats& formats) {
  const bool calendar_days = meaning.kind == ScoreKind::delay && meaning.unit == TimeUnit::day;
  if (!calendar_days) {
    if (const auto seconds = parse_clock_duration(cell)) return duration(meaning, *seconds * 1000);
  }
  // Nine digits after the mark where they fit, so that a third of a day is right to the thousandth of a
  // second.
  const std::int64_t factor = kept_per_unit(meaning);
  const auto number = parse_score_number(cell, formats.mark, 9);
  if (!number) {
    const auto coarse = parse_score_number(cell, formats.mark);  // too large for nine digits, or no number
    if (!coarse) {
      const NullReason reason = reason_of(coarse.error());
      return null(reason == NullReason::not_a_number ? NullReason::not_a_duration : reason);
    }
    if (coarse->percent) return null(NullReason::not_a_duration);
    if (coarse->milli < 0 && meaning.kind == ScoreKind::ttr) return null(NullReason::negative_duration);
    return null(NullReason::out_of_range);
  }
  if (number->percent) return null(NullReason::not_a_duration);
  if (number->milli < 0 && meaning.kind == ScoreKind::ttr) return null(NullReason::negative_duration);
  // In billionths, split so that the product cannot overflow; rounded half away from zero.
  constexpr std::int64_t kBillion = 1'000'000'000;
  constexpr std::int64_t kPerMilli = 1'000'000;
  const std::int64_t whole = number->milli / kBillion * factor * 1000;
  const std::int64_t rest = number->milli % kBillion * factor;
  const std::int64_t half = rest < 0 ? -kPerMilli / 2 : kPerMilli / 2;
  return duration(meaning, whole + (rest + half) / kPerMilli);
}

}  // namespace

std::string reason_text(NullReason reason, const ScoreMeaning& meaning) {
  switch (reason) {
    case NullReason::none:
      return "";
    case NullReason::missing:
      return "missing";
    case NullReason::missing_code:
      return "a code of --missing";
    case NullReason::no_answer:
      return "\"don't know\" or the like";
    case NullReason::not_on_scale:
      return "no answer of the column's scale";
    case NullReason::not_a_group:
      return "not promoter, passive or detractor";
    case NullReason::not_a_number:
      return "not a number";
    case NullReason::not_whole:
      return "not a whole number";
    case NullReason::out_of_range: {
      const auto bounds = bounds_of(meaning.kind);
      if (!bounds) return "out of range";
      return "out of range " + std::to_string(bounds->low) + ".." + std::to_string(bounds->high);
    }
    case NullReason::number_format:
      return "conflicts with the column's number format";
    case NullReason::not_yes_or_no:
      return "not yes or no";
    case NullReason::not_a_duration:
      return "not a duration";
    case NullReason::negative_duration:
      return "negative duration";
    case NullReason::not_a_date:
      return "not a date";
    case NullReason::impossible_date:
      return "impossible date";
    case NullReason::date_order:
      return "conflicts with the column's date order";
    case NullReason::unknown_date_order:
      return "day/month or month/day is open";
    case NullReason::unknown_zone:
      return "a time zone that is not known or not clear";
    case NullReason::one_zone_only:
      return "only one of the two times has a time zone";
    case NullReason::one_time_only:
      return "only one of the two dates has a time of day";
    case NullReason::no_calendar_zone:
      return "the times have a time zone and the calendar has none";
  }
  return "";
}

ScoreReading read_score(const ScoreMeaning& meaning, std::string_view cell, const ScoreFormats& formats) {
  if (is_missing_code(formats.missing, cell, formats.mark)) return null(NullReason::missing_code);
  if (const auto bounds = bounds_of(meaning.kind)) return read_bounded(meaning, *bounds, cell, formats);
  switch (meaning.kind) {
    case ScoreKind::csat2:
    case ScoreKind::event:
      return read_yes_no(meaning.kind, cell);
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return read_duration(meaning, cell, formats);
    default:
      return read_number_cell(cell, formats);
  }
}

ScoreReading read_span(const ScoreMeaning& meaning, std::string_view start, std::string_view end,
                       const ScoreFormats& formats, const BusinessCalendar* calendar) {
  assert(meaning.kind == ScoreKind::ttr || meaning.kind == ScoreKind::delay);
  if (is_missing_code(formats.missing, start, formats.mark) ||
      is_missing_code(formats.missing, end, formats.mark)) {
    return null(NullReason::missing_code);
  }
  const auto from = parse_timestamp(start, formats.start);
  const auto until = parse_timestamp(end, formats.end);
  // An open ticket has no end yet: that is missing, whatever its start looks like.
  if (!from && from.error() == DateFault::empty) return null(NullReason::missing);
  if (!until && until.error() == DateFault::empty) return null(NullReason::missing);
  if (!from) return null(reason_of(from.error()));
  if (!until) return null(reason_of(until.error()));
  if (meaning.kind == ScoreKind::delay && meaning.unit == TimeUnit::day) {
    return present((std::int64_t{until->day} - from->day) * 1000);
  }
  if (from->has_time != until->has_time) return null(NullReason::one_time_only);
  if (from->offset_seconds.has_value() != until->offset_seconds.has_value())
    return null(NullReason::one_zone_only);
  const std::int64_t utc_from = from->seconds - from->offset_seconds.value_or(0);
  const std::int64_t utc_until = until->seconds - until->offset_seconds.value_or(0);
  if (meaning.unit != TimeUnit::business_hour || utc_until < utc_from)
    return duration(meaning, (utc_until - utc_from) * 1000);
  assert(calendar != nullptr);
  if (!from->offset_seconds) return duration(meaning, calendar->business_seconds(utc_from, utc_until) * 1000);
  if (!calendar->has_zone()) return null(NullReason::no_calendar_zone);
  return duration(meaning, calendar->business_seconds_utc(utc_from, utc_until) * 1000);
}

}  // namespace verbatim
