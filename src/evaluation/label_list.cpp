#include "evaluation/label_list.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "scores/cell_trim.h"
#include "text/case_fold.h"

namespace verbatim {

namespace {

// The label without one pair of quotes around it.
std::string_view unquoted(std::string_view label) {
  label = trim_cell(label);
  if (label.size() >= 2 && label.front() == label.back() && (label.front() == '"' || label.front() == '\''))
    return trim_cell(label.substr(1, label.size() - 2));
  return label;
}

bool separates(char c, LabelSeparator separator) {
  switch (separator) {
    case LabelSeparator::none:
      return false;
    case LabelSeparator::newline:
      return c == '\n' || c == '\r';
    case LabelSeparator::bar:
      return c == '|';
    case LabelSeparator::semicolon:
      return c == ';';
    case LabelSeparator::comma:
      return c == ',';
  }
  return false;
}

// Where a quote that opens a label at `at` closes before a separator or the end; npos: it is an apostrophe.
std::size_t closing_quote(std::string_view cell, std::size_t at, LabelSeparator separator) {
  for (std::size_t end = cell.find(cell[at], at + 1); end != std::string_view::npos;
       end = cell.find(cell[at], end + 1)) {
    std::size_t next = end + 1;
    while (next < cell.size() && cell[next] == ' ') ++next;
    if (next == cell.size() || separates(cell[next], separator)) return end;
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view name(LabelSeparator separator) {
  static constexpr std::array<std::string_view, 5> kNames = {"nothing", "newlines", "|", ";", ","};
  return kNames[static_cast<std::size_t>(separator)];
}

Result<LabelSeparator> parse_separator(std::string_view text) {
  if (text == "none") return LabelSeparator::none;
  if (text == "newline" || text == "\\n") return LabelSeparator::newline;
  if (text == "|") return LabelSeparator::bar;
  if (text == ";") return LabelSeparator::semicolon;
  if (text == ",") return LabelSeparator::comma;
  return fail(Fault::usage,
              fmt::format("--separator takes one of | ; , newline or none, not '{}'", std::string(text)));
}

std::vector<std::string_view> split_labels(std::string_view cell, LabelSeparator separator) {
  std::vector<std::string_view> labels;
  cell = trim_cell(cell);
  if (cell.size() >= 2 && cell.front() == '[' && cell.back() == ']') cell = cell.substr(1, cell.size() - 2);
  const auto take = [&](std::string_view label) {
    label = unquoted(label);
    if (!label.empty()) labels.push_back(label);
  };
  std::size_t begin = 0;
  bool at_start = true;  // nothing but blanks since the last separator
  // An apostrophe that closes nowhere is looked for once, so that a cell stays linear.
  bool quotes_left[2] = {true, true};
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const char c = cell[at];
    if (separates(c, separator)) {
      take(cell.substr(begin, at - begin));
      begin = at + 1;
      at_start = true;
      continue;
    }
    if (at_start && (c == '"' || c == '\'') && quotes_left[c == '"' ? 0 : 1]) {
      const std::size_t end = closing_quote(cell, at, separator);
      if (end == std::string_view::npos) {
        quotes_left[c == '"' ? 0 : 1] = false;
      } else {
        at = end;
      }
    }
    if (c != ' ') at_start = false;
  }
  take(cell.substr(begin));
  return labels;
}

std::optional<Polarity> parse_polarity(std::string_view word) {
  const std::string folded = folded_label(word);
  static constexpr std::pair<std::string_view, Polarity> kWords[] = {
      {"neg", Polarity::negative},      {"negative", Polarity::negative}, {"-", Polarity::negative},
      {"neu", Polarity::neutral},       {"neutral", Polarity::neutral},   {"pos", Polarity::positive},
      {"positive", Polarity::positive}, {"+", Polarity::positive},        {"mix", Polarity::mixed},
      {"mixed", Polarity::mixed}};
  for (const auto& [text, polarity] : kWords) {
    if (folded == text) return polarity;
  }
  return std::nullopt;
}

PolarLabel split_polarity(std::string_view label) {
  const auto colon = label.rfind(':');
  if (colon != std::string_view::npos && colon > 0) {
    if (const auto polarity = parse_polarity(label.substr(colon + 1)))
      return {trim_cell(label.substr(0, colon)), polarity};
  }
  return {label, std::nullopt};
}

}  // namespace verbatim
