#include "text/form_hash.h"

namespace verbatim {

std::uint64_t form_hash(std::string_view form) {
  if (form.size() <= 16) {
    char padded[16] = {};
    if (!form.empty()) std::memcpy(padded, form.data(), form.size());
    return form_hash_of_padded({padded, form.size()});
  }
  const char* bytes = form.data();
  std::uint64_t seed = 0;
  for (std::size_t left = form.size(); left > 16; left -= 16) {
    seed = hashing::mix(hashing::load8(bytes) ^ hashing::kFirst,
                        hashing::load8(bytes + 8) ^ seed ^ hashing::kThird);
    bytes += 16;
  }
  const char* const last = form.data() + form.size() - 16;
  return hashing::finish(hashing::load8(last), hashing::load8(last + 8), seed, form.size());
}

}  // namespace verbatim
