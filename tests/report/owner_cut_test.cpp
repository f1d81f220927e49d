#include "report/owner_cut.h"

#include <doctest/doctest.h>

#include "text/utf8.h"

namespace verbatim {
namespace {

Report sample() {
  Report report;
  for (const auto& [theme, owner] :
       {std::pair("wait", "Ann"), std::pair("staff", "Bob"), std::pair("price", "")}) {
    ThemeRow row;
    row.id = theme;
    row.owner = owner;
    report.themes.push_back(row);
    DriverRow driver;
    driver.theme = theme;
    driver.owner = owner;
    report.drivers.push_back(driver);
    Callback callback;
    callback.theme = theme;
    callback.owner = owner;
    report.callbacks.push_back(callback);
  }
  report.scores.emplace_back();
  report.ledger.analysed = 12;
  return report;
}

}  // namespace

TEST_CASE("owner_cut: only what is theirs, beside the scores and the ledger of the whole") {
  const Report cut = cut_for_owner(sample(), "Ann");
  CHECK(cut.owner == "Ann");
  REQUIRE(cut.drivers.size() == 1);
  CHECK(cut.drivers[0].theme == "wait");
  REQUIRE(cut.themes.size() == 1);
  REQUIRE(cut.callbacks.size() == 1);
  CHECK(cut.callbacks[0].theme == "wait");
  CHECK(cut.scores.size() == 1);
  CHECK(cut.ledger.analysed == 12);
}

TEST_CASE("owner_cut: folder names that every system holds, and no two the same") {
  CHECK(owner_folders({"Ann", "Call centre", "a/b", "a\\b", "..", ".hidden", "x.", "ANN", "", "-rf",
                       "a\nb"}) == std::vector<std::string>{"Ann", "Call centre", "a_b", "a_b_2", "__",
                                                            "_hidden", "x_", "ANN_2", "_", "_rf", "a_b_3"});
  std::string long_name;
  for (int i = 0; i < 100; ++i) long_name += "\xC3\xA9";
  const std::string cut = owner_folders({long_name + "x"}).front();
  CHECK(cut.size() == 100);
  CHECK(is_valid_utf8(cut));
}

}  // namespace verbatim
