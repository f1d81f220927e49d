#include "input/input_list.h"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "input/csv_sniffer.h"

namespace verbatim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostDepth = 64;  // of folders in folders

bool begins_as_workbook(std::string_view head) {
  // The first member's name stands at byte 30 of a zip.
  constexpr std::size_t kNameAt = 30;
  if (!is_zip(head) || head.size() <= kNameAt) return false;
  const std::string_view first = head.substr(kNameAt);
  return first.starts_with("[Content_Types].xml") || first.starts_with("_rels/") ||
         first.starts_with("xl/") || first.starts_with("docProps/") || first.starts_with("mimetype");
}

// Why a file that was found, not named, is no input; empty if it is one.
std::string why_left_out(std::string_view head) {
  if (compression_of(head) || is_wide_text(head) || begins_as_workbook(head)) return {};
  if (is_zip(head) || is_tar(head)) return "is an archive inside an archive; unpack it to have it read";
  auto text = check_is_delimited_text(head);
  return text ? std::string() : text.error().message;
}

// A part of the path that hides it, or that only some program wants: empty if there is none.
std::string hidden_part(const fs::path& name) {
  for (const fs::path& part : name) {
    const std::string text = part.string();
    if (text == "__MACOSX" || text == "Thumbs.db" || text == "desktop.ini") return text;
    if (text.size() > 1 && text.front() == '.' && text != "..") return text;
  }
  return {};
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

class Expander {
 public:
  explicit Expander(InputStore& store) : store_(store) {}

  InputList expand(const std::vector<std::string>& named) {
    for (const std::string& path : named) add_named(path);
    std::sort(list_.paths.begin(), list_.paths.end());
    return std::move(list_);
  }

 private:
  void add_error(std::string message, const std::string& path) {
    list_.errors.push_back({Fault::bad_input, std::move(message), {path, 0, 0}});
  }
  void leave_out(const std::string& path, std::string_view why) {
    list_.left_out.push_back(fmt::format("{}: left out: {}", path, why));
  }

  void add_named(const std::string& path) {
    if (path == "-" || exists(path)) return add_existing(path);
    if (path.find_first_of("*?[") != std::string::npos) return add_matches(path);
    // "archive.zip/member.csv", as we print it.
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      const std::string archive = path.substr(0, slash);
      if (!exists(archive)) continue;
      if (!is_folder(archive)) return add_member(archive, path);
      break;
    }
    list_.paths.push_back(path);  // opening it says what is wrong
  }

  void add_existing(const std::string& path) {
    if (!is_folder(path)) return add_file(path);
    const std::size_t before = list_.paths.size();
    const std::size_t errors_before = list_.errors.size();
    std::string folder = path;
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
    if (is_report(folder))
      return add_error("is a report of verbatim, no input; name the files with comments", path);
    walk(folder, 0);
    if (list_.paths.size() == before && list_.errors.size() == errors_before)
      add_error("the folder holds no table; name a folder or a file with comments", path);
  }

  void add_matches(const std::string& pattern) {
    glob_t found{};
    const int code = ::glob(pattern.c_str(), GLOB_BRACE | GLOB_TILDE, nullptr, &found);
    std::vector<std::string> matches(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    if (code != 0 || matches.empty())
      return add_error("no file matches this pattern; check the name and the folder", pattern);
    for (const std::string& match : matches) {
      if (is_folder(match) && is_report(match)) {
        list_.reports.push_back(fmt::format("{}: left out: an earlier report", match));
      } else {
        add_existing(match);
      }
    }
  }

  static bool is_report(const std::string& folder) {
    std::error_code code;
    return fs::is_regular_file(folder + "/run.json", code) &&
           fs::is_regular_file(folder + "/report.json", code);
  }

  void walk(const std::string& folder, std::size_t depth) {
    std::error_code code;
    std::vector<std::string> names;
    for (fs::directory_iterator entries(folder, code), end; !code && entries != end; entries.increment(code))
      names.push_back(entries->path().filename().string());
    if (code) return add_error(fmt::format("the folder cannot be looked into: {}", code.message()), folder);
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      const std::string path = folder + (folder.back() == '/' ? "" : "/") + name;
      const fs::file_status own = fs::symlink_status(path, code);
      const fs::file_status status = fs::status(path, code);
      if (!hidden_part(name).empty()) {
        // The report that is being made lies in such a folder.
        if (name.find(".verbatim-") == std::string::npos) leave_out(path, "is hidden");
      } else if (fs::is_directory(status)) {
        if (fs::is_symlink(own)) {
          leave_out(path, "is a link to a folder; name the folder itself to have it read");
        } else if (is_report(path)) {
          list_.reports.push_back(fmt::format("{}: left out: an earlier report", path));
        } else if (depth < kMostDepth) {
          walk(path, depth + 1);
        } else {
          leave_out(path, "lies too deep; name it");
        }
      } else if (fs::is_regular_file(status)) {
        add_found(path);
      } else {
        leave_out(path, "is no file");
      }
    }
  }

  void add_found(const std::string& path) {
    auto source = open_byte_source(path);
    if (!source) return list_.errors.push_back(source.error());
    constexpr std::size_t kHeadBytes = 8192;
    auto head = read_sample(**source, kHeadBytes);
    if (!head) return list_.errors.push_back(head.error());
    if (!is_zip(head->bytes) && !is_tar(head->bytes)) {
      if (const std::string why = why_left_out(head->bytes); !why.empty()) return leave_out(path, why);
    }
    add_file(path);
  }

  // A file, or all tables of the archive that it is.
  void add_file(const std::string& path) {
    // What cannot be opened is told where the inputs are read, with all others.
    const auto form = store_.form(path);
    if (!form || !form->is_archive) return list_.paths.push_back(path);
    const auto members = store_.list(path);
    if (!members) return list_.errors.push_back(members.error());
    if (is_workbook(*members)) return list_.paths.push_back(path);
    const std::string identity = InputStore::identity(path);
    if (!archives_.insert(identity.empty() ? path : identity).second) {
      list_.errors.push_back({Fault::usage, "is given twice; give it once", {path, 0, 0}});
      return;
    }
    std::size_t tables = 0;
    for (const ArchiveMember& member : *members) {
      if (member.kind == ArchiveMember::Kind::folder) continue;
      const std::string name = path + "/" + member.name;
      if (const std::string hidden = hidden_part(member.name); !hidden.empty()) {
        leave_out(name, "is hidden");
      } else if (member.kind != ArchiveMember::Kind::file) {
        leave_out(name, "is a link, no file");
      } else if (member.is_encrypted) {
        add_error("is encrypted; unpack the archive with its password first", name);
        ++tables;
      } else if (const std::string why = why_left_out(member.head); !why.empty()) {
        leave_out(name, why);
      } else {
        list_.paths.push_back(register_member(path, name, member.index));
        ++tables;
      }
    }
    if (tables == 0) add_error("the archive holds no table; name a file with comments", path);
  }

  void add_member(const std::string& archive, const std::string& path) {
    const auto form = store_.form(archive);
    if (!form || !form->is_archive) return list_.paths.push_back(path);
    const auto members = store_.list(archive);
    if (!members) return list_.errors.push_back(members.error());
    std::string all;
    for (const ArchiveMember& member : *members) {
      if (member.kind != ArchiveMember::Kind::file) continue;
      if (archive + "/" + member.name == path) {
        if (members_.contains(path)) {
          list_.errors.push_back({Fault::usage, "is given twice; give it once", {path, 0, 0}});
          return;
        }
        list_.paths.push_back(register_member(archive, path, member.index));
        return;
      }
      all += (all.empty() ? "" : ", ") + member.name;
    }
    add_error(fmt::format("the archive has no such member; it holds {}", all.empty() ? "nothing" : all),
              path);
  }

  // Two members may have one name: the later one gets a number.
  std::string register_member(const std::string& archive, const std::string& path, std::size_t index) {
    std::string name = path;
    for (int n = 2; !members_.insert(name).second; ++n) name = fmt::format("{} ({})", path, n);
    store_.add_member(name, archive, index);
    return name;
  }

  static bool is_workbook(const std::vector<ArchiveMember>& members) {
    return std::any_of(members.begin(), members.end(), [](const ArchiveMember& member) {
      return member.name == "[Content_Types].xml" || member.name == "xl/workbook.xml" ||
             member.name == "mimetype";
    });
  }

  InputStore& store_;
  InputList list_;
  std::set<std::string> archives_;  // whose members are inputs, by identity
  std::set<std::string> members_;   // names taken
};

}  // namespace

InputList expand_inputs(const std::vector<std::string>& named, InputStore& store) {
  return Expander(store).expand(named);
}

}  // namespace verbatim
