#include "drivers/quote_sample.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using namespace testing;

constexpr std::string_view kEllipsis = "\u2026";

Unit unit_of(std::string text, std::uint64_t hash, std::uint32_t theme, Polarity polarity, ByteRange clause) {
  Unit unit;
  unit.row = hash;
  unit.hash = hash;
  unit.text = std::move(text);
  unit.themes = {{ThemeId{theme}, polarity}};
  unit.mentions = {{ThemeId{theme}, EntryId{0}, polarity, clause, clause}};
  return unit;
}

std::vector<Quote> quotes_of(const QuoteSample& sample, std::uint32_t theme,
                             DriverKind kind = DriverKind::complaint, CellLevel level = CellLevel::leaf) {
  return sample.quotes(ThemeId{theme}, kind, level, std::vector<std::string>{"a.csv"});
}

std::vector<std::uint64_t> rows_of(const std::vector<Quote>& quotes) {
  std::vector<std::uint64_t> rows;
  for (const Quote& quote : quotes) rows.push_back(quote.row);
  return rows;
}

using Rows = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("quote_sample: handy texts with a clear clause first, then by hash") {
  QuoteSample sample{ThemeTree(small_tree())};
  sample.add(
      unit_of("Too long a queue, though the hall is fine.", 40, kQueue, Polarity::negative, {0, 16}).quote());
  sample.add(unit_of("Queue!", 1, kQueue, Polarity::negative, {0, 6}).quote());
  sample.add(unit_of(std::string(400, 'x'), 2, kQueue, Polarity::negative, {0, 6}).quote());
  sample.add(unit_of("A mixed clause about the queue here.", 3, kQueue, Polarity::mixed, {0, 6}).quote());
  sample.add(
      unit_of("Stood in the queue for an hour today.", 30, kQueue, Polarity::negative, {0, 6}).quote());
  CHECK(rows_of(quotes_of(sample, kQueue)) == Rows{30, 40, 1});
  CHECK(quotes_of(sample, kQueue)[1].highlight == ByteRange{0, 16});
  CHECK(quotes_of(sample, kQueue)[0].source == "a.csv");
  CHECK(rows_of(quotes_of(sample, kQueue, DriverKind::praise)) == Rows{3});
  CHECK(rows_of(quotes_of(sample, kWait, DriverKind::complaint, CellLevel::rolled)) == Rows{30, 40, 1});
  CHECK(quotes_of(sample, kWait).empty());
}

TEST_CASE("quote_sample: the clause shown has the driver's polarity") {
  Unit unit = unit_of("The food was cold. The queue was short and the soup good.", 5, kFood, Polarity::mixed,
                      {0, 18});
  unit.mentions = {{ThemeId{kFood}, EntryId{0}, Polarity::positive, {43, 47}, {39, 57}},
                   {ThemeId{kFood}, EntryId{0}, Polarity::negative, {4, 8}, {0, 18}}};
  QuoteSample sample{ThemeTree(small_tree())};
  sample.add(unit.quote());
  CHECK(quotes_of(sample, kFood)[0].highlight == ByteRange{0, 18});
  CHECK(quotes_of(sample, kFood, DriverKind::praise)[0].highlight == ByteRange{39, 57});
}

TEST_CASE("quote_sample: an unspecified mention is a quote of the parent's leaf only without a child's") {
  Unit alone = unit_of("We waited and waited, endlessly.", 1, kWait, Polarity::negative, {0, 20});
  Unit with_child = unit_of("We waited in an endless queue there.", 2, kWait, Polarity::negative, {0, 20});
  with_child.themes.push_back({ThemeId{kQueue}, Polarity::negative});
  QuoteSample sample{ThemeTree(small_tree())};
  sample.add(alone.quote());
  sample.add(with_child.quote());
  CHECK(rows_of(quotes_of(sample, kWait)) == Rows{1});
  CHECK(rows_of(quotes_of(sample, kWait, DriverKind::complaint, CellLevel::rolled)) == Rows{1, 2});
}

TEST_CASE(
    "quote_sample: equal texts count once, whatever their case and spacing, and the smallest key stays") {
  QuoteSample sample{ThemeTree(small_tree())};
  for (const std::uint64_t hash : {9U, 4U, 7U}) {
    sample.add(unit_of("The queue was far too long today", hash, kQueue, Polarity::negative, {0, 9}).quote());
  }
  sample.add(unit_of(" the  QUEUE was far too long today\n", 2, kQueue, Polarity::negative, {0, 9}).quote());
  sample.add(unit_of("The queue was far too long today!", 8, kQueue, Polarity::negative, {0, 9}).quote());
  CHECK(rows_of(quotes_of(sample, kQueue)) == Rows{2, 8});
}

TEST_CASE("quote_sample: any partition merged in any order keeps the same quotes") {
  const std::vector<Unit> units = random_units(300, 8);
  const ThemeTree tree(small_tree());
  QuoteSample whole(tree);
  for (const Unit& unit : units) whole.add(unit.quote());
  QuoteSample left(tree);
  left.merge(whole);
  QuoteSample right = whole;
  right.merge(QuoteSample(tree));
  CHECK(left == whole);
  CHECK(right == whole);
  Draw draw(6);
  for (int round = 0; round < 30; ++round) {
    std::vector<QuoteSample> parts(1 + draw.below(9), QuoteSample(tree));
    for (const Unit& unit : units) parts[draw.below(parts.size())].add(unit.quote());
    while (parts.size() > 1) {
      const std::size_t from = draw.below(parts.size());
      const QuoteSample part = parts[from];
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(from));
      parts[draw.below(parts.size())].merge(part);
    }
    CHECK(parts[0] == whole);
  }
}

TEST_CASE("quote_sample: an editor sees the whole text, and its ranges hold") {
  const std::string text = "Call me at 555-1234, the queue was a disgrace.";
  const auto mask = [](std::string_view whole, ByteRange clause) -> QuoteText {
    std::string masked(whole);
    masked.replace(11, 8, "[phone]");
    return {masked, {clause.begin - 1, clause.end - 1}};
  };
  QuoteSample sample{ThemeTree(small_tree())};
  sample.add(unit_of(text, 1, kQueue, Polarity::negative, {21, 45}).quote(), mask);
  const Quote quote = quotes_of(sample, kQueue)[0];
  CHECK(quote.text == "Call me at [phone], the queue was a disgrace.");
  CHECK(quote.text.substr(quote.highlight.begin, quote.highlight.end - quote.highlight.begin) ==
        "the queue was a disgrace");
}

TEST_CASE("quote_sample: a long text is cut between words around its clause") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "filler words ";
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += "the queue was long";
  const auto end = static_cast<std::uint32_t>(text.size());
  for (int i = 0; i < 200; ++i) text += " more words";
  const QuoteText cut = cut_quote(text, {begin, end});
  CHECK(cut.text.size() <= kMaxQuoteBytes);
  CHECK(cut.text.size() > kMaxQuoteBytes - 60);
  CHECK(cut.text.substr(cut.clause.begin, cut.clause.end - cut.clause.begin) == "the queue was long");
  const bool at_word = cut.text.starts_with("\u2026words ") || cut.text.starts_with("\u2026filler ");
  CHECK(at_word);
  CHECK((cut.text.ends_with("more\u2026") || cut.text.ends_with("words\u2026")));
}

TEST_CASE(
    "quote_sample: wherever the clause lies, the cut is within bounds, between code points, and shows it") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "\u00e4" : i % 3 == 1 ? "\U0001F600" : "w ";
  const auto is_start = [](std::string_view s, std::size_t at) {
    return at >= s.size() || (static_cast<unsigned char>(s[at]) & 0xC0U) != 0x80U;
  };
  for (std::uint32_t begin = 0; begin < text.size() + 5; ++begin) {
    for (const std::uint32_t length : {0U, 1U, 40U, 593U, 594U, 595U, 2000U}) {
      const QuoteText cut = cut_quote(text, {begin, begin + length});
      REQUIRE(cut.text.size() <= kMaxQuoteBytes);
      REQUIRE(cut.clause.begin <= cut.clause.end);
      REQUIRE(cut.clause.end <= cut.text.size());
      REQUIRE(is_start(cut.text, cut.clause.begin));
      REQUIRE(is_start(cut.text, cut.clause.end));
      std::string_view inner = cut.text;
      if (inner.starts_with(kEllipsis)) inner.remove_prefix(kEllipsis.size());
      if (inner.ends_with(kEllipsis)) inner.remove_suffix(kEllipsis.size());
      REQUIRE(is_start(inner, 0));
      REQUIRE(text.find(inner) != std::string::npos);
      if (begin + length <= text.size() && length == 40) REQUIRE(cut.clause.end - cut.clause.begin >= 40);
    }
  }
}

TEST_CASE("quote_sample: a short text stays whole, a long id is cut") {
  CHECK(cut_quote("short", {1, 3}).text == "short");
  Unit unit = unit_of("The queue was far too long today", 1, kQueue, Polarity::negative, {0, 9});
  QuoteUnit view = unit.quote();
  const std::string id(5000, 'i');
  view.id = id;
  QuoteSample sample{ThemeTree(small_tree())};
  sample.add(view);
  CHECK(quotes_of(sample, kQueue)[0].id.size() == kMaxQuoteIdBytes);
}

}  // namespace verbatim
