#include "lexicon/inflection.h"

#include <algorithm>

namespace verbatim {

namespace {

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

// Consonant, vowel, consonant at the end, and one vowel group in all: "stop", "big", not "open", "wait".
bool doubles(std::string_view word, std::string_view last) {
  const std::size_t n = word.size();
  if (n < 3 || last.find(word[n - 1]) == std::string_view::npos) return false;
  if (is_vowel(word[n - 1]) || !is_vowel(word[n - 2]) || is_vowel(word[n - 3])) return false;
  return std::count_if(word.begin(), word.end(), is_vowel) == 1;
}

}  // namespace

void Inflections::add_irregular(std::string base, std::vector<std::string> forms) {
  auto& all = irregular_[std::move(base)];
  all.insert(all.end(), forms.begin(), forms.end());
}

void Inflections::set_doubling(std::vector<std::string> add, std::string last) {
  doubling_add_ = std::move(add);
  doubling_last_ = std::move(last);
}

std::vector<std::string> Inflections::forms_of(std::string_view base) const {
  std::vector<std::string> forms{std::string(base)};
  const auto add = [&](std::string form) {
    if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
  };
  for (const SuffixRule& rule : rules_) {
    if (!base.ends_with(rule.ends) || base.size() <= rule.drop) continue;
    if (std::any_of(rule.but.begin(), rule.but.end(),
                    [&](const std::string& end) { return base.ends_with(end); }))
      continue;
    const std::string_view stem = base.substr(0, base.size() - rule.drop);
    for (const std::string& suffix : rule.add) add(std::string(stem) + suffix);
  }
  if (doubles(base, doubling_last_)) {
    for (const std::string& suffix : doubling_add_) add(std::string(base) + base.back() + suffix);
  }
  if (const auto found = irregular_.find(std::string(base)); found != irregular_.end()) {
    for (const std::string& form : found->second) add(form);
  }
  return forms;
}

}  // namespace verbatim
