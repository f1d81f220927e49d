#include "lexicon/journey.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "text/edit_distance.h"

namespace verbatim {
namespace {

using Tell = std::function<void(const Place&, std::string)>;
using Entries = std::map<std::string, JourneyEntry>;

void check_ids(const Entries& entries, std::string_view kind, std::span<const std::string_view> known,
               const Tell& tell) {
  for (const auto& [id, entry] : entries) {
    if (std::binary_search(known.begin(), known.end(), std::string_view(id))) continue;
    const std::string_view nearest = nearest_name(id, known);
    for (const JourneyEntry::Named& named : entry.in)
      tell(named.place, fmt::format("there is no {} '{}'; {}", kind, id,
                                    nearest.empty() ? "delete it or mend its spelling"
                                                    : fmt::format("did you mean '{}'?", nearest)));
  }
}

// The parts that the theme's entry names, or that of the nearest theme above it; nothing if none is named.
const JourneyEntry* entry_of(const Entries& entries, std::string_view id) {
  for (std::string above(id);;) {
    if (const auto found = entries.find(above); found != entries.end()) return &found->second;
    const auto dot = above.rfind('.');
    if (dot == std::string::npos) return nullptr;
    above.resize(dot);
  }
}

// Indices into the parts, in their order.
std::vector<std::uint8_t> indices_of(const JourneyEntry& entry, std::span<const JourneyPartSource> parts) {
  std::vector<std::uint8_t> indices;
  for (const JourneyEntry::Named& named : entry.in) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].id == named.part) indices.push_back(static_cast<std::uint8_t>(i));
    }
  }
  std::sort(indices.begin(), indices.end());
  return indices;
}

void place_themes_in_stages(const JourneyListSource& source, std::span<const Theme> themes,
                            Journey& journey) {
  for (std::uint32_t t = 0; t < themes.size(); ++t) {
    const JourneyEntry* entry = entry_of(source.themes, themes[t].id);
    if (entry == nullptr) journey.unnamed_for_stages.push_back(ThemeId{t});
    const auto indices = entry == nullptr ? std::vector<std::uint8_t>() : indices_of(*entry, source.parts);
    journey.stage_of_theme.push_back(indices.empty() ? std::int8_t{-1}
                                                     : static_cast<std::int8_t>(indices[0]));
    if (!indices.empty()) journey.stages[indices[0]].themes.push_back(ThemeId{t});
  }
}

void place_signals_in_stages(const JourneyListSource& source, std::span<const Signal> signals,
                             Journey& journey) {
  for (std::uint32_t s = 0; s < signals.size(); ++s) {
    const auto found = source.signals.find(signals[s].id);
    const bool is_named = signals[s].family != SignalFamily::competitor && found != source.signals.end();
    const auto indices = is_named ? indices_of(found->second, source.parts) : std::vector<std::uint8_t>();
    journey.stage_of_signal.push_back(indices.empty() ? std::int8_t{-1}
                                                      : static_cast<std::int8_t>(indices[0]));
    if (!indices.empty()) journey.stages[indices[0]].signals.push_back(SignalId{s});
  }
}

void place_themes_in_areas(const JourneyListSource& source, std::span<const Theme> themes, Journey& journey) {
  for (std::uint32_t t = 0; t < themes.size(); ++t) {
    journey.area_begin.push_back(static_cast<std::uint32_t>(journey.area_list.size()));
    const JourneyEntry* entry = entry_of(source.themes, themes[t].id);
    if (entry == nullptr) {
      journey.unnamed_for_areas.push_back(ThemeId{t});
      continue;
    }
    for (const std::uint8_t area : indices_of(*entry, source.parts)) {
      journey.area_list.push_back(area);
      journey.areas[area].themes.push_back(ThemeId{t});
    }
  }
  journey.area_begin.push_back(static_cast<std::uint32_t>(journey.area_list.size()));
}

}  // namespace

Journey make_journey(const JourneySource& source, const JourneyNames& names, const Tell& tell) {
  assert(source.stages.parts.size() <= kMaxJourneyParts && source.areas.parts.size() <= kMaxJourneyParts);
  std::vector<std::string_view> signals;
  for (const Signal& signal : names.signals) {
    if (signal.family != SignalFamily::competitor) signals.push_back(signal.id);
  }
  std::sort(signals.begin(), signals.end());
  check_ids(source.stages.themes, "theme", names.themes, tell);
  check_ids(source.stages.signals, "signal", signals, tell);
  check_ids(source.areas.themes, "theme", names.themes, tell);

  Journey journey;
  for (const JourneyPartSource& part : source.stages.parts)
    journey.stages.push_back({part.id, part.label, part.about, {}, {}});
  for (const JourneyPartSource& part : source.areas.parts)
    journey.areas.push_back({part.id, part.label, part.about, {}});
  place_themes_in_stages(source.stages, names.used_themes, journey);
  place_signals_in_stages(source.stages, names.signals, journey);
  place_themes_in_areas(source.areas, names.used_themes, journey);
  return journey;
}

}  // namespace verbatim
