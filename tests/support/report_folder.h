// What stands in a report folder, for tests of whole runs.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "support/program.h"

namespace verbatim {

// Name -> bytes of every file but run.json, the only one that may differ from run to run.
inline std::map<std::string, std::string> report_bytes(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name != "run.json") files[name] = bytes_of(entry.path().string());
  }
  return files;
}

inline nlohmann::json report_json(const std::string& folder) {
  return nlohmann::json::parse(bytes_of(folder + "/report.json"));
}

// "analysed 10, rejected 1": the classes of the ledger that are not empty. Says so where they do not add up.
inline std::string ledger_text(const std::string& folder) {
  const nlohmann::json ledger = report_json(folder)["ledger"];
  std::string text;
  std::uint64_t sum = 0;
  for (const char* name : {"analysed", "empty", "no_content", "repeat", "repost", "opt_out", "preview",
                           "unfinished", "filtered", "repeated_header", "rejected", "over_limit"}) {
    const auto count = ledger[name].get<std::uint64_t>();
    sum += count;
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += std::string(name) + " " + std::to_string(count);
  }
  if (sum != ledger["records_in"].get<std::uint64_t>()) text += ", which is not what came in";
  return text;
}

}  // namespace verbatim
