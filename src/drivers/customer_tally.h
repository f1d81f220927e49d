// What the records of each customer tell together: who complains again, whose tone or participation falls,
// who leaves, and whom to call back first. It is shown one customer after the other, in the order of their
// keys, and keeps counts and the few worst only.
//
// Definitions.
// * Repeat: complaints on two days or more; records without a date count as days of their own.
// * Falling tone: of four records with evidence or more, the mean sentiment of the first half (rounded down)
//   is at least 0.25 above that of the second. A few records go up and down by themselves, so beside the
//   number stands how many would fall if each customer's records stood in random order: exact for up to ten
//   records (all splits), the normal approximation of the permutation distribution beyond. Numbers over many
//   customers are surer than any single one.
// * Falling participation: over six periods or more from the first record to the run's last period, records
//   in most periods of the first half and in none of the last quarter (two periods at least). Expected: as
//   many periods drawn at random for each customer, the first one fixed (hypergeometric).
// * The run's last period is the latest with at least one of a thousand dated records in it or behind it, so
//   that a mistyped year moves nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/customer_record.h"
#include "drivers/theme_rollup.h"
#include "verbatim/breakdown.h"
#include "verbatim/customers.h"

namespace verbatim {

struct CustomerShape {
  std::span<const DriverTheme> themes;
  bool has_score = false;  // else bad words stand for a bad score
  bool low_score_is_good = false;
  bool has_event = false;
  bool is_dated = false;
  PeriodUnit unit = PeriodUnit::month;
  std::int32_t last_period = 0;  // of the run
  std::size_t callbacks = 0;     // how many are kept
};

// Where a customer stands in the list of callbacks. Smaller is more urgent.
struct CallbackRank {
  CallbackReason reason = CallbackReason::complaint;
  std::int32_t score_milli = 0;       // turned so that low is bad; the highest number where there is none
  std::int32_t sentiment_milli = 0;   // likewise
  std::int64_t fewer_complaints = 0;  // the customer's, below 0
  std::int64_t days_ago = 0;          // the day, below 0
  std::uint64_t place = 0;
  auto operator<=>(const CallbackRank&) const = default;
};

struct CallbackPick {
  CallbackRank rank;
  CustomerRecord record;
  std::uint64_t complaint = 0;  // the how manieth of the customer's records that complain; 0: it does not
};

// A row of a list whose customer is still to be looked up.
struct ListedCustomer {
  CustomerRow row;
  std::uint64_t text = 0;  // of the customer's first record
};

class CustomerTally {
 public:
  static constexpr std::size_t kListed = 10;

  explicit CustomerTally(const CustomerShape& shape);

  // All records of one customer, sorted as comes_before says. REQUIRES: each customer once.
  void add(std::span<const CustomerRecord> records);

  // Without names of columns and scores, and without lists.
  CustomerSummary summary() const;
  std::vector<ListedCustomer> worst_repeat() const { return listed(worst_repeat_); }
  std::vector<ListedCustomer> worst_tone() const { return listed(worst_tone_); }
  // The most urgent first.
  std::vector<CallbackPick> callbacks() const;

 private:
  struct ThemeCounts {
    std::uint64_t customers = 0;
    std::uint64_t repeat = 0;
    std::uint64_t intent = 0;
    std::uint64_t known = 0;
    std::uint64_t left = 0;
  };
  struct Chance {
    std::uint64_t of = 0;
    std::uint64_t customers = 0;
    double expected = 0;
    double variance = 0;

    void add(bool happened, double chance);
    BesideChance finish() const;
  };
  struct Worst {
    std::int64_t measure = 0;  // more is worse
    std::uint64_t place = 0;   // of the first record
    ListedCustomer listed;
  };
  // What one customer's records come to.
  struct Customer {
    std::uint64_t records = 0;
    std::uint64_t complaints = 0;      // records
    std::uint64_t complaint_days = 0;  // different ones
    bool intent = false;
    bool known = false;
    bool left = false;
    bool opted_out = false;
    std::optional<std::int64_t> fall_milli;  // of its tone
  };

  bool counts_in_time(const CustomerRecord& record) const;
  void add_themes(std::span<const CustomerRecord> records, const Customer& customer);
  void add_tone(std::span<const CustomerRecord> records, Customer& customer, CustomerRow& row);
  void add_participation(std::span<const CustomerRecord> records, const Customer& customer);
  void add_callback(std::span<const CustomerRecord> records, const Customer& customer);
  std::optional<CallbackReason> reason_of(const CustomerRecord& record) const;
  void keep(std::vector<Worst>& worst, std::int64_t measure, const CustomerRecord& first,
            const CustomerRow& row);
  static std::vector<ListedCustomer> listed(const std::vector<Worst>& worst);
  std::vector<ChurnByTheme> churn() const;
  std::optional<Participation> participation() const;

  CustomerShape shape_;
  std::vector<DriverTheme> themes_;
  CustomerSummary counts_;
  std::uint64_t known_ = 0;
  std::uint64_t left_ = 0;
  std::vector<ThemeCounts> by_theme_;
  Chance tone_;
  Chance stopping_;
  // By whole percent of periods with a record: customers whose leaving is known, and who left.
  std::vector<std::uint64_t> known_at_;
  std::vector<std::uint64_t> left_at_;
  std::vector<Worst> worst_repeat_;  // sorted, at most kListed
  std::vector<Worst> worst_tone_;
  std::vector<CallbackPick> picks_;  // at most twice as many as are kept
};

// The chance that the mean of a first half, drawn at random of these values, is at least `fall` above that of
// the others. REQUIRES: two values or more.
double fall_chance(std::span<const std::int32_t> values, std::int64_t fall);

// The chance that `active` periods of `all`, the first among them and the others drawn at random, hold more
// than half of the first `early` and none of the last `late`. REQUIRES: 1 <= active <= all, early + late <=
// all, early >= 1.
double stop_chance(std::int64_t all, std::int64_t active, std::int64_t early, std::int64_t late);

}  // namespace verbatim
