// What the labels of hand-coded rows stand for: themes of the lexicon, by --map or because a theme has that
// id or label.
//
//   {"Late flight": ["wait", "=disruption.delay"], "Parking": "access.parking", "Can't tell": null}
//
// "wait" is the theme or any below it, "=wait" only itself. null or an empty list leaves the label out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/finding.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct CodedLabel {
  std::string name;                 // as in the map, or as first met
  std::vector<std::string> themes;  // as in the map; empty: left out
  std::vector<bool> covers;         // by theme index
};

class LabelMap {
 public:
  // No label but those that are a theme's id or label.
  explicit LabelMap(const Lexicon& lexicon);

  // Reads --map FILE. All problems are told: unknown themes with the nearest ones, labels that stand twice.
  // Errors: Fault::usage with the place.
  static Checked<LabelMap> load(const std::string& path, const Lexicon& lexicon);

  // The index of a label, letter case and blanks aside; new ones are looked up among the themes and kept.
  // Nothing if no theme has that id or label, or more than one has that label.
  std::optional<std::size_t> find(std::string_view label);
  std::optional<std::size_t> find_known(std::string_view label) const;

  const CodedLabel& label(std::size_t index) const { return labels_[index]; }
  std::size_t size() const { return labels_.size(); }

  // "wait.queue (Queue), wait (Waiting), ...": the themes whose id, label and description share most letters
  // with it.
  std::string nearest_themes(std::string_view label) const;

 private:
  std::size_t add(std::string label, std::vector<std::string> themes, std::vector<bool> covers);

  const Lexicon* lexicon_;
  std::vector<CodedLabel> labels_;
  std::map<std::string, std::size_t, std::less<>> by_name_;  // folded
};

// What the program said of one label: whether any of the findings is one of its themes, and how.
struct SaidLabel {
  bool found = false;
  Polarity polarity = Polarity::neutral;
};
SaidLabel said_label(const CodedLabel& label, std::span<const ThemeFinding> findings);

}  // namespace verbatim
