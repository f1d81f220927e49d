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

// Who leaves, by what they complain of.
struct ChurnByTheme {
  std::string theme;
  std::string label;
  std::uint64_t customers = 0;                   // who complain of it
  std::uint64_t intent = 0;                      // and say that they will leave
  std::optional<std::uint64_t> known;            // whose leaving or staying is known (a score of kind event),
  std::optional<std::uint64_t> left;             // and who left
  std::optional<double> others_rate;             // % who left among all other customers
  std::optional<double> gap, gap_low, gap_high;  // percentage points
  std::optional<double> p;
  std::optional<double> q;
};

// Leaving by the share of periods in which a customer took part.
struct ParticipationBand {
  std::string label;  // "60 to 80 %"
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

struct CustomerSummary {
  std::uint64_t customers = 0;
  std::uint64_t several = 0;                // with two records or more
  std::uint64_t complainers = 0;            // with a complaint in any
  std::uint64_t repeat = 0;                 // with complaints in two or more
  std::uint64_t falling_tone = 0;           // whose tone falls
  std::uint64_t falling_participation = 0;  // who took part, and stopped
  std::uint64_t silent_detractors = 0;      // records with a bad score and no text
  std::uint64_t detractors = 0;             // with a bad score
  std::uint64_t churn_intent = 0;
  std::vector<RepeatComplaint> repeats;
  std::vector<ChurnByTheme> churn;
  std::optional<Participation> participation;
  std::vector<CustomerRow> worst_repeat;  // few, by complaints
  std::vector<CustomerRow> worst_tone;    // few, by fall
  std::uint64_t callbacks = 0;            // who qualify; callbacks.csv holds the first of them
};

// A row of callbacks.csv.
struct Callback {
  std::string id;
  std::string source;
  std::uint64_t row = 0;
  std::optional<double> score;  // the first of the run that has ends
  std::string reason;           // "harm", "vulnerable", "legal", "media", "churn", "complaint"
  std::string theme;
  std::string label;
  std::string clause;  // redacted, unless told otherwise
  std::string owner;
  std::string why;  // the priority, in words
};

}  // namespace verbatim
