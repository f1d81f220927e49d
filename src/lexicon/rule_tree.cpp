#include "lexicon/rule_tree.h"

#include <algorithm>

#include <fmt/format.h>

namespace verbatim {

namespace {

std::string_view window_name(Window window) {
  switch (window) {
    case Window::clause:
      return "";
    case Window::sentence:
      return "/SENTENCE";
    case Window::comment:
      return "/COMMENT";
  }
  return "";
}

// In quotation marks unless it is one plain word.
std::string quoted(const std::string& term) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '~' || c == '*' || c == '#' ||
           c == '\'' || c == '-';
  };
  const bool is_word = std::all_of(term.begin(), term.end(), is_plain) && term.front() != '-';
  return is_word ? term : '"' + term + '"';
}

// In parentheses unless it stands for itself.
std::string part_text(const RuleTree& tree) {
  const bool is_plain =
      (tree.op == RuleTree::Op::terms && tree.terms.size() == 1) || tree.op == RuleTree::Op::name;
  return is_plain ? to_text(tree) : '(' + to_text(tree) + ')';
}

}  // namespace

RuleTree without_bars(const RuleTree& tree) {
  RuleTree bare = tree;
  bare.parts.clear();
  for (std::size_t p = 0; p < tree.parts.size(); ++p) {
    const RuleTree& part = tree.parts[p];
    const bool bars = (tree.op == RuleTree::Op::conjunction && part.is_barred) ||
                      (tree.op == RuleTree::Op::except && p > 0);
    if (!bars) bare.parts.push_back(without_bars(part));
  }
  const bool joins = tree.op == RuleTree::Op::conjunction || tree.op == RuleTree::Op::except;
  if (!joins || bare.parts.size() > 1) return bare;
  // Only the first part is left: it stands for the whole.
  RuleTree only = std::move(bare.parts.front());
  only.is_barred = tree.is_barred;
  only.within = tree.within;
  return only;
}

std::string to_text(const RuleTree& tree) {
  switch (tree.op) {
    case RuleTree::Op::terms:
    case RuleTree::Op::unite: {
      std::string text;
      for (const PlacedTerm& term : tree.terms) text += (text.empty() ? "" : " OR ") + quoted(term.term);
      for (const RuleTree& part : tree.parts) text += (text.empty() ? "" : " OR ") + part_text(part);
      return text;
    }
    case RuleTree::Op::name:
      return '^' + tree.text;
    case RuleTree::Op::conjunction: {
      std::string text = part_text(tree.parts.front());
      for (std::size_t i = 1; i < tree.parts.size(); ++i) {
        const RuleTree& part = tree.parts[i];
        text += fmt::format(" {}{} {}", part.is_barred ? "NOT" : "AND", window_name(part.within),
                            part_text(part));
      }
      return text;
    }
    case RuleTree::Op::near:
    case RuleTree::Op::before:
      return fmt::format("{} {}/{} {}", part_text(tree.parts[0]),
                         tree.op == RuleTree::Op::near ? "NEAR" : "BEFORE", tree.distance,
                         part_text(tree.parts[1]));
    case RuleTree::Op::except:
      return fmt::format("{} EXCEPT {}", part_text(tree.parts[0]), part_text(tree.parts[1]));
    case RuleTree::Op::pattern:
      return fmt::format("{} MATCHING{} /{}/", part_text(tree.parts[0]), window_name(tree.reach), tree.text);
  }
  return {};
}

}  // namespace verbatim
