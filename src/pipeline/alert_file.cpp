#include "pipeline/alert_file.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "text/edit_distance.h"

namespace verbatim {
namespace {

constexpr std::array<AlertKind, 5> kKinds = {AlertKind::threshold, AlertKind::change, AlertKind::new_phrase,
                                             AlertKind::conflict, AlertKind::volume};

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  const std::string_view best = nearest_name(name, views);
  return best.empty() ? std::string() : fmt::format("; did you mean '{}'?", best);
}

class RuleReader {
 public:
  RuleReader(const std::string& path, const AlertNames& names, Errors& errors)
      : path_(path), names_(names), errors_(errors) {}

  std::optional<AlertRule> read(const JsonValue& value, std::size_t number) {
    if (value.type != JsonValue::Type::object) {
      add(value, fmt::format("a rule is an object, not {}", type_name(value.type)));
      return std::nullopt;
    }
    const std::size_t before = errors_.size();
    check_keys(value,
               {"id", "about", "type", "theme", "score", "segment", "above", "below", "sure", "min_comments",
                "alpha", "min_change", "direction"},
               path_, errors_);
    AlertRule rule;
    rule.id = text(value, "id", fmt::format("rule {}", number));
    const std::string type = text(value, "type", "");
    const auto kind =
        std::find_if(kKinds.begin(), kKinds.end(), [&](AlertKind k) { return name(k) == type; });
    if (kind == kKinds.end()) {
      const JsonValue* at = value.find("type");
      add(at == nullptr ? value : *at, "\"type\" must be threshold, change, new-phrase, conflict or volume");
      return std::nullopt;
    }
    rule.kind = *kind;
    if (rule.kind == AlertKind::new_phrase) rule.min_comments = 10;
    rule.theme = text(value, "theme", "");
    rule.score = text(value, "score", "");
    rule.segment = text(value, "segment", "");
    rule.above = number_of(value, "above");
    rule.below = number_of(value, "below");
    rule.min_change = number_of(value, "min_change").value_or(0);
    rule.alpha = number_of(value, "alpha").value_or(rule.alpha);
    if (const auto least = number_of(value, "min_comments"))
      rule.min_comments = static_cast<std::uint64_t>(std::max(0.0, *least));
    if (const JsonValue* sure = value.find("sure")) {
      if (sure->type != JsonValue::Type::boolean) add(*sure, "\"sure\" is true or false");
      rule.is_sure = sure->boolean;
    }
    const std::string direction = text(value, "direction", "worse");
    if (direction != "worse" && direction != "any")
      add(*value.find("direction"), "\"direction\" is worse or any");
    rule.only_worse = direction == "worse";
    check_names(value, rule);
    check_limits(value, rule);
    if (errors_.size() != before) return std::nullopt;
    return rule;
  }

 private:
  void add(const JsonValue& at, std::string message) {
    errors_.push_back({Fault::usage, std::move(message), {path_, at.line, at.column}});
  }

  std::string text(const JsonValue& value, std::string_view key, std::string otherwise) {
    const JsonValue* member = value.find(key);
    if (member == nullptr) return otherwise;
    if (member->type == JsonValue::Type::text) return member->text;
    add(*member, fmt::format("\"{}\" is a text, not {}", key, type_name(member->type)));
    return otherwise;
  }

  std::optional<double> number_of(const JsonValue& value, std::string_view key) {
    const JsonValue* member = value.find(key);
    if (member == nullptr) return std::nullopt;
    if (member->type == JsonValue::Type::number) return member->number;
    add(*member, fmt::format("\"{}\" is a number, not {}", key, type_name(member->type)));
    return std::nullopt;
  }

  void check_names(const JsonValue& value, AlertRule& rule) {
    if (rule.theme == "*") rule.theme.clear();
    if (rule.score == "*") rule.score.clear();
    if (!rule.theme.empty() && names_.lexicon.theme_index(rule.theme) < 0) {
      std::vector<std::string> ids;
      for (const Theme& theme : names_.lexicon.themes()) ids.push_back(theme.id);
      add(*value.find("theme"),
          fmt::format("there is no theme '{}'{}", rule.theme, nearest(rule.theme, ids)));
    }
    if (!rule.score.empty() &&
        std::find(names_.scores.begin(), names_.scores.end(), rule.score) == names_.scores.end()) {
      add(*value.find("score"),
          names_.scores.empty()
              ? fmt::format("the run has no score; add --score {}=COL:KIND", rule.score)
              : fmt::format("the run has no score '{}'; it has {}{}", rule.score,
                            fmt::join(names_.scores, ", "), nearest(rule.score, names_.scores)));
    }
    if (rule.segment.empty()) return;
    const std::string column = rule.segment.substr(0, rule.segment.find('='));
    if (column.size() == rule.segment.size()) {
      add(*value.find("segment"), "\"segment\" is COL=VALUE, such as region=North");
    } else if (std::find(names_.segments.begin(), names_.segments.end(), column) == names_.segments.end()) {
      add(*value.find("segment"),
          fmt::format("the run has no segment '{}'; add --segment {}", column, column));
    }
  }

  void check_limits(const JsonValue& value, const AlertRule& rule) {
    const bool has_limit = rule.above || rule.below;
    if (rule.kind == AlertKind::threshold) {
      if (rule.theme.empty() == rule.score.empty())
        add(value, "a threshold is of one thing: give it a \"theme\" or a \"score\"");
      if (!has_limit)
        add(value, "a threshold needs \"above\" or \"below\": percent of the comments, or the score");
      return;
    }
    if (has_limit && (rule.kind == AlertKind::change || rule.kind == AlertKind::new_phrase))
      add(value, "\"above\" and \"below\" are for threshold, volume and conflict");
    if (!(rule.alpha > 0 && rule.alpha < 1)) add(*value.find("alpha"), "\"alpha\" lies between 0 and 1");
    if (!names_.has_periods)
      add(value,
          fmt::format("a rule of type {} compares periods; add --period week or month", name(rule.kind)));
  }

  const std::string& path_;
  const AlertNames& names_;
  Errors& errors_;
};

}  // namespace

Checked<std::vector<AlertRule>> read_alert_rules(const JsonValue& root, const std::string& path,
                                                 const AlertNames& names) {
  Errors errors;
  const auto add = [&](const JsonValue& at, std::string message) {
    errors.push_back({Fault::usage, std::move(message), {path, at.line, at.column}});
  };
  if (root.type != JsonValue::Type::object) {
    add(root, "a file of alert rules is an object: {\"schema_version\": 1, \"rules\": [...]}");
    return tl::unexpected(errors);
  }
  check_keys(root, {"$schema", "kind", "schema_version", "about", "own_rules", "rules"}, path, errors);
  const JsonValue* version = root.find("schema_version");
  if (version == nullptr || version->type != JsonValue::Type::number || version->number != 1)
    add(version == nullptr ? root : *version, "\"schema_version\" must be 1");
  bool with_own = true;
  if (const JsonValue* own = root.find("own_rules")) {
    if (own->type != JsonValue::Type::boolean) add(*own, "\"own_rules\" is true or false");
    with_own = own->boolean;
  }
  std::vector<AlertRule> rules;
  const JsonValue* list = root.find("rules");
  if (list == nullptr || list->type != JsonValue::Type::list) {
    add(list == nullptr ? root : *list, "\"rules\" is a list");
  } else {
    RuleReader reader(path, names, errors);
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      auto rule = reader.read(list->items[i], i + 1);
      if (!rule) continue;
      const bool is_double = std::any_of(rules.begin(), rules.end(),
                                         [&](const AlertRule& other) { return other.id == rule->id; });
      if (is_double) add(list->items[i], fmt::format("the id '{}' stands twice", rule->id));
      rules.push_back(std::move(*rule));
    }
  }
  for (Error& error : errors) error.fault = Fault::usage;
  if (!errors.empty()) return tl::unexpected(errors);
  if (with_own && names.has_periods) {
    for (AlertRule& rule : own_alert_rules()) {
      const bool is_replaced = std::any_of(rules.begin(), rules.end(), [&](const AlertRule& other) {
        return other.kind == rule.kind && other.theme.empty() && other.score.empty() && other.segment.empty();
      });
      if (!is_replaced) rules.push_back(std::move(rule));
    }
  }
  return rules;
}

Checked<std::vector<AlertRule>> load_alert_rules(const std::string& path, const AlertNames& names) {
  auto root = load_json(path);
  if (!root) {
    Error error = root.error();
    error.fault = Fault::usage;
    return tl::unexpected(Errors{std::move(error)});
  }
  return read_alert_rules(*root, path, names);
}

}  // namespace verbatim
