#include "evaluation/label_list.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

using List = std::vector<std::string>;

List split(std::string_view cell, LabelSeparator separator) {
  List out;
  for (const std::string_view label : split_labels(cell, separator)) out.emplace_back(label);
  return out;
}

TEST_CASE("label_list: labels by each separator, without the blanks around them") {
  CHECK(split("Late flight", LabelSeparator::none) == List{"Late flight"});
  CHECK(split(" Parking | Food ", LabelSeparator::bar) == List{"Parking", "Food"});
  CHECK(split("Parking;Food;", LabelSeparator::semicolon) == List{"Parking", "Food"});
  CHECK(split("Parking, Food", LabelSeparator::comma) == List{"Parking", "Food"});
  CHECK(split("Parking\r\nFood\rStaff\n", LabelSeparator::newline) == List{"Parking", "Food", "Staff"});
  CHECK(split("", LabelSeparator::bar).empty());
  CHECK(split(" ; ;", LabelSeparator::semicolon).empty());
}

TEST_CASE("label_list: a quoted label may hold the separator, an apostrophe is no quote") {
  CHECK(split(R"("Food, drink", Parking)", LabelSeparator::comma) == List{"Food, drink", "Parking"});
  CHECK(split(R"(['Food, drink', "Parking"])", LabelSeparator::comma) == List{"Food, drink", "Parking"});
  CHECK(split("Can't tell, staff's manner", LabelSeparator::comma) == List{"Can't tell", "staff's manner"});
  CHECK(split("'til late, Parking", LabelSeparator::comma) == List{"'til late", "Parking"});
  CHECK(split("[]", LabelSeparator::comma).empty());
}

TEST_CASE("label_list: many openings of quotes that close nowhere take no time") {
  std::string cell;
  for (int i = 0; i < 200000; ++i) cell += "'a,";
  CHECK(split(cell, LabelSeparator::comma).size() == 200000);
}

TEST_CASE("label_list: a polarity behind the last colon") {
  const PolarLabel negative = split_polarity("Parking:neg");
  CHECK(negative.label == "Parking");
  CHECK(negative.polarity == Polarity::negative);
  CHECK(split_polarity("Parking : Positive").label == "Parking");
  CHECK(split_polarity("Parking:+").polarity == Polarity::positive);
  CHECK(split_polarity("Staff: manner").label == "Staff: manner");
  CHECK_FALSE(split_polarity("Staff: manner").polarity.has_value());
  CHECK_FALSE(split_polarity(":neg").polarity.has_value());
}

TEST_CASE("label_list: separators by name") {
  CHECK(parse_separator("newline").value() == LabelSeparator::newline);
  CHECK(parse_separator(";").value() == LabelSeparator::semicolon);
  CHECK_FALSE(parse_separator("/").has_value());
}

}  // namespace
}  // namespace verbatim
