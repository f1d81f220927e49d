#include "pipeline/plan_file.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input/csv_lexer.h"
#include "input/table_row.h"
#include "input/text_encoding.h"
#include "lexicon/json_file.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

using Json = nlohmann::ordered_json;

std::string repaired(std::string_view bytes) {
  std::string text;
  repair_utf8(bytes, text);
  return text;
}

// A character of the dialect as text. Bytes that are no ASCII have a form of their own, since JSON is UTF-8.
std::string sign_text(char c) {
  if (c == 0) return {};
  if (static_cast<unsigned char>(c) >= 0x80) return fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
  return std::string(1, c);
}

Json json_of(const CsvDetection& detection) {
  const CsvDialect& dialect = detection.layout.dialect;
  Json json;
  json["format"] = detection.container.empty() ? "csv" : detection.container;
  json["encoding"] = detection.encoding;
  if (!detection.sheet.empty()) json["sheet"] = detection.sheet;
  json["delimiter"] = sign_text(dialect.delimiter);
  json["quote"] = sign_text(dialect.quote);
  json["escape"] = sign_text(dialect.escape);
  json["skip_initial_space"] = dialect.skip_initial_space;
  json["trailing_delimiter"] = detection.layout.trailing_delimiter;
  json["header_line"] = detection.header_line;
  json["header"] = detection.layout.header_line;
  json["preamble"] = detection.preamble;
  json["columns"] = detection.columns;
  json["notes"] = detection.notes;
  return json;
}

// Reads the members of one object, and remembers the first thing that is wrong with them.
class MemberReader {
 public:
  MemberReader(const JsonValue& object, const std::string& path) : object_(object), path_(path) {
    if (object.type != JsonValue::Type::object)
      wrong(object, fmt::format("an object was expected here, not {}", type_name(object.type)));
  }

  const std::optional<Error>& error() const { return error_; }

  const JsonValue* member(std::string_view key, JsonValue::Type type, bool is_required = true) {
    known_.push_back(key);
    if (error_) return nullptr;
    const JsonValue* value = object_.find(key);
    if (value == nullptr) {
      if (is_required)
        wrong(object_, fmt::format("'{}' is missing; make the plan anew with inspect --plan", key));
      return nullptr;
    }
    if (value->type == type) return value;
    wrong(*value, fmt::format("'{}' must be {}, not {}", key, type_name(type), type_name(value->type)));
    return nullptr;
  }

  std::string text(std::string_view key, bool is_required = true) {
    const JsonValue* value = member(key, JsonValue::Type::text, is_required);
    return value == nullptr ? std::string() : value->text;
  }

  bool boolean(std::string_view key) {
    const JsonValue* value = member(key, JsonValue::Type::boolean);
    return value != nullptr && value->boolean;
  }

  std::uint64_t count(std::string_view key) {
    const JsonValue* value = member(key, JsonValue::Type::number);
    if (value == nullptr) return 0;
    if (value->number >= 0 && value->number <= 1e15) return static_cast<std::uint64_t>(value->number);
    wrong(*value, fmt::format("'{}' must be a number of lines", key));
    return 0;
  }

  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> all;
    const JsonValue* list = member(key, JsonValue::Type::list);
    if (list == nullptr) return all;
    for (const JsonValue& item : list->items) {
      if (item.type != JsonValue::Type::text) {
        wrong(item, fmt::format("'{}' must hold texts, not {}", key, type_name(item.type)));
        break;
      }
      all.push_back(item.text);
    }
    return all;
  }

  char sign(std::string_view key) {
    const std::string text_of = text(key);
    if (text_of.size() <= 1) return text_of.empty() ? '\0' : text_of.front();
    unsigned byte = 0;
    if (text_of.size() == 4 && text_of.starts_with("\\x") &&
        text_of.find_first_not_of("0123456789ABCDEFabcdef", 2) == std::string::npos) {
      byte = static_cast<unsigned>(std::stoul(text_of.substr(2), nullptr, 16));
    }
    if (byte == 0)
      wrong(*object_.find(key), fmt::format("'{}' must be one character, or empty for none", key));
    return static_cast<char>(byte);
  }

  // Every member must have been asked for: a key that is misspelt must not be left out in silence.
  void finish() {
    if (error_) return;
    for (const JsonMember& member : object_.members) {
      if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
      error_ = Error{Fault::usage,
                     fmt::format("a plan has no '{}'; leave it out", member.key),
                     {path_, member.line, member.column}};
      return;
    }
  }

  void wrong(const JsonValue& at, std::string message) {
    if (!error_) error_ = Error{Fault::usage, std::move(message), {path_, at.line, at.column}};
  }

 private:
  const JsonValue& object_;
  const std::string& path_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

Result<CsvDetection> parse_detection(const JsonValue& json, const std::string& path) {
  MemberReader reader(json, path);
  CsvDetection detection;
  CsvLayout& layout = detection.layout;
  const std::string format = reader.text("format");
  if (!reader.error() && format != "csv" && format != "json" && format != "xlsx") {
    reader.wrong(*json.find("format"),
                 fmt::format("the format '{}' is not known; it must be csv, json or xlsx", format));
  }
  if (const std::string encoding = reader.text("encoding", false); !encoding.empty() && !reader.error()) {
    auto known = parse_encoding_name(encoding);
    if (known) {
      detection.encoding = *known;
    } else {
      reader.wrong(*json.find("encoding"), known.error().message);
    }
  }
  const bool is_table = format == "json" || format == "xlsx";
  if (is_table) detection.container = format;
  detection.sheet = reader.text("sheet", false);
  layout.dialect.delimiter = reader.sign("delimiter");
  layout.dialect.quote = reader.sign("quote");
  layout.dialect.escape = reader.sign("escape");
  layout.dialect.skip_initial_space = reader.boolean("skip_initial_space");
  layout.trailing_delimiter = reader.boolean("trailing_delimiter");
  detection.header_line = reader.count("header_line");
  layout.header_line = reader.text("header");
  detection.preamble = reader.texts("preamble");
  detection.columns = reader.texts("columns");
  detection.notes = reader.texts("notes");
  reader.finish();
  layout.has_place = is_table;
  if (is_table) layout.dialect = table_row_dialect();
  layout.width = detection.columns.size();
  detection.has_header = detection.header_line > 0;
  detection.is_empty = detection.columns.empty();
  const CsvDialect& dialect = layout.dialect;
  const auto is_line_end = [](char c) { return c == '\n' || c == '\r'; };
  const auto clash = [](char a, char b) { return a != 0 && a == b; };
  if (is_line_end(dialect.delimiter) || is_line_end(dialect.quote) || is_line_end(dialect.escape) ||
      clash(dialect.delimiter, dialect.quote) || clash(dialect.delimiter, dialect.escape)) {
    reader.wrong(json, "delimiter, quote and escape must differ, and none can be a line end");
  }
  if (reader.error()) return tl::unexpected(*reader.error());
  return detection;
}

Result<FrozenScore> parse_score(const JsonValue& json, const std::string& path) {
  MemberReader reader(json, path);
  FrozenScore score;
  const std::string typed = reader.text("name") + "=" + reader.text("column") + ":" + reader.text("kind");
  if (const std::string mark = reader.text("decimal_mark"); mark == ",") {
    score.formats.mark = DecimalMark::comma;
  } else if (mark != "." && !reader.error()) {
    reader.wrong(*json.find("decimal_mark"), "'decimal_mark' must be '.' or ','");
  }
  const auto order = [&](std::string_view key, DateFormat& format) {
    const std::string text = reader.text(key, false);
    if (text.empty() || reader.error()) return;
    if (auto known = parse_date_order(text)) {
      format.order = *known;
    } else {
      reader.wrong(*json.find(key), fmt::format("'{}' must be dmy, mdy or ymd", key));
    }
  };
  order("date_order", score.formats.start);
  order("end_date_order", score.formats.end);
  reader.finish();
  if (!reader.error()) {
    auto spec = parse_score_spec(typed);
    if (spec) {
      score.spec = std::move(*spec);
    } else {
      reader.wrong(json, spec.error().message);
    }
  }
  if (reader.error()) return tl::unexpected(*reader.error());
  return score;
}

template <class Parse, class T>
std::optional<Error> parse_list(MemberReader& reader, std::string_view key, const std::string& path,
                                Parse parse, std::vector<T>& to) {
  const JsonValue* list = reader.member(key, JsonValue::Type::list);
  if (list == nullptr) return std::nullopt;
  for (const JsonValue& item : list->items) {
    auto parsed = parse(item, path);
    if (!parsed) return parsed.error();
    to.push_back(std::move(*parsed));
  }
  return std::nullopt;
}

bool same_writing(const CsvDetection& a, const CsvDetection& b) {
  return a.layout == b.layout && a.columns == b.columns;
}

}  // namespace

std::string plan_json(const Plan& plan) {
  Json json;
  json["schema_version"] = 1;
  json["inputs"] = Json::array();
  for (const InputPlan& input : plan.inputs) json["inputs"].push_back(json_of(input.detection));
  json["joins"] = Json::array();
  for (const JoinPlan& join : plan.joins) json["joins"].push_back(json_of(join.detection));
  json["text"] = Json::array();
  for (const ColumnRef& column : plan.text) json["text"].push_back(column.name);
  json["id"] = plan.id.name;
  json["date"] = plan.date.name;
  json["question"] = plan.question.name;
  json["scores"] = Json::array();
  for (const ScorePlan& score : plan.scores) {
    Json s;
    s["name"] = score.spec.name;
    s["column"] = score.spec.column_text();
    s["kind"] = kind_name(score.spec.meaning);
    s["decimal_mark"] = score.formats.mark == DecimalMark::comma ? "," : ".";
    if (score.formats.start.order) s["date_order"] = name(*score.formats.start.order);
    if (score.formats.end.order) s["end_date_order"] = name(*score.formats.end.order);
    json["scores"].push_back(std::move(s));
  }
  json["evidence"] = plan.evidence;
  // A header may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<const CsvDetection*> FrozenPlan::input(std::size_t index, std::size_t count) const {
  const bool all_alike = std::all_of(inputs.begin(), inputs.end(), [this](const CsvDetection& other) {
    return same_writing(other, inputs.front());
  });
  if (!inputs.empty() && inputs.size() != count && all_alike) return &inputs.front();
  if (index < inputs.size() && inputs.size() == count) return &inputs[index];
  return fail(Fault::usage,
              fmt::format("the plan was made for {} inputs that differ, and {} are given; make one plan for "
                          "each kind of file",
                          inputs.size(), count),
              {path, 0, 0});
}

Result<FrozenPlan> parse_plan(std::string_view json, const std::string& path) {
  auto root = parse_json(json, path);
  if (!root) {
    Error error = root.error();
    error.fault = Fault::usage;
    return tl::unexpected(std::move(error));
  }
  FrozenPlan plan;
  plan.path = path;
  MemberReader reader(*root, path);
  if (const std::uint64_t version = reader.count("schema_version"); !reader.error() && version != 1) {
    reader.wrong(*root->find("schema_version"),
                 fmt::format("this is a plan of version {}, and this program reads version 1; make the plan "
                             "anew with inspect --plan",
                             version));
  }
  if (auto error = parse_list(reader, "inputs", path, parse_detection, plan.inputs))
    return tl::unexpected(*error);
  if (auto error = parse_list(reader, "joins", path, parse_detection, plan.joins))
    return tl::unexpected(*error);
  plan.text = reader.texts("text");
  plan.id = reader.text("id");
  plan.date = reader.text("date");
  plan.question = reader.text("question");
  if (auto error = parse_list(reader, "scores", path, parse_score, plan.scores))
    return tl::unexpected(*error);
  reader.texts("evidence");
  reader.finish();
  if (!reader.error() && plan.inputs.empty())
    reader.wrong(*root, "the plan holds no input; make it anew with inspect --plan");
  if (reader.error()) return tl::unexpected(*reader.error());
  return plan;
}

Result<FrozenPlan> load_plan(const std::string& path) {
  auto text = load_text(path, Fault::usage);
  if (!text) return tl::unexpected(text.error());
  return parse_plan(*text, path);
}

Result<CsvDetection> place_detection(const CsvDetection& frozen, std::string_view sample,
                                     bool sample_is_whole_file) {
  if (auto text = check_is_delimited_text(sample); !text) return tl::unexpected(text.error());
  CsvDetection here = frozen;
  here.skip_bytes = 0;
  here.skip_lines = 0;
  here.header_line = 0;
  here.preamble.clear();
  CsvLexer lexer(frozen.layout.dialect);
  const std::string header = repaired(frozen.layout.header_line);
  std::uint64_t line = 1;
  std::size_t matched = 0;  // lines of the preamble, where the plan has no header
  bool any_record = false;
  // The header stands no deeper than in the file that the plan was made from, blank lines aside.
  const std::uint64_t deepest = std::max<std::uint64_t>(frozen.header_line, frozen.preamble.size()) + 1;
  for (std::size_t at = 0; at < sample.size();) {
    const LexedRecord record = lexer.next(sample.substr(at), sample_is_whole_file);
    if (record.kind == LexKind::need_more || record.kind == LexKind::end) break;
    const std::string_view raw = sample.substr(at + record.begin, record.end - record.begin);
    if (record.kind != LexKind::blank) {
      any_record = true;
      const bool is_header = frozen.has_header && repaired(raw) == header;
      const bool is_preamble = !frozen.has_header && matched < frozen.preamble.size() &&
                               repaired(raw) == repaired(frozen.preamble[matched]);
      if (is_header || is_preamble) {
        here.skip_bytes = at + record.next;
        here.skip_lines = line - 1 + record.lines;
      }
      if (is_header) {
        here.header_line = line;
        here.layout.header_line = std::string(raw);
        break;
      }
      if (is_preamble) ++matched;
      if (!frozen.has_header && !is_preamble) break;
    }
    at += record.next;
    line += record.lines;
    if (line > deepest && any_record) break;
  }
  if (!any_record && sample_is_whole_file) {
    CsvDetection empty;
    empty.layout.dialect = frozen.layout.dialect;
    empty.is_empty = true;
    empty.skip_bytes = sample.size();
    empty.skip_lines = line - 1;
    return empty;
  }
  if (frozen.is_empty)
    return fail(Fault::usage, "the plan was made from an empty file; make it from one that holds rows");
  if (frozen.has_header && here.header_line == 0) {
    here.notes.clear();
    here.evidence.push_back("no header line: the columns are those of the plan");
  } else if (frozen.has_header) {
    here.evidence.push_back(fmt::format("header in line {}, as in the plan", here.header_line));
  }
  return here;
}

}  // namespace verbatim
