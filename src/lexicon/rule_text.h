// The text form of a theme rule, read into its tree:
//
//   wait~ NEAR/5 (phone OR "phone line") NOT "can't wait"
//
// docs/LEXICON.md tells the language. Terms are checked by who compiles them; patterns are checked here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "lexicon/rule_tree.h"

namespace verbatim {

// Something at a byte of the rule's text.
struct RuleNote {
  std::size_t offset = 0;
  std::string message;
};

struct ReadRule {
  RuleTree tree;                  // places: column = byte of the text, from 1; no file and no line
  std::vector<RuleNote> remarks;  // what can be read but may not be meant
};

constexpr std::size_t kMaxRuleBytes = 8192;

tl::expected<ReadRule, RuleNote> read_rule_text(std::string_view text);

// Is this what can stand behind "^": a theme's id or a name of the same form?
bool is_rule_name(std::string_view text);

}  // namespace verbatim
