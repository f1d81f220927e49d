// A lexicon folder for one test, with its own files only; removed at the end.
#pragma once

#include <unistd.h>

#include <cassert>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/lexicon.h"

namespace verbatim::testing {

class LexiconFolder {
 public:
  LexiconFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "verbatim-lexicon-XXXXXX").string();
    const char* made = ::mkdtemp(pattern.data());
    assert(made != nullptr);
    path_ = made;
  }
  LexiconFolder(const LexiconFolder&) = delete;
  LexiconFolder& operator=(const LexiconFolder&) = delete;
  ~LexiconFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  LexiconFolder& write(const std::string& name, std::string_view text) {
    const std::filesystem::path file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return *this;
  }
  LexiconFolder& write_sentiment(const std::string& name, std::string_view terms) {
    return write(name, R"({"kind": "sentiment", "schema_version": 1, "terms": )" + std::string(terms) + "}");
  }
  LexiconFolder& write_themes(const std::string& name, std::string_view themes) {
    return write(name, R"({"kind": "themes", "schema_version": 1, "themes": )" + std::string(themes) + "}");
  }

  const std::string& path() const { return path_; }
  // This folder and nothing else.
  LexiconOptions options() const {
    LexiconOptions options;
    options.own_folders = {path_};
    return options;
  }

  // "name:line:column: message" of every problem, the folder's path taken off.
  std::vector<std::string> problems() const {
    std::vector<std::string> all;
    const auto loaded = load_lexicon(options());
    if (loaded) return all;
    for (const Error& error : loaded.error()) all.push_back(relative(to_string(error)));
    return all;
  }
  std::string relative(std::string text) const {
    for (std::size_t at = text.find(path_); at != std::string::npos; at = text.find(path_))
      text.erase(at, path_.size() + 1);
    return text;
  }

 private:
  std::string path_;
};

}  // namespace verbatim::testing
