#include "report/wording.h"

#include <doctest/doctest.h>

#include "support/sample_report.h"

using namespace verbatim;

namespace {

constexpr ScoreMeaning kNps = {ScoreKind::nps, TimeUnit::none, false};

DriverRow impact_row(double impact, double low, double high) {
  DriverRow row;
  row.impact = impact;
  row.impact_low = low;
  row.impact_high = high;
  return row;
}

}  // namespace

TEST_CASE("wording: an impact is told as how the score would read without the comments") {
  CHECK(change_without(impact_row(-6.21, -7.52, -4.9), kNps) ==
        "6.2 points higher (95 % interval 4.9 to 7.5)");
  CHECK(change_without(impact_row(4.1, 3.1, 5.1), kNps) == "4.1 points lower (95 % interval 3.1 to 5.1)");
  CHECK(change_without(impact_row(-0.5, -1.2, 0.3), kNps) ==
        "0.5 points higher (95 % interval 0.3 lower to 1.2 higher)");
  CHECK(change_without(impact_row(0.5, -0.3, 1.2), kNps) ==
        "0.5 points lower (95 % interval 1.2 lower to 0.3 higher)");
  CHECK(change_without(impact_row(0.01, -0.3, 0.3), kNps) ==
        "the same (95 % interval 0.3 lower to 0.3 higher)");
  CHECK(change_without(impact_row(3.44, 1, 5), {ScoreKind::ttr, TimeUnit::minute, true}) ==
        "3.4 minutes lower (95 % interval 1.0 to 5.0)");
  CHECK(change_without(impact_row(-0.213, -0.3, -0.1), {ScoreKind::stars5, TimeUnit::none, false}) ==
        "0.21 stars higher (95 % interval 0.10 to 0.30)");
  DriverRow bare;
  CHECK(change_without(bare, kNps).empty());
  bare.impact = -2;
  CHECK(change_without(bare, kNps) == "2.0 points higher");
}

TEST_CASE("wording: the headline names the first complaint driver") {
  CHECK(sentence(headline(testing::sample_report())) ==
        "Time on hold hurts most: 312 of 2,860 comments; without them NPS would read 6.2 points higher "
        "(95 % interval 4.9 to 7.5).");
}

TEST_CASE("wording: the headline says when the first driver may be chance or does no harm") {
  Report report = testing::small_report();
  report.drivers[0].impact_high = 0.5;
  CHECK(headline(report).answer == "Time on hold is first, but may be chance");
  report.drivers[0].impact = 0.2;
  CHECK(headline(report).answer == "No complaint makes NPS worse");
}

TEST_CASE("wording: the headline without a score, drivers, comments or records") {
  Report report = testing::small_report();
  report.drivers[0].score.clear();
  CHECK(sentence(headline(report)) ==
        "Time on hold is the first complaint: 2 of 3 comments (66.7 %), ranked by share and sentiment, "
        "without a "
        "score.");
  report.drivers.clear();
  CHECK(sentence(headline(report)) == "No complaint driver has 30 comments yet: 3 comments analysed.");
  report.ledger.analysed = 0;
  CHECK(sentence(headline(report)) ==
        "There are no comments to analyse: none of the 2 records has usable text.");
  CHECK(sentence(headline(Report{})) == "There is nothing to report: the input holds no records.");
}

TEST_CASE("wording: drivers are sorted into tables by score, each row in one") {
  const Report report = testing::sample_report();
  const auto tables = driver_tables(report);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].score->name == "nps");
  CHECK(tables[0].complaints.size() == 13);
  CHECK(tables[0].praise.size() == 4);
  CHECK(tables[0].unranked.size() == 3);
  CHECK(tables[0].areas.size() == 2);
  CHECK(tables[0].general.size() == 1);
  CHECK(tables[1].score->name == "csat");
  CHECK(tables[1].complaints.size() == 3);
  CHECK(tables[1].praise.size() == 1);
}

TEST_CASE("wording: a driver's shares per post, per author and per reach") {
  Report report;
  DriverRow driver;
  CHECK_FALSE(has_post_shares(report));
  CHECK_FALSE(post_shares(report, driver).posts);
  report.posts = PostSummary{};
  report.posts->posts = 200;
  report.posts->reposts = 40;
  CHECK_FALSE(has_post_shares(report));  // no authors, no reach: nothing that comments do not say
  report.posts->authors = 50;
  report.posts->reach = 1200000;
  driver.posts = 30;
  driver.authors = 5;
  CHECK(has_post_shares(report));
  const PostShares shares = post_shares(report, driver);
  CHECK(shares.posts.value() == doctest::Approx(0.15));
  CHECK(shares.authors.value() == doctest::Approx(0.1));
  CHECK_FALSE(shares.reach);
  CHECK(post_shares_base(report) ==
        "Of 200 posts (40 of them reposts), 50 authors and a reach of 1,200,000.");
  report.posts->authors_estimated = true;
  report.posts->reach.reset();
  CHECK(post_shares_base(report) ==
        "Of 200 posts (40 of them reposts) and about 50 authors (estimated, within 6 %).");
}

TEST_CASE("wording: rules that took rows are told with what lifts them") {
  Report report;
  report.row_rules = {{"unfinished", "Finished", "is False or 0", 12, false},
                      {"preview", "Status", "is Test", 0, false},
                      {"opt-out", "State", "is gone", 1, true}};
  report.ledger.repost = 3;
  const std::vector<std::string> notes = note_sentences(report);
  REQUIRE(notes.size() == 3);
  CHECK(notes[0] ==
        "12 rows whose 'Finished' is False or 0 are left out as unfinished; keep them with --include "
        "unfinished.");
  CHECK(notes[1] == "1 row whose 'State' is gone is left out as opt-out, as --exclude says.");
  CHECK(notes[2].starts_with("3 reposts are counted with the post that they repeat"));
}

TEST_CASE("wording: the ledger tells only of classes that hold records") {
  Ledger ledger;
  CHECK(ledger_parts(ledger).size() == 1);
  ledger.rejected = 3;
  const auto parts = ledger_parts(ledger);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].what == "analysed");
  CHECK(parts[1].what == "rejected");
  CHECK(parts[1].count == 3);
}

TEST_CASE("wording: notes are whole sentences") {
  const auto notes = note_sentences(testing::sample_report());
  REQUIRE(notes.size() == 7);
  CHECK(notes[0] == "3 blank lines skipped.");
  CHECK(notes[5] == "NPS: 2 values not used, out of range 0..10 (first in scores.csv, line 77).");
  CHECK(notes[6] == "NPS: 44 records without a value.");
  CHECK(note_sentences(Report{}).empty());
}
