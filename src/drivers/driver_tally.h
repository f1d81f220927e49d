// What is kept of the records for the drivers: per theme, polarity and score the integer sums that the
// figures come of, never the comments. Parts merge to the same bits in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/bucket_sums.h"
#include "drivers/score_tally.h"
#include "drivers/sentiment_fit.h"
#include "drivers/theme_pairs.h"
#include "drivers/theme_rollup.h"
#include "verbatim/finding.h"
#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

// One record as the drivers see it. Its texts' findings are united. The spans belong to the caller.
struct UnitFacts {
  bool analysed = false;  // has usable text
  bool wrote = false;     // has a text, usable or not ("N/A"); only its scores count, unless it is analysed
  SentimentLabel label = SentimentLabel::none;
  std::int32_t sentiment_milli = 0;      // read only if label is not `none`
  std::span<const ThemeFinding> themes;  // as found, without the parents' roll-up; each once
  std::span<const ScoreValue> scores;    // one per score of the run, in its order
  bool has_conflict = false;             // text and a score of it disagree
  std::uint64_t weight = 1;              // of scores, shares and impacts; 0: it counts for none of them
  std::optional<std::int32_t> day;       // civil days since 1970, where the record has a date
  std::uint64_t cluster = 0;             // hash of whose answer it is: of the record itself, if nobody says
};

// The records of a theme in one kind: as a leaf, or with everything below the theme.
enum class CellLevel : std::uint8_t { leaf, rolled };
inline constexpr std::size_t kCellLevels = 2;

// How many records, and their sentiment for runs without a score.
struct CellCount {
  std::uint64_t records = 0;
  std::uint64_t with_sentiment = 0;
  std::int64_t sentiment_milli = 0;  // sum over those; 2^53 records fit

  void merge(const CellCount& other);
  bool operator==(const CellCount&) const = default;
};

// Records of a theme with all below it, by the polarity that they make together: negative and positive are
// mixed.
struct ThemeCounts {
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
  std::uint64_t positive = 0;
  std::uint64_t mixed = 0;

  std::uint64_t comments() const { return negative + neutral + positive + mixed; }
  void merge(const ThemeCounts& other);
  bool operator==(const ThemeCounts&) const = default;
};

class DriverTally {
 public:
  // Without `depth` the sums by bucket and the pairs of themes are left out: for the parts of a run, which
  // give no ranks of their own.
  enum class Depth : std::uint8_t { sums, whole };
  DriverTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores,
              Depth depth = Depth::whole);

  // Says whether an analysed record complains of a theme that is not general. REQUIRES: as many scores as the
  // tally was made for; theme ids of its tree.
  bool add(const UnitFacts& unit);
  // REQUIRES: made for the same themes and scores.
  void merge(const DriverTally& other);

  const ThemeTree& tree() const { return tree_; }
  std::size_t scores() const { return meanings_.size(); }
  const ScoreMeaning& meaning(std::size_t score) const { return meanings_[score]; }
  std::uint64_t analysed() const { return analysed_; }
  bool has_depth() const { return depth_ == Depth::whole; }

  const ThemeCounts& theme(ThemeId theme) const { return themes_[ThemeTree::index(theme)]; }
  const CellCount& count(ThemeId theme, DriverKind kind, CellLevel level) const;
  const ScoreSums& sums(ThemeId theme, DriverKind kind, CellLevel level, std::size_t score) const;

  // Analysed records with a complaint (or praise) about any theme, general ones too, that have the score.
  const ScoreSums& any(DriverKind kind, std::size_t score) const;

  // The same sums by bucket of the records' clusters: of a leaf, of any theme, of all analysed records. Empty
  // without depth.
  const BucketSums& buckets(ThemeId theme, DriverKind kind, std::size_t score) const;
  const BucketSums& any_buckets(DriverKind kind, std::size_t score) const;
  const BucketSums& all_buckets(std::size_t score) const { return all_buckets_[score]; }

  // Complaints about two leaves in one record: of the records that have the score, and of all analysed ones.
  const ThemePairs& pairs(std::size_t score) const { return pairs_[score]; }
  const ThemePairs& pairs() const { return pairs_.back(); }

  const ScoreTally& commenters(std::size_t score) const { return commenters_[score]; }  // analysed records
  const ScoreTally& silent(std::size_t score) const { return silent_[score]; }          // without a text
  ScoreTally wrote(std::size_t score) const;     // with a text, usable or not
  ScoreTally official(std::size_t score) const;  // all

  // How the sentiment of the analysed records with evidence goes with the score; empty for kinds without
  // ends.
  const SentimentFit& sentiment_fit(std::size_t score) const { return fits_[score]; }

  // Labels of the analysed records, and the mean sentiment, -1..1, of those with evidence.
  SentimentSummary sentiment() const;

  // Compares what was counted; the scratch does not matter.
  bool operator==(const DriverTally& other) const;

 private:
  // A theme without children keeps a single cell for both levels.
  std::size_t cell(ThemeId theme, DriverKind kind, CellLevel level) const;
  void add_to_cell(std::size_t cell, const UnitFacts& unit);
  void add_to_depth(ThemeId theme, DriverKind kind, std::size_t bucket);
  std::size_t leaf(ThemeId theme, DriverKind kind) const {
    return ThemeTree::index(theme) * kDriverKinds + static_cast<std::size_t>(kind);
  }

  ThemeTree tree_;
  std::vector<ScoreMeaning> meanings_;
  std::uint64_t analysed_ = 0;
  std::vector<ThemeCounts> themes_;
  std::vector<CellCount> counts_;  // by cell
  std::vector<ScoreSums> sums_;    // by cell, then score
  std::vector<ScoreSums> any_;     // by kind, then score
  std::vector<ScoreTally> commenters_;
  std::vector<ScoreTally> wordless_;  // with a text that says nothing
  std::vector<ScoreTally> silent_;
  std::vector<SentimentFit> fits_;     // by score
  std::vector<std::uint64_t> labels_;  // by SentimentLabel
  std::int64_t sentiment_milli_ = 0;
  Depth depth_;
  std::vector<BucketSums> leaf_buckets_;  // by theme and kind, then score
  std::vector<BucketSums> any_buckets_;   // by kind, then score
  std::vector<BucketSums> all_buckets_;   // by score
  std::vector<ThemePairs> pairs_;         // by score, and one of all
  std::vector<ThemeId> complaints_;       // scratch of `add`: the record's leaves
  ThemeRollup rollup_;                    // scratch of `add`
  std::vector<ScoreSums> record_;         // scratch of `add`: the record's scores, as sums over one
};

}  // namespace verbatim
