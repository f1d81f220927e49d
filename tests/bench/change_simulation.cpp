// How many planted changes are found, and how many that are not there: 200 histories of each kind and volume.
// usage: change_simulation [HISTORIES]
#include <cstdlib>
#include <ctime>
#include <iostream>

#include <fmt/format.h>

#include "drivers/change_histories.h"

namespace verbatim::testing {
namespace {

struct Counts {
  double found = 0, dated = 0, exact = 0, interval = 0, size = 0, extra = 0, false_histories = 0,
         false_months = 0;
};

Counts run(Planted planted, double volume, double clump, std::size_t histories) {
  Counts counts;
  const double one = 100.0 / static_cast<double>(histories);
  for (std::size_t h = 0; h < histories; ++h) {
    const Judged judged = judge(make_history(planted, volume, 1 + h, clump));
    counts.found += judged.is_found ? one : 0;
    counts.dated += judged.is_dated ? one : 0;
    counts.exact += judged.is_exact ? one : 0;
    counts.interval += judged.is_in_interval ? one : 0;
    counts.size += judged.is_size_in_interval ? one : 0;
    counts.extra += judged.extra > 0 ? one : 0;
    counts.false_histories += judged.false_alarms > 0 ? one : 0;
    counts.false_months += one * static_cast<double>(judged.false_months.size()) / kMonths;
  }
  return counts;
}

void print_power(std::size_t histories) {
  std::cout
      << "planted   clump  volume  found  dated  exact  date in  size in  extra  false: histories  months\n";
  for (const double clump : {0.0, 0.1, 0.2}) {
    for (const Planted planted :
         {Planted::nothing, Planted::release, Planted::price, Planted::drift, Planted::season}) {
      for (const double volume : {200.0, 300.0, 1000.0, 3000.0}) {
        const Counts c = run(planted, volume, clump, histories);
        std::cout << fmt::format(
            "{:8}  {:5.1f}  {:6.0f}  {:5.1f}  {:5.1f}  {:5.1f}  {:7.1f}  {:7.1f}  {:5.1f}  {:16.1f}  "
            "{:6.2f}\n",
            name_of(planted), clump, volume, c.found, c.dated, c.exact, c.interval, c.size, c.extra,
            c.false_histories, c.false_months);
        std::cout.flush();
      }
    }
  }
}

double milliseconds(std::size_t periods, std::size_t per_year, bool is_changing) {
  Draw draw(7);
  std::vector<std::vector<SeriesPoint>> series;
  for (std::size_t s = 0; s < 20; ++s) {
    std::vector<ShareCount> counts;
    for (std::size_t i = 0; i < periods; ++i) {
      const double share = !is_changing ? 0.03 : i > periods / 2 ? 0.06 : i % 12 == 10 ? 0.09 : 0.03;
      counts.push_back({binomial(draw, 1000, share), 1000});
    }
    series.push_back(share_series(counts));
  }
  const std::clock_t start = std::clock();
  for (const auto& one : series) static_cast<void>(find_changes(one, {per_year, 0}));
  const double taken = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return taken / static_cast<double>(series.size());
}

}  // namespace
}  // namespace verbatim::testing

int main(int argc, char** argv) {
  using namespace verbatim::testing;
  for (const bool is_changing : {false, true}) {
    std::cout << fmt::format(
        "milliseconds a series, {}: {:.3f} for 24 months, {:.2f} for 104 weeks, {:.2f} for 730 days\n",
        is_changing ? "changing" : "still", milliseconds(24, 12, is_changing),
        milliseconds(104, 52, is_changing), milliseconds(730, 7, is_changing));
  }
  print_power(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200);
}
