// What `lexicon check` found, as text for a person and as JSON for a program.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/lexicon_sample.h"
#include "verbatim/lexicon.h"
#include "verbatim/lexicon_check.h"
#include "verbatim/lexicon_lint.h"

namespace verbatim::cli {

struct LexiconFindings {
  std::size_t sentiment_terms = 0;
  std::size_t themes = 0;
  std::size_t rules = 0;
  std::size_t examples = 0;
  std::size_t failed = 0;
  std::vector<LintFinding> findings;  // in the order of is_before
  std::optional<LexiconSample> sample;

  std::size_t count(LintLevel level) const;
};

// Everything that check and lint have to say, what both say once. Where there are `own_folders`, only what
// concerns them; and an example outside of them was right until words were laid over it: that it fails is a
// remark.
LexiconFindings gather(const Lexicon& lexicon, LexiconCheck check, std::vector<LintFinding> lint,
                       const std::vector<std::string>& own_folders);

struct FindingsView {
  std::size_t limit = 20;  // findings shown of each check, entries of each list; 0: all
  bool verbose = false;    // minor ones, too
};

// A line for each finding, without a line end, and for what the limit has left out.
std::vector<std::string> problem_lines(const LexiconFindings& findings, const FindingsView& view);
std::vector<std::string> remark_lines(const LexiconFindings& findings, const FindingsView& view);
std::string sample_text(const LexiconSample& sample, const FindingsView& view);
std::string count_text(const LexiconFindings& findings);

// All of it. The limit holds for the lists of the sample and the findings of each check; the counts are
// whole.
std::string findings_json(const LexiconFindings& findings, const FindingsView& view);

}  // namespace verbatim::cli
