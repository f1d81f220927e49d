// The lexicon files as they are written: terms, rules and lists with their places, before anything is
// compiled. Reading is lenient with order and strict with content: every problem is kept, none stops it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lexicon/inflection.h"
#include "lexicon/journey_source.h"
#include "lexicon/rule_tree.h"
#include "verbatim/error.h"
#include "verbatim/finding.h"
#include "verbatim/lexicon.h"

namespace verbatim {

// What a modifier term does to the words around it. One term may have several roles.
enum class Role : std::uint8_t {
  negator,
  not_negator,
  intensifier,  // factor
  diminisher,   // factor
  contrast,
  concession,
  coordination,
  carrying,      // coordination that keeps a negation alive: "not friendly or helpful"
  wish,          // factor for the good words behind it
  ever_negator,  // with a degree word behind it, it says "more than ever": "never been treated so badly"
  degree,
  irony_opening,  // analysis/irony.h
  irony_link,
  irony_cue,
  interjection,
};

struct SentimentSource {
  double weight = 0;
  Place place;
  int layer = 0;
  bool has_note = false;  // the author has said why
  bool is_off = false;    // null: a term of a lower layer is taken out
};

struct RoleSource {
  PlacedTerm term;
  Role role{};
  double factor = 0;
};

struct RuleSource {
  RuleTree tree;
  std::optional<Polarity> polarity;
  std::optional<Polarity> fallback;
  Place place;
  bool is_bare = false;  // NOT and EXCEPT are left out
};

// A word that has this sign where it stands beside the theme: "long" beside a wait.
struct ThemeWordSource {
  PlacedTerm term;
  Polarity sign{};
};

// An expression that rules may use as ^name.
struct NameSource {
  RuleTree tree;
  Place place;
  int layer = 0;
};

struct ExampleSource {
  std::string text;
  std::string is;  // neg neu pos mix any none
  Place place;
};

// A rule of a signal: what it adds to the rules of themes.
struct SignalRuleSource {
  RuleSource rule;
  std::string negated;    // the signal that a negated match stands for; empty: none
  bool is_whole = false;  // the match is the whole comment
  bool is_asked = false;  // in a sentence that ends with a question mark
};

struct SignalSource {
  std::string label;
  std::string about;
  std::vector<SignalRuleSource> rules;
  std::vector<ExampleSource> examples;  // `is`: yes no
  Place place;
  int layer = 0;
};

struct CompetitorSource {
  std::vector<PlacedTerm> names;  // all the ways to write it
  bool is_anywhere = false;       // counts without a cue, too
  Place place;
  int layer = 0;
};

// Terms that hold a slot for something else: "switch~ to {name}", "# {unit}".
struct SlotTerm {
  PlacedTerm before;  // empty where the slot stands first
  PlacedTerm after;
};

struct PlacedNumber {
  double value = 0;
  Place place;
};

struct DurationSource {
  std::map<std::string, PlacedNumber> units;  // in minutes
  std::map<std::string, PlacedNumber> words;  // number words; -1: nobody knows how many
  std::vector<SlotTerm> patterns;
  std::vector<PlacedTerm> also;     // "and": what adds the next part
  std::vector<PlacedTerm> ranges;   // "to"
  std::vector<PlacedTerm> unknown;  // long, nobody knows how long
  std::vector<PlacedTerm> except;
  std::vector<ExampleSource> examples;
  Place place;
};

struct RatingSource {
  std::vector<int> scales;  // "7/10" is a rating on 10
  int stars = 5;            // what "4 stars" and "4*" are out of
  std::vector<PlacedTerm> patterns;
  std::vector<PlacedTerm> except;
  std::vector<ExampleSource> examples;
  Place place;
};

struct TranscriptSource {
  std::vector<PlacedTerm> customers;
  std::vector<PlacedTerm> agents;
};

struct ThemeSource {
  std::string label;
  std::string about;
  std::vector<RuleSource> rules;
  std::vector<ThemeWordSource> words;
  std::vector<ExampleSource> examples;
  Place place;
  int layer = 0;
  bool is_off = false;  // with all below it; its rules can still be used as ^id
};

struct PlacedWeight {
  double weight = 0;
  Place place;
};

// Maps are ordered, so that everything compiled from them is the same on every machine.
struct LexiconSource {
  std::map<std::string, SentimentSource> sentiment;
  std::vector<RoleSource> roles;
  std::map<std::string, ThemeSource> themes;
  std::map<std::string, NameSource> names;
  std::map<std::string, PlacedWeight> emoji;
  std::map<std::string, PlacedWeight> emoticons;
  std::map<std::string, PlacedTerm> spellings;
  std::vector<PlacedTerm> number_terms;
  std::vector<PlacedTerm> function_terms;
  std::vector<PlacedTerm> no_content;
  std::vector<PlacedTerm> no_issue;
  std::vector<PlacedTerm> improve_questions;
  std::vector<PlacedTerm> praise_questions;
  std::vector<PlacedTerm> no_issue_openings;
  std::vector<PlacedTerm> no_issue_followers;
  std::vector<PlacedTerm> requests;
  std::map<std::string, SignalSource> signals;
  std::vector<PlacedTerm> cut_words;  // what no sentence ends with
  std::map<std::string, CompetitorSource> competitors;
  std::vector<SlotTerm> competitor_cues;
  std::vector<ExampleSource> competitor_examples;
  DurationSource durations;
  RatingSource ratings;
  TranscriptSource transcripts;
  JourneySource journey;
  std::set<std::string>
      left_out_themes;  // of packs that are not in use, where the journey names such a theme
  Inflections inflections;
  std::string digest_text;  // of all files, for the version
  Errors errors;
  Errors remarks;
};

// Reads the folders of the options in order: common, language, packs, own folders.
LexiconSource read_lexicon_source(const LexiconOptions& options);

// One rule as typed: in words, or as the JSON object of a themes file. Problems and remarks are added to
// those of `source`, with places without a file; nothing is returned if there is a problem.
std::optional<RuleSource> read_rule(std::string_view text, LexiconSource& source);

}  // namespace verbatim
