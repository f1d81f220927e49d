#include "report/drivers_csv.h"

#include <string_view>

#include "report/csv_writer.h"
#include "report/names.h"

namespace verbatim {
namespace {

constexpr std::string_view kHeader =
    "rank,theme,label,level,polarity,kind,score,unit,segment,period,comments,share,score_with,score_without,"
    "impact,impact_low,impact_high,severity,severity_low,severity_high,p,q,fair_share,rank_low,rank_high,"
    "stability,severity_p,severity_q,note,next_p,adjusted_impact,adjusted_impact_low,adjusted_impact_high,"
    "adjusted_severity,adjusted_severity_low,adjusted_severity_high,posts,authors,reach,"
    "share_others,share_gap,share_gap_low,share_gap_high,share_gap_p,share_gap_q,owner\n";

constexpr int kShareDecimals = 4;
constexpr int kPointDecimals = 3;

std::string_view note_of(const DriverRow& driver) {
  if (driver.level == DriverLevel::parent) return "parent, not ranked";
  if (driver.level == DriverLevel::general) return "general, not ranked";
  if (driver.too_few_to_rank) return "too few to rank";
  if (driver.score.empty() && driver.rank) return "no score: ranked by share x sentiment";
  return {};
}

void append_rank(std::optional<std::uint32_t> rank, CsvRow& row) {
  if (rank) {
    row.integer(*rank);
  } else {
    row.empty();
  }
}

void append_gap(const std::optional<ShareGap>& gap, CsvRow& row) {
  if (!gap) {
    for (int i = 0; i < 6; ++i) row.empty();
    return;
  }
  row.number(gap->others, kShareDecimals).number(gap->gap, kShareDecimals);
  row.number(gap->low, kShareDecimals).number(gap->high, kShareDecimals);
  row.probability(gap->p).probability(gap->q);
}

void append_row(const DriverRow& driver, std::string& out) {
  CsvRow row(out);
  append_rank(driver.rank, row);
  row.text(driver.theme).text(driver.label).word(name(driver.level)).word(polarity_name(driver.kind));
  row.word(name(driver.kind)).text(driver.score).text(driver.unit);
  row.text(driver.segment).text(driver.period);
  row.integer(driver.comments).number(driver.share, kShareDecimals);
  row.number(driver.score_with, kPointDecimals).number(driver.score_without, kPointDecimals);
  row.number(driver.impact, kPointDecimals);
  row.number(driver.impact_low, kPointDecimals).number(driver.impact_high, kPointDecimals);
  row.number(driver.severity, kPointDecimals);
  row.number(driver.severity_low, kPointDecimals).number(driver.severity_high, kPointDecimals);
  row.probability(driver.p).probability(driver.q);
  row.number(driver.fair_share, kPointDecimals);
  append_rank(driver.rank_low, row);
  append_rank(driver.rank_high, row);
  row.number(driver.stability, kShareDecimals);
  row.probability(driver.severity_p).probability(driver.severity_q).word(note_of(driver));
  row.probability(driver.next_p);
  row.number(driver.adjusted_impact, kPointDecimals);
  row.number(driver.adjusted_impact_low, kPointDecimals).number(driver.adjusted_impact_high, kPointDecimals);
  row.number(driver.adjusted_severity, kPointDecimals);
  row.number(driver.adjusted_severity_low, kPointDecimals);
  row.number(driver.adjusted_severity_high, kPointDecimals);
  for (const auto& count : {driver.posts, driver.authors, driver.reach}) {
    if (count) {
      row.integer(*count);
    } else {
      row.empty();
    }
  }
  append_gap(driver.gap, row);
  row.text(driver.owner).end();
}

}  // namespace

void write_drivers_csv(const Report& report, std::string& out) {
  out.append(kHeader);
  for (const DriverRow& driver : report.drivers) append_row(driver, out);
  for (const DriverRow& driver : report.cut_drivers) append_row(driver, out);
}

}  // namespace verbatim
