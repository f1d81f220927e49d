// HTML character references as survey and social exports hold them: the named ones that occur in practice and
// the numeric ones, complete with their ';'. Not an HTML parser: tags stay text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

struct HtmlEntity {
  char32_t code_point = 0;
  std::size_t length = 0;  // bytes from '&' to ';'
};

// The entity that starts at `position`, if a complete and known one does. Numbers 128 to 159 are read as
// windows-1252, as browsers do ("&#146;" is an apostrophe). A number that is no character (0, a control
// other than tab and line ends, a surrogate, beyond U+10FFFF) is no entity.
// REQUIRES: text[position] == '&'.
std::optional<HtmlEntity> parse_html_entity(std::string_view text, std::size_t position);

// Where decoded text and original text part: from `decoded` on, a decoded offset d is original + (d -
// decoded).
struct EntityShift {
  std::uint32_t decoded = 0;
  std::uint32_t original = 0;
};

// Replaces `out` by `text` with its entities read, once (so "&amp;lt;" gives "&lt;"), and `shifts` by one
// entry for each. Returns false, and touches neither, if `text` holds no complete entity.
bool decode_html_entities(std::string_view text, std::string& out, std::vector<EntityShift>& shifts);

// Original offsets of decoded ones that are asked for in rising order.
class OriginalOffsets {
 public:
  // Refers to `shifts`, which must outlive this.
  explicit OriginalOffsets(const std::vector<EntityShift>& shifts) : shifts_(shifts) {}

  std::uint32_t of(std::uint32_t decoded);

 private:
  const std::vector<EntityShift>& shifts_;
  std::size_t passed_ = 0;
};

}  // namespace verbatim
