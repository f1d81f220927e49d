#include "text/word_break.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "text/utf8.h"

namespace verbatim {
namespace {

#include "text/word_break_table.inc"

using enum WordBreakClass;

bool is_line_end(WordBreakClass c) {
  return c == cr || c == lf || c == newline;
}

bool is_letter(WordBreakClass c) {
  return c == a_letter || c == hebrew_letter;
}

// Pairs that hold together, with marks between them (WB5, WB8 to WB10, WB13 to WB13b).
bool joins(WordBreakClass left, WordBreakClass right) {
  if (is_letter(left) || left == numeric) {
    return is_letter(right) || right == numeric || right == extend_num_let;
  }
  if (left == katakana) return right == katakana || right == extend_num_let;
  if (left == extend_num_let) {
    return is_letter(right) || right == numeric || right == katakana || right == extend_num_let;
  }
  return false;
}

// Pairs that hold together only where nothing stands between them (WB3d, and CLDR's rules for Hangul and
// Kana).
bool joins_directly(WordBreakClass left, WordBreakClass right) {
  const auto is_kana_kanji = [](WordBreakClass c) { return c == kana_kanji || c == katakana; };
  return (left == w_seg_space && right == w_seg_space) || (left == hangul && right == hangul) ||
         (is_kana_kanji(left) && is_kana_kanji(right));
}

// Whether `middle` joins two of `left`'s kind (WB6, WB7, WB7b, WB7c, WB11, WB12).
bool may_join(WordBreakClass left, WordBreakClass middle) {
  if (left == numeric) return middle == mid_num || middle == mid_num_let || middle == single_quote;
  if (left == hebrew_letter && middle == double_quote) return true;
  return is_letter(left) && (middle == mid_letter || middle == mid_num_let || middle == single_quote);
}

bool is_joined(WordBreakClass left, WordBreakClass middle, WordBreakClass right) {
  if (left == numeric) return right == numeric;
  return middle == double_quote ? right == hebrew_letter : is_letter(right);
}

// Reads one segment. The state is the last code point that was no mark, and whether marks followed it.
class SegmentReader {
 public:
  SegmentReader(std::string_view text, std::size_t begin, WordRules rules)
      : text_(text), begin_(begin), rules_(rules) {}

  WordSegment read();

 private:
  struct Seen {
    char32_t code_point = 0;
    CharProperties properties;
    WordBreakClass word_break = other;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Seen look(std::size_t position) {
    const CodePoint code_point = decode_valid_utf8(text_, position);
    Seen seen{code_point.value, properties_of(code_point.value), other, position,
              position + code_point.length};
    seen.word_break = seen.properties.word_break();
    if (seen.word_break == at_sign) seen.word_break = rules_ == WordRules::cldr ? a_letter : other;
    ++segment_.steps;
    return seen;
  }
  void take(const Seen& seen) {
    segment_.end = seen.end;
    segment_.has_dictionary |= seen.properties.is_dictionary();
  }
  void become(const Seen& seen) {
    take(seen);
    run_ = seen.code_point == U'.' ? 0 : run_ + 1;
    last_ = seen.word_break;
    after_joiner_ = false;
    after_mark_ = false;
  }
  bool join_over(const Seen& middle);
  bool cuts_sentence(const Seen& middle, const Seen& right);

  std::string_view text_;
  std::size_t begin_;
  WordRules rules_;
  WordSegment segment_{};
  WordBreakClass last_ = other;
  bool after_joiner_ = false;
  bool after_mark_ = false;
  bool paired_ = false;  // two regional indicators were read
  std::size_t run_ = 0;  // code points, marks left out, since the start or the last full stop
};

// "rude.They": a full stop whose space was forgotten. "U.S", "e.g" and "p.m" stay whole.
bool SegmentReader::cuts_sentence(const Seen& middle, const Seen& right) {
  if (rules_ == WordRules::cldr || middle.code_point != U'.' || !is_letter(right.word_break)) return false;
  if (run_ > 1) return true;
  for (std::size_t position = right.end; position < text_.size();) {
    const Seen next = look(position);
    if (!next.properties.is_attached())
      return joins(right.word_break, next.word_break) || next.word_break == single_quote;
    position = next.end;
  }
  return false;
}

// Takes `middle`, its marks and what follows them if they belong together.
bool SegmentReader::join_over(const Seen& middle) {
  bool dictionary = false;
  for (std::size_t position = middle.end; position < text_.size();) {
    const Seen right = look(position);
    if (right.properties.is_attached()) {
      dictionary |= right.properties.is_dictionary();
      position = right.end;
      continue;
    }
    if (!is_joined(last_, middle.word_break, right.word_break) || cuts_sentence(middle, right)) return false;
    segment_.has_dictionary |= dictionary;
    become(middle);
    become(right);
    return true;
  }
  return false;
}

WordSegment SegmentReader::read() {
  const Seen first = look(begin_);
  become(first);
  if (first.word_break == cr) {
    if (first.end < text_.size() && text_[first.end] == '\n') ++segment_.end;
    return segment_;
  }
  if (is_line_end(first.word_break)) return segment_;
  after_joiner_ = first.word_break == zwj;
  while (segment_.end < text_.size()) {
    const Seen next = look(segment_.end);
    if (next.properties.is_attached()) {  // WB4
      take(next);
      after_joiner_ = next.word_break == zwj;
      after_mark_ = true;
    } else if (after_joiner_ && next.properties.is_pictographic()) {  // WB3c
      if (rules_ == WordRules::comment) break;
      become(next);
    } else if (joins(last_, next.word_break) || (!after_mark_ && joins_directly(last_, next.word_break))) {
      become(next);
    } else if (last_ == regional_indicator && next.word_break == regional_indicator && !paired_) {  // WB15
      become(next);
      paired_ = true;
    } else if (may_join(last_, next.word_break) && join_over(next)) {
      continue;
    } else if (last_ == hebrew_letter && next.word_break == single_quote) {  // WB7a
      become(next);
    } else {
      break;
    }
  }
  return segment_;
}

}  // namespace

CharProperties properties_of(char32_t code_point) {
  return {kProperties[static_cast<std::size_t>(kBlockOf[code_point >> 7]) * 128 + (code_point & 127)]};
}

WordSegment word_segment(std::string_view text, std::size_t begin, WordRules rules) {
  return SegmentReader(text, begin, rules).read();
}

struct DictionaryBreaker::Impl {
  std::unique_ptr<icu::BreakIterator> words;  // made at first use; stays empty where ICU has no data
  bool tried = false;
  UText* text = nullptr;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (text != nullptr) utext_close(text);
  }
};

DictionaryBreaker::DictionaryBreaker() : impl_(std::make_unique<Impl>()) {}
DictionaryBreaker::~DictionaryBreaker() = default;
DictionaryBreaker::DictionaryBreaker(DictionaryBreaker&&) noexcept = default;
DictionaryBreaker& DictionaryBreaker::operator=(DictionaryBreaker&&) noexcept = default;

void DictionaryBreaker::cut(std::string_view text, std::size_t begin, std::size_t end,
                            std::vector<std::uint32_t>& ends) {
  UErrorCode status = U_ZERO_ERROR;
  if (!impl_->tried) {
    impl_->tried = true;
    impl_->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) impl_->words.reset();
  }
  const std::size_t before = ends.size();
  if (impl_->words) {
    impl_->text =
        utext_openUTF8(impl_->text, text.data() + begin, static_cast<std::int64_t>(end - begin), &status);
    impl_->words->setText(impl_->text, status);
    if (U_SUCCESS(status)) {
      impl_->words->first();
      for (auto at = impl_->words->next(); at != icu::BreakIterator::DONE; at = impl_->words->next()) {
        ends.push_back(static_cast<std::uint32_t>(begin) + static_cast<std::uint32_t>(at));
      }
    }
  }
  if (ends.size() == before || ends.back() != end) ends.push_back(static_cast<std::uint32_t>(end));
}

void word_boundaries(std::string_view text, DictionaryBreaker& breaker, std::vector<std::uint32_t>& ends) {
  for (std::size_t position = 0; position < text.size();) {
    const WordSegment segment = word_segment(text, position, WordRules::cldr);
    if (segment.has_dictionary) {
      breaker.cut(text, position, segment.end, ends);
    } else {
      ends.push_back(static_cast<std::uint32_t>(segment.end));
    }
    position = segment.end;
  }
}

}  // namespace verbatim
