#include "pipeline/callback_row.h"

#include <fmt/format.h>

#include "pipeline/customer_reader.h"
#include "pipeline/identity.h"
#include "scores/period.h"

namespace verbatim {

namespace {

// The best answer of a scale that people count on: "2 of 10".
std::optional<int> top_of(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
    case ScoreKind::rating10:
      return 10;
    case ScoreKind::csat5:
    case ScoreKind::ces5:
    case ScoreKind::stars5:
    case ScoreKind::faces5:
      return 5;
    case ScoreKind::csat7:
    case ScoreKind::ces7:
      return 7;
    case ScoreKind::nps_group:
    case ScoreKind::csat2:
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
    case ScoreKind::event:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string score_text(const ScoreMeaning& meaning, double score) {
  if (meaning.kind == ScoreKind::csat2) return score > 0 ? "score yes" : "score no";
  if (meaning.kind == ScoreKind::nps_group)
    return score < 0 ? "a detractor" : score > 0 ? "a promoter" : "a passive";
  const auto top = top_of(meaning.kind);
  return top ? fmt::format("score {} of {}", score, *top) : fmt::format("score {}", score);
}

// "1st", "2nd", "3rd", "11th".
std::string ordinal_text(std::uint64_t n) {
  const std::uint64_t tens = n % 100;
  const std::uint64_t ones = n % 10;
  const bool is_teen = tens >= 11 && tens <= 13;
  return fmt::format("{}{}", n,
                     is_teen     ? "th"
                     : ones == 1 ? "st"
                     : ones == 2 ? "nd"
                     : ones == 3 ? "rd"
                                 : "th");
}

std::string_view slice(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace

std::string_view name(CallbackReason reason) {
  switch (reason) {
    case CallbackReason::harm:
      return "harm";
    case CallbackReason::vulnerable:
      return "vulnerable";
    case CallbackReason::legal:
      return "legal";
    case CallbackReason::media:
      return "media";
    case CallbackReason::churn:
      return "churn";
    case CallbackReason::complaint:
      return "complaint";
  }
  return {};
}

Callback make_callback(const CallbackPick& pick, const CustomerText& text, const RunContext& context,
                       std::span<const std::string> sources) {
  Callback out;
  const auto ordinal = Ordinal{pick.record.place};
  out.id = text.customer;
  out.record_id = text.record_id;
  out.source = sources[source_of(ordinal)];
  out.row = row_of(ordinal);
  if (pick.record.day != CustomerRecord::kNone) out.date = day_text(pick.record.day);
  out.reason = name(pick.rank.reason);
  if (text.theme) {
    const DriverTheme& theme = context.themes[ThemeTree::index(*text.theme)];
    out.theme = theme.id;
    out.label = theme.label;
  }
  std::string words;
  if (context.options.redact_quotes) {
    std::vector<RangeEdit> edits;
    const std::string redacted = context.redactor.redact(text.text, &edits);
    out.clause = slice(redacted, redacted_range(text.clause, edits));
    words = slice(redacted, redacted_range(text.words, edits));
  } else {
    out.clause = slice(text.text, text.clause);
    words = slice(text.text, text.words);
  }
  std::string score;
  if (const CustomerScores scores(context.meanings);
      scores.score >= 0 && pick.record.score_milli != CustomerRecord::kNone) {
    out.score = static_cast<double>(pick.record.score_milli) / 1000;
    score = score_text(context.meanings[static_cast<std::size_t>(scores.score)], *out.score);
  }
  const std::string complains =
      pick.complaint > 0 ? fmt::format("complains of {}", out.label) : std::string();
  if (pick.rank.reason == CallbackReason::complaint) {
    out.why = score.empty() ? complains : fmt::format("{} and {}", score, complains);
  } else {
    const char* what = pick.rank.reason == CallbackReason::churn ? "wants to leave" : out.reason.c_str();
    out.why = fmt::format("{}: '{}' stands in the comment", what, words);
    for (const std::string& also : {score, complains}) {
      if (!also.empty()) out.why += "; " + also;
    }
  }
  if (pick.complaint >= 2) out.why += fmt::format("; {} complaint", ordinal_text(pick.complaint));
  return out;
}

}  // namespace verbatim
