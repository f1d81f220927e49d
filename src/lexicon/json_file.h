// A JSON file whose every value knows its line and column, so that a lexicon's problems can be shown where
// they stand. Members keep the order of the file, and a key that stands twice is kept twice.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

struct JsonMember;

struct JsonValue {
  enum class Type : std::uint8_t { null, boolean, number, text, list, object };

  Type type = Type::null;
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;
  std::uint32_t line = 0;    // of the value's first byte, from 1
  std::uint32_t column = 0;  // in bytes, from 1

  // The first member of that name, or nullptr. The pointer lives as long as this value.
  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  JsonValue value;
};

// Adds an error for every key of the object that is not among `known`, or stands twice.
void check_keys(const JsonValue& object, std::initializer_list<std::string_view> known,
                const std::string& file, Errors& errors);

// "text", "a number", "a list" ...: for messages.
std::string_view type_name(JsonValue::Type type);

// Errors: Fault::bad_lexicon with the place where the text stops being JSON. At most 64 levels deep.
Result<JsonValue> parse_json(std::string_view text, const std::string& file);

// For each byte of a text value, and for its end, the column at which it is written in the file: one escape
// (\", \u00e9) may stand for it. `file_text` is what was parsed.
std::vector<std::uint32_t> columns_of_text(std::string_view file_text, const JsonValue& value);

// Reads the whole file. Errors: as above, or that the file cannot be read.
Result<JsonValue> load_json(const std::string& path);

// Reads a file into `out`. Errors carry `fault` and say why.
Result<std::string> load_text(const std::string& path, Fault fault);

}  // namespace verbatim
