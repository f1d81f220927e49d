// The last step of the drivers: from the merged tally to the rows of the report, in their order.
//
// Direction. `impact` is score(all) - score(others) in the figure's own points, whatever end is good. A
// complaint driver *hurts* by -impact where a high figure is good and by +impact where a low one is (minutes,
// effort, churn; see is_low_figure_good); a praise driver *helps* by the opposite. Rows are ranked by that
// strength, the strongest first, so rank 1 of the complaints is what hurts most for every kind of score. A
// complaint driver whose records score better than the others has a strength below zero and ranks behind the
// rest.
//
// Which rows are ranked: leaves (a parent's unspecified mentions among them) that are not general and have 30
// records or more with the score. q is Benjamini-Hochberg over exactly these leaves of one score, complaints
// and praise together; the impact's p and the severity's p are a family each. Parents, general rows and
// leaves of 10 to 29 records are listed with p but without q and rank; below 10 there is no row.
//
// Severity compares the figure of the cell's records with that of the records that complain of other things
// and not of this (praise: that praise other things): see figure_difference.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/driver_figures.h"
#include "drivers/driver_tally.h"
#include "drivers/quote_sample.h"
#include "drivers/reach_tally.h"
#include "drivers/strata_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/report.h"

namespace verbatim {

struct DriverTableOptions {
  // Several records may be one customer's: errors of the leaves are by cluster (delete-a-group jackknife),
  // and rows that are no leaves have no interval.
  bool is_clustered = false;
  const StrataTally* strata = nullptr;  // of --adjust
  const ReachTally* reach = nullptr;    // of posts
};

// A row per theme, kind and score, score by score in the order given, complaints before praise; within these
// the ranked leaves, leaves too few to rank, parents, general themes, each by strength, then comments, then
// id. `share` is of the analysed records that have the score, 0..1; score_with, score_without (all the others
// among these), impact and severity are in printed points. A field is empty where its formula has no value
// (nobody scored, nobody else complains, a spoiled mean).
//
// Without any score there is one set with an empty `score`, of all analysed records, ranked by share x mean
// sentiment of the cell's records (complaints: the most negative first); impact, severity, p and q are empty.
//
// With a reach tally each row has its posts, authors and reach, over all analysed records.
//
// REQUIRES: `themes` and `score_names` are those the tally was made for; the sample is of the same tree, and
// `sources` names its inputs by index.
//
// A tally with depth also gives the ranked rows their rank intervals (rank_bootstrap.h) and the ranked
// complaints their fair shares (fair_shares.h).
std::vector<DriverRow> make_driver_rows(const DriverTally& tally, std::span<const DriverTheme> themes,
                                        std::span<const std::string> score_names, const QuoteSample& sample,
                                        std::span<const std::string> sources,
                                        const DriverTableOptions& options = {});

// The ranked complaints of a score among the rows, in their order; of the rows without a score, if there is
// none.
std::vector<ThemeId> ranked_complaints(std::span<const DriverRow> rows, std::string_view score,
                                       std::span<const DriverTheme> themes);

// The whole tree by id, every theme with its counts, also those that nobody mentions.
std::vector<ThemeRow> make_theme_rows(const DriverTally& tally, std::span<const DriverTheme> themes);

}  // namespace verbatim
