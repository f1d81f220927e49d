#!/usr/bin/env python3
"""Checks that the shipped files and what the program writes fit their JSON Schemas.

usage: check_schemas.py [--verbatim PROGRAM] [LEXICON_FOLDER...]

Every .json file of the lexicon folders (the shipped ones unless named) is held against the schema of its kind, and
with --verbatim a plan, a calendar, a report.json, a run.json, the findings of lexicon check, an evaluation.json, a
diff.json and comparisons made from the data in data/ against theirs.
Exit 0: all fit; 1: one does not; 2: usage, or the Python module jsonschema is missing.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEXICONS = ROOT / "lexicons"
SCHEMAS = LEXICONS / "schema"

sys.path.insert(0, str(ROOT / "tests" / "report"))
sys.dont_write_bytecode = True
from validate_report import closed, refuse_constant  # noqa: E402


def load(path):
    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError("stands twice: " + ", ".join(sorted({key for key in keys if keys.count(key) > 1})))
        return dict(pairs)

    with open(path, encoding="utf-8", errors="strict") as file:
        return json.load(file, parse_constant=refuse_constant, object_pairs_hook=unique)


class Checker:
    def __init__(self, jsonschema):
        self.validators = {}
        for path in sorted(SCHEMAS.glob("*.schema.json")):
            schema = load(path)
            jsonschema.Draft202012Validator.check_schema(schema)
            self.validators[path.name.removesuffix(".schema.json")] = jsonschema.Draft202012Validator(closed(schema))
        self.files = 0
        self.problems = 0

    def problem(self, path, message):
        self.problems += 1
        print(f"{path}: {message}", file=sys.stderr)

    def check(self, path, kind=None):
        """Holds the file against the schema of `kind`, or of the kind that it names itself."""
        self.files += 1
        try:
            value = load(path)
        except (OSError, ValueError) as error:
            self.problem(path, error)
            return None
        kind = kind or (value.get("kind") if isinstance(value, dict) else None)
        if kind not in self.validators:
            self.problem(path, f"there is no schema of kind {kind!r}")
            return None
        for error in self.validators[kind].iter_errors(value):
            where = "/".join(str(part) for part in error.absolute_path)
            self.problem(path, f"{where}: {error.message[:200]}")
        return value


def check_program(checker, program):
    command = ["data/survey.csv", "--join", "data/scores.csv", "--on", "id", "--score", "nps=nps:nps",
               "--score", "csat=csat:csat5"]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "tickets.csv").write_text("asked,solved,comment\n2025-01-03 16:00,2025-01-06 10:00,slow\n", encoding="utf-8")
        checker.check(ROOT / "data" / "calendar.json", "calendar")
        in_hours = [str(folder / "tickets.csv"), "--text", "comment", "--score", "time=asked..solved:ttr:bh",
                    "--calendar", "data/calendar.json"]
        for looked_at in (command, ["data/exports/trustpilot.csv"], in_hours):
            plan = subprocess.run([program, "inspect", *looked_at, "--plan"], cwd=ROOT, capture_output=True, check=True)
            (folder / "plan.json").write_bytes(plan.stdout)
            written = checker.check(folder / "plan.json", "plan")
            if written and "calendar" in written:
                (folder / "calendar.json").write_text(json.dumps(written["calendar"]), encoding="utf-8")
                checker.check(folder / "calendar.json", "calendar")
        check = subprocess.run([program, "lexicon", "check", "--verbose", "--json", "--sample", "data/survey.csv"], cwd=ROOT,
                               capture_output=True, check=True)
        (folder / "check.json").write_bytes(check.stdout)
        checker.check(folder / "check.json", "lexicon-check")
        subprocess.run([program, "analyze", *command, "--quiet", "--out", str(folder / "report")], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
        report = checker.check(folder / "report" / "report.json", "report")
        run = checker.check(folder / "report" / "run.json", "run")
        cuts = ["--segment", "region,channel", "--period", "month", "--event", "2025-06-15=new prices,region=East",
                "--benchmark", "channel=email"]
        subprocess.run([program, "analyze", *command, *cuts, "--quiet", "--out", str(folder / "cuts")], cwd=ROOT,
                       check=True, stdout=subprocess.DEVNULL)
        checker.check(folder / "cuts" / "report.json", "report")
        if report and run and report["ledger"] != run["ledger"]:
            checker.problem("run.json", "its ledger is not that of report.json")
        if run:
            (folder / "plan.json").write_text(json.dumps(run["plan"]), encoding="utf-8")
            checker.check(folder / "plan.json", "plan")
        # The data is not coded by hand; a score and a theme's column stand in for codes.
        (folder / "codes.csv").write_text("id,codes\nL12797,staff.attitude:pos\n", encoding="utf-8")
        subprocess.run([program, "evaluate", *command, "--join", str(folder / "codes.csv"), "--on", "id",
                        "--truth-sentiment", "csat:neg<=2,pos>=4", "--truth-themes", "codes", "--correct",
                        str(folder / "report"), "--fail-under", "1", "--quiet", "--out", str(folder / "agreement")],
                       cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        checker.check(folder / "agreement" / "evaluation.json", "evaluation")
        words = {"kind": "sentiment", "schema_version": 1, "language": "en", "terms": {"delivery": -3}}
        (folder / "words").mkdir()
        (folder / "words" / "words.json").write_text(json.dumps(words), encoding="utf-8")
        subprocess.run([program, "lexicon", "diff", "shipped", str(folder / "words"), *command, "--quiet", "--out",
                        str(folder / "moved")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        checker.check(folder / "moved" / "diff.json", "diff")
        # The same answers with other words: refused as they stand, compared where OLD is read again.
        subprocess.run([program, "analyze", *command, "--quiet", "--lexicon", str(folder / "words"), "--out",
                        str(folder / "reworded")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for number, how in enumerate((["--anyway"], ["--rerun"])):
            out = folder / f"comparison{number}"
            subprocess.run([program, "compare", str(folder / "report"), str(folder / "reworded"), *how, "--quiet", "--out",
                            str(out)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            checker.check(out / "comparison.json", "comparison")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbatim", help="the program, whose plan and report are checked, too")
    parser.add_argument("folders", nargs="*", type=pathlib.Path, help="lexicon folders; the shipped ones if left out")
    arguments = parser.parse_args()
    try:
        import jsonschema
    except ImportError:
        print("check_schemas: the Python module jsonschema is missing; scripts/setup installs it", file=sys.stderr)
        return 2
    checker = Checker(jsonschema)
    for folder in arguments.folders or [LEXICONS]:
        for path in sorted(folder.rglob("*.json")):
            if path.parent != SCHEMAS:
                checker.check(path)
    if arguments.verbatim:
        check_program(checker, pathlib.Path(arguments.verbatim).resolve())
    print(f"{checker.files} files checked, {checker.problems} problems")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main())
