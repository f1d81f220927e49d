// What two reports say against each other: `verbatim compare`. Every change is new minus old.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

// A line of the comparison moved where its q is below this.
inline constexpr double kMovedBelow = 0.05;
// Shares are tested from so many comments on, both reports together.
inline constexpr std::uint64_t kMinMoved = 30;

// A difference with its 95 % interval. p is two-sided. q is p corrected for the number of lines that were
// tested (Benjamini-Hochberg); the official scores on one side and all other lines on the other share the 5 %
// of false alarms. Both are absent where too few comments speak.
struct Change {
  double value = 0;
  double low = 0;
  double high = 0;
  std::optional<double> p;
  std::optional<double> q;

  bool has_moved() const { return q && *q < kMovedBelow; }
};

// A change in two parts that add up to it, by one column: the customers who answered are others (mix), or the
// same kinds of customers say something else (rate).
struct ChangeSplit {
  std::string column;
  double mix = 0;
  double rate = 0;
};

// A figure in both reports.
struct FigureChange {
  Figure before;
  Figure after;
  std::optional<Figure> reported;  // OLD as its report has it, where its comments were read again
  std::optional<Change> change;    // absent: nothing was scored on one side, or too few
};

struct ScoreChange {
  std::string name;
  ScoreMeaning meaning;
  FigureChange official;
  FigureChange commenters;
  std::vector<ChangeSplit> mix;  // of the official figure
  // The smallest change of it that would have been seen in four of five comparisons like this one.
  std::optional<double> smallest;
};

// A share of comments or a balance of them, in % and percentage points: net sentiment, the silent ...
struct LineChange {
  std::string name;   // "net_sentiment"
  std::string label;  // "Net sentiment"
  FigureChange figure;
};

// A driver on one side.
struct ThemeSide {
  std::optional<std::uint64_t> comments;  // absent: fewer than 10, or not known
  std::optional<double> share;            // 0..1
  std::optional<std::uint32_t> rank;
  std::optional<double> impact;
  std::optional<double> impact_low;
  std::optional<double> impact_high;

  bool operator==(const ThemeSide&) const = default;
};

// A theme in one polarity, among the analysed records that have the score.
struct ThemeChange {
  std::string theme;
  std::string label;
  DriverLevel level = DriverLevel::leaf;
  DriverKind kind = DriverKind::complaint;
  std::string score;  // empty: among all analysed records
  std::string unit;
  ThemeSide before;
  ThemeSide after;
  std::optional<ThemeSide> reported;  // OLD as its report has it, where its comments were read again
  // 0..1. Where one side has fewer than 10 comments: the smallest change that this leaves possible.
  std::optional<Change> share;
  std::optional<Change> impact;
  std::vector<ChangeSplit> mix;  // of the share, where it moved
};

// What the two reports have in which they are not alike.
struct Unlikeness {
  std::string what;  // "lexicon", "text columns" ...
  std::string before;
  std::string after;
};

struct ComparedReport {
  std::string name;  // as typed
  std::string lexicon_version;
  std::uint64_t records = 0;
  std::uint64_t analysed = 0;
  bool is_read_again = false;
};

struct Comparison {
  std::string program_version;
  ComparedReport before;
  ComparedReport after;
  std::vector<Unlikeness> unlike;  // compared all the same, with --anyway
  std::vector<ScoreChange> scores;
  std::vector<LineChange> lines;
  std::vector<ThemeChange> themes;       // moved first, then by p, then by the rest of the key
  std::vector<std::string> mix_columns;  // by which changes were split; empty: the reports have no segments
  // The smallest change of a share of 5 % that would have been seen in four of five comparisons, 0..1.
  std::optional<double> smallest_share;
  std::vector<std::string> warnings;
};

}  // namespace verbatim
