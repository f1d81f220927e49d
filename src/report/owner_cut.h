// The report of one owner: what is about their themes. Scores, ledger and everything else that is of no theme
// stay as in the whole, so that both reports agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

// REQUIRES: the report's owners are named.
Report cut_for_owner(const Report& report, std::string_view owner);

// A folder for each owner: the name with what no folder may hold or hides replaced by "_", at most 100 bytes,
// and a number behind those that are then the same, letter case aside.
std::vector<std::string> owner_folders(const std::vector<std::string>& owners);

}  // namespace verbatim
