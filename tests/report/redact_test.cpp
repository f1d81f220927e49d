#include "report/redact.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using namespace verbatim;

namespace {

struct Case {
  std::string_view text;
  std::string_view redacted;
};

}  // namespace

TEST_CASE("redact: personal data gives way to its mask") {
  const Redactor redactor;
  const Case cases[] = {
      // e-mail
      {"mail jo@example.com please", "mail [email] please"},
      {"Jo.Bloggs+shop@mail.example.co.uk.", "[email]."},
      {"<a_b-c@x-y.org>", "<[email]>"},
      {"\xE2\x80\x9Cjo@example.com\xE2\x80\x9D", "\xE2\x80\x9C[email]\xE2\x80\x9D"},
      {"two: a@b.de,c@d.fr", "two: [email],[email]"},
      {"JO@EXAMPLE.COM!", "[email]!"},
      {"j\xC3\xBCrgen@m\xC3\xBCller.de", "[email]"},
      {"mailto:o'neil@example.ie", "mailto:[email]"},
      {"order123@shop.example.museum", "[email]"},
      // international phone numbers
      {"+44 20 7946 0958", "[phone]"},
      {"+44 (0)20 7946 0958", "[phone]"},
      {"+442079460958", "[phone]"},
      {"+1-202-555-0143", "[phone]"},
      {"+49 (30) 123456", "[phone]"},
      {"+91 98765 43210", "[phone]"},
      {"+55 11 98765-4321", "[phone]"},
      {"+61.2.5550.1234", "[phone]"},
      {"0044 20 7946 0958", "[phone]"},
      {"(+33) 1 23 45 67 89", "[phone]"},
      // national forms
      {"ring 020 7946 0958 after six", "ring [phone] after six"},
      {"07700 900123", "[phone]"},
      {"07700900123", "[phone]"},
      {"(020) 7946 0958", "[phone]"},
      {"my number (020 7946 0958)", "my number ([phone])"},
      {"(555) 123-4567", "[phone]"},
      {"(555)123-4567", "[phone]"},
      {"202-555-0143", "[phone]"},
      {"202.555.0143", "[phone]"},
      {"1-800-555-0199", "[phone]"},
      {"1 (800) 555-0199", "[phone]"},
      {"0171/1234567", "[phone]"},
      {"030 / 1234567", "[phone]"},
      {"01 23 45 67 89", "[phone]"},
      {"01.23.45.67.89", "[phone]"},
      {"612 345 678", "[phone]"},
      {"98765 43210", "[phone]"},
      {"555-0143", "[phone]"},
      {"(11) 98765-4321", "[phone]"},
      {"call me on 5550143", "call me on [phone]"},
      {"tel: 5550143", "tel: [phone]"},
      {"WhatsApp 9876543210 any time", "WhatsApp [phone] any time"},
      {"202-555-0143x12", "[phone]x12"},
      {"rang 020 7946 0958 3 times", "rang [phone] 3 times"},
      {"202-555-0143 2 days ago", "[phone] 2 days ago"},
      {"in 2023 202-555-0143 rang", "in 2023 [phone] rang"},
      {"020 7946 0958 07700 900123", "[phone] [phone]"},
      {"4111 1111 1111 1111 123456789", "[card] [number]"},
      {"on 26/08/2023 020 7946 0958", "on 26/08/2023 [phone]"},
      // cards
      {"4111 1111 1111 1111", "[card]"},
      {"4111-1111-1111-1111", "[card]"},
      {"4111111111111111", "[card]"},
      {"paid with 3782 822463 10005 yesterday", "paid with [card] yesterday"},
      {"5555555555554444.", "[card]."},
      // IBANs
      {"GB82 WEST 1234 5698 7654 32", "[iban]"},
      {"DE89370400440532013000", "[iban]"},
      {"to DE89 3704 0044 0532 0130 00 THANKS", "to [iban] THANKS"},
      {"no9386011117947", "[iban]"},
      {"FR14 2004 1010 0505 0001 3M02 606", "[iban]"},
      // accounts
      {"account 123456789", "account [number]"},
      {"ref AB123456789012", "ref AB[number]"},
      {"4111111111111112", "[number]"},  // a card number with a typing error
      {"123-45-6789", "[number]"},
      {"123.456.789-09", "[number]"},
      {"DE89370400440532013001", "DE[number]"},  // an IBAN with a typing error
      {"jo@example.com, 020 7946 0958, 123456789", "[email], [phone], [number]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(redactor.redact(c.text) == c.redacted);
  }
}

TEST_CASE("redact: figures that are nobody's stay") {
  const Redactor redactor;
  const std::string_view cases[] = {
      "",
      "open 24/7",
      "10/10 would buy again",
      "9/10 8/10 7/10 10/10 6/10",
      "since 2019",
      "2018 2019 2020 2021",
      "2019-2020",
      "in 2019/2020 and 2020/2021",
      "26/08/2023",
      "26/08/2023 18:39",
      "2023-08-26T18:39:00",
      "08-26-2023 to 09-01-2023",
      "26.08.2023 10 days",
      "from 26.08.2023-28.08.2023",
      "2023-08-26 2023-08-27 2023-08-28",
      "01/02/2023 09:30 and 01/03/2023 10:30",
      "$1,234,567.89",
      "1,234,567 visitors",
      "1.234.567,89 EUR",
      "1 234 567 people",
      "12 345 678",
      "$1234567",
      "12345678 euros",
      "Rs. 1234567890",
      "\xE2\x82\xAC"
      "1234567890",
      "Rp 123.456.789",
      "1000000000",
      "order 12345678",
      "order 1234567 came late",
      "3.14159265358979",
      "51.507351, -0.127758",
      "1 2 3 4 5 6 7 8 9",
      "10 20 30 40 50",
      "100 200 300",
      "250 301 402 553 107",
      "open 0900-1730",
      "in the 2100-2359 period",
      "1000-2000",
      "250-1000",
      "18:39:05 to 19:40:10",
      "v10.0.19041.1288",
      "192.168.100.100",
      "978-3-16-148410-0",
      "fc42f862-7521-472c-b569-8bce866ebe8c",
      "follow @example",
      "meet @ 5",
      "user@localhost",
      "a@b",
      "@@@@@@",
      "@one @two. @three",
      "5 stars, 100 %, 3 of 4, 2 kg, 15.99",
      "waited 45 minutes, then 30, then 20, then 10",
      "flight BA2490 row 23 seat 4 gate 12",
      "12345678 people and 23456789 orders",
      "Windows 7, 8, 8.1, 10 and 11, 2000",
  };
  for (const std::string_view text : cases) {
    CAPTURE(text);
    CHECK(redactor.redact(text) == text);
  }
}

TEST_CASE("redact: redacting twice changes nothing more") {
  const Redactor redactor;
  for (const std::string_view text :
       {"a@b.de 020 7946 0958", "4111 1111 1111 1111 123456789", "+1 202 555 0143"}) {
    const std::string once = redactor.redact(text);
    CHECK(redactor.redact(once) == once);
  }
}

TEST_CASE("redact: edits tell where each mask stands") {
  const Redactor redactor;
  std::vector<RangeEdit> edits = {RangeEdit{}};
  CHECK(redactor.redact("ab jo@x.de cd 020 7946 0958 ef", &edits) == "ab [email] cd [phone] ef");
  REQUIRE(edits.size() == 2);
  CHECK(edits[0] == RangeEdit{{3, 10}, {3, 10}});
  CHECK(edits[1] == RangeEdit{{14, 27}, {14, 21}});
  CHECK(redactor.redact("plain", &edits) == "plain");
  CHECK(edits.empty());
}

TEST_CASE("redact: a highlighted clause stays highlighted") {
  const Redactor redactor;
  std::vector<RangeEdit> edits;
  const std::string_view text = "Rude staff. Call 020 7946 0958 now, never again.";
  const std::string redacted = redactor.redact(text, &edits);
  REQUIRE(redacted == "Rude staff. Call [phone] now, never again.");
  const auto shown = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(text.find(part));
    const ByteRange range = redacted_range({begin, begin + static_cast<std::uint32_t>(part.size())}, edits);
    return redacted.substr(range.begin, range.end - range.begin);
  };
  CHECK(shown("Rude staff") == "Rude staff");
  CHECK(shown("never again") == "never again");
  CHECK(shown("Call 020 7946 0958 now") == "Call [phone] now");
  CHECK(shown("020 7946 0958") == "[phone]");
  CHECK(shown("7946") == "[phone]");
  CHECK(shown("Call 020") == "Call [phone]");
  CHECK(shown("0958 now") == "[phone] now");
  CHECK(shown("Call ") == "Call ");
  CHECK(shown(" now") == " now");
  CHECK(shown(text) == redacted);
  CHECK(redacted_range({3, 3}, edits) == ByteRange{3, 3});
  CHECK(redacted_range({5, 9}, {}) == ByteRange{5, 9});
}

TEST_CASE("redact: bytes that are no UTF-8 pass through") {
  const Redactor redactor;
  CHECK(redactor.redact("\xFF jo@x.de \xC3") == "\xFF [email] \xC3");
  CHECK(redactor.redact(std::string_view("\0 020 7946 0958 \0", 17)) == std::string("\0 [phone] \0", 11));
}

TEST_CASE("redact: time grows linearly with hostile text") {
  const Redactor redactor;
  const auto seconds = [&](std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += unit;
    const auto start = std::chrono::steady_clock::now();
    const std::string redacted = redactor.redact(text);
    CHECK(!redacted.empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  // Quadratic work would take minutes.
  for (const std::string_view unit : {"1 ", "26/08/2023 ", "a@a.", "a@", "@", "(", "(1", "+1", "1-", "DE89 ",
                                      "a.", "1234567 ", "020 7946 0958 "}) {
    CAPTURE(unit);
    CHECK(seconds(unit, 1 << 18) < 30.0);
  }
}
