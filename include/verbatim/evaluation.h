// The door to `evaluate`: comments that people have coded by hand in, agreement with them out.
#pragma once

#include <array>
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

struct EvaluateOptions {
  AnalyzeOptions run;                   // what analyze takes; without out_folder nothing is written
  std::string sentiment;                // --truth-sentiment as typed
  std::string themes;                   // --truth-themes: the column with a list of labels
  std::vector<std::string> one_hot;     // --truth-one-hot: columns, or "all" alone
  std::string map_file;                 // --map: labels to themes
  std::string separator;                // between the labels of a list; empty: guessed
  bool empty_is_uncoded = false;        // a row without a label was not coded (else: no theme applies)
  std::string correct;                  // --correct: a report whose shares are corrected
  std::vector<std::string> fail_under;  // "0.7", "themes=0.5", "Late flight=0.6"
  std::size_t worst = 10;               // disagreements shown
};

// hits of n, with Wilson's 95 % interval. Empty for n = 0.
struct Proportion {
  std::uint64_t hits = 0;
  std::uint64_t n = 0;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
};

// One class of codes against all others.
struct ClassAgreement {
  std::string name;
  std::uint64_t coded = 0;  // rows that people gave this class
  std::uint64_t said = 0;   // rows that the program gave it
  std::uint64_t both = 0;
  Proportion precision;      // both of said
  Proportion recall;         // both of coded
  std::optional<double> f1;  // empty where nobody gave it
};

struct Kappa {
  double value = 0;
  double se = 0;
  double low = 0;
  double high = 0;
};

// How far the program agrees with people on one question that has several answers.
struct Agreement {
  std::string name;                                // "two-way"
  std::string about;                               // what was counted as what
  std::uint64_t n = 0;                             // rows
  std::vector<std::string> names;                  // of the matrix, both ways
  std::vector<std::vector<std::uint64_t>> matrix;  // [as coded][as said]
  std::vector<ClassAgreement> classes;             // those that were coded; macro-F1 is their mean
  Proportion accuracy;
  std::optional<double> macro_f1;
  std::optional<Kappa> kappa;   // Cohen's
  std::optional<double> alpha;  // Krippendorff's, nominal
};

// A row on which people and the program differ.
struct Disagreement {
  ShownComment comment;
  std::string coded;
  std::string said;
};

struct LabelAgreement {
  std::string label;                  // as the codes have it
  std::vector<std::string> themes;    // what it was counted as: "wait", "=wait" for it alone
  Agreement agreement;                // two classes: the theme is there, or not
  std::optional<Agreement> polarity;  // of the rows on which both have the theme and the codes say how
  std::vector<Disagreement> missed;   // a fixed sample of each
  std::vector<Disagreement> wrong;

  const ClassAgreement& theme() const { return agreement.classes.front(); }
};

// A share of a report, corrected by how often the program errs.
struct CorrectedShare {
  std::string name;  // the label, or "negative"
  std::uint64_t comments = 0;
  std::uint64_t of = 0;
  double share = 0;        // as the report has it
  Proportion sensitivity;  // of the rows that people gave it, those found
  Proportion specificity;  // of the rows that they did not, those left alone
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::string why_not;  // why it cannot be corrected; empty if it can
};

struct Correction {
  std::string report;
  std::vector<CorrectedShare> shares;
};

// Every record in ends in one class of the ledger; those with a text are coded or not, for each kind of code.
struct CodeCounts {
  std::uint64_t compared = 0;       // has a text and a code
  std::uint64_t without_code = 0;   // has a text and none
  std::uint64_t code_unread = 0;    // has a text and a value that stands for no class
  std::uint64_t coded_no_text = 0;  // has a code and no text
  std::uint64_t neither = 0;
  bool operator==(const CodeCounts&) const = default;
};

struct FailedLimit {
  std::string name;
  double limit = 0;
  std::optional<double> value;
};

struct Evaluation {
  std::vector<InputSummary> inputs;
  Ledger ledger;
  InputNotes notes;
  std::vector<JoinSummary> joins;
  std::vector<std::string> evidence;  // what was detected and how codes were read
  std::vector<std::string> warnings;
  std::optional<CodeCounts> sentiment_rows;
  std::vector<Agreement> sentiment;  // the finest first: it is the main one
  std::optional<CodeCounts> theme_rows;
  std::vector<LabelAgreement> labels;  // by rows coded, then name
  std::optional<double> themes_macro_f1;
  std::optional<double> themes_micro_f1;
  std::optional<Agreement> polarity;     // of all labels together
  std::vector<std::string> not_counted;  // labels that the map leaves out
  std::vector<Disagreement> worst;       // the most confident disagreements in sentiment
  std::optional<Correction> correction;
  std::vector<FailedLimit> failed;  // of --fail-under
  std::string lexicon_version;
  std::string program_version;
  bool redacted = true;
};

// Reads, compares and, if there is a folder to write to, publishes evaluation.json and evaluation.csv.
Checked<Evaluation> evaluate(const EvaluateOptions& options, const Lexicon& lexicon);

}  // namespace verbatim
