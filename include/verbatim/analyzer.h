// The door to the analysis of one comment. An Analyzer is const and may be shared by threads; each thread
// brings its own Scratch.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/finding.h"
#include "verbatim/lexicon.h"

namespace verbatim {

// Working memory of one thread, reused from comment to comment.
class Scratch {
 public:
  Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  ~Scratch();

 private:
  friend class Analyzer;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One sentiment word with what became of it.
struct ExplainedHit {
  ByteRange span;
  std::optional<EntryId> entry;  // none: said by being the answer to its question
  float weight = 0;              // in the lexicon
  float value = 0;               // after negation, intensity, wishes and the weight of its clause
  std::vector<std::string>
      because;  // "turned by 'not'", "stronger by 'very' (x1.3)", "outweighed by what follows 'but'"
};

struct ExplainedClause {
  ByteRange span;
  float weight = 1;
  std::string link;  // "start", ",", "and", "but" ...: what it begins with
};

struct Explanation {
  Analysis analysis;
  std::vector<ByteRange> tokens;
  std::vector<ExplainedClause> clauses;
  std::vector<ExplainedHit> hits;
};

class Analyzer {
 public:
  // `lexicon` must outlive the analyzer.
  explicit Analyzer(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Fills `out` with what the comment says. `text` is valid UTF-8 and shorter than 4 GiB; `question` is the
  // question that it answers, or empty.
  void analyze(std::string_view text, std::string_view question, Scratch& scratch, Analysis& out) const;

  // The same with every step told.
  Explanation explain(std::string_view text, std::string_view question, Scratch& scratch) const;

  const Lexicon& lexicon() const { return lexicon_; }

 private:
  const Lexicon& lexicon_;
};

}  // namespace verbatim
