#include "verbatim/lexicon_check.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/signal_text.h"
#include "lexicon/lexicon_data.h"
#include "verbatim/analyzer.h"

namespace verbatim {

namespace {

constexpr std::size_t kWantedMatching = 12;
constexpr std::size_t kWantedOther = 6;

bool by_place(const Error& a, const Error& b) {
  if (a.place.file != b.place.file) return a.place.file < b.place.file;
  if (a.place.line != b.place.line) return a.place.line < b.place.line;
  if (a.place.column != b.place.column) return a.place.column < b.place.column;
  return a.message < b.message;
}

class Checker {
 public:
  explicit Checker(const Lexicon& lexicon) : lexicon_(lexicon), data_(lexicon.data()), analyzer_(lexicon) {}

  LexiconCheck run() {
    check_.remarks = lexicon_.remarks();
    run_examples();
    run_signal_examples();
    look_for_dead_rules();
    count_examples();
    count_signal_examples();
    std::sort(check_.problems.begin(), check_.problems.end(), by_place);
    std::sort(check_.remarks.begin(), check_.remarks.end(), by_place);
    return std::move(check_);
  }

 private:
  void run_examples() {
    for (const ThemeExample& example : data_.examples) {
      ++check_.examples;
      analyzer_.analyze(example.text, "", scratch_, analysis_);
      const std::string got = polarity_of(example.theme);
      const bool ok = example.is == "any" ? got != "none" : got == example.is;
      if (ok) continue;
      ++check_.failed;
      const Theme& theme = data_.themes[static_cast<std::size_t>(example.theme)];
      check_.problems.push_back(
          {Fault::bad_lexicon,
           fmt::format("example of {}: '{}' should be {}, is {}", theme.id, example.text, example.is, got),
           example.place});
    }
  }

  void run_signal_examples() {
    for (const SignalExample& example : data_.signal_examples) {
      ++check_.examples;
      analyzer_.analyze(example.text, "", scratch_, analysis_);
      const std::string got = answer_to(example);
      if (got == example.is) continue;
      ++check_.failed;
      check_.problems.push_back({Fault::bad_lexicon,
                                 fmt::format("example of {}: '{}' should be {}, is {}", subject_of(example),
                                             example.text, example.is, got),
                                 example.place});
    }
  }

  std::string answer_to(const SignalExample& example) const {
    std::string got;
    switch (example.of) {
      case SignalExample::Of::signal:
        return std::binary_search(analysis_.signals.begin(), analysis_.signals.end(), example.signal) ? "yes"
                                                                                                      : "no";
      case SignalExample::Of::competitors:
        append_values(analysis_, SignalFamily::competitor, lexicon_.signals(), got);
        break;
      case SignalExample::Of::durations:
        append_durations(analysis_, got);
        break;
      case SignalExample::Of::ratings:
        append_ratings(analysis_, got);
        break;
    }
    return got.empty() ? "none" : got;
  }

  std::string subject_of(const SignalExample& example) const {
    static constexpr const char* kSubjects[] = {"", "competitors", "durations", "ratings"};
    if (example.of != SignalExample::Of::signal) return kSubjects[static_cast<std::size_t>(example.of)];
    return data_.signals[static_cast<std::size_t>(example.signal)].id;
  }

  void count_signal_examples() {
    std::map<std::size_t, std::pair<std::size_t, std::size_t>> counts;
    for (const SignalExample& example : data_.signal_examples) {
      auto& [matching, other] = counts[static_cast<std::size_t>(example.signal)];
      if (example.of == SignalExample::Of::signal) ++(example.is == "no" ? other : matching);
    }
    std::map<std::size_t, Place> first_rule;
    for (const CompiledRule& rule : data_.rules) {
      if (rule.target == RuleTarget::signal)
        first_rule.try_emplace(static_cast<std::size_t>(rule.signal), rule.place);
    }
    for (const auto& [signal, place] : first_rule) {
      if (data_.signals[signal].family == SignalFamily::competitor) continue;
      const auto [matching, other] = counts[signal];
      if (matching >= kWantedMatching && other >= kWantedOther) continue;
      check_.remarks.push_back(
          {Fault::bad_lexicon,
           fmt::format("signal {} has {} matching and {} other examples; {} and {} make it safe to edit",
                       data_.signals[signal].id, matching, other, kWantedMatching, kWantedOther),
           place});
    }
  }

  // How the comment speaks of the theme or of one below it, as the theme is counted in a report; "none" if it
  // does not.
  std::string polarity_of(ThemeId wanted) const {
    bool found = false;
    bool negative = false;
    bool positive = false;
    for (const ThemeFinding& finding : analysis_.themes) {
      int up = static_cast<int>(finding.theme);
      while (up >= 0 && up != static_cast<int>(wanted))
        up = data_.themes[static_cast<std::size_t>(up)].parent;
      if (up < 0) continue;
      found = true;
      negative = negative || finding.polarity == Polarity::negative || finding.polarity == Polarity::mixed;
      positive = positive || finding.polarity == Polarity::positive || finding.polarity == Polarity::mixed;
    }
    if (!found) return "none";
    if (negative && positive) return std::string(short_name(Polarity::mixed));
    if (!negative && !positive) return std::string(short_name(Polarity::neutral));
    return std::string(short_name(negative ? Polarity::negative : Polarity::positive));
  }

  // A rule all of whose terms are excepted by its own list never fires.
  void look_for_dead_rules() {
    std::vector<std::set<std::uint32_t>> required(data_.rules.size());
    std::vector<std::set<std::uint32_t>> barred(data_.rules.size());
    for (std::uint32_t node = 1; node < data_.trie.size(); ++node) {
      for (const RuleUse use : data_.trie.uses(data_.trie.meaning(TrieNode{node}))) {
        if (use.leaf == 0) required[use.rule].insert(node);
        if ((data_.rules[use.rule].bars_first >> use.leaf & 1U) != 0) barred[use.rule].insert(node);
      }
    }
    for (std::size_t r = 0; r < data_.rules.size(); ++r) {
      if (r == data_.cut_rule) continue;
      const bool dead = std::all_of(required[r].begin(), required[r].end(),
                                    [&](std::uint32_t node) { return barred[r].contains(node); });
      if (!dead) continue;
      const CompiledRule& rule = data_.rules[r];
      check_.problems.push_back(
          {Fault::bad_lexicon,
           fmt::format("rule {} of {} can never fire: what it asks for stands in its own \"none\" or "
                       "\"except\" (NOT, EXCEPT)",
                       rule.number_in_theme, data_.owner(rule)),
           rule.place});
    }
  }

  void count_examples() {
    std::map<std::size_t, std::pair<std::size_t, std::size_t>> counts;
    std::map<std::size_t, const ThemeExample*> first;
    for (const ThemeExample& example : data_.examples) {
      auto& [matching, other] = counts[static_cast<std::size_t>(example.theme)];
      ++(example.is == "none" ? other : matching);
      first.try_emplace(static_cast<std::size_t>(example.theme), &example);
    }
    std::set<std::size_t> with_rules;
    std::map<std::size_t, Place> rule_place;
    for (const CompiledRule& rule : data_.rules) {
      if (rule.is_word() || rule.target != RuleTarget::theme) continue;
      with_rules.insert(static_cast<std::size_t>(rule.theme));
      rule_place.try_emplace(static_cast<std::size_t>(rule.theme), rule.place);
    }
    for (const std::size_t theme : with_rules) {
      const auto [matching, other] = counts[theme];
      if (matching >= kWantedMatching && other >= kWantedOther) continue;
      check_.remarks.push_back(
          {Fault::bad_lexicon,
           fmt::format("theme {} has {} matching and {} other examples; {} and {} make it safe to edit",
                       data_.themes[theme].id, matching, other, kWantedMatching, kWantedOther),
           rule_place[theme]});
    }
  }

  const Lexicon& lexicon_;
  const LexiconData& data_;
  Analyzer analyzer_;
  Scratch scratch_;
  Analysis analysis_;
  LexiconCheck check_;
};

}  // namespace

LexiconCheck check_lexicon(const Lexicon& lexicon) {
  return Checker(lexicon).run();
}

}  // namespace verbatim
