// A regular expression of a theme rule, checked and bounded: RE2 takes time linear in the text, and a pattern
// that would need much memory is refused when it is read.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace re2 {
class RE2;
}

namespace verbatim {

// What is wrong with a pattern, and where in it.
struct PatternProblem {
  std::size_t offset = 0;
  std::string message;
};

// Shared by threads: `find` is const and keeps nothing but RE2's own cache, which is bounded.
class Pattern {
 public:
  static tl::expected<Pattern, PatternProblem> make(std::string_view text);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // The first match in `text` from `from` on, letters of any case. Looks at 2 KB at a time, so that many
  // matches in a long text do not read it again and again: a match of more than 1 KB may be cut or missed.
  // It may be empty. REQUIRES: from <= text.size().
  std::optional<Match> find(std::string_view text, std::size_t from) const;

 private:
  explicit Pattern(std::unique_ptr<re2::RE2> expression);

  std::unique_ptr<re2::RE2> expression_;
};

constexpr std::size_t kMaxPatternBytes = 400;

}  // namespace verbatim
