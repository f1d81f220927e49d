#include "input/export_preset.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

using Names = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

std::string preset_of(const Names& columns) {
  const std::vector<ExportPreset> presets = export_presets();
  const PresetMatch match = match_preset(presets, columns);
  return match.preset == nullptr ? "none" : match.preset->name;
}

// What the preset of these columns says of them.
PresetColumns found_in(const Names& columns, const Rows& rows = {}) {
  const std::vector<ExportPreset> presets = export_presets();
  const PresetMatch match = match_preset(presets, columns);
  REQUIRE(match.preset != nullptr);
  return columns_of(*match.preset, columns, rows);
}

Names typed(const PresetColumns& found) {
  Names scores;
  for (const PresetScoreColumn& score : found.scores)
    scores.push_back(score.name + "=" + score.column + ":" + score.kind);
  return scores;
}

TEST_CASE("export_preset: each source is known by its columns") {
  CHECK(preset_of({"StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "Q2", "Q3"}) ==
        "Qualtrics CSV");
  CHECK(preset_of({"ResponseID", "ResponseSet", "Finished", "Q1"}) == "Qualtrics legacy CSV");
  CHECK(preset_of({"V1", "V2", "V3", "V10", "Q1"}) == "Qualtrics legacy CSV");
  CHECK(preset_of({"Respondent ID", "Collector ID", "Start Date", "Any question?"}) == "SurveyMonkey");
  CHECK(preset_of({"#", "Why?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"}) == "Typeform");
  CHECK(preset_of({"Timestamp", "What went well or badly?"}) == "Google Forms");
  CHECK(preset_of({"Zeitstempel", "Was hat Ihnen gefallen?"}) == "Google Forms");
  CHECK(preset_of({"request_id", "ext_interaction_id", "star_rating", "comments"}) ==
        "Medallia Agent Connect");
  CHECK(preset_of({"id", "survey_type", "score", "comment", "created_at"}) == "Delighted (API)");
  CHECK(preset_of({"Id", "Subject", "Satisfaction Score"}) == "Zendesk tickets");
  CHECK(preset_of({"id", "satisfaction_rating.score", "satisfaction_rating.comment"}) == "Zendesk API");
  CHECK(preset_of({"id", "score", "comment", "reason", "ticket_id"}) == "Zendesk API");
  CHECK(preset_of({"conversation_id", "message_id", "message_body"}) == "Intercom (messages)");
  CHECK(preset_of({"id", "conversation_rating.rating", "conversation_rating.remark"}) == "Intercom ratings");
  CHECK(preset_of({"Conversation ID", "Conversation rating", "Conversation remark"}) == "Intercom ratings");
  CHECK(preset_of({"Review ID", "Review Stars", "Review Title", "Review Content"}) == "Trustpilot");
  CHECK(preset_of({"Package Name", "Star Rating", "Review Title", "Review Text"}) == "Google Play");
  CHECK(preset_of({"id", "attributes.rating", "attributes.title", "attributes.body"}) == "App Store Connect");
  CHECK(preset_of({"Query Name", "Mention Id", "Full Text"}) == "Brandwatch");
  CHECK(preset_of({"Date", "Headline", "URL", "Opening Text", "Source"}) == "Meltwater");
  CHECK(preset_of({"url", "title", "content", "source_type", "extra_author_attributes.name"}) ==
        "Talkwalker");
  CHECK(preset_of({"Created Time", "Permalink", "Outbound Post ( Unified Analytics )"}) == "Sprinklr");
  CHECK(preset_of({"Date", "Post ID", "Network", "Post Type", "Post"}) == "Sprout Social");
  CHECK(preset_of({"Date", "Time", "Text snippet", "URL"}) == "YouScan/Brand24");
  CHECK(preset_of({"id", "text", "public_metrics.like_count"}) == "X API v2");
  CHECK(preset_of({"id", "subreddit", "created_utc", "title", "selftext"}) == "Reddit");
}

TEST_CASE("export_preset: a plain file is no export, though one of its columns is named alike") {
  CHECK(preset_of({"id", "date", "nps", "comment"}) == "none");
  CHECK(preset_of({"id", "text", "created_at", "author"}) == "none");
  CHECK(preset_of({"Timestamp", "value"}) == "none");                  // no question
  CHECK(preset_of({"id", "Timestamp", "What went well?"}) == "none");  // not the first column
  CHECK(preset_of({"Review Title", "Review Text", "Rating"}) == "none");
  CHECK(preset_of({"Query Name", "Full Text"}) == "none");
  CHECK(preset_of({}) == "none");
}

TEST_CASE("export_preset: letter case and blanks in names do not matter") {
  CHECK(preset_of({" review  id ", "REVIEW STARS", "review content"}) == "Trustpilot");
}

TEST_CASE("export_preset: a pattern is a name, a beginning or an end; the first alternative wins") {
  CHECK(find_by_pattern("b|a", {"A", "B"}) == 1);
  CHECK(find_by_pattern("c|a", {"A", "B"}) == 0);
  CHECK(find_by_pattern("public_metrics.*", {"id", "public_metrics.likes"}) == 1);
  CHECK(find_by_pattern("*_NPS_GROUP", {"Q2", "q2_nps_group"}) == 1);
  CHECK(find_by_pattern("*_NPS_GROUP", {"_NPS_GROUP"}) == -1);  // the star stands for something
  CHECK(find_by_pattern("Text", {"Review Text"}) == -1);
}

TEST_CASE("export_preset: title and body are the comment, and the stars its score") {
  const PresetColumns found = found_in({"Review Id", "Review Created (UTC)", "Review Stars", "Review Title",
                                        "Review Content", "Review Username"});
  CHECK(found.text == Names{"Review Title", "Review Content"});
  CHECK(found.id == "Review Id");
  CHECK(found.date == "Review Created (UTC)");
  CHECK(found.date_form == DateForm::utc);
  CHECK(typed(found) == Names{"stars=Review Stars:stars5"});
}

TEST_CASE("export_preset: of two columns for one thing the better is taken, not both") {
  CHECK(found_in({"URL", "Headline", "Hit Sentence", "Opening Text", "Document ID"}).text ==
        Names{"Headline", "Hit Sentence"});
  CHECK(found_in({"URL", "Headline", "Opening Text"}).id == "URL");
}

TEST_CASE("export_preset: open answers are found by their content, choices and the source's own are not") {
  const PresetColumns found = found_in(
      {"StartDate", "RecordedDate", "ResponseId", "Finished", "Status", "UserLanguage", "Q1", "Q3",
       "Q4_TEXT"},
      {{"d", "d", "R_1", "1", "a b c d", "EN", "In the large shop", "I waited an hour for nothing", ""},
       {"d", "d", "R_2", "1", "a b c e", "EN", "In the large shop", "Very kind and quick people", ""},
       {"d", "d", "R_3", "1", "a b c f", "EN", "In the large shop", "Too dear for what it is",
        "I wrote to them"}});
  CHECK(found.text == Names{"Q3", "Q4_TEXT"});
  CHECK(found.text_by_content);
}

TEST_CASE(
    "export_preset: a code for no answer is no answer, and short answers do where there are no others") {
  const Names columns = {"RecordedDate", "ResponseId", "Finished", "Q1", "Q2_TEXT"};
  CHECK(found_in(columns, {{"d", "R_1", "1", "North", "-99"},
                           {"d", "R_2", "1", "North", "I wrote a letter"},
                           {"d", "R_3", "1", "North", "-99"}})
            .text == Names{"Q2_TEXT"});
  CHECK(found_in(columns, {{"d", "R_1", "1", "North", "very good"}, {"d", "R_2", "1", "North", "too slow"}})
            .text == Names{"Q2_TEXT"});
}

TEST_CASE("export_preset: the NPS question is the one that Qualtrics made groups of") {
  CHECK(typed(found_in({"RecordedDate", "ResponseId", "Finished", "Q2_NPS_GROUP", "Q2", "Q3"})) ==
        Names{"nps=Q2:nps"});
  CHECK(typed(found_in({"RecordedDate", "ResponseId", "Finished", "(Group) Q4_NPS_GROUP", "Q4"})) ==
        Names{"nps=Q4:nps"});
}

TEST_CASE("export_preset: a survey's own questions that look like scores are scores") {
  const Rows rows = {{"1", "5", "2"}, {"2", "9", "1"}, {"3", "10", "3"}, {"4", "0", "2"}, {"5", "7", "2"}};
  CHECK(typed(found_in({"Respondent ID", "How likely would you recommend us?", "Collector ID"}, rows)) ==
        Names{"nps=How likely would you recommend us?:nps"});
}

TEST_CASE("export_preset: one kind of survey gives its score a meaning, a mixture does not") {
  const Names columns = {"id", "survey_type", "score", "comment", "created_at"};
  CHECK(typed(found_in(columns, {{"1", "nps", "9", "x", "1"}, {"2", "NPS", "3", "y", "2"}})) ==
        Names{"nps=score:nps"});
  CHECK(typed(found_in(columns, {{"1", "csat", "5", "x", "1"}})) == Names{"csat=score:csat5"});
  CHECK(typed(found_in(columns, {{"1", "nps", "9", "x", "1"}, {"2", "csat", "3", "y", "2"}})).empty());
}

TEST_CASE("export_preset: a date that is not there has no form") {
  const PresetColumns found = found_in({"subreddit", "created_utc", "body"});
  CHECK(found.date_form == DateForm::unix_seconds);
  const std::vector<ExportPreset> presets = export_presets();
  const auto reddit = find_preset(presets, "reddit");
  REQUIRE(reddit.has_value());
  CHECK(columns_of(**reddit, {"body"}, {}).date_form == DateForm::as_written);
}

TEST_CASE("export_preset: votes are no rating") {
  const PresetColumns found = found_in({"id", "subreddit", "created_utc", "title", "selftext", "score"});
  CHECK(found.scores.empty());
  CHECK(found.known == Names{"id", "created_utc", "score"});
}

TEST_CASE("export_preset: rows that are no answers are named by column and value") {
  const std::vector<PresetRowRule> rules =
      found_in({"Status", "RecordedDate", "ResponseId", "Finished", "Q3"}).row_rules;
  REQUIRE(rules.size() == 2);
  CHECK(rules[0] == PresetRowRule{"Status", {"Survey Preview", "Survey Test", "1", "2"}, "preview"});
  CHECK(rules[1] == PresetRowRule{"Finished", {"False", "0"}, "unfinished"});
}

TEST_CASE("export_preset: a preset is named freely, and an unknown name is told with all names") {
  const std::vector<ExportPreset> presets = export_presets();
  const auto name_of = [&](std::string_view typed_name) {
    const auto found = find_preset(presets, typed_name);
    return found ? (*found)->name : found.error().message;
  };
  CHECK(name_of("google play") == "Google Play");
  CHECK(name_of("GooglePlay") == "Google Play");
  CHECK(name_of("delighted") == "Delighted (API)");
  CHECK(name_of("Zendesk API") == "Zendesk API");
  CHECK(name_of("zendesk") == "--preset: 'zendesk' may be Zendesk API or Zendesk tickets; write one of them");
  const std::string unknown = name_of("hootsuite");
  CHECK(unknown.starts_with("--preset: there is no 'hootsuite'; the presets are Qualtrics CSV, "));
  CHECK(unknown.ends_with(", Reddit; or none"));
  CHECK(!find_preset(presets, ""));
}

}  // namespace
}  // namespace verbatim
