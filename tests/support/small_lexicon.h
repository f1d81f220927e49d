// The lexicon of tests/support/lexicons: a few words and themes, for tests in which the words do not matter.
#pragma once

#include <doctest/doctest.h>

#include <utility>

#include "verbatim/lexicon.h"

namespace verbatim::testing {

inline Lexicon small_lexicon() {
  LexiconOptions options;
  options.shipped_folder = VERBATIM_SOURCE_DIR "/tests/support/lexicons";
  auto loaded = load_lexicon(options);
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

}  // namespace verbatim::testing
