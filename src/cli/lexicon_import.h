// verbatim lexicon import: a subcommand of `lexicon`.
#pragma once

#include "cli/command.h"

namespace verbatim::cli {

Command add_lexicon_import(CLI::App& lexicon);

}  // namespace verbatim::cli
