#include "text/edit_distance.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("edit_distance: changes, gaps, and neighbours that swapped") {
  CHECK(edit_distance("comment", "comment") == 0);
  CHECK(edit_distance("comment", "coment") == 1);
  CHECK(edit_distance("comment", "comemnt") == 1);
  CHECK(edit_distance("comment", "remark") == 6);
  CHECK(edit_distance("", "abc") == 3);
}

}  // namespace
}  // namespace verbatim
