#include "input/csv_sniffer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace verbatim {
namespace {

constexpr std::size_t kMaxTrialRecords = 200;
constexpr double kMaxWidthWeight = 6;         // 64 fields or more
constexpr std::size_t kMaxTypedRecords = 50;  // looked at to see whether the header is data
constexpr double kPreambleWidthShare = 0.6;   // a narrower row is no header
constexpr double kEnoughAgreement = 0.5;      // of the records, else the file has one column
constexpr double kEnoughAfterPreamble = 0.9;  // likewise, if the first row does not agree
constexpr double kQuoteTroubleWeight = 0.7;   // what a record counts whose quotes are odd
constexpr double kPreamblePenalty = 0.05;     // a delimiter that explains the first row is preferred
constexpr double kSameAgreement = 0.02;       // a smaller difference leaves the choice to the width
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (true) {
    const std::size_t before = text.size();
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size());
    if (text.size() == before) return text;
  }
}

std::string counted(std::uint64_t count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

// A record of the sample, as one dialect reads it.
struct TrialRecord {
  LexedRecord lexed;       // offsets from the sample's start
  std::uint64_t line = 1;  // physical line of its first byte
  std::size_t fields = 0;
  bool last_is_empty = false;
  bool odd_quotes = false;
};

struct Trial {
  CsvDialect dialect;
  std::vector<TrialRecord> records;  // without blank lines
  std::size_t width = 1;             // the most common one, wide ones preferred
  std::size_t first = 0;             // index of the first record of about that width
  std::size_t agreeing = 0;          // records of that width, from `first`
  double score = 0;
  std::uint64_t quoted_fields = 0;
  std::uint64_t escaped_quotes = 0;
  std::uint64_t doubled_quotes = 0;
  std::uint64_t inner_fields = 0;   // fields that are not the first of their record
  std::uint64_t spaced_fields = 0;  // of these, those that begin with a blank
};

bool is_narrow(std::size_t fields, std::size_t width) {
  return static_cast<double>(fields) < kPreambleWidthShare * static_cast<double>(width);
}

void count_escapes(std::string_view text, const CsvDialect& dialect, Trial& trial) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (dialect.escape != 0 && text[i] == dialect.escape) {
      if (text[i + 1] == dialect.quote) ++trial.escaped_quotes;
      ++i;
    } else if (text[i] == dialect.quote && text[i + 1] == dialect.quote) {
      ++trial.doubled_quotes;
      ++i;
    }
  }
}

void judge(Trial& trial) {
  // A width counts by its records, and by its logarithm: a few lines of preamble do not outvote a short
  // table, nor one comment with many commas the table around it; the logarithm is bounded, so that neither
  // does a record of a million fields.
  std::map<std::size_t, std::size_t> records_of_width;
  for (const TrialRecord& record : trial.records) {
    if (record.lexed.kind == LexKind::record) ++records_of_width[record.fields];
  }
  double best = 0;
  for (const auto& [width, count] : records_of_width) {
    const double weight =
        static_cast<double>(count) * std::min(std::log2(static_cast<double>(width)), kMaxWidthWeight);
    if (weight > best) {
      best = weight;
      trial.width = width;
    }
  }
  trial.first = 0;
  while (trial.first < trial.records.size() && is_narrow(trial.records[trial.first].fields, trial.width)) {
    ++trial.first;
  }
  double good = 0;
  for (std::size_t i = trial.first; i < trial.records.size(); ++i) {
    const TrialRecord& record = trial.records[i];
    if (record.lexed.kind != LexKind::record || record.fields != trial.width) continue;
    ++trial.agreeing;
    good += record.odd_quotes ? kQuoteTroubleWeight : 1;
  }
  const std::size_t count = trial.records.size() - trial.first;
  trial.score = count == 0 ? 0 : good / static_cast<double>(count);
  if (trial.first > 0) trial.score -= kPreamblePenalty;
}

Trial try_dialect(std::string_view sample, std::size_t begin, std::uint64_t first_line, bool whole,
                  const CsvDialect& dialect) {
  Trial trial;
  trial.dialect = dialect;
  CsvLexer lexer(dialect);
  std::vector<CsvField> fields;
  std::size_t at = begin;
  std::uint64_t line = first_line;
  while (trial.records.size() < kMaxTrialRecords) {
    TrialRecord record;
    record.lexed = lexer.next(sample.substr(at), whole, fields, sample.size());
    LexedRecord& lexed = record.lexed;
    if (lexed.kind == LexKind::end || lexed.kind == LexKind::need_more) break;
    record.line = line;
    line += lexed.lines;
    lexed.begin += at;
    lexed.end += at;
    lexed.next += at;
    at = lexed.next;
    if (lexed.kind == LexKind::blank || lexed.kind == LexKind::skipped) continue;
    if (lexed.kind == LexKind::record) {
      record.fields = fields.size();
      record.last_is_empty = fields.back().text.empty();
      record.odd_quotes = lexed.stray_quotes > 0;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const CsvField& field = fields[i];
        if (field.quoted) {
          ++trial.quoted_fields;
          if (field.escaped) count_escapes(field.text, dialect, trial);
        } else if (dialect.quote == '"' && field.text.find('"') != std::string_view::npos) {
          record.odd_quotes = true;
        }
        if (i > 0) {
          ++trial.inner_fields;
          if (field.text.starts_with(' ')) ++trial.spaced_fields;
        }
      }
    }
    trial.records.push_back(record);
  }
  judge(trial);
  return trial;
}

// Sample, where detection begins in it, and what the user has said.
struct Question {
  std::string_view sample;
  std::size_t begin = 0;
  std::uint64_t line = 1;
  bool whole = false;
  const CsvOverrides& overrides;

  Trial ask(const CsvDialect& dialect) const { return try_dialect(sample, begin, line, whole, dialect); }
  bool contains(std::string_view text) const { return sample.find(text, begin) != std::string_view::npos; }
};

// The best quoting for one delimiter.
Trial best_quoting(const Question& question, char delimiter) {
  CsvDialect dialect;
  dialect.delimiter = delimiter;
  dialect.quote = question.overrides.quote.value_or('"');
  dialect.escape = question.overrides.escape.value_or(0);
  Trial best = question.ask(dialect);

  if (!question.overrides.quote && best.quoted_fields == 0 && question.contains("'")) {
    CsvDialect single = dialect;
    single.quote = '\'';
    Trial trial = question.ask(single);
    // Words such as 'tis and 's begin with one, too: half of the records must have a field that it encloses.
    if (trial.quoted_fields * 2 >= trial.records.size() && trial.score + 1e-9 >= best.score)
      best = std::move(trial);
  }
  if (delimiter != 0) {
    const std::string spaced_quote{delimiter, ' ', best.dialect.quote};
    const bool mostly_spaced = best.inner_fields > 0 && best.spaced_fields * 10 >= best.inner_fields * 9;
    if (mostly_spaced || (best.dialect.quote != 0 && question.contains(spaced_quote))) {
      CsvDialect spaced = best.dialect;
      spaced.skip_initial_space = true;
      Trial trial = question.ask(spaced);
      if (trial.score > best.score + 1e-9 ||
          (trial.score + 1e-9 >= best.score && (mostly_spaced || trial.quoted_fields > best.quoted_fields))) {
        best = std::move(trial);
      }
    }
  }
  if (!question.overrides.escape && best.dialect.quote != 0 &&
      question.contains(std::string{'\\', best.dialect.quote})) {
    CsvDialect escaped = best.dialect;
    escaped.escape = '\\';
    Trial trial = question.ask(escaped);
    if (trial.escaped_quotes > 0 && trial.doubled_quotes == 0 && trial.score + 1e-9 >= best.score) {
      best = std::move(trial);
    }
  }
  return best;
}

// Whether the records agree on this delimiter well enough, against a file of one column of free text.
bool is_convincing(const Trial& trial) {
  if (trial.width < 2) return false;
  if (trial.first == 0) return trial.score >= kEnoughAgreement;
  const std::size_t count = trial.records.size() - trial.first;
  if (trial.score + kPreamblePenalty < kEnoughAfterPreamble || count < (trial.width == 2 ? 5U : 2U))
    return false;
  // Prose puts a blank behind its commas, and a table that begins below other lines is rarely padded.
  return trial.dialect.delimiter != ',' || !trial.dialect.skip_initial_space;
}

Trial best_dialect(const Question& question) {
  if (question.overrides.delimiter) return best_quoting(question, *question.overrides.delimiter);
  std::optional<Trial> best;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    if (!question.contains(std::string_view(&delimiter, 1))) continue;
    Trial trial = best_quoting(question, delimiter);
    if (!is_convincing(trial)) continue;
    if (!best || trial.score > best->score + kSameAgreement ||
        (trial.score > best->score - kSameAgreement && trial.width > best->width)) {
      best = std::move(trial);
    }
  }
  return best ? std::move(*best) : best_quoting(question, 0);
}

std::vector<std::string> cells_of(const Question& question, const Trial& trial, const TrialRecord& record) {
  CsvLexer lexer(trial.dialect);
  std::vector<CsvField> fields;
  const LexedRecord& lexed = record.lexed;
  lexer.next(question.sample.substr(lexed.begin, lexed.end - lexed.begin), true, fields,
             question.sample.size());
  std::vector<std::string> cells;
  cells.reserve(fields.size());
  std::string scratch;
  for (const CsvField& field : fields) cells.emplace_back(trim(unescape(field, trial.dialect, scratch)));
  return cells;
}

// What a cell looks like: digits become 9, letters a; "2024-05-01" is "9999-99-99", "R-0017" is "a-9999".
// Runs of letters count as one, of digits do not. Empty for cells that prove nothing, like words.
std::string form_of(std::string_view cell) {
  bool has_digit = false;
  bool is_number = true;
  for (const char c : cell) {
    has_digit = has_digit || is_digit(c);
    is_number = is_number && (is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+' || c == '%');
  }
  if (!has_digit || cell.size() > 40) return {};
  if (is_number && std::count(cell.begin(), cell.end(), '-') < 2) return "number";
  std::string form;
  for (const char c : cell) {
    const char kind = is_digit(c) ? '9' : is_letter(c) ? 'a' : c;
    if (kind == 'a' && form.ends_with('a')) continue;
    form.push_back(kind);
  }
  return form.size() < 3 ? std::string() : form;
}

bool looks_like_header(const std::vector<std::string>& cells) {
  std::set<std::string> seen;
  for (const std::string& cell : cells) {
    if (cell.empty() || form_of(cell) == "number" || !seen.insert(lower(cell)).second) return false;
  }
  return true;
}

// Excel pads the lines above a table to its full width: "Export of 3 May,,,,".
bool looks_padded(const std::vector<std::string>& cells) {
  const auto filled =
      std::count_if(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty(); });
  return cells.size() >= 4 && filled <= 2 && !cells.front().empty();
}

// Index of the header among the trial's records; their number if there is none.
std::size_t find_header(const Question& question, const Trial& trial) {
  const std::vector<TrialRecord>& records = trial.records;
  std::size_t header = 0;
  while (header < records.size() && records[header].lexed.kind != LexKind::record) ++header;
  if (question.overrides.skip_lines || trial.width < 2) return header;
  header = trial.first;
  // A row of full width that reads like a header wins over a somewhat narrower one, or a padded one, above
  // it.
  const std::size_t last = std::min(records.size(), header + 20);
  if (header == records.size()) return header;
  const std::vector<std::string> cells = cells_of(question, trial, records[header]);
  const bool padded = looks_padded(cells);
  if (!padded && cells.size() + 1 >= trial.width &&
      (cells.size() == trial.width || looks_like_header(cells))) {
    if (cells.size() == trial.width || trial.width > 3) return header;
  }
  if (cells.size() > trial.width) return header;
  for (std::size_t i = header + 1; i < last; ++i) {
    if (records[i].fields != trial.width) continue;
    const std::vector<std::string> candidate = cells_of(question, trial, records[i]);
    if (padded && looks_padded(candidate)) continue;
    // With a trailing delimiter the rows are one wider than their header, and end in nothing.
    if (records[i].last_is_empty && cells.size() + 1 == trial.width) return header;
    return looks_like_header(candidate) ? i : header;
  }
  return header;
}

// Says where the header row has the form of the rows below it.
void doubt_header(const Question& question, const Trial& trial, std::size_t header,
                  const std::vector<std::string>& cells, CsvDetection& detection) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = header + 1; i < trial.records.size() && rows.size() < kMaxTypedRecords; ++i) {
    if (trial.records[i].lexed.kind == LexKind::record && trial.records[i].fields == cells.size()) {
      rows.push_back(cells_of(question, trial, trial.records[i]));
    }
  }
  for (std::size_t column = 0; column < cells.size() && !rows.empty(); ++column) {
    const std::string form = form_of(cells[column]);
    if (form.empty()) continue;
    std::size_t filled = 0;
    std::size_t same = 0;
    for (const auto& row : rows) {
      if (row[column].empty()) continue;
      ++filled;
      if (form_of(row[column]) == form) ++same;
    }
    if (filled == 0 || same * 5 < filled * 4) continue;
    detection.header_doubtful = true;
    detection.evidence.push_back("line " + std::to_string(detection.header_line) +
                                 " may be data, not a header: its column " + std::to_string(column + 1) +
                                 " looks like those below; if so, use --header-rows 0");
    return;
  }
}

void note_line_ends(std::string_view sample, const Trial& trial, CsvDetection& detection) {
  std::map<std::string_view, std::size_t> counts;
  for (const TrialRecord& record : trial.records) {
    const std::string_view end = sample.substr(record.lexed.end, record.lexed.next - record.lexed.end);
    if (!end.empty()) ++counts[end];
  }
  if (counts.size() < 2) return;
  std::string text = "line ends are mixed: ";
  const char* separator = "";
  for (const auto& [end, name] :
       {std::pair{"\n", "LF"}, {"\r\n", "CR LF"}, {"\r", "CR"}, {"\r\r\n", "CR CR LF"}}) {
    const auto found = counts.find(end);
    if (found == counts.end()) continue;
    text += separator + std::to_string(found->second) + " " + name;
    separator = ", ";
  }
  detection.evidence.push_back(std::move(text));
}

void note_dialect(const Trial& trial, CsvDetection& detection) {
  const CsvDialect& dialect = trial.dialect;
  const std::size_t count = trial.records.size() - trial.first;
  if (dialect.delimiter == 0) {
    detection.evidence.push_back("no delimiter: one column, " + counted(count, "record") + " looked at");
  } else {
    detection.evidence.push_back("delimiter " + printable(dialect.delimiter) + ": " +
                                 std::to_string(trial.agreeing) + " of " + counted(count, "record") +
                                 (trial.agreeing == 1 ? " has " : " have ") + counted(trial.width, "field"));
  }
  if (trial.quoted_fields > 0) {
    detection.evidence.push_back("quote " + printable(dialect.quote) + ": encloses " +
                                 counted(trial.quoted_fields, "field"));
  }
  if (dialect.escape != 0) {
    detection.evidence.push_back("escape " + printable(dialect.escape) + ": stands before " +
                                 counted(trial.escaped_quotes, "quote") + " in quoted fields; " +
                                 std::to_string(trial.doubled_quotes) + " are doubled");
  }
  if (dialect.skip_initial_space) detection.evidence.push_back("blanks after the delimiter are left out");
}

// The delimiter that a first line "sep=;" names. Excel reads and writes such lines.
std::optional<char> named_delimiter(std::string_view line) {
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || lower(line.substr(0, 4)) != "sep=") return std::nullopt;
  const char c = line[4];
  if (is_digit(c) || is_letter(c) || c == '"' || c == ' ') return std::nullopt;
  return c;
}

Result<void> check_overrides(const CsvOverrides& overrides) {
  const auto is_line_end = [](std::optional<char> c) { return c == '\n' || c == '\r'; };
  if (is_line_end(overrides.delimiter) || is_line_end(overrides.quote) || is_line_end(overrides.escape)) {
    return fail(Fault::usage, "delimiter, quote and escape cannot be a line end; use another character");
  }
  const char quote = overrides.quote.value_or('"');
  if (overrides.delimiter && *overrides.delimiter != 0 && *overrides.delimiter == quote) {
    return fail(Fault::usage, "delimiter and quote are the same character; change one of them");
  }
  if (overrides.delimiter && *overrides.delimiter != 0 && overrides.escape == overrides.delimiter) {
    return fail(Fault::usage, "delimiter and escape are the same character; change one of them");
  }
  if (overrides.header_rows.value_or(1) > 1) {
    return fail(Fault::usage,
                "more than one header row is not supported; use --skip to leave out the first ones");
  }
  return {};
}

// Passes over `lines` physical lines; false if the sample ends before.
bool skip_physical_lines(Question& question, std::uint64_t lines, std::vector<std::string>& skipped) {
  CsvDialect plain;
  plain.delimiter = 0;
  plain.quote = 0;
  CsvLexer lexer(plain);
  for (std::uint64_t i = 0; i < lines; ++i) {
    const LexedRecord line = lexer.next(question.sample.substr(question.begin), question.whole);
    if (line.kind == LexKind::end || line.kind == LexKind::need_more) return false;
    if (line.kind == LexKind::record) {
      skipped.emplace_back(question.sample.substr(question.begin + line.begin, line.end - line.begin));
    }
    question.begin += line.next;
    question.line += line.lines;
  }
  return true;
}

}  // namespace

void name_columns(std::vector<std::string> cells, CsvDetection& detection) {
  std::set<std::string> taken;
  for (const std::string& cell : cells) taken.insert(lower(cell));
  std::set<std::string> used;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string name = cells[i];
    const bool is_named = !name.empty();
    if (!is_named) name = "column" + std::to_string(i + 1);
    if (is_named ? used.contains(lower(name)) : taken.contains(lower(name))) {
      std::string other;
      for (std::size_t n = 2; other.empty() || taken.contains(lower(other)); ++n)
        other = name + "_" + std::to_string(n);
      if (is_named)
        detection.notes.push_back("column " + std::to_string(i + 1) + " repeats the name '" + name +
                                  "'; it is called '" + other + "'");
      name = std::move(other);
    }
    if (!is_named) {
      detection.notes.push_back("column " + std::to_string(i + 1) + " has no name; it is called '" + name +
                                "'");
    }
    taken.insert(lower(name));
    used.insert(lower(name));
    detection.columns.push_back(std::move(name));
  }
}

Result<void> check_is_delimited_text(std::string_view sample) {
  struct Magic {
    std::string_view bytes;
    const char* message;
  };
  using namespace std::string_view_literals;
  constexpr Magic kMagics[] = {
      {"PK\x03\x04"sv,
       "looks like a zip archive or an XLSX workbook, not CSV; unpack it, or save the sheet as CSV"},
      {"PK\x05\x06"sv, "looks like an empty zip archive, not CSV; unpack it, or save the sheet as CSV"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
       "looks like an old or encrypted Excel workbook, not CSV; save the sheet as CSV"},
      {"\x89PNG"sv, "looks like a PNG picture, not CSV; name the export file itself"},
      {"\xFF\xD8\xFF"sv, "looks like a JPEG picture, not CSV; name the export file itself"},
      {"GIF8"sv, "looks like a GIF picture, not CSV; name the export file itself"},
      {"%PDF-"sv, "looks like PDF, not CSV; export the data as CSV"},
      {"7z\xBC\xAF\x27\x1C"sv, "looks like a 7-Zip archive, not CSV; unpack it, or pack it as zip"},
      {"Rar!\x1A\x07"sv, "looks like a RAR archive, not CSV; unpack it, or pack it as zip"},
      {"SQLite format 3\0"sv, "looks like an SQLite database, not CSV; export the table as CSV"},
  };
  for (const Magic& magic : kMagics) {
    if (sample.starts_with(magic.bytes)) return fail(Fault::bad_input, magic.message);
  }

  const std::string_view head = sample.substr(0, 8192);
  std::size_t controls = 0;
  for (const char letter : head) {
    const auto c = static_cast<unsigned char>(letter);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B) ++controls;
  }
  // A stray NUL or control character in a comment is data; a tenth of them is no text.
  if (controls >= 4 && controls * 10 > head.size()) {
    return fail(Fault::bad_input, "looks like binary data, not CSV; export the data as CSV");
  }

  const std::string start = lower(trim(sample.substr(0, 1024)));
  const auto begins = [&start](std::string_view tag) { return start.starts_with(tag); };
  const bool is_xml = begins("<?xml");
  if (begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ||
      (is_xml && start.find("<html") != std::string::npos)) {
    return fail(Fault::bad_input,
                "looks like HTML, not CSV; the download may have failed, so export it again");
  }
  if (is_xml) return fail(Fault::bad_input, "looks like XML, not CSV; export the data as CSV");
  return {};
}

Result<CsvDetection> detect_csv(std::string_view sample, bool sample_is_whole_file,
                                const CsvOverrides& overrides) {
  if (const Result<void> good = check_overrides(overrides); !good) return tl::unexpected<Error>(good.error());
  if (const Result<void> text = check_is_delimited_text(sample); !text)
    return tl::unexpected<Error>(text.error());

  CsvDetection detection;
  CsvOverrides said = overrides;
  Question question{sample, 0, 1, sample_is_whole_file, said};
  const auto cut_short = [&sample] {
    return fail(Fault::bad_input, "no record ends within its first " + std::to_string(sample.size()) +
                                      " bytes; check that it is CSV, or name --delimiter and --quote");
  };
  if (!skip_physical_lines(question, overrides.skip_lines.value_or(0), detection.preamble)) {
    if (!sample_is_whole_file) return cut_short();
    question.begin = sample.size();
  }
  Question after_first = question;
  std::vector<std::string> first;
  if (skip_physical_lines(after_first, 1, first) && !first.empty()) {
    if (const std::optional<char> named = named_delimiter(first.front())) {
      question.begin = after_first.begin;
      question.line = after_first.line;
      detection.evidence.push_back("the first line names the delimiter " + printable(*named));
      if (!said.delimiter) said.delimiter = named;
    }
  }

  const Trial trial = best_dialect(question);
  detection.layout.dialect = trial.dialect;
  if (trial.records.empty()) {
    const bool only_blank = question.begin >= sample.size() || trim(sample.substr(question.begin)).empty();
    if (!sample_is_whole_file && !(only_blank && sample.empty())) return cut_short();
    detection.is_empty = true;
    detection.skip_bytes = sample.size();
    detection.skip_lines = question.line - 1;
    return detection;
  }

  const bool wants_header = overrides.header_rows.value_or(1) == 1;
  std::size_t header = find_header(question, trial);
  // A quote that is never closed right above: that line was the header, and the next one must not pass for
  // it.
  if (header > 0 && trial.records[header - 1].lexed.kind != LexKind::record) {
    std::size_t first_bad = header - 1;
    while (first_bad > 0 && trial.records[first_bad - 1].lexed.kind != LexKind::record) --first_bad;
    const TrialRecord& bad = trial.records[first_bad];
    return fail(
        Fault::bad_input,
        bad.lexed.kind == LexKind::unclosed_quote
            ? "the header cannot be read: a quote is never closed; repair it, or use --quote or --skip"
            : "the header cannot be read: its record is too long; check --delimiter and --quote",
        {{}, bad.line + bad.lexed.quote_line, bad.lexed.quote_column});
  }
  for (std::size_t i = 0; i < header; ++i) {
    const LexedRecord& lexed = trial.records[i].lexed;
    detection.preamble.emplace_back(sample.substr(lexed.begin, lexed.end - lexed.begin));
  }
  note_dialect(trial, detection);
  note_line_ends(sample, trial, detection);
  if (header > 0) {
    detection.evidence.push_back(counted(header, "line") + " above the " +
                                 (wants_header ? "header" : "data") + (header == 1 ? " is" : " are") +
                                 " skipped");
  }

  const TrialRecord& row = trial.records[header];
  std::vector<std::string> cells = cells_of(question, trial, row);
  std::size_t data = 0;            // records below the header
  std::size_t wider_by_empty = 0;  // one field more than the header, and that empty
  std::size_t empty_last = 0;      // as wide as the header, the last field empty, or one less
  for (std::size_t i = header + (wants_header ? 1 : 0); i < trial.records.size(); ++i) {
    const TrialRecord& record = trial.records[i];
    if (record.lexed.kind != LexKind::record) continue;
    ++data;
    if (record.fields == cells.size() + 1 && record.last_is_empty) ++wider_by_empty;
    if ((record.fields == cells.size() && record.last_is_empty) || record.fields + 1 == cells.size())
      ++empty_last;
  }
  if (wants_header) {
    const auto unnamed = std::count(cells.begin(), cells.end(), std::string());
    if (cells.size() > 1 && cells.back().empty() && unnamed == 1 && data > 0 && empty_last == data) {
      detection.layout.trailing_delimiter = true;
      cells.pop_back();
    } else if (data > 0 && wider_by_empty * 10 >= data * 9) {
      detection.layout.trailing_delimiter = true;
    }
  } else if (trial.width > 1 && data > 1 && trial.agreeing > 1) {
    const bool all_empty =
        std::all_of(trial.records.begin() + static_cast<std::ptrdiff_t>(header), trial.records.end(),
                    [](const TrialRecord& record) { return record.last_is_empty; });
    // Without a header an empty last column and a trailing delimiter look the same: keep the column.
    if (all_empty)
      detection.evidence.push_back("the last column is empty in every record: a trailing delimiter?");
  }
  if (detection.layout.trailing_delimiter) {
    detection.evidence.push_back("records end in one delimiter too many: it is left out");
  }

  if (wants_header) {
    detection.has_header = true;
    detection.header_line = row.line;
    detection.layout.header_line =
        std::string(sample.substr(row.lexed.begin, row.lexed.end - row.lexed.begin));
    detection.layout.width = cells.size();
    detection.skip_bytes = row.lexed.next;
    detection.skip_lines = row.line - 1 + row.lexed.lines;
    doubt_header(question, trial, header, cells, detection);
    name_columns(std::move(cells), detection);
    detection.evidence.push_back("header in line " + std::to_string(row.line) + ": " +
                                 counted(detection.layout.width, "column"));
    const bool trailing = detection.layout.trailing_delimiter;
    if (detection.layout.width != trial.width && !(trailing && detection.layout.width + 1 == trial.width)) {
      detection.evidence.push_back("most records have " + counted(trial.width, "field") +
                                   ", the header has " + std::to_string(detection.layout.width) +
                                   ": they will be rejected");
    }
  } else {
    detection.layout.width = trial.width;
    for (std::size_t i = 1; i <= trial.width; ++i) detection.columns.push_back("#" + std::to_string(i));
    detection.skip_bytes = header == 0 ? question.begin : trial.records[header - 1].lexed.next;
    detection.skip_lines = header == 0
                               ? question.line - 1
                               : trial.records[header - 1].line - 1 + trial.records[header - 1].lexed.lines;
    detection.evidence.push_back("no header: columns are named #1 to #" + std::to_string(trial.width));
  }
  return detection;
}

}  // namespace verbatim
