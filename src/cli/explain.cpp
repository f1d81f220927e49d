// verbatim explain: one comment, and every step behind its findings, aligned under the text.
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/signal_text.h"
#include "cli/command.h"
#include "report/evidence_words.h"
#include "report/safe_text.h"
#include "text/utf8.h"
#include "verbatim/analyzer.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::vector<std::string> words;
  std::string question;
  LexiconOptions lexicon;
  bool json = false;
  bool lines = false;
};

std::string read_standard_input() {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (got <= 0) break;
    text.append(buffer, static_cast<std::size_t>(got));
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// Columns of the text as it is shown: a tab takes two, since it is written as \t.
std::size_t shown_width(std::string_view text) {
  return display_width(printable(text));
}

struct Line {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
};

// Cuts the text into lines of at most `width` columns, at spaces where there are some, and at line ends.
std::vector<Line> wrap(std::string_view text, std::size_t width) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  std::size_t last_space = 0;
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    if (c.value == '\n') {
      lines.push_back({begin, at});
      begin = at + 1;
      columns = 0;
      last_space = begin;
    } else {
      if (c.value == ' ') last_space = at;
      columns += shown_width(text.substr(at, c.length));
      if (columns > width) {
        const std::size_t cut = last_space > begin ? last_space + 1 : at;
        lines.push_back({begin, cut});
        begin = cut;
        last_space = begin;
        columns = shown_width(text.substr(begin, at + c.length - begin));
      }
    }
    at += c.length;
  }
  lines.push_back({begin, text.size()});
  return lines;
}

std::string signed_number(double value) {
  return fmt::format("{:+.2f}", value);
}

// "^^^^^" under `span`, as far as it lies in the line, then the words.
void underline(std::string& out, std::string_view text, const Line& line, ByteRange span, char sign,
               const std::string& words) {
  const std::size_t begin = std::max<std::size_t>(line.begin, span.begin);
  const std::size_t end = std::min<std::size_t>(line.end, span.end);
  const std::size_t indent = shown_width(text.substr(line.begin, begin - line.begin));
  const std::size_t length = std::max<std::size_t>(1, shown_width(text.substr(begin, end - begin)));
  out += fmt::format("    {:{}}{} {}\n", "", indent, std::string(length, sign), words);
}

std::string shown_name(const Signal& signal) {
  return signal.family == SignalFamily::competitor ? "competitor " + signal.id : signal.id;
}

// "emotion:   anger, worry": a line for each kind of signal that is there.
std::string signals_text(const Analysis& a, const Lexicon& lexicon) {
  std::string out;
  const auto line = [&](std::string_view what, std::string values) {
    if (values.empty()) return;
    for (std::size_t at = 0; (at = values.find('|', at)) != std::string::npos; at += 2)
      values.replace(at, 1, ", ");
    out += fmt::format("{:<10} {}\n", fmt::format("{}:", what), values);
  };
  if (a.is_transcript) line("chat", "only the customer's turns are read");
  if (a.effort > 0) line("effort", fmt::format("{} (1 easy .. 5 hard)", a.effort));
  for (std::size_t f = 1; f < kSignalFamilies; ++f) {
    const auto family = static_cast<SignalFamily>(f);
    std::string values;
    append_values(a, family, lexicon.signals(), values);
    line(family == SignalFamily::flag ? "flags" : name(family), values);
  }
  std::string values;
  append_durations(a, values);
  line("minutes", values);
  values.clear();
  append_ratings(a, values);
  line("ratings", values);
  return out;
}

nlohmann::ordered_json signals_json(const Analysis& a, const Lexicon& lexicon) {
  using Json = nlohmann::ordered_json;
  const auto evidence = [&](ByteRange span, EntryId rule) {
    const EntryInfo entry = lexicon.entry(rule);
    return Json{
        {"bytes", Json::array({span.begin, span.end})},
        {"rule", entry.text},
        {"place", {{"file", entry.place.file}, {"line", entry.place.line}, {"column", entry.place.column}}}};
  };
  Json all;
  all["transcript"] = a.is_transcript;
  all["effort"] = a.effort > 0 ? Json(a.effort) : Json();
  all["found"] = Json::array();
  for (const SignalMention& mention : a.signal_mentions) {
    const Signal& signal = lexicon.signals()[static_cast<std::size_t>(mention.signal)];
    Json one = {{"kind", name(signal.family)}, {"value", signal.value()}};
    one.update(evidence(mention.span, mention.rule));
    all["found"].push_back(std::move(one));
  }
  all["durations"] = Json::array();
  for (const StatedDuration& duration : a.durations) {
    const bool is_long = duration.minutes == StatedDuration::kLong;
    Json one = {{"minutes", is_long ? Json("long") : Json(duration.minutes)}};
    one.update(evidence(duration.span, duration.rule));
    all["durations"].push_back(std::move(one));
  }
  all["ratings"] = Json::array();
  for (const StatedRating& rating : a.ratings) {
    Json one = {{"value", rating.value_milli / 1000.0}, {"scale", rating.scale}};
    one.update(evidence(rating.span, rating.rule));
    all["ratings"].push_back(std::move(one));
  }
  return all;
}

std::string as_text(std::string_view text, const Explanation& e, const Lexicon& lexicon) {
  const Analysis& a = e.analysis;
  std::string out;
  if (a.content == Content::no_content)
    return "no content: this answer says nothing (the ledger's class \"no content\")\n";
  if (a.label == SentimentLabel::none) {
    out += "sentiment: none (no word of the lexicon speaks)";
  } else {
    out += fmt::format("sentiment: {} {:+.3f} (positive {:.2f}, negative {:.2f})", name(a.label),
                       a.sentiment_milli / 1000.0, a.positive_milli / 1000.0, a.negative_milli / 1000.0);
  }
  out += '\n';
  if (a.content == Content::no_issue)
    return out + "no issue: to this question, the answer means that all is well\n";
  out += "themes:    ";
  if (a.themes.empty()) out += "none";
  for (std::size_t i = 0; i < a.themes.size(); ++i) {
    out += fmt::format("{}{}:{}", i == 0 ? "" : ", ",
                       lexicon.themes()[static_cast<std::size_t>(a.themes[i].theme)].id,
                       short_name(a.themes[i].polarity));
  }
  out += '\n';
  out += signals_text(a, lexicon);
  out += '\n';
  for (const Line& line : wrap(text, 92)) {
    const std::string_view shown = text.substr(line.begin, line.end - line.begin);
    if (shown.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    out += fmt::format("    {}\n", printable(shown));
    const auto in_line = [&](ByteRange span) {
      return span.begin < line.end && span.end > line.begin && span.begin >= line.begin;
    };
    for (const ExplainedHit& hit : e.hits) {
      if (!in_line(hit.span)) continue;
      std::string words = signed_number(hit.value);
      if (hit.entry) {
        const EntryInfo entry = lexicon.entry(*hit.entry);
        // A term of many alternatives is cut: the words that it matched are underlined, its place is told.
        words += fmt::format(" '{}' {}", clipped(entry.text, 40), signed_number(hit.weight));
        for (const std::string& reason : hit.because) words += "; " + reason;
        words += fmt::format("  [{}]", place_text(entry.place));
      } else {
        for (const std::string& reason : hit.because) words += "; " + reason;
      }
      underline(out, text, line, hit.span, hit.value > 0 ? '+' : '-', words);
    }
    for (const ThemeMention& mention : a.mentions) {
      if (!in_line(mention.span)) continue;
      const EntryInfo entry = lexicon.entry(mention.rule);
      underline(out, text, line, mention.span, '=',
                fmt::format("{}:{} by {}  [{}]", lexicon.themes()[static_cast<std::size_t>(mention.theme)].id,
                            short_name(mention.polarity), entry.text, place_text(entry.place)));
    }
    const auto tell = [&](ByteRange span, EntryId rule, std::string_view what) {
      if (!in_line(span)) return;
      const EntryInfo entry = lexicon.entry(rule);
      underline(out, text, line, span, '*',
                fmt::format("{} by {}  [{}]", what, entry.text, place_text(entry.place)));
    };
    for (const SignalMention& mention : a.signal_mentions)
      tell(mention.span, mention.rule,
           shown_name(lexicon.signals()[static_cast<std::size_t>(mention.signal)]));
    for (const StatedDuration& duration : a.durations) {
      tell(duration.span, duration.rule,
           duration.minutes == StatedDuration::kLong ? std::string("long")
                                                     : fmt::format("{} min", duration.minutes));
    }
    for (const StatedRating& rating : a.ratings) {
      std::string value = "rating ";
      append_rating(rating.value_milli, rating.scale, value);
      tell(rating.span, rating.rule, value);
    }
    for (const ExplainedClause& clause : e.clauses) {
      if (in_line(clause.span) && clause.weight != 1)
        underline(
            out, text, line, clause.span, '~',
            clause.weight < 1
                ? fmt::format("weighs less (x{:.2f}) than the rest of its sentence", clause.weight)
                : fmt::format("weighs more (x{:.2f}): it begins with '{}'", clause.weight, clause.link));
    }
  }
  return out;
}

using Json = nlohmann::ordered_json;

Json as_json(std::string_view text, const Explanation& e, const Lexicon& lexicon) {
  const Analysis& a = e.analysis;
  const auto range = [](ByteRange r) { return Json::array({r.begin, r.end}); };
  static constexpr const char* kContent[] = {"text", "no_content", "no_issue"};
  Json json;
  json["text"] = text;
  json["content"] = kContent[static_cast<std::size_t>(a.content)];
  json["sentiment"] = a.label == SentimentLabel::none ? Json() : Json(a.sentiment_milli / 1000.0);
  json["sentiment_label"] = name(a.label);
  json["positive"] = a.positive_milli / 1000.0;
  json["negative"] = a.negative_milli / 1000.0;
  json["themes"] = Json::array();
  for (const ThemeFinding& theme : a.themes)
    json["themes"].push_back({{"id", lexicon.themes()[static_cast<std::size_t>(theme.theme)].id},
                              {"polarity", short_name(theme.polarity)}});
  json["tokens"] = Json::array();
  for (const ByteRange& token : e.tokens) json["tokens"].push_back(range(token));
  json["clauses"] = Json::array();
  for (const ExplainedClause& clause : e.clauses)
    json["clauses"].push_back(
        {{"bytes", range(clause.span)}, {"weight", clause.weight}, {"begins_with", clause.link}});
  const auto place = [](const Place& p) {
    return Json{{"file", p.file}, {"line", p.line}, {"column", p.column}};
  };
  json["evidence"] = Json::array();
  for (const ExplainedHit& hit : e.hits) {
    const EntryInfo entry = hit.entry ? lexicon.entry(*hit.entry) : EntryInfo{};
    json["evidence"].push_back({{"bytes", range(hit.span)},
                                {"entry", entry.text},
                                {"place", place(entry.place)},
                                {"weight", hit.weight},
                                {"value", hit.value},
                                {"because", hit.because}});
  }
  json["mentions"] = Json::array();
  for (const ThemeMention& mention : a.mentions) {
    const EntryInfo entry = lexicon.entry(mention.rule);
    json["mentions"].push_back({{"theme", lexicon.themes()[static_cast<std::size_t>(mention.theme)].id},
                                {"polarity", short_name(mention.polarity)},
                                {"bytes", range(mention.span)},
                                {"clause", range(mention.clause)},
                                {"rule", entry.text},
                                {"place", place(entry.place)}});
  }
  json["signals"] = signals_json(a, lexicon);
  return json;
}

// One comment a line of standard input, as text or as {"text": ..., "question": ...}; a line of JSON for
// each. For scripts that need the evidence of thousands of comments.
int explain_lines(const Analyzer& analyzer) {
  Scratch scratch;
  std::string line;
  std::string out;
  std::size_t number = 0;
  while (std::getline(std::cin, line)) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::string text = line;
    std::string question;
    if (line.starts_with('{')) {
      const Json given = Json::parse(line, nullptr, false);
      const bool is_fine = given.is_object() && given.contains("text") && given["text"].is_string() &&
                           (!given.contains("question") || given["question"].is_string());
      if (!is_fine)
        return report_error({Fault::usage,
                             "this line is no JSON object with a \"text\"; give one comment a line, or "
                             "{\"text\": ..., \"question\": ...}",
                             {"standard input", number, 1}});
      text = given["text"];
      if (given.contains("question")) question = given["question"];
    }
    text = valid_utf8(text);
    const Explanation explanation = analyzer.explain(text, valid_utf8(question), scratch);
    out = as_json(text, explanation, analyzer.lexicon()).dump() + "\n";
    if (!print(out)) return kBadOutput;
  }
  return kDone;
}

int run(const Arguments& arguments) {
  LexiconOptions options = arguments.lexicon;
  options.shipped_folder = shipped_lexicons();
  auto lexicon = load_lexicon(options);
  if (!lexicon) return report_errors(lexicon.error());
  const Analyzer analyzer(*lexicon);
  if (arguments.lines) return explain_lines(analyzer);
  std::string given;
  for (const std::string& word : arguments.words) given += (given.empty() ? "" : " ") + word;
  if (arguments.words.empty() || given == "-") given = read_standard_input();
  const std::string text = valid_utf8(given);
  Scratch scratch;
  const Explanation explanation = analyzer.explain(text, valid_utf8(arguments.question), scratch);
  return print(arguments.json ? as_json(text, explanation, *lexicon).dump(2) + "\n"
                              : as_text(text, explanation, *lexicon))
             ? kDone
             : kBadOutput;
}

}  // namespace

Command add_explain(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("explain", "One comment: every word, weight and rule behind its findings");
  command->add_option("TEXT", arguments->words, "The comment; read from standard input if left out");
  command->add_option("--question", arguments->question, "The question that it answers")->type_name("TEXT");
  command->add_flag("--json", arguments->json, "For programs");
  command->add_flag("--lines", arguments->lines,
                    "Many: one comment a line of standard input, a line of JSON for each");
  add_lexicon_options(*command, arguments->lexicon);
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
