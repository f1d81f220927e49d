#include "lexicon/lexicon_source.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "lexicon/journey_source.h"
#include "lexicon/json_file.h"
#include "lexicon/phrase_trie.h"
#include "lexicon/rule_text.h"

namespace verbatim {

namespace {

namespace fs = std::filesystem;

constexpr int kSchemaVersion = 1;
constexpr double kMaxWeight = 4;
constexpr std::string_view kKinds =
    "sentiment, modifiers, inflections, spelling, answers, themes, emoji, emoticons, signals, competitors, "
    "durations, ratings, transcripts, journey";

// Own folders are layers of their own above these.
constexpr int kShippedLayer = 0;
constexpr int kDerivedLayer = 1;
constexpr int kPackLayer = 2;
constexpr int kFirstOwnLayer = 3;

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

class FileReader {
 public:
  // `text` is the file's own text.
  FileReader(LexiconSource& source, std::string file, std::string_view text, int layer)
      : source_(source), file_(std::move(file)), text_(text), layer_(layer) {}

  void read(const JsonValue& root) {
    if (root.type != JsonValue::Type::object)
      return problem(root, "a lexicon file holds an object: {\"kind\": ...}");
    const JsonValue* kind = root.find("kind");
    if (kind == nullptr || kind->type != JsonValue::Type::text) {
      return problem(root, fmt::format("\"kind\" is missing; it is one of {}", kKinds));
    }
    const JsonValue* version = root.find("schema_version");
    if (version == nullptr || version->number != kSchemaVersion) {
      problem(version != nullptr ? *version : root,
              fmt::format("\"schema_version\" must be {}", kSchemaVersion));
    }
    if (kind->text == "sentiment") {
      read_sentiment(root);
    } else if (kind->text == "modifiers") {
      read_modifiers(root);
    } else if (kind->text == "inflections") {
      read_inflections(root);
    } else if (kind->text == "spelling") {
      read_spelling(root);
    } else if (kind->text == "answers") {
      read_answers(root);
    } else if (kind->text == "themes") {
      read_themes(root);
    } else if (kind->text == "emoji") {
      read_weights(root, "emoji", source_.emoji);
    } else if (kind->text == "emoticons") {
      read_weights(root, "emoticons", source_.emoticons);
    } else if (kind->text == "signals") {
      read_signals(root);
    } else if (kind->text == "competitors") {
      read_competitors(root);
    } else if (kind->text == "durations") {
      read_durations(root);
    } else if (kind->text == "ratings") {
      read_ratings(root);
    } else if (kind->text == "transcripts") {
      read_transcripts(root);
    } else if (kind->text == "journey") {
      read_journey(root, file_, layer_, layer_ == kPackLayer, source_.journey, source_.errors,
                   source_.remarks);
    } else {
      problem(*kind, fmt::format("unknown kind '{}'; it is one of {}", kind->text, kKinds));
    }
  }

 private:
  Place place(const JsonValue& value) const { return {file_, value.line, value.column}; }
  Place place(const JsonMember& member) const { return {file_, member.line, member.column}; }

  void problem(Place where, std::string message) {
    source_.errors.push_back({Fault::bad_lexicon, std::move(message), std::move(where)});
  }
  void problem(const JsonValue& value, std::string message) { problem(place(value), std::move(message)); }
  void problem(const JsonMember& member, std::string message) { problem(place(member), std::move(message)); }
  void remark(Place where, std::string message) {
    source_.remarks.push_back({Fault::bad_lexicon, std::move(message), std::move(where)});
  }

  void check_keys(const JsonValue& object, std::initializer_list<std::string_view> known) {
    verbatim::check_keys(object, known, file_, source_.errors);
  }

  // Reads a weight from a number or {"weight": number, "note": ...}.
  std::optional<double> weight_of(const JsonMember& member) {
    const JsonValue* value = &member.value;
    if (value->type == JsonValue::Type::object) {
      check_keys(*value, {"weight", "note"});
      const JsonValue* inner = value->find("weight");
      if (inner == nullptr) {
        problem(member, fmt::format("'{}' has no \"weight\"", member.key));
        return std::nullopt;
      }
      value = inner;
    }
    if (value->type != JsonValue::Type::number) {
      problem(*value, fmt::format("the weight of '{}' must be a number from -4 to 4, not {}", member.key,
                                  type_name(value->type)));
      return std::nullopt;
    }
    if (!std::isfinite(value->number) || std::abs(value->number) > kMaxWeight) {
      problem(*value, fmt::format("the weight of '{}' must be from -4 to 4", member.key));
      return std::nullopt;
    }
    return value->number;
  }

  // null, or {"weight": null}: the term of a lower layer is taken out.
  static bool is_off(const JsonMember& member) {
    const JsonValue* value = &member.value;
    if (value->type == JsonValue::Type::object) value = value->find("weight");
    return value != nullptr && value->type == JsonValue::Type::null;
  }

  void remark_nothing_to_switch_off(const JsonMember& member) {
    // "rude" where the lexicon has "rude~".
    const std::string bare = member.key.substr(0, member.key.find_last_not_of("~*") + 1);
    for (const std::string& like : {bare, bare + '~', bare + '*'}) {
      if (like == member.key || !source_.sentiment.contains(like)) continue;
      return remark(place(member),
                    fmt::format("no lexicon below has '{}', so nothing is switched off; did you mean '{}'?",
                                member.key, like));
    }
    remark(
        place(member),
        fmt::format("no lexicon below has '{}', so nothing is switched off; delete it or mend its spelling",
                    member.key));
  }

  std::optional<PlacedTerm> term_of(const JsonValue& value) {
    if (value.type != JsonValue::Type::text) {
      problem(value, fmt::format("a term is text, not {}", type_name(value.type)));
      return std::nullopt;
    }
    std::string term = trimmed(value.text);
    if (term.empty()) {
      problem(value, "an empty term would match everywhere; delete it");
      return std::nullopt;
    }
    return PlacedTerm{std::move(term), place(value)};
  }

  std::vector<PlacedTerm> terms_of(const JsonValue& value) {
    std::vector<PlacedTerm> terms;
    if (value.type == JsonValue::Type::text) {
      if (auto term = term_of(value)) terms.push_back(std::move(*term));
      return terms;
    }
    if (value.type != JsonValue::Type::list) {
      problem(value, fmt::format("a list of terms is expected here, not {}", type_name(value.type)));
      return terms;
    }
    for (const JsonValue& item : value.items) {
      if (auto term = term_of(item)) terms.push_back(std::move(*term));
    }
    return terms;
  }

  void read_sentiment(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "pack", "terms"});
    const JsonValue* terms = root.find("terms");
    if (terms == nullptr || terms->type != JsonValue::Type::object)
      return problem(root, "\"terms\" must be an object of term: weight");
    if (terms->members.empty()) problem(*terms, "the lexicon file holds no term");
    for (const JsonMember& member : terms->members) {
      const std::string term = trimmed(member.key);
      if (term.empty()) {
        problem(member, "an empty term would match everywhere; delete it");
        continue;
      }
      const auto found = source_.sentiment.find(term);
      if (is_off(member)) {
        if (found == source_.sentiment.end()) remark_nothing_to_switch_off(member);
        if (found != source_.sentiment.end() && found->second.layer == layer_ && !found->second.is_off) {
          const Place& first = found->second.place;
          problem(member, fmt::format("'{}' is switched off here and weighs {} in {}:{}:{}; keep one", term,
                                      found->second.weight, first.file, first.line, first.column));
          continue;
        }
        source_.sentiment[term] = {0, place(member), layer_, false, true};
        continue;
      }
      const auto weight = weight_of(member);
      if (!weight) continue;
      if (found != source_.sentiment.end() && found->second.layer == layer_) {
        const Place& first = found->second.place;
        const std::string other = fmt::format("{}:{}:{}", first.file, first.line, first.column);
        if (found->second.is_off) {
          problem(member, fmt::format("'{}' weighs {} here and is switched off in {}; keep one", term,
                                      *weight, other));
        } else if (found->second.weight != *weight) {
          problem(member, fmt::format("'{}' weighs {} here and {} in {}; keep one", term, *weight,
                                      found->second.weight, other));
        } else {
          remark(place(member), fmt::format("'{}' stands in {}, too; delete one", term, other));
        }
        continue;
      }
      // A fitted weight takes the place of the one written by hand, and no more: beside terms that read the
      // same words it ranks as before.
      const bool is_moved = layer_ == kDerivedLayer && found != source_.sentiment.end();
      const int layer = is_moved ? found->second.layer : layer_;
      source_.sentiment[term] = {*weight, place(member), layer, member.value.find("note") != nullptr, false};
    }
  }

  void read_roles(const JsonValue& root, std::string_view key, Role role, double factor) {
    const JsonValue* section = root.find(key);
    if (section == nullptr) return;
    if (section->type != JsonValue::Type::object)
      return problem(*section, "an object with \"about\" and \"terms\" is expected here");
    check_keys(*section, {"about", "terms"});
    const JsonValue* terms = section->find("terms");
    if (terms == nullptr) return problem(*section, "\"terms\" is missing");
    if (terms->type == JsonValue::Type::object) {
      for (const JsonMember& member : terms->members) {
        const std::string term = trimmed(member.key);
        if (term.empty()) {
          problem(member, "an empty term would match everywhere; delete it");
          continue;
        }
        if (const auto number = weight_of(member))
          source_.roles.push_back({{term, place(member)}, role, *number});
      }
      return;
    }
    for (PlacedTerm& term : terms_of(*terms)) source_.roles.push_back({std::move(term), role, factor});
  }

  void read_modifiers(const JsonValue& root) {
    check_keys(root, {"kind",           "schema_version", "language",    "about",         "negators",
                      "not_negators",   "intensifiers",   "diminishers", "contrast",      "concession",
                      "coordination",   "carrying",       "wishes",      "ever_negators", "degrees",
                      "irony_openings", "irony_links",    "irony_cues",  "interjections", "number_words",
                      "function_words"});
    read_roles(root, "negators", Role::negator, 0);
    read_roles(root, "not_negators", Role::not_negator, 0);
    read_roles(root, "intensifiers", Role::intensifier, 1.3);
    read_roles(root, "diminishers", Role::diminisher, 0.6);
    read_roles(root, "contrast", Role::contrast, 0);
    read_roles(root, "concession", Role::concession, 0);
    read_roles(root, "coordination", Role::coordination, 0);
    read_roles(root, "carrying", Role::carrying, 0);
    read_roles(root, "wishes", Role::wish, -0.5);
    read_roles(root, "ever_negators", Role::ever_negator, 0);
    read_roles(root, "degrees", Role::degree, 0);
    read_roles(root, "irony_openings", Role::irony_opening, 0);
    read_roles(root, "irony_links", Role::irony_link, 0);
    read_roles(root, "irony_cues", Role::irony_cue, 0);
    read_roles(root, "interjections", Role::interjection, 0);
    read_terms(root, "number_words", source_.number_terms);
    read_terms(root, "function_words", source_.function_terms);
  }

  void read_terms(const JsonValue& root, std::string_view key, std::vector<PlacedTerm>& into) {
    const JsonValue* section = root.find(key);
    const JsonValue* terms = section == nullptr ? nullptr : section->find("terms");
    if (terms == nullptr) return;
    for (PlacedTerm& term : terms_of(*terms)) into.push_back(std::move(term));
  }

  std::vector<std::string> strings_of(const JsonValue* value, const JsonValue& owner, std::string_view key) {
    std::vector<std::string> all;
    if (value == nullptr) return all;
    if (value->type != JsonValue::Type::list) {
      problem(owner, fmt::format("\"{}\" must be a list of texts", key));
      return all;
    }
    for (const JsonValue& item : value->items) {
      if (item.type == JsonValue::Type::text) {
        all.push_back(item.text);
      } else {
        problem(item, fmt::format("\"{}\" holds texts, not {}", key, type_name(item.type)));
      }
    }
    return all;
  }

  void read_inflections(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "suffixes", "doubling", "irregular"});
    if (const JsonValue* suffixes = root.find("suffixes"); suffixes != nullptr) {
      for (const JsonValue& item : suffixes->items) {
        check_keys(item, {"ends", "but", "drop", "add"});
        SuffixRule rule;
        if (const JsonValue* ends = item.find("ends")) rule.ends = ends->text;
        rule.but = strings_of(item.find("but"), item, "but");
        if (const JsonValue* drop = item.find("drop"))
          rule.drop = static_cast<std::size_t>(std::clamp(drop->number, 0.0, 20.0));
        rule.add = strings_of(item.find("add"), item, "add");
        source_.inflections.add_rule(std::move(rule));
      }
    }
    if (const JsonValue* doubling = root.find("doubling"); doubling != nullptr) {
      const JsonValue* last = doubling->find("last");
      source_.inflections.set_doubling(strings_of(doubling->find("add"), *doubling, "add"),
                                       last != nullptr ? last->text : "");
    }
    if (const JsonValue* irregular = root.find("irregular"); irregular != nullptr) {
      for (const JsonMember& member : irregular->members) {
        source_.inflections.add_irregular(member.key, strings_of(&member.value, member.value, member.key));
      }
    }
  }

  void read_spelling(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "spellings"});
    const JsonValue* spellings = root.find("spellings");
    if (spellings == nullptr || spellings->type != JsonValue::Type::object)
      return problem(root, "\"spellings\" must be an object of word: word");
    for (const JsonMember& member : spellings->members) {
      if (auto right = term_of(member.value)) {
        if (member.key.empty() || member.key.find(' ') != std::string::npos) {
          problem(member, "a spelling maps one written word");
          continue;
        }
        source_.spellings[member.key] = {std::move(right->term), place(member)};
      }
    }
  }

  void read_answers(const JsonValue& root) {
    check_keys(root,
               {"kind", "schema_version", "language", "about", "no_content", "no_issue", "improve_questions",
                "praise_questions", "no_issue_openings", "no_issue_followers", "requests"});
    const auto append = [&](std::string_view key, std::vector<PlacedTerm>& to) {
      if (const JsonValue* list = root.find(key)) {
        for (PlacedTerm& term : terms_of(*list)) to.push_back(std::move(term));
      }
    };
    append("no_content", source_.no_content);
    append("no_issue", source_.no_issue);
    append("improve_questions", source_.improve_questions);
    append("praise_questions", source_.praise_questions);
    append("no_issue_openings", source_.no_issue_openings);
    append("no_issue_followers", source_.no_issue_followers);
    append("requests", source_.requests);
  }

  void read_weights(const JsonValue& root, std::string_view key, std::map<std::string, PlacedWeight>& to) {
    check_keys(root, {"kind", "schema_version", "about", key});
    const JsonValue* all = root.find(key);
    if (all == nullptr || all->type != JsonValue::Type::object)
      return problem(root, fmt::format("\"{}\" must be an object", key));
    std::set<std::string_view> seen;
    for (const JsonMember& member : all->members) {
      if (trimmed(member.key).empty()) {
        problem(member, "an empty term would match everywhere; delete it");
        continue;
      }
      if (!seen.insert(member.key).second) problem(member, fmt::format("'{}' stands twice", member.key));
      if (is_off(member)) {
        if (to.erase(member.key) == 0) remark_nothing_to_switch_off(member);
        continue;
      }
      if (const auto weight = weight_of(member)) to[member.key] = {*weight, place(member)};
    }
  }

  std::optional<Polarity> polarity_of(const JsonValue* value) {
    if (value == nullptr) return std::nullopt;
    if (value->text == "neg") return Polarity::negative;
    if (value->text == "neu") return Polarity::neutral;
    if (value->text == "pos") return Polarity::positive;
    problem(*value, "a polarity is \"neg\", \"neu\" or \"pos\"");
    return std::nullopt;
  }

  void relocate(RuleTree& tree, const std::vector<std::uint32_t>& columns, const JsonValue& value) const {
    const auto moved = [&](Place& at) { at = {file_, value.line, columns[at.column - 1]}; };
    moved(tree.place);
    for (PlacedTerm& term : tree.terms) moved(term.place);
    for (RuleTree& part : tree.parts) relocate(part, columns, value);
  }

  // A rule in the text form; nothing if it cannot be read.
  std::optional<RuleTree> tree_of(const JsonValue& value) {
    if (value.type != JsonValue::Type::text) {
      problem(value, fmt::format("a rule in words is text, not {}", type_name(value.type)));
      return std::nullopt;
    }
    const std::vector<std::uint32_t> columns = columns_of_text(text_, value);
    const auto at = [&](std::size_t offset) {
      return Place{file_, value.line, columns[std::min(offset, columns.size() - 1)]};
    };
    auto read = read_rule_text(value.text);
    if (!read) {
      problem(at(read.error().offset), read.error().message);
      return std::nullopt;
    }
    for (const RuleNote& note : read->remarks) remark(at(note.offset), note.message);
    relocate(read->tree, columns, value);
    return std::move(read->tree);
  }

  static RuleTree terms_tree(std::vector<PlacedTerm> terms) {
    RuleTree tree;
    tree.place = terms.front().place;
    tree.terms = std::move(terms);
    return tree;
  }

  static RuleTree parent_of(RuleTree::Op op, RuleTree first) {
    RuleTree tree;
    tree.op = op;
    tree.place = first.place;
    tree.parts.push_back(std::move(first));
    return tree;
  }

  Window window_of(const JsonValue* value) {
    if (value == nullptr || value->text == "clause") return Window::clause;
    if (value->text == "sentence") return Window::sentence;
    if (value->text == "comment") return Window::comment;
    problem(*value, "\"within\" is clause, sentence or comment");
    return Window::clause;
  }

  // The lists of the object form are a conjunction whose first part is the first group.
  RuleTree tree_of_lists(const JsonValue& item) {
    std::vector<std::vector<PlacedTerm>> groups;
    if (const JsonValue* any = item.find("any")) {
      if (auto terms = terms_of(*any); !terms.empty()) groups.push_back(std::move(terms));
    }
    if (const JsonValue* all = item.find("all")) {
      if (all->type != JsonValue::Type::list)
        problem(*all, "\"all\" is a list of groups of terms: [[\"wait~\"], [\"phone\"]]");
      for (const JsonValue& group : all->items) {
        if (auto terms = terms_of(group); !terms.empty()) groups.push_back(std::move(terms));
      }
    }
    if (groups.empty()) problem(item, "the rule has no term that must be there (\"any\" or \"all\")");
    if (groups.size() > kMaxRuleGroups)
      problem(item, fmt::format("a rule has at most {} groups", kMaxRuleGroups));
    std::vector<PlacedTerm> none;
    std::vector<PlacedTerm> except;
    if (const JsonValue* list = item.find("none")) none = terms_of(*list);
    if (const JsonValue* list = item.find("except")) except = terms_of(*list);
    const Window within = window_of(item.find("within"));
    if (groups.empty()) return {};

    RuleTree tree = terms_tree(std::move(groups.front()));
    if (!except.empty()) {
      tree = parent_of(RuleTree::Op::except, std::move(tree));
      tree.parts.push_back(terms_tree(std::move(except)));
    }
    if (groups.size() == 1 && none.empty()) return tree;
    tree = parent_of(RuleTree::Op::conjunction, std::move(tree));
    for (std::size_t g = 1; g < groups.size(); ++g) tree.parts.push_back(terms_tree(std::move(groups[g])));
    if (!none.empty()) {
      tree.parts.push_back(terms_tree(std::move(none)));
      tree.parts.back().is_barred = true;
    }
    for (RuleTree& part : tree.parts) part.within = within;
    return tree;
  }

  bool is_rule(const JsonValue& item) {
    if (item.type == JsonValue::Type::object) return true;
    problem(item, "a rule is an object with \"match\", \"any\" or \"all\"");
    return false;
  }

  // What the rules of themes and of signals share: what must be there, and what must not. One with a problem
  // has an empty tree.
  RuleSource matcher_of(const JsonValue& item) {
    RuleSource rule;
    rule.place = place(item);
    if (item.type != JsonValue::Type::object) return rule;
    const JsonValue* match = item.find("match");
    if (match == nullptr) {
      rule.tree = tree_of_lists(item);
      return rule;
    }
    for (const std::string_view key : {"any", "all", "none", "except", "within"}) {
      const JsonValue* other = item.find(key);
      if (other == nullptr) continue;
      problem(*other, fmt::format("\"{}\" cannot stand beside \"match\"; write it into the text: {}", key,
                                  key == "within"   ? "AND/SENTENCE, NOT/COMMENT"
                                  : key == "none"   ? "NOT"
                                  : key == "except" ? "EXCEPT"
                                  : key == "all"    ? "AND"
                                                    : "OR"));
    }
    if (auto tree = tree_of(*match)) rule.tree = std::move(*tree);
    return rule;
  }

 public:
  RuleSource rule_of(const JsonValue& item) {
    if (is_rule(item))
      check_keys(item,
                 {"match", "any", "all", "none", "except", "within", "polarity", "default", "note", "id"});
    RuleSource rule = matcher_of(item);
    rule.polarity = polarity_of(item.find("polarity"));
    rule.fallback = polarity_of(item.find("default"));
    return rule;
  }

 private:
  void read_names(const JsonValue& root) {
    const JsonValue* names = root.find("names");
    if (names == nullptr) return;
    if (names->type != JsonValue::Type::object)
      return problem(*names, "\"names\" is an object of name: rule in words");
    for (const JsonMember& member : names->members) {
      if (!is_rule_name(member.key)) {
        problem(member,
                fmt::format("'{}' is no name: lower-case letters, digits, hyphens and dots", member.key));
        continue;
      }
      const auto found = source_.names.find(member.key);
      if (found != source_.names.end() && found->second.layer == layer_) {
        const Place& first = found->second.place;
        problem(member, fmt::format("the name '{}' stands in {}:{}, too; keep one", member.key, first.file,
                                    first.line));
        continue;
      }
      if (auto tree = tree_of(member.value))
        source_.names[member.key] = {std::move(*tree), place(member), layer_};
    }
  }

  std::vector<ThemeWordSource> theme_words_of(const JsonValue* value) {
    std::vector<ThemeWordSource> words;
    if (value == nullptr) return words;
    if (value->type != JsonValue::Type::object) {
      problem(*value, "\"words\" is an object of term: \"neg\" or \"pos\"");
      return words;
    }
    for (const JsonMember& member : value->members) {
      const std::string term = trimmed(member.key);
      if (term.empty()) {
        problem(member, "an empty term would match everywhere; delete it");
      } else if (member.value.text != "neg" && member.value.text != "pos") {
        problem(member.value, fmt::format("'{}' is \"neg\" or \"pos\" here", term));
      } else {
        words.push_back(
            {{term, place(member)}, member.value.text == "neg" ? Polarity::negative : Polarity::positive});
      }
    }
    return words;
  }

  std::optional<bool> flag_of(const JsonValue& item, std::string_view key) {
    const JsonValue* value = item.find(key);
    if (value == nullptr) return std::nullopt;
    if (value->type != JsonValue::Type::boolean) problem(*value, fmt::format("\"{}\" is true or false", key));
    return value->boolean;
  }

  void read_themes(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "pack", "names", "themes"});
    read_names(root);
    const JsonValue* themes = root.find("themes");
    if (themes == nullptr && root.find("names") != nullptr) return;
    if (themes == nullptr || themes->type != JsonValue::Type::list)
      return problem(root, "\"themes\" must be a list");
    WrittenParents parents;
    for (const JsonValue& item : themes->items) {
      if (item.type != JsonValue::Type::object) {
        problem(item, "a theme is an object with \"id\", \"label\" and \"rules\"");
        continue;
      }
      check_keys(item,
                 {"id", "label", "about", "parent", "rules", "words", "examples", "extend", "off", "note"});
      const JsonValue* id = item.find("id");
      if (id == nullptr || id->type != JsonValue::Type::text || !is_rule_name(id->text)) {
        problem(id != nullptr ? *id : item,
                "a theme needs an \"id\" of lower-case letters, digits and hyphens, parts joined by dots: "
                "wait.hold");
        continue;
      }
      if (const JsonValue* parent = item.find("parent"); parent != nullptr)
        parents.emplace_back(id->text, parent);
      ThemeSource theme;
      theme.place = place(*id);
      theme.layer = layer_;
      const bool extends = flag_of(item, "extend").value_or(false);
      if (flag_of(item, "off").value_or(false)) {
        switch_off(item, *id);
        continue;
      }
      const JsonValue* label = item.find("label");
      if (label == nullptr && extends) {
        // keeps the label that it has
      } else if (label == nullptr || trimmed(label->text).empty()) {
        problem(item, fmt::format("theme '{}' has no \"label\"", id->text));
      } else {
        theme.label = trimmed(label->text);
      }
      if (const JsonValue* about = item.find("about")) theme.about = about->text;
      if (const JsonValue* rules = item.find("rules"); rules != nullptr) {
        for (const JsonValue& rule : rules->items) theme.rules.push_back(rule_of(rule));
      }
      theme.words = theme_words_of(item.find("words"));
      if (const JsonValue* examples = item.find("examples"); examples != nullptr) {
        for (const JsonValue& example : examples->items) {
          check_keys(example, {"text", "is", "note", "question"});
          const JsonValue* text = example.find("text");
          const JsonValue* is = example.find("is");
          static constexpr std::string_view kAnswers[] = {"neg", "neu", "pos", "mix", "any", "none"};
          if (text == nullptr || text->type != JsonValue::Type::text || is == nullptr ||
              std::find(std::begin(kAnswers), std::end(kAnswers), is->text) == std::end(kAnswers)) {
            problem(example,
                    "an example is {\"text\": ..., \"is\": \"neg\", \"neu\", \"pos\", \"mix\", \"any\" or "
                    "\"none\"}");
            continue;
          }
          theme.examples.push_back({text->text, is->text, place(example)});
        }
      }
      if (extends) {
        extend_theme(*id, std::move(theme));
      } else {
        add_theme(id->text, std::move(theme));
      }
    }
    check_parents(parents);
  }

  // Theme ids with the "parent" that stands beside them.
  using WrittenParents = std::vector<std::pair<std::string, const JsonValue*>>;

  // The parent is told by the id; a written one must agree, so no cycle can come to be. A cycle that was
  // meant is shown.
  void check_parents(const WrittenParents& parents) {
    std::set<std::string> in_cycle;
    for (const auto& [id, parent] : parents) {
      const auto dot = id.rfind('.');
      const std::string told = dot == std::string::npos ? "" : id.substr(0, dot);
      if (parent->text == told) continue;
      std::string message =
          told.empty()
              ? fmt::format("'{}' has no dot in its id, so it has no parent, not '{}'", id, parent->text)
              : fmt::format("the parent of '{}' is '{}' by its id, not '{}'", id, told, parent->text);
      if (!in_cycle.contains(id)) {
        const auto cycle = cycle_through(id, parents);
        if (!cycle.empty()) message += fmt::format("; the cycle is {}", fmt::join(cycle, " > "));
        in_cycle.insert(cycle.begin(), cycle.end());
      }
      problem(*parent, std::move(message));
    }
  }

  // "a", "b", "a" where a is written as the parent of b and b as that of a; empty if the way up ends.
  static std::vector<std::string> cycle_through(const std::string& id, const WrittenParents& parents) {
    std::map<std::string_view, std::string_view> up;
    for (const auto& [theme, parent] : parents) up.try_emplace(theme, parent->text);
    std::vector<std::string> way{id};
    for (auto at = up.find(id); at != up.end() && way.size() <= up.size(); at = up.find(at->second)) {
      way.emplace_back(at->second);
      if (at->second == id) {
        std::reverse(way.begin(), way.end());
        return way;
      }
    }
    return {};
  }

  static void append(ThemeSource& theme, ThemeSource more) {
    std::move(more.rules.begin(), more.rules.end(), std::back_inserter(theme.rules));
    std::move(more.words.begin(), more.words.end(), std::back_inserter(theme.words));
    std::move(more.examples.begin(), more.examples.end(), std::back_inserter(theme.examples));
  }

  // "off": true.
  void switch_off(const JsonValue& item, const JsonValue& id) {
    for (const std::string_view key : {"label", "rules", "words", "examples", "extend"}) {
      if (const JsonValue* other = item.find(key))
        problem(*other,
                fmt::format("theme '{}' is switched off, so \"{}\" says nothing; delete it or \"off\"",
                            id.text, key));
    }
    const auto found = source_.themes.find(id.text);
    if (found == source_.themes.end()) {
      remark(place(id),
             fmt::format("there is no theme '{}' to switch off; delete it or mend its id", id.text));
      return;
    }
    found->second.is_off = true;
  }

  // "extend": true.
  void extend_theme(const JsonValue& id, ThemeSource more) {
    const auto found = source_.themes.find(id.text);
    if (found == source_.themes.end()) {
      problem(id,
              fmt::format("there is no theme '{}' to extend; delete \"extend\" if it is a new one", id.text));
      return;
    }
    if (!more.label.empty()) found->second.label = more.label;
    if (!more.about.empty()) found->second.about = more.about;
    append(found->second, std::move(more));
  }

  void add_theme(const std::string& id, ThemeSource theme) {
    const auto found = source_.themes.find(id);
    if (found == source_.themes.end()) {
      source_.themes.emplace(id, std::move(theme));
      return;
    }
    ThemeSource& old = found->second;
    if (layer_ == kPackLayer && old.layer <= kPackLayer) {
      // A pack adds the words of its trade to a theme that is already there.
      append(old, std::move(theme));
      return;
    }
    if (old.layer == layer_) {
      problem(theme.place,
              fmt::format("theme '{}' stands in {}:{}, too; keep one", id, old.place.file, old.place.line));
      return;
    }
    old = std::move(theme);
  }

  // Examples whose "is" is free text, or one of `answers` where there are some.
  std::vector<ExampleSource> examples_of(const JsonValue& owner, std::span<const std::string_view> answers,
                                         const std::string& expected) {
    std::vector<ExampleSource> all;
    const JsonValue* examples = owner.find("examples");
    if (examples == nullptr) return all;
    for (const JsonValue& example : examples->items) {
      check_keys(example, {"text", "is", "note"});
      const JsonValue* text = example.find("text");
      const JsonValue* is = example.find("is");
      const bool ok =
          text != nullptr && text->type == JsonValue::Type::text && is != nullptr &&
          is->type == JsonValue::Type::text &&
          (answers.empty() || std::find(answers.begin(), answers.end(), is->text) != answers.end());
      if (!ok) {
        problem(example, fmt::format("an example is {{\"text\": ..., \"is\": {}}}", expected));
        continue;
      }
      all.push_back({text->text, is->text, place(example)});
    }
    return all;
  }

  static bool is_signal_id(std::string_view id) {
    static constexpr std::string_view kFamilies[] = {"effort.", "emotion.", "intent.", "expectation.",
                                                     "flag."};
    const auto family = std::find_if(std::begin(kFamilies), std::end(kFamilies),
                                     [&](std::string_view f) { return id.starts_with(f); });
    if (family == std::end(kFamilies)) return false;
    const std::string_view rest = id.substr(family->size());
    if (*family == "effort.") return rest.size() == 1 && rest[0] >= '1' && rest[0] <= '5';
    return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  }

  void append_terms(const JsonValue& root, std::string_view key, std::vector<PlacedTerm>& to) {
    if (const JsonValue* list = root.find(key)) {
      for (PlacedTerm& term : terms_of(*list)) to.push_back(std::move(term));
    }
  }

  void read_signals(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "pack", "cut_words", "signals"});
    append_terms(root, "cut_words", source_.cut_words);
    const JsonValue* signals = root.find("signals");
    if (signals == nullptr || signals->type != JsonValue::Type::list)
      return problem(root, "\"signals\" must be a list");
    for (const JsonValue& item : signals->items) {
      if (item.type != JsonValue::Type::object) {
        problem(item, "a signal is an object with \"id\", \"label\" and \"rules\"");
        continue;
      }
      check_keys(item, {"id", "label", "about", "rules", "examples"});
      const JsonValue* id = item.find("id");
      if (id == nullptr || id->type != JsonValue::Type::text || !is_signal_id(id->text)) {
        problem(id != nullptr ? *id : item,
                "a signal needs an \"id\": effort.1 to effort.5, or emotion., intent., expectation. or flag. "
                "and a name of lower-case letters, digits and _");
        continue;
      }
      SignalSource signal;
      signal.place = place(*id);
      signal.layer = layer_;
      const JsonValue* label = item.find("label");
      if (label == nullptr || trimmed(label->text).empty()) {
        problem(item, fmt::format("signal '{}' has no \"label\"", id->text));
      } else {
        signal.label = trimmed(label->text);
      }
      if (const JsonValue* about = item.find("about")) signal.about = about->text;
      if (const JsonValue* rules = item.find("rules"); rules != nullptr) {
        for (const JsonValue& rule : rules->items) signal.rules.push_back(signal_rule_of(rule));
      }
      static constexpr std::string_view kAnswers[] = {"yes", "no"};
      signal.examples = examples_of(item, kAnswers, "\"yes\" or \"no\"");
      add_signal(id->text, std::move(signal));
    }
  }

  SignalRuleSource signal_rule_of(const JsonValue& item) {
    SignalRuleSource out;
    if (is_rule(item))
      check_keys(item, {"match", "any", "all", "none", "except", "within", "negated", "whole", "asked",
                        "note", "id"});
    out.rule = matcher_of(item);
    if (const JsonValue* negated = item.find("negated")) out.negated = negated->text;
    out.is_whole = flag_of(item, "whole").value_or(false);
    out.is_asked = flag_of(item, "asked").value_or(false);
    return out;
  }

  void add_signal(const std::string& id, SignalSource signal) {
    const auto [at, is_new] = source_.signals.try_emplace(id, signal);
    if (is_new) return;
    SignalSource& old = at->second;
    if (layer_ == kPackLayer && old.layer <= kPackLayer) {
      std::move(signal.rules.begin(), signal.rules.end(), std::back_inserter(old.rules));
      std::move(signal.examples.begin(), signal.examples.end(), std::back_inserter(old.examples));
    } else if (old.layer == layer_) {
      problem(signal.place,
              fmt::format("signal '{}' stands in {}:{}, too; keep one", id, old.place.file, old.place.line));
    } else {
      old = std::move(signal);
    }
  }

  // A term with a slot: "switch~ to {name}".
  std::vector<SlotTerm> slot_terms_of(const JsonValue& root, std::string_view key, std::string_view slot) {
    std::vector<SlotTerm> all;
    const JsonValue* list = root.find(key);
    if (list == nullptr) return all;
    for (PlacedTerm& term : terms_of(*list)) {
      const std::size_t at = term.term.find(slot);
      if (at == std::string::npos || term.term.find(slot, at + 1) != std::string::npos) {
        problem(term.place, fmt::format("'{}' must hold {} once", term.term, slot));
        continue;
      }
      all.push_back({{trimmed(term.term.substr(0, at)), term.place},
                     {trimmed(term.term.substr(at + slot.size())), term.place}});
    }
    return all;
  }

  void read_competitors(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "pack", "anywhere", "cues", "names",
                      "examples"});
    const bool is_anywhere = flag_of(root, "anywhere").value_or(false);
    for (SlotTerm& cue : slot_terms_of(root, "cues", "{name}")) {
      if (cue.before.term.empty() && cue.after.term.empty()) {
        problem(cue.before.place, "a cue needs words beside {name}; \"anywhere\": true counts a bare name");
        continue;
      }
      source_.competitor_cues.push_back(std::move(cue));
    }
    if (const JsonValue* names = root.find("names"); names != nullptr) {
      if (names->type != JsonValue::Type::object)
        return problem(*names, "\"names\" is an object of name: list of the ways to write it");
      for (const JsonMember& member : names->members) {
        const std::string name = trimmed(member.key);
        if (name.empty()) {
          problem(member, "a competitor needs a name");
          continue;
        }
        CompetitorSource competitor{terms_of(member.value), is_anywhere, place(member), layer_};
        if (competitor.names.empty()) problem(member, fmt::format("'{}' has no way to write it", name));
        const auto [at, is_new] = source_.competitors.try_emplace(name, competitor);
        if (is_new) continue;
        if (at->second.layer != layer_ || layer_ != kPackLayer) {
          at->second = std::move(competitor);
        } else {
          std::move(competitor.names.begin(), competitor.names.end(), std::back_inserter(at->second.names));
        }
      }
    }
    for (ExampleSource& example : examples_of(root, {}, "\"a name\" or \"none\""))
      source_.competitor_examples.push_back(std::move(example));
  }

  void read_numbers(const JsonValue& root, std::string_view key, double least,
                    std::map<std::string, PlacedNumber>& to) {
    const JsonValue* all = root.find(key);
    if (all == nullptr) return;
    if (all->type != JsonValue::Type::object)
      return problem(*all, fmt::format("\"{}\" is an object of word: number", key));
    for (const JsonMember& member : all->members) {
      const JsonValue& value = member.value;
      if (value.type != JsonValue::Type::number || !(value.number >= least) || !(value.number <= 1e7)) {
        problem(value, fmt::format("'{}' must be a number from {} to 10000000", member.key, least));
        continue;
      }
      to[member.key] = {value.number, place(member)};
    }
  }

  void read_durations(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "units", "words", "also", "ranges",
                      "patterns", "unknown", "except", "examples"});
    DurationSource& to = source_.durations;
    to.place = place(root);
    read_numbers(root, "units", 0.01, to.units);
    read_numbers(root, "words", -1, to.words);
    append_terms(root, "also", to.also);
    append_terms(root, "ranges", to.ranges);
    append_terms(root, "unknown", to.unknown);
    append_terms(root, "except", to.except);
    for (SlotTerm& pattern : slot_terms_of(root, "patterns", "{unit}"))
      to.patterns.push_back(std::move(pattern));
    for (ExampleSource& example : examples_of(root, {}, "minutes such as \"45\" or \"60|long\", or \"none\""))
      to.examples.push_back(std::move(example));
  }

  void read_ratings(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "scales", "stars", "patterns", "except",
                      "examples"});
    RatingSource& to = source_.ratings;
    to.place = place(root);
    const auto scale_of = [&](const JsonValue& value) {
      if (value.type == JsonValue::Type::number && value.number >= 2 && value.number <= 20)
        return static_cast<int>(value.number);
      problem(value, "a scale is a number from 2 to 20");
      return 0;
    };
    if (const JsonValue* scales = root.find("scales")) {
      for (const JsonValue& scale : scales->items) {
        if (const int value = scale_of(scale); value != 0) to.scales.push_back(value);
      }
    }
    if (const JsonValue* stars = root.find("stars")) to.stars = scale_of(*stars);
    append_terms(root, "patterns", to.patterns);
    append_terms(root, "except", to.except);
    for (ExampleSource& example : examples_of(root, {}, "\"8 of 10\" or \"none\""))
      to.examples.push_back(std::move(example));
  }

  void read_transcripts(const JsonValue& root) {
    check_keys(root, {"kind", "schema_version", "language", "about", "customers", "agents"});
    append_terms(root, "customers", source_.transcripts.customers);
    append_terms(root, "agents", source_.transcripts.agents);
  }

  LexiconSource& source_;
  std::string file_;
  std::string_view text_;
  int layer_;
};

std::vector<std::string> json_files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(folder, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    if (at->is_regular_file(ignored) && at->path().extension() == ".json")
      files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void read_folder(const std::string& folder, int layer, LexiconSource& source) {
  for (const std::string& file : json_files_below(folder)) {
    auto text = load_text(file, Fault::bad_lexicon);
    if (!text) {
      source.errors.push_back(text.error());
      continue;
    }
    auto root = parse_json(*text, file);
    source.digest_text += *text;
    source.digest_text += '\0';
    if (!root) {
      source.errors.push_back(root.error());
      continue;
    }
    FileReader(source, file, *text, layer).read(*root);
  }
}

// The ids of the themes that stand in the files of a folder; what cannot be read is passed over.
void add_theme_ids(const std::string& folder, std::set<std::string>& ids) {
  for (const std::string& file : json_files_below(folder)) {
    const auto root = load_json(file);
    const JsonValue* themes = root ? root->find("themes") : nullptr;
    if (themes == nullptr) continue;
    for (const JsonValue& theme : themes->items) {
      if (const JsonValue* id = theme.find("id")) ids.insert(id->text);
    }
  }
}

// A journey file of the user's may name themes of packs that are not in use. Those packs are looked at only
// where a name is not known.
bool names_unknown_theme(const LexiconSource& source) {
  for (const JourneyListSource* list : {&source.journey.stages, &source.journey.areas}) {
    for (const auto& [id, entry] : list->themes) {
      if (!source.themes.contains(id)) return true;
    }
  }
  return false;
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// The names of the folders in a folder, sorted; none if it is not there.
std::vector<std::string> folders_in(const std::string& path) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (fs::directory_iterator at(path, ignored), end; !ignored && at != end; at.increment(ignored)) {
    if (at->is_directory(ignored)) names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::optional<RuleSource> read_rule(std::string_view text, LexiconSource& source) {
  if (trimmed(std::string(text)).starts_with('{')) {
    const auto value = parse_json(text, "");
    if (!value) {
      source.errors.push_back(value.error());
      return std::nullopt;
    }
    const std::size_t before = source.errors.size();
    RuleSource rule = FileReader(source, "", text, kFirstOwnLayer).rule_of(*value);
    if (source.errors.size() > before) return std::nullopt;
    return rule;
  }
  auto read = read_rule_text(text);
  if (!read) {
    source.errors.push_back({Fault::bad_lexicon, read.error().message, {"", 0, read.error().offset + 1}});
    return std::nullopt;
  }
  for (const RuleNote& note : read->remarks)
    source.remarks.push_back({Fault::bad_lexicon, note.message, {"", 0, note.offset + 1}});
  RuleSource rule;
  rule.tree = std::move(read->tree);
  return rule;
}

LexiconSource read_lexicon_source(const LexiconOptions& options) {
  LexiconSource source;
  const std::string& shipped = options.shipped_folder;
  std::vector<std::string> packs_left_out;
  if (!shipped.empty()) {
    const std::string language = shipped + "/" + options.language;
    if (!is_folder(language)) {
      source.errors.push_back({Fault::bad_lexicon,
                               fmt::format("no lexicon for language '{}' in this folder", options.language),
                               {shipped, 0, 0}});
      return source;
    }
    read_folder(shipped + "/common", kShippedLayer, source);
    read_folder(language, kShippedLayer, source);
    // Weights fitted to comments, if any: scripts/derive_weights.py.
    read_folder(shipped + "/derived/" + options.language, kDerivedLayer, source);
    const std::vector<std::string> known = folders_in(shipped + "/packs");
    if (options.no_packs) {
      packs_left_out = known;
    } else {
      for (const std::string& pack : options.packs) {
        if (std::find(known.begin(), known.end(), pack) == known.end()) {
          source.errors.push_back(
              {Fault::bad_lexicon,
               fmt::format("no pack '{}'; the packs are {}", pack, fmt::join(known, ", ")),
               {}});
        }
      }
      for (const std::string& pack : known) {
        const bool wanted = options.packs.empty() || std::find(options.packs.begin(), options.packs.end(),
                                                               pack) != options.packs.end();
        if (wanted) {
          read_folder(shipped + "/packs/" + pack + "/" + options.language, kPackLayer, source);
        } else {
          packs_left_out.push_back(pack);
        }
      }
    }
  }
  int layer = kFirstOwnLayer;
  for (const std::string& folder : options.own_folders) {
    if (!is_folder(folder)) {
      source.errors.push_back({Fault::bad_lexicon, "is not a folder of lexicon files", {folder, 0, 0}});
      continue;
    }
    if (json_files_below(folder).empty())
      source.errors.push_back({Fault::bad_lexicon, "holds no .json file", {folder, 0, 0}});
    read_folder(folder, layer++, source);
  }
  if (!packs_left_out.empty() && names_unknown_theme(source)) {
    for (const std::string& pack : packs_left_out)
      add_theme_ids(shipped + "/packs/" + pack + "/" + options.language, source.left_out_themes);
  }
  return source;
}

}  // namespace verbatim
