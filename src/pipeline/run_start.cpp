#include "pipeline/run_start.h"

#include <optional>

#include <fmt/format.h>

#include "pipeline/block_pipe.h"
#include "pipeline/block_worker.h"
#include "pipeline/record_walk.h"
#include "scores/join_key.h"

namespace verbatim {

namespace {

Result<JoinTable> load_join(InputStore& store, const AnalyzeOptions& options, const JoinPlan& plan,
                            std::vector<std::string>& warnings) {
  JoinTableBuilder builder(plan.columns.size(), random_hash_seed(), options.on_many == OnMany::last);
  JoinKeyWriter key(options.join_ignores_case);
  std::string scratch;
  std::optional<Error> repeated;
  std::vector<std::string> copies(plan.columns.size());
  std::vector<std::string_view> cells(plan.columns.size());
  std::uint64_t rejected = 0;
  std::uint64_t first_rejected_line = 0;
  const RecordVisit add = [&](const CsvRecord& record) {
    if (is_rejected(record.kind) && rejected++ == 0) first_rejected_line = record.line;
    if (record.kind != CsvKind::record) return true;
    key.begin();
    for (const int column : plan.other_keys) key.add(record.field(static_cast<std::size_t>(column), scratch));
    for (std::size_t c = 0; c < cells.size(); ++c)
      cells[c] = record.field(static_cast<std::size_t>(plan.columns[c]), copies[c]);
    if (builder.add(key.key(), cells) || options.on_many != OnMany::error) return true;
    repeated = Error{Fault::usage,
                     fmt::format("the key '{}' stands here again; --on-many first or last says which row "
                                 "counts",
                                 key.shown()),
                     {plan.option.file, record.line, 0}};
    return false;
  };
  if (auto read = walk_records(store, plan.option.file, plan.detection, add); !read)
    return tl::unexpected(read.error());
  if (repeated) return tl::unexpected(*repeated);
  if (rejected > 0) {
    warnings.push_back(fmt::format("{}:{}: {} rows of the joined file could not be read and were left out",
                                   plan.option.file, first_rejected_line, rejected));
  }
  return builder.finish();
}

}  // namespace

Result<void> load_joins(InputStore& store, RunContext& context, std::vector<std::string>& warnings) {
  for (const JoinPlan& plan : context.plan.joins) {
    auto table = load_join(store, context.options, plan, warnings);
    if (!table) return tl::unexpected(table.error());
    context.joins.push_back(std::move(*table));
  }
  return {};
}

Result<void> find_repeats(InputStore& store, RunContext& context, unsigned threads, InputNotes& notes,
                          bool reposts) {
  const Plan& plan = context.plan;
  const AnalyzeOptions& options = context.options;
  const bool by_id = plan.id.is_set() && plan.id.join < 0 && options.on_duplicate != OnDuplicate::keep;
  const bool by_post = reposts && plan.folds_reposts;
  if (!by_id && !by_post) return {};
  IdentityTable table(options.on_duplicate);
  RepostTable posts;
  PerThread<BlockWorker> workers([&] { return BlockWorker(context); });
  auto piped = pipe_blocks(
      plan, store, {options.block_bytes, threads},
      [&](const Block& block, std::uint64_t rows_before) {
        return workers.local().identify(block, rows_before, by_id, by_post);
      },
      [&](const BlockIdentity& found) -> Result<void> {
        if (auto added = table.add(found.keys); !added) return added;
        return posts.add(found.posts);
      });
  if (!piped) return piped;
  auto repeats = table.finish();
  if (!repeats) return tl::unexpected(repeats.error());
  notes.same_id_other_text = repeats->same_id_other_text;
  for (const IdentityClash& clash : repeats->clashes) {
    const auto name = [&](Ordinal at) {
      return fmt::format("{} row {}", plan.inputs[source_of(at)].path, row_of(at));
    };
    const char* kept = options.on_duplicate == OnDuplicate::fold    ? "both are kept"
                       : options.on_duplicate == OnDuplicate::first ? "only the first is kept"
                                                                    : "only the last is kept";
    notes.examples.push_back(
        fmt::format("{} has the id of {} but another text; {}", name(clash.second), name(clash.first), kept));
  }
  context.repeats = std::move(*repeats);
  if (!by_post) return {};
  auto copies = posts.finish(context.repeats);
  if (!copies) return tl::unexpected(copies.error());
  context.reposts = std::move(*copies);
  return {};
}

std::vector<JoinSummary> summarise_joins(const RunContext& context, const std::vector<JoinCounts>& counts,
                                         const std::vector<JoinUse>& uses,
                                         std::vector<std::string>& warnings) {
  std::vector<JoinSummary> out;
  for (std::size_t j = 0; j < context.plan.joins.size(); ++j) {
    const JoinOption& option = context.plan.joins[j].option;
    JoinSummary summary;
    summary.file = option.file;
    summary.key = option.key;
    summary.other_key = option.other_key;
    for (const JoinKey& more : option.more) {
      summary.key += ", " + more.key;
      summary.other_key += ", " + more.other_key;
    }
    summary.last_counts = context.options.on_many == OnMany::last;
    summary.matched = counts[j].matched;
    summary.unmatched = counts[j].unmatched;
    summary.empty_keys = counts[j].empty_keys;
    for (const std::string& key : counts[j].examples) {
      if (summary.examples.size() < JoinTable::kExamples) summary.examples.push_back(shown_key(key));
    }
    describe_join(context.joins[j], uses[j], summary);
    if (auto warning = mismatch_warning(summary)) {
      const std::string advice = mismatch_advice(context.joins[j], counts[j].examples);
      warnings.push_back(advice.empty() ? *warning : *warning + "; " + advice);
    }
    if (auto warning = repeated_keys_warning(context.joins[j], summary)) warnings.push_back(*warning);
    out.push_back(std::move(summary));
  }
  return out;
}

}  // namespace verbatim
