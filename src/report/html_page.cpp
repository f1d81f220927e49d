#include "report/html_page.h"

#include "report/number_text.h"
#include "report/safe_text.h"
#include "text/utf8.h"

namespace verbatim {
Page& Page::text(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint point = decode_utf8(value, at);
    switch (point.value) {
      case '&':
        out_.append("&amp;");
        break;
      case '<':
        out_.append("&lt;");
        break;
      case '>':
        out_.append("&gt;");
        break;
      case '"':
        out_.append("&quot;");
        break;
      case '\'':
        out_.append("&#39;");
        break;
      case '`':
        out_.append("&#96;");
        break;
      case '\r':
        out_.append(at + 1 < value.size() && value[at + 1] == '\n' ? "" : "\n");
        break;
      default: {
        const bool is_control = (point.value < 0x20 && point.value != '\n' && point.value != '\t') ||
                                (point.value >= 0x7F && point.value < 0xA0);
        out_.append(!point.well_formed || is_control ? kReplacement : value.substr(at, point.length));
      }
    }
    at += point.length;
  }
  return *this;
}

// A number with a true minus sign.
std::string minus(std::string number) {
  if (number.starts_with('-')) number.replace(0, 1, "\xE2\x88\x92");
  return number;
}

std::string shown(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value)) return std::string(kNoValue);
  return minus(fixed(*value, decimals));
}

std::string shown_signed(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value)) return std::string(kNoValue);
  return minus(signed_fixed(*value, decimals));
}

std::string interval_text(std::optional<double> low, std::optional<double> high, int decimals) {
  if (!low || !high) return {};
  return shown(low, decimals) + " to " + shown(high, decimals);
}

// "95 %" stays on one line.
std::string tied(std::string sentence) {
  for (std::size_t at = 0; (at = sentence.find(" %", at)) != std::string::npos;)
    sentence.replace(at, 1, "\xC2\xA0");
  return sentence;
}

void open_table(std::string_view label, Page& page) {
  page.raw("<div class=\"panel scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(label);
  page.raw("\"><table><caption>");
}

}  // namespace verbatim
