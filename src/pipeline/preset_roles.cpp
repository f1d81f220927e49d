#include "pipeline/preset_roles.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace verbatim {

namespace {

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && !holds(list, item)) list.push_back(item);
}

bool needs_rows(const ExportPreset& preset) {
  return preset.text.empty() || preset.guesses_scores ||
         std::any_of(preset.scores.begin(), preset.scores.end(),
                     [](const PresetScore& score) { return !score.when_column.empty(); });
}

std::string quoted_list(const std::vector<std::string>& names, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? std::string(last) : ", ";
    out += fmt::format("'{}'", names[i]);
  }
  return out;
}

std::string_view words_of(DateForm form) {
  switch (form) {
    case DateForm::as_written:
      return "";
    case DateForm::utc:
      return " (UTC)";
    case DateForm::unix_seconds:
      return " (Unix seconds)";
    case DateForm::unix_milliseconds:
      return " (Unix milliseconds)";
  }
  return "";
}

// An export that lacks a column or two may still be asked for by name; a file of another source may not.
bool has_any_sign(const ExportPreset& preset, const std::vector<std::string>& columns) {
  return preset.signature.empty() ||
         std::any_of(preset.signature.begin(), preset.signature.end(),
                     [&](const std::string& pattern) { return find_by_pattern(pattern, columns) >= 0; });
}

// "id, text, selftext or body"
std::string signature_words(const ExportPreset& preset) {
  std::string words;
  for (const std::string& pattern : preset.signature) {
    if (!words.empty()) words += ", ";
    for (const char c : pattern) words += c == '|' ? std::string(" or ") : std::string(1, c);
  }
  return words;
}

// The inputs of one preset, and what it says of them.
struct Group {
  const ExportPreset* preset = nullptr;
  std::vector<std::string> columns;  // that say so
  std::vector<std::string> paths;
  PresetColumns found;  // united
};

void unite(const PresetColumns& more, PresetColumns& into) {
  for (const std::string& column : more.text) add_once(into.text, column);
  for (const std::string& column : more.known) add_once(into.known, column);
  into.text_by_content = into.text_by_content || more.text_by_content;
  if (into.id.empty()) into.id = more.id;
  if (into.date.empty()) {
    into.date = more.date;
    into.date_form = more.date_form;
  }
  for (const PresetScoreColumn& score : more.scores) {
    const bool is_known =
        std::any_of(into.scores.begin(), into.scores.end(),
                    [&](const PresetScoreColumn& other) { return other.column == score.column; });
    if (!is_known) into.scores.push_back(score);
  }
  for (const PresetRowRule& rule : more.row_rules) {
    if (std::find(into.row_rules.begin(), into.row_rules.end(), rule) == into.row_rules.end())
      into.row_rules.push_back(rule);
  }
}

// "reviews.csv and 2 more look like Trustpilot exports (...): comments from ..., id ..."
std::string sentence(const Group& group, const AnalyzeOptions& options,
                     const std::vector<std::string>& scores, bool is_asked) {
  const std::string& name = group.preset->name;
  const bool several = group.paths.size() > 1;
  std::string files = group.paths.front();
  if (several) files += fmt::format(" and {} more", group.paths.size() - 1);
  std::string out;
  if (is_asked) {
    out = fmt::format("preset: {} {} read as {}", files, several ? "are" : "is", name);
  } else {
    // "an X export", "an App Store export"
    const bool vowel = std::string_view("AEIOX").find(name.front()) != std::string_view::npos;
    out = several ? fmt::format("preset: {} look like {} exports", files, name)
                  : fmt::format("preset: {} looks like {} {} export", files, vowel ? "an" : "a", name);
    out += fmt::format(" (columns {})", fmt::join(group.columns, ", "));
  }
  std::vector<std::string> parts;
  const PresetColumns& found = group.found;
  if (options.text_columns.empty() && !found.text.empty()) {
    parts.push_back(fmt::format("comments from {}{}", quoted_list(found.text, " and "),
                                found.text_by_content ? " (what people wrote freely)" : ""));
  }
  if (options.id_column.empty() && !found.id.empty()) parts.push_back(fmt::format("id '{}'", found.id));
  if (options.scores.empty() && !scores.empty())
    parts.push_back(fmt::format("{} {}", scores.size() > 1 ? "scores" : "score", fmt::join(scores, ", ")));
  if (options.date_column.empty() && !found.date.empty())
    parts.push_back(fmt::format("date '{}'{}", found.date, words_of(found.date_form)));
  if (!parts.empty()) out += fmt::format(": {}", fmt::join(parts, ", "));
  if (!group.preset->remark.empty()) out += fmt::format("; {}", group.preset->remark);
  return out + "; --preset none to do without";
}

}  // namespace

bool PresetRoles::knows(const std::string& column) const {
  return holds(known, column);
}

std::string typed_score(const std::string& name, const std::vector<std::string>& columns, int column,
                        const std::string& kind) {
  const std::string& own = columns[static_cast<std::size_t>(column)];
  const bool by_number = own.find("..") != std::string::npos || own.starts_with('#');
  return fmt::format("{}={}:{}", name, by_number ? fmt::format("#{}", column + 1) : own, kind);
}

std::string score_name_of(const std::string& kind, std::set<std::string>& taken) {
  const std::string name = kind.substr(0, kind.find_first_of("0123456789:"));
  std::string unique = name;
  for (int n = 2; !taken.insert(unique).second; ++n) unique = fmt::format("{}_{}", name, n);
  return unique;
}

std::vector<ScoreGuess> guess_joined_scores(const AnalyzeOptions& options,
                                            const std::vector<std::string>& columns, const PresetRows& rows) {
  const std::vector<ExportPreset> presets = export_presets();
  const PresetMatch match = options.preset == "none" ? PresetMatch() : match_preset(presets, columns);
  if (match.preset == nullptr) return guess_columns(columns, rows).scores;
  std::vector<ScoreGuess> guesses;
  for (const PresetScoreColumn& score : columns_of(*match.preset, columns, rows).scores) {
    const auto at = std::find(columns.begin(), columns.end(), score.column);
    guesses.push_back({static_cast<int>(at - columns.begin()), score.kind,
                       fmt::format("as {} writes it", match.preset->name), -1});
  }
  return guesses;
}

Result<PresetRoles> preset_roles(const AnalyzeOptions& options, std::vector<InputPlan>& inputs,
                                 const std::function<PresetRows(const InputPlan&)>& rows_of) {
  PresetRoles roles;
  if (options.preset == "none") return roles;
  const std::vector<ExportPreset> presets = export_presets();
  const ExportPreset* asked = nullptr;
  if (!options.preset.empty()) {
    auto found = find_preset(presets, options.preset);
    if (!found) return tl::unexpected(found.error());
    asked = *found;
  }
  std::vector<Group> groups;
  for (InputPlan& input : inputs) {
    if (input.detection.is_empty) continue;
    const std::vector<std::string>& columns = input.detection.columns;
    PresetMatch match = match_preset(presets, columns);
    if (asked != nullptr && (match.preset == nullptr || match.preset->name != asked->name))
      match = {asked, {}};
    if (match.preset == nullptr) continue;
    const PresetColumns found =
        columns_of(*match.preset, columns, needs_rows(*match.preset) ? rows_of(input) : PresetRows(),
                   input.detection.questions);
    if (asked != nullptr && !has_any_sign(*asked, columns)) {
      return fail(
          Fault::usage,
          fmt::format("--preset {}: the file has none of its columns ({}); leave --preset out, or name the "
                      "export that it is",
                      asked->name, signature_words(*asked)),
          {input.path, 0, 0});
    }
    input.detection.preset = match.preset->name;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& other) { return other.preset->name == match.preset->name; });
    if (group == groups.end()) {
      groups.push_back({match.preset, match.columns, {}, {}});
      group = groups.end() - 1;
    }
    group->paths.push_back(input.path);
    unite(found, group->found);
  }

  std::set<std::string> names;
  std::set<std::string> scored;
  std::vector<std::string> ids;
  for (const Group& group : groups) {
    const PresetColumns& found = group.found;
    for (const std::string& column : found.text) add_once(roles.text, column);
    for (const std::string& column : found.known) add_once(roles.known, column);
    for (const std::string& column : found.text) add_once(roles.known, column);
    add_once(roles.known, found.id);
    add_once(roles.known, found.date);
    add_once(ids, found.id);
    if (roles.id.empty()) roles.id = found.id;
    if (roles.date.empty() && !found.date.empty()) {
      roles.date = found.date;
    }
    std::vector<std::string> scores;
    for (const PresetScoreColumn& score : found.scores) {
      add_once(roles.known, score.column);
      if (!scored.insert(score.column).second) continue;
      std::string name = score.name;
      for (int n = 2; !names.insert(name).second; ++n) name = fmt::format("{}_{}", score.name, n);
      const auto holder = std::find_if(inputs.begin(), inputs.end(), [&](const InputPlan& input) {
        return holds(input.detection.columns, score.column);
      });
      const std::vector<std::string>& columns = holder->detection.columns;
      const auto at = std::find(columns.begin(), columns.end(), score.column);
      scores.push_back(typed_score(name, columns, static_cast<int>(at - columns.begin()), score.kind));
    }
    for (const PresetRowRule& rule : found.row_rules) roles.row_rules.push_back(rule);
    for (const std::string& code : group.preset->missing) add_once(roles.missing, code);
    roles.evidence.push_back(sentence(group, options, scores, asked != nullptr));
    roles.scores.insert(roles.scores.end(), scores.begin(), scores.end());
  }
  if (groups.size() > 1 && ids.size() > 1 && options.id_column.empty()) {
    roles.warnings.push_back(
        fmt::format("the inputs are exports of several kinds, and one column is the id of all: '{}'; analyse "
                    "each kind by itself to use its own ({})",
                    roles.id, quoted_list(ids, " and ")));
  }
  return roles;
}

}  // namespace verbatim
