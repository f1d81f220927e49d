#include "report/evidence_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "report/safe_text.h"

namespace verbatim {

ShownText show_text(std::string_view text, const Explanation& explanation, const Lexicon& lexicon,
                    const Redactor* redactor) {
  ShownText out;
  std::vector<RangeEdit> edits;
  out.text = redactor != nullptr ? redactor->redact(text, &edits) : std::string(text);
  struct Placed {
    ByteRange span;
    bool is_mention = false;
    EvidenceWord word;
  };
  std::vector<Placed> placed;
  const auto words = [&](ByteRange span) {
    const ByteRange shown = redactor != nullptr ? redacted_range(span, edits) : span;
    return out.text.substr(shown.begin, shown.end - shown.begin);
  };
  for (const ExplainedHit& hit : explanation.hits) {
    EvidenceWord word;
    word.words = words(hit.span);
    word.value = hit.value;
    word.because = hit.because;
    if (hit.entry) {
      EntryInfo entry = lexicon.entry(*hit.entry);
      word.entry = std::move(entry.text);
      word.place = std::move(entry.place);
    }
    placed.push_back({hit.span, false, std::move(word)});
  }
  for (const ThemeMention& mention : explanation.analysis.mentions) {
    EvidenceWord word;
    word.words = words(mention.span);
    word.theme = fmt::format("{}:{}", lexicon.themes()[static_cast<std::size_t>(mention.theme)].id,
                             short_name(mention.polarity));
    EntryInfo entry = lexicon.entry(mention.rule);
    word.entry = std::move(entry.text);
    word.place = std::move(entry.place);
    placed.push_back({mention.span, true, std::move(word)});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.is_mention < b.is_mention;
  });
  for (Placed& one : placed) out.evidence.push_back(std::move(one.word));
  return out;
}

std::string place_text(const Place& place) {
  const auto at = place.file.rfind("lexicons/");
  return fmt::format("{}:{}", at == std::string::npos ? place.file : place.file.substr(at), place.line);
}

std::string evidence_text(const std::vector<EvidenceWord>& evidence) {
  // A term of many alternatives is cut: its place is told.
  constexpr std::size_t kTermWidth = 40;
  std::string out;
  for (const EvidenceWord& word : evidence) {
    if (!out.empty()) out += "; ";
    out += fmt::format("'{}' ", squeezed(word.words));
    out += word.theme.empty() ? fmt::format("{:+.2f}", word.value) : word.theme;
    if (!word.entry.empty()) {
      out += word.theme.empty() ? fmt::format(" by '{}'", clipped(word.entry, kTermWidth))
                                : fmt::format(" by {}", clipped(word.entry, kTermWidth));
    }
    for (const std::string& reason : word.because) out += ", " + reason;
    if (!word.place.file.empty()) out += fmt::format(" [{}]", place_text(word.place));
  }
  return out;
}

}  // namespace verbatim
