// Rules over words: each operator on sentences of the test's own, and the evaluation against one that tries
// every stretch of words, on generated rules and texts.
#include "analysis/rule_evaluator.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "lexicon/lexicon_folder.h"
#include "lexicon/rule_text.h"
#include "verbatim/analyzer.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

constexpr std::string_view kModifiers = R"({"kind": "modifiers", "schema_version": 1,
 "negators": {"terms": ["no", "not"]}, "coordination": {"terms": ["and"]}})";

// A lexicon with one theme that has the rule.
class Rule {
 public:
  explicit Rule(const std::string& rule, const std::string& names = "{}") {
    const nlohmann::json match = rule;
    folder_.write("m.json", kModifiers);
    folder_.write("t.json", R"({"kind": "themes", "schema_version": 1, "names": )" + names +
                                R"(, "themes": [{"id": "t", "label": "T", "rules": [{"match": )" +
                                match.dump() + "}]}]}");
    auto loaded = load_lexicon(folder_.options());
    if (!loaded) {
      CAPTURE(to_string(loaded.error().front()));
      REQUIRE(loaded);
    }
    lexicon_ = std::make_unique<Lexicon>(std::move(*loaded));
  }

  const LexiconData& data() const { return lexicon_->data(); }

  // The stretches that fire, as they stand in the text, joined by "|".
  std::string operator()(std::string_view text) {
    read_comment(text, QuestionKind::open, data(), reading_);
    fired_.clear();
    words_.clear();
    evaluate_rules(data(), reading_, scratch_, {fired_, words_, signals_});
    std::string all;
    for (const Fired& fired : fired_) {
      const std::uint32_t begin = reading_.words[fired.begin].span.begin;
      all += (all.empty() ? "" : "|") +
             std::string(text.substr(begin, reading_.words[fired.end - 1].span.end - begin));
    }
    return all;
  }

  const Reading& reading() const { return reading_; }
  const std::vector<Fired>& fired() const { return fired_; }

 private:
  LexiconFolder folder_;
  std::unique_ptr<Lexicon> lexicon_;
  Reading reading_;
  RuleScratch scratch_;
  std::vector<Fired> fired_;
  std::vector<Fired> words_;
  std::vector<Fired> signals_;
};

// The second engine: sets of stretches, by the definitions of docs/LEXICON.md, every pair tried. Terms are
// phrases of plain words. For texts shorter than any window, without patterns.
class Naive {
 public:
  using Spans = std::set<WordSpan>;

  Naive(const Reading& reading, std::vector<std::string> words)
      : reading_(reading), words_(std::move(words)) {}

  std::vector<WordSpan> fired(const RuleTree& tree) const {
    const Spans all = spans(tree);
    std::vector<WordSpan> kept;
    if (tree.op == RuleTree::Op::conjunction) return {all.begin(), all.end()};
    for (const WordSpan span : longest(all)) {
      if (kept.empty() || span.begin >= kept.back().end) kept.push_back(span);
    }
    return kept;
  }

 private:
  static Spans longest(const Spans& spans) {
    Spans kept;
    for (const WordSpan span : spans) {
      const bool is_outdone = std::any_of(
          spans.begin(), spans.end(), [&](WordSpan o) { return o.begin == span.begin && o.end > span.end; });
      if (!is_outdone) kept.insert(span);
    }
    return kept;
  }

  Spans spans(const RuleTree& tree) const {
    Spans out;
    switch (tree.op) {
      case RuleTree::Op::terms:
        for (const PlacedTerm& term : tree.terms) add_term(term.term, out);
        break;
      case RuleTree::Op::unite:
        for (const RuleTree& part : tree.parts) out.merge(spans(part));
        break;
      case RuleTree::Op::except: {
        const Spans holders = spans(tree.parts[1]);
        for (const WordSpan span : spans(tree.parts[0])) {
          if (std::none_of(holders.begin(), holders.end(),
                           [&](WordSpan h) { return h.begin <= span.begin && h.end >= span.end; }))
            out.insert(span);
        }
        break;
      }
      case RuleTree::Op::near:
      case RuleTree::Op::before:
        for (const WordSpan one : spans(tree.parts[0])) {
          const auto partner = nearest(one, spans(tree.parts[1]), [&](WordSpan other) {
            return gap(one, other) <= tree.distance &&
                   (tree.op == RuleTree::Op::near || other.begin >= one.end);
          });
          if (!partner) continue;
          const WordSpan both{std::min(one.begin, partner->begin), std::max(one.end, partner->end)};
          if (sentence(both.begin) == sentence(both.end - 1)) out.insert(both);
        }
        break;
      case RuleTree::Op::conjunction: {
        std::uint32_t covered = 0;
        for (const WordSpan anchor : longest(spans(tree.parts[0]))) {
          if (anchor.begin < covered) continue;
          WordSpan match = anchor;
          bool is_whole = true;
          for (std::size_t p = 1; p < tree.parts.size(); ++p) {
            const RuleTree& part = tree.parts[p];
            const auto is_in_reach = [&](WordSpan other) {
              for (std::uint32_t w = other.begin; w < other.end; ++w) {
                if (part.within == Window::clause &&
                    (clause(w) < clause(anchor.begin) || clause(w) > clause(anchor.end - 1)))
                  return false;
                if (part.within == Window::sentence &&
                    (sentence(w) < sentence(anchor.begin) || sentence(w) > sentence(anchor.end - 1)))
                  return false;
              }
              return true;
            };
            const Spans others = spans(part);
            if (part.is_barred) {
              is_whole = is_whole && std::none_of(others.begin(), others.end(), is_in_reach);
            } else if (const auto partner = nearest(anchor, others, is_in_reach)) {
              match = {std::min(match.begin, partner->begin), std::max(match.end, partner->end)};
            } else {
              is_whole = false;
            }
          }
          if (!is_whole) continue;
          out.insert(match);
          covered = match.end;
        }
        break;
      }
      case RuleTree::Op::pattern:
      case RuleTree::Op::name:
        FAIL("not generated");
    }
    return out;
  }

  void add_term(const std::string& term, Spans& out) const {
    std::vector<std::string> phrase;
    for (std::size_t at = 0; at <= term.size(); at += phrase.back().size() + 1)
      phrase.push_back(term.substr(at, term.find(' ', at) - at));
    for (std::uint32_t begin = 0; begin + phrase.size() <= words_.size(); ++begin) {
      bool same = true;
      for (std::uint32_t k = 0; k < phrase.size(); ++k) {
        same = same && words_[begin + k] == phrase[k] &&
               (k == 0 || reading_.words[begin + k].break_before == Break::none);
      }
      if (same) out.insert({begin, begin + static_cast<std::uint32_t>(phrase.size())});
    }
  }

  // The nearest that does not overlap and fits; of equally near ones the first.
  template <class Fits>
  static std::optional<WordSpan> nearest(WordSpan one, const Spans& others, Fits fits) {
    std::optional<WordSpan> best;
    for (const WordSpan other : others) {
      const bool apart = other.begin >= one.end || one.begin >= other.end;
      if (!apart || !fits(other)) continue;
      if (!best || gap(one, other) < gap(one, *best)) best = other;
    }
    return best;
  }

  static std::uint32_t gap(WordSpan a, WordSpan b) {
    return b.begin >= a.end ? b.begin - a.end : a.begin - b.end;
  }
  std::uint32_t clause(std::uint32_t word) const { return reading_.words[word].clause; }
  std::uint32_t sentence(std::uint32_t word) const { return reading_.clauses[clause(word)].sentence; }

  const Reading& reading_;
  std::vector<std::string> words_;
};

class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t end) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 16) % end;
  }

 private:
  std::uint32_t state_;
};

const std::string kLetters[] = {"ka", "ke", "ki", "ko", "ku"};

std::string random_term(Random& random) {
  std::string term = kLetters[random.below(5)];
  if (random.below(3) == 0) term += ' ' + kLetters[random.below(5)];
  return '"' + term + '"';
}

std::string random_rule(Random& random, int depth) {
  static const std::string kJoins[] = {" AND ",         " NOT ",         " AND/SENTENCE ", " NOT/SENTENCE ",
                                       " AND/COMMENT ", " NOT/COMMENT ", " NEAR/0 ",       " NEAR/2 ",
                                       " BEFORE/0 ",    " BEFORE/3 ",    " EXCEPT ",       " OR ",
                                       " OR "};
  if (depth == 0 || random.below(4) == 0) return random_term(random);
  std::string rule = '(' + random_rule(random, depth - 1) + kJoins[random.below(std::size(kJoins))] +
                     random_rule(random, depth - 1) + ')';
  return rule;
}

}  // namespace

TEST_CASE("rule_evaluator: OR, and of what begins at one word the longest") {
  Rule find("phone OR \"phone line\" OR hold");
  CHECK(find("the phone line was on hold") == "phone line|hold");
  CHECK(find("nothing") == "");
}

TEST_CASE("rule_evaluator: AND and NOT look at the clause, or as far as they are told") {
  Rule clause("wait AND phone NOT joke");
  CHECK(clause("phone me, I wait") == "");
  CHECK(clause("a phone and wait") == "");
  CHECK(clause("a wait on the phone") == "wait on the phone");
  CHECK(clause("a phone to wait at") == "phone to wait");
  CHECK(clause("a wait on the phone was a joke") == "");
  CHECK(clause("a wait on the phone, a joke") == "wait on the phone");
  Rule sentence("wait AND/SENTENCE phone NOT/SENTENCE joke");
  CHECK(sentence("a wait, the phone") == "wait, the phone");
  CHECK(sentence("a wait. The phone") == "");
  CHECK(sentence("a wait, the phone, a joke") == "");
  Rule comment("wait AND/COMMENT phone NOT/COMMENT joke");
  CHECK(comment("a wait. The phone") == "wait. The phone");
  CHECK(comment("a joke. A wait. The phone") == "");
}

TEST_CASE("rule_evaluator: NEAR counts the words between in either order, BEFORE in one, within a sentence") {
  Rule near("wait NEAR/2 phone");
  CHECK(near("wait on the phone") == "wait on the phone");
  CHECK(near("phone and so wait") == "phone and so wait");
  CHECK(near("wait for the old phone") == "");
  CHECK(near("wait, phone") == "wait, phone");
  CHECK(near("wait. Phone") == "");
  Rule before("wait BEFORE/2 phone");
  CHECK(before("wait on the phone") == "wait on the phone");
  CHECK(before("phone a wait") == "");
  Rule next("wait BEFORE/0 phone");
  CHECK(next("wait phone wait") == "wait phone");
  CHECK(next("wait a phone") == "");
}

TEST_CASE("rule_evaluator: EXCEPT drops what lies inside, and nothing beside it") {
  Rule find("cold EXCEPT (\"cold call\" OR \"cold and flu\")");
  CHECK(find("a cold call in a cold room") == "cold");
  CHECK(find("cold call") == "");
  Rule guinea("guinea EXCEPT \"guinea bissau\"");
  CHECK(guinea("guinea bissau and guinea") == "guinea");
}

TEST_CASE("rule_evaluator: a pattern is looked for behind its literal, and its words are the match") {
  Rule find("order MATCHING /order (no\\.?|number)? ?#?\\d{5,}/");
  CHECK(find("My Order #123456 is late") == "Order #123456");
  CHECK(find("order no. 123456, gone") == "order no. 123456");
  CHECK(find("order 12") == "");
  CHECK(find("123456") == "");
  CHECK(find("order 123456 and order number 654321") == "order 123456|order number 654321");
  Rule reach("order MATCHING /\\d{5,}/");
  CHECK(reach("order late, 123456") == "");
  Rule wide("order MATCHING/COMMENT /\\d{5,}/");
  CHECK(wide("123456. The order") == "123456");
  Rule part("order MATCHING /der 12/");
  CHECK(part("an order 1234 here") == "order 1234");
}

TEST_CASE("rule_evaluator: a name stands for its expression, a theme's id for all its rules") {
  Rule find("wait NEAR/3 ^phone NOT ^joke",
            R"({"phone": "phone OR line", "joke": "joke OR ^fun", "fun": "lol"})");
  CHECK(find("wait on the line") == "wait on the line");
  CHECK(find("wait on the line lol") == "");
  LexiconFolder folder;
  folder.write_themes("t.json", R"([
    {"id": "a", "label": "A", "rules": [{"any": ["hold"], "none": ["door"]}, {"match": "queue"}]},
    {"id": "b", "label": "B", "rules": [{"match": "^a BEFORE/3 \"gave up\""}]}])");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  const auto themes = [&](std::string_view text) {
    Scratch scratch;
    Analysis analysis;
    Analyzer(*lexicon).analyze(text, "", scratch, analysis);
    std::string all;
    for (const ThemeFinding& finding : analysis.themes)
      all += lexicon->themes()[static_cast<std::size_t>(finding.theme)].id;
    return all;
  };
  CHECK(themes("on hold I gave up") == "ab");
  CHECK(themes("in a queue I gave up") == "ab");
  CHECK(themes("hold the door I gave up") == "");
}

TEST_CASE("rule_evaluator: finds what a trial of all stretches finds, on generated rules and texts") {
  Random random(11);
  int matches = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text_rule = random_rule(random, 1 + static_cast<int>(random.below(4)));
    const auto read = read_rule_text(text_rule);
    REQUIRE(read);
    Rule rule(text_rule);
    for (int t = 0; t < 40; ++t) {
      std::string text;
      std::vector<std::string> words;
      for (std::uint32_t left = 1 + random.below(14); left > 0; --left) {
        words.push_back(kLetters[random.below(5)]);
        static const std::string kBreaks[] = {" ", " ", " ", " ", ", ", ". "};
        text += words.back() + kBreaks[random.below(std::size(kBreaks))];
      }
      rule(text);
      REQUIRE(rule.reading().words.size() == words.size());
      std::vector<WordSpan> found;
      for (const Fired& fired : rule.fired()) found.push_back({fired.begin, fired.end});
      std::sort(found.begin(), found.end());
      const std::vector<WordSpan> wanted = Naive(rule.reading(), words).fired(read->tree);
      matches += static_cast<int>(wanted.size());
      CAPTURE(text_rule);
      CAPTURE(text);
      REQUIRE(found == wanted);
    }
  }
  CHECK(matches > 2000);
}

TEST_CASE("rule_evaluator: time is linear in the words of a text without a full stop") {
  Rule all(
      "((ka NEAR/30 ke) AND/COMMENT (ki BEFORE/30 ko)) NOT/COMMENT (zz OR (ka AND/COMMENT zz)) OR (ka "
      "MATCHING/COMMENT /(k. )+ku/)");
  const auto seconds = [&](std::size_t words) {
    std::string text;
    for (std::size_t w = 0; w < words; ++w) text += kLetters[w * 7 % 5] + ' ';
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
      const std::clock_t begin = std::clock();  // of the processor: others may be at work
      all(text);
      best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    CHECK(!all.fired().empty());
    return best;
  };
  seconds(1000);
  const double few = seconds(4000);
  const double many = seconds(64000);
  CAPTURE(few);
  CAPTURE(many);
  CHECK(many < 16 * few * 5);  // 80 times for 16 times the words: square would be 256 times
}

TEST_CASE("rule_evaluator: a pattern that reads on and on is stopped") {
  Rule bomb("ka MATCHING/COMMENT /(a|k|e| )*zzz|k/");
  std::string text;
  for (int w = 0; w < 100000; ++w) text += "ka ";
  const std::clock_t begin = std::clock();
  bomb(text);
  CHECK(std::clock() - begin < 5 * CLOCKS_PER_SEC);
  CHECK(bomb.fired().size() == kMaxPatternMatches);
}

}  // namespace verbatim
