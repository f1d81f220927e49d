#include "input/json_record.h"

#include <algorithm>
#include <utility>

#include <simdjson.h>

#include "input/byte_search.h"
#include "input/json_cursor.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(simdjson::SIMDJSON_PADDING <= JsonCursor::kPadding);

// Deeper objects are cells with JSON text: no one wants their paths as columns.
constexpr unsigned kMaxPathDepth = 16;
// The stack is ours: simdjson itself does not stop at a depth.
constexpr unsigned kMaxDepth = 1024;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
  return token;
}

// RFC 8259: -0, 1.5e-3; not 01, .5, 1., +1, NaN.
bool is_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > from;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const std::size_t from = at;
  if (!digits() || (text[from] == '0' && at > from + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

// Four hexadecimal digits at `at`, or -1.
int hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const int digit = is_digit(c)              ? c - '0'
                      : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                      : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                               : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

struct TextFault {
  const char* at;
  const char* message;
};

const char* message_of(simdjson::error_code code) {
  switch (code) {
    case simdjson::DEPTH_ERROR:
      return "more than 1,024 levels of brackets";
    case simdjson::UNCLOSED_STRING:
      return "a text is not closed";
    case simdjson::UNESCAPED_CHARS:
      return "a control character stands in a text";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "a bracket or brace is not closed, or something stands behind the last one";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return "the record is too large";
    default:
      return "a value, comma or colon is missing here, or one too many";
  }
}

// Where a text is not closed or holds a control character: simdjson does not say.
std::size_t bad_text_offset(std::string_view text) {
  std::size_t open = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!in_text) {
      if (text[i] == '"') {
        in_text = true;
        open = i;
      }
    } else if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_text = false;
    } else if (static_cast<unsigned char>(text[i]) < 0x20) {
      return i;
    }
  }
  return in_text ? open : 0;
}

}  // namespace

struct JsonRecord::Impl {
  ondemand::parser parser;
};

// One pass over the object. A fault ends it.
struct JsonRecord::Walk {
  JsonRecord& record;
  ondemand::document& document;
  const char* begin;
  const char* end;
  std::optional<TextFault> fault;

  bool fail(const char* at, const char* message) {
    if (!fault) fault = TextFault{at, message};
    return false;
  }
  bool fail(simdjson::error_code code, const char* near) {
    if (fault) return false;
    const char* at = near;
    if (const char* here = nullptr;
        document.current_location().get(here) == simdjson::SUCCESS && here >= begin && here < end)
      at = here;
    fault = TextFault{at, message_of(code)};
    return false;
  }

  // Appends the text whose opening quote stands at `quote`.
  bool append_text(const char* quote, std::string& out) {
    std::string_view rest(quote + 1, static_cast<std::size_t>(end - quote - 1));
    for (;;) {
      const std::size_t stop = find_one_of(rest.data(), 0, rest.size(), '"', '\\', '"', '\\');
      out.append(rest, 0, stop);
      rest.remove_prefix(stop);
      if (rest.empty()) return fail(quote, "a text is not closed");
      if (rest[0] == '"') return true;
      if (rest.size() < 2) return fail(rest.data(), "a text is not closed");
      static constexpr std::string_view kEscapes = "\"\\/bfnrt";
      static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
      if (const auto known = kEscapes.find(rest[1]); known != std::string_view::npos) {
        out += kMeanings[known];
        rest.remove_prefix(2);
        continue;
      }
      const int unit = rest[1] == 'u' ? hex4(rest, 2) : -1;
      if (unit < 0) return fail(rest.data(), "this is no escape that JSON knows");
      rest.remove_prefix(6);
      auto point = static_cast<char32_t>(unit);
      if (unit >= 0xD800 && unit < 0xDC00 && rest.starts_with("\\u")) {
        const int low = hex4(rest, 2);
        if (low >= 0xDC00 && low < 0xE000) {
          point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
          rest.remove_prefix(6);
        }
      }
      if (point >= 0xD800 && point < 0xE000) {
        point = kReplacementCharacter;
        ++record.replaced_;
      }
      append_utf8(point, out);
    }
  }

  // Appends a value that is no list and no object; null appends nothing.
  bool append_scalar(std::string_view raw, bool& is_null) {
    const std::string_view token = trimmed(raw);
    is_null = false;
    if (token.empty()) return fail(raw.data(), "a value is missing here");
    if (token[0] == '"') return append_text(token.data(), record.values_);
    is_null = token == "null";
    if (is_null) return true;
    if (token != "true" && token != "false" && !is_number(token))
      return fail(token.data(), "this is no value that JSON knows; texts stand in double quotes");
    record.values_ += token;
    return true;
  }

  // Checks a value that is not shown, down to its last token.
  bool check(ondemand::value& value, unsigned depth) {
    if (depth > kMaxDepth) return fail(value.raw_json_token().data(), message_of(simdjson::DEPTH_ERROR));
    ondemand::json_type type{};
    const char* at = value.raw_json_token().data();
    if (const auto code = value.type().get(type)) return fail(code, at);
    if (type == ondemand::json_type::object) {
      ondemand::object object;
      if (const auto code = value.get_object().get(object)) return fail(code, at);
      for (auto member : object) {
        ondemand::field field;
        if (const auto code = std::move(member).get(field)) return fail(code, at);
        scratch.clear();
        if (!append_text(field.key().raw() - 1, scratch)) return false;
        ondemand::value inner = field.value();
        if (!check(inner, depth + 1)) return false;
      }
      return true;
    }
    if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (const auto code = value.get_array().get(array)) return fail(code, at);
      for (auto item : array) {
        ondemand::value inner;
        if (const auto code = item.get(inner)) return fail(code, at);
        if (!check(inner, depth + 1)) return false;
      }
      return true;
    }
    const std::size_t mark = record.values_.size();
    bool is_null = false;
    const bool good = append_scalar(value.raw_json_token(), is_null);
    record.values_.resize(mark);
    return good;
  }

  void add_field(std::size_t value, bool is_null, bool is_objects) {
    record.fields_.push_back({record.paths_.size(), record.path_.size(), value, record.values_.size() - value,
                              is_null, is_objects});
    record.paths_ += record.path_;
  }

  bool list(ondemand::value& value, const char* at, unsigned depth) {
    ondemand::array array;
    if (const auto code = value.get_array().get(array)) return fail(code, at);
    const std::size_t mark = record.values_.size();
    bool is_plain = true;
    std::size_t count = 0;
    for (auto item : array) {
      ondemand::value inner;
      if (const auto code = item.get(inner)) return fail(code, at);
      ondemand::json_type type{};
      if (const auto code = inner.type().get(type)) return fail(code, inner.raw_json_token().data());
      if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
        is_plain = false;
        if (!check(inner, depth + 1)) return false;
        continue;
      }
      if (count++ > 0) record.values_ += '|';
      bool is_null = false;
      if (!append_scalar(inner.raw_json_token(), is_null)) return false;
    }
    if (!is_plain) {
      record.values_.resize(mark);
      const char* behind = nullptr;
      if (document.current_location().get(behind) != simdjson::SUCCESS) behind = end;
      std::string_view raw = trimmed(std::string_view(at, static_cast<std::size_t>(behind - at)));
      record.values_ += raw.substr(0, raw.rfind(']') + 1);
    }
    add_field(mark, record.values_.size() == mark && count == 0, !is_plain);
    return true;
  }

  bool members(ondemand::object& object, const char* at, unsigned depth) {
    const std::size_t mark = record.path_.size();
    bool any = false;
    for (auto member : object) {
      ondemand::field field;
      if (const auto code = std::move(member).get(field)) return fail(code, at);
      any = true;
      record.path_.resize(mark);
      if (depth > 0) record.path_ += '.';
      if (!append_text(field.key().raw() - 1, record.path_)) return false;
      ondemand::value value = field.value();
      const std::string_view token = value.raw_json_token();
      at = token.data();
      if (token.empty()) return fail(at, "a value is missing here");
      if (token[0] == '{') {
        ondemand::object inner;
        if (depth + 1 >= kMaxPathDepth) {
          if (!check(value, depth + 1)) return false;
          const char* behind = nullptr;
          if (document.current_location().get(behind) != simdjson::SUCCESS) behind = end;
          std::string_view raw(at, static_cast<std::size_t>(behind - at));
          const std::size_t from = record.values_.size();
          record.values_ += raw.substr(0, raw.rfind('}') + 1);
          add_field(from, false, false);
          continue;
        }
        if (const auto code = value.get_object().get(inner)) return fail(code, at);
        if (!members(inner, at, depth + 1)) return false;
      } else if (token[0] == '[') {
        if (!list(value, at, depth + 1)) return false;
      } else {
        const std::size_t from = record.values_.size();
        bool is_null = false;
        if (!append_scalar(token, is_null)) return false;
        add_field(from, is_null, false);
      }
    }
    record.path_.resize(mark);
    if (!any && depth > 0) add_field(record.values_.size(), true, false);
    return true;
  }

  std::string scratch;
};

JsonRecord::JsonRecord() : impl_(std::make_unique<Impl>()) {}
JsonRecord::~JsonRecord() = default;

std::optional<JsonFault> JsonRecord::parse(std::string_view text) {
  replaced_ = 0;
  for (bool is_repaired = false;; is_repaired = true) {
    paths_.clear();
    values_.clear();
    fields_.clear();
    path_.clear();
    const char* begin = text.data();
    const auto place = [&](const char* at) {
      return at >= begin && at <= begin + text.size() ? static_cast<std::size_t>(at - begin) : 0;
    };
    if (text.empty() || text[0] != '{')
      return JsonFault{0, "this is no object; a record is written {\"field\": value, ...}"};
    ondemand::document document;
    const auto code =
        impl_->parser.iterate(text.data(), text.size(), text.size() + JsonCursor::kPadding).get(document);
    if (code == simdjson::UTF8_ERROR && !is_repaired) {
      repaired_.clear();
      replaced_ += repair_utf8(text, repaired_);
      const std::size_t size = repaired_.size();
      repaired_.append(JsonCursor::kPadding, '\0');
      text = std::string_view(repaired_).substr(0, size);
      continue;
    }
    if (code == simdjson::UNESCAPED_CHARS || code == simdjson::UNCLOSED_STRING)
      return JsonFault{bad_text_offset(text), message_of(code)};
    if (code) return JsonFault{0, message_of(code)};
    Walk walk{*this, document, begin, begin + text.size(), std::nullopt, {}};
    ondemand::object object;
    if (const auto bad = document.get_object().get(object)) return JsonFault{0, message_of(bad)};
    if (!walk.members(object, begin, 0)) return JsonFault{place(walk.fault->at), walk.fault->message};
    if (const char* behind = nullptr; document.current_location().get(behind) == simdjson::SUCCESS)
      return JsonFault{place(behind), "something stands behind the record"};
    return std::nullopt;
  }
}

std::optional<JsonFault> JsonRecord::parse_value(std::string_view text) {
  static constexpr std::string_view kBefore = "{\"value\":";
  wrapped_.assign(kBefore).append(text) += '}';
  const std::size_t size = wrapped_.size();
  wrapped_.append(JsonCursor::kPadding, '\0');
  auto fault = parse(std::string_view(wrapped_).substr(0, size));
  // What closes our brace, or goes on behind a comma, is no value.
  if (!fault && fields_.size() != 1) fault = JsonFault{kBefore.size(), "this is more than one value"};
  if (fault) {
    const std::size_t at = std::max(fault->offset, kBefore.size()) - kBefore.size();
    fault->offset = std::min(at, text.size());
  }
  return fault;
}

}  // namespace verbatim
