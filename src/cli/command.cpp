#include "cli/command.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

namespace verbatim::cli {

namespace {

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(descriptor, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

Result<std::optional<char>> one_character(const std::string& option, const std::string& text) {
  if (text.empty()) return std::optional<char>();
  if (text == "tab" || text == "\\t") return std::optional<char>('\t');
  if (text == "none") return std::optional<char>('\0');
  if (text.size() == 1 && text[0] != '\n' && text[0] != '\r') return std::optional<char>(text[0]);
  return fail(Fault::usage, fmt::format("{} takes one character, 'tab' or 'none', not '{}'", option, text));
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// KEY, KEY=KEY2, or several: KEY,KEY=KEY2,KEY2.
Result<JoinOption> parse_join(const std::string& file, const std::string& on) {
  const auto sign = on.find('=');
  const std::vector<std::string> keys = parts_of(on.substr(0, sign));
  const std::vector<std::string> others = sign == std::string::npos ? keys : parts_of(on.substr(sign + 1));
  if (keys.size() != others.size()) {
    return fail(Fault::usage,
                fmt::format("--on {}: {} columns stand before '=' and {} behind it; name as many of the one "
                            "file as of the other",
                            on, keys.size(), others.size()));
  }
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (keys[k].empty() || others[k].empty())
      return fail(Fault::usage, fmt::format("--on takes KEY[,KEY...][=KEY2[,KEY2...]], not '{}'", on));
  }
  JoinOption join{file, keys[0], others[0]};
  for (std::size_t k = 1; k < keys.size(); ++k) join.more.push_back({keys[k], others[k]});
  return join;
}

// CLASS:COL=VALUE[,VALUE...]
Result<RowExclusion> parse_exclusion(const std::string& text) {
  const auto colon = text.find(':');
  const auto sign = colon == std::string::npos ? colon : text.find('=', colon);
  if (sign == std::string::npos || sign == colon + 1) {
    return fail(Fault::usage, fmt::format("--exclude takes CLASS:COL=VALUE[,VALUE...], such as "
                                          "unfinished:State=open, not '{}'",
                                          text));
  }
  const auto row_class = row_class_of(text.substr(0, colon));
  if (!row_class) {
    return fail(Fault::usage,
                fmt::format("--exclude {}: the class must be opt-out, preview or unfinished", text));
  }
  RowExclusion own{*row_class, text.substr(colon + 1, sign - colon - 1), parts_of(text.substr(sign + 1))};
  if (std::any_of(own.values.begin(), own.values.end(), [](const std::string& v) { return v.empty(); }))
    return fail(Fault::usage, fmt::format("--exclude {}: name a value behind '=' and each ','", text));
  return own;
}

}  // namespace

ExitCode exit_code(Fault fault) {
  switch (fault) {
    case Fault::usage:
    case Fault::bad_lexicon:
      return kUsage;
    case Fault::bad_input:
      return kBadInput;
    case Fault::bad_output:
      return kBadOutput;
    case Fault::internal:
      return kInternal;
  }
  return kInternal;
}

ExitCode report_error(const Error& error) {
  write_all(STDERR_FILENO, fmt::format("verbatim: {}\n", to_string(error)));
  return exit_code(error.fault);
}

ExitCode report_errors(const Errors& errors) {
  for (const Error& error : errors) report_error(error);
  return errors.empty() ? kInternal : exit_code(errors.front().fault);
}

void warn(const std::string& message) {
  write_all(STDERR_FILENO,
            fmt::format("verbatim: warning: {}\n", to_string(Error{Fault::usage, message, {}})));
}

void tell(const std::string& message) {
  write_all(STDERR_FILENO, fmt::format("verbatim: {}\n", to_string(Error{Fault::usage, message, {}})));
}

void write_message(const std::string& lines) {
  write_all(STDERR_FILENO, lines);
}

bool print(const std::string& text) {
  if (write_all(STDOUT_FILENO, text)) return true;
  return errno == EPIPE;
}

std::string shipped_lexicons() {
  if (const char* told = std::getenv("VERBATIM_LEXICONS"); told != nullptr && *told != '\0') return told;
  std::error_code code;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", code);
  if (!code) {
    const std::filesystem::path beside =
        program.parent_path().parent_path() / "share" / "verbatim" / "lexicons";
    if (std::filesystem::is_directory(beside, code)) return beside.string();
  }
  return VERBATIM_LEXICON_DIR;
}

Result<bool> too_many_rejects(const std::string& allowed, std::uint64_t rejects, std::uint64_t records) {
  std::size_t used = 0;
  double number = -1;
  try {
    number = std::stod(allowed, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  const bool is_share = used + 1 == allowed.size() && allowed.back() == '%';
  if (used == 0 || !(number >= 0) || !std::isfinite(number) || (used != allowed.size() && !is_share)) {
    return fail(Fault::usage,
                fmt::format("--max-rejects takes a number or a share such as 1%, not '{}'", allowed));
  }
  const auto rejected = static_cast<double>(rejects);
  return is_share ? rejected * 100 > number * static_cast<double>(records) : rejected > number;
}

// An option that can be repeated takes one value each time, so that an input may stand behind it.
void add_lexicon_options(CLI::App& command, LexiconOptions& options) {
  command
      .add_option("--lexicon", options.own_folders,
                  "Folder of your own lexicon files, laid over the shipped ones")
      ->allow_extra_args(false)
      ->type_name("DIR")
      ->group("Lexicon");
  command
      .add_option("--pack", options.packs,
                  "Trades to use: airline, bank, health, hotel, restaurant, retail, software, telecom; all "
                  "unless named, none for no pack")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...")
      ->group("Lexicon");
  command.add_option("--language", options.language, "Language of the comments")
      ->capture_default_str()
      ->type_name("CODE")
      ->group("Lexicon");
}

void InputArguments::add_to(CLI::App& command) {
  command.footer(
      "Kinds of scores (--score NAME=COL:KIND):\n"
      "  nps  nps-group              0 to 10; detractor, passive, promoter as words or 1, 2, 3\n"
      "  csat5  csat7  csat2         satisfaction, 1 to 5, 1 to 7, yes or no\n"
      "  ces5:easy  ces7:easy        effort, the high end is easy; :hard if it is hard\n"
      "  stars5  faces5  rating10    stars or faces 1 to 5, rating 0 to 10\n"
      "  number                      any number\n"
      "  ttr:min  (s, h, d)          a duration, or ASKED..ANSWERED: the time between two columns\n"
      "  ttr:bh                      ASKED..ANSWERED in business hours, those of --calendar\n"
      "  delay:d  delay:h            PROMISED..ACTUAL, late is positive; by date or by clock\n"
      "  event                       yes or no, such as churned\n"
      "Put :low behind a kind where the low end is good, as in number:low; :reversed behind csat, stars5 or\n"
      "faces5 reads 1..5 as 5..1. csat, ces and faces5 read words (\"Very satisfied\") and faces, too.\n\n"
      "Example:\n"
      "  verbatim analyze answers.csv --join scores.csv --on id --score nps=nps:nps --out report");
  command
      .add_option("INPUT", options.inputs,
                  "Files with comments, folders, patterns such as 'exports/*.csv', or - for standard input. "
                  "CSV, TSV and the like in any encoding; gzip, zstd, bzip2, xz, zip and tar are unpacked")
      ->required();
  command
      .add_option("--text", options.text_columns,
                  "Column with the comments, by name or #3; repeat for several. Guessed if left out")
      ->allow_extra_args(false)
      ->type_name("COL")
      ->group("Columns");
  command.add_option("--id", options.id_column, "Column with the record's id")
      ->type_name("COL")
      ->group("Columns");
  command.add_option("--date", options.date_column, "Column with the record's date")
      ->type_name("COL")
      ->group("Columns");
  command.add_option("--question", options.question_column, "Column with the question that each row answers")
      ->type_name("COL")
      ->group("Columns");
  command
      .add_option("--customer", options.customer_column,
                  "Column with the customer: several rows of one are not taken for several customers")
      ->type_name("COL")
      ->group("Columns");
  command
      .add_option("--unit", options.unit_column,
                  "Column with what one answer is, where rows are parts of one")
      ->type_name("COL")
      ->group("Columns");
  command.add_option("--weight", options.weight_column, "Column with what each row weighs (survey weights)")
      ->type_name("COL")
      ->group("Columns");
  command
      .add_option("--adjust", options.adjust_column,
                  "Column of a few groups: impacts within them, put together by their sizes, stand beside "
                  "the plain ones")
      ->type_name("COL")
      ->group("Columns");
  command
      .add_option("--score", options.scores,
                  "A score to explain, such as nps=COL:nps; repeat for several. The kinds are listed below")
      ->allow_extra_args(false)
      ->type_name("NAME=COL:KIND")
      ->group("Columns");
  command
      .add_option(
          "--calendar", options.calendar_file,
          "Business hours for scores of ttr:bh: a JSON file with opening hours, holidays and time zone")
      ->type_name("FILE")
      ->group("Columns");
  command
      .add_option("--missing", options.missing,
                  "Values of scores that mean \"no answer\", such as --missing=-99,999; NAME=CODE for one "
                  "score only")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODE,...")
      ->group("Columns");
  command
      .add_option("--join", joins,
                  "Another table; its columns can be used like those of the input. Needs --on")
      ->allow_extra_args(false)
      ->type_name("FILE")
      ->group("Columns");
  command
      .add_option("--on", on,
                  "The key of the --join before it: KEY, or KEY=KEY2 where the names differ; of several "
                  "columns KEY,KEY=KEY2,KEY2. Keys are compared trimmed and as Unicode NFC; letter case and "
                  "leading zeros count")
      ->allow_extra_args(false)
      ->type_name("KEY[=KEY2]")
      ->group("Columns");
  command
      .add_option("--on-many", on_many,
                  "Where a key stands more than once in the joined file: the first or last row counts, or "
                  "error. Rows are never multiplied")
      ->capture_default_str()
      ->type_name("HOW")
      ->check(CLI::IsMember({"first", "last", "error"}).description(""))
      ->group("Columns");
  command.add_option("--join-case", join_case, "Letter case in keys of joins: match or ignore")
      ->capture_default_str()
      ->type_name("HOW")
      ->check(CLI::IsMember({"match", "ignore"}).description(""))
      ->group("Columns");
  command
      .add_option("--where", where, "Only rows with this value; also != < <= > >=. COL may be a score's name")
      ->allow_extra_args(false)
      ->type_name("COL=VALUE")
      ->group("Columns");
  command
      .add_option(
          "--preset", options.preset,
          "Read the inputs as this export, such as Trustpilot or \"Google Play\", or none. Found out by "
          "the columns if left out")
      ->type_name("NAME|none")
      ->group("Columns");
  add_lexicon_options(command, options.lexicon);
  add_format_to(command);
  command.add_option("--date-order", options.format.date_order, "Order of 03/04/2023: dmy, mdy or ymd")
      ->type_name("ORDER")
      ->check(CLI::IsMember({"dmy", "mdy", "ymd"}).description(""))
      ->group("Format of the input, where detection is not enough");
  command
      .add_option("--date-numbers", options.format.date_numbers,
                  "What numbers in date columns count: seconds or milliseconds since 1970 (found out where "
                  "every value fits), or excel for its days")
      ->type_name("UNIT")
      ->check(CLI::IsMember({"seconds", "milliseconds", "excel"}).description(""))
      ->group("Format of the input, where detection is not enough");
  command
      .add_option("--on-duplicate", on_duplicate,
                  "Records with the id of an earlier one: fold those with the same text, keep all, keep the "
                  "first or the last")
      ->capture_default_str()
      ->type_name("HOW")
      ->check(CLI::IsMember({"fold", "keep", "first", "last"}).description(""))
      ->group("Rows");
  add_rows_to(command);
  command.add_option("--limit", options.limit, "Only the first N records")
      ->type_name("N")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""))
      ->group("Rows");
}

void InputArguments::add_rows_to(CLI::App& command) {
  command
      .add_option("--include", include,
                  "Keep rows that would be left out: opt-out, preview, unfinished; or repost")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CLASS,...")
      ->check(CLI::IsMember({"opt-out", "preview", "unfinished", "repost"}).description(""))
      ->group("Rows");
  command
      .add_option("--exclude", exclude,
                  "Leave out rows with these values as opt-out, preview or unfinished; repeat for several")
      ->allow_extra_args(false)
      ->type_name("CLASS:COL=VALUE[,VALUE...]")
      ->group("Rows");
}

void InputArguments::add_posts_to(CLI::App& command) {
  CLI::Option* fold = command
                          .add_flag("--fold-reposts", fold_reposts,
                                    "Count copies of a post with the first; done unasked where the columns "
                                    "are those of social media")
                          ->group("Rows");
  command.add_flag("--keep-reposts", keep_reposts, "Count every copy of a post as a comment of its own")
      ->excludes(fold)
      ->group("Rows");
  command
      .add_option("--author", options.author_column, "Column with whose post it is, for shares per author")
      ->type_name("COL")
      ->group("Columns");
  command
      .add_option("--reach", options.reach_column,
                  "Column with how many people a post reaches, for shares per reach")
      ->type_name("COL")
      ->group("Columns");
}

void InputArguments::add_format_to(CLI::App& command) {
  command
      .add_option("--delimiter", delimiter,
                  "Delimiter: one character, tab or none; ', ' for a comma and a blank, '  ' for columns "
                  "aligned by blanks")
      ->type_name("C")
      ->group("Format of the input, where detection is not enough");
  command.add_option("--quote", quote, "Quote character, or none")
      ->type_name("C")
      ->group("Format of the input, where detection is not enough");
  command.add_option("--escape", escape, "Escape character inside quotes, or none")
      ->type_name("C")
      ->group("Format of the input, where detection is not enough");
  command.add_option("--skip", skip, "Lines to skip before the header")
      ->type_name("N")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""))
      ->group("Format of the input, where detection is not enough");
  command
      .add_option("--header-rows", header_rows,
                  "Rows of the header, 1 to 3, joined to one name for each column; 0 for a file without a "
                  "header: columns are then #1, #2 ...")
      ->type_name("N")
      ->check(CLI::Range(0, 3).description(""))
      ->group("Format of the input, where detection is not enough");
  command
      .add_option("--encoding", options.format.encoding,
                  "Encoding of the files, such as windows-1252, utf-16le or shift_jis; a byte order mark is "
                  "stronger")
      ->type_name("NAME")
      ->group("Format of the input, where detection is not enough");
  command.add_flag("--no-repair", no_repair, "Leave text that was encoded twice (\"Ã©\" for \"é\") as it is")
      ->group("Format of the input, where detection is not enough");
  command
      .add_option("--sheet", options.format.sheet,
                  "Sheet of an XLSX workbook, by name or #2; the first that looks like a table if left out")
      ->type_name("NAME|#n")
      ->group("Format of the input, where detection is not enough");
}

void InputArguments::add_running_to(CLI::App& command) {
  command.add_option("--threads", options.threads, "Threads to use; one per core unless named")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""))
      ->group("Running");
  command
      .add_option("--block-size", options.block_bytes,
                  "Bytes of input that a thread takes at once, 64 to 4194304")
      ->type_name("BYTES")
      ->check(CLI::Range(64, 4 << 20).description(""))
      ->group("Running");
}

Result<Condition> parse_condition(const std::string& text) {
  struct Sign {
    std::string_view sign;
    Condition::Test test;
  };
  static constexpr Sign kSigns[] = {{"!=", Condition::Test::not_equal},
                                    {"<=", Condition::Test::less_or_equal},
                                    {">=", Condition::Test::greater_or_equal},
                                    {"=", Condition::Test::equal},
                                    {"<", Condition::Test::less},
                                    {">", Condition::Test::greater}};
  for (std::size_t at = 1; at < text.size(); ++at) {
    for (const Sign& sign : kSigns) {
      if (text.compare(at, sign.sign.size(), sign.sign) == 0)
        return Condition{text.substr(0, at), sign.test, text.substr(at + sign.sign.size())};
    }
  }
  return fail(Fault::usage, fmt::format("--where takes COL=VALUE (or != < <= > >=), not '{}'", text));
}

Result<AnalyzeOptions> InputArguments::meant() const {
  AnalyzeOptions meant = options;
  meant.repair = !no_repair;
  meant.lexicon.shipped_folder = shipped_lexicons();
  if (meant.lexicon.packs == std::vector<std::string>{"none"}) {
    meant.lexicon.packs.clear();
    meant.lexicon.no_packs = true;
  }
  if (joins.size() != on.size())
    return fail(Fault::usage,
                fmt::format("each --join needs its --on: {} --join, {} --on", joins.size(), on.size()));
  for (std::size_t j = 0; j < joins.size(); ++j) {
    auto join = parse_join(joins[j], on[j]);
    if (!join) return tl::unexpected(join.error());
    meant.joins.push_back(std::move(*join));
  }
  using Reposts = AnalyzeOptions::Reposts;
  if (fold_reposts) meant.reposts = Reposts::fold;
  if (keep_reposts) meant.reposts = Reposts::keep;
  for (const std::string& text : include) {
    if (const auto row_class = row_class_of(text)) {
      meant.include.push_back(*row_class);
    } else if (!fold_reposts) {
      meant.reposts = Reposts::keep;
    }
  }
  for (const std::string& text : exclude) {
    auto own = parse_exclusion(text);
    if (!own) return tl::unexpected(own.error());
    meant.exclude.push_back(std::move(*own));
  }
  if (on_many == "last") meant.on_many = OnMany::last;
  if (on_many == "error") meant.on_many = OnMany::error;
  meant.join_ignores_case = join_case == "ignore";
  for (const std::string& text : where) {
    auto condition = parse_condition(text);
    if (!condition) return tl::unexpected(condition.error());
    meant.where.push_back(std::move(*condition));
  }
  const auto set = [](std::optional<char>& to, Result<std::optional<char>> from) -> Result<void> {
    if (!from) return tl::unexpected(from.error());
    to = *from;
    return {};
  };
  // A character and a blank; or two blanks or tabs: then a run of them counts as one.
  const bool has_blank = delimiter.size() == 2 && delimiter[1] == ' ' && delimiter[0] != ' ';
  const bool is_doubled = delimiter == "  " || delimiter == "\t\t" || delimiter == "\\t\\t";
  meant.format.blank_after_delimiter = has_blank;
  meant.format.merge_delimiters = is_doubled;
  const std::string one = has_blank || is_doubled ? delimiter.substr(0, delimiter.size() / 2) : delimiter;
  if (auto done = set(meant.format.delimiter, one_character("--delimiter", one)); !done)
    return tl::unexpected(done.error());
  if (auto done = set(meant.format.quote, one_character("--quote", quote)); !done)
    return tl::unexpected(done.error());
  if (auto done = set(meant.format.escape, one_character("--escape", escape)); !done)
    return tl::unexpected(done.error());
  if (skip >= 0) meant.format.skip_lines = static_cast<std::uint64_t>(skip);
  if (header_rows >= 0) meant.format.header_rows = static_cast<unsigned>(header_rows);
  if (on_duplicate == "keep") meant.on_duplicate = OnDuplicate::keep;
  if (on_duplicate == "first") meant.on_duplicate = OnDuplicate::first;
  if (on_duplicate == "last") meant.on_duplicate = OnDuplicate::last;
  return meant;
}

}  // namespace verbatim::cli
