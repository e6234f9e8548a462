#!/usr/bin/env python3
"""The recipes of the READMEs, executed: tools/new makes one of each kind in a copy of the checkout, and it compiles.

    recipes.py BUILD [--keep]    BUILD: a native build folder; its compile_commands.json says how sources are compiled

Each promise is one test; the last line is "N passed, N failed".
"""
import concurrent.futures
import fnmatch
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = [("command", "hold_parcel"), ("screen", "duty_hours"), ("route", "duty_list"), ("migration", "duty_plan")]
# Where the compiler names what a new command misses, besides what tools/new itself touches.
EXHAUSTIVE = ["shared/wire/ticket_json.cpp", "shared/wire/command_json.cpp"]
# Changed in one table's row or in a list of its own kind only; a compiler's seconds are worth more elsewhere.
NOT_COMPILED = {"tests/server/access_matrix_test.cpp", "tests/shared/ticket_test.cpp"}
READMES = ["shared/README.md", "wasm-app/README.md", "server/README.md"]


def listed() -> list[str]:
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True, capture_output=True,
                           check=True).stdout.split("\n")
    return [name for name in names if name and not name.startswith("assets/") and (ROOT / name).is_file()]


def copy_to(tree: pathlib.Path) -> None:
    shutil.rmtree(tree, ignore_errors=True)
    for name in listed():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)


def texts_in(tree: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()
            and "__pycache__" not in path.parts}


def new(tree: pathlib.Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(tree / "tools/new"), *words], cwd=tree, text=True, capture_output=True,
                          check=False)


# ---- What is made compiles ---------------------------------------------------------------------------------


class Compiler:
    """Compiles the copy's sources as the build folder says."""

    def __init__(self, build: pathlib.Path, tree: pathlib.Path):
        self.build, self.tree = build, tree
        commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        prefix = str(ROOT) + "/"
        self.commands = {source[len(prefix):]: one for one in commands for source in self.sources_of(one["file"])
                         if source.startswith(prefix)}

    @staticmethod
    def sources_of(file: str) -> list[str]:
        """A unit of several sources includes them."""
        if "/Unity/unity_" not in file:
            return [file]
        return re.findall(r'^#include "(.+)"$', pathlib.Path(file).read_text(encoding="utf-8"), re.MULTILINE)

    def moved(self, word: str) -> str:
        """A path of the checkout in the copy; the build folder stays."""
        kept = word.replace(str(self.build), "\0")
        return re.sub(re.escape(str(ROOT)) + r"(?=/|\"|$)", str(self.tree), kept).replace("\0", str(self.build))

    def like(self, name: str) -> dict:
        """How it is compiled; a new file as its nearest neighbour."""
        def in_common(other: str) -> int:
            pairs = zip(name.split("/")[:-1], other.split("/")[:-1])
            return next((i for i, (a, b) in enumerate(pairs) if a != b), min(name.count("/"), other.count("/")))
        return self.commands.get(name) or self.commands[max(sorted(self.commands), key=in_common)]

    def complaints(self, name: str) -> str:
        command = self.like(name)
        words = shlex.split(command["command"])
        if words[0].endswith("ccache"):
            words = words[1:]
        at = words.index("-o")
        del words[at:at + 2]
        words = [self.moved(word) for word in words if word not in ("-g", "-c", command["file"])
                 and not re.match(r"-f(no-)?sanitize", word)]
        done = subprocess.run([*words, "-fsyntax-only", str(self.tree / name)], cwd=command["directory"], text=True,
                              capture_output=True, check=False)
        lines = [line for line in done.stderr.split("\n") if "error" in line or "warning" in line]
        return "" if done.returncode == 0 and not lines else "\n".join(lines[:4]) or done.stderr[-400:]


def made(tree: pathlib.Path, compiler: Compiler):
    """(test, what is wrong) for each kind: it is made, and what it touched compiles."""
    touched: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for kind, name in MADE:
        before = texts_in(tree)
        done = new(tree, kind, name)
        after = texts_in(tree)
        touched[kind] = sorted(file for file in after if before.get(file) != after[file])
        told[kind] = "" if done.returncode == 0 and "Left to do:" in done.stdout else done.stderr or done.stdout
    checked = sorted({file for files in touched.values() for file in files if file.endswith(".cpp")}
                     .union(EXHAUSTIVE) - NOT_COMPILED)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        complaints = dict(zip(checked, pool.map(compiler.complaints, checked)))
    for kind, name in MADE:
        yield f"tools/new {kind} {name} makes its skeleton", told[kind]
        others = EXHAUSTIVE if kind == "command" else []
        wrong = [complaints[file] for file in [*touched[kind], *others] if complaints.get(file)]
        yield f"what tools/new {kind} made compiles without a warning", "\n".join(wrong)


# ---- What can not be made is refused -----------------------------------------------------------------------


def refusals(tree: pathlib.Path):
    """On the copy as it is now, with one of each made."""
    tries = [("command", "HoldParcel"), ("command", "agree"), ("command", "return"), ("command", "two__lines"),
             *MADE, ("screen", "orders"), ("screen", "text"), ("route", "clock"), ("migration", "people")]
    before = texts_in(tree)
    for words in tries:
        done = new(tree, *words)
        wrong = "" if done.returncode == 1 and "Nothing was written" in done.stderr else done.stderr or "it was made"
        yield f"tools/new {' '.join(words)} is refused", wrong
    yield "a refusal writes nothing", "" if texts_in(tree) == before else "something was written"
    evolve = tree / "shared/domain/ticket/evolve.cpp"
    evolve.write_text(evolve.read_text(encoding="utf-8").replace("struct Fold {", "struct Folding {"), encoding="utf-8")
    before = texts_in(tree)
    done = new(tree, "command", "another_one")
    named = done.returncode == 1 and "evolve.cpp" in done.stderr
    yield "a place that is gone is named, and nothing is written", (
        "" if named and texts_in(tree) == before else done.stderr or "something was written")


# ---- The READMEs' recipes name what there is ---------------------------------------------------------------


def pattern_of(word: str) -> list[str]:
    """`app/features/x/x.cpp`, `routes_<noun>.cpp`, `x_screen.{hpp,cpp}` as patterns of file names."""
    braces = re.search(r"\{([^}]*)\}", word)
    if braces:
        return [one for part in braces.group(1).split(",")
                for one in pattern_of(word[:braces.start()] + part + word[braces.end():])]
    word = re.sub(r"<\w+>", "*", word)
    return [re.sub(r"(?<![a-z])x(?![a-z])", "*", word)]


def files_named(readme: str, word: str, names: list[str]) -> list[str]:
    """The files, or those of the folder, that a word means; those nearest to the README first."""
    near = readme.split("/")[0] + "/"
    for pattern in pattern_of(word.rstrip("/")):
        for ending in ("", ".[ch]*", "/*"):
            found = [name for name in names if fnmatch.fnmatch("/" + name, "*/" + pattern + ending)]
            if found:
                return [name for name in found if name.startswith(near)] or found
    return []


def text_beside(files: list[str], names: list[str]) -> str:
    """Of the files, and of a header's source or a source's header."""
    stems = {name.rpartition(".")[0] for name in files}
    return "".join((ROOT / name).read_text(encoding="utf-8") for name in names if name.rpartition(".")[0] in stems
                   and name.endswith((".cpp", ".hpp", ".txt")))


def recipes_of(readme: str):
    """(title, text) of each."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    for found in re.finditer(r"^\*\*(Add [^*]+)\*\*:?(.*?)(?=\n\n|\Z)", text, re.S | re.M):
        yield found.group(1), re.sub(r"\s+", " ", found.group(2))


def is_file(word: str) -> bool:
    return bool(re.fullmatch(r"[\w./<>{},*-]+", word)) and not word.startswith("/") and (
        "/" in word or bool(re.search(r"\.(\w+|\{[\w,]+\})$", word)))


def named_things(readme: str):
    """Every file is there, and holds what is named beside it; what stands alone is somewhere in the code."""
    names = listed()
    anywhere = [name for name in names if name.startswith(("shared/", "wasm-app/", "server/"))]
    for title, text in recipes_of(readme):
        wrong = []
        for clause in re.split(r"[;.:,] ", text):
            words = [word for word in re.findall(r"`([^`]+)`", clause) if not word.startswith(("tools/new", "."))]
            files = []
            for word in filter(is_file, words):
                found = files_named(readme, word, names)
                files += found
                wrong += [] if found else [f"{word} is not there"]
            said = text_beside(files or anywhere, names)
            for word in words:
                if re.fullmatch(r"[A-Za-z_]\w*(::\w+)*", word) and not re.search(rf"\b{word.split('::')[-1]}\b", said):
                    wrong.append(f"{word} is not in {', '.join(files[:3]) or 'the code'}")
        yield f"{title}, in {readme}, names what there is", "\n".join(wrong)


def main() -> int:
    build = pathlib.Path(sys.argv[1]).resolve()
    tree = build / "recipes"
    copy_to(tree)
    compiler = Compiler(build, tree)
    passed = failed = 0
    for tests in (made(tree, compiler), refusals(tree), *(named_things(readme) for readme in READMES)):
        for name, wrong in tests:
            passed, failed = passed + (not wrong), failed + bool(wrong)
            print(("not ok " if wrong else "ok ") + name)
            if wrong:
                print("   " + wrong.strip().replace("\n", "\n   "))
    if "--keep" not in sys.argv:
        shutil.rmtree(tree)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
