#include "scores/score_spec.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "scores/cell_trim.h"

namespace verbatim {
namespace {

// Every kind that can be typed, in the order in which help and messages list them.
constexpr std::array<ScoreMeaning, 21> kKinds = {{
    {ScoreKind::nps, TimeUnit::none, false},    {ScoreKind::nps_group, TimeUnit::none, false},
    {ScoreKind::csat5, TimeUnit::none, false},  {ScoreKind::csat7, TimeUnit::none, false},
    {ScoreKind::csat2, TimeUnit::none, false},  {ScoreKind::ces7, TimeUnit::none, false},
    {ScoreKind::ces7, TimeUnit::none, true},    {ScoreKind::ces5, TimeUnit::none, false},
    {ScoreKind::ces5, TimeUnit::none, true},    {ScoreKind::stars5, TimeUnit::none, false},
    {ScoreKind::faces5, TimeUnit::none, false}, {ScoreKind::rating10, TimeUnit::none, false},
    {ScoreKind::number, TimeUnit::none, false}, {ScoreKind::ttr, TimeUnit::second, true},
    {ScoreKind::ttr, TimeUnit::minute, true},   {ScoreKind::ttr, TimeUnit::hour, true},
    {ScoreKind::ttr, TimeUnit::day, true},      {ScoreKind::ttr, TimeUnit::business_hour, true},
    {ScoreKind::delay, TimeUnit::day, true},    {ScoreKind::delay, TimeUnit::hour, true},
    {ScoreKind::event, TimeUnit::none, true},
}};

std::span<const ScoreMeaning> all_kinds() {
  return kKinds;
}

std::string kind_list() {
  std::string list;
  for (const ScoreMeaning& kind : all_kinds()) {
    if (!list.empty()) list += ' ';
    list += kind_name(kind);
  }
  return list;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Typing errors between two short words: insert, delete, replace, swap neighbours (optimal string alignment).
std::size_t typing_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

// The kind that was probably meant, or nothing. Ties go to the kind that is listed first.
std::optional<std::string> nearest_kind(std::string_view typed) {
  constexpr std::size_t kLongestTypo = 24;
  if (typed.empty() || typed.size() > kLongestTypo) return std::nullopt;
  const std::string wanted = lower(typed);
  std::optional<std::string> best;
  std::size_t best_distance = 3;  // three or more errors are a guess, not a suggestion
  for (const ScoreMeaning& kind : all_kinds()) {
    const std::string name = kind_name(kind);
    std::size_t distance = typing_distance(wanted, name);
    const bool is_longer_form = wanted.starts_with(name) || (wanted.size() >= 3 && name.starts_with(wanted));
    if (is_longer_form) distance = std::min<std::size_t>(distance, 1);
    if (distance >= wanted.size()) continue;  // nothing in common
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

// What stands where the kind should be: the last part, with the part before it if that one begins a two-part
// kind.
std::string_view typed_kind(std::string_view text) {
  const std::size_t last = text.rfind(':');
  if (last == std::string_view::npos) return text;
  const std::size_t before = last == 0 ? std::string_view::npos : text.rfind(':', last - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string head = lower(text.substr(begin, last - begin));
  const bool two_parts = head == "ttr" || head == "delay" || head == "ces7" || head == "ces5";
  return text.substr(two_parts ? begin : last + 1);
}

std::string kind_problem(std::string_view typed) {
  const std::string small = lower(typed);
  if (small == "ttr") {
    return "'ttr' needs its unit; use ttr:s, ttr:min, ttr:h or ttr:d, or ttr:bh for business hours between "
           "two columns";
  }
  if (small == "delay:bh") return "business hours are counted of ttr only; use ttr:bh, delay:h or delay:d";
  if (small == "delay")
    return "'delay' needs its unit; use delay:d (calendar dates) or delay:h (by the clock)";
  if (small == "ces7" || small == "ces5") {
    return "'" + small + "' needs the meaning of its high end; use " + small + ":easy or " + small + ":hard";
  }
  std::string message = "'" + std::string(typed) + "' is no kind of score; ";
  if (const auto nearest = nearest_kind(typed)) message += "did you mean " + *nearest + "? ";
  return message + "The kinds are " + kind_list();
}

struct SplitKind {
  std::string_view column;  // what stands before the kind
  ScoreMeaning meaning;
};

// Why a kind cannot be turned; empty if it can.
std::string reversal_problem(const ScoreMeaning& meaning, bool low) {
  const std::string kind = kind_name(meaning);
  if (low) return "':reversed' turns the numbers so that high is good, and ':low' says that low is; take one";
  switch (meaning.kind) {
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::stars5:
    case ScoreKind::faces5:
      return {};
    case ScoreKind::ces7:
    case ScoreKind::ces5: {
      const std::string name = meaning.kind == ScoreKind::ces7 ? "ces7" : "ces5";
      return "'" + kind + "' says already which end is good; use " + name +
             (meaning.low_is_good ? ":easy" : ":hard") + " instead";
    }
    case ScoreKind::rating10:
      return "a rating may begin at 0 or at 1, so it cannot be turned; use rating10:low";
    case ScoreKind::csat2:
    case ScoreKind::number:
      return "'" + kind + "' has no two ends to turn; use " + kind + ":low";
    default:
      return "'" + kind + "' has one meaning only; leave ':reversed' out";
  }
}

// Splits "COL:KIND[:low|:reversed]" from the right. The message of a failure has no "--score ..." in front
// yet.
tl::expected<SplitKind, std::string> split_kind(std::string_view text) {
  std::string_view rest = text;
  constexpr std::string_view kLow = ":low";
  constexpr std::string_view kReversed = ":reversed";
  bool low = false;
  bool reversed = false;
  for (bool taken = true; taken;) {
    taken = false;
    if (!low && rest.ends_with(kLow)) {
      rest.remove_suffix(kLow.size());
      low = taken = true;
    } else if (!reversed && rest.ends_with(kReversed)) {
      rest.remove_suffix(kReversed.size());
      reversed = taken = true;
    }
  }
  const ScoreMeaning* found = nullptr;
  std::size_t found_length = 0;
  for (const ScoreMeaning& kind : all_kinds()) {
    const std::string name = kind_name(kind);
    if (!rest.ends_with(name) || name.size() <= found_length) continue;
    if (rest.size() > name.size() && rest[rest.size() - name.size() - 1] != ':') continue;
    found = &kind;
    found_length = name.size();
  }
  if (found == nullptr) return tl::unexpected(kind_problem(typed_kind(rest)));
  SplitKind result{rest.substr(0, rest.size() - std::min(rest.size(), found_length + 1)), *found};
  if (reversed) {
    if (std::string problem = reversal_problem(*found, low); !problem.empty())
      return tl::unexpected(std::move(problem));
    result.meaning.reversed = true;
  }
  if (low) {
    if (found->kind == ScoreKind::nps_group)
      return tl::unexpected(std::string("'nps-group' says already which group is good; leave ':low' out"));
    if (found->kind == ScoreKind::ces7 || found->kind == ScoreKind::ces5) {
      return tl::unexpected("'" + kind_name(*found) + "' says already which end is good; leave ':low' out");
    }
    result.meaning.low_is_good = true;
  }
  return result;
}

tl::unexpected<Error> bad_spec(std::string_view text, std::string_view problem) {
  return fail(Fault::usage, "--score '" + std::string(text) + "': " + std::string(problem));
}

}  // namespace

std::string ScoreSpec::column_text() const {
  return is_span() ? column + ".." + end_column : column;
}

Result<ScoreMeaning> parse_score_kind(std::string_view text) {
  const auto split = split_kind(text);
  if (!split) return fail(Fault::usage, split.error());
  if (!split->column.empty()) return fail(Fault::usage, kind_problem(text));
  return split->meaning;
}

Result<ScoreSpec> parse_score_spec(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return bad_spec(text, "there is no '='; write NAME=COL:KIND, for example nps=Q2:nps");
  }
  const std::string_view name = trim_cell(text.substr(0, equals));
  if (name.empty()) return bad_spec(text, "there is no name before '='; write NAME=COL:KIND");
  const std::string_view value = trim_cell(text.substr(equals + 1));
  if (value.find(':') == std::string_view::npos) {
    return bad_spec(text, "the kind is missing; write NAME=COL:KIND with one of the kinds " + kind_list());
  }
  const auto split = split_kind(value);
  if (!split) return bad_spec(text, split.error());

  ScoreSpec spec;
  spec.name = name;
  spec.meaning = split->meaning;
  const std::string_view columns = trim_cell(split->column);
  const std::size_t dots = columns.find("..");
  spec.column = trim_cell(columns.substr(0, dots));
  if (dots != std::string_view::npos) {
    spec.end_column = trim_cell(columns.substr(dots + 2));
    if (split->meaning.kind != ScoreKind::ttr && split->meaning.kind != ScoreKind::delay) {
      return bad_spec(text,
                      "only ttr and delay take two columns; write a column whose name holds '..' as #n, "
                      "its number");
    }
    if (spec.column.empty() || spec.end_column.empty()) {
      return bad_spec(text, "a column is missing beside '..'; write COL1..COL2, start and end");
    }
    // "a...b" and "a..b..c" could be cut in two ways.
    if (columns.find("..", dots + 1) != std::string_view::npos) {
      return bad_spec(text,
                      "'..' stands there twice; write a column whose name holds '..' as #n, its number");
    }
  }
  if (spec.column.empty()) return bad_spec(text, "there is no column between '=' and the kind");
  if (spec.meaning.unit == TimeUnit::business_hour && !spec.is_span()) {
    return bad_spec(text,
                    "business hours are counted between two columns; a duration does not say when it was. "
                    "Write COL1..COL2:ttr:bh, or ttr:h for a column of hours");
  }
  return spec;
}

Result<std::vector<ScoreSpec>> parse_score_specs(std::span<const std::string> texts) {
  std::vector<ScoreSpec> specs;
  for (const std::string& text : texts) {
    auto spec = parse_score_spec(text);
    if (!spec) return tl::unexpected(std::move(spec.error()));
    const auto same = [&](const ScoreSpec& other) { return other.name == spec->name; };
    if (std::ranges::any_of(specs, same)) {
      return bad_spec(text, "there is a score of this name already; give it another name");
    }
    specs.push_back(std::move(*spec));
  }
  return specs;
}

}  // namespace verbatim
