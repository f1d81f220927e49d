#include "report/evaluation_json.h"

#include "report/json_values.h"

namespace verbatim {
namespace {

using namespace json_values;

Json proportion_json(const Proportion& proportion) {
  return Json{{"hits", proportion.hits},
              {"n", proportion.n},
              {"value", number(proportion.value, kShareDecimals)},
              {"low", number(proportion.low, kShareDecimals)},
              {"high", number(proportion.high, kShareDecimals)}};
}

Json class_json(const ClassAgreement& one) {
  return Json{{"class", text(one.name)},
              {"coded", one.coded},
              {"said", one.said},
              {"both", one.both},
              {"precision", proportion_json(one.precision)},
              {"recall", proportion_json(one.recall)},
              {"f1", number(one.f1, kShareDecimals)}};
}

Json agreement_json(const Agreement& agreement) {
  Json kappa = nullptr;
  if (agreement.kappa) {
    kappa = Json{{"value", number(agreement.kappa->value, kShareDecimals)},
                 {"se", number(agreement.kappa->se, kShareDecimals)},
                 {"low", number(agreement.kappa->low, kShareDecimals)},
                 {"high", number(agreement.kappa->high, kShareDecimals)}};
  }
  return Json{{"name", text(agreement.name)},
              {"about", text(agreement.about)},
              {"n", agreement.n},
              {"macro_f1", number(agreement.macro_f1, kShareDecimals)},
              {"accuracy", proportion_json(agreement.accuracy)},
              {"kappa", std::move(kappa)},
              {"alpha", number(agreement.alpha, kShareDecimals)},
              {"classes", list(agreement.classes, class_json)},
              {"confusion", Json{{"names", texts(agreement.names)},
                                 {"rows", list(agreement.matrix, [](const std::vector<std::uint64_t>& row) {
                                    return Json(row);
                                  })}}}};
}

Json optional_agreement(const std::optional<Agreement>& agreement) {
  return agreement ? agreement_json(*agreement) : Json();
}

Json disagreement_json(const Disagreement& row) {
  return Json{{"comment", comment_json(row.comment)}, {"coded", text(row.coded)}, {"said", text(row.said)}};
}

Json label_json(const LabelAgreement& label) {
  return Json{{"label", text(label.label)},
              {"themes", texts(label.themes)},
              {"agreement", agreement_json(label.agreement)},
              {"polarity", optional_agreement(label.polarity)},
              {"missed", list(label.missed, disagreement_json)},
              {"wrong", list(label.wrong, disagreement_json)}};
}

Json counts_json(const std::optional<CodeCounts>& counts) {
  if (!counts) return nullptr;
  return Json{{"compared", counts->compared},
              {"without_code", counts->without_code},
              {"code_unread", counts->code_unread},
              {"coded_no_text", counts->coded_no_text},
              {"neither", counts->neither}};
}

Json corrected_json(const CorrectedShare& share) {
  return Json{{"name", text(share.name)},
              {"comments", share.comments},
              {"of", share.of},
              {"share", number(share.share, kShareDecimals)},
              {"sensitivity", proportion_json(share.sensitivity)},
              {"specificity", proportion_json(share.specificity)},
              {"corrected", number(share.value, kShareDecimals)},
              {"low", number(share.low, kShareDecimals)},
              {"high", number(share.high, kShareDecimals)},
              {"why_not", share.why_not.empty() ? Json() : text(share.why_not)}};
}

Json correction_json(const std::optional<Correction>& correction) {
  if (!correction) return nullptr;
  return Json{{"report", text(correction->report)}, {"shares", list(correction->shares, corrected_json)}};
}

Json failed_json(const FailedLimit& failed) {
  return Json{{"name", text(failed.name)},
              {"limit", number(failed.limit, kShareDecimals)},
              {"f1", number(failed.value, kShareDecimals)}};
}

}  // namespace

void write_evaluation_json(const Evaluation& evaluation, std::string& out) {
  const Json json = {{"schema_version", kEvaluationSchemaVersion},
                     {"program_version", text(evaluation.program_version)},
                     {"lexicon_version", text(evaluation.lexicon_version)},
                     {"redacted", evaluation.redacted},
                     {"inputs", list(evaluation.inputs, input_json)},
                     {"ledger", ledger_json(evaluation.ledger)},
                     {"notes", notes_json(evaluation.notes)},
                     {"joins", list(evaluation.joins, join_json)},
                     {"read_as", texts(evaluation.evidence)},
                     {"sentiment", Json{{"rows", counts_json(evaluation.sentiment_rows)},
                                        {"agreement", list(evaluation.sentiment, agreement_json)},
                                        {"worst", list(evaluation.worst, disagreement_json)}}},
                     {"themes", Json{{"rows", counts_json(evaluation.theme_rows)},
                                     {"macro_f1", number(evaluation.themes_macro_f1, kShareDecimals)},
                                     {"micro_f1", number(evaluation.themes_micro_f1, kShareDecimals)},
                                     {"polarity", optional_agreement(evaluation.polarity)},
                                     {"labels", list(evaluation.labels, label_json)},
                                     {"not_counted", texts(evaluation.not_counted)}}},
                     {"correction", correction_json(evaluation.correction)},
                     {"failed", list(evaluation.failed, failed_json)},
                     {"warnings", texts(evaluation.warnings)}};
  write_json(json, out);
}

}  // namespace verbatim
