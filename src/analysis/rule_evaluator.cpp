#include "analysis/rule_evaluator.h"

#include <algorithm>

#include "text/utf8.h"

namespace verbatim {

namespace {

// Part of RuleScratch::spans: sorted, without repeats.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is_empty() const { return begin == end; }
};

// How far a match of a pattern may run beyond the words that it is looked for in, in bytes.
constexpr std::size_t kPatternRunsOn = 512;

bool overlap(WordSpan a, WordSpan b) {
  return a.begin < b.end && b.begin < a.end;
}

// Words between two stretches. REQUIRES: they do not overlap.
std::uint32_t gap_between(WordSpan a, WordSpan b) {
  return b.begin >= a.end ? b.begin - a.end : a.begin - b.end;
}

WordSpan hull(WordSpan a, WordSpan b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

class RuleEvaluator {
 public:
  RuleEvaluator(const LexiconData& lexicon, const Reading& reading, RuleScratch& scratch)
      : lexicon_(lexicon), reading_(reading), spans_(scratch.spans), next_(scratch.next) {}

  void evaluate(const FiredLists& lists) {
    const auto& hits = reading_.rule_hits;
    for (std::size_t begin = 0; begin < hits.size();) {
      const std::uint32_t index = hits[begin].rule;
      std::size_t end = begin;
      std::uint8_t leaves = 0;  // some bit is set if a leaf but the first was found
      for (; end < hits.size() && hits[end].rule == index; ++end) leaves |= hits[end].leaf;
      const CompiledRule& rule = lexicon_.rules[index];
      first_ = hits.data() + begin;
      last_ = hits.data() + end;
      std::vector<Fired>& to = rule.target != RuleTarget::theme ? lists.signals
                               : rule.is_word()                 ? lists.words
                                                                : lists.themes;
      // Nine of ten rules are a list with exceptions, and nearly always none of these was found.
      if (rule.is_list && leaves == 0) {
        emit(index, first_, last_, to);
      } else {
        evaluate(index, rule.root, to);
      }
      begin = end;
    }
  }

 private:
  void evaluate(std::uint32_t index, std::uint32_t root, std::vector<Fired>& to) {
    spans_.clear();
    const Range all = matches(root);
    if (lexicon_.rule_nodes[root].op == RuleTree::Op::conjunction) {
      // Its matches are told apart by their first part; they may share the words of another.
      for (std::size_t i = all.begin; i < all.end; ++i) to.push_back({index, spans_[i].begin, spans_[i].end});
    } else {
      emit(index, spans_.data() + all.begin, spans_.data() + all.end, to);
    }
  }

  // Of matches that begin at one word the longest counts, and none that begins inside another.
  template <class Span>
  static void emit(std::uint32_t rule, const Span* first, const Span* last, std::vector<Fired>& to) {
    std::uint32_t covered = 0;
    for (const Span* span = first; span != last; ++span) {
      if (span->begin < covered) continue;
      const Span* longest = span;
      while (longest + 1 != last && longest[1].begin == span->begin) ++longest;
      to.push_back({rule, span->begin, longest->end});
      covered = longest->end;
      span = longest;
    }
  }

  // The stretches that the operator at `index` matches, at the end of spans_.
  Range matches(std::uint32_t index) {
    const RuleNode& node = lexicon_.rule_nodes[index];
    const std::size_t base = spans_.size();
    switch (node.op) {
      case RuleTree::Op::terms:
        for (const RuleHit* hit = first_; hit != last_; ++hit) {
          if (hit->leaf == node.leaf) spans_.push_back({hit->begin, hit->end});
        }
        break;
      case RuleTree::Op::unite:
        for (std::uint32_t p = 0; p < node.part_count; ++p) matches(node.first_part + p);
        sort_from(base);
        break;
      case RuleTree::Op::conjunction:
        conjoin(node);
        break;
      case RuleTree::Op::near:
      case RuleTree::Op::before:
        bring_near(node);
        break;
      case RuleTree::Op::except:
        take_out(node);
        break;
      case RuleTree::Op::pattern:
        look_for_pattern(node);
        break;
      case RuleTree::Op::name:
        break;
    }
    return {base, spans_.size()};
  }

  void sort_from(std::size_t base) {
    const auto begin = spans_.begin() + static_cast<std::ptrdiff_t>(base);
    std::sort(begin, spans_.end());
    spans_.erase(std::unique(begin, spans_.end()), spans_.end());
  }

  // next_ takes the place of what stands from `base` on.
  void replace_from(std::size_t base) {
    spans_.resize(base);
    spans_.insert(spans_.end(), next_.begin(), next_.end());
    sort_from(base);
  }

  // The first span of the range that begins at `word` or behind it.
  std::size_t first_from(Range range, std::uint32_t word) const {
    const auto begin = spans_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto end = spans_.begin() + static_cast<std::ptrdiff_t>(range.end);
    return static_cast<std::size_t>(
        std::lower_bound(begin, end, word, [](WordSpan span, std::uint32_t w) { return span.begin < w; }) -
        spans_.begin());
  }

  // A part of a conjunction seen from the match at hand: its nearest match that does not overlap.
  struct Partner {
    bool found = false;
    WordSpan span;
  };

  // Looks for a match of the part in the words of `window`. Of equally near ones the first.
  Partner partner_in(WordSpan window, WordSpan match, Range part, bool is_barred) const {
    Partner nearest;
    for (std::size_t i = first_from(part, window.begin); i < part.end && spans_[i].begin < window.end; ++i) {
      const WordSpan other = spans_[i];
      if (other.end > window.end) continue;
      if (is_barred) return {true, other};  // also one that shares its words
      if (overlap(other, match)) continue;
      if (!nearest.found || gap_between(match, other) < gap_between(match, nearest.span))
        nearest = {true, other};
    }
    return nearest;
  }

  void conjoin(const RuleNode& node) {
    const Range anchors = matches(node.first_part);
    Range parts[kMaxRuleParts];
    bool is_possible = !anchors.is_empty();
    for (std::uint32_t p = 1; is_possible && p < node.part_count; ++p) {
      parts[p] = matches(node.first_part + p);
      is_possible = !parts[p].is_empty() || lexicon_.rule_nodes[node.first_part + p].is_barred;
    }
    next_.clear();
    std::uint32_t covered = 0;
    for (std::size_t i = anchors.begin; is_possible && i < anchors.end; ++i) {
      if (i + 1 < anchors.end && spans_[i + 1].begin == spans_[i].begin)
        continue;  // a longer one begins here
      const WordSpan anchor = spans_[i];
      if (anchor.begin < covered) continue;
      WordSpan match = anchor;
      bool is_whole = true;
      for (std::uint32_t p = 1; is_whole && p < node.part_count; ++p) {
        const RuleNode& part = lexicon_.rule_nodes[node.first_part + p];
        if (parts[p].is_empty()) continue;
        const Partner partner = partner_in(window_of(part.within, anchor), anchor, parts[p], part.is_barred);
        is_whole = partner.found != part.is_barred;
        if (partner.found) match = hull(match, partner.span);
      }
      if (!is_whole || match.end - match.begin > kLongestMatch) continue;
      next_.push_back(match);
      covered = match.end;
    }
    replace_from(anchors.begin);
  }

  void bring_near(const RuleNode& node) {
    const Range left = matches(node.first_part);
    const Range right = left.is_empty() ? Range{left.end, left.end} : matches(node.first_part + 1);
    next_.clear();
    std::uint32_t reach = 0;  // how far before its neighbour a match of the second part may begin
    for (std::size_t j = right.begin; j < right.end; ++j)
      reach = std::max(reach, spans_[j].end - spans_[j].begin);
    reach += node.distance;
    for (std::size_t i = left.begin; i < left.end && !right.is_empty(); ++i) {
      const WordSpan one = spans_[i];
      const std::uint32_t from = node.op == RuleTree::Op::before ? one.end
                                 : one.begin > reach             ? one.begin - reach
                                                                 : 0;
      Partner nearest;
      for (std::size_t j = first_from(right, from);
           j < right.end && spans_[j].begin <= one.end + node.distance; ++j) {
        const WordSpan other = spans_[j];
        if (overlap(one, other) || gap_between(one, other) > node.distance) continue;
        if (!nearest.found || gap_between(one, other) < gap_between(one, nearest.span))
          nearest = {true, other};
      }
      if (!nearest.found) continue;
      const WordSpan match = hull(one, nearest.span);
      if (sentence_of(match.begin) == sentence_of(match.end - 1) && match.end - match.begin <= kLongestMatch)
        next_.push_back(match);
    }
    replace_from(left.begin);
  }

  std::uint32_t sentence_of(std::uint32_t word) const {
    return reading_.clauses[reading_.words[word].clause].sentence;
  }

  void take_out(const RuleNode& node) {
    const Range kept = matches(node.first_part);
    const Range holders = kept.is_empty() ? Range{kept.end, kept.end} : matches(node.first_part + 1);
    next_.clear();
    std::uint32_t furthest = 0;  // end of those that begin no later than the span at hand
    std::size_t holder = holders.begin;
    for (std::size_t i = kept.begin; i < kept.end; ++i) {
      for (; holder < holders.end && spans_[holder].begin <= spans_[i].begin; ++holder)
        furthest = std::max(furthest, spans_[holder].end);
      if (furthest < spans_[i].end) next_.push_back(spans_[i]);
    }
    replace_from(kept.begin);
  }

  // Searches the words around the matches of the first part, each word once. A match begins there; it may run
  // on ("order no. 123456" is two clauses to a reader of full stops).
  void look_for_pattern(const RuleNode& node) {
    const Range literals = matches(node.first_part);
    next_.clear();
    const Pattern& pattern = lexicon_.patterns[node.pattern];
    std::size_t from = 0;
    for (std::size_t i = literals.begin; i < literals.end;) {
      WordSpan window = window_of(node.reach, spans_[i]);
      for (++i; i < literals.end; ++i) {
        const WordSpan more = window_of(node.reach, spans_[i]);
        if (more.begin >= window.end) break;
        window.end = std::max(window.end, more.end);
      }
      from = search(pattern, window, from);
    }
    replace_from(literals.begin);
  }

  // Looks for matches that begin in the window, and at byte `from` or behind it. Returns where the last ends.
  std::size_t search(const Pattern& pattern, WordSpan window, std::size_t from) {
    const auto& words = reading_.words;
    const std::size_t begin = words[window.begin].span.begin;
    const std::size_t end = words[window.end - 1].span.end;
    const std::string_view text = reading_.text.substr(
        begin, utf8_floor(reading_.text, std::min(reading_.text.size(), end + kPatternRunsOn)) - begin);
    from = std::max(from, begin);
    for (std::size_t tries = 0; tries < kMaxPatternMatches && next_.size() < kMaxPatternMatches && from < end;
         ++tries) {
      const auto match = pattern.find(text, from - begin);
      if (!match || begin + match->begin >= end) return from;
      const std::size_t match_begin = begin + match->begin;
      const std::size_t match_end = begin + match->end;
      // The words that it touches, at least in part.
      const auto first = std::partition_point(words.begin() + window.begin, words.end(),
                                              [&](const Word& word) { return word.span.end <= match_begin; });
      const auto last = std::partition_point(first, words.end(),
                                             [&](const Word& word) { return word.span.begin < match_end; });
      from = std::max(match_end, match_begin + 1);
      if (first == last) continue;
      next_.push_back({static_cast<std::uint32_t>(first - words.begin()),
                       static_cast<std::uint32_t>(last - words.begin())});
      from = std::max<std::size_t>(from, (last - 1)->span.end);
    }
    return from;
  }

  // The words that a part may look at, around a match.
  WordSpan window_of(Window within, WordSpan match) const {
    const auto& clauses = reading_.clauses;
    const std::uint32_t limit_begin = match.begin > kWindowWords ? match.begin - kWindowWords : 0;
    std::uint32_t begin = 0;
    auto end = static_cast<std::uint32_t>(reading_.words.size());
    if (within != Window::comment) {
      std::uint32_t first = reading_.words[match.begin].clause;
      std::uint32_t last = reading_.words[match.end - 1].clause;
      if (within == Window::sentence) {
        while (first > 0 && clauses[first - 1].sentence == clauses[first].sentence &&
               clauses[first].begin > limit_begin)
          --first;
        while (last + 1 < clauses.size() && clauses[last + 1].sentence == clauses[last].sentence &&
               clauses[last].end < match.end + kWindowWords)
          ++last;
      }
      begin = clauses[first].begin;
      end = clauses[last].end;
    }
    return {std::max(begin, limit_begin), std::min(end, match.end + kWindowWords)};
  }

  const LexiconData& lexicon_;
  const Reading& reading_;
  std::vector<WordSpan>& spans_;
  std::vector<WordSpan>& next_;
  // The hits of the rule at hand.
  const RuleHit* first_ = nullptr;
  const RuleHit* last_ = nullptr;
};

}  // namespace

void evaluate_rules(const LexiconData& lexicon, const Reading& reading, RuleScratch& scratch,
                    const FiredLists& to) {
  RuleEvaluator(lexicon, reading, scratch).evaluate(to);
}

}  // namespace verbatim
