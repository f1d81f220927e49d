#include "drivers/customer_tally.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace verbatim {
namespace {

const std::vector<DriverTheme> kThemes = {{"staff", "Staff", {}, false}, {"wait", "Waiting", {}, false}};
constexpr ThemeId kStaff{0};
constexpr ThemeId kWait{1};

CustomerShape shape() {
  CustomerShape out;
  out.themes = kThemes;
  out.has_score = true;
  out.has_event = true;
  out.is_dated = true;
  out.last_period = 23;  // December 1971
  out.callbacks = 100;
  return out;
}

// One record of customer `who` on a day; the place follows from both.
CustomerRecord record(std::uint64_t who, std::int32_t day, std::uint32_t facts = 0) {
  CustomerRecord out;
  out.key = {who, 0};
  out.day = day;
  out.place = who * 1000 + static_cast<std::uint64_t>(day);
  out.facts = facts | CustomerRecord::counts;
  return out;
}

CustomerRecord complaint(std::uint64_t who, std::int32_t day, ThemeId theme, std::uint32_t facts = 0) {
  CustomerRecord out = record(who, day, facts | CustomerRecord::complains | CustomerRecord::wrote);
  out.themes[0] = theme;
  out.theme_count = 1;
  return out;
}

CustomerRecord with_tone(std::uint64_t who, std::int32_t day, std::int32_t milli) {
  CustomerRecord out = record(who, day, CustomerRecord::wrote);
  out.sentiment_milli = milli;
  return out;
}

CustomerRecord with_score(CustomerRecord out, std::int32_t points) {
  out.score_milli = points * 1000;
  if (points <= 6) out.facts |= CustomerRecord::bad_score;
  return out;
}

CustomerTally tally_of(std::vector<CustomerRecord> records, const CustomerShape& of = shape()) {
  CustomerTally tally(of);
  std::sort(records.begin(), records.end(), comes_before);
  for (auto first = records.begin(); first != records.end();) {
    const auto next = std::find_if(first, records.end(), [&](const auto& r) { return r.key != first->key; });
    tally.add({first, next});
    first = next;
  }
  return tally;
}

std::uint32_t left_if(bool left) {
  return left ? std::uint32_t{CustomerRecord::left} : 0;
}

std::vector<std::uint64_t> customers_of(const std::vector<CallbackPick>& picks) {
  std::vector<std::uint64_t> out;
  for (const CallbackPick& pick : picks) out.push_back(pick.record.key.high);
  return out;
}

}  // namespace

TEST_CASE("customer_tally: who complains again, and of what") {
  const CustomerSummary summary =
      tally_of({complaint(1, 10, kWait), complaint(1, 20, kWait),
                complaint(1, 30, kStaff),                           // again of waiting
                complaint(2, 10, kWait), complaint(2, 20, kStaff),  // of two things
                complaint(3, 10, kWait), record(3, 20), record(4, 10)})
          .summary();
  CHECK(summary.customers == 4);
  CHECK(summary.records == 8);
  CHECK(summary.several == 3);
  CHECK(summary.complainers == 3);
  CHECK(summary.repeat == 2);
  REQUIRE(summary.repeats.size() == 1);
  CHECK(summary.repeats[0].theme == "wait");
  CHECK(summary.repeats[0].customers == 3);
  CHECK(summary.repeats[0].repeat == 1);
}

TEST_CASE("customer_tally: two complaints of one day are one; without days each is its own") {
  CustomerRecord morning = complaint(1, 10, kWait);
  CustomerRecord evening = morning;
  evening.place += 500;
  CHECK(tally_of({morning, evening}).summary().repeat == 0);
  morning.day = evening.day = CustomerRecord::kNone;
  CustomerShape undated = shape();
  undated.is_dated = false;
  CHECK(tally_of({morning, evening}, undated).summary().repeat == 1);
  CHECK(tally_of({morning, evening}).summary().undated == 2);
  CHECK(tally_of({morning, evening}, undated).summary().undated == 0);
}

TEST_CASE("customer_tally: later parts of a record add its other themes and nothing else") {
  CustomerRecord more = complaint(1, 10, kStaff);
  more.part = 1;
  const CustomerSummary summary =
      tally_of({more, complaint(1, 10, kWait), complaint(1, 20, kStaff)}).summary();
  CHECK(summary.records == 2);
  CHECK(summary.repeat == 1);
  REQUIRE(summary.repeats.size() == 1);
  CHECK(summary.repeats[0].theme == "staff");
}

TEST_CASE("customer_tally: the chance of a fall is counted over all halves") {
  const std::vector<std::int32_t> values = {1000, 1000, 0, 0};
  // Of the six halves only {1000, 1000} lies 0.25 above the other one.
  CHECK(fall_chance(values, 250) == doctest::Approx(1.0 / 6));
  CHECK(fall_chance(std::vector<std::int32_t>{5, 5, 5, 5}, 250) == 0);
  CHECK(fall_chance(std::vector<std::int32_t>{5, 5, 5, 5}, 0) == 1);
  // Five values: two before, three after. {1000, 1000} and none of the other nine pairs by more than 0.6.
  CHECK(fall_chance(std::vector<std::int32_t>{0, 1000, 0, 1000, 0}, 600) == doctest::Approx(0.1));
  // Beyond ten values the approximation meets the exact count nearly.
  const std::vector<std::int32_t> ten = {0, 100, 200, 300, 400, 500, 600, 700, 800, 900};
  std::vector<std::int32_t> twelve = ten;
  twelve.insert(twelve.end(), {450, 450});
  CHECK(fall_chance(twelve, 250) == doctest::Approx(fall_chance(ten, 250)).epsilon(0.35));
  CHECK(fall_chance(std::vector<std::int32_t>(20, 7), 250) == 0);
}

TEST_CASE("customer_tally: tone falls from four records on, beside what chance would do") {
  std::vector<CustomerRecord> records;
  const auto add = [&](std::uint64_t who, std::vector<std::int32_t> tones) {
    for (std::size_t i = 0; i < tones.size(); ++i)
      records.push_back(with_tone(who, static_cast<std::int32_t>(10 + i), tones[i]));
  };
  add(1, {1000, 1000, 0, 0});    // falls
  add(2, {0, 0, 1000, 1000});    // rises: would fall in one of six orders
  add(3, {1000, 0, 0});          // too few to tell
  add(4, {500, 500, 500, 500});  // never falls
  const CustomerTally tally = tally_of(records);
  const BesideChance falling = tally.summary().falling_tone;
  CHECK(falling.of == 3);
  CHECK(falling.customers == 1);
  CHECK(falling.expected == doctest::Approx(2.0 / 6));
  REQUIRE(falling.p);
  CHECK(*falling.p > 0.2);
  REQUIRE(tally.worst_tone().size() == 1);
  CHECK(*tally.worst_tone()[0].row.tone_before == 1);
  CHECK(*tally.worst_tone()[0].row.tone_after == 0);
}

TEST_CASE("customer_tally: many falls are no chance") {
  std::vector<CustomerRecord> records;
  for (std::uint64_t who = 1; who <= 40; ++who) {
    for (std::int32_t i = 0; i < 4; ++i) records.push_back(with_tone(who, 10 + i, i < 2 ? 800 : -800));
  }
  const BesideChance falling = tally_of(records).summary().falling_tone;
  CHECK(falling.customers == 40);
  CHECK(falling.expected == doctest::Approx(40.0 / 6));
  CHECK(*falling.p < 1e-9);
}

TEST_CASE("customer_tally: who stops is told from who answers seldom") {
  // Six periods, three early and two late; of the two that are drawn beside the first one, both must lie in
  // periods 2 to 4 and one of them at least in 2 or 3: (1 + 2) of choose(5, 2).
  CHECK(stop_chance(6, 3, 3, 2) == doctest::Approx(3.0 / 10));
  CHECK(stop_chance(6, 1, 3, 2) == 0);  // one period is not most of three
  CHECK(stop_chance(6, 6, 3, 2) == 0);  // all periods are not none of the last
  constexpr std::int32_t kMonth = 31;
  // Months 18 to 20 of 24, and then silence; and one who is there at the end.
  std::vector<CustomerRecord> records;
  for (std::int32_t month = 18; month <= 20; ++month) {
    records.push_back(record(1, month * kMonth - 5));
    records.push_back(record(2, month * kMonth - 5));
  }
  records.push_back(record(2, 723));
  const BesideChance stopped = tally_of(records).summary().falling_participation;
  CHECK(stopped.of == 2);
  CHECK(stopped.customers == 1);
}

TEST_CASE("customer_tally: silent detractors are records with a bad score and no text") {
  const CustomerSummary summary = tally_of({with_score(record(1, 10), 2), with_score(record(2, 10), 9),
                                            with_score(record(3, 10, CustomerRecord::wrote), 3)})
                                      .summary();
  CHECK(summary.detractors == 2);
  CHECK(summary.silent_detractors == 1);
}

TEST_CASE("customer_tally: who leaves, by complaint, against all others") {
  std::vector<CustomerRecord> records;
  for (std::uint64_t who = 1; who <= 40; ++who) {
    records.push_back(complaint(who, 10, kWait, CustomerRecord::is_known | left_if(who <= 20)));
    records.push_back(record(100 + who, 10, CustomerRecord::is_known | left_if(who <= 4)));
  }
  const CustomerSummary summary = tally_of(records).summary();
  CHECK(*summary.left == 24);
  REQUIRE(summary.churn.size() == 1);
  const ChurnByTheme& churn = summary.churn[0];
  CHECK(churn.theme == "wait");
  CHECK(*churn.left == 20);
  CHECK(*churn.rate == 50);
  CHECK(*churn.others_rate == 10);
  CHECK(*churn.gap == doctest::Approx(40));
  CHECK(*churn.gap_low > 0);
  CHECK(*churn.q < 0.001);
}

TEST_CASE("customer_tally: the share of periods below which customers leave") {
  CustomerShape ten_months = shape();
  ten_months.last_period = 9;
  std::vector<CustomerRecord> records;
  for (std::uint64_t who = 1; who <= 60; ++who) {
    // Half of them take part in one month of ten, and nearly all of these leave; the others in all of them.
    const bool seldom = who <= 30;
    for (std::int32_t month = 0; month < (seldom ? 1 : 10); ++month)
      records.push_back(
          record(who, month * 30 + 4, CustomerRecord::is_known | left_if(seldom && who % 10 != 0)));
  }
  const CustomerSummary summary = tally_of(records, ten_months).summary();
  REQUIRE(summary.participation);
  const Participation& participation = *summary.participation;
  REQUIRE(participation.bands.size() == 5);
  CHECK(participation.bands[0].customers == 30);
  CHECK(participation.bands[0].left == 27);
  CHECK(participation.bands[4].customers == 30);
  REQUIRE(participation.edge);
  CHECK(*participation.edge == 15);
  CHECK(*participation.rate_below == 90);
  CHECK(*participation.rate_above == 0);
}

TEST_CASE("customer_tally: no edge where leaving has nothing to do with participation") {
  CustomerShape ten_months = shape();
  ten_months.last_period = 9;
  std::vector<CustomerRecord> records;
  for (std::uint64_t who = 1; who <= 60; ++who) {
    for (std::int32_t month = 0; month < (who <= 30 ? 1 : 10); ++month)
      records.push_back(record(who, month * 30 + 4, CustomerRecord::is_known | left_if(who % 2 == 0)));
  }
  const CustomerSummary summary = tally_of(records, ten_months).summary();
  REQUIRE(summary.participation);
  CHECK(!summary.participation->edge);
}

TEST_CASE("customer_tally: harm goes before any score, and then the worst score first") {
  const CustomerTally tally = tally_of({
      with_score(complaint(1, 10, kWait), 0), with_score(complaint(2, 10, kWait), 5),
      with_score(record(3, 10, CustomerRecord::churn), 9),
      with_score(record(4, 10, CustomerRecord::media), 10),
      with_score(record(5, 10, CustomerRecord::legal), 10),
      with_score(record(6, 10, CustomerRecord::vulnerable), 10), record(7, 10, CustomerRecord::harm),
      with_score(complaint(8, 10, kWait), 9),  // a good score: nobody to call
      with_score(record(9, 10), 1),            // a bad one without a complaint: neither
  });
  CHECK(customers_of(tally.callbacks()) == std::vector<std::uint64_t>{7, 6, 5, 4, 3, 1, 2});
  CHECK(tally.summary().callbacks == 7);
}

TEST_CASE("customer_tally: equal reasons and scores go by repeat, then by date") {
  const CustomerTally tally =
      tally_of({with_score(complaint(1, 10, kWait), 2), with_score(complaint(2, 20, kWait), 2),
                with_score(complaint(3, 5, kWait), 2), complaint(3, 6, kStaff)});
  CHECK(customers_of(tally.callbacks()) == std::vector<std::uint64_t>{3, 2, 1});
}

TEST_CASE("customer_tally: a customer stands once, by the gravest record, with the number of its complaint") {
  const CustomerTally tally =
      tally_of({with_score(complaint(1, 10, kWait), 3), with_score(complaint(1, 20, kWait), 1),
                with_score(complaint(1, 30, kWait), 4)});
  const std::vector<CallbackPick> picks = tally.callbacks();
  REQUIRE(picks.size() == 1);
  CHECK(picks[0].record.day == 20);
  CHECK(picks[0].complaint == 2);
}

TEST_CASE("customer_tally: an opt-out in any record keeps the customer out of every list") {
  const std::vector<CustomerRecord> records = {
      record(1, 10, CustomerRecord::harm), with_score(complaint(1, 20, kWait), 0), complaint(1, 30, kWait),
      record(1, 90, CustomerRecord::opt_out)};
  const CustomerTally tally = tally_of(records);
  CHECK(tally.callbacks().empty());
  CHECK(tally.worst_repeat().empty());
  CHECK(tally.summary().opted_out == 1);
  CHECK(tally.summary().repeat == 1);  // what was said still counts
  // A row that may not be read is no record of its own.
  CustomerRecord marker = record(1, 90);
  marker.facts = CustomerRecord::opt_out;
  std::vector<CustomerRecord> marked = {records[0], marker};
  CHECK(tally_of(marked).callbacks().empty());
  CHECK(tally_of(marked).summary().records == 1);
  CHECK(tally_of({marker}).summary().customers == 0);
}

TEST_CASE("customer_tally: the first N are the same whatever the cut") {
  std::vector<CustomerRecord> records;
  for (std::uint64_t who = 1; who <= 200; ++who)
    records.push_back(with_score(complaint(who, static_cast<std::int32_t>(who * 37 % 101), kWait),
                                 static_cast<std::int32_t>(who * 13 % 7)));
  const std::vector<std::uint64_t> all = customers_of(tally_of(records).callbacks());
  REQUIRE(all.size() == 100);
  for (const std::size_t n : {1U, 2U, 7U, 50U}) {
    CustomerShape few = shape();
    few.callbacks = n;
    const CustomerTally tally = tally_of(records, few);
    CHECK(customers_of(tally.callbacks()) ==
          std::vector<std::uint64_t>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n)));
    CHECK(tally.summary().callbacks == 200);
  }
}

TEST_CASE("customer_tally: where a low score is good the high ones go first, and none at all last") {
  CustomerShape low = shape();
  low.low_score_is_good = true;
  const auto bad = CustomerRecord::bad_score;
  CustomerRecord four = complaint(1, 10, kWait, bad);
  CustomerRecord five = complaint(2, 10, kWait, bad);
  four.score_milli = 4000;
  five.score_milli = 5000;
  CHECK(customers_of(tally_of({four, five, complaint(3, 10, kWait, bad)}, low).callbacks()) ==
        std::vector<std::uint64_t>{2, 1, 3});
}

}  // namespace verbatim
