#include "report/html_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "report/html_cuts.h"
#include "report/html_findings.h"
#include "report/html_page.h"
#include "report/html_style.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

constexpr std::size_t kVoicesOpen = 5;      // drivers whose quotes are shown without a click
constexpr std::size_t kQuoteColumns = 420;  // of a long quote: the clause and what stands around it
constexpr int kBarUnits = 1000;             // width of every bar in its own units

std::uint64_t sum_of(const SentimentSummary& s) {
  return s.negative + s.neutral + s.positive + s.mixed + s.none;
}

void write_head(const Report& report, const Headline& head, Page& page) {
  page.raw(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" "
      "content=\"noindex\">\n<title>");
  page.text(head.answer)
      .raw("</title>\n<style>")
      .raw(kHtmlStyle)
      .raw("</style>\n</head>\n<body>\n<header>\n");
  page.raw("<p class=\"kicker\">Complaint drivers</p>\n<h1>").text(head.answer).raw("</h1>\n");
  if (!head.detail.empty()) {
    std::string detail = head.detail;
    if (detail[0] >= 'a' && detail[0] <= 'z') detail[0] = static_cast<char>(detail[0] - 'a' + 'A');
    page.raw("<p class=\"detail\">").text(tied(std::move(detail))).raw(".</p>\n");
  }
  page.raw("<p class=\"muted\">");
  for (const InputSummary& input : report.inputs) {
    page.name(input.path).raw(" (").text(counted(input.records, "record")).raw(") &middot; ");
  }
  page.text(counted(report.ledger.analysed, "comment")).raw(" analysed</p>\n</header>\n<main>\n");
}

// ---- who is counted

void write_figure(const ScoreFigures& figures, int decimals, Page& page) {
  page.raw("<td><span class=\"big\">");
  page.text(shown(figures.main.n > 0 ? figures.main.value : std::nullopt, decimals));
  page.raw("</span><span class=\"small\">").text(counted(figures.main.n, "record"));
  const std::string interval = interval_text(figures.main.low, figures.main.high, decimals);
  if (!interval.empty()) page.raw(" &middot; ").text(interval);
  if (figures.promoters && figures.detractors) {
    page.raw("<br>").text(shown(figures.promoters, 0)).raw("&nbsp;% promoters, ");
    page.text(shown(figures.detractors, 0)).raw("&nbsp;% detractors");
  }
  if (figures.mean) page.raw("<br>mean ").text(shown(figures.mean, 2));
  if (figures.top_box) page.raw("<br>top boxes ").text(shown(figures.top_box, 1)).raw("&nbsp;%");
  if (figures.median) page.raw("<br>median ").text(shown(figures.median, decimals));
  if (figures.p90) page.raw(", 90&nbsp;% within ").text(shown(figures.p90, decimals));
  page.raw("</span></td>");
}

void write_scores(const Report& report, Page& page) {
  if (report.scores.empty()) return;
  open_table("Scores of all, of those who wrote and of the silent", page);
  page.raw(
      "The official figure counts all records that have the score; drivers describe only those who wrote. "
      "Ranges are "
      "95&nbsp;% intervals.</caption>\n<thead><tr><th scope=\"col\">Score</th><th scope=\"col\">Official</th>"
      "<th scope=\"col\">Those who wrote</th><th scope=\"col\">The silent</th></tr></thead>\n<tbody>\n");
  for (const ScoreSummary& score : report.scores) {
    const int decimals = shown_decimals(score.meaning);
    page.raw("<tr class=\"score\"><th scope=\"row\">").name(score_title(score)).raw("<span class=\"id\">");
    page.text(unit_name(score.meaning))
        .text(score.meaning.low_is_good ? ", low is good" : "")
        .raw("</span></th>");
    write_figure(score.official, decimals, page);
    write_figure(score.commenters, decimals, page);
    write_figure(score.silent, decimals, page);
    page.raw("</tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

void write_who_is_counted(const Report& report, Page& page) {
  page.raw("<h2>Who is counted</h2>\n");
  write_scores(report, page);
  const std::vector<LedgerPart> parts = ledger_parts(report.ledger);
  page.raw("<p>Of ").text(counted(report.ledger.records_in(), "record")).raw(": ");
  for (const LedgerPart& part : parts) {
    if (&part != &parts.front()) page.raw(", ");
    page.text(grouped(part.count)).raw("&nbsp;").text(part.what);
  }
  page.raw(
      ". Every record is in exactly one of these classes.</p>\n<details><summary>What the classes "
      "mean</summary>"
      "<dl class=\"how\">\n");
  for (const LedgerPart& part : parts) {
    page.raw("<dt>").text(grouped(part.count)).raw(" ").text(part.what).raw("</dt><dd>").text(part.meaning);
    page.raw("</dd>\n");
  }
  page.raw("</dl></details>\n");
}

// ---- bars

// The axis that all bars of one table share: from the smallest interval's end (0 at most) to the largest.
struct Axis {
  double low = 0;
  double high = 0;

  int at(double value) const {
    if (!(high > low)) return 0;
    return static_cast<int>(std::lround(kBarUnits * std::clamp((value - low) / (high - low), 0.0, 1.0)));
  }
};

// The impact turned so that a bar to the right is what the table is about: harm, or help for praise.
double turned(double impact, DriverKind kind, const ScoreMeaning& meaning) {
  const bool right_is_positive = (kind == DriverKind::praise) != meaning.low_is_good;
  return right_is_positive ? impact : -impact;
}

Axis axis_of(std::span<const DriverRow* const> drivers, const ScoreMeaning& meaning) {
  Axis axis;
  for (const DriverRow* driver : drivers) {
    for (const auto& end : {driver->impact, driver->impact_low, driver->impact_high}) {
      if (!end || !std::isfinite(*end)) continue;
      axis.low = std::min(axis.low, turned(*end, driver->kind, meaning));
      axis.high = std::max(axis.high, turned(*end, driver->kind, meaning));
    }
  }
  return axis;
}

void write_line(Markup tag, int x1, int y1, int x2, int y2, Page& page) {
  page.raw("<line").raw(tag).raw(" x1=\"").text(x1).raw("\" y1=\"").text(y1).raw("\" x2=\"").text(x2);
  page.raw("\" y2=\"").text(y2).raw("\"/>");
}

void write_rect(Markup tag, int x, int width, Page& page) {
  page.raw("<rect class=\"").raw(tag).raw("\" x=\"").text(x).raw("\" y=\"2\" width=\"").text(width);
  page.raw("\" height=\"16\"/>");
}

void write_impact_bar(const DriverRow& driver, const ScoreMeaning& meaning, const Axis& axis, Page& page) {
  if (!driver.impact || !std::isfinite(*driver.impact)) return;
  const int decimals = shown_decimals(meaning);
  page.raw("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Impact ");
  page.text(shown_signed(driver.impact, decimals)).raw(", 95 % interval ");
  page.text(interval_text(driver.impact_low, driver.impact_high, decimals)).raw("\">");
  const int zero = axis.at(0);
  const int tip = axis.at(turned(*driver.impact, driver.kind, meaning));
  const bool clear = is_clear(driver);
  const int x = std::min(zero, tip);
  const int width = std::max(zero, tip) - x;
  if (driver.kind == DriverKind::complaint) {
    write_rect(clear ? Markup("neg") : Markup("faint neg"), x, width, page);
  } else {
    write_rect(clear ? Markup("pos") : Markup("faint pos"), x, width, page);
  }
  write_line(" class=\"zero\"", zero, 0, zero, 20, page);
  if (driver.impact_low && driver.impact_high) {
    const int a = axis.at(turned(*driver.impact_low, driver.kind, meaning));
    const int b = axis.at(turned(*driver.impact_high, driver.kind, meaning));
    write_line("", a, 10, b, 10, page);
    write_line("", a, 5, a, 15, page);
    write_line("", b, 5, b, 15, page);
  }
  page.raw("</svg>");
}

void write_share_bar(const DriverRow& driver, double largest, Page& page) {
  page.raw("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
  page.text(percent(driver.share)).raw("\">");
  const int width = Axis{0, largest}.at(driver.share);
  write_rect(driver.kind == DriverKind::complaint ? Markup("neg") : Markup("pos"), 0, width, page);
  page.raw("</svg>");
}

// ---- driver tables

bool has_adjusted(std::span<const DriverRow* const> drivers) {
  return std::any_of(drivers.begin(), drivers.end(),
                     [](const DriverRow* driver) { return driver->adjusted_impact.has_value(); });
}

bool has_fair_shares(std::span<const DriverRow* const> drivers) {
  return std::any_of(drivers.begin(), drivers.end(),
                     [](const DriverRow* driver) { return driver->fair_share.has_value(); });
}

// One table of drivers. With `ranked` the first column is the rank, else the kind.
void write_driver_rows(std::span<const DriverRow* const> drivers, const ScoreSummary* score, bool ranked,
                       Page& page) {
  page.raw("<thead><tr><th scope=\"col\"").raw(ranked ? Markup(" class=\"n\">#") : Markup(">Kind"));
  page.raw("</th><th scope=\"col\">Driver</th><th scope=\"col\" class=\"n\">Comments</th>");
  page.raw("<th scope=\"col\" class=\"n roomy\">Share</th>");
  if (score != nullptr) {
    page.raw("<th scope=\"colgroup\" colspan=\"2\" class=\"wide\">Impact on ").name(score_title(*score));
    page.raw(" in ").text(difference_unit(score->meaning)).raw(", with its interval</th>");
    page.raw("<th scope=\"col\" class=\"n roomy\">Severity</th>");
    if (has_fair_shares(drivers)) page.raw("<th scope=\"col\" class=\"n roomy\">Fair share</th>");
    if (has_adjusted(drivers)) page.raw("<th scope=\"col\" class=\"n roomy\">Adjusted impact</th>");
  } else {
    page.raw("<th scope=\"col\" class=\"wide\">Share of comments</th>");
  }
  page.raw("</tr></thead>\n<tbody>\n");
  const Axis axis = score != nullptr ? axis_of(drivers, score->meaning) : Axis{};
  double largest_share = 0;
  for (const DriverRow* driver : drivers) largest_share = std::max(largest_share, driver->share);
  for (const DriverRow* driver : drivers) {
    if (ranked) {
      page.raw("<tr><td class=\"n muted\">").text(std::to_string(driver->rank.value_or(0)));
      if (driver->rank_low && driver->rank_high && *driver->rank_low < *driver->rank_high) {
        page.raw("<span class=\"small\">").text(std::to_string(*driver->rank_low)).raw("&ndash;");
        page.text(std::to_string(*driver->rank_high)).raw("</span>");
      }
    } else {
      page.raw("<tr><td class=\"muted kind\">")
          .text(driver->kind == DriverKind::praise ? "praise" : "complaint");
    }
    page.raw("</td><th scope=\"row\">")
        .name(driver->label)
        .raw("<span class=\"id roomy\">")
        .name(driver->theme);
    page.raw("</span></th><td class=\"n\">")
        .text(grouped(driver->comments))
        .raw("</td><td class=\"n roomy\">");
    page.text(fixed(100 * driver->share, 1)).raw("&nbsp;%</td>");
    if (score != nullptr) {
      const int decimals = shown_decimals(score->meaning);
      page.raw("<td class=\"wide\">");
      write_impact_bar(*driver, score->meaning, axis, page);
      page.raw("</td><td class=\"n\">").text(shown_signed(driver->impact, decimals));
      page.raw("<span class=\"small\">")
          .text(interval_text(driver->impact_low, driver->impact_high, decimals));
      page.raw("</span></td><td class=\"n roomy\">").text(shown_signed(driver->severity, decimals));
      page.raw("<span class=\"small\">");
      page.text(interval_text(driver->severity_low, driver->severity_high, decimals)).raw("</span></td>");
      if (has_fair_shares(drivers)) {
        page.raw("<td class=\"n roomy\">");
        page.text(driver->fair_share ? shown(driver->fair_share, 0) + "\xC2\xA0%" : std::string())
            .raw("</td>");
      }
      if (has_adjusted(drivers)) {
        page.raw("<td class=\"n roomy\">").text(shown_signed(driver->adjusted_impact, decimals));
        page.raw("<span class=\"small\">");
        page.text(interval_text(driver->adjusted_impact_low, driver->adjusted_impact_high, decimals));
        page.raw("</span></td>");
      }
    } else {
      page.raw("<td class=\"wide\">");
      write_share_bar(*driver, largest_share, page);
      page.raw("</td>");
    }
    page.raw("</tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

void write_quote(const Quote& quote, Page& page) {
  const QuoteParts parts = shorten(split_quote(quote), kQuoteColumns, "\xE2\x80\xA6");
  page.raw("<li><blockquote><bdi>").text(parts.before);
  if (!parts.marked.empty()) page.raw("<mark>").text(parts.marked).raw("</mark>");
  page.text(parts.after).raw("</bdi></blockquote><p class=\"src\">").name(quote.source).raw(", row ");
  page.text(std::to_string(quote.row));
  if (!quote.id.empty()) page.raw(", id ").name(quote.id);
  page.raw("</p></li>\n");
}

void write_voice(const DriverRow& driver, const ScoreSummary* score, Page& page) {
  if (driver.quotes.empty()) return;
  page.raw("<article class=\"voice\"><div><h3>").name(driver.label).raw("</h3><p>");
  page.text(counted(driver.comments, "comment"));
  if (score != nullptr && driver.impact) {
    page.raw(". Without them ").name(score_title(*score)).raw(" would read ");
    page.text(tied(change_without(driver, score->meaning)));
  }
  page.raw(".</p></div><ul>\n");
  for (const Quote& quote : driver.quotes) write_quote(quote, page);
  page.raw("</ul></article>\n");
}

void write_voices(std::span<const DriverRow* const> drivers, const ScoreSummary* score, Page& page) {
  for (const DriverRow* driver : drivers) write_voice(*driver, score, page);
}

bool has_quotes(std::span<const DriverRow* const> drivers) {
  return std::any_of(drivers.begin(), drivers.end(), [](const DriverRow* d) { return !d->quotes.empty(); });
}

void write_folded_voices(Markup title, std::span<const DriverRow* const> drivers, const ScoreSummary* score,
                         Page& page) {
  if (!has_quotes(drivers)) return;
  page.raw("<details><summary>").raw(title).raw("</summary>\n");
  write_voices(drivers, score, page);
  page.raw("</details>\n");
}

void write_complaints(const Report& report, const DriverTables& table, bool is_first, Page& page) {
  page.raw("<h2>Top complaint drivers");
  if (table.score != nullptr) page.raw(" of ").name(score_title(*table.score));
  page.raw("</h2>\n");
  if (table.complaints.empty()) {
    page.raw("<p>").text(no_driver_sentence(report, &table)).raw("</p>\n");
    return;
  }
  open_table("Top complaint drivers", page);
  if (table.score == nullptr) {
    page.raw("No score was given: ranked by share of comments and sentiment. Shares of ");
  } else {
    page.raw(
        "Ranked by impact. Severity: how these comments score against other complaints. A pale bar: the "
        "interval holds zero, this may be chance. Shares of ");
  }
  page.text(counted(base_of(report, table.score), "comment"));
  page.raw(table.score == nullptr ? Markup(".</caption>\n") : Markup(" that have this score.</caption>\n"));
  write_driver_rows(table.complaints, table.score, true, page);
  const std::span<const DriverRow* const> all = table.complaints;
  const std::size_t open = is_first ? std::min(kVoicesOpen, all.size()) : 0;
  if (has_quotes(all.first(open))) {
    page.raw(
        "<h2>In their own words</h2>\n<p class=\"muted\">Comments that show the driver, drawn without regard "
        "to their wording; the clause that was read as the complaint is highlighted. ");
    page.text(report.redacted ? "Personal data is masked where it was recognised." : "Nothing is masked.");
    page.raw("</p>\n");
    write_voices(all.first(open), table.score, page);
  }
  write_folded_voices(open > 0 ? Markup("Quotes of the other drivers") : Markup("Quotes"), all.subspan(open),
                      table.score, page);
}

// A table of drivers with its quotes behind a click.
void write_driver_table(Markup title, Markup explanation, Markup quotes_title,
                        std::span<const DriverRow* const> drivers, const ScoreSummary* score, bool ranked,
                        Page& page) {
  open_table(title.text(), page);
  page.raw(explanation).raw("</caption>\n");
  write_driver_rows(drivers, score, ranked, page);
  write_folded_voices(quotes_title, drivers, score, page);
}

void write_driver_section(Markup title, Markup explanation, Markup quotes_title,
                          std::span<const DriverRow* const> drivers, const ScoreSummary* score, bool ranked,
                          Page& page) {
  if (drivers.empty()) return;
  page.raw("<h2>").raw(title);
  if (score != nullptr) page.raw(": ").name(score_title(*score));
  page.raw("</h2>\n");
  write_driver_table(title, explanation, quotes_title, drivers, score, ranked, page);
}

// Often the longest table and the least sure one: behind a click.
void write_unranked(const DriverTables& table, Page& page) {
  if (table.unranked.empty()) return;
  page.raw("<details><summary>Too few to rank");
  if (table.score != nullptr) page.raw(" for ").name(score_title(*table.score));
  page.raw(": ").text(counted(table.unranked.size(), "driver")).raw(" with 10 to 29 comments</summary>\n");
  write_driver_table("Too few to rank", "Said 10 to 29 times: too few for a place in the ranking.",
                     "Quotes of these", table.unranked, table.score, false, page);
  page.raw("</details>\n");
}

// The same drivers by posts, authors and reach, where the input says these.
void write_post_shares(const Report& report, const DriverTables& table, Page& page) {
  if (!has_post_shares(report) || table.complaints.empty()) return;
  const auto cell = [&](std::optional<double> share) {
    page.raw("<td class=\"n\">");
    if (share) {
      page.text(fixed(100 * *share, 1)).raw("&nbsp;%</td>");
    } else {
      page.text(kNoValue).raw("</td>");
    }
  };
  page.raw("<h2>The same drivers by posts, authors and reach</h2>\n");
  open_table("Drivers by posts, authors and reach", page);
  page.text(tied(post_shares_base(report)));
  page.raw(" One loud author with many posts counts once per author; a post that many see weighs per reach.");
  page.raw("</caption>\n<thead><tr><th scope=\"col\" class=\"n\">#</th><th scope=\"col\">Driver</th>");
  page.raw("<th scope=\"col\" class=\"n\">Per post</th>");
  if (report.posts->authors) page.raw("<th scope=\"col\" class=\"n\">Per author</th>");
  if (report.posts->reach) page.raw("<th scope=\"col\" class=\"n\">Per reach</th>");
  page.raw("</tr></thead>\n<tbody class=\"slim\">\n");
  for (const DriverRow* driver : table.complaints) {
    const PostShares shares = post_shares(report, *driver);
    page.raw("<tr><td class=\"n muted\">").text(std::to_string(driver->rank.value_or(0)));
    page.raw("</td><th scope=\"row\">").name(driver->label).raw("</th>");
    cell(shares.posts);
    if (report.posts->authors) cell(shares.authors);
    if (report.posts->reach) cell(shares.reach);
    page.raw("</tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

void write_drivers(const Report& report, Page& page) {
  const std::vector<DriverTables> tables = driver_tables(report);
  if (tables.empty()) {
    page.raw("<h2>Top complaint drivers</h2>\n<p>").text(no_driver_sentence(report, nullptr)).raw("</p>\n");
  }
  for (const DriverTables& table : tables) {
    write_complaints(report, table, &table == &tables.front(), page);
    if (&table == &tables.front()) write_post_shares(report, table, page);
    write_driver_section(
        "Praise",
        "What is praised, ranked as the complaints are. A theme has one name, for good and bad: praise "
        "under the name of a complaint says that this went well.",
        "Quotes of praise", table.praise, table.score, true, page);
    write_unranked(table, page);
    std::vector<const DriverRow*> wide = table.areas;
    wide.insert(wide.end(), table.general.begin(), table.general.end());
    write_driver_section(
        "Whole areas",
        "An area counts a comment once if it is on any of its themes, so it is not ranked beside them; "
        "bare praise or blame names no cause.",
        "Quotes of areas", wide, table.score, false, page);
  }
}

// ---- sentiment and themes

struct Part {
  Markup style;
  Markup word;
  std::uint64_t count;
};

// Parts side by side; `full` is the count that fills the whole width.
void write_stack(std::span<const Part> parts, std::uint64_t full, Page& page) {
  page.raw("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
  bool is_first = true;
  for (const Part& part : parts) {
    if (!is_first) page.raw(", ");
    is_first = false;
    page.text(grouped(part.count)).raw(" ").raw(part.word);
  }
  page.raw("\">");
  // Ends are rounded, not widths, so that the parts meet and end together.
  const Axis axis{0, static_cast<double>(full)};
  std::uint64_t sum = 0;
  for (const Part& part : parts) {
    const int begin = axis.at(static_cast<double>(sum));
    sum += part.count;
    const int end = axis.at(static_cast<double>(sum));
    if (end > begin) write_rect(part.style, begin, end - begin, page);
  }
  page.raw("</svg>");
}

void write_sentiment(const Report& report, Page& page) {
  const SentimentSummary& sentiment = report.sentiment;
  const std::uint64_t all = sum_of(sentiment);
  if (all == 0) return;
  const std::array<Part, 5> parts = {{{"neg", "negative", sentiment.negative},
                                      {"mix", "mixed", sentiment.mixed},
                                      {"neu", "neutral", sentiment.neutral},
                                      {"pos", "positive", sentiment.positive},
                                      {"none", "without evidence", sentiment.none}}};
  page.raw("<h2>Sentiment of the comments</h2>\n<figure class=\"panel\">");
  write_stack(parts, all, page);
  page.raw("<ul class=\"legend\">");
  for (const Part& part : parts) {
    page.raw("<li><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">");
    write_rect(part.style, 0, 20, page);
    page.raw("</svg>").text(grouped(part.count)).raw(" ").raw(part.word).raw(" (");
    page.text(fixed(100.0 * static_cast<double>(part.count) / static_cast<double>(all), 1))
        .raw("&nbsp;%)</li>");
  }
  page.raw("</ul>");
  if (sentiment.mean) {
    page.raw("<figcaption>Mean ").text(shown_signed(sentiment.mean, 2));
    page.raw(" on a scale of &minus;1 to 1, over the comments with evidence.</figcaption>");
  }
  page.raw("</figure>\n");
}

// 0 for a root; at most 3, deeper ones are shown like these.
std::size_t depth_of(const ThemeRow& theme, const std::map<std::string_view, const ThemeRow*>& by_id) {
  std::size_t depth = 0;
  for (const ThemeRow* at = &theme; depth < 3 && !at->parent.empty(); ++depth) {
    const auto parent = by_id.find(at->parent);
    if (parent == by_id.end()) break;
    at = parent->second;
  }
  return depth;
}

void write_themes(const Report& report, Page& page) {
  std::map<std::string_view, const ThemeRow*> by_id;
  std::uint64_t largest = 0;
  std::size_t silent = 0;
  for (const ThemeRow& theme : report.themes) {
    by_id.emplace(theme.id, &theme);
    largest = std::max(largest, theme.comments);
    if (theme.comments == 0) ++silent;
  }
  if (largest == 0) return;
  page.raw("<h2>All themes</h2>\n");
  open_table("All themes with their polarity", page);
  page.raw("What comments are about, good and bad. A parent counts a comment once.");
  if (silent > 0) {
    page.raw(" Not shown: ").text(counted(silent, "theme")).raw(" that no comment is on.");
  }
  page.raw(
      "</caption>\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"n\">Comments</th>"
      "<th scope=\"col\" class=\"wide\">Negative, mixed, neutral, positive</th>"
      "<th scope=\"col\" class=\"n\">Negative</th><th scope=\"col\" class=\"n roomy\">Mixed</th>"
      "<th scope=\"col\" class=\"n\">Positive</th></tr></thead>\n<tbody class=\"slim\">\n");
  constexpr std::array<Markup, 4> kDepths = {"d0", "d1", "d2", "d3"};
  for (const ThemeRow& theme : report.themes) {
    if (theme.comments == 0) continue;
    page.raw("<tr><th scope=\"row\" class=\"")
        .raw(kDepths[depth_of(theme, by_id)])
        .raw("\">")
        .name(theme.label);
    page.raw("</th><td class=\"n\">").text(grouped(theme.comments)).raw("</td><td class=\"wide\">");
    const std::array<Part, 4> parts = {{{"neg", "negative", theme.negative},
                                        {"mix", "mixed", theme.mixed},
                                        {"neu", "neutral", theme.neutral},
                                        {"pos", "positive", theme.positive}}};
    write_stack(parts, largest, page);
    page.raw("</td><td class=\"n\">").text(grouped(theme.negative)).raw("</td><td class=\"n roomy\">");
    page.text(grouped(theme.mixed))
        .raw("</td><td class=\"n\">")
        .text(grouped(theme.positive))
        .raw("</td></tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

// ---- what else the comments tell

// One line of the table: the kind on its first line only.
void write_signal_row(bool& is_first, Markup kind, std::string_view value, std::uint64_t comments,
                      std::uint64_t all, Page& page) {
  page.raw("<tr><th scope=\"row\">").raw(is_first ? kind : Markup("")).raw("</th><td>").name(value);
  page.raw("</td><td class=\"n\">").text(grouped(comments)).raw("</td><td class=\"n\">");
  page.text(fixed(100.0 * static_cast<double>(comments) / static_cast<double>(all), 1))
      .raw("&nbsp;%</td></tr>\n");
  is_first = false;
}

void write_signals(const Report& report, Page& page) {
  const SignalSummary& signals = report.signals;
  const std::uint64_t all = report.ledger.analysed;
  const bool has_effort =
      std::any_of(signals.effort.begin(), signals.effort.end(), [](std::uint64_t n) { return n > 0; });
  const bool has_counts = std::any_of(signals.counts.begin(), signals.counts.end(),
                                      [](const SignalCount& count) { return count.comments > 0; });
  const bool has_any = has_effort || has_counts || signals.with_duration > 0 || signals.with_rating > 0 ||
                       signals.transcripts > 0;
  if (!has_any || all == 0) return;
  page.raw("<h2>Also in these comments</h2>\n");
  open_table("What else the comments tell", page);
  page.raw(
      "What comments say beside their themes. One comment may count in several lines.</caption>\n"
      "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th><th scope=\"col\" "
      "class=\"n\">Comments</th><th scope=\"col\" class=\"n\">Share</th></tr></thead>\n<tbody "
      "class=\"slim\">\n");
  struct Group {
    SignalFamily family;
    Markup title;
  };
  constexpr std::array<Group, 5> kGroups = {{{SignalFamily::flag, "Flag"},
                                             {SignalFamily::emotion, "Emotion"},
                                             {SignalFamily::intent, "Intent"},
                                             {SignalFamily::expectation, "Expectation"},
                                             {SignalFamily::competitor, "Competitor named"}}};
  for (const Group& group : kGroups) {
    bool is_first_of_group = true;
    for (const SignalCount& count : signals.counts) {
      if (count.family == group.family && count.comments > 0)
        write_signal_row(is_first_of_group, group.title, count.label, count.comments, all, page);
    }
  }
  constexpr std::array<std::string_view, 5> kEffort = {"1, easy", "2", "3", "4", "5, hard"};
  bool is_first = true;
  for (std::size_t i = 0; i < kEffort.size(); ++i) {
    if (signals.effort[i] > 0) write_signal_row(is_first, "Effort", kEffort[i], signals.effort[i], all, page);
  }
  constexpr std::array<std::string_view, kDurationClasses.size()> kDurations = {
      "less than an hour", "an hour to a day", "a day to a week", "a week or more",
      "long, not said how long"};
  is_first = true;
  for (std::size_t i = 0; i < kDurations.size(); ++i) {
    if (signals.duration[i] > 0)
      write_signal_row(is_first, "Longest time stated", kDurations[i], signals.duration[i], all, page);
  }
  is_first = true;
  for (const RatingCount& rating : signals.ratings) {
    const int decimals = rating.value_milli % 1000 == 0 ? 0 : 1;
    const std::string value =
        fixed(rating.value_milli / 1000.0, decimals) + " of " + std::to_string(rating.scale);
    write_signal_row(is_first, "Rating in the text", value, rating.comments, all, page);
  }
  is_first = true;
  if (signals.transcripts > 0)
    write_signal_row(is_first, "Chat", "only the customer's turns were read", signals.transcripts, all, page);
  page.raw("</tbody></table></div>\n");
}

// ---- the end

void write_list(Markup title, const std::vector<std::string>& sentences, Page& page) {
  if (sentences.empty()) return;
  page.raw("<h3>").raw(title).raw("</h3>\n<ul class=\"list\">\n");
  for (const std::string& line : sentences) page.raw("<li>").name(line).raw("</li>\n");
  page.raw("</ul>\n");
}

void write_notes(const Report& report, Page& page) {
  const std::vector<std::string> notes = note_sentences(report);
  if (notes.empty() && report.warnings.empty() && report.notes.examples.empty()) return;
  page.raw("<h2>Notes and warnings</h2>\n<div class=\"panel\">\n");
  write_list("Warnings", report.warnings, page);
  write_list("Notes on the input", notes, page);
  write_list("Examples", report.notes.examples, page);
  page.raw("</div>\n");
}

void write_how_to_read(Page& page) {
  page.raw(
      "<h2>How to read this</h2>\n<dl class=\"panel how\">\n"
      "<dt>Complaint driver</dt><dd>A theme together with a negative clause about it. Praise of the same "
      "theme is "
      "counted apart.</dd>\n"
      "<dt>Impact</dt><dd>The score of all who wrote minus the score without the comments in question. "
      "&minus;6.2 "
      "means: without these comments the score would read 6.2 points higher. It grows with how many say it "
      "and with "
      "how low they score. Impacts overlap, as one comment may name several drivers, so they do not add "
      "up.</dd>\n"
      "<dt>Severity</dt><dd>The score of these comments minus the score of comments with other complaints. "
      "It tells "
      "a serious complaint from a frequent one.</dd>\n"
      "<dt>Fair share</dt><dd>Complaints overlap: who waits on hold often was cut off, too. The fair share "
      "is "
      "what is left to each of what all ranked complaints explain of the score together (Johnson's relative "
      "weights). A minus says that the score is lower with it.</dd>\n"
      "<dt>Ranks</dt><dd>Small figures under a rank: where it lay in 95&nbsp;% of 1,000 resampled runs. One "
      "that stands alone did not move.</dd>\n"
      "<dt>95&nbsp;% interval</dt><dd>The thin line on each bar: how far chance alone may move the figure. "
      "Where two "
      "intervals overlap much, the order of the two is not certain. Tagging error not included.</dd>\n"
      "<dt>Description, not cause</dt><dd>The figures say how the score differs between those who mention a "
      "thing and "
      "those who do not. They do not say what the score would be if the thing were mended.</dd>\n"
      "<dt>30 and 10</dt><dd>A driver is ranked from 30 comments on, listed from 10 on, and not quoted below "
      "that.</dd>\n</dl>\n");
}

}  // namespace

void write_html_report(const Report& report, std::string& out) {
  Page page(out);
  write_head(report, headline(report), page);
  write_alerts(report, page);
  write_who_is_counted(report, page);
  write_drivers(report, page);
  write_cuts(report, page);
  write_findings(report, page);
  write_sentiment(report, page);
  write_themes(report, page);
  write_signals(report, page);
  write_notes(report, page);
  write_how_to_read(page);
  page.raw("</main>\n<footer><p>verbatim ").text(report.program_version).raw(" &middot; lexicon ");
  page.text(report.lexicon_version)
      .raw(" &middot; tagging error not included</p></footer>\n</body>\n</html>\n");
}

}  // namespace verbatim
