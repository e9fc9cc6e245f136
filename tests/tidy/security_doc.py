#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Every promise of SECURITY.md has tests, and every test that it names exists.

A test is named in a line of its own: - `path` "words that stand in that file".
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
NAMED = re.compile(r'^- `(tests/[^`]+)` "([^"]+)"$')


def complaints(text, content):
    """What is wrong with the document; `content` gives a file's text, or None."""
    promises = text.split("## Promises", 1)[-1].split("\n## ", 1)[0]
    for part in promises.split("\n### ")[1:]:
        heading, named = part.splitlines()[0], 0
        for line in part.splitlines():
            if line.startswith("- "):
                match = NAMED.match(line)
                if not match:
                    yield f"{heading}: not a test: {line}"
                    continue
                named += 1
                found = content(match[1])
                if found is None:
                    yield f"{heading}: no file {match[1]}"
                elif match[2] not in found:
                    yield f"{heading}: {match[1]} has no test \"{match[2]}\""
        if named == 0:
            yield f"{heading}: a promise without a test"


def self_test():
    """The check finds what it is there to find."""
    def wrong(part):
        text = f"## Promises\n\n### Sure\n{part}\n\n## Not promised\n- nothing\n"
        return list(complaints(text, {"tests/a": 'TEST_CASE("one")'}.get))
    assert not wrong('- `tests/a` "one"')
    assert wrong('- `tests/a` "two"')
    assert wrong('- `tests/b` "one"')
    assert wrong("- tests/a one")
    assert wrong("no test at all")


def read(name):
    path = SOURCE / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main():
    self_test()
    text = read("SECURITY.md") or ""
    wrong = list(complaints(text, read))
    if text.count("\n### ") < 5:
        wrong.append("SECURITY.md has lost its promises")
    for one in wrong:
        print(f"SECURITY.md: {one}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
