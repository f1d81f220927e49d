#!/usr/bin/env python3
"""Checks report.json files against their schema, and that they hold no key which the schema does not know.

usage: validate_report.py SCHEMA REPORT...
Exit 0: all fit, or there is no jsonschema module (said on standard error); 1: one does not; 2: usage.
"""
import json
import sys


def closed(schema):
    """The schema with every object closed: readers allow new keys, our own tests do not."""
    if isinstance(schema, dict):
        out = {key: closed(value) for key, value in schema.items()}
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            out["additionalProperties"] = False
        return out
    if isinstance(schema, list):
        return [closed(value) for value in schema]
    return schema


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        import jsonschema
    except ImportError:
        print("validate_report: skipped, the Python module jsonschema is missing", file=sys.stderr)
        return 0
    with open(arguments[0], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    failed = False
    for path in arguments[1:]:
        try:
            with open(path, encoding="utf-8", errors="strict") as file:
                report = json.load(file, parse_constant=refuse_constant)
        except (OSError, ValueError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            failed = True
            continue
        for error in validator.iter_errors(report):
            where = "/".join(str(part) for part in error.absolute_path)
            print(f"{path}: {where}: {error.message[:200]}", file=sys.stderr)
            failed = True
        ledger = report.get("ledger", {})
        classes = sum(count for name, count in ledger.items() if name != "records_in")
        if ledger.get("records_in") != classes:
            print(f"{path}: ledger: records_in is not the sum of the classes", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
