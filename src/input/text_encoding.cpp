#include "input/text_encoding.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "input/transcoded_source.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

constexpr std::size_t kHeadBytes = 8192;
constexpr std::size_t kStepBytes = std::size_t{1} << 18;
constexpr std::uint64_t kLookedAtBytes = std::uint64_t{64} << 20;
// So many signs of one kind and none of the other leave no doubt.
constexpr std::uint64_t kEnoughSigns = 4096;
// What a guess is made on: lines with bytes that are not ASCII.
constexpr std::size_t kGuessBytes = std::size_t{512} << 10;
// With fewer such bytes a guess between the 8-bit encodings is worth little.
constexpr std::size_t kFewBytes = 24;

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return plain;
}

// The larger encoding under whose name, on the web and in office programs, the smaller one goes.
std::string larger_encoding(const std::string& name) {
  struct Pair {
    std::string_view smaller;
    std::string_view larger;
  };
  static constexpr Pair kPairs[] = {
      {"iso88591", "windows-1252"}, {"usascii", "windows-1252"}, {"iso88599", "windows-1254"},
      {"iso885911", "windows-874"}, {"tis620", "windows-874"},   {"gb2312", "GB18030"},
      {"gbk", "GB18030"},           {"euckr", "windows-949"},    {"uhc", "windows-949"},
      {"ksc5601", "windows-949"},   {"hzgb2312", "HZ"},
  };
  const std::string plain = plain_name(name);
  for (const Pair& pair : kPairs) {
    if (plain == pair.smaller) return std::string(pair.larger);
  }
  return name;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ::ucnv_close(converter); }
};

// Our name for what ICU opens under this one.
std::optional<std::string> known_name(const std::string& typed) {
  const std::string plain = plain_name(typed);
  if (plain.empty() || typed.find_first_of(",=") != std::string::npos) return std::nullopt;
  if (plain == "utf8sig" || plain == "utf8bom") return std::string(kUtf8);
  const std::string wanted = larger_encoding(typed);
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(::ucnv_open(wanted.c_str(), &code));
  if (U_FAILURE(code)) return std::nullopt;
  const char* own = ::ucnv_getName(converter.get(), &code);
  for (const char* standard : {"MIME", "IANA"}) {
    UErrorCode found = U_ZERO_ERROR;
    const char* name = ::ucnv_getStandardName(own, standard, &found);
    if (U_SUCCESS(found) && name != nullptr) return larger_encoding(name);
  }
  return wanted;
}

std::vector<std::string> nearest_names(const std::string& typed) {
  const std::string wanted = plain_name(typed);
  std::set<std::pair<std::size_t, std::string>> by_distance;
  const std::int32_t converters = ::ucnv_countAvailable();
  for (std::int32_t c = 0; c < converters; ++c) {
    UErrorCode code = U_ZERO_ERROR;
    const char* converter = ::ucnv_getAvailableName(c);
    const std::uint16_t aliases = ::ucnv_countAliases(converter, &code);
    for (std::uint16_t a = 0; U_SUCCESS(code) && a < aliases; ++a) {
      const char* alias = ::ucnv_getAlias(converter, a, &code);
      if (U_FAILURE(code) || alias == nullptr) break;
      const std::size_t distance = edit_distance(wanted, plain_name(alias));
      if (distance * 2 > wanted.size() + 1) continue;
      if (auto name = known_name(alias)) by_distance.emplace(distance, *name);
    }
  }
  constexpr std::size_t kShown = 3;
  std::vector<std::string> names;
  for (const auto& [distance, name] : by_distance) {
    if (names.size() < kShown && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  return names;
}

std::optional<TextEncoding> by_mark(std::string_view head) {
  using namespace std::string_view_literals;
  struct Mark {
    std::string_view bytes;
    const char* name;
  };
  // UTF-32 before UTF-16, whose mark begins it.
  static constexpr Mark kMarks[] = {{"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                    {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                    {"\xFF\xFE"sv, "UTF-16LE"},
                                    {"\xFE\xFF"sv, "UTF-16BE"},
                                    {"\x84\x31\x95\x33"sv, "GB18030"}};
  // The mark of UTF-8 is left to the reader of records, who finds it within files, too.
  if (head.starts_with("\xEF\xBB\xBF"sv))
    return TextEncoding{std::string(kUtf8), 0, "by its byte order mark"};
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes))
      return TextEncoding{mark.name, mark.bytes.size(), "by its byte order mark"};
  }
  return std::nullopt;
}

// UTF-16 and UTF-32 without a mark. Two bytes of four are zero in nearly all of UTF-32. Latin text in UTF-16
// has a zero in every second byte, text in other scripts at least at its line ends.
std::optional<std::string> by_zeros(std::string_view head) {
  constexpr std::size_t kFewest = 8;
  if (head.size() < kFewest) return std::nullopt;
  std::array<std::size_t, 4> zeros{};
  std::size_t little_lines = 0;  // line ends as UTF-16 writes them, and all bytes that look like one
  std::size_t big_lines = 0;
  std::size_t all_lines = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == 0) ++zeros[i % 4];
    if (head[i] != '\n') continue;
    ++all_lines;
    if (i % 2 == 0 && i + 1 < head.size() && head[i + 1] == 0) ++little_lines;
    if (i % 2 == 1 && head[i - 1] == 0) ++big_lines;
  }
  const std::size_t even = zeros[0] + zeros[2];
  const std::size_t odd = zeros[1] + zeros[3];
  const std::size_t quarter = head.size() / 4;
  const auto mostly = [quarter](std::size_t count) { return count * 10 >= quarter * 9; };
  if (mostly(zeros[2]) && mostly(zeros[3]) && !mostly(zeros[0])) return "UTF-32LE";
  if (mostly(zeros[0]) && mostly(zeros[1]) && !mostly(zeros[3])) return "UTF-32BE";
  if (odd * 10 >= head.size() * 2 && even * 20 <= odd) return "UTF-16LE";
  if (even * 10 >= head.size() * 2 && odd * 20 <= even) return "UTF-16BE";
  const auto all_but_few = [all_lines](std::size_t lines) {
    return lines >= 2 && lines * 10 >= all_lines * 9;
  };
  if (all_but_few(little_lines) && even * 20 <= odd) return "UTF-16LE";
  if (all_but_few(big_lines) && odd * 20 <= even) return "UTF-16BE";
  return std::nullopt;
}

// Is the text valid UTF-8, and if not, what shows it: fed piece by piece.
class Utf8Tally {
 public:
  void add(std::string_view piece, bool is_last) {
    text_.append(piece);
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::size_t valid = valid_utf8_prefix(rest);
      sequences_ += static_cast<std::uint64_t>(
          std::count_if(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(valid),
                        [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
      rest.remove_prefix(valid);
      constexpr std::size_t kLongest = 4;
      if (rest.empty() || (rest.size() < kLongest && !is_last)) break;
      ++bad_;
      rest.remove_prefix(decode_utf8(rest, 0).length);
    }
    const std::string left(rest);
    text_ = left;
  }

  bool is_certain() const {
    return (bad_ == 0 && sequences_ >= kEnoughSigns) || (bad_ >= kEnoughSigns && sequences_ * 4 < bad_);
  }
  std::uint64_t sequences() const { return sequences_; }
  std::uint64_t bad() const { return bad_; }

 private:
  std::string text_;
  std::uint64_t sequences_ = 0;  // of two bytes and more, well-formed
  std::uint64_t bad_ = 0;
};

// Collects the lines that hold bytes above ASCII.
class HighLines {
 public:
  void add(std::string_view piece) {
    while (!piece.empty() && lines_.size() < kGuessBytes) {
      const std::size_t end = std::min(piece.find('\n'), piece.size() - 1) + 1;
      line_.append(piece.substr(0, std::min(end, kGuessBytes)));
      const bool is_whole = piece[end - 1] == '\n' || line_.size() >= kGuessBytes;
      piece.remove_prefix(end);
      if (is_whole) finish();
    }
  }
  const std::string& finish() {
    if (std::any_of(line_.begin(), line_.end(), is_high)) lines_ += line_;
    line_.clear();
    return lines_;
  }

 private:
  std::string line_;
  std::string lines_;
};

// How the bytes above ASCII would look as windows-1252.
struct WesternLook {
  std::size_t high = 0;
  std::size_t letters = 0;      // 0xC0 and above
  std::size_t punctuation = 0;  // curly quotes, dashes, the euro sign
  std::size_t odd = 0;          // what hardly stands in a text
  std::size_t alone = 0;        // with no other one beside it
  bool has_c1 = false;          // 0x80 to 0x9F, which ISO-8859 does not use

  explicit WesternLook(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!is_high(text[i])) continue;
      const auto c = static_cast<unsigned char>(text[i]);
      ++high;
      has_c1 = has_c1 || c < 0xA0;
      const bool has_before = i > 0 && is_high(text[i - 1]);
      const bool has_after = i + 1 < text.size() && is_high(text[i + 1]);
      if (!has_before && !has_after) ++alone;
      static constexpr std::string_view kPunctuation = "\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99";
      static constexpr std::string_view kUsual =
          "\x8A\x8C\x8E\x9A\x9C\x9E\x9F\xA0\xA1\xA3\xA7\xA9\xAA\xAB\xAE\xB0\xB4\xB7\xBA\xBB\xBC\xBD\xBE\xBF";
      if (c >= 0xC0) {
        ++letters;
      } else if (kPunctuation.find(text[i]) != std::string_view::npos) {
        ++punctuation;
      } else if (kUsual.find(text[i]) == std::string_view::npos) {
        ++odd;
      }
    }
  }

  // Accents stand alone between plain letters; the words of other scripts are nothing but high bytes.
  bool is_plausible() const { return high > 0 && odd * 10 <= high && alone * 10 >= high * 7; }
  bool is_punctuation() const { return punctuation * 10 >= high * 6 && odd * 10 <= high; }
};

std::string guess_of_library(std::string_view text) {
  struct Delete {
    void operator()(uchardet_t detector) const { ::uchardet_delete(detector); }
  };
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Delete> detector(::uchardet_new());
  if (detector == nullptr || ::uchardet_handle_data(detector.get(), text.data(), text.size()) != 0) return {};
  ::uchardet_data_end(detector.get());
  return ::uchardet_get_charset(detector.get());
}

// A source over text in memory, to try a conversion.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t step = std::min(size, text_.size());
    text_.copy(buffer, step);
    text_.remove_prefix(step);
    return step;
  }

 private:
  std::string_view text_;
};

// How many characters of the text the encoding does not have; nothing if it cannot be opened.
std::optional<std::uint64_t> misfits(const std::string& name, std::string_view text) {
  SourceRemarks remarks;
  auto source = make_transcoded_source({name, 0, {}}, std::make_unique<TextSource>(text), {}, &remarks);
  if (!source) return std::nullopt;
  std::string buffer(std::size_t{1} << 16, '\0');
  for (;;) {
    auto got = (*source)->read(buffer.data(), buffer.size());
    if (!got) return std::nullopt;
    if (*got == 0) return remarks.replaced;
  }
}

bool is_of_one_byte(const std::string& name) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(::ucnv_open(name.c_str(), &code));
  return U_SUCCESS(code) && ::ucnv_getMaxCharSize(converter.get()) == 1;
}

// Bytes 0x80 to 0x9F are control characters in ISO-8859: with them it is the encoding of Windows beside it.
std::string windows_beside(const std::string& name) {
  struct Pair {
    std::string_view iso;
    std::string_view windows;
  };
  static constexpr Pair kPairs[] = {{"iso88592", "windows-1250"},  {"iso88595", "windows-1251"},
                                    {"iso88596", "windows-1256"},  {"iso88597", "windows-1253"},
                                    {"iso88598", "windows-1255"},  {"iso885913", "windows-1257"},
                                    {"iso885915", "windows-1252"}, {"iso88593", "windows-1252"}};
  const std::string plain = plain_name(name);
  for (const Pair& pair : kPairs) {
    if (plain == pair.iso) return std::string(pair.windows);
  }
  return name;
}

// Where little tells them apart: exports are made on Windows today, hardly under DOS.
std::string windows_before_dos(const std::string& name) {
  const std::string plain = plain_name(name);
  if (plain == "ibm852" || plain == "xmaccentralroman") return "windows-1250";
  if (plain == "ibm855" || plain == "ibm866" || plain == "xmaccyrillic") return "windows-1251";
  return name;
}

// Hardly an export is in one of these, but a few bytes or much punctuation look like them.
bool is_unlikely(const std::string& name) {
  static constexpr std::string_view kUnlikely[] = {
      "ibm852",    "ibm855",    "ibm866",      "xmaccentraleurroman", "xmaccentralroman", "iso88593",
      "iso88594",  "iso885910", "iso885913",   "iso885914",           "iso885916",        "viscii",
      "iso885915", "iso88596",  "windows1257", "windows1258"};
  const std::string plain = plain_name(name);
  return std::find(std::begin(kUnlikely), std::end(kUnlikely), plain) != std::end(kUnlikely);
}

bool is_ascii_letter(char32_t c) {
  return c < 0x80 && std::isalpha(static_cast<int>(c)) != 0;
}

// How much the text looks like a Western language in that encoding, per thousand of its characters above
// ASCII: small letters with accents stand in words, quotes and signs stand where they belong.
int western_permille(const std::string& name, std::string_view text) {
  SourceRemarks remarks;
  auto source = make_transcoded_source({name, 0, {}}, std::make_unique<TextSource>(text), {}, &remarks);
  if (!source) return 0;
  auto utf8 = read_sample(**source, text.size() * 3);
  if (!utf8) return 0;
  static constexpr std::u32string_view kLetters =
      U"\u00E0\u00E1\u00E2\u00E3\u00E4\u00E5\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u00EC\u00ED\u00EE\u00EF"
      U"\u00F1\u00F2"
      U"\u00F3\u00F4\u00F5\u00F6\u00F8\u00F9\u00FA\u00FB\u00FC\u00DF\u0153";
  static constexpr std::u32string_view kSigns =
      U"\u00A0\u00A1\u00A3\u00A7\u00A9\u00AA\u00AB\u00AE\u00B0\u00BA\u00BB\u00BD\u00BF\u2013\u2014\u2018"
      U"\u201C\u201D\u201E"
      U"\u2022\u2026\u20AC\u2122";

  int high = 0;
  int good = 0;
  char32_t before = ' ';
  for (std::size_t at = 0; at < utf8->bytes.size();) {
    const CodePoint point = decode_utf8(utf8->bytes, at);
    at += point.length;
    const char32_t after = at < utf8->bytes.size() ? decode_utf8(utf8->bytes, at).value : U' ';
    if (point.value >= 0x80) {
      ++high;
      const bool beside_letter = is_ascii_letter(before) || is_ascii_letter(after);
      const bool inside = is_ascii_letter(before) && is_ascii_letter(after);
      if ((kLetters.find(point.value) != std::u32string_view::npos && beside_letter) ||
          (point.value == U'\u2019' && is_ascii_letter(before)) ||
          (kSigns.find(point.value) != std::u32string_view::npos && !inside)) {
        ++good;
      }
    }
    before = point.value;
  }
  return high == 0 ? 0 : static_cast<int>(good * std::int64_t{1000} / high);
}

TextEncoding guess(std::string_view lines) {
  constexpr const char* kTell = "; name another with --encoding if letters look wrong";
  const WesternLook look(lines);
  const TextEncoding western{
      "windows-1252", 0,
      fmt::format("guessed: the usual one, and {} bytes above ASCII are too few to tell{}", look.high, kTell),
      true};
  const std::string library = guess_of_library(lines);
  const std::optional<std::string> found = library.empty() ? std::nullopt : known_name(library);
  if (found && *found != kUtf8) {
    std::string name = look.has_c1 ? windows_beside(*found) : *found;
    if (look.high < kFewBytes) name = windows_before_dos(name);
    if (is_unlikely(name)) {
      constexpr int kConvincing = 800;
      const int windows = western_permille("windows-1252", lines);
      const int mac = western_permille("macintosh", lines);
      if (std::max(windows, mac) >= kConvincing) name = windows >= mac ? "windows-1252" : "macintosh";
    }
    const bool one_byte = is_of_one_byte(name);
    const bool is_western = name == "windows-1252";
    const auto misfit = misfits(name, lines);
    // A text in double bytes is told apart by its structure, 8-bit ones by how often letters come.
    const bool fits = misfit && *misfit * 50 <= look.high;
    if (fits && !is_western && one_byte && look.is_plausible() &&
        (look.high < kFewBytes || look.is_punctuation())) {
      return western;
    }
    if (fits && !one_byte && look.high < kFewBytes / 2 && look.is_plausible()) return western;
    if (fits) {
      return {std::move(name), 0, fmt::format("guessed from {} bytes above ASCII{}", look.high, kTell), true};
    }
  }
  if (look.is_plausible()) return western;
  return {std::string(kUtf8), 0,
          "no encoding fits: bytes that are not UTF-8 are replaced; name the right one with --encoding",
          true};
}

}  // namespace

Result<std::string> parse_encoding_name(const std::string& typed) {
  if (auto name = known_name(typed)) return *name;
  const std::vector<std::string> names = nearest_names(typed);
  std::string message = fmt::format("no encoding is named '{}'", typed);
  if (!names.empty()) message += fmt::format("; did you mean {}?", fmt::join(names, ", "));
  return fail(Fault::usage,
              message +
                  "; known are utf-8, utf-16le, windows-1252, iso-8859-2, shift_jis, euc-jp, gb18030, big5, "
                  "koi8-r and the others of the web");
}

bool is_wide_text(std::string_view head) {
  const auto marked = by_mark(head);
  return marked ? marked->mark_bytes > 0 : by_zeros(head).has_value();
}

Result<TextEncoding> detect_encoding(ByteSource& source, std::string_view told) {
  auto head = read_sample(source, kHeadBytes);
  if (!head) return tl::unexpected(head.error());
  if (auto marked = by_mark(head->bytes)) return *marked;
  const auto zeros = by_zeros(head->bytes);
  if (!told.empty()) {
    std::string name(told);
    // Without a mark they are what Windows writes.
    if (told == "UTF-16" || told == "UTF-32")
      name = zeros && zeros->starts_with(told) ? *zeros : std::string(told) + "LE";
    return TextEncoding{std::move(name), 0, "as told"};
  }
  if (zeros) return TextEncoding{*zeros, 0, "by its zero bytes"};

  Utf8Tally tally;
  HighLines lines;
  tally.add(head->bytes, head->is_whole);
  if (tally.bad() > 0) lines.add(head->bytes);
  bool collects = tally.bad() > 0;
  bool at_end = head->is_whole;
  std::uint64_t looked_at = head->bytes.size();
  std::string step;
  while (!at_end && looked_at < kLookedAtBytes && !tally.is_certain()) {
    auto more = read_sample(source, kStepBytes);
    if (!more) return tl::unexpected(more.error());
    at_end = more->is_whole;
    looked_at += more->bytes.size();
    tally.add(more->bytes, at_end);
    collects = collects || tally.bad() > 0;
    if (collects) lines.add(more->bytes);
  }
  if (tally.bad() == 0) {
    // Encodings of seven bits shift to another script by an escape.
    if (head->bytes.find("\x1B$") != std::string::npos || head->bytes.find("\x1B(J") != std::string::npos) {
      const std::string library = guess_of_library(head->bytes);
      const auto found = library.starts_with("ISO-2022") ? known_name(library) : std::nullopt;
      if (found) return TextEncoding{*found, 0, "by its escapes", true};
    }
    return TextEncoding{std::string(kUtf8), 0, tally.sequences() == 0 ? "nothing but ASCII" : "valid"};
  }
  if (tally.sequences() >= tally.bad()) {
    return TextEncoding{std::string(kUtf8), 0,
                        fmt::format("{} characters of two bytes and more are valid, {} are not",
                                    tally.sequences(), tally.bad())};
  }
  return guess(lines.finish());
}

}  // namespace verbatim
