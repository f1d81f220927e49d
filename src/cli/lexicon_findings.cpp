#include "cli/lexicon_findings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/safe_text.h"

namespace verbatim::cli {

namespace {

constexpr int kSchemaVersion = 1;

std::string line_of(const LintFinding& finding) {
  return to_string(Error{Fault::bad_lexicon, finding.message, finding.place});
}

// The findings that `wanted` lets through, with what the limit leaves out of each check.
template <class Wanted>
std::vector<std::string> lines_of(const LexiconFindings& all, const FindingsView& view, Wanted wanted) {
  std::vector<std::string> lines;
  std::map<std::string, std::size_t> shown;
  std::map<std::string, std::size_t> hidden;
  for (const LintFinding& finding : all.findings) {
    if (!wanted(finding)) continue;
    if (view.limit != 0 && shown[finding.check] == view.limit) {
      ++hidden[finding.check];
      continue;
    }
    ++shown[finding.check];
    lines.push_back(line_of(finding));
  }
  for (const auto& [check, count] : hidden)
    lines.push_back(fmt::format("{} more of this kind ({}); --limit 0 shows all", count, check));
  return lines;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "-"
                    : fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

std::size_t shown_of(std::size_t size, const FindingsView& view) {
  return view.limit == 0 ? size : std::min(size, view.limit);
}

// The file with the two folders above it: "airline/en/themes.json:12".
std::string short_place(const Place& place) {
  std::size_t begin = place.file.size();
  for (int part = 0; part < 3 && begin != std::string::npos && begin > 0; ++part)
    begin = place.file.rfind('/', begin - 1);
  begin = begin == std::string::npos || begin == place.file.size() ? 0 : begin + 1;
  return fmt::format("{}:{}", printable(place.file.substr(begin)), place.line);
}

void list_entries(std::string_view title, const std::vector<EntryCount>& entries, const FindingsView& view,
                  bool with_counts, std::string& out) {
  if (entries.empty()) return;
  out += fmt::format("\n{} ({})\n", title, entries.size());
  const std::size_t shown = shown_of(entries.size(), view);
  for (std::size_t i = 0; i < shown; ++i) {
    const EntryCount& entry = entries[i];
    const std::string name = printable(entry.entry);
    if (with_counts) {
      out += fmt::format("  {:>7}  {}  [{}]\n", entry.comments, name, short_place(entry.place));
    } else {
      out += fmt::format("  {}  [{}]\n", name, short_place(entry.place));
    }
  }
  if (shown < entries.size())
    out += fmt::format("  ... and {} more; --limit 0 shows all\n", entries.size() - shown);
}

void list_missed(std::string_view title, const std::vector<MissedText>& texts, const FindingsView& view,
                 std::string& out) {
  if (texts.empty()) return;
  out += fmt::format("\n{} ({})\n", title, texts.size());
  const std::size_t shown = shown_of(texts.size(), view);
  for (std::size_t i = 0; i < shown; ++i)
    out += fmt::format("  {:>7}  {}\n", texts[i].comments, printable(texts[i].text));
  if (shown < texts.size())
    out += fmt::format("  ... and {} more; --limit 0 shows all\n", texts.size() - shown);
}

}  // namespace

std::size_t LexiconFindings::count(LintLevel level) const {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const LintFinding& finding) { return finding.level == level; }));
}

LexiconFindings gather(const Lexicon& lexicon, LexiconCheck check, std::vector<LintFinding> lint,
                       const std::vector<std::string>& own_folders) {
  const auto is_theirs = [&](const Place& place) {
    return own_folders.empty() || is_below(place, own_folders);
  };
  LexiconFindings all;
  all.sentiment_terms = lexicon.sentiment_terms();
  all.themes = lexicon.themes().size();
  all.rules = lexicon.theme_rules();
  all.examples = check.examples;
  all.failed = check.failed;
  // A rule or a term at one place is told once, by the more exact of the two.
  std::erase_if(lint, [&](const LintFinding& finding) {
    return finding.check == "dead-rule" &&
           std::any_of(check.problems.begin(), check.problems.end(),
                       [&](const Error& problem) { return problem.place == finding.place; });
  });
  for (Error& problem : check.problems) {
    const bool moved = !is_theirs(problem.place);
    LintFinding finding;
    finding.level = moved ? LintLevel::remark : LintLevel::problem;
    finding.check = moved ? "moved-example" : "check";
    finding.message =
        problem.message + (moved ? "; your own words change it: see whether you mean that" : "");
    finding.place = std::move(problem.place);
    lint.push_back(std::move(finding));
  }
  for (Error& remark : check.remarks) {
    LintFinding finding;
    finding.check = "check";
    finding.message = std::move(remark.message);
    finding.place = std::move(remark.place);
    lint.push_back(std::move(finding));
  }
  // Who checks an own folder wants to know of it; what is shipped is checked without one.
  std::erase_if(lint, [&](const LintFinding& finding) {
    return finding.check != "moved-example" && !is_theirs(finding.place) &&
           !is_below(finding.other, own_folders);
  });
  std::sort(lint.begin(), lint.end(), is_before);
  all.findings = std::move(lint);
  return all;
}

std::vector<std::string> problem_lines(const LexiconFindings& findings, const FindingsView& view) {
  return lines_of(findings, view,
                  [](const LintFinding& finding) { return finding.level == LintLevel::problem; });
}

std::vector<std::string> remark_lines(const LexiconFindings& findings, const FindingsView& view) {
  return lines_of(findings, view, [&](const LintFinding& finding) {
    return finding.level == LintLevel::remark || (view.verbose && finding.level == LintLevel::minor);
  });
}

std::string count_text(const LexiconFindings& findings) {
  std::string out = fmt::format(
      "{} sentiment terms, {} themes, {} rules; {} examples run, {} failed; {} problems, {} remarks",
      findings.sentiment_terms, findings.themes, findings.rules, findings.examples, findings.failed,
      findings.count(LintLevel::problem), findings.count(LintLevel::remark));
  if (const std::size_t minor = findings.count(LintLevel::minor); minor > 0)
    out += fmt::format(", {} minor ones (--verbose)", minor);
  return out + "\n";
}

std::string sample_text(const LexiconSample& sample, const FindingsView& view) {
  std::string out;
  for (const std::string& evidence : sample.evidence) out += fmt::format("sample: {}\n", printable(evidence));
  out += fmt::format("sample: {} records, {} comments{}\n", sample.records, sample.comments,
                     sample.is_cut ? " (the file holds more; these are the first)" : "");
  const auto share = [&](std::string_view what, std::uint64_t part, std::uint64_t whole) {
    out += fmt::format("  {:<22} {:>8}  {:>7}\n", what, part, percent(part, whole));
  };
  share("with sentiment", sample.with_sentiment, sample.comments);
  share("with a theme", sample.with_theme, sample.comments);
  share("with neither", sample.with_neither, sample.comments);
  share("words in some term", sample.known_words, sample.words);
  list_entries("sentiment terms that counted most, comments", sample.terms, view, true, out);
  list_entries("rules that fired most, comments", sample.rules, view, true, out);
  list_missed("words of comments with neither sentiment nor theme, comments; the most telling first",
              sample.missed_words, view, out);
  list_missed("pairs of words there, comments", sample.missed_pairs, view, out);
  if (!sample.against.empty()) {
    out += fmt::format("\nterms whose comments score against their sign ({})\n", sample.against.size());
    const std::size_t shown = shown_of(sample.against.size(), view);
    for (std::size_t i = 0; i < shown; ++i) {
      const AgainstScore& term = sample.against[i];
      out += fmt::format("  {:>7}  {} ({:g}): {} {:.2f}, all {:.2f}  [{}]\n", term.comments,
                         printable(term.term), term.weight, printable(term.score), term.mean,
                         term.mean_of_all, short_place(term.place));
    }
    if (shown < sample.against.size())
      out += fmt::format("  ... and {} more; --limit 0 shows all\n", sample.against.size() - shown);
  }
  list_entries("rules that never fired here", sample.silent_rules, view, false, out);
  list_entries("sentiment terms that never counted here", sample.silent_terms, view, false, out);
  return out;
}

std::string findings_json(const LexiconFindings& findings, const FindingsView& view) {
  using Json = nlohmann::ordered_json;
  static constexpr std::string_view kLevels[] = {"problem", "remark", "minor"};
  const auto place = [](Json& to, const Place& at) {
    to["file"] = at.file;
    to["line"] = at.line;
    to["column"] = at.column;
  };
  Json json;
  json["schema_version"] = kSchemaVersion;
  json["sentiment_terms"] = findings.sentiment_terms;
  json["themes"] = findings.themes;
  json["rules"] = findings.rules;
  json["examples"] = findings.examples;
  json["examples_failed"] = findings.failed;
  json["problems"] = findings.count(LintLevel::problem);
  json["remarks"] = findings.count(LintLevel::remark);
  json["minor"] = findings.count(LintLevel::minor);
  json["findings"] = Json::array();
  std::map<std::pair<LintLevel, std::string>, std::size_t> shown;
  for (const LintFinding& finding : findings.findings) {
    if (finding.level == LintLevel::minor && !view.verbose) continue;
    if (std::size_t& count = shown[{finding.level, finding.check}]; view.limit != 0 && count == view.limit) {
      continue;
    } else {
      ++count;
    }
    Json one;
    one["level"] = kLevels[static_cast<std::size_t>(finding.level)];
    one["check"] = finding.check;
    place(one, finding.place);
    one["message"] = finding.message;
    json["findings"].push_back(std::move(one));
  }
  json["sample"] = nullptr;
  if (findings.sample) {
    const LexiconSample& sample = *findings.sample;
    Json all;
    all["records"] = sample.records;
    all["comments"] = sample.comments;
    all["is_cut"] = sample.is_cut;
    all["with_sentiment"] = sample.with_sentiment;
    all["with_theme"] = sample.with_theme;
    all["with_neither"] = sample.with_neither;
    all["words"] = sample.words;
    all["known_words"] = sample.known_words;
    const auto entries = [&](const char* key, const std::vector<EntryCount>& list) {
      Json& to = all[key];
      to["count"] = list.size();
      to["first"] = Json::array();
      for (std::size_t i = 0; i < shown_of(list.size(), view); ++i) {
        Json one;
        one["entry"] = list[i].entry;
        one["comments"] = list[i].comments;
        place(one, list[i].place);
        to["first"].push_back(std::move(one));
      }
    };
    const auto texts = [&](const char* key, const std::vector<MissedText>& list) {
      Json& to = all[key];
      to["count"] = list.size();
      to["first"] = Json::array();
      for (std::size_t i = 0; i < shown_of(list.size(), view); ++i)
        to["first"].push_back(Json{{"text", list[i].text}, {"comments", list[i].comments}});
    };
    entries("terms", sample.terms);
    entries("rules", sample.rules);
    entries("silent_terms", sample.silent_terms);
    entries("silent_rules", sample.silent_rules);
    texts("missed_words", sample.missed_words);
    texts("missed_pairs", sample.missed_pairs);
    Json& against = all["against_score"];
    against["count"] = sample.against.size();
    against["first"] = Json::array();
    for (std::size_t i = 0; i < shown_of(sample.against.size(), view); ++i) {
      const AgainstScore& term = sample.against[i];
      Json one;
      one["term"] = term.term;
      one["weight"] = term.weight;
      one["score"] = term.score;
      one["comments"] = term.comments;
      one["mean"] = std::round(term.mean * 1e4) / 1e4;
      one["mean_of_all"] = std::round(term.mean_of_all * 1e4) / 1e4;
      place(one, term.place);
      against["first"].push_back(std::move(one));
    }
    json["sample"] = std::move(all);
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace verbatim::cli
