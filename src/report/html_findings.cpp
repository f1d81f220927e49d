#include "report/html_findings.h"

#include <algorithm>
#include <cmath>

#include "report/finding_words.h"
#include "report/number_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kPhrasesShown = 12;
constexpr std::uint64_t kFewestShown = 10;

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? std::string() : percent(static_cast<double>(part) / static_cast<double>(whole));
}

void write_phrases(const std::vector<KeyPhrase>& phrases, Markup others, Page& page) {
  page.raw(
      "<thead><tr><th scope=\"col\">Phrase</th><th scope=\"col\" class=\"n\">Comments</th>"
      "<th scope=\"col\" class=\"n\">Share</th><th scope=\"col\" class=\"n\">");
  page.raw(others).raw(
      "</th><th scope=\"col\" class=\"n roomy\">G&sup2;</th></tr></thead>\n<tbody class=\"slim\">\n");
  for (std::size_t i = 0; i < std::min(phrases.size(), kPhrasesShown); ++i) {
    const KeyPhrase& phrase = phrases[i];
    page.raw("<tr><th scope=\"row\">").name(phrase.phrase).raw("</th><td class=\"n\">");
    page.text(grouped(phrase.comments)).raw("</td><td class=\"n\">");
    page.text(tied(share_text(phrase.comments, phrase.of))).raw("</td><td class=\"n\">");
    page.text(tied(share_text(phrase.others, phrase.others_of))).raw("</td><td class=\"n roomy\">");
    page.text(fixed(phrase.g2, 0)).raw("</td></tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

void write_unexplained(const Report& report, Page& page) {
  const UnexplainedSummary& found = report.unexplained;
  if (found.bad == 0) return;
  page.raw("<h2>What no theme explains</h2>\n<p>");
  page.text(tied(sentence(unexplained_headline(report)))).raw("</p>\n");
  if (!found.missed.empty()) {
    open_table("Phrases that stand out in comments without a theme", page);
    page.raw(
        "Phrases that stand out in these comments, against all others with a good or bad score: what a new "
        "theme may be made of.</caption>\n");
    write_phrases(found.missed, "Elsewhere", page);
  }
  if (!found.bad_phrases.empty()) {
    page.raw(
        "<details><summary>Phrases of everybody with a bad score, against those with a good one</summary>\n");
    open_table("Phrases of bad scores", page);
    page.raw("Whether a theme holds them or not.</caption>\n");
    write_phrases(found.bad_phrases, "Good scores", page);
    page.raw("</details>\n");
  }
}

// Of fewer than 10 records only their number.
void write_cell(const ScoreFigures& figures, int decimals, Page& page) {
  const bool is_shown = figures.main.n >= kFewestShown;
  page.raw("<td class=\"n\">").text(shown(is_shown ? figures.main.value : std::nullopt, decimals));
  if (is_shown) {
    page.raw("<span class=\"small\">").text(interval_text(figures.main.low, figures.main.high, decimals));
    page.raw("</span>");
  }
  page.raw("</td><td class=\"n\">").text(grouped(figures.main.n)).raw("</td>");
}

void write_curve(const Report& report, const ScoreCurve& curve, Page& page) {
  const ScoreSummary* score = find_score(report, curve.score);
  if (score == nullptr || curve.records == 0) return;
  const ScoreSummary* number = find_score(report, curve.number);
  const std::string number_title = number == nullptr ? "Stated wait" : score_title(*number);
  const int decimals = shown_decimals(score->meaning);
  const bool has_silent = std::any_of(curve.bands.begin(), curve.bands.end(), [](const CurveBand& band) {
    return band.figures.main.n != band.analysed.main.n;
  });
  open_table("A score by a time", page);
  page.name(score_title(*score)).raw(" by ").name(number_title).raw(". ");
  page.text(tied(knee_sentence(report, curve))).raw("</caption>\n<thead><tr><th scope=\"col\">");
  page.name(number_title).raw("</th><th scope=\"col\" class=\"n\">");
  page.name(score_title(*score)).raw("</th><th scope=\"col\" class=\"n\">Records</th>");
  if (has_silent)
    page.raw(
        "<th scope=\"col\" class=\"n\">Of those who wrote</th><th scope=\"col\" class=\"n\">Records</th>");
  page.raw("</tr></thead>\n<tbody class=\"slim\">\n");
  for (const CurveBand& band : curve.bands) {
    page.raw("<tr><th scope=\"row\">").text(band.label).raw("</th>");
    write_cell(band.figures, decimals, page);
    if (has_silent) write_cell(band.analysed, decimals, page);
    page.raw("</tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

void write_curves(const Report& report, Page& page) {
  const bool has_any = std::any_of(report.curves.begin(), report.curves.end(),
                                   [](const ScoreCurve& curve) { return curve.records > 0; });
  if (!has_any) return;
  page.raw("<h2>Scores by time</h2>\n");
  for (const ScoreCurve& curve : report.curves) write_curve(report, curve, page);
}

void write_wait_row(std::string_view label, const WaitFigures& figures, Page& page) {
  page.raw("<tr><th scope=\"row\">").name(label).raw("</th><td class=\"n\">");
  page.text(grouped(figures.comments)).raw("</td><td class=\"n\">");
  page.text(duration_text(figures.median)).raw("</td><td class=\"n\">");
  page.text(duration_text(figures.quarter)).raw(" to ").text(duration_text(figures.three_quarters));
  page.raw("</td><td class=\"n roomy\">").text(duration_text(figures.p90)).raw("</td></tr>\n");
}

void write_waits(const Report& report, Page& page) {
  const WaitSummary& waits = report.waits;
  if (waits.all.comments < kFewestShown) return;
  page.raw("<h2>How long they say they waited</h2>\n");
  for (const WaitOfScore& row : waits.scores) {
    const std::string told = wait_sentence(report, row);
    if (!told.empty()) page.raw("<p>").text(tied(told)).raw("</p>\n");
  }
  open_table("Stated times by theme", page);
  page.raw(
      "Times that comments state in one clause with a theme, praise left out: the longest of each "
      "comment.</caption>\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"n\">Comments</th>"
      "<th scope=\"col\" class=\"n\">Median</th><th scope=\"col\" class=\"n\">Middle half</th>"
      "<th scope=\"col\" class=\"n roomy\">One in ten states more than</th></tr></thead>\n<tbody "
      "class=\"slim\">\n");
  write_wait_row("All themes", waits.all, page);
  for (const WaitOfTheme& theme : waits.themes) write_wait_row(theme.label, theme.stated, page);
  page.raw("</tbody></table></div>\n");
  for (const WaitOfScore& row : waits.scores) {
    if (row.curve.records >= 30) write_curve(report, row.curve, page);
  }
}

void write_pairs(const Report& report, Page& page) {
  if (report.pairs.empty()) return;
  page.raw("<h2>Complaints that travel together</h2>\n");
  open_table("Complaints that travel together", page);
  page.raw(
      "Pairs that stand in one comment more often than chance has it (q &lt; .05 over all pairs of ranked "
      "complaints).</caption>\n<thead><tr><th scope=\"col\">Complaints</th><th scope=\"col\" class=\"n\">"
      "Both</th><th scope=\"col\" class=\"n\">By chance</th><th scope=\"col\" class=\"n\">"
      "Correlation</th></tr></thead>\n<tbody class=\"slim\">\n");
  for (const ThemePair& pair : report.pairs) {
    page.raw("<tr><th scope=\"row\">").name(pair.label).raw(" &amp; ").name(pair.other_label);
    page.raw("</th><td class=\"n\">").text(grouped(pair.comments)).raw("</td><td class=\"n\">");
    page.text(fixed(pair.expected, 1))
        .raw("</td><td class=\"n\">")
        .text(fixed(pair.phi, 2))
        .raw("</td></tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

Markup conflict_title(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::good_score_complaint:
      return "A good score, and nothing but complaint";
    case ConflictKind::bad_score_praise:
      return "A bad score, and nothing but praise";
    case ConflictKind::praise_on_complaint:
      return "A bad score, and praise on the whole beside a complaint";
  }
  return "";
}

Markup conflict_meaning(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::good_score_complaint:
      return "The scale taken the wrong way round, or somebody who is loyal and cross.";
    case ConflictKind::bad_score_praise:
      return "The scale taken the wrong way round (1 for the best)?";
    case ConflictKind::praise_on_complaint:
      return "Sarcasm, or a scale taken the wrong way round?";
  }
  return "";
}

void write_conflicts(const Report& report, Page& page) {
  const auto has_any = [](const ScoreSummary& score) {
    return std::any_of(score.conflicts.begin(), score.conflicts.end(),
                       [](const ConflictSummary& conflict) { return conflict.comments > 0; });
  };
  if (std::none_of(report.scores.begin(), report.scores.end(), has_any)) return;
  page.raw("<h2>Where text and score disagree</h2>\n");
  for (const ScoreSummary& score : report.scores) {
    if (!has_any(score)) continue;
    open_table("Text against score", page);
    page.name(score_title(score));
    page.raw(
        ": counted as they stand; the last column says by how many points the score would move without "
        "them.</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\" class=\"n\">Comments</th>"
        "<th scope=\"col\" class=\"n\">Without them</th></tr></thead>\n<tbody class=\"slim\">\n");
    for (const ConflictSummary& conflict : score.conflicts) {
      if (conflict.comments == 0) continue;
      page.raw("<tr><th scope=\"row\">").raw(conflict_title(conflict.kind)).raw("<span class=\"id\">");
      page.raw(conflict_meaning(conflict.kind)).raw("</span></th><td class=\"n\">");
      page.text(grouped(conflict.comments)).raw("</td><td class=\"n\">");
      page.text(shown_signed(conflict.effect, shown_decimals(score.meaning) + 1)).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>\n<details><summary>Some of them</summary>\n<ul class=\"list\">\n");
    for (const ConflictSummary& conflict : score.conflicts) {
      for (const Quote& quote : conflict.examples) {
        page.raw("<li>").name(quote.text).raw(" <span class=\"muted\">").name(quote.source).raw(" row ");
        page.text(std::to_string(quote.row)).raw("</span></li>\n");
      }
    }
    page.raw("</ul></details>\n");
  }
}

}  // namespace

void write_findings(const Report& report, Page& page) {
  write_unexplained(report, page);
  write_curves(report, page);
  write_waits(report, page);
  write_pairs(report, page);
  write_conflicts(report, page);
}

}  // namespace verbatim
