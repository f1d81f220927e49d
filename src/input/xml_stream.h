// Goes through an XML part of a document as it is read. Document types are refused, so that no entity can be
// declared: neither a bomb nor a way to other files.
#pragma once

#include <string>
#include <string_view>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

// Attributes as expat gives them: name, value, ..., nullptr.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // The value by the name without its prefix; nullptr if there is none. Lives until the call returns.
  const char* find(std::string_view name) const;

 private:
  const char** pairs_;
};

// Names come without their prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view part) = 0;
  // True ends the reading early, without an error.
  virtual bool is_done() const { return false; }
};

// `path` and `part` name the place in messages. Errors: Fault::bad_input.
Result<void> read_xml(ByteSource& source, XmlHandler& handler, const std::string& path,
                      std::string_view part);

}  // namespace verbatim
