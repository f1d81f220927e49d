#include "evaluation/label_map.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "lexicon/json_file.h"
#include "text/case_fold.h"

namespace verbatim {

namespace {

// Marks the theme, and all below it unless it is asked for alone ("=id"). False if there is no such theme.
bool mark_theme(std::string_view written, const Lexicon& lexicon, std::vector<bool>& covers) {
  const bool alone = written.starts_with('=');
  if (alone) written.remove_prefix(1);
  const int index = lexicon.theme_index(written);
  if (index < 0) return false;
  covers[static_cast<std::size_t>(index)] = true;
  if (alone) return true;
  const std::string below = std::string(written) + ".";
  for (std::size_t t = 0; t < lexicon.themes().size(); ++t) {
    if (lexicon.themes()[t].id.starts_with(below)) covers[t] = true;
  }
  return true;
}

std::set<std::string> trigrams(std::string_view text) {
  const std::string padded = " " + folded_label(text) + " ";
  std::set<std::string> out;
  for (std::size_t i = 0; i + 3 <= padded.size(); ++i) out.insert(padded.substr(i, 3));
  return out;
}

std::size_t shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](const std::string& gram) { return b.contains(gram); }));
}

}  // namespace

LabelMap::LabelMap(const Lexicon& lexicon) : lexicon_(&lexicon) {}

std::size_t LabelMap::add(std::string label, std::vector<std::string> themes, std::vector<bool> covers) {
  by_name_[folded_label(label)] = labels_.size();
  labels_.push_back({std::move(label), std::move(themes), std::move(covers)});
  return labels_.size() - 1;
}

Checked<LabelMap> LabelMap::load(const std::string& path, const Lexicon& lexicon) {
  auto json = load_json(path);
  if (!json) {
    Error error = json.error();
    error.fault = Fault::usage;
    return tl::unexpected(Errors{std::move(error)});
  }
  Errors errors;
  const auto problem = [&](const JsonValue& at, std::string message) {
    errors.push_back({Fault::usage, std::move(message), {path, at.line, at.column}});
  };
  LabelMap map(lexicon);
  if (json->type != JsonValue::Type::object) {
    problem(*json, R"(is not a map of labels; write {"Late flight": ["wait", "=disruption.delay"], ...})");
    return tl::unexpected(std::move(errors));
  }
  for (const JsonMember& member : json->members) {
    std::vector<std::string> themes;
    std::vector<bool> covers(lexicon.themes().size());
    const auto take = [&](const JsonValue& value) {
      if (value.type != JsonValue::Type::text) {
        problem(value, fmt::format("label '{}': {} is no theme; write a theme's id, a list of ids, or null",
                                   member.key, type_name(value.type)));
      } else if (!mark_theme(value.text, lexicon, covers)) {
        problem(value, fmt::format("label '{}': there is no theme '{}'; the nearest are {}", member.key,
                                   value.text, map.nearest_themes(value.text)));
      } else {
        themes.push_back(value.text);
      }
    };
    if (member.value.type == JsonValue::Type::list) {
      for (const JsonValue& item : member.value.items) take(item);
    } else if (member.value.type != JsonValue::Type::null) {
      take(member.value);
    }
    if (map.by_name_.contains(folded_label(member.key))) {
      errors.push_back(
          {Fault::usage,
           fmt::format("label '{}' stands twice (letter case aside); put its themes into one list",
                       member.key),
           {path, member.line, member.column}});
      continue;
    }
    map.add(member.key, std::move(themes), std::move(covers));
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return map;
}

std::optional<std::size_t> LabelMap::find_known(std::string_view label) const {
  const auto found = by_name_.find(folded_label(label));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::size_t> LabelMap::find(std::string_view label) {
  if (const auto known = find_known(label)) return known;
  const std::string folded = folded_label(label);
  const Theme* match = nullptr;
  for (const Theme& theme : lexicon_->themes()) {
    if (theme.id == folded) {
      match = &theme;
      break;
    }
    if (folded_label(theme.label) != folded) continue;
    if (match != nullptr) return std::nullopt;
    match = &theme;
  }
  if (match == nullptr) return std::nullopt;
  std::vector<bool> covers(lexicon_->themes().size());
  mark_theme(match->id, *lexicon_, covers);
  return add(std::string(label), {match->id}, std::move(covers));
}

std::string LabelMap::nearest_themes(std::string_view label) const {
  constexpr std::size_t kShown = 3;
  struct Near {
    double likeness = 0;
    const Theme* theme = nullptr;
  };
  const std::set<std::string> wanted = trigrams(label);
  std::vector<Near> near;
  for (const Theme& theme : lexicon_->themes()) {
    const std::set<std::string> named = trigrams(theme.id + " " + theme.label);
    const std::set<std::string> told = trigrams(theme.about);
    // Names count double: a description is long and shares letters with everything.
    const double size = static_cast<double>(wanted.size() + named.size());
    const double likeness = 2 * 2 * static_cast<double>(shared(wanted, named)) / size +
                            static_cast<double>(shared(wanted, told)) / static_cast<double>(wanted.size());
    near.push_back({likeness, &theme});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.theme->id < b.theme->id;
  });
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, near.size()); ++i)
    out += fmt::format("{}{} ({})", i == 0 ? "" : ", ", near[i].theme->id, near[i].theme->label);
  return out;
}

SaidLabel said_label(const CodedLabel& label, std::span<const ThemeFinding> findings) {
  SaidLabel out;
  bool negative = false;
  bool positive = false;
  for (const ThemeFinding& finding : findings) {
    if (!label.covers[static_cast<std::size_t>(finding.theme)]) continue;
    out.found = true;
    negative = negative || finding.polarity == Polarity::negative || finding.polarity == Polarity::mixed;
    positive = positive || finding.polarity == Polarity::positive || finding.polarity == Polarity::mixed;
  }
  out.polarity = negative && positive ? Polarity::mixed
                 : negative           ? Polarity::negative
                 : positive           ? Polarity::positive
                                      : Polarity::neutral;
  return out;
}

}  // namespace verbatim
