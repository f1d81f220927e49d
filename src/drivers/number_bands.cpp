#include "drivers/number_bands.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>

#include <fmt/format.h>

#include "scores/unit_scale.h"

namespace verbatim {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kWholeDay = 1000;  // of a delay by calendar date
constexpr std::int64_t kLate = 1;         // of a delay by the clock: 0 is on time

// Both signs of the edges: an edge of 3 days late stands beside one behind 3 days early.
std::vector<std::int64_t> both_sides(const std::vector<std::int64_t>& edges) {
  std::vector<std::int64_t> result;
  for (auto edge = edges.rbegin(); edge != edges.rend(); ++edge) result.push_back(1 - *edge);
  result.insert(result.end(), edges.begin(), edges.end());
  return result;
}

std::vector<std::int64_t> fine_times() {
  std::vector<std::int64_t> edges = {30 * kSecond};
  for (const std::int64_t m : {1, 2, 3, 5, 7, 10, 15, 20, 30, 45}) edges.push_back(m * kMinute);
  for (const std::int64_t half : {2, 3, 4, 6, 8, 12, 16, 24, 36}) edges.push_back(half * kHour / 2);
  for (const std::int64_t half : {2, 3, 4, 6, 10, 14, 20, 28, 42, 60, 90, 120, 180, 360, 730})
    edges.push_back(half * kDay / 2);
  return edges;
}

std::vector<std::int64_t> fine_business_times() {
  std::vector<std::int64_t> edges = fine_times();
  std::erase_if(edges, [](std::int64_t edge) { return edge >= kDay; });
  for (const std::int64_t h : {24, 32, 40, 60, 80, 120, 160, 240, 320, 480, 1000, 2000})
    edges.push_back(h * kHour);
  return edges;
}

std::vector<std::int64_t> days(std::initializer_list<std::int64_t> list) {
  std::vector<std::int64_t> edges;
  for (const std::int64_t day : list) edges.push_back(day * kWholeDay);
  return edges;
}

std::vector<std::int64_t> fine_numbers() {
  std::vector<std::int64_t> edges = {0};
  std::int64_t power = 1;
  for (int decade = 0; decade < 15; ++decade, power *= 10) {
    for (const std::int64_t tenth : {10, 15, 20, 30, 50, 70}) edges.push_back(tenth * power);
  }
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

bool is_by_date(const ScoreMeaning& meaning) {
  return meaning.kind == ScoreKind::delay && meaning.unit == TimeUnit::day;
}

bool is_time(const ScoreMeaning& meaning) {
  return meaning.kind == ScoreKind::ttr || meaning.kind == ScoreKind::delay;
}

bool is_business(const ScoreMeaning& meaning) {
  return meaning.unit == TimeUnit::business_hour;
}

// "5 min", "1 business hour", "40 business hours".
std::string business_text(std::int64_t milli) {
  if (milli < kMinute) return fmt::format("{:g} s", static_cast<double>(milli) / kSecond);
  if (milli < kHour) return fmt::format("{:g} min", static_cast<double>(milli) / kMinute);
  return fmt::format("{:g} business hour{}", static_cast<double>(milli) / kHour, milli == kHour ? "" : "s");
}

// "5 min", "36 h", "2.5 days".
std::string time_text(std::int64_t milli) {
  struct Unit {
    std::int64_t size;
    const char* name;
  };
  for (const Unit& unit : std::array<Unit, 3>{{{2 * kDay, " days"}, {kHour, " h"}, {kMinute, " min"}}}) {
    if (milli < unit.size) continue;
    const std::int64_t size = unit.size == 2 * kDay ? kDay : unit.size;
    return fmt::format("{:g}{}", static_cast<double>(milli) / static_cast<double>(size), unit.name);
  }
  return fmt::format("{:g} s", static_cast<double>(milli) / kSecond);
}

std::string number_text(std::int64_t milli) {
  return fmt::format("{:g}", static_cast<double>(milli) / 1000);
}

}  // namespace

NumberBands::NumberBands(std::vector<std::int64_t> edges) : edges_(std::move(edges)) {
  assert(std::is_sorted(edges_.begin(), edges_.end()));
}

NumberBands NumberBands::fine(const ScoreMeaning& meaning) {
  if (is_by_date(meaning))
    return NumberBands(both_sides(days({1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 45, 60, 90})));
  if (meaning.kind == ScoreKind::delay) {
    std::vector<std::int64_t> edges = both_sides(fine_times());
    edges.insert(std::upper_bound(edges.begin(), edges.end(), kLate), kLate);
    return NumberBands(std::move(edges));
  }
  if (is_business(meaning)) return NumberBands(fine_business_times());
  if (meaning.kind == ScoreKind::ttr) return NumberBands(fine_times());
  return NumberBands(fine_numbers());
}

NumberBands NumberBands::coarse(const ScoreMeaning& meaning) {
  if (is_by_date(meaning)) return NumberBands(both_sides(days({1, 4, 8, 15})));
  if (meaning.kind == ScoreKind::delay) {
    return NumberBands({1 - kDay, kLate, kHour, kDay, 3 * kDay});
  }
  if (is_business(meaning)) return NumberBands({5 * kMinute, kHour, 8 * kHour, 40 * kHour});
  if (meaning.kind == ScoreKind::ttr) return NumberBands({5 * kMinute, kHour, kDay});
  std::vector<std::int64_t> edges = {0};
  for (std::int64_t power = 10; power <= 1'000'000'000'000'000; power *= 10) edges.push_back(power);
  return NumberBands(std::move(edges));
}

NumberBands NumberBands::waits() {
  return NumberBands({kHour, kDay, 7 * kDay, 30 * kDay});
}

std::size_t NumberBands::band_of(std::int64_t value) const {
  return static_cast<std::size_t>(std::upper_bound(edges_.begin(), edges_.end(), value) - edges_.begin());
}

std::size_t NumberBands::band_of(const NumberBands& fine, std::size_t i) const {
  return i == 0 ? 0 : band_of(fine.edges_[i - 1]);
}

std::string band_label(const ScoreMeaning& meaning, const NumberBands& bands, std::size_t band) {
  const std::vector<std::int64_t>& edges = bands.edges();
  const bool is_first = band == 0;
  const bool is_last = band == edges.size();
  if (is_by_date(meaning)) {
    // Whole days: a band from 4 up to 8 is "4 to 7 days late".
    const std::int64_t from = is_first ? 0 : edges[band - 1] / kWholeDay;
    const std::int64_t up_to = is_last ? 0 : (edges[band] - 1) / kWholeDay;
    if (is_first) return fmt::format("{} or more days early", -((edges[0] - 1) / kWholeDay));
    if (is_last) return fmt::format("{} or more days late", from);
    if (edges[band - 1] <= 0 && edges[band] > 0) return "on the day";
    const auto span = [](std::int64_t a, std::int64_t b, const char* side) {
      if (a == b) return fmt::format("{} day{} {}", a, a == 1 ? "" : "s", side);
      return fmt::format("{} to {} days {}", a, b, side);
    };
    if (edges[band] > 0) return span(from, up_to, "late");
    return span(-up_to, -(edges[band - 1] / kWholeDay), "early");
  }
  const auto text = [&](std::int64_t edge) {
    if (is_business(meaning)) return business_text(edge);
    return is_time(meaning) ? time_text(edge) : number_text(edge);
  };
  if (meaning.kind == ScoreKind::delay) {
    const auto side = [&](std::int64_t edge) { return edge <= 0 ? 1 - edge : edge; };
    if (is_first) return fmt::format("over {} early", text(side(edges[0])));
    if (is_last) return fmt::format("over {} late", text(edges.back()));
    if (edges[band] <= kLate) return fmt::format("on time, or up to {} early", text(side(edges[band - 1])));
    if (edges[band - 1] == kLate) return fmt::format("up to {} late", text(edges[band]));
    return fmt::format("{} to {} late", text(edges[band - 1]), text(edges[band]));
  }
  if (is_first) return edges[0] == 0 ? "below 0" : fmt::format("under {}", text(edges[0]));
  if (is_last) return fmt::format("{} and over", text(edges.back()));
  if (is_business(meaning) && edges[band - 1] >= kHour)
    return fmt::format("{:g} to {}", static_cast<double>(edges[band - 1]) / kHour, text(edges[band]));
  return fmt::format("{} to {}", text(edges[band - 1]), text(edges[band]));
}

}  // namespace verbatim
