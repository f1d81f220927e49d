// What the parts of an HTML page are written with: markup that only this program writes, and text that can
// never become markup.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "verbatim/report.h"

namespace verbatim {

// Markup is written in the program, as a literal: what is only known at run time cannot become markup.
class Markup {
 public:
  consteval Markup(const char* literal) : text_(literal) {}
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Page {
 public:
  explicit Page(std::string& out) : out_(out) {}

  Page& raw(Markup markup) {
    out_.append(markup.text());
    return *this;
  }

  // The one way for text: into an element or into a quoted attribute. Controls that HTML forbids and
  // ill-formed UTF-8 become U+FFFD.
  Page& text(std::string_view value);
  Page& text(int value) { return text(std::to_string(value)); }

  // A name from data, kept apart from the direction of what stands around it.
  Page& name(std::string_view value) { return raw("<bdi>").text(value).raw("</bdi>"); }

 private:
  std::string& out_;
};

inline constexpr std::string_view kNoValue = "\xE2\x80\x93";  // en dash

// A number with a true minus sign.
std::string minus(std::string number);
// A dash where there is no value.
std::string shown(std::optional<double> value, int decimals);
std::string shown_signed(std::optional<double> value, int decimals);
std::string interval_text(std::optional<double> low, std::optional<double> high, int decimals);
// "95 %" stays on one line.
std::string tied(std::string sentence);

// Begins a table that scrolls by itself where it is too wide, up to the text of its caption.
void open_table(std::string_view label, Page& page);

}  // namespace verbatim
