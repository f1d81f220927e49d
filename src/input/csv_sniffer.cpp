#include "input/csv_sniffer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "input/cell_form.h"
#include "input/csv_header.h"
#include "input/excel_marks.h"
#include "input/quote_mend.h"

namespace verbatim {
namespace {

constexpr std::size_t kMaxTrialRecords = 200;
constexpr double kMaxWidthWeight = 6;           // 64 fields or more
constexpr std::size_t kMaxCellsOfRow = 100000;  // a wider one is no header
constexpr std::size_t kMaxPreambleRecords = 30;
constexpr std::size_t kMaxTopRows = 100;  // looked at to find the header
constexpr std::size_t kRunOfSecondTable = 3;
constexpr double kBlanksAgreement =
    0.95;  // wanted of blanks as delimiters, which words have between them, too
constexpr double kEnoughAgreement = 0.5;      // of the records, else the file has one column
constexpr double kEnoughAfterPreamble = 0.9;  // likewise, if the first row does not agree
constexpr double kQuoteTroubleWeight = 0.7;   // what a record counts whose quotes are odd
constexpr double kPreamblePenalty = 0.05;     // a delimiter that explains the first row is preferred
constexpr double kNeededGain = 0.1;           // by which apostrophes as quotes must mend a few records
constexpr double kSameAgreement = 0.02;       // a smaller difference leaves the choice to the width

bool is_word_byte(char c) {
  const bool is_ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_ascii || static_cast<unsigned char>(c) >= 0x80;
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
  bool after_blank = false;  // a blank line stands above it
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

// The most common width of the first `count` records, wide ones preferred. A width counts by its records, and
// by its logarithm: a few lines of preamble do not outvote a short table, nor one comment with many commas
// the table around it; the logarithm is bounded, so that neither does a record of a million fields.
std::size_t common_width(const Trial& trial, std::size_t count) {
  std::map<std::size_t, std::size_t> records_of_width;
  for (std::size_t i = 0; i < count; ++i) {
    if (trial.records[i].lexed.kind == LexKind::record) ++records_of_width[trial.records[i].fields];
  }
  double best = 0;
  std::size_t common = 1;
  for (const auto& [width, records] : records_of_width) {
    const double weight =
        static_cast<double>(records) * std::min(std::log2(static_cast<double>(width)), kMaxWidthWeight);
    if (weight > best) {
      best = weight;
      common = width;
    }
  }
  return common;
}

std::size_t first_of_width(const Trial& trial) {
  std::size_t first = 0;
  while (first < trial.records.size() && is_narrow_row(trial.records[first].fields, trial.width)) ++first;
  return first;
}

void judge(Trial& trial) {
  trial.width = common_width(trial, trial.records.size());
  trial.first = first_of_width(trial);
  if (trial.first > kMaxPreambleRecords && trial.first < trial.records.size()) {
    // So many rows are no preamble: they are the table, and a wider one stands below it.
    if (const std::size_t width = common_width(trial, trial.first); width > 1) {
      trial.width = width;
      trial.first = first_of_width(trial);
    }
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
  bool after_blank = false;
  while (trial.records.size() < kMaxTrialRecords) {
    TrialRecord record;
    record.after_blank = after_blank;
    record.lexed = lexer.next(sample.substr(at), whole, fields, sample.size());
    LexedRecord& lexed = record.lexed;
    if (lexed.kind == LexKind::end || lexed.kind == LexKind::need_more) break;
    record.line = line;
    line += lexed.lines;
    lexed.begin += at;
    lexed.end += at;
    lexed.next += at;
    at = lexed.next;
    after_blank = lexed.kind == LexKind::blank;
    if (after_blank || lexed.kind == LexKind::skipped) continue;
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
Trial best_quoting(const Question& question, char delimiter, bool merges = false) {
  CsvDialect dialect;
  dialect.delimiter = delimiter;
  dialect.quote = question.overrides.quote.value_or('"');
  dialect.escape = question.overrides.escape.value_or(0);
  dialect.skip_initial_space = question.overrides.blank_after_delimiter;
  dialect.merge_delimiters = merges || question.overrides.merge_delimiters;
  Trial best = question.ask(dialect);

  if (!question.overrides.quote && best.quoted_fields == 0 && question.contains("'")) {
    CsvDialect single = dialect;
    single.quote = '\'';
    Trial trial = question.ask(single);
    // Words such as 'tis and 's begin with one, too: half of the records must have a field that it encloses,
    // or some of them, if only then the records agree.
    const bool is_common = trial.quoted_fields * 2 >= trial.records.size();
    const bool is_needed = trial.quoted_fields * 10 >= trial.records.size() &&
                           trial.score > best.score + kNeededGain && trial.score >= kEnoughAfterPreamble;
    if ((is_common && trial.score + 1e-9 >= best.score) || is_needed) best = std::move(trial);
  }
  if (delimiter != 0 && delimiter != ' ' && !best.dialect.skip_initial_space) {
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
  // Without the lines above and below the table.
  const auto agrees = [&trial](const TrialRecord& record) {
    return record.lexed.kind == LexKind::record && record.fields == trial.width;
  };
  const auto from = std::find_if(trial.records.begin(), trial.records.end(), agrees);
  const auto to = std::find_if(trial.records.rbegin(), trial.records.rend(), agrees).base();
  const auto count = static_cast<std::size_t>(to - from);
  const std::size_t enough = trial.width == 2 ? 5U : 2U;
  if (count < enough || trial.agreeing * 2 < trial.records.size() - trial.first ||
      static_cast<double>(trial.agreeing) < kEnoughAfterPreamble * static_cast<double>(count))
    return false;
  // Prose puts a blank behind its commas, and a table that begins below other lines is rarely padded.
  return trial.dialect.delimiter != ',' || !trial.dialect.skip_initial_space;
}

std::vector<std::string> cells_of(const Question& question, const Trial& trial, const TrialRecord& record) {
  CsvLexer lexer(trial.dialect);
  std::vector<CsvField> fields;
  const LexedRecord& lexed = record.lexed;
  lexer.next(question.sample.substr(lexed.begin, lexed.end - lexed.begin), true, fields, kMaxCellsOfRow);
  std::vector<std::string> cells;
  cells.reserve(fields.size());
  std::string scratch;
  for (const CsvField& field : fields) cells.emplace_back(unescape(field, trial.dialect, scratch));
  return cells;
}

// The first records as the header finder sees them.
std::vector<TopRow> top_rows(const Question& question, const Trial& trial) {
  std::vector<TopRow> rows;
  for (const TrialRecord& record : trial.records) {
    if (rows.size() == kMaxTopRows) break;
    TopRow row;
    row.after_blank = record.after_blank;
    if (record.lexed.kind == LexKind::record) {
      row.cells = cells_of(question, trial, record);
    } else {
      const std::string_view raw =
          question.sample.substr(record.lexed.begin, record.lexed.end - record.lexed.begin);
      row.is_readable = question.overrides.mend_quotes && record.lexed.kind == LexKind::unclosed_quote &&
                        mend_quotes(raw, trial.dialect, trial.width, row.cells);
      if (!row.is_readable) row.cells.clear();
    }
    for (std::string& cell : row.cells) cell = std::string(trim_name(cell));
    rows.push_back(std::move(row));
  }
  return rows;
}

// Counts the records whose quotes do not fit, but which are as wide as the others with a quote as text: where
// nobody escaped the quotes in quoted fields, hardly a record reads well.
void count_mendable(const Question& question, Trial& trial) {
  // In prose, too, a comma parts two halves.
  constexpr std::size_t kEnoughFields = 3;
  if (trial.width < kEnoughFields) return;
  std::vector<std::string> cells;
  std::size_t mendable = 0;
  for (std::size_t i = trial.first; i < trial.records.size(); ++i) {
    const TrialRecord& record = trial.records[i];
    const bool is_odd = record.lexed.kind == LexKind::unclosed_quote ||
                        (record.fields != trial.width && record.lexed.stray_quotes > 0);
    const std::string_view raw =
        question.sample.substr(record.lexed.begin, record.lexed.end - record.lexed.begin);
    if (is_odd && mend_quotes(raw, trial.dialect, trial.width, cells)) ++mendable;
  }
  const std::size_t count = trial.records.size() - trial.first;
  if (count > 0)
    trial.score += kQuoteTroubleWeight * static_cast<double>(mendable) / static_cast<double>(count);
}

// Whether blanks part the cells of a table, and not the words of sentences: in nearly all rows as many, and
// some column is all numbers or dates.
bool is_parted_by_blanks(const Question& question, const Trial& trial) {
  constexpr std::size_t kEnoughRows = 3;
  constexpr std::size_t kEnoughFields = 3;
  if (trial.width < kEnoughFields || trial.score < kBlanksAgreement ||
      trial.records.size() - trial.first < kEnoughRows)
    return false;
  const std::vector<TopRow> rows = top_rows(question, trial);
  for (std::size_t i = 0; i < trial.width; ++i) {
    const auto has_form = [i](const TopRow& row) {
      return i < row.cells.size() && !form_of(row.cells[i]).empty();
    };
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(std::min(trial.first + 1, rows.size()));
    if (first != rows.end() && std::all_of(first, rows.end(), has_form)) return true;
  }
  return false;
}

Trial best_dialect(const Question& question) {
  if (question.overrides.delimiter) return best_quoting(question, *question.overrides.delimiter);
  std::optional<Trial> best;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    if (!question.contains(std::string_view(&delimiter, 1))) continue;
    Trial trial = best_quoting(question, delimiter);
    if (!is_convincing(trial)) {
      count_mendable(question, trial);
      if (trial.first > 0 || !is_convincing(trial)) continue;
    }
    if (!best || trial.score > best->score + kSameAgreement ||
        (trial.score > best->score - kSameAgreement && trial.width > best->width)) {
      best = std::move(trial);
    }
  }
  if (!best || best->score < kEnoughAfterPreamble) {
    for (const bool merges : {false, true}) {
      Trial trial = best_quoting(question, ' ', merges);
      if (is_parted_by_blanks(question, trial)) return trial;
    }
  }
  return best ? std::move(*best) : best_quoting(question, 0);
}

// Says where the header row has the form of the rows below it.
void doubt_header(const TopRow& header, std::span<const TopRow> below, CsvDetection& detection) {
  const std::optional<std::size_t> column = column_like_data(header, below);
  if (!column || detection.header_rows > 1) return;
  detection.header_doubtful = true;
  detection.evidence.push_back("line " + std::to_string(detection.header_line) +
                               " may be data, not a header: its column " + std::to_string(*column + 1) +
                               " looks like those below; if so, use --header-rows 0");
}

// Some rows in a row that are wider than the header, and that not by an empty field.
void note_second_table(const Trial& trial, std::size_t first, CsvDetection& detection) {
  std::size_t run = 0;
  bool is_filled = false;
  for (std::size_t i = first; i < trial.records.size(); ++i) {
    const TrialRecord& record = trial.records[i];
    const bool goes_on = run > 0 && record.fields == trial.records[i - 1].fields;
    run = record.fields <= detection.layout.width ? 0 : goes_on ? run + 1 : 1;
    is_filled = run > 0 && ((goes_on && is_filled) || !record.last_is_empty);
    if (run < kRunOfSecondTable || !is_filled || record.fields <= detection.second_width) continue;
    if (detection.second_width == 0) {
      detection.evidence.push_back("from line " + std::to_string(trial.records[i + 1 - run].line) +
                                   " on, rows have " + counted(record.fields, "field") + ": another table?");
    }
    detection.second_width = record.fields;
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
  if (dialect.merge_delimiters) detection.evidence.push_back("a run of delimiters counts as one");
  if (dialect.skip_initial_space) detection.evidence.push_back("blanks after the delimiter are left out");
}

// The delimiter that a first line "sep=;" names. Excel reads and writes such lines.
std::optional<char> named_delimiter(std::string_view line) {
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || lower_ascii(line.substr(0, 4)) != "sep=") return std::nullopt;
  const char c = line[4];
  if (is_word_byte(c) || c == '"' || c == ' ') return std::nullopt;
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
  if (overrides.header_rows.value_or(1) > 3)
    return fail(Fault::usage, "a header has at most 3 rows; use --skip to leave out the first ones");
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
  for (const std::string& cell : cells) taken.insert(lower_ascii(cell));
  std::set<std::string> used;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string name = cells[i];
    const bool is_named = !name.empty();
    if (!is_named) name = "column" + std::to_string(i + 1);
    if (is_named ? used.contains(lower_ascii(name)) : taken.contains(lower_ascii(name))) {
      std::string other;
      for (std::size_t n = 2; other.empty() || taken.contains(lower_ascii(other)); ++n)
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
    taken.insert(lower_ascii(name));
    used.insert(lower_ascii(name));
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

  const std::string start = lower_ascii(trim_name(sample.substr(0, 1024)));
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
    const bool only_blank =
        question.begin >= sample.size() || trim_name(sample.substr(question.begin)).empty();
    if (!sample_is_whole_file && !(only_blank && sample.empty())) return cut_short();
    detection.is_empty = true;
    detection.skip_bytes = sample.size();
    detection.skip_lines = question.line - 1;
    return detection;
  }

  const bool wants_header = overrides.header_rows.value_or(1) != 0;
  const std::vector<TopRow> rows = top_rows(question, trial);
  std::size_t header = find_header_row(rows, overrides.skip_lines ? 1 : trial.width);
  // A quote that is never closed right above: that line was the header, and the next one must not pass for
  // it.
  const bool is_broken = header > 0 && !rows[header - 1].is_readable && !overrides.mend_quotes;
  if (is_broken || header == rows.size()) {
    std::size_t first_bad = header - 1;
    while (first_bad > 0 && !rows[first_bad - 1].is_readable) --first_bad;
    const TrialRecord& bad = trial.records[first_bad];
    return fail(
        Fault::bad_input,
        bad.lexed.kind == LexKind::too_long
            ? "the header cannot be read: its record is too long; check --delimiter and --quote"
            : "the header cannot be read: a quote is never closed; repair it, or use --quote or --skip",
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
  TableHeader found;
  if (wants_header) found = read_header(std::span(rows).subspan(header), overrides.header_rows);
  std::vector<std::string> cells = wants_header ? found.names : rows[header].cells;
  std::size_t data = 0;            // records below the header
  std::size_t wider_by_empty = 0;  // one field more than the header, and that empty
  std::size_t empty_last = 0;      // as wide as the header, the last field empty, or one less
  for (std::size_t i = header + (wants_header ? found.rows : 0); i < trial.records.size(); ++i) {
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
    const TrialRecord& last = trial.records[header + found.rows - 1];
    detection.has_header = true;
    detection.header_line = row.line;
    detection.header_rows = found.rows;
    for (std::size_t i = header; i < header + found.rows; ++i) {
      const LexedRecord& lexed = trial.records[i].lexed;
      std::string raw(sample.substr(lexed.begin, lexed.end - lexed.begin));
      if (i == header) {
        detection.layout.header_line = std::move(raw);
      } else {
        detection.layout.more_header_lines.push_back(std::move(raw));
      }
    }
    detection.header_cells = found.has_own_names || row.lexed.kind != LexKind::record
                                 ? found.names
                                 : cells_of(question, trial, row);
    detection.layout.width = cells.size();
    detection.questions = std::move(found.questions);
    if (!detection.questions.empty()) detection.questions.resize(cells.size());
    detection.skip_bytes = last.lexed.next;
    detection.skip_lines = last.line - 1 + last.lexed.lines;
    const std::span<const TopRow> below = std::span(rows).subspan(header + found.rows);
    doubt_header(rows[header], below, detection);
    note_second_table(trial, header + found.rows, detection);
    ExcelMarks marks(cells.size());
    for (std::size_t i = header + found.rows; i < rows.size(); ++i)
      marks.add(trial.records[i].line, rows[i].cells);
    name_columns(std::move(cells), detection);
    for (std::string& note : marks.notes(detection.columns)) detection.notes.push_back(std::move(note));
    if (found.rows == 1) {
      detection.evidence.push_back("header in line " + std::to_string(row.line) + ": " +
                                   counted(detection.layout.width, "column"));
    } else {
      detection.evidence.push_back("header in lines " + std::to_string(row.line) + " to " +
                                   std::to_string(last.line + last.lexed.lines - 1) + ": " +
                                   counted(detection.layout.width, "column") + " from " +
                                   std::to_string(found.rows) + " rows, " + found.why);
    }
    const bool trailing = detection.layout.trailing_delimiter;
    if (detection.layout.width != trial.width && !(trailing && detection.layout.width + 1 == trial.width)) {
      detection.evidence.push_back("most records have " + counted(trial.width, "field") +
                                   ", the header has " + std::to_string(detection.layout.width) +
                                   ": they will be rejected");
      // A header that lost its delimiters must not fold every row below it into one cell.
      if (trial.agreeing * 2 > data) detection.second_width = std::max(detection.second_width, trial.width);
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
