#include "pipeline/report_shares.h"

#include <filesystem>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "input/csv_sniffer.h"
#include "pipeline/plan.h"
#include "pipeline/record_walk.h"
#include "pipeline/report_file.h"

namespace verbatim {

namespace {

namespace fs = std::filesystem;

// Marks the labels that the list "id:polarity|id:polarity" has themes of.
void mark_labels(std::string_view list, const std::vector<const CodedLabel*>& labels, const Lexicon& lexicon,
                 std::vector<bool>& marked) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('|', begin), list.size());
    const std::string_view item = list.substr(begin, end - begin);
    const int theme = lexicon.theme_index(item.substr(0, item.rfind(':')));
    for (std::size_t l = 0; theme >= 0 && l < labels.size(); ++l)
      marked[l] = marked[l] || labels[l]->covers[static_cast<std::size_t>(theme)];
    begin = end + 1;
  }
}

// Counts in comments.csv. A record with several texts has a row for each.
Result<void> count_in_rows(const std::string& path, const std::vector<const CodedLabel*>& labels,
                           const Lexicon& lexicon, InputStore& store, ReportShares& shares) {
  auto source = store.open(path);
  if (!source) return tl::unexpected(source.error());
  auto sample = read_sample(**source, kCsvSampleBytes);
  if (!sample) return tl::unexpected(sample.error());
  // Ours: nothing is left to guess, even in a file of one row.
  CsvOverrides ours;
  ours.delimiter = ',';
  ours.quote = '"';
  ours.header_rows = 1;
  auto detection = detect_csv(sample->bytes, sample->is_whole, ours);
  if (!detection) {
    Error error = detection.error();
    error.place.file = path;
    return tl::unexpected(std::move(error));
  }
  const int source_column = index_of_column(*detection, "source");
  const int row_column = index_of_column(*detection, "row");
  const int themes_column = index_of_column(*detection, "themes");
  if (source_column < 0 || row_column < 0 || themes_column < 0)
    return fail(Fault::bad_input, "is no comments.csv of verbatim: it has no columns source, row and themes",
                {path, 1, 0});
  std::vector<std::uint64_t> counts(labels.size());
  std::vector<bool> marked(labels.size());
  std::string place, last_place, scratch;
  const auto close = [&] {
    for (std::size_t l = 0; l < labels.size(); ++l) counts[l] += marked[l] ? 1 : 0;
    marked.assign(labels.size(), false);
  };
  const RecordVisit visit = [&](const CsvRecord& record) {
    if (record.kind != CsvKind::record) return true;
    place.assign(record.field(static_cast<std::size_t>(source_column), scratch));
    place += '\n';
    place += record.field(static_cast<std::size_t>(row_column), scratch);
    if (place != last_place) close();
    last_place = place;
    mark_labels(record.field(static_cast<std::size_t>(themes_column), scratch), labels, lexicon, marked);
    return true;
  };
  if (auto read = walk_records(store, path, *detection, visit); !read) return read;
  close();
  shares.labels.assign(counts.begin(), counts.end());
  return {};
}

// Counts in the report's table of themes, which knows single themes with all below them.
void count_in_themes(const JsonValue& themes, const std::vector<const CodedLabel*>& labels,
                     ReportShares& shares) {
  shares.labels.assign(labels.size(), std::nullopt);
  for (std::size_t l = 0; l < labels.size(); ++l) {
    const CodedLabel& label = *labels[l];
    if (label.themes.size() != 1 || label.themes.front().starts_with('=')) continue;
    for (const JsonValue& theme : themes.items) {
      const JsonValue* id = theme.find("theme");
      if (id != nullptr && id->text == label.themes.front()) shares.labels[l] = count_of(&theme, "comments");
    }
  }
}

}  // namespace

Result<ReportShares> load_report_shares(const std::string& given,
                                        const std::vector<const CodedLabel*>& labels, const Lexicon& lexicon,
                                        InputStore& store) {
  std::error_code code;
  ReportShares shares;
  shares.path = fs::is_directory(given, code) ? (fs::path(given) / "report.json").string() : given;
  auto json = load_report_json(shares.path);
  if (!json) return tl::unexpected(json.error());
  const JsonValue* version = json->find("lexicon_version");
  const JsonValue* themes = json->find("themes");
  const JsonValue* sentiment = json->find("sentiment");
  const auto analysed = count_of(json->find("ledger"), "analysed");
  if (version == nullptr || themes == nullptr || sentiment == nullptr || !analysed)
    return tl::unexpected(no_report(shares.path, "it lacks ledger, sentiment, themes or lexicon_version"));
  if (version->text != lexicon.version()) {
    return fail(
        Fault::usage,
        fmt::format(
            "was made with the lexicon {}, and this run uses {}; make the report again with this one, "
            "since each has errors of its own",
            version->text, lexicon.version()),
        {shares.path, version->line, version->column});
  }
  shares.analysed = *analysed;
  shares.negative = count_of(sentiment, "negative").value_or(0);
  shares.neutral = count_of(sentiment, "neutral").value_or(0);
  shares.positive = count_of(sentiment, "positive").value_or(0);
  shares.mixed = count_of(sentiment, "mixed").value_or(0);
  const std::string rows = (fs::path(shares.path).parent_path() / "comments.csv").string();
  if (!labels.empty() && fs::exists(rows, code)) {
    if (auto counted = count_in_rows(rows, labels, lexicon, store, shares); !counted)
      return tl::unexpected(counted.error());
  } else {
    count_in_themes(*themes, labels, shares);
  }
  return shares;
}

}  // namespace verbatim
