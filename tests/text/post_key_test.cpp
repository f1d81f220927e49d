#include "text/post_key.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

PostKey key_of(std::string_view text) {
  PostReader reader;
  return reader.read(text);
}

bool same(std::string_view a, std::string_view b) {
  return key_of(a).whole != 0 && key_of(a).whole == key_of(b).whole;
}

constexpr std::string_view kPost = "The delivery was late again and nobody at the shop told me why";

TEST_CASE("post_key: a copy has the key of the post, whatever stands around its words") {
  CHECK(same(kPost, "RT @jo_99: The delivery was late again and nobody at the shop told me why"));
  CHECK(same(kPost, "@shop THE DELIVERY WAS LATE AGAIN, and nobody at the shop told me why!!! \U0001F621"));
  CHECK(same(kPost, "The delivery was late again and nobody at the shop told me why https://t.co/a1B2c3"));
  CHECK(same("Don't the trains at Leeds & York ever run?",
             "Don\u2019t the trains at Leeds &amp; York ever run"));
}

TEST_CASE("post_key: other words are another post") {
  CHECK_FALSE(same(kPost, "The delivery was early again and somebody at the shop told me why"));
  CHECK_FALSE(same("flight 1234 to Leeds was late again today", "flight 4321 to Leeds was late again today"));
  CHECK_FALSE(same(kPost, "why me told shop the at nobody and again late was delivery The"));
}

TEST_CASE("post_key: short posts are nobody's copy") {
  CHECK(key_of("@shop thank you so much").whole == 0);
  CHECK(key_of("").whole == 0);
  CHECK(key_of("@a @b @c @d @e @f @g https://t.co/x").whole == 0);
  CHECK(key_of("now this one has six words").whole != 0);
}

TEST_CASE("post_key: a post that is cut begins as the whole one does") {
  const PostKey cut = key_of("RT @jo: The delivery was late again and nobody at the shop t\u2026");
  CHECK(cut.is_cut);
  CHECK(cut.beginning != 0);
  CHECK(cut.beginning == key_of(kPost).beginning);
  CHECK_FALSE(key_of(kPost).is_cut);
  // A link behind the cut is how the longer posts are shown.
  CHECK(key_of("The delivery was late again and nobody at the shop\u2026 https://t.co/x").is_cut);
  CHECK_FALSE(key_of("Late again\u2026 and nobody told me").is_cut);
  // The last word is dropped where it may be half a word.
  CHECK(same("late again and nobody told me wh\u2026", "late again and nobody told me w\u2026"));
}

TEST_CASE("post_key: scripts without blanks have words, too") {
  CHECK(same("配送がとても遅いです", "配送がとても遅いです!!"));
  CHECK_FALSE(same("配送がとても遅いです", "店員がとても親切です"));
}

TEST_CASE("post_key: any bytes have a key") {
  CHECK(same("caf\xE9 was slow and the staff rude", "caf\xE9 was slow and the staff rude"));
  CHECK(key_of("\xFF\xFE@&#;RT @").whole == 0);
}

}  // namespace
}  // namespace verbatim
