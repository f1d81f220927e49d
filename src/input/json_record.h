// One JSON object as the cells of a row: nested fields as a.b.c, lists of plain values joined by |, lists of
// objects as their JSON text, numbers as written, null as nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// Where and why a text is no JSON object.
struct JsonFault {
  std::size_t offset = 0;
  std::string message;
};

class JsonRecord {
 public:
  JsonRecord();
  ~JsonRecord();
  JsonRecord(const JsonRecord&) = delete;
  JsonRecord& operator=(const JsonRecord&) = delete;

  // Reads an object, reusing the memory of the one before. The whole text must be one object: what is behind
  // it is a fault. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.
  // REQUIRES: JsonCursor::kPadding bytes behind the text can be read.
  std::optional<JsonFault> parse(std::string_view text);

  // Reads a value of any kind as the one field "value". The text need not be padded.
  std::optional<JsonFault> parse_value(std::string_view text);

  // The fields in the order of the text; a name that stands twice is there twice. Views live until parse().
  std::size_t size() const { return fields_.size(); }
  std::string_view path(std::size_t i) const {
    return std::string_view(paths_).substr(fields_[i].path, fields_[i].path_size);
  }
  std::string_view value(std::size_t i) const {
    return std::string_view(values_).substr(fields_[i].value, fields_[i].value_size);
  }
  bool is_null(std::size_t i) const { return fields_[i].is_null; }        // null, {} or []
  bool is_objects(std::size_t i) const { return fields_[i].is_objects; }  // a list as JSON text

  // Of the last record:
  std::uint64_t replaced() const { return replaced_; }  // ill-formed sequences and half surrogate pairs

 private:
  struct Field {
    std::size_t path = 0;
    std::size_t path_size = 0;
    std::size_t value = 0;
    std::size_t value_size = 0;
    bool is_null = false;
    bool is_objects = false;
  };
  struct Walk;
  struct Impl;

  std::unique_ptr<Impl> impl_;
  std::string paths_;
  std::string values_;
  std::vector<Field> fields_;
  std::string path_;      // of the field at hand
  std::string repaired_;  // the text, where it was not UTF-8
  std::string wrapped_;   // a value as an object
  std::uint64_t replaced_ = 0;
};

}  // namespace verbatim
