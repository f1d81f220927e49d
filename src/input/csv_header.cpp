#include "input/csv_header.h"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "input/cell_form.h"
#include "text/html_entity.h"

namespace verbatim {
namespace {

constexpr double kPreambleWidthShare = 0.6;  // a narrower row is no header
constexpr std::size_t kMaxRowsAbove = 40;    // looked through for a header
constexpr std::size_t kMaxCandidates = 20;
constexpr std::size_t kMaxTypedRows = 50;  // looked at to see whether the header is data
constexpr std::size_t kMaxHeaderRows = 3;

using Cells = std::vector<std::string>;
using Rows = std::span<const TopRow>;

std::size_t filled(const Cells& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty(); }));
}

std::string_view cell(const Cells& cells, std::size_t i) {
  return i < cells.size() ? std::string_view(cells[i]) : std::string_view();
}

// 2011, 2012 ...: a name over a column of counts as often as a count.
bool is_year(std::string_view text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && form_of(text) == "number";
}

bool looks_like_header(const Cells& cells) {
  std::set<std::string> seen;
  for (const std::string& name : cells) {
    if (name.empty() || (form_of(name) == "number" && !is_year(name)) ||
        !seen.insert(lower_ascii(name)).second)
      return false;
  }
  return true;
}

// How many cells the rows of the table have filled, typically: there may be as many lines around it.
std::size_t typical_filled(Rows rows, std::size_t width) {
  std::vector<std::size_t> counts;
  for (const TopRow& row : rows) {
    if (row.is_readable && !is_narrow_row(row.cells.size(), width)) counts.push_back(filled(row.cells));
  }
  if (counts.empty()) return 0;
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() * 3 / 4);
  std::nth_element(counts.begin(), middle, counts.end());
  return *middle;
}

// Excel pads the lines above a table to its full width: "Export of 3 May,,,,", and ",,,," between them.
bool is_padded_line(const Cells& cells, std::size_t typical) {
  const std::size_t count = filled(cells);
  if (count == 0) return cells.size() > 1;
  if (cells.size() < 4 || typical < 3) return false;
  return count == 1 || (count == 2 && !cells.front().empty()) || (typical >= 6 && count * 3 <= typical);
}

// "From:,1 May": such lines above a table may be as wide as it is.
bool is_labelled_line(const Cells& cells) {
  return cells.size() > 1 && cells.front().ends_with(':') && filled(cells) <= 2;
}

bool is_words(std::string_view text) {
  return !text.empty() && form_of(text).empty();
}

// Of the cells that rows below have in a column: how many are filled, and how many look like a number, a date
// or a code.
struct Look {
  std::size_t filled = 0;
  std::size_t formed = 0;
  bool is_formed() const { return filled > 0 && formed * 5 >= filled * 4; }
};

Look look_at(Rows rows, std::size_t column) {
  Look look;
  for (const TopRow& row : rows.first(std::min(rows.size(), kMaxTypedRows))) {
    const std::string_view text = cell(row.cells, column);
    if (text.empty()) continue;
    ++look.filled;
    if (!form_of(text).empty()) ++look.formed;
  }
  return look;
}

bool words_over_data(const TopRow& row, Rows below) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if ((is_words(row.cells[i]) || is_year(row.cells[i])) && look_at(below, i).is_formed()) return true;
  }
  return false;
}

// A row that cannot be a record: words, over columns of numbers or dates, with gaps where records have none.
bool is_part_of_header(const TopRow& row, Rows below, bool has_gaps_above) {
  constexpr std::size_t kEnoughRows = 3;
  if (!row.is_readable || row.after_blank || below.size() < kEnoughRows) return false;
  const std::size_t looked = std::min(below.size(), kMaxTypedRows);
  std::size_t words = 0;
  std::size_t over_data = 0;
  bool has_gap = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Look look = look_at(below, i);
    if (row.cells[i].empty()) {
      has_gap = has_gap || look.filled * 5 >= looked * 4;
      continue;
    }
    if (!is_words(row.cells[i])) return false;
    ++words;
    if (look.is_formed()) ++over_data;
  }
  // A record may have no id, and words for a score that nobody gave; it has no more than that.
  return over_data > 0 && (has_gaps_above ? over_data * 2 >= words : has_gap && over_data == words);
}

// Names over groups of columns: ",,Before,,After," right above the header.
bool is_group_row(const TopRow& row, const TopRow& header) {
  if (!row.is_readable || header.after_blank || row.cells.size() != header.cells.size()) return false;
  std::size_t names = 0;
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].empty()) {
      if (!header.cells[i].empty()) ++gaps;
    } else if (is_words(row.cells[i]) || is_year(row.cells[i])) {
      ++names;
    } else {
      return false;
    }
  }
  return names >= 2 && gaps >= 2 && row.cells.front().empty();
}

// A question as plain text: without tags, on one line.
std::string plain_question(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const std::size_t close = html[i] == '<' ? html.find('>', i) : std::string_view::npos;
    const char next = i + 1 < html.size() ? html[i + 1] : ' ';
    const bool is_tag = close != std::string_view::npos &&
                        (next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
    if (is_tag) i = close;
    text += is_tag || html[i] == '\n' || html[i] == '\r' || html[i] == '\t' ? ' ' : html[i];
  }
  std::string decoded;
  std::vector<EntityShift> shifts;
  if (decode_html_entities(text, decoded, shifts)) text = std::move(decoded);
  std::string plain;
  for (const char c : text) {
    if (c != ' ' || (!plain.empty() && plain.back() != ' ')) plain += c;
  }
  return std::string(trim_name(plain));
}

bool has_name(const Cells& cells, std::string_view name) {
  return std::find(cells.begin(), cells.end(), name) != cells.end();
}

bool is_import_row(const TopRow& row) {
  std::size_t ids = 0;
  for (const std::string& text : row.cells)
    ids += text.starts_with("{\"ImportId\"") || text.starts_with("{'ImportId'") ? 1 : 0;
  return ids > 0 && ids * 2 >= filled(row.cells);
}

// V1, V2 ...
bool is_numbered_name(std::string_view name) {
  return name.size() > 1 && name.front() == 'V' &&
         name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

std::optional<TableHeader> read_qualtrics(Rows rows) {
  const Cells& names = rows.front().cells;
  TableHeader header;
  for (std::size_t i = 1; i < std::min(rows.size(), kMaxHeaderRows); ++i) {
    if (!is_import_row(rows[i])) continue;
    header.rows = i + 1;
    header.why = "names, question texts and ImportIds, as Qualtrics writes them";
    if (i == 1) header.why = "names and ImportIds, as Qualtrics writes them";
  }
  if (header.rows == 1) {
    if (rows.size() < 2 || !rows[1].is_readable) return std::nullopt;
    const Cells& second = rows[1].cells;
    const bool is_legacy =
        is_numbered_name(names.front()) && has_name(second, "ResponseID") && has_name(second, "ResponseSet");
    const bool is_current = has_name(names, "StartDate") && has_name(names, "EndDate") &&
                            (has_name(names, "ResponseId") || has_name(names, "RecordedDate"));
    if (!is_legacy && !is_current) return std::nullopt;
    for (std::size_t i = 0; i < names.size() && is_current; ++i) {
      const bool is_date = names[i] == "StartDate" || names[i] == "EndDate" || names[i] == "RecordedDate";
      // The response itself has a date there, not words.
      if (is_date && !is_words(cell(second, i))) return std::nullopt;
    }
    header.rows = 2;
    header.why = "names and question texts, as Qualtrics writes them";
  }
  header.names = names;
  if (header.rows == 3 || !is_import_row(rows[1])) {
    header.questions.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string text = plain_question(cell(rows[1].cells, i));
      // V1 says nothing, the row below does.
      if (is_numbered_name(names[i]) && !text.empty()) {
        header.names[i] = text;
        header.has_own_names = true;
      } else if (text != names[i]) {
        header.questions[i] = text;
      }
    }
  }
  return header;
}

std::optional<TableHeader> read_surveymonkey(Rows rows) {
  const Cells& first = rows.front().cells;
  const auto id = std::find_if(first.begin(), first.end(), [](const std::string& name) {
    return lower_ascii(name) == "respondent id" || name == "RespondentID";
  });
  if (id == first.end() || rows.size() < 2 || !rows[1].is_readable) return std::nullopt;
  const Cells& second = rows[1].cells;
  const auto is_answer = [](std::string_view text) {
    return text == "Response" || text == "Open-Ended Response";
  };
  if (!cell(second, static_cast<std::size_t>(id - first.begin())).empty() ||
      std::none_of(second.begin(), second.end(), is_answer))
    return std::nullopt;
  TableHeader header;
  header.rows = 2;
  header.why = "questions and the options below them, as SurveyMonkey writes them";
  header.has_own_names = true;
  std::string question;
  for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
    const std::string_view option = cell(second, i);
    const bool continues = cell(first, i).empty();
    if (!continues) question = plain_question(first[i]);
    const bool spans = continues || (i + 1 < second.size() && cell(first, i + 1).empty());
    std::string name = option.empty() && continues ? std::string() : question;
    if (!option.empty() && spans && !is_answer(option)) name += " - " + plain_question(option);
    header.names.push_back(std::move(name));
    header.questions.push_back(option.empty() ? std::string() : question);
  }
  return header;
}

// The cells of each column, joined by a blank.
Cells joined_names(Rows rows, bool keep_equal) {
  std::size_t width = 0;
  for (const TopRow& row : rows) width = std::max(width, row.cells.size());
  Cells names(width);
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const std::string_view part = cell(rows[r].cells, i);
      if (part.empty() || (!keep_equal && names[i] == part)) continue;
      if (!names[i].empty()) names[i] += ' ';
      names[i] += part;
    }
  }
  return names;
}

TableHeader join_rows(Rows rows, bool keep_equal, std::string why) {
  TableHeader header;
  header.rows = rows.size();
  header.names = joined_names(rows, keep_equal);
  header.has_own_names = true;
  header.why = std::move(why);
  return header;
}

}  // namespace

bool is_narrow_row(std::size_t cells, std::size_t width) {
  return static_cast<double>(cells) < kPreambleWidthShare * static_cast<double>(width);
}

std::optional<std::size_t> column_like_data(const TopRow& row, std::span<const TopRow> below) {
  std::vector<const Cells*> rows;
  for (const TopRow& other : below) {
    if (rows.size() == kMaxTypedRows) break;
    if (other.is_readable && other.cells.size() == row.cells.size()) rows.push_back(&other.cells);
  }
  if (rows.empty()) return std::nullopt;
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    const std::string form = form_of(row.cells[column]);
    if (form.empty()) continue;
    std::size_t count = 0;
    std::size_t same = 0;
    for (const Cells* cells : rows) {
      if ((*cells)[column].empty()) continue;
      ++count;
      // A year over counts has their form, and is a name.
      const bool is_alike =
          is_year(row.cells[column]) ? is_year((*cells)[column]) : form_of((*cells)[column]) == form;
      if (is_alike) ++same;
    }
    if (count > 0 && same * 5 >= count * 4) return column;
  }
  return std::nullopt;
}

std::size_t find_header_row(std::span<const TopRow> rows, std::size_t width) {
  std::size_t header = 0;
  if (width < 2) {
    while (header < rows.size() && !rows[header].is_readable) ++header;
    return header;
  }
  while (header < rows.size() && is_narrow_row(rows[header].cells.size(), width)) ++header;
  if (header == rows.size()) return header;

  // Lines with labels: at least two of them, or a blank line behind.
  std::size_t labelled = header;
  while (labelled < rows.size() && is_labelled_line(rows[labelled].cells)) ++labelled;
  if (labelled > header && labelled < rows.size() && (labelled - header > 1 || rows[labelled].after_blank))
    header = labelled;

  const std::size_t typical = typical_filled(rows, width);
  const std::size_t last = std::min(rows.size(), header + kMaxRowsAbove);
  std::size_t below = header;  // the first row that is no line of a preamble
  bool has_gap = false;
  while (below < last &&
         (is_narrow_row(rows[below].cells.size(), width) || is_padded_line(rows[below].cells, typical))) {
    has_gap = has_gap || filled(rows[below].cells) == 0 || (below > header && rows[below].after_blank);
    ++below;
  }
  if (below < last && below > header) {
    has_gap = has_gap || rows[below].after_blank;
    // A sparse row right above what looks like data may be the header itself.
    const bool is_data = column_like_data(rows[below], rows.subspan(below + 1)).has_value() &&
                         !words_over_data(rows[below], rows.subspan(below + 1));
    if (has_gap || !is_data) header = below;
    if (header == below && is_group_row(rows[below - 1], rows[below])) return below - 1;
  }

  // A row of full width that reads like a header wins over a narrower one above it, or a wider one.
  const Cells& cells = rows[header].cells;
  if (cells.size() == width) return header;
  const bool is_wider = cells.size() > width;
  if (!is_wider && cells.size() + 1 >= width && width > 3 && looks_like_header(cells)) return header;
  const std::size_t end = std::min(rows.size(), header + kMaxCandidates);
  for (std::size_t i = header + 1; i < end; ++i) {
    const Cells& candidate = rows[i].cells;
    if (candidate.size() != width || is_padded_line(candidate, typical)) continue;
    // With a trailing delimiter the rows are one wider than their header, and end in nothing.
    if (candidate.back().empty() && cells.size() + 1 == width) return header;
    const bool is_header =
        looks_like_header(candidate) && (!is_wider || words_over_data(rows[i], rows.subspan(i + 1)));
    return is_header ? i : header;
  }
  return header;
}

TableHeader read_header(std::span<const TopRow> rows, std::optional<unsigned> rows_told) {
  assert(!rows.empty() && rows.front().is_readable);
  const std::size_t told = std::min<std::size_t>(rows_told.value_or(0), rows.size());
  if (told != 1) {
    for (auto known : {read_qualtrics(rows), read_surveymonkey(rows)}) {
      if (known && (told == 0 || known->rows == told)) return *known;
    }
  }
  if (told > 1) return join_rows(rows.first(told), true, "as you say; their cells are joined");
  std::size_t count = 1;
  if (told == 0 && rows.front().cells.size() > 1) {
    const Cells& first = rows.front().cells;
    // Names over groups of columns leave most of their row empty.
    const auto is_name = [](const std::string& text) { return is_words(text) || is_year(text); };
    if (rows.size() > 1 && is_group_row(rows[0], rows[1]) &&
        std::all_of(rows[1].cells.begin(), rows[1].cells.end(), is_name) &&
        words_over_data(rows[1], rows.subspan(2)))
      count = 2;
    const bool has_gaps = (first.size() - filled(first)) * 4 >= first.size();
    while (count < std::min(kMaxHeaderRows, rows.size()) &&
           is_part_of_header(rows[count], rows.subspan(count + 1), has_gaps))
      ++count;
  }
  if (count > 1) {
    return join_rows(rows.first(count), false,
                     "words over columns of numbers or dates; their cells are joined");
  }
  TableHeader header;
  header.names = rows.front().cells;
  return header;
}

}  // namespace verbatim
