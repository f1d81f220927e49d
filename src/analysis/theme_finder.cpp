#include "analysis/theme_finder.h"

#include <algorithm>
#include <cmath>

namespace verbatim {

namespace {

Polarity turned(Polarity polarity) {
  if (polarity == Polarity::negative) return Polarity::positive;
  if (polarity == Polarity::positive) return Polarity::negative;
  return polarity;
}

// What a theme's word says where it stands.
Polarity said_by_word(const LexiconData& lexicon, const Reading& reading, const Fired& word) {
  const Polarity sign = *lexicon.rules[word.rule].polarity;
  return is_negated(lexicon, reading, word.begin) ? turned(sign) : sign;
}

// Is `above` the theme `below`, or one that it is below?
bool is_at_or_above(const LexiconData& lexicon, ThemeId above, ThemeId below) {
  int up = static_cast<int>(below);
  while (up >= 0 && up != static_cast<int>(above)) up = lexicon.themes[static_cast<std::size_t>(up)].parent;
  return up >= 0;
}

class PolarityReader {
 public:
  PolarityReader(const LexiconData& lexicon, const Reading& reading, const std::vector<SentimentHit>& hits,
                 const std::vector<Fired>& theme_words)
      : lexicon_(lexicon), reading_(reading), hits_(hits), theme_words_(theme_words) {}

  // Also tells which clause gave it.
  Polarity read(const Fired& fired, std::uint32_t& clause) const {
    const CompiledRule& rule = lexicon_.rules[fired.rule];
    clause = reading_.words[fired.begin].clause;
    const std::uint32_t last = reading_.words[fired.end - 1].clause;
    if (rule.polarity) return in_context(*rule.polarity, fired);
    if (const auto said = theme_words_around(clause, last, fired)) return *said;
    if (const auto own = evidence_around(clause, last, fired)) return *own;
    // The clause says nothing: "The queue | and the staff were awful".
    const auto& clauses = reading_.clauses;
    const bool has_next = last + 1 < clauses.size() && clauses[last + 1].sentence == clauses[clause].sentence;
    const bool has_previous = clause > 0 && clauses[clause - 1].sentence == clauses[clause].sentence;
    const auto joins = [&](std::uint32_t c) {
      return clauses[c].link == Link::coordination || clauses[c].link == Link::carrying;
    };
    if (has_next && joins(last + 1)) {
      if (const auto next = evidence_at_start(last + 1)) {
        clause = last + 1;
        return *next;
      }
    }
    if (rule.fallback) return in_context(*rule.fallback, fired);
    if (has_previous && clauses[clause].link != Link::contrast) {
      if (const auto previous = evidence_at_end(clause - 1)) {
        --clause;
        return *previous;
      }
    }
    if (has_next && clauses[last + 1].link == Link::punctuation) {
      if (const auto next = evidence_at_start(last + 1)) {
        clause = last + 1;
        return *next;
      }
    }
    return Polarity::neutral;
  }

 private:
  // What a rule says of itself, turned where it is negated. A sentiment term that begins with a negator and
  // reaches into the rule's words ("no waiting") has read the negation already: then its sign counts.
  Polarity in_context(Polarity said, const Fired& fired) const {
    auto hit = std::lower_bound(hits_.begin(), hits_.end(), fired.begin,
                                [](const SentimentHit& h, std::uint32_t word) { return h.begin < word; });
    if (hit != hits_.begin() && said != Polarity::neutral) {
      --hit;
      if (hit->end > fired.begin && hit->entry != kNoIndex &&
          has_role_alone(lexicon_, reading_.words[hit->begin], Role::negator))
        return hit->value > 0 ? Polarity::positive : Polarity::negative;
    }
    return is_negated(lexicon_, reading_, fired.begin) ? turned(said) : said;
  }

  // What the theme's own words in these clauses say; near ones say more.
  std::optional<Polarity> theme_words_around(std::uint32_t first_clause, std::uint32_t last_clause,
                                             const Fired& near) const {
    if (theme_words_.empty()) return std::nullopt;
    const std::uint32_t begin = std::max(near.begin > kWindowWords ? near.begin - kWindowWords : 0,
                                         reading_.clauses[first_clause].begin);
    const std::uint32_t end = std::min(near.end + kWindowWords, reading_.clauses[last_clause].end);
    const auto first = std::lower_bound(theme_words_.begin(), theme_words_.end(), begin,
                                        [](const Fired& word, std::uint32_t at) { return word.begin < at; });
    float sum = 0;
    for (auto word = first; word != theme_words_.end() && word->begin < end; ++word) {
      if (!is_at_or_above(lexicon_, lexicon_.rules[word->rule].theme, lexicon_.rules[near.rule].theme))
        continue;
      std::uint32_t gap = 0;
      if (word->begin >= near.end) gap = word->begin - near.end;
      if (word->end <= near.begin) gap = near.begin - word->end;
      const float weight = 1 / (1 + 0.5F * static_cast<float>(gap));
      sum += said_by_word(lexicon_, reading_, *word) == Polarity::positive ? weight : -weight;
    }
    if (sum == 0) return std::nullopt;
    return sum > 0 ? Polarity::positive : Polarity::negative;
  }

  // What the sentiment of these clauses says; near words say more.
  std::optional<Polarity> evidence_around(std::uint32_t first_clause, std::uint32_t last_clause,
                                          const Fired& near) const {
    const std::uint32_t begin = near.begin > kWindowWords ? near.begin - kWindowWords : 0;
    const std::uint32_t end = near.end + kWindowWords;
    return evidence(std::max(begin, reading_.clauses[first_clause].begin),
                    std::min(end, reading_.clauses[last_clause].end), &near);
  }
  std::optional<Polarity> evidence_at_start(std::uint32_t clause) const {
    const Clause& c = reading_.clauses[clause];
    return evidence(c.begin, std::min(c.end, c.begin + kWindowWords), nullptr);
  }
  std::optional<Polarity> evidence_at_end(std::uint32_t clause) const {
    const Clause& c = reading_.clauses[clause];
    return evidence(c.end - c.begin > kWindowWords ? c.end - kWindowWords : c.begin, c.end, nullptr);
  }

  // What the hits that begin at words [begin, end) say.
  std::optional<Polarity> evidence(std::uint32_t begin, std::uint32_t end, const Fired* near) const {
    const auto first =
        std::lower_bound(hits_.begin(), hits_.end(), begin,
                         [](const SentimentHit& hit, std::uint32_t word) { return hit.begin < word; });
    float sum = 0;
    for (auto hit = first; hit != hits_.end() && hit->begin < end; ++hit) {
      if (hit->is_faint()) continue;
      std::uint32_t gap = 0;
      if (near != nullptr) {
        if (hit->begin >= near->end) gap = hit->begin - near->end;
        if (hit->end <= near->begin) gap = near->begin - hit->end;
      }
      sum += hit->value / (1 + 0.5F * static_cast<float>(gap));
    }
    if (sum == 0) return std::nullopt;
    return sum > 0 ? Polarity::positive : Polarity::negative;
  }

  const LexiconData& lexicon_;
  const Reading& reading_;
  const std::vector<SentimentHit>& hits_;
  const std::vector<Fired>& theme_words_;
};

// Says which fired rules are no mention, because something more exact speaks for their words:
// - a longer match of the same theme holds them ("never had to wait" is not also "had to wait");
// - their clause names a theme below theirs ("45 minutes on hold" is wait.hold, not also wait);
// - they are bare praise or blame, and their clause names any other theme.
class Outdone {
 public:
  Outdone(const LexiconData& lexicon, const Reading& reading, ThemeScratch& scratch)
      : lexicon_(lexicon), reading_(reading), named_(scratch.named), covered_(scratch.covered) {
    named_.clear();
    covered_.assign(lexicon.themes.size(), 0);
    for (const Fired& fired : scratch.fired) add(fired);
    std::sort(named_.begin(), named_.end());
    named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
  }

  // REQUIRES: called once for each fired rule, in their order: those that begin at one word by falling
  // length.
  bool is_outdone(const Fired& fired) {
    const auto theme = static_cast<std::size_t>(lexicon_.rules[fired.rule].theme);
    if (fired.end <= covered_[theme]) return true;
    covered_[theme] = fired.end;
    for (const std::uint32_t clause : {first_clause(fired), last_clause(fired)}) {
      if (is_named(clause, static_cast<int>(theme))) return true;
      if (lexicon_.themes[theme].is_general && is_named(clause, kAnyTheme)) return true;
    }
    return false;
  }

 private:
  static constexpr int kAnyTheme = -1;

  void add(const Fired& fired) {
    const Theme& theme = lexicon_.themes[static_cast<std::size_t>(lexicon_.rules[fired.rule].theme)];
    for (const std::uint32_t clause : {first_clause(fired), last_clause(fired)}) {
      for (int up = theme.parent; up >= 0; up = lexicon_.themes[static_cast<std::size_t>(up)].parent) {
        named_.push_back({clause, up});
      }
      if (!theme.is_general) named_.push_back({clause, kAnyTheme});
    }
  }

  std::uint32_t first_clause(const Fired& fired) const { return reading_.words[fired.begin].clause; }
  std::uint32_t last_clause(const Fired& fired) const { return reading_.words[fired.end - 1].clause; }
  bool is_named(std::uint32_t clause, int theme) const {
    return std::binary_search(named_.begin(), named_.end(), ClauseTheme{clause, theme});
  }

  const LexiconData& lexicon_;
  const Reading& reading_;
  std::vector<ClauseTheme>& named_;
  std::vector<std::uint32_t>& covered_;  // by theme: words before this belong to a mention of it
};

}  // namespace

namespace {

// Drops the theme words whose clause does not mention their theme or one below it. `named` is scratch.
void keep_words_beside_themes(const LexiconData& lexicon, const Reading& reading,
                              const std::vector<Fired>& fired, std::vector<ClauseTheme>& named,
                              std::vector<Fired>& words) {
  named.clear();
  for (const Fired& mention : fired) {
    const std::uint32_t first = reading.words[mention.begin].clause;
    const std::uint32_t last = reading.words[mention.end - 1].clause;
    for (std::uint32_t clause = first; clause <= last; ++clause) {
      for (int up = static_cast<int>(lexicon.rules[mention.rule].theme); up >= 0;
           up = lexicon.themes[static_cast<std::size_t>(up)].parent)
        named.push_back({clause, up});
    }
  }
  std::sort(named.begin(), named.end());
  std::erase_if(words, [&](const Fired& word) {
    const ClauseTheme wanted{reading.words[word.begin].clause,
                             static_cast<int>(lexicon.rules[word.rule].theme)};
    return !std::binary_search(named.begin(), named.end(), wanted);
  });
}

void sort_by_place(std::vector<Fired>& fired) {
  std::sort(fired.begin(), fired.end(), [](const Fired& a, const Fired& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return a.rule < b.rule;
  });
}

void sort_by_place(std::vector<SentimentHit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const SentimentHit& a, const SentimentHit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
}

// A fired rule or word as evidence.
SentimentHit evidence_of(const Reading& reading, const Fired& fired, Polarity polarity) {
  SentimentHit hit;
  hit.begin = fired.begin;
  hit.end = fired.end;
  hit.clause = reading.words[fired.begin].clause;
  hit.rule = fired.rule;
  hit.weight = polarity == Polarity::negative ? kSentiment.rule_complaint : kSentiment.rule_praise;
  const Clause& clause = reading.clauses[hit.clause];
  hit.said = hit.weight;
  if (clause.is_question) hit.said *= hit.weight > 0 ? kSentiment.asked_praise : kSentiment.asked_complaint;
  hit.value = hit.said * clause.weight;
  return hit;
}

}  // namespace

void fire_rules(const LexiconData& lexicon, const Reading& reading, ThemeScratch& scratch,
                std::vector<SentimentHit>& hits) {
  scratch.fired.clear();
  scratch.words.clear();
  scratch.signals.clear();
  if (reading.rule_hits.empty()) return;
  evaluate_rules(lexicon, reading, scratch.rules, {scratch.fired, scratch.words, scratch.signals});
  sort_by_place(scratch.fired);

  // A rule that says something itself is evidence where no sentiment term has spoken for its words.
  const std::size_t lexical_hits = hits.size();
  std::uint32_t covered = 0;
  std::size_t at = 0;
  for (const Fired& fired : scratch.fired) {
    const CompiledRule& rule = lexicon.rules[fired.rule];
    if (!rule.polarity || *rule.polarity == Polarity::neutral || fired.begin < covered) continue;
    while (at < lexical_hits && hits[at].end <= fired.begin) ++at;
    bool spoken_for = false;
    const bool negated = is_negated(lexicon, reading, fired.begin);
    const Polarity polarity = negated ? turned(*rule.polarity) : *rule.polarity;
    for (std::size_t h = at; h < lexical_hits && hits[h].begin < fired.end; ++h) {
      SentimentHit& hit = hits[h];
      if (hit.is_faint()) continue;
      spoken_for = true;
      // "not kept in a queue for ages": the rule knows what the negator turns, the word "queue" does not.
      if (negated && polarity == Polarity::positive && hit.value < 0 && hit.begin >= fired.begin) {
        hit.said = kSentiment.rule_praise;
        hit.value = kSentiment.rule_praise * reading.clauses[hit.clause].weight;
        hit.negating_rule = fired.rule;
      }
    }
    if (spoken_for) continue;
    const SentimentHit evidence = evidence_of(reading, fired, polarity);
    if (evidence.said == 0) continue;
    hits.push_back(evidence);
    covered = fired.end;
  }
  sort_by_place(hits);
  if (scratch.words.empty()) return;

  // So is a word that says something beside its theme; one that two themes list says it once.
  keep_words_beside_themes(lexicon, reading, scratch.fired, scratch.named, scratch.words);
  sort_by_place(scratch.words);
  const std::size_t hits_before = hits.size();
  covered = 0;
  at = 0;
  for (const Fired& word : scratch.words) {
    if (word.begin < covered) continue;
    while (at < hits_before && hits[at].end <= word.begin) ++at;
    bool spoken_for = false;
    for (std::size_t h = at; h < hits_before && hits[h].begin < word.end; ++h)
      spoken_for = spoken_for || !hits[h].is_faint();
    if (spoken_for) continue;
    const SentimentHit evidence = evidence_of(reading, word, said_by_word(lexicon, reading, word));
    if (evidence.said == 0) continue;
    hits.push_back(evidence);
    covered = word.end;
  }
  sort_by_place(hits);
}

void find_themes(const LexiconData& lexicon, const Reading& reading, const std::vector<SentimentHit>& hits,
                 ThemeScratch& scratch, Analysis& out) {
  const PolarityReader polarity_reader(lexicon, reading, hits, scratch.words);
  const auto range = [&](std::uint32_t begin, std::uint32_t end) {
    return ByteRange{reading.words[begin].span.begin, reading.words[end - 1].span.end};
  };
  if (scratch.fired.empty()) return;
  Outdone outdone(lexicon, reading, scratch);
  for (const Fired& fired : scratch.fired) {
    if (outdone.is_outdone(fired)) continue;
    const CompiledRule& rule = lexicon.rules[fired.rule];
    ThemeMention mention;
    mention.theme = rule.theme;
    mention.rule = lexicon.rule_entry(fired.rule);
    mention.span = range(fired.begin, fired.end);
    std::uint32_t clause = 0;
    mention.polarity = polarity_reader.read(fired, clause);
    const Clause& own = reading.clauses[reading.words[fired.begin].clause];
    const Clause& last = reading.clauses[reading.words[fired.end - 1].clause];
    const Clause& said = reading.clauses[clause];
    mention.clause = range(std::min(own.begin, said.begin), std::max(last.end, said.end));
    out.mentions.push_back(mention);
  }

  // Fold by theme: a theme praised and blamed in one comment is mixed.
  auto& themes = out.themes;
  for (const ThemeMention& mention : out.mentions) themes.push_back({mention.theme, mention.polarity});
  std::sort(themes.begin(), themes.end(),
            [](const ThemeFinding& a, const ThemeFinding& b) { return a.theme < b.theme; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < themes.size();) {
    bool negative = false;
    bool positive = false;
    const ThemeId theme = themes[i].theme;
    for (; i < themes.size() && themes[i].theme == theme; ++i) {
      const Polarity p = themes[i].polarity;
      negative = negative || p == Polarity::negative || p == Polarity::mixed;
      positive = positive || p == Polarity::positive || p == Polarity::mixed;
    }
    Polarity folded = Polarity::neutral;
    if (negative)
      folded = positive ? Polarity::mixed : Polarity::negative;
    else if (positive)
      folded = Polarity::positive;
    themes[kept++] = {theme, folded};
  }
  themes.resize(kept);
}

}  // namespace verbatim
