// A sheet of an XLSX workbook as a table. The sheet is read once, into rows (table_row.h) in a nameless
// temporary file: XML is slow, and its widest row is known only at the end.
#pragma once

#include <memory>
#include <string>

#include "input/table.h"

namespace verbatim {

// An open file that can be read from any place; closed with its guard.
class InputDescriptor {
 public:
  explicit InputDescriptor(int descriptor) : descriptor_(descriptor) {}
  InputDescriptor(InputDescriptor&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  InputDescriptor& operator=(InputDescriptor&&) = delete;
  ~InputDescriptor();

  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// Errors: as open_table. Nothing for a zip file that is no office document.
Result<std::unique_ptr<Table>> open_xlsx_table(const std::string& path, const InputDescriptor& file,
                                               const TableOptions& options);

}  // namespace verbatim
