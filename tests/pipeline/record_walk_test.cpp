#include "pipeline/record_walk.h"

#include <doctest/doctest.h>

#include <string>

#include "support/program.h"

namespace verbatim {
namespace {

constexpr std::size_t kAll = 1000;

// "line:first field" of the first `most` records that a walk visits, a blank between them; a record without
// fields as its line alone.
std::string visited(std::string_view bytes, std::size_t most = kAll,
                    std::uint64_t in_bytes = std::numeric_limits<std::uint64_t>::max()) {
  const ScratchFolder folder;
  const std::string path = folder.put("in.csv", bytes);
  const auto detection = detect_csv(bytes, true, {});
  REQUIRE(detection.has_value());
  InputStore store;
  std::string all;
  std::size_t records = 0;
  std::string scratch;
  const RecordVisit visit = [&](const CsvRecord& record) {
    all += (all.empty() ? "" : " ") + std::to_string(record.line);
    if (record.kind == CsvKind::record) all += ":" + std::string(record.field(0, scratch));
    return ++records < most;
  };
  CHECK(walk_records(store, path, *detection, visit, in_bytes).has_value());
  return all;
}

TEST_CASE("record_walk: records come in file order, from below the header") {
  CHECK(visited("id,comment\n1,good\n2,\"a\nb\"\n3,bad\n") == "2:1 3:2 5:3");
  CHECK(visited("Survey of May\n\nid,nps,comment\n1,9,good\n2,0,bad\n3,1,bad\n") == "4:1 5:2 6:3");
  CHECK(visited("id,comment\n").empty());
}

TEST_CASE("record_walk: blank lines, repeated headers and rejected records are visited, too") {
  CHECK(visited("id,comment\n1,good\n\nid,comment\n2,x,y,z\n3,bad\n") == "2:1 3 4 5 6:3");
}

TEST_CASE("record_walk: a visit that returns false ends the walk") {
  CHECK(visited("id,comment\n1,good\n2,bad\n3,bad\n", 2) == "2:1 3:2");
}

TEST_CASE("record_walk: it ends with the block that reaches the number of bytes") {
  std::string bytes = "id,comment\n";
  for (int i = 0; i < 300; ++i) bytes += std::to_string(i) + "," + std::string(10000, 'x') + "\n";  // 3 MB
  CHECK(visited(bytes).ends_with(" 301:299"));
  CHECK(visited(bytes, kAll, 100).starts_with("2:0 3:1 "));
  CHECK(visited(bytes, kAll, 100).find(" 150:") == std::string::npos);
}

TEST_CASE("record_walk: a file that is not there is told by its name") {
  InputStore store;
  const auto walked =
      walk_records(store, "no/such.csv", CsvDetection{}, [](const CsvRecord&) { return true; });
  REQUIRE(!walked.has_value());
  CHECK(walked.error().fault == Fault::bad_input);
  CHECK(walked.error().place.file == "no/such.csv");
}

}  // namespace
}  // namespace verbatim
