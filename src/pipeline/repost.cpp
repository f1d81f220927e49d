#include "pipeline/repost.h"

#include <algorithm>
#include <tuple>

namespace verbatim {

// Two posts that are one.
struct RepostTable::Link {
  Record post;
  Record other;
};

bool Reposts::contains(Ordinal ordinal) const {
  return std::binary_search(folded.begin(), folded.end(), ordinal);
}

const KeptPost* Reposts::find(Ordinal ordinal) const {
  const auto at = std::lower_bound(kept.begin(), kept.end(), ordinal,
                                   [](const KeptPost& post, Ordinal o) { return post.ordinal < o; });
  return at != kept.end() && at->ordinal == ordinal ? &*at : nullptr;
}

RepostTable::RepostTable(std::size_t memory_bytes) : records_(memory_bytes) {}

Result<void> RepostTable::add(std::span<const PostEntry> posts) {
  for (const PostEntry& post : posts) {
    Record record{post.key.whole, post.ordinal, post.author, post.reach, post.key.is_cut, false};
    if (record.key != 0) {
      if (auto added = records_.add(record.key, record); !added) return added;
    }
    record.key = post.key.beginning;
    record.is_beginning = true;
    if (record.key != 0) {
      if (auto added = records_.add(record.key, record); !added) return added;
    }
  }
  return {};
}

// REQUIRES: the group's records have one key and are sorted by place. Beginnings link only what is cut: two
// whole posts may begin alike.
void RepostTable::link_group(std::span<const Record> group, std::vector<Link>& links) {
  const Record* first = &group.front();
  if (group.front().is_beginning) {
    const auto whole = std::find_if(group.begin(), group.end(), [](const Record& r) { return !r.is_cut; });
    if (whole != group.end()) first = &*whole;
  }
  for (const Record& record : group) {
    if (&record != first && (record.is_cut || !record.is_beginning)) links.push_back({record, *first});
  }
}

Result<Reposts> RepostTable::finish(const Repeats& repeats) {
  std::vector<Link> links;
  for (std::size_t part = 0; part < SpilledRecords<Record>::kParts; ++part) {
    auto taken = records_.take(part);
    if (!taken) return tl::unexpected(taken.error());
    std::vector<Record>& records = *taken;
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
      return std::tie(a.key, a.is_beginning, a.ordinal) < std::tie(b.key, b.is_beginning, b.ordinal);
    });
    for (std::size_t begin = 0; begin < records.size();) {
      const auto same = [&](const Record& r) {
        return r.key == records[begin].key && r.is_beginning == records[begin].is_beginning;
      };
      std::size_t end = begin + 1;
      while (end < records.size() && same(records[end])) ++end;
      const auto first = records.begin() + static_cast<std::ptrdiff_t>(begin);
      auto last = records.begin() + static_cast<std::ptrdiff_t>(end);
      if (end - begin > 1)
        last = std::remove_if(first, last, [&](const Record& r) { return repeats.contains(r.ordinal); });
      if (last - first > 1) link_group(std::span(first, last), links);
      begin = end;
    }
  }

  // The posts that have a copy, each once and in order, and which of them are one.
  std::vector<Record> posts;
  for (const Link& link : links) {
    posts.push_back(link.post);
    posts.push_back(link.other);
  }
  const auto by_place = [](const Record& a, const Record& b) { return a.ordinal < b.ordinal; };
  std::sort(posts.begin(), posts.end(), by_place);
  posts.erase(std::unique(posts.begin(), posts.end(),
                          [](const Record& a, const Record& b) { return a.ordinal == b.ordinal; }),
              posts.end());
  std::vector<std::size_t> parent(posts.size());
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = i;
  const auto root_of = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const auto index_of = [&](const Record& record) {
    return static_cast<std::size_t>(std::lower_bound(posts.begin(), posts.end(), record, by_place) -
                                    posts.begin());
  };
  for (const Link& link : links) {
    const std::size_t a = root_of(index_of(link.post));
    const std::size_t b = root_of(index_of(link.other));
    parent[std::max(a, b)] = std::min(a, b);
  }

  // Of each set the first post that is whole stands for it: by root, then whole before cut, then place.
  std::vector<std::size_t> order(posts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<std::size_t> roots(posts.size());
  for (std::size_t i = 0; i < roots.size(); ++i) roots[i] = root_of(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(roots[a], posts[a].is_cut, a) < std::tuple(roots[b], posts[b].is_cut, b);
  });
  Reposts out;
  for (std::size_t begin = 0; begin < order.size();) {
    KeptPost kept;
    kept.ordinal = posts[order[begin]].ordinal;
    kept.first_author = out.authors.size();
    std::size_t end = begin + 1;
    for (; end < order.size() && roots[order[end]] == roots[order[begin]]; ++end) {
      const Record& copy = posts[order[end]];
      out.folded.push_back(copy.ordinal);
      ++kept.reposts;
      kept.reach += copy.reach;
      if (copy.author != 0) out.authors.push_back(copy.author);
    }
    kept.authors = out.authors.size() - kept.first_author;
    out.kept.push_back(kept);
    begin = end;
  }
  std::sort(out.folded.begin(), out.folded.end());
  std::sort(out.kept.begin(), out.kept.end(),
            [](const KeptPost& a, const KeptPost& b) { return a.ordinal < b.ordinal; });
  return out;
}

}  // namespace verbatim
