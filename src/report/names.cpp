#include "report/names.h"

#include <array>

namespace verbatim {

std::string_view short_name(Polarity polarity) {
  switch (polarity) {
    case Polarity::negative:
      return "neg";
    case Polarity::neutral:
      return "neu";
    case Polarity::positive:
      return "pos";
    case Polarity::mixed:
      return "mix";
  }
  return "neu";
}

std::string_view name(SentimentLabel label) {
  switch (label) {
    case SentimentLabel::none:
      return "none";
    case SentimentLabel::negative:
      return "negative";
    case SentimentLabel::neutral:
      return "neutral";
    case SentimentLabel::positive:
      return "positive";
    case SentimentLabel::mixed:
      return "mixed";
  }
  return "none";
}

std::string_view name(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::good_score_complaint:
      return "good_score_complaint";
    case ConflictKind::bad_score_praise:
      return "bad_score_praise";
    case ConflictKind::praise_on_complaint:
      return "praise_on_complaint";
  }
  return "good_score_complaint";
}

std::string_view name(ChangeKind kind) {
  static constexpr std::array<std::string_view, 4> kNames = {"step", "drift", "season", "spike"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(AlertKind kind) {
  static constexpr std::array<std::string_view, 5> kNames = {"threshold", "change", "new-phrase", "conflict",
                                                             "volume"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(SeriesOf of) {
  static constexpr std::array<std::string_view, 3> kNames = {"share", "score", "volume"};
  return kNames[static_cast<std::size_t>(of)];
}

std::string_view name(GroupSort sort) {
  static constexpr std::array<std::string_view, 4> kNames = {"segment", "pair", "persona", "stage"};
  return kNames[static_cast<std::size_t>(sort)];
}

std::string GroupName::text() const {
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ", ";
    out += columns[i];
    out += '=';
    out += values[i];
  }
  return out;
}

std::string_view name(DriverKind kind) {
  return kind == DriverKind::complaint ? "complaint" : "praise";
}

std::string_view name(DriverLevel level) {
  switch (level) {
    case DriverLevel::leaf:
      return "leaf";
    case DriverLevel::parent:
      return "parent";
    case DriverLevel::general:
      return "general";
  }
  return "leaf";
}

std::string_view polarity_name(DriverKind kind) {
  return short_name(kind == DriverKind::complaint ? Polarity::negative : Polarity::positive);
}

std::string_view name(Fault fault) {
  switch (fault) {
    case Fault::usage:
      return "usage";
    case Fault::bad_lexicon:
      return "bad lexicon";
    case Fault::bad_input:
      return "bad input";
    case Fault::bad_output:
      return "bad output";
    case Fault::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace verbatim
