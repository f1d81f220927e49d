// Web and mail addresses as people type them into comments: recognised by their look, not checked.
#pragma once

#include <cstddef>
#include <string_view>

namespace verbatim {

// The length of the URL at `position`: "http://", "https://" or "www." (any case) with a host, up to white
// space, a quote, an angle bracket or a symbol beyond ASCII. Punctuation at its end and a closing bracket
// without its opening one are not in it. 0 if there is none. REQUIRES: text is valid UTF-8.
std::size_t url_length(std::string_view text, std::size_t position);

struct DomainMatch {
  std::size_t length = 0;   // 0 if there is none
  std::size_t run_end = 0;  // no domain starts later in text[position, run_end) if length is 0
};

// The bare domain at `position`, with its path. Conservative, because "rude.Then" is a forgotten space:
// labels of ASCII letters, digits and inner hyphens; the last one in a short list that holds no common word
// of English or Spanish ("com", "co.uk", "org" ...), or, with a path, in a longer one ("bit.ly/x"). REQUIRES:
// no letter, digit or hyphen stands before position.
DomainMatch bare_domain(std::string_view text, std::size_t position);

// The length of the domain of a mail address: what stands after '@'. Two labels at least, the last of two or
// more letters, 253 bytes at most; 0 if there is none. No look past the domain's own characters.
std::size_t mail_domain_length(std::string_view text, std::size_t position);

}  // namespace verbatim
