#include "input/xlsx_table.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "input/nameless_file.h"
#include "input/sheet_number.h"
#include "input/table_row.h"
#include "input/text_table.h"
#include "input/xml_stream.h"
#include "input/zip_parts.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

constexpr std::size_t kMaxColumns = 16384;
// Excel itself keeps 32,767 characters of a cell; other programs write more.
constexpr std::size_t kMaxCellBytes = std::size_t{1} << 20;
constexpr std::size_t kSampleRows = 200;
// Blank rows above the header that the sniffer is shown.
constexpr std::uint64_t kMaxSampleLine = 10000;
constexpr std::size_t kLookRows = 20;
constexpr std::size_t kSpoolBytes = std::size_t{1} << 18;

bool is_true(const char* value) {
  return value != nullptr && (std::string_view(value) == "1" || std::string_view(value) == "true");
}

std::string folded(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

int hex4(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return text.size() == 4 ? value : -1;
}

// _x000D_ stands for a character that XML cannot hold; _x005F_ for the underscore before such a thing.
void append_unescaped(std::string_view text, std::string& out) {
  for (;;) {
    const std::size_t at = text.find("_x");
    if (at == std::string_view::npos || at + 7 > text.size()) break;
    const int unit = text[at + 6] == '_' ? hex4(text.substr(at + 2, 4)) : -1;
    if (unit < 0) {
      out.append(text, 0, at + 1);
      text.remove_prefix(at + 1);
      continue;
    }
    out.append(text, 0, at);
    append_utf8(unit >= 0xD800 && unit < 0xE000 ? kReplacementCharacter : static_cast<char32_t>(unit), out);
    text.remove_prefix(at + 7);
  }
  out += text;
}

struct Sheet {
  std::string name;
  std::string relation;
  std::string part;  // empty: a chart, which has no cells
  bool is_hidden = false;
};

bool has_cells(const Sheet& sheet) {
  return !sheet.part.empty();
}

class WorkbookHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      is_1904 = is_true(attributes.find("date1904"));
    } else if (name == "sheet") {
      Sheet sheet;
      if (const char* value = attributes.find("name")) sheet.name = value;
      if (const char* value = attributes.find("id")) sheet.relation = value;
      if (const char* value = attributes.find("state"))
        sheet.is_hidden = std::string_view(value) != "visible";
      sheets.push_back(std::move(sheet));
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  bool is_1904 = false;
  std::vector<Sheet> sheets;
};

class RelationsHandler final : public XmlHandler {
 public:
  struct Relation {
    std::string type;  // the last part of its address: worksheet, styles, sharedStrings
    std::string target;
  };

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    const char* id = attributes.find("Id");
    const char* type = attributes.find("Type");
    const char* target = attributes.find("Target");
    if (id == nullptr || type == nullptr || target == nullptr) return;
    const std::string_view address = type;
    relations[id] = {std::string(address.substr(address.rfind('/') + 1)), target};
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  const Relation* of_type(std::string_view type) const {
    for (const auto& [id, relation] : relations) {
      if (relation.type == type) return &relation;
    }
    return nullptr;
  }

  std::map<std::string, Relation> relations;
};

class StylesHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cells_ = true;
    const char* id = attributes.find("numFmtId");
    const unsigned number = id == nullptr ? 0 : static_cast<unsigned>(std::strtoul(id, nullptr, 10));
    if (name == "numFmt") {
      const char* code = attributes.find("formatCode");
      if (code != nullptr) codes_[number] = parse_sheet_format(code);
    } else if (name == "xf" && in_cells_) {
      const auto known = codes_.find(number);
      formats.push_back(known != codes_.end() ? known->second : builtin_sheet_format(number));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

  std::vector<SheetNumberFormat> formats;  // by the number of a cell's style

 private:
  std::map<unsigned, SheetNumberFormat> codes_;
  bool in_cells_ = false;
};

class TextsHandler final : public XmlHandler {
 public:
  explicit TextsHandler(TextTable& texts) : texts_(texts) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") value_.clear();
    if (name == "rPh") ++phonetic_;
    in_text_ = name == "t" && phonetic_ == 0;
    if (in_text_) run_.clear();
  }
  void end(std::string_view name) override {
    if (in_text_ && name == "t") {
      append_unescaped(run_, value_);
      in_text_ = false;
    }
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name == "si" && added) added = texts_.add(value_);
  }
  void text(std::string_view part) override {
    if (in_text_ && run_.size() < kMaxCellBytes) run_ += part;
  }
  bool is_done() const override { return !added; }

  Result<void> added;

 private:
  TextTable& texts_;
  std::string value_;
  std::string run_;
  unsigned phonetic_ = 0;
  bool in_text_ = false;
};

// What the cells of a sheet are made of.
struct SheetParts {
  const TextTable& texts;
  const std::vector<SheetNumberFormat>& formats;
  bool is_1904 = false;
};

struct SheetCell {
  std::size_t column = 0;
  std::string value;
};

struct SheetCounts {
  std::uint64_t errors = 0;     // cells that show #N/A, #REF! ...
  std::uint64_t bad_dates = 0;  // that no calendar has
  std::uint64_t lost = 0;       // cells that point to a text, or stand in a column, that does not exist
  std::uint64_t cut = 0;        // longer than kMaxCellBytes
};

// Calls `take` with every row that holds something. Cells of a row are reused.
class SheetHandler : public XmlHandler {
 public:
  explicit SheetHandler(const SheetParts& parts) : parts_(parts) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    // Beside the rows there are elements with the names of ours, in what other programs add.
    if (!in_rows_) {
      in_rows_ = name == "sheetData";
    } else if (name == "row") {
      const char* number = attributes.find("r");
      row_ = number == nullptr ? row_ + 1 : std::strtoull(number, nullptr, 10);
      column_ = 0;
      used_ = 0;
    } else if (name == "c") {
      start_cell(attributes);
    } else if (name == "v") {
      in_value_ = true;
    } else if (name == "is") {
      in_inline_ = true;
    } else if (name == "rPh") {
      ++phonetic_;
    } else if (name == "t" && in_inline_ && phonetic_ == 0) {
      in_value_ = true;
      run_.clear();
    }
  }

  void end(std::string_view name) override {
    if (!in_rows_) return;
    if (name == "sheetData") {
      in_rows_ = false;
    } else if (name == "v") {
      in_value_ = false;
    } else if (name == "t" && in_inline_ && in_value_) {
      in_value_ = false;
      append_unescaped(run_, inline_);
    } else if (name == "rPh") {
      if (phonetic_ > 0) --phonetic_;
    } else if (name == "is") {
      in_inline_ = false;
    } else if (name == "c") {
      end_cell();
    } else if (name == "row") {
      std::stable_sort(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(used_),
                       [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; });
      if (used_ > 0 && !failed) take(row_, {cells_.data(), used_});
    }
  }

  void text(std::string_view part) override {
    if (!in_value_) return;
    if (run_.size() + part.size() > kMaxCellBytes) {
      if (!is_cut_) ++counts.cut;
      is_cut_ = true;
      return;
    }
    run_ += part;
  }

  bool is_done() const override { return failed.has_value(); }

  SheetCounts counts;
  std::optional<Error> failed;

 protected:
  virtual void take(std::uint64_t row, std::span<const SheetCell> cells) = 0;

 private:
  void start_cell(const XmlAttributes& attributes) {
    type_ = attributes.find("t") == nullptr ? std::string() : attributes.find("t");
    const char* style = attributes.find("s");
    style_ = style == nullptr ? 0 : std::strtoul(style, nullptr, 10);
    if (const char* place = attributes.find("r")) {
      std::size_t column = 0;
      for (; (*place >= 'A' && *place <= 'Z') || (*place >= 'a' && *place <= 'z'); ++place)
        column = std::min<std::size_t>(column * 26 + static_cast<std::size_t>((*place | 0x20) - 'a' + 1),
                                       kMaxColumns * 2);
      if (column > 0) column_ = column - 1;
    }
    run_.clear();
    inline_.clear();
    is_cut_ = false;
    in_value_ = in_inline_ = false;
    phonetic_ = 0;
  }

  void end_cell() {
    const std::size_t column = column_++;
    value_.clear();
    if (type_ == "s") {
      std::size_t index = 0;
      const auto read = std::from_chars(run_.data(), run_.data() + run_.size(), index);
      if (run_.empty()) return;
      if (read.ec != std::errc() || index >= parts_.texts.size()) {
        ++counts.lost;
        return;
      }
      auto shared = parts_.texts.at(index, scratch_);
      if (!shared) {
        failed = shared.error();
        return;
      }
      value_ = *shared;
    } else if (type_ == "inlineStr" || !inline_.empty()) {
      value_ = inline_;
    } else if (type_ == "str") {
      append_unescaped(run_, value_);
    } else if (type_ == "b") {
      if (!run_.empty()) value_ = run_ == "1" || run_ == "true" ? "TRUE" : "FALSE";
    } else if (type_ == "e") {
      ++counts.errors;
      value_ = run_;
    } else if (type_ == "d") {
      append_sheet_moment(run_, format_of_cell(), value_);
    } else if (!run_.empty()) {
      if (!append_sheet_number(run_, format_of_cell(), parts_.is_1904, value_)) ++counts.bad_dates;
    }
    if (value_.empty()) return;
    if (column >= kMaxColumns) {
      ++counts.lost;
      return;
    }
    if (used_ == cells_.size()) cells_.emplace_back();
    cells_[used_].column = column;
    cells_[used_].value.swap(value_);
    ++used_;
  }

  const SheetNumberFormat& format_of_cell() const {
    return style_ < parts_.formats.size() ? parts_.formats[style_] : general_;
  }

  const SheetParts& parts_;
  const SheetNumberFormat general_;
  bool in_rows_ = false;
  std::uint64_t row_ = 0;
  std::size_t column_ = 0;
  std::vector<SheetCell> cells_;
  std::size_t used_ = 0;
  std::string type_;
  std::size_t style_ = 0;
  std::string run_;
  std::string inline_;
  std::string value_;
  std::string scratch_;
  bool in_value_ = false;
  bool in_inline_ = false;
  bool is_cut_ = false;
  unsigned phonetic_ = 0;
};

// Whether a sheet begins like a table: two rows of two cells, or of one where there is one column.
class LookHandler final : public SheetHandler {
 public:
  using SheetHandler::SheetHandler;
  bool is_done() const override { return rows_ >= kLookRows || SheetHandler::is_done(); }
  bool is_table() const { return wide_ >= 2 || (rows_ >= 2 && wide_ == 0); }
  bool is_empty() const { return rows_ == 0; }

 protected:
  void take(std::uint64_t, std::span<const SheetCell> cells) override {
    ++rows_;
    if (cells.size() > 1) ++wide_;
  }

 private:
  std::size_t rows_ = 0;
  std::size_t wide_ = 0;
};

// Writes the rows to a temporary file and keeps the first ones.
class SpoolHandler final : public SheetHandler {
 public:
  SpoolHandler(const SheetParts& parts, int descriptor) : SheetHandler(parts), descriptor_(descriptor) {}

  struct FirstRow {
    std::uint64_t row = 0;
    std::uint64_t byte = 0;  // where it begins in the spool
    std::vector<SheetCell> cells;
  };

  std::vector<FirstRow> first;
  std::size_t width = 0;

  void flush() {
    std::string_view left = made_;
    while (!left.empty()) {
      const ssize_t wrote = ::write(descriptor_, left.data(), left.size());
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) {
        failed =
            Error{Fault::bad_output,
                  fmt::format("the sheet is unpacked to a temporary file, and that failed: {}; set TMPDIR to "
                              "a folder with room",
                              std::strerror(errno)),
                  {}};
        return;
      }
      left.remove_prefix(static_cast<std::size_t>(wrote));
    }
    written_ += made_.size();
    made_.clear();
  }

 protected:
  void take(std::uint64_t row, std::span<const SheetCell> cells) override {
    if (first.size() < kSampleRows)
      first.push_back({row, written_ + made_.size(), {cells.begin(), cells.end()}});
    TableRow made(made_, row);
    std::size_t at = 0;
    for (const SheetCell& cell : cells) {
      if (cell.column < at) continue;  // a second cell of that place
      for (; at < cell.column; ++at) made.cell({});
      made.cell(cell.value);
      ++at;
    }
    made.end();
    width = std::max(width, at);
    if (made_.size() >= kSpoolBytes) flush();
  }

 private:
  int descriptor_;
  std::string made_;
  std::uint64_t written_ = 0;
};

// Reads the spool from a place on; several may read it at once.
class SpoolSource final : public ByteSource {
 public:
  SpoolSource(int descriptor, std::uint64_t from, std::string path)
      : descriptor_(descriptor), at_(from), path_(std::move(path)) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::pread(descriptor_, buffer, size, static_cast<off_t>(at_));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0)
        return fail(Fault::bad_input, fmt::format("cannot be read: {}", std::strerror(errno)), {path_, 0, 0});
      at_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }

 private:
  int descriptor_;
  std::uint64_t at_;
  std::string path_;
};

class XlsxTable final : public Table {
 public:
  XlsxTable(std::string path, const TableOptions& options) : path_(std::move(path)), options_(options) {}

  Result<void> load(const ZipParts& zip) {
    RelationsHandler roots;
    std::string workbook_part = "xl/workbook.xml";
    if (zip.has("_rels/.rels")) {
      if (auto read = read_part(zip, "_rels/.rels", roots); !read) return read;
      if (const auto* root = roots.of_type("officeDocument")) workbook_part = root->target;
    }
    WorkbookHandler workbook;
    if (auto read = read_part(zip, workbook_part, workbook); !read) return read;
    while (workbook_part.starts_with('/')) workbook_part.erase(0, 1);
    const std::size_t slash = workbook_part.rfind('/');
    folder_ = slash == std::string::npos ? std::string() : workbook_part.substr(0, slash + 1);
    RelationsHandler relations;
    if (auto read =
            read_part(zip, folder_ + "_rels/" + workbook_part.substr(folder_.size()) + ".rels", relations);
        !read)
      return read;
    std::vector<Sheet> sheets = std::move(workbook.sheets);
    for (Sheet& sheet : sheets) {
      const auto known = relations.relations.find(sheet.relation);
      if (known != relations.relations.end() && known->second.type == "worksheet")
        sheet.part = full_name(known->second.target);
    }
    StylesHandler styles;
    if (const auto* part = relations.of_type("styles"); part != nullptr && zip.has(full_name(part->target))) {
      if (auto read = read_part(zip, full_name(part->target), styles); !read) return read;
    }
    const SheetParts parts{texts_, styles.formats, workbook.is_1904};
    auto sheet = choose(zip, sheets, parts);
    if (!sheet) return tl::unexpected(sheet.error());
    if (const auto* part = relations.of_type("sharedStrings");
        part != nullptr && zip.has(full_name(part->target))) {
      TextsHandler texts(texts_);
      if (auto read = read_part(zip, full_name(part->target), texts); !read) return read;
      if (!texts.added) return named(texts.added.error());
    }

    spool_.emplace(make_nameless_file());
    if (spool_->get() < 0) {
      return fail(Fault::bad_output,
                  fmt::format("a temporary file cannot be made: {}; set TMPDIR to a folder with room",
                              std::strerror(errno)),
                  {path_, 0, 0});
    }
    SpoolHandler spooled(parts, spool_->get());
    if (auto read = read_part(zip, (*sheet)->part, spooled); !read) return read;
    if (!spooled.failed) spooled.flush();
    if (spooled.failed) return named(*spooled.failed);
    return describe(**sheet, sheets, spooled);
  }

  Result<std::unique_ptr<ByteSource>> rows() override {
    return std::make_unique<SpoolSource>(spool_->get(), first_byte_, path_);
  }

 private:
  Result<void> named(Error error) const {
    error.place.file = path_;
    return tl::unexpected(std::move(error));
  }

  // The part that a target leads to, from the folder of the workbook part.
  std::string full_name(std::string target) const {
    std::replace(target.begin(), target.end(), '\\', '/');
    if (target.starts_with('/')) return target.substr(1);
    std::string folder = folder_;
    std::string_view rest = target;
    for (;;) {
      if (rest.starts_with("./")) {
        rest.remove_prefix(2);
      } else if (rest.starts_with("../")) {
        rest.remove_prefix(3);
        folder.resize(folder.size() < 2 ? 0 : folder.rfind('/', folder.size() - 2) + 1);
      } else {
        return folder + std::string(rest);
      }
    }
  }

  Result<void> read_part(const ZipParts& zip, const std::string& name, XmlHandler& handler) const {
    auto part = zip.part(name);
    if (!part) return tl::unexpected(part.error());
    return read_xml(**part, handler, path_, name);
  }

  static std::string names_of(const std::vector<Sheet>& sheets) {
    std::string names;
    for (const Sheet& sheet : sheets)
      names += fmt::format("{}'{}'{}{}", names.empty() ? "" : ", ", sheet.name,
                           sheet.is_hidden ? " (hidden)" : "", has_cells(sheet) ? "" : " (a chart)");
    return names;
  }

  // The sheet that was asked for, or the first that looks like a table.
  Result<const Sheet*> choose(const ZipParts& zip, const std::vector<Sheet>& sheets,
                              const SheetParts& parts) const {
    if (std::none_of(sheets.begin(), sheets.end(), has_cells))
      return fail(Fault::bad_input, "the workbook has no sheet with cells; name another file", {path_, 0, 0});
    if (!options_.sheet.empty()) {
      const Sheet* asked = find(sheets, options_.sheet);
      if (asked != nullptr && has_cells(*asked)) return asked;
      if (asked != nullptr) {
        return fail(Fault::usage,
                    fmt::format("sheet '{}' is a chart, without cells; the sheets are {}", asked->name,
                                names_of(sheets)),
                    {path_, 0, 0});
      }
      if (options_.sheet_must_exist) {
        return fail(Fault::usage,
                    fmt::format("no sheet named '{}'; the sheets are {}", options_.sheet, names_of(sheets)),
                    {path_, 0, 0});
      }
    }
    const Sheet* filled = nullptr;
    for (const Sheet& sheet : sheets) {
      if (sheet.is_hidden || !has_cells(sheet)) continue;
      LookHandler look(parts);
      if (auto read = read_part(zip, sheet.part, look); !read) return tl::unexpected(read.error());
      if (look.is_table()) return &sheet;
      if (filled == nullptr && !look.is_empty()) filled = &sheet;
    }
    return filled != nullptr ? filled : &*std::find_if(sheets.begin(), sheets.end(), has_cells);
  }

  // By its name, whose letter case matters only where another differs by nothing else, or as #n.
  static const Sheet* find(const std::vector<Sheet>& sheets, const std::string& wanted) {
    for (const Sheet& sheet : sheets) {
      if (sheet.name == wanted) return &sheet;
    }
    for (const Sheet& sheet : sheets) {
      if (folded(sheet.name) == folded(wanted)) return &sheet;
    }
    if (wanted[0] != '#') return nullptr;
    std::size_t number = 0;
    const char* end = wanted.data() + wanted.size();
    const auto read = std::from_chars(wanted.data() + 1, end, number);
    return read.ptr == end && number >= 1 && number <= sheets.size() ? &sheets[number - 1] : nullptr;
  }

  // Finds the header among the first rows, as for CSV: there may be a banner above it.
  Result<void> describe(const Sheet& sheet, const std::vector<Sheet>& sheets, const SpoolHandler& spooled) {
    std::string sample;
    std::vector<std::size_t> row_of_line(1, 0);  // how many rows begin before each line of the sample
    std::uint64_t line = 1;
    // A lone cell far to the right makes no table wide.
    std::size_t width = 0;
    for (const auto& row : spooled.first) {
      if (row.cells.size() > 1) width = std::max(width, row.cells.back().column + 1);
    }
    if (width == 0) width = spooled.width;
    for (std::size_t i = 0; i < spooled.first.size(); ++i) {
      const auto& first = spooled.first[i];
      for (; line < std::min(first.row, kMaxSampleLine); ++line) {
        sample += '\n';
        row_of_line.push_back(i);
      }
      std::size_t at = 0;
      for (const SheetCell& cell : first.cells) {
        if (cell.column >= width) break;
        for (; at < cell.column; ++at) sample += ',';
        if (cell.column + 1 == at) continue;
        sample += '"';
        for (const char c : cell.value) {
          if (c == '"') sample += '"';
          sample += c == '\n' || c == '\r' ? ' ' : c;
        }
        sample += '"';
        if (at + 1 < width && &cell != &first.cells.back()) sample += ',';
        ++at;
      }
      // A row that is filled to less than half may be a banner: to the sniffer it must look as narrow as it
      // is.
      if (first.cells.size() * 2 > width) {
        for (; at < width; ++at) sample += ',';
      }
      sample += '\n';
      ++line;
      row_of_line.push_back(i + 1);
    }
    CsvOverrides overrides;
    overrides.delimiter = ',';
    overrides.quote = '"';
    overrides.escape = '\0';
    overrides.skip_lines = options_.skip_lines;
    overrides.header_rows = options_.header_rows;
    auto detected = detect_csv(sample, true, overrides);
    if (!detected) return named(detected.error());
    const auto first_data = row_of_line[std::min<std::size_t>(static_cast<std::size_t>(detected->skip_lines),
                                                              row_of_line.size() - 1)];
    detection_ = std::move(*detected);
    if (detection_.columns.size() < spooled.width) {
      // Cells beyond the header are data, too.
      std::vector<std::string> names = std::exchange(detection_.columns, {});
      for (std::size_t i = names.size(); i < spooled.width; ++i)
        names.push_back(detection_.has_header ? std::string() : fmt::format("#{}", i + 1));
      name_columns(std::move(names), detection_);
      if (!detection_.questions.empty()) detection_.questions.resize(detection_.columns.size());
    }
    if (detection_.has_header) detection_.header_cells.resize(detection_.columns.size());
    detection_.container = "xlsx";
    detection_.sheet = sheet.name;
    detection_.layout = CsvLayout{};
    detection_.layout.has_place = true;
    detection_.layout.dialect = table_row_dialect();
    detection_.layout.width = detection_.columns.size();
    detection_.skip_bytes = detection_.skip_lines = 0;
    detection_.evidence.clear();
    first_byte_ = first_data < spooled.first.size() ? spooled.first[first_data].byte
                  : spooled.first.empty()           ? 0
                                                    : kEnd;
    if (first_data == spooled.first.size() && first_data == kSampleRows) first_byte_ = 0;
    detection_.evidence.push_back(
        sheets.size() == 1
            ? fmt::format("XLSX, sheet '{}'", sheet.name)
            : fmt::format("XLSX, sheet '{}' of {}; --sheet names another", sheet.name, names_of(sheets)));
    if (detection_.has_header) {
      std::string rows = fmt::format("row {}", detection_.header_line);
      if (detection_.header_rows > 1)
        rows = fmt::format("rows {} to {}", detection_.header_line,
                           detection_.header_line + detection_.header_rows - 1);
      detection_.evidence.push_back(fmt::format("header in {}: {} {}", rows, detection_.columns.size(),
                                                detection_.columns.size() == 1 ? "column" : "columns"));
    }
    if (!detection_.preamble.empty())
      detection_.evidence.push_back(
          fmt::format("{} rows above the header are skipped", detection_.preamble.size()));
    note(spooled.counts);
    return {};
  }

  void note(const SheetCounts& counts) {
    const auto add = [this](std::uint64_t count, std::string_view one, std::string_view many) {
      if (count > 0) detection_.notes.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
    };
    add(counts.errors, "cell shows an error such as #N/A; it is read as it stands",
        "cells show errors such as #N/A; they are read as they stand");
    add(counts.bad_dates, "cell has a date format and a number that is no date; the number stands",
        "cells have a date format and a number that is no date; the numbers stand");
    add(counts.lost, "cell points to nothing in the workbook; it is taken for empty",
        "cells point to nothing in the workbook; they are taken for empty");
    add(counts.cut, "cell is longer than 1 MB; its rest is left out",
        "cells are longer than 1 MB; the rest is left out");
  }

  static constexpr std::uint64_t kEnd = std::uint64_t{1} << 62;

  std::string path_;
  TableOptions options_;
  std::string folder_;  // of the workbook part
  TextTable texts_;
  std::optional<InputDescriptor> spool_;
  std::uint64_t first_byte_ = 0;
};

}  // namespace

InputDescriptor::~InputDescriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::unique_ptr<Table>> open_xlsx_table(const std::string& path, const InputDescriptor& file,
                                               const TableOptions& options) {
  auto zip = ZipParts::open(file.get(), path);
  if (!zip) return tl::unexpected(zip.error());
  const auto refuse = [&](const char* message) { return fail(Fault::bad_input, message, {path, 0, 0}); };
  if (zip->has("xl/workbook.bin")) return refuse("is an XLSB workbook; save it as .xlsx");
  if (zip->has("content.xml") && zip->has("meta-inf/manifest.xml"))
    return refuse("is an OpenDocument file (.ods); save it as .xlsx or CSV");
  if (zip->has("word/document.xml")) return refuse("is a Word document, not a table; export the data as CSV");
  if (!zip->has("[content_types].xml") && !zip->has("xl/workbook.xml")) return nullptr;
  auto table = std::make_unique<XlsxTable>(path, options);
  if (auto loaded = table->load(*zip); !loaded) return tl::unexpected(loaded.error());
  return table;
}

}  // namespace verbatim
