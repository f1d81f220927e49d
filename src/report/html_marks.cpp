#include "report/html_marks.h"

#include <cmath>

namespace verbatim {
namespace {

constexpr int kWide = 1000;
constexpr int kChartHigh = 200;
constexpr int kSparkHigh = 40;

void draw_line(Markup tag, int x1, int y1, int x2, int y2, Page& page) {
  page.raw("<line").raw(tag).raw(" x1=\"").text(x1).raw("\" y1=\"").text(y1).raw("\" x2=\"").text(x2);
  page.raw("\" y2=\"").text(y2).raw("\"/>");
}

void write_bar(Markup style, int from, int to, Page& page) {
  page.raw("<rect class=\"").raw(style).raw("\" x=\"").text(std::min(from, to));
  page.raw("\" y=\"2\" width=\"").text(std::abs(to - from)).raw("\" height=\"16\"/>");
}

void write_whisker(int low, int high, Page& page) {
  draw_line("", low, 10, high, 10, page);
  draw_line("", low, 5, low, 15, page);
  draw_line("", high, 5, high, 15, page);
}

bool is_number(std::optional<double> value) {
  return value && std::isfinite(*value);
}

// Where the places of a line stand, and how high its values.
struct Frame {
  std::size_t places = 0;
  MarkAxis axis;
  int high = 0;

  int x(std::size_t place) const {
    if (places < 2) return kWide / 2;
    return static_cast<int>(std::lround(static_cast<double>(kWide) * static_cast<double>(place) /
                                        static_cast<double>(places - 1)));
  }
  int y(double value) const {
    return high - static_cast<int>(std::lround(static_cast<double>(high) * axis.at(value) / kWide));
  }
};

void write_point(int x, int y, Page& page) {
  page.text(x).raw(",").text(y).raw(" ");
}

// Runs of places that have a value, one after the other.
template <class Has, class Write>
void for_runs(std::size_t places, Has&& has, Write&& write) {
  for (std::size_t begin = 0; begin < places;) {
    std::size_t end = begin;
    while (end < places && has(end)) ++end;
    if (end > begin) write(begin, end);
    begin = end + 1;
  }
}

void write_band(std::span<const LinePoint> points, const Frame& frame, Page& page) {
  const auto has = [&](std::size_t i) { return is_number(points[i].low) && is_number(points[i].high); };
  for_runs(points.size(), has, [&](std::size_t begin, std::size_t end) {
    page.raw("<polygon class=\"band\" points=\"");
    for (std::size_t i = begin; i < end; ++i) write_point(frame.x(i), frame.y(*points[i].high), page);
    for (std::size_t i = end; i-- > begin;) write_point(frame.x(i), frame.y(*points[i].low), page);
    page.raw("\"/>");
  });
}

void write_course(std::span<const LinePoint> points, const Frame& frame, Page& page) {
  const auto has = [&](std::size_t i) { return is_number(points[i].value); };
  for_runs(points.size(), has, [&](std::size_t begin, std::size_t end) {
    if (end - begin == 1) {
      // A line of one point would not be seen.
      const int x = frame.x(begin);
      const int y = frame.y(*points[begin].value);
      draw_line(" class=\"course\"", std::max(0, x - 6), y, std::min(kWide, x + 6), y, page);
      return;
    }
    page.raw("<polyline points=\"");
    for (std::size_t i = begin; i < end; ++i) write_point(frame.x(i), frame.y(*points[i].value), page);
    page.raw("\"/>");
  });
}

}  // namespace

void MarkAxis::hold(std::optional<double> value) {
  if (!is_number(value)) return;
  low = std::min(low, *value);
  high = std::max(high, *value);
}

int MarkAxis::at(double value) const {
  if (!(high > low) || !std::isfinite(value)) return 0;
  return static_cast<int>(std::lround(kWide * std::clamp((value - low) / (high - low), 0.0, 1.0)));
}

void write_gap_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high,
                   const MarkAxis& axis, bool is_bad, bool is_sure, int decimals, Page& page) {
  if (!is_number(value)) return;
  page.raw("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Gap ");
  page.text(shown_signed(value, decimals)).raw(", 95 % interval ").text(interval_text(low, high, decimals));
  page.raw("\">");
  if (is_bad) {
    write_bar(is_sure ? Markup("neg") : Markup("faint neg"), axis.at(0), axis.at(*value), page);
  } else {
    write_bar(is_sure ? Markup("pos") : Markup("faint pos"), axis.at(0), axis.at(*value), page);
  }
  draw_line(" class=\"zero\"", axis.at(0), 0, axis.at(0), 20, page);
  if (is_number(low) && is_number(high)) write_whisker(axis.at(*low), axis.at(*high), page);
  page.raw("</svg>");
}

void write_index_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high,
                     Page& page) {
  if (!is_number(value)) return;
  const MarkAxis axis{0, 100};
  page.raw("<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
  page.text(shown(value, 0)).raw(" of 100, 95 % interval ").text(interval_text(low, high, 0)).raw("\">");
  page.raw("<rect class=\"none\" x=\"0\" y=\"2\" width=\"1000\" height=\"16\"/>");
  write_bar(*value < 50 ? Markup("neg") : Markup("pos"), 0, axis.at(*value), page);
  draw_line(" class=\"zero\"", 500, 0, 500, 20, page);
  if (is_number(low) && is_number(high)) write_whisker(axis.at(*low), axis.at(*high), page);
  page.raw("</svg>");
}

void write_line_chart(std::span<const LinePoint> points, std::span<const std::size_t> marks,
                      std::string_view in_words, Page& page) {
  const auto first = std::find_if(points.begin(), points.end(),
                                  [](const LinePoint& point) { return is_number(point.value); });
  if (first == points.end()) return;
  Frame frame{points.size(), {*first->value, *first->value}, kChartHigh};
  for (const LinePoint& point : points) {
    for (const auto& value : {point.value, point.low, point.high}) frame.axis.hold(value);
  }
  page.raw(
      "<svg class=\"chart\" viewBox=\"0 0 1000 200\" preserveAspectRatio=\"none\" role=\"img\" "
      "aria-label=\"");
  page.text(in_words).raw("\">");
  write_band(points, frame, page);
  for (const std::size_t mark : marks)
    draw_line(" class=\"mark\"", frame.x(mark), 0, frame.x(mark), kChartHigh, page);
  if (frame.axis.low < 0 && frame.axis.high > 0)
    draw_line(" class=\"zero\"", 0, frame.y(0), kWide, frame.y(0), page);
  write_course(points, frame, page);
  page.raw("</svg>");
}

void write_sparkline(std::span<const LinePoint> points, std::string_view in_words, Page& page) {
  Frame frame{points.size(), {}, kSparkHigh};
  for (const LinePoint& point : points) frame.axis.hold(point.value);
  page.raw(
      "<svg class=\"spark\" viewBox=\"0 0 1000 40\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
  page.text(in_words).raw("\">");
  draw_line(" class=\"zero\"", 0, kSparkHigh, kWide, kSparkHigh, page);
  write_course(points, frame, page);
  page.raw("</svg>");
}

}  // namespace verbatim
