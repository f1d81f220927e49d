#include "report/evaluation_csv.h"

#include "report/csv_writer.h"

namespace verbatim {

void write_evaluation_header(std::string& out) {
  out +=
      "source,row,id,coded,said,sentiment,agree,themes_coded,themes_said,themes_missed,themes_wrong,words\n";
}

void write_evaluation_row(const EvaluationRow& row, std::string& out) {
  CsvRow csv(out);
  csv.text(row.source).integer(row.row).text(row.id).word(row.coded).word(row.said);
  if (row.sentiment_milli) {
    csv.number_milli(*row.sentiment_milli);
  } else {
    csv.empty();
  }
  csv.word(!row.agrees ? "" : *row.agrees ? "yes" : "no");
  csv.text(row.themes_coded)
      .text(row.themes_said)
      .text(row.themes_missed)
      .text(row.themes_wrong)
      .text(row.words);
  csv.end();
}

}  // namespace verbatim
