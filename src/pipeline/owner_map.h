// Who answers for which theme: --owners FILE, a table with the columns theme and owner, or a JSON object.
//
//   theme,owner
//   wait,Ann
//   wait.hold,Call centre      what is below wait and has no owner of its own is Ann's
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "input/input_store.h"
#include "verbatim/error.h"
#include "verbatim/lexicon.h"
#include "verbatim/report.h"

namespace verbatim {

class OwnerMap {
 public:
  // Nobody owns anything.
  OwnerMap() = default;

  // All problems are told: themes that the lexicon does not have, with the nearest one, themes that stand
  // twice, rows without an owner. Errors: Fault::usage with the file's line; Fault::bad_input if it cannot be
  // read.
  static Checked<OwnerMap> load(const std::string& path, const Lexicon& lexicon, InputStore& store);

  bool is_set() const { return !path_.empty(); }
  // Empty for a theme that nobody owns.
  std::string owner_of(std::string_view theme) const;
  // By name, each once.
  std::vector<std::string> owners() const;
  // The owners that are meant by --owner: `all`, or names, letter case aside. Errors: Fault::usage for a name
  // that the file does not have.
  Result<std::vector<std::string>> chosen(const std::vector<std::string>& names) const;

  // Fills in whose themes the report's drivers, themes, callbacks and alerts are; one warning names the
  // complaints that nobody owns.
  void name_owners(Report& report) const;

 private:
  std::string path_;
  std::map<std::string, std::string, std::less<>> by_theme_;
};

}  // namespace verbatim
