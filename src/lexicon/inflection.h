// Grows a word into its inflections by the suffix rules and irregular groups of the `inflections` files.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verbatim {

struct SuffixRule {
  std::string ends;              // for words that end so
  std::vector<std::string> but;  // and in none of these
  std::size_t drop = 0;          // letters (bytes) taken off the end
  std::vector<std::string> add;  // each of them gives a form
};

class Inflections {
 public:
  void add_rule(SuffixRule rule) { rules_.push_back(std::move(rule)); }
  void add_irregular(std::string base, std::vector<std::string> forms);
  // Before one of `add`, a short word that ends consonant-vowel-consonant doubles its last letter if that is
  // in `last`.
  void set_doubling(std::vector<std::string> add, std::string last);

  // The word itself and all its forms, without duplicates, in a fixed order.
  std::vector<std::string> forms_of(std::string_view base) const;

 private:
  std::vector<SuffixRule> rules_;
  std::unordered_map<std::string, std::vector<std::string>> irregular_;
  std::vector<std::string> doubling_add_;
  std::string doubling_last_;
};

}  // namespace verbatim
