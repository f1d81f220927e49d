// Reads a record again whose quotes do not fit: one that is never closed, one too many, or quotes that were
// not doubled inside a quoted field.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "input/csv_dialect.h"

namespace verbatim {

// Splits `record` into exactly `width` fields. A field that begins with a quote is quoted, up to a quote that
// can close it, if the rest then fits; else the quote is text. Of several readings the one that is nearest to
// the rules of csv_lexer.h is taken. False, with `values` unspecified, if there is none, or if the record is
// too large to try.
bool mend_quotes(std::string_view record, const CsvDialect& dialect, std::size_t width,
                 std::vector<std::string>& values);

}  // namespace verbatim
