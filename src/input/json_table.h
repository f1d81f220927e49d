// JSON as a table: an object a line (JSON Lines), objects one after the other, a list of objects, or an
// object that holds such a list ({"data": [...]}). Where there is no object at all, plain values are records
// of one column, "value". The first pass collects the columns, every later one makes rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "input/table.h"

namespace verbatim {

// Whether an input that begins so is JSON, and not, say, CSV whose first column is called [id].
bool looks_like_json(std::string_view start);

// What an input's name, packed or not, says: .json, or .jsonl and .ndjson.
enum class JsonName : std::uint8_t { none, document, lines };
JsonName json_name_of(std::string_view path);

Result<std::unique_ptr<Table>> open_json_table(const std::string& path, const OpenBytes& open);

}  // namespace verbatim
