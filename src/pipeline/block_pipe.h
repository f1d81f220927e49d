// Read | work in parallel | fold in order. The only place that knows of threads.
#pragma once

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "input/block_reader.h"
#include "input/input_store.h"
#include "pipeline/plan.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

// One value for each thread that asks, made when it first does.
template <class T>
using PerThread = oneapi::tbb::enumerable_thread_specific<T>;

// As many threads as the user asked for, else one per core.
unsigned threads_of(const AnalyzeOptions& options);

// All inputs, one after the other, as one row of blocks.
class BlockStream {
 public:
  // `plan` and `store` must outlive the stream.
  BlockStream(const Plan& plan, InputStore& store, std::size_t block_bytes)
      : plan_(plan), store_(store), block_bytes_(block_bytes) {}

  // The next block, or nothing at the end or after an error.
  std::optional<Block> next();

  const std::optional<Error>& error() const { return error_; }

 private:
  bool open();

  const Plan& plan_;
  InputStore& store_;
  std::size_t block_bytes_;
  std::size_t input_ = 0;
  std::unique_ptr<ByteSource> source_;
  std::optional<BlockReader> reader_;
  std::optional<Error> error_;
};

struct PipeSize {
  std::size_t block_bytes = 0;
  unsigned threads = 1;
};

// Runs `work(block, rows before it)` on every block in parallel and hands what it returns to `fold` in input
// order. Errors: of reading, of `fold` (a Result<void>); the earliest in the input ends the run.
template <class Work, class Fold>
Result<void> pipe_blocks(const Plan& plan, InputStore& store, PipeSize size, Work work, Fold fold) {
  namespace tbb = oneapi::tbb;
  BlockStream stream(plan, store, size.block_bytes);
  std::uint64_t rows = 0;
  std::optional<Error> failed;
  struct Job {
    Block block;
    std::uint64_t rows_before = 0;
  };
  using Done = decltype(work(std::declval<const Block&>(), std::uint64_t{}));
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, size.threads);
  tbb::task_arena arena(static_cast<int>(size.threads));
  arena.execute([&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(size.threads) * 4,
        tbb::make_filter<void, Job>(tbb::filter_mode::serial_in_order,
                                    [&](tbb::flow_control& control) -> Job {
                                      auto block = failed ? std::nullopt : stream.next();
                                      if (!block) {
                                        control.stop();
                                        return {};
                                      }
                                      Job job{std::move(*block), rows};
                                      rows += job.block.rows;
                                      return job;
                                    }) &
            tbb::make_filter<Job, Done>(tbb::filter_mode::parallel,
                                        [&](const Job& job) { return work(job.block, job.rows_before); }) &
            tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, [&](const auto& result) {
              if (failed) return;
              if (auto folded = fold(result); !folded) failed = folded.error();
            }));
  });
  if (stream.error()) return tl::unexpected(*stream.error());
  if (failed) return tl::unexpected(*failed);
  return {};
}

}  // namespace verbatim
