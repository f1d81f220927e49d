#include "input/export_preset.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

namespace verbatim {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Small letters, one blank between words, none at the ends.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Letters and digits alone, for names that are typed.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

bool fits(std::string_view alternative, std::string_view name) {
  if (alternative.size() > 1 && alternative.back() == '*') {
    alternative.remove_suffix(1);
    return name.size() > alternative.size() && name.starts_with(alternative);
  }
  if (alternative.size() > 1 && alternative.front() == '*') {
    alternative.remove_prefix(1);
    return name.size() > alternative.size() && name.ends_with(alternative);
  }
  return name == alternative;
}

template <class Visit>
void each_alternative(std::string_view pattern, Visit visit) {
  for (std::size_t at = 0; at <= pattern.size();) {
    const std::size_t end = std::min(pattern.find('|', at), pattern.size());
    if (!visit(pattern.substr(at, end - at))) return;
    at = end + 1;
  }
}

std::vector<std::string> folded_all(const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const std::string& column : columns) names.push_back(folded(column));
  return names;
}

// The first alternative that is there; `names` are folded.
int find_folded(std::string_view pattern, const std::vector<std::string>& names) {
  const std::string wanted = folded(pattern);
  int found = -1;
  each_alternative(wanted, [&](std::string_view alternative) {
    const auto at = std::find_if(names.begin(), names.end(),
                                 [&](const std::string& name) { return fits(alternative, name); });
    if (at != names.end()) found = static_cast<int>(at - names.begin());
    return found < 0;
  });
  return found;
}

bool fits_any(const std::vector<std::string>& patterns, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return find_folded(pattern, {name}) == 0; });
}

std::size_t words_in(std::string_view cell) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : cell) {
    if (!is_space(c) && !in_word) ++words;
    in_word = !is_space(c);
  }
  return words;
}

// A column of open answers: what people wrote in several words, and seldom the same. Choices are words, too,
// but the same few again and again.
bool holds_open_answers(std::size_t column, const std::vector<std::vector<std::string>>& rows,
                        const std::vector<std::string>& missing, double words_of_answer) {
  constexpr double kDistinctShare = 0.5;
  std::size_t filled = 0;
  std::size_t words = 0;
  std::size_t numbers = 0;
  std::set<std::string_view> distinct;
  for (const auto& row : rows) {
    const std::string& cell = row[column];
    const std::size_t here = words_in(cell);
    if (here == 0 || std::find(missing.begin(), missing.end(), cell) != missing.end()) continue;
    ++filled;
    words += here;
    distinct.insert(cell);
    const auto digits = std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (static_cast<std::size_t>(digits) * 2 > cell.size()) ++numbers;
  }
  if (filled == 0) return false;
  const auto n = static_cast<double>(filled);
  return static_cast<double>(words) >= words_of_answer * n &&
         static_cast<double>(distinct.size()) > kDistinctShare * n && numbers * 2 < filled;
}

bool all_filled_are(std::size_t column, std::string_view value,
                    const std::vector<std::vector<std::string>>& rows) {
  bool any = false;
  for (const auto& row : rows) {
    const std::string cell = folded(row[column]);
    if (cell.empty()) continue;
    if (cell != value) return false;
    any = true;
  }
  return any;
}

PresetMatch signature_in(const ExportPreset& preset, const std::vector<std::string>& columns,
                         const std::vector<std::string>& names) {
  PresetMatch match;
  for (const std::string& pattern : preset.signature) {
    const int at = find_folded(pattern, names);
    if (at < 0) return {};
    match.columns.push_back(columns[static_cast<std::size_t>(at)]);
  }
  if (!preset.first_column.empty()) {
    if (names.empty() || find_folded(preset.first_column, {names.front()}) != 0) return {};
    constexpr std::size_t kWordsOfQuestion = 3;
    const auto question = std::find_if(columns.begin() + 1, columns.end(), [](const std::string& column) {
      return words_in(column) >= kWordsOfQuestion;
    });
    if (question == columns.end()) return {};
    match.columns = {columns.front(), *question};
  }
  match.preset = &preset;
  return match;
}

}  // namespace

int find_by_pattern(std::string_view pattern, const std::vector<std::string>& columns) {
  return find_folded(pattern, folded_all(columns));
}

PresetMatch match_preset(std::span<const ExportPreset> presets, const std::vector<std::string>& columns) {
  const std::vector<std::string> names = folded_all(columns);
  PresetMatch best;
  for (const ExportPreset& preset : presets) {
    PresetMatch match = signature_in(preset, columns, names);
    if (match.preset != nullptr && (best.preset == nullptr || match.columns.size() > best.columns.size()))
      best = std::move(match);
  }
  return best;
}

Result<const ExportPreset*> find_preset(std::span<const ExportPreset> presets, std::string_view name) {
  const std::string wanted = bare(name);
  const ExportPreset* begun = nullptr;
  std::set<std::string> begun_names;
  for (const ExportPreset& preset : presets) {
    const std::string own = bare(preset.name);
    if (own == wanted) return &preset;
    if (wanted.empty() || !own.starts_with(wanted)) continue;
    if (begun == nullptr) begun = &preset;
    begun_names.insert(preset.name);
  }
  if (begun_names.size() == 1) return begun;
  std::vector<std::string> all;
  for (const ExportPreset& preset : presets) {
    if (std::find(all.begin(), all.end(), preset.name) == all.end()) all.push_back(preset.name);
  }
  return fail(
      Fault::usage,
      begun_names.empty()
          ? fmt::format("--preset: there is no '{}'; the presets are {}; or none", name, fmt::join(all, ", "))
          : fmt::format("--preset: '{}' may be {}; write one of them", name, fmt::join(begun_names, " or ")));
}

PresetColumns columns_of(const ExportPreset& preset, const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows,
                         const std::vector<std::string>& questions) {
  const std::vector<std::string> names = folded_all(columns);
  const auto name_at = [&](int index) { return columns[static_cast<std::size_t>(index)]; };
  const auto named = [&](const std::string& pattern) {
    const int at = pattern.empty() ? -1 : find_folded(pattern, names);
    return at < 0 ? std::string() : name_at(at);
  };
  PresetColumns found;
  found.id = named(preset.id);
  found.date = named(preset.date);
  if (!found.date.empty()) found.date_form = preset.date_form;
  std::vector<bool> is_known(columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    is_known[c] = fits_any(preset.known, names[c]) || columns[c] == found.id || columns[c] == found.date;
    if (is_known[c]) found.known.push_back(columns[c]);
  }
  for (const std::string& pattern : preset.text) {
    std::string column = named(pattern);
    if (!column.empty() && std::find(found.text.begin(), found.text.end(), column) == found.text.end())
      found.text.push_back(std::move(column));
  }
  if (found.text.empty()) {
    // Where nobody wrote a sentence, two words are an answer.
    for (const double words : {3.0, 1.5}) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!is_known[c] && holds_open_answers(c, rows, preset.missing, words))
          found.text.push_back(columns[c]);
      }
      if (!found.text.empty()) break;
    }
    found.text_by_content = !found.text.empty();
  }

  std::set<std::string> scored;
  const auto add_score = [&](const std::string& name, const std::string& column, const std::string& kind,
                             const std::string& reason) {
    if (!scored.insert(column).second) return;
    std::string unique = name;
    const auto taken = [&] {
      return std::any_of(found.scores.begin(), found.scores.end(),
                         [&](const PresetScoreColumn& score) { return score.name == unique; });
    };
    for (int n = 2; taken(); ++n) unique = fmt::format("{}_{}", name, n);
    found.scores.push_back({unique, column, kind, reason});
  };
  for (const PresetScore& score : preset.scores) {
    if (!score.beside.empty()) {
      const std::string suffix = folded(score.beside);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        // "Q2_NPS_GROUP", or "(Group) Q2_NPS_GROUP" in some exports.
        if (find_folded(names[c] + suffix + "|(group) " + names[c] + suffix, names) >= 0)
          add_score(score.name, columns[c], score.kind, "");
      }
      continue;
    }
    const std::string column = named(score.column);
    if (column.empty()) continue;
    std::string reason;
    if (!score.when_column.empty()) {
      const int when = find_folded(score.when_column, names);
      if (when < 0 || !all_filled_are(static_cast<std::size_t>(when), folded(score.when_value), rows))
        continue;
      reason = fmt::format("'{}' is {}", name_at(when), score.when_value);
    }
    add_score(score.name, column, score.kind, reason);
  }
  if (preset.guesses_scores) {
    for (const ScoreGuess& guess : guess_columns(with_questions(columns, questions), rows).scores) {
      const auto at = static_cast<std::size_t>(guess.column);
      if (is_known[at]) continue;
      add_score(guess.kind.substr(0, guess.kind.find_first_of("0123456789:")), columns[at], guess.kind,
                guess.reason);
    }
  }
  for (const PresetRowRule& rule : preset.row_rules) {
    const std::string column = named(rule.column);
    if (!column.empty()) found.row_rules.push_back({column, rule.values, rule.row_class});
  }
  return found;
}

}  // namespace verbatim
