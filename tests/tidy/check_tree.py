#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""House rules of the source tree that no compiler checks.

    tests/tidy/check_tree.py [ROOT]

Prints `path:line: [rule] what is wrong` for each finding; exit 1 if there is any. The rules:

    links      a room links (core/CMakeLists.txt) the rooms that it includes or names, no other
    include    rooms use earlier rooms only, through the headers at a room's top; room.h is for
               the room alone
    table      only the room that makes a table writes it; only later rooms read it
    system     what differs between systems stands in core/platform: no other file of core, ui or
               app includes a header of POSIX or Windows, asks which system it is built for, or
               names a file of the system's own (/proc, /dev)
    category   a room's logging category bears the room's name (funddesk.storage)
    markup     ui shows what people wrote as they wrote it: who sets markup escapes what goes into
               it (toHtmlEscaped in the same file)
    floating   no float or double in core (one exception: reading JSON, marked `// json`)
    piece      a piece of a text is taken by left, mid or right, which end where the text ends;
               first, last and sliced abort on a text that is shorter than it should be, and one
               altered from outside is
    sql        SQL is what two engines understand alike (a conflict names its columns; no INSERT
               OR, scalar max over a bound value, iif, JSON or printf by the engine, id of the
               engine's own), and SQLite itself is called in core/storage only
    collation  ORDER BY on a text says COLLATE BINARY: engines differ where it does not
    license    each source file begins with its SPDX line
    length     a file has at most 400 lines
    width      a line has at most 100 characters
    text       no tabs, no blanks at a line's end, LF, one newline at the end of the file
    unfinished no note to come back later: open work is an issue, not a comment
    allowance  tests/tidy/allow.txt says who may exceed a length or a width, how far, and why;
               an entry that is no longer needed is a finding too
"""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Iterator, NamedTuple

# The order of the money's way: a room may include the rooms before it, and itself.
ROOMS = ["platform", "logging", "money", "pinyin", "labels", "api", "storage", "journal", "ledger",
         "identity", "plan", "units", "declaration", "acceptance", "disbursement", "archive",
         "disclosure", "supervision", "opening", "warnings", "reports", "audit", "overview", "fund",
         "protocol", "client"]
# Above core: who may include whom, besides any room of core.
FRONTS = {"ui": {"ui"}, "app": {"ui", "app"}, "tests": {"ui", "app", "tests"}}

CODE = {".cpp", ".h"}
SCRIPTS = {".py", ".sh"}
TEXT = CODE | SCRIPTS | {".md", ".txt", ".json", ".cmake", ".yml", ".qrc", ".jsonl"}
CHECKED = ("core/", "ui/", "app/", "tests/")
LENGTH, WIDTH = 400, 100
LICENSE = "SPDX-License-Identifier: GPL-3.0-only"
ALLOWANCES = "tests/tidy/allow.txt"

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>)')
FLOATING = re.compile(r"\b(?:float|double|qreal|toDouble|toFloat)\b")
# On a list first(n) is right, for it has nothing else: such a line is marked `// list`.
PIECE = re.compile(r"\b(?:first|last|sliced)\((?=[^)\s])(?!.*// list)")
# Headers and files that only one kind of system has, and questions which system this is.
SYSTEM = re.compile(
    r"^\s*#\s*include\s*<(?:sys/.*|linux/.*|unistd|fcntl|termios|pwd|grp|poll|dirent|signal|syslog"
    r"|io|windows|qt_windows|winsock2|aclapi|conio|direct)(?:\.h)?>"
    r"|^\s*#\s*(?:if|ifdef|ifndef|elif)\b.*\b(?:Q_OS_\w+|_WIN32|__linux__|__unix__)"
    r'|^[^"]*"/(?:proc|sys|dev|etc)/')
# What only SQLite understands, as it stands in a literal.
SQL = re.compile(r'"[^"]*(?:\bINSERT OR \w+|\bREPLACE INTO\b|\bON CONFLICT DO\b|\biif\('
                 r'|\bjson_\w+\(|\bprintf\(|\bWHERE 1\b|\bmax\(\w+, \?|\w ->> |AUTOINCREMENT)')
ENGINE = re.compile(r"\bsqlite3\w*\b")
# Up to the clause's end: LIMIT, a bracket that closes around it, or the end of the literal.
ORDERED = re.compile(r"\bORDER BY ((?:[^()\"%;]|\([^()]*\))+?)(?=\s*(?:\bLIMIT\b|[)\"%;]|$))")
# Columns that hold whole numbers.
FIGURES = {"seq", "n", "chunk", "number", "cid", "pk", "rowid"}
CATEGORY = re.compile(r'\s*Q_LOGGING_CATEGORY\(\w+, "([^"]*)"')
# Where Qt reads a text as markup, which may load a file or lead somewhere.
MARKUP = re.compile(r"\b(?:RichText|MarkdownText|AutoText|set(?:Html|Markdown|WhatsThis)|insertHtml"
                    r"|appendHtml)\b")
# A room's name before what is taken of it, and its line in core/CMakeLists.txt.
NAMED = re.compile(r"\b(" + "|".join(ROOMS) + r")(?:::|/\w+\.h>)")
LINKED = re.compile(r"funddesk_room\((\w+)(?:\s+USES([\s\w]*?))?\s+SOURCES\b")
# SQL in core's literals, after neighbouring literals were joined.
MADE = re.compile(r"\bCREATE TABLE (\w+)")
WRITTEN = re.compile(r"\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)")
READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
# Written apart, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
# The window's world; Qt Core and the like are meant for core, these are not.
WINDOW = re.compile(r"^Qt(?:Gui|Widgets|Charts|PrintSupport|Svg|Pdf)\w*(?:/|$)|^QApplication$")


class Finding(NamedTuple):
    path: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: [{self.rule}] {self.text}"


def files(root: Path) -> list[str]:
    """Tracked and new files that are not ignored; without git, everything but build folders."""
    git = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=root,
                         capture_output=True, check=False)
    if git.returncode == 0:
        names = git.stdout.decode().split("\0")
    else:
        names = [p.relative_to(root).as_posix() for p in root.rglob("*")]
    names = [n for n in names if n and not n.startswith("build") and (root / n).is_file()]
    return sorted(set(names))


def without_comments(text: str) -> str:
    """C++ text with comments and literals blanked; lines stay where they are."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
                       r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.S)
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def room_of(path: str) -> str:
    """The room of a file of core, or the top folder of any other."""
    parts = PurePosixPath(path).parts
    return parts[1] if parts[0] == "core" and len(parts) > 2 else parts[0]


def include_problem(path: str, target: str, root: Path) -> str | None:
    """What is wrong with `#include "target"`, or `<target>`, in this file, if anything."""
    here = room_of(path)
    parts = PurePosixPath(target).parts
    if ".." in parts or "." in parts or target.startswith("/"):
        return f'{target}: name the room instead of a way to it'
    there = parts[0] if len(parts) > 1 else None
    if there == here or (root / path).parent.joinpath(target).is_file():
        return None
    if there in ROOMS:
        if here in ROOMS and ROOMS.index(there) > ROOMS.index(here):
            return f'{target}: {here} comes before {there} and may not use it'
        if len(parts) != 2 or parts[1] == "room.h":
            return f'{target}: that is {there}\'s own business'
        return None
    if there in FRONTS:
        return None if there in FRONTS.get(here, ()) else f'{target}: {here} may not use {there}'
    if here in ROOMS:
        return f'{target}: no such room, and no such file beside this one'
    return None  # generated files and folders of ui: the build finds those


def check_includes(path: str, text: str, root: Path) -> Iterator[Finding]:
    here = room_of(path)
    in_core = path.startswith("core/")
    if in_core and here not in ROOMS:
        yield Finding(path, 1, "include", f"core/{here} is not in the list of rooms")
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quoted, angled = match.groups()
        name = angled if quoted is None else quoted
        first = PurePosixPath(name).parts[0]
        ours = quoted is not None or first in ROOMS or first in FRONTS
        problem = include_problem(path, name, root) if ours else None
        if problem:
            yield Finding(path, number, "include", problem)
        if in_core and WINDOW.match(name):
            yield Finding(path, number, "include", f"<{name}>: core knows no window")


def check_links(root: Path, paths: list[str]) -> Iterator[Finding]:
    """The rooms that each room links are those that it uses."""
    listing = "core/CMakeLists.txt"
    uses: dict[str, set[str]] = {room: set() for room in ROOMS}
    for path in paths if listing in paths else []:
        here = room_of(path)
        if path.startswith("core/") and here in uses and PurePosixPath(path).suffix in CODE:
            text = (root / path).read_bytes().decode(errors="replace")
            uses[here] |= set(NAMED.findall(without_comments(text))) - {here}
    text = re.sub(r"(?m)#.*$", "", (root / listing).read_text()) if listing in paths else ""
    for match in LINKED.finditer(text):
        room, linked = match[1], set((match[2] or "").split())
        line = text[:match.start()].count("\n") + 1
        for other in sorted(uses.get(room, set()) ^ linked):
            wrong = f"links {other} without use" if other in linked else f"uses {other}: link it"
            yield Finding(listing, line, "links", f"{room} {wrong}")


def tables_of(root: Path, paths: list[str]) -> dict[str, str]:
    """Each table of core and the room that makes it."""
    owners = {}
    for path in paths:
        if path.startswith("core/") and PurePosixPath(path).suffix in CODE:
            text = (root / path).read_bytes().decode(errors="replace")
            owners |= {table: room_of(path) for table in MADE.findall(text)}
    return owners


def check_tables(path: str, text: str, owners: dict[str, str]) -> Iterator[Finding]:
    here = room_of(path)
    if not path.startswith("core/") or here not in ROOMS:
        return
    text = re.sub(r"(?m)^\s*//.*$", "", text)
    text = re.sub(r'"(\s*)"', r" \1 ", text)
    for pattern, verb in ((WRITTEN, "writes"), (READ, "reads")):
        for match in pattern.finditer(text):
            owner = owners.get(match[1], here)
            if owner == here or (verb == "reads" and ROOMS.index(owner) < ROOMS.index(here)):
                continue
            line = text[:match.start(1)].count("\n") + 1
            yield Finding(path, line, "table", f"{here} {verb} {match[1]}, a table of {owner}")


def check_floating(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith("core/"):
        return
    plain = without_comments(text).split("\n")
    for number, (line, code) in enumerate(zip(text.split("\n"), plain), 1):
        match = FLOATING.search(code)
        if not match:
            continue
        if path.startswith("core/journal/") and line.rstrip().endswith("// json"):
            continue
        yield Finding(path, number, "floating", f"{match.group()}: figures here are whole numbers")


def check_markup(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith(("ui/", "app/")) or "toHtmlEscaped" in text:
        return
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        match = MARKUP.search(line)
        if match and path != "ui/theme/style.cpp": # which takes the habit away
            yield Finding(path, number, "markup", f"{match.group()}: escape what people wrote")


def check_pieces(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith(("core/", "ui/", "app/")):
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = PIECE.search(line)
        if found and line[found.start() - 1] in ".>":
            yield Finding(path, number, "piece",
                          f"{found.group()[:-1]} aborts where the text is shorter; "
                          "use left, mid or right, or mark a list `// list`")


def check_sql(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith(("core/", "ui/", "app/")):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if found := SQL.search(line):
            yield Finding(path, number, "sql", f"only SQLite understands {found.group()[1:]}")
        if not path.startswith("core/storage/") and (found := ENGINE.search(line)):
            yield Finding(path, number, "sql", f"{found.group()} belongs to core/storage")


def check_collations(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith("core/"):
        return
    plain = re.sub(r'"(\s*)u?"', r" \1 ", re.sub(r"(?m)^\s*//.*$", "", text))
    for match in ORDERED.finditer(plain):
        for term in re.split(r",(?![^(]*\))", match[1]):
            column = re.fullmatch(r"\s*(?:\w+\.)?(\w+)(?:\s+(?:ASC|DESC))?\s*", term)
            if column and column[1] not in FIGURES:
                line = plain[:match.start()].count("\n") + 1
                yield Finding(path, line, "collation", f"ORDER BY {column[1]}: say COLLATE BINARY, "
                              "or list it among the figures")


def check_system(path: str, text: str) -> Iterator[Finding]:
    if path.startswith("tests/") or path.startswith("core/platform/"):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if SYSTEM.match(line):
            yield Finding(path, number, "system", "one system's own: it belongs to core/platform")


def check_category(path: str, text: str) -> Iterator[Finding]:
    if not path.startswith("core/"):
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = CATEGORY.match(line)
        if match and match.group(1) != "funddesk." + room_of(path):
            yield Finding(path, number, "category", f'{match.group(1)}: it is the room\'s name')


def check_license(path: str, text: str) -> Iterator[Finding]:
    suffix = PurePosixPath(path).suffix
    lines = text.split("\n")
    if suffix in CODE and lines[0] != f"// {LICENSE}":
        yield Finding(path, 1, "license", f"the first line must be: // {LICENSE}")
    if suffix in SCRIPTS and f"# {LICENSE}" not in lines[:2]:
        yield Finding(path, 1, "license", f"line 1 or 2 must be: # {LICENSE}")


def check_text(path: str, text: str) -> Iterator[Finding]:
    if "\r" in text:
        yield Finding(path, text[:text.index("\r")].count("\n") + 1, "text", "a carriage return")
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield Finding(path, text.count("\n") + 1, "text", "a file ends with one newline")
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip(" \t"):
            yield Finding(path, number, "text", "blanks at the end of the line")
        if "\t" in line and PurePosixPath(path).suffix in CODE | SCRIPTS:
            yield Finding(path, number, "text", "a tab; use spaces")


def check_unfinished(path: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        match = UNFINISHED.search(line)
        if match:
            yield Finding(path, number, "unfinished", f"{match.group()}: finish it or file it")


class Allowance(NamedTuple):
    line: int      # its place in the list
    most: int


def read_allowances(root: Path) -> tuple[dict[tuple[str, str], Allowance], list[Finding]]:
    """`length|width PATH MOST  reason` a line; '#' begins a comment line."""
    found, problems = {}, []
    source = root / ALLOWANCES
    for number, line in enumerate(source.read_text().split("\n") if source.is_file() else [], 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"(length|width) (\S+) (\d+)  (\S.*)", line)
        if match:
            found[match[1], match[2]] = Allowance(number, int(match[3]))
        else:
            problems.append(Finding(ALLOWANCES, number, "allowance",
                                    "write `length|width PATH MOST  reason`, a reason included"))
    return found, problems


def check_size(path: str, text: str, allowed: dict, used: set) -> Iterator[Finding]:
    """Length and width, each with the figure an allowance sets instead."""
    lines = text.removesuffix("\n").split("\n")
    widest = max(range(len(lines)), key=lambda i: len(lines[i]))
    for rule, figure, most, number in (("length", len(lines), LENGTH, LENGTH + 1),
                                       ("width", len(lines[widest]), WIDTH, widest + 1)):
        if figure <= most:
            continue
        allowance = allowed.get((rule, path))
        if allowance:
            used.add((rule, path))
            most = allowance.most
        if figure > most:
            unit = "lines in the file" if rule == "length" else "characters in the line"
            yield Finding(path, number, rule, f"{figure} {unit}, {most} are allowed")


def check(root: Path) -> list[Finding]:
    allowed, findings = read_allowances(root)
    used: set[tuple[str, str]] = set()
    paths = files(root)
    owners = tables_of(root, paths)
    findings += check_links(root, paths)
    for path in paths:
        suffix = PurePosixPath(path).suffix
        if suffix not in TEXT and path not in ("dev", ".ci/run"):
            continue
        try:
            text = (root / path).read_bytes().decode()
        except UnicodeDecodeError as error:
            findings.append(Finding(path, 1, "text", f"not UTF-8: {error.reason}"))
            continue
        findings += check_text(path, text)
        if suffix in CODE | SCRIPTS or path in ("dev", ".ci/run"):
            findings += check_unfinished(path, text)
            findings += check_size(path, text, allowed, used)
        if path.startswith(CHECKED):
            findings += check_license(path, text)
            if suffix in CODE:
                findings += check_includes(path, text, root)
                findings += check_tables(path, text, owners)
                findings += check_floating(path, text)
                findings += check_system(path, text)
                findings += check_markup(path, text)
                findings += check_category(path, text)
                findings += check_pieces(path, text)
                findings += check_sql(path, text)
                findings += check_collations(path, text)
    for key, allowance in allowed.items():
        if key not in used:
            findings.append(Finding(ALLOWANCES, allowance.line, "allowance",
                                    f"{key[1]} does not need it any more"))
    return findings


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    findings = check(root)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
