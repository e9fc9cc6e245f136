#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The table clause -> rule -> where it is judged -> the test that proves it.

Read from core/journal/rules.{h,cpp}, from every refuse(Rule::X in core/ and from the names of the
tests. `--write` puts it into core/RULE_TABLE.md; without it the file has to be up to date, and a
rule that has no test of its own fails.
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


def judged_in():
    found = {}
    for path in sorted((ROOT / "core").glob("*/*.cpp")):
        for name in re.findall(r"Rule::(\w+)", path.read_text(encoding="utf-8")):
            if path.name != "rules.cpp":
                found.setdefault(name, set()).add(str(path.relative_to(ROOT / "core")))
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
    lines = ["# Rules: clause, where it is judged, what proves it", "",
             "Written by `tests/tidy/rule_table.py --write`; a rule without a test fails.",
             "", "| clause | rule | judged in core/ | proved in tests/ |",
             "| --- | --- | --- | --- |"]
    for name, rule, article in catalogue():
        if rule not in proved:
            missing.append(rule)
        places = ", ".join(sorted(judged.get(name, []))) or "-"
        proofs = ", ".join(sorted(proved.get(rule, []))) or "-"
        lines.append(f"| {article or '-'} | `{rule}` | {places} | {proofs} |")
    text = "\n".join(lines) + "\n"
    if "--write" in sys.argv[1:]:
        TABLE.write_text(text, encoding="utf-8")
    elif not TABLE.exists() or TABLE.read_text(encoding="utf-8") != text:
        print("core/RULE_TABLE.md is out of date: run tests/tidy/rule_table.py --write")
        return 1
    if missing:
        print("rules without a test whose name begins with their id: " + ", ".join(missing))
        return 1
    print(f"{len(lines) - 6} rules, each with a test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
