#include "report/terminal_report.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "report/finding_words.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/terminal_cuts.h"
#include "report/terminal_page.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kRankWidth = 4;
constexpr std::size_t kCountWidth = 10;
constexpr std::size_t kShareWidth = 9;
constexpr std::size_t kImpactWidth = 9;
constexpr std::size_t kIntervalWidth = 20;
constexpr std::size_t kSeverityWidth = 10;
constexpr std::size_t kPraiseShown = 5;
constexpr std::size_t kUnrankedShown = 8;
constexpr std::size_t kFileWidth = 20;
constexpr std::uint64_t kFewestBad = 30;  // records with a bad score, for a sentence about them
constexpr std::string_view kQuoteIndent = "      ";

std::string optional_fixed(std::optional<double> value, int decimals) {
  return value ? fixed(*value, decimals) : std::string("-");
}

std::string join_files(const std::vector<std::string>& files) {
  std::string out;
  for (const std::string& file : files) {
    if (!out.empty()) out.append(", ");
    out.append(file);
  }
  return out;
}

void write_ledger(const Report& report, Terminal& terminal) {
  std::string text = counted(report.ledger.records_in(), "record") + " =";
  std::string_view plus = " ";
  for (const LedgerPart& part : ledger_parts(report.ledger)) {
    text.append(plus).append(grouped(part.count)).append(" ").append(part.what);
    plus = " + ";
  }
  terminal.wrapped(text, {}, 2);
}

// "Flags: Legal threat 3, Vulnerable customer 12", where there are some.
void write_flags(const Report& report, Terminal& terminal) {
  std::string text;
  for (const SignalCount& count : report.signals.counts) {
    if (count.family != SignalFamily::flag || count.comments == 0) continue;
    text.append(text.empty() ? "" : ", ").append(printable(count.label)).append(" ");
    text.append(grouped(count.comments));
  }
  if (text.empty()) return;
  terminal.line();
  terminal.wrapped(text, "Flags: ", 2);
}

std::string figure_text(const Figure& figure, int decimals) {
  if (figure.n == 0 || !figure.value) return "- (n " + grouped(figure.n) + ")";
  return fixed(*figure.value, decimals) + " (n " + grouped(figure.n) + ")";
}

std::string spread_text(const ScoreFigures& figures, int decimals) {
  if (figures.main.n == 0) return {};
  return "median " + optional_fixed(figures.median, decimals) + ", p90 " +
         optional_fixed(figures.p90, decimals);
}

void write_scores(const Report& report, Terminal& terminal) {
  if (report.scores.empty()) return;
  const std::size_t cell = (terminal.columns() - 28) / 3;
  terminal.heading(left("Score", 28) + right("official", cell) + right("those who wrote", cell) +
                   right("silent", cell));
  for (const ScoreSummary& score : report.scores) {
    const int decimals = shown_decimals(score.meaning);
    const std::string title = score_title(score);
    const std::string unit(unit_name(score.meaning));
    // "NPS (NPS points)" says a thing twice.
    const std::string name = unit.starts_with(title) ? title : title + " (" + unit + ")";
    terminal.line(left(printable(name), 28) + right(figure_text(score.official.main, decimals), cell) +
                  right(figure_text(score.commenters.main, decimals), cell) +
                  right(figure_text(score.silent.main, decimals), cell));
    if (score.official.median) {
      terminal.line(left("", 28) + right(spread_text(score.official, decimals), cell) +
                    right(spread_text(score.commenters, decimals), cell) +
                    right(spread_text(score.silent, decimals), cell));
    }
  }
}

void write_first_quote(const DriverRow& driver, Terminal& terminal) {
  if (driver.quotes.empty()) return;
  const Quote& quote = driver.quotes.front();
  // A long path gives way, the row never does.
  const std::string row = " row " + std::to_string(quote.row);
  const std::string file = printable(std::string_view(quote.source).substr(quote.source.rfind('/') + 1));
  const std::string place = "  " + clipped(file, kFileWidth) + row;
  const std::size_t room = terminal.columns() - kQuoteIndent.size() - display_width(place) - 2;
  QuoteParts parts = split_quote(quote);
  for (std::string* part : {&parts.before, &parts.marked, &parts.after}) {
    // A blank at a border of the parts must outlive the squeezing.
    const bool blank_first = !part->empty() && part->front() == ' ';
    const bool blank_last = part->size() > 1 && part->back() == ' ';
    *part = (blank_first ? " " : "") + printable(squeezed(*part)) + (blank_last ? " " : "");
  }
  // Dots at both ends may come on top of the room.
  parts = shorten(parts, room - 6, "...");
  const std::string text = parts.before + parts.marked + parts.after;
  terminal.line(std::string(kQuoteIndent) + "\"" + clipped(text, room) + "\"" + place);
}

std::string table_title(const Report& report, const DriverTables& table) {
  if (table.score == nullptr) {
    return "Top complaints (no score: ranked by share x sentiment; " +
           counted(report.ledger.analysed, "comment") + ")";
  }
  const ScoreSummary& score = *table.score;
  return "Top complaint drivers of " + printable(score_title(score)) + " (in " +
         std::string(difference_unit(score.meaning)) + "; " +
         counted(base_of(report, table.score), "comment") + " with the score)";
}

void write_driver_line(const DriverRow& driver, const ScoreSummary* score, std::size_t label_width,
                       Terminal& terminal) {
  std::string text = right(std::to_string(driver.rank.value_or(0)), kRankWidth) + "  " +
                     left(printable(driver.label), label_width) +
                     right(grouped(driver.comments), kCountWidth) + right(percent(driver.share), kShareWidth);
  if (score != nullptr) {
    const int decimals = shown_decimals(score->meaning);
    std::string interval = "-";
    if (driver.impact_low && driver.impact_high) {
      interval = fixed(*driver.impact_low, decimals) + " to " + fixed(*driver.impact_high, decimals);
    }
    text += right(driver.impact ? signed_fixed(*driver.impact, decimals) : "-", kImpactWidth);
    text += right(interval, kIntervalWidth);
    text += right(driver.severity ? signed_fixed(*driver.severity, decimals) : "-", kSeverityWidth);
  }
  terminal.line(text);
}

// "Refunds 23, Safety 27 (praise)": the first `most`, and how many more there are.
std::string labels_and_counts(std::span<const DriverRow* const> drivers, std::size_t most, bool name_praise) {
  std::string out;
  for (const DriverRow* driver : drivers.first(std::min(most, drivers.size()))) {
    if (!out.empty()) out.append(", ");
    out.append(driver->label).append(" ").append(grouped(driver->comments));
    if (name_praise && driver->kind == DriverKind::praise) out.append(" (praise)");
  }
  if (name_praise && drivers.size() > most)
    out.append(", and ").append(grouped(drivers.size() - most)).append(" more in drivers.csv");
  return out;
}

// The same drivers by posts, authors and reach, where the input says these.
void write_post_shares(const Report& report, const DriverTables& table, std::size_t most,
                       Terminal& terminal) {
  if (!has_post_shares(report) || table.complaints.empty()) return;
  const std::size_t label_width = 38;
  const auto cell = [](std::optional<double> share) {
    return right(share ? percent(*share) : "-", kCountWidth);
  };
  terminal.heading(right("#", kRankWidth) + "  " + left("the same drivers", label_width) +
                   right("per post", kCountWidth) +
                   (report.posts->authors ? right("per author", kCountWidth + 2) : "") +
                   (report.posts->reach ? right("per reach", kCountWidth + 2) : ""));
  for (std::size_t i = 0; i < std::min(most, table.complaints.size()); ++i) {
    const DriverRow& driver = *table.complaints[i];
    const PostShares shares = post_shares(report, driver);
    terminal.line(right(std::to_string(driver.rank.value_or(0)), kRankWidth) + "  " +
                  left(printable(driver.label), label_width) + cell(shares.posts) +
                  (report.posts->authors ? "  " + cell(shares.authors) : "") +
                  (report.posts->reach ? "  " + cell(shares.reach) : ""));
  }
  terminal.wrapped(post_shares_base(report), "  ", 2);
}

void write_table(const Report& report, const DriverTables& table, const TerminalOptions& options,
                 Terminal& terminal) {
  terminal.heading(table_title(report, table));
  if (table.complaints.empty()) {
    terminal.wrapped(no_driver_sentence(report, &table));
  } else {
    const std::size_t figures = kCountWidth + kShareWidth +
                                (table.score != nullptr ? kImpactWidth + kIntervalWidth + kSeverityWidth : 0);
    const std::size_t used = kRankWidth + 2 + figures;
    const std::size_t label_width =
        std::clamp(terminal.columns() - std::min(terminal.columns(), used), std::size_t{12}, std::size_t{38});
    std::string head = right("#", kRankWidth) + "  " + left("driver", label_width) +
                       right("comments", kCountWidth) + right("share", kShareWidth);
    if (table.score != nullptr) {
      head += right("impact", kImpactWidth) + right("95 % interval", kIntervalWidth) +
              right("severity", kSeverityWidth);
    }
    terminal.line(head);
    const std::size_t shown = std::min(options.drivers, table.complaints.size());
    for (std::size_t i = 0; i < shown; ++i) {
      write_driver_line(*table.complaints[i], table.score, label_width, terminal);
      write_first_quote(*table.complaints[i], terminal);
    }
    if (shown < table.complaints.size()) {
      terminal.line("      and " + std::to_string(table.complaints.size() - shown) + " more in drivers.csv");
    }
  }
  if (!table.unranked.empty()) {
    terminal.wrapped(labels_and_counts(table.unranked, kUnrankedShown, true),
                     "  Too few to rank (10 to 29 comments): ", 4);
  }
  if (!table.praise.empty()) {
    terminal.wrapped(labels_and_counts(table.praise, kPraiseShown, false), "  Praised most: ", 4);
  }
}

}  // namespace

void write_terminal_report(const Report& report, const TerminalOptions& options, std::string& out) {
  Terminal terminal(options.columns, options.styled, out);
  const std::vector<DriverTables> tables = driver_tables(report);
  terminal.wrapped(sentence(headline(report)));
  write_terminal_alerts(report, terminal);
  terminal.line();
  write_ledger(report, terminal);
  write_scores(report, terminal);
  for (const DriverTables& table : tables) write_table(report, table, options, terminal);
  if (!tables.empty()) write_post_shares(report, tables.front(), options.drivers, terminal);
  if (report.unexplained.bad >= kFewestBad) {
    terminal.line();
    terminal.wrapped(sentence(unexplained_headline(report)));
  }
  const bool has_impact =
      std::any_of(tables.begin(), tables.end(), [](const DriverTables& t) { return t.score != nullptr; });
  if (has_impact) {
    terminal.line();
    terminal.wrapped(
        "Impact: score of all who wrote minus the score without these comments. Severity: score of these "
        "comments minus that of other complaints. A description, not a cause; tagging error not included.");
  }
  write_terminal_cuts(report, terminal);
  write_flags(report, terminal);
  const std::vector<std::string> notes = note_sentences(report);
  if (!notes.empty()) {
    terminal.heading("Notes");
    for (const std::string& note : notes) terminal.wrapped(note, "- ", 2);
  }
  if (!report.warnings.empty()) {
    terminal.heading("Warnings");
    for (const std::string& warning : report.warnings) terminal.wrapped(warning, "- ", 2);
  }
  if (!options.folder.empty()) {
    terminal.line();
    terminal.wrapped(join_files(options.files), "Written to " + printable(options.folder) + ": ", 2);
  }
}

}  // namespace verbatim
