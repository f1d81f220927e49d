// Personal data out of text before anyone reads it: e-mail addresses, phone, card and account numbers, IBANs.
//
//   "mail jo@example.com or ring 020 7946 0958"  ->  "mail [email] or ring [phone]"
//
// What a mask says: [email]; [phone] 7 to 15 digits in an international or national form; [card] 13 to 19
// digits that pass the Luhn check; [iban] an IBAN that passes its mod-97 check; [number] nine or more digits
// in one run. Prices, dates, years, ratings, ranges, thousands and short counts stay. It knows ASCII digits
// and works by shape: names, street addresses and numbers spelt in words are not found, and a bare run of
// seven or eight digits is a phone number only behind a word such as "call" or "tel".
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/finding.h"

namespace verbatim {

// One replacement: bytes of the original text, and where its mask stands in the redacted text.
struct RangeEdit {
  ByteRange original;
  ByteRange redacted;

  bool operator==(const RangeEdit&) const = default;
};

// Where `range` of the original text lies in the redacted one. A range that begins or ends inside a masked
// part takes in the whole mask. REQUIRES: `edits` as given by Redactor::redact, for this text.
ByteRange redacted_range(ByteRange range, std::span<const RangeEdit> edits);

// Made once, then shared by all threads: `redact` is const and keeps nothing. Time grows linearly with the
// text.
class Redactor {
 public:
  Redactor();
  ~Redactor();
  Redactor(Redactor&&) noexcept;
  Redactor& operator=(Redactor&&) noexcept;

  // The text with each find replaced by its mask. `edits`, if given, is emptied and then holds them from left
  // to right. REQUIRES: text is shorter than 4 GiB.
  std::string redact(std::string_view text, std::vector<RangeEdit>* edits = nullptr) const;

 private:
  struct Patterns;
  std::unique_ptr<Patterns> patterns_;
};

}  // namespace verbatim
