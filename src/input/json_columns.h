// The columns of JSON records: every field that one of them has, in the order in which they were first seen.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verbatim {

class JsonColumns {
 public:
  // Column of a field, added if it is new. `hint` is where it probably stands.
  std::size_t add(std::string_view name, bool is_null, std::size_t hint);
  // Column of a field; -1 if it has none. REQUIRES: finish() was called.
  int find(std::string_view name, std::size_t hint) const;

  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }

  // Leaves out what is null wherever it stands alone and an object elsewhere: "user" beside "user.name".
  void finish();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::vector<std::string> names_;
  std::vector<bool> is_null_;  // wherever it was seen
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;
};

}  // namespace verbatim
