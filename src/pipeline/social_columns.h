// Whether an input holds posts of social media, and which of its columns say whose a post is and how many it
// reaches. Found by the names of columns, or by posts that begin with "RT @". Answers to a survey that read
// alike are answers of several people; posts that read alike are copies.
#pragma once

#include <string>
#include <vector>

#include "input/column_roles.h"

namespace verbatim {

struct SocialGuess {
  bool is_social = false;
  std::string reason;  // "its column 'retweet_count'"
  RoleGuess author;
  RoleGuess reach;
};

// `rows` are the first records' cells, each as many as there are columns; `text` is the column with the
// posts, or -1.
SocialGuess guess_social(const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows, int text);

}  // namespace verbatim
