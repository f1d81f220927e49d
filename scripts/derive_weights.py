#!/usr/bin/env python3
"""Fits the weights of the sentiment lexicon to labelled comments.

  scripts/derive_weights.py --data DIR             fit, print the figures, write lexicons/derived/en/weights.json
  scripts/derive_weights.py --data DIR --dry-run   print the figures only
  scripts/derive_weights.py --sets my_sets.json --data DIR --out my_lexicon/weights.json

Use it on comments of your own: name their files and columns in a sets file like derive_weights.sets.json, and give
`--out` a folder that you then pass to `verbatim analyze --lexicon`.

Method. The weights written by hand are what is believed before any data (the prior). `verbatim explain --lines`
reads each comment and tells every word that counts, its weight w and the factor f that negation, intensity and
contrast gave it. A logistic regression then moves the weights:

  minimise  sum over comments of  c * log(1 + exp(-y * k * sum(f * w) / sqrt(n)))  +  penalty * sum (w - prior)^2

y is +1 for praise, -1 for complaint; n the number of words that count. c balances: every set weighs the same, and
in a set complaints weigh as much as praise, so that no trade and no happy majority decides. A term that stands in
fewer than `--min-comments` comments or in only one set keeps its prior; a faint word (below 0.55) stays faint; no
weight moves by more than `--max-step`, and none changes its sign unless it is faint. What each set would get if it
had been left out of the fit is printed beside what it gets with it: terms that fit one set only do not pass that test.

Needs NumPy and SciPy (Debian: python3-numpy python3-scipy). The result is the same on every run.
"""
import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy
    import scipy.optimize
    import scipy.sparse
except ImportError:
    sys.exit("derive_weights: NumPy and SciPy are needed; install python3-numpy and python3-scipy")

HERE = os.path.dirname(os.path.abspath(__file__))
FAINT_BELOW = 0.55  # as in the program
FAINT = 0.35  # how far a faint word may go, if it does not go farther by hand
SCALE = 0.6  # k of the formula: a comment with one word of weight 2 is praise with 77 %


def label_of(row, spec):
    """-1, 1 or None for a comment that is neither or not labelled."""
    try:
        value = float((row.get(spec["label"]) or "").strip())
    except ValueError:
        return None
    if value <= spec.get("negative_max", -numpy.inf) or value >= spec.get("negative_min", numpy.inf):
        return -1
    if value >= spec.get("positive_min", numpy.inf) or value <= spec.get("positive_max", -numpy.inf):
        return 1
    return None


def read_comments(spec, folder):
    path = os.path.join(folder, spec["file"])
    csv.field_size_limit(10**9)
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        wanted = [spec["text"], spec["label"]] + ([spec["question"]] if spec.get("question") else [])
        missing = [column for column in wanted if column not in (rows.fieldnames or [])]
        if missing:
            sys.exit(f"derive_weights: {path}: no column {', '.join(missing)}; it has {', '.join(rows.fieldnames or [])}")
        comments = []
        for row in rows:
            label = label_of(row, spec)
            text = row[spec["text"]] or ""
            if label is not None and text.strip():
                question = (row[spec["question"]] or "") if spec.get("question") else ""
                comments.append((label, text, question))
    return comments


def explain(program, lexicons, comments):
    """The evidence that `verbatim explain` finds in each comment."""
    lines = "\n".join(json.dumps({"text": text, "question": question}) for _, text, question in comments)
    run = subprocess.run([program, "explain", "--lines"], input=lines + "\n", capture_output=True, text=True,
                         env={**os.environ, "VERBATIM_LEXICONS": lexicons})
    if run.returncode != 0:
        sys.exit(f"derive_weights: {program} explain failed:\n{run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


class Comments:
    """The comments of one set as the regression sees them: factors of terms, the rest of the sum, the labels."""

    def __init__(self, comments, explained, shipped, columns, priors):
        cells = {}
        self.rest = numpy.zeros(len(comments))
        self.words = numpy.ones(len(comments))
        self.labels = numpy.array([label for label, _, _ in comments])
        for row, found in enumerate(explained):
            if found["content"] != "text":  # "Nothing", asked what to improve: read as a whole
                self.rest[row] = found["sentiment"] or 0
            for hit in found["evidence"]:
                file = os.path.relpath(hit["place"]["file"] or ".", shipped).split(os.sep)
                if len(file) == 3 and file[1] == "sentiment" and hit["weight"] != 0:
                    term = hit["entry"]
                    column = columns.setdefault(term, len(columns))
                    priors[term] = hit["weight"]
                    cells[row, column] = cells.get((row, column), 0) + hit["value"] / hit["weight"]
                else:
                    self.rest[row] += hit["value"]
            self.words[row] = max(1, len(found["evidence"]))
        self.cells = cells

    def freeze(self, width):
        at = list(self.cells)
        self.factors = scipy.sparse.csr_matrix(
            (list(self.cells.values()), ([a for a, _ in at], [b for _, b in at])), shape=(len(self.labels), width))

    def sums(self, weights):
        return self.factors @ weights + self.rest

    def f1(self, weights):
        """Macro-F1 of complaint and praise by the sign of the sum."""
        guess = numpy.sign(numpy.round(self.sums(weights), 6))
        both = []
        for side in (-1, 1):
            true = ((self.labels == side) & (guess == side)).sum()
            wrong = ((self.labels == side) != (guess == side)).sum()
            both.append(2 * true / (2 * true + wrong) if true else 0.0)
        return sum(both) / 2


def fit(sets, prior, options):
    """The weights that fit these sets, in the order of `prior`."""
    parts = []
    support = numpy.zeros((len(sets), len(prior)))
    for number, one in enumerate(sets):
        counts = [(one.labels == side).sum() for side in (-1, 1)]
        balance = numpy.where(one.labels > 0, 0.5 / counts[1], 0.5 / counts[0]) / len(sets)
        by_length = 1 / numpy.sqrt(one.words)
        parts.append((scipy.sparse.diags(by_length) @ one.factors, one.rest * by_length, one.labels, balance))
        support[number] = (one.factors != 0).sum(axis=0)
    is_free = (support.sum(axis=0) >= options.min_comments) & ((support >= 3).sum(axis=0) >= min(2, len(sets)))
    is_faint = numpy.abs(prior) < FAINT_BELOW
    reach = numpy.maximum(FAINT, numpy.abs(prior))
    low = numpy.where(is_faint, -reach, numpy.where(prior > 0, 0.1, -4))
    high = numpy.where(is_faint, reach, numpy.where(prior > 0, 4, -0.1))
    low = numpy.where(is_free, numpy.maximum(low, prior - options.max_step), prior)
    high = numpy.where(is_free, numpy.minimum(high, prior + options.max_step), prior)

    def cost(weights):
        step = weights - prior
        total = options.penalty * (step * step).sum()
        gradient = 2 * options.penalty * step
        for factors, rest, labels, balance in parts:
            margin = labels * SCALE * (factors @ weights + rest)
            total += (balance * numpy.logaddexp(0, -margin)).sum()
            gradient += factors.T @ (-labels * balance * SCALE / (1 + numpy.exp(margin)))
        return total, gradient

    return scipy.optimize.minimize(cost, prior, jac=True, method="L-BFGS-B", bounds=list(zip(low, high)),
                                   options={"maxiter": 500}).x


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sets", default=os.path.join(HERE, "derive_weights.sets.json"), help="the labelled files and their columns")
    arguments.add_argument("--data", default=".", help="the folder that holds them")
    arguments.add_argument("--bin", default=os.path.join(HERE, "..", "build", "release", "verbatim"), help="the program")
    arguments.add_argument("--lexicons", default=os.path.join(HERE, "..", "lexicons"), help="the lexicons it reads")
    arguments.add_argument("--out", default=os.path.join(HERE, "..", "lexicons", "derived", "en", "weights.json"))
    arguments.add_argument("--leave-out", default="", metavar="NAME", help="fit without this set")
    arguments.add_argument("--penalty", type=float, default=3e-4)
    arguments.add_argument("--min-comments", type=int, default=12)
    arguments.add_argument("--max-step", type=float, default=1.5)
    arguments.add_argument("--dry-run", action="store_true", help="write nothing")
    options = arguments.parse_args()

    with open(options.sets, encoding="utf-8") as file:
        specs = json.load(file)["sets"]
    if options.leave_out and options.leave_out not in [spec["name"] for spec in specs]:
        sys.exit(f"derive_weights: no set {options.leave_out}; there are {', '.join(spec['name'] for spec in specs)}")
    columns, priors, sets = {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        # The prior is the lexicon without what an earlier fit has written.
        lexicons = os.path.join(folder, "lexicons")
        shutil.copytree(options.lexicons, lexicons, ignore=shutil.ignore_patterns("derived"))
        for spec in specs:
            comments = read_comments(spec, options.data)
            explained = explain(options.bin, lexicons, comments)
            sets[spec["name"]] = Comments(comments, explained, lexicons, columns, priors)
    for one in sets.values():
        one.freeze(len(columns))
    prior = numpy.array([priors[term] for term in columns])

    fitted_to = [name for name in sets if name != options.leave_out]
    weights = fit([sets[name] for name in fitted_to], prior, options)
    print(f"{'set':20} {'comments':>8} {'by hand':>8} {'fitted':>8} {'left out':>8}")
    figures = []
    for name, one in sets.items():
        others = [sets[other] for other in fitted_to if other != name]
        left_out = one.f1(fit(others, prior, options)) if others else float("nan")
        figures.append((one.f1(prior), one.f1(weights), left_out))
        print(f"{name:20} {len(one.labels):8} {figures[-1][0]:8.3f} {figures[-1][1]:8.3f} {left_out:8.3f}")
    print(f"{'mean':20} {'':8} " + " ".join(f"{sum(f) / len(f):8.3f}" for f in zip(*figures)))

    rounded = {term: round(float(weights[column]), 1) + 0.0 for term, column in columns.items()}
    moved = {term: weight for term, weight in rounded.items() if abs(weight - priors[term]) >= 0.15}
    print(f"{len(columns)} terms seen, {len(moved)} weights moved")
    if options.dry_run:
        return
    os.makedirs(os.path.dirname(os.path.abspath(options.out)), exist_ok=True)
    with open(options.out, "w", encoding="utf-8") as file:
        file.write('{"kind": "sentiment", "schema_version": 1, "language": "en",\n "about": '
                   + json.dumps(f"Weights moved by scripts/derive_weights.py, fitted to {', '.join(fitted_to)} (penalty "
                                f"{options.penalty:g}). They go before the weights written by hand, and packs and your own "
                                "folders before them. Do not edit: change the weight written by hand and run the script again.")
                   + ',\n "terms": {\n')
        file.write(",\n".join(f"  {json.dumps(term, ensure_ascii=False)}: {moved[term]:g}" for term in sorted(moved)))
        file.write("\n }}\n")


if __name__ == "__main__":
    main()
