#include "support/sample_breakdown.h"

#include <array>
#include <cmath>
#include <functional>

namespace verbatim::testing {
namespace {

constexpr std::size_t kPeriods = 8;
constexpr std::array<std::string_view, kPeriods> kMonths = {"2025-10", "2025-11", "2025-12", "2026-01",
                                                            "2026-02", "2026-03", "2026-04", "2026-05"};

Figure figure(std::uint64_t n, double value, double half) {
  return {n, value, value - half, value + half};
}

ScoreFigures nps_of(std::uint64_t n, double value) {
  ScoreFigures figures;
  figures.main = figure(n, value, 160 / std::sqrt(static_cast<double>(n)));
  figures.promoters = 40 + value / 2;
  figures.detractors = 40 - value / 2;
  figures.passives = 20;
  return figures;
}

GroupScore nps_gap(std::uint64_t n, double value, double gap, std::optional<double> q) {
  GroupScore score;
  score.score = "nps";
  score.official = nps_of(n, value);
  score.analysed = nps_of(n - n / 10, value - 2);
  score.gap = gap;
  score.gap_low = gap - 6.2;
  score.gap_high = gap + 6.2;
  score.p = q ? *q / 3 : 0.2;
  score.q = q;
  return score;
}

GroupRow group(GroupSort sort, GroupName name, std::uint64_t records, double value, double gap,
               std::optional<double> q) {
  GroupRow row;
  row.sort = sort;
  row.name = std::move(name);
  row.records = records;
  row.analysed = records - records / 20;
  row.sentiment = value / 100;
  row.scores = {nps_gap(records, value, gap, q), {}, {}};
  row.scores[1].score = "csat";
  row.scores[1].official.main = figure(records - 5, 70 + value / 10, 3);
  row.scores[2].score = "time_to_answer";
  row.scores[2].official.main = figure(records / 2, 18 - value / 20, 2);
  row.scores[2].gap = 3.25;
  row.scores[2].gap_low = 1.0;
  row.scores[2].gap_high = 5.5;
  row.scores[2].q = 0.01;
  return row;
}

void add_groups(Breakdown& cuts) {
  const auto segment = [&](std::string value, std::uint64_t records, double nps, double gap,
                           std::optional<double> q) -> GroupRow& {
    return cuts.groups.emplace_back(
        group(GroupSort::segment, {{"region"}, {std::move(value)}}, records, nps, gap, q));
  };
  segment("North", 1210, 4.1, -14.2, 0.0000321);
  segment("South", 980, 17.9, 9.1, 0.004);
  segment("Île-de-France & <Ouest>", 420, 15.2, 3.1, 0.41);
  segment("(empty)", 96, 20.4, 8.3, 0.2);
  segment("West", 22, -31.0, -44.0, std::nullopt);
  segment("other (7 values)", 64, 13.3, 1.0, 0.8).folded = 7;
  for (const auto& [value, records, nps] : std::array<std::tuple<const char*, std::uint64_t, double>, 3>{
           {{"web", 1700, 9.8}, {"phone", 840, 2.2}, {"store", 380, 44.0}}}) {
    cuts.groups.push_back(group(GroupSort::segment, {{"channel"}, {value}}, records, nps, nps - 12.4, 0.03));
  }
  cuts.groups.push_back(
      group(GroupSort::pair, {{"region", "channel"}, {"North", "phone"}}, 310, -9.4, -24.1, 0.00001));
  cuts.groups.push_back(group(GroupSort::persona,
                              {{"region", "channel", "tariff"}, {"North", "phone", "Pro"}}, 140, -22.4, -36.1,
                              0.0001));
  cuts.segment_columns = {"region", "channel"};
  cuts.spreads = {
      {"region", "delivery.late", "Late delivery", "North", 0.142, "South", 0.061, 4, 51.2, 4e-11, 2e-9},
      {"channel", "wait.hold", "Time on hold", "phone", 0.211, "store", 0.004, 3, 120.1, 1e-20, 1e-18},
      {"channel", "price.value", "Price", "store", 0.06, "web", 0.05, 3, 1.1, 0.57, 0.8},
  };
}

void add_periods(Breakdown& cuts) {
  cuts.unit = PeriodUnit::month;
  cuts.undated = 12;
  constexpr std::array<double, kPeriods> kNps = {18.0, 17.1, 9.5, 16.6, 17.4, 12.2, 10.9, 6.7};
  for (std::size_t i = 0; i < kPeriods; ++i) {
    PeriodRow row;
    row.label = kMonths[i];
    row.begin = std::string(kMonths[i]) + "-01";
    row.end = std::string(kMonths[i]) + "-28";
    row.is_partial = i + 1 == kPeriods;
    row.records = 360 + 10 * i;
    row.analysed = 350 + 10 * i;
    row.sentiment = kNps[i] / 100;
    row.scores = {nps_of(360 + 10 * i, kNps[i]), {}, {}};
    row.scores[1].main = figure(340, 70 + kNps[i] / 5, 4.6);
    row.scores[2].main = figure(150, 20 - kNps[i] / 5, 1.8);
    cuts.periods.push_back(std::move(row));
  }
  cuts.periods[3].scores[2] = {};  // nothing measured in that month
  const auto series = [&](const char* theme, const char* label, std::string segment,
                          std::vector<std::uint64_t> comments) {
    std::vector<std::uint64_t> of;
    for (std::size_t i = 0; i < kPeriods; ++i) of.push_back((350 + 10 * i) / (segment.empty() ? 1 : 3));
    cuts.series.push_back({theme, label, std::move(segment), std::move(comments), std::move(of)});
  };
  series("wait.hold", "Time on hold", "", {18, 20, 22, 19, 21, 18, 21, 38});
  series("price.value", "Price", "", {9, 8, 9, 10, 8, 21, 25, 27});
  series("delivery.late", "Late delivery", "", {20, 44, 51, 21, 20, 18, 22, 19});
  series("price.value", "Price", "region=North", {3, 2, 3, 3, 2, 12, 14, 15});
}

Movement movement(SeriesOf of, const char* theme, const char* label, const char* score) {
  Movement row;
  row.of = of;
  row.theme = theme;
  row.label = label;
  row.score = score;
  row.period = "2026-05";
  row.base = "2026-04";
  return row;
}

void add_movements(Breakdown& cuts) {
  Movement share = movement(SeriesOf::share, "wait.hold", "Time on hold", "");
  share.comments = 63;
  share.base_comments = 35;
  share.value = 9.0;
  share.base_value = 5.1;
  share.change = 3.9;
  share.low = 1.2;
  share.high = 6.6;
  share.p = 0.0002;
  share.q = 0.004;
  cuts.movements.push_back(share);
  Movement score = movement(SeriesOf::score, "", "", "nps");
  score.comments = 430;
  score.base_comments = 420;
  score.value = 6.7;
  score.base_value = 10.9;
  score.change = -4.2;
  score.low = -7.9;
  score.high = -0.5;
  score.p = 0.02;
  score.q = 0.04;
  cuts.movements.push_back(score);
  Movement time = movement(SeriesOf::score, "", "", "time_to_answer");
  time.segment = "region=North";
  time.is_season = true;
  time.base = "2025-05";
  time.comments = 150;
  time.base_comments = 140;
  time.value = 21.4;
  time.base_value = 17.9;
  time.change = 3.5;
  time.low = 1.5;
  time.high = 5.5;
  time.p = 0.001;
  time.q = 0.003;
  cuts.movements.push_back(time);
  share.label = "Parking";
  share.theme = "environment.parking";
  share.q = 0.6;
  cuts.movements.push_back(share);
}

DatedChange change(ChangeKind kind, SeriesOf of, const char* label, double size, double before,
                   double after) {
  DatedChange row;
  row.kind = kind;
  row.of = of;
  if (of == SeriesOf::share) row.theme = "price.value";
  row.label = label;
  row.size = size;
  row.low = size - 1.1;
  row.high = size + 1.1;
  row.before = before;
  row.after = after;
  row.p = 0.00001;
  row.q = 0.0004;
  return row;
}

void add_changes(Breakdown& cuts) {
  DatedChange step = change(ChangeKind::step, SeriesOf::share, "Price", 6.2, 4.0, 10.2);
  step.segment = "region=North";
  step.period = "2026-05";
  step.low_period = "2026-04";
  step.high_period = "2026-05";
  cuts.changes.push_back(step);
  DatedChange drift = change(ChangeKind::drift, SeriesOf::score, "", -0.4, 17.1, 6.7);
  drift.score = "nps";
  drift.period = "2026-01";
  drift.low_period = "2025-12";
  drift.high_period = "2026-02";
  cuts.changes.push_back(drift);
  DatedChange season = change(ChangeKind::season, SeriesOf::share, "Late delivery", 5.0, 5.6, 10.6);
  season.theme = "delivery.late";
  season.period = season.low_period = season.high_period = "2025-11";
  season.until = "2025-12";
  cuts.changes.push_back(season);
  DatedChange spike = change(ChangeKind::spike, SeriesOf::volume, "", 210, 380, 590);
  spike.period = spike.low_period = spike.high_period = spike.until = "2026-03";
  cuts.changes.push_back(spike);
  cuts.rising = {{"security.fraud", "Fraud", 9, 420, 4, 2480, 13.3, 0.00002, 0.001}};
  cuts.mix = {
      {SeriesOf::score, "", "", "nps", "region", "2026-05", "2026-04", -4.2, -3.1, -1.1, "North", -2.8},
      {SeriesOf::share, "price.value", "Price", "", "channel", "2026-05", "2026-04", 2.0, -0.4, 2.4, "web",
       1.9}};
}

void add_events(Breakdown& cuts) {
  EventSummary event;
  event.date = "2026-03-15";
  event.label = "new prices";
  event.touched = "region=North";
  event.days = 60;
  event.before = 240;
  event.after = 251;
  event.others_before = 480;
  event.others_after = 470;
  EventEffect share;
  share.theme = "price.value";
  share.label = "Price";
  share.comments_before = 9;
  share.comments_after = 26;
  share.before = 3.8;
  share.after = 10.4;
  share.others_before = 3.1;
  share.others_after = 4.5;
  share.effect = 5.2;
  share.low = 3.1;
  share.high = 7.3;
  share.p = 0.000002;
  share.q = 0.0001;
  EventEffect score;
  score.of = SeriesOf::score;
  score.score = "time_to_answer";
  score.comments_before = 130;
  score.comments_after = 125;
  score.before = 17.0;
  score.after = 21.0;
  score.effect = 4.0;
  score.low = -0.2;
  score.high = 8.2;
  score.p = 0.06;
  score.q = 0.12;
  event.effects = {share, score};
  cuts.events = {event, {"2026-04-02", "website <relaunch>", "", 0, 0, 0, 0, 0, {}}};
}

void add_journey(Breakdown& cuts) {
  cuts.stages = {
      {"buy", "Buy", group(GroupSort::stage, {{"stage"}, {"Buy"}}, 510, 22.0, 11.0, 0.001)},
      {"use", "Use", group(GroupSort::stage, {{"stage"}, {"Use"}}, 1400, 12.0, -1.0, 0.7)},
      {"leave", "Leave", group(GroupSort::stage, {{"stage"}, {"Leave"}}, 24, -40.0, -52.0, std::nullopt)}};
  const auto index = [](std::uint64_t positive, std::uint64_t negative) {
    CxIndex out{positive + negative, positive, negative, {}, {}, {}};
    if (out.records < 10) return out;
    const auto good = static_cast<double>(positive);
    const auto bad = static_cast<double>(negative);
    out.value = 50 + 50 * (good - bad) / (good + bad + 10);
    out.low = std::max(0.0, *out.value - 60 / std::sqrt(good + bad));
    out.high = std::min(100.0, *out.value + 60 / std::sqrt(good + bad));
    return out;
  };
  cuts.benchmark = "brand=Acme";
  TouchpointRow hotline{"hotline", "Hotline", index(90, 280), {},   index(40, 80), index(50, 200),
                        12.1,      3.0,       21.2,           0.01, 0.03};
  TouchpointRow staff{"staff", "Staff", index(400, 110), {}, index(7, 1), index(393, 109), {}, {}, {},
                      {},      {}};
  for (std::size_t i = 0; i < kPeriods; ++i) {
    hotline.periods.push_back(index(11, 30 + 2 * i));
    staff.periods.push_back(index(50 - i, 12 + i));
  }
  staff.periods[2] = index(3, 4);
  TouchpointRow kiosk{"kiosk", "Kiosk", index(2, 1), {}, {}, {}, {}, {}, {}, {}, {}};
  kiosk.periods.assign(kPeriods, index(0, 0));
  cuts.touchpoints = {hotline, staff, kiosk};
}

void add_times(Breakdown& cuts) {
  const auto time = [&](const char* theme, const char* label, const char* where, std::uint64_t records,
                        double median) {
    TimeRow row;
    row.time = "time_to_answer";
    row.theme = theme;
    row.label = label;
    row.group = where;
    row.records = records;
    if (records >= 10) {
      row.mean = 1.9 * median;
      row.median = median;
      row.p90 = 5 * median;
    }
    row.scores = {{"nps", nps_of(records, 8.4), -0.31}};
    cuts.times.push_back(std::move(row));
  };
  time("", "", "", 1204, 9.5);
  time("wait.hold", "Time on hold", "", 330, 14.2);
  time("", "", "agent=Ann", 120, 4.0);
  time("", "", "agent=Bob", 6, 0);
}

void add_alerts(Report& report) {
  Alert change;
  change.kind = AlertKind::change;
  change.rule = "hold-up";
  change.theme = "wait.hold";
  change.label = "Time on hold";
  change.period = "2026-05";
  change.measure = "share";
  change.value = 9.0;
  change.base = 5.1;
  change.base_period = "2026-04";
  change.q = 0.0004;
  change.comments = 63;
  change.owner = "Contact centre";
  Alert threshold;
  threshold.rule = "nps-floor";
  threshold.score = "nps";
  threshold.segment = "region=North";
  threshold.measure = "score";
  threshold.value = 4.1;
  threshold.limit = 10;
  threshold.comments = 1210;
  Alert phrase;
  phrase.kind = AlertKind::new_phrase;
  phrase.rule = "new-words";
  phrase.period = "2026-05";
  phrase.phrase = "double charged";
  phrase.measure = "comments";
  phrase.value = 14;
  phrase.base = 1;
  phrase.comments = 14;
  phrase.q = 0.0000001;
  Alert conflict;
  conflict.kind = AlertKind::conflict;
  conflict.rule = "scale-turned";
  conflict.score = "nps";
  conflict.measure = "comments";
  conflict.value = 88;
  conflict.limit = 50;
  conflict.comments = 88;
  Alert volume;
  volume.kind = AlertKind::volume;
  volume.rule = "volume";
  volume.period = "2026-03";
  volume.measure = "records";
  volume.value = 590;
  volume.base = 380;
  volume.base_period = "2026-02";
  volume.comments = 590;
  Alert slow = threshold;
  slow.rule = "slow";
  slow.score = "time_to_answer";
  slow.value = 21.4;
  slow.limit = 20;
  slow.comments = 150;
  report.alerts = {change, threshold, phrase, conflict, volume, slow};
}

void add_cut_drivers(Report& report) {
  const auto add = [&](std::string segment, std::string period, std::size_t from, std::uint32_t rank) {
    DriverRow row = report.drivers[from];
    row.quotes.clear();
    row.rank = rank;
    row.segment = std::move(segment);
    row.period = std::move(period);
    row.comments /= 3;
    row.gap = ShareGap{row.share - 0.051, 0.051, 0.021, 0.081, 0.0001, 0.002};
    row.owner = "Logistics";
    report.cut_drivers.push_back(std::move(row));
  };
  for (const char* where : {"region=North", "region=South", "channel=phone", "stage=Buy"}) {
    for (std::uint32_t i = 0; i < 4; ++i) add(where, "", i, i + 1);
  }
  for (const std::string_view period : kMonths) add("", std::string(period), 0, 1);
  report.cut_drivers.back().gap.reset();
}

}  // namespace

Report sample_breakdown() {
  Report report = sample_report();
  report.drivers.front().owner = "Contact centre";
  Breakdown& cuts = report.breakdown;
  add_groups(cuts);
  add_periods(cuts);
  add_movements(cuts);
  add_changes(cuts);
  add_events(cuts);
  add_journey(cuts);
  add_times(cuts);
  add_alerts(report);
  add_cut_drivers(report);
  cuts.notes = {"--segment tariff has 81 values: the 50 largest are shown"};
  return report;
}

Report hostile_breakdown(std::string_view text) {
  Report report = sample_breakdown();
  Breakdown& cuts = report.breakdown;
  const auto set = [&](std::initializer_list<std::reference_wrapper<std::string>> names) {
    for (std::string& name : names) name = text;
  };
  // A column's name ties its groups together: it changes for all of them alike.
  const auto set_group = [&](GroupRow& row) {
    for (std::string& value : row.name.values) value = text;
    for (std::string& column : row.name.columns) column += text;
  };
  for (GroupRow& row : cuts.groups) set_group(row);
  for (std::string& column : cuts.segment_columns) column += text;
  for (StageRow& stage : cuts.stages) {
    set_group(stage.group);
    set({stage.id, stage.label});
  }
  for (ThemeSpread& row : cuts.spreads) {
    row.column += text;
    set({row.theme, row.label, row.most, row.least});
  }
  for (ThemeSeries& row : cuts.series) {
    row.theme += text;
    set({row.label});
    if (!row.segment.empty()) row.segment = text;
  }
  for (Movement& row : cuts.movements) set({row.label, row.segment});
  for (DatedChange& row : cuts.changes) set({row.label, row.segment});
  for (RisingTheme& row : cuts.rising) set({row.theme, row.label});
  for (MixRate& row : cuts.mix) set({row.label, row.column, row.most_value});
  for (EventSummary& event : cuts.events) {
    set({event.label, event.touched});
    for (EventEffect& row : event.effects) set({row.label});
  }
  for (TouchpointRow& row : cuts.touchpoints) set({row.id, row.label});
  cuts.benchmark = text;
  for (TimeRow& row : cuts.times) {
    if (!row.theme.empty()) set({row.label});
    if (!row.group.empty()) set({row.group});
  }
  cuts.notes = {std::string(text)};
  for (Alert& alert : report.alerts) set({alert.rule, alert.label, alert.segment, alert.phrase, alert.owner});
  for (DriverRow& row : report.cut_drivers) {
    set({row.theme, row.label, row.owner});
    if (!row.segment.empty()) row.segment = text;
  }
  return report;
}

}  // namespace verbatim::testing
