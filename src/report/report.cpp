#include "verbatim/report.h"

namespace verbatim {
namespace {

constexpr std::size_t kMostExamples = 20;

}  // namespace

void Ledger::merge(const Ledger& other) {
  analysed += other.analysed;
  empty += other.empty;
  no_content += other.no_content;
  repeat += other.repeat;
  repost += other.repost;
  opt_out += other.opt_out;
  preview += other.preview;
  unfinished += other.unfinished;
  filtered += other.filtered;
  repeated_header += other.repeated_header;
  rejected += other.rejected;
  over_limit += other.over_limit;
}

// The counts commute; the examples are the first of both in the order of merging, so they are merged in
// input order.
void InputNotes::merge(const InputNotes& other) {
  blank_lines += other.blank_lines;
  invalid_utf8 += other.invalid_utf8;
  stray_quotes += other.stray_quotes;
  same_id_other_text += other.same_id_other_text;
  missing_id += other.missing_id;
  encoded_twice += other.encoded_twice;
  bad_weights += other.bad_weights;
  lost_characters += other.lost_characters;
  const std::size_t theirs = other.examples.size();
  for (std::size_t i = 0; i < theirs && examples.size() < kMostExamples; ++i) {
    examples.push_back(other.examples[i]);
  }
}

}  // namespace verbatim
