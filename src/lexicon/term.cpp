#include "lexicon/term.h"

#include <algorithm>

#include <fmt/format.h>

namespace verbatim {

namespace {

constexpr std::size_t kMinPrefixLetters = 3;
constexpr int kMaxGap = 6;

// Splits at spaces that stand outside parentheses.
std::vector<std::string_view> split_outside_parentheses(std::string_view term, std::string& problem) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= term.size(); ++i) {
    const bool end = i == term.size();
    if (!end && term[i] == '(') ++depth;
    if (!end && term[i] == ')') --depth;
    if (depth < 0 || depth > 1) {
      problem = "parentheses do not match, or stand inside each other";
      return {};
    }
    if (end || (term[i] == ' ' && depth == 0)) {
      if (i > begin) parts.push_back(term.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  if (depth != 0) problem = "a parenthesis is not closed";
  return parts;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == at) {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return parts;
}

// Every sequence so far goes on with every one of `tails`.
std::vector<TermSequence> cross(const std::vector<TermSequence>& heads,
                                const std::vector<TermSequence>& tails) {
  std::vector<TermSequence> all;
  all.reserve(heads.size() * tails.size());
  for (const TermSequence& head : heads) {
    for (const TermSequence& tail : tails) {
      all.push_back(head);
      all.back().insert(all.back().end(), tail.begin(), tail.end());
    }
  }
  return all;
}

}  // namespace

bool TermParser::add_word(std::string_view word, std::vector<TermSequence>& sequences, std::string& problem) {
  std::vector<TermSequence> tails;
  if (word == "#") {
    tails = {{{TermElement::Type::number, ""}}};
  } else if (word == "*") {
    tails = {{{TermElement::Type::any, ""}}};
  } else if (word.size() == 3 && word.front() == '<' && word.back() == '>' && word[1] >= '1' &&
             word[1] <= '9') {
    const int most = word[1] - '0';
    if (most > kMaxGap) {
      problem = fmt::format("a gap is at most <{}>", kMaxGap);
      return false;
    }
    for (int n = 0; n <= most; ++n) {
      tails.emplace_back(static_cast<std::size_t>(n), TermElement{TermElement::Type::any, ""});
    }
  } else {
    TermElement::Type last = TermElement::Type::word;
    if (word.back() == '~') last = TermElement::Type::group;
    if (word.back() == '*') last = TermElement::Type::prefix;
    if (last != TermElement::Type::word) word.remove_suffix(1);
    if (word.find_first_of("~*|") != std::string_view::npos) {
      problem = "~ and * stand at the end of a word only, | only inside parentheses";
      return false;
    }
    tokenizer_.tokenize(word, scratch_, tokens_);
    TermSequence tail;
    if (word.empty()) {
      problem = "~ and * stand directly behind a word";
      return false;
    }
    for (const Token& token : tokens_.tokens) {
      // Punctuation parts words and is none, so a term of it could never match; but "&" is read as "and".
      const std::string_view form = tokens_.form(token);
      const bool parts = token.kind == TokenKind::punctuation || token.kind == TokenKind::line_break;
      if (parts && form != "&") continue;
      tail.push_back({TermElement::Type::word, std::string(form)});
    }
    if (tail.empty()) {
      problem = fmt::format("'{}' holds no word", word);
      return false;
    }
    tail.back().type = last;
    if (last == TermElement::Type::prefix && tail.back().form.size() < kMinPrefixLetters) {
      problem = fmt::format("at least {} letters must stand before a star", kMinPrefixLetters);
      return false;
    }
    tails.push_back(std::move(tail));
  }
  sequences = cross(sequences, tails);
  return true;
}

tl::expected<ReadTerm, std::string> TermParser::read(std::string_view term) {
  std::string problem;
  const auto parts = split_outside_parentheses(term, problem);
  if (!problem.empty()) return tl::unexpected(problem);
  if (parts.empty()) return tl::unexpected(std::string("an empty term would match everywhere"));
  const auto is_gap = [](std::string_view part) { return part == "*" || part.front() == '<'; };
  if (is_gap(parts.front()) || is_gap(parts.back()))
    return tl::unexpected(std::string("a term must not begin or end with * or a gap"));

  ReadTerm read;
  std::size_t longest = 0;
  std::size_t fewest_words = 0;  // of the shortest phrase, places of any word left out
  for (const std::string_view part : parts) {
    std::vector<TermSequence> choices;
    if (part.front() == '(' && part.back() == ')' && part.size() > 2) {
      for (const std::string_view choice : split(part.substr(1, part.size() - 2), '|')) {
        std::vector<TermSequence> one(1);
        for (const std::string_view word : split(choice, ' ')) {
          if (!word.empty() && !add_word(word, one, problem)) return tl::unexpected(problem);
        }
        choices.insert(choices.end(), one.begin(), one.end());
      }
    } else if (part.find_first_of("()") != std::string_view::npos && part.size() > 2 && part.find('(') != 0) {
      return tl::unexpected(std::string("write a space before '(' and behind ')'"));
    } else {
      choices.emplace_back();
      if (!add_word(part, choices, problem)) return tl::unexpected(problem);
    }
    std::size_t most = 0;
    std::size_t fewest = kMaxTermElements;
    for (const TermSequence& choice : choices) {
      most = std::max(most, choice.size());
      const auto words = std::count_if(choice.begin(), choice.end(), [](const TermElement& element) {
        return element.type != TermElement::Type::any;
      });
      fewest = std::min(fewest, static_cast<std::size_t>(words));
    }
    longest += most;
    fewest_words += fewest;
    read.phrases *= choices.size();
    read.parts.push_back(std::move(choices));
    if (read.phrases > kMaxTermSequences) {
      return tl::unexpected(
          fmt::format("stands for more than {} phrases; write two terms", kMaxTermSequences));
    }
  }
  if (fewest_words == 0)
    return tl::unexpected(std::string("every part may be left out, so it would match everywhere"));
  if (longest > kMaxTermElements)
    return tl::unexpected(fmt::format("is longer than {} words", kMaxTermElements));
  return read;
}

tl::expected<std::vector<TermSequence>, std::string> TermParser::parse(std::string_view term) {
  const auto read_term = read(term);
  if (!read_term) return tl::unexpected(read_term.error());
  std::vector<TermSequence> sequences(1);
  for (const std::vector<TermSequence>& choices : read_term->parts) sequences = cross(sequences, choices);
  for (TermSequence& sequence : sequences) {
    // "<2> (again|)": without the word behind it, a gap says nothing.
    while (sequence.back().type == TermElement::Type::any) sequence.pop_back();
    while (sequence.front().type == TermElement::Type::any) sequence.erase(sequence.begin());
  }
  return sequences;
}

}  // namespace verbatim
