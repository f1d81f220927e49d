// The exports that are known. A signature is the fewest columns that no other source has together; a column
// is named here only where documents or files of the source show it.
#include "input/export_preset.h"

namespace verbatim {

namespace {

std::vector<std::string> qualtrics_columns() {
  return {"StartDate",
          "EndDate",
          "Status",
          "IPAddress",
          "Progress",
          "Duration (in seconds)",
          "Finished",
          "RecordedDate",
          "ResponseId",
          "RecipientLastName",
          "RecipientFirstName",
          "RecipientEmail",
          "ExternalReference",
          "ExternalDataReference",
          "LocationLatitude",
          "LocationLongitude",
          "DistributionChannel",
          "UserLanguage",
          "ResponseSet",
          "*_NPS_GROUP",
          "(Group)*",
          "* - Topics",
          "* - Sentiment"};
}

// Rows that Qualtrics writes of the owner's own tries, and of people who left before the end. As words, or as
// codes where the export was made so.
std::vector<PresetRowRule> qualtrics_rows() {
  return {{"Status", {"Survey Preview", "Survey Test", "1", "2"}, "preview"},
          {"DistributionChannel", {"preview", "test"}, "preview"},
          {"Finished", {"False", "0"}, "unfinished"}};
}

void add_surveys(std::vector<ExportPreset>& presets) {
  ExportPreset qualtrics;
  qualtrics.name = "Qualtrics CSV";
  qualtrics.signature = {"ResponseId", "RecordedDate", "Finished|DistributionChannel|UserLanguage"};
  qualtrics.id = "ResponseId";
  qualtrics.date = "RecordedDate|EndDate|StartDate";
  qualtrics.scores = {{"nps", "", "nps", "", "", "_NPS_GROUP"}};
  qualtrics.guesses_scores = true;
  qualtrics.known = qualtrics_columns();
  qualtrics.missing = {"-99", "-999"};
  qualtrics.row_rules = qualtrics_rows();
  presets.push_back(qualtrics);

  ExportPreset legacy = qualtrics;
  legacy.name = "Qualtrics legacy CSV";
  legacy.signature = {"ResponseID|V1", "ResponseSet|V2", "Finished|V10"};
  legacy.id = "ResponseID|V1";
  legacy.date = "EndDate|StartDate|V9|V8";
  legacy.known = qualtrics_columns();
  for (int n = 1; n <= 10; ++n) legacy.known.push_back("V" + std::to_string(n));
  legacy.known.insert(legacy.known.end(), {"Name", "Email", "ExternalDataReference"});
  legacy.row_rules = {{"Finished|V10", {"False", "0"}, "unfinished"}};
  presets.push_back(std::move(legacy));

  ExportPreset monkey;
  monkey.name = "SurveyMonkey";
  monkey.signature = {"Respondent ID", "Collector ID"};
  monkey.id = "Respondent ID";
  monkey.date = "End Date|Date Modified|Start Date|Date Created";
  monkey.guesses_scores = true;
  monkey.known = {"Respondent ID", "Collector ID",  "Start Date",   "End Date",
                  "Date Created",  "Date Modified", "IP Address",   "Email Address",
                  "First Name",    "Last Name",     "Custom Data*", "*Other (please specify)"};
  presets.push_back(std::move(monkey));

  ExportPreset typeform;
  typeform.name = "Typeform";
  typeform.signature = {"#", "Submit Date (UTC)", "Network ID|Start Date (UTC)"};
  typeform.id = "#";
  typeform.date = "Submit Date (UTC)|Stage Date (UTC)|Start Date (UTC)";
  typeform.date_form = DateForm::utc;
  typeform.guesses_scores = true;
  typeform.known = {"#", "* Date (UTC)", "Network ID", "Response Type", "Tags", "Ending"};
  typeform.row_rules = {{"Response Type", {"started", "partial"}, "unfinished"}};
  presets.push_back(std::move(typeform));

  ExportPreset forms;
  forms.name = "Google Forms";
  forms.first_column =
      "Timestamp|Zeitstempel|Horodateur|Marca temporal|Carimbo de data/hora|Informazioni cronologiche|"
      "Tijdstempel|Sygnatura czasowa|Zaman damgas\xC4\xB1|Tidsst\xC3\xA4mpel|"
      "\xD0\x9E\xD1\x82\xD0\xBC\xD0\xB5\xD1\x82\xD0\xBA\xD0\xB0 "
      "\xD0\xB2\xD1\x80\xD0\xB5\xD0\xBC\xD0\xB5\xD0\xBD\xD0\xB8|"
      "\xE3\x82\xBF\xE3\x82\xA4\xE3\x83\xA0\xE3\x82\xB9\xE3\x82\xBF\xE3\x83\xB3\xE3\x83\x97";
  forms.date = forms.first_column;
  forms.guesses_scores = true;
  forms.known = {"Email Address", "Username", "Score"};
  forms.known.push_back(forms.first_column);
  presets.push_back(std::move(forms));

  ExportPreset medallia;
  medallia.name = "Medallia Agent Connect";
  medallia.signature = {"request_id", "ext_interaction_id", "star_rating"};
  medallia.id = "request_id";
  medallia.date = "response_received_at|request_sent_at";
  medallia.date_form = DateForm::utc;
  medallia.scores = {{"stars", "star_rating", "stars5", "", "", ""}};
  medallia.known = {"request_id", "ext_*",      "*_at",     "channel",
                    "brand",      "employee_*", "language", "star_rating"};
  presets.push_back(std::move(medallia));

  ExportPreset delighted;
  delighted.name = "Delighted (API)";
  delighted.signature = {"survey_type", "score", "comment", "created_at"};
  delighted.text = {"comment"};
  delighted.id = "id";
  delighted.date = "created_at|updated_at";
  delighted.date_form = DateForm::unix_seconds;
  delighted.scores = {{"nps", "score", "nps", "survey_type", "nps", ""},
                      {"csat", "score", "csat5", "survey_type", "csat", ""}};
  delighted.known = {"score"};
  delighted.remark = "scores are taken where all rows are of one survey_type, nps or csat";
  presets.push_back(std::move(delighted));
}

void add_support(std::vector<ExportPreset>& presets) {
  ExportPreset tickets;
  tickets.name = "Zendesk tickets";
  tickets.signature = {"Id", "Subject", "Satisfaction Score"};
  tickets.text = {"Subject"};
  tickets.id = "Id";
  tickets.date = "Created at";
  const auto minutes = [](const std::string& what) {
    return what + " in minutes|" + what + " (in minutes)|" + what + " (min)";
  };
  tickets.scores = {{"csat", "Satisfaction Score", "csat2", "", "", ""},
                    {"first_reply", minutes("First reply time"), "ttr:min", "", "", ""},
                    {"full_resolution", minutes("Full resolution time"), "ttr:min", "", "", ""}};
  tickets.missing = {"offered", "unoffered"};
  tickets.remark = "it holds subjects, not what customers wrote; join the comments to it by Id";
  presets.push_back(tickets);

  ExportPreset zendesk;
  zendesk.name = "Zendesk API";
  zendesk.signature = {"id", "satisfaction_rating.score", "satisfaction_rating.comment"};
  zendesk.text = {"satisfaction_rating.comment"};
  zendesk.id = "id";
  zendesk.date = "updated_at|created_at";
  zendesk.date_form = DateForm::utc;
  zendesk.scores = {{"csat", "satisfaction_rating.score", "csat2", "", "", ""}};
  zendesk.known = {"satisfaction_rating.reason"};
  zendesk.missing = {"offered", "unoffered"};
  presets.push_back(zendesk);
  zendesk.signature = {"id", "score", "comment", "ticket_id", "reason|reason_code|reason_id"};
  zendesk.text = {"comment"};
  zendesk.scores = {{"csat", "score", "csat2", "", "", ""}};
  presets.push_back(zendesk);

  ExportPreset messages;
  messages.name = "Intercom (messages)";
  messages.signature = {"message_id", "conversation_id", "message_body"};
  messages.text = {"message_body"};
  messages.id = "message_id";
  messages.date = "message_created_at|created_at|*created_at|*timestamp";
  messages.date_form = DateForm::utc;
  messages.remark =
      "advisers' messages stand beside customers'; --where message_author_type=user reads the latter";
  presets.push_back(std::move(messages));

  ExportPreset ratings;
  ratings.name = "Intercom ratings";
  ratings.signature = {"conversation_rating.rating", "conversation_rating.remark"};
  ratings.text = {"conversation_rating.remark"};
  ratings.id = "id|conversation_id";
  ratings.date = "conversation_rating.created_at|created_at";
  ratings.date_form = DateForm::unix_seconds;
  ratings.scores = {{"csat", "conversation_rating.rating", "csat5", "", "", ""}};
  presets.push_back(ratings);
  ratings.signature = {"Conversation rating", "*remark|*remarks|remark"};
  ratings.text = {"*remark|*remarks|remark"};
  ratings.id = "Conversation ID|id";
  ratings.date = "*created at|*started at|*rated at";
  ratings.date_form = DateForm::as_written;
  ratings.scores = {{"csat", "Conversation rating", "csat5", "", "", ""}};
  presets.push_back(ratings);
}

void add_reviews(std::vector<ExportPreset>& presets) {
  ExportPreset trustpilot;
  trustpilot.name = "Trustpilot";
  trustpilot.signature = {"Review Id", "Review Stars", "Review Content"};
  trustpilot.text = {"Review Title", "Review Content"};
  trustpilot.id = "Review Id";
  trustpilot.date = "Review Created (UTC)|Review Created*";
  trustpilot.date_form = DateForm::utc;
  trustpilot.scores = {{"stars", "Review Stars", "stars5", "", "", ""}};
  presets.push_back(std::move(trustpilot));

  ExportPreset play;
  play.name = "Google Play";
  play.signature = {"Package Name", "Star Rating", "Review Text"};
  play.text = {"Review Title", "Review Text"};
  play.id = "Review Link";
  play.date = "Review Submit Date and Time|Review Last Update Date and Time";
  play.date_form = DateForm::utc;
  play.scores = {{"stars", "Star Rating", "stars5", "", "", ""}};
  play.remark = "many rows are ratings without a text: they count for the score alone";
  presets.push_back(std::move(play));

  ExportPreset apple;
  apple.name = "App Store Connect";
  apple.signature = {"id", "attributes.rating", "attributes.body"};
  apple.text = {"attributes.title", "attributes.body"};
  apple.id = "id";
  apple.date = "attributes.createdDate";
  apple.scores = {{"stars", "attributes.rating", "stars5", "", "", ""}};
  presets.push_back(std::move(apple));
}

void add_social(std::vector<ExportPreset>& presets) {
  ExportPreset brandwatch;
  brandwatch.name = "Brandwatch";
  brandwatch.signature = {"Query Name", "Resource Id|Mention Id", "Full Text|Snippet"};
  brandwatch.text = {"Full Text|Snippet"};
  brandwatch.id = "Resource Id|Mention Id|Url";
  brandwatch.date = "Date";
  brandwatch.date_form = DateForm::utc;
  presets.push_back(std::move(brandwatch));

  ExportPreset meltwater;
  meltwater.name = "Meltwater";
  meltwater.signature = {"URL", "Headline|Title", "Hit Sentence|Opening Text"};
  meltwater.text = {"Headline|Title", "Hit Sentence|Opening Text"};
  meltwater.id = "Document ID|URL";
  meltwater.date = "Date";
  meltwater.missing = {"-"};
  meltwater.remark = "a hit sentence is a part of the post, not all of it";
  presets.push_back(std::move(meltwater));

  ExportPreset talkwalker;
  talkwalker.name = "Talkwalker";
  talkwalker.signature = {"content", "source_type|source_type.*",
                          "extra_author_attributes.*|extra_source_attributes.*"};
  talkwalker.text = {"title", "content"};
  talkwalker.id = "url";
  talkwalker.date = "published";
  talkwalker.date_form = DateForm::unix_milliseconds;
  presets.push_back(std::move(talkwalker));

  ExportPreset sprinklr;
  sprinklr.name = "Sprinklr";
  sprinklr.signature = {"snTypeColumn|*( Unified Analytics )", "Permalink|Created Time"};
  sprinklr.text = {"Conversation Stream|*Post ( Unified Analytics )|*Message ( Unified Analytics )"};
  sprinklr.id = "Permalink";
  sprinklr.date = "Created Time";
  sprinklr.known = {"snTypeColumn", "From User", "Account", "Country", "Permalink", "Sentiment"};
  sprinklr.remark = "its columns are those of a dashboard; --text COL if the comments stand elsewhere";
  presets.push_back(std::move(sprinklr));

  ExportPreset sprout;
  sprout.name = "Sprout Social";
  sprout.signature = {"Post ID", "Post", "Network", "Post Type|Content Type"};
  sprout.text = {"Post"};
  sprout.id = "Post ID|Link";
  sprout.date = "Date";
  sprout.remark = "these are posts of your own profiles, not of customers";
  presets.push_back(std::move(sprout));

  ExportPreset youscan;
  youscan.name = "YouScan/Brand24";
  youscan.signature = {"Text snippet", "Date", "URL"};
  youscan.text = {"Text snippet"};
  youscan.id = "URL";
  youscan.date = "Date";
  presets.push_back(std::move(youscan));

  ExportPreset x_api;
  x_api.name = "X API v2";
  x_api.signature = {"id", "text",
                     "public_metrics.*|edit_history_tweet_ids|referenced_tweets|conversation_id"};
  x_api.text = {"text"};
  x_api.id = "id";
  x_api.date = "created_at";
  x_api.date_form = DateForm::utc;
  x_api.remark = "the text of a retweet (RT @...) is cut at its end by the API";
  presets.push_back(std::move(x_api));

  ExportPreset reddit;
  reddit.name = "Reddit";
  reddit.signature = {"subreddit", "created_utc", "selftext|body"};
  reddit.text = {"title", "selftext", "body"};
  reddit.id = "id|name";
  reddit.date = "created_utc";
  reddit.date_form = DateForm::unix_seconds;
  reddit.known = {"score", "ups", "downs", "num_comments"};
  reddit.remark = "'score' counts votes and is no rating";
  presets.push_back(std::move(reddit));
}

}  // namespace

std::vector<ExportPreset> export_presets() {
  std::vector<ExportPreset> presets;
  add_surveys(presets);
  add_support(presets);
  add_reviews(presets);
  add_social(presets);
  return presets;
}

}  // namespace verbatim
