#!/usr/bin/env python3
"""Checks the source itself: who may include whom, limits, bans, texts complete in both languages.

Run from the root of the checkout. Each rule is one test; the last line is "N passed, N failed".
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = (".cpp", ".hpp")
SCRIPTS = (".js", ".mjs")

# What a folder may include, by the first folders of the include. Rule: one way only (README, "The map").
LAYERS = {
    "shared/base": {"base"},
    "shared/domain": {"base", "domain"},
    "shared/wire": {"base", "domain", "wire"},
    "wasm-app/text": {"base", "domain", "wire", "text"},
    "wasm-app/widgets": {"base", "text", "widgets"},
    "wasm-app/screens": {"base", "domain", "wire", "text", "widgets", "screens"},
    "wasm-app/app": {"base", "domain", "wire", "text", "widgets", "screens", "app"},
    "wasm-app/platform": {"base", "widgets", "app", "platform"},
    "server/crypto": {"base", "crypto"},
    "server/store": {"base", "domain", "wire", "crypto", "store"},
    "server/store/sqlite": {"base", "store"},
    "server/files": {"base", "crypto", "files"},
    "server/outside": {"base", "domain", "wire", "crypto", "store", "files", "outside"},
    "server/service": {"base", "domain", "wire", "crypto", "store", "files", "outside", "service"},
    "server/http": {"base", "domain", "wire", "crypto", "service", "http"},
    # The files beside the folders: what `afterdesk serve` puts together, and the tools, which know no HTTP.
    "server (serve)": {"base", "domain", "wire", "crypto", "store", "files", "outside", "service", "http"},
    "server (tools)": {"base", "domain", "wire", "crypto", "store", "files", "outside", "service"},
}
# What the core may take from the standard library: values and algorithms, nothing that knows the world.
CORE_HEADERS = {"algorithm", "array", "charconv", "compare", "concepts", "cstddef", "cstdint", "cstdlib", "cstring",
                "initializer_list", "iterator", "limits", "map", "memory", "numeric", "optional", "set", "span", "string",
                "string_view", "tuple", "type_traits", "utility", "variant", "vector"}
SERVE = re.compile(r"server/(main|cli_serve|cli_quote|config)\.[ch]pp")
OURS = {part for allowed in LAYERS.values() for part in allowed}

# (what must not be there, where it is looked for, where it may be all the same, why)
BANS = [
    (r'#include\s*[<"]httplib\.h', "server", r"server/http/httplib_bridge\.cpp", "one file knows cpp-httplib"),
    (r'#include\s*[<"]sqlite3\.h', "server", r"server/store/sqlite/.*", "one folder knows SQLite"),
    (r'#include\s*"store/sqlite/', "server", r"server/(store/(sqlite/.*|store\.cpp)|outside/simulated/book\.cpp)",
     "the nouns know no engine"),
    (r'#include\s*"store/engine\.hpp', "server", r"server/store/.*", "SQL lives in store/"),
    (r"\bAFTERDESK_SPEAKS_SQL\b", ".", r"server/(CMakeLists\.txt|store/engine\.hpp)|tests/tidy/.*",
     "SQL lives in store/"),
    (r"\b(float|double)\b", "shared", r"shared/wire/json\.cpp", "no floating point in the core"),
    (r"\b(std::chrono|std::rand|std::random|time\(nullptr|std::thread|std::mutex)\b", "shared", None,
     "no clock, randomness or thread in the core"),
    (r"\b(throw|try\s*\{|catch\s*\()", "shared", None, "no exceptions in the core"),
    (r"#include\s*<(iostream|regex|functional|locale|sstream)>", "wasm-app", None, "keeps the page small"),
    (r"#include\s*<(iostream|regex|functional|locale|sstream)>", "shared", None, "keeps the page small"),
    (r"\bEM_ASM|\bEM_JS", ".", r"tests/tidy/.*", "strict Content-Security-Policy"),
    (r"\bemscripten", "wasm-app", r"wasm-app/(platform/.*|CMakeLists\.txt|imgui_config\.h)",
     "only platform/ knows the browser"),
    (r"\busing namespace\b(?! std::string_view_literals)", ".", r"tests/.*", "names say where they come from"),
    (r"\b(TODO|FIXME|XXX|HACK)\b", ".", r"tests/tidy/.*", "finish it or take it out"),
    (r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)", "web", None, "text is no program"),
    (r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)", "wasm-app", None,
     "text is no program"),
    (r"\.detach\(\)", "server", None, "every thread is joined"),
    (r"\.detach\(\)", "tests", None, "every thread is joined"),
]
SQLITE = re.compile(r'"[^"\n]*\b(PRAGMA|SAVEPOINT|BEGIN IMMEDIATE|WAL)\b')
SQL = re.compile(r"\b(SELECT\s.+\sFROM\s|INSERT (OR \w+ )?INTO\s|UPDATE \w+ SET\s|DELETE FROM\s|CREATE (TABLE|INDEX|TRIGGER)\s"
                 r"|DROP TABLE\s|ALTER TABLE\s|BEGIN( IMMEDIATE)?$|COMMIT$|ROLLBACK( TO)?\b|SAVEPOINT\s|PRAGMA\s)")


def sources(folder=".", endings=CODE):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", folder], cwd=ROOT, text=True,
                            capture_output=True, check=True).stdout.split("\n")
    return sorted(name for name in listed if name.endswith(endings) and (ROOT / name).is_file())


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def without_comments(text):
    text = re.sub(r'//[^\n]*', "", text)
    return re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.S)


def folder_of(name):
    if re.fullmatch(r"server/[^/]+", name):
        return "server (serve)" if SERVE.fullmatch(name) else "server (tools)"
    parts = name.split("/")[:-1]
    return next((f for f in ("/".join(parts[:3]), "/".join(parts[:2])) if f in LAYERS), "")


def layers():
    for name in sources():
        folder = folder_of(name)
        allowed = LAYERS.get(folder)
        if allowed is None:
            continue
        for line, text in enumerate(text_of(name).split("\n"), 1):
            found = re.match(r'\s*#include\s*"([a-z_]+)/', text)
            if found and found.group(1) in OURS and found.group(1) not in allowed:
                yield f"{name}:{line}: {folder} must not include {found.group(1)}/"


def features_keep_apart():
    """A feature of the page stands on the shell and the calls alone; what must know two stands beside them."""
    for name in sources("wasm-app/app"):
        inside = name.split("/")[2:-1]
        if not inside:
            continue
        allowed = {"app/shell/", "app/calls/", "app/effect.hpp"}
        if inside[0] == "features":
            allowed.add(f"app/features/{inside[1]}/")
        if inside[0] == "targets":
            allowed.add("app/targets/")
        for line, text in enumerate(text_of(name).split("\n"), 1):
            found = re.match(r'\s*#include\s*"(app/[^"]*)"', text)
            if found and not found.group(1).startswith(tuple(allowed)):
                yield f"{name}:{line}: {'/'.join(inside)} must not include {found.group(1)}"


def limits():
    for name in sources(endings=(*CODE, *SCRIPTS, ".css", ".py")):
        lines = text_of(name).rstrip("\n").split("\n")
        most = 300 if name.startswith("wasm-app/screens/") else 500
        if len(lines) > most:
            yield f"{name}: {len(lines)} lines, at most {most}"
        if not name.endswith(CODE):
            continue
        table = False  # tables are set by hand, between clang-format's own marks
        for number, line in enumerate(lines, 1):
            if "clang-format o" in line:
                table = "clang-format off" in line
            if len(line) > 110 and not table:
                yield f"{name}:{number}: {len(line)} characters, at most 110"


def blank_out(text):
    """The same lines without comments and what strings say."""
    def blank(match):
        return '""' + "\n" * match.group(0).count("\n") if match.group(0)[0] in "\"R'" else "\n" * match.group(0).count("\n")
    return re.sub(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
                  blank, text, flags=re.S)


CONTROL = re.compile(r"\b(if|for|while|switch|catch|do|else|return)\b")
SIGNATURE = re.compile(r"[\w>~=&*\]]\s*\([^;]*\)\s*(const\b|noexcept\b|override\b|final\b|&{1,2}|->[^;{}]*|requires[^;{}]*|\s)*"
                       r"(:(?!:)[^;]*)?$", re.S)


def functions_in(text):
    """Every function with a body, wherever it stands: (first line, its lines between the braces)."""
    text = blank_out(text)
    lines = text.split("\n")
    stack, head, line = [], "", 1
    for char in text:
        if char == "{":
            trimmed = head.strip()
            lambda_or_list = re.search(r"\]\s*(\([^()]*\))?[^()]*$", trimmed) and "operator" not in trimmed
            initialiser = re.search(r":(?!:)[^;]*[\w>]$", trimmed) and ")" in trimmed and SIGNATURE.search(
                re.sub(r":(?!:)[^;]*$", "", trimmed))
            is_function = bool(not initialiser and not lambda_or_list and SIGNATURE.search(trimmed)
                               and not CONTROL.match(re.sub(r"^[}\s]*", "", trimmed).lstrip())
                               and not re.match(r"(namespace|struct|class|enum|union)\b[^()]*$", trimmed))
            stack.append((is_function, line, head + "{}" if initialiser else ""))
            head = ""
        elif char == "}" and stack:
            is_function, start, resumed = stack.pop()
            if is_function:
                yield start, lines[start:line - 1]
            head = resumed
        elif char == ";":
            head = ""
        else:
            head += char
        line += char == "\n"


def function_lengths():
    for name in sources():
        if name.startswith("tests/"):
            continue
        for start, body in functions_in(text_of(name)):
            # A table written as a switch counts by what is not a case.
            body = [text for text in body if not re.match(r"\s*case .*:", text)]
            if len(body) > 70:
                yield f"{name}:{start}: a function of {len(body)} lines, at most 70"


def functions_are_all_seen():
    """The rule above is worth what it finds: wrapped signatures, methods in a class, constructors with lists."""
    sample = """
struct A {
    int one(int x) const { return x; }
    A(int a)
        : b_{a}, c_(a) {
        two();
    }
    void operator()(Event const& event) const {
        if (a) { b(); }
    }
};
Result<std::vector<int>, Mistakes> three(int a,
                                         int b) {
    auto const f = [&](int c) { return c; };
    for (int i = 0; i < 3; ++i) { f(i); }
    return {};
}
enum class E { a, b };
int const table[] = {1, 2};
"""
    found = len(list(functions_in(sample)))
    if found != 4:
        yield f"tidy.py: sees {found} of the sample's 4 functions"


def bans():
    for pattern, folder, excepted, why in BANS:
        for name in sources(folder, CODE + (".js", ".mjs", ".py", ".txt")):
            if excepted and re.fullmatch(excepted, name):
                continue
            text = text_of(name)
            text = without_comments(text) if name.endswith(CODE) else text
            text = re.sub(r'"(\\.|[^"\\\n])*"', '""', text) if "include" not in pattern else text
            for found in re.finditer(pattern, text):
                yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found.group(0)}: {why}"


def literals_of(text):
    """(line, text) of each string literal; neighbours that the compiler joins are one."""
    piece = r'"(?:\\.|[^"\\\n])*"|R"\((?:.|\n)*?\)"'
    for found in re.finditer(rf"(?:{piece})(?:\s*(?:{piece}))*", without_comments(text)):
        parts = re.findall(piece, found.group(0))
        joined = "".join(part[3:-2] if part.startswith("R") else part[1:-1] for part in parts)
        yield without_comments(text).count("\n", 0, found.start()) + 1, joined


def sql_only_in_store():
    for name in sources("server") + sources("shared") + sources("wasm-app"):
        # The simulated outside keeps a book of its own, which is nobody's store.
        if name.startswith("server/store/") or name == "server/outside/simulated/book.cpp":
            continue
        for line, literal in literals_of(text_of(name)):
            if SQL.search(literal):
                yield f"{name}:{line}: SQL outside store/"


def core_includes_only_what_is_listed():
    for name in sources("shared"):
        for found in re.finditer(r"#include\s*<([^>]+)>", text_of(name)):
            if found.group(1) not in CORE_HEADERS and name not in ("shared/wire/json.cpp", "shared/base/check.cpp"):
                yield f"{name}: <{found.group(1)}> is not on the core's list"


def sqlite_only_in_its_folder():
    for name in sources("server/store"):
        if name.startswith("server/store/sqlite/"):
            continue
        for number, line in enumerate(without_comments(text_of(name)).split("\n"), 1):
            if SQLITE.search(line):
                yield f"{name}:{number}: SQLite's own words outside store/sqlite/"


def texts_complete():
    catalogue = "".join(text_of(name) for name in sources("wasm-app/text") if name.endswith(".hpp"))
    used = "".join(text_of(name) for name in sources("wasm-app"))
    used += "".join(text_of(name) for name in sources("shared/wire"))
    seen = set()
    for name, rest in re.findall(r"inline constexpr Text (\w+)\{(.*?)\};\n", catalogue, re.S):
        strings = re.findall(r'"((?:\\.|[^"\\])*)"', re.sub(r'(?<!\\)"\s+"', "", rest))
        if name in seen:
            yield f"catalogue: {name} stands twice"
        seen.add(name)
        if len(strings) != 2 or not all(strings):
            yield f"catalogue: {name} needs both languages"
            continue
        slots = [sorted(set(re.findall(r"\{\d\}", s))) for s in strings]
        if slots[0] != slots[1]:
            yield f"catalogue: {name} has other slots in English"
        if not re.search(rf"\bt::{name}\b", used):
            yield f"catalogue: {name} is never shown"
    for name in sources("wasm-app/text"):
        for number, line in enumerate(text_of(name).split("\n"), 1):
            if "’" in line:
                yield f"{name}:{number}: fonts for Chinese draw ’ a whole sign wide; write '"


def no_visible_text_elsewhere():
    for name in sources("wasm-app"):
        if name.startswith(("wasm-app/text/", "wasm-app/widgets/text_wrap", "wasm-app/screens/gallery")):
            continue
        for number, line in enumerate(without_comments(text_of(name)).split("\n"), 1):
            if re.search(r'"[^"]*[\u4e00-\u9fff][^"]*"', line):
                yield f"{name}:{number}: a Chinese sentence outside text/"


def screens_keep_nothing():
    for name in sources("wasm-app/screens"):
        for number, line in enumerate(text_of(name).split("\n"), 1):
            if re.match(r"\s+static\b", line):
                yield f"{name}:{number}: a static in draw code"


def no_default_in_our_switches():
    for name in sources("shared") + sources("wasm-app"):
        for number, line in enumerate(without_comments(text_of(name)).split("\n"), 1):
            if re.match(r"\s*default:", line) and not name.endswith(("json.cpp", "text_wrap.cpp")):
                yield f"{name}:{number}: `default` hides a forgotten enum value"


def headers_open_well():
    for name in sources(".", (".hpp",)):
        lines = text_of(name).split("\n")
        if lines[0] != "#pragma once" or not lines[1].startswith("// "):
            yield f"{name}: must open with #pragma once and one line that says what it is"


def no_places_of_this_machine():
    places = re.compile(r"\bdeb\.[a-z]+\.org|\bregistry\.[a-z]+js|/wor[k]/(main|shared)|/tm[p]/bash_jobs")
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True, capture_output=True,
                           check=True).stdout.split("\n")
    for name in filter(None, names):
        path = ROOT / name
        if not path.is_file() or path.suffix in (".png", ".jpg", ".webp"):
            continue
        found = places.search(path.read_text(encoding="utf-8", errors="replace"))
        if found:
            yield f"{name}: names {found.group(0)}"


def scripts_stay_small():
    """As web/README.md counts: comments and blank lines are free."""
    total = 0
    for name in sources("web", SCRIPTS) + sources("wasm-app", SCRIPTS):
        lines = re.sub(r"/\*.*?\*/", "", text_of(name), flags=re.S).split("\n")
        total += sum(1 for line in lines if line.strip() and not line.strip().startswith("//"))
    if total > 1050:
        yield f"{total} lines of JavaScript in the page, at most 1050"


RULES = [layers, features_keep_apart, limits, function_lengths, functions_are_all_seen, bans, sql_only_in_store, sqlite_only_in_its_folder,
         core_includes_only_what_is_listed, texts_complete, no_visible_text_elsewhere,
         screens_keep_nothing, no_default_in_our_switches, headers_open_well, no_places_of_this_machine,
         scripts_stay_small]


def main():
    failed = 0
    for rule in RULES:
        broken = list(rule())
        failed += bool(broken)
        print(("not ok " if broken else "ok ") + rule.__name__.replace("_", " "))
        for line in broken[:20]:
            print("   " + line)
        if len(broken) > 20:
            print(f"   … {len(broken) - 20} more")
    print(f"{len(RULES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
