// Which posts are copies of others: like identity.h, a pass before the analysis whose result is frozen before
// it begins, spilled to disk where it is large.
//
// Posts with a key in common (see post_key.h) are one. The first of them in input order is kept, or the first
// that is not cut; the others are counted with it, and so are their authors and their reach.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/identity.h"
#include "pipeline/spilled_records.h"
#include "text/post_key.h"
#include "verbatim/error.h"

namespace verbatim {

struct PostEntry {
  PostKey key;
  Ordinal ordinal{};
  std::uint64_t author = 0;  // hash; 0: not known
  std::uint64_t reach = 0;
};

// A post that stands for others.
struct KeptPost {
  Ordinal ordinal{};
  std::uint32_t reposts = 0;
  std::uint64_t reach = 0;  // of the reposts
  std::size_t first_author = 0;
  std::size_t authors = 0;  // of the reposts, by hash, in Reposts::authors
};

struct Reposts {
  std::vector<Ordinal> folded;  // sorted: these records are passed over
  std::vector<KeptPost> kept;   // sorted by ordinal
  std::vector<std::uint64_t> authors;

  bool contains(Ordinal ordinal) const;
  // Null for a post without copies.
  const KeptPost* find(Ordinal ordinal) const;
};

class RepostTable {
 public:
  explicit RepostTable(std::size_t memory_bytes = std::size_t{48} << 20);

  // In any order. Errors: Fault::bad_output when a temporary file cannot be written.
  Result<void> add(std::span<const PostEntry> posts);
  // The table is empty afterwards. Records that are repeats of others are no posts.
  Result<Reposts> finish(const Repeats& repeats);

 private:
  struct Record {
    std::uint64_t key = 0;
    Ordinal ordinal{};
    std::uint64_t author = 0;
    std::uint64_t reach = 0;
    bool is_cut = false;
    bool is_beginning = false;
  };
  struct Link;
  static void link_group(std::span<const Record> group, std::vector<Link>& links);

  SpilledRecords<Record> records_;
};

}  // namespace verbatim
