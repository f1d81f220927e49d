#include "report/lexicon_diff_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/evidence_words.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr std::size_t kTextWidth = 300;
constexpr std::size_t kThemesShown = 20;
constexpr std::size_t kDriversShown = 15;

std::string left(std::string_view value, std::size_t width) {
  std::string out = clipped(printable(value), width);
  out.append(width - std::min(width, display_width(out)), ' ');
  return out;
}

void write_themes(const LexiconDiff& diff, std::string& out) {
  if (diff.themes.empty()) return;
  out += fmt::format("\n{} {:>7} {:>7} {:>7} {:>7} {:>7}\n", left("Themes", kNameWidth), "old", "new",
                     "gained", "lost", "turned");
  for (std::size_t i = 0; i < std::min(kThemesShown, diff.themes.size()); ++i) {
    const ThemeMove& move = diff.themes[i];
    out += fmt::format("  {} {:>7} {:>7} {:>7} {:>7} {:>7}\n", left(move.id, kNameWidth - 2),
                       grouped(move.before), grouped(move.after), grouped(move.gained), grouped(move.lost),
                       grouped(move.turned));
  }
  if (diff.themes.size() > kThemesShown)
    out += fmt::format("  and {} more in diff.json\n", diff.themes.size() - kThemesShown);
}

std::string figure_pair(std::optional<double> before, std::optional<double> after, int decimals) {
  const auto one = [&](std::optional<double> value) {
    return value ? fixed(*value, decimals) : std::string("-");
  };
  return one(before) + " -> " + one(after);
}

// By how much a driver moves: its impact, else its share.
double size_of(const DriverMove& move) {
  const bool by_impact = (move.before && move.before->impact) || (move.after && move.after->impact);
  const auto value = [&](const std::optional<DriverFigures>& figures) {
    if (!figures) return 0.0;
    return by_impact ? figures->impact.value_or(0) : figures->share;
  };
  return std::abs(value(move.after) - value(move.before));
}

void write_drivers(const LexiconDiff& diff, std::string& out) {
  std::vector<const DriverMove*> moves;
  for (const DriverMove& move : diff.drivers) {
    if (move.level == DriverLevel::leaf) moves.push_back(&move);
  }
  if (moves.empty()) {
    out += "\nNo driver moves.\n";
    return;
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const DriverMove* a, const DriverMove* b) { return size_of(*a) > size_of(*b); });
  out += fmt::format("\n{} {:<10} {:>10} {:>12} {:>18} {:>18}\n", left("Drivers that move most", kNameWidth),
                     "score", "rank", "comments", "share %", "impact");
  for (std::size_t i = 0; i < std::min(kDriversShown, moves.size()); ++i) {
    const DriverMove& move = *moves[i];
    const auto rank = [](const std::optional<DriverFigures>& figures) {
      return figures && figures->rank ? fmt::format("{}", *figures->rank) : std::string("-");
    };
    const auto count = [](const std::optional<DriverFigures>& figures) {
      return figures ? fmt::format("{}", figures->comments) : std::string("<10");
    };
    const auto share = [](const std::optional<DriverFigures>& figures) {
      return figures ? std::optional<double>(100 * figures->share) : std::nullopt;
    };
    const auto impact = [](const std::optional<DriverFigures>& figures) {
      return figures ? figures->impact : std::nullopt;
    };
    const std::string label = move.label + (move.kind == DriverKind::praise ? " (praise)" : "");
    out += fmt::format("  {} {} {:>10} {:>12} {:>18} {:>18}\n", left(label, kNameWidth - 2),
                       left(move.score.empty() ? "-" : move.score, 10),
                       rank(move.before) + " -> " + rank(move.after),
                       count(move.before) + " -> " + count(move.after),
                       figure_pair(share(move.before), share(move.after), 1),
                       figure_pair(impact(move.before), impact(move.after), 2));
  }
  if (moves.size() > kDriversShown)
    out += fmt::format("  and {} more in diff.json\n", moves.size() - kDriversShown);
}

void write_side(std::string_view which, const DiffSide& side, std::string& out) {
  out += fmt::format("    {}: {}{}; {}\n", which, side.label,
                     side.sentiment ? " " + signed_fixed(*side.sentiment, 3) : "",
                     side.themes.empty() ? "no theme" : fmt::format("{}", fmt::join(side.themes, ", ")));
}

// The words that only one side has.
void write_words(std::string_view sign, const DiffSide& side, const DiffSide& other, std::string& out) {
  for (const EvidenceWord& word : side.evidence) {
    const std::string shown = evidence_text({word});
    const bool is_shared =
        std::any_of(other.evidence.begin(), other.evidence.end(),
                    [&](const EvidenceWord& theirs) { return evidence_text({theirs}) == shown; });
    if (!is_shared) out += fmt::format("      {} {}\n", sign, printable(shown));
  }
}

}  // namespace

void write_diff_text(const LexiconDiff& diff, std::string& out) {
  out += fmt::format("old: {} (version {})\nnew: {} (version {})\n", printable(diff.name_before),
                     diff.lexicon_before, printable(diff.name_after), diff.lexicon_after);
  out += fmt::format("{} =", counted(diff.ledger_after.records_in(), "record"));
  std::string_view plus = " ";
  for (const LedgerPart& part : ledger_parts(diff.ledger_after)) {
    out += fmt::format("{}{} {}", plus, grouped(part.count), part.what);
    plus = " + ";
  }
  out += fmt::format("\n{} of {} flip ({})\n", grouped(diff.flipped), counted(diff.compared, "comment"),
                     diff.compared == 0
                         ? "0 %"
                         : percent(static_cast<double>(diff.flipped) / static_cast<double>(diff.compared)));
  if (!diff.labels.empty()) {
    out += "\nSentiment\n";
    for (const LabelMove& move : diff.labels)
      out += fmt::format("  {:<10} -> {:<10} {:>7}\n", move.before, move.after, grouped(move.comments));
  }
  write_themes(diff, out);
  write_drivers(diff, out);
  if (diff.sample.empty()) return;
  out += "\nA fixed sample of the comments that flip\n";
  for (const FlippedComment& comment : diff.sample) {
    out += fmt::format("  {} row {}\n    \"{}\"\n", printable(comment.source), comment.row,
                       clipped(printable(squeezed(comment.text)), kTextWidth));
    write_side("old", comment.before, out);
    write_side("new", comment.after, out);
    write_words("-", comment.before, comment.after, out);
    write_words("+", comment.after, comment.before, out);
  }
}

}  // namespace verbatim
