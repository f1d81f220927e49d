#include "lexicon/foreign_lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "text/utf8.h"

namespace verbatim {

namespace {

constexpr std::string_view kWhatToDo = "save it as two columns, word and weight (good,2.5), and import that";
// A format is recognised by so many of its lines.
constexpr double kMostLines = 0.9;
constexpr std::size_t kLooksAt = 500;
constexpr std::size_t kShownBytes = 40;

struct Line {
  std::uint64_t number = 0;
  std::string_view text;
};

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string shown(std::string_view text) {
  text = trimmed(text);
  if (text.size() <= kShownBytes) return std::string(text);
  return std::string(text.substr(0, utf8_floor(text, kShownBytes))) + "...";
}

// Lines that hold something; LF, CRLF and CR end one.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::uint64_t number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!trimmed(line).empty()) lines.push_back({number, line});
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

// Fields of one line. A quoted one may hold the delimiter, and a doubled quote is one.
std::vector<std::string> fields_of(std::string_view line, char delimiter) {
  std::vector<std::string> fields(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && trimmed(fields.back()).empty() && line.find('"', i + 1) != std::string_view::npos) {
      fields.back().clear();
      for (++i; i < line.size(); ++i) {
        if (line[i] != '"') {
          fields.back() += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
          fields.back() += line[i++];
        } else {
          break;
        }
      }
    } else if (line[i] == delimiter) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  for (std::string& field : fields) field = std::string(trimmed(field));
  while (fields.size() > 2 && fields.back().empty()) fields.pop_back();
  return fields;
}

std::vector<std::string_view> tab_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    fields.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  while (fields.size() > 2 && fields.back().empty()) fields.pop_back();
  return fields;
}

// "-2.5", "+1", and "0,5" where a comma parts no columns.
std::optional<double> number_of(std::string_view text, bool comma_is_mark) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::string copy(text);
  if (comma_is_mark) std::replace(copy.begin(), copy.end(), ',', '.');
  double value = 0;
  const auto [end, code] = std::from_chars(copy.data(), copy.data() + copy.size(), value);
  if (code != std::errc() || end != copy.data() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_whole(std::string_view text) {
  const auto number = number_of(text, false);
  return number && *number == std::floor(*number) && text.find_first_of(".eE") == std::string_view::npos;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

tl::unexpected<Error> refuse(std::string message, std::uint64_t line = 0, std::uint64_t column = 0) {
  return fail(Fault::bad_input, std::move(message), {"", line, column});
}

// The share of the first lines for which `test` is true.
template <class Test>
double share(const std::vector<Line>& lines, Test test) {
  const std::size_t size = std::min(lines.size(), kLooksAt);
  const auto count = std::count_if(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(size),
                                   [&](const Line& line) { return test(line.text); });
  return size == 0 ? 0 : static_cast<double>(count) / static_cast<double>(size);
}

bool is_vader_line(std::string_view line) {
  const auto fields = tab_fields(line);
  return fields.size() >= 3 && fields.size() <= 4 && number_of(fields[1], false) &&
         number_of(fields[2], false) && (fields.size() == 3 || fields[3].starts_with('['));
}
bool is_afinn_line(std::string_view line) {
  const auto fields = tab_fields(line);
  return fields.size() == 2 && is_whole(fields[1]) && std::abs(*number_of(fields[1], false)) <= 5;
}

// What stands in files that are no text; the message says what to do.
Result<void> check_bytes(std::string_view text) {
  struct Magic {
    std::string_view bytes;
    std::string_view message;
  };
  static constexpr Magic kMagic[] = {
      {{"\xFF\xFE", 2}, "is UTF-16, not UTF-8; save it as UTF-8"},
      {{"\xFE\xFF", 2}, "is UTF-16, not UTF-8; save it as UTF-8"},
      {{"PK\x03\x04", 4}, "is a spreadsheet or a zip archive; open it and save the list as CSV (UTF-8)"},
      {{"\x1F\x8B", 2}, "is compressed (gzip); unpack it first"},
      {{"\xD0\xCF\x11\xE0", 4}, "is an old Excel or Word file; open it and save the list as CSV (UTF-8)"},
      {{"SQLite format 3", 15}, "is a database; export the list as CSV"},
      {{"%PDF", 4}, "is a PDF; only text can be imported"}};
  for (const Magic& magic : kMagic) {
    if (text.starts_with(magic.bytes)) return refuse(std::string(magic.message));
  }
  const std::size_t good = std::min(valid_utf8_prefix(text), text.find('\0'));
  if (good >= text.size()) return {};
  const std::string_view before = text.substr(0, good);
  std::uint64_t line = 1;
  std::size_t line_begin = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == '\n' || (before[i] == '\r' && text.substr(i, 2) != "\r\n")) {
      ++line;
      line_begin = i + 1;
    }
  }
  if (text[good] == '\0') {
    return refuse("holds a zero byte, so it is no text in UTF-8; save it as UTF-8", line,
                  good - line_begin + 1);
  }
  return refuse(fmt::format("the byte 0x{:02X} is not UTF-8; save the file as UTF-8",
                            static_cast<unsigned>(static_cast<unsigned char>(text[good]))),
                line, good - line_begin + 1);
}

// Formats that we know by sight and do not take.
Result<void> check_known_others(std::string_view text, const std::vector<Line>& lines) {
  const auto no = [&](std::string_view what, std::string_view do_this = kWhatToDo) {
    return refuse(fmt::format("{}; {}", what, do_this), lines.front().number);
  };
  const std::string_view first = trimmed(lines.front().text);
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (first.starts_with('{') || (first.starts_with('[') && (has("\"") || has("{")))) {
    if (has("\"schema_version\"") && has("\"kind\""))
      return no("is a lexicon file of ours already", "use its folder with --lexicon");
    return no("is JSON");
  }
  if (first.starts_with('<')) {
    if (has("<cnode") || has("<pnode") || has("yoshikoder"))
      return no("is a Yoshikoder dictionary, which has no weights");
    return no("is XML or HTML");
  }
  if (has("word1=") && has("priorpolarity=")) return no("is the MPQA list of subjectivity clues");
  if (has("PosScore\tNegScore") || share(lines, [](std::string_view line) {
                                     const auto f = tab_fields(line);
                                     return f.size() >= 5 && f[0].size() == 1 && is_digits(f[1]) &&
                                            f[4].find('#') != std::string_view::npos;
                                   }) > kMostLines)
    return no("is SentiWordNet, which weighs meanings, not words");
  if (share(lines, [](std::string_view line) {
        const auto f = tab_fields(line);
        return f.size() == 3 && !number_of(f[1], false) && (f[2] == "0" || f[2] == "1");
      }) > kMostLines)
    return no("is an NRC list of emotions (word, emotion, 0 or 1)");
  const auto is_list_item = [](std::string_view line) { return trimmed(line).starts_with("- "); };
  const auto is_key = [](std::string_view line) { return trimmed(line).ends_with(':'); };
  if (first.starts_with("---") || first.starts_with("%YAML") ||
      (share(lines, is_list_item) > 0.3 && share(lines, is_key) > 0) ||
      share(lines, [](std::string_view line) { return line.find(": [") != std::string_view::npos; }) > 0.3)
    return no("is YAML, as quanteda's dictionaries are");
  const auto is_wordstat = [](std::string_view line) {
    return line.starts_with('\t') && trimmed(line).ends_with(')') &&
           trimmed(line).find('(') != std::string_view::npos;
  };
  if (share(lines, is_wordstat) > 0.5)
    return no("is a WordStat dictionary, a tree of categories without signs");
  return {};
}

Result<ForeignLexicon> parse_weights(const std::vector<Line>& lines, ForeignFormat format) {
  ForeignLexicon out;
  out.format = format;
  for (const Line& line : lines) {
    const auto fields = tab_fields(line.text);
    const auto weight = fields.size() >= 2 ? number_of(fields[1], false) : std::nullopt;
    if (!weight || fields[0].empty()) {
      out.unread.push_back({line.number, shown(line.text), "is no word with a weight"});
      continue;
    }
    out.entries.push_back({line.number, std::string(fields[0]), *weight});
  }
  return out;
}

Result<ForeignLexicon> parse_columns(const std::vector<Line>& lines) {
  // A comma last but one: it may be a decimal mark beside the others.
  static constexpr std::array<char, 4> kDelimiters = {'\t', ';', ',', '|'};
  char delimiter = 0;
  double best = 0;
  for (const char candidate : kDelimiters) {
    const double fits = share(lines, [&](std::string_view line) {
      const auto fields = fields_of(line, candidate);
      return fields.size() == 2 && number_of(fields[1], candidate != ',');
    });
    if (fits > best) {
      best = fits;
      delimiter = candidate;
    }
  }
  if (best < 0.5) {
    for (const char candidate : kDelimiters) {
      const auto width = fields_of(lines.front().text, candidate).size();
      if (width < 3) continue;
      if (share(lines, [&](std::string_view line) { return fields_of(line, candidate).size() == width; }) <
          0.8)
        continue;
      return refuse(fmt::format("has {} columns, not a word and a weight; {}", width, kWhatToDo),
                    lines.front().number);
    }
    if (share(lines, [&](std::string_view line) {
          return line.find_first_of("\t;,|") == std::string_view::npos;
        }) > kMostLines)
      return refuse(fmt::format("is a list of words without weights; {}", kWhatToDo), lines.front().number);
    return refuse(
        "is none of the lexicons that can be imported; save it as VADER style (word TAB mean TAB deviation), "
        "AFINN style (word TAB whole number), LIWC .dic, or two columns of word and weight",
        lines.front().number);
  }
  ForeignLexicon out;
  out.format = ForeignFormat::csv;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto fields = fields_of(lines[i].text, delimiter);
    const auto weight = fields.size() == 2 ? number_of(fields[1], delimiter != ',') : std::nullopt;
    if (weight && !fields[0].empty()) {
      out.entries.push_back({lines[i].number, fields[0], *weight});
    } else if (i > 0 || fields.size() != 2) {
      out.unread.push_back({lines[i].number, shown(lines[i].text), "is no word with a weight"});
    }
  }
  out.evidence = fmt::format("two columns parted by {}",
                             delimiter == '\t' ? std::string("tabs") : fmt::format("'{}'", delimiter));
  return out;
}

bool is_percent(const Line& line) {
  return trimmed(line.text) == "%";
}

Result<ForeignLexicon> parse_dic(const std::vector<Line>& lines) {
  ForeignLexicon out;
  out.format = ForeignFormat::liwc;
  std::size_t i = 1;
  for (; i < lines.size() && !is_percent(lines[i]); ++i) {
    const std::string_view text = trimmed(lines[i].text);
    const auto id_end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view label = trimmed(text.substr(id_end));
    if (!is_digits(text.substr(0, id_end)) || label.empty()) {
      out.unread.push_back({lines[i].number, shown(text), "is no category: a number and a name"});
      continue;
    }
    out.categories.push_back({lines[i].number, std::string(text.substr(0, id_end)), std::string(label)});
  }
  if (i == lines.size()) {
    return refuse(
        "begins as a LIWC dictionary, but no line of '%' ends its categories; add it before the words",
        lines.front().number);
  }
  if (out.categories.empty())
    return refuse("is a LIWC dictionary without categories; nothing can be taken", lines.front().number);
  for (++i; i < lines.size(); ++i) {
    const Line& line = lines[i];
    ForeignMember member{line.number, {}, {}};
    std::vector<std::string_view> fields = tab_fields(line.text);
    if (fields.size() < 2) {
      // Columns of blanks: the numbers are at the end, the word may be several.
      const std::string_view text = trimmed(line.text);
      fields.clear();
      std::size_t end = text.size();
      while (end > 0) {
        const auto begin = text.find_last_of(" ", end - 1);
        if (begin == std::string_view::npos || !is_digits(text.substr(begin + 1, end - begin - 1))) break;
        fields.push_back(text.substr(begin + 1, end - begin - 1));
        end = trimmed(text.substr(0, begin)).size();
      }
      fields.push_back(trimmed(text.substr(0, end)));
      std::reverse(fields.begin(), fields.end());
    }
    member.word = std::string(fields.front());
    for (std::size_t f = 1; f < fields.size(); ++f) {
      if (is_digits(fields[f])) member.categories.emplace_back(fields[f]);
    }
    if (member.word.empty() || member.categories.size() + 1 < fields.size()) {
      out.unread.push_back(
          {line.number, shown(line.text), "depends on the words around it, which a list cannot say"});
    } else if (member.categories.empty()) {
      out.unread.push_back({line.number, shown(line.text), "is in no category"});
    } else {
      out.members.push_back(std::move(member));
    }
  }
  return out;
}

}  // namespace

Result<ForeignLexicon> parse_foreign_lexicon(std::string_view text, std::optional<ForeignFormat> told) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (auto good = check_bytes(text); !good) return tl::unexpected(good.error());
  const std::vector<Line> lines = lines_of(text);
  if (lines.empty()) return refuse("is empty; nothing can be taken");
  const bool is_dic = is_percent(lines.front());
  const bool is_vader = share(lines, is_vader_line) >= kMostLines;
  // Whole numbers up to 3 may be anyone's; AFINN's reach to 5.
  const bool looks_afinn = share(lines, is_afinn_line) >= kMostLines;
  const bool is_afinn =
      looks_afinn &&
      (told == ForeignFormat::afinn || std::any_of(lines.begin(), lines.end(), [](const Line& line) {
         return is_afinn_line(line.text) && std::abs(*number_of(tab_fields(line.text)[1], false)) == 5;
       }));
  const auto not_told = [&](std::string_view what) {
    return refuse(fmt::format("is not {}; leave --format out to have it recognised", what),
                  lines.front().number);
  };
  if (told == ForeignFormat::liwc && !is_dic) return not_told("a LIWC .dic file: it does not begin with '%'");
  if (told == ForeignFormat::vader && !is_vader)
    return not_told("VADER style: word, mean and deviation parted by tabs");
  if (told == ForeignFormat::afinn && !is_afinn)
    return not_told("AFINN style: word and a whole number from -5 to 5 parted by a tab");
  if (is_dic && told.value_or(ForeignFormat::liwc) == ForeignFormat::liwc) {
    auto out = parse_dic(lines);
    if (out) out->evidence = "a LIWC dictionary: it begins with '%' and categories";
    return out;
  }
  if (!told) {
    if (auto other = check_known_others(text, lines); !other) return tl::unexpected(other.error());
  }
  if (is_vader && told.value_or(ForeignFormat::vader) == ForeignFormat::vader) {
    auto out = parse_weights(lines, ForeignFormat::vader);
    out->evidence = "VADER style: word, mean and deviation parted by tabs";
    return out;
  }
  if (is_afinn && told.value_or(ForeignFormat::afinn) == ForeignFormat::afinn) {
    auto out = parse_weights(lines, ForeignFormat::afinn);
    out->evidence = "AFINN style: words with whole numbers from -5 to 5";
    return out;
  }
  return parse_columns(lines);
}

}  // namespace verbatim
