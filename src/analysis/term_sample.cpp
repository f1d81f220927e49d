#include "analysis/term_sample.h"

namespace verbatim {

namespace {

// Stands for "any one word" and for the rest of a word behind a wildcard: of no language.
constexpr std::string_view kAnyWord = "qxzq";
constexpr std::string_view kAnyNumber = "37";

}  // namespace

TermSample TermSampler::written(const TermSequence& sequence) {
  TermSample sample;
  for (const TermElement& element : sequence) {
    if (!sample.text.empty()) sample.text += ' ';
    switch (element.type) {
      case TermElement::Type::word:
      case TermElement::Type::group:
        sample.text += element.form;
        break;
      case TermElement::Type::prefix:
        sample.text += element.form;
        sample.text += kAnyWord;
        sample.is_inflected = true;
        break;
      case TermElement::Type::number:
        sample.text += kAnyNumber;
        break;
      case TermElement::Type::any:
        sample.text += kAnyWord;
        break;
    }
    ++sample.words;
  }
  return sample;
}

void TermSampler::add(TermSequence sequence, std::size_t most) {
  // A gap at an end says nothing, as in TermParser::parse.
  while (!sequence.empty() && sequence.back().type == TermElement::Type::any) sequence.pop_back();
  while (!sequence.empty() && sequence.front().type == TermElement::Type::any)
    sequence.erase(sequence.begin());
  if (sequence.empty() || samples_.size() >= most) return;
  samples_.push_back(written(sequence));
  for (TermElement& element : sequence) {
    const TermElement base = element;
    if (base.type == TermElement::Type::group) {
      for (const std::string& form : inflections_.forms_of(base.form)) {
        if (form == base.form || samples_.size() >= most) continue;
        element.form = form;
        samples_.push_back(written(sequence));
        samples_.back().is_inflected = true;
      }
    } else if (base.type == TermElement::Type::prefix && samples_.size() < most) {
      element.type = TermElement::Type::word;
      samples_.push_back(written(sequence));
    }
    element = base;
  }
}

const std::vector<TermSample>& TermSampler::samples_of(std::string_view term, std::size_t most) {
  samples_.clear();
  const auto read = parser_.read(term);
  if (!read) return samples_;
  // All parts but one take their first alternative: the sum of the alternatives instead of their product.
  const auto with = [&](std::size_t part, std::size_t choice) {
    TermSequence sequence;
    for (std::size_t p = 0; p < read->parts.size(); ++p) {
      const TermSequence& chosen = read->parts[p][p == part ? choice : 0];
      sequence.insert(sequence.end(), chosen.begin(), chosen.end());
    }
    add(std::move(sequence), most);
  };
  with(0, 0);
  for (std::size_t p = 0; p < read->parts.size(); ++p) {
    for (std::size_t choice = 1; choice < read->parts[p].size(); ++choice) with(p, choice);
  }
  return samples_;
}

std::vector<TermSample> TermSampler::all_phrases_of(std::string_view term) {
  std::vector<TermSample> all;
  const auto sequences = parser_.parse(term);
  if (!sequences) return all;
  for (const TermSequence& sequence : *sequences) {
    if (!sequence.empty()) all.push_back(written(sequence));
  }
  return all;
}

}  // namespace verbatim
