#include "report/breakdown_json.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "report/report_json.h"
#include "support/sample_breakdown.h"

using namespace verbatim;
using nlohmann::ordered_json;

namespace {

std::string written(const Report& report) {
  std::string out;
  write_report_json(report, out);
  return out;
}

bool fits_schema(const Report& report, const std::string& name) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / ("verbatim_" + name + ".json");
  std::ofstream(file, std::ios::binary) << written(report);
  const std::string folder = VERBATIM_SOURCE_DIR;
  const std::string command = "python3 '" + folder + "/tests/report/validate_report.py' '" + folder +
                              "/lexicons/schema/report.schema.json' '" + file.string() + "'";
  const bool fits = std::system(command.c_str()) == 0;
  std::filesystem::remove(file);
  return fits;
}

}  // namespace

TEST_CASE("breakdown_json: every fact is written, and fits the schema") {
  CHECK(fits_schema(testing::sample_breakdown(), "breakdown"));
  CHECK(fits_schema(testing::sample_report(), "no_breakdown"));
  CHECK(fits_schema(Report{}, "empty"));
}

TEST_CASE("breakdown_json: without a cut its members are empty") {
  const ordered_json json = ordered_json::parse(written(testing::small_report()));
  for (const char* key :
       {"segment_columns", "segments", "spreads", "periods", "series", "movements", "changes", "rising",
        "mix", "events", "stages", "touchpoints", "times", "alerts", "cut_notes", "cut_drivers"}) {
    CAPTURE(key);
    CHECK(json[key] == ordered_json::array());
  }
  CHECK(json["period_unit"] == "");
  CHECK(json["stage_column"] == "");
  CHECK(json["benchmark"] == "");
  CHECK(json["undated"] == 0);
}

TEST_CASE("breakdown_json: a group of one column names it, one of several has columns and values") {
  const ordered_json json = ordered_json::parse(written(testing::sample_breakdown()));
  const ordered_json& north = json["segments"][0];
  CHECK(north["sort"] == "segment");
  CHECK(north["column"] == "region");
  CHECK(north["value"] == "North");
  CHECK(north["label"] == "region=North");
  CHECK(north["scores"][0]["gap"] == -14.2);
  CHECK(north["scores"][0]["official"]["n"] == 1210);
  const ordered_json& pair = json["segments"][9];
  CHECK(pair["sort"] == "pair");
  CHECK(pair["column"].is_null());
  CHECK(pair["values"] == ordered_json({"North", "phone"}));
  CHECK(json["stages"][2]["group"]["scores"][0]["q"].is_null());
}

TEST_CASE("breakdown_json: a series stands on one line") {
  const std::string out = written(testing::sample_breakdown());
  CHECK(out.find("\n    {\"theme\":") != std::string::npos);
  CHECK(out.find("\"comments\":[18,20,22,19,21,18,21,38],") != std::string::npos);
  CHECK(out.find("\"values\":[\"North\"]") != std::string::npos);
  CHECK(out.find("\n      \"quotes\": []") == std::string::npos);
}

TEST_CASE("breakdown_json: rows of a cut are drivers without quotes, with their group and gap") {
  const ordered_json json = ordered_json::parse(written(testing::sample_breakdown()));
  const ordered_json& row = json["cut_drivers"][0];
  CHECK(row["segment"] == "region=North");
  CHECK(row["period"] == "");
  CHECK(row["owner"] == "Logistics");
  CHECK(row["gap"]["gap"] == 0.051);
  CHECK_FALSE(row.contains("quotes"));
  CHECK(json["cut_drivers"].back()["gap"].is_null());
  CHECK(json["drivers"].size() == testing::sample_report().drivers.size());
}

TEST_CASE("breakdown_json: hostile names read back equal, and no number is none") {
  const std::string hostile = "<script>\n=cmd \x1b[2J \xE2\x80\xAE \"\\";
  const std::string out = written(testing::hostile_breakdown(hostile));
  CHECK(out.find('\x1b') == std::string::npos);
  const ordered_json json = ordered_json::parse(out);
  CHECK(json["segments"][0]["value"] == hostile);
  CHECK(json["alerts"][0]["label"] == hostile);
  Report report = testing::sample_breakdown();
  report.breakdown.mix[0].rate = std::numeric_limits<double>::quiet_NaN();
  report.breakdown.changes[0].size = std::numeric_limits<double>::infinity();
  const ordered_json odd = ordered_json::parse(written(report));
  CHECK(odd["mix"][0]["rate"].is_null());
  CHECK(odd["changes"][0]["size"].is_null());
}
