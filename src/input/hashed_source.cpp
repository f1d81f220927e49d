#include "input/hashed_source.h"

#include <xxhash.h>

#include <fmt/format.h>

namespace verbatim {
namespace {

class HashedSource final : public ByteSource {
 public:
  HashedSource(std::unique_ptr<ByteSource> source, HashTold told)
      : source_(std::move(source)), told_(std::move(told)), state_(XXH3_createState()) {
    XXH3_128bits_reset(state_.get());
  }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    auto count = source_->read(buffer, size);
    if (!count || is_told_) return count;
    if (*count > 0) {
      XXH3_128bits_update(state_.get(), buffer, *count);
    } else if (size > 0) {
      const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
      told_(fmt::format("{:016x}{:016x}", hash.high64, hash.low64));
      is_told_ = true;
    }
    return count;
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };

  std::unique_ptr<ByteSource> source_;
  HashTold told_;
  std::unique_ptr<XXH3_state_t, Free> state_;
  bool is_told_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> hashed_source(std::unique_ptr<ByteSource> source, HashTold told) {
  return std::make_unique<HashedSource>(std::move(source), std::move(told));
}

}  // namespace verbatim
