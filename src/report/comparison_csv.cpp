#include "report/comparison_csv.h"

#include "report/csv_writer.h"
#include "report/json_values.h"
#include "report/names.h"

namespace verbatim {
namespace {

using json_values::kPointDecimals;
using json_values::kShareDecimals;

void add_change(CsvRow& row, const std::optional<Change>& change, int decimals) {
  if (!change) {
    row.empty().empty().empty().empty().empty().empty();
    return;
  }
  row.number(change->value, decimals).number(change->low, decimals).number(change->high, decimals);
  row.probability(change->p).probability(change->q).word(change->has_moved() ? "yes" : "no");
}

template <class T>
void add_count(CsvRow& row, const std::optional<T>& count) {
  if (count) {
    row.integer(*count);
  } else {
    row.empty();
  }
}

void add_figure(std::string_view what, std::string_view name, std::string_view label, std::string_view unit,
                const FigureChange& figure, std::string& out) {
  CsvRow row(out);
  row.word(what).text(name).empty().text(label).empty().empty().text(unit);
  row.integer(figure.before.n).integer(figure.after.n);
  row.number(figure.reported ? figure.reported->value : std::nullopt, kPointDecimals);
  row.number(figure.before.value, kPointDecimals).number(figure.after.value, kPointDecimals);
  add_change(row, figure.change, kPointDecimals);
  row.empty().empty().empty().empty();
  add_change(row, std::nullopt, kPointDecimals);
  row.end();
}

void add_driver(const ThemeChange& theme, std::string& out) {
  CsvRow row(out);
  row.word("driver").text(theme.score).text(theme.theme).text(theme.label);
  row.word(name(theme.level)).word(name(theme.kind)).text(theme.unit);
  add_count(row, theme.before.comments);
  add_count(row, theme.after.comments);
  row.number(theme.reported ? theme.reported->share : std::nullopt, kShareDecimals);
  row.number(theme.before.share, kShareDecimals).number(theme.after.share, kShareDecimals);
  add_change(row, theme.share, kShareDecimals);
  add_count(row, theme.before.rank);
  add_count(row, theme.after.rank);
  row.number(theme.before.impact, kPointDecimals).number(theme.after.impact, kPointDecimals);
  add_change(row, theme.impact, kPointDecimals);
  row.end();
}

}  // namespace

void write_comparison_csv(const Comparison& comparison, std::string& out) {
  out +=
      "what,score,theme,label,level,kind,unit,n_old,n_new,reported,old,new,change,low,high,p,q,moved,"
      "rank_old,rank_new,impact_old,impact_new,impact_change,impact_low,impact_high,impact_p,impact_q,"
      "impact_moved\n";
  for (const ScoreChange& score : comparison.scores) {
    add_figure("official", score.name, "", unit_name(score.meaning), score.official, out);
    add_figure("commenters", score.name, "", unit_name(score.meaning), score.commenters, out);
  }
  for (const LineChange& line : comparison.lines)
    add_figure(line.name, "", line.label, line.name == "net_sentiment" ? "points" : "%", line.figure, out);
  for (const ThemeChange& theme : comparison.themes) add_driver(theme, out);
}

}  // namespace verbatim
