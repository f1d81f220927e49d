#include "pipeline/customer_table.h"

#include <algorithm>

#include "pipeline/callback_row.h"
#include "scores/period.h"

namespace verbatim {

std::int32_t last_day(const std::map<std::int32_t, std::uint64_t>& days, std::uint64_t records) {
  constexpr std::uint64_t kOneIn = 1000;
  std::uint64_t behind = 0;
  for (auto at = days.rbegin(); at != days.rend(); ++at) {
    behind += at->second;
    if (behind * kOneIn >= records) return at->first;
  }
  return 0;
}

Result<void> CustomerTable::add(const BlockCustomers& block) {
  const std::uint64_t before = texts_.size();
  for (CustomerRecord record : block.records) {
    record.text += before;
    if (record.part == 0 && record.day != CustomerRecord::kNone) {
      ++days_[record.day];
      ++dated_;
    }
    if (auto added = records_.add(record.key.high, record); !added) return added;
  }
  keyless_ += block.keyless;
  return texts_.add(block.texts);
}

CustomerShape CustomerTable::shape_of(const RunContext& context) const {
  const CustomerScores scores(context.meanings);
  CustomerShape shape;
  shape.themes = context.themes;
  shape.has_score = scores.score >= 0;
  shape.low_score_is_good =
      shape.has_score && context.meanings[static_cast<std::size_t>(scores.score)].low_is_good;
  shape.has_event = scores.event >= 0;
  shape.is_dated = dated_ > 0;
  if (context.options.period != PeriodUnit::none) shape.unit = context.options.period;
  if (shape.is_dated) shape.last_period = period_of(last_day(days_, dated_), shape.unit);
  shape.callbacks = static_cast<std::size_t>(context.options.callbacks);
  return shape;
}

Result<CustomerFindings> CustomerTable::finish(const RunContext& context,
                                               std::span<const std::string> sources) {
  CustomerTally tally(shape_of(context));
  for (std::size_t part = 0; part < SpilledRecords<CustomerRecord>::kParts; ++part) {
    auto records = records_.take(part);
    if (!records) return tl::unexpected(records.error());
    std::sort(records->begin(), records->end(), comes_before);
    for (auto first = records->begin(); first != records->end();) {
      const auto next = std::find_if(first, records->end(),
                                     [&](const CustomerRecord& record) { return record.key != first->key; });
      tally.add({first, next});
      first = next;
    }
  }

  CustomerFindings found;
  found.summary = tally.summary();
  found.summary.keyless = keyless_;
  found.summary.column = context.plan.customer.name;
  const CustomerScores scores(context.meanings);
  const auto score_name = [&](int score) {
    return score < 0 ? std::string() : context.plan.scores[static_cast<std::size_t>(score)].spec.name;
  };
  found.summary.score = score_name(scores.score);
  found.summary.event = score_name(scores.event);
  if (found.summary.participation) found.summary.participation->event = found.summary.event;
  const auto list = [&](const std::vector<ListedCustomer>& from,
                        std::vector<CustomerRow>& to) -> Result<void> {
    for (const ListedCustomer& listed : from) {
      auto text = read_customer_text(texts_, listed.text);
      if (!text) return tl::unexpected(text.error());
      to.push_back(listed.row);
      // A report goes from hand to hand, unlike callbacks.csv: a key may be an address.
      to.back().customer =
          context.options.redact_quotes ? context.redactor.redact(text->customer) : text->customer;
    }
    return {};
  };
  if (auto done = list(tally.worst_repeat(), found.summary.worst_repeat); !done)
    return tl::unexpected(done.error());
  if (auto done = list(tally.worst_tone(), found.summary.worst_tone); !done)
    return tl::unexpected(done.error());
  for (const CallbackPick& pick : tally.callbacks()) {
    auto text = read_customer_text(texts_, pick.record.text);
    if (!text) return tl::unexpected(text.error());
    found.callbacks.push_back(make_callback(pick, *text, context, sources));
  }
  return found;
}

}  // namespace verbatim
