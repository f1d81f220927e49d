// Emoticons of a given list (":-)", "<3", "XD") found in text, and the places where the same characters mean
// something else: times, URLs, closing parentheses, enumerations.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// What the tokenizer knows of the place where an emoticon may start.
struct EmoticonPlace {
  bool space_before = false;    // white space or the start of the text
  bool line_start = false;      // first token of its line
  std::size_t open_round = 0;   // "(" not yet closed on this line
  std::size_t open_square = 0;  // "[" not yet closed on this line
};

struct EmoticonMatch {
  std::size_t length = 0;       // bytes of text; 0 if there is none
  std::size_t form_length = 0;  // bytes of the listed emoticon: a repeated mouth (":))))") is not in it
};

// Frozen at construction; safe to share.
class EmoticonTable {
 public:
  // Empty entries and entries that hold white space are left out; so is a second mention of one.
  explicit EmoticonTable(std::span<const std::string> emoticons);

  bool may_start_with(char first) const { return first_[static_cast<unsigned char>(first)].count != 0; }

  // The longest listed emoticon at `position` that the place allows:
  // - one that begins or ends with a letter or digit does not touch another letter or digit there, and one
  // that
  //   ends so does not follow a digit ("10:30", "5:P"), nor is "<3" one before a unit ("<3 hours");
  // - one that begins with a letter or digit and ends with ')' or ':' is none in parentheses, after an
  // opening
  //   one on the line ("(see 8)"), at the start of a line ("8) ...", "D: ...") or, ending with ':', mid-line;
  // - one that ends with ')' or ']' is none where that closes a parenthesis and no white space stands before
  // it
  //   ("(as follows:)"), nor is one that begins with ')' or ']' without white space before it ("a):");
  // - one that ends with '(', '[' or '{' is none before a letter or digit ("time:(see below)");
  // - one that ends with '/', '\' or '|' is none before a letter, a digit or '/' ("http://", "c:\temp").
  // A mouth that is repeated (":))))", ":(((") belongs to the emoticon, but not in parentheses.
  // The work is bounded by the listed emoticons with that first byte, and what is consumed.
  EmoticonMatch match(std::string_view text, std::size_t position, const EmoticonPlace& place) const;

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };
  std::vector<std::string> emoticons_;  // by first byte, then longest first, then by bytes
  std::array<Range, 256> first_{};
};

}  // namespace verbatim
