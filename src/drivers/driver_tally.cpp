#include "drivers/driver_tally.h"

#include <cassert>

namespace verbatim {
namespace {

constexpr std::size_t kLabels = 5;
constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};

void count_polarity(ThemeCounts& counts, PolaritySet found) {
  const bool complaint = is_complaint(found);
  const bool praise = is_praise(found);
  if (complaint && praise) {
    ++counts.mixed;
  } else if (complaint) {
    ++counts.negative;
  } else if (praise) {
    ++counts.positive;
  } else {
    ++counts.neutral;
  }
}

}  // namespace

void CellCount::merge(const CellCount& other) {
  records += other.records;
  with_sentiment += other.with_sentiment;
  sentiment_milli += other.sentiment_milli;
}

void ThemeCounts::merge(const ThemeCounts& other) {
  negative += other.negative;
  neutral += other.neutral;
  positive += other.positive;
  mixed += other.mixed;
}

DriverTally::DriverTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores,
                         Depth depth)
    : tree_(themes),
      meanings_(scores.begin(), scores.end()),
      themes_(themes.size()),
      counts_(themes.size() * kDriverKinds * kCellLevels),
      sums_(counts_.size() * scores.size()),
      any_(kDriverKinds * scores.size()),
      commenters_(scores.begin(), scores.end()),
      wordless_(scores.begin(), scores.end()),
      silent_(scores.begin(), scores.end()),
      fits_(scores.size()),
      labels_(kLabels),
      depth_(depth),
      leaf_buckets_(depth == Depth::whole ? themes.size() * kDriverKinds * scores.size() : 0),
      any_buckets_(depth == Depth::whole ? any_.size() : 0),
      all_buckets_(depth == Depth::whole ? scores.size() : 0),
      pairs_(depth == Depth::whole ? scores.size() + 1 : 0, ThemePairs(themes.size())),
      rollup_(themes.size()),
      record_(scores.size()) {}

std::size_t DriverTally::cell(ThemeId theme, DriverKind kind, CellLevel level) const {
  return (ThemeTree::index(theme) * kDriverKinds + static_cast<std::size_t>(kind)) * kCellLevels +
         static_cast<std::size_t>(tree_.has_children(theme) ? level : CellLevel::leaf);
}

const CellCount& DriverTally::count(ThemeId theme, DriverKind kind, CellLevel level) const {
  return counts_[cell(theme, kind, level)];
}

const ScoreSums& DriverTally::sums(ThemeId theme, DriverKind kind, CellLevel level, std::size_t score) const {
  return sums_[cell(theme, kind, level) * meanings_.size() + score];
}

const ScoreSums& DriverTally::any(DriverKind kind, std::size_t score) const {
  return any_[static_cast<std::size_t>(kind) * meanings_.size() + score];
}

ScoreTally DriverTally::wrote(std::size_t score) const {
  ScoreTally all = commenters_[score];
  all.merge(wordless_[score]);
  return all;
}

ScoreTally DriverTally::official(std::size_t score) const {
  ScoreTally all = wrote(score);
  all.merge(silent_[score]);
  return all;
}

void DriverTally::add_to_cell(std::size_t cell, const UnitFacts& unit) {
  CellCount& count = counts_[cell];
  ++count.records;
  if (unit.label != SentimentLabel::none) {
    ++count.with_sentiment;
    count.sentiment_milli += unit.sentiment_milli;
  }
  for (std::size_t score = 0; score < meanings_.size(); ++score) {
    sums_[cell * meanings_.size() + score].merge(record_[score]);
  }
}

const BucketSums& DriverTally::buckets(ThemeId theme, DriverKind kind, std::size_t score) const {
  return leaf_buckets_[leaf(theme, kind) * meanings_.size() + score];
}

const BucketSums& DriverTally::any_buckets(DriverKind kind, std::size_t score) const {
  return any_buckets_[static_cast<std::size_t>(kind) * meanings_.size() + score];
}

void DriverTally::add_to_depth(ThemeId theme, DriverKind kind, std::size_t bucket) {
  for (std::size_t score = 0; score < meanings_.size(); ++score) {
    leaf_buckets_[leaf(theme, kind) * meanings_.size() + score].add(
        bucket, bucket_sum(meanings_[score], record_[score]));
  }
  if (kind == DriverKind::complaint && !tree_.is_general(theme)) complaints_.push_back(theme);
}

bool DriverTally::add(const UnitFacts& unit) {
  assert(unit.scores.size() == meanings_.size());
  std::vector<ScoreTally>& group = unit.analysed ? commenters_ : unit.wrote ? wordless_ : silent_;
  for (std::size_t score = 0; score < meanings_.size(); ++score)
    group[score].add(unit.scores[score], unit.weight);
  if (!unit.analysed) return false;

  ++analysed_;
  ++labels_[static_cast<std::size_t>(unit.label)];
  if (unit.label != SentimentLabel::none) sentiment_milli_ += unit.sentiment_milli;

  for (std::size_t score = 0; score < meanings_.size(); ++score) {
    record_[score] = ScoreSums{};
    record_[score].add(meanings_[score], unit.scores[score], unit.weight);
    if (unit.label != SentimentLabel::none && unit.scores[score].present && has_ends(meanings_[score].kind))
      fits_[score].add(unit.sentiment_milli, unit.scores[score].milli);
  }
  rollup_.roll(tree_, unit.themes);
  const bool is_deep = depth_ == Depth::whole;
  const std::size_t bucket = bucket_of(unit.cluster);
  bool has_any[kDriverKinds] = {};
  bool has_complaint = false;
  complaints_.clear();
  for (const ThemeId theme : rollup_.touched()) {
    const ThemeRollup::Hit& hit = rollup_.hit(theme);
    count_polarity(themes_[ThemeTree::index(theme)], hit.all());
    for (const DriverKind kind : kKinds) {
      if (!hit.is_any(kind)) continue;
      has_any[static_cast<std::size_t>(kind)] = true;
      has_complaint = has_complaint || (kind == DriverKind::complaint && !tree_.is_general(theme));
      if (hit.is_leaf(kind)) {
        add_to_cell(cell(theme, kind, CellLevel::leaf), unit);
        if (is_deep) add_to_depth(theme, kind, bucket);
      }
      if (tree_.has_children(theme)) add_to_cell(cell(theme, kind, CellLevel::rolled), unit);
    }
  }
  for (std::size_t kind = 0; kind < kDriverKinds; ++kind) {
    if (!has_any[kind]) continue;
    for (std::size_t score = 0; score < meanings_.size(); ++score) {
      any_[kind * meanings_.size() + score].merge(record_[score]);
      if (is_deep)
        any_buckets_[kind * meanings_.size() + score].add(bucket,
                                                          bucket_sum(meanings_[score], record_[score]));
    }
  }
  if (!is_deep) return has_complaint;
  for (std::size_t score = 0; score < meanings_.size(); ++score) {
    all_buckets_[score].add(bucket, bucket_sum(meanings_[score], record_[score]));
    if (record_[score].n > 0) pairs_[score].add(complaints_, unit.weight);
  }
  pairs_.back().add(complaints_);
  return has_complaint;
}

void DriverTally::merge(const DriverTally& other) {
  assert(tree_ == other.tree_ && meanings_ == other.meanings_ && depth_ == other.depth_);
  for (std::size_t i = 0; i < leaf_buckets_.size(); ++i) leaf_buckets_[i].merge(other.leaf_buckets_[i]);
  for (std::size_t i = 0; i < any_buckets_.size(); ++i) any_buckets_[i].merge(other.any_buckets_[i]);
  for (std::size_t i = 0; i < all_buckets_.size(); ++i) all_buckets_[i].merge(other.all_buckets_[i]);
  for (std::size_t i = 0; i < pairs_.size(); ++i) pairs_[i].merge(other.pairs_[i]);
  analysed_ += other.analysed_;
  for (std::size_t i = 0; i < themes_.size(); ++i) themes_[i].merge(other.themes_[i]);
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i].merge(other.counts_[i]);
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i].merge(other.sums_[i]);
  for (std::size_t i = 0; i < any_.size(); ++i) any_[i].merge(other.any_[i]);
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    commenters_[i].merge(other.commenters_[i]);
    wordless_[i].merge(other.wordless_[i]);
    silent_[i].merge(other.silent_[i]);
    fits_[i].merge(other.fits_[i]);
  }
  for (std::size_t i = 0; i < labels_.size(); ++i) labels_[i] += other.labels_[i];
  sentiment_milli_ += other.sentiment_milli_;
}

SentimentSummary DriverTally::sentiment() const {
  const auto of = [this](SentimentLabel label) { return labels_[static_cast<std::size_t>(label)]; };
  SentimentSummary summary{.negative = of(SentimentLabel::negative),
                           .neutral = of(SentimentLabel::neutral),
                           .positive = of(SentimentLabel::positive),
                           .mixed = of(SentimentLabel::mixed),
                           .none = of(SentimentLabel::none),
                           .mean = std::nullopt};
  const std::uint64_t with_evidence = analysed_ - summary.none;
  if (with_evidence > 0) {
    summary.mean = static_cast<double>(sentiment_milli_) / (1000.0 * static_cast<double>(with_evidence));
  }
  return summary;
}

bool DriverTally::operator==(const DriverTally& other) const {
  return tree_ == other.tree_ && meanings_ == other.meanings_ && analysed_ == other.analysed_ &&
         themes_ == other.themes_ && counts_ == other.counts_ && sums_ == other.sums_ && any_ == other.any_ &&
         commenters_ == other.commenters_ && wordless_ == other.wordless_ && silent_ == other.silent_ &&
         fits_ == other.fits_ && labels_ == other.labels_ && sentiment_milli_ == other.sentiment_milli_ &&
         depth_ == other.depth_ && leaf_buckets_ == other.leaf_buckets_ &&
         any_buckets_ == other.any_buckets_ && all_buckets_ == other.all_buckets_ && pairs_ == other.pairs_;
}

}  // namespace verbatim
