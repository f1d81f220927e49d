#include "drivers/quote_sample.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "drivers/folded_hash.h"

namespace verbatim {
namespace {

constexpr std::size_t kShortestPreferredBytes = 25;
constexpr std::size_t kLongestPreferredBytes = 320;
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::size_t kWordReachBytes = 24;  // how much of a quote a cut between words may cost
constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_inside_code_point(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

std::size_t boundary_at_or_before(std::string_view text, std::size_t at) {
  while (at > 0 && is_inside_code_point(text, at)) --at;
  return at;
}

std::size_t boundary_at_or_after(std::string_view text, std::size_t at) {
  while (is_inside_code_point(text, at)) ++at;
  return at;
}

ByteRange to_range(std::size_t begin, std::size_t end) {
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
}

// The part of a very long text that a quote can show, and what a redaction must see around it: whatever is
// cut off lies well beyond the quote's own ends, so nothing that is shown was cut in half before it could be
// masked.
struct Neighbourhood {
  std::string_view text;
  ByteRange clause;
};

constexpr std::uint32_t kNeighbourhoodBytes = 2048;  // to either side

Neighbourhood neighbourhood(std::string_view text, ByteRange clause) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t begin_wish =
      clause.begin > kNeighbourhoodBytes ? clause.begin - kNeighbourhoodBytes : 0;
  const std::uint32_t end_wish = std::min(size, std::min(clause.begin, size) + 2 * kNeighbourhoodBytes);
  const auto begin = static_cast<std::uint32_t>(boundary_at_or_before(text, std::min(begin_wish, size)));
  const auto end = static_cast<std::uint32_t>(boundary_at_or_before(text, end_wish));
  return {text.substr(begin, end - begin),
          {std::max(clause.begin, begin) - begin, std::min(std::max(clause.end, begin), end) - begin}};
}

}  // namespace

QuoteText cut_quote(std::string_view text, ByteRange clause) {
  const std::size_t clause_begin =
      boundary_at_or_before(text, std::min<std::size_t>(clause.begin, text.size()));
  const std::size_t clause_end =
      boundary_at_or_after(text, std::clamp<std::size_t>(clause.end, clause_begin, text.size()));
  if (text.size() <= kMaxQuoteBytes)
    return {.text = std::string(text), .clause = to_range(clause_begin, clause_end)};

  const std::size_t room = kMaxQuoteBytes - 2 * kEllipsis.size();
  std::size_t begin = clause_begin;
  std::size_t end = clause_begin + room;
  if (clause_end - clause_begin < room) {
    const std::size_t before = std::min(clause_begin, (room - (clause_end - clause_begin)) / 2);
    begin = std::min(clause_begin - before, text.size() - room);
    end = begin + room;
  }
  end = std::min(end, text.size());
  begin = boundary_at_or_after(text, begin);
  end = boundary_at_or_before(text, end);

  if (begin > 0) {
    const std::size_t last = std::min(clause_begin, begin + kWordReachBytes);
    for (std::size_t at = begin; at <= last; ++at) {
      if (!is_space(text[at - 1])) continue;
      begin = at;
      break;
    }
  }
  if (end < text.size()) {
    const std::size_t first = std::max(clause_end > end ? clause_begin : clause_end, end - kWordReachBytes);
    for (std::size_t at = end; at >= first; --at) {
      if (!is_space(text[at])) continue;
      end = at;
      break;
    }
  }

  QuoteText cut;
  if (begin > 0) cut.text += kEllipsis;
  const std::size_t shift = cut.text.size();
  cut.text += text.substr(begin, end - begin);
  if (end < text.size()) cut.text += kEllipsis;
  cut.clause = to_range(clause_begin - begin + shift, std::min(clause_end, end) - begin + shift);
  return cut;
}

QuoteSample::QuoteSample(const ThemeTree& tree)
    : tree_(tree), cells_(tree.size() * kDriverKinds * kCellLevels), rollup_(tree.size()) {}

std::size_t QuoteSample::cell(ThemeId theme, DriverKind kind, CellLevel level) const {
  const CellLevel kept = tree_.has_children(theme) ? level : CellLevel::leaf;
  return (ThemeTree::index(theme) * kDriverKinds + static_cast<std::size_t>(kind)) * kCellLevels +
         static_cast<std::size_t>(kept);
}

void QuoteSample::offer(std::size_t cell, const Key& key, const QuoteUnit& unit, ByteRange clause,
                        const QuoteEditor& edit) {
  Cell& kept = cells_[cell];
  if (kept.size() == kQuotesEach && key >= kept.back().key) return;
  if (!unit_text_hash_) unit_text_hash_ = folded_hash(unit.text);
  const std::uint64_t text_hash = *unit_text_hash_;
  const auto same =
      std::find_if(kept.begin(), kept.end(), [&](const Candidate& c) { return c.text_hash == text_hash; });
  if (same != kept.end()) {
    if (same->key <= key) return;
    kept.erase(same);
  }
  const std::size_t id_end = boundary_at_or_before(unit.id, std::min(unit.id.size(), kMaxQuoteIdBytes));
  Candidate candidate{
      .key = key, .text_hash = text_hash, .id = std::string(unit.id.substr(0, id_end)), .quote = {}};
  if (edit) {
    const Neighbourhood near = neighbourhood(unit.text, clause);
    const QuoteText edited = edit(near.text, near.clause);
    candidate.quote = cut_quote(edited.text, edited.clause);
  } else {
    candidate.quote = cut_quote(unit.text, clause);
  }
  const auto place = std::find_if(kept.begin(), kept.end(), [&](const Candidate& c) { return key < c.key; });
  kept.insert(place, std::move(candidate));
  if (kept.size() > kQuotesEach) kept.pop_back();
}

void QuoteSample::offer_mention(const ThemeMention& mention, DriverKind kind, const Key& key,
                                const QuoteUnit& unit, const QuoteEditor& edit) {
  if (rollup_.hit(mention.theme).is_leaf(kind)) {
    offer(cell(mention.theme, kind, CellLevel::leaf), key, unit, mention.clause, edit);
  }
  for (std::optional<ThemeId> up = mention.theme; up; up = tree_.parent(*up)) {
    if (!tree_.has_children(*up) || !rollup_.hit(*up).is_any(kind)) continue;
    offer(cell(*up, kind, CellLevel::rolled), key, unit, mention.clause, edit);
  }
}

void QuoteSample::add(const QuoteUnit& unit, const QuoteEditor& edit) {
  if (unit.mentions.empty()) return;
  unit_text_hash_.reset();
  rollup_.roll(tree_, unit.themes);
  Key key{.second_choice = false,
          .hash = unit.hash,
          .source = unit.source,
          .row = unit.row,
          .column = unit.column};
  const bool is_handy =
      unit.text.size() >= kShortestPreferredBytes && unit.text.size() <= kLongestPreferredBytes;
  // Clear clauses go first, so that of one text's clauses the first clear one is kept.
  for (const bool clear : {true, false}) {
    key.second_choice = !(clear && is_handy);
    for (const ThemeMention& mention : unit.mentions) {
      if (clear == (mention.polarity == Polarity::mixed)) continue;
      for (const DriverKind kind : kKinds) {
        if (has_kind(polarity_bit(mention.polarity), kind)) offer_mention(mention, kind, key, unit, edit);
      }
    }
  }
}

void QuoteSample::merge(const QuoteSample& other) {
  assert(tree_ == other.tree_);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (other.cells_[i].empty()) continue;
    Cell both = cells_[i];
    both.insert(both.end(), other.cells_[i].begin(), other.cells_[i].end());
    std::stable_sort(both.begin(), both.end(),
                     [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
    Cell kept;
    for (Candidate& candidate : both) {
      const bool is_repeat = std::any_of(
          kept.begin(), kept.end(), [&](const Candidate& c) { return c.text_hash == candidate.text_hash; });
      if (!is_repeat && kept.size() < kQuotesEach) kept.push_back(std::move(candidate));
    }
    cells_[i] = std::move(kept);
  }
}

std::vector<Quote> QuoteSample::quotes(ThemeId theme, DriverKind kind, CellLevel level,
                                       std::span<const std::string> sources) const {
  std::vector<Quote> quotes;
  for (const Candidate& candidate : cells_[cell(theme, kind, level)]) {
    assert(candidate.key.source < sources.size());
    quotes.push_back({.source = sources[candidate.key.source],
                      .row = candidate.key.row,
                      .id = candidate.id,
                      .text = candidate.quote.text,
                      .highlight = candidate.quote.clause});
  }
  return quotes;
}

bool QuoteSample::operator==(const QuoteSample& other) const {
  const auto same = [](const Candidate& a, const Candidate& b) {
    return a.key == b.key && a.text_hash == b.text_hash && a.id == b.id && a.quote.text == b.quote.text &&
           a.quote.clause == b.quote.clause;
  };
  return tree_ == other.tree_ && std::equal(cells_.begin(), cells_.end(), other.cells_.begin(),
                                            other.cells_.end(), [&](const Cell& a, const Cell& b) {
                                              return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
                                            });
}

}  // namespace verbatim
