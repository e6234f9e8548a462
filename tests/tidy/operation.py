#!/usr/bin/env python3
"""The operators' recipes of server/README.md, executed: the program of a build, a folder with the demo, and the
commands as they stand there.

    operation.py PROGRAM

A recipe is a block of shell after a bold title. Lines with "#=" behind them are tests: what follows stands in what the
command says. The last line is "N passed, N failed".
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "server/README.md"


def recipes() -> list[tuple[str, str]]:
    """(title, commands) of each."""
    text = README.read_text(encoding="utf-8")
    return re.findall(r"^\*\*(Operate: [^*]+)\*\*[^`]*?```sh\n(.*?)```", text, re.S | re.M)


def demo_in(home: pathlib.Path) -> None:
    """The mall without its past: the recipes are about folders, not about what is in them."""
    (home / "demo").mkdir()
    for name in ("mall.json", "orders.jsonl"):
        shutil.copy2(ROOT / "assets/demo" / name, home / "demo" / name)
    shutil.copytree(ROOT / "assets/demo/media", home / "demo/media")


def run(command: str, home: pathlib.Path) -> str:
    done = subprocess.run(["bash", "-c", command], cwd=home, text=True, capture_output=True, check=False, timeout=120,
                          env={"PATH": f"{home}/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "AFTERDESK_PORT": "0"})
    return f"{done.stdout}{done.stderr}exit status {done.returncode}"


def results(program: pathlib.Path):
    """(test, what is wrong) for each line that promises something."""
    for title, commands in recipes():
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            demo_in(home)
            (home / "bin").mkdir()
            (home / "bin/afterdesk").symlink_to(program)
            for line in filter(None, (one.strip() for one in commands.split("\n"))):
                command, _, promise = line.partition("#=")
                said = run(command, home)
                wrong = "" if promise.strip() in said and (promise or said.endswith("status 0")) else said
                yield f"{title}: {command.strip()}", wrong


def main() -> int:
    passed = failed = 0
    for name, wrong in results(pathlib.Path(sys.argv[1]).resolve()):
        passed, failed = passed + (not wrong), failed + bool(wrong)
        print(("not ok " if wrong else "ok ") + name)
        if wrong:
            print("   " + wrong.strip().replace("\n", "\n   "))
    if passed + failed == 0:
        print("no recipe was found")
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
