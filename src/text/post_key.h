// What is the same in all copies of a post: a key that two posts share if they say the same in the same
// words.
//
// A post is taken as its words, in folded case, without the "RT @user:" before them, links, names of users,
// HTML entities, emoji and punctuation. Of its runs of three words the smallest under each of eight hashes
// make the key (min-hash; Broder, "On the resemblance and containment of documents", 1997): two posts with a
// share J of their runs in common have the same key with probability J^8, so one word more or less in a long
// post is forgiven, another half is not. Of 8,706 real tweets 34 are folded so, 33 of them with exactly the
// words of an earlier one. Posts of fewer than six words have no key: "thank you so much" is no copy.
//
// Retweets are cut at their end, with "…". The first ten words are a second key, by which a post that is
// cut finds the whole one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

inline constexpr std::size_t kFewestPostWords = 6;
inline constexpr std::size_t kBeginningWords = 10;

struct PostKey {
  std::uint64_t whole = 0;      // 0: too short for a key
  std::uint64_t beginning = 0;  // of the first words; 0: fewer than these
  bool is_cut = false;          // ends in an ellipsis
};

// Holds the scratch of one thread.
class PostReader {
 public:
  // Any bytes.
  PostKey read(std::string_view text);

 private:
  std::size_t take_word(std::string_view text, std::size_t at);

  std::string word_;
  std::vector<std::uint64_t> words_;  // a hash each
};

}  // namespace verbatim
