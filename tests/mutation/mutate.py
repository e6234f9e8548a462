#!/usr/bin/env python3
"""Breaks the rules of the core one small piece at a time, and looks whether a test notices.

    tests/mutation/mutate.py                      all mutants (hours)
    tests/mutation/mutate.py --sample 200 --seed 7 [--jobs 2] [--only settlement]
    tests/mutation/mutate.py --list               what would be done

Works in a temporary folder: the core and one test program are compiled there once; for each mutant one file is
compiled again, linked and run until the first failure. Prints the survivors; those of equivalent.txt (file: text of
the line: what was changed: why it makes no difference) are counted apart. Exit status 1 below 95 %.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOMAIN = ROOT / "shared/domain"
MUTATED = ("quote*.cpp", "holdings.cpp", "settlement.cpp", "pricing.cpp", "ticket*.cpp")
TESTS = ("pricing_test.cpp", "quote_*_test.cpp", "money_*_test.cpp", "ticket_*.cpp")
COMPILE = ["g++", "-std=c++20", "-O1", "-w", f"-I{ROOT}/shared", f"-I{ROOT}/tests", f"-I{ROOT}/tests/shared",
           f'-DAFTERDESK_ROOT="{ROOT}"']
WANTED_PERCENT = 95
TIMEOUT_S = 240
# The walk and the random orders take a small part of their way: most mutants fall before.
ENVIRONMENT = {**os.environ, "AFTERDESK_WALK_STATES": "120", "AFTERDESK_RUNS": "300"}

SWAPS = [(" == ", " != "), (" != ", " == "), (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "),
         (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" += ", " -= "), (" -= ", " += "),
         ("std::min", "std::max"), ("std::max", "std::min"), ("std::any_of", "std::all_of"),
         ("std::all_of", "std::any_of")]
WORDS = [("true", "false"), ("false", "true"), ("starts", "runs_on"), ("restores", "starts")]
STATEMENT = re.compile(r"\s+(?!return\b|auto\b|const\b|static|using|break|continue|case\b|TRY|CHECK)"
                       r"[\w\->.\[\]*:]+(\(.*\)|\s(=|\+=|-=)\s.+|\+\+);$|\s+(\+\+|--)\w[\w.]*;$")
DECLARATION = re.compile(r"\s+[\w:<>,\s*&]+\s[&*]?\w+(\s=\s.*|\{.*\}|\(.*\))?;$")


class Mutant:
    def __init__(self, path, start, end, by, what):
        self.path, self.start, self.end, self.by, self.what = path, start, end, by, what
        self.text = path.read_text(encoding="utf-8")
        self.line = self.text.count("\n", 0, start) + 1
        self.shown = self.text.split("\n")[self.line - 1].strip()

    def __str__(self):
        return f"{self.path.name}:{self.line}: {self.what}: {self.shown}"

    def key(self):
        return f"{self.path.name}: {self.shown}: {self.what}"

    def mutated(self):
        return self.text[:self.start] + self.by + self.text[self.end:]


def closing(text, start):
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for i in range(start, len(text)):
        depth += text[i] in "([{"
        depth -= text[i] in ")]}"
        if depth == 0:
            return i
    return -1


def blanked(text):
    """The text with comments, strings and includes as blanks of the same length."""
    blank = lambda found: re.sub(r"[^\n]", " ", found.group(0))
    text = re.sub(r"//[^\n]*|#include[^\n]*", blank, text)
    return re.sub(r'"(\\.|[^"\\\n])*"', blank, text)


def mutants_of(path):
    text = blanked(path.read_text(encoding="utf-8"))
    found = []
    add = lambda start, end, by, what: found.append(Mutant(path, start, end, by, what))
    for old, new in SWAPS:
        for at in re.finditer(re.escape(old), text):
            add(at.start(), at.end(), new, f"{old.strip()} → {new.strip()}")
    text = text.replace("CHECK(false)", "            ")  # never reached
    for old, new in WORDS:
        for at in re.finditer(rf"\b{old}\b(?!\()", text):
            if "constexpr" not in text[text.rfind("\n", 0, at.start()):at.start()]:
                add(at.start(), at.end(), new, f"{old} → {new}")
    for at in re.finditer(r"\bif (constexpr )?\(", text):
        end = closing(text, at.end() - 1)
        inside = text[at.end():end]
        if end > 0 and ";" not in inside and "constexpr" not in at.group(0):
            add(at.end(), end, "!(" + path.read_text(encoding="utf-8")[at.end():end] + ")", "if → if not")
    for at in re.finditer(r"\bG::(?!always)\w+", text):
        if "{" in text[text.rfind("\n", 0, at.start()):at.start()]:
            add(at.start(), at.end(), "G::always", "guard → always")
    for at in re.finditer(r"(?<=, )during_arbitration(?=\})", text):
        add(at.start(), at.end(), "false", "during_arbitration → false")
    if path.name == "edges.cpp":
        for at in re.finditer(r"^    \{(?=[a-z]|std::nullopt)", text, re.M):
            end = closing(text, at.end() - 1)
            if "C::" in text[at.start():end]:
                add(at.start(), end + 2, "", "edge removed")
    begin = 0
    for line in text.split("\n"):
        if STATEMENT.match(line) and not DECLARATION.match(line) and ".reserve(" not in line:
            add(begin, begin + len(line), "{}", "statement removed")
        # A statement on the line of its `if`.
        single = re.match(r"(\s+if \(.*\) )([^;{}]+;)$", line)
        if single and not single.group(2).startswith(("return", "continue", "break")):
            add(begin + single.start(2), begin + single.end(2), "{}", "statement removed")
        begin += len(line) + 1
    return found


def all_mutants(only):
    paths = sorted({path for pattern in MUTATED for path in DOMAIN.glob(pattern)})
    return [mutant for path in paths if only in path.name for mutant in mutants_of(path)]


class Build:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def compile(self, source, object_file, extra=()):
        done = subprocess.run([*COMPILE, *extra, "-c", str(source), "-o", str(object_file)], capture_output=True,
                              text=True)
        return done.returncode == 0, done.stderr

    def prepare(self, jobs):
        core = [*DOMAIN.glob("*.cpp"), *(ROOT / "shared/base").glob("*.cpp")]
        tests = [path for pattern in TESTS for path in (ROOT / "tests/shared").glob(pattern)]
        sources = [*core, *sorted(set(tests)), ROOT / "tests/doctest_main.cpp"]
        self.objects = {source: self.folder / f"{source.parent.name}_{source.name}.o" for source in sources}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            built = pool.map(lambda item: (item[0], *self.compile(*item)), self.objects.items())
            for source, ok, told in built:
                if not ok:
                    sys.exit(f"{source} does not compile:\n{told}")
        if self.run({}) != "survived":
            sys.exit("the tests fail without any mutant:\n" + self.said)

    def run(self, instead, name="base"):
        """Links with some objects replaced, and runs until the first failure."""
        program = self.folder / f"test_{name}"
        objects = [str(instead.get(source, built)) for source, built in self.objects.items()]
        linked = subprocess.run(["g++", *objects, "-o", str(program)], capture_output=True, text=True)
        self.said = linked.stderr[-3000:]
        if linked.returncode != 0:
            return "does not link"
        try:
            done = subprocess.run([str(program), "--abort-after=1", "--no-breaks=true"], cwd=ROOT, env=ENVIRONMENT,
                                  capture_output=True, timeout=TIMEOUT_S)
            self.said = (done.stdout + done.stderr).decode(errors="replace")[-3000:]
            return "survived" if done.returncode == 0 else "caught"
        except subprocess.TimeoutExpired:
            return "caught"
        finally:
            program.unlink()

    def try_mutant(self, mutant, name):
        source = self.folder / f"m{name}_{mutant.path.name}"
        built = source.with_suffix(".o")
        source.write_text(mutant.mutated(), encoding="utf-8")
        ok, _ = self.compile(source, built)
        result = self.run({mutant.path: built}, name) if ok else "does not compile"
        source.unlink()
        built.unlink(missing_ok=True)
        return result


def equivalents():
    path = ROOT / "tests/mutation/equivalent.txt"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [line.split(" — ")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="so many, chosen at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="", help="files with this in their name")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--again", help="a file with survivors of another run: only those")
    asked = parser.parse_args()
    mutants = all_mutants(asked.only)
    print(f"{len(mutants)} mutants, seed {asked.seed}", flush=True)
    if asked.again:
        wanted = pathlib.Path(asked.again).read_text(encoding="utf-8")
        mutants = [mutant for mutant in mutants if f"{mutant.what}: {mutant.shown}" in wanted]
    if asked.sample and asked.sample < len(mutants):
        mutants = random.Random(asked.seed).sample(mutants, asked.sample)
    if asked.list:
        for mutant in mutants:
            print(mutant)
        return
    known = equivalents()
    folder = tempfile.mkdtemp(prefix="afterdesk-mutants-")
    began = time.monotonic()
    counts = {}
    try:
        build = Build(folder)
        build.prepare(asked.jobs)
        print(f"built and run without mutants in {time.monotonic() - began:.0f} s", flush=True)
        with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
            tried = pool.map(lambda item: (item[1], build.try_mutant(item[1], str(item[0]))), enumerate(mutants))
            for number, (mutant, result) in enumerate(tried, 1):
                if result == "survived" and mutant.key() in known:
                    result = "equivalent"
                counts[result] = counts.get(result, 0) + 1
                if result == "survived":
                    print(f"survived: {mutant}", flush=True)
                if number % 50 == 0:
                    print(f"{number} tried: {counts}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    caught, survived = counts.get("caught", 0), counts.get("survived", 0)
    percent = 100 * caught / max(1, caught + survived)
    print(f"{counts}: {percent:.1f} % caught, in {time.monotonic() - began:.0f} s")
    sys.exit(0 if percent >= WANTED_PERCENT else 1)


if __name__ == "__main__":
    main()
