#include <xlsxwriter.h>

#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "report/table_writer.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

// Excel's limits: rows of a sheet with its header, columns, characters (UTF-16 units) of a cell.
constexpr std::uint32_t kMaxRows = 1048576;
constexpr std::size_t kMaxColumns = 16384;
constexpr std::size_t kMaxUnits = 32767;

class SheetWriter final : public TableWriter {
 public:
  explicit SheetWriter(NewFile& file) : file_(file) {}
  ~SheetWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  Result<void> header(const std::vector<std::string>& columns) override {
    if (columns.size() > kMaxColumns) {
      return fail(Fault::bad_output, fmt::format("{} columns, and a sheet holds {}; write .csv or .jsonl",
                                                 columns.size(), kMaxColumns));
    }
    columns_ = columns;
    const char* folder = std::getenv("TMPDIR");
    folder_ = folder != nullptr && *folder != '\0' ? folder : "/tmp";
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    options.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(file_.work_path().c_str(), &options);
    if (book_ == nullptr) return cannot("the workbook cannot be made");
    // The same bytes for the same rows: no time of day.
    lxw_doc_properties properties{};
    properties.created = 1;
    workbook_set_properties(book_, &properties);
    return begin_sheet();
  }

  Result<void> row(std::span<const std::string_view> cells) override {
    if (row_ == kMaxRows) {
      ++losses_.sheets;
      if (auto begun = begin_sheet(); !begun) return begun;
    }
    return put(cells);
  }

  Result<void> finish() override {
    lxw_workbook* book = book_;
    book_ = nullptr;
    if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
      return cannot(lxw_strerror(error));
    return {};
  }

 private:
  Result<void> cannot(const char* why) const {
    return fail(
        Fault::bad_output,
        fmt::format("the workbook cannot be written: {}; check the room on the disk and in TMPDIR", why));
  }

  Result<void> begin_sheet() {
    sheet_ = workbook_add_worksheet(book_, nullptr);
    if (sheet_ == nullptr) return cannot("no room for a sheet");
    row_ = 0;
    std::vector<std::string_view> names(columns_.begin(), columns_.end());
    return put(names);
  }

  Result<void> put(std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const lxw_error error =
          worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), fit(cells[i]).c_str(), nullptr);
      if (error != LXW_NO_ERROR) return cannot(lxw_strerror(error));
    }
    ++row_;
    return {};
  }

  // The cell as the file must have it: of bounded length, without NUL, and with _x0041_ marked as text. The
  // library writes other control characters as such escapes itself.
  const std::string& fit(std::string_view value) {
    cell_.clear();
    std::size_t units = 0;
    for (std::size_t at = 0; at < value.size();) {
      const CodePoint point = decode_utf8(value, at);
      const std::size_t wide = point.value > 0xFFFF ? 2 : 1;
      if (units + wide > kMaxUnits) {
        ++losses_.cut_cells;
        break;
      }
      units += wide;
      const std::string_view rest = value.substr(at);
      // U+FFFE and U+FFFF cannot stand in XML.
      if (point.value == 0 || point.value == 0xFFFE || point.value == 0xFFFF) {
        append_utf8(kReplacementCharacter, cell_);
      } else {
        if (rest.starts_with("_x") && rest.size() >= 7 && rest[6] == '_') cell_ += "_x005F";
        cell_.append(rest, 0, point.length);
      }
      at += point.length;
    }
    return cell_;
  }

  NewFile& file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::uint32_t row_ = 0;
  std::vector<std::string> columns_;
  std::string folder_;
  std::string cell_;
};

}  // namespace

std::unique_ptr<TableWriter> make_sheet_writer(NewFile& file) {
  return std::make_unique<SheetWriter>(file);
}

}  // namespace verbatim
