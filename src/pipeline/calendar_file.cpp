#include "pipeline/calendar_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/edit_distance.h"

namespace verbatim {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::int32_t kDaySeconds = 86'400;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "9:00", "09:00", "24:00" -> seconds of the day.
std::optional<std::int32_t> parse_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != colon && !is_digit(text[i])) return std::nullopt;
  }
  std::int32_t hours = 0;
  for (const char c : text.substr(0, colon)) hours = hours * 10 + (c - '0');
  const std::int32_t minutes = (text[colon + 1] - '0') * 10 + (text[colon + 2] - '0');
  const std::int32_t seconds = hours * 3600 + minutes * 60;
  if (minutes > 59 || seconds > kDaySeconds) return std::nullopt;
  return seconds;
}

std::string time_text(std::int32_t seconds) {
  return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

std::string span_text(const OpenSpan& span) {
  return time_text(span.begin) + "-" + time_text(span.end);
}

// "2026-12-25" or "--12-25", whether or not there is such a day.
std::optional<Holiday> parse_date(std::string_view text) {
  const bool is_yearly = text.starts_with("--");
  const std::string_view rest = text.substr(is_yearly ? 2 : std::min<std::size_t>(text.size(), 5));
  if (text.size() != (is_yearly ? 7U : 10U) || rest[2] != '-' || (!is_yearly && text[4] != '-'))
    return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (!is_digit(rest[i])) return std::nullopt;
  }
  Holiday holiday;
  if (!is_yearly) {
    for (const char c : text.substr(0, 4)) {
      if (!is_digit(c)) return std::nullopt;
      holiday.year = holiday.year * 10 + (c - '0');
    }
    if (holiday.year == 0) return std::nullopt;
  }
  holiday.month = static_cast<unsigned>((rest[0] - '0') * 10 + (rest[1] - '0'));
  holiday.day = static_cast<unsigned>((rest[3] - '0') * 10 + (rest[4] - '0'));
  return holiday;
}

bool exists(const Holiday& date) {
  constexpr int kLeapYear = 2000;  // --02-29 exists in some years
  const std::chrono::year_month_day day{std::chrono::year{date.year == 0 ? kLeapYear : date.year},
                                        std::chrono::month{date.month}, std::chrono::day{date.day}};
  return day.ok();
}

std::string date_text(const Holiday& date) {
  if (date.year == 0) return fmt::format("--{:02}-{:02}", date.month, date.day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

// Reads the parts of a calendar and collects what is wrong with them.
class CalendarReader {
 public:
  explicit CalendarReader(const std::string& path) : path_(path) {}

  Checked<BusinessCalendar> read(const JsonValue& root) {
    CalendarHours hours;
    if (!is_object(root, "a calendar")) return tl::unexpected(std::move(errors_));
    know_members(root, {"hours", "holidays", "zone"}, "a calendar");
    const JsonValue* week = root.find("hours");
    if (week == nullptr) {
      wrong(root, "'hours' is missing; write them as in " + sample_calendar());
    } else {
      read_week(*week, hours);
    }
    if (const JsonValue* holidays = root.find("holidays"); holidays != nullptr)
      read_holidays(*holidays, hours);
    const ZoneOffsets zone = read_zone(root.find("zone"), hours);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return BusinessCalendar(std::move(hours), zone);
  }

 private:
  void wrong(const JsonValue& at, std::string message) {
    errors_.push_back({Fault::usage, std::move(message), {path_, at.line, at.column}});
  }

  bool is_object(const JsonValue& value, std::string_view what) {
    if (value.type == JsonValue::Type::object) return true;
    wrong(value, fmt::format("{} must be an object, not {}; write it as in {}", what, type_name(value.type),
                             sample_calendar()));
    return false;
  }

  // Keys that stand twice or that nobody reads.
  void know_members(const JsonValue& object, std::span<const std::string_view> known, std::string_view what) {
    std::set<std::string_view> seen;
    for (const JsonMember& member : object.members) {
      const Place place{path_, member.line, member.column};
      if (!seen.insert(member.key).second)
        errors_.push_back({Fault::usage, fmt::format("'{}' stands twice; keep one", member.key), place});
      if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
      std::string near;
      std::string typed = member.key;
      for (char& c : typed) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      for (const std::string_view name : known) {
        const std::size_t typos = name.size() > 4 ? 2 : 1;
        if (typed.starts_with(name) || (near.empty() && edit_distance(typed, name) <= typos))
          near = fmt::format("; did you mean '{}'?", name);
      }
      errors_.push_back(
          {Fault::usage,
           fmt::format("{} has no '{}'{}{}", what, member.key, near.empty() ? "; it knows " : near,
                       near.empty() ? fmt::format("{}", fmt::join(known, ", ")) : ""),
           place});
    }
  }
  void know_members(const JsonValue& object, std::initializer_list<std::string_view> known,
                    std::string_view what) {
    know_members(object, std::span(known.begin(), known.size()), what);
  }

  void read_week(const JsonValue& week, CalendarHours& hours) {
    const std::size_t before = errors_.size();
    if (!is_object(week, "'hours'")) return;
    know_members(week, kWeekdays, "a week");
    for (std::size_t d = 0; d < kWeekdays.size(); ++d) {
      if (const JsonValue* day = week.find(kWeekdays[d]); day != nullptr) hours.week[d] = read_day(*day);
    }
    const bool is_open =
        std::any_of(hours.week.begin(), hours.week.end(), [](const OpenDay& day) { return !day.empty(); });
    if (!is_open && errors_.size() == before)
      wrong(week, "no week-day has opening hours, so every time would be 0; give at least one day hours");
  }

  // A list of "09:00-18:00"; what is wrong in it is left out.
  OpenDay read_day(const JsonValue& list) {
    OpenDay day;
    if (list.type != JsonValue::Type::list) {
      wrong(list, fmt::format("opening hours must be a list such as [\"09:00-18:00\"], not {}",
                              type_name(list.type)));
      return day;
    }
    for (const JsonValue& item : list.items) {
      const std::optional<OpenSpan> span = read_span(item);
      if (!span) continue;
      const auto overlap = std::find_if(day.begin(), day.end(), [&](const OpenSpan& other) {
        return span->begin < other.end && other.begin < span->end;
      });
      if (overlap != day.end()) {
        wrong(item,
              fmt::format("{} overlaps {}; make one span of them", span_text(*span), span_text(*overlap)));
        continue;
      }
      day.push_back(*span);
    }
    std::sort(day.begin(), day.end(), [](const OpenSpan& a, const OpenSpan& b) { return a.begin < b.begin; });
    return day;
  }

  std::optional<OpenSpan> read_span(const JsonValue& item) {
    if (item.type != JsonValue::Type::text) {
      wrong(item,
            fmt::format("opening hours are texts such as \"09:00-18:00\", not {}", type_name(item.type)));
      return std::nullopt;
    }
    const std::size_t dash = item.text.find('-');
    const auto begin = parse_time(std::string_view(item.text).substr(0, dash));
    const auto end =
        dash == std::string::npos ? std::nullopt : parse_time(std::string_view(item.text).substr(dash + 1));
    if (!begin || !end) {
      wrong(item,
            fmt::format("'{}' are no opening hours; write HH:MM-HH:MM, from 00:00 to 24:00", item.text));
      return std::nullopt;
    }
    if (*begin == *end) {
      wrong(item, fmt::format("'{}' begins and ends at once; leave it out, or write 00:00-24:00 for a whole "
                              "day",
                              item.text));
      return std::nullopt;
    }
    if (*begin > *end) {
      wrong(item, fmt::format("'{}' ends before it begins; a shift past midnight is two spans: {}-24:00, and "
                              "00:00-{} on the next day",
                              item.text, time_text(*begin), time_text(*end)));
      return std::nullopt;
    }
    return OpenSpan{*begin, *end};
  }

  void read_holidays(const JsonValue& list, CalendarHours& hours) {
    if (list.type != JsonValue::Type::list) {
      wrong(list, fmt::format("'holidays' must be a list of dates such as [\"2026-12-25\"], not {}",
                              type_name(list.type)));
      return;
    }
    std::set<std::tuple<int, unsigned, unsigned>> seen;
    for (const JsonValue& item : list.items) {
      std::optional<Holiday> holiday = read_holiday(item);
      if (!holiday) continue;
      if (!seen.emplace(holiday->year, holiday->month, holiday->day).second) {
        wrong(item, fmt::format("{} stands twice; keep one", date_text(*holiday)));
        continue;
      }
      hours.holidays.push_back(std::move(*holiday));
    }
  }

  // "2026-12-25", or {"date": "2026-12-24", "hours": ["09:00-13:00"]}.
  std::optional<Holiday> read_holiday(const JsonValue& item) {
    const JsonValue* date = &item;
    OpenDay open;
    if (item.type == JsonValue::Type::object) {
      know_members(item, {"date", "hours"}, "a holiday");
      date = item.find("date");
      if (date == nullptr) {
        wrong(item, "'date' is missing; write {\"date\": \"2026-12-24\", \"hours\": [\"09:00-13:00\"]}");
        return std::nullopt;
      }
      if (const JsonValue* hours = item.find("hours"); hours != nullptr) open = read_day(*hours);
    }
    if (date->type != JsonValue::Type::text) {
      wrong(*date, fmt::format("a holiday is a date such as \"2026-12-25\", not {}", type_name(date->type)));
      return std::nullopt;
    }
    std::optional<Holiday> holiday = parse_date(date->text);
    if (!holiday) {
      wrong(*date,
            fmt::format("'{}' is no date; write YYYY-MM-DD, or --MM-DD for a day of every year", date->text));
      return std::nullopt;
    }
    if (!exists(*holiday)) {
      wrong(*date, fmt::format("there is no {}; correct the date or leave it out", date->text));
      return std::nullopt;
    }
    holiday->open = std::move(open);
    return holiday;
  }

  ZoneOffsets read_zone(const JsonValue* zone, CalendarHours& hours) {
    if (zone == nullptr) return {};
    if (zone->type != JsonValue::Type::text) {
      wrong(*zone,
            fmt::format("'zone' must be a text such as \"Europe/Berlin\", not {}", type_name(zone->type)));
      return {};
    }
    auto offsets = find_zone(zone->text);
    if (!offsets) {
      wrong(*zone, offsets.error().message);
      return {};
    }
    hours.zone = zone->text;
    return std::move(*offsets);
  }

  const std::string& path_;
  Errors errors_;
};

}  // namespace

std::string sample_calendar() {
  return R"({"hours": {"mon": ["09:00-12:30", "13:30-18:00"], "tue": ["09:00-18:00"]}, )"
         R"("holidays": ["2026-12-25"], "zone": "Europe/Berlin"})";
}

Checked<BusinessCalendar> read_calendar(const JsonValue& root, const std::string& path) {
  return CalendarReader(path).read(root);
}

Checked<BusinessCalendar> load_calendar(const std::string& path) {
  auto text = load_text(path, Fault::usage);
  if (!text) return tl::unexpected(Errors{text.error()});
  auto root = parse_json(*text, path);
  if (!root) {
    Error error = root.error();
    error.fault = Fault::usage;
    return tl::unexpected(Errors{std::move(error)});
  }
  return read_calendar(*root, path);
}

std::string calendar_json(const CalendarHours& hours) {
  using Json = nlohmann::ordered_json;
  const auto spans = [](const OpenDay& day) {
    Json list = Json::array();
    for (const OpenSpan& span : day) list.push_back(span_text(span));
    return list;
  };
  Json json;
  for (std::size_t d = 0; d < kWeekdays.size(); ++d) {
    if (!hours.week[d].empty()) json["hours"][std::string(kWeekdays[d])] = spans(hours.week[d]);
  }
  for (const Holiday& holiday : hours.holidays) {
    if (holiday.open.empty()) {
      json["holidays"].push_back(date_text(holiday));
    } else {
      json["holidays"].push_back({{"date", date_text(holiday)}, {"hours", spans(holiday.open)}});
    }
  }
  if (!hours.zone.empty()) json["zone"] = hours.zone;
  return json.dump();
}

}  // namespace verbatim
