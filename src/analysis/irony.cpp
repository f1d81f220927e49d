#include "analysis/irony.h"

#include <algorithm>

namespace verbatim {

namespace {

// How far behind its opening the complaint may begin, in words, and how many interjections may stand before.
constexpr std::uint32_t kReach = 10;
constexpr std::uint32_t kReachUnlinked = 1;
constexpr std::uint32_t kLinkedReach = 4;
constexpr std::uint32_t kInterjections = 3;

class IronyReader {
 public:
  IronyReader(const LexiconData& lexicon, const Reading& reading, std::vector<SentimentHit>& hits)
      : lexicon_(lexicon), reading_(reading), hits_(hits) {}

  void read() {
    bool was_ironic = false;
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      SentimentHit& hit = hits_[i];
      if (hit.value <= 0 || hit.ironic || !has_role(hit, Role::irony_opening) || !opens_sentence(hit))
        continue;
      // "... Thanks a lot!" behind a mocking "Great, another wait".
      const bool echoes = was_ironic && is_bare(hit);
      if (echoes || mocks(i)) {
        turn(hit);
        was_ironic = true;
      }
    }
  }

 private:
  static void turn(SentimentHit& hit) {
    hit.said *= kSentiment.ironic;
    hit.value *= kSentiment.ironic;
    hit.ironic = true;
  }

  const LexicalHit* lexical_at(std::uint32_t word) const {
    const auto at =
        std::lower_bound(reading_.lexical.begin(), reading_.lexical.end(), word,
                         [](const LexicalHit& hit, std::uint32_t begin) { return hit.begin < begin; });
    return at != reading_.lexical.end() && at->begin == word ? &*at : nullptr;
  }
  const LexicalHit* lexical_ending(std::uint32_t word) const {
    const auto behind =
        std::lower_bound(reading_.lexical.begin(), reading_.lexical.end(), word,
                         [](const LexicalHit& hit, std::uint32_t end) { return hit.begin < end; });
    return behind != reading_.lexical.begin() && (behind - 1)->end == word ? &*(behind - 1) : nullptr;
  }
  bool is(const LexicalHit& lexical, Role role) const {
    return lexical.modifier != kNoIndex && lexicon_.modifiers[lexical.modifier].is(role);
  }
  bool word_has_role(std::uint32_t word, Role role) const {
    const LexicalHit* lexical = lexical_at(word);
    return lexical != nullptr && is(*lexical, role);
  }
  bool has_role(const SentimentHit& hit, Role role) const {
    return hit.entry != kNoIndex && word_has_role(hit.begin, role);
  }

  bool opens_sentence(const SentimentHit& hit) const {
    for (std::uint32_t word = hit.begin, steps = 0; steps <= kInterjections; ++steps) {
      if (word == 0 || reading_.words[word].break_before == Break::sentence) return true;
      const LexicalHit* before = lexical_ending(word);
      if (before == nullptr || !is(*before, Role::interjection)) return false;
      word = before->begin;
    }
    return false;
  }

  // Nothing is praised: the sentence or the clause ends behind it.
  bool is_bare(const SentimentHit& hit) const {
    return hit.end >= reading_.words.size() || reading_.words[hit.end].break_before != Break::none;
  }

  // A cue may be part of a longer term: "cancelled again".
  bool is_cue(std::uint32_t word) const {
    return word_has_role(word, Role::irony_cue) ||
           has_role_alone(lexicon_, reading_.words[word], Role::irony_cue);
  }
  bool has_cue(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t word = begin; word < end; ++word) {
      if (is_cue(word)) return true;
    }
    return false;
  }

  std::uint32_t sentence_of(std::uint32_t word) const {
    return reading_.clauses[reading_.words[word].clause].sentence;
  }

  bool mocks(std::size_t opening) const {
    const SentimentHit& praise = hits_[opening];
    std::size_t at = opening + 1;
    while (at < hits_.size() && (hits_[at].is_faint() || has_role(hits_[at], Role::irony_cue))) ++at;
    if (at == hits_.size()) return false;
    const SentimentHit& complaint = hits_[at];
    if (complaint.said > kSentiment.mocked || complaint.begin < praise.end ||
        complaint.begin - praise.end > kReach)
      return false;
    for (std::uint32_t c = praise.clause + 1; c <= complaint.clause; ++c) {
      const Link link = reading_.clauses[c].link;
      if (link == Link::contrast || link == Link::concession) return false;
    }
    const std::uint32_t sentence = sentence_of(complaint.begin);
    for (std::size_t next = at + 1; next < hits_.size() && sentence_of(hits_[next].begin) == sentence;
         ++next) {
      if (hits_[next].said > 0 && !hits_[next].is_faint()) return false;
    }
    if (!is_bare(praise)) {
      // "thanks for the delay" names what it mocks a little farther off than "great delay".
      const bool is_linked = word_has_role(praise.end, Role::irony_link);
      return complaint.begin - praise.end <= (is_linked ? kLinkedReach : kReachUnlinked) &&
             (praise.clause == complaint.clause || is_linked || word_has_role(praise.end, Role::irony_cue));
    }
    if (sentence - sentence_of(praise.begin) > 1) return false;
    const Clause& clause = reading_.clauses[complaint.clause];
    const bool is_interjected =
        praise.begin > 0 && reading_.words[praise.begin].break_before != Break::sentence;
    return is_interjected ||
           has_cue(std::max(clause.begin, praise.end), std::min(clause.end, complaint.end + kReach));
  }

  const LexiconData& lexicon_;
  const Reading& reading_;
  std::vector<SentimentHit>& hits_;
};

}  // namespace

void read_irony(const LexiconData& lexicon, const Reading& reading, std::vector<SentimentHit>& hits) {
  IronyReader(lexicon, reading, hits).read();
}

}  // namespace verbatim
