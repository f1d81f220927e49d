// Alerts: rules that are held against a report's facts, and what fires.
//
// Without a rules file, and with --period, these are watched in the latest period: changes of shares and
// scores, the number of records, new phrases, and comments that disagree with their scores. Each of the four
// is made to fire in no more than about 1 of 100 periods in which nothing happens:
//   change      moved against the period before (q < alpha / 2 over all shares, or all scores), or a dated
//               change that begins in this period or the one before (q < alpha / 2), alpha = .05;
//   volume      records of the latest whole period against the up to 12 before it, of which there must be 6:
//               t = (x - mean) / (s sqrt(1 + 1 / k)) with k - 1 degrees of freedom, p < .01 and by 30 % or
//               more;
//   new-phrase  in a sample of 1,000 comments of the period against as many of each of the six before: G2 of
//               24 or more (chi-squared, p < 10^-6: phrases are many), in 10 comments or more, and at least
//               three times as common;
//   conflict    share of the analysed against all periods before, two-proportion p < .01.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

struct AlertRule {
  AlertKind kind = AlertKind::threshold;
  std::string id;
  std::string theme;            // empty: any (change), or none (threshold of a score)
  std::string score;            // empty: any, or none
  std::string segment;          // "region=North"; empty: everywhere
  std::optional<double> above;  // threshold: share in percent or score; volume: ratio to the mean before
  std::optional<double> below;
  bool is_sure = false;             // threshold: only if the whole 95 % interval is beyond it
  std::uint64_t min_comments = 30;  // new-phrase: 10
  double alpha = 0.05;              // of change; of the others see above
  double min_change = 0;            // change: percentage points, or points of the score
  bool only_worse = true;           // change: not what got better
};

// The program's own: change, volume, new-phrase, conflict.
std::vector<AlertRule> own_alert_rules();

// What fires, the gravest first: thresholds, changes by q, conflicts, volume, new phrases. `fresh` are the
// phrases that stand out in the latest period.
std::vector<Alert> find_alerts(const Report& report, std::span<const AlertRule> rules,
                               std::span<const KeyPhrase> fresh);

}  // namespace verbatim
