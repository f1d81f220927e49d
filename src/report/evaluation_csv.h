// evaluation.csv: a row for each record that is coded or has a text, with what people and the program say of
// it and the words behind it. Private: it names rows and quotes words of theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim {

struct EvaluationRow {
  std::string_view source;
  std::uint64_t row = 0;
  std::string_view id;
  std::string_view coded;  // sentiment; empty: not coded
  std::string_view said;
  std::optional<std::int64_t> sentiment_milli;
  std::optional<bool> agrees;
  std::string_view themes_coded;  // labels, "label:neg" where the code says how, joined by |
  std::string_view themes_said;   // labels that the program's findings stand for
  std::string_view themes_missed;
  std::string_view themes_wrong;
  std::string_view words;
};

void write_evaluation_header(std::string& out);
void write_evaluation_row(const EvaluationRow& row, std::string& out);

}  // namespace verbatim
