#include "pipeline/convert.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "input/csv_header.h"
#include "input/input_store.h"
#include "input/quote_mend.h"
#include "pipeline/block_worker.h"
#include "pipeline/plan.h"
#include "pipeline/record_walk.h"
#include "report/csv_writer.h"
#include "report/new_file.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

constexpr std::size_t kShownRejects = 10;
constexpr std::size_t kWriteBytes = std::size_t{1} << 18;
constexpr std::size_t kMostFooterRows = 20;

class Converter {
 public:
  explicit Converter(const ConvertOptions& options) : options_(options) {}

  Checked<ConvertOutcome> run() {
    InputStore store;
    AnalyzeOptions asked = options_.input;
    asked.format.mend_quotes = !options_.strict;
    auto plan = make_plan(asked, store, false);
    if (!plan) return tl::unexpected(plan.error());
    outcome_.warnings = plan->warnings;
    for (const InputPlan& input : plan->inputs) {
      for (const std::string& evidence : input.detection.evidence)
        outcome_.evidence.push_back(fmt::format("{}: {}", input.path, evidence));
    }
    unite_columns(*plan);

    auto file = NewFile::open(options_.out, options_.replace);
    if (!file) return one(file.error());
    if (!options_.rejects.empty()) {
      auto rejects = NewFile::open(options_.rejects, options_.replace);
      if (!rejects) return one(rejects.error());
      rejects_.emplace(std::move(*rejects));
      write_rejects_header(rejected_rows_);
    }
    writer_ = make_table_writer(*file, options_.table);
    const bool as_it_stands = options_.table.form == TableForm::csv;
    if (auto written = writer_->header(as_it_stands ? header_ : columns_.columns); !written)
      return failed(written.error());
    for (std::size_t i = 0; i < plan->inputs.size(); ++i) {
      if (auto copied = copy(store, plan->inputs[i], places_[i]); !copied) return failed(copied.error());
      if (file->is_closed_pipe()) break;
    }
    if (auto finished = writer_->finish(); !finished) return failed(finished.error());
    if (rejects_) {
      if (auto written = rejects_->write(rejected_rows_); !written) return one(written.error());
      if (auto published = rejects_->publish(); !published) return one(published.error());
    }
    if (auto published = file->publish(); !published) return one(published.error());
    outcome_.losses = writer_->losses();
    return std::move(outcome_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }

  tl::unexpected<Errors> failed(Error error) const {
    if (error.place.file.empty()) error.place.file = options_.out;
    return one(std::move(error));
  }

  // The columns of all inputs, each once, in the order in which they come.
  void unite_columns(const Plan& plan) {
    for (const InputPlan& input : plan.inputs) {
      std::vector<std::size_t> places;
      const CsvDetection& detection = input.detection;
      std::vector<std::string> names = detection.columns;
      // A second table below may be wider; and CSV can hold a column of nothing.
      std::size_t width = options_.strict ? names.size() : std::max(names.size(), detection.second_width);
      if (options_.table.form == TableForm::csv) width = std::max(width, detection.header_cells.size());
      while (names.size() < width) names.push_back("column" + std::to_string(names.size() + 1));
      for (std::size_t i = 0; i < names.size(); ++i) {
        int at = detection.has_header ? index_of_column(columns_, names[i]) : -1;
        if (!detection.has_header && places.size() < columns_.columns.size())
          at = static_cast<int>(places.size());  // without names, by place
        if (at < 0) {
          at = static_cast<int>(columns_.columns.size());
          columns_.columns.push_back(names[i]);
          const bool has_cell = i < detection.header_cells.size();
          header_.push_back(has_cell                       ? detection.header_cells[i]
                            : i < detection.columns.size() ? names[i]
                                                           : std::string());
        }
        places.push_back(static_cast<std::size_t>(at));
      }
      places_.push_back(std::move(places));
    }
    cells_.resize(columns_.columns.size());
    copies_.resize(columns_.columns.size());
    repaired_.resize(columns_.columns.size());
  }

  Result<void> copy(InputStore& store, const InputPlan& input, const std::vector<std::size_t>& places) {
    if (input.detection.is_empty) return {};
    CsvDetection detection = input.detection;
    CsvLayout& layout = detection.layout;
    const std::size_t width = places.size();
    // Rows of any width, which are mended here. Those of a table have theirs.
    const bool mends = !options_.strict && !layout.has_place;
    const std::size_t table_width = layout.width;
    if (mends) layout.width = 0;
    after_gap_ = false;
    Result<void> written;
    const RecordVisit visit = [&](const CsvRecord& record) {
      if (record.kind == CsvKind::blank) {
        after_gap_ = true;
        return true;
      }
      if (record.kind == CsvKind::repeated_header) {
        ++outcome_.repeated_headers;
        return true;
      }
      const bool is_mended = mends && (mend(record, table_width) ||
                                       (layout.trailing_delimiter && mend(record, table_width + 1)));
      if (is_rejected(record.kind) && !is_mended) {
        written = reject(record, input.path);
        return written.has_value();
      }
      if (options_.input.limit > 0 && outcome_.rows + held_.size() >= options_.input.limit) {
        written = release();
        return false;
      }
      std::size_t fields = is_mended ? mended_.size() : record.fields.size();
      // An empty field too many at the end, and a trailing delimiter, hold nothing.
      while (!is_mended && fields > width && record.fields[fields - 1].text.empty()) --fields;
      outcome_.mended += is_mended ? 1 : 0;
      put(record, fields, is_mended, places);
      if (mends && may_be_footer(fields, places)) {
        hold(record, input.path);
        held_padded_ += fields < table_width ? 1 : 0;
        if (held_.size() > kMostFooterRows) written = release();
      } else {
        written = release();
        if (written) written = write();
        outcome_.padded += fields < table_width ? 1 : 0;
        after_gap_ = false;
      }
      return written.has_value();
    };
    if (auto walked = walk_records(store, input.path, detection, visit); !walked) return walked;
    if (!held_.empty()) {
      if (outcome_.first_footer.empty()) outcome_.first_footer = held_place_;
      outcome_.footers += held_.size();
      held_.clear();
      held_padded_ = 0;
    }
    return written;
  }

  // Whether a record that does not fit does so with a quote as text: `mended_` then holds its fields.
  bool mend(const CsvRecord& record, std::size_t width) {
    const bool is_unclosed = record.kind == CsvKind::unclosed_quote;
    const bool is_odd =
        record.kind == CsvKind::record && record.fields.size() != width && record.stray_quotes > 0;
    return (is_unclosed || is_odd) && mend_quotes(record.raw, record.dialect, width, mended_);
  }

  // A line that holds one thing: narrow, or below a gap. At the end of the input it is a note or a total.
  bool may_be_footer(std::size_t fields, const std::vector<std::size_t>& places) {
    if (places.size() < 2) return false;
    const auto filled =
        std::count_if(cells_.begin(), cells_.end(), [](std::string_view cell) { return !cell.empty(); });
    if (filled == 0 && fields > 1) after_gap_ = true;
    const bool is_narrow = is_narrow_row(fields, places.size());
    const bool is_line = is_narrow || (after_gap_ && places.size() > 2);
    // Prose below it: behind its commas stand blanks.
    const bool goes_on = is_narrow && after_gap_ && !held_.empty() && is_prose();
    return filled == 0 || goes_on || (filled == 1 && is_line);
  }

  bool is_prose() const {
    return std::all_of(cells_.begin() + 1, cells_.end(),
                       [](std::string_view cell) { return cell.empty() || cell.front() == ' '; });
  }

  // Keeps the row at hand until it is known whether others follow.
  void hold(const CsvRecord& record, const std::string& path) {
    if (held_.empty()) held_place_ = fmt::format("{}:{}", path, record.line);
    held_.emplace_back(cells_.begin(), cells_.end());
  }

  Result<void> release() {
    if (held_.empty()) return {};
    const std::vector<std::string_view> now = cells_;
    for (const std::vector<std::string>& row : held_) {
      cells_.assign(row.begin(), row.end());
      if (auto written = write(); !written) return written;
    }
    held_.clear();
    outcome_.padded += std::exchange(held_padded_, 0);
    cells_ = now;
    return {};
  }

  Result<void> write() {
    ++outcome_.rows;
    return writer_->row(cells_);
  }

  // Sets the cells of the output's row.
  void put(const CsvRecord& record, std::size_t fields, bool is_mended,
           const std::vector<std::size_t>& places) {
    const std::size_t width = places.size();
    std::fill(cells_.begin(), cells_.end(), std::string_view());
    bool is_repaired = false;
    const auto set = [&](std::size_t column, std::string_view value) {
      if (!is_valid_utf8(value)) {
        repaired_[column].clear();
        repair_utf8(value, repaired_[column]);
        value = repaired_[column];
        is_repaired = true;
      }
      cells_[column] = value;
    };
    for (std::size_t i = 0; i < fields && i < width; ++i) {
      const std::size_t column = places[i];
      std::string_view value = is_mended ? std::string_view(mended_[i]) : record.field(i, copies_[column]);
      if (i + 1 == width && fields > width) {
        folded_.assign(value);
        std::string scratch;
        for (std::size_t more = width; more < fields; ++more) {
          folded_ += record.dialect.delimiter;
          folded_ += record.field(more, scratch);
        }
        value = folded_;
      }
      set(column, value);
    }
    outcome_.folded += fields > width ? 1 : 0;
    outcome_.repaired += is_repaired ? 1 : 0;
  }

  Result<void> reject(const CsvRecord& record, const std::string& path) {
    ++outcome_.rejected;
    if (outcome_.rejects.size() < kShownRejects) {
      outcome_.rejects.push_back(
          fmt::format("{}:{}:{}: {}", path, record.line, record.column, reject_message(record)));
    }
    if (!rejects_) return {};
    CsvRow row(rejected_rows_);
    row.text(path).integer(record.row).integer(record.line).integer(record.column).integer(record.byte);
    row.word(reject_reason(record.kind)).text(reject_message(record)).text(record.raw).end();
    if (rejected_rows_.size() < kWriteBytes) return {};
    auto written = rejects_->write(rejected_rows_);
    rejected_rows_.clear();
    return written;
  }

  const ConvertOptions& options_;
  CsvDetection columns_;                          // of the output: only its columns are used
  std::vector<std::string> header_;               // as it stands in the first input that has the column
  std::vector<std::vector<std::size_t>> places_;  // by input: the output's column of each of its columns
  std::vector<std::string_view> cells_;
  std::vector<std::string> copies_;
  std::vector<std::string> repaired_;
  std::string folded_;
  std::vector<std::string> mended_;
  std::vector<std::vector<std::string>> held_;  // rows that are left out if nothing follows
  std::uint64_t held_padded_ = 0;
  std::string held_place_;
  bool after_gap_ = false;
  std::unique_ptr<TableWriter> writer_;
  std::optional<NewFile> rejects_;
  std::string rejected_rows_;
  ConvertOutcome outcome_;
};

}  // namespace

Checked<ConvertOutcome> convert_tables(const ConvertOptions& options) {
  return Converter(options).run();
}

}  // namespace verbatim
