// A lexicon file of another program, taken apart: what it is, and its lines as entries. What an entry means
// for us is not decided here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/lexicon_import.h"

namespace verbatim {

// "good TAB 1.9": a word as it stands and its weight, on the file's own scale.
struct ForeignEntry {
  std::uint64_t line = 0;
  std::string word;
  double weight = 0;
};

struct ForeignCategory {
  std::uint64_t line = 0;
  std::string id;
  std::string name;
};

// A word of a .dic file and the ids of its categories.
struct ForeignMember {
  std::uint64_t line = 0;
  std::string word;
  std::vector<std::string> categories;
};

struct ForeignLexicon {
  ForeignFormat format = ForeignFormat::csv;
  std::vector<ForeignEntry> entries;  // of all but liwc
  std::vector<ForeignCategory> categories;
  std::vector<ForeignMember> members;
  std::vector<ImportNote> unread;  // lines that are no entry
  std::string evidence;            // how it was recognised
};

// Errors: Fault::bad_input without a file name: not UTF-8, or another format, which the message names.
Result<ForeignLexicon> parse_foreign_lexicon(std::string_view text, std::optional<ForeignFormat> told);

}  // namespace verbatim
