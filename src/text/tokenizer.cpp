#include "text/tokenizer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text/form_hash.h"
#include "text/html_entity.h"
#include "text/token_form.h"
#include "text/utf8.h"
#include "text/web_address.h"
#include "text/word_break.h"

namespace verbatim {

struct TokenizerScratch::Impl {
  DictionaryBreaker breaker;
  std::string decoded;
  std::vector<EntityShift> shifts;
  FormScratch form_scratch;
  std::string form;
  std::vector<std::uint32_t> ends;
  std::uint64_t steps = 0;
};

namespace {

// Room behind the forms, so that the wide path may write 16 bytes where fewer count.
constexpr std::size_t kSlack = 32;
constexpr std::size_t kMaxMailNameBytes = 64;
constexpr char32_t kKeycap = 0x20E3;
constexpr char32_t kEmojiSelector = 0xFE0F;
constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kZeroWidthSpace = 0x200B;

enum class ByteClass : std::uint8_t { mark, letter, digit, space, line_end, at, hash, dollar, beyond };

constexpr std::array<ByteClass, 256> make_byte_classes() {
  std::array<ByteClass, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) classes[c] = ByteClass::letter;
    if (c >= '0' && c <= '9') classes[c] = ByteClass::digit;
    if (c <= ' ' || c == 0x7F) classes[c] = ByteClass::space;  // controls part words and are no tokens
    if (c >= '\n' && c <= '\r') classes[c] = ByteClass::line_end;
    if (c >= 0x80) classes[c] = ByteClass::beyond;
  }
  classes['@'] = ByteClass::at;
  classes['#'] = ByteClass::hash;
  classes['$'] = ByteClass::dollar;
  return classes;
}

// What a byte after a letter means for the word.
enum class AfterLetter : std::uint8_t { ends, apostrophe, needs_letter, colon, beyond, rare };

constexpr std::array<AfterLetter, 256> make_after_letter() {
  std::array<AfterLetter, 256> after{};
  for (std::size_t c = 0; c < 256; ++c) {
    if ((c >= '0' && c <= '9') || c == '_') after[c] = AfterLetter::rare;
    if (c >= 0x80) after[c] = AfterLetter::beyond;
  }
  after['\''] = AfterLetter::apostrophe;
  after['.'] = AfterLetter::needs_letter;
  after['`'] = AfterLetter::needs_letter;
  after[':'] = AfterLetter::colon;
  return after;
}

constexpr std::array<ByteClass, 256> kByteClass = make_byte_classes();
constexpr std::array<AfterLetter, 256> kAfterLetter = make_after_letter();

ByteClass byte_class(char c) {
  return kByteClass[static_cast<unsigned char>(c)];
}
bool is_letter(char c) {
  return byte_class(c) == ByteClass::letter;
}
bool is_digit(char c) {
  return byte_class(c) == ByteClass::digit;
}
bool is_beyond(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_currency(char32_t c) {
  return c == U'$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20BF);
}

bool is_regional_indicator(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}

// Pictographs that are letters or signs in running text unless U+FE0F says otherwise.
bool is_text_by_default(char32_t c, CharProperties properties) {
  const bool is_watch_or_button = c >= 0x231A && c <= 0x23FF;
  const bool is_cjk_sign = c >= 0x3000 && c <= 0x32FF;
  return properties.word_break() != WordBreakClass::other || (c < 0x2600 && !is_watch_or_button) ||
         is_cjk_sign;
}

bool is_wordlike(WordBreakClass c) {
  switch (c) {
    case WordBreakClass::katakana:
    case WordBreakClass::hebrew_letter:
    case WordBreakClass::a_letter:
    case WordBreakClass::hangul:
    case WordBreakClass::kana_kanji:
      return true;
    default:
      return false;
  }
}

constexpr std::size_t kWide = 16;  // bytes that fold_letters() reads and writes at a time

// Copies the letters among the 16 bytes at `from`, folded, up to the first other byte; returns how many they
// are. Writes 16 bytes. A word is mostly one step; a byte loop halves the speed of the whole tokenizer.
std::size_t fold_letters(const char* from, char* to) {
#ifdef __SSE2__
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  const __m128i offset = _mm_sub_epi8(folded, _mm_set1_epi8('a'));
  const __m128i is_small = _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8('z' - 'a')), offset);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), folded);
  return static_cast<std::size_t>(std::countr_one(static_cast<unsigned>(_mm_movemask_epi8(is_small))));
#else
  std::size_t count = 0;
  while (count < kWide && is_letter(from[count])) {
    to[count] = static_cast<char>(from[count] | 0x20);
    ++count;
  }
  return count;
#endif
}

// One pass over one text. Spans are those of that text; the tokenizer maps them back.
class Pass {
 public:
  Pass(std::string_view text, const EmoticonTable& emoticons, DictionaryBreaker& breaker,
       FormScratch& form_scratch, std::string& form, std::vector<std::uint32_t>& ends, TokenBuffer& out)
      : text_(text),
        emoticons_(emoticons),
        breaker_(breaker),
        form_scratch_(form_scratch),
        form_(form),
        ends_(ends),
        out_(out) {
    const std::size_t tail = std::min(text.size(), kWide);
    if (tail > 0) std::memcpy(tail_, text.data() + text.size() - tail, tail);
  }

  void run();
  std::uint64_t steps() const { return steps_; }

 private:
  std::size_t step(std::size_t p);
  std::size_t white_space(std::size_t p);
  std::size_t line_break(std::size_t p);
  std::size_t emoticon(std::size_t p);
  std::size_t letters(std::size_t p);
  std::size_t number(std::size_t p, std::size_t begin);
  std::size_t at_sign(std::size_t p);
  std::size_t hash_sign(std::size_t p);
  std::size_t currency(std::size_t p, std::size_t length);
  std::size_t mark(std::size_t p);
  std::size_t beyond(std::size_t p);
  std::size_t emoji(std::size_t p);
  std::size_t segment(std::size_t p);
  std::size_t piece(std::size_t begin, std::size_t end);
  std::size_t word_end(std::size_t end);
  std::size_t address(std::size_t p);
  bool mail(std::size_t at);

  std::size_t rating_end(std::size_t begin, std::size_t end) const;
  std::size_t name_end(std::size_t p, bool& has_letter);
  std::size_t attached_end(std::size_t p);
  bool is_keycap(std::size_t p) const;
  bool emoji_starts(std::size_t p, const CodePoint& code_point) const;

  bool ends_at(std::size_t p) const { return p >= text_.size(); }
  bool digit_at(std::size_t p) const { return p < text_.size() && is_digit(text_[p]); }
  bool letter_at(std::size_t p) const { return p < text_.size() && is_letter(text_[p]); }
  bool is_at(std::size_t p, char c) const { return p < text_.size() && text_[p] == c; }
  bool beyond_at(std::size_t p) const { return p < text_.size() && is_beyond(text_[p]); }
  // 16 readable bytes: those of the text from `p` on, with zeros behind its end. REQUIRES: p <= size.
  const char* wide(std::size_t p) const {
    if (p + kWide <= text_.size()) return text_.data() + p;
    return tail_ + (p - (text_.size() - std::min(text_.size(), kWide)));
  }
  // Whether a word or number ends directly before `p`.
  bool word_before(std::size_t p) const {
    if (out_.tokens.empty() || out_.tokens.back().span.end != p) return false;
    return out_.tokens.back().kind == TokenKind::word || out_.tokens.back().kind == TokenKind::number;
  }

  // Makes room for a form of `bytes`, and for all the bytes of the text from `p` on behind it.
  void make_room(std::size_t bytes, std::size_t p) {
    const std::size_t needed = form_end_ + bytes + (text_.size() - p) + kSlack;
    if (out_.forms.size() < needed) out_.forms.resize(needed + needed / 4);
  }
  void add(TokenKind kind, std::size_t begin, std::size_t end, std::size_t form_length,
           bool all_caps = false);
  void add_raw(TokenKind kind, std::size_t begin, std::size_t end);
  void add_folded(TokenKind kind, std::size_t begin, std::size_t end, std::size_t form_from,
                  bool all_caps = false);
  void add_form(TokenKind kind, std::size_t begin, std::size_t end, bool all_caps = false);

  std::string_view text_;
  const EmoticonTable& emoticons_;
  DictionaryBreaker& breaker_;
  FormScratch& form_scratch_;
  std::string& form_;
  std::vector<std::uint32_t>& ends_;
  TokenBuffer& out_;
  std::size_t form_end_ = 0;   // forms are written up to here
  char tail_[2 * kWide] = {};  // the last bytes of the text, then zeros
  bool space_ = true;
  bool line_start_ = true;
  std::size_t open_round_ = 0;
  std::size_t open_square_ = 0;
  std::size_t no_domain_before_ = 0;  // bare_domain() has failed on all of the run that ends here
  std::uint64_t steps_ = 0;
};

// The form stands already at form_end_.
void Pass::add(TokenKind kind, std::size_t begin, std::size_t end, std::size_t form_length, bool all_caps) {
  const std::string_view form(out_.forms.data() + form_end_, form_length);
  out_.tokens.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                         static_cast<std::uint32_t>(form_end_),
                         static_cast<std::uint32_t>(form_length),
                         form_hash_of_padded(form),
                         kind,
                         all_caps,
                         space_});
  form_end_ += form_length;
  space_ = false;
  line_start_ = false;
}

// The form is the text itself, which needs no folding.
void Pass::add_raw(TokenKind kind, std::size_t begin, std::size_t end) {
  const std::size_t length = utf8_floor(text_.substr(begin, end - begin), kMaxFormBytes);
  std::memcpy(out_.forms.data() + form_end_, text_.data() + begin, length);
  add(kind, begin, end, length);
}

void Pass::add_form(TokenKind kind, std::size_t begin, std::size_t end, bool all_caps) {
  make_room(form_.size(), end);
  std::memcpy(out_.forms.data() + form_end_, form_.data(), form_.size());
  add(kind, begin, end, form_.size(), all_caps);
}

void Pass::add_folded(TokenKind kind, std::size_t begin, std::size_t end, std::size_t form_from,
                      bool all_caps) {
  form_.clear();
  append_form(text_.substr(form_from, end - form_from), kind == TokenKind::word, form_scratch_, form_);
  steps_ += end - begin;
  add_form(kind, begin, end, all_caps);
}

void Pass::run() {
  make_room(0, 0);
  for (std::size_t p = 0; p < text_.size();) p = step(p);
  out_.forms.resize(form_end_);
}

// Reads what starts at `p`, and returns where it ends.
std::size_t Pass::step(std::size_t p) {
  const char c = text_[p];
  if (c == ' ') {  // five tokens of six stand behind one
    space_ = true;
    return p + 1;
  }
  if (emoticons_.may_start_with(c)) {
    if (const std::size_t end = emoticon(p); end != p) return end;
  }
  switch (byte_class(c)) {
    case ByteClass::letter:
      return letters(p);
    case ByteClass::space:
      return white_space(p);
    case ByteClass::line_end:
      return line_break(p);
    case ByteClass::digit:
      return is_keycap(p) ? emoji(p) : number(p, p);
    case ByteClass::at:
      return at_sign(p);
    case ByteClass::hash:
      return is_keycap(p) ? emoji(p) : hash_sign(p);
    case ByteClass::dollar:
      return currency(p, 1);
    case ByteClass::beyond:
      return beyond(p);
    case ByteClass::mark:
      break;
  }
  return c == '*' && is_keycap(p) ? emoji(p) : mark(p);
}

std::size_t Pass::white_space(std::size_t p) {
  space_ = true;
  return p + 1;
}

std::size_t Pass::line_break(std::size_t p) {
  std::size_t end = p;
  for (std::size_t q = p; q < text_.size();) {
    const CodePoint code_point = decode_valid_utf8(text_, q);
    const CharProperties properties = properties_of(code_point.value);
    if (!properties.is_space()) break;
    q += code_point.length;
    const WordBreakClass word_break = properties.word_break();
    if (word_break >= WordBreakClass::cr && word_break <= WordBreakClass::newline) end = q;
  }
  out_.forms[form_end_] = '\n';
  add(TokenKind::line_break, p, end, 1);
  space_ = true;
  line_start_ = true;
  open_round_ = 0;
  open_square_ = 0;
  steps_ += end - p;
  return end;
}

// Returns `p` if there is none.
std::size_t Pass::emoticon(std::size_t p) {
  ++steps_;
  const EmoticonMatch found = emoticons_.match(text_, p, {space_, line_start_, open_round_, open_square_});
  if (found.length == 0) return p;
  const std::size_t length = std::min(found.form_length, kMaxFormBytes);
  std::memcpy(out_.forms.data() + form_end_, text_.data() + p, length);
  add(TokenKind::emoticon, p, p + found.length, length);
  return p + found.length;
}

// The fast path: ASCII words, with apostrophes and with letters that need no folding. Whatever is rarer goes
// to segment(), which starts the word anew.
std::size_t Pass::letters(std::size_t p) {
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  char* const form = out_.forms.data() + form_end_;
  char* to = form;
  std::size_t q = p;
  bool open = true;
  while (open) {
    std::size_t count = fold_letters(wide(q), to);
    while (count == kWide) {
      q += kWide;
      to += kWide;
      count = fold_letters(wide(q), to);
    }
    q += count;
    to += count;
    if (q >= size) break;
    const char c = text[q];
    switch (kAfterLetter[static_cast<unsigned char>(c)]) {
      case AfterLetter::ends:
        open = false;
        break;
      case AfterLetter::apostrophe:
        if (beyond_at(q + 1)) return segment(p);
        open = letter_at(q + 1);
        if (open) {
          *to++ = '\'';
          ++q;
        }
        break;
      case AfterLetter::needs_letter:
        if (letter_at(q + 1) || beyond_at(q + 1)) return address(p);
        open = false;
        break;
      case AfterLetter::colon:
        if (is_at(q + 1, '/') && is_at(q + 2, '/')) return address(p);
        open = false;
        break;
      case AfterLetter::rare:
        return segment(p);
      case AfterLetter::beyond: {
        const CodePoint code_point = decode_valid_utf8(text_, q);
        const CharProperties properties = properties_of(code_point.value);
        const WordBreakClass word_break = properties.word_break();
        const bool is_plain_letter = word_break == WordBreakClass::a_letter && properties.is_plain() &&
                                     !properties.is_pictographic() && !properties.is_dictionary() &&
                                     code_point.value != 0x2BC;
        const bool is_quote = code_point.value == 0x2019 || code_point.value == 0x2018;
        if (is_plain_letter) {
          std::memcpy(to, text_.data() + q, code_point.length);
          to += code_point.length;
          q += code_point.length;
        } else if (is_quote && letter_at(q + code_point.length)) {
          *to++ = '\'';
          q += code_point.length;
        } else if (word_break != WordBreakClass::other || code_point.value == 0xB4 ||
                   code_point.value == kReplacementCharacter) {
          return segment(p);
        } else {
          open = false;
        }
        break;
      }
    }
  }
  const auto written = static_cast<std::size_t>(to - form);
  const std::size_t length =
      written <= kMaxFormBytes ? written : utf8_floor(std::string_view(form, written), kMaxFormBytes);
  const bool may_be_caps = q - p > 1 && is_capital(text[p]) && (text[p + 1] < 'a' || text[p + 1] > 'z');
  const bool all_caps = may_be_caps && is_all_caps(text_.substr(p, q - p));
  add(TokenKind::word, p, q, length, all_caps);
  return q;
}

// A word that may be the start of an address.
std::size_t Pass::address(std::size_t p) {
  std::size_t length = url_length(text_, p);
  if (length == 0 && p >= no_domain_before_) {
    const DomainMatch domain = bare_domain(text_, p);
    length = domain.length;
    if (length == 0) {
      no_domain_before_ = domain.run_end;
      steps_ += domain.run_end - std::min(p, domain.run_end);
    }
  }
  if (length == 0) return segment(p);
  add_folded(TokenKind::url, p, p + length, p);
  return p + length;
}

// The number whose digits start at `p`; the token starts at `begin`, with a currency sign or without.
std::size_t Pass::number(std::size_t p, std::size_t begin) {
  std::size_t end = p;
  for (;;) {
    while (digit_at(end)) ++end;
    const bool goes_on = (is_at(end, '.') || is_at(end, ',')) && digit_at(end + 1);
    if (!goes_on) break;
    ++end;
  }
  const bool is_rare = !ends_at(end) && (is_letter(text_[end]) || is_beyond(text_[end]) ||
                                         text_[end] == '_' || text_[end] == '\'' || text_[end] == ';');
  if (is_rare) {
    const WordSegment found = word_segment(text_, p, WordRules::comment);
    steps_ += found.steps;
    end = found.end;
  }
  if (is_digit(text_[end - 1])) {
    const std::size_t rating = begin == p ? rating_end(p, end) : end;
    if (rating != end) {
      end = rating;
    } else if (is_at(end, '%')) {
      ++end;
    } else if (begin == p && !ends_at(end) && (text_[end] == '$' || is_beyond(text_[end]))) {
      const CodePoint sign = decode_valid_utf8(text_, end);
      if (is_currency(sign.value) && !digit_at(end + sign.length)) end += sign.length;
    }
  }
  if (is_rare || begin != p) {
    add_folded(TokenKind::number, begin, end, begin);
  } else {
    add_raw(TokenKind::number, begin, end);
  }
  return end;
}

// The end of "10/10" or "12/05/2018" whose first number is text[begin, end); `end` if there is none.
std::size_t Pass::rating_end(std::size_t begin, std::size_t end) const {
  constexpr std::size_t kMaxDigits = 4;
  const bool is_short = end - begin <= kMaxDigits || (end - begin <= 2 * kMaxDigits && text_[end - 2] == '.');
  if (!is_short) return end;
  std::size_t found = end;
  for (int parts = 0; parts < 2 && is_at(found, '/') && digit_at(found + 1); ++parts) {
    std::size_t q = found + 1;
    while (digit_at(q) && q - found <= kMaxDigits) ++q;
    if (digit_at(q) || letter_at(q) || is_at(q, '_')) break;
    found = q;
  }
  return found;
}

// The end of a name of letters, digits, '_' and their marks.
std::size_t Pass::name_end(std::size_t p, bool& has_letter) {
  const std::size_t begin = p;
  has_letter = false;
  while (p < text_.size()) {
    const char c = text_[p];
    if (is_letter(c) || c == '_') {
      has_letter = true;
      ++p;
    } else if (is_digit(c)) {
      ++p;
    } else if (is_beyond(c)) {
      const CodePoint code_point = decode_valid_utf8(text_, p);
      const CharProperties properties = properties_of(code_point.value);
      const bool is_part =
          is_wordlike(properties.word_break()) || properties.word_break() == WordBreakClass::numeric;
      const bool is_mark = p != begin && properties.is_attached() && code_point.value != kJoiner &&
                           code_point.value != kEmojiSelector && !is_skin_tone(code_point.value);
      if (!is_part && !is_mark) break;
      has_letter |= is_wordlike(properties.word_break());
      p += code_point.length;
    } else {
      break;
    }
  }
  steps_ += p - begin;
  return p;
}

std::size_t Pass::at_sign(std::size_t p) {
  if (word_before(p)) {
    if (mail(p)) return out_.tokens.back().span.end;
    return mark(p);
  }
  bool has_letter = false;
  const std::size_t end = name_end(p + 1, has_letter);
  bool is_name = has_letter;
  if (has_letter && digit_at(p + 1)) {
    const std::string_view name = text_.substr(p + 1, end - p - 1);
    const std::string_view tail = name.substr(std::min(name.find_first_not_of("0123456789"), name.size()));
    constexpr std::array<std::string_view, 6> kTimes = {"am", "pm", "AM", "PM", "h", "hrs"};
    is_name = std::ranges::find(kTimes, tail) == kTimes.end();
  }
  if (!is_name) return mark(p);
  add_folded(TokenKind::mention, p, end, p);
  return end;
}

// Makes one token of the words before '@' and the domain after it, if they are a mail address. Only what
// stands between this '@' and the ones before and after it is looked at.
bool Pass::mail(std::size_t at) {
  const std::size_t domain = mail_domain_length(text_, at + 1);
  steps_ += domain;
  if (domain == 0) return false;
  std::vector<Token>& tokens = out_.tokens;
  std::size_t first = tokens.size();
  std::size_t name_begin = at;
  while (first > 0 && tokens[first - 1].span.end == name_begin) {
    const Token& token = tokens[first - 1];
    const char c = text_[token.span.begin];
    const bool is_word = token.kind == TokenKind::word || (token.kind == TokenKind::number && is_digit(c));
    const bool is_sign =
        token.kind == TokenKind::punctuation && std::string_view("._%+-").find(c) != std::string_view::npos;
    if ((!is_word && !is_sign) || at - token.span.begin > kMaxMailNameBytes) break;
    name_begin = token.span.begin;
    --first;
  }
  while (first < tokens.size() && tokens[first].kind == TokenKind::punctuation) ++first;
  if (first == tokens.size()) return false;
  const Token begin = tokens[first];
  tokens.resize(first);
  form_end_ = begin.form_begin;
  space_ = begin.space_before;
  add_folded(TokenKind::email, begin.span.begin, at + 1 + domain, begin.span.begin);
  return true;
}

std::size_t Pass::hash_sign(std::size_t p) {
  bool has_letter = false;
  const std::size_t end = name_end(p + 1, has_letter);
  const bool in_address = p > 0 && (text_[p - 1] == '&' || text_[p - 1] == '/');
  if (!has_letter || in_address) return mark(p);
  add_folded(TokenKind::hashtag, p, end, p + 1);
  return end;
}

// A currency sign of `length` bytes.
std::size_t Pass::currency(std::size_t p, std::size_t length) {
  if (digit_at(p + length)) return number(p + length, p);
  return length == 1 ? mark(p) : segment(p);
}

// The end of the marks and format characters from `p` on.
std::size_t Pass::attached_end(std::size_t p) {
  while (beyond_at(p)) {
    const CodePoint code_point = decode_valid_utf8(text_, p);
    ++steps_;
    if (!properties_of(code_point.value).is_attached()) break;
    p += code_point.length;
  }
  return p;
}

// ASCII punctuation and its repetitions.
std::size_t Pass::mark(std::size_t p) {
  const char c = text_[p];
  std::size_t end = p + 1;
  while (is_at(end, c)) ++end;
  // "!!:)" is no matter, but "::)" is: the last of a run may start an emoticon.
  if (end - p > 1 && emoticons_.may_start_with(c)) {
    const EmoticonPlace inside{false, false, open_round_ + (c == '(' ? end - p - 1 : 0), open_square_};
    if (emoticons_.match(text_, end - 1, inside).length > 0) --end;
  }
  // "@@name", "##tag": the last of a run starts the name.
  if (end - p > 1 && (c == '@' || c == '#' || c == '$') && (letter_at(end) || digit_at(end))) --end;
  const std::size_t count = end - p;
  if (c == '(') open_round_ += count;
  if (c == ')') open_round_ -= std::min(open_round_, count);
  if (c == '[') open_square_ += count;
  if (c == ']') open_square_ -= std::min(open_square_, count);
  const std::size_t whole = attached_end(end);
  if (whole == end) {
    add_raw(TokenKind::punctuation, p, end);
  } else {
    add_folded(TokenKind::punctuation, p, whole, p);
  }
  return whole;
}

bool Pass::is_keycap(std::size_t p) const {
  if (!beyond_at(p + 1)) return false;
  const CodePoint next = decode_valid_utf8(text_, p + 1);
  if (next.value == kKeycap) return true;
  const std::size_t after = p + 1 + next.length;
  return next.value == kEmojiSelector && after < text_.size() &&
         decode_valid_utf8(text_, after).value == kKeycap;
}

bool Pass::emoji_starts(std::size_t p, const CodePoint& code_point) const {
  const CharProperties properties = properties_of(code_point.value);
  if (is_regional_indicator(code_point.value) || is_skin_tone(code_point.value)) return true;
  if (!properties.is_pictographic()) return false;
  if (!is_text_by_default(code_point.value, properties)) return true;
  const std::size_t next = p + code_point.length;
  return next < text_.size() && decode_valid_utf8(text_, next).value == kEmojiSelector;
}

// One grapheme: a flag, a keycap, or pictographs with their marks, joined by U+200D.
std::size_t Pass::emoji(std::size_t p) {
  const CodePoint first = decode_valid_utf8(text_, p);
  std::size_t end = p + first.length;
  if (is_regional_indicator(first.value) && end < text_.size()) {
    const CodePoint second = decode_valid_utf8(text_, end);
    if (is_regional_indicator(second.value)) end += second.length;
  }
  while (end < text_.size()) {
    const CodePoint next = decode_valid_utf8(text_, end);
    ++steps_;
    std::size_t after = end + next.length;
    if (next.value == kJoiner) {
      if (after >= text_.size()) break;
      const CodePoint joined = decode_valid_utf8(text_, after);
      if (!properties_of(joined.value).is_pictographic()) break;
      after += joined.length;
    } else if (properties_of(next.value).word_break() != WordBreakClass::extend) {
      break;
    }
    end = after;
  }
  form_.clear();
  append_emoji_form(text_.substr(p, end - p), form_);
  add_form(TokenKind::emoji, p, end);
  return end;
}

// What starts with a code point beyond ASCII.
std::size_t Pass::beyond(std::size_t p) {
  const CodePoint code_point = decode_valid_utf8(text_, p);
  const CharProperties properties = properties_of(code_point.value);
  if (emoji_starts(p, code_point)) return emoji(p);
  if (properties.word_break() == WordBreakClass::newline) return line_break(p);
  const bool is_control = code_point.value < 0xA0;
  if (properties.is_space() || is_control || code_point.value == kZeroWidthSpace) {
    space_ = true;
    return p + code_point.length;
  }
  if (is_currency(code_point.value)) return currency(p, code_point.length);
  // "é" and its like may start a fast word.
  if (properties.word_break() == WordBreakClass::a_letter && properties.is_plain() &&
      !properties.is_pictographic() && !properties.is_dictionary() && code_point.value != 0x2BC) {
    return letters(p);
  }
  return segment(p);
}

// The general way: one segment after Annex #29, cut further by dictionary where its script needs it.
std::size_t Pass::segment(std::size_t p) {
  const WordSegment found = word_segment(text_, p, WordRules::comment);
  steps_ += found.steps;
  if (!found.has_dictionary) return piece(p, found.end);
  ends_.clear();
  breaker_.cut(text_, p, found.end, ends_);
  std::size_t begin = p;
  for (const std::uint32_t end : ends_) {
    if (end > begin) begin = piece(begin, end);
  }
  return begin;
}

// Adds text[begin, end) as the token that its code points make it, with what belongs to it behind `end`.
std::size_t Pass::piece(std::size_t begin, std::size_t end) {
  bool has_letter = false;
  bool is_number = false;
  bool all_ignorable = true;
  std::size_t shown = begin;  // the first code point that counts
  for (std::size_t q = begin; q < end && !has_letter;) {
    const CodePoint code_point = decode_valid_utf8(text_, q);
    const CharProperties properties = properties_of(code_point.value);
    ++steps_;
    if (all_ignorable && !properties.is_ignorable() && !is_skin_tone(code_point.value)) {
      all_ignorable = false;
      shown = q;
      is_number = properties.is_number();
      if (is_number && properties.word_break() == WordBreakClass::numeric) break;
    }
    has_letter |= is_wordlike(properties.word_break()) || properties.is_letter();
    q += code_point.length;
  }
  if (all_ignorable) return end;
  if (is_number && !has_letter) {
    add_folded(TokenKind::number, begin, end, begin);
  } else if (has_letter) {
    end = word_end(end);
    add_folded(TokenKind::word, begin, end, begin, is_all_caps(text_.substr(begin, end - begin)));
  } else {
    const std::string_view unit = text_.substr(shown, decode_valid_utf8(text_, shown).length);
    if (end - shown == unit.size()) {
      while (text_.substr(end).starts_with(unit)) end += unit.size();
      end = attached_end(end);
    }
    add_folded(TokenKind::punctuation, begin, end, begin);
  }
  return end;
}

// Goes on over signs that stand for an apostrophe in a word that so far ends at `end`.
std::size_t Pass::word_end(std::size_t end) {
  while (end < text_.size() && (text_[end] == '`' || is_beyond(text_[end]))) {
    const CodePoint sign = decode_valid_utf8(text_, end);
    const std::size_t after = end + sign.length;
    if (after >= text_.size()) break;
    if (sign.value == U'`' || sign.value == 0xB4) {
      const CharProperties next = properties_of(decode_valid_utf8(text_, after).value);
      if (!next.is_letter() || next.is_dictionary() || next.word_break() != WordBreakClass::a_letter) break;
      const WordSegment found = word_segment(text_, after, WordRules::comment);
      steps_ += found.steps;
      end = found.end;
    } else if (sign.value == kReplacementCharacter) {
      std::size_t q = after;
      char tail[3] = {};
      std::size_t length = 0;
      while (letter_at(q) && length < 3) tail[length++] = static_cast<char>(text_[q++] | 0x20);
      constexpr std::array<std::string_view, 7> kTails = {"s", "t", "m", "d", "re", "ve", "ll"};
      const bool is_tail = std::ranges::find(kTails, std::string_view(tail, length)) != kTails.end();
      if (!is_tail || digit_at(q) || is_at(q, '_')) break;
      if (beyond_at(q)) {
        const CharProperties next = properties_of(decode_valid_utf8(text_, q).value);
        if (next.is_letter() || next.is_attached()) break;
      }
      end = q;
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

TokenizerScratch::TokenizerScratch() : impl_(std::make_unique<Impl>()) {}
TokenizerScratch::~TokenizerScratch() = default;
TokenizerScratch::TokenizerScratch(TokenizerScratch&&) noexcept = default;
TokenizerScratch& TokenizerScratch::operator=(TokenizerScratch&&) noexcept = default;

std::uint64_t TokenizerScratch::steps() const {
  return impl_->steps;
}

Tokenizer::Tokenizer(std::span<const std::string> emoticons) : emoticons_(emoticons) {}

void Tokenizer::tokenize(std::string_view text, TokenizerScratch& scratch, TokenBuffer& out) const {
  TokenizerScratch::Impl& work = *scratch.impl_;
  out.clear();
  const bool has_entities = decode_html_entities(text, work.decoded, work.shifts);
  Pass pass(has_entities ? std::string_view(work.decoded) : text, emoticons_, work.breaker, work.form_scratch,
            work.form, work.ends, out);
  pass.run();
  work.steps += pass.steps();
  if (!has_entities) return;
  OriginalOffsets original(work.shifts);
  for (Token& token : out.tokens) {
    token.span.begin = original.of(token.span.begin);
    token.span.end = original.of(token.span.end);
  }
}

std::vector<std::string> split_hashtag(std::string_view hashtag) {
  enum class Sort : std::uint8_t { none, small, capital, digit };
  std::vector<std::string> words;
  FormScratch scratch;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    std::string form;
    append_form(hashtag.substr(begin, end - begin), true, scratch, form);
    if (!form.empty()) words.push_back(std::move(form));
  };
  if (hashtag.starts_with('#')) hashtag.remove_prefix(1);
  std::size_t begin = 0;
  std::size_t last = 0;  // where the code point before starts
  Sort before = Sort::none;
  Sort before_that = Sort::none;
  for (std::size_t i = 0; i < hashtag.size();) {
    const CodePoint code_point = decode_valid_utf8(hashtag, i);
    const CharProperties properties = properties_of(code_point.value);
    Sort sort = before;  // marks are of the sort of what they stand on
    if (properties.is_capital()) {
      sort = Sort::capital;
    } else if (properties.is_letter()) {
      sort = Sort::small;
    } else if (properties.is_number()) {
      sort = Sort::digit;
    }
    if (code_point.value == U'_') {
      add(begin, i);
      begin = i + 1;
      sort = Sort::none;
    } else if (sort != before && before != Sort::none) {
      const bool starts_capital = before == Sort::capital && sort == Sort::small;
      if (!starts_capital) {
        add(begin, i);
        begin = i;
      } else if (before_that == Sort::capital) {
        add(begin, last);
        begin = last;
      }
    }
    if (!properties.is_attached()) {
      before_that = before;
      before = sort;
      last = i;
    }
    i += code_point.length;
  }
  add(begin, hashtag.size());
  return words;
}

}  // namespace verbatim
