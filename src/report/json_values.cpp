#include "report/json_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "report/number_text.h"
#include "report/safe_text.h"
#include "text/utf8.h"

namespace verbatim::json_values {
namespace {

// JSON allows DEL, the C1 controls and the line separators as they are, terminals and scripts do not.
// They stand only inside strings, so that an escape may take their place.
void append_escaping_rare(std::string_view json, std::string& out) {
  for (std::size_t at = 0; at < json.size();) {
    const CodePoint point = decode_utf8(json, at);
    switch (point.value) {
      case 0x2028:
        out.append("\\u2028");
        break;
      case 0x2029:
        out.append("\\u2029");
        break;
      default:
        if (point.value >= 0x7F && point.value < 0xA0) {
          constexpr std::string_view kHex = "0123456789abcdef";
          out.append("\\u00");
          out.push_back(kHex[(point.value >> 4) & 0xF]);
          out.push_back(kHex[point.value & 0xF]);
        } else {
          out.append(json.substr(at, point.length));
        }
    }
    at += point.length;
  }
}

bool is_flat(const Json& json) {
  return json.empty() || (json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& value) {
                            return value.is_number();
                          }));
}

// As Json::dump, but a list of numbers stands on one line: a series has hundreds.
void append_json(const Json& json, std::size_t depth, std::string& out) {
  if (!json.is_structured() || is_flat(json)) {
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  const auto new_line = [&](std::size_t blanks) { out.append(1, '\n').append(2 * blanks, ' '); };
  out += json.is_object() ? '{' : '[';
  bool is_first = true;
  for (auto at = json.begin(); at != json.end(); ++at) {
    if (!is_first) out += ',';
    is_first = false;
    new_line(depth + 1);
    if (json.is_object()) {
      append_json(Json(at.key()), 0, out);
      out += ": ";
    }
    append_json(*at, depth + 1, out);
  }
  new_line(depth);
  out += json.is_object() ? '}' : ']';
}

}  // namespace

Json text(std::string_view value) {
  return valid_utf8(value);
}

Json number(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return rounded(*value, decimals);
}

Json probability_value(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  const std::string digits = probability(*value);
  double result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

Json texts(const std::vector<std::string>& values) {
  Json out = Json::array();
  for (const std::string& value : values) out.push_back(text(value));
  return out;
}

Json place_json(const Place& place) {
  return Json{{"file", text(place.file)}, {"line", place.line}, {"column", place.column}};
}

Json figures_json(const ScoreFigures& figures) {
  return Json{{"n", figures.main.n},
              {"effective", number(figures.effective, 1)},
              {"value", number(figures.main.value)},
              {"low", number(figures.main.low)},
              {"high", number(figures.main.high)},
              {"mean", number(figures.mean)},
              {"top_box", number(figures.top_box)},
              {"promoters", number(figures.promoters)},
              {"passives", number(figures.passives)},
              {"detractors", number(figures.detractors)},
              {"median", number(figures.median)},
              {"p90", number(figures.p90)}};
}

Json input_json(const InputSummary& input) {
  return Json{{"path", text(input.path)},
              {"bytes", input.bytes},
              {"records", input.records},
              {"columns", texts(input.columns)}};
}

Json ledger_json(const Ledger& ledger) {
  return Json{{"records_in", ledger.records_in()},
              {"analysed", ledger.analysed},
              {"empty", ledger.empty},
              {"no_content", ledger.no_content},
              {"repeat", ledger.repeat},
              {"repost", ledger.repost},
              {"opt_out", ledger.opt_out},
              {"preview", ledger.preview},
              {"unfinished", ledger.unfinished},
              {"filtered", ledger.filtered},
              {"repeated_header", ledger.repeated_header},
              {"rejected", ledger.rejected},
              {"over_limit", ledger.over_limit}};
}

Json notes_json(const InputNotes& notes) {
  return Json{{"blank_lines", notes.blank_lines},   {"invalid_utf8", notes.invalid_utf8},
              {"stray_quotes", notes.stray_quotes}, {"same_id_other_text", notes.same_id_other_text},
              {"missing_id", notes.missing_id},     {"encoded_twice", notes.encoded_twice},
              {"bad_weights", notes.bad_weights},   {"lost_characters", notes.lost_characters},
              {"examples", texts(notes.examples)}};
}

Json join_json(const JoinSummary& join) {
  return Json{{"file", text(join.file)},
              {"key", text(join.key)},
              {"other_key", text(join.other_key)},
              {"rows", join.rows},
              {"matched", join.matched},
              {"unmatched", join.unmatched},
              {"empty_keys", join.empty_keys},
              {"duplicate_keys", join.duplicate_keys},
              {"passed_over", join.passed_over},
              {"counts", join.last_counts ? "last" : "first"},
              {"unmatched_other", join.unmatched_other},
              {"examples", texts(join.examples)},
              {"other_examples", texts(join.other_examples)}};
}

Json word_json(const EvidenceWord& word) {
  return Json{{"words", text(word.words)},
              {"theme", word.theme.empty() ? Json() : text(word.theme)},
              {"value", word.theme.empty() ? number(word.value) : Json()},
              {"entry", text(word.entry)},
              {"place", place_json(word.place)},
              {"because", texts(word.because)}};
}

Json comment_json(const ShownComment& comment) {
  return Json{{"source", text(comment.source)},
              {"row", comment.row},
              {"id", text(comment.id)},
              {"text", text(comment.text)},
              {"evidence", list(comment.evidence, word_json)}};
}

void ObjectWriter::begin(std::string_view key) {
  out_ += is_empty_ ? "\n  " : ",\n  ";
  is_empty_ = false;
  append_line(text(key));
  out_ += ": ";
}

void ObjectWriter::append_line(const Json& json) {
  append_escaping_rare(json.dump(-1, ' ', false, Json::error_handler_t::replace), out_);
}

void ObjectWriter::member(std::string_view key, const Json& value) {
  begin(key);
  std::string json;
  append_json(value, 1, json);
  append_escaping_rare(json, out_);
}

void ObjectWriter::members(const Json& object) {
  for (const auto& [key, value] : object.items()) member(key, value);
}

void write_json(const Json& json, std::string& out) {
  std::string text;
  append_json(json, 0, text);
  append_escaping_rare(text, out);
  out.push_back('\n');
}

}  // namespace verbatim::json_values
