// The first records of the inputs as the plan reads them, role by role, so that a person can see at a glance
// whether each column is what it was taken for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "input/input_store.h"
#include "pipeline/plan.h"
#include "verbatim/error.h"

namespace verbatim {

enum class RecordRole : std::uint8_t { text, id, date, question, score };

struct RoleCell {
  RecordRole role = RecordRole::text;
  std::string label;  // "text" (of several its column), "id", "date", "question", or the score's name
  std::string value;  // as it stands, in valid UTF-8; of a span "START .. END"
};

struct FirstRecord {
  std::string path;
  std::uint64_t line = 0;
  std::vector<RoleCell> cells;  // text first; roles that the plan has
};

// Up to `count` records of the first input that holds any. Cells of joined files are looked up there, and are
// empty for a record without a partner. Errors: Fault::bad_input with the file's name.
Result<std::vector<FirstRecord>> first_records(const Plan& plan, InputStore& store, std::size_t count,
                                               bool ignores_case);

}  // namespace verbatim
