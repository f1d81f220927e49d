#include "report/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace verbatim {
namespace {

// The longest double has 309 digits before the point.
constexpr std::size_t kLongestNumber = 384;

constexpr int kMostDecimals = 18;

}  // namespace

void append_fixed(double value, int decimals, std::string& out) {
  if (!std::isfinite(value)) return;
  std::array<char, kLongestNumber> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, std::clamp(decimals, 0, kMostDecimals))
                       .ptr;
  std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  if (text.starts_with('-') && text.find_first_of("123456789") == std::string_view::npos) {
    text.remove_prefix(1);
  }
  out.append(text);
}

std::string fixed(double value, int decimals) {
  std::string out;
  append_fixed(value, decimals, out);
  return out;
}

std::string signed_fixed(double value, int decimals) {
  std::string out = fixed(value, decimals);
  if (value > 0 && out.find_first_of("123456789") != std::string::npos) out.insert(0, 1, '+');
  return out;
}

std::string probability(double value) {
  if (!std::isfinite(value)) return {};
  if (value < 1e-15) return "0.0000";
  const int leading = static_cast<int>(std::floor(std::log10(value)));
  return fixed(value, std::clamp(3 - leading, 3, kMostDecimals));
}

double rounded(double value, int decimals) {
  const std::string text = fixed(value, decimals);
  double result = value;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::string percent(double share) {
  return fixed(100 * share, 1) + " %";
}

std::string counted(std::uint64_t count, std::string_view noun) {
  std::string out = grouped(count);
  out.append(1, ' ').append(noun);
  if (count != 1) out.append(1, 's');
  return out;
}

}  // namespace verbatim
