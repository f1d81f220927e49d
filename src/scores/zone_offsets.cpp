#include "scores/zone_offsets.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr double kYear1 = -62'135'596'800'000.0;      // 0001-01-01, milliseconds
constexpr double kYear10000 = 253'402'300'800'000.0;  // 10000-01-01

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// "+05:30", "-08:00" -> seconds.
std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  for (const std::size_t i : {1U, 2U, 4U, 5U}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const std::int32_t hours = (text[1] - '0') * 10 + (text[2] - '0');
  const std::int32_t minutes = (text[4] - '0') * 10 + (text[5] - '0');
  if (hours > 14 || minutes > 59) return std::nullopt;
  const std::int32_t seconds = hours * 3600 + minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

// The zone of that name but for letter case, blanks for '_', or a city without its area.
std::optional<std::string> similar_zone(std::string_view name) {
  std::string wanted = lower_ascii(name);
  for (char& c : wanted) {
    if (c == ' ') c = '_';
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> names(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL, nullptr, nullptr, status));
  if (U_FAILURE(status) || !names) return std::nullopt;
  for (const char* known = names->next(nullptr, status); known != nullptr && U_SUCCESS(status);
       known = names->next(nullptr, status)) {
    const std::string lower = lower_ascii(known);
    if (lower.starts_with("etc/")) continue;  // their signs are turned: Etc/GMT+1 is behind UTC
    if (lower == wanted || (!wanted.empty() && lower.ends_with("/" + wanted))) return known;
  }
  return std::nullopt;
}

tl::unexpected<Error> unknown_zone(std::string_view name) {
  if (const auto similar = similar_zone(name))
    return fail(Fault::usage, fmt::format("'{}' is no time zone; did you mean {}?", name, *similar));
  return fail(
      Fault::usage,
      fmt::format("'{}' is no time zone; write Area/City such as Europe/Berlin, UTC, or an offset such "
                  "as +05:30",
                  name));
}

std::int32_t offset_of(const icu::TimeZoneRule& rule) {
  return (rule.getRawOffset() + rule.getDSTSavings()) / 1000;
}

}  // namespace

Result<ZoneOffsets> find_zone(std::string_view name) {
  ZoneOffsets offsets;
  if (const auto fixed = parse_offset(name)) {
    offsets.first_seconds = *fixed;
    return offsets;
  }
  if (name == "UTC") return offsets;
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(std::string(name));
  icu::UnicodeString canonical;
  UBool is_system = false;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
  if (name.find('/') == std::string_view::npos || U_FAILURE(status) || !is_system) return unknown_zone(name);
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (rules == nullptr) return unknown_zone(name);

  std::int32_t raw = 0;
  std::int32_t saving = 0;
  rules->getOffset(kYear1, false, raw, saving, status);
  if (U_FAILURE(status)) return unknown_zone(name);
  offsets.first_seconds = (raw + saving) / 1000;
  std::int32_t last = offsets.first_seconds;
  icu::TimeZoneTransition change;
  for (double at = kYear1; rules->getNextTransition(at, false, change);) {
    at = change.getTime();
    if (at >= kYear10000) break;
    const std::int32_t offset = offset_of(*change.getTo());
    if (offset != last) offsets.changes.push_back({static_cast<std::int64_t>(at) / 1000, offset});
    last = offset;
  }
  return offsets;
}

}  // namespace verbatim
