// The lexicon: everything that is known of a language and a trade, loaded once and then const.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/finding.h"

namespace verbatim {

struct LexiconOptions {
  std::string shipped_folder;            // the program's own lexicons: en/, common/, packs/
  std::vector<std::string> own_folders;  // laid over it in this order: same term or id replaces
  std::vector<std::string> packs;        // names of the packs to use; empty: all of them
  bool no_packs = false;
  std::string language = "en";
};

struct Theme {
  std::string id;
  std::string label;
  std::string about;
  int parent = -1;  // index in the theme table, -1 for a root
  bool is_general = false;
};

// A step of the customer's journey ("delivery"), and what belongs to it. A theme or a signal belongs to one
// stage at most.
struct JourneyStage {
  std::string id;
  std::string label;
  std::string about;
  std::vector<ThemeId> themes;  // with those that belong to it through a theme above them; sorted
  std::vector<SignalId> signals;
};

// An area in which customers meet the company ("call-centre"). A theme may belong to several.
struct TouchpointArea {
  std::string id;
  std::string label;
  std::string about;
  std::vector<ThemeId> themes;  // as above
};

// What an entry is and where it stands, for `explain` and `why`.
struct EntryInfo {
  std::string text;  // the term as written, or "wait.hold rule 2"
  Place place;
};

struct LexiconData;

class Lexicon {
 public:
  explicit Lexicon(std::unique_ptr<const LexiconData> data);
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  // Sorted by id; ThemeId is the index.
  const std::vector<Theme>& themes() const;
  // The index of that id, or -1.
  int theme_index(std::string_view id) const;
  EntryInfo entry(EntryId id) const;
  // "en 0.1.0 (sha 1a2b3c4d)": changes when any file of it changes.
  const std::string& version() const;
  // Things worth a look that stop nothing (terms that stand twice, packs that are empty).
  const Errors& remarks() const;
  // Sorted by family, then id; SignalId is the index.
  const std::vector<Signal>& signals() const;
  // In the order of the journey; empty if the lexicon holds no journey file. At most 64.
  const std::vector<JourneyStage>& stages() const;
  // Index of the stage, or -1. One look-up: what a theme has from those above it is settled at loading.
  int stage_of(ThemeId theme) const;
  int stage_of(SignalId signal) const;
  // Areas of contact, in the order of the files. At most 64.
  const std::vector<TouchpointArea>& areas() const;
  // Indices of the areas that the theme belongs to, ascending; often none. Lives as long as the lexicon.
  std::span<const std::uint8_t> areas_of(ThemeId theme) const;
  // Sentiment terms, theme rules: for the run's manifest.
  std::size_t sentiment_terms() const;
  std::size_t theme_rules() const;

  const LexiconData& data() const { return *data_; }

 private:
  std::unique_ptr<const LexiconData> data_;
};

// Reads every .json file of the folders. All problems are reported in one pass, in file order.
Checked<Lexicon> load_lexicon(const LexiconOptions& options);

}  // namespace verbatim
