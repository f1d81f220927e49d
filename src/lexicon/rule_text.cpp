// Recursive descent, one function a level. Loosest first: OR; AND and NOT; NEAR and BEFORE; EXCEPT and
// MATCHING; a term, a name or parentheses.
#include "lexicon/rule_text.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "lexicon/pattern.h"

namespace verbatim {

namespace {

enum class TokenType : std::uint8_t { end, open, close, phrase, word, name, pattern, operation };
enum class Operation : std::uint8_t { both, either, without, near, before, except, matching };

struct RuleToken {
  TokenType type = TokenType::end;
  Operation operation{};
  std::size_t offset = 0;
  std::string text;
  std::uint8_t distance = 0;
  std::optional<Window> window;

  bool is(Operation wanted) const { return type == TokenType::operation && operation == wanted; }
};

struct OperatorWord {
  std::string_view word;
  Operation operation;
};
constexpr OperatorWord kOperators[] = {{"AND", Operation::both},         {"OR", Operation::either},
                                       {"NOT", Operation::without},      {"NEAR", Operation::near},
                                       {"BEFORE", Operation::before},    {"EXCEPT", Operation::except},
                                       {"MATCHING", Operation::matching}};

constexpr std::string_view kOpeningQuotes[] = {"\"", "\u201C", "\u201D", "\u201E"};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// The length of a quotation mark at the head of `text`, or 0.
std::size_t quote_length(std::string_view text) {
  for (const std::string_view quote : kOpeningQuotes) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

// The first problem ends the reading: what stands behind it would be guessed at.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  tl::expected<std::vector<RuleToken>, RuleNote> cut() {
    std::vector<RuleToken> tokens;
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      RuleToken token;
      token.offset = at_;
      if (at_ == text_.size()) {
        tokens.push_back(std::move(token));
        return tokens;
      }
      const bool wants_pattern = !tokens.empty() && tokens.back().is(Operation::matching);
      if (!read(token, wants_pattern)) return tl::unexpected(problem_);
      tokens.push_back(std::move(token));
    }
  }

 private:
  bool wrong(std::size_t offset, std::string message) {
    problem_ = {offset, std::move(message)};
    return false;
  }

  bool read(RuleToken& token, bool wants_pattern) {
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      token.type = c == '(' ? TokenType::open : TokenType::close;
      ++at_;
      return true;
    }
    if (c == '/') {
      if (wants_pattern) return read_pattern(token);
      return wrong(at_,
                   "a pattern stands behind MATCHING, and that behind a term: order~ MATCHING /#?\\d{5,}/");
    }
    if (const std::size_t length = quote_length(text_.substr(at_)); length > 0)
      return read_quoted(token, length);
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
           quote_length(text_.substr(at_)) == 0)
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.front() == '^') {
      token.type = TokenType::name;
      token.text = word.substr(1);
      if (is_rule_name(token.text)) return true;
      return wrong(begin,
                   fmt::format("'{}' is no name; behind ^ stands a name or a theme's id: ^wait.hold", word));
    }
    return read_word(token, word);
  }

  bool read_quoted(RuleToken& token, std::size_t length) {
    const std::size_t begin = at_ + length;
    for (at_ = begin; at_ < text_.size(); ++at_) {
      const std::size_t closing = quote_length(text_.substr(at_));
      if (closing == 0) continue;
      token.type = TokenType::phrase;
      token.text = trimmed(text_.substr(begin, at_ - begin));
      at_ += closing;
      if (token.text.empty()) return wrong(token.offset, "there is nothing between the quotation marks");
      return true;
    }
    return wrong(token.offset, "this quotation mark is not closed");
  }

  bool read_pattern(RuleToken& token) {
    const std::size_t begin = ++at_;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
      } else if (text_[at_] == '/') {
        token.type = TokenType::pattern;
        token.text = text_.substr(begin, at_ - begin);
        ++at_;
        if (auto made = Pattern::make(token.text); !made)
          return wrong(begin + made.error().offset, made.error().message);
        return true;
      }
    }
    return wrong(token.offset, "this pattern is not closed; it ends with / (write \\/ for a slash in it)");
  }

  bool read_word(RuleToken& token, std::string_view word) {
    const std::size_t slash = std::min(word.find('/'), word.size());
    const std::string_view head = word.substr(0, slash);
    const std::string_view tail = word.substr(std::min(slash + 1, word.size()));
    for (const OperatorWord& known : kOperators) {
      if (head == known.word) {
        token.type = TokenType::operation;
        token.operation = known.operation;
        return read_reach(token, head, slash < word.size(), tail);
      }
      const bool is_counted = known.operation == Operation::near || known.operation == Operation::before;
      if (is_counted && head.starts_with(known.word) &&
          head.find_first_not_of(":~=0123456789", known.word.size()) == std::string_view::npos)
        return wrong(token.offset, fmt::format("write {}/5 for 'at most 5 words between'", known.word));
      if (slash < word.size() && lowered(head) == lowered(known.word) && is_reach(tail))
        return wrong(token.offset,
                     fmt::format("operators are written in capitals: {}{}", known.word, word.substr(slash)));
    }
    if (word.find_first_not_of("&|+!-") == std::string_view::npos)
      return wrong(token.offset, fmt::format("'{}' is no operator here; write AND, OR or NOT", word));
    if (word.find('|') != std::string_view::npos)
      return wrong(token.offset,
                   "alternatives (a|b) stand inside quotation marks: \"(a|b) c\"; between terms write OR");
    token.type = TokenType::word;
    token.text = word;
    return true;
  }

  // "5", "sentence": what an operator has behind its slash ("and/or" is a word).
  static bool is_reach(std::string_view text) {
    const std::string low = lowered(text);
    return low == "clause" || low == "sentence" || low == "comment" ||
           (!low.empty() && low.find_first_not_of("0123456789") == std::string::npos);
  }

  // What stands behind an operator's slash.
  bool read_reach(RuleToken& token, std::string_view name, bool has_slash, std::string_view reach) {
    if (token.operation == Operation::near || token.operation == Operation::before) {
      unsigned words = 0;
      const bool is_number = !reach.empty() && reach.size() <= 3 &&
                             reach.find_first_not_of("0123456789") == std::string_view::npos;
      if (is_number) {
        for (const char digit : reach) words = words * 10 + static_cast<unsigned>(digit - '0');
      }
      if (!is_number || words > kMaxNearWords)
        return wrong(token.offset, fmt::format("{} needs how many words may stand between, 0 to {}: {}/5",
                                               name, kMaxNearWords, name));
      token.distance = static_cast<std::uint8_t>(words);
      return true;
    }
    if (!has_slash) return true;
    const bool may_reach = token.operation == Operation::both || token.operation == Operation::without ||
                           token.operation == Operation::matching;
    if (!may_reach) return wrong(token.offset, fmt::format("nothing stands behind {}", name));
    if (reach == "CLAUSE") token.window = Window::clause;
    if (reach == "SENTENCE") token.window = Window::sentence;
    if (reach == "COMMENT") token.window = Window::comment;
    if (token.window) return true;
    return wrong(token.offset, fmt::format("behind {}/ stands CLAUSE, SENTENCE or COMMENT", name));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  RuleNote problem_;
};

class Parser {
 public:
  explicit Parser(const std::vector<RuleToken>& tokens) : tokens_(tokens) {}

  tl::expected<ReadRule, RuleNote> parse() {
    ReadRule read;
    const bool ok = read_either(read.tree, 0) && (here().type == TokenType::end || fail_at_rest());
    if (!ok) return tl::unexpected(problem_);
    read.remarks = std::move(remarks_);
    return read;
  }

 private:
  const RuleToken& here() const { return tokens_[at_]; }

  bool wrong(std::size_t offset, std::string message) {
    problem_ = {offset, std::move(message)};
    return false;
  }

  bool fail_at_rest() {
    if (here().type == TokenType::close) return wrong(here().offset, "this parenthesis was not opened");
    if (here().type == TokenType::pattern)
      return wrong(here().offset, "a pattern stands behind MATCHING only");
    return wrong(here().offset,
                 "an operator is missing before this: AND, OR, NOT, NEAR/5, BEFORE/5 or EXCEPT");
  }

  static RuleTree joined(RuleTree::Op op, std::vector<RuleTree> parts) {
    RuleTree tree;
    tree.op = op;
    tree.place = parts.front().place;
    tree.parts = std::move(parts);
    return tree;
  }

  // Alternatives that are terms are one list: they are then looked up together.
  static RuleTree united(std::vector<RuleTree> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    const bool all_terms = std::all_of(parts.begin(), parts.end(),
                                       [](const RuleTree& part) { return part.op == RuleTree::Op::terms; });
    if (!all_terms) return joined(RuleTree::Op::unite, std::move(parts));
    for (std::size_t i = 1; i < parts.size(); ++i)
      std::move(parts[i].terms.begin(), parts[i].terms.end(), std::back_inserter(parts.front().terms));
    return std::move(parts.front());
  }

  bool check_parts(const std::vector<RuleTree>& parts, std::size_t offset) {
    if (parts.size() <= kMaxRuleParts) return true;
    return wrong(offset, fmt::format("an operator joins at most {} parts; use a name (^name) or two rules",
                                     kMaxRuleParts));
  }

  // REQUIRES: the operator that is told stands before the present token.
  bool needs_positive() {
    return wrong(
        here().offset,
        "NOT has nothing before it: a rule says first what must be there, since NOT alone would match "
        "nearly every comment; write A NOT B");
  }

  bool read_either(RuleTree& tree, std::size_t depth) {
    if (depth > kMaxRuleDepth)
      return wrong(here().offset, fmt::format("parentheses stand more than {} deep", kMaxRuleDepth));
    std::vector<RuleTree> parts(1);
    std::size_t terms = 0;  // a list of terms may be long, what else OR joins not
    bool is_mixed = false;
    std::optional<std::size_t> first_either;
    if (!read_both(parts.back(), depth, is_mixed)) return false;
    while (here().is(Operation::either)) {
      const std::size_t offset = here().offset;
      if (!first_either) first_either = offset;
      ++at_;
      if (here().is(Operation::without)) {
        // "dress OR NOT suit" would match every comment without a suit: never what is meant.
        const Window window = here().window.value_or(Window::clause);
        ++at_;
        std::vector<RuleTree> both;
        both.push_back(united(std::move(parts)));
        both.emplace_back();
        if (!read_near(both.back(), depth)) return false;
        both.back().is_barred = true;
        both.back().within = window;
        parts.clear();
        parts.push_back(joined(RuleTree::Op::conjunction, std::move(both)));
        remarks_.push_back(
            {offset,
             fmt::format("OR NOT would match everything without what stands behind it; it is read as {}",
                         to_text(parts.back()))});
        continue;
      }
      parts.emplace_back();
      if (!read_both(parts.back(), depth, is_mixed)) return false;
      if (parts.back().op == RuleTree::Op::terms) ++terms;
      if (parts.size() - terms > kMaxRuleParts) return check_parts(parts, offset);
    }
    tree = united(std::move(parts));
    if (tree.op == RuleTree::Op::unite) {
      gather_terms(tree);
      if (!check_parts(tree.parts, first_either.value_or(0))) return false;
    }
    if (is_mixed && first_either)
      remarks_.push_back(
          {*first_either,
           fmt::format("AND or NOT is mixed with OR without parentheses; it is read as {}", to_text(tree))});
    return true;
  }

  // Puts the alternatives that are terms into one part.
  static void gather_terms(RuleTree& tree) {
    std::vector<RuleTree> parts;
    std::optional<std::size_t> list;
    for (RuleTree& part : tree.parts) {
      if (part.op == RuleTree::Op::terms && list) {
        std::move(part.terms.begin(), part.terms.end(), std::back_inserter(parts[*list].terms));
        continue;
      }
      if (part.op == RuleTree::Op::terms) list = parts.size();
      parts.push_back(std::move(part));
    }
    tree.parts = std::move(parts);
  }

  bool read_both(RuleTree& tree, std::size_t depth, bool& is_joined) {
    if (here().is(Operation::without)) return needs_positive();
    std::vector<RuleTree> parts(1);
    if (!read_near(parts.back(), depth)) return false;
    while (here().is(Operation::both) || here().is(Operation::without)) {
      const RuleToken* token = &here();
      std::optional<Window> window = token->window;
      bool is_barred = token->is(Operation::without);
      ++at_;
      if (!is_barred && here().is(Operation::without)) {  // AND NOT
        is_barred = true;
        if (here().window) window = here().window;
        ++at_;
      }
      if (here().is(Operation::without))
        return wrong(here().offset, "NOT NOT says nothing; write what must be there with AND");
      parts.emplace_back();
      if (!read_near(parts.back(), depth)) return false;
      parts.back().is_barred = is_barred;
      parts.back().within = window.value_or(Window::clause);
      if (!check_parts(parts, token->offset)) return false;
    }
    is_joined = is_joined || parts.size() > 1;
    tree = parts.size() == 1 ? std::move(parts.front()) : joined(RuleTree::Op::conjunction, std::move(parts));
    return true;
  }

  bool read_near(RuleTree& tree, std::size_t depth) {
    if (!read_narrowed(tree, depth)) return false;
    for (std::size_t joins = 0; here().is(Operation::near) || here().is(Operation::before); ++joins) {
      const RuleToken& token = here();
      if (joins >= kMaxRuleDepth)
        return wrong(token.offset, "too many NEAR in a row; use parentheses or two rules");
      ++at_;
      std::vector<RuleTree> parts(2);
      parts[0] = std::move(tree);
      if (here().is(Operation::without))
        return wrong(here().offset, fmt::format("{} NOT is not known; write A NOT (A {} B)",
                                                token.is(Operation::near) ? "NEAR/n" : "BEFORE/n",
                                                token.is(Operation::near) ? "NEAR/n" : "BEFORE/n"));
      if (!read_narrowed(parts[1], depth)) return false;
      tree = joined(token.is(Operation::near) ? RuleTree::Op::near : RuleTree::Op::before, std::move(parts));
      tree.distance = token.distance;
    }
    return true;
  }

  bool read_narrowed(RuleTree& tree, std::size_t depth) {
    if (!read_primary(tree, depth)) return false;
    for (std::size_t joins = 0; here().is(Operation::except) || here().is(Operation::matching); ++joins) {
      const RuleToken& token = here();
      if (joins >= kMaxRuleDepth) return wrong(token.offset, "too many EXCEPT in a row; use EXCEPT (a OR b)");
      ++at_;
      std::vector<RuleTree> parts;
      parts.push_back(std::move(tree));
      if (token.is(Operation::except)) {
        parts.emplace_back();
        if (!read_primary(parts.back(), depth)) return false;
        tree = joined(RuleTree::Op::except, std::move(parts));
        continue;
      }
      if (here().type != TokenType::pattern)
        return wrong(here().offset,
                     "a pattern between slashes is missing behind MATCHING: order~ MATCHING /#?\\d{5,}/");
      tree = joined(RuleTree::Op::pattern, std::move(parts));
      tree.text = here().text;
      tree.reach = token.window.value_or(Window::clause);
      ++at_;
    }
    return true;
  }

  bool read_primary(RuleTree& tree, std::size_t depth) {
    const RuleToken& token = here();
    tree.place = {"", 0, token.offset + 1};
    switch (token.type) {
      case TokenType::open: {
        ++at_;
        if (here().type == TokenType::close)
          return wrong(here().offset, "there is nothing between the parentheses");
        if (!read_either(tree, depth + 1)) return false;
        if (here().type != TokenType::close) {
          if (here().type == TokenType::end) return wrong(token.offset, "this parenthesis is not closed");
          return fail_at_rest();
        }
        ++at_;
        return true;
      }
      case TokenType::phrase:
        tree.terms.push_back({token.text, tree.place});
        ++at_;
        return true;
      case TokenType::word:
        read_bare_phrase(tree);
        return true;
      case TokenType::name:
        tree.op = RuleTree::Op::name;
        tree.text = token.text;
        ++at_;
        return true;
      case TokenType::end:
        return wrong(token.offset,
                     at_ == 0 ? "the rule is empty; write a term: wait~" : "a term is missing at the end");
      case TokenType::close:
      case TokenType::pattern:
      case TokenType::operation:
        break;
    }
    return wrong(token.offset, "a term, a name or a parenthesis is missing before this");
  }

  // Words side by side are one phrase.
  void read_bare_phrase(RuleTree& tree) {
    std::string phrase;
    for (; here().type == TokenType::word; ++at_) {
      const std::string low = lowered(here().text);
      const bool is_inside = !phrase.empty() && tokens_[at_ + 1].type == TokenType::word;
      if (is_inside && (low == "or" || low == "and")) {
        remarks_.push_back(
            {here().offset,
             fmt::format(
                 "'{}' is read as a word of the phrase; the operator is written in capitals, and a phrase "
                 "that is meant so in quotation marks",
                 here().text)});
      }
      phrase += (phrase.empty() ? "" : " ") + here().text;
    }
    tree.terms.push_back({std::move(phrase), tree.place});
  }

  const std::vector<RuleToken>& tokens_;
  std::size_t at_ = 0;
  RuleNote problem_;
  std::vector<RuleNote> remarks_;
};

}  // namespace

bool is_rule_name(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos)
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

tl::expected<ReadRule, RuleNote> read_rule_text(std::string_view text) {
  if (text.size() > kMaxRuleBytes)
    return tl::unexpected(RuleNote{
        kMaxRuleBytes,
        fmt::format("the rule is longer than {} bytes; write two rules, or a list of terms as \"any\"",
                    kMaxRuleBytes)});
  const auto tokens = Cutter(text).cut();
  if (!tokens) return tl::unexpected(tokens.error());
  return Parser(*tokens).parse();
}

}  // namespace verbatim
