#!/usr/bin/env python3
"""Holds asvs.tsv against the standard and the tree: each requirement of OWASP ASVS 5.0's levels 1 and 2 has one row, and
what the row names is there: the file, and the test's name in it. Level 1 must be met whole, of level 2 95 in a hundred.

Run from anywhere. The last line is "N passed, N failed".
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests/security/asvs.tsv"
# Of each section, the levels of its requirements in their order: 1.2.10 is the tenth digit of 1.2.
STANDARD = """
1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123 2.1:122 2.2:112 2.3:12223 2.4:23 3.1:3 3.2:113 3.3:12223
3.4:11222233 3.5:11122333 3.6:3 3.7:22333 4.1:12233 4.2:23333 4.3:22 4.4:1222 5.1:2 5.2:112333 5.3:113 5.4:222 6.1:122
6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333 6.6:2223 6.7:33 6.8:2222 7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223
7.6:22 8.1:1233 8.2:1123 8.3:133 8.4:23 9.1:111 9.2:1222 10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222
10.6:22 10.7:222 11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33 12.1:12233 12.2:11 12.3:22223 13.1:2333
13.2:222223 13.3:2233 13.4:1222233 14.1:22 14.2:12223333 14.3:122 15.1:12233 15.2:12233 15.3:1222222 15.4:3333 16.1:2
16.2:22222 16.3:2222 16.4:222 16.5:2223 17.1:23 17.2:22223333 17.3:22
"""
LEAST = {"1": 100, "2": 95}
# "host": met by how the program is run, as server/SECURITY.md says it must be.
STATES = {"met", "host", "n/a", "not met"}
COLUMNS = ["id", "level", "state", "what, in our words", "test or place", "why"]

Row = collections.namedtuple("Row", "line id level state what proof why")


def wanted() -> dict[str, str]:
    """The level of each requirement of levels 1 and 2."""
    out = {}
    for section, levels in (part.split(":") for part in STANDARD.split()):
        out.update({f"{section}.{number}": level for number, level in enumerate(levels, 1) if level in LEAST})
    return out


def read() -> list[Row]:
    head, *lines = TABLE.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert head.split("\t") == COLUMNS, f"the columns are {COLUMNS}"
    return [Row(number, *line.split("\t")) for number, line in enumerate(lines, 2)]


def one_row_each(rows):
    standard, seen = wanted(), collections.Counter(row.id for row in rows)
    yield from (f"{name} has {seen[name]} rows" for name in standard if seen[name] != 1)
    for row in rows:
        if standard.get(row.id) != row.level:
            yield f"line {row.line}: {row.id} is of level {standard.get(row.id)}"


def rows_say_what_they_must(rows):
    for row in rows:
        if row.state not in STATES:
            yield f"line {row.line}: the state {row.state}"
        shown = row.state in ("met", "host")
        if not row.what or (shown and not row.proof) or (not shown and not row.why):
            yield f"line {row.line}: {row.id} says too little"
        if row.state == "host" and "server/SECURITY.md" not in row.proof:
            yield f"line {row.line}: who runs it must read it in server/SECURITY.md"


def named(text: str, case: str) -> bool:
    """Whether this name stands there: as a string (also cut over lines), or as a function."""
    joined = re.sub(r'"\s*\n\s*"', "", text)
    return any(mark + case + mark in joined for mark in "\"'`") or f"def {case}(" in joined


def what_is_named_is_there(rows):
    for row in rows:
        for proof in filter(None, row.proof.split(" ; ")):
            name, _, case = proof.partition(" :: ")
            if not (ROOT / name).is_file():
                yield f"line {row.line}: there is no {name}"
            elif case and not named((ROOT / name).read_text(encoding="utf-8"), case):
                yield f"line {row.line}: {name} has no \"{case}\""


def shares(rows):
    for level, least in LEAST.items():
        states = collections.Counter(row.state for row in rows if row.level == level)
        good, of = states["met"] + states["host"], states["met"] + states["host"] + states["not met"]
        print(f"level {level}: {good} of {of} that apply are met ({100 * good / of:.1f} %; {states['host']} by how it is run), "
              f"{states['n/a']} do not apply; wanted: {least} %")
        if 100 * good < least * of:
            yield f"level {level}: too few"


def main() -> int:
    rows, failed = read(), 0
    tests = (one_row_each, rows_say_what_they_must, what_is_named_is_there, shares)
    for test in tests:
        problems = list(test(rows))
        failed += bool(problems)
        for problem in problems:
            print(f"FAIL {test.__name__}: {problem}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
