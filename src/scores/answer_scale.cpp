#include "scores/answer_scale.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "scores/cell_trim.h"

namespace verbatim {
namespace {

int points_of(ScoreKind kind) {
  return kind == ScoreKind::csat7 || kind == ScoreKind::ces7 ? 7 : 5;
}

// Where a grade stands between the worst (below 0) and the best.
int place_of(const LikertGrade& grade) {
  return grade.side * grade.strength;
}

// Scales that have more grades on one side than on the other in common forms.
bool may_lean(LikertScale scale) {
  return scale == LikertScale::quality || scale == LikertScale::frequency || scale == LikertScale::faces;
}

// How far from the middle a strength is where the column does not show all grades of its side.
int customary_level(int strength, int levels) {
  if (levels == 2) return strength >= 6 ? 2 : 1;
  return strength >= 6 ? 3 : strength >= 3 ? 2 : 1;
}

// The levels 1..`levels` of one side's strengths, which are sorted from weak to strong.
std::vector<int> levels_of(const std::vector<int>& strengths, int levels, bool to_the_end) {
  std::vector<int> found;
  const int count = static_cast<int>(strengths.size());
  for (const int strength : strengths) found.push_back(customary_level(strength, levels));
  const bool distinct = std::adjacent_find(found.begin(), found.end()) == found.end();
  if (count < levels && distinct && !to_the_end) return found;
  for (int i = 0; i < count; ++i) found[static_cast<std::size_t>(i)] = levels - count + 1 + i;
  return found;
}

// "Not at all" 1 .. "extremely" 5; from the other end for an adjective of the bad side.
int one_sided_point(const LikertGrade& grade, int adjective_side) {
  int point = 3;
  if (grade.denied != 0) {
    point = grade.strength >= 8 ? 1 : 2;
  } else if (grade.side != 0) {
    point = grade.strength >= 8 ? 5 : grade.strength >= 4 ? 4 : grade.strength >= 2 ? 3 : 2;
  }
  return adjective_side > 0 ? point : 6 - point;
}

using Points = std::map<int, int>;  // by place_of

// The points 1..n of the grades, the best being n. Empty if they do not fit.
std::optional<Points> give_points(const std::vector<LikertGrade>& grades, LikertScale scale, int n) {
  std::set<int> places;
  int denied = 0;
  bool has_extreme = false;
  for (const LikertGrade& grade : grades) {
    places.insert(place_of(grade));
    if (grade.denied != 0) denied = grade.denied;
    has_extreme = has_extreme || (grade.denied == 0 && grade.strength >= 8);
  }
  Points points;
  if (denied != 0 && has_extreme && n == 5) {
    for (const LikertGrade& grade : grades) points[place_of(grade)] = one_sided_point(grade, denied);
    return points;
  }
  const int sides = (n - 1) / 2;
  const int middle = sides + 1;
  std::vector<int> good, bad;
  for (const int place : places) {
    if (place > 0) good.push_back(place);
    if (place < 0) bad.push_back(-place);
  }
  std::sort(bad.begin(), bad.end());
  const auto fits = [&](const std::vector<int>& side) { return static_cast<int>(side.size()) <= sides; };
  if (fits(good) && fits(bad)) {
    const bool to_the_end = scale == LikertScale::faces && good.size() <= 1 && bad.size() <= 1;
    const std::vector<int> up = levels_of(good, sides, to_the_end);
    const std::vector<int> down = levels_of(bad, sides, to_the_end);
    for (std::size_t i = 0; i < good.size(); ++i) points[good[i]] = middle + up[i];
    for (std::size_t i = 0; i < bad.size(); ++i) points[-bad[i]] = middle - down[i];
    if (places.contains(0)) points[0] = middle;
    return points;
  }
  if (static_cast<int>(places.size()) > n || (denied == 0 && !may_lean(scale))) return std::nullopt;
  int point = fits(good) ? 1 : n - static_cast<int>(places.size()) + 1;
  for (const int place : places) points[place] = point++;
  return points;
}

using Counts = std::array<std::uint64_t, kLikertScales>;

// The scale with the most; `any` has none of its own.
LikertScale most_of(Counts counts) {
  counts[static_cast<std::size_t>(LikertScale::any)] = 0;
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? LikertScale::any : static_cast<LikertScale>(most - counts.begin());
}

struct LeadingNumber {
  int value = 0;
  bool found = false;
};

// The number of "5 - Very satisfied".
LeadingNumber leading_number(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.starts_with('\'')) cell = trim_cell(cell.substr(1));
  if (cell.starts_with('(')) cell.remove_prefix(1);
  LeadingNumber number;
  for (std::size_t i = 0; i < cell.size() && i < 3 && cell[i] >= '0' && cell[i] <= '9'; ++i) {
    number.value = number.value * 10 + (cell[i] - '0');
    number.found = true;
  }
  return number;
}

std::string_view advice_for_opposite(ScoreKind kind, bool low_is_good) {
  if (kind == ScoreKind::ces5) return low_is_good ? "ces5:easy" : "ces5:hard";
  if (kind == ScoreKind::ces7) return low_is_good ? "ces7:easy" : "ces7:hard";
  return kind == ScoreKind::csat7    ? "csat7:reversed"
         : kind == ScoreKind::faces5 ? "faces5:reversed"
                                     : "csat5:reversed";
}

}  // namespace

std::optional<std::int64_t> find_answer(const AnswerWords& words, std::string_view key) {
  const auto at = std::lower_bound(
      words.begin(), words.end(), key,
      [](const AnswerWord& word, std::string_view wanted) { return std::string_view(word.word) < wanted; });
  if (at == words.end() || at->word != key) return std::nullopt;
  return at->milli;
}

bool reads_words(ScoreKind kind) {
  return kind == ScoreKind::csat5 || kind == ScoreKind::csat7 || kind == ScoreKind::ces5 ||
         kind == ScoreKind::ces7 || kind == ScoreKind::faces5;
}

void AnswerVote::add(std::string_view cell) {
  const std::string_view text = trim_cell(cell);
  if (text.empty()) return;
  ++filled_;
  AnswerBuffer buffer;
  const std::string_view key = answer_key(text, buffer);
  if (key.empty()) return;
  if (find_nps_group(key)) ++groups_;
  if (is_no_answer(key)) ++no_answers_;
  const auto grade = find_likert_grade(key);
  if (!grade) return;
  if (const LeadingNumber number = leading_number(text); number.found) {
    ++labels_[static_cast<std::size_t>(grade->scale)];
    highest_number_ = std::max(highest_number_, number.value);
    // 4 is the middle of seven and 3 that of five: only clear ends tell a direction.
    if (grade->side != 0 && says_good(grade->scale) && (number.value <= 2 || number.value >= 4))
      ++((number.value >= 4) == (grade->side > 0) ? same_ : opposite_);
    return;
  }
  auto at = grades_.find(key);
  if (at == grades_.end()) at = grades_.emplace(std::string(key), Answer{*grade, 0}).first;
  ++at->second.count;
}

void AnswerVote::merge(const AnswerVote& other) {
  for (const auto& [key, answer] : other.grades_) {
    grades_.try_emplace(key, Answer{answer.grade, 0}).first->second.count += answer.count;
  }
  filled_ += other.filled_;
  groups_ += other.groups_;
  no_answers_ += other.no_answers_;
  same_ += other.same_;
  opposite_ += other.opposite_;
  for (std::size_t i = 0; i < labels_.size(); ++i) labels_[i] += other.labels_[i];
  highest_number_ = std::max(highest_number_, other.highest_number_);
}

LikertScale AnswerVote::scale() const {
  Counts counts{};
  for (const auto& [key, answer] : grades_)
    counts[static_cast<std::size_t>(answer.grade.scale)] += answer.count;
  return most_of(counts);
}

std::uint64_t AnswerVote::labelled() const {
  return std::accumulate(labels_.begin(), labels_.end(), std::uint64_t{0});
}

LikertScale AnswerVote::labelled_scale() const {
  return most_of(labels_);
}

std::uint64_t AnswerVote::of_scale(LikertScale scale) const {
  std::uint64_t count = 0;
  for (const auto& [key, answer] : grades_) {
    if (answer.grade.scale == scale || answer.grade.scale == LikertScale::any) count += answer.count;
  }
  return count;
}

std::size_t AnswerVote::grades(LikertScale scale) const {
  std::set<int> places;
  for (const auto& [key, answer] : grades_) {
    if (answer.grade.scale == scale || answer.grade.scale == LikertScale::any)
      places.insert(place_of(answer.grade));
  }
  return places.size();
}

int AnswerVote::points() const {
  const LikertScale most = scale();
  std::vector<LikertGrade> grades;
  for (const auto& [key, answer] : grades_) {
    if (answer.grade.scale == most || answer.grade.scale == LikertScale::any) grades.push_back(answer.grade);
  }
  for (const int n : {5, 7}) {
    if (give_points(grades, most, n)) return n;
  }
  return 0;
}

Result<AnswerScale> AnswerVote::finish(const ScoreMeaning& meaning, std::string_view column) const {
  assert(reads_words(meaning.kind));
  AnswerScale made;
  if (opposite_ >= 3 && opposite_ > 9 * same_ && !meaning.reversed && !meaning.low_is_good) {
    made.warning = fmt::format(
        "column '{}' writes a low number before a good answer (as in '1 - Very satisfied') in {} of {} cells "
        "that hold both: if 1 is the best answer, write {}",
        column, opposite_, opposite_ + same_, advice_for_opposite(meaning.kind, meaning.low_is_good));
  }
  const LikertScale most = scale();
  std::vector<std::pair<const std::string*, const Answer*>> mine;
  std::vector<LikertGrade> grades;
  for (const auto& [key, answer] : grades_) {
    if (answer.grade.scale != most && answer.grade.scale != LikertScale::any) continue;
    mine.emplace_back(&key, &answer);
    grades.push_back(answer.grade);
  }
  if (mine.empty()) return made;
  std::stable_sort(mine.begin(), mine.end(), [](const auto& a, const auto& b) {
    return place_of(a.second->grade) > place_of(b.second->grade);
  });
  const int n = points_of(meaning.kind);
  const auto points = give_points(grades, most, n);
  if (!points) {
    std::string list;
    for (const auto& [key, answer] : mine) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", *key);
    const bool fits_seven = n == 5 && give_points(grades, most, 7).has_value();
    std::string kind = kind_name({meaning.kind, meaning.unit, meaning.low_is_good, meaning.reversed});
    return fail(Fault::usage,
                fmt::format("column '{}' holds {} grades of {} ({}), more than {} has points{}", column,
                            this->grades(most), name(most), list, kind,
                            !fits_seven ? std::string("; is it a column of answers?")
                            : meaning.kind == ScoreKind::ces5
                                ? fmt::format("; use {}", meaning.low_is_good ? "ces7:hard" : "ces7:easy")
                                : std::string("; use csat7")));
  }
  // What words say of good and bad, ':reversed' does not turn: it is about numbers. A statement that people
  // agree with may be either.
  const bool turned = says_good(most) ? meaning.low_is_good : meaning.reversed;
  std::string list;
  std::uint64_t cells = 0;
  for (const auto& [key, answer] : mine) {
    const int point = points->at(place_of(answer->grade));
    const int value = turned ? n + 1 - point : point;
    made.words.push_back({*key, std::int64_t{value} * 1000});
    list += fmt::format("{}'{}' = {}", list.empty() ? "" : ", ", *key, value);
    cells += answer->count;
  }
  // The other side's word may come up in a later part of the file, and the middle.
  for (std::size_t i = 0, seen = made.words.size(); i < seen; ++i) {
    const AnswerWord known = made.words[i];
    for (const auto& [good, bad] :
         {std::pair<std::string_view, std::string_view>{"satisfied", "dissatisfied"},
          {"happy", "unhappy"},
          {"agree", "disagree"},
          {"easy", "difficult"},
          {"likely", "unlikely"}}) {
      const std::string& word = known.word;
      const auto swapped = [&](std::string_view from, std::string_view to) {
        if (!word.ends_with(from)) return;
        const std::size_t begin = word.size() - from.size();
        if (begin > 0 && word[begin - 1] != ' ') return;
        std::string mirror = word.substr(0, begin) + std::string(to);
        const auto grade = find_likert_grade(mirror);
        if (!grade || grade->denied != 0 || grades_.contains(mirror)) return;
        const auto there = [&](const AnswerWord& other) { return other.word == mirror; };
        if (std::any_of(made.words.begin(), made.words.end(), there)) return;
        // Its place is known where the mirrored place is taken by no other grade.
        const auto place = points->find(place_of(*grade));
        const std::int64_t mirrored = std::int64_t{n + 1} * 1000 - known.milli;
        const bool taken = std::any_of(made.words.begin(), made.words.end(), [&](const AnswerWord& other) {
          return other.milli == mirrored && place == points->end();
        });
        if (place != points->end()) {
          const int value = turned ? n + 1 - place->second : place->second;
          made.words.push_back({std::move(mirror), std::int64_t{value} * 1000});
        } else if (!taken) {
          made.words.push_back({std::move(mirror), mirrored});
        }
      };
      swapped(good, bad);
      swapped(bad, good);
    }
  }
  if (!points->contains(0)) {
    const std::int64_t middle = std::int64_t{n + 1} * 500;
    for (const std::string_view word :
         {"neutral", "neither", "neither satisfied nor dissatisfied", "neither agree nor disagree",
          "neither easy nor difficult", "neither likely nor unlikely"}) {
      const auto grade = find_likert_grade(word);
      if (grade->scale == LikertScale::any || grade->scale == most)
        made.words.push_back({std::string(word), middle});
    }
  }
  std::sort(made.words.begin(), made.words.end(),
            [](const AnswerWord& a, const AnswerWord& b) { return a.word < b.word; });
  made.evidence =
      fmt::format("{} of column '{}': {} ({} of {} filled cells)",
                  most == LikertScale::any ? "answers" : name(most), column, list, cells, filled_);
  return made;
}

}  // namespace verbatim
