#include "report/lexicon_diff_csv.h"

#include <fmt/format.h>

#include "report/csv_writer.h"
#include "report/evidence_words.h"

namespace verbatim {

void write_diff_header(std::string& out) {
  out +=
      "source,row,id,column,label_old,label_new,sentiment_old,sentiment_new,gained,lost,turned,words_old,"
      "words_new\n";
}

void write_diff_row(const FlippedComment& comment, std::string_view column, std::string& out) {
  CsvRow row(out);
  const auto joined = [](const std::vector<std::string>& items) {
    return fmt::format("{}", fmt::join(items, "|"));
  };
  row.text(comment.source).integer(comment.row).text(comment.id).text(column);
  row.word(comment.before.label).word(comment.after.label);
  row.number(comment.before.sentiment, 3).number(comment.after.sentiment, 3);
  row.word(joined(comment.gained)).word(joined(comment.lost)).word(joined(comment.turned));
  row.text(evidence_text(comment.before.evidence)).text(evidence_text(comment.after.evidence)).end();
}

}  // namespace verbatim
