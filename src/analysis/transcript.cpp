#include "analysis/transcript.h"

#include <algorithm>
#include <array>
#include <optional>

namespace verbatim {

namespace {

constexpr std::size_t kMaxHeadBytes = 64;
constexpr std::size_t kMaxHeadWords = 5;
constexpr std::size_t kMaxNameWords = 3;
constexpr std::size_t kMaxMarkWords = 3;

enum class Speaker : std::uint8_t { customer, agent, named };

struct Head {
  std::size_t begin = 0;
  std::size_t end = 0;  // behind the colon
  Speaker speaker = Speaker::named;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The words of a head, in lower case, joined by one space. Times and brackets fall away.
class HeadWords {
 public:
  // Nothing if `head` cannot be the head of a turn.
  static std::optional<HeadWords> read(std::string_view head) {
    HeadWords out;
    bool behind_digit = false;
    for (std::size_t at = 0; at < head.size();) {
      const char c = head[at];
      if (is_letter(c)) {
        std::size_t end = at;
        while (end < head.size() && is_letter(head[end])) ++end;
        // "10:31 AM"
        const bool of_time = behind_digit && end - at <= 2;
        if (!of_time && !out.add(head.substr(at, end - at))) return std::nullopt;
        behind_digit = false;
        at = end;
        continue;
      }
      if (is_digit(c)) behind_digit = true;
      static constexpr std::string_view kAllowed = " \t()[]<>:.,-/_#*|";
      if (!is_digit(c) && kAllowed.find(c) == std::string_view::npos) return std::nullopt;
      ++at;
    }
    if (out.count_ == 0) return std::nullopt;
    return out;
  }

  std::size_t count() const { return count_; }
  bool all_capitalised() const { return all_capitalised_; }

  // Is a run of words among the marks?
  bool has(const FormSet& marks) const {
    for (std::size_t begin = 0; begin < count_; ++begin) {
      for (std::size_t end = begin; end < std::min(count_, begin + kMaxMarkWords); ++end) {
        if (marks.contains(words(begin, end))) return true;
      }
    }
    return false;
  }
  bool is_one_of(const FormSet& marks) const { return marks.contains(words(0, count_ - 1)); }

 private:
  bool add(std::string_view word) {
    if (count_ == kMaxHeadWords || length_ + word.size() + 1 > text_.size()) return false;
    if (count_ > 0) text_[length_++] = ' ';
    begins_[count_++] = length_;
    all_capitalised_ = all_capitalised_ && !(word.front() >= 'a' && word.front() <= 'z');
    for (const char c : word) text_[length_++] = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    ends_[count_ - 1] = length_;
    return true;
  }

  std::string_view words(std::size_t first, std::size_t last) const {
    return std::string_view(text_.data() + begins_[first], ends_[last] - begins_[first]);
  }

  std::array<char, kMaxHeadBytes + kMaxHeadWords> text_{};
  std::array<std::size_t, kMaxHeadWords> begins_{};
  std::array<std::size_t, kMaxHeadWords> ends_{};
  std::size_t length_ = 0;
  std::size_t count_ = 0;
  bool all_capitalised_ = true;
};

class HeadFinder {
 public:
  HeadFinder(std::string_view text, const SpeakerMarks& marks) : text_(text), marks_(marks) {}

  // Calls `visit` for every head, in text order. Each colon is looked at once, with a few bytes around it.
  template <class Visit>
  void for_each(Visit visit) const {
    std::size_t behind = 0;  // end of the last head
    for (std::size_t colon = text_.find(':'); colon != std::string_view::npos;
         colon = text_.find(':', colon + 1)) {
      if (colon < behind) continue;
      const auto head = head_at(colon, behind);
      if (!head) continue;
      visit(*head);
      behind = head->end;
    }
  }

 private:
  std::optional<Head> head_at(std::size_t colon, std::size_t behind) const {
    const std::size_t line = line_begin(colon, behind);
    const bool in_time =
        colon > 0 && colon + 1 < text_.size() && is_digit(text_[colon - 1]) && is_digit(text_[colon + 1]);
    if (in_time) {
      if (line == std::string_view::npos) return std::nullopt;
      // "Agent (Anna) 10:31 AM - Hello"
      const std::string_view rest = text_.substr(colon, 14);
      const std::size_t dash = rest.find('-');
      if (dash == std::string_view::npos || rest.substr(0, dash).find('\n') != std::string_view::npos)
        return std::nullopt;
      return head_of_line(line, colon + dash);
    }
    if (colon + 1 < text_.size() && text_[colon + 1] == '/') return std::nullopt;
    if (line != std::string_view::npos) {
      if (const auto head = head_of_line(line, colon)) return head;
    }
    return head_in_line(colon, behind);
  }

  // Where the line begins, if that is near enough for a head; blanks skipped.
  std::size_t line_begin(std::size_t at, std::size_t behind) const {
    std::size_t begin = at;
    while (begin > behind && at - begin <= kMaxHeadBytes && text_[begin - 1] != '\n') --begin;
    if (at - begin > kMaxHeadBytes || (begin > 0 && text_[begin - 1] != '\n')) return std::string_view::npos;
    while (begin < at && is_blank(text_[begin])) ++begin;
    return begin;
  }

  std::optional<Head> head_of_line(std::size_t begin, std::size_t end) const {
    const auto words = HeadWords::read(text_.substr(begin, end - begin));
    if (!words) return std::nullopt;
    if (const auto speaker = speaker_of(*words)) return Head{begin, end + 1, *speaker};
    if (words->all_capitalised() && words->count() <= kMaxNameWords)
      return Head{begin, end + 1, Speaker::named};
    return std::nullopt;
  }

  std::optional<Speaker> speaker_of(const HeadWords& words) const {
    if (words.is_one_of(marks_.customers)) return Speaker::customer;
    if (words.is_one_of(marks_.agents)) return Speaker::agent;
    if (!words.all_capitalised()) return std::nullopt;
    if (words.has(marks_.agents)) return Speaker::agent;
    if (words.has(marks_.customers)) return Speaker::customer;
    return std::nullopt;
  }

  // "... Customer: my line is dead Agent: sorry": a capitalised mark inside a line.
  std::optional<Head> head_in_line(std::size_t colon, std::size_t behind) const {
    std::size_t begin = colon;
    for (std::size_t words = 0; words < kMaxMarkWords; ++words) {
      while (begin > behind && text_[begin - 1] == ' ') --begin;
      std::size_t word = begin;
      const bool in_brackets = word > behind && text_[word - 1] == ')';
      if (in_brackets) --word;
      while (word > behind && colon - word < kMaxHeadBytes && is_letter(text_[word - 1])) --word;
      if (word == begin || !is_capital(text_[word])) return std::nullopt;
      if (in_brackets && word > behind && text_[word - 1] == '(') --word;
      if (word > 0 && word > behind && !is_blank(text_[word - 1])) return std::nullopt;
      begin = word;
      const auto read = HeadWords::read(text_.substr(begin, colon - begin));
      if (!read) return std::nullopt;
      if (read->is_one_of(marks_.customers)) return Head{begin, colon + 1, Speaker::customer};
      if (read->is_one_of(marks_.agents)) return Head{begin, colon + 1, Speaker::agent};
    }
    return std::nullopt;
  }

  std::string_view text_;
  const SpeakerMarks& marks_;
};

}  // namespace

void find_unread_turns(std::string_view text, const SpeakerMarks& marks, std::vector<ByteRange>& unread) {
  unread.clear();
  const std::size_t first = text.find(':');
  if (first == std::string_view::npos || text.find(':', first + 1) == std::string_view::npos ||
      marks.is_empty())
    return;
  const HeadFinder finder(text, marks);
  std::size_t customers = 0;
  std::size_t agents = 0;
  finder.for_each([&](const Head& head) {
    if (head.speaker == Speaker::customer) ++customers;
    if (head.speaker == Speaker::agent) ++agents;
  });
  if (customers == 0 || agents == 0) return;
  bool others_speak = false;
  finder.for_each([&](const Head& head) {
    const auto begin = static_cast<std::uint32_t>(head.begin);
    const auto end = static_cast<std::uint32_t>(head.end);
    if (others_speak) {
      unread.back().end = end;
    } else {
      unread.push_back({begin, end});
    }
    others_speak = head.speaker != Speaker::customer;
  });
  if (others_speak) unread.back().end = static_cast<std::uint32_t>(text.size());
}

}  // namespace verbatim
