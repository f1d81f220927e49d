#include "report/customers_json.h"

namespace verbatim {
namespace {

using namespace json_values;

Json count_json(std::optional<std::uint64_t> count) {
  return count ? Json(*count) : Json();
}

Json chance_json(const BesideChance& counts) {
  return Json{{"of", counts.of},
              {"customers", counts.customers},
              {"expected", number(counts.expected)},
              {"p", probability_value(counts.p)}};
}

Json repeat_json(const RepeatComplaint& repeat) {
  return Json{{"theme", text(repeat.theme)},
              {"label", text(repeat.label)},
              {"customers", repeat.customers},
              {"repeat", repeat.repeat}};
}

Json churn_json(const ChurnByTheme& churn) {
  return Json{{"theme", text(churn.theme)},         {"label", text(churn.label)},
              {"customers", churn.customers},       {"intent", churn.intent},
              {"known", count_json(churn.known)},   {"left", count_json(churn.left)},
              {"rate", number(churn.rate)},         {"others_rate", number(churn.others_rate)},
              {"gap", number(churn.gap)},           {"gap_low", number(churn.gap_low)},
              {"gap_high", number(churn.gap_high)}, {"p", probability_value(churn.p)},
              {"q", probability_value(churn.q)}};
}

Json participation_json(const Participation& participation) {
  const auto band_json = [](const ParticipationBand& band) {
    return Json{{"label", text(band.label)}, {"customers", band.customers}, {"left", band.left}};
  };
  return Json{{"event", text(participation.event)},
              {"bands", list(participation.bands, band_json)},
              {"edge", number(participation.edge)},
              {"rate_below", number(participation.rate_below)},
              {"rate_above", number(participation.rate_above)},
              {"p", probability_value(participation.p)}};
}

Json row_json(const CustomerRow& row) {
  return Json{{"customer", text(row.customer)},
              {"records", row.records},
              {"complaints", row.complaints},
              {"theme", text(row.theme)},
              {"label", text(row.label)},
              {"tone_before", number(row.tone_before)},
              {"tone_after", number(row.tone_after)},
              {"first", text(row.first)},
              {"last", text(row.last)}};
}

}  // namespace

Json customers_json(const CustomerSummary& customers) {
  return Json{
      {"column", text(customers.column)},
      {"score", text(customers.score)},
      {"event", text(customers.event)},
      {"period", text(customers.period)},
      {"is_dated", customers.is_dated},
      {"keyless", customers.keyless},
      {"records", customers.records},
      {"undated", customers.undated},
      {"opted_out", customers.opted_out},
      {"customers", customers.customers},
      {"several", customers.several},
      {"complainers", customers.complainers},
      {"repeat", customers.repeat},
      {"falling_tone", chance_json(customers.falling_tone)},
      {"falling_participation", chance_json(customers.falling_participation)},
      {"detractors", customers.detractors},
      {"silent_detractors", customers.silent_detractors},
      {"churn_intent", customers.churn_intent},
      {"known", count_json(customers.known)},
      {"left", count_json(customers.left)},
      {"callbacks", customers.callbacks},
      {"repeats", list(customers.repeats, repeat_json)},
      {"churn", list(customers.churn, churn_json)},
      {"participation", customers.participation ? participation_json(*customers.participation) : Json()},
      {"worst_repeat", list(customers.worst_repeat, row_json)},
      {"worst_tone", list(customers.worst_tone, row_json)}};
}

}  // namespace verbatim
