#include "input/json_columns.h"

#include <set>

namespace verbatim {

std::size_t JsonColumns::add(std::string_view name, bool is_null, std::size_t hint) {
  std::size_t column = hint;
  if (hint >= names_.size() || names_[hint] != name) {
    if (const auto known = index_.find(name); known != index_.end()) {
      column = known->second;
    } else {
      column = names_.size();
      names_.emplace_back(name);
      is_null_.push_back(true);
      index_.emplace(std::string(name), column);
    }
  }
  if (!is_null) is_null_[column] = false;
  return column;
}

int JsonColumns::find(std::string_view name, std::size_t hint) const {
  if (hint < names_.size() && names_[hint] == name) return static_cast<int>(hint);
  const auto known = index_.find(name);
  return known == index_.end() ? -1 : static_cast<int>(known->second);
}

void JsonColumns::finish() {
  std::set<std::string, std::less<>> parents;  // every a and a.b of a.b.c
  for (const std::string& name : names_) {
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
      parents.insert(name.substr(0, dot));
  }
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!is_null_[i] || !parents.contains(names_[i])) kept.push_back(std::move(names_[i]));
  }
  names_ = std::move(kept);
  is_null_.assign(names_.size(), false);
  index_.clear();
  for (std::size_t i = 0; i < names_.size(); ++i) index_.emplace(names_[i], i);
}

}  // namespace verbatim
