#include "report/evaluation_text.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "report/evidence_words.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr std::size_t kTextWidth = 300;

std::string left(std::string_view value, std::size_t width) {
  std::string out = clipped(printable(value), width);
  out.append(width - std::min(width, display_width(out)), ' ');
  return out;
}

std::string figure(std::optional<double> value) {
  return value ? fixed(*value, 3) : "-";
}

// "0.85 (0.83-0.87)"
std::string with_interval(const Proportion& proportion) {
  if (!proportion.value) return "-";
  return fmt::format("{} ({}-{})", fixed(*proportion.value, 2), fixed(*proportion.low, 2),
                     fixed(*proportion.high, 2));
}

void write_rows(std::string_view what, const CodeCounts& counts, std::string& out) {
  out += fmt::format("{}: {} compared", what, counted(counts.compared, "row"));
  const auto add = [&](std::uint64_t count, std::string_view rest) {
    if (count > 0) out += fmt::format(", {} {}", grouped(count), rest);
  };
  add(counts.without_code, "with a text and no code");
  add(counts.code_unread, "with a code that stands for no class");
  add(counts.coded_no_text, "with a code and no text");
  add(counts.neither, "with neither");
  out += '\n';
}

void write_kappa(const Agreement& agreement, std::string& out) {
  if (agreement.kappa) {
    out += fmt::format(", kappa {} (se {}, {} to {})", figure(agreement.kappa->value),
                       figure(agreement.kappa->se), fixed(agreement.kappa->low, 2),
                       fixed(agreement.kappa->high, 2));
  }
  if (agreement.alpha) out += fmt::format(", alpha {}", figure(agreement.alpha));
  out += '\n';
}

void write_classes(const Agreement& agreement, std::string& out) {
  out += fmt::format("    {} {:>7} {:>7}  {:<18} {:<18} {:>6}\n", left("", 12), "coded", "said", "precision",
                     "recall", "F1");
  for (const ClassAgreement& one : agreement.classes) {
    out += fmt::format("    {} {:>7} {:>7}  {:<18} {:<18} {:>6}\n", left(one.name, 12), grouped(one.coded),
                       grouped(one.said), with_interval(one.precision), with_interval(one.recall),
                       figure(one.f1));
  }
}

void write_matrix(const Agreement& agreement, std::string& out) {
  out += fmt::format("    {}", left("coded \\ said", 14));
  for (const std::string& name : agreement.names) out += fmt::format("{:>10}", name);
  out += '\n';
  for (std::size_t c = 0; c < agreement.names.size(); ++c) {
    // What people cannot code is a column alone.
    const std::uint64_t row = agreement.matrix[c].empty()
                                  ? 0
                                  : *std::max_element(agreement.matrix[c].begin(), agreement.matrix[c].end());
    if (c >= agreement.classes.size() && row == 0) continue;
    out += fmt::format("    {}", left(agreement.names[c], 14));
    for (const std::uint64_t count : agreement.matrix[c]) out += fmt::format("{:>10}", grouped(count));
    out += '\n';
  }
}

void write_agreement(const Agreement& agreement, std::string& out) {
  out += fmt::format("\n{} ({})\n", agreement.name, agreement.about);
  out += fmt::format("  n {}, macro-F1 {}, accuracy {}", grouped(agreement.n), figure(agreement.macro_f1),
                     with_interval(agreement.accuracy));
  write_kappa(agreement, out);
  write_classes(agreement, out);
  write_matrix(agreement, out);
}

void write_labels(const Evaluation& evaluation, std::string& out) {
  out += fmt::format("\nThemes: macro-F1 {} over {}, micro-F1 {}\n", figure(evaluation.themes_macro_f1),
                     counted(evaluation.labels.size(), "label"), figure(evaluation.themes_micro_f1));
  out += fmt::format("  {} {:>6} {:>6}  {:<17} {:<17} {:>6} {:>6}\n", left("", kNameWidth), "coded", "said",
                     "precision", "recall", "F1", "kappa");
  for (const LabelAgreement& label : evaluation.labels) {
    const ClassAgreement& theme = label.theme();
    out += fmt::format("  {} {:>6} {:>6}  {:<17} {:<17} {:>6} {:>6}\n", left(label.label, kNameWidth),
                       grouped(theme.coded), grouped(theme.said), with_interval(theme.precision),
                       with_interval(theme.recall), figure(theme.f1),
                       label.agreement.kappa ? figure(label.agreement.kappa->value) : "-");
  }
  if (!evaluation.not_counted.empty())
    out += fmt::format("  left out by the map: {}\n",
                       printable(fmt::format("{}", fmt::join(evaluation.not_counted, ", "))));
  if (evaluation.polarity) {
    write_agreement(*evaluation.polarity, out);
    for (const LabelAgreement& label : evaluation.labels) {
      if (!label.polarity) continue;
      out += fmt::format("    {} n {:>6}  accuracy {}\n", left(label.label, kNameWidth),
                         grouped(label.polarity->n), with_interval(label.polarity->accuracy));
    }
  }
}

void write_disagreement(const Disagreement& row, std::string& out) {
  out += fmt::format("  {} row {}: coded {}, said {}\n", printable(row.comment.source), row.comment.row,
                     row.coded.empty() ? "no theme" : printable(row.coded),
                     row.said.empty() ? "no theme" : printable(row.said));
  out += fmt::format("    \"{}\"\n", clipped(printable(squeezed(row.comment.text)), kTextWidth));
  for (const EvidenceWord& word : row.comment.evidence)
    out += fmt::format("      {}\n", printable(evidence_text({word})));
}

void write_examples(const Evaluation& evaluation, std::size_t most, std::string& out) {
  // Those labels first that have the most errors of the kind.
  const auto show = [&](std::string_view title, bool missed) {
    std::vector<const LabelAgreement*> order;
    for (const LabelAgreement& label : evaluation.labels) {
      if (!(missed ? label.missed : label.wrong).empty()) order.push_back(&label);
    }
    const auto errors = [&](const LabelAgreement& label) {
      return (missed ? label.theme().coded : label.theme().said) - label.theme().both;
    };
    std::stable_sort(order.begin(), order.end(), [&](const LabelAgreement* a, const LabelAgreement* b) {
      return errors(*a) > errors(*b);
    });
    std::size_t left_over = most / 2;
    for (const LabelAgreement* label : order) {
      if (left_over == 0) break;
      out += fmt::format("\n{} {}: {}\n", printable(label->label), title, counted(errors(*label), "row"));
      for (const Disagreement& row : missed ? label->missed : label->wrong) {
        if (left_over == 0) break;
        write_disagreement(row, out);
        --left_over;
      }
    }
  };
  show("missed", true);
  show("wrongly found", false);
}

void write_correction(const Correction& correction, std::string& out) {
  out += fmt::format("\nShares of {}, corrected by the errors above\n", printable(correction.report));
  out += fmt::format("  {} {:>9} {:>10}  {:<18} {:>6} {:>6}\n", left("", kNameWidth), "as found", "corrected",
                     "95 % interval", "sens.", "spec.");
  for (const CorrectedShare& share : correction.shares) {
    const std::string name = left(share.name, kNameWidth);
    const std::string errors =
        fmt::format("{:>6} {:>6}", figure(share.sensitivity.value), figure(share.specificity.value));
    if (share.value) {
      out += fmt::format("  {} {:>9} {:>10}  {:<18} {}\n", name, percent(share.share), percent(*share.value),
                         fmt::format("{} to {}", percent(*share.low), percent(*share.high)), errors);
    } else {
      out += fmt::format("  {} {:>9} cannot be corrected: {}\n", name,
                         share.of > 0 ? percent(share.share) : "-", share.why_not);
    }
  }
  out +=
      "  This holds if the program errs in the report as it did on the coded rows: code a random draw of the "
      "same "
      "comments.\n";
}

}  // namespace

std::string failure_text(const FailedLimit& failed) {
  return fmt::format("{}: F1 {} is below --fail-under {}", failed.name, figure(failed.value),
                     figure(failed.limit));
}

void write_evaluation_text(const Evaluation& evaluation, std::size_t examples, std::string& out) {
  out += fmt::format("{} =", counted(evaluation.ledger.records_in(), "record"));
  std::string_view plus = " ";
  for (const LedgerPart& part : ledger_parts(evaluation.ledger)) {
    out += fmt::format("{}{} {}", plus, grouped(part.count), part.what);
    plus = " + ";
  }
  out += '\n';
  if (evaluation.sentiment_rows) write_rows("Sentiment", *evaluation.sentiment_rows, out);
  if (evaluation.theme_rows) write_rows("Themes", *evaluation.theme_rows, out);
  for (const Agreement& agreement : evaluation.sentiment) write_agreement(agreement, out);
  if (evaluation.theme_rows) write_labels(evaluation, out);
  if (evaluation.correction) write_correction(*evaluation.correction, out);
  if (!evaluation.worst.empty()) {
    out += "\nThe most confident disagreements in sentiment\n";
    for (const Disagreement& row : evaluation.worst) write_disagreement(row, out);
  }
  write_examples(evaluation, examples, out);
}

}  // namespace verbatim
