// The records of all customers, put in order customer by customer. They come in any order and wait in memory
// up to a limit and on disk beyond it, so that a customer's opt-out counts wherever it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "drivers/customer_tally.h"
#include "pipeline/customer_reader.h"
#include "pipeline/run_context.h"
#include "pipeline/spilled_records.h"
#include "pipeline/spooled_text.h"
#include "verbatim/customers.h"
#include "verbatim/error.h"

namespace verbatim {

struct CustomerFindings {
  CustomerSummary summary;
  std::vector<Callback> callbacks;  // the most urgent first; owners are not named
};

class CustomerTable {
 public:
  explicit CustomerTable(std::size_t memory_bytes = std::size_t{48} << 20) : records_(memory_bytes) {}

  // Errors: Fault::bad_output when a temporary file cannot be written.
  Result<void> add(const BlockCustomers& block);
  // The table is empty afterwards. `sources` names the inputs by index.
  Result<CustomerFindings> finish(const RunContext& context, std::span<const std::string> sources);

 private:
  CustomerShape shape_of(const RunContext& context) const;

  SpilledRecords<CustomerRecord> records_;
  SpooledText texts_;
  std::map<std::int32_t, std::uint64_t> days_;  // records by day
  std::uint64_t dated_ = 0;
  std::uint64_t keyless_ = 0;
};

// The latest day with at least one of a thousand records on it or behind it. REQUIRES: `records` is their
// sum.
std::int32_t last_day(const std::map<std::int32_t, std::uint64_t>& days, std::uint64_t records);

}  // namespace verbatim
