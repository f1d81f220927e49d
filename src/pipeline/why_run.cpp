#include "pipeline/why_run.h"

#include <algorithm>

#include <fmt/format.h>

#include "drivers/theme_rollup.h"
#include "pipeline/block_pipe.h"
#include "pipeline/block_worker.h"
#include "pipeline/run_context.h"
#include "pipeline/run_start.h"
#include "report/evidence_words.h"
#include "report/names.h"
#include "report/number_text.h"
#include "scores/unit_scale.h"
#include "text/edit_distance.h"

namespace verbatim {
namespace {

// The comments of the driver that was asked for, in the report's own drivers.
std::optional<std::uint64_t> reported_comments(const JsonValue& report, const WhyOptions& options,
                                               const std::string& score, DriverLevel level) {
  const JsonValue* drivers = report.find("drivers");
  if (drivers == nullptr) return std::nullopt;
  for (const JsonValue& driver : drivers->items) {
    if (text_of(driver, "theme") != options.theme || text_of(driver, "kind") != name(options.kind) ||
        text_of(driver, "score") != score || text_of(driver, "level") != name(level))
      continue;
    const JsonValue* comments = driver.find("comments");
    if (comments != nullptr && comments->type == JsonValue::Type::number)
      return static_cast<std::uint64_t>(comments->number);
  }
  return std::nullopt;
}

std::string unknown_theme(const std::string& wanted, const Lexicon& lexicon) {
  const Theme* nearest = nullptr;
  std::size_t distance = wanted.size() / 2 + 1;
  for (const Theme& theme : lexicon.themes()) {
    const std::size_t d = edit_distance(wanted, theme.id);
    if (d >= distance) continue;
    distance = d;
    nearest = &theme;
  }
  return fmt::format(
      "--theme {}: the lexicon has no theme of that id{}; the report's themes.csv lists them all", wanted,
      nearest != nullptr ? fmt::format("; did you mean '{}'?", nearest->id) : "");
}

class WhyRun {
 public:
  WhyRun(const WhyOptions& options, const Lexicon& lexicon)
      : options_(options), lexicon_(lexicon), threads_(threads_of(options.run)) {}

  Checked<WhyAnswer> run() {
    if (lexicon_.version() != options_.origin.lexicon) {
      return one({Fault::usage,
                  fmt::format("the report was made with lexicon {}, and this one is {}: its figures would be "
                              "others; use the lexicon of then, or analyse anew",
                              options_.origin.lexicon, lexicon_.version()),
                  {options_.origin.run_file, 0, 0}});
    }
    const int theme = lexicon_.theme_index(options_.theme);
    if (theme < 0) return one({Fault::usage, unknown_theme(options_.theme, lexicon_), {}});
    auto plan = make_plan(options_.run, store_);
    if (!plan) return tl::unexpected(plan.error());
    RunContext context(options_.run, *plan, lexicon_);
    if (auto loaded = load_joins(store_, context, answer_.warnings); !loaded) return one(loaded.error());
    InputNotes notes;
    if (auto found = find_repeats(store_, context, threads_, notes, true); !found) return one(found.error());
    if (auto set = choose(*plan, context, ThemeId{static_cast<std::uint32_t>(theme)}); !set)
      return one(set.error());
    if (auto read = read_again(*plan, context); !read) return one(read.error());
    check_inputs(*plan);
    return std::move(answer_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }

  // Which cell of the drivers is meant, and what the report says of it.
  Result<void> choose(const Plan& plan, const RunContext& context, ThemeId theme) {
    const ThemeTree tree(context.themes);
    theme_ = theme;
    const bool has_children = tree.has_children(theme);
    if (options_.leaf && !has_children)
      return fail(Fault::usage,
                  fmt::format("--leaf is for areas; '{}' has no themes below it", options_.theme));
    is_leaf_ = !has_children || options_.leaf;
    answer_.label = context.themes[ThemeTree::index(theme)].label;
    for (std::size_t s = 0; s < plan.scores.size(); ++s) {
      if (options_.score.empty() ? s == 0 : plan.scores[s].spec.name == options_.score)
        score_ = static_cast<int>(s);
    }
    if (!options_.score.empty() && score_ < 0)
      return fail(Fault::usage,
                  fmt::format("--score {}: the report has no score of that name", options_.score));
    if (score_ >= 0) answer_.score = plan.scores[static_cast<std::size_t>(score_)].spec.name;
    auto report = load_report_json(path_in_report(options_.origin.folder, "report.json"));
    if (!report) return tl::unexpected(report.error());
    const DriverLevel level = tree.is_general(theme) ? DriverLevel::general
                              : is_leaf_             ? DriverLevel::leaf
                                                     : DriverLevel::parent;
    if (!options_.narrowed) answer_.reported = reported_comments(*report, options_, answer_.score, level);
    return {};
  }

  struct Found {
    std::uint64_t count = 0;
    std::vector<WhyComment> comments;
  };

  Result<void> read_again(const Plan& plan, const RunContext& context) {
    // A worker looks at one block after the other; what it finds in a block is handed on in input order.
    struct Reader {
      Reader(const RunContext& run, const WhyRun& of)
          : rollup(run.themes.size()),
            tree(run.themes),
            worker(
                run, [this, &of, &run](const RecordView& record) { of.look(record, run, *this); },
                BlockWorker::Depth::analysis) {}

      Found found;
      ThemeRollup rollup;
      ThemeTree tree;
      Scratch scratch;
      std::vector<ThemeFinding> united;
      BlockWorker worker;
    };
    PerThread<Reader> readers([&] { return Reader(context, *this); });
    return pipe_blocks(
        plan, store_, {options_.run.block_bytes, threads_},
        [&](const Block& block, std::uint64_t rows_before) {
          Reader& reader = readers.local();
          reader.found = {};
          reader.worker.analyze(block, rows_before);
          return std::move(reader.found);
        },
        [&](const Found& found) -> Result<void> {
          answer_.found += found.count;
          for (const WhyComment& comment : found.comments) {
            if (options_.show == 0 || answer_.comments.size() < options_.show)
              answer_.comments.push_back(comment);
          }
          return {};
        });
  }

  template <class Reader>
  void look(const RecordView& record, const RunContext& context, Reader& reader) const {
    reader.united.clear();
    for (const AnswerView& answer : record.answers) {
      if (answer.analysis->content == Content::no_content) continue;
      reader.united.insert(reader.united.end(), answer.analysis->themes.begin(),
                           answer.analysis->themes.end());
    }
    reader.rollup.roll(reader.tree, reader.united);
    const ThemeRollup::Hit& hit = reader.rollup.hit(theme_);
    const auto touched = reader.rollup.touched();
    if (std::find(touched.begin(), touched.end(), theme_) == touched.end()) return;
    if (is_leaf_ ? !hit.is_leaf(options_.kind) : !hit.is_any(options_.kind)) return;
    if (score_ >= 0 && !record.scores[static_cast<std::size_t>(score_)].present) return;
    ++reader.found.count;
    if (options_.show > 0 && reader.found.comments.size() >= options_.show) return;
    for (const AnswerView& answer : record.answers) {
      if (answer.analysis->content == Content::no_content || !speaks(answer, context)) continue;
      reader.found.comments.push_back(comment_of(record, answer, context, reader.scratch));
    }
  }

  // Does this text speak of the theme, or of one below it?
  bool speaks(const AnswerView& answer, const RunContext& context) const {
    return std::any_of(answer.analysis->themes.begin(), answer.analysis->themes.end(),
                       [&](const ThemeFinding& finding) {
                         std::optional<ThemeId> at = finding.theme;
                         while (at && *at != theme_) at = context.themes[ThemeTree::index(*at)].parent;
                         return at.has_value();
                       });
  }

  WhyComment comment_of(const RecordView& record, const AnswerView& answer, const RunContext& context,
                        Scratch& scratch) const {
    WhyComment out;
    out.comment.source = context.plan.inputs[record.source].path;
    out.comment.row = record.row;
    out.comment.id = record.id;
    const std::string& header = context.inputs[record.source].asked[answer.column];
    const std::string question(record.question.empty() ? std::string_view(header) : record.question);
    const Explanation explanation = context.analyzer.explain(answer.text, question, scratch);
    ShownText shown = show_text(answer.text, explanation, lexicon_,
                                options_.run.redact_quotes ? &context.redactor : nullptr);
    out.comment.text = std::move(shown.text);
    out.comment.evidence = std::move(shown.evidence);
    const Analysis& analysis = explanation.analysis;
    out.sentiment = std::string(name(analysis.label));
    if (analysis.label != SentimentLabel::none)
      out.sentiment += " " + signed_fixed(analysis.sentiment_milli / 1000.0, 2);
    for (const ThemeFinding& finding : analysis.themes) {
      out.themes +=
          (out.themes.empty() ? "" : "|") + context.themes[ThemeTree::index(finding.theme)].id + ':';
      out.themes += short_name(finding.polarity);
    }
    for (std::size_t s = 0; s < record.scores.size(); ++s) {
      if (!record.scores[s].present) continue;
      const double value = static_cast<double>(record.scores[s].milli) /
                           (1000.0 * static_cast<double>(kept_per_unit(context.meanings[s])));
      out.scores.push_back(fmt::format("{} {:g}", context.plan.scores[s].spec.name, value));
    }
    return out;
  }

  // Is it what the report was made from?
  void check_inputs(const Plan& plan) {
    for (const InputPlan& input : plan.inputs) {
      const auto then = std::find_if(options_.origin.inputs.begin(), options_.origin.inputs.end(),
                                     [&](const InputSummary& other) { return other.path == input.path; });
      const std::string now = store_.hash(input.path);
      if (then == options_.origin.inputs.end()) {
        answer_.warnings.push_back(fmt::format("{}: was no input of the report", input.path));
      } else if (then->hash.empty() || now.empty()) {
        answer_.warnings.push_back(fmt::format(
            "{}: not compared with what the report was made from: it was not read to its end", input.path));
      } else if (then->hash != now) {
        answer_.warnings.push_back(fmt::format(
            "{}: has changed since the report was made; analyse anew to have both agree", input.path));
      }
    }
  }

  const WhyOptions& options_;
  const Lexicon& lexicon_;
  unsigned threads_;
  InputStore store_;
  ThemeId theme_{};
  bool is_leaf_ = true;
  int score_ = -1;
  WhyAnswer answer_;
};

}  // namespace

Checked<WhyAnswer> explain_figure(const WhyOptions& options, const Lexicon& lexicon) {
  return WhyRun(options, lexicon).run();
}

}  // namespace verbatim
