#include "pipeline/social_columns.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

using Columns = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("social_columns: names that only posts have") {
  const SocialGuess tweets = guess_social({"tweet_id", "text", "retweet_count"}, {{"1", "hi", "0"}}, 1);
  CHECK(tweets.is_social);
  CHECK(tweets.reason == "its column 'tweet_id'");
  CHECK(guess_social({"Hit Sentence", "Influencer", "Reach"}, {{"hi", "@jo", "120"}}, 0).is_social);
}

TEST_CASE("social_columns: an author with likes is a post, an author alone is not") {
  const SocialGuess posts = guess_social({"id", "author", "text", "likes"}, {{"1", "jo", "hi", "3"}}, 2);
  CHECK(posts.is_social);
  CHECK(posts.author.column == 1);
  CHECK(posts.reach.column == -1);
  CHECK_FALSE(guess_social({"author", "review", "rating"}, {{"jo", "hi", "3"}}, 1).is_social);
  CHECK_FALSE(guess_social({"id", "Did you tweet about your last visit?", "comment"}, {{"1", "no", "x"}}, 2)
                  .is_social);
}

TEST_CASE("social_columns: reposts in the text make posts of it") {
  const Rows rows = {{"RT @shop: sale now on"}, {"fine"}, {"RT @jo: they were rude"}};
  CHECK(guess_social({"text"}, rows, 0).is_social);
  CHECK_FALSE(guess_social({"text"}, {{"RT @shop: sale"}, {"fine"}}, 0).is_social);
}

TEST_CASE("social_columns: reach is a column of numbers, the best name first") {
  const Rows rows = {{"jo", "12,000", "hi", "7"}, {"al", "", "ho", "9"}};
  const SocialGuess guess = guess_social({"handle", "Reach", "post", "followers"}, rows, 2);
  CHECK(guess.author.column == 0);
  CHECK(guess.reach.column == 1);
  const SocialGuess words = guess_social({"handle", "Reach", "post"}, {{"jo", "high", "hi"}}, 2);
  CHECK(words.reach.column == -1);
}

}  // namespace
}  // namespace verbatim
