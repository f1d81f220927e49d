// From what the user named (files, folders, patterns, archives) to the inputs of a run, each a table of its
// own. Only the names and the first bytes are looked at.
#pragma once

#include <string>
#include <vector>

#include "input/input_store.h"
#include "verbatim/error.h"

namespace verbatim {

struct InputList {
  std::vector<std::string> paths;     // sorted; a member of an archive is "archive.zip/member.csv"
  std::vector<std::string> left_out;  // "FILE: left out: why": found in a folder or an archive, and no table
  std::vector<std::string> reports;   // the same, of earlier reports
  Errors errors;                      // Fault::bad_input or Fault::usage: of names that stand for nothing
};

// A folder stands for all files below it, but hidden ones, earlier reports and what is no text; links to
// folders are not followed. A pattern (*, ?, [a-z]) stands for the files that it matches, if no file has that
// very name. A zip or tar archive, packed or not, stands for its members, but an XLSX workbook for itself.
// What is named outright is an input whatever it holds, so that its reader can say what is wrong with it.
// `store` knows the members afterwards. A name that stands for nothing does not keep the others from being
// looked at.
InputList expand_inputs(const std::vector<std::string>& named, InputStore& store);

}  // namespace verbatim
