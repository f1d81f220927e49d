#include "verbatim/lexicon_import.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lexicon/foreign_lexicon.h"
#include "lexicon/json_file.h"
#include "lexicon/term.h"
#include "text/token_form.h"
#include "text/tokenizer.h"

namespace verbatim {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr double kMaxWeight = 4;
// A list that only says good or bad: each word weighs as a plain complaint or a plain praise.
constexpr double kPlainWeight = 2;
constexpr std::string_view kThemeRoot = "liwc";

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Small letters, digits and hyphens: fit for a theme's id and a file's name.
std::string as_id(std::string_view text) {
  std::string id;
  for (const char c : text) {
    if (is_alnum(c)) {
      id += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

// The sign of LIWC's own categories of feeling ("posemo", "emo_neg", "tone_pos"); 0: another category.
int sign_of_category(std::string_view name) {
  const std::string id = as_id(name.substr(0, name.find(' ')));
  static constexpr std::string_view kGood[] = {"posemo", "emo-pos", "tone-pos"};
  static constexpr std::string_view kBad[] = {"negemo", "emo-neg", "tone-neg"};
  if (std::find(std::begin(kGood), std::end(kGood), id) != std::end(kGood)) return 1;
  if (std::find(std::begin(kBad), std::end(kBad), id) != std::end(kBad)) return -1;
  return 0;
}

enum class EntryKind : std::uint8_t { term, emoticon, emoji, none };

// A word of the file as it would stand in a file of ours.
struct ReadEntry {
  EntryKind kind = EntryKind::none;
  std::string text;     // as it is written there
  std::string key;      // equal for all that match the same
  std::string problem;  // of `none`
};

class EntryReader {
 public:
  EntryReader() : tokenizer_({}), parser_(tokenizer_) {}

  ReadEntry read(const std::string& word) {
    tokenizer_.tokenize(word, scratch_, tokens_);
    if (tokens_.tokens.size() == 1 && tokens_.tokens.front().kind == TokenKind::emoji) {
      const std::string form(tokens_.form(tokens_.tokens.front()));
      return {EntryKind::emoji, form, form, {}};
    }
    if (is_emoticon(word)) return {EntryKind::emoticon, word, word, {}};
    return read_term(word);
  }

 private:
  // Signs that faces are drawn with, and no two letters in a row.
  static bool is_emoticon(std::string_view word) {
    if (word.size() < 2 || word.find_first_of(" \t") != std::string_view::npos) return false;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
      const auto is_letter = [](char c) { return is_alnum(c) && !(c >= '0' && c <= '9'); };
      if (is_letter(word[i]) && is_letter(word[i + 1])) return false;
    }
    const bool is_ascii = std::all_of(word.begin(), word.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    const bool is_one_sign = word.find_first_not_of(word.front()) == std::string_view::npos;
    return is_ascii && !is_one_sign && word.find_first_of(":;=<>^-_()[]{}\\|") != std::string_view::npos;
  }

  ReadEntry read_term(const std::string& word) {
    ReadEntry none;
    const bool is_prefix = word.ends_with('*');
    const std::string_view body = std::string_view(word).substr(0, word.size() - (is_prefix ? 1 : 0));
    if (const auto sign = body.find_first_of("~*()|#<>:;=^_[]{}\"\\"); sign != std::string_view::npos) {
      none.problem = fmt::format("holds '{}', which is no part of a word in a term", body[sign]);
      return none;
    }
    ReadEntry entry;
    append_form(body, true, forms_, entry.text);
    if (is_prefix) entry.text += '*';
    const auto read = parser_.parse(entry.text);
    if (!read) {
      none.problem = read.error();
      return none;
    }
    entry.kind = EntryKind::term;
    for (const TermElement& element : read->front()) {
      if (!entry.key.empty()) entry.key += ' ';
      entry.key += element.form;
      if (element.type == TermElement::Type::prefix) entry.key += '*';
    }
    return entry;
  }

  Tokenizer tokenizer_;
  TermParser parser_;
  TokenizerScratch scratch_;
  TokenBuffer tokens_;
  FormScratch forms_;
};

// A weight that was taken, and the line that it is from.
struct TakenWeight {
  std::string key;
  double weight = 0;
  std::uint64_t line = 0;
  std::string note;
};

class Importer {
 public:
  Importer(const ForeignLexicon& foreign, const ImportOptions& options)
      : foreign_(foreign), options_(options) {
    out_.format = foreign.format;
    out_.evidence.push_back("read as " + foreign.evidence);
    out_.left_out = foreign.unread;
    out_.entries = foreign.entries.size() + foreign.members.size() + foreign.unread.size();
    file_ = fs::path(options.file).filename().string();
  }

  Result<ImportedLexicon> run() {
    if (foreign_.format == ForeignFormat::liwc) {
      if (options_.scale)
        return fail(Fault::usage, "a LIWC dictionary has no weights, so --scale says nothing; leave it out");
      take_members();
    } else {
      auto scale = find_scale();
      if (!scale) return tl::unexpected(scale.error());
      take_entries(*scale);
    }
    out_.terms = terms_.size();
    out_.emoticons = emoticons_.size();
    out_.emoji = emoji_.size();
    if (out_.terms + out_.emoticons + out_.emoji + out_.theme_terms == 0)
      return fail(Fault::bad_input, "holds no entry that can be taken", {"", 1, 0});
    write_files();
    const auto by_line = [](const ImportNote& a, const ImportNote& b) { return a.line < b.line; };
    std::stable_sort(out_.left_out.begin(), out_.left_out.end(), by_line);
    std::stable_sort(out_.changed.begin(), out_.changed.end(), by_line);
    return std::move(out_);
  }

 private:
  using Weights = std::map<std::string, TakenWeight>;  // by text

  Result<WeightScale> find_scale() {
    double most = 0;
    bool has_negative = false;
    for (const ForeignEntry& entry : foreign_.entries) {
      most = std::max(most, std::abs(entry.weight));
      has_negative = has_negative || entry.weight < 0;
    }
    if (options_.scale) {
      out_.evidence.push_back(fmt::format("weights from {:g} to {:g}, as told, are mapped to -4 to 4",
                                          options_.scale->worst, options_.scale->best));
      return *options_.scale;
    }
    if (foreign_.format == ForeignFormat::vader) return WeightScale{};
    if (foreign_.format == ForeignFormat::csv && !has_negative) {
      return fail(Fault::bad_input,
                  "no weight is negative, so what is bad cannot be told from what is good; say which weights "
                  "are the worst and the best, such as --scale 1..9 or --scale -5..5",
                  {"", foreign_.entries.front().line, 0});
    }
    const bool only_signs = std::all_of(
        foreign_.entries.begin(), foreign_.entries.end(),
        [](const ForeignEntry& entry) { return std::abs(entry.weight) == 1 || entry.weight == 0; });
    double end = most;
    if (foreign_.format == ForeignFormat::afinn) {
      end = 5;
    } else if (only_signs) {
      end = kMaxWeight / kPlainWeight;
      out_.evidence.push_back("weights are 1 and -1 only: taken as 2 and -2, a plain praise and complaint");
      return WeightScale{-end, end};
    } else {
      for (const double usual : {1.0, 4.0, 5.0, 10.0, 100.0}) {
        if (most > usual) continue;
        end = usual;
        break;
      }
    }
    const std::string_view guessed = foreign_.format == ForeignFormat::csv ? " (guessed; --scale tells)" : "";
    out_.evidence.push_back(
        end == kMaxWeight
            ? fmt::format("weights from -4 to 4 are taken as they are{}", guessed)
            : fmt::format("weights from {:g} to {:g}{} are mapped to -4 to 4", -end, end, guessed));
    return WeightScale{-end, end};
  }

  void take_entries(const WeightScale& scale) {
    const double low = std::min(scale.worst, scale.best);
    const double high = std::max(scale.worst, scale.best);
    for (const ForeignEntry& entry : foreign_.entries) {
      if (entry.weight < low || entry.weight > high) {
        leave_out(entry.line, entry.word,
                  fmt::format("its weight {:g} lies outside of {:g} to {:g}", entry.weight, low, high));
        continue;
      }
      const double share = (entry.weight - scale.worst) / (scale.best - scale.worst);
      take(entry.line, entry.word, std::round((2 * share - 1) * kMaxWeight * 100) / 100 + 0.0);
    }
  }

  void take(std::uint64_t line, const std::string& word, double weight) {
    const ReadEntry entry = reader_.read(word);
    if (entry.kind == EntryKind::none) return leave_out(line, word, entry.problem);
    const auto [at, is_new] = lines_.try_emplace(entry.key, TakenWeight{entry.text, weight, line, {}});
    if (!is_new) {
      TakenWeight& first = at->second;
      if (first.weight == weight) {
        leave_out(line, word, fmt::format("stands in line {}, too", first.line));
      } else {
        leave_out(line, word,
                  fmt::format("weighs {:g} here and {:g} in line {}; the first is kept", weight, first.weight,
                              first.line));
        Weights& weights = weights_of(entry.kind);
        weights[first.key].note = fmt::format("line {}; line {} says {:g}", first.line, line, weight);
      }
      return;
    }
    if (entry.text != word) out_.changed.push_back({line, word, fmt::format("written as '{}'", entry.text)});
    weights_of(entry.kind)[entry.text] = {entry.key, weight, line, {}};
  }

  Weights& weights_of(EntryKind kind) {
    return kind == EntryKind::emoji ? emoji_ : kind == EntryKind::emoticon ? emoticons_ : terms_;
  }

  void take_members() {
    struct Category {
      int sign = 0;
      std::string id;
      std::string label;
      std::set<std::string> terms;
    };
    std::map<std::string, Category> categories;  // by its number
    std::set<std::string> ids;
    for (const ForeignCategory& category : foreign_.categories) {
      Category one;
      one.sign = sign_of_category(category.name);
      one.label = category.name;
      std::string id = as_id(category.name.substr(0, category.name.find_first_of(" \t(")));
      if (id.empty()) id = category.id;
      one.id = fmt::format("{}.{}", kThemeRoot, id);
      if (!categories.try_emplace(category.id, one).second) {
        leave_out(category.line, category.id + " " + category.name,
                  "its number belongs to a category above it");
      } else if (one.sign == 0) {
        while (!ids.insert(categories[category.id].id).second) categories[category.id].id += "-2";
      }
    }
    for (const ForeignMember& member : foreign_.members) {
      bool is_good = false;
      bool is_bad = false;
      std::vector<Category*> of;
      for (const std::string& id : member.categories) {
        const auto at = categories.find(id);
        if (at == categories.end()) {
          leave_out(member.line, member.word, fmt::format("there is no category {}", id));
        } else if (at->second.sign == 0) {
          of.push_back(&at->second);
        } else {
          (at->second.sign > 0 ? is_good : is_bad) = true;
        }
      }
      if (is_good && is_bad)
        leave_out(member.line, member.word, "is in a good and in a bad category; it gets no weight");
      if (is_good != is_bad) take(member.line, member.word, is_good ? kPlainWeight : -kPlainWeight);
      if (of.empty()) continue;
      const ReadEntry entry = reader_.read(member.word);
      if (entry.kind == EntryKind::none || entry.kind == EntryKind::emoticon) {
        if (is_good == is_bad)
          leave_out(member.line, member.word,
                    entry.kind == EntryKind::none ? entry.problem : "is no word; a theme has words");
        continue;
      }
      for (Category* category : of) category->terms.insert(entry.text);
    }
    Json themes = Json::array();
    for (const ForeignCategory& written : foreign_.categories) {
      Category& category = categories[written.id];
      if (category.sign != 0 || category.terms.empty()) continue;
      Json theme;
      theme["id"] = category.id;
      theme["label"] = category.label;
      theme["about"] = fmt::format("category {} of {}", written.id, file_);
      theme["rules"] = Json::array({Json{{"any", category.terms}}});
      themes.push_back(std::move(theme));
      ++out_.themes;
      out_.theme_terms += category.terms.size();
      category.terms.clear();  // a number that stands twice writes one theme
    }
    std::sort(themes.begin(), themes.end(), [](const Json& a, const Json& b) {
      return a["id"].get<std::string>() < b["id"].get<std::string>();
    });
    if (!themes.empty()) {
      Json root;
      root["id"] = kThemeRoot;
      root["label"] = "LIWC categories";
      themes.insert(themes.begin(), std::move(root));
      themes_ = std::move(themes);
    }
    out_.evidence.push_back(
        fmt::format("words of good and bad feeling weigh {:g} and {:g}; other categories become themes "
                    "below '{}', which lists of words find loosely",
                    kPlainWeight, -kPlainWeight, kThemeRoot));
  }

  void leave_out(std::uint64_t line, const std::string& word, std::string why) {
    out_.left_out.push_back({line, word, std::move(why)});
  }

  void write_files() {
    const std::string name = options_.name.empty() ? as_id(fs::path(file_).stem().string()) : options_.name;
    const std::string stem = name.empty() ? "imported" : name;
    std::string about = fmt::format("Imported from {}:", file_);
    for (std::size_t i = 0; i < out_.evidence.size(); ++i) about += (i == 0 ? " " : "; ") + out_.evidence[i];
    about += '.';
    const auto head = [&](std::string_view kind, bool of_language) {
      Json json;
      json["kind"] = kind;
      json["schema_version"] = 1;
      if (of_language) json["language"] = options_.language;
      json["about"] = about;
      return json;
    };
    const auto add = [&](std::string_view kind, const Json& json) {
      out_.files.push_back({fmt::format("{}.{}.json", stem, kind),
                            json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"});
    };
    const auto add_weights = [&](std::string_view kind, const char* key, const Weights& weights,
                                 bool of_language) {
      if (weights.empty()) return;
      Json json = head(kind, of_language);
      // The texts are unlike each other already: to look each up before it is added takes seconds for a large
      // list.
      Json::object_t all;
      all.reserve(weights.size());
      for (const auto& [text, taken] : weights) {
        Json value = taken.weight;
        if (!taken.note.empty()) value = Json{{"weight", taken.weight}, {"note", taken.note}};
        all.emplace_back(text, std::move(value));
      }
      json[key] = std::move(all);
      add(kind, json);
    };
    add_weights("sentiment", "terms", terms_, true);
    add_weights("emoticons", "emoticons", emoticons_, false);
    add_weights("emoji", "emoji", emoji_, false);
    if (!themes_.empty()) {
      Json json = head("themes", true);
      json["themes"] = themes_;
      add("themes", json);
    }
  }

  const ForeignLexicon& foreign_;
  const ImportOptions& options_;
  std::string file_;  // its name without folders
  EntryReader reader_;
  std::map<std::string, TakenWeight> lines_;  // by what an entry matches: its text and first line
  Weights terms_, emoticons_, emoji_;
  Json themes_ = Json::array();
  ImportedLexicon out_;
};

}  // namespace

std::string_view name(ForeignFormat format) {
  static constexpr std::string_view kNames[] = {"vader", "afinn", "liwc", "csv"};
  return kNames[static_cast<std::size_t>(format)];
}

Result<ImportedLexicon> import_lexicon(std::string_view text, const ImportOptions& options) {
  const auto in_file = [&](Error error) {
    if (error.fault == Fault::bad_input) error.place.file = options.file;
    return tl::unexpected(std::move(error));
  };
  auto foreign = parse_foreign_lexicon(text, options.format);
  if (!foreign) return in_file(foreign.error());
  auto imported = Importer(*foreign, options).run();
  if (!imported) return in_file(imported.error());
  return imported;
}

Result<ImportedLexicon> load_foreign_lexicon(const ImportOptions& options) {
  auto text = load_text(options.file, Fault::bad_input);
  if (!text) return tl::unexpected(text.error());
  return import_lexicon(*text, options);
}

Result<void> write_imported(const ImportedLexicon& imported, const std::string& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code || !fs::is_directory(folder, code)) {
    return fail(Fault::bad_output, "is no folder and cannot be made one; name another with -o",
                {folder, 0, 0});
  }
  std::vector<std::string> paths;
  for (const ImportedFile& file : imported.files) {
    paths.push_back(folder + "/" + file.name);
    if (fs::exists(fs::symlink_status(paths.back(), code))) {
      return fail(Fault::bad_output,
                  "is there already and is never overwritten; name another folder with -o, or another --name",
                  {paths.back(), 0, 0});
    }
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const int descriptor = ::open(paths[i].c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    bool good = descriptor >= 0;
    int why = errno;
    std::string_view rest = imported.files[i].json;
    while (good && !rest.empty()) {
      const ssize_t wrote = ::write(descriptor, rest.data(), rest.size());
      if (wrote < 0 && errno == EINTR) continue;
      good = wrote > 0;
      why = errno;
      if (good) rest.remove_prefix(static_cast<std::size_t>(wrote));
    }
    if (descriptor >= 0 && ::close(descriptor) != 0 && good) {
      good = false;
      why = errno;
    }
    if (good) continue;
    // What is half written is of no use; what was there before is not ours.
    for (std::size_t mine = 0; mine < i + (descriptor >= 0 ? 1 : 0); ++mine) ::unlink(paths[mine].c_str());
    return fail(Fault::bad_output, fmt::format("cannot be written ({})", std::strerror(why)),
                {paths[i], 0, 0});
  }
  return {};
}

}  // namespace verbatim
