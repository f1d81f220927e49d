#include "analysis/reading.h"

#include <algorithm>

#include "analysis/transcript.h"

namespace verbatim {

namespace {

// How many tokens ahead the vocabulary is asked to be ready.
constexpr std::size_t kLookAhead = 4;

// A question ends with at most so many marks.
constexpr std::size_t kQuestionMarks = 3;

// An answer of more words than this is never "nothing" or "n/a".
constexpr std::size_t kAnswerWords = 8;

// Hyphens, quotes and slashes hold words together ("on-hold"); the rest parts them.
Break break_of(std::string_view form, bool space_before, bool space_after) {
  if (form.empty()) return Break::none;
  switch (form.front()) {
    case '.':
    case '!':
    case '?':
      return Break::sentence;
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case '|':
      return Break::clause;
    case '-':
    case '/':
    case '*':
    case '~':
    case '=':
    case '>':
    case '<':
      return space_before && space_after ? Break::clause : Break::none;
    default:
      break;
  }
  static constexpr std::string_view kSentence[] = {"\u2026", "\u3002", "\uFF01", "\uFF1F",
                                                   "\uFF0E", "\u00A1", "\u00BF"};
  static constexpr std::string_view kClause[] = {"\u2013", "\u2014", "\u2022", "\u00B7", "\uFF0C",
                                                 "\u3001", "\uFF1B", "\uFF1A", "\u25CF", "\u2192"};
  if (std::any_of(std::begin(kSentence), std::end(kSentence),
                  [&](std::string_view s) { return form.starts_with(s); }))
    return Break::sentence;
  if (std::any_of(std::begin(kClause), std::end(kClause),
                  [&](std::string_view s) { return form.starts_with(s); }))
    return Break::clause;
  return Break::none;
}

struct Mark {
  std::uint32_t word = 0;  // the mark stands before this word
  char sign = 0;           // '!' or '?'
};

class Reader {
 public:
  Reader(std::string_view text, QuestionKind question, const LexiconData& lexicon, Reading& out)
      : text_(text), question_(question), lexicon_(lexicon), out_(out) {}

  void read() {
    find_unread_turns(text_, lexicon_.speakers, out_.unread);
    lexicon_.tokenizer->tokenize(text_, out_.tokenizer, out_.tokens);
    collect_words();
    match();
    if (question_ == QuestionKind::improve) cut_opening();
    cut_clauses();
  }

 private:
  void push(const Token& token, const FormReading& reading, bool is_sign) {
    Word word;
    word.span = token.span;
    word.reading = reading;
    word.break_before = pending_;
    word.is_sign = is_sign;
    word.all_caps = token.all_caps;
    pending_ = Break::none;
    out_.words.push_back(word);
    // `match` comes to it after the last word is collected: the memory has time to bring the node.
    for (const TrieNode node : lexicon_.vocabulary.starts(reading)) lexicon_.trie.prefetch(node);
  }

  // A joined emoji that the lexicon does not list ("heart on fire") is read as the first of its parts.
  FormReading sign_reading(const Token& token) const {
    const std::string_view form = out_.tokens.form(token);
    const FormReading whole = lexicon_.vocabulary.find(form, token.hash);
    const auto joiner = form.find("\u200D");
    if (!whole.is_empty() || joiner == std::string_view::npos) return whole;
    const std::string_view first = form.substr(0, joiner);
    return lexicon_.vocabulary.find(first, form_hash(first));
  }

  const FormReading& find(const Token& token) {
    const std::string_view form = out_.tokens.form(token);
    if (const FormReading* written = lexicon_.vocabulary.find_written(form, token.hash)) return *written;
    UnknownForms::Slot& slot = out_.unknown.slots[token.hash % UnknownForms::kSlots];
    if (slot.hash != token.hash) slot = {token.hash, lexicon_.vocabulary.find_traced(form)};
    return slot.reading;
  }

  void push_word(const Token& token) {
    const FormReading& reading = find(token);
    if (reading.expansion_count == 0) return push(token, reading, false);
    for (const FormReading& part : lexicon_.vocabulary.expansion(reading)) push(token, part, false);
  }

  // "45mins" and "2hrs" are an amount and its unit; "2nd" and "4g" are what they are.
  void push_number(const Token& token) {
    const std::string_view form = out_.tokens.form(token);
    const FormReading known = lexicon_.vocabulary.find(form, token.hash);
    if (!known.is_empty()) return push(token, known, false);
    const auto digits = form.find_first_not_of("0123456789.,");
    if (digits == std::string_view::npos || digits == 0)
      return push(token, lexicon_.vocabulary.number(), false);
    const std::string_view unit = form.substr(digits);
    const bool is_word = std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const FormReading unit_reading =
        is_word ? lexicon_.vocabulary.find(unit, form_hash(unit)) : FormReading{};
    push(token, lexicon_.vocabulary.number(), false);
    if (unit_reading.symbols_count > 0) push(token, unit_reading, false);
    // "45mins": the unit is misspelt.
    for (const FormReading& part : lexicon_.vocabulary.expansion(unit_reading)) push(token, part, false);
  }

  void push_hashtag(const Token& token) {
    const std::string_view form = out_.tokens.form(token);
    const FormReading whole = lexicon_.vocabulary.find(form, token.hash);
    if (!whole.is_empty()) return push(token, whole, false);
    const auto parts = split_hashtag(text_.substr(token.span.begin, token.span.end - token.span.begin));
    if (parts.size() < 2) {
      // "#worstserviceever": words without a seam.
      const std::vector<FormReading> inner = lexicon_.vocabulary.split_compound(form);
      if (inner.empty()) return push(token, whole, false);
      for (const FormReading& part : inner) push(token, part, false);
      return;
    }
    for (const std::string& part : parts) push(token, lexicon_.vocabulary.find(part, form_hash(part)), false);
  }

  // Where another's post is quoted behind the writer's own words ("So true! RT @brand: ...", "“@brand: ...”
  // Really?"), the token behind the quotation; else `i`. A repost alone is read: nothing else is there.
  std::size_t behind_quoted_post(std::size_t i) const {
    const auto& tokens = out_.tokens.tokens;
    const auto form = [&](std::size_t at) { return out_.tokens.form(tokens[at]); };
    if (i + 1 >= tokens.size() || tokens[i + 1].kind != TokenKind::mention) return i;
    if (form(i) == "rt") return out_.words.empty() ? i : tokens.size();
    if (i + 2 >= tokens.size() || form(i + 2) != ":") return i;
    const bool is_curly = form(i) == "\u201C";
    if (!is_curly && form(i) != "\"") return i;
    for (std::size_t at = i + 3; at < tokens.size(); ++at) {
      if (form(at) == (is_curly ? "\u201D" : "\"")) return at + 1;
    }
    return out_.words.empty() ? i : tokens.size();
  }

  void collect_words() {
    const auto& tokens = out_.tokens.tokens;
    std::size_t caps = 0;
    std::size_t written = 0;
    bool only_numbers = true;
    auto unread = out_.unread.begin();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (const std::size_t behind = behind_quoted_post(i); behind != i) {
        raise(Break::sentence);
        i = behind - 1;
        continue;
      }
      const Token& token = tokens[i];
      if (i + kLookAhead < tokens.size()) lexicon_.vocabulary.prefetch(tokens[i + kLookAhead].hash);
      while (unread != out_.unread.end() && unread->end <= token.span.begin) ++unread;
      if (unread != out_.unread.end() && unread->begin <= token.span.begin) {
        raise(Break::sentence);
        continue;
      }
      switch (token.kind) {
        case TokenKind::word:
          push_word(token);
          only_numbers = false;
          ++written;
          if (token.all_caps) ++caps;
          break;
        case TokenKind::number: {
          push_number(token);
          // "4" says nothing, "10/10" does.
          if (out_.tokens.form(token).find_first_not_of("0123456789.,") != std::string_view::npos)
            only_numbers = false;
          // ... and so does "1*".
          if (token.span.end < text_.size() && text_[token.span.end] == '*') only_numbers = false;
          break;
        }
        case TokenKind::emoji:
        case TokenKind::emoticon: {
          raise(Break::clause);
          push(token, sign_reading(token), true);
          pending_ = Break::clause;
          only_numbers = false;
          break;
        }
        case TokenKind::hashtag:
          push_hashtag(token);
          only_numbers = false;
          break;
        case TokenKind::mention: {
          // A rival's handle may be in the lexicon; any other says nothing.
          const FormReading* listed = lexicon_.vocabulary.find_written(out_.tokens.form(token), token.hash);
          push(token, listed != nullptr ? *listed : FormReading{}, false);
          break;
        }
        case TokenKind::url:
        case TokenKind::email:
          push(token, {}, false);
          break;
        case TokenKind::line_break:
          raise(Break::sentence);
          break;
        case TokenKind::punctuation:
          read_punctuation(token, i + 1 < tokens.size() ? &tokens[i + 1] : nullptr);
          break;
      }
    }
    out_.only_numbers = only_numbers;
    out_.mostly_caps = written >= 4 && caps * 10 >= written * 7;
  }

  void read_punctuation(const Token& token, const Token* next) {
    const std::string_view form = out_.tokens.form(token);
    if (form == "&") {
      push(token, lexicon_.vocabulary.find(form, token.hash), false);
      return;
    }
    if (!form.empty() && (form.front() == '!' || form.front() == '?')) {
      // "?? ????" is what is left of a script or an emoji that an export has lost; so is a "?" that stands
      // alone.
      const bool is_lost = form.front() == '?' && (token.space_before || form.size() > kQuestionMarks);
      if (!is_lost) marks_.push_back({static_cast<std::uint32_t>(out_.words.size()), form.front()});
    }
    raise(break_of(form, token.space_before, next == nullptr || next->space_before));
  }

  void raise(Break to) { pending_ = std::max(pending_, to); }

  // Walks the trie from `node`, having read the words up to `at`.
  void walk(TrieNode node, std::uint32_t at) {
    if (lexicon_.trie.has_meaning(node)) {
      const PhraseMeaning& meaning = lexicon_.trie.meaning(node);
      if (meaning.marks != 0) out_.answer_hits.push_back({start_, at, meaning.marks});
      if (meaning.uses_count != 0) out_.phrase_hits.push_back({node, start_, at});
      // Longest first; of equal length the first found, because the most specific symbols are walked first.
      if (meaning.is_lexical() && at > best_.end) best_ = {start_, at, meaning.sentiment, meaning.modifier};
    }
    if (at >= out_.words.size()) return;
    const Word& word = out_.words[at];
    if (word.break_before != Break::none) return;
    if ((word.reading.symbol_bits & lexicon_.trie.child_bits(node)) != 0) {
      for (const Symbol symbol : lexicon_.vocabulary.symbols(word.reading)) {
        if (const TrieNode next = lexicon_.trie.child(node, symbol); next != kNoNode) walk(next, at + 1);
      }
    }
    if (const TrieNode next = lexicon_.trie.any_child(node); next != kNoNode) walk(next, at + 1);
  }

  void match() {
    std::uint32_t covered = 0;  // words before this belong to a lexical hit
    for (start_ = 0; start_ < out_.words.size(); ++start_) {
      const Word& word = out_.words[start_];
      if (word.reading.starts_count == 0) continue;
      best_ = {start_, start_, kNoIndex, kNoIndex};
      for (const TrieNode node : lexicon_.vocabulary.starts(word.reading)) walk(node, start_ + 1);
      if (best_.end > start_ && start_ >= covered) {
        out_.lexical.push_back(best_);
        covered = best_.end;
      }
    }
    collect_rule_hits();
    std::sort(out_.rule_hits.begin(), out_.rule_hits.end(), [](const RuleHit& a, const RuleHit& b) {
      if (a.rule != b.rule) return a.rule < b.rule;
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end < b.end;
      return a.leaf < b.leaf;
    });
    const auto same = [](const RuleHit& a, const RuleHit& b) {
      return a.rule == b.rule && a.begin == b.begin && a.end == b.end && a.leaf == b.leaf;
    };
    out_.rule_hits.erase(std::unique(out_.rule_hits.begin(), out_.rule_hits.end(), same),
                         out_.rule_hits.end());
  }

  // Most phrases belong to rules that cannot fire here (a word of their `none`, one group of two). Only the
  // hits of rules all of whose groups were found are written out: a handful a comment instead of 60 to 100.
  void collect_rule_hits() {
    const PhraseTrie& trie = lexicon_.trie;
    auto& found = out_.groups_found;
    for (const PhraseHit& hit : out_.phrase_hits) {
      for (const RuleUse use : trie.required_uses(trie.meaning(hit.node))) found[use.rule] |= use.groups;
    }
    const auto is_complete = [&](const RuleUse use) {
      return found[use.rule] == lexicon_.wanted_groups[use.rule];
    };
    const auto write_out = [&](const PhraseHit& hit, std::span<const RuleUse> uses) {
      for (const RuleUse use : uses) {
        if (is_complete(use)) out_.rule_hits.push_back({use.rule, hit.begin, hit.end, use.leaf});
      }
    };
    for (const PhraseHit& hit : out_.phrase_hits) write_out(hit, trie.required_uses(trie.meaning(hit.node)));
    if (!out_.rule_hits.empty()) {
      for (const PhraseHit& hit : out_.phrase_hits) write_out(hit, trie.barring_uses(trie.meaning(hit.node)));
    }
    for (const PhraseHit& hit : out_.phrase_hits) {
      for (const RuleUse use : trie.required_uses(trie.meaning(hit.node))) found[use.rule] = 0;
    }
  }

  // "Nothing the staff were great", asked what to improve: two clauses, and the first one negates nothing.
  void cut_opening() {
    std::uint32_t end = 0;
    for (const AnswerHit& hit : out_.answer_hits) {
      if (hit.begin == 0 && (hit.marks & kNoIssueOpening) != 0) end = std::max(end, hit.end);
    }
    if (end == 0) return;
    const auto words = static_cast<std::uint32_t>(out_.words.size());
    if (end < words && out_.words[end].break_before == Break::none) {
      const bool follows = std::any_of(
          out_.answer_hits.begin(), out_.answer_hits.end(),
          [&](const AnswerHit& hit) { return hit.begin == end && (hit.marks & kNoIssueFollower) != 0; });
      if (!follows) return;
      out_.words[end].break_before = Break::clause;
    }
    const auto crosses = [&](const LexicalHit& hit) { return hit.begin < end && hit.end > end; };
    if (std::any_of(out_.lexical.begin(), out_.lexical.end(), crosses)) return;
    std::erase_if(out_.lexical, [&](const LexicalHit& hit) { return hit.begin < end; });
    out_.no_issue_words = end;
  }

  Link link_of(const ModifierEntry& modifier) const {
    if (modifier.is(Role::contrast)) return Link::contrast;
    if (modifier.is(Role::concession)) return Link::concession;
    if (modifier.is(Role::carrying)) return Link::carrying;
    if (modifier.is(Role::coordination)) return Link::coordination;
    return Link::start;
  }

  void cut_clauses() {
    std::size_t hit = 0;
    std::uint32_t sentence = 0;
    for (std::uint32_t i = 0; i < out_.words.size(); ++i) {
      while (hit < out_.lexical.size() && out_.lexical[hit].begin < i) ++hit;
      Link link = Link::start;
      std::uint32_t modifier = kNoIndex;
      if (hit < out_.lexical.size() && out_.lexical[hit].begin == i &&
          out_.lexical[hit].modifier != kNoIndex) {
        link = link_of(lexicon_.modifiers[out_.lexical[hit].modifier]);
        if (link != Link::start) modifier = out_.lexical[hit].modifier;
      }
      const Break before = out_.words[i].break_before;
      if (before == Break::sentence && i > 0) ++sentence;
      if (i == 0 || before != Break::none || link != Link::start) {
        if (link == Link::start && before == Break::clause) link = Link::punctuation;
        if (!out_.clauses.empty()) out_.clauses.back().end = i;
        Clause clause;
        clause.begin = i;
        clause.sentence = sentence;
        clause.link = link;
        clause.modifier = modifier;
        out_.clauses.push_back(clause);
      }
      out_.words[i].clause = static_cast<std::uint32_t>(out_.clauses.size() - 1);
    }
    if (!out_.clauses.empty()) out_.clauses.back().end = static_cast<std::uint32_t>(out_.words.size());
    mark_sentences();
  }

  // "!" and "?" colour the sentence that they end.
  void mark_sentences() {
    for (const Mark& mark : marks_) {
      if (mark.word == 0) continue;
      const std::uint32_t last = out_.words[mark.word - 1].clause;
      const std::uint32_t sentence = out_.clauses[last].sentence;
      for (std::size_t c = last + 1; c-- > 0 && out_.clauses[c].sentence == sentence;) {
        Clause& clause = out_.clauses[c];
        // Each sentence is walked once: a second mark finds it done.
        if ((mark.sign == '!' && clause.is_exclaimed) || (mark.sign == '?' && clause.is_question)) break;
        (mark.sign == '!' ? clause.is_exclaimed : clause.is_question) = true;
      }
    }
  }

  std::string_view text_;
  QuestionKind question_;
  const LexiconData& lexicon_;
  Reading& out_;
  Break pending_ = Break::none;
  std::uint32_t start_ = 0;
  LexicalHit best_;
  std::vector<Mark> marks_;
};

}  // namespace

void read_comment(std::string_view text, QuestionKind question, const LexiconData& lexicon,
                  Reading& reading) {
  reading.text = text;
  reading.tokens.clear();
  reading.words.clear();
  reading.lexical.clear();
  reading.phrase_hits.clear();
  reading.rule_hits.clear();
  reading.groups_found.resize(lexicon.rules.size());
  reading.clauses.clear();
  reading.answer_hits.clear();
  reading.no_issue_words = 0;
  reading.answer.clear();
  Reader(text, question, lexicon, reading).read();

  // A spelling or a hashtag may make a few words of one token; a text of many words is no short answer.
  if (reading.words.size() > 2 * kAnswerWords || !reading.unread.empty()) return;
  std::size_t written = 0;
  for (const Token& token : reading.tokens.tokens) {
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::line_break) continue;
    if (++written > kAnswerWords) {
      reading.answer.clear();
      break;
    }
    if (!reading.answer.empty()) reading.answer += ' ';
    reading.answer += reading.tokens.form(token);
  }
}

}  // namespace verbatim
