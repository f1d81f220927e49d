#include "report/comparison_text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/comparison_words.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr std::size_t kLineWidth = 96;
constexpr std::size_t kMovedShown = 30;
constexpr std::size_t kRowsShown = 12;  // of those that did not move, as many as make up this number
constexpr double kPercent = 100;

std::string left(std::string_view value, std::size_t width) {
  std::string out = clipped(printable(value), width);
  out.append(width - std::min(width, display_width(out)), ' ');
  return out;
}

// Appends the words in lines of at most kLineWidth columns.
void wrap(std::string_view text, std::string& out) {
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t width = display_width(word);
    if (used > 0 && used + 1 + width > kLineWidth) {
      out += '\n';
      used = 0;
    } else if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
    begin = end + 1;
  }
  out += '\n';
}

// The driver's label in `width` columns; what is cut off is never that it is praise.
std::string driver_cell(const ThemeChange& theme, std::size_t width) {
  constexpr std::string_view kPraise = " (praise)";
  if (theme.kind != DriverKind::praise) return left(theme.label, width);
  return left(clipped(printable(theme.label), width - kPraise.size()) + std::string(kPraise), width);
}

std::string p_text(std::optional<double> p) {
  if (!p) return "-";
  return *p < 0.001 ? std::string("<.001") : fixed(*p, 3);
}

std::string interval_text(const Change& change, double scale, int decimals) {
  return signed_fixed(scale * change.low, decimals) + " to " + signed_fixed(scale * change.high, decimals);
}

void write_report_line(std::string_view which, const ComparedReport& report, std::string& out) {
  out +=
      fmt::format("{}: {} ({}, {} analysed; lexicon {}{})\n", which, printable(report.name),
                  counted(report.records, "record"), grouped(report.analysed),
                  printable(report.lexicon_version), report.is_read_again ? ", its comments read again" : "");
}

void write_figure(std::string_view name, const FigureChange& figure, int decimals, std::string& out) {
  const auto cell = [&](const Figure& f) {
    return f.value ? fmt::format("{} (n {})", fixed(*f.value, decimals), grouped(f.n)) : std::string("-");
  };
  out += fmt::format("{} {} {:>19} {:>19}", figure.change && figure.change->has_moved() ? '*' : ' ',
                     left(name, kNameWidth - 2), cell(figure.before), cell(figure.after));
  if (figure.change) {
    out += fmt::format(" {:>8} {:>18} {:>7}", signed_fixed(figure.change->value, decimals),
                       interval_text(*figure.change, 1, decimals), p_text(figure.change->q));
  }
  out += '\n';
  if (figure.reported && figure.reported->value &&
      (figure.reported->value != figure.before.value || figure.reported->n != figure.before.n))
    out += fmt::format("  {} {:>19}\n", left("  OLD as reported", kNameWidth - 2), cell(*figure.reported));
}

void write_figures(const Comparison& comparison, std::string& out) {
  out += fmt::format("\n{} {:>19} {:>19} {:>8} {:>18} {:>7}\n", left("Scores and sentiment", kNameWidth),
                     "old", "new", "change", "95 % interval", "q");
  for (const ScoreChange& score : comparison.scores) {
    const int decimals = shown_decimals(score.meaning);
    const std::string title = score_title(score);
    write_figure(title, score.official, decimals, out);
    const bool is_same = score.official.before.n == score.commenters.before.n &&
                         score.official.after.n == score.commenters.after.n;
    if (!is_same || score.commenters.reported)
      write_figure(title + ", those who wrote", score.commenters, decimals, out);
  }
  for (const LineChange& line : comparison.lines) {
    write_figure(line.name == "net_sentiment" ? line.label : line.label + ", %", line.figure, 1, out);
  }
}

std::string share_pair(const ThemeChange& theme) {
  const auto cell = [](const ThemeSide& side) {
    return side.share ? fixed(kPercent * *side.share, 1) : std::string("<10");
  };
  return cell(theme.before) + " -> " + cell(theme.after);
}

std::string impact_pair(const ThemeChange& theme, int decimals) {
  const auto cell = [&](const std::optional<double>& impact) {
    return impact ? signed_fixed(*impact, decimals) : std::string("-");
  };
  if (!theme.before.impact && !theme.after.impact) return "";
  return cell(theme.before.impact) + " -> " + cell(theme.after.impact) +
         (theme.impact && theme.impact->has_moved() ? " *" : "  ");
}

std::string rank_pair(const ThemeChange& theme) {
  const auto cell = [](const std::optional<std::uint32_t>& rank) {
    return rank ? fmt::format("{}", *rank) : std::string("-");
  };
  if (!theme.before.rank && !theme.after.rank) return "";
  return cell(theme.before.rank) + " -> " + cell(theme.after.rank);
}

void write_driver(const Comparison& comparison, const ThemeChange& theme, bool has_impact, std::string& out) {
  const int decimals = impact_decimals(comparison, theme);
  std::string line = fmt::format("{} {} {:>14}", theme.share && theme.share->has_moved() ? '*' : ' ',
                                 driver_cell(theme, kNameWidth - 2), share_pair(theme));
  line += theme.share ? fmt::format(" {:>7} {:>15} {:>6}", signed_fixed(kPercent * theme.share->value, 1),
                                    interval_text(*theme.share, kPercent, 1), p_text(theme.share->q))
                      : fmt::format(" {:>7} {:>15} {:>6}", "-", "", "");
  if (has_impact) line += fmt::format(" {:>18}", impact_pair(theme, decimals));
  line += fmt::format(" {:>9}", rank_pair(theme));
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

void write_table(const Comparison& comparison, std::string_view title,
                 const std::vector<const ThemeChange*>& rows, std::string& out) {
  if (rows.empty()) return;
  const bool has_impact = std::any_of(rows.begin(), rows.end(), [](const ThemeChange* row) {
    return row->before.impact || row->after.impact;
  });
  out += fmt::format("\n{} {:>14} {:>7} {:>15} {:>6}", left(title, kNameWidth), "share %", "change",
                     "95 % interval", "q");
  out += fmt::format("{} {:>9}\n", has_impact ? fmt::format(" {:>18}", "impact  ") : "", "rank");
  const auto moved = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const ThemeChange* row) { return has_moved(*row); }));
  const std::size_t shown = std::min(rows.size(), std::max(std::min(moved, kMovedShown), kRowsShown));
  for (std::size_t i = 0; i < shown; ++i) write_driver(comparison, *rows[i], has_impact, out);
  if (shown < rows.size())
    out += fmt::format("  and {} more{}; --json and --out have all of them\n", rows.size() - shown,
                       moved > shown ? "" : ", none of which moved");
}

void write_drivers(const Comparison& comparison, std::string& out) {
  std::set<std::string> told;
  for (const ThemeChange& first : comparison.themes) {
    if (!told.insert(first.score).second) continue;
    std::vector<const ThemeChange*> leaves, areas;
    for (const ThemeChange& theme : comparison.themes) {
      if (theme.score == first.score) (theme.level == DriverLevel::leaf ? leaves : areas).push_back(&theme);
    }
    ScoreChange score;
    score.name = first.score;
    const std::string of = first.score.empty() ? "" : " of " + score_title(score);
    write_table(comparison, "Drivers" + of, leaves, out);
    write_table(comparison, "Areas" + of, areas, out);
  }
}

void write_ranking(const Comparison& comparison, std::string& out) {
  for (const ScoreChange& score : comparison.scores) {
    for (const bool entered : {true, false}) {
      std::vector<const ThemeChange*> rows;
      for (const ThemeChange& theme : comparison.themes) {
        const ThemeSide& in = entered ? theme.after : theme.before;
        const ThemeSide& other = entered ? theme.before : theme.after;
        if (theme.score == score.name && theme.kind == DriverKind::complaint && in.rank && !other.rank)
          rows.push_back(&theme);
      }
      if (rows.empty()) continue;
      std::sort(rows.begin(), rows.end(), [&](const ThemeChange* a, const ThemeChange* b) {
        return entered ? *a->after.rank < *b->after.rank : *a->before.rank < *b->before.rank;
      });
      std::vector<std::string> parts;
      for (const ThemeChange* row : rows) {
        const auto count = [](const ThemeSide& side) {
          return side.comments ? fmt::format("{}", *side.comments) : std::string("<10");
        };
        parts.push_back(fmt::format("{} (rank {}; {} -> {} comments)", printable(row->label),
                                    entered ? *row->after.rank : *row->before.rank, count(row->before),
                                    count(row->after)));
      }
      out += '\n';
      wrap(fmt::format("{} the complaints that are ranked by {} (30 comments are needed): {}.",
                       entered ? "New among" : "No longer among", printable(score_title(score)),
                       fmt::join(parts, ", ")),
           out);
    }
  }
}

// OLD as reported, OLD with the words of today, and NEW.
void write_words(const Comparison& comparison, std::string& out) {
  if (!has_rereading(comparison)) return;
  std::vector<const ThemeChange*> rows;
  for (const ThemeChange& theme : comparison.themes) {
    if (theme.level == DriverLevel::leaf && words_differ(theme)) rows.push_back(&theme);
  }
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [](const ThemeChange* a, const ThemeChange* b) {
    return std::abs(words_change(*a).value_or(0)) > std::abs(words_change(*b).value_or(0));
  });
  out += fmt::format("\n{} {:>9} {:>9} {:>9} {:>9} {:>11} {:>17}\n", left("Share %", kNameWidth), "reported",
                     "words now", "new", "our words", "customers", "95 % interval");
  const auto cell = [](const std::optional<double>& share) {
    return share ? fixed(kPercent * *share, 1) : std::string("<10");
  };
  for (std::size_t i = 0; i < std::min(kMovedShown, rows.size()); ++i) {
    const ThemeChange& row = *rows[i];
    const auto words = words_change(row);
    out += fmt::format(
        "  {} {:>9} {:>9} {:>9} {:>9} {:>11} {:>17}\n", driver_cell(row, kNameWidth - 2),
        cell(row.reported->share), cell(row.before.share), cell(row.after.share),
        words ? signed_fixed(kPercent * *words, 1) : "-",
        row.share ? signed_fixed(kPercent * row.share->value, 1) + (row.share->has_moved() ? " *" : "  ")
                  : "-",
        row.share ? interval_text(*row.share, kPercent, 1) : "");
  }
  if (rows.size() > kMovedShown)
    out += fmt::format("  and {} more; --json and --out have all of them\n", rows.size() - kMovedShown);
}

void write_mix(const Comparison& comparison, std::string& out) {
  out += '\n';
  if (comparison.mix_columns.empty()) {
    out += "Mix or rate: not known; run both with --segment.\n";
    return;
  }
  std::vector<std::string> sentences;
  for (const ScoreChange& score : comparison.scores) {
    const auto more = mix_sentences(score.mix, score_title(score), 1, shown_decimals(score.meaning),
                                    difference_unit(score.meaning));
    sentences.insert(sentences.end(), more.begin(), more.end());
  }
  for (const ThemeChange& theme : comparison.themes) {
    const auto more = mix_sentences(theme.mix, driver_title(theme), kPercent, 1, "percentage points");
    sentences.insert(sentences.end(), more.begin(), more.end());
  }
  out += "Mix or rate\n";
  for (const std::string& sentence : sentences) wrap(printable(sentence) + '.', out);
}

}  // namespace

void write_comparison_text(const Comparison& comparison, std::string& out) {
  for (const std::string& sentence : headline(comparison)) wrap(printable(sentence), out);
  out += '\n';
  write_report_line("old", comparison.before, out);
  write_report_line("new", comparison.after, out);
  for (const Unlikeness& part : comparison.unlike)
    out += fmt::format("not alike: {}: {} in old, {} in new\n", printable(part.what), printable(part.before),
                       printable(part.after));
  write_figures(comparison, out);
  write_drivers(comparison, out);
  out +=
      "\n* moved beyond chance: q, which is p corrected for all the lines looked at, is below 0.05. Shares "
      "are\n"
      "tested from 30 comments on. Impact: the score of all minus the score without these comments.\n";
  write_words(comparison, out);
  write_ranking(comparison, out);
  write_mix(comparison, out);
}

}  // namespace verbatim
