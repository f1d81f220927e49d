#include "analysis/term_sample.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {

namespace {

Inflections inflections() {
  Inflections all;
  all.add_irregular("slow", {"slower", "slowly"});
  return all;
}

std::vector<std::string> texts_of(std::string_view term, std::size_t most = 64) {
  const Tokenizer tokenizer({});
  const Inflections forms = inflections();
  TermSampler sampler(tokenizer, forms);
  std::vector<std::string> texts;
  for (const TermSample& sample : sampler.samples_of(term, most)) texts.push_back(sample.text);
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("term_sample: a plain term is its own sample") {
  CHECK(texts_of("on hold") == Texts{"on hold"});
}

TEST_CASE("term_sample: each inflection and each alternative is written once, the others as first written") {
  CHECK(texts_of("slow~ (service|staff)") == Texts{"slow service", "slower service", "slowly service",
                                                   "slow staff", "slower staff", "slowly staff"});
  // The sum of the alternatives, not their product.
  CHECK(texts_of("(a|b) (c|d)") == Texts{"a c", "b c", "a d"});
}

TEST_CASE("term_sample: a wildcard is tried bare and with more letters, a number and a gap are filled") {
  CHECK(texts_of("understaff*") == Texts{"understaffqxzq", "understaff"});
  CHECK(texts_of("# hours") == Texts{"37 hours"});
  CHECK(texts_of("wait <1> (long|)") == Texts{"wait long", "wait qxzq long", "wait"});
}

TEST_CASE("term_sample: there are at most as many as asked for, and none for a term that cannot be read") {
  CHECK(texts_of("slow~ (service|staff)", 2) == Texts{"slow service", "slower service"});
  CHECK(texts_of("(a").empty());
}

TEST_CASE("term_sample: all phrases are every combination, without inflections") {
  const Tokenizer tokenizer({});
  const Inflections forms = inflections();
  TermSampler sampler(tokenizer, forms);
  Texts texts;
  for (const TermSample& sample : sampler.all_phrases_of("(slow~|b) (c|d)")) texts.push_back(sample.text);
  CHECK(texts == Texts{"slow c", "slow d", "b c", "b d"});
}

}  // namespace verbatim
