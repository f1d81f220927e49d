// What a rule is without its NOT and EXCEPT: what `verbatim try` looks for near misses with.
#include "lexicon/rule_tree.h"

#include <doctest/doctest.h>

#include <string>

#include "lexicon/rule_text.h"

namespace verbatim {

TEST_CASE("rule_tree: without what bars, wherever it stands") {
  const auto bare = [](std::string_view rule) {
    const auto read = read_rule_text(rule);
    REQUIRE(read);
    return to_text(without_bars(read->tree));
  };
  CHECK(bare("a") == "a");
  CHECK(bare("a EXCEPT b") == "a");
  CHECK(bare("a NEAR/2 (b EXCEPT c)") == "a NEAR/2 b");
  CHECK(bare("a AND/SENTENCE (b EXCEPT c) NOT d") == "a AND/SENTENCE b");
  CHECK(bare("(a NOT b) OR (c NOT d)") == "a OR c");
  CHECK(bare("a NOT b MATCHING /x/") == "a");
}

}  // namespace verbatim
