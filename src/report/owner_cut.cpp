#include "report/owner_cut.h"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "text/case_fold.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

// What has a theme is kept where that theme is one of theirs.
template <class Row>
void keep_themes(std::vector<Row>& rows, const std::set<std::string, std::less<>>& themes) {
  std::erase_if(rows, [&](const Row& row) { return !row.theme.empty() && !themes.contains(row.theme); });
}

std::string safe_name(std::string_view owner) {
  constexpr std::size_t kMostBytes = 100;
  std::string out(owner.substr(0, utf8_floor(owner, kMostBytes)));
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '_';
  }
  // ".", ".." and hidden names; dots and blanks at the end, which some systems drop.
  if (!out.empty() && (out.front() == '.' || out.front() == '-')) out.front() = '_';
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.back() = '_';
  return out.empty() ? "_" : out;
}

}  // namespace

Report cut_for_owner(const Report& report, std::string_view owner) {
  Report out = report;
  out.owner = owner;
  std::set<std::string, std::less<>> themes;
  for (const ThemeRow& theme : report.themes) {
    if (theme.owner == owner) themes.insert(theme.id);
  }
  keep_themes(out.drivers, themes);
  keep_themes(out.cut_drivers, themes);
  std::erase_if(out.themes, [&](const ThemeRow& theme) { return !themes.contains(theme.id); });
  // A pair is kept where one of its two is theirs.
  std::erase_if(out.pairs, [&](const ThemePair& pair) {
    return !themes.contains(pair.theme) && !themes.contains(pair.other);
  });
  keep_themes(out.waits.themes, themes);
  // Nobody's: what no theme explains, and callbacks and alerts that are about none.
  std::erase_if(out.callbacks, [&](const Callback& callback) { return callback.owner != owner; });
  std::erase_if(out.alerts, [&](const Alert& alert) { return alert.owner != owner; });
  Breakdown& breakdown = out.breakdown;
  keep_themes(breakdown.spreads, themes);
  keep_themes(breakdown.series, themes);
  keep_themes(breakdown.movements, themes);
  keep_themes(breakdown.changes, themes);
  keep_themes(breakdown.rising, themes);
  keep_themes(breakdown.times, themes);
  if (!out.customers) return out;
  keep_themes(out.customers->repeats, themes);
  keep_themes(out.customers->churn, themes);
  const auto is_others = [&](const CustomerRow& row) { return !themes.contains(row.theme); };
  std::erase_if(out.customers->worst_repeat, is_others);
  std::erase_if(out.customers->worst_tone, is_others);
  return out;
}

std::vector<std::string> owner_folders(const std::vector<std::string>& owners) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const std::string& owner : owners) {
    const std::string safe = safe_name(owner);
    std::string name = safe;
    for (int n = 2; !taken.insert(folded_label(name)).second; ++n) name = fmt::format("{}_{}", safe, n);
    out.push_back(std::move(name));
  }
  return out;
}

}  // namespace verbatim
