#include "pipeline/owner_map.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"
#include "support/small_lexicon.h"

namespace verbatim {
namespace {

Checked<OwnerMap> load(const std::string& bytes) {
  static const Lexicon lexicon = testing::small_lexicon();
  const ScratchFolder folder;
  InputStore store;
  return OwnerMap::load(folder.put("owners", bytes), lexicon, store);
}

// The messages with their lines: "3: there is no theme ...".
std::vector<std::string> problems_of(const std::string& bytes) {
  std::vector<std::string> out;
  const auto map = load(bytes);
  if (map) return out;
  for (const Error& error : map.error()) {
    CHECK(error.fault == Fault::usage);
    out.push_back(std::to_string(error.place.line) + ": " + error.message);
  }
  return out;
}

TEST_CASE("owner_map: an owner answers for what is below a theme, unless that has its own") {
  for (const char* bytes : {"theme,owner\nwait,Ann\nstaff,Bob\nstaff.attitude,Cleo\n",
                            "Owner;Note;Theme\nAnn;x;wait\nBob;;staff\nCleo;;staff.attitude\n",
                            R"({"wait": "Ann", "staff": "Bob", "staff.attitude": " Cleo "})"}) {
    CAPTURE(bytes);
    const auto map = load(bytes);
    REQUIRE(map.has_value());
    CHECK(map->owner_of("wait") == "Ann");
    CHECK(map->owner_of("wait.hold") == "Ann");
    CHECK(map->owner_of("staff") == "Bob");
    CHECK(map->owner_of("staff.attitude") == "Cleo");
    CHECK(map->owner_of("general").empty());
    CHECK(map->owner_of("").empty());
    CHECK(map->owners() == std::vector<std::string>{"Ann", "Bob", "Cleo"});
  }
}

TEST_CASE("owner_map: every problem is told with its line") {
  CHECK(problems_of("theme,owner\nwiat,Ann\nwait,\nstaff,Bob\nstaff,Cleo\n") ==
        std::vector<std::string>{"2: there is no theme 'wiat'; the nearest is 'wait'",
                                 "3: theme 'wait' has no owner here; name one, or take the row out",
                                 "5: theme 'staff' stands twice, first in line 4; keep one of them"});
  CHECK(problems_of("a,b\nwait,Ann\n").size() == 1);
  CHECK(problems_of("theme,owner\n").size() == 1);
  CHECK(problems_of("{\"wait\": 3}").size() == 1);
  CHECK(problems_of("{\"wait\": \"Ann\",\n\"wait\": \"Bob\"}") ==
        std::vector<std::string>{"2: theme 'wait' stands twice, first in line 1; keep one of them"});
  CHECK(problems_of("{\"wait\": ").size() == 1);
}

TEST_CASE("owner_map: --owner takes names, letter case aside, or all") {
  const auto map = load("theme,owner\nwait,Ann\nstaff,Bob\n");
  REQUIRE(map.has_value());
  CHECK(*map->chosen({"all"}) == std::vector<std::string>{"Ann", "Bob"});
  CHECK(*map->chosen({"bob", "BOB"}) == std::vector<std::string>{"Bob"});
  CHECK(map->chosen({})->empty());
  const auto unknown = map->chosen({"Zoe"});
  REQUIRE(!unknown);
  CHECK(unknown.error().fault == Fault::usage);
  CHECK(unknown.error().message.find("Ann, Bob") != std::string::npos);
}

TEST_CASE("owner_map: one warning names the complaints that nobody owns") {
  const auto map = load("theme,owner\nwait,Ann\n");
  REQUIRE(map.has_value());
  Report report;
  for (const char* theme : {"wait.hold", "staff", "staff"}) {
    DriverRow driver;
    driver.theme = theme;
    report.drivers.push_back(driver);
  }
  report.callbacks.emplace_back().theme = "wait";
  map->name_owners(report);
  CHECK(report.drivers[0].owner == "Ann");
  CHECK(report.drivers[1].owner.empty());
  CHECK(report.callbacks[0].owner == "Ann");
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].ends_with(": 1 (staff)"));
  Report untouched;
  untouched.drivers.emplace_back();
  OwnerMap().name_owners(untouched);
  CHECK(untouched.warnings.empty());
}

}  // namespace
}  // namespace verbatim
