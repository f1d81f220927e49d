#include "support/workbook.h"

#include <archive.h>
#include <archive_entry.h>

#include <fmt/format.h>

namespace verbatim {

std::string zip_of(const ZipEntries& entries) {
  std::string bytes(std::size_t{1} << 22, '\0');
  std::size_t used = 0;
  archive* zip = archive_write_new();
  archive_write_set_format_zip(zip);
  archive_write_open_memory(zip, bytes.data(), bytes.size(), &used);
  for (const auto& [name, content] : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(zip);
  archive_write_free(zip);
  bytes.resize(used);
  return bytes;
}

ZipEntries workbook_entries(const WorkbookParts& parts) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string sheets, relations;
  ZipEntries entries = {
      {"[Content_Types].xml", head + "<Types/>"},
      {"_rels/.rels", fmt::format("{}<Relationships><Relationship Id=\"r1\" Type=\"{}officeDocument\" "
                                  "Target=\"xl/workbook.xml\"/></Relationships>",
                                  head, type)}};
  for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
    const auto& [name, rows] = parts.sheets[i];
    sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"s{}\"{}/>", name, i + 1, i,
                          name == parts.hidden ? " state=\"hidden\"" : "");
    relations += fmt::format(
        "<Relationship Id=\"s{}\" Type=\"{}worksheet\" Target=\"worksheets/sheet{}.xml\"/>", i, type, i + 1);
    entries.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                         head + parts.doctype + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  }
  std::string cells;
  for (const int format : parts.cell_formats) cells += fmt::format("<xf numFmtId=\"{}\"/>", format);
  entries.emplace_back("xl/workbook.xml",
                       fmt::format("{}<workbook><workbookPr{}/><sheets>{}</sheets></workbook>", head,
                                   parts.is_1904 ? " date1904=\"1\"" : "", sheets));
  entries.emplace_back("xl/_rels/workbook.xml.rels",
                       fmt::format("{}<Relationships>{}<Relationship Id=\"a\" Type=\"{}styles\" "
                                   "Target=\"styles.xml\"/><Relationship Id=\"b\" Type=\"{}sharedStrings\" "
                                   "Target=\"/xl/sharedStrings.xml\"/></Relationships>",
                                   head, relations, type, type));
  entries.emplace_back("xl/styles.xml",
                       fmt::format("{}<styleSheet><numFmts>{}</numFmts><cellStyleXfs><xf "
                                   "numFmtId=\"9\"/></cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>",
                                   head, parts.formats, cells));
  entries.emplace_back("xl/sharedStrings.xml", head + "<sst>" + parts.shared + "</sst>");
  return entries;
}

std::string workbook_of(const WorkbookParts& parts) {
  return zip_of(workbook_entries(parts));
}

}  // namespace verbatim
