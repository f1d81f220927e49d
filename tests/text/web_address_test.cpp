#include "text/web_address.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

std::string url(std::string_view text) {
  return std::string(text.substr(0, url_length(text, 0)));
}
std::string domain(std::string_view text) {
  return std::string(text.substr(0, bare_domain(text, 0).length));
}
std::string mail_domain(std::string_view text) {
  return std::string(text.substr(0, mail_domain_length(text, 0)));
}

}  // namespace

TEST_CASE("web_address: a URL ends before the punctuation of the sentence") {
  CHECK(url("http://t.co/Ab1. Next") == "http://t.co/Ab1");
  CHECK(url("HTTPS://x.com/a?b=c&d=(e)), f") == "HTTPS://x.com/a?b=c&d=(e)");
  CHECK(url("www.shop.co.uk/returns!!!") == "www.shop.co.uk/returns");
  CHECK(url("http://t.co/abc\u2026") == "http://t.co/abc");
  CHECK(url("http://x.com\"quoted\"") == "http://x.com");
  CHECK(url("http://") == "");
  CHECK(url("http:// x") == "");
  CHECK(url("www.") == "");
  CHECK(url("www...") == "");
}

TEST_CASE("web_address: a bare domain needs an end that is no word, or a path") {
  CHECK(domain("amazon.com rocks") == "amazon.com");
  CHECK(domain("www2.my-shop.co.uk, and") == "www2.my-shop.co.uk");
  CHECK(domain("bit.ly/2ab.") == "bit.ly/2ab");
  CHECK(domain("x.com.au") == "x.com.au");
  CHECK(domain("rude.They") == "");
  CHECK(domain("good.it was") == "");
  CHECK(domain("bueno.es caro") == "");
  CHECK(domain("and.or/but") == "");
  CHECK(domain("1.com2") == "");
  CHECK(domain("word") == "");
}

TEST_CASE("web_address: a mail domain has two labels") {
  CHECK(mail_domain("example.com.") == "example.com");
  CHECK(mail_domain("my-shop.co.uk>") == "my-shop.co.uk");
  CHECK(mail_domain("united") == "");
  CHECK(mail_domain("x.1") == "");
  CHECK(mail_domain(".com") == "");
  CHECK(mail_domain("") == "");
}

}  // namespace verbatim
