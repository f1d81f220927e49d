#include "report/drivers_csv.h"

#include <string_view>

#include "report/csv_writer.h"
#include "report/names.h"

namespace verbatim {
namespace {

constexpr std::string_view kHeader =
    "rank,theme,label,level,polarity,kind,score,unit,segment,period,comments,share,score_with,score_without,"
    "impact,impact_low,impact_high,severity,severity_low,severity_high,p,q,fair_share,rank_low,rank_high,"
    "stability,severity_p,severity_q,note\n";

constexpr int kShareDecimals = 4;
constexpr int kPointDecimals = 3;

std::string_view note_of(const DriverRow& driver) {
  if (driver.level == DriverLevel::parent) return "parent, not ranked";
  if (driver.level == DriverLevel::general) return "general, not ranked";
  if (driver.too_few_to_rank) return "too few to rank";
  if (driver.score.empty() && driver.rank) return "no score: ranked by share x sentiment";
  return {};
}

void append_row(const DriverRow& driver, std::string& out) {
  CsvRow row(out);
  if (driver.rank) {
    row.integer(*driver.rank);
  } else {
    row.empty();
  }
  row.text(driver.theme).text(driver.label).word(name(driver.level)).word(polarity_name(driver.kind));
  row.word(name(driver.kind)).text(driver.score).text(driver.unit);
  row.empty().empty();  // segment, period
  row.integer(driver.comments).number(driver.share, kShareDecimals);
  row.number(driver.score_with, kPointDecimals).number(driver.score_without, kPointDecimals);
  row.number(driver.impact, kPointDecimals);
  row.number(driver.impact_low, kPointDecimals).number(driver.impact_high, kPointDecimals);
  row.number(driver.severity, kPointDecimals);
  row.number(driver.severity_low, kPointDecimals).number(driver.severity_high, kPointDecimals);
  row.probability(driver.p).probability(driver.q);
  row.empty().empty().empty().empty();  // fair_share, rank_low, rank_high, stability
  row.probability(driver.severity_p).probability(driver.severity_q).word(note_of(driver));
  row.end();
}

}  // namespace

void write_drivers_csv(const Report& report, std::string& out) {
  out.append(kHeader);
  for (const DriverRow& driver : report.drivers) append_row(driver, out);
}

}  // namespace verbatim
