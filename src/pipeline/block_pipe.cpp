#include "pipeline/block_pipe.h"

#include <algorithm>
#include <thread>

namespace verbatim {

unsigned threads_of(const AnalyzeOptions& options) {
  return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

std::optional<Block> BlockStream::next() {
  while (!error_ && input_ < plan_.inputs.size()) {
    if (!reader_ && !open()) break;
    Block block;
    auto more = reader_->next(block);
    if (!more) {
      error_ = more.error();
      if (error_->place.file.empty()) error_->place.file = plan_.inputs[input_].path;
      break;
    }
    if (*more) return block;
    reader_.reset();
    source_.reset();
    ++input_;
  }
  return std::nullopt;
}

bool BlockStream::open() {
  const InputPlan& input = plan_.inputs[input_];
  auto source = store_.open(input.path);
  if (!source) {
    error_ = source.error();
    return false;
  }
  source_ = std::move(*source);
  BlockReaderOptions options;
  options.dialect = input.detection.layout.dialect;
  options.source = static_cast<std::uint32_t>(input_);
  options.block_bytes = block_bytes_;
  options.skip_bytes = input.detection.skip_bytes;
  options.skip_lines = input.detection.skip_lines;
  reader_.emplace(*source_, options);
  return true;
}

}  // namespace verbatim
