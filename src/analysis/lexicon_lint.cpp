#include "verbatim/lexicon_lint.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "analysis/reading.h"
#include "analysis/sentiment.h"
#include "analysis/term_sample.h"
#include "lexicon/lexicon_data.h"
#include "lexicon/lexicon_source.h"
#include "lexicon/rule_shape.h"
#include "text/utf8.h"
#include "verbatim/analyzer.h"

namespace verbatim {

namespace {

// How many texts are written for one term: enough for every inflection and alternative of nearly all.
constexpr std::size_t kSamples = 64;
// A phrase says nothing new if its words come to within this of its weight.
constexpr float kSameWeight = 0.3F;
// The lexicon's own examples are a small body of customers' sentences: what is found in more than this share
// of them says nothing about any.
constexpr double kCommonShare = 0.05;
constexpr std::size_t kFewExamples = 300;
// Terms of two themes that are named in one finding.
constexpr std::size_t kNamedTerms = 4;

int sign_of(double value) {
  return (value > 0) - (value < 0);
}

// A term as it is told: one with many alternatives fills a screen.
std::string told(std::string_view term) {
  constexpr std::size_t kToldBytes = 60;
  if (term.size() <= kToldBytes) return fmt::format("'{}'", term);
  return fmt::format("'{}...'", term.substr(0, utf8_floor(term, kToldBytes)));
}

std::string where(const Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

class Linter {
 public:
  Linter(const LexiconOptions& options, const Lexicon& lexicon)
      : lexicon_(lexicon),
        data_(lexicon.data()),
        source_(read_lexicon_source(options)),
        sampler_(*data_.tokenizer, source_.inflections) {
    by_entry_.resize(data_.sentiment.size());
    for (std::size_t i = 0; i < data_.sentiment.size(); ++i) {
      const auto found = source_.sentiment.find(data_.sentiment[i].term);
      // Signs stand behind the terms; one may be written like a term.
      if (found != source_.sentiment.end() && found->second.place == data_.sentiment[i].place)
        by_entry_[i] = &found->second;
    }
  }

  std::vector<LintFinding> run() {
    for (std::uint32_t i = 0; i < data_.sentiment.size(); ++i) {
      if (by_entry_[i] != nullptr) check_sentiment(i);
    }
    check_rules();
    check_spellings();
    check_signs();
    look_for_common();
    std::sort(findings_.begin(), findings_.end(), is_before);
    return std::move(findings_);
  }

 private:
  void find(LintLevel level, std::string_view check, const Place& place, std::string message,
            std::uint64_t importance = 0, const Place& other = {}) {
    findings_.push_back({level, std::string(check), importance, place, std::move(message), other});
  }

  const SentimentEntry& entry(std::uint32_t index) const { return data_.sentiment[index]; }

  // Reads a sample; false if it is not read as the words that it was written with (a spelling of two words, a
  // form that is an emoticon): then it shows nothing.
  bool read(const TermSample& sample) {
    read_comment(sample.text, QuestionKind::open, data_, reading_);
    return reading_.words.size() == sample.words &&
           std::none_of(reading_.words.begin() + 1, reading_.words.end(),
                        [](const Word& word) { return word.break_before != Break::none; });
  }

  // --- sentiment terms -------------------------------------------------------------------------------------

  void check_sentiment(std::uint32_t index) {
    const SentimentEntry& term = entry(index);
    const SentimentSource& source = *by_entry_[index];
    bool counts = false;
    bool shown = false;
    bool says_new = false;
    std::optional<std::uint32_t> taken_by;
    std::set<std::uint32_t> opposed;
    for (const TermSample& sample : sampler_.samples_of(term.term, kSamples)) {
      if (!read(sample)) continue;
      shown = true;
      const LexicalHit* hit = whole_hit(sample.words);
      if (hit == nullptr) continue;
      if (hit->sentiment == index) {
        if (!counts && source.layer > 0 && !source.has_note) look_for_negator(term, *hit);
        counts = true;
        says_new = says_new || sample.words < 2 || !words_say_the_same(index);
        continue;
      }
      if (hit->sentiment == kNoIndex) continue;
      taken_by = hit->sentiment;
      const SentimentEntry& other = entry(hit->sentiment);
      if (sign_of(other.weight) * sign_of(term.weight) >= 0 || !opposed.insert(hit->sentiment).second)
        continue;
      tell_opposed(term, source, hit->sentiment, sample);
    }
    if (!shown) return;
    if (!counts && taken_by && !any_counts(index)) {
      const SentimentEntry& other = entry(*taken_by);
      if (opposed.contains(*taken_by) && !is_noted(*taken_by) && is_same_layer(source, *taken_by)) return;
      find(is_same_layer(source, *taken_by) ? LintLevel::problem : LintLevel::remark, "never-counts",
           term.place,
           fmt::format("{} never counts: its words are always read as {} ({}); delete one of them",
                       told(term.term), told(other.term), where(other.place)),
           1, other.place);
    }
    if (counts && !says_new) {
      find(LintLevel::minor, "nothing-new", term.place,
           fmt::format("{} says nothing new: its words come to {:g} without it, too; delete it",
                       told(term.term), term.weight));
    }
  }

  // Many foreign lists give "no" and "not" a weight: then "no delay" is blamed for the "no" that turns it.
  // What is shipped so ("lacks") is meant.
  void look_for_negator(const SentimentEntry& term, const LexicalHit& hit) {
    const bool is_faint = std::abs(term.weight) < kSentiment.faint_below;
    if (is_faint || hit.modifier == kNoIndex) return;
    const ModifierEntry& modifier = data_.modifiers[hit.modifier];
    if (!modifier.is(Role::negator)) return;
    find(LintLevel::remark, "weighed-negator", term.place,
         fmt::format(
             "{} weighs {:g}, but it is a negator ({}), so what it turns is counted beside it; set its "
             "weight to 0, or delete it",
             told(term.term), term.weight, where(modifier.place)));
  }

  bool is_noted(std::uint32_t index) const {
    return by_entry_[index] != nullptr && by_entry_[index]->has_note;
  }
  bool is_same_layer(const SentimentSource& source, std::uint32_t other) const {
    return by_entry_[other] != nullptr && by_entry_[other]->layer == source.layer;
  }

  // `sample` of `term` is read as `other`, whose sign is the opposite one.
  void tell_opposed(const SentimentEntry& term, const SentimentSource& source, std::uint32_t index,
                    const TermSample& sample) {
    const SentimentEntry& other = entry(index);
    if (by_entry_[index] == nullptr || by_entry_[index]->has_note || source.has_note) return;
    if (by_entry_[index]->layer > source.layer) {
      find(LintLevel::remark, "turned-sign", other.place,
           fmt::format("{} ({:g}) turns the sign that {} ({:g}) gives '{}' in {}; add a \"note\" if that is "
                       "meant",
                       told(other.term), other.weight, told(term.term), term.weight, sample.text,
                       where(term.place)),
           0, term.place);
      return;
    }
    if (sample.is_inflected) {
      find(LintLevel::remark, "sign-inflection", other.place,
           fmt::format("'{}' weighs {:g}, but is a form of {} ({:g}, {}); change one weight, or add a "
                       "\"note\" to say that it is meant",
                       sample.text, other.weight, told(term.term), term.weight, where(term.place)),
           importance_of(term.weight - other.weight), term.place);
      return;
    }
    const bool alike = is_plain(term.term) && is_plain(other.term);
    find(alike && by_entry_[index]->layer == source.layer ? LintLevel::problem : LintLevel::remark,
         "sign-conflict", term.place,
         fmt::format("{} weighs {:g}, but '{}' is read as {} ({:g}, {}); keep one of them", told(term.term),
                     term.weight, sample.text, told(other.term), other.weight, where(other.place)),
         importance_of(term.weight - other.weight), other.place);
  }

  static std::uint64_t importance_of(float weight) {
    return static_cast<std::uint64_t>(std::lround(std::abs(weight) * 1000));
  }

  // Stands for one phrase: a term with alternatives yields to a written one by design.
  static bool is_plain(std::string_view term) { return term.find_first_of("(<~") == std::string_view::npos; }

  const LexicalHit* whole_hit(std::uint32_t words) const {
    const auto hit = std::find_if(reading_.lexical.begin(), reading_.lexical.end(),
                                  [&](const LexicalHit& h) { return h.begin == 0 && h.end == words; });
    return hit == reading_.lexical.end() ? nullptr : &*hit;
  }

  // The samples vary one place at a time: before a term is called dead, all of its phrases are tried.
  bool any_counts(std::uint32_t index) {
    for (const TermSample& sample : sampler_.all_phrases_of(entry(index).term)) {
      if (!read(sample)) continue;
      const LexicalHit* hit = whole_hit(sample.words);
      if (hit != nullptr && hit->sentiment == index) return true;
    }
    return false;
  }

  // Would the words at hand come to the same weight if the term were not there? REQUIRES: the reading is of a
  // sample of it.
  bool words_say_the_same(std::uint32_t index) {
    match_without(index);
    const auto links = [&](const LexicalHit& hit) {
      if (hit.modifier == kNoIndex) return false;
      const ModifierEntry& modifier = data_.modifiers[hit.modifier];
      return modifier.is(Role::contrast) || modifier.is(Role::concession) ||
             modifier.is(Role::coordination) || modifier.is(Role::carrying);
    };
    // A clause of its own would begin there: not the same reading.
    if (std::any_of(reading_.lexical.begin(), reading_.lexical.end(), links)) return false;
    hits_.clear();
    find_sentiment(data_, reading_, hits_);
    const float weight = entry(index).weight;
    if (weight == 0) return hits_.empty();
    return hits_.size() == 1 && sign_of(hits_.front().value) == sign_of(weight) &&
           std::abs(hits_.front().value - weight) <= kSameWeight;
  }

  // The lexical hits of the words at hand as the reading finds them, but without one sentiment entry.
  void match_without(std::uint32_t index) {
    reading_.lexical.clear();
    std::uint32_t covered = 0;
    for (std::uint32_t start = 0; start < reading_.words.size(); ++start) {
      LexicalHit best{start, start, kNoIndex, kNoIndex};
      for (const TrieNode node : data_.vocabulary.starts(reading_.words[start].reading))
        walk(node, start + 1, index, best);
      if (best.end > start && start >= covered) {
        reading_.lexical.push_back(best);
        covered = best.end;
      }
    }
  }

  void walk(TrieNode node, std::uint32_t at, std::uint32_t without, LexicalHit& best) const {
    const PhraseMeaning& meaning = data_.trie.meaning(node);
    const std::uint32_t sentiment = meaning.sentiment == without ? kNoIndex : meaning.sentiment;
    if ((sentiment != kNoIndex || meaning.modifier != kNoIndex) && at > best.end)
      best = {best.begin, at, sentiment, meaning.modifier};
    if (at >= reading_.words.size()) return;
    for (const Symbol symbol : data_.vocabulary.symbols(reading_.words[at].reading)) {
      if (const TrieNode next = data_.trie.child(node, symbol); next != kNoNode)
        walk(next, at + 1, without, best);
    }
    if (const TrieNode next = data_.trie.any_child(node); next != kNoNode) walk(next, at + 1, without, best);
  }

  // --- theme rules -----------------------------------------------------------------------------------------

  // What becomes of one term of a rule.
  struct TermFate {
    bool is_shown = false;
    bool is_barred = true;   // by the rule's own "none" or "except", whatever alternative is taken
    bool is_covered = true;  // another term of the same group is found inside of it
    std::string barred_by;   // the words that are barred
  };

  void check_rules() {
    std::map<std::string, std::uint32_t> by_place;
    for (std::uint32_t index = 0; index < data_.rules.size(); ++index) {
      if (!data_.rules[index].is_word()) by_place.emplace(where(data_.rules[index].place), index);
    }
    for (const auto& [id, theme] : source_.themes) {
      for (const RuleSource& rule : theme.rules) {
        const auto compiled = by_place.find(where(rule.place));
        // A rule that uses names is put together elsewhere: its own terms are not all of it.
        if (compiled != by_place.end() && !uses_names(rule.tree)) check_rule(compiled->second, id, rule);
      }
    }
    for (const auto& [themes, shared] : shared_terms_) tell_shared(themes, shared);
  }

  static bool uses_names(const RuleTree& tree) {
    return tree.op == RuleTree::Op::name || std::any_of(tree.parts.begin(), tree.parts.end(), uses_names);
  }

  // What a barring leaf does to the words of leaf 0.
  enum class Bar : std::uint8_t { none, near, around };
  static std::vector<Bar> bars_of(const RuleShape& shape) {
    std::vector<Bar> bars(shape.leaves.size(), Bar::none);
    for (const RuleNode& node : shape.nodes) {
      const std::span<const RuleNode> parts =
          std::span(shape.nodes).subspan(node.first_part, node.part_count);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].op != RuleTree::Op::terms) continue;
        if (node.op == RuleTree::Op::conjunction && parts[i].is_barred) bars[parts[i].leaf] = Bar::near;
        if (node.op == RuleTree::Op::except && i == 1) bars[parts[i].leaf] = Bar::around;
      }
    }
    return bars;
  }

  void check_rule(std::uint32_t index, const std::string& id, const RuleSource& rule) {
    const RuleShape shape = shape_of(rule.tree);
    bars_ = bars_of(shape);
    std::uint8_t groups_of_many = 0;  // groups that more than one list can stand for
    std::uint8_t groups_seen = 0;
    for (const RuleLeaf& leaf : shape.leaves) {
      groups_of_many = static_cast<std::uint8_t>(groups_of_many | (groups_seen & leaf.groups));
      groups_seen = static_cast<std::uint8_t>(groups_seen | leaf.groups);
    }
    for (std::uint8_t group = 0; group < shape.leaves.size(); ++group) {
      const RuleLeaf& leaf = shape.leaves[group];
      if (leaf.groups == 0) continue;
      std::vector<std::pair<const PlacedTerm*, std::string>> barred;
      for (const PlacedTerm& term : leaf.terms) {
        const TermFate fate = fate_of(term, index, group);
        if (!fate.is_shown) continue;
        if (fate.is_barred) {
          barred.emplace_back(&term, fate.barred_by);
        } else if (fate.is_covered) {
          find(LintLevel::minor, "nothing-new", term.place,
               fmt::format("{} says nothing new in rule {} of {}: another term of the list is found in it; "
                           "delete it",
                           told(term.term), data_.rules[index].number_in_theme, id));
        }
      }
      if (barred.empty()) continue;
      if (barred.size() == leaf.terms.size() && (leaf.groups & groups_of_many) == 0) {
        find(LintLevel::problem, "dead-rule", rule.place,
             fmt::format("rule {} of {} can never fire: each term of a list that it asks for lies in its own "
                         "\"none\" or \"except\"; mend or delete the rule",
                         data_.rules[index].number_in_theme, id));
        return;
      }
      for (const auto& [term, by] : barred) {
        find(LintLevel::problem, "dead-term", term->place,
             fmt::format("{} can never make rule {} of {} fire: the rule itself bars '{}' (\"none\" or "
                         "\"except\"); delete one of them",
                         told(term->term), data_.rules[index].number_in_theme, id, by));
      }
    }
  }

  TermFate fate_of(const PlacedTerm& term, std::uint32_t rule, std::uint8_t group) {
    TermFate fate;
    for (const TermSample& sample : sampler_.samples_of(term.term, kSamples)) {
      see(sample, term, rule, group, fate);
      if (!fate.is_barred && !fate.is_covered) return fate;
    }
    if (fate.is_shown && fate.is_barred) {
      for (const TermSample& sample : sampler_.all_phrases_of(term.term)) {
        see(sample, term, rule, group, fate);
        if (!fate.is_barred) break;
      }
    }
    return fate;
  }

  std::string text_of(const TermSample& sample, const PhraseHit& hit) const {
    const std::uint32_t begin = reading_.words[hit.begin].span.begin;
    return sample.text.substr(begin, reading_.words[hit.end - 1].span.end - begin);
  }

  void see(const TermSample& sample, const PlacedTerm& term, std::uint32_t rule, std::uint8_t group,
           TermFate& fate) {
    if (!read(sample)) return;
    bool is_barred = false;
    bool is_covered = false;
    bool is_first = !fate.is_shown;
    for (const PhraseHit& hit : reading_.phrase_hits) {
      const bool is_whole = hit.begin == 0 && hit.end == sample.words;
      for (const RuleUse use : data_.trie.uses(data_.trie.meaning(hit.node))) {
        if (use.rule == rule) {
          const Bar bar = use.groups == 0 ? bars_[use.leaf] : Bar::none;
          if (bar == Bar::near || (bar == Bar::around && is_whole && group == 0)) {
            is_barred = true;
            if (fate.barred_by.empty()) fate.barred_by = text_of(sample, hit);
          }
          is_covered = is_covered || (use.leaf == group && use.groups != 0 && !is_whole);
        } else if (is_first && is_whole && group == 0 && use.leaf == 0) {
          note_shared(rule, use.rule, term);
        }
      }
    }
    fate.is_shown = true;
    fate.is_barred = fate.is_barred && is_barred;
    fate.is_covered = fate.is_covered && is_covered;
  }

  using ThemePair = std::pair<std::uint32_t, std::uint32_t>;
  struct SharedTerms {
    std::set<std::string> terms;
    Place place;  // of the first term, and of the other theme's rule:
    Place other;
  };

  // One term that names two themes. With a border ("none", "except", a second group) it is meant.
  void note_shared(std::uint32_t a, std::uint32_t b, const PlacedTerm& term) {
    const auto open = [](const CompiledRule& rule) {
      return rule.target == RuleTarget::theme && rule.is_list && rule.bars_first == 0 && !rule.is_word();
    };
    const CompiledRule& first = data_.rules[a];
    const CompiledRule& second = data_.rules[b];
    if (first.theme == second.theme || !open(first) || !open(second)) return;
    const auto x = static_cast<std::uint32_t>(first.theme);
    const auto y = static_cast<std::uint32_t>(second.theme);
    if (is_above(x, y) || is_above(y, x) || data_.themes[x].is_general || data_.themes[y].is_general) return;
    SharedTerms& shared = shared_terms_[{std::min(x, y), std::max(x, y)}];
    // The same words may be written in two ways; one of the two themes tells them.
    if (x > y && !shared.terms.empty()) return;
    if (shared.terms.empty()) {
      shared.place = term.place;
      shared.other = second.place;
    }
    shared.terms.insert(term.term);
  }

  bool is_above(std::uint32_t upper, std::uint32_t lower) const {
    for (int up = data_.themes[lower].parent; up >= 0; up = data_.themes[static_cast<std::size_t>(up)].parent)
      if (up == static_cast<int>(upper)) return true;
    return false;
  }

  void tell_shared(ThemePair themes, const SharedTerms& shared) {
    std::vector<std::string> named;
    for (const std::string& term : shared.terms) {
      if (named.size() == kNamedTerms) break;
      named.push_back(told(term));
    }
    std::string list = fmt::format("{}", fmt::join(named, ", "));
    if (shared.terms.size() > named.size())
      list += fmt::format(" and {} more", shared.terms.size() - named.size());
    find(LintLevel::remark, "two-themes", shared.place,
         fmt::format("{} {} both {} and {}, and nothing parts them; give {} to one theme, or draw the border "
                     "with \"none\"",
                     list, shared.terms.size() == 1 ? "means" : "mean", data_.themes[themes.first].id,
                     data_.themes[themes.second].id, shared.terms.size() == 1 ? "it" : "each"),
         shared.terms.size(), shared.other);
  }

  template <class Use>
  static void for_each_term(const RuleTree& tree, const Use& use) {
    for (const PlacedTerm& term : tree.terms) use(term);
    for (const RuleTree& part : tree.parts) for_each_term(part, use);
  }

  // --- spellings, signs ------------------------------------------------------------------------------------

  struct WordUser {
    const std::string* term = nullptr;
    const Place* place = nullptr;
    std::size_t more = 0;  // terms that hold it, too
  };

  // A spelling is not read where its word is one of the lexicon's own: then the words that it stands for are
  // never seen.
  void check_spellings() {
    std::unordered_map<std::string, WordUser> users;
    for (const auto& [wrong, right] : source_.spellings) users.emplace(folded(wrong), WordUser{});
    TermParser parser(*data_.tokenizer);
    const auto use = [&](const std::string& term, const Place& place) {
      const auto read = parser.read(term);
      if (!read) return;
      const auto use_form = [&](const std::string& form) {
        const auto at = users.find(form);
        if (at == users.end()) return;
        WordUser& user = at->second;
        if (user.term == nullptr) {
          user = {&term, &place, 0};
        } else if (user.place != &place) {
          ++user.more;
        }
      };
      for (const auto& part : read->parts) {
        for (const TermSequence& choice : part) {
          for (const TermElement& element : choice) {
            if (element.type == TermElement::Type::word) use_form(element.form);
            if (element.type != TermElement::Type::group) continue;
            for (const std::string& form : source_.inflections.forms_of(element.form)) use_form(form);
          }
        }
      }
    };
    const auto use_tree = [&](const RuleTree& tree) {
      for_each_term(tree, [&](const PlacedTerm& term) { use(term.term, term.place); });
    };
    for (const auto& [term, source] : source_.sentiment) use(term, source.place);
    for (const RoleSource& role : source_.roles) use(role.term.term, role.term.place);
    for (const auto* list : {&source_.number_terms, &source_.improve_questions, &source_.praise_questions,
                             &source_.no_issue_openings, &source_.no_issue_followers, &source_.requests}) {
      for (const PlacedTerm& term : *list) use(term.term, term.place);
    }
    for (const auto& [id, theme] : source_.themes) {
      for (const RuleSource& rule : theme.rules) use_tree(rule.tree);
      for (const ThemeWordSource& word : theme.words) use(word.term.term, word.term.place);
    }
    for (const auto& [name, source] : source_.names) use_tree(source.tree);
    for (const auto& [wrong, right] : source_.spellings) {
      const WordUser& user = users[folded(wrong)];
      if (user.term == nullptr) continue;
      find(LintLevel::remark, "dead-spelling", right.place,
           fmt::format("'{}' is never read as '{}', because {} ({}){} it as a word; write '{}' there, or "
                       "delete the spelling",
                       wrong, right.term, told(*user.term), where(*user.place),
                       user.more > 0 ? fmt::format(" and {} more hold", user.more) : " holds", right.term),
           user.more, *user.place);
    }
  }

  std::string folded(std::string_view word) {
    data_.tokenizer->tokenize(word, scratch_, tokens_);
    return tokens_.tokens.size() == 1 ? std::string(tokens_.form(tokens_.tokens.front())) : std::string(word);
  }

  // An emoji joined of several against the first of its parts; a face with a nose against one without.
  void check_signs() {
    const auto compare = [&](const std::string& text, const PlacedWeight& weight, const std::string& base,
                             const std::map<std::string, PlacedWeight>& all) {
      const auto other = all.find(base);
      if (base == text || other == all.end()) return;
      if (sign_of(other->second.weight) * sign_of(weight.weight) >= 0) return;
      find(LintLevel::remark, "sign-conflict", weight.place,
           fmt::format("'{}' weighs {:g}, but '{}', which differs from it in a detail, {:g} ({}); change one",
                       text, weight.weight, base, other->second.weight, where(other->second.place)),
           importance_of(static_cast<float>(weight.weight - other->second.weight)), other->second.place);
    };
    for (const auto& [text, weight] : source_.emoji)
      compare(text, weight, text.substr(0, text.find("\u200D")), source_.emoji);
    for (const auto& [text, weight] : source_.emoticons) {
      std::string bare = text;
      std::erase(bare, '-');
      if (bare.size() >= 2) compare(text, weight, bare, source_.emoticons);
    }
  }

  // --- too common ------------------------------------------------------------------------------------------

  struct Common {
    std::size_t examples = 0;
    std::map<std::string, std::size_t> texts;  // what was matched
  };

  void look_for_common() {
    if (data_.examples.size() < kFewExamples) return;
    std::map<std::uint32_t, Common> terms;
    std::map<std::uint32_t, Common> rules;
    const Analyzer analyzer(lexicon_);
    Scratch scratch;
    Analysis analysis;
    std::set<std::uint32_t> seen;
    const auto add = [&](std::map<std::uint32_t, Common>& to, std::uint32_t index, std::string text) {
      Common& common = to[index];
      if (seen.insert(index).second) ++common.examples;
      ++common.texts[std::move(text)];
    };
    for (const ThemeExample& example : data_.examples) {
      seen.clear();
      read_comment(example.text, QuestionKind::open, data_, reading_);
      for (const LexicalHit& hit : reading_.lexical) {
        if (hit.sentiment == kNoIndex || entry(hit.sentiment).weight == 0) continue;
        const std::uint32_t begin = reading_.words[hit.begin].span.begin;
        add(terms, hit.sentiment, example.text.substr(begin, reading_.words[hit.end - 1].span.end - begin));
      }
      seen.clear();
      analyzer.analyze(example.text, "", scratch, analysis);
      for (const ThemeMention& mention : analysis.mentions) {
        // A theme is common among its own examples.
        if (root_of(static_cast<int>(mention.theme)) == root_of(static_cast<int>(example.theme))) continue;
        const auto rule = static_cast<std::uint32_t>(static_cast<std::size_t>(mention.rule) -
                                                     static_cast<std::size_t>(data_.rule_entry(0)));
        add(rules, rule, example.text.substr(mention.span.begin, mention.span.end - mention.span.begin));
      }
    }
    const auto is_common = [&](const Common& common) {
      return static_cast<double>(common.examples) >=
             kCommonShare * static_cast<double>(data_.examples.size());
    };
    for (const auto& [index, common] : terms) {
      if (!is_common(common)) continue;
      find(LintLevel::remark, "too-common", entry(index).place,
           fmt::format("{} stands in {} of {} examples of the lexicon: so common a term says little; delete "
                       "it, or write the phrase that is meant",
                       told(entry(index).term), common.examples, data_.examples.size()),
           common.examples);
    }
    for (const auto& [index, common] : rules) {
      const CompiledRule& rule = data_.rules[index];
      if (!is_common(common) || data_.themes[static_cast<std::size_t>(rule.theme)].is_general) continue;
      const auto most = std::max_element(common.texts.begin(), common.texts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      find(LintLevel::remark, "too-common", rule.place,
           fmt::format(
               "rule {} of {} fires in {} of {} examples of the lexicon, most often by '{}': so common "
               "a term names no theme; write the phrase that is meant",
               rule.number_in_theme, data_.themes[static_cast<std::size_t>(rule.theme)].id, common.examples,
               data_.examples.size(), most->first),
           common.examples);
    }
  }

  int root_of(int theme) const {
    while (data_.themes[static_cast<std::size_t>(theme)].parent >= 0)
      theme = data_.themes[static_cast<std::size_t>(theme)].parent;
    return theme;
  }

  const Lexicon& lexicon_;
  const LexiconData& data_;
  const LexiconSource source_;
  TermSampler sampler_;
  Reading reading_;
  TokenizerScratch scratch_;
  TokenBuffer tokens_;
  std::vector<SentimentHit> hits_;
  std::vector<const SentimentSource*> by_entry_;  // by sentiment entry; nullptr: an emoji or emoticon
  std::map<ThemePair, SharedTerms> shared_terms_;
  std::vector<Bar> bars_;  // of the rule that is looked at, by leaf
  std::vector<LintFinding> findings_;
};

}  // namespace

bool is_below(const Place& place, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
    const std::string_view bare = std::string_view(folder).substr(0, folder.find_last_not_of('/') + 1);
    return place.file.starts_with(bare) && place.file.size() > bare.size() && place.file[bare.size()] == '/';
  });
}

bool is_before(const LintFinding& a, const LintFinding& b) {
  const auto key = [](const LintFinding& f) {
    return std::tie(f.level, f.check, f.place.file, f.place.line, f.place.column, f.message);
  };
  const auto head = [](const LintFinding& f) { return std::tie(f.level, f.check); };
  if (head(a) != head(b)) return head(a) < head(b);
  if (a.importance != b.importance) return a.importance > b.importance;
  return key(a) < key(b);
}

std::vector<LintFinding> lint_lexicon(const LexiconOptions& options, const Lexicon& lexicon) {
  return Linter(options, lexicon).run();
}

}  // namespace verbatim
