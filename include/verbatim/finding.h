// What the analysis of one comment finds, as plain values. Every finding carries its byte range in the
// original text (half-open, UTF-8) and the lexicon entry behind it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "verbatim/byte_range.h"
#include "verbatim/signal.h"

namespace verbatim {

// Index of a theme in the lexicon's theme table, which is sorted by id.
enum class ThemeId : std::uint32_t {};

enum class Polarity : std::uint8_t { negative, neutral, positive, mixed };

// "neg", "neu", "pos", "mix": as printed in comments.csv.
std::string_view short_name(Polarity polarity);

enum class SentimentLabel : std::uint8_t { none, negative, neutral, positive, mixed };

// "none", "negative", "neutral", "positive", "mixed": as printed in comments.csv.
std::string_view name(SentimentLabel label);

// One place where a comment speaks of a theme.
struct ThemeMention {
  ThemeId theme{};
  EntryId rule{};
  Polarity polarity = Polarity::neutral;
  ByteRange span;    // the words that the rule matched
  ByteRange clause;  // the clause whose words gave the polarity
};

// One theme of a comment, its mentions folded: negative and positive mentions make `mixed`.
struct ThemeFinding {
  ThemeId theme{};
  Polarity polarity = Polarity::neutral;
};

// Does the comment say anything?
enum class Content : std::uint8_t {
  text,        // it does
  no_content,  // "N/A", ".", "-": a class of its own in the ledger
  no_issue,    // "nothing", to a question for complaints: content with how things are
};

// What is known of one comment. Reused from comment to comment: `clear` keeps the memory.
struct Analysis {
  // Sentiment in thousandths, -1000..1000; meaningful only if label is not `none`.
  std::int32_t sentiment_milli = 0;
  Content content = Content::text;
  SentimentLabel label = SentimentLabel::none;
  std::int32_t positive_milli = 0;     // positive mass, in thousandths of a lexicon weight
  std::int32_t negative_milli = 0;     // negative mass, as a positive number
  std::vector<ThemeMention> mentions;  // in text order
  std::vector<ThemeFinding> themes;    // sorted by theme id, each once

  bool is_transcript = false;                  // of a chat: only the customer's turns were read
  int effort = 0;                              // 1 easy .. 5 hard, 0 without evidence
  std::vector<SignalMention> signal_mentions;  // in text order
  std::vector<SignalId> signals;               // sorted, so by family; each once
  std::vector<StatedDuration> durations;       // by length
  std::vector<StatedRating> ratings;           // by scale, then value

  void clear();
};

}  // namespace verbatim
