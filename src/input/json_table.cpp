#include "input/json_table.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "input/json_columns.h"
#include "input/json_cursor.h"
#include "input/json_record.h"
#include "input/table_row.h"

namespace verbatim {
namespace {

constexpr std::size_t kShapeBytes = std::size_t{4} << 20;
// More fields than a table can have: keys that are data, as in {"R_17": {...}, "R_18": {...}}.
constexpr std::size_t kMaxColumns = 16384;
// Lists of records are looked for this deep: {"result": {"page": {"items": [...]}}}.
constexpr std::size_t kMaxListDepth = 3;
constexpr std::size_t kRowBytes = std::size_t{1} << 18;

// The envelope of the X API: the posts, and the users that they name by id.
constexpr std::string_view kPosts = "data";
constexpr std::string_view kPostsField = "data.";
constexpr std::string_view kUsers = "includes.users";
constexpr std::string_view kIncludes = "includes.";
constexpr std::string_view kUserId = "id";
constexpr std::string_view kAuthorId = "author_id";
constexpr std::string_view kAuthorField = "author.";
// As JsonRecord::parse_value names it.
constexpr std::string_view kValue = "value";

struct JsonShape {
  enum class Form : std::uint8_t { lines, values, list } form = Form::lines;
  std::vector<std::string> path;  // of a list: the keys that lead to it
  bool is_envelope = false;       // a record is {"data": ..., "includes": {"users": [...]}}
  bool holds_values = false;      // no record is an object: each is the one field kValue
};

using UserFields = std::vector<std::pair<std::string, std::string>>;
using Users = std::unordered_map<std::string, UserFields>;

// The objects of a list's text, each with its offset in it. What is no object is passed over.
template <class Visit>
void each_object(std::string_view list, Visit visit) {
  std::size_t depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (c == '"') {
      for (++i; i < list.size() && list[i] != '"'; ++i) {
        if (list[i] == '\\') ++i;
      }
    } else if (c == '{' || c == '[') {
      if (++depth == 2) from = i;
    } else if (c == '}' || c == ']') {
      if (depth-- == 2 && c == '}') visit(list.substr(from, i + 1 - from));
    }
  }
}

void add_user(const JsonRecord& user, Users& users) {
  std::string id;
  UserFields fields;
  for (std::size_t i = 0; i < user.size(); ++i) {
    if (user.path(i) == kUserId)
      id = user.value(i);
    else if (!user.is_null(i) && !user.is_objects(i))
      fields.emplace_back(std::string(kAuthorField) + std::string(user.path(i)), user.value(i));
  }
  if (!id.empty()) users.insert_or_assign(std::move(id), std::move(fields));
}

// One record's fields by name, as the table has them: out of its envelope, its author beside it. Counts what
// was mended on the way.
class JsonFields {
 public:
  struct Counts {
    std::uint64_t replaced = 0;  // records with bytes or escapes that are no Unicode
    std::uint64_t repeated = 0;  // records with a field that stands twice
  };

  JsonFields(const JsonShape& shape, const Users& users) : shape_(shape), users_(users) {}

  // Calls `visit(name, value, is_null)` for every field, and `next_record()` after the fields of each record:
  // an envelope may hold several. Text as for JsonRecord.
  template <class Visit, class Next>
  std::optional<JsonFault> read(std::string_view text, Visit visit, Next next_record) {
    const bool is_value = shape_.holds_values && !text.starts_with('{');
    if (auto fault = is_value ? record_.parse_value(text) : record_.parse(text)) return fault;
    if (record_.replaced() > 0) ++counts.replaced;
    if (!shape_.is_envelope) {
      fields(record_, {}, users_, visit);
      next_record();
      return std::nullopt;
    }
    page_users_.clear();
    std::string_view posts;
    for (std::size_t i = 0; i < record_.size(); ++i) {
      if (!record_.is_objects(i)) continue;
      if (record_.path(i) == kUsers) {
        each_object(record_.value(i), [&](std::string_view user) {
          if (parse_part(user)) add_user(part_, page_users_);
        });
      }
      if (record_.path(i) == kPosts) posts = record_.value(i);
    }
    if (posts.empty()) {
      fields(record_, kPostsField, page_users_, visit);
      next_record();
      return std::nullopt;
    }
    each_object(posts, [&](std::string_view post) {
      if (!parse_part(post)) return;
      fields(part_, {}, page_users_, visit);
      next_record();
    });
    return std::nullopt;
  }

  Counts counts;

 private:
  bool parse_part(std::string_view text) {
    padded_.assign(text);
    padded_.append(JsonCursor::kPadding, '\0');
    return !part_.parse(std::string_view(padded_).substr(0, text.size()));
  }

  template <class Visit>
  void fields(const JsonRecord& record, std::string_view prefix, const Users& users, Visit visit) {
    const UserFields* author = nullptr;
    for (std::size_t i = 0; i < record.size(); ++i) {
      std::string_view name = record.path(i);
      if (shape_.is_envelope && name.starts_with(kIncludes)) continue;
      if (!prefix.empty() && name.starts_with(prefix)) name.remove_prefix(prefix.size());
      visit(name, record.value(i), record.is_null(i));
      if (!users.empty() && name == kAuthorId) {
        const auto known = users.find(std::string(record.value(i)));
        if (known != users.end()) author = &known->second;
      }
    }
    if (author == nullptr) return;
    for (const auto& [name, value] : *author) visit(name, value, false);
  }

  const JsonShape& shape_;
  const Users& users_;
  JsonRecord record_;
  JsonRecord part_;
  Users page_users_;
  std::string padded_;
};

// A record's text, or why there is none.
struct JsonItem {
  std::string_view text;
  JsonPlace place;
  JsonPlace fault;
  const char* broken = nullptr;
};

const char* broken_message(JsonPiece::Kind kind) {
  switch (kind) {
    case JsonPiece::Kind::whole:
      return nullptr;
    case JsonPiece::Kind::cut_off:
      return "the file ends inside this record; it may be cut off: export or download it again";
    case JsonPiece::Kind::unclosed:
      return "a text is not closed before the end of its line; close it, or write \\n for a line end";
    case JsonPiece::Kind::mismatch:
      return "a bracket or brace is closed here that was not opened";
    case JsonPiece::Kind::too_long:
      return "the record is longer than 64 MB; its rest was passed over";
  }
  return nullptr;
}

Error json_error(const std::string& path, const JsonPlace& place, std::string message) {
  return Error{Fault::bad_input, std::move(message), {path, place.line, place.column}};
}

// Goes from record to record of a shape that is known.
class JsonWalk {
 public:
  JsonWalk(ByteSource& source, const JsonShape& shape, const std::string& path)
      : cursor_(source), shape_(shape), path_(path) {}

  // The next record, broken ones included; false at the end.
  Result<bool> next(JsonItem& item) {
    switch (shape_.form) {
      case JsonShape::Form::lines:
        return next_line(item);
      case JsonShape::Form::values:
        return next_value(item);
      case JsonShape::Form::list:
        return next_of_list(item);
    }
    return false;
  }

  JsonCursor& cursor() { return cursor_; }

 private:
  static void take(const JsonPiece& piece, JsonItem& item) {
    item.text = piece.text;
    item.place = piece.place;
    item.fault = piece.fault;
    item.broken = broken_message(piece.kind);
  }

  Result<bool> next_line(JsonItem& item) {
    auto next = cursor_.peek();
    if (!next) return tl::unexpected(next.error());
    if (*next < 0) return false;
    auto piece = cursor_.line();
    if (!piece) return tl::unexpected(piece.error());
    take(*piece, item);
    // Lines cut out of a list still have their comma.
    if (item.text.size() > 1 && item.text.back() == ',') item.text.remove_suffix(1);
    return true;
  }

  Result<bool> next_value(JsonItem& item) {
    for (;;) {
      auto next = cursor_.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next < 0) return false;
      if (*next != ',') break;
      cursor_.take();
    }
    auto piece = cursor_.value();
    if (!piece) return tl::unexpected(piece.error());
    take(*piece, item);
    if (piece->kind == JsonPiece::Kind::unclosed || piece->kind == JsonPiece::Kind::mismatch)
      return tl::unexpected(json_error(path_, piece->fault, item.broken));
    return true;
  }

  // Comes to the list's first element.
  Result<void> enter() {
    for (const std::string& key : shape_.path) {
      auto brace = cursor_.peek();
      if (!brace) return tl::unexpected(brace.error());
      cursor_.take();
      for (;;) {
        auto name = key_of_member();
        if (!name) return tl::unexpected(name.error());
        if (*name == key) break;
        if (auto value = cursor_.value(); !value) return tl::unexpected(value.error());
        auto comma = cursor_.peek();
        if (!comma) return tl::unexpected(comma.error());
        if (*comma != ',') return tl::unexpected(changed());
        cursor_.take();
      }
    }
    auto bracket = cursor_.peek();
    if (!bracket) return tl::unexpected(bracket.error());
    if (*bracket != '[') return tl::unexpected(changed());
    cursor_.take();
    is_inside_ = true;
    return {};
  }

  Result<std::string> key_of_member() {
    auto quote = cursor_.peek();
    if (!quote) return tl::unexpected(quote.error());
    if (*quote != '"') return tl::unexpected(changed());
    auto key = cursor_.value();
    if (!key) return tl::unexpected(key.error());
    std::string name(key->text.substr(1, key->text.size() - 2));
    auto colon = cursor_.peek();
    if (!colon) return tl::unexpected(colon.error());
    if (*colon != ':') return tl::unexpected(changed());
    cursor_.take();
    auto value = cursor_.peek();
    if (!value) return tl::unexpected(value.error());
    return name;
  }

  Error changed() const {
    return json_error(path_, cursor_.place(), "the file has changed while it was read; run again");
  }

  Result<bool> next_of_list(JsonItem& item) {
    if (is_over_) return false;
    if (!is_inside_) {
      if (auto entered = enter(); !entered) return tl::unexpected(entered.error());
    }
    auto next = cursor_.peek();
    if (!next) return tl::unexpected(next.error());
    if (*next == ']') {
      if (after_comma_) {
        return tl::unexpected(
            json_error(path_, cursor_.place(), "a comma stands behind the list's last record; remove it"));
      }
      is_over_ = true;
      cursor_.take();
      return false;
    }
    if (*next < 0) {
      is_over_ = true;
      item = {{},
              cursor_.place(),
              cursor_.place(),
              "the file ends inside its list of records; it may be cut off: export or download it again"};
      return true;
    }
    if (count_ > 0 && !after_comma_) {
      return tl::unexpected(json_error(path_, cursor_.place(),
                                       "a comma or ] must stand behind a record of a list; repair it here"));
    }
    if (*next == ',' || *next == '}' || *next == ':') {
      return tl::unexpected(json_error(path_, cursor_.place(),
                                       "a record is missing here; remove the sign, or repair the list"));
    }
    ++count_;
    auto piece = cursor_.value();
    if (!piece) return tl::unexpected(piece.error());
    take(*piece, item);
    if (piece->kind == JsonPiece::Kind::cut_off) is_over_ = true;
    if (piece->kind == JsonPiece::Kind::unclosed || piece->kind == JsonPiece::Kind::mismatch)
      return tl::unexpected(json_error(path_, piece->fault, item.broken));
    after_comma_ = false;
    // The comma is looked at now, while nothing but the place is lost: the piece's text must stay.
    pending_comma_ = piece->kind != JsonPiece::Kind::cut_off;
    return true;
  }

 public:
  // To be called when the record's text is done with.
  Result<void> release() {
    if (!pending_comma_) return {};
    pending_comma_ = false;
    auto next = cursor_.peek();
    if (!next) return tl::unexpected(next.error());
    if (*next == ',') {
      cursor_.take();
      after_comma_ = true;
    }
    return {};
  }

 private:
  JsonCursor cursor_;
  const JsonShape& shape_;
  const std::string& path_;
  bool is_inside_ = false;
  bool is_over_ = false;
  bool after_comma_ = false;
  bool pending_comma_ = false;
  std::uint64_t count_ = 0;
};

// Where in the file an offset of a record's text stands.
JsonPlace place_in(const JsonItem& item, std::size_t offset) {
  JsonPlace place = item.place;
  const std::string_view before = item.text.substr(0, std::min(offset, item.text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  place.byte += before.size();
  if (lines == 0) {
    place.column += before.size();
  } else {
    place.line += static_cast<std::uint64_t>(lines);
    place.column = before.size() - before.rfind('\n');
  }
  return place;
}

// The rows, made while they are read.
class JsonRows final : public ByteSource {
 public:
  JsonRows(std::unique_ptr<ByteSource> source, const JsonShape& shape, const Users& users,
           const JsonColumns& columns, const std::string& path)
      : source_(std::move(source)),
        walk_(*source_, shape, path),
        fields_(shape, users),
        columns_(columns),
        field_of_column_(columns.size()) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (at_ == made_.size()) {
      made_.clear();
      at_ = 0;
      while (!is_over_ && made_.size() < kRowBytes) {
        JsonItem item;
        auto more = walk_.next(item);
        if (!more) return tl::unexpected(more.error());
        if (!*more) {
          is_over_ = true;
          break;
        }
        add(item);
        if (auto released = walk_.release(); !released) return tl::unexpected(released.error());
      }
    }
    const std::size_t given = std::min(size, made_.size() - at_);
    std::memcpy(buffer, made_.data() + at_, given);
    at_ += given;
    return given;
  }

 private:
  void add(const JsonItem& item) {
    if (item.broken != nullptr) {
      write_broken_row(made_, item.fault.line, item.fault.column, item.place.byte, item.broken, item.text);
      return;
    }
    const std::size_t mark = made_.size();
    values_.clear();
    std::size_t width = 0;
    std::size_t hint = 0;
    const auto fault = fields_.read(
        item.text,
        [&](std::string_view name, std::string_view value, bool is_null) {
          const int column = columns_.find(name, hint);
          if (column < 0) return;
          hint = static_cast<std::size_t>(column) + 1;
          Span& span = field_of_column_[hint - 1];
          // Null empties what stood there before: the last of two fields counts.
          span = is_null ? Span{} : Span{values_.size(), value.size()};
          if (is_null) return;
          values_ += value;
          width = std::max(width, hint);
        },
        [&] {
          TableRow row(made_, item.place.line);
          for (std::size_t c = 0; c < width; ++c) {
            Span& span = field_of_column_[c];
            row.cell(std::string_view(values_).substr(span.begin, span.size));
            span = {};
          }
          row.end();
          width = hint = 0;
          values_.clear();
        });
    if (!fault) return;
    made_.resize(mark);
    const JsonPlace place = place_in(item, fault->offset);
    write_broken_row(made_, place.line, place.column, item.place.byte, fault->message, item.text);
  }

  struct Span {
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  std::unique_ptr<ByteSource> source_;
  JsonWalk walk_;
  JsonFields fields_;
  const JsonColumns& columns_;
  std::vector<Span> field_of_column_;
  std::string values_;
  std::string made_;
  std::size_t at_ = 0;
  bool is_over_ = false;
};

// Whether an object that never ends is rather a line that is cut, with other records below it. A list that is
// open at the end of the line may go on with objects.
bool begins_with_cut_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view line = text.substr(0, end);
  if (std::count(line.begin(), line.end(), '[') > std::count(line.begin(), line.end(), ']')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  return next != std::string_view::npos && text[next] == '{';
}

// The first pass: which shape, which columns.
class JsonTable final : public Table {
 public:
  JsonTable(std::string path, OpenBytes open) : path_(std::move(path)), open_(std::move(open)) {}

  Result<void> load() {
    auto shape = shape_of_start();
    if (!shape) return tl::unexpected(shape.error());
    shape_ = std::move(*shape);
    if (shape_.form == JsonShape::Form::list && !starts_with_bracket_) {
      auto found = find_list();
      if (!found) return tl::unexpected(found.error());
      if (!*found) shape_ = {JsonShape::Form::values, {}, false, false};
    } else if (shape_.form == JsonShape::Form::lines || shape_.form == JsonShape::Form::values) {
      shape_.is_envelope = is_envelope_;
    }
    if (columns_.size() == 0) {
      if (auto collected = collect(); !collected) return collected;
    }
    describe();
    return {};
  }

  Result<std::unique_ptr<ByteSource>> rows() override {
    auto source = open_();
    if (!source) return source;
    return std::make_unique<JsonRows>(std::move(*source), shape_, users_, columns_, path_);
  }

 private:
  // From the first bytes: lines, values one after the other, or one list or object.
  Result<JsonShape> shape_of_start() {
    auto source = open_();
    if (!source) return tl::unexpected(source.error());
    JsonCursor cursor(**source, kShapeBytes);
    auto first = cursor.peek();
    if (!first) return tl::unexpected(first.error());
    JsonShape shape;
    const bool is_object = *first == '{';
    if (*first == '[') {
      starts_with_bracket_ = true;
      shape.form = JsonShape::Form::list;
      return shape;
    }
    auto piece = cursor.value();
    if (!piece) return tl::unexpected(piece.error());
    const bool is_too_long = piece->kind == JsonPiece::Kind::too_long;
    const bool is_one_line = cursor.place().line == piece->place.line;
    // A text that runs into the line's end, or a bracket too many, costs its line only.
    if (!is_too_long && piece->kind != JsonPiece::Kind::whole) {
      const bool is_cut = piece->kind == JsonPiece::Kind::cut_off;
      const bool is_line = is_cut ? begins_with_cut_line(piece->text) : is_one_line;
      shape.form = is_line || !is_object ? JsonShape::Form::lines : JsonShape::Form::list;
      return shape;
    }
    JsonRecord record;
    if (is_one_line && !is_too_long && !record.parse(piece->text)) {
      bool has_posts = false;
      bool has_users = false;
      for (std::size_t i = 0; i < record.size(); ++i) {
        has_posts |= record.path(i) == kPosts || record.path(i).starts_with(kPostsField);
        has_users |= record.path(i).starts_with(kIncludes);
      }
      is_envelope_ = has_posts && has_users;
    }
    const std::uint64_t line = cursor.place().line;
    auto next = cursor.peek();
    if (!next) return tl::unexpected(next.error());
    const bool is_line = is_one_line && cursor.place().line > line;
    if (*next < 0 || (is_too_long && !is_line)) {
      shape.form = is_object ? JsonShape::Form::list : JsonShape::Form::values;
      return shape;
    }
    shape.form = is_line ? JsonShape::Form::lines : JsonShape::Form::values;
    if (is_one_line && *next == ',') shape.form = JsonShape::Form::lines;
    return shape;
  }

  struct Candidate {
    std::vector<std::string> path;
    JsonColumns columns;
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    JsonFields::Counts counts;
    std::uint64_t read = 0;      // records without a fault
    std::optional<Error> fault;  // of the first one that has
  };

  // Goes through an object for its lists of objects, and takes the longest. False: it holds none, and is
  // itself a record, or is followed by others.
  Result<bool> find_list() {
    auto source = open_();
    if (!source) return tl::unexpected(source.error());
    JsonCursor cursor(**source);
    if (auto first = cursor.peek(); !first) return tl::unexpected(first.error());
    std::vector<std::string> path;
    bool is_cut = false;
    auto walked = look_into(cursor, path, is_cut);
    if (!walked) return tl::unexpected(walked.error());
    if (!is_cut) {
      auto next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next >= 0) {
        if (*next != '{') {
          return tl::unexpected(json_error(path_, cursor.place(),
                                           "something stands behind the JSON; remove it, or export again"));
        }
        candidates_.clear();
        return false;
      }
    }
    const std::uint64_t bytes = cursor.place().byte;
    // The users of posts are no records.
    const bool has_posts = std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& c) {
      return c.path.size() == 1 && c.path[0] == kPosts;
    });
    Candidate* best = nullptr;
    for (Candidate& candidate : candidates_) {
      if (has_posts && candidate.path.size() > 1 && kIncludes.starts_with(candidate.path[0])) continue;
      if (best == nullptr || candidate.objects > best->objects) best = &candidate;
    }
    for (const Candidate& candidate : candidates_) {
      if (candidate.fault && (&candidate != best || candidate.read == 0))
        return tl::unexpected(*candidate.fault);
    }
    // A list that is a small part of the whole is a detail of one record.
    if (best == nullptr || (!has_posts && best->bytes * 4 < bytes && best->objects < 10)) return false;
    shape_.path = best->path;
    counts_ = best->counts;
    if (has_posts && !users_.empty()) {
      // The authors' fields are known only now: their columns come after the posts'.
      columns_ = JsonColumns();
      candidates_.clear();
      if (auto collected = collect(); !collected) return tl::unexpected(collected.error());
      return true;
    }
    users_.clear();
    columns_ = std::move(best->columns);
    columns_.finish();
    candidates_.clear();
    return true;
  }

  // REQUIRES: the cursor stands at a brace.
  Result<void> look_into(JsonCursor& cursor, std::vector<std::string>& path, bool& is_cut) {
    const auto broken = [&](const char* message) {
      return tl::unexpected(json_error(path_, cursor.place(), message));
    };
    cursor.take();
    bool after_comma = false;
    for (;;) {
      auto next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next < 0) {
        is_cut = true;
        return broken_end(cursor, path);
      }
      if (*next == '}' && !after_comma) {
        cursor.take();
        return {};
      }
      if (*next != '"') return broken("the name of a field in double quotes must stand here; repair it");
      auto key = cursor.value();
      if (!key) return tl::unexpected(key.error());
      if (key->kind != JsonPiece::Kind::whole)
        return tl::unexpected(json_error(path_, key->place, broken_message(key->kind)));
      if (auto valid = check_value(*key); !valid) return valid;
      std::string name(key->text.substr(1, key->text.size() - 2));
      next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next != ':') return broken("a colon must stand behind the name of a field; repair it");
      cursor.take();
      next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      path.push_back(std::move(name));
      if (*next == '[') {
        if (auto done = look_through(cursor, path, is_cut); !done) return done;
      } else if (*next == '{' && path.size() < kMaxListDepth) {
        if (auto done = look_into(cursor, path, is_cut); !done) return done;
      } else if (*next < 0) {
        is_cut = true;
        return broken_end(cursor, path);
      } else if (auto done = pass_value(cursor); !done) {
        return done;
      }
      path.pop_back();
      if (is_cut) return {};
      next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      after_comma = *next == ',';
      if (after_comma) {
        cursor.take();
      } else if (*next >= 0 && *next != '}') {
        return broken("a comma or } must stand here; repair it");
      }
    }
  }

  // The end of the file inside an object: what is in a list by then is kept, anything else is no table.
  Result<void> broken_end(JsonCursor& cursor, const std::vector<std::string>&) {
    if (!candidates_.empty()) return {};
    return tl::unexpected(
        json_error(path_, cursor.place(), "the file ends inside its JSON; export or download it again"));
  }

  Result<void> pass_value(JsonCursor& cursor) {
    auto value = cursor.value();
    if (!value) return tl::unexpected(value.error());
    if (value->kind == JsonPiece::Kind::too_long) return {};
    if (value->kind == JsonPiece::Kind::whole) return check_value(*value);
    return tl::unexpected(json_error(path_, value->fault, broken_message(value->kind)));
  }

  // What is no record must be JSON as well.
  Result<void> check_value(const JsonPiece& piece) {
    const auto fault = value_.parse_value(piece.text);
    if (!fault) return {};
    const JsonItem item{piece.text, piece.place, piece.fault, nullptr};
    return tl::unexpected(json_error(path_, place_in(item, fault->offset), fault->message));
  }

  // REQUIRES: the cursor stands at a bracket.
  Result<void> look_through(JsonCursor& cursor, const std::vector<std::string>& path, bool& is_cut) {
    cursor.take();
    Candidate candidate;
    candidate.path = path;
    const std::uint64_t begin = cursor.place().byte;
    const bool is_users = fmt::format("{}", fmt::join(path, ".")) == kUsers;
    JsonFields fields(shape_, no_users_);
    JsonRecord user;
    bool after_comma = false;
    for (;;) {
      auto next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      if (*next == ']' && !after_comma) {
        cursor.take();
        break;
      }
      if (*next < 0) {
        is_cut = true;
        break;
      }
      if (*next == ',' || *next == '}' || *next == ']' || *next == ':') {
        return tl::unexpected(json_error(path_, cursor.place(),
                                         "a value is missing here; remove the sign, or repair the list"));
      }
      auto piece = cursor.value();
      if (!piece) return tl::unexpected(piece.error());
      if (piece->kind == JsonPiece::Kind::unclosed || piece->kind == JsonPiece::Kind::mismatch)
        return tl::unexpected(json_error(path_, piece->fault, broken_message(piece->kind)));
      is_cut = piece->kind == JsonPiece::Kind::cut_off;
      if (*next == '{') {
        ++candidate.objects;
        if (piece->kind == JsonPiece::Kind::whole) {
          if (is_users) {
            if (!user.parse(piece->text)) add_user(user, users_);
          } else if (const auto fault = add_columns(piece->text, fields, candidate.columns)) {
            const JsonItem item{piece->text, piece->place, piece->fault, nullptr};
            if (!candidate.fault)
              candidate.fault = json_error(path_, place_in(item, fault->offset), fault->message);
          } else {
            ++candidate.read;
          }
        }
      } else if (piece->kind == JsonPiece::Kind::whole && !candidate.fault) {
        if (auto valid = check_value(*piece); !valid) candidate.fault = valid.error();
      }
      if (is_cut) break;
      next = cursor.peek();
      if (!next) return tl::unexpected(next.error());
      after_comma = *next == ',';
      if (after_comma) {
        cursor.take();
      } else if (*next >= 0 && *next != ']') {
        return tl::unexpected(json_error(path_, cursor.place(),
                                         "a comma or ] must stand behind a value of a list; repair it here"));
      }
    }
    candidate.bytes = cursor.place().byte - begin;
    candidate.counts = fields.counts;
    if (candidate.objects == 0 && candidate.fault && !is_cut) return tl::unexpected(*candidate.fault);
    if (candidate.objects > 0) candidates_.push_back(std::move(candidate));
    if (auto few = check_width(candidates_.empty() ? columns_ : candidates_.back().columns); !few) return few;
    return {};
  }

  // A record that is broken will be rejected; its columns up to the fault stay.
  std::optional<JsonFault> add_columns(std::string_view text, JsonFields& fields, JsonColumns& columns) {
    if (columns.size() > kMaxColumns) return std::nullopt;
    std::size_t hint = 0;
    bool is_repeated = false;
    ++record_;
    const auto fault = fields.read(
        text,
        [&](std::string_view name, std::string_view, bool is_null) {
          const std::size_t column = columns.add(name, is_null, hint);
          hint = column + 1;
          if (last_record_.size() < hint) last_record_.resize(hint);
          is_repeated |= last_record_[column] == record_;
          last_record_[column] = record_;
        },
        [&] {
          hint = 0;
          ++record_;
        });
    if (is_repeated && !fault) ++fields.counts.repeated;
    return fault;
  }

  Result<void> check_width(const JsonColumns& columns) const {
    if (columns.size() <= kMaxColumns) return {};
    return fail(
        Fault::bad_input,
        fmt::format("has more than {} different fields; are ids used as the names of fields? export a "
                    "list of records instead",
                    kMaxColumns),
        {path_, 0, 0});
  }

  // The columns of every record of the shape.
  Result<void> collect() {
    auto source = open_();
    if (!source) return tl::unexpected(source.error());
    JsonWalk walk(**source, shape_, path_);
    JsonFields fields(shape_, users_);
    JsonItem item;
    std::uint64_t values = 0;  // without a fault, as long as no object has a field
    std::optional<Error> fault;
    const auto failed = [&](const JsonPlace& place, std::string message) {
      if (!fault) fault = json_error(path_, place, std::move(message));
    };
    for (;;) {
      auto more = walk.next(item);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (item.broken != nullptr) {
        failed(item.fault, item.broken);
      } else if (item.text.starts_with('{')) {
        if (const auto bad = add_columns(item.text, fields, columns_))
          failed(place_in(item, bad->offset), bad->message);
      } else if (columns_.size() == 0) {
        if (const auto bad = value_.parse_value(item.text))
          failed(place_in(item, bad->offset), bad->message);
        else
          ++values;
      }
      if (auto few = check_width(columns_); !few) return few;
      if (auto released = walk.release(); !released) return released;
    }
    if (shape_.form == JsonShape::Form::list && shape_.path.empty()) {
      auto rest = walk.cursor().peek();
      if (!rest) return tl::unexpected(rest.error());
      if (*rest >= 0) {
        return tl::unexpected(json_error(path_, walk.cursor().place(),
                                         "something stands behind the JSON; remove it, or export again"));
      }
    }
    if (columns_.size() == 0 && values == 0 && fault) return tl::unexpected(std::move(*fault));
    counts_ = fields.counts;
    if (columns_.size() == 0 && values > 0) {
      shape_.holds_values = true;
      columns_.add(kValue, false, 0);
    }
    columns_.finish();
    return {};
  }

  void describe() {
    detection_.container = "json";
    detection_.layout.has_place = true;
    detection_.layout.dialect = table_row_dialect();
    name_columns(columns_.names(), detection_);
    detection_.layout.width = detection_.columns.size();
    detection_.has_header = !detection_.columns.empty();
    detection_.is_empty = detection_.columns.empty();
    switch (shape_.form) {
      case JsonShape::Form::lines:
        detection_.evidence.push_back("JSON Lines: one record a line");
        break;
      case JsonShape::Form::values:
        detection_.evidence.push_back("JSON: one record after the other");
        break;
      case JsonShape::Form::list:
        detection_.evidence.push_back(shape_.path.empty() ? std::string("JSON: a list of records")
                                                          : fmt::format("JSON: the records are the list '{}'",
                                                                        fmt::join(shape_.path, ".")));
        break;
    }
    if (!users_.empty() || shape_.is_envelope)
      detection_.evidence.push_back("each post has its author's fields beside it, as author.*");
    detection_.evidence.push_back(fmt::format("{} {}", detection_.columns.size(),
                                              detection_.columns.size() == 1 ? "column" : "columns"));
    if (shape_.holds_values)
      detection_.evidence.push_back("no record is an object: plain values are the column 'value'");
    const auto note = [this](std::uint64_t count, std::string_view one, std::string_view many) {
      if (count > 0) detection_.notes.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
    };
    note(counts_.replaced, "record holds bytes or escapes that are no Unicode; U+FFFD stands in their place",
         "records hold bytes or escapes that are no Unicode; U+FFFD stands in their place");
    note(counts_.repeated, "record has a field that stands twice; the last one counts",
         "records have a field that stands twice; the last one counts");
  }

  std::string path_;
  OpenBytes open_;
  JsonShape shape_;
  JsonColumns columns_;
  Users users_;
  const Users no_users_;
  std::vector<Candidate> candidates_;
  JsonFields::Counts counts_;
  JsonRecord value_;
  std::vector<std::uint64_t> last_record_;  // by column: the last record that had it
  std::uint64_t record_ = 0;
  bool starts_with_bracket_ = false;
  bool is_envelope_ = false;
};

}  // namespace

bool looks_like_json(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto skip = [&] {
    const std::size_t at = start.find_first_not_of(" \t\r\n");
    start = at == std::string_view::npos ? std::string_view() : start.substr(at);
  };
  skip();
  if (start.empty() || (start[0] != '{' && start[0] != '[')) return false;
  const bool is_list = start[0] == '[';
  start.remove_prefix(1);
  skip();
  if (start.empty()) return false;
  return is_list ? start[0] == '{' || start[0] == ']' : start[0] == '"' || start[0] == '}';
}

JsonName json_name_of(std::string_view path) {
  const auto ends_with = [&path](std::string_view end) {
    if (path.size() < end.size()) return false;
    const std::string_view tail = path.substr(path.size() - end.size());
    return std::equal(tail.begin(), tail.end(), end.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
  };
  for (const std::string_view packed : {".gz", ".zst", ".bz2", ".xz"}) {
    if (!ends_with(packed)) continue;
    path.remove_suffix(packed.size());
    break;
  }
  if (ends_with(".json")) return JsonName::document;
  return ends_with(".jsonl") || ends_with(".ndjson") ? JsonName::lines : JsonName::none;
}

Result<std::unique_ptr<Table>> open_json_table(const std::string& path, const OpenBytes& open) {
  auto table = std::make_unique<JsonTable>(path, open);
  if (auto loaded = table->load(); !loaded) return tl::unexpected(loaded.error());
  return table;
}

}  // namespace verbatim
