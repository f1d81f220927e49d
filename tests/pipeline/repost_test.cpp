#include "pipeline/repost.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

namespace verbatim {
namespace {

PostEntry post(std::uint64_t row, std::string_view text, std::uint64_t author = 0, std::uint64_t reach = 0) {
  PostReader reader;
  return {reader.read(text), make_ordinal(0, row), author, reach};
}

Reposts reposts_of(const std::vector<PostEntry>& posts, const Repeats& repeats = {},
                   std::size_t memory = 1 << 20) {
  RepostTable table(memory);
  for (const PostEntry& entry : posts) REQUIRE(table.add({&entry, 1}).has_value());
  auto found = table.finish(repeats);
  REQUIRE(found.has_value());
  return std::move(*found);
}

constexpr std::string_view kLate = "The delivery was late again and nobody at the shop told me why";
constexpr std::string_view kCut = "RT @jo: The delivery was late again and nobody at the shop t\u2026";
constexpr std::string_view kOther = "Staff at the till were rude to my mother this morning";

TEST_CASE("repost: the first of the copies is kept and counts the others, their authors and their reach") {
  const Reposts found = reposts_of({post(5, kLate, 3, 30), post(1, kLate, 1, 10), post(2, kOther, 9, 1),
                                    post(4, "RT @jo: " + std::string(kLate), 2, 20)});
  CHECK(found.folded == std::vector{make_ordinal(0, 4), make_ordinal(0, 5)});
  CHECK(found.contains(make_ordinal(0, 4)));
  CHECK_FALSE(found.contains(make_ordinal(0, 1)));
  const KeptPost* kept = found.find(make_ordinal(0, 1));
  REQUIRE(kept != nullptr);
  CHECK(kept->reposts == 2);
  CHECK(kept->reach == 50);
  CHECK(kept->authors == 2);
  CHECK(found.authors == std::vector<std::uint64_t>{2, 3});
  CHECK(found.find(make_ordinal(0, 2)) == nullptr);
}

TEST_CASE("repost: a post that is cut is counted with the whole one, though that comes later") {
  const Reposts found = reposts_of({post(1, kCut), post(2, kCut), post(3, kLate), post(4, kOther)});
  CHECK(found.folded == std::vector{make_ordinal(0, 1), make_ordinal(0, 2)});
  REQUIRE(found.find(make_ordinal(0, 3)) != nullptr);
  CHECK(found.find(make_ordinal(0, 3))->reposts == 2);
}

TEST_CASE("repost: two whole posts that begin alike are two") {
  const std::string begin = "The delivery was late again and nobody at the shop ";
  const Reposts found = reposts_of({post(1, begin + "answered my calls so I went there myself on Tuesday"),
                                    post(2, begin + "cared until my neighbour shouted at the manager")});
  CHECK(found.folded.empty());
}

TEST_CASE("repost: a record that repeats another is no post of its own") {
  Repeats repeats;
  repeats.folded = {make_ordinal(0, 2)};
  CHECK(reposts_of({post(1, kLate), post(2, kLate)}, repeats).folded.empty());
  CHECK(reposts_of({post(1, kLate), post(2, kLate), post(3, kLate)}, repeats).folded ==
        std::vector{make_ordinal(0, 3)});
}

TEST_CASE("repost: the order of the posts and what is spilled to disk change nothing") {
  std::vector<PostEntry> posts;
  for (std::uint64_t n = 0; n < 3000; ++n) {
    std::string text = "post number " + std::to_string(n % 400) + " is about the weather in city " +
                       std::to_string(n % 400 * 7) + " and nothing else at all really";
    if (n % 11 == 0) text = text.substr(0, text.size() - 12) + "\u2026";
    posts.push_back(post(n + 1, text, n % 50 + 1, n));
  }
  const Reposts expected = reposts_of(posts);
  CHECK(expected.folded.size() == 2600);
  CHECK(expected.kept.size() == 400);
  std::reverse(posts.begin(), posts.end());
  const Reposts spilled = reposts_of(posts, {}, 1);
  CHECK(spilled.folded == expected.folded);
  CHECK(spilled.authors == expected.authors);
  REQUIRE(spilled.kept.size() == expected.kept.size());
  for (std::size_t i = 0; i < spilled.kept.size(); ++i) {
    REQUIRE(spilled.kept[i].ordinal == expected.kept[i].ordinal);
    REQUIRE(spilled.kept[i].reposts == expected.kept[i].reposts);
    REQUIRE(spilled.kept[i].reach == expected.kept[i].reach);
  }
}

}  // namespace
}  // namespace verbatim
