// The report's facts: everything that a run has computed, as plain values. The writers print it; none
// computes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/breakdown.h"
#include "verbatim/customers.h"
#include "verbatim/error.h"
#include "verbatim/figure.h"
#include "verbatim/finding.h"
#include "verbatim/score.h"

namespace verbatim {

// Every input record ends in exactly one class, so records_in() == the sum that `in` was counted by.
struct Ledger {
  std::uint64_t analysed = 0;         // has usable text
  std::uint64_t empty = 0;            // no text at all
  std::uint64_t no_content = 0;       // "N/A", ".", "-": an answer that says nothing
  std::uint64_t repeat = 0;           // same id and same text as an earlier record, folded
  std::uint64_t repost = 0;           // a repost or near copy of another post, counted there
  std::uint64_t opt_out = 0;          // whoever wrote it does not want it used
  std::uint64_t preview = 0;          // a preview or test of the survey
  std::uint64_t unfinished = 0;       // the survey was not finished
  std::uint64_t filtered = 0;         // left out by --where
  std::uint64_t repeated_header = 0;  // a header line in the middle (concatenated files)
  std::uint64_t rejected = 0;         // could not be read as a record; in rejects.csv
  std::uint64_t over_limit = 0;       // after --limit N

  std::uint64_t records_in() const {
    return analysed + empty + no_content + repeat + repost + opt_out + preview + unfinished + filtered +
           repeated_header + rejected + over_limit;
  }
  void merge(const Ledger& other);
  bool operator==(const Ledger&) const = default;
};

// Things seen on the way that are no class of their own: the rows concerned are in the ledger.
struct InputNotes {
  std::uint64_t blank_lines = 0;
  std::uint64_t invalid_utf8 = 0;        // ill-formed sequences replaced by U+FFFD
  std::uint64_t stray_quotes = 0;        // quotes inside a field, kept as text
  std::uint64_t same_id_other_text = 0;  // kept
  std::uint64_t missing_id = 0;
  std::uint64_t encoded_twice = 0;  // cells whose text was encoded as UTF-8 twice: mended, unless told not to
  std::uint64_t bad_weights = 0;    // cells of --weight that are no weight: their rows weigh 0
  std::uint64_t lost_characters = 0;  // comments with "????" or U+FFFD where characters were lost before
  std::vector<std::string> examples;  // up to 20 messages "FILE:LINE: ..." without comment text

  void merge(const InputNotes& other);
};

// A rule by which rows were left out, and how many it took.
struct RowRuleSummary {
  std::string row_class;  // "opt-out", "preview", "unfinished"
  std::string column;
  std::string test;  // "is False, 0 or No"
  std::uint64_t rows = 0;
  bool is_own = false;  // of --exclude
};

struct Quote {
  std::string source;
  std::uint64_t row = 0;
  std::string id;
  std::string text;     // redacted unless the user said otherwise
  ByteRange highlight;  // in `text`: the clause that shows the theme in that polarity
};

// A record whose text and score say different things.
enum class ConflictKind : std::uint8_t { good_score_complaint, bad_score_praise, praise_on_complaint };

struct ConflictSummary {
  ConflictKind kind = ConflictKind::good_score_complaint;
  std::uint64_t comments = 0;
  std::optional<double> effect;  // how many points the score of the analysed would change without them
  std::vector<Quote> examples;
};

struct ScoreProblem {
  std::string reason;  // "out of range 0..10", "not a number", "negative duration", "missing"
  std::uint64_t count = 0;
  std::vector<Place> places;  // the first few, in input order
};

struct ScoreSummary {
  std::string name;
  std::string column;  // as typed after "NAME="
  ScoreMeaning meaning;
  ScoreFigures official;    // all records that have the score
  ScoreFigures commenters;  // those who wrote anything, be it "N/A"
  ScoreFigures silent;      // those without a text
  // Of the commenters, those with usable text: what the drivers are computed over. Absent: all of them.
  std::optional<std::uint64_t> analysed;
  std::vector<ScoreProblem> problems;  // null values by reason
  // Of a kind with two ends: the correlation of sentiment and score, above 0 where better scores go with
  // better comments. Below 30 comments only n.
  std::optional<Figure> sentiment_fit;
  std::vector<ConflictSummary> conflicts;
};

// A score beside a time or number of the same records: "CSAT by time to resolution".
struct CurveBand {
  std::string label;      // "5 min to 1 h"
  ScoreFigures figures;   // all records that have both
  ScoreFigures analysed;  // those with usable text
};

// Where a score begins to fall (or rise) at another pace; in the number's printed unit.
struct CurveKnee {
  double at = 0;
  double low = 0;  // 95 % interval
  double high = 0;
  double slope_before = 0;  // points of the score per unit of the number,
  double slope_after = 0;
  bool slope_is_per_tenfold = false;  // or per tenfold of it
};

struct ScoreCurve {
  std::string score;  // names of the two
  std::string number;
  std::uint64_t records = 0;  // that have both
  std::vector<CurveBand> bands;
  std::optional<CurveKnee> knee;
};

// A phrase that stands out in some comments against others.
struct KeyPhrase {
  std::string phrase;          // folded words
  std::uint64_t comments = 0;  // of the sample that hold it,
  std::uint64_t of = 0;        // out of so many,
  std::uint64_t others = 0;    // and likewise of the comments it is held against
  std::uint64_t others_of = 0;
  double g2 = 0;
  double log_ratio = 0;  // base 2: 1 is twice as common
};

// How well the complaints explain a score together.
struct FairShares {
  std::string score;
  double r_squared = 0;      // 0..1
  std::uint64_t themes = 0;  // complaints that were weighed
  bool is_ridged = false;    // some of them nearly the same
};

// Two complaints that stand in one record more often than chance would have it.
struct ThemePair {
  std::string theme;
  std::string label;
  std::string other;
  std::string other_label;
  std::uint64_t comments = 0;  // that complain of both
  double expected = 0;         // if they had nothing to do with each other
  double phi = 0;              // correlation, -1..1
  double p = 1;
  double q = 1;  // Benjamini-Hochberg over all pairs of ranked complaints
};

// Bad scores that no theme explains, and what stands out in them.
struct UnexplainedSummary {
  std::uint64_t bad = 0;               // analysed records with a bad score
  std::uint64_t unexplained = 0;       // of these, without a complaint about any theme
  std::vector<KeyPhrase> missed;       // in these, against all others with a good or bad score
  std::vector<KeyPhrase> bad_phrases;  // in all with a bad score, against those with a good one
};

// Waiting times that customers state, in minutes.
struct WaitFigures {
  std::uint64_t comments = 0;
  std::optional<double> quarter;  // a quarter of them state less,
  std::optional<double> median;
  std::optional<double> three_quarters;
  std::optional<double> p90;
};

struct WaitOfTheme {
  std::string theme;
  std::string label;
  WaitFigures stated;
};

struct WaitOfScore {
  std::string score;
  WaitFigures bad;   // stated by those with a bad score,
  WaitFigures good;  // and with a good one
  ScoreCurve curve;  // of scores that are no times
  // Of a recorded time: the same records' stated and recorded times, and how the two go together.
  WaitFigures recorded;
  WaitFigures stated;
  std::uint64_t stated_longer = 0;
  std::optional<double> correlation;  // of the logarithms
};

struct WaitSummary {
  WaitFigures all;
  std::vector<WaitOfTheme> themes;  // by number of comments
  std::vector<WaitOfScore> scores;
};

enum class DriverKind : std::uint8_t { complaint, praise };
enum class DriverLevel : std::uint8_t { leaf, parent, general };

// A row of drivers.csv. Fields that were not computed are empty.
struct DriverRow {
  std::optional<std::uint32_t> rank;
  std::string theme;
  std::string label;
  DriverLevel level = DriverLevel::leaf;
  DriverKind kind = DriverKind::complaint;
  std::string score;  // empty: ranked by share x sentiment
  std::string unit;
  std::uint64_t comments = 0;  // n: records with the theme in that polarity (and the score)
  double share = 0;            // of the records analysed (that have the score), 0..1
  std::optional<double> score_with;
  std::optional<double> score_without;
  std::optional<double> impact;
  std::optional<double> impact_low;
  std::optional<double> impact_high;
  std::optional<double> severity;
  std::optional<double> severity_low;
  std::optional<double> severity_high;
  std::optional<double> p;  // of the impact
  std::optional<double> q;  // Benjamini-Hochberg over the cells of one score that pass the minimum n
  std::optional<double> severity_p;
  std::optional<double> severity_q;
  // Over all analysed records, whatever their scores; only where the input says whose posts they are, or how
  // many they reach.
  std::optional<std::uint64_t> posts;  // comments and the reposts that were folded into them
  std::optional<std::uint64_t> authors;
  std::optional<std::uint64_t> reach;
  // Of the ranked: from 1,000 resampled runs, the ranks in 95 % of them and how often it keeps its own; and
  // the p of "the next one is as strong".
  std::optional<std::uint32_t> rank_low;
  std::optional<std::uint32_t> rank_high;
  std::optional<double> stability;  // 0..1
  std::optional<double> next_p;
  // Of ranked complaints: the signed share of what all of them together explain of the score, -100..100 %.
  std::optional<double> fair_share;
  // Within the groups of --adjust, put together by their sizes.
  std::optional<double> adjusted_impact;
  std::optional<double> adjusted_impact_low;
  std::optional<double> adjusted_impact_high;
  std::optional<double> adjusted_severity;
  std::optional<double> adjusted_severity_low;
  std::optional<double> adjusted_severity_high;
  bool too_few_to_rank = false;  // 10 <= comments < 30
  std::vector<Quote> quotes;     // none below 10 comments, nor in rows of a cut
  // Of a row of a cut: the group ("region=North") or the period that it is of, and its share held against
  // that of all the others.
  std::string segment;
  std::string period;
  std::optional<ShareGap> gap;
  std::string owner;  // of the theme, where --owners names one
};

struct ThemeRow {
  std::string id;
  std::string label;
  std::string parent;  // empty for a root
  std::uint64_t comments = 0;
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
  std::uint64_t positive = 0;
  std::uint64_t mixed = 0;
  std::string owner;  // where --owners names one
};

struct SentimentSummary {
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
  std::uint64_t positive = 0;
  std::uint64_t mixed = 0;
  std::uint64_t none = 0;
  std::optional<double> mean;  // over the comments with evidence
};

struct SignalCount {
  SignalFamily family = SignalFamily::flag;
  std::string value;  // as in comments.csv: "anger"
  std::string label;
  std::uint64_t comments = 0;
};

struct RatingCount {
  std::int32_t value_milli = 0;
  std::int32_t scale = 0;
  std::uint64_t comments = 0;
};

// How many of the analysed records give what beside their themes. A record counts once for each value.
struct SignalSummary {
  std::uint64_t transcripts = 0;          // chats of which only the customer's turns were read
  std::array<std::uint64_t, 5> effort{};  // by level, 1 easy .. 5 hard
  std::vector<SignalCount> counts;  // by family, then id; competitors only where some comment names them
  std::uint64_t with_duration = 0;
  std::array<std::uint64_t, 5> duration{};  // by kDurationClasses, of the record's longest
  std::uint64_t with_rating = 0;
  std::vector<RatingCount> ratings;  // by scale, then value
};

// The classes that stated durations are counted in: their names in report.json and how many minutes they
// reach up to.
struct DurationClass {
  std::string_view name;
  std::int64_t below = 0;
};
inline constexpr std::array<DurationClass, 5> kDurationClasses = {{{"under_an_hour", 60},
                                                                   {"under_a_day", 1440},
                                                                   {"under_a_week", 10080},
                                                                   {"a_week_or_more", StatedDuration::kLong},
                                                                   {"long", 0}}};

// What the shares of drivers per post, per author and per reach are of: all analysed records.
struct PostSummary {
  bool folds_reposts = false;
  std::uint64_t posts = 0;    // analysed records and the reposts folded into them
  std::uint64_t reposts = 0;  // of these
  std::optional<std::uint64_t> authors;
  bool authors_estimated = false;  // more than are counted one by one: see kAuthorsCounted
  std::optional<std::uint64_t> reach;
  std::string author_column;
  std::string reach_column;
};

struct JoinSummary {
  std::string file;
  std::string key;                    // column of the comments; of several "store, date"
  std::string other_key;              // column of the joined file
  std::uint64_t rows = 0;             // data rows in the joined file
  std::uint64_t matched = 0;          // records with a partner
  std::uint64_t unmatched = 0;        // records without
  std::uint64_t empty_keys = 0;       // records whose key is empty (counted in unmatched, too)
  std::uint64_t duplicate_keys = 0;   // keys that stand more than once in the joined file: one row counts
  std::uint64_t unmatched_other = 0;  // keys of the joined file that no record asked for
  std::vector<std::string> examples;  // unmatched keys of the records
  std::vector<std::string> other_examples;  // and of the joined file
  std::uint64_t passed_over = 0;  // rows of the joined file whose key stands in the row that counts, too
  bool last_counts = false;       // of these rows; else the first
};

struct InputSummary {
  std::string path;
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;
  std::vector<std::string> columns;
  std::string hash = {};  // of its text: 128 bits of XXH3; empty where --limit stopped before its end
};

struct Report {
  std::vector<InputSummary> inputs;
  Ledger ledger;
  InputNotes notes;
  std::vector<RowRuleSummary> row_rules;
  std::vector<JoinSummary> joins;
  std::optional<PostSummary> posts;  // where there are reposts, authors or reach to count
  std::vector<ScoreSummary> scores;
  SentimentSummary sentiment;
  SignalSummary signals;
  std::vector<DriverRow> drivers;       // complaints, then praise; in rank order, then by share and id
  std::vector<ThemeRow> themes;         // the whole tree, by id
  std::vector<ThemePair> pairs;         // complaints that travel together, the strongest first
  std::vector<FairShares> fair_shares;  // by score
  std::vector<ScoreCurve> curves;
  WaitSummary waits;
  UnexplainedSummary unexplained;
  std::string unexplained_score;  // the score that says what is bad; empty: the words
  Breakdown breakdown;
  std::vector<DriverRow> cut_drivers;  // by segment, then by stage, then by period
  std::vector<Alert> alerts;           // the gravest first
  std::optional<CustomerSummary> customers;
  std::vector<Callback> callbacks;  // rows of callbacks.csv
  std::vector<std::string> warnings;
  std::string lexicon_version;
  std::string program_version;
  bool redacted = true;
  std::string clustered_by;  // columns of --customer (or --unit), --weight and --adjust; empty: not given
  std::string weighted_by;
  std::string adjusted_by;
  std::string owner;  // whose themes these are; empty: all
};

}  // namespace verbatim
