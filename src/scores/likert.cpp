#include "scores/likert.h"

#include <algorithm>

#include "scores/cell_trim.h"

namespace verbatim {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

struct Adverb {
  std::string_view word;
  int strength = 0;
};

constexpr std::array<Adverb, 33> kAdverbs = {{
    {"slightly", 1},   {"a little", 1}, {"a bit", 1},      {"a little bit", 1}, {"somewhat", 2},
    {"fairly", 2},     {"partly", 2},   {"partially", 2},  {"tend to", 2},      {"mildly", 2},
    {"moderately", 3}, {"rather", 3},   {"quite", 3},      {"reasonably", 3},   {"mostly", 5},
    {"generally", 5},  {"largely", 5},  {"very", 6},       {"highly", 6},       {"really", 6},
    {"definitely", 8}, {"strongly", 8}, {"extremely", 8},  {"completely", 8},   {"totally", 8},
    {"fully", 8},      {"entirely", 8}, {"absolutely", 8}, {"very very", 8},    {"exceptionally", 8},
    {"perfectly", 8},  {"most", 8},     {"incredibly", 8},
}};

// Before the adjective of one side they make its absence: a scale from "not at all" to "extremely".
constexpr std::array<Adverb, 8> kDenials = {{
    {"not at all", 8},
    {"not so", 4},
    {"not very", 4},
    {"not that", 4},
    {"not too", 4},
    {"not particularly", 4},
    {"not really", 4},
    {"not", 4},
}};

struct Adjective {
  std::string_view word;
  LikertScale scale = LikertScale::any;
  int side = 0;
};

constexpr std::array<Adjective, 30> kAdjectives = {{
    {"satisfied", LikertScale::satisfaction, 1},
    {"happy", LikertScale::satisfaction, 1},
    {"pleased", LikertScale::satisfaction, 1},
    {"content", LikertScale::satisfaction, 1},
    {"dissatisfied", LikertScale::satisfaction, -1},
    {"unsatisfied", LikertScale::satisfaction, -1},
    {"disatisfied", LikertScale::satisfaction, -1},  // written so in more than one form
    {"unhappy", LikertScale::satisfaction, -1},
    {"displeased", LikertScale::satisfaction, -1},
    {"sad", LikertScale::satisfaction, -1},
    {"agree", LikertScale::agreement, 1},
    {"disagree", LikertScale::agreement, -1},
    {"easy", LikertScale::ease, 1},
    {"simple", LikertScale::ease, 1},
    {"low effort", LikertScale::ease, 1},
    {"little effort", LikertScale::ease, 1},
    {"difficult", LikertScale::ease, -1},
    {"hard", LikertScale::ease, -1},
    {"high effort", LikertScale::ease, -1},
    {"likely", LikertScale::likelihood, 1},
    {"unlikely", LikertScale::likelihood, -1},
    {"good", LikertScale::quality, 1},
    {"positive", LikertScale::quality, 1},
    {"bad", LikertScale::quality, -1},
    {"poor", LikertScale::quality, -1},
    {"negative", LikertScale::quality, -1},
    {"useful", LikertScale::quality, 1},
    {"helpful", LikertScale::quality, 1},
    {"unhelpful", LikertScale::quality, -1},
    {"confident", LikertScale::agreement, 1},
}};

struct Phrase {
  std::string_view words;
  LikertGrade grade;
};

constexpr Phrase middle(std::string_view words, LikertScale scale) {
  return {words, {scale, 0, 0, 0}};
}
constexpr Phrase graded(std::string_view words, LikertScale scale, int side, int strength) {
  return {words, {scale, side, strength, 0}};
}

// What no adverb and adjective make.
constexpr std::array kPhrases = {
    middle("neutral", LikertScale::any),
    middle("neither", LikertScale::any),
    middle("neither nor", LikertScale::any),
    middle("indifferent", LikertScale::any),
    middle("undecided", LikertScale::any),
    middle("in between", LikertScale::any),
    middle("mixed", LikertScale::any),
    middle("ok", LikertScale::any),
    middle("okay", LikertScale::any),
    middle("so so", LikertScale::any),
    middle("neither satisfied nor dissatisfied", LikertScale::satisfaction),
    middle("neither satisfied nor unsatisfied", LikertScale::satisfaction),
    middle("neither dissatisfied nor satisfied", LikertScale::satisfaction),
    middle("neither happy nor unhappy", LikertScale::satisfaction),
    middle("neither agree nor disagree", LikertScale::agreement),
    middle("neither agree or disagree", LikertScale::agreement),
    middle("neither disagree nor agree", LikertScale::agreement),
    middle("neither easy nor difficult", LikertScale::ease),
    middle("neither difficult nor easy", LikertScale::ease),
    middle("neither easy nor hard", LikertScale::ease),
    middle("neither low nor high effort", LikertScale::ease),
    middle("neither likely nor unlikely", LikertScale::likelihood),
    middle("neither likely or unlikely", LikertScale::likelihood),
    middle("neither unlikely nor likely", LikertScale::likelihood),
    middle("might or might not", LikertScale::likelihood),
    middle("maybe", LikertScale::likelihood),
    middle("neither good nor bad", LikertScale::quality),
    middle("neither good nor poor", LikertScale::quality),
    middle("neither poor nor good", LikertScale::quality),
    middle("neither positive nor negative", LikertScale::quality),
    middle("fair", LikertScale::quality),
    middle("average", LikertScale::quality),
    middle("acceptable", LikertScale::quality),
    middle("adequate", LikertScale::quality),
    middle("satisfactory", LikertScale::quality),
    graded("delighted", LikertScale::satisfaction, 1, 8),
    graded("angry", LikertScale::satisfaction, -1, 8),
    graded("effortless", LikertScale::ease, 1, 8),
    graded("definitely yes", LikertScale::likelihood, 1, 8),
    graded("definitely would", LikertScale::likelihood, 1, 8),
    graded("definitely will", LikertScale::likelihood, 1, 8),
    graded("probably", LikertScale::likelihood, 1, 4),
    graded("probably yes", LikertScale::likelihood, 1, 4),
    graded("probably would", LikertScale::likelihood, 1, 4),
    graded("probably will", LikertScale::likelihood, 1, 4),
    graded("probably not", LikertScale::likelihood, -1, 4),
    graded("probably no", LikertScale::likelihood, -1, 4),
    graded("probably would not", LikertScale::likelihood, -1, 4),
    graded("probably will not", LikertScale::likelihood, -1, 4),
    graded("definitely not", LikertScale::likelihood, -1, 8),
    graded("definitely no", LikertScale::likelihood, -1, 8),
    graded("definitely would not", LikertScale::likelihood, -1, 8),
    graded("definitely will not", LikertScale::likelihood, -1, 8),
    graded("excellent", LikertScale::quality, 1, 8),
    graded("outstanding", LikertScale::quality, 1, 8),
    graded("exceptional", LikertScale::quality, 1, 8),
    graded("superb", LikertScale::quality, 1, 8),
    graded("amazing", LikertScale::quality, 1, 8),
    graded("fantastic", LikertScale::quality, 1, 8),
    graded("great", LikertScale::quality, 1, 7),
    graded("below average", LikertScale::quality, -1, 3),
    graded("above average", LikertScale::quality, 1, 3),
    graded("terrible", LikertScale::quality, -1, 8),
    graded("awful", LikertScale::quality, -1, 8),
    graded("horrible", LikertScale::quality, -1, 8),
    graded("unacceptable", LikertScale::quality, -1, 8),
    graded("far exceeded", LikertScale::expectation, 1, 8),
    graded("far exceeds", LikertScale::expectation, 1, 8),
    graded("greatly exceeded", LikertScale::expectation, 1, 8),
    graded("far above", LikertScale::expectation, 1, 8),
    graded("much better than expected", LikertScale::expectation, 1, 8),
    graded("exceeded", LikertScale::expectation, 1, 5),
    graded("exceeds", LikertScale::expectation, 1, 5),
    graded("above", LikertScale::expectation, 1, 5),
    graded("better than expected", LikertScale::expectation, 1, 5),
    graded("a little better than expected", LikertScale::expectation, 1, 4),
    graded("somewhat better than expected", LikertScale::expectation, 1, 4),
    graded("slightly exceeded", LikertScale::expectation, 1, 1),
    middle("met", LikertScale::expectation),
    middle("meets", LikertScale::expectation),
    middle("equals", LikertScale::expectation),
    middle("as expected", LikertScale::expectation),
    middle("about as expected", LikertScale::expectation),
    middle("about what i expected", LikertScale::expectation),
    graded("slightly below", LikertScale::expectation, -1, 1),
    graded("a little worse than expected", LikertScale::expectation, -1, 4),
    graded("somewhat worse than expected", LikertScale::expectation, -1, 4),
    graded("below", LikertScale::expectation, -1, 5),
    graded("short of", LikertScale::expectation, -1, 5),
    graded("did not meet", LikertScale::expectation, -1, 5),
    graded("does not meet", LikertScale::expectation, -1, 5),
    graded("worse than expected", LikertScale::expectation, -1, 5),
    graded("far below", LikertScale::expectation, -1, 8),
    graded("far short of", LikertScale::expectation, -1, 8),
    graded("much worse than expected", LikertScale::expectation, -1, 8),
    graded("always", LikertScale::frequency, 1, 8),
    graded("usually", LikertScale::frequency, 1, 6),
    graded("very often", LikertScale::frequency, 1, 6),
    graded("most of the time", LikertScale::frequency, 1, 6),
    graded("often", LikertScale::frequency, 1, 5),
    graded("frequently", LikertScale::frequency, 1, 5),
    middle("sometimes", LikertScale::frequency),
    middle("occasionally", LikertScale::frequency),
    middle("about half the time", LikertScale::frequency),
    graded("rarely", LikertScale::frequency, -1, 4),
    graded("seldom", LikertScale::frequency, -1, 4),
    graded("never", LikertScale::frequency, -1, 8),
};

struct Face {
  std::string_view sign;
  int side = 0;
  int strength = 0;
};

// Strengths tell faces apart that stand side by side on one scale; U+FE0F is taken off before.
constexpr std::array<Face, 62> kFaces = {{
    {"😕", -1, 3},  {"☹", -1, 4},   {"🙁", -1, 4},   {"😟", -1, 4},  {"😒", -1, 4},   {"😞", -1, 5},
    {"😔", -1, 5},  {"🙍", -1, 5},  {"😠", -1, 6},   {"😢", -1, 6},  {"😣", -1, 6},   {"👿", -1, 7},
    {"😡", -1, 7},  {"😖", -1, 7},  {"😩", -1, 7},   {"😫", -1, 7},  {"😭", -1, 7},   {"😤", -1, 7},
    {"🤬", -1, 8},  {":(", -1, 4},  {":-(", -1, 4},  {"=(", -1, 4},  {":/", -1, 3},   {":-/", -1, 3},
    {":'(", -1, 6}, {">:(", -1, 6}, {">:-(", -1, 6}, {":((", -1, 6}, {":-((", -1, 6}, {"😐", 0, 0},
    {"😑", 0, 0},   {"😶", 0, 0},   {"🫤", 0, 0},    {":|", 0, 0},   {":-|", 0, 0},   {"=|", 0, 0},
    {"🙂", 1, 4},   {":)", 1, 4},   {":-)", 1, 4},   {"=)", 1, 4},   {"☺", 1, 5},     {"😊", 1, 5},
    {"😌", 1, 5},   {"😀", 1, 6},   {"😃", 1, 6},    {"😄", 1, 6},   {"😁", 1, 6},    {"😎", 1, 6},
    {":D", 1, 6},   {":-D", 1, 6},  {"=D", 1, 6},    {":))", 1, 6},  {":-))", 1, 6},  {"😆", 1, 7},
    {"😍", 1, 8},   {"🤩", 1, 8},   {"🥰", 1, 8},    {"😻", 1, 8},   {"😺", 1, 6},    {"😿", -1, 6},
    {"😾", -1, 7},  {"🥳", 1, 8},
}};

constexpr std::array<std::string_view, 24> kNoAnswers = {"dont know",
                                                         "do not know",
                                                         "i dont know",
                                                         "not sure",
                                                         "unsure",
                                                         "not applicable",
                                                         "does not apply",
                                                         "n/a",
                                                         "na",
                                                         "n a",
                                                         "no answer",
                                                         "not answered",
                                                         "prefer not to say",
                                                         "rather not say",
                                                         "no opinion",
                                                         "no response",
                                                         "did not use",
                                                         "have not used",
                                                         "not rated",
                                                         "cant say",
                                                         "dont know cant say",
                                                         "skipped",
                                                         "none",
                                                         "no experience"};

template <std::size_t N>
int find_strength(const std::array<Adverb, N>& table, std::string_view words) {
  for (const Adverb& entry : table) {
    if (entry.word == words) return entry.strength;
  }
  return 0;
}

const Adjective* find_adjective(std::string_view words) {
  for (const Adjective& entry : kAdjectives) {
    if (entry.word == words) return &entry;
  }
  return nullptr;
}

const Face* find_face(std::string_view key) {
  for (const Face& face : kFaces) {
    if (face.sign == key) return &face;
  }
  return nullptr;
}

// "exceeded my expectations" -> "exceeded".
std::string_view without_expectations(std::string_view key) {
  for (const std::string_view tail : {" expectations", " expectation"}) {
    if (!key.ends_with(tail)) continue;
    key.remove_suffix(tail.size());
    for (const std::string_view whose : {" my", " our", " the", " your", " all"}) {
      if (key.ends_with(whose)) key.remove_suffix(whose.size());
    }
    return key;
  }
  return {};
}

std::optional<LikertGrade> find_phrase(std::string_view key) {
  for (const Phrase& phrase : kPhrases) {
    if (phrase.words == key) return phrase.grade;
  }
  return std::nullopt;
}

std::optional<LikertGrade> grade_of(std::string_view degree, std::string_view word) {
  const Adjective* adjective = find_adjective(word);
  if (adjective == nullptr) return std::nullopt;
  if (degree.empty()) return LikertGrade{adjective->scale, adjective->side, 4, 0};
  if (const int strength = find_strength(kAdverbs, degree))
    return LikertGrade{adjective->scale, adjective->side, strength, 0};
  if (const int strength = find_strength(kDenials, degree))
    return LikertGrade{adjective->scale, -adjective->side, strength, adjective->side};
  return std::nullopt;
}

// Bytes of a mark that changes how an emoji looks, not what it is: U+FE0F, U+FE0E, skin tones.
std::size_t look_length(std::string_view text) {
  if (text.starts_with("\xEF\xB8\x8F") || text.starts_with("\xEF\xB8\x8E")) return 3;
  if (text.starts_with("\xF0\x9F\x8F") && text.size() > 3) {
    const auto last = static_cast<unsigned char>(text[3]);
    if (last >= 0xBB && last <= 0xBF) return 4;
  }
  return 0;
}

// Takes "5 - ", "(5) ", "5. ", "5: ", "5 = " off, if words follow.
std::string_view without_number_before(std::string_view text) {
  std::size_t at = text.starts_with('(') ? 1 : 0;
  const std::size_t digits = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == digits) return text;
  std::string_view rest = text.substr(at);
  for (bool taken = true; taken && !rest.empty();) {
    taken = false;
    if (const std::size_t length = space_length(rest)) {
      rest.remove_prefix(length);
      taken = true;
    } else if (rest.front() == '-' || rest.front() == '.' || rest.front() == ':' || rest.front() == ')' ||
               rest.front() == '=') {
      // ":-)" is a face, not a mark behind a number.
      if (find_face(rest) != nullptr) break;
      rest.remove_prefix(1);
      taken = true;
    } else if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94")) {
      rest.remove_prefix(3);
      taken = true;
    }
  }
  return rest;
}

// Takes " (5)" off.
std::string_view without_number_behind(std::string_view text) {
  if (!text.ends_with(')')) return text;
  std::size_t at = text.size() - 1;
  while (at > 0 && is_digit(text[at - 1])) --at;
  if (at == text.size() - 1 || at == 0 || text[at - 1] != '(') return text;
  return trim_cell(text.substr(0, at - 1));
}

}  // namespace

std::string_view name(LikertScale scale) {
  constexpr std::array<std::string_view, kLikertScales> kNames = {"answers",     "satisfaction", "agreement",
                                                                  "ease",        "likelihood",   "quality",
                                                                  "expectation", "frequency",    "faces"};
  return kNames[static_cast<std::size_t>(scale)];
}

bool says_good(LikertScale scale) {
  return scale != LikertScale::agreement && scale != LikertScale::likelihood &&
         scale != LikertScale::frequency;
}

std::string_view answer_key(std::string_view cell, AnswerBuffer& buffer) {
  std::string_view text = trim_cell(cell);
  if (text.starts_with('\'')) text = trim_cell(text.substr(1));
  if (text.size() > 2 * buffer.size()) return {};
  text = without_number_behind(without_number_before(text));
  if (text.empty()) return {};
  std::size_t size = 0;
  const auto put = [&](char c) {
    if (size < buffer.size()) buffer[size] = c;
    ++size;
  };
  if (!is_letter(text.front())) {  // a face, up to the first blank
    while (!text.empty() && space_length(text) == 0) {
      if (const std::size_t look = look_length(text)) {
        text.remove_prefix(look);
        continue;
      }
      put(text.front());
      text.remove_prefix(1);
    }
    return size > buffer.size() ? std::string_view() : std::string_view(buffer.data(), size);
  }
  while (!text.empty() && size <= buffer.size()) {
    const auto first = static_cast<unsigned char>(text.front());
    if (const std::size_t space = space_length(text)) {
      if (size > 0 && buffer[size - 1] != ' ') put(' ');
      text.remove_prefix(space);
    } else if (text.starts_with("\xE2\x80\x99") || text.starts_with("\xE2\x80\x98")) {
      text.remove_prefix(3);
    } else if (first == 0xF0 || first == 0xE2 || first == 0xEF) {  // a face or a dash behind the words
      const std::size_t length = first == 0xF0 ? 4 : 3;
      text.remove_prefix(std::min(length, text.size()));
    } else {
      const char c = text.front();
      if (c == '-' || c == '_' || c == ',') {
        if (size > 0 && buffer[size - 1] != ' ') put(' ');
      } else if (c != '\'' && c != '.' && c != '!' && c != '"') {
        put(lower(c));
      }
      text.remove_prefix(1);
    }
  }
  if (size > buffer.size()) return {};
  while (size > 0 && buffer[size - 1] == ' ') --size;
  return {buffer.data(), size};
}

std::optional<LikertGrade> find_likert_grade(std::string_view key) {
  if (key.empty()) return std::nullopt;
  if (!is_letter(key.front())) {
    const Face* face = find_face(key);
    if (face == nullptr) return std::nullopt;
    return LikertGrade{LikertScale::faces, face->side, face->strength, 0};
  }
  if (const auto phrase = find_phrase(key)) return phrase;
  if (const std::string_view expected = without_expectations(key); !expected.empty()) {
    const auto phrase = find_phrase(expected);
    if (phrase && phrase->scale == LikertScale::expectation) return phrase;
    return std::nullopt;
  }
  // "very satisfied", "low effort", "strongly agree", and "agree strongly".
  for (std::size_t at = 0; at != std::string_view::npos; at = key.find(' ', at + 1)) {
    const std::string_view word = key.substr(at == 0 ? 0 : at + 1);
    if (const auto grade = grade_of(key.substr(0, at), word)) return grade;
  }
  const std::size_t first = key.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  return grade_of(key.substr(first + 1), key.substr(0, first));
}

bool is_no_answer(std::string_view key) {
  return std::find(kNoAnswers.begin(), kNoAnswers.end(), key) != kNoAnswers.end();
}

std::optional<int> find_nps_group(std::string_view key) {
  if (key.ends_with('s')) key.remove_suffix(1);
  if (key == "promoter") return 1;
  if (key == "passive" || key == "neutral") return 0;
  if (key == "detractor") return -1;
  return std::nullopt;
}

std::optional<bool> find_yes_no_sign(std::string_view key) {
  if (key == "👍" || key == "✅" || key == "✔" || key == "❤") return true;
  if (key == "👎" || key == "❌" || key == "✖") return false;
  const Face* face = find_face(key);
  if (face == nullptr || face->side == 0) return std::nullopt;
  return face->side > 0;
}

std::optional<StarCount> count_stars(std::string_view cell) {
  StarCount count;
  std::string_view text = trim_cell(cell);
  if (text.starts_with('\'')) text = trim_cell(text.substr(1));
  while (!text.empty()) {
    std::size_t length = 3;
    if (text.starts_with("★") || text.starts_with("⭐")) {
      ++count.full;
      ++count.total;
    } else if (text.starts_with("☆")) {
      ++count.total;
    } else if (text.starts_with("🌟")) {
      ++count.full;
      ++count.total;
      length = 4;
    } else if (const std::size_t look = look_length(text)) {
      length = look;
    } else if (const std::size_t space = space_length(text)) {
      length = space;
    } else {
      return std::nullopt;
    }
    text.remove_prefix(length);
  }
  if (count.total == 0) return std::nullopt;
  return count;
}

}  // namespace verbatim
