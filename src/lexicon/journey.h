// The stages of a customer's journey and the areas of contact, frozen: every theme knows its stage and its
// areas, also those that it has from a theme above it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "lexicon/journey_source.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct Journey {
  std::vector<JourneyStage> stages;
  std::vector<TouchpointArea> areas;
  std::vector<std::int8_t> stage_of_theme;   // by ThemeId; -1: none
  std::vector<std::int8_t> stage_of_signal;  // by SignalId
  std::vector<std::uint32_t> area_begin;     // by ThemeId, and one behind the last: into area_list
  std::vector<std::uint8_t> area_list;
  // Themes that the files do not name, nor any above them: neither in a part nor under "no_stage", "no_area".
  std::vector<ThemeId> unnamed_for_stages;
  std::vector<ThemeId> unnamed_for_areas;
};

// What is known of the ids that a journey file may name. A known theme may be switched off, or be one of a
// pack that is not in use: naming it is no error, and it has no index.
struct JourneyNames {
  std::vector<std::string_view> themes;  // all that are known, sorted
  std::span<const Theme> used_themes;    // the theme table
  std::span<const Signal> signals;       // the signal table
};

// Of a theme the entry of the longest id counts: its own, else that of the nearest one above it. Ids that are
// not known are told to `tell`, with their place.
Journey make_journey(const JourneySource& source, const JourneyNames& names,
                     const std::function<void(const Place&, std::string)>& tell);

}  // namespace verbatim
