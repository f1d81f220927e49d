// Small XLSX workbooks made in the test, part by part.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim {

using ZipEntries = std::vector<std::pair<std::string, std::string>>;

// A zip file of these entries, in this order.
std::string zip_of(const ZipEntries& entries);

struct WorkbookParts {
  std::vector<std::pair<std::string, std::string>> sheets;  // name, the XML inside <sheetData>
  std::string shared;                                       // the XML inside <sst>
  std::string formats;                                      // the XML inside <numFmts>
  std::vector<int> cell_formats;                            // number format of style 0, 1, ...
  bool is_1904 = false;
  std::string hidden;   // the name of a sheet that is hidden
  std::string doctype;  // before each sheet's root
};

ZipEntries workbook_entries(const WorkbookParts& parts);
std::string workbook_of(const WorkbookParts& parts);

}  // namespace verbatim
