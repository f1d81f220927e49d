// Random tables in random encodings and compressions are read back equal, through the store, the detection
// and the reader of records as in a run. VERBATIM_ROUND_TRIPS sets another number of them than 1,000.
#include <cstdlib>
#include <random>

#include <doctest/doctest.h>

#include "input/input_store.h"
#include "pipeline/record_walk.h"
#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Chance = std::mt19937;

std::size_t below(Chance& chance, std::size_t n) {
  return chance() % n;
}

std::string random_cell(Chance& chance, bool is_western) {
  static const char* const kWestern[] = {"slow", "rude staff", "caf\u00E9", "na\u00EFve", "\u201Clate\u201D",
                                         "a, b", "line\nend",  "\"so\"",    "\u20AC 5",   ""};
  static const char* const kOther[] = {"\u592A\u6162\u4E86", "\U0001F621", "\u043F\u043B\u043E\u0445\u043E",
                                       "e\u0301", "\u0E0A\u0E49\u0E32"};
  std::string cell = "x";
  for (std::size_t n = below(chance, 5); n > 0; --n) {
    cell += ' ';
    cell += is_western || below(chance, 3) > 0 ? kWestern[below(chance, std::size(kWestern))]
                                               : kOther[below(chance, std::size(kOther))];
  }
  return cell;
}

std::string csv_of(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      text += '"';
      for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += '\n';
  }
  return text;
}

Rows read_back(InputStore& store, const std::string& path) {
  auto source = store.open(path);
  if (!source) FAIL(to_string(source.error()));
  auto sample = read_sample(**source, kCsvSampleBytes);
  REQUIRE(sample);
  auto detection = detect_csv(sample->bytes, sample->is_whole, {});
  if (!detection) FAIL(to_string(detection.error()));
  Rows rows = {detection->columns};
  const RecordVisit collect = [&](const CsvRecord& record) {
    if (record.kind == CsvKind::blank) return true;
    std::vector<std::string> row;
    std::string scratch;
    for (std::size_t i = 0; i < record.fields.size(); ++i) row.emplace_back(record.field(i, scratch));
    rows.push_back(std::move(row));
    return true;
  };
  REQUIRE(walk_records(store, path, *detection, collect));
  return rows;
}

TEST_CASE("round_trip: random tables come back equal from any encoding, compression and archive") {
  const char* wanted = std::getenv("VERBATIM_ROUND_TRIPS");
  const int cases = wanted != nullptr ? std::atoi(wanted) : 1000;
  const ScratchFolder folder;
  for (int n = 0; n < cases; ++n) {
    CAPTURE(n);
    Chance chance(static_cast<unsigned>(n));
    static const char* const kEncodings[] = {"UTF-8",    "UTF-16LE",     "UTF-16BE", "UTF-32LE",
                                             "UTF-32BE", "windows-1252", "GB18030"};
    const std::string encoding = kEncodings[below(chance, std::size(kEncodings))];
    const bool is_wide = encoding.starts_with("UTF-");
    const bool has_mark = is_wide && below(chance, 2) == 0;
    const std::size_t width = 2 + below(chance, 4);
    Rows rows(1);
    for (std::size_t i = 0; i < width; ++i)
      rows[0].push_back("column " + std::string(1, static_cast<char>('a' + i)));
    for (std::size_t r = 1 + below(chance, 30); r > 0; --r) {
      rows.emplace_back();
      for (std::size_t i = 0; i < width; ++i)
        rows.back().push_back(random_cell(chance, encoding == "windows-1252"));
    }
    std::string bytes = encoded(encoding, (has_mark ? "\uFEFF" : "") + csv_of(rows));
    for (std::size_t layers = below(chance, 3); layers > 0; --layers)
      bytes = packed(kCompressions[below(chance, std::size(kCompressions))], bytes);
    const bool in_zip = below(chance, 4) == 0;
    const std::string file = folder.put("in", in_zip ? zip_of({{"t.csv", bytes}}) : bytes);
    InputStore store;
    if (!is_wide) store.tell_encoding(encoding);
    if (in_zip) store.add_member(file + "/t.csv", file, 0);
    CAPTURE(encoding);
    CHECK(read_back(store, in_zip ? file + "/t.csv" : file) == rows);
  }
}

}  // namespace
}  // namespace verbatim
