#include "lexicon/json_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace verbatim {

namespace {

constexpr std::size_t kMaxDepth = 64;

// Hands the text to the parser and lets the handler see how far it has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;  // owned by parse_json
};

class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, const char* const* furthest, const std::string& file)
      : text_(text), furthest_(furthest), file_(file) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
  }

  bool null() override { return add({}, word_begin()); }
  bool boolean(bool value) override {
    JsonValue v;
    v.type = JsonValue::Type::boolean;
    v.boolean = value;
    return add(std::move(v), word_begin());
  }
  bool number_integer(number_integer_t value) override { return add_number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return add_number(value); }
  bool string(string_t& value) override {
    JsonValue v;
    v.type = JsonValue::Type::text;
    v.text = value;
    return add(std::move(v), string_begin());
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::Type::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonValue::Type::list); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    JsonMember member;
    member.key = value;
    std::tie(member.line, member.column) = place_of(string_begin());
    stack_.back()->members.push_back(std::move(member));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    std::string what = e.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing value -
    // ..."
    // "[json.exception.out_of_range.406] number overflow parsing '1e999'"
    if (const auto dash = what.find(" - "); dash != std::string::npos) {
      what.erase(0, dash + 3);
    } else if (const auto bracket = what.find("] "); bracket != std::string::npos) {
      what.erase(0, bracket + 2);
    }
    const auto [line, column] = place_of(position == 0 ? 0 : position - 1);
    error_ = Error{Fault::bad_lexicon, "this is not valid JSON: " + what, {file_, line, column}};
    return false;
  }

  JsonValue root;
  std::optional<Error> error_;

 private:
  std::size_t offset() const { return static_cast<std::size_t>(*furthest_ - text_.data()); }

  // A string has been read up to its closing quote.
  std::size_t string_begin() const {
    std::size_t at = offset() - 1;
    while (at > 0) {
      --at;
      if (text_[at] != '"') continue;
      std::size_t slashes = 0;
      while (slashes < at && text_[at - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return at;
  }

  // A number has been read with one byte too many, a word such as `true` exactly.
  std::size_t word_begin() const {
    const auto in_word = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+' || c == '.';
    };
    std::size_t at = std::min(offset(), text_.size());
    while (at > 0 && !in_word(text_[at - 1])) --at;
    while (at > 0 && in_word(text_[at - 1])) --at;
    return at;
  }

  std::pair<std::uint32_t, std::uint32_t> place_of(std::size_t at) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
    const auto line = static_cast<std::size_t>(after - line_starts_.begin());
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(at - line_starts_[line - 1] + 1)};
  }

  JsonValue* place_value(JsonValue value, std::size_t begin) {
    std::tie(value.line, value.column) = place_of(begin);
    if (stack_.empty()) {
      root = std::move(value);
      return &root;
    }
    JsonValue& parent = *stack_.back();
    if (parent.type == JsonValue::Type::object) {
      parent.members.back().value = std::move(value);
      return &parent.members.back().value;
    }
    parent.items.push_back(std::move(value));
    return &parent.items.back();
  }

  bool add(JsonValue value, std::size_t begin) {
    place_value(std::move(value), begin);
    return true;
  }
  bool add_number(double number) {
    JsonValue v;
    v.type = JsonValue::Type::number;
    v.number = number;
    return add(std::move(v), word_begin());
  }
  bool open(JsonValue::Type type) {
    JsonValue v;
    v.type = type;
    const std::size_t begin = offset() - 1;
    if (stack_.size() >= kMaxDepth) {
      const auto [line, column] = place_of(begin);
      error_ = Error{Fault::bad_lexicon,
                     fmt::format("nested more than {} levels deep", kMaxDepth),
                     {file_, line, column}};
      return false;
    }
    // The parent grows only after this child is closed, so the pointer stays good.
    stack_.push_back(place_value(std::move(v), begin));
    return true;
  }
  bool close() {
    stack_.pop_back();
    return true;
  }

  std::string_view text_;
  const char* const* furthest_;
  const std::string& file_;
  std::vector<std::size_t> line_starts_;
  std::vector<JsonValue*> stack_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const JsonMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

void check_keys(const JsonValue& object, std::initializer_list<std::string_view> known,
                const std::string& file, Errors& errors) {
  std::set<std::string_view> seen;
  for (const JsonMember& member : object.members) {
    const Place place{file, member.line, member.column};
    if (std::find(known.begin(), known.end(), member.key) == known.end()) {
      errors.push_back({Fault::bad_lexicon,
                        fmt::format("unknown key \"{}\"; known here: {}", member.key, fmt::join(known, ", ")),
                        place});
    } else if (!seen.insert(member.key).second) {
      errors.push_back({Fault::bad_lexicon, fmt::format("\"{}\" stands twice", member.key), place});
    }
  }
}

std::string_view type_name(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::null:
      return "null";
    case JsonValue::Type::boolean:
      return "true or false";
    case JsonValue::Type::number:
      return "a number";
    case JsonValue::Type::text:
      return "text";
    case JsonValue::Type::list:
      return "a list";
    case JsonValue::Type::object:
      return "an object";
  }
  return "?";
}

Result<JsonValue> parse_json(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const char* furthest = text.data();
  TreeBuilder builder(text, &furthest, file);
  const bool ok = nlohmann::json::sax_parse(CountingIterator(text.data(), &furthest),
                                            CountingIterator(text.data() + text.size(), &furthest), &builder);
  if (builder.error_) return tl::unexpected(*builder.error_);
  if (!ok) return fail(Fault::bad_lexicon, "this is not valid JSON", {file, 1, 1});
  return std::move(builder.root);
}

std::vector<std::uint32_t> columns_of_text(std::string_view file_text, const JsonValue& value) {
  if (file_text.starts_with("\xEF\xBB\xBF")) file_text.remove_prefix(3);
  for (std::uint32_t line = 1; line < value.line; ++line) file_text.remove_prefix(file_text.find('\n') + 1);
  std::vector<std::uint32_t> columns;
  std::size_t at = value.column;  // behind the opening quote, from 0
  while (columns.size() < value.text.size()) {
    const auto column = static_cast<std::uint32_t>(at + 1);
    std::size_t bytes = 1;  // of the value
    if (file_text[at] != '\\') {
      ++at;
    } else if (file_text[at + 1] != 'u') {
      at += 2;
    } else {
      const unsigned char first = static_cast<unsigned char>(value.text[columns.size()]);
      bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      at += bytes == 4 ? 12 : 6;  // a surrogate pair
    }
    columns.insert(columns.end(), bytes, column);
  }
  columns.push_back(static_cast<std::uint32_t>(at + 1));
  return columns;
}

Result<std::string> load_text(const std::string& path, Fault fault) {
  const auto cannot = [&](int code) {
    return fail(fault, fmt::format("cannot be read: {}", std::strerror(code)), {path, 0, 0});
  };
  // O_NONBLOCK: a FIFO without a writer must not hang the program.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return cannot(errno);
  struct stat status {};
  std::string text;
  int failed = 0;
  if (::fstat(descriptor, &status) != 0) {
    failed = errno;
  } else if (S_ISDIR(status.st_mode)) {
    failed = EISDIR;
  } else {
    char buffer[1 << 16];
    for (;;) {
      const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) failed = errno;
      if (got <= 0) break;
      text.append(buffer, static_cast<std::size_t>(got));
    }
  }
  ::close(descriptor);
  if (failed != 0) return cannot(failed);
  return text;
}

Result<JsonValue> load_json(const std::string& path) {
  auto text = load_text(path, Fault::bad_lexicon);
  if (!text) return tl::unexpected(text.error());
  return parse_json(*text, path);
}

}  // namespace verbatim
