#include "pipeline/preset_roles.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace verbatim {
namespace {

using Names = std::vector<std::string>;

const Names kTrustpilot = {"Review Id", "Review Created (UTC)", "Review Stars", "Review Title",
                           "Review Content"};
const Names kPlay = {"Package Name", "Star Rating", "Review Title", "Review Text", "Review Link"};

InputPlan input_of(const std::string& path, const Names& columns) {
  InputPlan input;
  input.path = path;
  input.detection.columns = columns;
  return input;
}

struct Asked {
  std::vector<InputPlan> inputs;
  AnalyzeOptions options;

  Result<PresetRoles> result() {
    return preset_roles(options, inputs, [](const InputPlan&) { return PresetRows(); });
  }
  PresetRoles roles() {
    auto found = result();
    if (!found) FAIL(found.error().message);
    return std::move(*found);
  }
};

TEST_CASE("preset_roles: what the preset says of the columns is told in one sentence") {
  Asked asked{{input_of("a.csv", kTrustpilot)}, {}};
  const PresetRoles roles = asked.roles();
  CHECK(asked.inputs[0].detection.preset == "Trustpilot");
  CHECK(roles.text == Names{"Review Title", "Review Content"});
  CHECK(roles.id == "Review Id");
  CHECK(roles.date == "Review Created (UTC)");
  CHECK(roles.scores == Names{"stars=Review Stars:stars5"});
  CHECK(
      roles.evidence ==
      Names{"preset: a.csv looks like a Trustpilot export (columns Review Id, Review Stars, Review Content): "
            "comments from 'Review Title' and 'Review Content', id 'Review Id', score "
            "stars=Review Stars:stars5, date 'Review Created (UTC)' (UTC); --preset none to do without"});
}

TEST_CASE("preset_roles: what an option gives is not said to be the preset's") {
  Asked asked{{input_of("a.csv", kTrustpilot)}, {}};
  asked.options.text_columns = {"Review Content"};
  asked.options.scores = {"s=Review Stars:stars5"};
  const PresetRoles roles = asked.roles();
  REQUIRE(roles.evidence.size() == 1);
  CHECK(roles.evidence[0].find("comments from") == std::string::npos);
  CHECK(roles.evidence[0].find("score ") == std::string::npos);
  CHECK(roles.evidence[0].find("id 'Review Id'") != std::string::npos);
}

TEST_CASE("preset_roles: many files of one source are one sentence") {
  Asked asked{{input_of("a.csv", kPlay), input_of("b.csv", kPlay), input_of("c.csv", kPlay)}, {}};
  const PresetRoles roles = asked.roles();
  REQUIRE(roles.evidence.size() == 1);
  CHECK(roles.evidence[0].starts_with("preset: a.csv and 2 more look like Google Play exports (columns "));
  CHECK(roles.warnings.empty());
}

TEST_CASE("preset_roles: files of two sources share roles, scores get names of their own") {
  Asked asked{{input_of("a.csv", kTrustpilot), input_of("b.csv", kPlay)}, {}};
  const PresetRoles roles = asked.roles();
  CHECK(roles.text == Names{"Review Title", "Review Content", "Review Text"});
  CHECK(roles.scores == Names{"stars=Review Stars:stars5", "stars_2=Star Rating:stars5"});
  REQUIRE(roles.warnings.size() == 1);
  CHECK(roles.warnings[0].find("'Review Id'; analyse each kind by itself") != std::string::npos);
}

TEST_CASE("preset_roles: none is none, and a name that does not fit is an error") {
  Asked asked{{input_of("a.csv", kTrustpilot)}, {}};
  asked.options.preset = "none";
  CHECK(asked.roles().text.empty());
  CHECK(asked.inputs[0].detection.preset.empty());
  asked.options.preset = "Reddit";
  const auto misfit = asked.result();
  REQUIRE(!misfit);
  CHECK(misfit.error().fault == Fault::usage);
  CHECK(misfit.error().place.file == "a.csv");
  CHECK(misfit.error().message ==
        "--preset Reddit: the file has none of its columns (subreddit, created_utc, selftext or body); leave "
        "--preset out, or name the export that it is");
}

TEST_CASE("preset_roles: a preset that is asked for takes what is there of it") {
  Asked asked{{input_of("a.csv", {"Review Title", "Review Content", "Stars"})}, {}};
  CHECK(asked.roles().text.empty());
  asked.options.preset = "trustpilot";
  const PresetRoles roles = asked.roles();
  CHECK(roles.text == Names{"Review Title", "Review Content"});
  CHECK(roles.evidence[0].starts_with("preset: a.csv is read as Trustpilot: comments from "));
}

TEST_CASE("preset_roles: a score's column that could be taken for two is given by its number") {
  CHECK(typed_score("nps", {"id", "0..10"}, 1, "nps") == "nps=#2:nps");
  CHECK(typed_score("nps", {"id", "How likely: 0-10"}, 1, "nps") == "nps=How likely: 0-10:nps");
  std::set<std::string> taken;
  CHECK(score_name_of("ces5:easy", taken) == "ces");
  CHECK(score_name_of("ces7:hard", taken) == "ces_2");
}

TEST_CASE("preset_roles: a joined export gives the scores that it is known for") {
  const Names tickets = {"Id", "Subject", "Satisfaction Score", "Full resolution time in minutes"};
  AnalyzeOptions options;
  const std::vector<ScoreGuess> guesses = guess_joined_scores(options, tickets, {});
  REQUIRE(guesses.size() == 2);
  CHECK(guesses[0].column == 2);
  CHECK(guesses[0].kind == "csat2");
  CHECK(guesses[0].reason == "as Zendesk tickets writes it");
  CHECK(guesses[1].kind == "ttr:min");
  options.preset = "none";
  CHECK(guess_joined_scores(options, tickets, {}).empty());
}

}  // namespace
}  // namespace verbatim
