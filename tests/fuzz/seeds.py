#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Makes the fuzzers' seeds and their dictionary: seeds.py DIRECTORY.

The seeds are small and come from what the tests have already: the shipped plan cut down to two
lines, each command of the contract's table once, a few edits of a fund file. The dictionary holds
the keys and values of those.
"""
import json
import pathlib
import random
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TABLE = SOURCE / "tests/core/fund/contract_table.txt"
PLAN = SOURCE / "resources/plans/guzhang.json"
NUMBERS = SOURCE / "tests/core/journal/numbers.txt"
QUESTIONS = ["plan.show", "budget.execution", "project.list", "payment.list", "inbox",
             "journal.list", "disclosure.preview", "security.log", "payment.limit"]


def small_plan():
    """A plan of two lines and one source that adds up, in the keys of the shipped one."""
    plan = json.loads(PLAN.read_text(encoding="utf-8"))
    lines = plan["lines"][:2]
    source = plan["sources"][0]["code"]
    for line in lines:
        line["budget"] = {source: "1000.00"}
        line["items"] = line["items"][:1]
        for item in line["items"]:
            item["sources"] = [source]
        line.update(scope="", standard_words="", notices=[], supporting=[])
    first = {**plan["sources"][0], "amount": "2000.00"}
    plan.update(lines=lines, sources=[first], notices=[], goals=plan["goals"][:1],
                clauses={"第九条": "…"})
    return plan


def commands():
    """One line of a batch for each command that the contract's table tries."""
    seen = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        tried = re.match(r"(?:try|do) ([a-z]+)\S* (\S+) (\{.*\})$", line)
        if tried and tried[2] not in seen and "@file" not in line:
            who = tried[1].split(",")[0]
            seen[tried[2]] = {"as": who, "do": tried[2],
                              "with": json.loads(tried[3].replace("'", '"'))}
    return list(seen.values())


def strings(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str) and len(value) <= 24:
        yield value


# The planted word (planted.h) is none that a text, a command or a plan leads to; without it in the
# dictionary a canary on a slow machine may miss it.
PLANTED = ["!f", "!fu"]


def write(folder, contents):
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"seed-{number:03}").write_bytes(content)


def dictionary(path, values):
    words = sorted({text for value in values for text in strings(value)})
    quoted = (re.sub(rb'[^ -!#-\[\]-~]', lambda m: b"\\x%02x" % m[0][0], w.encode())
              for w in words if w)
    path.write_bytes(b"".join(b'"' + word + b'"\n' for word in quoted))


def main():
    out = pathlib.Path(sys.argv[1])
    dump = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    plan = small_plan()
    write(out / "plan_file", [dump(plan), dump({"format": "funddesk-plan/1"}), b"{}"])
    lines = commands()
    asked = [{"as": "auditor", "ask": name, "with": {}} for name in QUESTIONS]
    signed = {**lines[0], "signed": {"by": "leader", "on": "2019-06-01", "document": "x"}}
    write(out / "batch_line", [dump(line) for line in lines + asked + [signed]]
          + [b"\n".join(dump(line) for line in lines[:4]), b"{", b"[]", b'{"as":1}'])
    dice = random.Random(2019)
    write(out / "fund_file", [bytes([kind % 4]) + dice.randbytes(5 * (1 + kind % 7))
                              for kind in range(24)])
    numbers = [line[2:] for line in NUMBERS.read_text(encoding="utf-8").splitlines()
               if line and not line.startswith("#")]
    write(out / "free_text", [line.encode() for line in numbers])
    heads = [f"POST /v1/guzhang/{one}" for one in ("login", "logout", "password", "do", "ask",
                                                   "batch", "report", "jobs")]
    heads += ["GET /v1/health", "GET /v1/guzhang/events", "PUT /v1/guzhang/content/" + "ab" * 32,
              "GET /v1/guzhang/jobs/" + "ab" * 16 + "/file"]
    ranges = ["bytes 0-99/100", "bytes */5", "bytes=5-9", "bytes=-3", "https://[::1]:8443/guzhang",
              ":".join(["ab"] * 32)]
    bodies = [{"do": "void", "with": {"id": "X"}, "key": "k-1"}, {"ask": "plan.show"},
              {"user": "clerk1", "password": "x"}, {"old": "x", "new": "y"},
              {"kind": "execution", "id": "-", "requests": ["X"], "package": "ab" * 32},
              {"job": "verify", "with": {"head": "ab" * 32}}, {"job": "backup"},
              {"job": "disclose", "with": {"month": "2019-06", "format": "pdf"}}]
    write(out / "http_request", [f"{head}\n{ranges[n % len(ranges)]}\n".encode()
                                 + dump(bodies[n % len(bodies)]) for n, head in enumerate(heads)])
    dictionary(out / "http_request.dict", [*bodies, *heads, *ranges, *PLANTED])
    dictionary(out / "free_text.dict", [*numbers, *PLANTED])
    dictionary(out / "plan_file.dict", [plan, *PLANTED])
    dictionary(out / "batch_line.dict", [*lines, *asked, signed, *PLANTED])


if __name__ == "__main__":
    main()
