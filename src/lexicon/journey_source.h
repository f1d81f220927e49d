// The journey files of a lexicon as they are written: which theme and which signal belongs to which stage of
// a customer's journey, and which theme to which areas of contact. Layers are laid over each other while they
// are read: what the highest layer that names a theme says of it holds, and nothing of what lower ones say.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "lexicon/json_file.h"
#include "verbatim/error.h"

namespace verbatim {

// Of stages, and of areas: a set of them is one machine word.
inline constexpr std::size_t kMaxJourneyParts = 64;

// A stage or an area.
struct JourneyPartSource {
  std::string id;
  std::string label;
  std::string about;
  Place place;
  int layer = 0;
};

// Where one theme or signal belongs.
struct JourneyEntry {
  struct Named {
    std::string part;  // empty: to none, as "no_stage" or "no_area" says
    Place place;
  };
  std::vector<Named> in;  // at most one for a stage
  int layer = 0;
};

// The stages, or the areas.
struct JourneyListSource {
  std::vector<JourneyPartSource> parts;         // in the order of the journey
  std::map<std::string, JourneyEntry> themes;   // by theme id
  std::map<std::string, JourneyEntry> signals;  // by signal id; areas have none
};

struct JourneySource {
  JourneyListSource stages;
  JourneyListSource areas;
};

// Reads one file of kind "journey" into `to`, laid over what is there. `may_add` says that the layer adds to
// the layers below without saying so, as packs do. Whether the themes and signals exist is not looked at
// here.
void read_journey(const JsonValue& root, const std::string& file, int layer, bool may_add, JourneySource& to,
                  Errors& errors, Errors& remarks);

}  // namespace verbatim
