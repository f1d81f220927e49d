// A record as BlockWorker has read it, for commands that look at records one by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scores/join_table.h"
#include "verbatim/finding.h"
#include "verbatim/score.h"

namespace verbatim {

struct AnswerView {
  std::size_t column = 0;  // which of the plan's text columns
  std::string_view text;
  const Analysis* analysis = nullptr;  // nothing found in it where only cells are asked for
};

// The views live until the visit returns.
struct RecordView {
  std::uint32_t source = 0;  // index of the input
  std::uint64_t row = 0;
  std::uint64_t line = 0;
  std::string_view id;
  std::string_view question;
  std::span<const AnswerView> answers;               // those that are not empty, in the plan's order
  std::span<const std::string> cells;                // of the plan's kept columns, valid UTF-8
  std::span<const std::optional<JoinRow>> partners;  // by join
  std::span<const ScoreValue> scores;                // of the plan, in its order
};

// Called for each record that is neither passed over as a repeat nor filtered out, in input order within a
// block.
using RecordLook = std::function<void(const RecordView&)>;

}  // namespace verbatim
