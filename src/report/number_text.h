// Numbers as text: fixed decimals, no locale, never "-0.00", so that the same figures are the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim {

// Appends `value` with exactly `decimals` places ("-6.20"). Appends nothing if it is not finite.
void append_fixed(double value, int decimals, std::string& out);

std::string fixed(double value, int decimals);

// "+6.20", "-6.20", "0.00".
std::string signed_fixed(double value, int decimals);

// A probability with four significant digits, written out ("0.00001234"); "0.0000" below 1e-15.
std::string probability(double value);

// The value that the fixed text of `value` stands for. REQUIRES: value is finite.
double rounded(double value, int decimals);

// "1,234,567", for people.
std::string grouped(std::uint64_t value);

// A share of 0..1 as "10.9 %".
std::string percent(double share);

// "1 comment", "1,234 comments": `noun` takes an "s" for the plural.
std::string counted(std::uint64_t count, std::string_view noun);

}  // namespace verbatim
