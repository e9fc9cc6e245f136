#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""core/CONTRACT.md and core/RULES.md say what the program says of itself by `fundctl contract`.

contract_test.py PATH-TO-FUNDCTL SOURCE-ROOT [--write]

--write puts the three tables of CONTRACT.md between their marks anew. RULES.md is written by hand:
here every rule that refuses has its row with its clause, and no row but a promise is of another.
"""
import json
import pathlib
import re
import subprocess
import sys

FUNDCTL, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
CONTRACT, RULES = ROOT / "core/CONTRACT.md", ROOT / "core/RULES.md"
LISTS = {"list", "texts", "ids"}
BY_COMMAND = {"state.order"}  # its clause is the command's


def asked(*words):
    return subprocess.run([FUNDCTL, "contract", *words], check=True, capture_output=True).stdout


def shape(fields):
    """The fields of a shape in one line; types only where the key does not tell."""
    said = []
    for field in fields:
        text = field["key"] + ("[]" if field["type"] in LISTS else "")
        text += "?" if field.get("optional") else ""
        if "choices" in field:
            text += ": " + "·".join(field["choices"])
        elif "of" in field:
            text += ": {" + shape(field["of"]) + "}"
        elif field["type"] in ("bool", "integer", "amount-or-zero", "private", "path"):
            text += ": " + field["type"]
        said.append(text)
    return ", ".join(said) or "-"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def tables(contract):
    roles = lambda one: "·".join(one["roles"]) or "-"
    fields = lambda one: shape([f for f in one["with"] if f["key"] not in ("signed", "sheet")])
    return {
        "commands": table(["do", "roles", "with"],
                          [[f"`{c['do']}`" + (" ✍" if c["signed"] else ""), roles(c), fields(c)]
                           for c in contract["commands"]]),
        "rules": table(["rule", "clause", "sentence"],
                       [[f"`{r['id']}`", r["article"] or "-", r["sentence"]]
                        for r in contract["rules"]]),
        "questions": table(["ask", "roles", "with"],
                           [[f"`{q['ask']}`", roles(q), shape(q["with"])]
                            for q in contract["questions"]]),
    }


def filled(text, contract):
    for name, rows in tables(contract).items():
        pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
        assert pattern.search(text), f"CONTRACT.md has no place for {name}"
        text = pattern.sub(lambda found: found[1] + rows + "\n" + found[2], text)
    return text


def rules_wrong(contract):
    rows = {row[0]: row for row in re.findall(r"^\| `([\w.-]+)`( \(promise\))? \| ([^|]+) \|",
                                              RULES.read_text(encoding="utf-8"), re.M)}
    for rule in contract["rules"]:
        row = rows.pop(rule["id"], None)
        if row is None or row[1]:
            yield f"RULES.md has no row for {rule['id']}, which refuses"
        elif rule["id"] not in BY_COMMAND and row[2] != (rule["article"] or "-"):
            yield f"RULES.md cites {row[2]} for {rule['id']}, the program {rule['article'] or '-'}"
    for name, promise, _ in rows.values():
        if not promise:
            yield f"RULES.md has {name}, which refuses nothing, and does not call it a promise"


def main():
    contract = json.loads(asked("--format", "json"))
    text = CONTRACT.read_text(encoding="utf-8")
    if "--write" in sys.argv[3:]:
        CONTRACT.write_text(filled(text, contract), encoding="utf-8")
        text = filled(text, contract)
    wrong = list(rules_wrong(contract))
    if text != filled(text, contract):
        wrong.append("core/CONTRACT.md is out of date: run contract_test.py with --write")
    lines = asked().decode()
    wrong += [f"fundctl contract does not name {one}"
              for one in [c["do"] for c in contract["commands"]]
              + [q["ask"] for q in contract["questions"]] + [contract["hash"]] if one not in lines]
    print("\n".join(wrong) or f"{len(contract['commands'])} commands, "
          f"{len(contract['questions'])} questions, {len(contract['rules'])} rules agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
