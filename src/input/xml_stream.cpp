#include "input/xml_stream.h"

#include <expat.h>

#include <memory>
#include <type_traits>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr int kReadBytes = 1 << 16;
// Deeper than any sheet; expat's own stack and ours stay small.
constexpr int kMaxDepth = 256;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct State {
  XML_Parser parser;
  XmlHandler& handler;
  int depth = 0;
  bool has_doctype = false;
  bool is_too_deep = false;

  void stop_if_done() const {
    if (handler.is_done()) XML_StopParser(parser, XML_FALSE);
  }
};

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& state = *static_cast<State*>(data);
  if (++state.depth > kMaxDepth) {
    state.is_too_deep = true;
    XML_StopParser(state.parser, XML_FALSE);
    return;
  }
  state.handler.start(local_name(name), XmlAttributes(attributes));
  state.stop_if_done();
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  auto& state = *static_cast<State*>(data);
  --state.depth;
  state.handler.end(local_name(name));
  state.stop_if_done();
}

void XMLCALL on_text(void* data, const XML_Char* text, int size) {
  static_cast<State*>(data)->handler.text({text, static_cast<std::size_t>(size)});
}

void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& state = *static_cast<State*>(data);
  state.has_doctype = true;
  XML_StopParser(state.parser, XML_FALSE);
}

}  // namespace

const char* XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(*pair) == name) return pair[1];
  }
  return nullptr;
}

Result<void> read_xml(ByteSource& source, XmlHandler& handler, const std::string& path,
                      std::string_view part) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) return fail(Fault::internal, "out of memory", {path, 0, 0});
  State state{parser.get(), handler};
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  for (;;) {
    void* buffer = XML_GetBuffer(parser.get(), kReadBytes);
    if (buffer == nullptr) return fail(Fault::internal, "out of memory", {path, 0, 0});
    auto got = source.read(static_cast<char*>(buffer), kReadBytes);
    if (!got) return tl::unexpected(got.error());
    const bool is_last = *got == 0;
    if (XML_ParseBuffer(parser.get(), static_cast<int>(*got), is_last ? 1 : 0) == XML_STATUS_ERROR) {
      if (handler.is_done()) return {};
      const auto line = static_cast<unsigned long long>(XML_GetCurrentLineNumber(parser.get()));
      const auto column = static_cast<unsigned long long>(XML_GetCurrentColumnNumber(parser.get())) + 1;
      const char* why = state.has_doctype   ? "a document type is declared"
                        : state.is_too_deep ? "elements are nested too deep"
                                            : XML_ErrorString(XML_GetErrorCode(parser.get()));
      return fail(Fault::bad_input,
                  fmt::format("its part '{}' cannot be read ({}, line {}, column {}); open the workbook in a "
                              "spreadsheet program and save it again",
                              part, why, line, column),
                  {path, 0, 0});
    }
    if (is_last) return {};
  }
}

}  // namespace verbatim
