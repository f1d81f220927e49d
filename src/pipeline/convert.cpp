#include "pipeline/convert.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "input/input_store.h"
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

class Converter {
 public:
  explicit Converter(const ConvertOptions& options) : options_(options) {}

  Checked<ConvertOutcome> run() {
    InputStore store;
    auto plan = make_plan(options_.input, store, false);
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
    if (auto written = writer_->header(columns_.columns); !written) return failed(written.error());
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
      for (const std::string& column : input.detection.columns) {
        int at = input.detection.has_header ? index_of_column(columns_, column) : -1;
        if (!input.detection.has_header && places.size() < columns_.columns.size())
          at = static_cast<int>(places.size());  // without names, by place
        if (at < 0) {
          at = static_cast<int>(columns_.columns.size());
          columns_.columns.push_back(column);
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
    if (mends) layout.width = 0;
    Result<void> written;
    const RecordVisit visit = [&](const CsvRecord& record) {
      if (record.kind == CsvKind::blank) return true;
      if (record.kind == CsvKind::repeated_header) {
        ++outcome_.repeated_headers;
        return true;
      }
      if (is_rejected(record.kind)) {
        written = reject(record, input.path);
        return written.has_value();
      }
      if (options_.input.limit > 0 && outcome_.rows >= options_.input.limit) return false;
      written = put(record, width, places, layout.trailing_delimiter);
      return written.has_value();
    };
    if (auto walked = walk_records(store, input.path, detection, visit); !walked) return walked;
    return written;
  }

  Result<void> put(const CsvRecord& record, std::size_t width, const std::vector<std::size_t>& places,
                   bool trailing_delimiter) {
    std::size_t fields = record.fields.size();
    if (trailing_delimiter && fields == width + 1 && record.fields.back().text.empty()) --fields;
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
      std::string_view value = record.field(i, copies_[column]);
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
    outcome_.padded += fields < width ? 1 : 0;
    outcome_.folded += fields > width ? 1 : 0;
    outcome_.repaired += is_repaired ? 1 : 0;
    ++outcome_.rows;
    return writer_->row(cells_);
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
  std::vector<std::vector<std::size_t>> places_;  // by input: the output's column of each of its columns
  std::vector<std::string_view> cells_;
  std::vector<std::string> copies_;
  std::vector<std::string> repaired_;
  std::string folded_;
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
