#include "text/edit_distance.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace verbatim {
namespace {

TEST_CASE("edit_distance: changes, gaps, and neighbours that swapped") {
  CHECK(edit_distance("comment", "comment") == 0);
  CHECK(edit_distance("comment", "coment") == 1);
  CHECK(edit_distance("comment", "comemnt") == 1);
  CHECK(edit_distance("comment", "remark") == 6);
  CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("edit_distance: the nearest of some names, or none that is like it") {
  const std::vector<std::string_view> names = {"support", "use", "billing"};
  CHECK(nearest_name("suport", names) == "support");
  CHECK(nearest_name("biling", names) == "billing");
  CHECK(nearest_name("advocacy", names).empty());
  CHECK(nearest_name("", names).empty());
  CHECK(nearest_name("use", {}).empty());
  CHECK(nearest_name(std::string(1'000'000, 'x'), names).empty());
}

}  // namespace
}  // namespace verbatim
