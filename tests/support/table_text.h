// A table as text, for tests: how it looks when it is read like any other input.
#pragma once

#include <string>
#include <string_view>

#include "input/input_store.h"
#include "input/table.h"
#include "pipeline/record_walk.h"
#include "support/program.h"

namespace verbatim {

// "id,text | 2:1,good | 3:!1 reason": the columns, then line and cells of each row; rejected ones as
// line:!column and message. An error as its message with line and column, without the file.
inline std::string table_text(std::string_view bytes, const TableOptions& options = {}) {
  const ScratchFolder folder;
  const std::string path = folder.put("in", bytes);
  InputStore store;
  store.read_tables_as(options);
  const auto source = store.open(path);
  const auto message = [](Error error) {
    error.place.file = "in";
    return to_string(error);
  };
  if (!source) return message(source.error());
  const CsvDetection* table = store.table(path);
  if (table == nullptr) return "no table";
  std::string text;
  for (const std::string& column : table->columns) text += (text.empty() ? "" : ",") + column;
  std::string scratch;
  const RecordVisit visit = [&](const CsvRecord& record) {
    text += " | " + std::to_string(record.line) + ":";
    if (record.kind != CsvKind::record) {
      text += "!" + std::to_string(record.column) + " " + reject_message(record);
      return true;
    }
    for (std::size_t i = 0; i < record.fields.size(); ++i)
      text += (i == 0 ? "" : ",") + std::string(record.field(i, scratch));
    return true;
  };
  const auto walked = walk_records(store, path, *table, visit);
  return walked ? text : text + " | " + message(walked.error());
}

// The notes of a table, joined by a blank.
inline std::string table_notes(std::string_view bytes) {
  const ScratchFolder folder;
  const std::string path = folder.put("in", bytes);
  InputStore store;
  if (!store.open(path) || store.table(path) == nullptr) return "no table";
  std::string text;
  for (const std::string& note : store.table(path)->notes) text += (text.empty() ? "" : " ") + note;
  return text;
}

}  // namespace verbatim
