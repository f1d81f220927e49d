// The door to `lexicon diff`: what a change of words does to comments and to drivers, before anyone reports
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/evidence.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"
#include "verbatim/report.h"

namespace verbatim {

struct LexiconDiffOptions {
  AnalyzeOptions run;       // what analyze takes; without out_folder nothing is written
  std::string name_before;  // as typed: a folder, or "shipped"
  std::string name_after;
  std::size_t show = 10;  // flipped comments in the sample
};

// What one lexicon says of a comment.
struct DiffSide {
  std::string label;                // "negative"
  std::optional<double> sentiment;  // -1..1; empty without evidence
  std::vector<std::string> themes;  // "wait.hold:neg", sorted by id
  std::vector<EvidenceWord> evidence;
};

// A comment whose sentiment label, or a theme or its polarity, is not the same.
struct FlippedComment {
  std::string source;
  std::uint64_t row = 0;
  std::string id;
  std::string text;  // redacted unless the user said otherwise
  DiffSide before;
  DiffSide after;
  std::vector<std::string> gained;  // "wait.hold:neg"
  std::vector<std::string> lost;
  std::vector<std::string> turned;  // "wait.hold:neg>pos"
};

struct ThemeMove {
  std::string id;
  std::string label;
  std::uint64_t before = 0;  // comments found with it
  std::uint64_t after = 0;
  std::uint64_t gained = 0;
  std::uint64_t lost = 0;
  std::uint64_t turned = 0;  // found by both, with another polarity

  bool operator==(const ThemeMove&) const = default;
};

struct DriverFigures {
  std::optional<std::uint32_t> rank;
  std::uint64_t comments = 0;
  double share = 0;
  std::optional<double> impact;
};

// A row of drivers.csv, under both lexicons.
struct DriverMove {
  std::string theme;
  std::string label;
  DriverLevel level = DriverLevel::leaf;
  DriverKind kind = DriverKind::complaint;
  std::string score;
  std::string unit;
  std::optional<DriverFigures> before;  // empty: fewer than 10 comments
  std::optional<DriverFigures> after;
};

struct LabelMove {
  std::string before;
  std::string after;
  std::uint64_t comments = 0;
};

struct LexiconDiff {
  std::string name_before;
  std::string name_after;
  std::string lexicon_before;  // versions
  std::string lexicon_after;
  std::string program_version;
  std::vector<InputSummary> inputs;
  Ledger ledger_before;  // they differ where an answer counts as "says nothing"
  Ledger ledger_after;
  InputNotes notes;
  std::vector<JoinSummary> joins;
  std::uint64_t compared = 0;       // texts
  std::uint64_t flipped = 0;        // of these, in sentiment or in a theme
  std::vector<LabelMove> labels;    // sentiment labels that changed, most comments first
  std::vector<ThemeMove> themes;    // those with a change, most changes first
  std::vector<DriverMove> drivers;  // those that moved; in the new order, then those that are gone
  std::vector<FlippedComment> sample;
  std::vector<std::string> evidence;
  std::vector<std::string> warnings;
  bool redacted = true;
};

// Analyses every comment with both, and, if there is a folder to write to, publishes diff.json and diff.csv.
Checked<LexiconDiff> diff_lexicons(const LexiconDiffOptions& options, const Lexicon& before,
                                   const Lexicon& after);

}  // namespace verbatim
