#include "input/input_list.h"

#include <sys/stat.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const std::string kTable = "id,comment\n1,slow\n";
const std::string kPicture("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);

// A folder, and what is made of names in it. Its path is taken off all that is told.
struct Desk {
  ScratchFolder folder;
  InputStore store;
  InputList list;
  Names problems;

  void put(const std::string& name, std::string_view bytes) {
    fs::create_directories(fs::path(folder / name).parent_path());
    folder.put(name, bytes);
  }
  void expand(const Names& names) {
    Names paths;
    for (const std::string& name : names) paths.push_back(folder / name);
    list = expand_inputs(paths, store);
    for (Names* names_of : {&list.paths, &list.left_out, &list.reports}) *names_of = short_names(*names_of);
    for (const Error& error : list.errors) problems.push_back(to_string(error));
    problems = short_names(problems);
  }
  Names short_names(Names names) const {
    for (std::string& name : names) {
      for (std::size_t at; (at = name.find(folder.path() + "/")) != std::string::npos;)
        name.erase(at, folder.path().size() + 1);
    }
    return names;
  }
};

TEST_CASE("input_list: a folder stands for the tables below it, in order") {
  Desk desk;
  desk.put("e/b.csv", kTable);
  desk.put("e/a.csv.gz", packed(Compression::gzip, kTable));
  desk.put("e/sub/c.tsv", kTable);
  desk.put("e/wide.csv", encoded("UTF-16LE", kTable));
  desk.put("e/logo.png", kPicture);
  desk.put("e/page.csv", "<!DOCTYPE html><html></html>");
  desk.put("e/.DS_Store", "x");
  desk.put("e/.git/config.csv", kTable);
  desk.put("e/report/run.json", "{}");
  desk.put("e/report/report.json", "{}");
  desk.put("e/report/comments.csv", kTable);
  desk.put("e/.report.verbatim-77/comments.csv", kTable);
  desk.expand({"e/"});
  CHECK(desk.problems == Names{});
  CHECK(desk.list.paths == Names{"e/a.csv.gz", "e/b.csv", "e/sub/c.tsv", "e/wide.csv"});
  CHECK(desk.list.left_out ==
        Names{"e/.DS_Store: left out: is hidden", "e/.git: left out: is hidden",
              "e/logo.png: left out: looks like a PNG picture, not CSV; name the export file itself",
              "e/page.csv: left out: looks like HTML, not CSV; the download may have failed, so export it "
              "again"});
  CHECK(desk.list.reports == Names{"e/report: left out: an earlier report"});
}

TEST_CASE("input_list: links to folders are not followed, and a pipe in a folder is not waited for") {
  Desk desk;
  desk.put("e/a.csv", kTable);
  fs::create_directory_symlink(desk.folder / "e", desk.folder / "e/loop");
  REQUIRE(::mkfifo((desk.folder / "e/pipe").c_str(), 0600) == 0);
  desk.expand({"e"});
  CHECK(desk.list.paths == Names{"e/a.csv"});
  CHECK(desk.list.left_out ==
        Names{"e/loop: left out: is a link to a folder; name the folder itself to have it read",
              "e/pipe: left out: is no file"});
}

TEST_CASE("input_list: a folder without a table and a report are no input") {
  Desk desk;
  desk.put("e/logo.png", kPicture);
  desk.put("r/run.json", "{}");
  desk.put("r/report.json", "{}");
  desk.expand({"e", "r"});
  CHECK(desk.problems == Names{"e: the folder holds no table; name a folder or a file with comments",
                               "r: is a report of verbatim, no input; name the files with comments"});
}

TEST_CASE("input_list: a pattern stands for its matches, unless a file has that very name") {
  Desk desk;
  desk.put("a1.csv", kTable);
  desk.put("a2.csv", kTable);
  desk.put("b.txt", kTable);
  desk.put("[x].csv", kTable);
  desk.expand({"a*.csv", "[x].csv"});
  CHECK(desk.list.paths == Names{"[x].csv", "a1.csv", "a2.csv"});
  Desk none;
  none.expand({"*.csv"});
  CHECK(none.problems == Names{"*.csv: no file matches this pattern; check the name and the folder"});
}

TEST_CASE("input_list: an archive stands for its tables") {
  const Members members = {{"b.csv", kTable},
                           {"folder/", ""},
                           {"folder/a.csv.gz", packed(Compression::gzip, kTable)},
                           {"../../slip.csv", kTable},
                           {"logo.png", kPicture},
                           {"__MACOSX/._b.csv", "x"},
                           {"inner.zip", zip_of({{"x.csv", kTable}})},
                           {"book.xlsx", zip_of({{"[Content_Types].xml", "<x/>"}})}};
  const std::string zip = zip_of(members);
  for (const std::string& bytes :
       {zip, tar_of(members), packed(Compression::gzip, tar_of(members)), packed(Compression::xz, zip)}) {
    Desk desk;
    desk.put("in", bytes);
    desk.expand({"in"});
    CHECK(desk.problems == Names{});
    CHECK(desk.list.paths == Names{"in/../../slip.csv", "in/b.csv", "in/book.xlsx", "in/folder/a.csv.gz"});
    CHECK(desk.list.left_out ==
          Names{"in/logo.png: left out: looks like a PNG picture, not CSV; name the export file itself",
                "in/__MACOSX/._b.csv: left out: is hidden",
                "in/inner.zip: left out: is an archive inside an archive; unpack it to have it read"});
    for (const char* name : {"in/b.csv", "in/folder/a.csv.gz", "in/../../slip.csv"}) {
      CAPTURE(name);
      auto source = desk.store.open(desk.folder / name);
      REQUIRE(source);
      auto sample = read_sample(**source, 1000);
      REQUIRE(sample);
      CHECK(sample->bytes == kTable);
      CHECK(desk.store.size(desk.folder / name) == kTable.size());
    }
    CHECK(std::distance(fs::directory_iterator(desk.folder.path()), {}) == 1);  // nothing was unpacked
  }
}

TEST_CASE("input_list: a workbook is one input, though it is a zip") {
  Desk desk;
  desk.put("book.csv", zip_of({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}}));
  desk.expand({"book.csv"});
  CHECK(desk.list.paths == Names{"book.csv"});
}

TEST_CASE("input_list: a member can be named, and two of one name are told apart") {
  Desk desk;
  desk.put("in.zip", zip_of({{"a.csv", kTable}, {"a.csv", "id,comment\n2,rude\n"}}));
  desk.expand({"in.zip"});
  CHECK(desk.list.paths == Names{"in.zip/a.csv", "in.zip/a.csv (2)"});
  auto second = desk.store.open(desk.folder / "in.zip/a.csv (2)");
  REQUIRE(second);
  CHECK(read_sample(**second, 100)->bytes == "id,comment\n2,rude\n");

  Desk member;
  member.put("in.zip", zip_of({{"a.csv", kTable}, {"b/c.csv", kTable}}));
  member.expand({"in.zip/b/c.csv"});
  CHECK(member.list.paths == Names{"in.zip/b/c.csv"});
  Desk none;
  none.put("in.zip", zip_of({{"a.csv", kTable}, {"b/c.csv", kTable}}));
  none.expand({"in.zip/c.csv"});
  CHECK(none.problems == Names{"in.zip/c.csv: the archive has no such member; it holds a.csv, b/c.csv"});
}

TEST_CASE("input_list: archives that cannot be read are told with all other problems") {
  Desk desk;
  desk.put("locked.zip", zip_of({{"a.csv", kTable}}, "secret"));
  desk.put("pictures.zip", zip_of({{"a.png", kPicture}}));
  desk.put("twice.zip", zip_of({{"a.csv", kTable}}));
  desk.expand({"locked.zip", "pictures.zip", "twice.zip", "twice.zip", "no/*.csv"});
  CHECK(desk.problems == Names{"locked.zip/a.csv: is encrypted; unpack the archive with its password first",
                               "pictures.zip: the archive holds no table; name a file with comments",
                               "twice.zip: is given twice; give it once",
                               "no/*.csv: no file matches this pattern; check the name and the folder"});
}

TEST_CASE("input_list: what is named outright is an input, whatever it holds") {
  Desk desk;
  desk.put("logo.png", kPicture);
  desk.put(".hidden.csv", kTable);
  desk.expand({"logo.png", ".hidden.csv", "gone.csv"});
  CHECK(desk.list.paths == Names{".hidden.csv", "gone.csv", "logo.png"});
}

}  // namespace
}  // namespace verbatim
