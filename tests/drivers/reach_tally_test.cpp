#include "drivers/reach_tally.h"

#include <doctest/doctest.h>

#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using namespace testing;

struct Post {
  std::vector<ThemeFinding> themes;
  std::vector<std::uint64_t> authors;
  std::uint64_t posts = 1;
  std::uint64_t reach = 0;
};

const std::vector<Post> kPosts = {
    {{{ThemeId{kHold}, Polarity::negative}, {ThemeId{kQueue}, Polarity::negative}}, {11}, 1, 100},
    {{{ThemeId{kHold}, Polarity::negative}}, {11, 12, 13}, 3, 500},
    {{{ThemeId{kWait}, Polarity::mixed}}, {}, 1, 7},
    {{{ThemeId{kFood}, Polarity::neutral}}, {14}, 1, 1},
};

ReachTally tally_of(const std::vector<Post>& posts) {
  ReachTally tally{ThemeTree(small_tree())};
  for (const Post& post : posts) tally.add({post.posts, post.reach, post.authors, post.themes});
  return tally;
}

TEST_CASE("reach_tally: posts, authors and reach of a theme, its children's once") {
  const ReachTally tally = tally_of(kPosts);
  CHECK(tally.all().posts == 6);
  CHECK(tally.all().authors.count() == 4);
  CHECK(tally.all().reach == 608);
  const PostCount& hold = tally.count(ThemeId{kHold}, DriverKind::complaint, CellLevel::leaf);
  CHECK(hold.posts == 4);
  CHECK(hold.authors.count() == 3);
  CHECK(hold.reach == 600);
  const PostCount& waiting = tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::rolled);
  CHECK(waiting.posts == 5);
  CHECK(waiting.reach == 607);
  CHECK(tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::leaf).posts == 1);
  CHECK(tally.count(ThemeId{kWait}, DriverKind::praise, CellLevel::leaf).reach == 7);
  CHECK(tally.count(ThemeId{kFood}, DriverKind::complaint, CellLevel::leaf).posts == 0);
}

TEST_CASE("reach_tally: parts merge to the same in any order, and an empty one changes nothing") {
  const ReachTally whole = tally_of(kPosts);
  ReachTally merged = tally_of({kPosts[2], kPosts[3]});
  merged.merge(tally_of({}));
  merged.merge(tally_of({kPosts[1], kPosts[0]}));
  CHECK(merged == whole);
  ReachTally empty = tally_of({});
  empty.merge(whole);
  CHECK(empty == whole);
}

}  // namespace
}  // namespace verbatim
