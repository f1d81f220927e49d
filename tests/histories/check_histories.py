#!/usr/bin/env python3
"""Generated histories of 24 months: are planted changes found and dated, and is nothing found where nothing happens?

Comments are drawn from sentences that name one thing each; how often each is drawn is known. Planted are

  a release      complaints about the app rise from 3 to 8 % of the comments in 2025-02 and stay;
  a price change complaints about the price rise from 4 to 12 % in one of four regions in 2024-10;
  a slow drift   complaints about time on hold grow by 0.6 points a month from 2024-12 on;
  a season       complaints about late deliveries are at 9 % instead of 3 % each November and December.

The share of histories in which each is told with the right kind and dated within one period is printed, and over
histories without any change the share of periods with a false alarm: alerts of the latest period, and dated changes
of all periods. Seeds are fixed.
"""
import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

MONTHS = [f"{2024 + m // 12}-{m % 12 + 1:02d}" for m in range(24)]
REGIONS = ["North", "South", "East", "West"]

# What is said, by theme: (sentences, share of the comments, mean of the NPS answer).
COMPLAINTS = {
    "hold": (["I was on hold for ages", "Waited forever on the phone line", "Spent 40 minutes on hold again"], .030, 4),
    "late": (["My delivery was late", "The parcel came a week late", "Late delivery once more"], .030, 4),
    "price": (["It is far too expensive", "Prices are too high now", "Overpriced for what it is"], .040, 5),
    "app": (["The app keeps crashing", "Your app does not work", "App crashes whenever I open it"], .030, 3),
    "staff": (["The staff were rude to me", "Very rude agent", "Unfriendly and rude staff"], .040, 3),
    "bill": (["My bill was wrong again", "I was charged twice", "Billing mistakes every month"], .030, 3),
    "refund": (["Still waiting for my refund", "No refund after a month", "Refund never came"], .015, 2),
    "broken": (["The product broke after a week", "It arrived broken", "Broken after two days"], .030, 3),
    "website": (["The website is slow and confusing", "Your website is hard to use", "Website does not load"], .020, 5),
    "dirty": (["The store was dirty", "Dirty toilets", "Filthy floor in the shop"], .010, 4),
    "queue": (["The queue was far too long", "Long queues at the till", "Queued for half an hour"], .020, 5),
    "reply": (["Nobody replies to my emails", "No answer to my message", "They never answered my email"], .020, 3),
}
PRAISE = ["Great service", "Very helpful staff", "All good, thank you", "Fast delivery", "Happy with everything",
          "Lovely people", "Good value", "Easy to use", "Works well", "No complaints at all"]
PLAIN = ["I bought it in spring", "It is for my mother", "Second time here", "Ordered through a friend", "Blue one",
         "As described", "Came with a cable", "I live nearby"]
THEME_OF = {"hold": "wait.hold", "late": "delivery.late", "price": "price", "app": "digital.app"}


def shares(month, region, planted):
    """How likely each complaint is in a month and region."""
    rates = {name: share for name, (_, share, _) in COMPLAINTS.items()}
    if planted:
        if month >= 13:
            rates["app"] = .08
        if month >= 9 and region == "North":
            rates["price"] = .12
        if month >= 11:
            rates["hold"] += .006 * (month - 10)
        if month % 12 in (10, 11):
            rates["late"] = .09
    return rates


def write_history(path, seed, planted, each):
    draw = random.Random(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "date", "region", "nps", "comment"])
        number = 0
        for month, label in enumerate(MONTHS):
            for _ in range(int(each * draw.uniform(.8, 1.2))):
                region = draw.choices(REGIONS, [3, 3, 2, 2])[0]
                rates = shares(month, region, planted)
                names = list(rates)
                picked = draw.choices(names + ["praise", "plain"],
                                      [rates[n] for n in names] + [.4, 1 - .4 - sum(rates.values())])[0]
                if picked == "praise":
                    text, mean = draw.choice(PRAISE), 9
                elif picked == "plain":
                    text, mean = draw.choice(PLAIN), 8
                else:
                    text, mean = draw.choice(COMPLAINTS[picked][0]), COMPLAINTS[picked][2]
                score = min(10, max(0, round(draw.gauss(mean, 1.5))))
                number += 1
                text += draw.choice(["", ".", "!", " today", " this time", " as usual"])
                out.writerow([number, f"{label}-{draw.randint(1, 28):02d}", region, score, text])


def run(binary, path, out):
    command = [binary, "analyze", path, "--text", "comment", "--id", "id", "--date", "date", "--score", "nps=nps:nps",
               "--segment", "region", "--period", "month", "--out", out, "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
        return json.load(file)


def near(label, month):
    return label in MONTHS and abs(MONTHS.index(label) - month) <= 1


def found(report):
    """Which of the planted changes the report tells, each dated within one period."""
    hits = dict.fromkeys(["release", "price", "drift", "season"], False)
    for change in report["changes"]:
        theme, kind, segment, at = change["theme"], change["kind"], change["segment"], change["period"]
        if theme == "digital.app" and kind == "step" and not segment and near(at, 13):
            hits["release"] = True
        if theme.startswith("price") and kind == "step" and segment == "region=North" and near(at, 9):
            hits["price"] = True
        if theme == "wait.hold" and kind == "drift" and not segment and near(at, 11):
            hits["drift"] = True
        if theme == "delivery.late" and kind == "season" and not segment and near(at, 10):
            hits["season"] = True
    return hits


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbatim", required=True)
    parser.add_argument("--histories", type=int, default=200, help="without a change; a tenth as many with one")
    parser.add_argument("--each", type=int, default=600, help="comments a month")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, "history.csv"), os.path.join(folder, "report")
        planted = max(5, arguments.histories // 10)
        hits = {}
        for seed in range(planted):
            write_history(path, 10_000 + seed, True, arguments.each)
            for name, hit in found(run(arguments.verbatim, path, out)).items():
                hits[name] = hits.get(name, 0) + hit
        alerted, dated, kinds = 0, 0, {}
        for seed in range(arguments.histories):
            write_history(path, seed, False, arguments.each)
            report = run(arguments.verbatim, path, out)
            alerted += bool(report["alerts"])
            dated += len({change["period"] for change in report["changes"]})
            for alert in report["alerts"]:
                kinds[alert["kind"]] = kinds.get(alert["kind"], 0) + 1
    ok = True
    for name, count in hits.items():
        ok = ok and count >= .8 * planted
        print(f"planted {name}: told and dated within one period in {count} of {planted} histories")
    latest = alerted / arguments.histories
    periods = dated / (arguments.histories * len(MONTHS))
    ok = ok and latest <= .05 and periods <= .05
    print(f"nothing planted: {alerted} of {arguments.histories} histories raise an alert in their latest period "
          f"({latest:.1%}) {kinds or ''}")
    print(f"nothing planted: {periods:.2%} of {arguments.histories * len(MONTHS)} periods have a dated change")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
