#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The table clause -> rule -> where it is judged -> the test that proves it.

Read from core/journal/rules.{h,cpp}, from every place in core/ that refuses by a rule or sets a
bound by it, and from the names of the tests. What asks a judge that rooms share counts, too.
Below it stand the promises with their tests, and the commands with the file that registers them.
`--write` puts it into core/RULE_TABLE.md; without it the file has to be up to date, and a rule that
has no test of its own fails.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "core" / "RULE_TABLE.md"


def catalogue():
    text = (ROOT / "core/journal/rules.cpp").read_text(encoding="utf-8")
    pattern = r'RuleInfo\{\s*Rule::(\w+),\s*"([\w.-]+)"_L1,\s*u"([^"]*)"'
    return re.findall(pattern, text)


# A refusal, one of two, a bound or a cap by a rule, and a limit of nothing.
JUDGES = (r"refuse\(\s*(?:journal::)?Rule::(\w+)", r"refuse\([^;:]*\?\s*Rule::(\w+)",
          r"refuse\([^;:]*\?\s*Rule::\w+\s*:\s*Rule::(\w+)", r"\{Rule::(\w+),",
          r"nothing\(\w+,\s*Rule::(\w+)", r"requireOpenMonth|wrongState(?=\()")
SHARED = {"requireOpenMonth": "DiscloseClosed", "wrongState": "StateOrder"}


def judged_in():
    found = {}
    for path in sorted((ROOT / "core").glob("*/*.*")):
        if path.suffix not in (".cpp", ".h") or path.stem == "rules":
            continue
        text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
        for judge in JUDGES:
            for name in re.findall(judge, text):
                if name in SHARED and path.suffix == ".h":
                    continue
                found.setdefault(SHARED.get(name, name), set()).add(
                    str(path.relative_to(ROOT / "core")))
    return found


def promises():
    """The rules of RULES.md that no command is refused by."""
    text = (ROOT / "core/RULES.md").read_text(encoding="utf-8")
    refusing = {rule for _, rule, _ in catalogue()}
    named = re.findall(r"^\| `([a-z]+\.[a-z-]+)`", text, re.M)
    return [rule for rule in named if rule not in refusing]


def commands():
    """Where each command of CONTRACT.md is registered, with its judge and what applies it."""
    text = (ROOT / "core/CONTRACT.md").read_text(encoding="utf-8")
    text = text.partition("<!-- commands -->")[2].partition("<!-- /commands -->")[0]
    names = re.findall(r"^\| `([a-z]+(?:\.[a-z-]+)?)`(?: ✍)? \|", text, re.M)
    found = {name: [] for name in names}
    for path in sorted((ROOT / "core").glob("*/*.cpp")):
        for named in re.findall(r"\.name =([^,]*),", path.read_text(encoding="utf-8")):
            for name in re.findall(r'u"([^"]+)"_s', named):
                if name in found:
                    found[name].append(str(path.relative_to(ROOT / "core")))
    return found


def tests():
    found = {}
    for path in sorted((ROOT / "tests").rglob("*_test.cpp")):
        text = path.read_text(encoding="utf-8")
        for title in re.findall(r'TEST_CASE\(\s*"([^"]*)', text):
            for rule in re.findall(r"[a-z]+\.[a-z-]+(?=[,: ]|$)", title.split(":")[0]):
                found.setdefault(rule, set()).add(str(path.relative_to(ROOT / "tests")))
    return found


def main():
    judged, proved, missing = judged_in(), tests(), []
    lines = ["# Rules: clause, where it is judged, what proves it; commands: where they stand",
             "",
             "Written by `tests/tidy/rule_table.py --write`; a rule without a test fails. What",
             "RULES.md promises and no command is refused by stands below.",
             "", "| clause | rule | judged in core/ | proved in tests/ |",
             "| --- | --- | --- | --- |"]
    for name, rule, article in catalogue():
        if rule not in proved:
            missing.append(rule)
        places = ", ".join(sorted(judged.get(name, []))) or "-"
        proofs = ", ".join(sorted(proved.get(rule, []))) or "-"
        lines.append(f"| {article or '-'} | `{rule}` | {places} | {proofs} |")
    lines += ["", "| promise | proved in tests/ |", "| --- | --- |"]
    for rule in promises():
        lines.append(f"| `{rule}` | {', '.join(sorted(proved.get(rule, []))) or '-'} |")
    lines += ["", "| command | judged and applied in core/ |", "| --- | --- |"]
    lines += [f"| `{name}` | {', '.join(places)} |" for name, places in commands().items()]
    text = "\n".join(lines) + "\n"
    if "--write" in sys.argv[1:]:
        TABLE.write_text(text, encoding="utf-8")
    elif not TABLE.exists() or TABLE.read_text(encoding="utf-8") != text:
        print("core/RULE_TABLE.md is out of date: run tests/tidy/rule_table.py --write")
        return 1
    nowhere = [name for name, places in commands().items() if len(places) != 1]
    if nowhere:
        print("commands that are not registered in one place: " + ", ".join(nowhere))
        return 1
    if missing:
        print("rules without a test whose name begins with their id: " + ", ".join(missing))
        return 1
    print(f"{len(catalogue())} rules, each with a test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
