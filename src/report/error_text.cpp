#include "report/safe_text.h"
#include "verbatim/error.h"

namespace verbatim {

std::string to_string(const Error& error) {
  std::string out;
  const Place& place = error.place;
  if (!place.file.empty()) {
    append_printable(place.file, out);
    if (place.line > 0) out.append(":").append(std::to_string(place.line));
    if (place.line > 0 && place.column > 0) out.append(":").append(std::to_string(place.column));
    out.append(": ");
  } else if (place.line > 0) {
    out.append("line ").append(std::to_string(place.line));
    if (place.column > 0) out.append(", column ").append(std::to_string(place.column));
    out.append(": ");
  }
  append_printable(error.message, out);
  return out;
}

}  // namespace verbatim
