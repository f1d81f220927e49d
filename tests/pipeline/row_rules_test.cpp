#include "pipeline/row_rules.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

// The rules found in one column of these values, as "class: test".
std::string found(const std::string& column, const std::vector<std::string>& values) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& value : values) rows.push_back({value});
  std::string text;
  for (const RowRule& rule : guess_row_rules({column}, rows).rules) {
    if (!text.empty()) text += "; ";
    text += std::string(name(rule.row_class)) + ": " + rule.test();
  }
  return text;
}

bool leaves_out(const std::string& column, const std::vector<std::string>& values, std::string_view cell) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& value : values) rows.push_back({value});
  for (const RowRule& rule : guess_row_rules({column}, rows).rules) {
    if (rule.matches(cell)) return true;
  }
  return false;
}

TEST_CASE("row_rules: a survey's status tells previews and what was not finished") {
  const std::vector<std::string> statuses = {"IP Address", "IP Address", "Survey Preview", ""};
  CHECK(leaves_out("Status", statuses, "Survey Preview"));
  CHECK(leaves_out("Status", statuses, " survey test "));
  CHECK(leaves_out("Response Status", {"Complete", "Partial"}, "Disqualified"));
  CHECK(leaves_out("Status", {"Completed"}, "In progress"));  // none among the first rows
  CHECK_FALSE(leaves_out("Status", statuses, "IP Address"));
  CHECK_FALSE(leaves_out("Status", statuses, ""));
}

TEST_CASE("row_rules: the status of anything else leaves no row out") {
  CHECK(found("Status", {"Open", "In progress", "Closed"}).empty());
  CHECK(found("Order", {"Partial", "Complete"}).empty());
  CHECK(found("Status", {}).empty());
  // What only surveys say counts all the same.
  CHECK(found("Status", {"IP-Adresse", "Survey Preview"}) == "preview: is Survey Preview or Survey Test");
}

TEST_CASE("row_rules: Qualtrics' numbers are read as its words, in its exports only") {
  const std::vector<std::vector<std::string>> rows = {{"0", "email"}, {"1", "preview"}};
  const RowRuleGuesses guesses = guess_row_rules({"Status", "DistributionChannel"}, rows);
  REQUIRE(guesses.rules.size() == 2);
  CHECK(guesses.rules[0].matches("1"));
  CHECK(guesses.rules[0].matches("2"));
  CHECK_FALSE(guesses.rules[0].matches("0"));
  CHECK(guesses.rules[1].matches("Preview"));
  CHECK(found("Status", {"0", "1"}).empty());
}

TEST_CASE("row_rules: not finished, in words, numbers and per cent") {
  CHECK(found("Finished", {"True", "False"}) == "unfinished: is No, False, 0 or N");
  CHECK(leaves_out("Finished", {"1", "0"}, "0"));
  CHECK(found("Finished", {"yesterday", "never"}).empty());
  CHECK(found("Progress", {"100", "34", "100"}) == "unfinished: is below 100");
  CHECK(leaves_out("Progress", {"100"}, "99"));
  CHECK(leaves_out("Progress", {"100"}, " 7 % "));
  CHECK_FALSE(leaves_out("Progress", {"100"}, "100"));
  CHECK_FALSE(leaves_out("Progress", {"100"}, "100.0"));
  CHECK_FALSE(leaves_out("Progress", {"100"}, ""));
  CHECK(found("Progress", {"good", "slow"}).empty());
  CHECK(found("Progress", {"12", "34"}).empty());  // nobody ever finished: a number of another kind
  // With a column that says it in words, the percentage is not asked.
  CHECK(guess_row_rules({"Progress", "Finished"}, {{"100", "True"}}).rules.size() == 1);
}

TEST_CASE("row_rules: who does not want to be read is left out") {
  CHECK(leaves_out("Consent", {"Yes", "No"}, "no"));
  CHECK(leaves_out("GDPR consent", {"True", "False"}, "FALSE"));
  CHECK(leaves_out("consent_given", {"Yes, I agree", "No, I do not agree"}, "No, I do not agree"));
  CHECK(leaves_out("Opt out", {"0", "1"}, "1"));
  CHECK(leaves_out("Unsubscribed", {"No", "Yes"}, "Yes"));
  CHECK(leaves_out("Do not analyse", {"", "x", "Yes"}, "Yes") == false);
  CHECK(leaves_out("Do not contact", {"", "Yes"}, "Yes"));
  CHECK_FALSE(leaves_out("Consent", {"Yes", "No"}, "Yes"));
  CHECK_FALSE(leaves_out("Consent", {"Yes", "No"}, ""));
  CHECK_FALSE(leaves_out("Consent", {"Yes", "No"}, "No-one asked me"));
}

TEST_CASE("row_rules: consent that is not clear, or to something else, is told") {
  const RowRuleGuesses unclear = guess_row_rules({"Consent"}, {{"Yes"}, {"maybe"}});
  CHECK(unclear.rules.empty());
  REQUIRE(unclear.remarks.size() == 1);
  CHECK(unclear.remarks[0].find("--exclude opt-out:Consent=VALUE") != std::string::npos);
  const RowRuleGuesses other = guess_row_rules({"Consent to marketing"}, {{"Yes"}, {"No"}});
  CHECK(other.rules.empty());
  CHECK(other.remarks.size() == 1);
}

TEST_CASE("row_rules: opted out comes first, then previews, then what was not finished") {
  const RowRuleGuesses guesses =
      guess_row_rules({"Finished", "Status", "Consent"}, {{"True", "Complete", "Yes"}});
  REQUIRE(guesses.rules.size() == 4);
  CHECK(guesses.rules[0].row_class == RowClass::opt_out);
  CHECK(guesses.rules[1].row_class == RowClass::preview);
  CHECK(guesses.rules[2].row_class == RowClass::unfinished);
}

TEST_CASE("row_rules: names alone say whether there is anything to look at") {
  CHECK(names_row_classes({"id", "Finished"}));
  CHECK_FALSE(names_row_classes({"id", "comment", "finish time"}));
}

}  // namespace
}  // namespace verbatim
