#include "pipeline/owner_map.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "input/byte_source.h"
#include "input/csv_sniffer.h"
#include "lexicon/json_file.h"
#include "pipeline/plan.h"
#include "pipeline/record_walk.h"
#include "scores/cell_trim.h"
#include "text/case_fold.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

struct OwnerRow {
  std::string theme;
  std::string owner;
  Place place;
};

std::string_view nearest_theme(std::string_view wanted, const Lexicon& lexicon) {
  std::string_view nearest;
  std::size_t distance = wanted.size() + 1000;
  for (const Theme& theme : lexicon.themes()) {
    const std::size_t d = std::min(edit_distance(wanted, theme.id), edit_distance(wanted, theme.label) + 1);
    if (d >= distance) continue;
    distance = d;
    nearest = theme.id;
  }
  return nearest;
}

bool is_json_object(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

Checked<std::vector<OwnerRow>> read_object(const std::string& path, std::string_view bytes) {
  auto json = parse_json(bytes, path);
  if (!json) {
    Error error = json.error();
    error.fault = Fault::usage;
    return tl::unexpected(Errors{std::move(error)});
  }
  std::vector<OwnerRow> rows;
  Errors errors;
  for (const JsonMember& member : json->members) {
    const Place place{path, member.line, member.column};
    if (member.value.type == JsonValue::Type::text) {
      rows.push_back({member.key, member.value.text, place});
    } else {
      errors.push_back({Fault::usage,
                        fmt::format("theme '{}': {} is no owner; write a name in quotes", member.key,
                                    type_name(member.value.type)),
                        place});
    }
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return rows;
}

Result<CsvDetection> detect(const std::string& path, InputStore& store) {
  auto source = store.open(path);
  if (!source) return tl::unexpected(source.error());
  if (const CsvDetection* table = store.table(path); table != nullptr) return *table;
  auto sample = read_sample(**source, kCsvSampleBytes);
  if (!sample) return tl::unexpected(sample.error());
  CsvOverrides with_header;
  with_header.header_rows = 1;
  auto detection = detect_csv(sample->bytes, sample->is_whole, with_header);
  if (detection) return detection;
  Error error = detection.error();
  error.place.file = path;
  return tl::unexpected(std::move(error));
}

Result<std::vector<OwnerRow>> read_table(const std::string& path, InputStore& store) {
  auto detection = detect(path, store);
  if (!detection) return tl::unexpected(detection.error());
  const int theme = index_of_column(*detection, "theme");
  const int owner = index_of_column(*detection, "owner");
  if (theme < 0 || owner < 0)
    return fail(Fault::usage, "has no columns named theme and owner; its first line must name them",
                {path, 1, 0});
  std::vector<OwnerRow> rows;
  std::optional<Error> rejected;
  std::string scratch;
  const auto cell = [&](const CsvRecord& record, int column) {
    const auto index = static_cast<std::size_t>(column);
    std::string out;
    if (index < record.fields.size()) repair_utf8(trim_cell(record.field(index, scratch)), out);
    return out;
  };
  const RecordVisit visit = [&](const CsvRecord& record) {
    if (is_rejected(record.kind)) {
      rejected =
          Error{Fault::usage, "this row cannot be read: " + reject_message(record), {path, record.line, 0}};
      return false;
    }
    if (record.kind == CsvKind::record)
      rows.push_back({cell(record, theme), cell(record, owner), {path, record.line, 0}});
    return true;
  };
  if (auto read = walk_records(store, path, *detection, visit); !read) return tl::unexpected(read.error());
  if (rejected) return tl::unexpected(*rejected);
  return rows;
}

}  // namespace

Checked<OwnerMap> OwnerMap::load(const std::string& path, const Lexicon& lexicon, InputStore& store) {
  const auto one = [](Error error) { return tl::unexpected(Errors{std::move(error)}); };
  std::vector<OwnerRow> rows;
  std::error_code code;
  // A pipe can be read only once, and an object is no table.
  std::string object;
  if (std::filesystem::is_regular_file(path, code)) {
    auto bytes = load_text(path, Fault::bad_input);
    if (!bytes) return one(bytes.error());
    if (is_json_object(*bytes)) object = std::move(*bytes);
  }
  if (!object.empty()) {
    auto read = read_object(path, object);
    if (!read) return tl::unexpected(read.error());
    rows = std::move(*read);
  } else {
    auto read = read_table(path, store);
    if (!read) return one(read.error());
    rows = std::move(*read);
  }

  OwnerMap map;
  map.path_ = path;
  Errors errors;
  std::map<std::string, std::pair<std::string, std::uint64_t>, std::less<>> own;  // theme -> owner, line
  for (OwnerRow& row : rows) {
    const auto problem = [&](std::string message) {
      errors.push_back({Fault::usage, std::move(message), row.place});
    };
    if (lexicon.theme_index(row.theme) < 0) {
      problem(fmt::format("there is no theme '{}'; the nearest is '{}'", row.theme,
                          nearest_theme(row.theme, lexicon)));
    } else if (trim_cell(row.owner).empty()) {
      problem(fmt::format("theme '{}' has no owner here; name one, or take the row out", row.theme));
    } else if (const auto [at, is_new] =
                   own.try_emplace(row.theme, std::string(trim_cell(row.owner)), row.place.line);
               !is_new) {
      problem(fmt::format("theme '{}' stands twice, first in line {}; keep one of them", row.theme,
                          at->second.second));
    }
  }
  if (errors.empty() && own.empty())
    errors.push_back({Fault::usage, "names no owner; write rows such as wait.hold,Ann", {path, 0, 0}});
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  for (const Theme& theme : lexicon.themes()) {
    for (const Theme* up = &theme; up != nullptr;) {
      if (const auto found = own.find(up->id); found != own.end()) {
        map.by_theme_.emplace(theme.id, found->second.first);
        break;
      }
      up = up->parent < 0 ? nullptr : &lexicon.themes()[static_cast<std::size_t>(up->parent)];
    }
  }
  return map;
}

std::string OwnerMap::owner_of(std::string_view theme) const {
  const auto found = by_theme_.find(theme);
  return found == by_theme_.end() ? std::string() : found->second;
}

std::vector<std::string> OwnerMap::owners() const {
  std::set<std::string> names;
  for (const auto& [theme, owner] : by_theme_) names.insert(owner);
  return {names.begin(), names.end()};
}

Result<std::vector<std::string>> OwnerMap::chosen(const std::vector<std::string>& names) const {
  const std::vector<std::string> all = owners();
  std::set<std::string> out;
  for (const std::string& name : names) {
    const std::string wanted = folded_label(trim_cell(name));
    const std::size_t before = out.size();
    bool found = false;
    for (const std::string& owner : all) {
      if (folded_label(owner) != wanted) continue;
      out.insert(owner);
      found = true;
    }
    if (found || out.size() > before) continue;
    if (wanted == "all") return all;
    return fail(Fault::usage, fmt::format("--owner {}: nobody of that name; the owners in {} are {}", name,
                                          path_, fmt::join(all, ", ")));
  }
  return std::vector<std::string>(out.begin(), out.end());
}

void OwnerMap::name_owners(Report& report) const {
  if (!is_set()) return;
  std::vector<std::string> without;
  for (DriverRow& driver : report.drivers) {
    driver.owner = owner_of(driver.theme);
    const bool is_new = std::find(without.begin(), without.end(), driver.theme) == without.end();
    if (driver.owner.empty() && driver.kind == DriverKind::complaint && driver.level == DriverLevel::leaf &&
        is_new)
      without.push_back(driver.theme);
  }
  for (DriverRow& driver : report.cut_drivers) driver.owner = owner_of(driver.theme);
  for (ThemeRow& theme : report.themes) theme.owner = owner_of(theme.id);
  for (Callback& callback : report.callbacks) callback.owner = owner_of(callback.theme);
  for (Alert& alert : report.alerts) alert.owner = owner_of(alert.theme);
  if (without.empty()) return;
  constexpr std::size_t kShown = 10;
  const std::size_t shown = std::min(without.size(), kShown);
  report.warnings.push_back(
      fmt::format("complaint themes without an owner in {1}: {0} ({2}{3})", without.size(), path_,
                  fmt::join(without.begin(), without.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                  without.size() > shown ? fmt::format(" and {} more", without.size() - shown) : ""));
}

}  // namespace verbatim
