#!/usr/bin/env python3
"""Hostile CSV: one clean table written in some 2,290 polluted ways, and 100 files in the shapes of open data.

Every file is read by `verbatim convert` and its output compared with the clean table, 0 to 10 points a file:
one for an output at all, and three each (precision, recall, F1) for the cells of the first row, for the rows
below it (their cells joined), and for all cells, each as multisets. Two passes: with nothing given, and with
the dialect given as options.

usage: hostile_csv.py --verbatim BINARY [--every N] [--jobs N] [--at-least SCORE] [--keep FOLDER] [--worst N]
"""
import argparse
import collections
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROWS = 84
CRLF = "\r\n"
Case = collections.namedtuple("Case", "kind weight data clean options")


# ---- the clean table ---------------------------------------------------------------------------------------

def source_table():
    """A header and 83 rows: dates, prices, codes, long quoted texts, addresses, and a last column of nothing."""
    random.seed(20)
    things = ["Kettle", "Garden hose", "Desk lamp", "Door mat", "Oven glove", "Bread bin", "Picture frame"]
    rows = [["DAY", "CLOCK", "Pieces", "ARTICLE", "Paid $", "Family", "Description", "Page", "Remarks"]]
    for i in range(ROWS - 1):
        thing = random.choice(things)
        inch = random.randint(4, 60)
        text = random.choice([
            f"{thing}, sturdy and light, with a {inch}\" cord",
            f"The {thing.lower()} that won't rust, fade, or scratch; wipes clean",
            f"{thing}: the buyer's \"favourite\", three years running",
            f"Round {inch}\"",
            f"{thing}, {inch}\" x {inch + 3}\"",
            f"Made of oak, ash and a little brass; isn't it nice? Fits {thing.lower()}s of all sizes",
        ])
        rows.append([f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/2018", f"{random.randint(0, 23):02}:00",
                     str(random.randint(1, 40)), f"{random.choice('ABGK')}N-{random.randint(1000, 9999)}",
                     f"${random.randint(3, 400)}.{random.randint(10, 99)}", thing, text,
                     f"https://shop.example/{thing.lower().replace(' ', '-')}?p={i}", ""])
    return rows


def field(cell, delimiter, quote='"', escape=None):
    """Only what must be quoted is, and the long texts."""
    if quote and (quote in cell or delimiter in cell or len(cell) > 40 and " " in cell or
                  "\n" in cell or (delimiter == " " and (" " in cell or cell == ""))):
        inner = cell.replace(quote, (quote if escape is None else escape) + quote)
        return quote + inner + quote
    return cell


def line(row, delimiter=",", quote='"', escape=None):
    return delimiter.join(field(cell, delimiter, quote, escape) for cell in row)


def text_of(rows, delimiter=",", end=CRLF, quote='"', escape=None):
    return "".join(line(row, delimiter, quote, escape) + end for row in rows)


# ---- one pollution each ------------------------------------------------------------------------------------

def polluted():
    table = source_table()
    plain = {"--delimiter": ",", "--quote": '"', "--escape": "none", "--skip": "0", "--header-rows": "1",
             "--encoding": "utf-8"}

    def case(kind, weight, data, clean=None, **said):
        options = dict(plain)
        options.update({"--" + name.replace("_", "-"): value for name, value in said.items()})
        return Case(kind, weight, data.encode(), table if clean is None else clean, options)

    yield case("LF line ends", 1691, text_of(table, end="\n"))
    yield case("CR line ends", 7, text_of(table, end="\r"))
    yield case("semicolon", 834, text_of(table, ";"), delimiter=";")
    yield case("comma and blank", 101, text_of(table, ", "), delimiter=", ")
    yield case("tab", 4, text_of(table, "\t"), delimiter="tab")
    yield case("blank", 4, text_of(table, " "), delimiter=" ")
    yield case("no header", 470, text_of(table[1:]), table[1:])
    yield case("preamble", 282, text_of([["PREAMBLE"] + [""] * 8, [""] * 9] + table), skip="2")
    yield case("no line end at the end", 184, text_of(table)[:-2])
    yield case("two line ends at the end", 5, text_of(table) + CRLF)
    yield case("single quotes", 11, text_of(table, quote="'"), quote="'")
    yield case("backslash", 1, text_of(table, escape="\\"), escape="\\")
    yield case("no escape", 7, text_of(table, escape=""))
    yield case("header only", 3, text_of(table[:1]), table[:1])
    yield case("one row", 4, text_of(table[:2]), table[:2])
    yield case("empty", 15, "", [])
    for n in (2, 3):
        head = [" ".join([cell] * n) for cell in table[0]]
        yield case("header rows", 47, text_of([table[0]] * n + table[1:]), [head] + table[1:], header_rows=str(n))
    other = [["SHOP", "Street", "Town", "Opened", "Head", "Phone", "Note", "Web", "Area", "Staff", "Till"]]
    for i in range(30):
        other.append([f"S{i:03}", f"{i + 2} Mill Lane", "Ely", "2001", "J. Doe", f"0{i}-55", "a, b and c " * 4,
                      f"https://s.example/{i}", str(60 + i), str(i % 7), str(i % 3)])
    for name, width in (("fewer", 6), ("more", 11), ("as many", 9)):
        second = [row[:width] for row in other]
        yield case("second table with " + name, 188 / 3, text_of(table) + text_of(second), table + second)
    lines = [line(row) for row in table]
    for r in range(ROWS):
        cells = [field(cell, ",") for cell in table[r]]

        def with_row(text, clean_row):
            rows = lines[:r] + [text] + lines[r + 1:]
            return CRLF.join(rows) + CRLF, table[:r] + [clean_row] + table[r + 1:]

        for c in range(1, 9):
            text, clean = with_row(",".join(cells[:c]) + ",".join(cells[c:]),
                                   table[r][:c - 1] + [table[r][c - 1] + table[r][c]] + table[r][c + 1:])
            yield case("a delimiter missing", 0.37, text, clean)
        for c in range(9):
            text, clean = with_row(",".join(cells[:c] + [""] + cells[c:]), table[r][:c] + [""] + table[r][c:])
            yield case("a delimiter too many", 0.37, text, clean)
        for c in range(9):
            text, clean = with_row(",".join(cells[:c] + ['"' + cells[c]] + cells[c + 1:]),
                                   table[r][:c] + ['"' + table[r][c]] + table[r][c + 1:])
            yield case("a quote too many", 0.37, text, clean)
        text, clean = with_row(" ".join(cells), table[r])
        yield case("a row with blanks", 0.37, text, clean)


# ---- the shapes of open data -------------------------------------------------------------------------------

def body(seed, rows, kind):
    """A header and rows of one kind of table."""
    random.seed(seed)
    towns = ["Ely", "York", "Bath", "Wells", "Truro", "Ripon", "Durham", "Exeter", "Lincoln", "St Albans"]
    number = lambda a, b: str(random.randint(a, b))
    if kind == "counts":
        head = ["Area code", "Area", "2011", "2012", "2013", "2014"]
        make = lambda i: [f"E{i + 1000:06}", random.choice(towns)] + [number(100, 9000) for _ in range(4)]
    elif kind == "spending":
        head = ["Department", "Entity", "Date", "Expense type", "Supplier", "Amount", "Note"]
        make = lambda i: ["Health", "Trust " + number(1, 9), f"{i % 28 + 1:02}/03/2016", "IT, hosting",
                          f"O'Brien & Sons {i}", f"{random.randint(25000, 99999)}.{random.randint(10, 99)}",
                          random.choice(["", "second \"half\" of it", "see file"])]
    elif kind == "pairs":
        head = ["Town", "Visitors"]
        make = lambda i: [towns[i % 10] + " " + str(i), number(10, 99999)]
    elif kind == "measures":
        head = ["time", "x", "y", "z", "t"]
        make = lambda i: [f"{i * 0.5:.1f}"] + [f"{random.uniform(-9, 9):.4f}" for _ in range(4)]
    elif kind == "notes":
        head = ["Ref", "Opened", "What was said", "Answer"]
        make = lambda i: [f"C-{i:04}", f"2019-04-{i % 28 + 1:02}",
                          random.choice(["It's late, again", "two lines\nof text, and a \"word\"", "No; never",
                                         "d'accord, merci", "fine"]), random.choice(["yes", "no", ""])]
    else:
        head = ["Kod", "Miejscowość", "Kwota", "Udział"]
        make = lambda i: [f"{i:05}", random.choice(["Łódź", "Kraków", "Gdańsk"]), f"{random.randint(100, 999)},{i % 10}",
                          f"{i % 100},5"]
    return [head] + [make(i) for i in range(rows)]


def open_data():
    kinds = ["counts", "spending", "pairs", "measures", "notes", "amounts"]
    said = {"--delimiter": ",", "--quote": '"', "--skip": None, "--header-rows": None}

    def case(kind, data, clean, code="utf-8", **more):
        options = dict(said)
        options.update({"--" + name.replace("_", "-"): value for name, value in more.items()})
        return Case("open: " + kind, 0, data.encode(code), clean, {k: v for k, v in options.items() if v})

    pad = lambda cells, width: cells + [""] * (width - len(cells))
    for seed in range(5):
        for index, kind in enumerate(kinds):
            table = body(seed * 10 + index, 8 + seed * 17, kind)
            width = len(table[0])
            delimiter = ";" if kind == "amounts" else ","
            d = {"delimiter": delimiter}
            shape = (seed * len(kinds) + index) % 24
            if kind == "measures" and seed % 2:
                yield case("numbers without a header", text_of(table[1:], "\t", "\n"), table[1:], delimiter="tab")
            title = ["Table " + str(seed) + ": what was counted in the year to March 2016"]
            lines = [title, ["Source: office of counts, " + "second edition"], [""]]
            yield case("title lines, no delimiters", "\n".join(line(l, delimiter) for l in lines) + "\n" +
                       text_of(table, delimiter, "\n"), table, skip="3", **d)
            if shape % 2 == 0 and width > 2:
                above = [pad(title, width), pad([], width), pad(["Period:", "2015"], width)]
                yield case("title lines, padded", text_of(above + table, delimiter), table, skip="3", **d)
            if shape % 3 == 0 and width > 2:
                below = [pad([], width), pad(["Source: office of counts"], width), pad(["Notes: none"], width)]
                yield case("padded footer", text_of(table + below, delimiter), table, **d)
            if shape % 3 == 1 and width > 2:
                yield case("footer", text_of(table, delimiter) + "\n" + f"Total: {len(table) - 1} rows\n(c) the office\n",
                           table, **d)
            if shape % 3 == 2 and width > 2:
                around = "Title of it all\nContact: me, you\n\n"
                yield case("lines above and below", around + text_of(table, delimiter) + "\nNotes:\n1. rounded, mostly\n",
                           table, skip="3", **d)
            if shape % 4 == 3 and kind == "counts":
                year = [pad(["Table 1"], width), pad(["Units: one"], width), pad([], width), [""] + table[0][1:]]
                yield case("a header that begins with nothing", text_of(year + table[1:] + [pad([], width),
                           pad(["(1) note"], width)], delimiter), year[3:] + table[1:], skip="3", **d)
            if shape % 4 == 0:
                wide = [row[:1] + [""] + row[1:] + ["", ""] for row in table]
                yield case("columns of nothing", text_of(wide, delimiter), wide, **d)
            if shape % 4 == 1:
                yield case("delimiter at the ends", "".join(line(row, delimiter) + delimiter + "\n" for row in table),
                           [row + [""] for row in table], **d)
            if shape % 4 == 2:
                yield case("keys and values above", text_of([["Report:", "all"], ["From:", "1 May"], ["To:", "31 May"]],
                                                            delimiter) + "\n" + text_of(table, delimiter), table,
                           skip="4", **d)
            if shape % 4 == 3 and kind != "amounts":
                yield case("tab", text_of(table, "\t"), table, delimiter="tab")
            if shape % 5 == 0:
                names = [table[0][:-1] + [table[0][0]]] + table[1:]
                yield case("a name twice", text_of(names, delimiter), names, **d)
            if shape % 5 == 1 and kind != "measures":
                names = [[""] + table[0][1:]] + table[1:]
                yield case("a name missing", text_of(names, delimiter), names, **d)
            if shape % 5 == 2 and kind == "amounts":
                yield case("another encoding", text_of(table, delimiter), table, "cp1250", encoding="windows-1250", **d)
            if shape % 5 == 3 and kind in ("counts", "measures"):
                units = [["" if i < 1 else "number" for i in range(width)]]
                joined = [[" ".join(filter(None, pair)) for pair in zip(table[0], units[0])]] + table[1:]
                if kind == "measures":
                    yield case("a row of units", text_of(table[:1] + units + table[1:], delimiter), joined,
                               header_rows="2", **d)
            if shape % 5 == 4 and width > 2:
                group = ["", "", "Before"] + [""] * (width - 4) + ["After"]
                if kind == "counts":
                    head = [" ".join(filter(None, pair)) for pair in zip(group, table[0])]
                    yield case("a row of groups", text_of([group] + table, delimiter), [head] + table[1:],
                               header_rows="2", **d)
            if shape % 6 == 0:
                yield case("all quoted, LF", "".join(delimiter.join('"' + c.replace('"', '""') + '"' for c in row) + "\n"
                                                     for row in table), table, **d)
            if shape % 6 == 1 and kind in ("counts", "measures"):
                widths = [max(len(row[i]) for row in table) + 2 for i in range(width)]
                aligned = [[c.replace(" ", "_") for c in row] for row in table]
                yield case("aligned by blanks", "".join("".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() + "\n"
                                                        for row in aligned), aligned, delimiter="  ")
            if shape % 6 == 2 and kind == "measures":
                yield case("blanks", text_of(table, " ", "\n"), table, delimiter=" ")


# ---- reading and scoring -----------------------------------------------------------------------------------

def agreement(expected, found):
    """Precision, recall and F1 of two lists as multisets, added."""
    if not expected and not found:
        return 3.0
    common = sum((collections.Counter(expected) & collections.Counter(found)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(found), common / len(expected)
    return precision + recall + 2 * precision * recall / (precision + recall)


def score(clean, found):
    if found is None:
        return 0.0
    if not clean:
        return 10.0
    head = lambda rows: rows[0] if rows else []
    records = lambda rows: ["".join(row) for row in rows[1:]]
    cells = lambda rows: [cell for row in rows for cell in row]
    return (1 + agreement(head(clean), head(found)) + agreement(records(clean), records(found)) +
            agreement(cells(clean), cells(found)))


def convert(binary, path, options):
    command = [binary, "convert", path, "-o", "-", "--quiet", "--max-rejects", "100%"]
    for name, value in options.items():
        command += [name, value]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None, "hangs"
    if done.returncode < 0 or done.returncode > 4:
        return None, f"ends with {done.returncode}"
    if done.returncode > 1:
        return None, done.stderr.decode(errors="replace").strip()
    csv.field_size_limit(1 << 30)
    text = done.stdout.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return list(csv.reader(io.StringIO(text, newline=""))), ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--verbatim", required=True)
    parser.add_argument("--every", type=int, default=1, help="of the kinds with many files, only each Nth")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--at-least", type=float, nargs=3, default=None, metavar=("FOUND", "GIVEN", "OPEN"))
    parser.add_argument("--keep", help="folder for the files, left there")
    parser.add_argument("--worst", type=int, default=8)
    parser.add_argument("--kind", default="", help="only kinds that hold this")
    arguments = parser.parse_args()

    cases, seen = [], collections.Counter()
    for case in list(polluted()) + list(open_data()):
        seen[case.kind] += 1
        many = case.weight == 0.37
        if arguments.kind in case.kind and (not many or seen[case.kind] % arguments.every == 0):
            cases.append(case)
    folder = arguments.keep or tempfile.mkdtemp(prefix="hostile-")
    os.makedirs(folder, exist_ok=True)
    paths = []
    for number, case in enumerate(cases):
        paths.append(os.path.join(folder, f"{number:04}.csv"))
        with open(paths[-1], "wb") as file:
            file.write(case.data)

    broken, results = [], []
    for given in (False, True):
        def judge(i):
            found, said = convert(arguments.verbatim, paths[i], cases[i].options if given else {})
            return score(cases[i].clean, found), said
        with ThreadPoolExecutor(arguments.jobs) as pool:
            judged = list(pool.map(judge, range(len(cases))))
        points = [p for p, _ in judged]
        broken += [f"{paths[i]}: {said}" for i, (_, said) in enumerate(judged) if said.startswith(("hangs", "ends"))]
        by_kind = collections.defaultdict(list)
        for i, case in enumerate(cases):
            by_kind[case.kind].append(i)
        weights = [case.weight / (1 if case.weight != 0.37 else 1) for case in cases]
        scale = collections.Counter()
        for kind, numbers in by_kind.items():
            scale[kind] = seen[kind] / len(numbers)
        total = sum(w * scale[c.kind] for w, c in zip(weights, cases))
        weighted = sum(p * w * scale[c.kind] for p, w, c in zip(points, weights, cases)) / total if total else 0
        mean = lambda numbers: sum(points[i] for i in numbers) / len(numbers) if numbers else 0
        dirty = [i for i, c in enumerate(cases) if c.weight]
        opened = [i for i, c in enumerate(cases) if not c.weight]
        print(f"\n{'dialect given' if given else 'nothing given'}: weighted {weighted:.4f}, simple {mean(dirty):.4f} "
              f"of {len(dirty)} polluted files; {mean(opened):.4f} of {len(opened)} like open data")
        order = sorted(by_kind, key=lambda kind: mean(by_kind[kind]))
        for kind in order:
            if mean(by_kind[kind]) > 9.995:
                continue
            worst = min(by_kind[kind], key=lambda i: points[i])
            note = judged[worst][1] and f"  {judged[worst][1][:110]}"
            print(f"  {mean(by_kind[kind]):7.3f}  {kind} ({len(by_kind[kind])}), worst {points[worst]:.2f} "
                  f"{os.path.basename(paths[worst])}{note}")
        results.append((weighted, mean(opened)))

    if not arguments.keep:
        for path in paths:
            os.remove(path)
        os.rmdir(folder)
    for message in broken:
        print(message)
    if arguments.at_least:
        found, given, opened = arguments.at_least
        fine = results[0][0] >= found and results[1][0] >= given and min(r[1] for r in results) >= opened
        if not fine:
            print(f"wanted: {found} with nothing given, {given} with the dialect given, {opened} of open data")
        return 0 if fine and not broken else 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
