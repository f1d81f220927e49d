#include "lexicon/inflection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lexicon/lexicon_source.h"

namespace verbatim {
namespace {

using Forms = std::vector<std::string>;

LexiconSource shipped_source() {
  LexiconOptions options;
  options.shipped_folder = VERBATIM_SOURCE_DIR "/lexicons";
  options.no_packs = true;
  return read_lexicon_source(options);
}

}  // namespace

TEST_CASE("inflection: a word without rules is itself") {
  CHECK(Inflections().forms_of("wait") == Forms{"wait"});
}

TEST_CASE("inflection: suffix rules drop and add, exceptions are left out, forms come once") {
  Inflections inflections;
  inflections.add_rule({"", {"e"}, 0, {"s", "ed"}});
  inflections.add_rule({"e", {}, 1, {"ing", "ed"}});
  inflections.add_rule({"", {}, 0, {"s"}});
  CHECK(inflections.forms_of("wait") == Forms{"wait", "waits", "waited"});
  CHECK(inflections.forms_of("close") == Forms{"close", "closing", "closed", "closes"});
}

TEST_CASE("inflection: a rule never eats the whole word") {
  Inflections inflections;
  inflections.add_rule({"e", {}, 1, {"ing"}});
  CHECK(inflections.forms_of("e") == Forms{"e"});
}

TEST_CASE("inflection: irregular groups add to the rules") {
  Inflections inflections;
  inflections.add_rule({"", {}, 0, {"s"}});
  inflections.add_irregular("pay", {"paid", "pays"});
  CHECK(inflections.forms_of("pay") == Forms{"pay", "pays", "paid"});
}

TEST_CASE("inflection: a short word doubles its last letter") {
  Inflections inflections;
  inflections.set_doubling({"ed"}, "pg");
  CHECK(inflections.forms_of("stop") == Forms{"stop", "stopped"});
  CHECK(inflections.forms_of("open") == Forms{"open"});  // two vowels
  CHECK(inflections.forms_of("keep") == Forms{"keep"});
  CHECK(inflections.forms_of("bus") == Forms{"bus"});
}

TEST_CASE("inflection: the shipped rules know the customers' words") {
  const LexiconSource source = shipped_source();
  struct Row {
    std::string base;
    Forms wanted;
  };
  const std::vector<Row> rows = {
      {"wait", {"waits", "waited", "waiting"}},
      {"slow", {"slower", "slowest", "slowly", "slowed"}},
      {"queue", {"queues", "queued", "queuing"}},
      {"delay", {"delays", "delayed", "delaying"}},
      {"apology", {"apologies"}},
      {"terrible", {"terribly"}},
      {"pay", {"paid", "paying"}},
      {"take", {"took", "taken", "taking"}},
      {"big", {"bigger", "biggest"}},
      {"rude", {"ruder", "rudely"}},
      {"miss", {"missed", "missing", "misses"}},
      {"speak", {"spoke", "spoken"}},
  };
  for (const Row& row : rows) {
    const Forms forms = source.inflections.forms_of(row.base);
    for (const std::string& form : row.wanted) {
      CAPTURE(row.base);
      CAPTURE(form);
      CHECK(std::find(forms.begin(), forms.end(), form) != forms.end());
    }
  }
}

}  // namespace verbatim
