#include "analysis/signal_finder.h"

#include <algorithm>

#include "analysis/sentiment.h"
#include "analysis/stated_number.h"

namespace verbatim {

namespace {

// A signal that is found twice in the same words is found once; so many mentions back are looked at.
constexpr std::size_t kMentionsBack = 8;

// Fewer words than these are an answer of a word or two, not a sentence cut short.
constexpr std::size_t kFewestCutWords = 4;

class SignalFinder {
 public:
  SignalFinder(std::string_view text, const LexiconData& lexicon, const Reading& reading, Analysis& out)
      : text_(text), lexicon_(lexicon), reading_(reading), out_(out) {}

  void add(const Fired& fired) {
    const CompiledRule& rule = lexicon_.rules[fired.rule];
    const ByteRange span{reading_.words[fired.begin].span.begin, reading_.words[fired.end - 1].span.end};
    const EntryId entry = lexicon_.rule_entry(fired.rule);
    switch (rule.target) {
      case RuleTarget::theme:
        break;
      case RuleTarget::signal:
        add_signal(rule, fired, entry, span);
        break;
      case RuleTarget::duration:
      case RuleTarget::unknown_duration:
        add_duration(rule, fired, entry, span);
        break;
      case RuleTarget::rating:
        add_rating(fired, entry, span);
        break;
      case RuleTarget::starred_rating:
        if (is_starred(span)) add_rating(fired, entry, {span.begin, span.end + 1});
        break;
    }
  }

  void finish() {
    if (is_cut_short()) {
      const CompiledRule& rule = lexicon_.rules[lexicon_.cut_rule];
      out_.signal_mentions.push_back(
          {rule.signal, lexicon_.rule_entry(lexicon_.cut_rule), reading_.words.back().span});
    }
    if (out_.signal_mentions.empty() && out_.durations.empty() && out_.ratings.empty()) return;
    auto& signals = out_.signals;
    for (const SignalMention& mention : out_.signal_mentions) signals.push_back(mention.signal);
    std::sort(signals.begin(), signals.end());
    signals.erase(std::unique(signals.begin(), signals.end()), signals.end());
    int levels = 0;
    int found = 0;
    for (const SignalId id : signals) {
      const Signal& signal = lexicon_.signals[static_cast<std::size_t>(id)];
      if (signal.family != SignalFamily::effort) break;  // it is the first family
      levels += signal.level;
      ++found;
    }
    // A half is read as the harder one.
    if (found > 0) out_.effort = (2 * levels + found) / (2 * found);
  }

 private:
  void add_signal(const CompiledRule& rule, const Fired& fired, EntryId entry, ByteRange span) {
    if (rule.is_whole && (fired.begin != 0 || fired.end != reading_.words.size())) return;
    if (rule.is_asked && !reading_.clauses[reading_.words[fired.end - 1].clause].is_question) return;
    SignalId signal = rule.signal;
    if (rule.negated != static_cast<std::uint32_t>(signal) && is_turned(fired.begin)) {
      if (rule.negated == kNoIndex) return;
      signal = SignalId{rule.negated};
    }
    auto& mentions = out_.signal_mentions;
    const std::size_t back = std::min(mentions.size(), kMentionsBack);
    const bool is_known = std::any_of(
        mentions.end() - static_cast<std::ptrdiff_t>(back), mentions.end(),
        [&](const SignalMention& other) { return other.signal == signal && other.span.end > span.begin; });
    if (!is_known) mentions.push_back({signal, entry, span});
  }

  // A sentiment term that reaches from before into the match ("did not disappoint") hides its negator.
  bool is_turned(std::uint32_t begin) const {
    if (is_negated(lexicon_, reading_, begin)) return true;
    const auto behind =
        std::lower_bound(reading_.lexical.begin(), reading_.lexical.end(), begin,
                         [](const LexicalHit& hit, std::uint32_t word) { return hit.begin < word; });
    if (behind == reading_.lexical.begin()) return false;
    const LexicalHit& hit = *(behind - 1);
    if (hit.end <= begin) return false;
    for (std::uint32_t word = hit.begin; word < begin; ++word) {
      if (is_negator(reading_.words[word])) return true;
    }
    return false;
  }

  bool is_negator(const Word& word) const {
    const auto starts = lexicon_.vocabulary.starts(word.reading);
    return std::any_of(starts.begin(), starts.end(), [&](TrieNode node) {
      const std::uint32_t modifier = lexicon_.trie.meaning(node).modifier;
      return modifier != kNoIndex && lexicon_.modifiers[modifier].is(Role::negator);
    });
  }

  // The longest match at a place counts: `fired` comes sorted so.
  void add_duration(const CompiledRule& rule, const Fired& fired, EntryId entry, ByteRange span) {
    if (fired.begin < duration_end_) return;
    std::int64_t minutes = StatedDuration::kLong;
    if (rule.target == RuleTarget::duration) {
      const auto read = read_minutes(lexicon_.numbers, reading_.tokens, span);
      if (!read) return;
      minutes = *read;
    }
    duration_end_ = fired.end;
    out_.durations.push_back({minutes, entry, span});
  }

  void add_rating(const Fired& fired, EntryId entry, ByteRange span) {
    if (fired.begin < rating_end_) return;
    const auto rating = read_rating(lexicon_.numbers, reading_.tokens, span, lexicon_.stars);
    if (!rating) return;
    rating_end_ = fired.end;
    out_.ratings.push_back({rating->value_milli, rating->scale, entry, span});
  }

  // "4*", but neither "4**" nor "4*2".
  bool is_starred(ByteRange span) const {
    if (span.end >= text_.size() || text_[span.end] != '*') return false;
    if (span.end - span.begin != 1) return false;
    const char next = span.end + 1 < text_.size() ? text_[span.end + 1] : ' ';
    return next != '*' && !(next >= '0' && next <= '9');
  }

  // Does the text end in a word that no sentence ends with?
  bool is_cut_short() const {
    if (lexicon_.cut_rule == kNoIndex || reading_.words.size() < kFewestCutWords || out_.is_transcript)
      return false;
    const auto& tokens = reading_.tokens.tokens;
    auto last = tokens.size();
    while (last > 0 && is_trail(tokens[last - 1])) --last;
    if (last == 0 || tokens[last - 1].kind != TokenKind::word) return false;
    return std::binary_search(lexicon_.cut_words.begin(), lexicon_.cut_words.end(), tokens[last - 1].hash);
  }

  // Dots that trail off, and the end of the line.
  bool is_trail(const Token& token) const {
    if (token.kind == TokenKind::line_break) return true;
    if (token.kind != TokenKind::punctuation) return false;
    const std::string_view form = reading_.tokens.form(token);
    return form == "\u2026" || (form.size() > 1 && form.find_first_not_of('.') == std::string_view::npos);
  }

  std::string_view text_;
  const LexiconData& lexicon_;
  const Reading& reading_;
  Analysis& out_;
  std::uint32_t duration_end_ = 0;  // words before this belong to a duration
  std::uint32_t rating_end_ = 0;
};

}  // namespace

void find_signals(std::string_view text, const LexiconData& lexicon, const Reading& reading,
                  std::vector<Fired>& fired, Analysis& out) {
  SignalFinder finder(text, lexicon, reading, out);
  if (!fired.empty()) {
    std::sort(fired.begin(), fired.end(), [](const Fired& a, const Fired& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      return a.rule < b.rule;
    });
    for (const Fired& one : fired) finder.add(one);
  }
  finder.finish();
  // As the columns show them; what is equal, in text order.
  std::sort(out.durations.begin(), out.durations.end(), [](const StatedDuration& a, const StatedDuration& b) {
    return a.minutes != b.minutes ? a.minutes < b.minutes : a.span.begin < b.span.begin;
  });
  std::sort(out.ratings.begin(), out.ratings.end(), [](const StatedRating& a, const StatedRating& b) {
    if (a.scale != b.scale) return a.scale < b.scale;
    return a.value_milli != b.value_milli ? a.value_milli < b.value_milli : a.span.begin < b.span.begin;
  });
}

}  // namespace verbatim
