#include "text/case_fold.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("case_fold: letter case and white space make no difference") {
  CHECK(folded_label("  Late\u00A0 FLIGHT\r\n") == "late flight");
  CHECK(folded_label("\uFEFFÄRGER") == folded_label("ärger"));
  CHECK(folded_label(" \t") == "");
  CHECK(folded_label("a\xFF") == "a\uFFFD");
}

}  // namespace
}  // namespace verbatim
