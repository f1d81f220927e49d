#include "lexicon/journey_source.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "text/edit_distance.h"

namespace verbatim {
namespace {

// Reads the list of stages, or that of areas, of one file.
class ListReader {
 public:
  // The words for messages, and the keys of the file.
  struct Words {
    std::string_view noun;     // "stage"
    std::string_view list;     // "stages"
    std::string_view none;     // "no_stage"
    bool is_one_only = false;  // a theme belongs to one of them at most
    bool has_signals = false;
  };

  ListReader(const Words& words, const std::string& file, int layer, bool may_add, JourneyListSource& to,
             Errors& errors, Errors& remarks)
      : words_(words),
        file_(file),
        layer_(layer),
        may_add_(may_add),
        to_(to),
        errors_(errors),
        remarks_(remarks) {}

  void read(const JsonValue& root) {
    if (const JsonValue* list = root.find(words_.list)) {
      if (list->type != JsonValue::Type::list) {
        problem(*list, fmt::format("\"{}\" must be a list", words_.list));
      } else {
        for (const JsonValue& item : list->items) read_part(item);
      }
    }
    if (const JsonValue* none = root.find(words_.none)) read_none(*none);
  }

 private:
  Place place(const JsonValue& value) const { return {file_, value.line, value.column}; }

  void problem(Place where, std::string message) {
    errors_.push_back({Fault::bad_lexicon, std::move(message), std::move(where)});
  }
  void problem(const JsonValue& value, std::string message) { problem(place(value), std::move(message)); }

  static std::string at(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

  static bool is_part_id(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
  }

  static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

  std::vector<JourneyPartSource>::iterator find(std::string_view id) {
    return std::find_if(to_.parts.begin(), to_.parts.end(),
                        [&](const JourneyPartSource& part) { return part.id == id; });
  }

  // "there is no stage 'suport' to extend; did you mean 'support'?", or what to do where none is like it.
  std::string unknown_part(std::string_view id, std::string_view purpose, std::string_view advice) const {
    std::vector<std::string_view> ids;
    for (const JourneyPartSource& part : to_.parts) ids.push_back(part.id);
    const std::string_view nearest = nearest_name(id, ids);
    return fmt::format("there is no {} '{}'{}; {}", words_.noun, id, purpose,
                       nearest.empty() ? std::string(advice) : fmt::format("did you mean '{}'?", nearest));
  }

  std::optional<bool> flag_of(const JsonValue& item, std::string_view key) {
    const JsonValue* value = item.find(key);
    if (value == nullptr) return std::nullopt;
    if (value->type == JsonValue::Type::boolean) return value->boolean;
    problem(*value, fmt::format("\"{}\" is true or false", key));
    return std::nullopt;
  }

  // The text of a key; empty where there is none.
  std::string text_of(const JsonValue& item, std::string_view key) {
    const JsonValue* value = item.find(key);
    if (value == nullptr) return {};
    if (value->type == JsonValue::Type::text && !is_blank(value->text)) return value->text;
    problem(*value, fmt::format("\"{}\" must be text that says something", key));
    return {};
  }

  void read_part(const JsonValue& item) {
    if (item.type != JsonValue::Type::object)
      return problem(item,
                     fmt::format("a {} is an object with \"id\", \"label\" and \"themes\"", words_.noun));
    if (words_.has_signals) {
      check_keys(item, {"id", "label", "about", "themes", "signals", "extend", "off", "before", "note"},
                 file_, errors_);
    } else {
      check_keys(item, {"id", "label", "about", "themes", "extend", "off", "before", "note"}, file_, errors_);
    }
    const JsonValue* id = item.find("id");
    if (id == nullptr || id->type != JsonValue::Type::text || !is_part_id(id->text))
      return problem(
          id != nullptr ? *id : item,
          fmt::format("a {} needs an \"id\" of lower-case letters, digits and hyphens", words_.noun));
    if (flag_of(item, "off").value_or(false)) return switch_off(item, *id);
    JourneyPartSource part{id->text, text_of(item, "label"), text_of(item, "about"), place(*id), layer_};
    const bool is_placed =
        flag_of(item, "extend").value_or(false) ? extend(std::move(part)) : add(std::move(part));
    if (!is_placed) return;
    if (const JsonValue* before = item.find("before")) move_before(id->text, *before);
    read_members(item, "themes", id->text, to_.themes);
    if (words_.has_signals) read_members(item, "signals", id->text, to_.signals);
  }

  void switch_off(const JsonValue& item, const JsonValue& id) {
    for (const std::string_view key : {"label", "about", "themes", "signals", "extend", "before"}) {
      if (const JsonValue* other = item.find(key))
        problem(*other, fmt::format("{} '{}' is switched off, so \"{}\" says nothing; delete it or \"off\"",
                                    words_.noun, id.text, key));
    }
    const auto found = find(id.text);
    if (found == to_.parts.end()) {
      remarks_.push_back(
          {Fault::bad_lexicon, unknown_part(id.text, " to switch off", "delete this"), place(id)});
      return;
    }
    to_.parts.erase(found);
    forget(id.text, layer_ + 1);
  }

  bool extend(JourneyPartSource more) {
    const auto found = find(more.id);
    if (found == to_.parts.end()) {
      problem(more.place, unknown_part(more.id, " to extend", "delete \"extend\" if it is a new one"));
      return false;
    }
    if (!more.label.empty()) found->label = std::move(more.label);
    if (!more.about.empty()) found->about = std::move(more.about);
    return true;
  }

  bool add(JourneyPartSource part) {
    if (part.label.empty())
      problem(part.place, fmt::format("{} '{}' has no \"label\"", words_.noun, part.id));
    const auto found = find(part.id);
    if (found == to_.parts.end()) {
      if (to_.parts.size() == kMaxJourneyParts) {
        problem(part.place,
                fmt::format("there are more than {} {}; delete some", kMaxJourneyParts, words_.list));
        return false;
      }
      to_.parts.push_back(std::move(part));
      return true;
    }
    if (may_add_) return true;
    if (found->layer == layer_) {
      problem(part.place,
              fmt::format("{} '{}' stands in {}, too; keep one", words_.noun, part.id, at(found->place)));
      return false;
    }
    forget(part.id, layer_);
    *found = std::move(part);
    return true;
  }

  // Takes out what layers below `layer` said that the part holds.
  void forget(const std::string& part, int layer) {
    for (auto* entries : {&to_.themes, &to_.signals}) {
      for (auto& [id, entry] : *entries) {
        if (entry.layer < layer)
          std::erase_if(entry.in, [&](const JourneyEntry::Named& named) { return named.part == part; });
      }
      std::erase_if(*entries, [](const auto& entry) { return entry.second.in.empty(); });
    }
  }

  void move_before(const std::string& id, const JsonValue& before) {
    if (before.type != JsonValue::Type::text || before.text == id)
      return problem(before, fmt::format("\"before\" is the id of another {}", words_.noun));
    if (find(before.text) == to_.parts.end())
      return problem(before, unknown_part(before.text, " to stand before", "mend its spelling"));
    const auto from = find(id);
    JourneyPartSource part = std::move(*from);
    to_.parts.erase(from);
    to_.parts.insert(find(before.text), std::move(part));
  }

  void read_members(const JsonValue& item, std::string_view key, const std::string& part,
                    std::map<std::string, JourneyEntry>& entries) {
    const JsonValue* list = item.find(key);
    if (list == nullptr) return;
    if (list->type != JsonValue::Type::list)
      return problem(*list, fmt::format("\"{}\" is a list of ids, not {}", key, type_name(list->type)));
    for (const JsonValue& id : list->items) {
      if (id.type != JsonValue::Type::text || is_blank(id.text)) {
        problem(id, fmt::format("\"{}\" holds ids", key));
      } else {
        name(entries, key.substr(0, key.size() - 1), id.text, {part, place(id)});
      }
    }
  }

  void read_none(const JsonValue& none) {
    if (none.type != JsonValue::Type::object)
      return problem(none, fmt::format("\"{}\" is an object of theme: why it belongs to no {}", words_.none,
                                       words_.noun));
    for (const JsonMember& member : none.members) {
      if (member.value.type != JsonValue::Type::text || is_blank(member.value.text)) {
        problem(member.value, fmt::format("say why '{}' belongs to no {}", member.key, words_.noun));
        continue;
      }
      name(to_.themes, "theme", member.key, {"", {file_, member.line, member.column}});
    }
  }

  // Says where a theme or signal belongs. The first naming in a layer takes the place of what lower layers
  // say.
  void name(std::map<std::string, JourneyEntry>& entries, std::string_view kind, const std::string& id,
            JourneyEntry::Named named) {
    const auto [found, is_new] = entries.try_emplace(id);
    JourneyEntry& entry = found->second;
    if (is_new || entry.layer < layer_) entry = {{}, layer_};
    for (const JourneyEntry::Named& other : entry.in) {
      if (other.part == named.part) {
        return problem(named.place, fmt::format("{} '{}' stands twice here, first in {}; delete one", kind,
                                                id, at(other.place)));
      }
      if (words_.is_one_only || other.part.empty() || named.part.empty()) {
        const std::string where =
            other.part.empty() ? fmt::format("\"{}\"", words_.none) : fmt::format("'{}'", other.part);
        return problem(named.place, fmt::format("{} '{}' stands in {}, too ({}); keep one", kind, id, where,
                                                at(other.place)));
      }
    }
    entry.in.push_back(std::move(named));
  }

  Words words_;
  const std::string& file_;
  int layer_;
  bool may_add_;
  JourneyListSource& to_;
  Errors& errors_;
  Errors& remarks_;
};

}  // namespace

void read_journey(const JsonValue& root, const std::string& file, int layer, bool may_add, JourneySource& to,
                  Errors& errors, Errors& remarks) {
  check_keys(
      root, {"kind", "schema_version", "language", "about", "pack", "stages", "no_stage", "areas", "no_area"},
      file, errors);
  ListReader({"stage", "stages", "no_stage", true, true}, file, layer, may_add, to.stages, errors, remarks)
      .read(root);
  ListReader({"area", "areas", "no_area", false, false}, file, layer, may_add, to.areas, errors, remarks)
      .read(root);
}

}  // namespace verbatim
