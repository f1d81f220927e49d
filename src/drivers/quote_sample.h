// Three quotes for each driver, chosen without regard to the order in which records come: of the texts that
// show the theme's clause in the driver's polarity, those with the smallest key. The key begins with a hash
// of the unit, so the choice is a fair draw, and ends in the record's place, so it is never a tie.
//
// Folding. Of equal texts (ASCII letters of either case, any run of white space as one blank) only the one
// with the smallest key counts. Keeping the K smallest of these is exact under merging without any spare: a
// text that is dropped from a part stood behind K other texts, and stands behind the same K in any whole.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/finding.h"
#include "verbatim/report.h"

namespace verbatim {

inline constexpr std::size_t kQuotesEach = 3;
inline constexpr std::size_t kMaxQuoteBytes = 600;
inline constexpr std::size_t kMaxQuoteIdBytes = 200;

// One text of one record. The views belong to the caller.
struct QuoteUnit {
  std::uint32_t source = 0;  // index of the input, in input order
  std::uint64_t row = 0;     // record number in that input
  std::uint32_t column = 0;  // which of the record's texts
  std::uint64_t hash = 0;    // of the unit's identity or text: the same in every run and partition
  std::string_view id;
  std::string_view text;                   // as the findings' ranges mean it
  std::span<const ThemeFinding> themes;    // of the whole record, as in UnitFacts
  std::span<const ThemeMention> mentions;  // of this text, in text order
};

struct QuoteText {
  std::string text;
  ByteRange clause;  // in `text`
};

// Rewrites a text, or 2 KB to either side of the clause, before it is cut and kept (redaction), and says
// where the clause went. The same text must give the same result. Called for texts that are kept, at least
// for a while: rarely.
using QuoteEditor = std::function<QuoteText(std::string_view text, ByteRange clause)>;

// At most kMaxQuoteBytes of a text: the clause and what stands around it, cut between words where one is near
// and always between code points, with "..." at a cut end (as one character). A clause that is longer is cut
// itself. Ranges beyond the text are clamped.
QuoteText cut_quote(std::string_view text, ByteRange clause);

class QuoteSample {
 public:
  explicit QuoteSample(const ThemeTree& tree);

  // Offers the text to each cell that the record counts in and a mention of this text shows: preferred are
  // texts of 25 to 320 bytes with a clause of just the driver's polarity; of a text's clauses the first such.
  // An empty `edit` keeps texts as they are.
  void add(const QuoteUnit& unit, const QuoteEditor& edit = {});
  // REQUIRES: made for the same tree.
  void merge(const QuoteSample& other);

  // Up to kQuotesEach quotes, best first. `sources` names the inputs by index. REQUIRES: it names all of
  // them.
  std::vector<Quote> quotes(ThemeId theme, DriverKind kind, CellLevel level,
                            std::span<const std::string> sources) const;

  bool operator==(const QuoteSample& other) const;

 private:
  struct Key {
    bool second_choice = false;
    std::uint64_t hash = 0;
    std::uint32_t source = 0;
    std::uint64_t row = 0;
    std::uint32_t column = 0;
    auto operator<=>(const Key&) const = default;
  };
  struct Candidate {
    Key key;
    std::uint64_t text_hash = 0;  // of the folded original text
    std::string id;
    QuoteText quote;
  };
  using Cell = std::vector<Candidate>;  // sorted by key, texts distinct, at most kQuotesEach

  // The cell for a theme; one without children keeps a single cell for both levels.
  std::size_t cell(ThemeId theme, DriverKind kind, CellLevel level) const;
  void offer(std::size_t cell, const Key& key, const QuoteUnit& unit, ByteRange clause,
             const QuoteEditor& edit);
  void offer_mention(const ThemeMention& mention, DriverKind kind, const Key& key, const QuoteUnit& unit,
                     const QuoteEditor& edit);

  ThemeTree tree_;
  std::vector<Cell> cells_;
  ThemeRollup rollup_;                           // scratch of `add`
  std::optional<std::uint64_t> unit_text_hash_;  // likewise: taken once a unit, where it is needed at all
};

}  // namespace verbatim
