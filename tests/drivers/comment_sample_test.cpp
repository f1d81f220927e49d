#include "drivers/comment_sample.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {

using testing::Draw;

TEST_CASE("comment_sample: the texts with the smallest hashes, each text once, in any order and partition") {
  struct Offer {
    std::uint64_t hash;
    std::string text;
  };
  Draw draw(9);
  std::vector<Offer> offers;
  for (int i = 0; i < 2000; ++i)
    offers.push_back(
        {draw.next(), "text " + std::to_string(draw.below(600)) + (draw.chance(0.5) ? "" : "  ")});
  CommentSample whole(50);
  for (const Offer& offer : offers) whole.add(offer.hash, offer.text);

  std::vector<CommentSample> parts(5, CommentSample(50));
  for (std::size_t i = offers.size(); i-- > 0;) parts[draw.below(4)].add(offers[i].hash, offers[i].text);
  CommentSample merged(50);
  for (const CommentSample& part : parts) merged.merge(part);
  CHECK(merged == whole);
  CHECK(whole.texts().size() == 50);
  CHECK(whole.offered() == 2000);
}

TEST_CASE("comment_sample: long texts are cut at a code point") {
  CommentSample sample(2);
  std::string text(CommentSample::kMaxBytes - 1, 'x');
  text += "\u00E9";
  sample.add(1, text);
  REQUIRE(sample.texts().size() == 1);
  CHECK(sample.texts()[0].size() == CommentSample::kMaxBytes - 1);
}

}  // namespace verbatim
