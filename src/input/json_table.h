// JSON as a table: an object a line (JSON Lines), objects one after the other, a list of objects, or an
// object that holds such a list ({"data": [...]}). The first pass collects the columns, every later one makes
// rows.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "input/table.h"

namespace verbatim {

// Whether an input that begins so is JSON, and not, say, CSV whose first column is called [id].
bool looks_like_json(std::string_view start);

Result<std::unique_ptr<Table>> open_json_table(const std::string& path, const OpenBytes& open);

}  // namespace verbatim
