#include "drivers/signal_tally.h"

#include <algorithm>
#include <cassert>

namespace verbatim {

namespace {

std::size_t class_of(std::int64_t minutes) {
  if (minutes == StatedDuration::kLong) return kDurationClasses.size() - 1;
  std::size_t c = 0;
  while (minutes >= kDurationClasses[c].below) ++c;
  return c;
}

}  // namespace

void SignalTally::begin_record() {
  ++record_;
  record_ratings_.clear();
  longest_ = 0;
  efforts_ = 0;
  effort_sum_ = 0;
  is_transcript_ = false;
}

void SignalTally::add(const Analysis& analysis) {
  for (const SignalId id : analysis.signals) {
    const auto s = static_cast<std::size_t>(id);
    if (last_record_[s] == record_) continue;
    last_record_[s] = record_;
    ++counts_[s];
  }
  if (analysis.effort > 0) {
    ++efforts_;
    effort_sum_ += analysis.effort;
  }
  // They are sorted; nobody knows how long "long" is, so that a stated length tells more.
  for (const StatedDuration& duration : analysis.durations) {
    if (duration.minutes != StatedDuration::kLong || longest_ == 0)
      longest_ = longest_ == StatedDuration::kLong ? duration.minutes : std::max(longest_, duration.minutes);
  }
  for (const StatedRating& rating : analysis.ratings)
    record_ratings_.emplace_back(rating.scale, rating.value_milli);
  is_transcript_ = is_transcript_ || analysis.is_transcript;
}

void SignalTally::end_record() {
  if (is_transcript_) ++transcripts_;
  if (longest_ > 0) ++durations_[class_of(longest_)];
  if (efforts_ > 0) {
    const int effort = (2 * effort_sum_ + efforts_) / (2 * efforts_);
    ++effort_[static_cast<std::size_t>(effort - 1)];
  }
  if (record_ratings_.empty()) return;
  ++with_rating_;
  std::sort(record_ratings_.begin(), record_ratings_.end());
  record_ratings_.erase(std::unique(record_ratings_.begin(), record_ratings_.end()), record_ratings_.end());
  for (const RatingKey& key : record_ratings_) ++ratings_[key];
}

void SignalTally::merge(const SignalTally& other) {
  assert(counts_.size() == other.counts_.size());
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  for (std::size_t i = 0; i < effort_.size(); ++i) effort_[i] += other.effort_[i];
  for (std::size_t i = 0; i < durations_.size(); ++i) durations_[i] += other.durations_[i];
  for (const auto& [key, count] : other.ratings_) ratings_[key] += count;
  transcripts_ += other.transcripts_;
  with_rating_ += other.with_rating_;
}

SignalSummary SignalTally::summary(const std::vector<Signal>& table) const {
  assert(table.size() == counts_.size());
  SignalSummary out;
  out.transcripts = transcripts_;
  out.effort = effort_;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Signal& signal = table[i];
    if (signal.family == SignalFamily::effort) continue;  // counted by the record's mean
    if (signal.family == SignalFamily::competitor && counts_[i] == 0) continue;
    out.counts.push_back({signal.family, std::string(signal.value()), signal.label, counts_[i]});
  }
  out.duration = durations_;
  for (const std::uint64_t count : durations_) out.with_duration += count;
  out.with_rating = with_rating_;
  for (const auto& [key, count] : ratings_) out.ratings.push_back({key.second, key.first, count});
  return out;
}

bool SignalTally::operator==(const SignalTally& other) const {
  return counts_ == other.counts_ && effort_ == other.effort_ && durations_ == other.durations_ &&
         ratings_ == other.ratings_ && transcripts_ == other.transcripts_ &&
         with_rating_ == other.with_rating_;
}

}  // namespace verbatim
