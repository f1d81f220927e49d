// What a worker keeps of a record whose customer is known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/customer_record.h"
#include "drivers/run_tally.h"
#include "drivers/theme_rollup.h"
#include "pipeline/customer_text.h"
#include "pipeline/identity.h"
#include "pipeline/run_context.h"
#include "verbatim/signal.h"

namespace verbatim {

// Of a block. The records' `text` counts from the beginning of `texts`.
struct BlockCustomers {
  std::vector<CustomerRecord> records;
  std::string texts;
  std::uint64_t keyless = 0;  // records without a key
};

// Equal for equal keys.
CustomerKey customer_key(std::string_view customer);

// Which scores of the run speak of customers; -1: none does.
struct CustomerScores {
  int score = -1;  // the first that has ends and is no event: it says what is bad
  int event = -1;  // the first event: its bad end says who left

  explicit CustomerScores(std::span<const ScoreMeaning> meanings);
};

class CustomerReader {
 public:
  // `context` must outlive the reader.
  explicit CustomerReader(const RunContext& context);

  // A record that is analysed, or has no text to analyse. `customer` is trimmed; empty: nobody's. `texts` are
  // those that say something, as in RunTally::add.
  void add(std::string_view customer, std::string_view record_id, Ordinal ordinal, const UnitFacts& unit,
           std::span<const RecordText> texts, BlockCustomers& out);

  // A record that may not be read, since its writer does not want it: the customer is not called back for any
  // other one, either.
  static void add_opt_out(std::string_view customer, Ordinal ordinal, BlockCustomers& out);

 private:
  // What a callback would show.
  struct Cause {
    const RecordText* text = nullptr;
    ByteRange words;
    ByteRange clause;
    std::optional<ThemeId> theme;
  };
  static constexpr std::size_t kFlags = kCallbackReasons - 1;

  void add_scores(const UnitFacts& unit, CustomerRecord& record) const;
  void add_signals(std::span<const RecordText> texts, CustomerRecord& record) const;
  bool is_complaint(const ThemeMention& mention) const;
  std::optional<Cause> cause_of(const CustomerRecord& record, std::span<const RecordText> texts) const;
  Cause cause_of_words(const RecordText& text, ByteRange words, std::span<const RecordText> texts) const;
  static void cut(const Cause& cause, CustomerText& out);

  const RunContext& context_;
  CustomerScores scores_;
  ThemeTree tree_;
  ThemeRollup rollup_;
  std::array<std::optional<SignalId>, kFlags> flags_;  // by CallbackReason, where the lexicon has one
  std::optional<SignalId> opt_out_;
  std::vector<ThemeId> complaints_;
};

}  // namespace verbatim
