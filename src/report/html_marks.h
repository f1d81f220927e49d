// Small drawings of figures on the page, and tables that fold what is long. Coordinates are whole numbers
// made by the program; every drawing says in words what it shows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_page.h"
#include "report/number_text.h"

namespace verbatim {

inline constexpr std::size_t kRowsOpen = 15;  // of a long table; the others are behind a click

// From `low` to `high`, as 0..1000.
struct MarkAxis {
  double low = 0;
  double high = 0;

  void hold(std::optional<double> value);
  int at(double value) const;
};

// A bar from zero to `value` with its interval; pale where `is_sure` is false.
void write_gap_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high,
                   const MarkAxis& axis, bool is_bad, bool is_sure, int decimals, Page& page);

// A bar from 0 to `value` of 100, the middle marked.
void write_index_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high,
                     Page& page);

struct LinePoint {
  std::optional<double> value;  // a gap in the line where there is none
  std::optional<double> low, high;
};

// A line over equal steps, with the band of its intervals and upright marks at some of its places.
void write_line_chart(std::span<const LinePoint> points, std::span<const std::size_t> marks,
                      std::string_view in_words, Page& page);

// The same without a band, 0 at the bottom.
void write_sparkline(std::span<const LinePoint> points, std::string_view in_words, Page& page);

// A table of `rows`: the first 15, and the others in a table of their own behind a click. `caption` and
// `head` are written for both.
template <class Row, class Caption, class Head, class Write>
void write_long_table(std::string_view label, const std::vector<Row>& rows, Caption&& caption, Head&& head,
                      Write&& write, Page& page) {
  const auto part = [&](std::size_t begin, std::size_t end) {
    open_table(label, page);
    caption();
    page.raw("</caption>\n<thead><tr>");
    head();
    page.raw("</tr></thead>\n<tbody class=\"slim\">\n");
    for (std::size_t i = begin; i < end; ++i) write(rows[i]);
    page.raw("</tbody></table></div>\n");
  };
  const std::size_t open = std::min(rows.size(), kRowsOpen);
  part(0, open);
  if (open == rows.size()) return;
  page.raw("<details><summary>The other ").text(counted(rows.size() - open, "row")).raw("</summary>\n");
  part(open, rows.size());
  page.raw("</details>\n");
}

}  // namespace verbatim
