#!/usr/bin/env python3
"""Makes a CSV of the size told by repeating real rows.

usage: make_big.py MEGABYTES OUT.csv

Columns: id,nps,comment. Comments are those of ../shared/data beside the project where it is there (or of the folder
in VERBATIM_REAL_DATA), else the made-up ones of data/. Every row has an id and a number of its own in its text, so that
no row is a repeat of another. The same bytes come out every time.
"""
import csv
import io
import os
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = [("airline_tweets.csv", "text"), ("nhs.csv", "FFT answer"), ("broadband_nps.csv", "text"),
        ("ecommerce_csat.csv", "Customer Remarks"), ("lounge_reviews.csv", "content"), ("airport_reviews.csv", "content"),
        ("product_snippets.csv", "TEXT")]
MADE_UP = [("survey.csv", "comment"), ("social.csv", "text")]
MEGABYTE = 1_000_000
BATCH_ROWS = 20_000


def comments_of(path, column):
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        return [row[column] for row in csv.DictReader(file) if row[column]]


def all_comments():
    real = pathlib.Path(os.environ.get("VERBATIM_REAL_DATA") or ROOT / ".." / "shared" / "data")
    folder, files = (real, REAL) if real.is_dir() else (ROOT / "data", MADE_UP)
    comments = [text for name, column in files if (folder / name).is_file() for text in comments_of(folder / name, column)]
    return comments, "real" if folder == real else "made-up"


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    csv.field_size_limit(1 << 30)
    wanted = int(sys.argv[1]) * MEGABYTE
    comments, kind = all_comments()
    chance = random.Random(1)
    chance.shuffle(comments)
    rows = size = 0
    with open(sys.argv[2], "wb") as out:
        size += out.write(b"id,nps,comment\n")
        while size < wanted:
            batch = io.StringIO()
            writer = csv.writer(batch, lineterminator="\n")
            for _ in range(BATCH_ROWS):
                # The text stays as it is but for a number at its end.
                text = comments[rows % len(comments)]
                rows += 1
                writer.writerow((f"R{rows}", chance.randrange(11), f"{text} {rows}"))
            block = batch.getvalue().encode("utf-8", "replace")
            if size + len(block) > wanted:
                end = block.rfind(b'\nR', 0, wanted - size) + 1
                size += out.write(block[:end])
                break
            size += out.write(block)
    print(f"{size / MEGABYTE:.0f} MB from {len(comments)} {kind} comments", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
