#include "input/column_words.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("column_words: names are words, however they are put together") {
  CHECK(column_words("DistributionChannel") == " distribution channel ");
  CHECK(column_words("distribution_channel (code)") == " distribution channel code ");
  CHECK(column_words("Opt-Out?") == " opt out ");
  CHECK(column_words("author.public_metrics") == " author public metrics ");
  CHECK(column_words("GDPR consent") == " gdpr consent ");
  CHECK(column_words("  ") == " ");
  CHECK(column_words("Veröffentlicht") == " veröffentlicht ");
}
