// A hasher of forms for the standard containers: form_hash() of token.h with heterogeneous look-up.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/token.h"

namespace verbatim {

struct FormHasher {
  using is_transparent = void;
  std::size_t operator()(std::string_view form) const { return static_cast<std::size_t>(form_hash(form)); }
};

}  // namespace verbatim
