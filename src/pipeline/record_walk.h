// Visits a file's records one after the other, for what is decided or looked up before or after the analysis.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "input/csv_record.h"
#include "input/csv_sniffer.h"
#include "input/input_store.h"
#include "verbatim/error.h"

namespace verbatim {

// Returns false to stop. The record's views live until the visit returns.
using RecordVisit = std::function<bool(const CsvRecord&)>;

// Visits every record in file order, rejected ones and blank lines, too, of the blocks that begin within the
// first `bytes` bytes. Errors: Fault::bad_input with the file's name.
Result<void> walk_records(InputStore& store, const std::string& path, const CsvDetection& detection,
                          const RecordVisit& visit,
                          std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max());

}  // namespace verbatim
