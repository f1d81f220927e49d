#include "report/wording.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/number_text.h"
#include "report/safe_text.h"

namespace verbatim {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool reads_zero(double value, int decimals) {
  return fixed(value, decimals).find_first_of("123456789") == std::string::npos;
}

std::string size_text(double value, int decimals) {
  return fixed(std::abs(value), decimals);
}

// "1.2 higher", "0.3 lower".
std::string direction_text(double change, int decimals) {
  return size_text(change, decimals) + (change < 0 ? " lower" : " higher");
}

// "There is a driver for 12 of 40 comments" needs the first table with a complaint in it.
const DriverTables* first_with_complaints(const std::vector<DriverTables>& tables) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [](const DriverTables& t) { return !t.complaints.empty(); });
  return found == tables.end() ? nullptr : &*found;
}

std::string of_comments(const Report& report, const DriverRow& driver, const ScoreSummary* score) {
  return grouped(driver.comments) + " of " + counted(base_of(report, score), "comment");
}

}  // namespace

const ScoreSummary* find_score(const Report& report, std::string_view name) {
  const auto found = std::find_if(report.scores.begin(), report.scores.end(),
                                  [&](const ScoreSummary& score) { return score.name == name; });
  return found == report.scores.end() ? nullptr : &*found;
}

std::vector<DriverTables> driver_tables(const Report& report) {
  std::vector<DriverTables> tables;
  std::vector<std::string_view> names;
  for (const DriverRow& driver : report.drivers) {
    const auto known = std::find(names.begin(), names.end(), driver.score);
    const auto index = static_cast<std::size_t>(known - names.begin());
    if (known == names.end()) {
      names.push_back(driver.score);
      tables.emplace_back().score = find_score(report, driver.score);
    }
    DriverTables& table = tables[index];
    if (driver.level == DriverLevel::parent) {
      table.areas.push_back(&driver);
    } else if (driver.level == DriverLevel::general) {
      table.general.push_back(&driver);
    } else if (!driver.rank) {
      table.unranked.push_back(&driver);
    } else if (driver.kind == DriverKind::complaint) {
      table.complaints.push_back(&driver);
    } else {
      table.praise.push_back(&driver);
    }
  }
  return tables;
}

std::string score_title(const ScoreSummary& score) {
  constexpr std::array<std::string_view, 5> kAbbreviations = {"nps", "csat", "ces", "ttr", "enps"};
  const std::string lower = lower_ascii(score.name);
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), lower) == kAbbreviations.end())
    return score.name;
  if (lower == "enps") return "eNPS";
  std::string out = lower;
  for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string_view difference_unit(const ScoreMeaning& meaning) {
  switch (meaning.kind) {
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::csat2:
    case ScoreKind::event:
      return "percentage points";
    case ScoreKind::stars5:
      return "stars";
    case ScoreKind::ttr:
    case ScoreKind::delay:
      switch (meaning.unit) {
        case TimeUnit::second:
          return "seconds";
        case TimeUnit::minute:
          return "minutes";
        case TimeUnit::hour:
          return "hours";
        case TimeUnit::day:
          return "days";
        case TimeUnit::business_hour:
          return "business hours";
        case TimeUnit::none:
          return "units of time";
      }
      return "units of time";
    default:
      return "points";
  }
}

int shown_decimals(const ScoreMeaning& meaning) {
  switch (meaning.kind) {
    case ScoreKind::nps:
    case ScoreKind::nps_group:
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::csat2:
    case ScoreKind::event:
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return 1;
    default:
      return 2;
  }
}

bool is_harm(double impact, const ScoreMeaning& meaning) {
  return meaning.low_is_good ? impact > 0 : impact < 0;
}

bool is_clear(const DriverRow& driver) {
  return driver.impact_low && driver.impact_high && (*driver.impact_low > 0 || *driver.impact_high < 0);
}

std::string change_without(const DriverRow& driver, const ScoreMeaning& meaning) {
  if (!driver.impact || !std::isfinite(*driver.impact)) return {};
  const int decimals = shown_decimals(meaning);
  const double change = -*driver.impact;
  std::string out;
  if (reads_zero(change, decimals)) {
    out = "the same";
  } else {
    out = size_text(change, decimals) + " ";
    out.append(difference_unit(meaning)).append(change < 0 ? " lower" : " higher");
  }
  if (!driver.impact_low || !driver.impact_high) return out;
  const double low = -*driver.impact_high;
  const double high = -*driver.impact_low;
  out.append(" (95 % interval ");
  if (change > 0 && low >= 0) {
    out.append(size_text(low, decimals)).append(" to ").append(size_text(high, decimals));
  } else if (change < 0 && high <= 0) {
    out.append(size_text(high, decimals)).append(" to ").append(size_text(low, decimals));
  } else {
    out.append(direction_text(low, decimals)).append(" to ").append(direction_text(high, decimals));
  }
  return out.append(")");
}

std::uint64_t base_of(const Report& report, const ScoreSummary* score) {
  return score != nullptr ? score->analysed.value_or(score->commenters.main.n) : report.ledger.analysed;
}

Headline headline(const Report& report) {
  if (report.ledger.records_in() == 0) return {"There is nothing to report", "the input holds no records"};
  if (report.ledger.analysed == 0) {
    return {"There are no comments to analyse",
            "none of the " + counted(report.ledger.records_in(), "record") + " has usable text"};
  }
  const std::vector<DriverTables> tables = driver_tables(report);
  const DriverTables* table = first_with_complaints(tables);
  if (table == nullptr) {
    return {"No complaint driver has 30 comments yet",
            counted(report.ledger.analysed, "comment") + " analysed"};
  }
  const DriverRow& first = *table->complaints.front();
  const std::string count = of_comments(report, first, table->score);
  if (table->score == nullptr || !first.impact) {
    return {first.label + " is the first complaint",
            count + " (" + percent(first.share) + "), ranked by share and sentiment, without a score"};
  }
  const ScoreMeaning& meaning = table->score->meaning;
  const std::string title = score_title(*table->score);
  const std::string change =
      count + "; without them " + title + " would read " + change_without(first, meaning);
  if (!is_harm(*first.impact, meaning))
    return {"No complaint makes " + title + " worse", "first in the list is " + first.label + ", " + change};
  if (!is_clear(first)) return {first.label + " is first, but may be chance", change};
  return {first.label + " hurts most", change};
}

std::string sentence(const Headline& headline) {
  return headline.detail.empty() ? headline.answer + "." : headline.answer + ": " + headline.detail + ".";
}

std::string no_driver_sentence(const Report& report, const DriverTables* tables) {
  const bool has_few = tables != nullptr && !tables->unranked.empty();
  std::string out = "No complaint driver has 30 comments yet";
  const std::uint64_t base = base_of(report, tables != nullptr ? tables->score : nullptr);
  out.append(": ").append(counted(base, "comment"));
  out.append(base == 1 ? " was" : " were").append(" analysed");
  if (tables != nullptr && tables->score != nullptr)
    out.append(" that ").append(base == 1 ? "has" : "have").append(" this score");
  out.append(".");
  if (has_few) out.append(" What was said 10 to 29 times is listed below, not ranked.");
  return out;
}

PostShares post_shares(const Report& report, const DriverRow& driver) {
  PostShares shares;
  if (!report.posts) return shares;
  const auto share = [](std::optional<std::uint64_t> part,
                        std::optional<std::uint64_t> whole) -> std::optional<double> {
    if (!part || !whole || *whole == 0) return std::nullopt;
    // Both may be estimates.
    return std::min(1.0, static_cast<double>(*part) / static_cast<double>(*whole));
  };
  shares.posts = share(driver.posts, report.posts->posts);
  shares.authors = share(driver.authors, report.posts->authors);
  shares.reach = share(driver.reach, report.posts->reach);
  return shares;
}

bool has_post_shares(const Report& report) {
  const auto& posts = report.posts;
  return posts && (posts->authors.value_or(0) > 0 || posts->reach.value_or(0) > 0);
}

std::string post_shares_base(const Report& report) {
  const PostSummary& posts = *report.posts;
  std::vector<std::string> parts = {counted(posts.posts, "post")};
  if (posts.reposts > 0) parts[0] += " (" + grouped(posts.reposts) + " of them reposts)";
  if (posts.authors) {
    parts.push_back((posts.authors_estimated ? "about " : "") + counted(*posts.authors, "author") +
                    (posts.authors_estimated ? " (estimated, within 6 %)" : ""));
  }
  if (posts.reach) parts.push_back("a reach of " + grouped(*posts.reach));
  std::string text = "Of " + parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) text += (i + 1 < parts.size() ? ", " : " and ") + parts[i];
  return text + ".";
}

std::vector<LedgerPart> ledger_parts(const Ledger& ledger) {
  const std::array<LedgerPart, 12> all = {{
      {ledger.analysed, "analysed", "has usable text"},
      {ledger.empty, "without text", "no comment was written"},
      {ledger.no_content, "without content", "an answer that says nothing, such as \"N/A\" or \"-\""},
      {ledger.repeat, "repeated", "same id and same text as an earlier record, counted once"},
      {ledger.repost, "reposted", "a repost or near copy of another post, counted with that one"},
      {ledger.opt_out, "opted out", "whoever wrote it does not want it used; its text is in no file"},
      {ledger.preview, "preview or test", "somebody tried the survey out"},
      {ledger.unfinished, "unfinished", "the survey was not finished"},
      {ledger.filtered, "filtered out", "left out by --where"},
      {ledger.repeated_header, "as repeated header", "a header line in the middle of the data"},
      {ledger.rejected, "rejected", "could not be read as a record; listed in rejects.csv"},
      {ledger.over_limit, "over the limit", "after the number of records given by --limit"},
  }};
  std::vector<LedgerPart> parts;
  for (const LedgerPart& part : all) {
    if (part.count > 0 || parts.empty()) parts.push_back(part);
  }
  return parts;
}

std::vector<std::string> note_sentences(const Report& report) {
  std::vector<std::string> out;
  const InputNotes& notes = report.notes;
  const auto add = [&](std::uint64_t count, std::string_view noun, std::string_view rest) {
    if (count > 0) out.push_back(counted(count, noun).append(rest));
  };
  add(notes.blank_lines, "blank line", " skipped.");
  add(notes.invalid_utf8, "ill-formed character", " replaced by U+FFFD: is the encoding right?");
  add(notes.stray_quotes, "stray quote", " inside a field, kept as text.");
  add(notes.same_id_other_text, "record", " with the id of another record and other text, kept.");
  add(notes.missing_id, "record", " without an id.");
  add(notes.encoded_twice, "cell", " encoded twice (\"Ã©\" for \"é\"), mended unless --no-repair is given.");
  add(notes.bad_weights, "row", " without a weight that can be read: such rows weigh nothing.");
  add(notes.lost_characters, "comment",
      " with \"????\" or U+FFFD, where the export had lost characters (emoji?).");
  for (const RowRuleSummary& rule : report.row_rules) {
    if (rule.rows == 0) continue;
    out.push_back(
        counted(rule.rows, "row") + " whose '" + rule.column + "' " + rule.test +
        (rule.rows == 1 ? " is" : " are") + " left out as " + rule.row_class +
        (rule.is_own ? ", as --exclude says." : "; keep them with --include " + rule.row_class + "."));
  }
  if (report.ledger.repost > 0) {
    out.push_back(counted(report.ledger.repost, "repost") + (report.ledger.repost == 1 ? " is" : " are") +
                  " counted with the post that they repeat (column reposts of comments.csv); keep them apart "
                  "with --keep-reposts.");
  }
  if (!report.clustered_by.empty())
    out.push_back("Errors allow for several records of one '" + report.clustered_by +
                  "'; rows that are no single drivers have no interval.");
  if (!report.weighted_by.empty())
    out.push_back("Scores, shares and impacts are weighted by '" + report.weighted_by + "'.");
  if (!report.adjusted_by.empty())
    out.push_back("Adjusted impacts are taken within each value of '" + report.adjusted_by +
                  "' and put together by the sizes of these groups.");
  if (report.breakdown.undated > 0)
    out.push_back(counted(report.breakdown.undated, "record") +
                  " without a date that can be read: in no period, and in all other figures.");
  out.insert(out.end(), report.breakdown.notes.begin(), report.breakdown.notes.end());
  for (const JoinSummary& join : report.joins) {
    const std::uint64_t records = join.matched + join.unmatched;
    std::string text = "Join with " + join.file + " (" + join.key + " = " + join.other_key +
                       "): " + grouped(join.matched) + " of " + counted(records, "record") + " matched";
    if (join.empty_keys > 0) text.append(", ").append(grouped(join.empty_keys)).append(" without a key");
    if (join.duplicate_keys > 0) {
      text.append(", ").append(counted(join.duplicate_keys, "key"));
      text.append(join.duplicate_keys == 1 ? " stands" : " stand")
          .append(join.last_counts ? " more than once (the last row counts)"
                                   : " more than once (the first row counts)");
    }
    if (join.unmatched_other > 0) {
      text.append(", ")
          .append(counted(join.unmatched_other, "row"))
          .append(" of the table without a comment");
    }
    text.append(".");
    if (!join.examples.empty())
      text.append(" Without a partner, for example: ").append(join.examples.front()).append(".");
    out.push_back(std::move(text));
  }
  for (const ScoreSummary& score : report.scores) {
    for (const ScoreProblem& problem : score.problems) {
      if (problem.count == 0) continue;
      std::string text = score_title(score) + ": ";
      if (problem.reason == "missing") {
        text.append(counted(problem.count, "record")).append(" without a value");
      } else if (problem.reason == "a code of --missing") {
        text.append(counted(problem.count, "record")).append(" without a value, by a code of --missing");
      } else {
        text.append(counted(problem.count, "value")).append(" not used, ").append(problem.reason);
      }
      if (!problem.places.empty()) {
        const Place& place = problem.places.front();
        text.append(" (first in ").append(place.file);
        if (place.line > 0) text.append(", line ").append(std::to_string(place.line));
        text.append(")");
      }
      out.push_back(text.append("."));
    }
  }
  return out;
}

}  // namespace verbatim
