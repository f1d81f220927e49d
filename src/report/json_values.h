// What the JSON files of reports are made of: texts that are always valid UTF-8, numbers with fixed decimals.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/evidence.h"
#include "verbatim/report.h"

namespace verbatim::json_values {

using Json = nlohmann::ordered_json;

inline constexpr int kShareDecimals = 6;
inline constexpr int kPointDecimals = 4;

Json text(std::string_view value);

// Rounded; null where absent or not finite.
Json number(std::optional<double> value, int decimals = kPointDecimals);

// Four significant digits.
Json probability_value(std::optional<double> value);

Json texts(const std::vector<std::string>& values);

Json place_json(const Place& place);

template <class T, class F>
Json list(const std::vector<T>& values, F&& to_json) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_json(value));
  return out;
}

// The parts that reports of all kinds have.
Json figures_json(const ScoreFigures& figures);
Json input_json(const InputSummary& input);
Json ledger_json(const Ledger& ledger);
Json notes_json(const InputNotes& notes);
Json join_json(const JoinSummary& join);
Json word_json(const EvidenceWord& word);
Json comment_json(const ShownComment& comment);

// Appends the object, two blanks per level, lists of numbers on one line, with a newline at its end. Nothing
// in it drives a terminal.
void write_json(const Json& json, std::string& out);

// The same, member by member: a report of many groups and periods is never there as a whole tree.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  void member(std::string_view key, const Json& value);
  void members(const Json& object);
  // A long list, an item on a line.
  template <class T, class F>
  void rows(std::string_view key, const std::vector<T>& values, F&& to_json) {
    begin(key);
    out_ += '[';
    bool is_first = true;
    for (const T& value : values) {
      out_ += is_first ? "\n    " : ",\n    ";
      is_first = false;
      append_line(to_json(value));
    }
    out_ += values.empty() ? "]" : "\n  ]";
  }
  void finish() { out_ += is_empty_ ? "}\n" : "\n}\n"; }

 private:
  void begin(std::string_view key);
  void append_line(const Json& json);

  std::string& out_;
  bool is_empty_ = true;
};

}  // namespace verbatim::json_values
