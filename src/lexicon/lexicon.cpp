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
    add_sentiment();
    add_modifiers();
    add_themes();
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

  // The nodes at which the term ends; empty if the term cannot be read (the problem is kept). Works part by
  // part over all alternatives at once: writing every phrase out took three times as long at start.
  std::vector<TrieNode> nodes_of(const PlacedTerm& term) {
    std::vector<TrieNode> ends;
    const auto read = parser_->read(term.term);
    if (!read) {
      problem(term.place, fmt::format("'{}': {}", term.term, read.error()));
      return ends;
    }
    std::vector<Front> fronts(1);
    for (const std::vector<TermSequence>& choices : read->parts) {
      std::vector<std::vector<Step>> ways;
      for (const TermSequence& choice : choices) add_ways(choice, 0, {}, ways);
      std::vector<Front> next;
      next.reserve(fronts.size() * ways.size());
      for (const Front& front : fronts) {
        for (const std::vector<Step>& way : ways) next.push_back(follow(front, way));
      }
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      fronts = std::move(next);
    }
    for (const Front& front : fronts) ends.push_back(front.end);
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    written_out_ = read->phrases;
    return ends;
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
      for (const RuleSource& rule : theme.rules) add_rule(theme_id, rule, ++number);
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

  void add_rule(ThemeId theme, const RuleSource& rule, std::uint32_t number) {
    if (is_empty(rule.tree)) return;
    const RuleTree* tree = &rule.tree;
    std::optional<RuleTree> own;  // most rules use no name and are compiled as they stand
    std::size_t left = kMaxRuleLeaves;
    if (rule.is_bare || !is_ready(rule.tree, left)) {
      std::vector<std::string> way;
      own = resolved(rule.tree, way);
      if (!own) return;
      if (rule.is_bare) own = without_bars(*own);
      tree = &*own;
    }
    CompiledRule compiled;
    compiled.theme = theme;
    compiled.polarity = rule.polarity;
    compiled.fallback = rule.fallback;
    compiled.number_in_theme = number;
    compiled.place = rule.place;
    add_compiled(std::move(compiled), *tree);
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

  void add_compiled(CompiledRule compiled, const RuleTree& tree) {
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
std::size_t Lexicon::theme_rules() const {
  return static_cast<std::size_t>(std::count_if(data_->rules.begin(), data_->rules.end(),
                                                [](const CompiledRule& rule) { return !rule.is_word(); }));
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
    return {fmt::format("{} word '{}'", data_->themes[static_cast<std::size_t>(rule.theme)].id,
                        data_->theme_words[rule.word]),
            rule.place};
  return {
      fmt::format("{} rule {}", data_->themes[static_cast<std::size_t>(rule.theme)].id, rule.number_in_theme),
      rule.place};
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
