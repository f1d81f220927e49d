#include "drivers/driver_table.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using namespace testing;

constexpr ScoreMeaning kNps{.kind = ScoreKind::nps, .unit = TimeUnit::none, .low_is_good = false};
constexpr ScoreMeaning kStars{.kind = ScoreKind::stars5, .unit = TimeUnit::none, .low_is_good = false};
constexpr ScoreMeaning kTtr{.kind = ScoreKind::ttr, .unit = TimeUnit::minute, .low_is_good = true};

// Tally and quotes of some records, and the rows that come of them.
struct Run {
  std::vector<DriverTheme> themes = small_tree();
  std::vector<ScoreMeaning> meanings;
  std::vector<std::string> names;
  DriverTally tally;
  QuoteSample sample;

  explicit Run(std::vector<ScoreMeaning> scores)
      : meanings(std::move(scores)), tally(themes, meanings), sample(ThemeTree(themes)) {
    for (std::size_t i = 0; i < meanings.size(); ++i) names.push_back("score" + std::to_string(i));
  }
  void add(const Unit& unit) {
    tally.add(unit.facts());
    if (unit.analysed) sample.add(unit.quote());
  }
  // `times` records with one finding each (or none) and one score.
  void add(int times, std::optional<ThemeFinding> finding, ScoreValue score,
           std::int32_t sentiment_milli = -500) {
    Unit unit;
    unit.sentiment_milli = sentiment_milli;
    if (finding) {
      unit.themes = {*finding};
      unit.mentions = {{finding->theme, EntryId{0}, finding->polarity, {0, 5}, {0, 9}}};
    }
    if (!meanings.empty()) unit.scores = {score};
    for (int i = 0; i < times; ++i) {
      unit.row = tally.analysed() + 1;
      unit.hash = unit.row;
      unit.text = "What was said in record " + std::to_string(unit.row);
      add(unit);
    }
  }
  std::vector<DriverRow> rows() const {
    return make_driver_rows(tally, themes, names, sample, std::vector<std::string>{"a.csv"});
  }
};

ThemeFinding finding(std::uint32_t theme, Polarity polarity) {
  return {ThemeId{theme}, polarity};
}
ThemeFinding complaint(std::uint32_t theme) {
  return finding(theme, Polarity::negative);
}
ThemeFinding praise(std::uint32_t theme) {
  return finding(theme, Polarity::positive);
}

// "complaint 1 wait.queue leaf": what the row is about, without its figures.
std::string name_of(const DriverRow& row) {
  constexpr const char* kLevels[] = {"leaf", "parent", "general"};
  return std::string(row.kind == DriverKind::complaint ? "complaint " : "praise ") +
         (row.rank ? std::to_string(*row.rank) : "-") + " " + row.theme + " " +
         kLevels[static_cast<std::size_t>(row.level)] + (row.too_few_to_rank ? " few" : "");
}

using Names = std::vector<std::string>;

Names names_of(const std::vector<DriverRow>& rows) {
  Names names;
  for (const DriverRow& row : rows) names.push_back(name_of(row));
  return names;
}

// Every field, floating point to the last bit.
std::string bits_of(const DriverRow& row) {
  std::string bits =
      name_of(row) + "|" + row.label + "|" + row.score + "|" + row.unit + "|" + std::to_string(row.comments);
  for (const std::optional<double>& value :
       {std::optional<double>(row.share), row.score_with, row.score_without, row.impact, row.impact_low,
        row.impact_high, row.severity, row.severity_low, row.severity_high, row.p, row.q, row.severity_p,
        row.severity_q}) {
    char text[40] = "-";
    if (value) std::snprintf(text, sizeof text, "%a", *value);
    bits += std::string("|") + text;
  }
  for (const Quote& quote : row.quotes) bits += "|" + std::to_string(quote.row) + quote.text;
  return bits;
}

Names bits_of(const std::vector<DriverRow>& rows) {
  Names bits;
  for (const DriverRow& row : rows) bits.push_back(bits_of(row));
  return bits;
}

const DriverRow& row_of(const std::vector<DriverRow>& rows, std::string_view name) {
  for (const DriverRow& row : rows) {
    if (name_of(row) == name) return row;
  }
  FAIL("no row " << name);
  return rows.front();
}

}  // namespace

TEST_CASE("driver_table: ranked leaves, then too few, then parents, then general; complaints before praise") {
  Run run({kNps});
  run.add(300, std::nullopt, points(10));
  run.add(40, complaint(kHold), points(5));
  run.add(60, complaint(kQueue), points(2));
  run.add(35, complaint(kWait), points(8));
  run.add(12, complaint(kFood), points(1));
  run.add(9, complaint(kAttitude), points(1));
  run.add(50, complaint(kGeneral), points(0));
  run.add(45, praise(kFood), points(9));
  const std::vector<DriverRow> rows = run.rows();
  CHECK(names_of(rows) == Names{"complaint 1 wait.queue leaf", "complaint 2 wait.hold leaf",
                                "complaint 3 wait leaf", "complaint - food leaf few",
                                "complaint - wait parent", "complaint - general general",
                                "praise 1 food leaf"});
  CHECK(rows[2].label == "Waiting, unspecified");
  CHECK(rows[4].label == "Waiting");
  CHECK(rows[4].comments == 135);
  for (const DriverRow& row : rows) {
    CAPTURE(name_of(row));
    CHECK(row.q.has_value() == row.rank.has_value());
    CHECK(row.severity_q.has_value() == (row.rank.has_value() && row.severity.has_value()));
    CHECK(row.p.has_value());
    CHECK(row.quotes.size() == 3);
    CHECK(row.score == "score0");
    CHECK(row.unit == unit_name(kNps));
  }
}

TEST_CASE(
    "driver_table: impact is the score of all less that of the others, severity against other complaints") {
  Run run({kStars});
  run.add(100, std::nullopt, points(5));
  run.add(20, complaint(kQueue), points(1));
  run.add(20, complaint(kQueue), points(2));
  run.add(30, complaint(kFood), points(3));
  run.add(10, complaint(kFood), points(2));
  run.add(5, std::nullopt, ScoreValue{});
  const std::vector<DriverRow> rows = run.rows();
  const DriverRow& queue = row_of(rows, "complaint 1 wait.queue leaf");
  const double all = (500 + 20 + 40 + 90 + 20) / 180.0;
  const double others = (500 + 90 + 20) / 140.0;
  CHECK(queue.comments == 40);
  CHECK(queue.share == doctest::Approx(40 / 180.0));
  CHECK(*queue.score_with == doctest::Approx(1.5));
  CHECK(*queue.score_without == doctest::Approx(others));
  CHECK(*queue.impact == doctest::Approx(all - others));
  CHECK(*queue.severity == doctest::Approx(1.5 - 2.75));
  CHECK(*queue.severity_high < 0);
  CHECK(*queue.severity_p < 1e-6);
  CHECK(*row_of(rows, "complaint 2 food leaf").severity == doctest::Approx(2.75 - 1.5));
}

TEST_CASE("driver_table: where low is good, the complaint that lengthens most is first") {
  const auto minutes = [](std::int64_t value) { return ScoreValue{true, value * 60'000}; };
  Run run({kTtr});
  run.add(100, std::nullopt, minutes(10));
  run.add(40, complaint(kFood), minutes(5));
  run.add(40, complaint(kQueue), minutes(90));
  run.add(40, complaint(kHold), minutes(30));
  run.add(40, praise(kFood), minutes(2));
  run.add(40, praise(kAttitude), minutes(60));
  const std::vector<DriverRow> rows = run.rows();
  CHECK(rows[0].theme == "wait.queue");
  CHECK(*rows[0].rank == 1);
  CHECK(*rows[0].impact > 0);
  CHECK(*rows[0].severity > 0);
  CHECK(rows[1].theme == "wait.hold");
  CHECK(rows[2].theme == "food");
  CHECK(*rows[2].impact < 0);
  const DriverRow& fast = row_of(rows, "praise 1 food leaf");
  CHECK(*fast.impact < 0);
  CHECK(*row_of(rows, "praise 2 staff.attitude leaf").impact > 0);
}

TEST_CASE("driver_table: without a score, share times sentiment ranks, and nothing is claimed of impact") {
  Run run({});
  run.add(200, std::nullopt, {});
  run.add(40, complaint(kFood), {}, -900);
  run.add(50, complaint(kQueue), {}, -400);
  run.add(31, complaint(kHold), {}, -900);
  run.add(30, praise(kAttitude), {}, 800);
  const std::vector<DriverRow> rows = run.rows();
  CHECK(names_of(rows) == Names{"complaint 1 food leaf", "complaint 2 wait.hold leaf",
                                "complaint 3 wait.queue leaf", "complaint - wait parent",
                                "praise 1 staff.attitude leaf", "praise - staff parent"});
  CHECK(rows[0].score.empty());
  CHECK(rows[0].unit.empty());
  CHECK(rows[0].share == doctest::Approx(40 / 351.0));
  CHECK_FALSE(rows[0].impact);
  CHECK_FALSE(rows[0].severity);
  CHECK_FALSE(rows[0].p);
  CHECK_FALSE(rows[0].q);
  CHECK(rows[0].quotes.size() == 3);
}

TEST_CASE("driver_table: equal impacts are ordered by comments, then by id") {
  Run run({kStars});
  run.add(100, std::nullopt, points(5));
  run.add(40, complaint(kQueue), points(1));
  run.add(40, complaint(kFood), points(1));
  run.add(40, complaint(kHold), points(1));
  const std::vector<DriverRow> rows = run.rows();
  CHECK(rows[0].theme == "food");
  CHECK(rows[1].theme == "wait.hold");
  CHECK(rows[2].theme == "wait.queue");
  CHECK(*rows[0].impact == *rows[2].impact);

  Run flat({kStars});
  flat.add(100, std::nullopt, points(3));
  flat.add(40, complaint(kFood), points(3));
  flat.add(50, complaint(kQueue), points(3));
  const std::vector<DriverRow> same = flat.rows();
  CHECK(same[0].theme == "wait.queue");
  CHECK(same[1].theme == "food");
  CHECK(*same[0].impact == 0);
  CHECK_FALSE(std::signbit(*same[0].impact));
  CHECK(*same[0].p == 1);
  CHECK(*same[0].severity_p == 1);
}

TEST_CASE("driver_table: rows begin at 10 records and ranks at 30, with a score and without") {
  for (const bool has_score : {true, false}) {
    Run run(has_score ? std::vector<ScoreMeaning>{kStars} : std::vector<ScoreMeaning>{});
    run.add(100, std::nullopt, points(5));
    run.add(9, complaint(kFood), points(1));
    run.add(10, complaint(kAttitude), points(1));
    run.add(29, complaint(kHold), points(1));
    run.add(30, complaint(kQueue), points(1));
    CHECK(names_of(run.rows()) == Names{"complaint 1 wait.queue leaf", "complaint - wait.hold leaf few",
                                        "complaint - staff.attitude leaf few", "complaint - wait parent",
                                        "complaint - staff parent"});
  }
}

TEST_CASE("driver_table: a theme that every record has is listed without impact or rank") {
  Run run({kStars});
  run.add(50, complaint(kFood), points(2));
  const std::vector<DriverRow> rows = run.rows();
  CHECK(names_of(rows) == Names{"complaint - food leaf"});
  CHECK_FALSE(rows[0].impact);
  CHECK_FALSE(rows[0].severity);
  CHECK_FALSE(rows[0].score_without);
  CHECK(*rows[0].score_with == 2);
}

TEST_CASE("driver_table: nothing counted gives no drivers and the whole tree of themes") {
  CHECK(Run({kNps}).rows().empty());
  CHECK(Run({}).rows().empty());
  const Run run({kNps});
  const std::vector<ThemeRow> themes = make_theme_rows(run.tally, run.themes);
  REQUIRE(themes.size() == 8);
  CHECK(themes[7].id == "wait.queue");
  CHECK(themes[7].parent == "wait");
  CHECK(themes[0].parent.empty());
  CHECK(themes[0].comments == 0);
}

TEST_CASE("driver_table: a score without values has no rows beside one that has") {
  Run run({kNps, kStars});
  Unit unit;
  unit.themes = {complaint(kFood)};
  unit.scores = {points(3), ScoreValue{}};
  for (int i = 0; i < 40; ++i) run.add(unit);
  unit.themes.clear();
  for (int i = 0; i < 40; ++i) run.add(unit);
  const std::vector<DriverRow> rows = run.rows();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].score == "score0");
}

TEST_CASE("driver_table: rows come score by score, with q over both kinds of a score's ranked leaves") {
  Run run({kNps, kTtr});
  for (const Unit& unit : random_units(2000, 12)) run.add(unit);
  const std::vector<DriverRow> rows = run.rows();
  for (const std::string& score : run.names) {
    std::vector<double> p;
    std::vector<double> q;
    for (const DriverRow& row : rows) {
      if (row.score != score || !row.rank) continue;
      p.push_back(*row.p);
      q.push_back(*row.q);
    }
    CHECK(p.size() == 12);  // 6 leaves that are not general, unspecified ones among them, of two kinds
    CHECK(q == benjamini_hochberg(p));
  }
  bool is_second = false;
  for (const DriverRow& row : rows) {
    is_second = is_second || row.score == "score1";
    CHECK((row.score == "score1") == is_second);
  }
}

TEST_CASE("driver_table: any partition merged in any order gives the same rows to the bit") {
  const std::vector<Unit> units = random_units(1500, 21);
  Run whole({kNps, kTtr});
  for (const Unit& unit : units) whole.add(unit);
  const Names expected = bits_of(whole.rows());
  REQUIRE(expected.size() > 20);
  Draw draw(22);
  for (int round = 0; round < 12; ++round) {
    std::vector<Run> parts(1 + draw.below(8), Run({kNps, kTtr}));
    const std::size_t first = draw.below(parts.size());  // parts before it stay empty
    for (const Unit& unit : units) parts[first + draw.below(parts.size() - first)].add(unit);
    Run total({kNps, kTtr});
    while (!parts.empty()) {
      const std::size_t next = draw.below(parts.size());
      total.tally.merge(parts[next].tally);
      total.sample.merge(parts[next].sample);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(next));
    }
    CHECK(bits_of(total.rows()) == expected);
  }
}

TEST_CASE("driver_table: 40 random complainants are flagged by severity in at most 6 % of draws") {
  // Two real drivers of unlike severity and many plain complaints; `food` is put on 40 of all complainants at
  // random. By p its impact looks sure nearly always; severity is what must not be fooled.
  Draw draw(31);
  int flagged = 0;
  int fooled = 0;
  constexpr int kDraws = 1000;
  for (int round = 0; round < kDraws; ++round) {
    Run run({kNps});
    const auto score = [&draw](double detractors, double promoters) {
      const double u = draw.unit();
      return points(u < detractors ? 3 : u < detractors + promoters ? 10 : 8);
    };
    std::vector<Unit> complainants(500);
    for (std::size_t i = 0; i < complainants.size(); ++i) {
      Unit& unit = complainants[i];
      const bool is_queue = i < 120;
      unit.themes = {complaint(is_queue ? kQueue : i < 250 ? kAttitude : kHold)};
      unit.scores = {is_queue ? score(0.85, 0.05) : score(0.55, 0.15)};
    }
    for (std::size_t i = 0; i < 40; ++i) {
      std::swap(complainants[i], complainants[i + draw.below(complainants.size() - i)]);
      complainants[i].themes.insert(complainants[i].themes.begin(), complaint(kFood));
    }
    for (const Unit& unit : complainants) run.tally.add(unit.facts());
    Unit content;
    for (int i = 0; i < 500; ++i) {
      content.scores = {score(0.1, 0.6)};
      run.tally.add(content.facts());
    }
    for (const DriverRow& row : run.rows()) {
      if (row.theme != "food") continue;
      flagged += *row.severity_q < 0.05 ? 1 : 0;
      fooled += *row.p < 0.05 ? 1 : 0;
    }
  }
  CAPTURE(flagged);
  CAPTURE(fooled);
  CHECK(flagged <= kDraws * 6 / 100);
  CHECK(fooled >= kDraws * 95 / 100);
}

}  // namespace verbatim
