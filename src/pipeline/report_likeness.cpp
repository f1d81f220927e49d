#include "pipeline/report_likeness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

namespace verbatim {
namespace {

std::string listed(std::vector<std::string> items, std::string_view none) {
  if (items.empty()) return std::string(none);
  std::sort(items.begin(), items.end());
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string or_none(const std::string& value) {
  return value.empty() ? "none" : value;
}

std::string major_of(const std::string& version) {
  return version.substr(0, version.find('.'));
}

std::string condition_text(const Condition& condition) {
  static constexpr std::array<std::string_view, 6> kTests = {"=", "!=", "<", "<=", ">", ">="};
  return fmt::format("{}{}{}", condition.column, kTests[static_cast<std::size_t>(condition.test)],
                     condition.value);
}

// The columns that are asked, sorted.
std::vector<std::string> columns_of(const std::vector<Condition>& where) {
  std::vector<std::string> columns;
  for (const Condition& condition : where) columns.push_back(condition.column);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

// Whether no row passes both: a column must equal two different values.
bool is_disjoint(const std::vector<Condition>& before, const std::vector<Condition>& after) {
  return std::any_of(before.begin(), before.end(), [&](const Condition& a) {
    return std::any_of(after.begin(), after.end(), [&](const Condition& b) {
      return a.column == b.column && a.test == Condition::Test::equal && b.test == Condition::Test::equal &&
             a.value != b.value;
    });
  });
}

std::string exclusions(const AnalyzeOptions& options) {
  std::vector<std::string> parts;
  for (const RowClass row_class : options.include)
    parts.push_back(fmt::format("--include {}", name(row_class)));
  for (const RowExclusion& own : options.exclude) {
    parts.push_back(
        fmt::format("--exclude {}:{}={}", name(own.row_class), own.column, fmt::join(own.values, ",")));
  }
  return listed(parts, "as found");
}

std::string packs(const LexiconOptions& lexicon) {
  return lexicon.no_packs ? "none" : listed(lexicon.packs, "all");
}

std::string on_duplicate(const AnalyzeOptions& options) {
  static constexpr std::array<std::string_view, 4> kNames = {"fold", "keep", "first", "last"};
  return std::string(kNames[static_cast<std::size_t>(options.on_duplicate)]);
}

// Collects what differs.
class Differences {
 public:
  void add(std::string what, std::string before, std::string after) {
    if (before != after) found_.push_back({std::move(what), std::move(before), std::move(after)});
  }
  std::vector<Unlikeness> take() { return std::move(found_); }

 private:
  std::vector<Unlikeness> found_;
};

void compare_options(const AnalyzeOptions& before, const AnalyzeOptions& after, Differences& found) {
  found.add("language", before.lexicon.language, after.lexicon.language);
  found.add("packs", packs(before.lexicon), packs(after.lexicon));
  if (columns_of(before.where) != columns_of(after.where))
    found.add("rows (--where)", where_text(before.where), where_text(after.where));
  found.add("rows left out", exclusions(before), exclusions(after));
  found.add("--on-duplicate", on_duplicate(before), on_duplicate(after));
  found.add("--missing", listed(before.missing, "none"), listed(after.missing, "none"));
  found.add("--limit", before.limit == 0 ? "none" : fmt::format("{}", before.limit),
            after.limit == 0 ? "none" : fmt::format("{}", after.limit));
  found.add("broken characters", before.repair ? "mended" : "left as they are",
            after.repair ? "mended" : "left as they are");
}

}  // namespace

std::string where_text(const std::vector<Condition>& where) {
  if (where.empty()) return "all rows";
  std::vector<std::string> parts;
  for (const Condition& condition : where) parts.push_back(condition_text(condition));
  return fmt::format("{}", fmt::join(parts, " and "));
}

std::vector<Unlikeness> unlike_parts(const ReportSide& before, const ReportSide& after) {
  Differences found;
  const Report& old_report = before.facts.report;
  const Report& new_report = after.facts.report;
  found.add("lexicon", old_report.lexicon_version, new_report.lexicon_version);
  found.add("program", major_of(old_report.program_version), major_of(new_report.program_version));
  for (const ScoreSummary& score : new_report.scores) {
    for (const ScoreSummary& other : old_report.scores) {
      if (other.name == score.name)
        found.add("kind of score " + score.name, kind_name(other.meaning), kind_name(score.meaning));
    }
  }
  found.add("--weight", or_none(old_report.weighted_by), or_none(new_report.weighted_by));
  found.add("--customer", or_none(old_report.clustered_by), or_none(new_report.clustered_by));
  if (before.origin && after.origin) {
    found.add("text columns", listed(before.origin->text_columns, "none"),
              listed(after.origin->text_columns, "none"));
    found.add("--question", or_none(before.origin->question_column), or_none(after.origin->question_column));
    found.add("reposts", before.origin->folds_reposts ? "folded" : "counted one by one",
              after.origin->folds_reposts ? "folded" : "counted one by one");
  }
  if (before.options && after.options) compare_options(*before.options, *after.options, found);
  return found.take();
}

OverlapSummary overlap_of(const ReportSide& before, const ReportSide& after) {
  OverlapSummary out;
  if (!before.origin || !after.origin) return out;
  if (before.options && after.options && is_disjoint(before.options->where, after.options->where)) return out;
  for (const InputSummary& input : after.origin->inputs) {
    const auto matches = [&](const InputSummary& other) {
      return !input.hash.empty() && input.hash == other.hash;
    };
    const auto has_its_path = [&](const InputSummary& other) { return input.path == other.path; };
    const std::vector<InputSummary>& others = before.origin->inputs;
    if (std::any_of(others.begin(), others.end(), matches)) {
      out.same.push_back(input.path);
    } else if (input.path != "-" && std::any_of(others.begin(), others.end(), has_its_path)) {
      out.changed.push_back(input.path);
    }
  }
  if (!out.same.empty() || !out.changed.empty()) out.overlap = Overlap::some;
  const bool is_same_count = before.origin->inputs.size() == after.origin->inputs.size();
  const bool is_same_where = before.options && after.options &&
                             where_text(before.options->where) == where_text(after.options->where);
  if (!out.same.empty() && out.same.size() == after.origin->inputs.size() && is_same_count && is_same_where)
    out.overlap = Overlap::all;
  return out;
}

}  // namespace verbatim
