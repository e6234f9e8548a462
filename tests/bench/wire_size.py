#!/usr/bin/env python3
"""Fails when the page has grown by more than 2 % over the size that is kept beside this file.

    tests/bench/wire_size.py [--keep]      --keep: this size is the one from now on

Counted are the brotli forms of all that build/wasm/web serves before the first screen. Units: bytes.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE / "wire_size.txt"
MOST = 300_000


def main() -> int:
    web = HERE.parents[1] / "build/wasm/web"
    size = sum(path.stat().st_size for path in web.glob("*.br"))
    if not size:
        print(f"nothing to measure in {web}: build the wasm preset")
        return 1
    if "--keep" in sys.argv:
        KEPT.write_text(f"{size}\n")
    kept = int(KEPT.read_text())
    print(f"{size:,} bytes over the wire, kept {kept:,}, {100 * (size - kept) / kept:+.1f} %")
    if size > MOST:
        print(f"more than {MOST:,}")
    if size > kept * 1.02:
        print("more than 2 % above what is kept; if that is worth it: tests/bench/wire_size.py --keep, and say why")
    return int(size > MOST or size > kept * 1.02)


if __name__ == "__main__":
    sys.exit(main())
