// Everything that is frozen before the first row is analysed. Workers share it as const.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/run_tally.h"
#include "drivers/theme_rollup.h"
#include "pipeline/identity.h"
#include "pipeline/plan.h"
#include "pipeline/repost.h"
#include "report/redact.h"
#include "scores/join_table.h"
#include "verbatim/analyzer.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"

namespace verbatim {

// A column as a worker needs it: where to look in one input.
struct ColumnPlace {
  int join = -1;
  int index = -1;  // in the input's record, or the slot of the join; -1: this input does not have it
};

// The places of one input.
struct InputColumns {
  std::vector<ColumnPlace> text;
  std::vector<std::string> asked;  // by text column: its header, if that is worded as a question; else empty
  ColumnPlace id;
  ColumnPlace date;
  ColumnPlace customer;
  std::vector<ColumnPlace> segments;
  ColumnPlace stage;
  ColumnPlace benchmark;
  std::vector<ColumnPlace> events;
  ColumnPlace question;
  ColumnPlace cluster;
  ColumnPlace weight;
  ColumnPlace adjust;
  std::vector<ColumnPlace> scores;  // and where a span ends:
  std::vector<ColumnPlace> score_ends;
  std::vector<ColumnPlace> where;
  std::vector<ColumnPlace> keep;
  std::vector<std::vector<ColumnPlace>> join_keys;  // by join: the columns of its key
  std::vector<ColumnPlace> row_rules;
  ColumnPlace author;
  ColumnPlace reach;
};

struct RunContext {
  const AnalyzeOptions& options;
  const Plan& plan;
  const Lexicon& lexicon;
  Analyzer analyzer;
  Redactor redactor;
  std::vector<InputColumns> inputs;
  std::vector<JoinTable> joins;
  std::vector<DriverTheme> themes;
  std::vector<ScoreMeaning> meanings;
  std::vector<SliceEvent> events;
  AreaLayout areas;
  Repeats repeats;
  Reposts reposts;

  // Whether posts, authors and reach are counted beside comments.
  bool counts_posts() const { return plan.folds_reposts || plan.author.is_set() || plan.reach.is_set(); }

  bool needs_dates() const {
    return options.period != PeriodUnit::none || !plan.events.empty() || plan.customer.is_set();
  }

  // What a worker's tally is made of, and the run's.
  RunTallyShape tally_shape(bool is_whole) const;

  RunContext(const AnalyzeOptions& run_options, const Plan& run_plan, const Lexicon& run_lexicon);
};

}  // namespace verbatim
