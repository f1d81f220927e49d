#include "pipeline/first_records.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "pipeline/record_walk.h"
#include "scores/join_key.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

using Cells = std::vector<std::string>;

struct Found {
  std::uint64_t line = 0;
  Cells cells;
  std::vector<std::optional<Cells>> partners;  // the kept columns of each join
};

Cells cells_of(const CsvRecord& record) {
  Cells cells;
  std::string scratch;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    std::string& cell = cells.emplace_back();
    repair_utf8(record.field(i, scratch), cell);
  }
  return cells;
}

std::string cell_of(const ColumnRef& column, const CsvDetection& detection, const Found& found) {
  const Cells* from = &found.cells;
  int index = -1;
  if (column.join < 0) {
    index = index_of_column(detection, column.name);
  } else if (const auto& partner = found.partners[static_cast<std::size_t>(column.join)]) {
    from = &*partner;
    index = column.slot;
  }
  if (index < 0 || static_cast<std::size_t>(index) >= from->size()) return {};
  return (*from)[static_cast<std::size_t>(index)];
}

// Whoever wrote it does not want it shown.
bool is_opt_out(const Plan& plan, const CsvDetection& detection, const Found& found) {
  return std::any_of(plan.row_rules.begin(), plan.row_rules.end(), [&](const RowRulePlan& rule) {
    return rule.rule.row_class == RowClass::opt_out && rule.column.join < 0 &&
           rule.rule.matches(cell_of(rule.column, detection, found));
  });
}

// Looks the records' partners up, the first row of each key, as the analysis does.
Result<void> find_partners(const Plan& plan, const CsvDetection& detection, InputStore& store, std::size_t j,
                           bool ignores_case, std::vector<Found>& records) {
  const JoinPlan& join = plan.joins[j];
  JoinKeyWriter writer(ignores_case);
  std::vector<std::string> keys;
  std::size_t open = 0;
  for (Found& record : records) {
    writer.begin();
    for (const ColumnRef& key : join.keys) writer.add(cell_of(key, detection, record));
    keys.emplace_back(writer.key());
    record.partners.emplace_back();
    if (!keys.back().empty()) ++open;
  }
  if (open == 0) return {};
  const RecordVisit look = [&](const CsvRecord& row) {
    if (row.kind != CsvKind::record) return true;
    std::string scratch;
    writer.begin();
    for (const int column : join.other_keys) {
      const auto at = static_cast<std::size_t>(column);
      writer.add(at < row.fields.size() ? row.field(at, scratch) : std::string_view());
    }
    const std::string_view key = writer.key();
    for (std::size_t r = 0; r < records.size(); ++r) {
      if (key.empty() || keys[r] != key || records[r].partners[j]) continue;
      const Cells all = cells_of(row);
      Cells& kept = records[r].partners[j].emplace();
      for (const int column : join.columns) {
        const auto at = static_cast<std::size_t>(column);
        kept.push_back(at < all.size() ? all[at] : std::string());
      }
      --open;
    }
    return open > 0;
  };
  return walk_records(store, join.option.file, join.detection, look);
}

}  // namespace

Result<std::vector<FirstRecord>> first_records(const Plan& plan, InputStore& store, std::size_t count,
                                               bool ignores_case) {
  const auto input = std::find_if(plan.inputs.begin(), plan.inputs.end(),
                                  [](const InputPlan& other) { return !other.detection.is_empty; });
  if (input == plan.inputs.end()) return std::vector<FirstRecord>();
  const CsvDetection& detection = input->detection;
  std::vector<Found> found;
  const RecordVisit collect = [&](const CsvRecord& record) {
    if (record.kind != CsvKind::record || found.size() >= count) return found.size() < count;
    Found next{record.line, cells_of(record), {}};
    if (!is_opt_out(plan, detection, next)) found.push_back(std::move(next));
    return found.size() < count;
  };
  if (auto walked = walk_records(store, input->path, detection, collect); !walked)
    return tl::unexpected(walked.error());
  for (std::size_t j = 0; j < plan.joins.size(); ++j) {
    if (auto done = find_partners(plan, detection, store, j, ignores_case, found); !done)
      return tl::unexpected(done.error());
  }
  std::vector<FirstRecord> records;
  for (const Found& record : found) {
    FirstRecord& out = records.emplace_back();
    out.path = input->path;
    out.line = record.line;
    const auto add = [&](RecordRole role, const std::string& label, const ColumnRef& column) {
      if (column.is_set()) out.cells.push_back({role, label, cell_of(column, detection, record)});
    };
    for (const ColumnRef& text : plan.text)
      add(RecordRole::text, plan.text.size() > 1 ? text.name : "text", text);
    add(RecordRole::id, "id", plan.id);
    add(RecordRole::date, "date", plan.date);
    add(RecordRole::question, "question", plan.question);
    for (const ScorePlan& score : plan.scores) {
      add(RecordRole::score, score.spec.name, score.column);
      if (score.end_column.is_set())
        out.cells.back().value += " .. " + cell_of(score.end_column, detection, record);
    }
  }
  return records;
}

}  // namespace verbatim
