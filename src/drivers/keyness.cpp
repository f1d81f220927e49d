#include "drivers/keyness.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace verbatim {
namespace {

constexpr std::size_t kLongest = 3;
constexpr double kSameComments = 0.8;  // of the shorter phrase's: then the longer one says it all

struct Count {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::uint64_t last_comment = 0;  // that it was counted for
};

using Counts = std::unordered_map<std::string, Count>;

double term(double observed, double expected) {
  return observed > 0 ? observed * std::log(observed / expected) : 0;
}

class PhraseCounter {
 public:
  PhraseCounter(const Tokenizer& tokenizer, const FormSet& function_words)
      : tokenizer_(tokenizer), function_words_(function_words) {}

  void count(std::string_view text, bool is_first) {
    ++comment_;
    tokenizer_.tokenize(text, scratch_, buffer_);
    const std::vector<Token>& tokens = buffer_.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!may_bound(tokens[i])) continue;
      phrase_.clear();
      for (std::size_t n = 0; n < kLongest && i + n < tokens.size(); ++n) {
        const Token& token = tokens[i + n];
        if (token.kind != TokenKind::word && !(n > 0 && token.kind == TokenKind::number)) break;
        if (n > 0) phrase_ += ' ';
        phrase_ += buffer_.form(token);
        if (may_bound(token)) add(is_first);
      }
    }
  }

  const Counts& counts() const { return counts_; }

 private:
  bool may_bound(const Token& token) const {
    return token.kind == TokenKind::word && token.form_length > 1 &&
           !function_words_.contains(buffer_.form(token));
  }

  void add(bool is_first) {
    Count& count = counts_[phrase_];
    if (count.last_comment == comment_) return;
    count.last_comment = comment_;
    ++(is_first ? count.first : count.second);
  }

  const Tokenizer& tokenizer_;
  const FormSet& function_words_;
  TokenizerScratch scratch_;
  TokenBuffer buffer_;
  Counts counts_;
  std::string phrase_;
  std::uint64_t comment_ = 0;
};

// "late" stands in "late delivery", word for word.
bool stands_in(std::string_view shorter, std::string_view longer) {
  for (std::size_t at = longer.find(shorter); at != std::string_view::npos;
       at = longer.find(shorter, at + 1)) {
    const std::size_t end = at + shorter.size();
    if ((at == 0 || longer[at - 1] == ' ') && (end == longer.size() || longer[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

double log_likelihood(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m) {
  const auto with_a = static_cast<double>(a);
  const auto with_b = static_cast<double>(b);
  const auto size_a = static_cast<double>(n);
  const auto size_b = static_cast<double>(m);
  if (n + m == 0) return 0;
  const double share = (with_a + with_b) / (size_a + size_b);
  const double without = 1 - share;
  return 2 * (term(with_a, size_a * share) + term(with_b, size_b * share) +
              term(size_a - with_a, size_a * without) + term(size_b - with_b, size_b * without));
}

double log_ratio(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m) {
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return (static_cast<double>(part) + 0.5) / (static_cast<double>(whole) + 1);
  };
  return std::log2(share(a, n) / share(b, m));
}

std::vector<KeyPhrase> key_phrases(std::span<const std::string_view> first,
                                   std::span<const std::string_view> second, const Tokenizer& tokenizer,
                                   const FormSet& function_words, const KeynessOptions& options) {
  PhraseCounter counter(tokenizer, function_words);
  for (const std::string_view text : first) counter.count(text, true);
  for (const std::string_view text : second) counter.count(text, false);
  std::vector<KeyPhrase> found;
  for (const auto& [phrase, count] : counter.counts()) {
    if (count.first < options.min_comments) continue;
    KeyPhrase key;
    key.phrase = phrase;
    key.comments = count.first;
    key.of = first.size();
    key.others = count.second;
    key.others_of = second.size();
    key.g2 = log_likelihood(count.first, first.size(), count.second, second.size());
    key.log_ratio = log_ratio(count.first, first.size(), count.second, second.size());
    if (key.g2 < options.min_g2 || key.log_ratio < options.min_log_ratio) continue;
    if (!options.is_known || !options.is_known(key.phrase)) found.push_back(std::move(key));
  }
  std::sort(found.begin(), found.end(), [](const KeyPhrase& a, const KeyPhrase& b) {
    return a.g2 != b.g2 ? a.g2 > b.g2 : a.phrase < b.phrase;
  });
  std::vector<KeyPhrase> told;
  const std::size_t looked_at = std::min(found.size(), options.most * 20);
  for (std::size_t i = 0; i < looked_at && told.size() < options.most; ++i) {
    const bool is_covered = std::any_of(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(looked_at), [&](const KeyPhrase& other) {
          if (other.phrase.size() > found[i].phrase.size())
            return static_cast<double>(other.comments) >=
                       kSameComments * static_cast<double>(found[i].comments) &&
                   stands_in(found[i].phrase, other.phrase);
          return false;
        });
    // A longer phrase beside a shorter one that is told already, and far commoner, says the same again.
    const bool is_part = std::any_of(told.begin(), told.end(), [&](const KeyPhrase& other) {
      return other.phrase.size() < found[i].phrase.size() && stands_in(other.phrase, found[i].phrase);
    });
    if (!is_covered && !is_part) told.push_back(found[i]);
  }
  return told;
}

}  // namespace verbatim
