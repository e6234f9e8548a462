#!/usr/bin/env python3
"""Fails when a link target of the page is larger than it may be, or has grown by more than 2 % over the size that is kept
beside this file.

    tests/bench/wire_size.py [--keep]      --keep: these sizes are the ones from now on

Counted are the brotli forms of all that build/wasm/web serves before the target's first screen: the page, which holds the
scripts of both targets, and the program with all modules of its first file; NAME_second and NAME_third come behind it. English sentences are not among them: only who reads them waits for them. Units: bytes.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE / "wire_size.txt"
MOST = {"buyer": 140_000, "buyer_second": 80_000, "buyer_third": 100_000,
        "desk": 315_000, "desk_second": 120_000, "desk_third": 60_000}
LATER = "_second", "_third"


def main() -> int:
    web = HERE.parents[1] / "build/wasm/web"
    files = {path.name: path.stat().st_size for path in web.glob("*.br")}
    if not files:
        print(f"nothing to measure in {web}: build the wasm preset")
        return 1
    def first_visit(target: str, words: bool) -> int:
        return sum(size for name, size in files.items()
                   if name.split(".")[0] not in MOST.keys() - {target} and (words or not name.endswith(".words.br")))

    sizes = {target: first_visit(target, words=False) for target in MOST if not target.endswith(LATER)}
    sizes |= {name.split(".")[0]: size for name, size in files.items() if name.split(".")[0].endswith(LATER)}
    if "--keep" in sys.argv:
        KEPT.write_text("".join(f"{target} {size}\n" for target, size in sizes.items()))
    kept = {target: int(size) for target, size in map(str.split, KEPT.read_text().splitlines())}
    wrong = 0
    for target, size in sizes.items():
        growth = 100 * (size / kept.get(target, size) - 1)
        english = "" if target.endswith(LATER) else f"; in English {first_visit(target, words=True):,}"
        print(f"{target}: {size:,} bytes over the wire, kept {kept.get(target, size):,}, {growth:+.1f} %{english}")
        if size > MOST[target]:
            print(f"more than {MOST[target]:,}")
        if growth > 2:
            print("more than 2 % above what is kept; if that is worth it: tests/bench/wire_size.py --keep, and say why")
        wrong |= size > MOST[target] or growth > 2
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
