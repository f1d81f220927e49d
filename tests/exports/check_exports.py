#!/usr/bin/env python3
"""Opens every export of data/exports without an option and holds what comes out against golden.json.

usage: check_exports.py --verbatim PROGRAM [--update] [NAME...]

For each file: the roles that the plan gives its columns, the ledger, the sentiment of the first three comments, and
the first record as inspect shows it.
Also: no row is lost, the command that inspect prints gives the same comments and drivers, and make.py writes the
same bytes again. --update writes golden.json anew: read the difference before it is committed.
"""
import argparse
import csv
import filecmp
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXPORTS = os.path.join(ROOT, "data", "exports")
GOLDEN = os.path.join(HERE, "golden.json")
FIRST = 3
# The small lexicon loads in no time, and the shipped one grows: here it matters that the right text is read.
ENVIRONMENT = dict(os.environ, VERBATIM_LEXICONS=os.path.join(ROOT, "tests", "support", "lexicons"))


def run(program, words, folder):
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False,
                          env=ENVIRONMENT)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.strip()}")
    return done


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def outcome(program, name, folder):
    """What the program makes of one export."""
    path = os.path.join("exports", name)
    report = os.path.join(folder, "report")
    ran = run(program, ["analyze", path, "--out", report], folder)
    manifest = json.loads(read(os.path.join(report, "run.json")))
    plan = manifest["plan"]
    ledger = manifest["ledger"]
    classes = {k: v for k, v in ledger.items() if k != "records_in" and v}
    if sum(classes.values()) != ledger["records_in"]:
        raise AssertionError(f"{ledger['records_in']} rows in, {classes} accounted for")
    preset = plan["inputs"][0].get("preset", "")
    if preset and preset not in ran.stderr:
        raise AssertionError("the preset is not printed")
    comments = list(csv.DictReader(read(os.path.join(report, "comments.csv")).splitlines(keepends=True)))
    return {
        "preset": preset,
        "text": plan["text"],
        "id": plan["id"],
        "date": plan["date"],
        "scores": [f"{s['name']}={s['column']}:{s['kind']}" for s in plan["scores"]],
        "ledger": {"records_in": ledger["records_in"], **classes},
        "sentiment": [row["sentiment"] for row in comments[:FIRST]],
    }


def first_record(said):
    """The first record that inspect shows, role by role: "text: Never again"."""
    shown = []
    for line in said.split("\nfirst records:\n", 1)[1].splitlines()[1:]:
        if not line.startswith("    "):
            break
        label, value = re.split(r" {2,}", line.strip(), maxsplit=1)
        shown.append(f"{label}: {value}")
    return shown


def check_command(said, program, folder):
    """The command that inspect prints gives what the program does of itself."""
    command = said.split("\nto analyse it:\n", 1)[1].strip().splitlines()[0]
    words = shlex.split(command)
    again = os.path.join(folder, "again")
    run(program, words[1:-1] + [again], folder)
    for file in ("comments.csv", "drivers.csv"):
        if not filecmp.cmp(os.path.join(folder, "report", file), os.path.join(again, file), shallow=False):
            raise AssertionError(f"{file} differs under {command}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--verbatim", required=True)
    options.add_argument("--update", action="store_true")
    options.add_argument("names", nargs="*")
    options = options.parse_args()
    program = os.path.abspath(options.verbatim)
    golden = json.loads(read(GOLDEN)) if os.path.exists(GOLDEN) else {}
    failed = 0
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([sys.executable, os.path.join(EXPORTS, "make.py"), made], check=True)
        names = sorted(os.listdir(made))
        stored = sorted(n for n in os.listdir(EXPORTS) if n not in ("make.py", "README.md", "__pycache__"))
        if stored != names:
            failed += 1
            print(f"data/exports holds {stored}, and make.py writes {names}")
        for name in names:
            if not filecmp.cmp(os.path.join(made, name), os.path.join(EXPORTS, name), shallow=False):
                failed += 1
                print(f"{name}: not what make.py writes")
    for name in options.names or names:
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(EXPORTS, os.path.join(folder, "exports"))
            try:
                found = outcome(program, name, folder)
                said = run(program, ["inspect", os.path.join("exports", name)], folder).stdout
                found["first"] = first_record(said)
                check_command(said, program, folder)
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                failed += 1
                print(f"{name}: {problem}")
                continue
        if options.update:
            golden[name] = found
            continue
        wrong = [f"{name}: {key} is {found[key]}, and should be {value}"
                 for key, value in golden.get(name, {"preset": None}).items() if found[key] != value]
        failed += len(wrong)
        print("\n".join(wrong), end="\n" if wrong else "")
    if options.update:
        with open(GOLDEN, "w", encoding="utf-8") as file:
            json.dump(golden, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.write("\n")
    print(f"{len(options.names or names)} exports, {failed} failures")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
