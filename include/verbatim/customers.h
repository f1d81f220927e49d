// What several answers of one customer tell together, and whom to call back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/figure.h"

namespace verbatim {

// A complaint about one theme by customers who complained of it before.
struct RepeatComplaint {
  std::string theme;
  std::string label;
  std::uint64_t customers = 0;  // who complain of it,
  std::uint64_t repeat = 0;     // and do so in two records or more
};

// Who leaves, by what they complain of. Compared is who left, where the run has a score of kind event, else
// who says that they will.
struct ChurnByTheme {
  std::string theme;
  std::string label;
  std::uint64_t customers = 0;                   // who complain of it
  std::uint64_t intent = 0;                      // and say, then or later or before, that they will leave
  std::optional<std::uint64_t> known;            // whose leaving or staying is known (a score of kind event),
  std::optional<std::uint64_t> left;             // and who left
  std::optional<double> rate;                    // % who left (or will) of those who complain of it,
  std::optional<double> others_rate;             // and of all other customers
  std::optional<double> gap, gap_low, gap_high;  // percentage points
  std::optional<double> p;
  std::optional<double> q;
};

// Leaving by the share of periods in which a customer took part: of those from their first record to the
// run's last one, where these are three or more.
struct ParticipationBand {
  std::string label;  // "below 20 %", "60 to 79 %"
  std::uint64_t customers = 0;
  std::uint64_t left = 0;
};

struct Participation {
  std::string event;  // name of the score
  std::vector<ParticipationBand> bands;
  // Below this share, %, leaving gets likely: the edge that tells the two sides apart best; empty where none
  // does.
  std::optional<double> edge;
  std::optional<double> rate_below;  // % who left
  std::optional<double> rate_above;
  std::optional<double> p;  // corrected for the number of edges
};

// A customer in a list: whom it is about, and why.
struct CustomerRow {
  std::string customer;
  std::uint64_t records = 0;
  std::uint64_t complaints = 0;  // records that complain
  std::string theme;             // that they complain of most
  std::string label;
  std::optional<double> tone_before;  // mean sentiment of the first half of their records,
  std::optional<double> tone_after;   // and of the second
  std::string first;                  // dates
  std::string last;
};

// How many customers did something, beside how many would if the order of their own records were chance.
struct BesideChance {
  std::uint64_t of = 0;  // customers with enough records to tell
  std::uint64_t customers = 0;
  double expected = 0;
  std::optional<double> p;  // one-sided, of so many or more; empty where nobody could
};

struct CustomerSummary {
  std::string column;
  std::string event;            // name of the score that says who left; empty: none
  std::string score;            // that says what is bad; empty: none has ends
  std::string period;           // "month": what participation is counted in
  bool is_dated = false;        // else "first" and "later" are by place in the input
  std::uint64_t keyless = 0;    // records without a key: nobody's, and in no other number here
  std::uint64_t records = 0;    // with one
  std::uint64_t undated = 0;    // of these, without a date in a run that has dates: in no number over time
  std::uint64_t opted_out = 0;  // customers who do not want to be contacted
  std::uint64_t customers = 0;
  std::uint64_t several = 0;            // with two records or more
  std::uint64_t complainers = 0;        // with a complaint in any
  std::uint64_t repeat = 0;             // with complaints in two or more, on different days
  BesideChance falling_tone;            // whose tone falls
  BesideChance falling_participation;   // who took part, and stopped
  std::uint64_t silent_detractors = 0;  // records with a bad score and no text
  std::uint64_t detractors = 0;         // records with a bad score
  std::uint64_t churn_intent = 0;       // customers who say that they will leave
  std::optional<std::uint64_t> known;   // whose leaving or staying is known,
  std::optional<std::uint64_t> left;    // and who left
  std::vector<RepeatComplaint> repeats;
  std::vector<ChurnByTheme> churn;
  std::optional<Participation> participation;
  std::vector<CustomerRow> worst_repeat;  // few, by complaints
  std::vector<CustomerRow> worst_tone;    // few, by fall
  std::uint64_t callbacks = 0;            // who qualify; callbacks.csv holds the first of them
};

// A row of callbacks.csv: a customer, by the one of their records that calls for it most.
struct Callback {
  std::string id;  // of the customer, as it stands
  std::string record_id;
  std::string source;
  std::uint64_t row = 0;
  std::string date;             // "2026-03-06"; empty: none
  std::optional<double> score;  // the first of the run that has ends
  std::string reason;           // "harm", "vulnerable", "legal", "media", "churn", "complaint"
  std::string theme;
  std::string label;
  std::string clause;  // redacted, unless told otherwise
  std::string owner;
  std::string why;  // the priority, in words
};

}  // namespace verbatim
