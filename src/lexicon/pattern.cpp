#include "lexicon/pattern.h"

#include <algorithm>

#include <fmt/format.h>
#include <re2/re2.h>

namespace verbatim {

namespace {

// For the program and its cached states. A thousand instructions are far beyond any honest rule.
constexpr std::int64_t kMaxPatternMemory = 1 << 20;
constexpr int kMaxInstructions = 1000;

constexpr std::size_t kPieceBytes = 2048;
constexpr std::size_t kStepBytes = 1024;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Does it match where there is nothing? At the ends, between letters, between words?
bool matches_nothing(const re2::RE2& expression) {
  for (const std::string_view sample : {"", "a", "a b", "1", ". .", "\u00E9"}) {
    re2::StringPiece found;
    std::size_t at = 0;
    while (at <= sample.size() &&
           expression.Match(piece(sample), at, sample.size(), re2::RE2::UNANCHORED, &found, 1)) {
      if (found.empty()) return true;
      at = static_cast<std::size_t>(found.data() - sample.data()) + found.size();
    }
  }
  return false;
}

}  // namespace

Pattern::Pattern(std::unique_ptr<re2::RE2> expression) : expression_(std::move(expression)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

tl::expected<Pattern, PatternProblem> Pattern::make(std::string_view text) {
  const auto wrong = [](std::size_t offset, std::string message) {
    return tl::unexpected(PatternProblem{offset, std::move(message)});
  };
  if (text.size() > kMaxPatternBytes)
    return wrong(0, fmt::format("the pattern is longer than {} bytes; write two rules", kMaxPatternBytes));
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(false);
  options.set_max_mem(kMaxPatternMemory);
  auto expression = std::make_unique<re2::RE2>(piece(text), options);
  if (!expression->ok()) {
    if (expression->error_code() == re2::RE2::ErrorPatternTooLarge)
      return wrong(0,
                   "the pattern is too large: its repetitions multiply; write fewer {n,m} inside each other");
    const std::string& part = expression->error_arg();
    const std::size_t at = part.empty() ? std::string_view::npos : text.find(part);
    return wrong(at == std::string_view::npos ? 0 : at,
                 fmt::format("the pattern cannot be read: {}", expression->error()));
  }
  if (expression->ProgramSize() > kMaxInstructions)
    return wrong(0,
                 "the pattern is too large: its repetitions multiply; write fewer {n,m} inside each other");
  if (matches_nothing(*expression))
    return wrong(0,
                 "the pattern also matches where there is nothing, so it would match everywhere; ask for one "
                 "character at least");
  return Pattern(std::move(expression));
}

std::optional<Pattern::Match> Pattern::find(std::string_view text, std::size_t from) const {
  re2::StringPiece found;
  for (;;) {
    const std::size_t end = std::min(text.size(), from + kPieceBytes);
    if (expression_->Match(piece(text), from, end, re2::RE2::UNANCHORED, &found, 1)) {
      const auto begin = static_cast<std::size_t>(found.data() - text.data());
      return Match{begin, begin + found.size()};
    }
    if (end == text.size()) return std::nullopt;
    from += kStepBytes;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  }
}

}  // namespace verbatim
