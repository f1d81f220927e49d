#include "pipeline/plan.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "input/csv_record.h"
#include "input/input_list.h"
#include "input/text_encoding.h"
#include "pipeline/calendar_file.h"
#include "pipeline/format_vote.h"
#include "pipeline/plan_file.h"
#include "pipeline/preset_roles.h"
#include "pipeline/record_walk.h"
#include "pipeline/row_rules.h"
#include "pipeline/social_columns.h"
#include "scores/cell_trim.h"
#include "scores/unit_scale.h"
#include "text/double_encoding.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

// What a whole column decides is decided on so many bytes of each file.
constexpr std::uint64_t kVoteBytes = std::uint64_t{64} << 20;
constexpr std::size_t kGuessRows = 2000;

std::string folded_name(std::string_view name) {
  std::string folded;
  for (const char c : trim_cell(name))
    folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return folded;
}

class Planner {
 public:
  Planner(const AnalyzeOptions& options, InputStore& store, bool needs_text)
      : options_(options), store_(store), needs_text_(needs_text) {}

  Checked<Plan> make() {
    if (!options_.plan_file.empty()) {
      auto loaded = load_plan(options_.plan_file);
      if (!loaded) return tl::unexpected(Errors{loaded.error()});
      frozen_ = std::move(*loaded);
    }
    if (!options_.format.encoding.empty()) {
      auto encoding = parse_encoding_name(options_.format.encoding);
      if (!encoding) return tl::unexpected(Errors{encoding.error()});
      store_.tell_encoding(*encoding);
    }
    open_inputs();
    open_joins();
    if (!errors_.empty()) return tl::unexpected(errors_);
    if (plan_.inputs.empty()) {
      add(Fault::usage, "no input; name one or more files, or - for standard input");
      return tl::unexpected(errors_);
    }
    if (frozen_) {
      take_roles();
    } else {
      guess_roles();
      take_presets();
    }
    plan_.missing = frozen_ && options_.missing.empty() ? frozen_->missing : options_.missing;
    resolve_columns();
    suggest_scores();
    resolve_scores();
    resolve_calendar();
    resolve_conditions();
    resolve_row_rules();
    resolve_posts();
    resolve_cuts();
    note_missing_columns();
    if (errors_.empty()) {
      if (frozen_) {
        take_formats();
      } else {
        for (Error& error : vote_formats(options_, store_, first_path(), plan_))
          errors_.push_back(std::move(error));
      }
      set_missing_codes(plan_);
      check_date();
    }
    if (!errors_.empty()) return tl::unexpected(errors_);
    return std::move(plan_);
  }

 private:
  void add(Fault fault, std::string message, Place place = {}) {
    errors_.push_back({fault, std::move(message), std::move(place)});
  }

  // Detects how a file is written, or finds its place in what the plan has frozen.
  std::optional<CsvDetection> detect(const std::string& path, std::uint64_t& bytes,
                                     const CsvDetection* frozen, bool is_join = false) {
    if (frozen != nullptr) store_.tell_encoding(path, frozen->encoding);
    auto form = store_.form(path);
    if (!form) {
      errors_.push_back(form.error());
      return std::nullopt;
    }
    TableOptions tables;
    tables.sheet = options_.format.sheet;
    tables.sheet_must_exist = !is_join;
    tables.skip_lines = options_.format.skip_lines;
    tables.header_rows = options_.format.header_rows;
    if (frozen != nullptr && tables.sheet.empty()) tables.sheet = frozen->sheet;
    store_.read_tables_as(tables);
    auto source = store_.open(path);
    if (!source) {
      errors_.push_back(source.error());
      return std::nullopt;
    }
    bytes = store_.size(path);
    if (const CsvDetection* table = store_.table(path); table != nullptr) return taken(*table, frozen);
    auto sample = read_sample(**source, kCsvSampleBytes);
    if (!sample) {
      errors_.push_back(sample.error());
      return std::nullopt;
    }
    CsvOverrides overrides;
    overrides.delimiter = options_.format.delimiter;
    overrides.quote = options_.format.quote;
    overrides.escape = options_.format.escape;
    overrides.blank_after_delimiter = options_.format.blank_after_delimiter;
    overrides.merge_delimiters = options_.format.merge_delimiters;
    overrides.mend_quotes = options_.format.mend_quotes;
    overrides.skip_lines = options_.format.skip_lines;
    overrides.header_rows = options_.format.header_rows;
    auto detection = frozen != nullptr ? place_detection(*frozen, sample->bytes, sample->is_whole)
                                       : detect_csv(sample->bytes, sample->is_whole, overrides);
    if (!detection) {
      Error error = detection.error();
      error.place.file = path;
      errors_.push_back(std::move(error));
      return std::nullopt;
    }
    detection->encoding = form->encoding.name;
    detection->evidence.insert(detection->evidence.begin(), form->describe());
    if (frozen == nullptr && (form->encoding.name != kUtf8 || form->encoding.is_guess)) {
      plan_.evidence.push_back(
          fmt::format("{}: encoding {} ({})", path, form->encoding.name, form->encoding.reason));
    }
    for (auto* cells : {&detection->header_cells, &detection->questions}) {
      for (std::string& cell : *cells) {
        std::string repaired;
        repair_utf8(cell, repaired);
        std::string mended;
        const bool mends = options_.repair && may_be_encoded_twice(repaired);
        cell = mends && undo_double_encoding(repaired, mended) ? mended : repaired;
      }
    }
    for (std::string& column : detection->columns) {
      std::string repaired;
      repair_utf8(column, repaired);
      std::string mended;
      if (options_.repair && may_be_encoded_twice(repaired) && undo_double_encoding(repaired, mended)) {
        detection->notes.push_back(
            fmt::format("column '{}' was encoded twice and is read as '{}'", repaired, mended));
        repaired = std::move(mended);
      }
      column = std::move(repaired);
    }
    return std::move(*detection);
  }

  // The columns of a table; those that a plan has and this part of its input has not are empty.
  static CsvDetection taken(const CsvDetection& table, const CsvDetection* frozen) {
    CsvDetection detection = table;
    if (frozen == nullptr) return detection;
    detection.preset = frozen->preset;
    for (const std::string& column : frozen->columns) {
      if (index_of_column(detection, column) < 0) detection.columns.push_back(column);
    }
    detection.layout.width = detection.columns.size();
    return detection;
  }

  void open_inputs() {
    const InputList inputs = expand_inputs(options_.inputs, store_);
    errors_.insert(errors_.end(), inputs.errors.begin(), inputs.errors.end());
    const std::vector<std::string>& paths = inputs.paths;
    plan_.warnings.insert(plan_.warnings.end(), inputs.left_out.begin(), inputs.left_out.end());
    plan_.evidence.insert(plan_.evidence.end(), inputs.reports.begin(), inputs.reports.end());
    std::map<std::string, std::string> known;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::string& path = paths[i];
      check_out_folder(path);
      const std::string identity = path == "-" ? "-" : InputStore::identity(path);
      if (!identity.empty()) {
        const auto [at, is_new] = known.try_emplace(identity, path);
        if (!is_new) {
          add(Fault::usage, fmt::format("is the same file as {}; give it once", at->second), {path, 0, 0});
          continue;
        }
      }
      InputPlan input;
      input.path = path;
      const CsvDetection* frozen = nullptr;
      if (frozen_) {
        auto found = frozen_->input(i, paths.size());
        if (!found) {
          errors_.push_back(found.error());
          return;
        }
        frozen = *found;
      }
      auto detection = detect(path, input.bytes, frozen);
      if (!detection) continue;
      input.detection = std::move(*detection);
      if (input.detection.is_empty) plan_.warnings.push_back(fmt::format("{}: empty file, 0 rows", path));
      if (frozen_) {
        for (const std::string& evidence : input.detection.evidence)
          plan_.evidence.push_back(fmt::format("{}: {}", path, evidence));
      }
      for (const std::string& note : input.detection.notes)
        plan_.warnings.push_back(fmt::format("{}: {}", path, note));
      plan_.inputs.push_back(std::move(input));
    }
  }

  // What a folder or a pattern stands for is known only now: none of it may be replaced by the report.
  void check_out_folder(const std::string& path) {
    namespace fs = std::filesystem;
    if (options_.out_folder.empty() || path == "-") return;
    std::error_code no_such;
    const fs::path out = fs::canonical(options_.out_folder, no_such);
    if (no_such) return;
    const fs::path file = fs::canonical(store_.file_of(path), no_such);
    if (!no_such && file.parent_path() == out)
      add(Fault::usage, "is an input and lies in the folder of --out; name another folder", {path, 0, 0});
  }

  void open_joins() {
    if (frozen_ && frozen_->joins.size() != options_.joins.size()) {
      add(Fault::usage,
          fmt::format(
              "the plan was made with {} --join, and {} are given; give the same ones to inspect --plan",
              frozen_->joins.size(), options_.joins.size()),
          {frozen_->path, 0, 0});
      return;
    }
    for (std::size_t j = 0; j < options_.joins.size(); ++j) {
      const JoinOption& option = options_.joins[j];
      JoinPlan join;
      join.option = option;
      const InputList tables = expand_inputs({option.file}, store_);
      errors_.insert(errors_.end(), tables.errors.begin(), tables.errors.end());
      if (!tables.errors.empty()) continue;
      if (tables.paths.size() > 1) {
        add(Fault::usage,
            fmt::format("--join takes one table, and this holds {}: {}; name one of them",
                        tables.paths.size(), fmt::join(tables.paths, ", ")),
            {option.file, 0, 0});
        continue;
      }
      join.option.file = tables.paths.front();
      check_out_folder(join.option.file);
      std::uint64_t bytes = 0;
      auto detection = detect(join.option.file, bytes, frozen_ ? &frozen_->joins[j] : nullptr, true);
      if (!detection) continue;
      join.detection = std::move(*detection);
      if (join.detection.is_empty) {
        add(Fault::bad_input, "the file to join is empty", {join.option.file, 0, 0});
        continue;
      }
      bool has_keys = true;
      for (const JoinKey& key : keys_of(option)) {
        join.other_keys.push_back(index_of_column(join.detection, key.other_key));
        if (join.other_keys.back() >= 0) continue;
        add(Fault::usage, unknown_column(key.other_key, join.detection.columns), {join.option.file, 0, 0});
        has_keys = false;
      }
      if (has_keys) plan_.joins.push_back(std::move(join));
    }
  }

  const CsvDetection& first() const {
    for (const InputPlan& input : plan_.inputs) {
      if (!input.detection.is_empty) return input.detection;
    }
    return plan_.inputs.front().detection;
  }
  const std::string& first_path() const {
    for (const InputPlan& input : plan_.inputs) {
      if (!input.detection.is_empty) return input.path;
    }
    return plan_.inputs.front().path;
  }

  static std::string unknown_column(const std::string& name, const std::vector<std::string>& columns) {
    std::string message = fmt::format("no column named '{}'", name);
    const std::string wanted = folded_name(name);
    const std::string* nearest = nullptr;
    std::size_t distance = wanted.size() / 2 + 1;
    for (const std::string& column : columns) {
      if (column.size() > wanted.size() + distance) continue;
      const std::size_t d = edit_distance(wanted, folded_name(column));
      if (d < distance) {
        distance = d;
        nearest = &column;
      }
    }
    if (nearest != nullptr) message += fmt::format("; did you mean '{}'?", *nearest);
    constexpr std::size_t kShown = 30;
    const std::size_t shown = std::min(columns.size(), kShown);
    message +=
        fmt::format("; the columns are {}{}",
                    fmt::join(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                    columns.size() > shown ? fmt::format(" and {} more", columns.size() - shown) : "");
    message += "; a file without a header takes --header-rows 0 and columns by #n";
    return message;
  }

  // A column by its name: of the inputs, else of the joins in their order. Every input must have it if
  // `everywhere`.
  std::optional<ColumnRef> find_column(const std::string& name, std::size_t joins, bool everywhere) {
    std::size_t have = 0;
    std::size_t filled = 0;
    const InputPlan* without = nullptr;
    for (const InputPlan& input : plan_.inputs) {
      if (input.detection.is_empty) continue;
      ++filled;
      if (index_of_column(input.detection, name) >= 0) {
        ++have;
      } else if (without == nullptr) {
        without = &input;
      }
    }
    if (have > 0 && have < filled && everywhere) {
      add(Fault::usage, unknown_column(name, without->detection.columns), {without->path, 0, 0});
      return std::nullopt;
    }
    if (have > 0) return ColumnRef{name, -1, -1};
    std::vector<std::string> all = first().columns;
    for (std::size_t j = 0; j < joins && j < plan_.joins.size(); ++j) {
      JoinPlan& join = plan_.joins[j];
      const int index = index_of_column(join.detection, name);
      if (index < 0) {
        all.insert(all.end(), join.detection.columns.begin(), join.detection.columns.end());
        continue;
      }
      auto slot = std::find(join.columns.begin(), join.columns.end(), index);
      if (slot == join.columns.end()) slot = join.columns.insert(join.columns.end(), index);
      return ColumnRef{name, static_cast<int>(j), static_cast<int>(slot - join.columns.begin())};
    }
    if (filled == 0) return ColumnRef{name, -1, -1};  // nothing but empty files: no row will ask
    add(Fault::usage, unknown_column(name, all), {first_path(), 0, 0});
    return std::nullopt;
  }

  // The cells of a file's first records.
  PresetRows first_rows(const std::string& path, const CsvDetection& detection) {
    PresetRows rows;
    if (detection.is_empty) return rows;
    std::string scratch;
    const RecordVisit collect = [&](const CsvRecord& record) {
      if (record.kind != CsvKind::record) return true;
      std::vector<std::string> row;
      row.reserve(record.fields.size());
      for (std::size_t i = 0; i < record.fields.size(); ++i) row.emplace_back(record.field(i, scratch));
      if (row.size() == detection.columns.size()) rows.push_back(std::move(row));
      return rows.size() < kGuessRows;
    };
    auto visited = walk_records(store_, path, detection, collect, kVoteBytes);
    if (!visited) errors_.push_back(visited.error());
    return rows;
  }

  void guess_roles() {
    const CsvDetection& detection = first();
    const PresetRows rows = first_rows(first_path(), detection);
    guesses_ = guess_columns(with_questions(detection.columns, detection.questions), rows);
    plan_.score_guesses = guesses_.scores;
    int text = guesses_.text.column;
    if (!options_.text_columns.empty()) text = index_of_column(detection, options_.text_columns.front());
    social_ = guess_social(detection.columns, rows, text);
    guess_row_classes(rows);
    if (options_.scores.empty()) guess_scores_of_joins();
  }

  void guess_scores_of_joins() {
    for (std::size_t j = 0; j < plan_.joins.size(); ++j) {
      const JoinPlan& join = plan_.joins[j];
      const PresetRows rows = first_rows(join.option.file, join.detection);
      for (ScoreGuess& guess : guess_joined_scores(options_, join.detection.columns, rows)) {
        guess.join = static_cast<int>(j);
        plan_.score_guesses.push_back(std::move(guess));
      }
    }
  }

  void add_rule(const RowRule& rule) {
    const bool is_known = std::any_of(rules_.begin(), rules_.end(), [&](const RowRule& other) {
      return other.row_class == rule.row_class && folded_name(other.column) == folded_name(rule.column);
    });
    if (!is_known) rules_.push_back(rule);
  }

  // Files of one run may have columns of their own; what each says of its rows holds for that name.
  void guess_row_classes(const PresetRows& rows_of_first) {
    const CsvDetection* const first_detection = &first();
    for (const InputPlan& input : plan_.inputs) {
      const CsvDetection& detection = input.detection;
      if (detection.is_empty || !names_row_classes(detection.columns)) continue;
      const RowRuleGuesses guessed =
          guess_row_rules(detection.columns,
                          &detection == first_detection ? rows_of_first : first_rows(input.path, detection));
      for (const RowRule& rule : guessed.rules) add_rule(rule);
      for (const std::string& remark : guessed.remarks) {
        if (std::find(plan_.warnings.begin(), plan_.warnings.end(), remark) == plan_.warnings.end())
          plan_.warnings.push_back(remark);
      }
    }
  }

  static std::vector<JoinKey> keys_of(const JoinOption& option) {
    std::vector<JoinKey> keys = {{option.key, option.other_key}};
    keys.insert(keys.end(), option.more.begin(), option.more.end());
    return keys;
  }

  // What the inputs' presets say, where no option says otherwise.
  void take_presets() {
    if (!errors_.empty()) return;
    auto roles = preset_roles(options_, plan_.inputs, [this](const InputPlan& input) {
      return first_rows(input.path, input.detection);
    });
    if (!roles) {
      errors_.push_back(roles.error());
      return;
    }
    plan_.evidence.insert(plan_.evidence.end(), roles->evidence.begin(), roles->evidence.end());
    plan_.warnings.insert(plan_.warnings.end(), roles->warnings.begin(), roles->warnings.end());
    for (const PresetRowRule& rule : roles->row_rules) {
      if (const auto row_class = row_class_of(rule.row_class))
        add_rule({*row_class, rule.column, rule.values, 0, false});
    }
    if (options_.missing.empty()) options_.missing = roles->missing;
    if (options_.text_columns.empty() && !roles->text.empty()) {
      if (first().preset.empty() && guesses_.text.column >= 0)
        options_.text_columns.push_back(role("", guesses_.text, "text", "--text").name);
      options_.text_columns.insert(options_.text_columns.end(), roles->text.begin(), roles->text.end());
    }
    if (options_.id_column.empty()) options_.id_column = roles->id;
    // Not as if it were asked for: an order that cannot be told would stop the run.
    if (options_.date_column.empty()) preset_date_ = roles->date;
    if (options_.scores.empty()) options_.scores = roles->scores;
    drop_guesses(*roles);
  }

  // No guess is told of a column that a preset knows, or that has a score.
  void drop_guesses(const PresetRoles& roles) {
    std::erase_if(plan_.score_guesses, [&](const ScoreGuess& guess) {
      const bool is_here = guess.join < 0;
      const std::string& column = is_here ? column_name(guess.column)
                                          : plan_.joins[static_cast<std::size_t>(guess.join)]
                                                .detection.columns[static_cast<std::size_t>(guess.column)];
      if (is_here) return roles.knows(column);
      // A name that the inputs have, too, is theirs.
      return std::any_of(plan_.inputs.begin(), plan_.inputs.end(), [&](const InputPlan& input) {
        return index_of_column(input.detection, column) >= 0;
      });
    });
    if (guesses_.question.column >= 0 && roles.knows(column_name(guesses_.question.column)))
      guesses_.question = {};
  }

  // What looks like a score is not used before somebody says so.
  void suggest_scores() {
    if (!options_.scores.empty()) return;
    std::set<std::string> names;
    for (const ScoreGuess& guess : plan_.score_guesses) {
      const std::vector<std::string>& columns =
          guess.join < 0 ? first().columns
                         : plan_.joins[static_cast<std::size_t>(guess.join)].detection.columns;
      plan_.suggestions.push_back(
          fmt::format("score: column '{}' looks like {} ({}); add --score '{}' to use it",
                      columns[static_cast<std::size_t>(guess.column)], guess.kind, guess.reason,
                      typed_score(score_name_of(guess.kind, names), columns, guess.column, guess.kind)));
    }
  }

  // The roles of the plan, where no option says otherwise.
  void take_roles() {
    const auto take = [](std::string& asked, const std::string& frozen) {
      if (asked.empty()) asked = frozen;
    };
    rules_ = frozen_->row_rules;
    social_.is_social = frozen_->folds_reposts;
    social_.reason = "as in the plan";
    take(options_.author_column, frozen_->author);
    take(options_.reach_column, frozen_->reach);
    if (options_.text_columns.empty()) options_.text_columns = frozen_->text;
    take(options_.id_column, frozen_->id);
    take(options_.date_column, frozen_->date);
    take(options_.question_column, frozen_->question);
    if (options_.scores.empty()) {
      for (const FrozenScore& score : frozen_->scores) {
        options_.scores.push_back(fmt::format("{}={}:{}", score.spec.name, score.spec.column_text(),
                                              kind_name(score.spec.meaning)));
      }
    }
    if (options_.text_columns.empty() && needs_text_)
      add(Fault::usage, "the plan names no column with comments; name it with --text COL",
          {frozen_->path, 0, 0});
  }

  const std::string& column_name(int index) const { return first().columns[static_cast<std::size_t>(index)]; }

  ColumnRef role(const std::string& asked, const RoleGuess& guess, std::string_view what,
                 std::string_view option) {
    if (!asked.empty()) {
      auto found = find_column(asked, plan_.joins.size(), false);
      return found ? *found : ColumnRef{};
    }
    if (guess.column < 0) return {};
    const std::string name = column_name(guess.column);
    plan_.evidence.push_back(
        fmt::format("{}: column '{}' ({}); {} COL to choose another", what, name, guess.reason, option));
    return ColumnRef{name, -1, -1};
  }

  void resolve_columns() {
    for (std::size_t j = 0; j < plan_.joins.size(); ++j) {
      // A key may come from the inputs or from a table that was joined before.
      for (const JoinKey& key : keys_of(plan_.joins[j].option)) {
        if (auto column = find_column(key.key, j, true)) plan_.joins[j].keys.push_back(*column);
      }
    }
    if (options_.text_columns.empty() && !frozen_) {
      if (guesses_.text.column >= 0) {
        plan_.text.push_back(role("", guesses_.text, "text", "--text"));
      } else if (needs_text_ && !first().is_empty) {
        add(Fault::usage,
            fmt::format("no column looks like comments; name it with --text COL; the columns are {}",
                        fmt::join(first().columns, ", ")),
            {first_path(), 0, 0});
      }
    }
    std::set<std::string> seen;
    for (const std::string& name : options_.text_columns) {
      if (!seen.insert(folded_name(name)).second) continue;
      if (auto column = find_column(name, plan_.joins.size(), false)) plan_.text.push_back(*column);
    }
    check_text();
    plan_.id = role(options_.id_column, guesses_.id, "id", "--id");
    if (preset_date_.empty()) {
      plan_.date = role(options_.date_column, guesses_.date, "date", "--date");
    } else {
      plan_.date = {preset_date_, -1, -1};
    }
    plan_.question = role(options_.question_column, guesses_.question, "question", "--question");
    plan_.cluster =
        asked_column(options_.customer_column.empty() ? options_.unit_column : options_.customer_column);
    plan_.customer = asked_column(options_.customer_column);
    plan_.weight = asked_column(options_.weight_column);
    plan_.adjust = asked_column(options_.adjust_column);
    if (options_.keep_columns.size() == 1 && options_.keep_columns.front() == "all") {
      std::set<std::string> kept;
      for (const InputPlan& input : plan_.inputs) {
        for (const std::string& column : input.detection.columns) {
          if (kept.insert(folded_name(column)).second) plan_.keep.push_back({column, -1, -1});
        }
      }
    } else {
      for (const std::string& name : options_.keep_columns) {
        if (auto column = find_column(name, plan_.joins.size(), false)) plan_.keep.push_back(*column);
      }
    }
  }

  ColumnRef asked_column(const std::string& name) {
    if (name.empty()) return {};
    return find_column(name, plan_.joins.size(), false).value_or(ColumnRef{});
  }

  // Inputs are united by the names of their columns, but one without any comments must be a mistake.
  void check_text() {
    const bool all_here = std::all_of(plan_.text.begin(), plan_.text.end(),
                                      [](const ColumnRef& column) { return column.join < 0; });
    if (!needs_text_ || plan_.text.empty() || !all_here) return;
    for (const InputPlan& input : plan_.inputs) {
      const CsvDetection& detection = input.detection;
      if (detection.is_empty) continue;
      const bool has_text = std::any_of(plan_.text.begin(), plan_.text.end(), [&](const ColumnRef& column) {
        return index_of_column(detection, column.name) >= 0;
      });
      if (has_text) continue;
      std::string message = unknown_column(plan_.text.front().name, detection.columns);
      if (plan_.inputs.size() > 1)
        message += "; name its comments with one more --text COL, or leave this file out";
      add(Fault::usage, std::move(message), {input.path, 0, 0});
    }
  }

  // Each column that an input lacks is told once.
  void note_missing_columns() {
    std::vector<const ColumnRef*> asked = {&plan_.id,      &plan_.date,   &plan_.question,
                                           &plan_.cluster, &plan_.weight, &plan_.adjust};
    for (const ColumnRef& text : plan_.text) asked.push_back(&text);
    for (const ScorePlan& score : plan_.scores) {
      asked.push_back(&score.column);
      asked.push_back(&score.end_column);
    }
    for (const ConditionPlan& where : plan_.where) asked.push_back(&where.column);
    for (const ColumnRef& segment : plan_.segments) asked.push_back(&segment);
    for (const EventPlan& event : plan_.events) asked.push_back(&event.column);
    for (const ColumnRef* column : {&plan_.customer, &plan_.stage, &plan_.benchmark}) asked.push_back(column);
    for (const RowRulePlan& rule : plan_.row_rules) {
      if (rule.rule.is_own) asked.push_back(&rule.column);
    }
    for (const ColumnRef* column : {&plan_.author, &plan_.reach}) asked.push_back(column);
    if (options_.keep_columns != std::vector<std::string>{"all"}) {
      for (const ColumnRef& keep : plan_.keep) asked.push_back(&keep);
    }
    for (const InputPlan& input : plan_.inputs) {
      if (input.detection.is_empty) continue;
      std::set<std::string> told;
      for (const ColumnRef* column : asked) {
        if (!column->is_set() || column->join >= 0 || index_of_column(input.detection, column->name) >= 0)
          continue;
        if (told.insert(folded_name(column->name)).second)
          plan_.warnings.push_back(
              fmt::format("{}: no column '{}'; it is empty there", input.path, column->name));
      }
    }
  }

  void resolve_scores() {
    auto specs = parse_score_specs(options_.scores);
    if (!specs) {
      errors_.push_back(specs.error());
      return;
    }
    for (ScoreSpec& spec : *specs) {
      ScorePlan score;
      score.spec = std::move(spec);
      if (auto column = find_column(score.spec.column, plan_.joins.size(), false)) score.column = *column;
      if (score.spec.is_span()) {
        if (auto column = find_column(score.spec.end_column, plan_.joins.size(), false))
          score.end_column = *column;
      }
      plan_.scores.push_back(std::move(score));
    }
  }

  // A calendar that counts nothing is as wrong as a missing one: the user meant business hours.
  void resolve_calendar() {
    if (plan_.scores.size() != options_.scores.size()) return;  // they could not be read, which is told
    const auto score = std::find_if(plan_.scores.begin(), plan_.scores.end(), [](const ScorePlan& plan) {
      return plan.spec.meaning.unit == TimeUnit::business_hour;
    });
    const std::string& file = options_.calendar_file;
    if (!file.empty()) {
      auto calendar = load_calendar(file);
      if (!calendar) {
        errors_.insert(errors_.end(), calendar.error().begin(), calendar.error().end());
        return;
      }
      plan_.calendar = std::make_shared<const BusinessCalendar>(std::move(*calendar));
    } else if (frozen_) {
      plan_.calendar = frozen_->calendar;
    }
    if (score == plan_.scores.end()) {
      plan_.calendar.reset();
      if (!file.empty())
        add(Fault::usage, fmt::format("--calendar {}: no score is in business hours; write --score "
                                      "NAME=COL1..COL2:ttr:bh, or leave --calendar out",
                                      file));
      return;
    }
    if (!plan_.calendar) {
      add(Fault::usage,
          fmt::format("score '{}' is in business hours; say which they are with --calendar FILE, "
                      "a file such as {}",
                      score->spec.name, sample_calendar()));
    }
  }

  void resolve_conditions() {
    for (const Condition& condition : options_.where) {
      ConditionPlan plan;
      plan.condition = condition;
      for (std::size_t s = 0; s < plan_.scores.size(); ++s) {
        if (plan_.scores[s].spec.name == condition.column) plan.score = static_cast<int>(s);
      }
      const bool by_size =
          condition.test != Condition::Test::equal && condition.test != Condition::Test::not_equal;
      if (plan.score < 0) {
        auto column = find_column(condition.column, plan_.joins.size(), false);
        if (!column) continue;
        plan.column = *column;
      }
      if (plan.score >= 0 || by_size) {
        const auto number = parse_score_number(condition.value, DecimalMark::point);
        if (!number) {
          add(Fault::usage,
              fmt::format("--where {}: '{}' is not a number", condition.column, condition.value));
          continue;
        }
        plan.value_milli = number->milli;
        // Times are kept in seconds; the user speaks in the score's unit.
        if (plan.score >= 0) {
          plan.value_milli *= kept_per_unit(plan_.scores[static_cast<std::size_t>(plan.score)].spec.meaning);
        }
      }
      plan_.where.push_back(std::move(plan));
    }
  }

  // The user's own rules and those that were found, in the order in which the classes take rows.
  void resolve_row_rules() {
    for (const RowRule& rule : rules_) {
      const bool is_kept = std::find(options_.include.begin(), options_.include.end(), rule.row_class) !=
                           options_.include.end();
      if (is_kept && !rule.is_own) {
        plan_.evidence.push_back(fmt::format("rows whose '{}' {} are kept, as --include {} says", rule.column,
                                             rule.test(), name(rule.row_class)));
        continue;
      }
      plan_.row_rules.push_back({rule, ColumnRef{rule.column, -1, -1}});
    }
    for (const RowExclusion& own : options_.exclude) {
      auto column = find_column(own.column, plan_.joins.size(), false);
      if (!column) continue;
      plan_.row_rules.push_back({{own.row_class, own.column, own.values, 0, true}, *column});
    }
    std::stable_sort(
        plan_.row_rules.begin(), plan_.row_rules.end(),
        [](const RowRulePlan& a, const RowRulePlan& b) { return a.rule.row_class < b.rule.row_class; });
    for (const RowRulePlan& plan : plan_.row_rules) {
      plan_.evidence.push_back(fmt::format(
          "rows whose '{}' {} are left out as {}{}", plan.rule.column, plan.rule.test(),
          name(plan.rule.row_class),
          plan.rule.is_own ? std::string(", as --exclude says")
                           : fmt::format("; --include {} keeps them", name(plan.rule.row_class))));
    }
  }

  // Whether copies of posts are folded, and which columns say whose they are and how many they reach.
  void resolve_posts() {
    using Reposts = AnalyzeOptions::Reposts;
    plan_.folds_reposts = options_.reposts == Reposts::fold ||
                          (options_.reposts == Reposts::of_social_posts && social_.is_social);
    if (plan_.folds_reposts) {
      plan_.evidence.push_back(
          fmt::format("reposts and near copies are counted with the first of them ({}); "
                      "--keep-reposts keeps them apart",
                      options_.reposts == Reposts::fold ? "--fold-reposts" : social_.reason));
    }
    if (!social_.is_social && options_.reposts != Reposts::fold) social_.author = social_.reach = {};
    plan_.author = role(options_.author_column, social_.author, "author", "--author");
    plan_.reach = role(options_.reach_column, social_.reach, "reach", "--reach");
  }

  // Columns that the report is cut by, and events.
  void resolve_cuts() {
    std::set<std::string> seen;
    for (const std::string& name : options_.segment_columns) {
      if (!seen.insert(folded_name(name)).second) continue;
      if (auto column = find_column(name, plan_.joins.size(), false)) plan_.segments.push_back(*column);
    }
    plan_.stage = asked_column(options_.stage_column);
    plan_.benchmark = asked_column(options_.benchmark_column);
    for (const EventOption& event : options_.events) {
      const auto date = parse_timestamp(event.date, {DateOrder::ymd, EpochUnit::none});
      if (!date) {
        add(Fault::usage, fmt::format("--event {}={}: '{}' is not a date; write it as 2026-03-15", event.date,
                                      event.label, event.date));
        continue;
      }
      plan_.events.push_back({date->day, event.label, asked_column(event.column), event.value});
    }
  }

  // What is asked by time needs a date.
  void check_date() {
    const char* option = options_.period != PeriodUnit::none ? "--period"
                         : !options_.events.empty()          ? "--event"
                                                             : nullptr;
    if (option != nullptr && !plan_.date.is_set())
      add(Fault::usage,
          fmt::format("{} needs the date of each record; name its column with --date COL", option));
  }

  // How the plan says that columns write numbers and dates.
  void take_formats() {
    if (options_.date_column == frozen_->date) plan_.date_format = frozen_->date_format;
    for (ScorePlan& score : plan_.scores) {
      const auto same =
          std::find_if(frozen_->scores.begin(), frozen_->scores.end(), [&](const FrozenScore& frozen) {
            return frozen.spec.column == score.spec.column &&
                   frozen.spec.end_column == score.spec.end_column &&
                   frozen.spec.meaning == score.spec.meaning;
          });
      if (same != frozen_->scores.end()) {
        score.formats = same->formats;
      } else if (score.spec.is_span() || needs_number_format(score.spec)) {
        add(Fault::usage,
            fmt::format(
                "the plan does not say how score '{}' is written; give the same --score to inspect --plan",
                score.spec.name),
            {frozen_->path, 0, 0});
      }
    }
  }

  AnalyzeOptions options_;  // as given; what is open in them is filled from the plan file
  InputStore& store_;
  bool needs_text_;
  std::optional<FrozenPlan> frozen_;  // of --plan
  Plan plan_;
  ColumnGuesses guesses_;
  SocialGuess social_;
  std::vector<RowRule> rules_;
  std::string preset_date_;
  Errors errors_;
};

}  // namespace

int index_of_column(const CsvDetection& detection, const std::string& name) {
  if (name.size() > 1 && name.front() == '#' &&
      std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
      name.size() < 8) {
    const int number = std::stoi(name.substr(1));
    return number >= 1 && static_cast<std::size_t>(number) <= detection.columns.size() ? number - 1 : -1;
  }
  for (std::size_t i = 0; i < detection.columns.size(); ++i) {
    if (detection.columns[i] == name) return static_cast<int>(i);
  }
  const std::string wanted = folded_name(name);
  for (std::size_t i = 0; i < detection.columns.size(); ++i) {
    if (folded_name(detection.columns[i]) == wanted) return static_cast<int>(i);
  }
  return -1;
}

Checked<Plan> make_plan(const AnalyzeOptions& options, InputStore& store, bool needs_text) {
  return Planner(options, store, needs_text).make();
}

}  // namespace verbatim
