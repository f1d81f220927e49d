#include "report/customer_wording.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/cut_wording.h"
#include "report/number_text.h"

namespace verbatim {
namespace {

constexpr std::size_t kThemesTold = 3;

std::string of_all(std::uint64_t part, std::uint64_t all) {
  if (all == 0) return grouped(part);
  return fmt::format("{} ({})", grouped(part), percent(static_cast<double>(part) / static_cast<double>(all)));
}

// " (p = 0.012)"; nothing where there is none.
std::string p_text(std::optional<double> p) {
  if (!p) return {};
  return " (p " + (*p < 0.001 ? std::string("< .001") : "= " + fixed(*p, 3)) + ")";
}

std::string beside_chance(std::string_view what, const BesideChance& found) {
  if (found.customers == 0) return {};
  return fmt::format("{}: {} of {} with enough records to tell; {} would by chance{}.", what,
                     grouped(found.customers), counted(found.of, "customer"), fixed(found.expected, 1),
                     p_text(found.p));
}

std::string repeats(const CustomerSummary& customers) {
  std::string list;
  std::size_t told = 0;
  for (const RepeatComplaint& repeat : customers.repeats) {
    if (repeat.repeat == 0 || told++ == kThemesTold) break;
    list += fmt::format("{}{} ({} of the {} who complain of it)", list.empty() ? "" : ", ", repeat.label,
                        grouped(repeat.repeat), grouped(repeat.customers));
  }
  return list.empty() ? list : "Complained of again and again: " + list + ".";
}

std::string churn(const CustomerSummary& customers) {
  const std::string verb = customers.event.empty() ? "say that they will leave" : "left";
  std::string list;
  std::size_t told = 0;
  for (const ChurnByTheme& theme : customers.churn) {
    const bool is_sure = theme.q && *theme.q < 0.05 && theme.gap && *theme.gap > 0;
    if (!is_sure || !theme.rate || !theme.others_rate || told++ == kThemesTold) continue;
    list += fmt::format("{}{} {} % ({} % of the others)", list.empty() ? "" : ", ", theme.label,
                        fixed(*theme.rate, 1), fixed(*theme.others_rate, 1));
  }
  return list.empty()
             ? list
             : fmt::format("Of those who complain of these, more {} than of the others: {}.", verb, list);
}

std::string participation(const CustomerSummary& customers) {
  if (!customers.participation || !customers.participation->edge) return {};
  const Participation& found = *customers.participation;
  return fmt::format(
      "Leaving gets likely below a participation of {} %: of those who answered in fewer {}s, {} % "
      "left, of the others {} %{}.",
      fixed(*found.edge, 0), customers.period.empty() ? "period" : customers.period,
      fixed(found.rate_below.value_or(0), 1), fixed(found.rate_above.value_or(0), 1), p_text(found.p));
}

}  // namespace

std::vector<std::string> customer_sentences(const Report& report) {
  std::vector<std::string> sentences;
  if (!report.customers) return sentences;
  const CustomerSummary& customers = *report.customers;
  const auto add = [&](std::string sentence) {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  };
  add(fmt::format("{}, {} with several records; {} complain, {} of them again in another record.",
                  counted(customers.customers, "customer"), grouped(customers.several),
                  of_all(customers.complainers, customers.customers),
                  of_all(customers.repeat, customers.complainers)));
  add(repeats(customers));
  add(beside_chance("Tone falls", customers.falling_tone));
  add(beside_chance("Took part and stopped", customers.falling_participation));
  if (customers.detractors > 0)
    add(fmt::format("{} of {} with a bad score have no text: what hurts them is not in this report.",
                    of_all(customers.silent_detractors, customers.detractors),
                    counted(customers.detractors, "record")));
  if (customers.churn_intent > 0)
    add(fmt::format("{} that they will leave.", counted(customers.churn_intent, "customer") +
                                                    (customers.churn_intent == 1 ? " says" : " say")));
  add(churn(customers));
  add(participation(customers));
  if (customers.opted_out > 0)
    add(fmt::format(
        "{} not to be contacted, and in no list.",
        counted(customers.opted_out, "customer") + (customers.opted_out == 1 ? " asks" : " ask")));
  if (customers.keyless > 0)
    add(fmt::format("{} without a customer in column {}: in none of these figures.",
                    counted(customers.keyless, "record"), customers.column));
  add(fmt::format("{} to call back; callbacks.csv lists {}, the most urgent first.",
                  counted(customers.callbacks, "customer"),
                  report.callbacks.size() < customers.callbacks
                      ? "the first " + grouped(report.callbacks.size())
                      : std::string("them")));
  return sentences;
}

}  // namespace verbatim
