#include "verbatim/score.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("score: each kind has the name that is typed and the unit that is printed") {
  struct Case {
    ScoreMeaning meaning;
    std::string_view kind;
    std::string_view unit;
  };
  const Case cases[] = {
      {{ScoreKind::nps, TimeUnit::none, false}, "nps", "NPS points"},
      {{ScoreKind::nps, TimeUnit::none, true}, "nps:low", "NPS points"},
      {{ScoreKind::nps_group, TimeUnit::none, false}, "nps-group", "NPS points"},
      {{ScoreKind::csat5, TimeUnit::none, false}, "csat5", "CSAT %"},
      {{ScoreKind::csat5, TimeUnit::none, false, true}, "csat5:reversed", "CSAT %"},
      {{ScoreKind::csat7, TimeUnit::none, false}, "csat7", "CSAT %"},
      {{ScoreKind::csat2, TimeUnit::none, false}, "csat2", "CSAT %"},
      {{ScoreKind::ces7, TimeUnit::none, false}, "ces7:easy", "CES points"},
      {{ScoreKind::ces7, TimeUnit::none, true}, "ces7:hard", "CES points"},
      {{ScoreKind::ces5, TimeUnit::none, false}, "ces5:easy", "CES points"},
      {{ScoreKind::ces5, TimeUnit::none, true}, "ces5:hard", "CES points"},
      {{ScoreKind::stars5, TimeUnit::none, false}, "stars5", "stars"},
      {{ScoreKind::faces5, TimeUnit::none, false}, "faces5", "points"},
      {{ScoreKind::rating10, TimeUnit::none, true}, "rating10:low", "points"},
      {{ScoreKind::number, TimeUnit::none, true}, "number:low", "points"},
      {{ScoreKind::ttr, TimeUnit::second, true}, "ttr:s", "seconds"},
      {{ScoreKind::ttr, TimeUnit::minute, true}, "ttr:min", "minutes"},
      {{ScoreKind::ttr, TimeUnit::hour, true}, "ttr:h", "hours"},
      {{ScoreKind::ttr, TimeUnit::day, true}, "ttr:d", "days"},
      {{ScoreKind::ttr, TimeUnit::business_hour, true}, "ttr:bh", "business hours"},
      {{ScoreKind::delay, TimeUnit::day, true}, "delay:d", "days"},
      {{ScoreKind::delay, TimeUnit::hour, true}, "delay:h", "hours"},
      {{ScoreKind::event, TimeUnit::none, true}, "event", "% yes"},
  };
  for (const Case& c : cases) {
    CHECK(kind_name(c.meaning) == c.kind);
    CHECK(unit_name(c.meaning) == c.unit);
  }
}
