// A run cut by segment, by period, by stage of the journey and by CX area, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/figure.h"

namespace verbatim {

enum class PeriodUnit : std::uint8_t { none, day, week, month, quarter };

// "day", "week", "month", "quarter": as after --period; empty for none.
std::string_view name(PeriodUnit unit);
std::optional<PeriodUnit> period_unit_of(std::string_view name);

// A group's score against all other records that have it.
struct GroupScore {
  std::string score;
  ScoreFigures official;  // all records of the group that have the score
  ScoreFigures analysed;  // those with usable text
  // The official figure minus that of everybody else: empty where either has fewer than 10 records.
  std::optional<double> gap, gap_low, gap_high;
  std::optional<double> p;
  std::optional<double> q;  // Benjamini-Hochberg over the groups of all cuts of one sort, from 30 records on
};

// "region=North", or of several columns "region=North, channel=web".
struct GroupName {
  std::vector<std::string> columns;
  std::vector<std::string> values;

  std::string text() const;
};

enum class GroupSort : std::uint8_t { segment, pair, persona, stage };

struct GroupRow {
  GroupSort sort = GroupSort::segment;
  GroupName name;
  std::uint64_t folded = 0;         // how many small values were put together here; 0: this is one value
  std::uint64_t records = 0;        // of the ledger's analysed, without text or without content
  std::uint64_t analysed = 0;       // with usable text
  std::optional<double> sentiment;  // mean over those with evidence
  std::vector<GroupScore> scores;   // in the run's order
};

// How often a theme is complained of in a group against all the others, 0..1 of the analysed.
struct ShareGap {
  double others = 0;  // share among all other records
  double gap = 0;     // share here minus there
  double low = 0;
  double high = 0;
  double p = 1;
  std::optional<double> q;  // over all cells of this sort that pass the minimum n
};

// A theme whose share differs between the values of a column: "delivery: web 12 %, shop 3 %".
struct ThemeSpread {
  std::string column;
  std::string theme;
  std::string label;
  std::string most;  // the value with the highest share, and with the lowest, of those with 30 records
  double most_share = 0;
  std::string least;
  double least_share = 0;
  std::uint64_t values = 0;  // how many were compared
  double chi_squared = 0;    // of equal shares in all of them, values - 1 degrees of freedom
  double p = 1;
  double q = 1;  // over all themes of the column
};

// One period of the run.
struct PeriodRow {
  std::string label;          // "2026-03", "2026-W10", "2026-Q1", "2026-03-06"
  std::string begin;          // first day, "2026-03-01"
  std::string end;            // last day
  bool is_partial = false;    // the data end before it does, or begin behind its first day
  std::uint64_t records = 0;  // as in GroupRow
  std::uint64_t analysed = 0;
  std::uint64_t conflicts = 0;  // of these, whose text and score disagree
  std::optional<double> sentiment;
  std::vector<ScoreFigures> scores;  // official, by score of the run
};

// One series over all periods: how many analysed records complain of a theme, everywhere or in one segment.
struct ThemeSeries {
  std::string theme;
  std::string label;
  std::string segment;                  // empty: everywhere
  std::vector<std::uint64_t> comments;  // by period
  std::vector<std::uint64_t> of;        // analysed records
};

// What a series is of.
enum class SeriesOf : std::uint8_t { share, score, volume };

// Two periods of one series held against each other.
struct Movement {
  SeriesOf of = SeriesOf::share;
  std::string theme;  // of a share
  std::string label;
  std::string score;    // of a score
  std::string segment;  // empty: everywhere
  std::string period;   // the later one, and the one that it is held against
  std::string base;
  bool is_season = false;      // the base is the same period a year before
  bool as_everywhere = false;  // of a segment: it moved no more than all records did
  std::uint64_t comments = 0;  // of a share: with the theme; of a score: that have it
  std::uint64_t base_comments = 0;
  double value = 0;  // percent of the analysed, or the score's figure
  double base_value = 0;
  double change = 0;  // in percentage points, or points of the score
  double low = 0;
  double high = 0;
  double p = 1;
  std::optional<double> q;
};

enum class ChangeKind : std::uint8_t { step, drift, season, spike };
// "step", "drift", "season", "spike".
std::string_view name(ChangeKind kind);

// A change of a series that is dated: see change_model.h for the kinds.
struct DatedChange {
  ChangeKind kind = ChangeKind::step;
  SeriesOf of = SeriesOf::share;
  std::string theme;
  std::string label;
  std::string score;
  std::string segment;     // empty: everywhere; else more than in the rest
  std::string period;      // the first in which it holds
  std::string low_period;  // 95 % interval of that date
  std::string high_period;
  std::string until;  // last period of a spike; of a season the last place of its first year
  double size = 0;    // percentage points or points; of a drift per period
  double low = 0;
  double high = 0;
  double before = 0;  // mean of the figure itself (of a segment its own) where the change does not hold,
  double after = 0;   // and where it does; of a drift in the last two periods
  double p = 1;
  double q = 1;  // over all series
};

// A complaint that is seldom, and grows.
struct RisingTheme {
  std::string theme;
  std::string label;
  std::uint64_t comments = 0;  // in the latest period,
  std::uint64_t of = 0;        // of so many
  std::uint64_t before = 0;    // and in all periods before
  std::uint64_t before_of = 0;
  double ratio = 0;  // of the shares
  double p = 1;
  double q = 1;
};

// The change of a figure between two periods, split over the values of a column: who answered, and what they
// said.
struct MixRate {
  SeriesOf of = SeriesOf::score;
  std::string theme;
  std::string label;
  std::string score;
  std::string column;
  std::string period;
  std::string base;
  double change = 0;
  double mix = 0;  // mix + rate == change
  double rate = 0;
  std::string most_value;  // the value that adds most to the change, and how much
  double most = 0;
};

// Something that happened on a day, and what changed with it.
struct EventEffect {
  SeriesOf of = SeriesOf::share;
  std::string theme;
  std::string label;
  std::string score;
  std::uint64_t comments_before = 0;  // records with the theme (or the score) in what it touched
  std::uint64_t comments_after = 0;
  double before = 0;  // percent or points, in what it touched
  double after = 0;
  std::optional<double> others_before;  // in what it did not touch
  std::optional<double> others_after;
  double effect = 0;  // (after - before) minus the same of the others
  double low = 0;
  double high = 0;
  double p = 1;
  double q = 1;
};

struct EventSummary {
  std::string date;
  std::string label;
  std::string touched;       // "region=North"; empty: everybody
  std::uint64_t days = 0;    // that are compared on either side
  std::uint64_t before = 0;  // analysed records of what it touched
  std::uint64_t after = 0;
  std::uint64_t others_before = 0;
  std::uint64_t others_after = 0;
  std::vector<EventEffect> effects;  // by q, then size; those with enough comments
};

// A CX area: how customers speak of a touchpoint.
struct CxIndex {
  std::uint64_t records = 0;  // that speak well or badly of it
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  std::optional<double> value;  // 0..100; empty below 10 records
  std::optional<double> low;
  std::optional<double> high;
};

struct TouchpointRow {
  std::string id;
  std::string label;
  CxIndex all;
  std::vector<CxIndex> periods;  // by period of the run
  // With --benchmark: its records, all the others, and the first minus the second.
  std::optional<CxIndex> benchmark;
  std::optional<CxIndex> others;
  std::optional<double> gap, gap_low, gap_high;
  std::optional<double> p;
  std::optional<double> q;
};

// One stage of the journey: its group row is among the groups.
struct StageRow {
  std::string id;
  std::string label;
  GroupRow group;
};

// A recorded time in a group, beside a score.
struct TimeBesideScore {
  std::string score;
  ScoreFigures figures;               // of the records that have both
  std::optional<double> correlation;  // of the logarithm of the time with the score
};

struct TimeRow {
  std::string time;   // name of the score that is a time
  std::string theme;  // complaints about it; empty: all records
  std::string label;
  std::string group;  // "agent=Ann"; empty: everywhere
  std::uint64_t records = 0;
  std::optional<double> mean;  // in the time's printed unit
  std::optional<double> median;
  std::optional<double> p90;
  std::vector<TimeBesideScore> scores;
};

enum class AlertKind : std::uint8_t { threshold, change, new_phrase, conflict, volume };
// "threshold", "change", "new-phrase", "conflict", "volume".
std::string_view name(AlertKind kind);

// A rule that fired, with the numbers that fired it.
struct Alert {
  AlertKind kind = AlertKind::threshold;
  std::string rule;  // its id
  std::string theme;
  std::string label;
  std::string score;
  std::string segment;
  std::string period;   // that it is about; empty: the whole run
  std::string phrase;   // of a new phrase
  std::string measure;  // what `value` is: "share", "score", "comments", "records"
  double value = 0;
  std::optional<double> base;   // what it was before,
  std::string base_period;      // when,
  std::optional<double> limit;  // or the limit that it passed
  std::optional<double> q;
  std::uint64_t comments = 0;
  std::string owner;
};

struct Breakdown {
  PeriodUnit unit = PeriodUnit::none;
  std::uint64_t undated = 0;  // records without a date that can be read
  std::vector<std::string> segment_columns;
  std::string stage_column;      // empty: stages come of themes
  std::string benchmark;         // "brand=Acme"
  std::vector<GroupRow> groups;  // segments, pairs, personas, each by column and size
  std::vector<ThemeSpread> spreads;
  std::vector<PeriodRow> periods;
  std::vector<ThemeSeries> series;
  std::vector<Movement> movements;
  std::vector<DatedChange> changes;
  std::vector<RisingTheme> rising;
  std::vector<MixRate> mix;
  std::vector<EventSummary> events;
  std::vector<StageRow> stages;
  std::vector<TouchpointRow> touchpoints;
  std::vector<TimeRow> times;
  std::vector<std::string> notes;  // what was left out, and why
};

}  // namespace verbatim
