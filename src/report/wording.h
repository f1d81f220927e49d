// The sentences that people read, the same in the terminal and on the page, and the order in which a
// report's drivers are shown. Description, never cause: "without these comments NPS would read ...".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

// The drivers that belong to one score, sorted into the tables of a report. Points into the report.
struct DriverTables {
  const ScoreSummary* score = nullptr;       // null: ranked by share x sentiment
  std::vector<const DriverRow*> complaints;  // ranked leaves, in the report's order
  std::vector<const DriverRow*> praise;      // ranked leaves
  std::vector<const DriverRow*> unranked;    // leaves without a rank: complaints, then praise
  std::vector<const DriverRow*> areas;       // parents: complaints, then praise
  std::vector<const DriverRow*> general;     // bare praise or blame
};

// One entry per score that a driver names, in the order of the drivers.
// REQUIRES: the report outlives the result
std::vector<DriverTables> driver_tables(const Report& report);

// The score of that name, null where the report has none. Points into the report.
const ScoreSummary* find_score(const Report& report, std::string_view name);

// The score's name as typed; in capitals where it is an abbreviation such as "nps".
std::string score_title(const ScoreSummary& score);

// "points", "percentage points", "stars", "minutes": after a number that is a difference.
std::string_view difference_unit(const ScoreMeaning& meaning);

// Decimals that suit the score on paper: 1 for NPS, shares and times, 2 for means of short scales.
int shown_decimals(const ScoreMeaning& meaning);

// Whether `impact` (all minus the others) says that these comments pull the score to its bad end.
bool is_harm(double impact, const ScoreMeaning& meaning);

// Whether the interval of the impact holds no zero. False where there is no interval.
bool is_clear(const DriverRow& driver);

// "6.2 points higher (95 % interval 4.9 to 7.5)": how the score would read without the comments.
// Empty where no impact was computed.
std::string change_without(const DriverRow& driver, const ScoreMeaning& meaning);

// Of how many comments the driver's share is: those analysed that have the score.
std::uint64_t base_of(const Report& report, const ScoreSummary* score);

// One sentence that answers the report's question, in two parts: "Time on hold hurts most" and "312 of 2,860
// comments; without them NPS would read 6.2 points higher (...)". The second may be empty.
struct Headline {
  std::string answer;
  std::string detail;
};
Headline headline(const Report& report);

// Both parts with a colon between and a full stop.
std::string sentence(const Headline& headline);

// Why there is no complaint driver in a table: too few comments, or none.
std::string no_driver_sentence(const Report& report, const DriverTables* tables);

// A driver's share of the posts, of the authors and of the reach of all: empty where that is not known, or
// nothing is there to have a share of.
struct PostShares {
  std::optional<double> posts;
  std::optional<double> authors;
  std::optional<double> reach;
};
PostShares post_shares(const Report& report, const DriverRow& driver);

// Whether these shares say more than those of comments: authors or reach are known.
bool has_post_shares(const Report& report);

// What they are of: "Of 1,040 posts (40 of them reposts), 812 authors and a reach of 1,200,000."
std::string post_shares_base(const Report& report);

// A class of the ledger that holds at least one record, in the ledger's order; `analysed` is always there.
struct LedgerPart {
  std::uint64_t count = 0;
  std::string_view what;     // "analysed", "without text" ...
  std::string_view meaning;  // one plain sentence
};
std::vector<LedgerPart> ledger_parts(const Ledger& ledger);

// Things seen on the way, as sentences; nothing for what did not occur.
std::vector<std::string> note_sentences(const Report& report);

}  // namespace verbatim
