// Lexicons of other programs, written as a folder of ours that can be laid over the shipped one.
//
//   vader  token TAB mean TAB deviation [TAB ratings]      weights -4..4
//   afinn  word TAB whole number                           weights -5..5
//   liwc   .dic: categories between two lines of '%', then words with the numbers of their categories
//   csv    word and weight in two columns                  scale guessed, or told
//
// What the file holds decides, not its name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

enum class ForeignFormat : std::uint8_t { vader, afinn, liwc, csv };

// "vader", "afinn", "liwc", "csv".
std::string_view name(ForeignFormat format);

// The worst and the best weight that the file can hold; mapped in a straight line to -4 and 4.
struct WeightScale {
  double worst = -4;
  double best = 4;
};

struct ImportOptions {
  std::string file;
  std::string name;                     // of the files written; empty: from the file's name
  std::optional<ForeignFormat> format;  // none: recognised
  std::optional<WeightScale> scale;     // none: that of the format, or guessed
  std::string language = "en";
};

struct ImportNote {
  std::uint64_t line = 0;
  std::string entry;
  std::string what;  // "written as 'lol'", "holds no word"
};

struct ImportedFile {
  std::string name;  // within the folder
  std::string json;
};

struct ImportedLexicon {
  ForeignFormat format = ForeignFormat::csv;
  std::vector<std::string> evidence;  // how it was recognised and what its scale is, a sentence each
  std::size_t entries = 0;            // read in the file
  std::size_t terms = 0;
  std::size_t emoticons = 0;
  std::size_t emoji = 0;
  std::size_t themes = 0;
  std::size_t theme_terms = 0;
  std::vector<ImportNote> changed;   // taken, but not as it stood; in file order
  std::vector<ImportNote> left_out;  // in file order
  std::vector<ImportedFile> files;
};

// Reads the text of a file. Errors: Fault::bad_input with the line, if it is none of the formats (the message
// names what it is), is not UTF-8, or holds nothing that can be taken.
Result<ImportedLexicon> import_lexicon(std::string_view text, const ImportOptions& options);

// The same from options.file.
Result<ImportedLexicon> load_foreign_lexicon(const ImportOptions& options);

// Writes the files into `folder`, which is made if it is not there. Nothing is ever overwritten: if one of
// the files exists, none is written. Errors: Fault::bad_output.
Result<void> write_imported(const ImportedLexicon& imported, const std::string& folder);

}  // namespace verbatim
