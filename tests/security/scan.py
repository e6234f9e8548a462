#!/usr/bin/env python3
"""Lets scanners of others loose on the program: wapiti at every GET of the API and the page, sqlmap at what searches and
at bodies. Both from Debian, run by hand (apt-get install wapiti sqlmap); what they found stands in README.md.

    scan.py PROGRAM WEB FOLDER [--seconds N] [--only wapiti|sqlmap]

PROGRAM serves the demo on 127.0.0.1 from FOLDER/data. Each audience is signed in by the demo's door. Reports lie in FOLDER.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
AUDIENCES = ("buyer", "merchant", "platform")
MODULES = ("backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,"
           "shellshock,sql,xss")


class Desk:
    """As it is behind a proxy with TLS, without the proxy."""

    def __init__(self, program: str, web: str, folder: pathlib.Path, port: int):
        self.process = subprocess.Popen(
            [program, "serve", "--port", str(port), "--data", str(folder / "data"), "--demo", str(ROOT / "assets/demo"), "--web", web,
             "--public-url", "https://shop.example", "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not any("listens on" in line for line in self.process.stdout):
            sys.exit("it does not start")
        self.origin = f"http://127.0.0.1:{port}"
        self.cookies = {audience: self.door(audience) for audience in AUDIENCES}

    def door(self, audience: str) -> str:
        request = urllib.request.Request(f"{self.origin}/api/v1/{audience}/demo-sessions", b"{}", {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return answer.headers["Set-Cookie"].split(";")[0]

    def get(self, path: str, audience: str = ""):
        request = urllib.request.Request(self.origin + path, headers={"Cookie": self.cookies[audience]} if audience else {})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def statuses(self) -> collections.Counter:
        """How many answers there were, by status."""
        counted = collections.Counter()
        with urllib.request.urlopen(self.origin + "/metrics") as answer:
            for status, count in re.findall(r'^afterdesk_requests_total\{.*status="(\d+)".*\} (\d+)$', answer.read().decode(), re.M):
                counted[status] += int(count)
        return counted

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def addresses(desk: Desk, document: dict, audience: str) -> list[str]:
    """Every GET that he may use, of things that are there, and with each that may stand behind its "?"."""
    tickets = desk.get(f"/api/v1/{audience}/tickets", audience)["items"]
    known = {"ticket_no": tickets[0]["ticket_no"], "order_no": tickets[0].get("order_no", "E1001"), "sku": "K1", "id": "x", "channel": "simulated",
             "shop_id": "s1", "shop": "s1", "version": "1"}
    out = []
    for path, operations in document["paths"].items():
        ours = f"/{audience}/" in path or not any(f"/{one}/" in path for one in AUDIENCES)
        if "get" not in operations or not ours or path.endswith("/events"):
            continue
        place = re.sub(r"\{(\w+)\}", lambda m: urllib.parse.quote(known.get(m.group(1), "x")), path)
        out.append(desk.origin + place)
        for one in operations["get"].get("parameters", []):
            if one["in"] == "query":  # each alone: beside one that is refused nothing else is looked at
                likely = "2026-11-20" if one["name"] in ("from", "to") else known.get(one["name"], "1")
                out.append(f"{desk.origin}{place}?{one['name']}={one['schema'].get('enum', [likely])[0]}")
    return out


def wapiti(desk: Desk, document: dict, audience: str, folder: pathlib.Path, seconds: int) -> None:
    name, value = desk.cookies[audience].split("=", 1)
    jar = folder / f"cookie-{audience}.json"
    host = "127.0.0.1"
    jar.write_text(json.dumps({host: {"/": {name: {"expires": None, "secure": False, "value": value, "version": 0, "port": None}}}}))
    places = addresses(desk, document, audience)
    report = folder / f"wapiti-{audience}.json"
    command = ["wapiti", "-u", desk.origin + "/", "--scope", "domain", "-c", str(jar), "-m", MODULES, "-f", "json", "-o", str(report),
               "--max-attack-time", str(seconds), "--max-scan-time", str(seconds), "-t", "20", "-v", "0", "--no-bugreport",
               "--flush-session", "--store-session", str(folder / "session")]
    for place in places:
        command += ["-s", place]
    before = desk.statuses()
    subprocess.run(command, check=False, stdout=(folder / f"wapiti-{audience}.log").open("w"), stderr=subprocess.STDOUT)
    found = json.loads(report.read_text())
    print(f"wapiti as {audience}: {len(places)} addresses, answers: {dict(desk.statuses() - before)}")
    for kind in ("vulnerabilities", "anomalies", "additionals"):
        for title, entries in found.get(kind, {}).items():
            for entry in entries:
                print(f"  {title}: {entry['method']} {entry['path']} {entry.get('parameter') or ''}: {entry['info'][:160]}")


def sqlmap(desk: Desk, folder: pathlib.Path, seconds: int) -> None:
    asks = [("merchant", "GET", "/api/v1/merchant/tickets?q=1*&sort=deadline", None),
            ("merchant", "GET", "/api/v1/merchant/orders?q=1*", None),
            ("platform", "GET", "/api/v1/platform/audit?who=p1*&noun=staff&q=1*", None),
            ("buyer", "GET", "/api/v1/buyer/tickets?q=1*", None),
            ("merchant", "POST", "/api/v1/merchant/sessions", '{"login":"yunshan*","password":"wrong"}'),
            ("buyer", "POST", "/api/v1/buyer/quotes", '{"order_no":"E1001*","request":{"type":"refund_unshipped","reason":"not_wanted*","lines":[{"line_no":1,"quantity":1}]}}')]
    for audience, method, target, body in asks:
        command = ["timeout", str(seconds), "sqlmap", "--batch", "--level", "3", "--risk", "2", "--ignore-code", "*", "--flush-session",
                   "--dbms", "sqlite", "--output-dir", str(folder / "sqlmap"), "--cookie", desk.cookies[audience], "-u", desk.origin + target]
        if body:
            command += ["--method", method, "--data", body, "-H", "Content-Type: application/json"]
        before = desk.statuses()
        said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
        (folder / "sqlmap.log").open("a").write(said)
        end = "injectable" if "is vulnerable" in said or "sqlmap identified" in said else "nothing" if "do not appear to be injectable" in said else "not to its end"
        print(f"sqlmap {method} {target.split('?')[0]}: {end}, answers: {dict(desk.statuses() - before)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("web")
    options.add_argument("folder")
    options.add_argument("--seconds", type=int, default=60, help="for each module of wapiti, and each address of sqlmap")
    options.add_argument("--port", type=int, default=18_377)
    options.add_argument("--only", choices=("wapiti", "sqlmap"))
    given = options.parse_args()
    folder = pathlib.Path(given.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(given.program, given.web, folder, given.port)
    try:
        document = desk.get("/api/v1/openapi.json")
        for audience in AUDIENCES if given.only != "sqlmap" else ():
            wapiti(desk, document, audience, folder, given.seconds)
        if given.only != "wapiti":
            sqlmap(desk, folder, given.seconds)
        print(f"the server is {'there' if desk.process.poll() is None else 'GONE'}: {urllib.request.urlopen(desk.origin + '/readyz').read().decode().strip()!r}")
    finally:
        desk.end()


if __name__ == "__main__":
    main()
