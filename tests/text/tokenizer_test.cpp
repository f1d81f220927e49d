#include "text/tokenizer.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace verbatim {
namespace {

const std::vector<std::string> kEmoticons = {":)", ":-)", ":(", ":D",  ":/",  ":P",
                                             "<3", "8)",  "XD", "o_O", ">:(", "\u00AF\\_(\u30C4)_/\u00AF"};

std::string_view short_kind(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
      return "";
    case TokenKind::number:
      return "n:";
    case TokenKind::emoji:
      return "emoji:";
    case TokenKind::emoticon:
      return "emoticon:";
    case TokenKind::url:
      return "url:";
    case TokenKind::email:
      return "email:";
    case TokenKind::mention:
      return "mention:";
    case TokenKind::hashtag:
      return "hashtag:";
    case TokenKind::punctuation:
      return "p:";
    case TokenKind::line_break:
      return "br:";
  }
  return "?";
}

TokenBuffer tokens_of(std::string_view text) {
  TokenizerScratch scratch;
  TokenBuffer out;
  Tokenizer(kEmoticons).tokenize(text, scratch, out);
  return out;
}

// The tokens with their forms: "the staff n:10/10 p:!!!".
std::string forms(std::string_view text) {
  const TokenBuffer out = tokens_of(text);
  std::string shown;
  for (const Token& token : out.tokens) {
    if (!shown.empty()) shown += ' ';
    shown += short_kind(token.kind);
    shown += token.kind == TokenKind::line_break ? "\\n" : out.form(token);
  }
  return shown;
}

// The bytes of the original text that the tokens cover: "[The] [staff][!]".
std::string spans(std::string_view text) {
  std::string shown;
  for (const Token& token : tokens_of(text).tokens) {
    if (token.space_before && !shown.empty()) shown += ' ';
    shown += '[' + std::string(text.substr(token.span.begin, token.span.end - token.span.begin)) + ']';
  }
  return shown;
}

std::string caps(std::string_view text) {
  std::string shown;
  const TokenBuffer out = tokens_of(text);
  for (const Token& token : out.tokens) {
    if (token.all_caps) shown += std::string(out.form(token)) + ' ';
  }
  return shown;
}

}  // namespace

TEST_CASE("tokenizer: words are folded, white space parts and is no token") {
  CHECK(forms("The Staff can't help.") == "the staff can't help p:.");
  CHECK(forms("  a\tb\u00A0c\u3000d\u200Be  ") == "a b c d e");
  CHECK(forms("") == "");
  CHECK(forms(" \t ") == "");
  CHECK(spans("Bad,very bad") == "[Bad][,][very] [bad]");
  CHECK(forms("antidisestablishmentarianism supercalifragilisticexpialidocious") ==
        "antidisestablishmentarianism supercalifragilisticexpialidocious");
  CHECK(forms(std::string_view("a\0b\x07"
                               "c",
                               5)) == "a b c");
}

TEST_CASE("tokenizer: apostrophes of all kinds are one") {
  CHECK(forms("don't don\u2019t don\u2018t don\u02BCt don\uFF07t don`t don\u00B4t") ==
        "don't don't don't don't don't don't don't");
  CHECK(forms("I\uFFFDm don\uFFFDt, we\uFFFDve\u2026 caf\uFFFD exp\uFFFDrience") ==
        "i'm don't p:, we've p:\u2026 caf p:\uFFFD exp p:\uFFFD rience");
  CHECK(forms("the wait's 'good' customers' `x`") == "the wait's p:' good p:' customers p:' p:` x p:`");
  CHECK(forms("rock'n'roll") == "rock'n'roll");
}

TEST_CASE("tokenizer: letters beyond ASCII, marks and ignorable code points") {
  CHECK(forms("P\u00E9ssimo N\u00C3O ma\u00F1ana STRA\u00DFE \u00C9t\u00E9") ==
        "p\u00E9ssimo n\u00E3o ma\u00F1ana strasse \u00E9t\u00E9");
  CHECK(forms("cafe\u0301 re\u00ADfund \uFEFFstart wo\u200Drd") == "caf\u00E9 refund start word");
  CHECK(forms("\u0441\u043F\u0430\u0441\u0438\u0431\u043E \u0161koda") ==
        "\u0441\u043F\u0430\u0441\u0438\u0431\u043E \u0161koda");
  CHECK(forms("\u2014dash\u2014 \u201Cquoted\u201D \u00BFque?") ==
        "p:\u2014 dash p:\u2014 p:\u201C quoted p:\u201D p:\u00BF que p:?");
  CHECK(forms("\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35\u0E04\u0E23\u0E31\u0E1A") ==
        "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35 \u0E04\u0E23\u0E31\u0E1A");
}

TEST_CASE("tokenizer: a forgotten space after a full stop parts the words") {
  CHECK(forms("rude.They left.") == "rude p:. they left p:.");
  CHECK(forms("U.S.A. e.g. this") == "u.s.a p:. e.g p:. this");
  CHECK(forms("p.m.Then it's.He") == "p.m p:. then it's p:. he");
}

TEST_CASE("tokenizer: numbers, ratings, percent and currency") {
  CHECK(forms("10/10 0/10 4/5 24/7 8.5/10 12/05/2018") ==
        "n:10/10 n:0/10 n:4/5 n:24/7 n:8.5/10 n:12/05/2018");
  CHECK(forms("50% \u00A350 $1,000.50 50\u20AC 20$ 5$6") ==
        "n:50% n:\u00A350 n:$1,000.50 n:50\u20AC n:20$ n:5 n:$6");
  CHECK(forms("2nd 30mins 1,000 3.14. 5 and/or 1/x") ==
        "n:2nd n:30mins n:1,000 n:3.14 p:. n:5 and p:/ or n:1 p:/ x");
  CHECK(forms("10:30 9-5") == "n:10 p:: n:30 n:9 p:- n:5");
  CHECK(forms("$ \u00A3 100%! 4/5ths 123456/2") == "p:$ p:\u00A3 n:100% p:! n:4 p:/ n:5ths n:123456 p:/ n:2");
  CHECK(forms("covid19 b2b a_b") == "covid19 b2b a_b");
}

TEST_CASE("tokenizer: punctuation runs are one token") {
  CHECK(forms("no!!! why??? well... ok?!?! --") == "no p:!!! why p:??? well p:... ok p:? p:! p:? p:! p:--");
  CHECK(forms("\u2026\u2026 ((x))") == "p:\u2026\u2026 p:(( x p:))");
}

TEST_CASE("tokenizer: line ends are one token, white space between them included") {
  CHECK(forms("a\r\n \n\nb\nc\u2028d") == "a br:\\n b br:\\n c br:\\n d");
  const TokenBuffer out = tokens_of("a\r\n \n b");
  REQUIRE(out.tokens.size() == 3);
  CHECK(out.tokens[1].span == ByteRange{1, 5});
  CHECK_FALSE(out.tokens[1].space_before);
  CHECK(out.tokens[2].space_before);
}

TEST_CASE("tokenizer: web and mail addresses are one token each") {
  CHECK(forms("see http://t.co/AB1, or www.x.com/y.") ==
        "see url:http://t.co/ab1 p:, or url:www.x.com/y p:.");
  CHECK(forms("(https://a.b/c_(d)) amazon.com") == "p:( url:https://a.b/c_(d) p:) url:amazon.com");
  CHECK(forms("mail John.Smith+1@Shop-x.co.uk, please") == "mail email:john.smith+1@shop-x.co.uk p:, please");
  CHECK(forms("mailto:a-b@c.org ...me@x.com") == "mailto p:: email:a-b@c.org p:... email:me@x.com");
  CHECK(forms("http:// www. a@b x@") == "http p:: p:// www p:. a p:@ b x p:@");
  CHECK(forms("https://x.com") == "url:https://x.com");
  CHECK(spans("x john@y.com z") == "[x] [john@y.com] [z]");
}

TEST_CASE("tokenizer: mentions and hashtags") {
  CHECK(forms("@VirginAmerica's .@united @@x @5pm @ @3UK") ==
        "mention:@virginamerica p:' s p:. mention:@united p:@ mention:@x p:@ n:5pm p:@ mention:@3uk");
  CHECK(forms("#NotGood #1 ##fail #a#b # #caf\u00E9") ==
        "hashtag:notgood p:# n:1 p:# hashtag:fail hashtag:a hashtag:b p:# hashtag:caf\u00E9");
  CHECK(spans("#NotGood!") == "[#NotGood][!]");
}

TEST_CASE("tokenizer: hashtags are cut at capitals, digits and underscores") {
  using Words = std::vector<std::string>;
  CHECK(split_hashtag("#NotGood") == Words{"not", "good"});
  CHECK(split_hashtag("NotGood") == Words{"not", "good"});
  CHECK(split_hashtag("#worstairlineever") == Words{"worstairlineever"});
  CHECK(split_hashtag("#FAIL") == Words{"fail"});
  CHECK(split_hashtag("#BAFail2day") == Words{"ba", "fail", "2", "day"});
  CHECK(split_hashtag("#never_again__x") == Words{"never", "again", "x"});
  CHECK(split_hashtag("#\u00C9t\u00E9Bad") == Words{"\u00E9t\u00E9", "bad"});
  CHECK(split_hashtag("#").empty());
}

TEST_CASE("tokenizer: emoticons keep their case and leave other signs alone") {
  CHECK(forms("good :) bad:( ok :D XD <3") ==
        "good emoticon::) bad emoticon::( ok emoticon::D emoticon:XD emoticon:<3");
  CHECK(forms("thanks:)))) bye") == "thanks emoticon::) bye");
  CHECK(forms("!!!:) ::)") == "p:!!! emoticon::) p:: emoticon::)");
  CHECK(forms("http://x.com 10:30 (see 8) (as follows:)") ==
        "url:http://x.com n:10 p:: n:30 p:( see n:8 p:) p:( as follows p:: p:)");
  CHECK(forms("(great :) )") == "p:( great emoticon::) p:)");
  CHECK(forms("o_O what \u00AF\\_(\u30C4)_/\u00AF") ==
        "emoticon:o_O what emoticon:\u00AF\\_(\u30C4)_/\u00AF");
  CHECK(forms("to XDs <30 <3 hours") == "to xds p:< n:30 p:< n:3 hours");
}

TEST_CASE("tokenizer: an emoji is one token, glued or not") {
  CHECK(forms("love\u2764\uFE0Fit!\U0001F600\U0001F600") ==
        "love emoji:\u2764 it p:! emoji:\U0001F600 emoji:\U0001F600");
  CHECK(forms("\U0001F44D\U0001F3FD\U0001F44D\U0001F3FD") == "emoji:\U0001F44D emoji:\U0001F44D");
  CHECK(forms("\U0001F937\U0001F3FB\u200D\u2640\uFE0Fx") == "emoji:\U0001F937\u200D\u2640 x");
  CHECK(forms("\U0001F1EC\U0001F1E7\U0001F1EB\U0001F1F7") ==
        "emoji:\U0001F1EC\U0001F1E7 emoji:\U0001F1EB\U0001F1F7");
  CHECK(forms("1\uFE0F\u20E3 #\uFE0F\u20E3 5\uFE0F") == "emoji:1\u20E3 emoji:#\u20E3 n:5");
  CHECK(forms("a\u200D\U0001F600") == "a emoji:\U0001F600");
  CHECK(forms("\u2605\u2605 \u00A9 \u00A9\uFE0F \u2192") ==
        "emoji:\u2605 emoji:\u2605 p:\u00A9 emoji:\u00A9 p:\u2192");
  CHECK(forms("5\u2B50") == "n:5 emoji:\u2B50");
  CHECK(spans("ok\U0001F44D\U0001F3FD !") == "[ok][\U0001F44D\U0001F3FD] [!]");
}

TEST_CASE("tokenizer: entities are read and spans stay those of the original text") {
  CHECK(forms("I don&#39;t &lt;3 M&amp;S &pound;50&hellip;") ==
        "i don't emoticon:<3 m p:& s n:\u00A350 p:\u2026");
  CHECK(spans("I don&#39;t &lt;3 M&amp;S") == "[I] [don&#39;t] [&lt;3] [M][&amp;][S]");
  CHECK(spans("caf&eacute;&nbsp;x &amp;") == "[caf&eacute;] [x] [&amp;]");
  CHECK(spans("food & drink &c") == "[food] [&] [drink] [&][c]");
}

TEST_CASE("tokenizer: capitals are seen in words of two letters or more") {
  CHECK(caps("I AM SO ANGRY about DON'T \u00C9T\u00C9 Mixed US U2 IT'S") ==
        "am so angry don't \u00E9t\u00E9 us it's ");
}

TEST_CASE("tokenizer: a very long form is cut, its span is not") {
  const TokenBuffer out = tokens_of(std::string(10'000, 'A') + " b");
  REQUIRE(out.tokens.size() == 2);
  CHECK(out.tokens[0].span == ByteRange{0, 10'000});
  CHECK(out.form(out.tokens[0]) == std::string(4096, 'a'));
  CHECK(out.form(out.tokens[1]) == "b");
}

TEST_CASE("tokenizer: any text gives rising spans that cut no code point, and hashes of the forms") {
  const std::vector<std::string> parts = {"a",
                                          "Word",
                                          "THE",
                                          "9",
                                          "10/10",
                                          "%",
                                          "$",
                                          "\u00A3",
                                          "'",
                                          "\u2019",
                                          "`",
                                          "\u00B4",
                                          "\uFFFD",
                                          "t",
                                          ".",
                                          ",",
                                          ":",
                                          ")",
                                          "(",
                                          "!",
                                          "@",
                                          "#",
                                          "&",
                                          "&amp;",
                                          "&#39;",
                                          "&eacute;",
                                          "http://",
                                          "www.",
                                          "com",
                                          "/",
                                          "-",
                                          "_",
                                          " ",
                                          "\n",
                                          "\r\n",
                                          "\u00E9",
                                          "\u00C9",
                                          "\u0301",
                                          "\u200D",
                                          "\uFE0F",
                                          "\u20E3",
                                          "\U0001F600",
                                          "\U0001F3FD",
                                          "\U0001F1EC",
                                          "\u30AB",
                                          "\u6F22\u5B57",
                                          "\u0E2A\u0E27\u0E31\u0E2A",
                                          "\uD55C",
                                          "\u05D0",
                                          "\u200B",
                                          "\u00AD",
                                          "\u1F50",
                                          "\u0390",
                                          "<3",
                                          "XD",
                                          "\u00AF"};
  std::mt19937 random(7);  // the engine's numbers are fixed by the standard
  const Tokenizer tokenizer(kEmoticons);
  TokenizerScratch scratch;
  TokenBuffer out;
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (auto n = 1 + random() % 14; n > 0; --n) text += parts[random() % parts.size()];
    tokenizer.tokenize(text, scratch, out);
    std::uint32_t end = 0;
    bool good = true;
    for (const Token& token : out.tokens) {
      good = good && token.span.begin >= end && token.span.end > token.span.begin &&
             token.span.end <= text.size();
      good = good && utf8_floor(text, token.span.begin) == token.span.begin &&
             utf8_floor(text, token.span.end) == token.span.end;
      good = good && token.form_length > 0 && token.form_begin + token.form_length <= out.forms.size();
      good = good && token.hash == form_hash(out.form(token)) && is_valid_utf8(out.form(token));
      end = token.span.end;
    }
    CHECK_MESSAGE(good, text);
  }
}

TEST_CASE("tokenizer: a scratch and a buffer that were used give the same tokens") {
  const Tokenizer tokenizer(kEmoticons);
  TokenizerScratch scratch;
  TokenBuffer out;
  tokenizer.tokenize("something LONG &amp; odd \u6F22\u5B57 first (", scratch, out);
  tokenizer.tokenize("8) a :)", scratch, out);
  CHECK(out.tokens.size() == tokens_of("8) a :)").tokens.size());
  CHECK(out.form(out.tokens.back()) == ":)");
}

}  // namespace verbatim
