#!/usr/bin/env python3
"""Writes src/text/word_break_table.inc: the two-stage property table of the tokenizer.

Reads the Unicode Character Database as Debian's package `unicode-data` installs it (Unicode 15.0, the
version of ICU 72). Run from the root of the project:

    scripts/make_word_break_table.py [/usr/share/unicode] > src/text/word_break_table.inc

Stage 1 is indexed by code point >> 7 and gives a block; stage 2 by block * 128 + (code point & 127) and
gives 16 bits: the word break class in the low five, then the flags of src/text/word_break.h. Class numbers
and flags must be kept equal to those of that header.
"""

import sys
from pathlib import Path

CLASSES = [
    "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana",
    "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
    "Numeric", "ExtendNumLet", "WSegSpace", "Hangul", "KanaKanji", "AtSign",
]
PICTOGRAPHIC, DICTIONARY, LETTER, CAPITAL, IGNORABLE, PLAIN, NUMBER, SPACE = (1 << bit for bit in range(5, 13))
SIZE = 0x110000
BLOCK = 128


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.split("#")[0].strip()
            if line:
                yield [field.strip() for field in line.split(";")]


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def set_of(path, wanted, column=1):
    """Code points whose property in `column` is one of `wanted`."""
    found = set()
    for fields in lines_of(path):
        if len(fields) > column and fields[column] in wanted:
            found.update(code_points(fields[0]))
    return found


def classes(ucd):
    value = [0] * SIZE
    for fields in lines_of(ucd / "auxiliary/WordBreakProperty.txt"):
        for code_point in code_points(fields[0]):
            value[code_point] = CLASSES.index(fields[1])
    # CLDR's root word rules as of ICU 72: no colon between letters, '@' is a letter, Hangul syllables keep
    # to themselves, Han and Hiragana hold together for the dictionary, and so does Complex_Context.
    for colon in (0x3A, 0xFE55, 0xFF1A):
        value[colon] = CLASSES.index("Other")
    value[ord("@")] = CLASSES.index("AtSign")
    control = set_of(ucd / "auxiliary/GraphemeBreakProperty.txt", {"Control"})
    complex_context = set_of(ucd / "LineBreak.txt", {"SA"})
    for code_point in complex_context - control:
        if value[code_point] != CLASSES.index("Extend"):
            value[code_point] = CLASSES.index("ALetter")
    kana_kanji = set_of(ucd / "Scripts.txt", {"Han", "Hiragana"})
    for code_point in kana_kanji:
        if value[code_point] != CLASSES.index("Katakana"):
            value[code_point] = CLASSES.index("KanaKanji")
    for code_point in range(0xAC00, 0xD7A4):
        value[code_point] = CLASSES.index("Hangul")
    # Hangul is a dictionary script to ICU's rules, but there is no dictionary of it: it is left out here.
    katakana = {cp for cp in range(SIZE) if value[cp] == CLASSES.index("Katakana")}
    return value, complex_context | kana_kanji | katakana


def add_flags(ucd, value, dictionary):
    category = "extracted/DerivedGeneralCategory.txt"
    core = ucd / "DerivedCoreProperties.txt"
    ignorable = set_of(core, {"Default_Ignorable_Code_Point"})
    changed = {cp for fields in lines_of(ucd / "CaseFolding.txt") if fields[1] in "CF" for cp in code_points(fields[0])}
    for fields in lines_of(ucd / "DerivedNormalizationProps.txt"):
        if fields[1] == "NFC_QC":
            changed.update(code_points(fields[0]))
    for fields in lines_of(ucd / "extracted/DerivedCombiningClass.txt"):
        if fields[1] != "0":
            changed.update(code_points(fields[0]))
    for flag, members in (
        (PICTOGRAPHIC, set_of(ucd / "emoji/emoji-data.txt", {"Extended_Pictographic"})),
        (DICTIONARY, dictionary),
        (LETTER, set_of(ucd / category, {"Lu", "Ll", "Lt", "Lo"})),
        (CAPITAL, set_of(core, {"Uppercase"})),
        (IGNORABLE, ignorable),
        (PLAIN, set(range(SIZE)) - changed - ignorable),
        (NUMBER, set_of(ucd / category, {"Nd", "Nl", "No"})),
        (SPACE, set_of(ucd / "PropList.txt", {"White_Space"})),
    ):
        for code_point in members:
            value[code_point] |= flag


def write_array(kind, name, values, out):
    out.write(f"constexpr {kind} {name}[{len(values)}] = {{\n")
    line = "   "
    for value in values:
        text = f" {value},"
        if len(line) + len(text) > 110:
            out.write(line + "\n")
            line = "   "
        line += text
    out.write(line + "\n};\n")


def main():
    ucd = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    value, dictionary = classes(ucd)
    add_flags(ucd, value, dictionary)
    blocks, stage1, stage2 = {}, [], []
    for begin in range(0, SIZE, BLOCK):
        block = tuple(value[begin:begin + BLOCK])
        if block not in blocks:
            blocks[block] = len(blocks)
            stage2.extend(block)
        stage1.append(blocks[block])
    out = sys.stdout
    out.write("// Word break class and flags of every code point, from the Unicode Character Database 15.0.\n")
    out.write("// Made by scripts/make_word_break_table.py; do not edit. Layout: see there and word_break.h.\n")
    out.write("// clang-format off\n")
    write_array("std::uint16_t", "kBlockOf", stage1, out)
    write_array("std::uint16_t", "kProperties", stage2, out)
    out.write("// clang-format on\n")


if __name__ == "__main__":
    main()
