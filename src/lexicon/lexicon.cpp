#include "verbatim/lexicon.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lexicon/lexicon_data.h"
#include "lexicon/lexicon_source.h"
#include "lexicon/question.h"
#include "lexicon/term.h"

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
  void problem(const Place& place, std::string message) {
    source_.errors.push_back({Fault::bad_lexicon, std::move(message), place});
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

  void add_themes() {
    std::map<std::string, std::uint32_t> index_of;
    for (const auto& [id, theme] : source_.themes)
      index_of.emplace(id, static_cast<std::uint32_t>(index_of.size()));
    for (const auto& [id, theme] : source_.themes) {
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
      for (const ExampleSource& example : theme.examples)
        data_->examples.push_back({theme_id, example.text, example.is, example.place});
    }
  }

  void add_rule(ThemeId theme, const RuleSource& rule, std::uint32_t number) {
    const auto index = static_cast<std::uint32_t>(data_->rules.size());
    CompiledRule compiled;
    compiled.theme = theme;
    compiled.groups = static_cast<std::uint8_t>(rule.groups.size());
    compiled.within = rule.within;
    compiled.has_none = !rule.none.empty();
    compiled.has_except = !rule.except.empty();
    compiled.polarity = rule.polarity;
    compiled.fallback = rule.fallback;
    compiled.number_in_theme = number;
    compiled.place = rule.place;
    data_->wanted_groups.push_back(static_cast<std::uint8_t>((1U << compiled.groups) - 1U));
    data_->rules.push_back(std::move(compiled));
    const auto use_all = [&](const std::vector<PlacedTerm>& terms, std::uint8_t group) {
      for (const PlacedTerm& term : terms) {
        for (const TrieNode node : nodes_of(term)) trie_.add_use(node, {index, group});
      }
    };
    for (std::size_t g = 0; g < rule.groups.size(); ++g)
      use_all(rule.groups[g], static_cast<std::uint8_t>(g));
    use_all(rule.none, RuleUse::kNone);
    use_all(rule.except, RuleUse::kExcept);
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
  return data_->rules.size();
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
  return {
      fmt::format("{} rule {}", data_->themes[static_cast<std::size_t>(rule.theme)].id, rule.number_in_theme),
      rule.place};
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
