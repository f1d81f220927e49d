// verbatim lexicon import: another program's lexicon as a folder of ours.
#include "cli/lexicon_import.h"

#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "report/safe_text.h"
#include "verbatim/lexicon_import.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  ImportOptions options;
  std::string folder;
  std::string format;
  std::string scale;
  std::size_t limit = 10;
};

std::optional<double> number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<WeightScale> scale_of(const std::string& text) {
  const auto dots = text.find("..");
  if (dots != std::string::npos) {
    const auto worst = number_of(std::string_view(text).substr(0, dots));
    const auto best = number_of(std::string_view(text).substr(dots + 2));
    if (worst && best && *worst != *best) return WeightScale{*worst, *best};
  }
  return fail(
      Fault::usage,
      fmt::format("--scale takes the worst and the best weight, such as -5..5 or 1..9, not '{}'", text));
}

void list(std::string_view title, const std::vector<ImportNote>& notes, const Arguments& arguments,
          std::string& out) {
  if (notes.empty()) return;
  out += fmt::format("{}: {}\n", title, notes.size());
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (arguments.limit != 0 && i == arguments.limit) {
      out += fmt::format("  ... and {} more; --limit 0 shows all\n", notes.size() - i);
      break;
    }
    out += fmt::format("  line {}: '{}' {}\n", notes[i].line, clipped(printable(notes[i].entry), 40),
                       clipped(printable(notes[i].what), 120));
  }
}

int run(const Arguments& arguments) {
  ImportOptions options = arguments.options;
  for (const ForeignFormat format :
       {ForeignFormat::vader, ForeignFormat::afinn, ForeignFormat::liwc, ForeignFormat::csv}) {
    if (arguments.format == name(format)) options.format = format;
  }
  if (!arguments.scale.empty()) {
    const auto scale = scale_of(arguments.scale);
    if (!scale) return report_error(scale.error());
    options.scale = *scale;
  }
  if (options.name.find_first_of("/\\") != std::string::npos || options.name.starts_with('.')) {
    return report_error(
        {Fault::usage,
         fmt::format("--name is the beginning of file names, not a path such as '{}'", options.name),
         {}});
  }
  const auto imported = load_foreign_lexicon(options);
  if (!imported) return report_error(imported.error());
  if (const auto written = write_imported(*imported, arguments.folder); !written)
    return report_error(written.error());

  std::string out;
  for (const std::string& evidence : imported->evidence) out += fmt::format("{}\n", printable(evidence));
  out += fmt::format("{} entries: {} terms, {} emoticons, {} emoji", imported->entries, imported->terms,
                     imported->emoticons, imported->emoji);
  if (imported->themes > 0)
    out += fmt::format(", {} themes with {} words", imported->themes, imported->theme_terms);
  out += "\n";
  list("changed", imported->changed, arguments, out);
  list("left out", imported->left_out, arguments, out);
  for (const ImportedFile& file : imported->files)
    out += fmt::format("wrote {}/{}\n", printable(arguments.folder), file.name);
  out += fmt::format("next: verbatim lexicon check {}\n", printable(arguments.folder));
  return print(out) ? kDone : kBadOutput;
}

}  // namespace

Command add_lexicon_import(CLI::App& lexicon) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = lexicon.add_subcommand(
      "import", "Turn a lexicon of another program into a folder of your own lexicon files");
  command->footer(
      "What can be imported (the file's content decides):\n"
      "  vader   word TAB mean TAB deviation [TAB ratings]\n"
      "  afinn   word TAB whole number from -5 to 5\n"
      "  liwc    .dic file: categories between lines of %, then words with their numbers\n"
      "  csv     two columns, word and weight, with or without a header\n\n"
      "Example:\n"
      "  verbatim lexicon import words.csv -o my-lexicon --scale -10..10\n"
      "  verbatim lexicon check my-lexicon\n"
      "  verbatim analyze answers.csv --lexicon my-lexicon --out report");
  command->add_option("FILE", arguments->options.file, "The lexicon to import, text in UTF-8")->required();
  command
      ->add_option("-o,--out", arguments->folder,
                   "Folder for the files; made if it is not there. No file is ever overwritten")
      ->required()
      ->type_name("DIR");
  command->add_option("--format", arguments->format, "vader, afinn, liwc or csv; recognised if left out")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"vader", "afinn", "liwc", "csv"}).description(""));
  command
      ->add_option("--name", arguments->options.name,
                   "What the names of the files begin with; the imported file's name if left out")
      ->type_name("NAME");
  command
      ->add_option("--scale", arguments->scale,
                   "The worst and the best weight that the file can hold, such as 1..9; mapped to -4..4")
      ->type_name("WORST..BEST");
  command->add_option("--language", arguments->options.language, "Language of the words")
      ->capture_default_str()
      ->type_name("CODE");
  command->add_option("--limit", arguments->limit, "Show at most N changed or left out entries; 0 shows all")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
