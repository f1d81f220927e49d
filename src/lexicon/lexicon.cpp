#include "verbatim/lexicon.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "lexicon/lexicon_data.h"
#include "lexicon/lexicon_source.h"
#include "lexicon/question.h"
#include "lexicon/term.h"
#include "lexicon/trial_lexicon.h"

namespace verbatim {

namespace {

// Turns the source into the frozen lexicon. Problems with terms are added to the source's errors.
class Compiler {
 public:
  explicit Compiler(LexiconSource& source) : source_(source) {}

  std::unique_ptr<LexiconData> compile() {
    auto data = std::make_unique<LexiconData>();
    data_ = data.get();
    std::vector<std::string> emoticons;
    for (const auto& [text, weight] : source_.emoticons) emoticons.push_back(text);
    data->tokenizer = std::make_unique<const Tokenizer>(emoticons);
    parser_.emplace(*data->tokenizer);

    add_number_terms();
    add_function_terms();
    add_sentiment();
    add_modifiers();
    add_themes();
    add_signals();
    add_journey();
    add_durations();
    add_ratings();
    add_transcripts();
    add_questions();
    data->no_content = whole_answers(source_.no_content);
    data->no_issue = whole_answers(source_.no_issue);
    for (const auto& [wrong, right] : source_.spellings)
      vocabulary_.add_spelling(folded(wrong), folded_words(right.term));
    data->vocabulary = vocabulary_.finish();
    data->trie = trie_.finish();
    data->vocabulary.link(data->trie);
    data->version = fmt::format("{:016x}", form_hash(source_.digest_text));
    data->remarks = source_.remarks;
    return data;
  }

 private:
  // Told once: a term of a name is compiled with every rule that uses the name.
  void problem(const Place& place, std::string message) {
    Error error{Fault::bad_lexicon, std::move(message), place};
    if (told_.insert(to_string(error)).second) source_.errors.push_back(std::move(error));
  }

  std::vector<std::string> folded_words(std::string_view text) {
    data_->tokenizer->tokenize(text, scratch_, tokens_);
    std::vector<std::string> words;
    for (const Token& token : tokens_.tokens) {
      if (token.kind != TokenKind::punctuation && token.kind != TokenKind::line_break)
        words.emplace_back(tokens_.form(token));
    }
    return words;
  }

  // The form of a text that is one token (an emoji, an emoticon, a word).
  std::string folded(std::string_view text) {
    data_->tokenizer->tokenize(text, scratch_, tokens_);
    return tokens_.tokens.size() == 1 ? std::string(tokens_.form(tokens_.tokens.front())) : std::string(text);
  }

  std::unordered_set<std::string> whole_answers(const std::vector<PlacedTerm>& terms) {
    std::unordered_set<std::string> answers;
    for (const PlacedTerm& term : terms) {
      // Written out as terms, so that "(absolutely|) nothing" is one line.
      const auto sequences = parser_->parse(term.term);
      if (!sequences) {
        problem(term.place, fmt::format("'{}': {}", term.term, sequences.error()));
        continue;
      }
      for (const TermSequence& sequence : *sequences) {
        std::string joined;
        for (const TermElement& element : sequence) joined += (joined.empty() ? "" : " ") + element.form;
        answers.insert(joined);
      }
    }
    return answers;
  }

  void add_function_terms() {
    for (const PlacedTerm& term : source_.function_terms) {
      for (std::string& word : folded_words(term.term)) data_->function_words.insert(std::move(word));
    }
  }

  void add_number_terms() {
    for (const PlacedTerm& term : source_.number_terms) {
      if (term.term.find_first_of(" #") == std::string::npos) {
        vocabulary_.add_number_word(folded(term.term));
        continue;
      }
      auto sequences = parser_->parse(term.term);
      if (!sequences) {
        problem(term.place, fmt::format("'{}': {}", term.term, sequences.error()));
        continue;
      }
      number_phrases_.insert(number_phrases_.end(), sequences->begin(), sequences->end());
    }
  }

  // One place of a phrase with its word already looked up.
  struct Step {
    Symbol symbol{};
    bool is_any = false;
  };

  Step step_of(const TermElement& element) {
    switch (element.type) {
      case TermElement::Type::word:
        return {vocabulary_.word_symbol(element.form)};
      case TermElement::Type::group:
        if (const auto known = vocabulary_.find_group(element.form)) return {*known};
        return {vocabulary_.group_symbol(element.form, source_.inflections.forms_of(element.form))};
      case TermElement::Type::prefix:
        return {vocabulary_.prefix_symbol(element.form)};
      case TermElement::Type::number:
        return {kNumberSymbol};
      case TermElement::Type::any:
        return {{}, true};
    }
    return {};
  }

  // Appends the ways to read `choice` from its element `at` on: a number may be written as one of several
  // phrases.
  void add_ways(const TermSequence& choice, std::size_t at, std::vector<Step> way,
                std::vector<std::vector<Step>>& ways) {
    for (; at < choice.size(); ++at) {
      if (choice[at].type == TermElement::Type::number) {
        for (const TermSequence& phrase : number_phrases_) {
          std::vector<Step> longer = way;
          for (const TermElement& element : phrase) longer.push_back(step_of(element));
          add_ways(choice, at + 1, std::move(longer), ways);
        }
      }
      way.push_back(step_of(choice[at]));
    }
    ways.push_back(std::move(way));
  }

  // Where a phrase has got to, and the last node before places of any word: if no word follows, it ends
  // there.
  struct Front {
    TrieNode node = kRoot;
    TrieNode end = kRoot;

    auto operator<=>(const Front&) const = default;
  };

  Front follow(Front front, const std::vector<Step>& way) {
    for (const Step& step : way) {
      if (step.is_any) {
        if (front.node != kRoot) front.node = trie_.add_any_child(front.node);
        continue;
      }
      front.node = trie_.add_child(front.node, step.symbol);
      front.end = front.node;
    }
    return front;
  }

  // The term read; nothing if it cannot be (the problem is kept).
  std::optional<ReadTerm> read_term(const PlacedTerm& term) {
    auto read = parser_->read(term.term);
    if (read) return std::move(*read);
    problem(term.place, fmt::format("'{}': {}", term.term, read.error()));
    return std::nullopt;
  }

  // Where the phrases of `fronts` have got to behind one part of a term.
  std::vector<Front> grown(const std::vector<Front>& fronts, const std::vector<TermSequence>& choices) {
    std::vector<std::vector<Step>> ways;
    for (const TermSequence& choice : choices) add_ways(choice, 0, {}, ways);
    std::vector<Front> next;
    next.reserve(fronts.size() * ways.size());
    for (const Front& front : fronts) {
      for (const std::vector<Step>& way : ways) next.push_back(follow(front, way));
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    return next;
  }

  static std::vector<TrieNode> ends_of(const std::vector<Front>& fronts) {
    std::vector<TrieNode> ends;
    for (const Front& front : fronts) ends.push_back(front.end);
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
  }

  // The nodes at which the term ends; empty if the term cannot be read (the problem is kept). Works part by
  // part over all alternatives at once: writing every phrase out took three times as long at start.
  std::vector<TrieNode> nodes_of(const PlacedTerm& term) {
    const auto read = read_term(term);
    if (!read) return {};
    std::vector<Front> fronts(1);
    for (const std::vector<TermSequence>& choices : read->parts) fronts = grown(fronts, choices);
    written_out_ = read->phrases;
    return ends_of(fronts);
  }

  // A term around a slot: where its phrases stand before the slot, and what comes behind it. Read once for
  // all that may stand in the slot: a hundred names times thirty cues took a third of the start.
  struct ReadSlotTerm {
    std::vector<Front> before;
    ReadTerm after;
  };

  std::vector<ReadSlotTerm> read_slot_terms(const std::vector<SlotTerm>& terms) {
    std::vector<ReadSlotTerm> all;
    for (const SlotTerm& term : terms) {
      ReadSlotTerm out;
      out.before.resize(1);
      if (!term.before.term.empty()) {
        if (const auto read = read_term(term.before)) {
          for (const std::vector<TermSequence>& part : read->parts) out.before = grown(out.before, part);
        }
      }
      if (!term.after.term.empty()) {
        if (auto read = read_term(term.after)) out.after = std::move(*read);
      }
      all.push_back(std::move(out));
    }
    return all;
  }

  // The nodes at which the term ends with one of `choices` in its slot.
  std::vector<TrieNode> nodes_of(const ReadSlotTerm& term, const std::vector<TermSequence>& choices) {
    std::vector<Front> fronts = grown(term.before, choices);
    for (const std::vector<TermSequence>& part : term.after.parts) fronts = grown(fronts, part);
    return ends_of(fronts);
  }

  // All that the terms stand for, as what may stand in a slot.
  std::vector<TermSequence> choices_of(const std::vector<PlacedTerm>& terms) {
    std::vector<TermSequence> all;
    for (const PlacedTerm& term : terms) {
      auto sequences = parser_->parse(term.term);
      if (!sequences) {
        problem(term.place, fmt::format("'{}': {}", term.term, sequences.error()));
        continue;
      }
      all.insert(all.end(), sequences->begin(), sequences->end());
    }
    return all;
  }

  void add_sentiment() {
    // Where two terms reach the same node ("so slow" and "(so|too) slow"), the higher layer wins, then the
    // one that stands for fewer phrases; equal ones with unlike weights are a conflict.
    struct Owner {
      int layer = 0;
      std::size_t written_out = 0;
      std::uint32_t entry = 0;
    };
    std::map<TrieNode, Owner> owners;
    for (const auto& [term, entry] : source_.sentiment) {
      if (entry.is_off) continue;
      const auto nodes = nodes_of({term, entry.place});
      if (nodes.empty()) continue;
      const auto index = static_cast<std::uint32_t>(data_->sentiment.size());
      data_->sentiment.push_back({term, static_cast<float>(entry.weight), entry.place});
      const Owner mine{entry.layer, written_out_, index};
      for (const TrieNode node : nodes) {
        const auto [at, is_new] = owners.try_emplace(node, mine);
        if (!is_new) {
          const Owner& old = at->second;
          const SentimentEntry& other = data_->sentiment[old.entry];
          if (old.layer == mine.layer && old.written_out == mine.written_out &&
              other.weight != data_->sentiment[index].weight) {
            source_.remarks.push_back(
                {Fault::bad_lexicon,
                 fmt::format(
                     "'{}' reads the same words as '{}' in {}:{} with another weight; the first counts", term,
                     other.term, other.place.file, other.place.line),
                 entry.place});
          }
          const bool wins =
              mine.layer != old.layer ? mine.layer > old.layer : mine.written_out < old.written_out;
          if (!wins) continue;
          at->second = mine;
        }
        trie_.meaning(node).sentiment = index;
      }
    }
    const auto add_signs = [&](const std::map<std::string, PlacedWeight>& signs) {
      for (const auto& [text, weight] : signs) {
        const TrieNode node = trie_.add_child(kRoot, vocabulary_.word_symbol(folded(text)));
        trie_.meaning(node).sentiment = static_cast<std::uint32_t>(data_->sentiment.size());
        data_->sentiment.push_back({text, static_cast<float>(weight.weight), weight.place});
      }
    };
    add_signs(source_.emoji);
    add_signs(source_.emoticons);
  }

  void add_modifiers() {
    std::map<std::string, std::uint32_t> known;
    for (const RoleSource& role : source_.roles) {
      const auto [at, is_new] =
          known.try_emplace(role.term.term, static_cast<std::uint32_t>(data_->modifiers.size()));
      if (is_new) data_->modifiers.push_back({role.term.term, 0, 1, 0, role.term.place});
      ModifierEntry& entry = data_->modifiers[at->second];
      entry.roles = static_cast<std::uint16_t>(entry.roles | 1U << static_cast<unsigned>(role.role));
      if (role.role == Role::intensifier || role.role == Role::diminisher)
        entry.strength = static_cast<float>(role.factor);
      if (role.role == Role::wish) entry.wish = static_cast<float>(role.factor);
      for (const TrieNode node : nodes_of(role.term)) trie_.meaning(node).modifier = at->second;
    }
  }

  // Is the theme switched off, or one above it?
  bool is_off(const std::string& id) const {
    for (std::size_t end = id.size(); end != std::string::npos && end > 0; end = id.rfind('.', end - 1)) {
      const auto found = source_.themes.find(id.substr(0, end));
      if (found != source_.themes.end() && found->second.is_off) return true;
    }
    return false;
  }

  void add_themes() {
    std::map<std::string, std::uint32_t> index_of;
    for (const auto& [id, theme] : source_.themes) {
      if (!is_off(id)) index_of.emplace(id, static_cast<std::uint32_t>(index_of.size()));
    }
    for (const auto& [id, theme] : source_.themes) {
      if (!index_of.contains(id)) continue;
      Theme out;
      out.id = id;
      out.label = theme.label;
      out.about = theme.about;
      out.is_general = id == "general" || id.starts_with("general.");
      if (const auto dot = id.rfind('.'); dot != std::string::npos) {
        const auto parent = index_of.find(id.substr(0, dot));
        if (parent == index_of.end()) {
          problem(theme.place,
                  fmt::format("theme '{}' has no parent: add a theme '{}'", id, id.substr(0, dot)));
        } else {
          out.parent = static_cast<int>(parent->second);
        }
      }
      const ThemeId theme_id{index_of[id]};
      data_->themes.push_back(std::move(out));
      std::uint32_t number = 0;
      for (const RuleSource& rule : theme.rules) {
        ++number;
        if (is_empty(rule.tree)) continue;
        CompiledRule compiled;
        compiled.theme = theme_id;
        compiled.polarity = rule.polarity;
        compiled.fallback = rule.fallback;
        compiled.number_in_theme = number;
        add_rule(std::move(compiled), rule);
      }
      for (const ThemeWordSource& word : theme.words) add_theme_word(theme_id, word);
      for (const ExampleSource& example : theme.examples)
        data_->examples.push_back({theme_id, example.text, example.is, example.place});
    }
    check_names();
  }

  // Names that no rule uses are read, too, so that their problems are told.
  void check_names() {
    for (const auto& [name, source] : source_.names) {
      if (const auto theme = source_.themes.find(name); theme != source_.themes.end()) {
        problem(source.place,
                fmt::format("'{}' is the id of a theme, too ({}:{}), and ^{} would mean both; rename it",
                            name, theme->second.place.file, theme->second.place.line, name));
      }
      if (used_names_.contains(name)) continue;
      source_.remarks.push_back(
          {Fault::bad_lexicon, fmt::format("no rule uses the name '{}'", name), source.place});
      std::vector<std::string> way{name};
      if (const auto tree = resolved(source.tree, way)) {
        for (const RuleLeaf& leaf : shape_of(*tree).leaves) {
          for (const PlacedTerm& term : leaf.terms) {
            if (const auto read = parser_->read(term.term); !read)
              problem(term.place, fmt::format("'{}': {}", term.term, read.error()));
          }
        }
      }
    }
  }

  // The tree with each ^name written out; nothing if there is a problem. `way` holds the names that are being
  // written out.
  std::optional<RuleTree> resolved(const RuleTree& tree, std::vector<std::string>& way) {
    std::size_t leaves = 0;
    auto out = written_out(tree, way, leaves);
    if (out && leaves > kMaxRuleLeaves) {
      problem(tree.place, fmt::format("the rule is too large: with its names written out it has more than {} "
                                      "lists of terms; write two rules",
                                      kMaxRuleLeaves));
      return std::nullopt;
    }
    return out;
  }

  std::optional<RuleTree> written_out(const RuleTree& tree, std::vector<std::string>& way,
                                      std::size_t& leaves) {
    if (leaves > kMaxRuleLeaves) return tree;  // told by `resolved`
    if (tree.op == RuleTree::Op::terms) ++leaves;
    if (tree.op != RuleTree::Op::name) {
      RuleTree out = tree;
      for (RuleTree& part : out.parts) {
        auto read = written_out(part, way, leaves);
        if (!read) return std::nullopt;
        part = std::move(*read);
      }
      return out;
    }
    used_names_.insert(tree.text);
    if (std::find(way.begin(), way.end(), tree.text) != way.end()) {
      way.push_back(tree.text);
      problem(tree.place,
              fmt::format("^{} uses itself: {}", tree.text,
                          fmt::join(std::find(way.begin(), way.end(), tree.text), way.end(), " > ")));
      way.pop_back();
      return std::nullopt;
    }
    if (way.size() > kMaxRuleDepth) {
      problem(tree.place, fmt::format("names use one another more than {} deep", kMaxRuleDepth));
      return std::nullopt;
    }
    const RuleTree* named = nullptr;
    RuleTree all_rules;
    if (const auto name = source_.names.find(tree.text); name != source_.names.end()) {
      named = &name->second.tree;
    } else if (const auto theme = source_.themes.find(tree.text); theme != source_.themes.end()) {
      all_rules.op = RuleTree::Op::unite;
      all_rules.place = tree.place;
      for (const RuleSource& rule : theme->second.rules) {
        if (!is_empty(rule.tree)) all_rules.parts.push_back(rule.tree);
      }
      if (all_rules.parts.empty()) {
        problem(tree.place, fmt::format("theme '{}' has no rule to reuse", tree.text));
        return std::nullopt;
      }
      named = &all_rules;
    } else {
      problem(tree.place,
              fmt::format("there is no name and no theme '{}'{}", tree.text, suggestion(tree.text)));
      return std::nullopt;
    }
    way.push_back(tree.text);
    auto out = written_out(*named, way, leaves);
    way.pop_back();
    if (out) {
      out->is_barred = tree.is_barred;
      out->within = tree.within;
    }
    return out;
  }

  // "; did you mean 'wait.hold'?": a known name or theme that ends alike.
  std::string suggestion(const std::string& wanted) const {
    const auto is_like = [&](const std::string& id) {
      return id.ends_with('.' + wanted) || id.starts_with(wanted) || wanted.starts_with(id);
    };
    for (const auto& [name, source] : source_.names) {
      if (is_like(name)) return fmt::format("; did you mean '{}'?", name);
    }
    for (const auto& [id, theme] : source_.themes) {
      if (is_like(id)) return fmt::format("; did you mean '{}'?", id);
    }
    return "; add it to \"names\" or mend its spelling";
  }

  // Takes the leaves off `left`; false if there are more, or names.
  static bool is_ready(const RuleTree& tree, std::size_t& left) {
    if (tree.op == RuleTree::Op::name) return false;
    if (tree.op == RuleTree::Op::terms) return left-- > 0;
    return std::all_of(tree.parts.begin(), tree.parts.end(),
                       [&](const RuleTree& part) { return is_ready(part, left); });
  }

  // A rule that could not be read.
  static bool is_empty(const RuleTree& tree) { return tree.op == RuleTree::Op::terms && tree.terms.empty(); }

  // Adds the terms of `rule` to what the caller has filled in; returns the rule's index. A rule whose terms
  // the caller adds itself has an empty first list. Nothing if the rule cannot be read.
  std::optional<std::uint32_t> add_rule(CompiledRule compiled, const RuleSource& rule) {
    const RuleTree* tree = &rule.tree;
    std::optional<RuleTree> own;  // most rules use no name and are compiled as they stand
    std::size_t left = kMaxRuleLeaves;
    if (rule.is_bare || !is_ready(rule.tree, left)) {
      std::vector<std::string> way;
      own = resolved(rule.tree, way);
      if (!own) return std::nullopt;
      if (rule.is_bare) own = without_bars(*own);
      tree = &*own;
    }
    compiled.place = rule.place;
    return add_compiled(std::move(compiled), *tree);
  }

  void add_theme_word(ThemeId theme, const ThemeWordSource& word) {
    RuleTree tree;
    tree.terms.push_back(word.term);
    CompiledRule compiled;
    compiled.theme = theme;
    compiled.polarity = word.sign;
    compiled.word = static_cast<std::uint32_t>(data_->theme_words.size());
    data_->theme_words.push_back(word.term.term);
    compiled.place = word.term.place;
    add_compiled(std::move(compiled), tree);
  }

  std::uint32_t add_compiled(CompiledRule compiled, const RuleTree& tree) {
    RuleShape shape = shape_of(tree);
    const auto index = static_cast<std::uint32_t>(data_->rules.size());
    const auto first_node = static_cast<std::uint32_t>(data_->rule_nodes.size());
    const auto first_pattern = static_cast<std::uint32_t>(data_->patterns.size());
    for (RuleNode node : shape.nodes) {
      node.first_part += first_node;
      node.pattern += first_pattern;
      data_->rule_nodes.push_back(node);
    }
    for (const std::string& pattern : shape.patterns) {
      // Read before, with its place: it is a pattern.
      if (auto made = Pattern::make(pattern)) data_->patterns.push_back(std::move(*made));
    }
    compiled.root = first_node;
    compiled.is_list = shape.is_list;
    compiled.bars_first = shape.bars_first;
    data_->wanted_groups.push_back(shape.wanted_groups);
    data_->rules.push_back(std::move(compiled));
    for (std::size_t leaf = 0; leaf < shape.leaves.size(); ++leaf) {
      const RuleUse use{index, static_cast<std::uint8_t>(leaf), shape.leaves[leaf].groups};
      for (const PlacedTerm& term : shape.leaves[leaf].terms) {
        for (const TrieNode node : nodes_of(term)) trie_.add_use(node, use);
      }
    }
    first_groups_ = shape.leaves.front().groups;
    return index;
  }

  // What ends at these nodes counts for the first list of the rule that was added last.
  void use(const std::vector<TrieNode>& nodes, std::uint32_t rule) {
    for (const TrieNode node : nodes) trie_.add_use(node, {rule, 0, first_groups_});
  }

  // One list of terms, and what no match may lie in.
  static RuleTree list_of(std::vector<PlacedTerm> terms, const std::vector<PlacedTerm>& except) {
    RuleTree list;
    list.terms = std::move(terms);
    if (except.empty()) return list;
    RuleTree barred;
    barred.terms = except;
    RuleTree tree;
    tree.op = RuleTree::Op::except;
    tree.parts = {std::move(list), std::move(barred)};
    return tree;
  }

  // "emotion.anger" -> emotion. The ids were checked when they were read.
  static SignalFamily family_of(std::string_view id) {
    for (std::size_t f = 0; f < kSignalFamilies; ++f) {
      if (id.substr(0, id.find('.')) == name(static_cast<SignalFamily>(f)))
        return static_cast<SignalFamily>(f);
    }
    return SignalFamily::flag;
  }

  void add_signals() {
    auto& signals = data_->signals;
    for (const auto& [id, source] : source_.signals) {
      Signal signal{family_of(id), id, source.label, source.about, 0};
      if (signal.family == SignalFamily::effort) signal.level = signal.value()[0] - '0';
      signals.push_back(std::move(signal));
    }
    for (const auto& [name, source] : source_.competitors)
      signals.push_back({SignalFamily::competitor, name, name, {}, 0});
    std::sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) {
      return a.family != b.family ? a.family < b.family : a.id < b.id;
    });
    std::map<std::string, std::uint32_t> index_of;
    std::map<std::string, std::uint32_t> competitor_index;
    for (std::uint32_t i = 0; i < signals.size(); ++i)
      (signals[i].family == SignalFamily::competitor ? competitor_index : index_of).emplace(signals[i].id, i);

    for (const auto& [id, source] : source_.signals) {
      const SignalId signal{index_of[id]};
      std::uint32_t number = 0;
      for (const SignalRuleSource& rule : source.rules) {
        if (is_empty(rule.rule.tree)) continue;
        CompiledRule compiled;
        compiled.target = RuleTarget::signal;
        compiled.signal = signal;
        compiled.is_whole = rule.is_whole;
        compiled.is_asked = rule.is_asked;
        compiled.number_in_theme = ++number;
        if (!rule.negated.empty()) {
          const auto negated = index_of.find(rule.negated);
          if (negated == index_of.end()) {
            problem(rule.rule.place,
                    fmt::format("\"negated\" names '{}', but there is no such signal", rule.negated));
          } else {
            compiled.negated = negated->second;
          }
        }
        add_rule(std::move(compiled), rule.rule);
      }
      for (const ExampleSource& example : source.examples)
        add_example(SignalExample::Of::signal, signal, example);
    }
    add_cut_words(index_of);

    const auto cues = read_slot_terms(source_.competitor_cues);
    for (const auto& [name, source] : source_.competitors) {
      CompiledRule compiled;
      compiled.target = RuleTarget::signal;
      compiled.signal = SignalId{competitor_index[name]};
      compiled.negated = competitor_index[name];  // "not as good as NAME" names it, too
      compiled.number_in_theme = 1;
      RuleSource rule;
      rule.place = source.place;
      const auto index = add_rule(std::move(compiled), rule);
      const auto names = choices_of(source.names);
      if (source.is_anywhere) {
        for (const PlacedTerm& written : source.names) use(nodes_of(written), *index);
      } else {
        for (const ReadSlotTerm& cue : cues) use(nodes_of(cue, names), *index);
      }
    }
    for (const ExampleSource& example : source_.competitor_examples)
      add_example(SignalExample::Of::competitors, {}, example);
  }

  void add_journey() {
    JourneyNames names;
    for (const auto& [id, theme] : source_.themes) names.themes.push_back(id);
    names.themes.insert(names.themes.end(), source_.left_out_themes.begin(), source_.left_out_themes.end());
    std::sort(names.themes.begin(), names.themes.end());
    names.used_themes = data_->themes;
    names.signals = data_->signals;
    data_->journey = make_journey(source_.journey, names, [this](const Place& place, std::string message) {
      problem(place, std::move(message));
    });
  }

  void add_example(SignalExample::Of of, SignalId signal, const ExampleSource& example) {
    data_->signal_examples.push_back({of, signal, example.text, example.is, example.place});
  }

  // "The person at the desk told me to ring the": what is cut short has a flag of its own, found without a
  // rule.
  void add_cut_words(const std::map<std::string, std::uint32_t>& index_of) {
    const auto flag = index_of.find("flag.truncated");
    if (flag == index_of.end() || source_.cut_words.empty()) return;
    for (const PlacedTerm& word : source_.cut_words) data_->cut_words.push_back(form_hash(folded(word.term)));
    std::sort(data_->cut_words.begin(), data_->cut_words.end());
    CompiledRule compiled;
    compiled.target = RuleTarget::signal;
    compiled.signal = SignalId{flag->second};
    compiled.number_in_theme = 1;
    RuleSource rule;
    rule.place = source_.cut_words.front().place;
    data_->cut_rule = *add_rule(std::move(compiled), rule);
  }

  FormSet forms_of(const std::vector<PlacedTerm>& words) {
    FormSet forms;
    for (const PlacedTerm& word : words) forms.insert(folded(word.term));
    return forms;
  }

  void add_durations() {
    const DurationSource& source = source_.durations;
    NumberWords& numbers = data_->numbers;
    std::vector<PlacedTerm> units;
    for (const auto& [word, unit] : source.units) {
      numbers.units.emplace(folded(word), unit.value);
      // What the spellings read as another word must stay unknown, or it would be read so no more.
      if (!source_.spellings.contains(word) || vocabulary_.has_word(folded(word)))
        units.push_back({word, unit.place});
    }
    for (const auto& [word, number] : source.words) numbers.words.emplace(folded(word), number.value);
    numbers.also = forms_of(source.also);
    numbers.ranges = forms_of(source.ranges);

    RuleSource rule;
    rule.place = source.place;
    rule.tree = list_of({}, source.except);
    CompiledRule compiled;
    compiled.target = RuleTarget::duration;
    compiled.number_in_theme = 1;
    if (!source.patterns.empty()) {
      const auto index = add_rule(compiled, rule);
      const auto choices = choices_of(units);
      for (const ReadSlotTerm& pattern : read_slot_terms(source.patterns))
        use(nodes_of(pattern, choices), *index);
    }
    if (!source.unknown.empty()) {
      compiled.target = RuleTarget::unknown_duration;
      compiled.number_in_theme = 2;
      rule.tree = list_of(source.unknown, source.except);
      rule.place = source.unknown.front().place;
      add_rule(compiled, rule);
    }
    for (const ExampleSource& example : source.examples)
      add_example(SignalExample::Of::durations, {}, example);
  }

  void add_ratings() {
    const RatingSource& source = source_.ratings;
    data_->stars = source.stars;
    RuleSource rule;
    rule.place = source.place;
    CompiledRule compiled;
    compiled.target = RuleTarget::rating;
    compiled.number_in_theme = 1;
    // "7/10" and "7.5/10" are words of their own that are numbers, too.
    std::vector<PlacedTerm> written = source.patterns;
    for (const int scale : source.scales) {
      for (int half = 0; half <= 2 * scale; ++half) {
        const std::string text = fmt::format("{}{}/{}", half / 2, half % 2 != 0 ? ".5" : "", scale);
        vocabulary_.add_number_word(folded(text));
        written.push_back({text, source.place});
      }
    }
    if (!written.empty()) {
      rule.tree = list_of(std::move(written), source.except);
      add_rule(compiled, rule);
      std::vector<PlacedTerm> stars;
      for (int n = 1; n <= source.stars; ++n) {
        vocabulary_.add_number_word(std::to_string(n));
        stars.push_back({std::to_string(n), source.place});
      }
      rule.tree = list_of(std::move(stars), source.except);
      compiled.target = RuleTarget::starred_rating;
      add_rule(compiled, rule);
    }
    for (const ExampleSource& example : source.examples) add_example(SignalExample::Of::ratings, {}, example);
  }

  void add_transcripts() {
    const auto marks = [&](const std::vector<PlacedTerm>& terms) {
      FormSet all;
      for (const PlacedTerm& term : terms) {
        std::string joined;
        for (const std::string& word : folded_words(term.term)) joined += (joined.empty() ? "" : " ") + word;
        all.insert(std::move(joined));
      }
      return all;
    };
    data_->speakers.customers = marks(source_.transcripts.customers);
    data_->speakers.agents = marks(source_.transcripts.agents);
  }

  void add_questions() {
    const auto mark = [&](const std::vector<PlacedTerm>& terms, std::uint8_t bit) {
      for (const PlacedTerm& term : terms) {
        for (const TrieNode node : nodes_of(term)) {
          PhraseMeaning& meaning = trie_.meaning(node);
          meaning.marks = static_cast<std::uint8_t>(meaning.marks | bit);
        }
      }
    };
    mark(source_.improve_questions, kAsksToImprove);
    mark(source_.praise_questions, kAsksForPraise);
    mark(source_.no_issue_openings, kNoIssueOpening);
    mark(source_.no_issue_followers, kNoIssueFollower);
    mark(source_.requests, kRequest);
  }

  LexiconSource& source_;
  LexiconData* data_ = nullptr;  // owned by compile()
  std::optional<TermParser> parser_;
  TokenizerScratch scratch_;
  TokenBuffer tokens_;
  VocabularyBuilder vocabulary_;
  PhraseTrieBuilder trie_;
  std::vector<TermSequence> number_phrases_;
  std::size_t written_out_ = 0;
  std::uint8_t first_groups_ = 0;  // RuleUse::groups of the first list of the rule added last
  std::set<std::string> told_;
  std::set<std::string, std::less<>> used_names_;
};

}  // namespace

Lexicon::Lexicon(std::unique_ptr<const LexiconData> data) : data_(std::move(data)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

const std::vector<Theme>& Lexicon::themes() const {
  return data_->themes;
}
const std::string& Lexicon::version() const {
  return data_->version;
}
const Errors& Lexicon::remarks() const {
  return data_->remarks;
}
std::size_t Lexicon::sentiment_terms() const {
  return data_->sentiment.size();
}
const std::vector<Signal>& Lexicon::signals() const {
  return data_->signals;
}
const std::vector<JourneyStage>& Lexicon::stages() const {
  return data_->journey.stages;
}
int Lexicon::stage_of(ThemeId theme) const {
  return data_->journey.stage_of_theme[static_cast<std::size_t>(theme)];
}
int Lexicon::stage_of(SignalId signal) const {
  return data_->journey.stage_of_signal[static_cast<std::size_t>(signal)];
}
const std::vector<TouchpointArea>& Lexicon::areas() const {
  return data_->journey.areas;
}
std::span<const std::uint8_t> Lexicon::areas_of(ThemeId theme) const {
  const Journey& journey = data_->journey;
  const auto t = static_cast<std::size_t>(theme);
  return std::span(journey.area_list)
      .subspan(journey.area_begin[t], journey.area_begin[t + 1] - journey.area_begin[t]);
}
std::size_t Lexicon::theme_rules() const {
  return static_cast<std::size_t>(
      std::count_if(data_->rules.begin(), data_->rules.end(),
                    [](const auto& rule) { return rule.target == RuleTarget::theme && !rule.is_word(); }));
}

std::string_view LexiconData::owner(const CompiledRule& rule) const {
  switch (rule.target) {
    case RuleTarget::theme:
      return themes[static_cast<std::size_t>(rule.theme)].id;
    case RuleTarget::signal:
      return signals[static_cast<std::size_t>(rule.signal)].id;
    case RuleTarget::duration:
    case RuleTarget::unknown_duration:
      return "durations";
    case RuleTarget::rating:
    case RuleTarget::starred_rating:
      return "ratings";
  }
  return {};
}

std::string_view name(SignalFamily family) {
  static constexpr std::string_view kNames[] = {"effort",      "emotion",    "intent",
                                                "expectation", "competitor", "flag"};
  return kNames[static_cast<std::size_t>(family)];
}

int Lexicon::theme_index(std::string_view id) const {
  const auto& themes = data_->themes;
  const auto at =
      std::lower_bound(themes.begin(), themes.end(), id,
                       [](const Theme& theme, std::string_view wanted) { return theme.id < wanted; });
  return at != themes.end() && at->id == id ? static_cast<int>(at - themes.begin()) : -1;
}

EntryInfo Lexicon::entry(EntryId id) const {
  std::size_t index = static_cast<std::size_t>(id);
  if (index < data_->sentiment.size()) return {data_->sentiment[index].term, data_->sentiment[index].place};
  index -= data_->sentiment.size();
  if (index < data_->modifiers.size()) return {data_->modifiers[index].term, data_->modifiers[index].place};
  index -= data_->modifiers.size();
  const CompiledRule& rule = data_->rules[index];
  if (rule.is_word())
    return {fmt::format("{} word '{}'", data_->owner(rule), data_->theme_words[rule.word]), rule.place};
  return {fmt::format("{} rule {}", data_->owner(rule), rule.number_in_theme), rule.place};
}

Checked<TrialLexicon> load_trial_lexicon(const LexiconOptions& options, std::string_view rule,
                                         std::optional<Polarity> polarity) {
  LexiconSource source = read_lexicon_source(options);
  if (!source.errors.empty()) return tl::unexpected(std::move(source.errors));
  source.remarks.clear();
  auto read = read_rule(rule, source);
  if (!read) return tl::unexpected(std::move(source.errors));
  if (polarity) read->polarity = polarity;
  // The other themes go, but their rules can still be used by name.
  for (auto& [id, theme] : source.themes) theme.is_off = true;
  std::string read_as = to_text(read->tree);
  RuleSource bare = *read;
  bare.is_bare = true;
  for (auto& [id, one] : {std::pair("trial", *read), std::pair("trial-bare", bare)}) {
    ThemeSource theme;
    theme.label = id;
    theme.rules.push_back(one);
    source.themes.insert_or_assign(id, std::move(theme));
  }
  Errors remarks = source.remarks;
  auto data = Compiler(source).compile();
  if (!source.errors.empty()) return tl::unexpected(std::move(source.errors));
  Lexicon lexicon(std::move(data));
  const ThemeId match{static_cast<std::uint32_t>(lexicon.theme_index("trial"))};
  const ThemeId words{static_cast<std::uint32_t>(lexicon.theme_index("trial-bare"))};
  return TrialLexicon{std::move(lexicon), match, words, std::move(read_as), std::move(remarks)};
}

Checked<Lexicon> load_lexicon(const LexiconOptions& options) {
  LexiconSource source = read_lexicon_source(options);
  auto data = Compiler(source).compile();
  if (source.errors.empty() && data->sentiment.empty() && data->rules.empty()) {
    source.errors.push_back({Fault::bad_lexicon, "the lexicon is empty", {options.shipped_folder, 0, 0}});
  }
  if (!source.errors.empty()) return tl::unexpected(std::move(source.errors));
  return Lexicon(std::move(data));
}

}  // namespace verbatim
