#include "pipeline/plan_file.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "input/csv_lexer.h"
#include "input/table_row.h"
#include "input/text_encoding.h"
#include "lexicon/json_file.h"
#include "pipeline/calendar_file.h"
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

void put_date_format(const DateFormat& format, const char* order_key, const char* numbers_key, Json& json) {
  if (format.order) json[order_key] = name(*format.order);
  if (format.epoch != EpochUnit::none) json[numbers_key] = name(format.epoch);
}

Json json_of(const CsvDetection& detection) {
  const CsvDialect& dialect = detection.layout.dialect;
  Json json;
  json["format"] = detection.container.empty() ? "csv" : detection.container;
  json["encoding"] = detection.encoding;
  if (!detection.sheet.empty()) json["sheet"] = detection.sheet;
  if (!detection.preset.empty()) json["preset"] = detection.preset;
  json["delimiter"] = sign_text(dialect.delimiter);
  json["quote"] = sign_text(dialect.quote);
  json["escape"] = sign_text(dialect.escape);
  json["skip_initial_space"] = dialect.skip_initial_space;
  if (dialect.merge_delimiters) json["merge_delimiters"] = true;
  json["trailing_delimiter"] = detection.layout.trailing_delimiter;
  json["header_line"] = detection.header_line;
  json["header"] = detection.layout.header_line;
  if (detection.header_rows > 1) {
    json["header_rows"] = detection.header_rows;
    json["header_below"] = detection.layout.more_header_lines;
  }
  json["preamble"] = detection.preamble;
  json["columns"] = detection.columns;
  if (!detection.questions.empty()) json["questions"] = detection.questions;
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

  bool boolean(std::string_view key, bool is_required = true) {
    const JsonValue* value = member(key, JsonValue::Type::boolean, is_required);
    return value != nullptr && value->boolean;
  }

  std::uint64_t count(std::string_view key, bool is_required = true) {
    const JsonValue* value = member(key, JsonValue::Type::number, is_required);
    if (value == nullptr) return 0;
    if (value->number >= 0 && value->number <= 1e15) return static_cast<std::uint64_t>(value->number);
    wrong(*value, fmt::format("'{}' must be a number of lines", key));
    return 0;
  }

  std::vector<std::string> texts(std::string_view key, bool is_required = true) {
    std::vector<std::string> all;
    const JsonValue* list = member(key, JsonValue::Type::list, is_required);
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

  // How a column writes its dates: an order, or what its numbers count.
  DateFormat date_format(std::string_view order_key, std::string_view numbers_key) {
    DateFormat format;
    const std::string order = text(order_key, false);
    const std::string numbers = text(numbers_key, false);
    if (!order.empty() && !error_) {
      if (auto known = parse_date_order(order)) {
        format.order = *known;
      } else {
        wrong(*object_.find(order_key), fmt::format("'{}' must be dmy, mdy or ymd", order_key));
      }
    }
    if (!numbers.empty() && !error_) {
      if (auto known = parse_epoch_unit(numbers)) {
        format.epoch = *known;
      } else {
        wrong(*object_.find(numbers_key),
              fmt::format("'{}' must be seconds, milliseconds or excel", numbers_key));
      }
    }
    return format;
  }

  // What the words of a column are worth: a list of {"word", "value"}.
  AnswerWords words(std::string_view key) {
    AnswerWords all;
    const JsonValue* list = member(key, JsonValue::Type::list, false);
    if (list == nullptr) return all;
    for (const JsonValue& item : list->items) {
      MemberReader reader(item, path_);
      AnswerWord word;
      word.word = reader.text("word");
      const JsonValue* value = reader.member("value", JsonValue::Type::number);
      if (value != nullptr) {
        if (value->number >= 1 && value->number <= 7) {
          word.milli = static_cast<std::int64_t>(value->number * 1000);
        } else {
          reader.wrong(*value, "'value' must be a point of the scale, 1 to 7");
        }
      }
      reader.finish();
      if (!error_) error_ = reader.error();
      all.push_back(std::move(word));
    }
    std::sort(all.begin(), all.end(),
              [](const AnswerWord& a, const AnswerWord& b) { return a.word < b.word; });
    return all;
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
  detection.preset = reader.text("preset", false);
  layout.dialect.delimiter = reader.sign("delimiter");
  layout.dialect.quote = reader.sign("quote");
  layout.dialect.escape = reader.sign("escape");
  layout.dialect.skip_initial_space = reader.boolean("skip_initial_space");
  layout.dialect.merge_delimiters = reader.boolean("merge_delimiters", false);
  layout.trailing_delimiter = reader.boolean("trailing_delimiter");
  detection.header_line = reader.count("header_line");
  layout.header_line = reader.text("header");
  detection.header_rows = reader.count("header_rows", false);
  layout.more_header_lines = reader.texts("header_below", false);
  detection.preamble = reader.texts("preamble");
  detection.columns = reader.texts("columns");
  detection.questions = reader.texts("questions", false);
  detection.notes = reader.texts("notes");
  reader.finish();
  layout.has_place = is_table;
  if (is_table) layout.dialect = table_row_dialect();
  layout.width = detection.columns.size();
  detection.has_header = detection.header_line > 0;
  detection.is_empty = detection.columns.empty();
  if (detection.header_rows == 0 && detection.has_header) detection.header_rows = 1;
  if (!detection.questions.empty()) detection.questions.resize(detection.columns.size());
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
  score.formats.start = reader.date_format("date_order", "date_numbers");
  score.formats.end = reader.date_format("end_date_order", "end_date_numbers");
  score.formats.words = reader.words("words");
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

Result<RowRule> parse_row_rule(const JsonValue& json, const std::string& path) {
  MemberReader reader(json, path);
  RowRule rule;
  const std::string row_class = reader.text("class");
  if (row_class == name(RowClass::opt_out)) {
    rule.row_class = RowClass::opt_out;
  } else if (row_class == name(RowClass::preview)) {
    rule.row_class = RowClass::preview;
  } else if (row_class != name(RowClass::unfinished) && !reader.error()) {
    reader.wrong(*json.find("class"), "'class' must be opt-out, preview or unfinished");
  }
  rule.column = reader.text("column");
  rule.values = reader.texts("values");
  if (json.find("below") != nullptr) rule.below = static_cast<unsigned>(reader.count("below"));
  rule.is_own = reader.boolean("own", false);
  reader.finish();
  if (reader.error()) return tl::unexpected(*reader.error());
  return rule;
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
  put_date_format(plan.date_format, "date_order", "date_numbers", json);
  json["question"] = plan.question.name;
  json["missing"] = plan.missing;
  json["scores"] = Json::array();
  for (const ScorePlan& score : plan.scores) {
    Json s;
    s["name"] = score.spec.name;
    s["column"] = score.spec.column_text();
    s["kind"] = kind_name(score.spec.meaning);
    s["decimal_mark"] = score.formats.mark == DecimalMark::comma ? "," : ".";
    put_date_format(score.formats.start, "date_order", "date_numbers", s);
    put_date_format(score.formats.end, "end_date_order", "end_date_numbers", s);
    for (const AnswerWord& word : score.formats.words)
      s["words"].push_back({{"word", word.word}, {"value", word.milli / 1000}});
    json["scores"].push_back(std::move(s));
  }
  if (plan.calendar) json["calendar"] = Json::parse(calendar_json(plan.calendar->hours()));
  json["row_rules"] = Json::array();
  for (const RowRulePlan& plan_of : plan.row_rules) {
    const RowRule& rule = plan_of.rule;
    Json r;
    r["class"] = name(rule.row_class);
    r["column"] = rule.column;
    r["values"] = rule.values;
    if (rule.below > 0) r["below"] = rule.below;
    if (rule.is_own) r["own"] = true;
    json["row_rules"].push_back(std::move(r));
  }
  json["fold_reposts"] = plan.folds_reposts;
  json["author"] = plan.author.name;
  json["reach"] = plan.reach.name;
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
  // The run.json of a report holds the plan of its run.
  if (const JsonValue* of_run = root->find("plan");
      of_run != nullptr && of_run->type == JsonValue::Type::object) {
    JsonValue inner = *of_run;
    *root = std::move(inner);
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
  plan.date_format = reader.date_format("date_order", "date_numbers");
  plan.question = reader.text("question");
  plan.missing = reader.texts("missing", false);  // plans of before had none
  if (auto error = parse_list(reader, "scores", path, parse_score, plan.scores))
    return tl::unexpected(*error);
  if (const JsonValue* calendar = reader.member("calendar", JsonValue::Type::object, false)) {
    auto read = read_calendar(*calendar, path);
    if (!read) return tl::unexpected(read.error().front());
    plan.calendar = std::make_shared<const BusinessCalendar>(std::move(*read));
  }
  // Plans of earlier versions leave no row out.
  if (root->find("row_rules") != nullptr) {
    if (auto error = parse_list(reader, "row_rules", path, parse_row_rule, plan.row_rules))
      return tl::unexpected(*error);
  }
  plan.folds_reposts = reader.boolean("fold_reposts", false);
  plan.author = reader.text("author", false);
  plan.reach = reader.text("reach", false);
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

namespace {

// Passes over the second and third row of a header, where they stand below it as in the plan.
void pass_header_rows(std::string_view sample, bool sample_is_whole_file, CsvDetection& here) {
  CsvLexer lexer(here.layout.dialect);
  for (std::string& wanted : here.layout.more_header_lines) {
    const auto at = static_cast<std::size_t>(here.skip_bytes);
    lexer.reset();
    const LexedRecord record = lexer.next(sample.substr(at), sample_is_whole_file);
    const std::string_view raw = sample.substr(at + record.begin, record.end - record.begin);
    if (record.kind != LexKind::record || repaired(raw) != repaired(wanted)) return;
    wanted = std::string(raw);
    here.skip_bytes += record.next;
    here.skip_lines += record.lines;
  }
}

}  // namespace

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
        pass_header_rows(sample, sample_is_whole_file, here);
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
