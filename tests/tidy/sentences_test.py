#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Each code of a sentence that the sources give has its words, takes as many arguments as it is
given, and none of the words is left without a use. At run time a code without words is a fault of
the program, which a person would meet first. And no rejection, failure or end of a program is given
its words in place: they stand in sentences.txt alone.

    sentences_test.py SOURCE-ROOT
"""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
CALL = re.compile(r'\bsentence\(\s*"([^"]+)"')
STATE = re.compile(r'\bwrongState\(\s*"([^"]+)"')
# What takes a sentence.
TAKER = re.compile(r'\b(?:refuse|badInput|Failure|CliError|DocumentError|VerificationFailed|'
                   r'Untrusted|httpOf|told|notBefore)\(|\bError\{')
HAN = re.compile(r'"[^"\n]*[\u4e00-\u9fff]')


def sources() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): without_comments(path.read_text(encoding="utf-8"))
            for folder in ("core", "ui", "app") for path in (ROOT / folder).rglob("*.*")
            if path.suffix in (".cpp", ".h")}


def without_comments(text: str) -> str:
    return re.sub(r"^\s*//.*$|(?<=[;{},)]) //.*$", "", text, flags=re.M)


def words() -> dict[str, str]:
    lines = (ROOT / "core/labels/sentences.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" = ", 1) for line in lines if line and not line.startswith("#"))


def arguments(text: str, at: int) -> int:
    """How many arguments stand behind the code, up to the bracket that closes the call."""
    return scan(text, at)[0]


def scan(text: str, at: int) -> tuple[int, int]:
    """The commas of a call from `at` on, and the place behind the bracket that closes it."""
    depth, count, i = 0, 0, at
    while depth >= 0:
        char = text[i]
        if char == '"' or (char == "'" and not text[i - 1].isdigit()):
            end = i + 1
            while text[end] != char:
                end += 2 if text[end] == "\\" else 1
            i = end
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            count += 1
        i += 1
    return count, i


def own_words(text: str) -> list[str]:
    """The calls that give words of their own to what takes a sentence; what a sentence is filled
    with (the name of a thing) is none."""
    found = []
    for call in TAKER.finditer(text):
        inner = text[call.end():scan(text, call.end())[1]]
        while named := re.search(r"\bsentence\(", inner):
            inner = inner[:named.start()] + inner[scan(inner, named.end())[1]:]
        if HAN.search(inner):
            found.append(" ".join((call[0] + inner).split())[:80])
    return found


def places(sentence: str) -> int:
    return max(map(int, re.findall(r"%(\d)", sentence)), default=0)


class Sentences(unittest.TestCase):
    def test_each_call_has_its_words_and_their_arguments(self) -> None:
        known, calls = words(), 0
        for path, text in sources().items():
            for call in CALL.finditer(text):
                calls += 1
                with self.subTest(path=path, code=call[1]):
                    self.assertTrue(call[1] in known)
                    self.assertEqual(arguments(text, call.end()), places(known[call[1]]))
            for call in STATE.finditer(text):
                with self.subTest(path=path, code=call[1]):
                    self.assertTrue(call[1] in known)
        self.assertGreater(calls, 50)

    def test_no_words_are_without_a_use(self) -> None:
        everything = "".join(sources().values())
        self.assertEqual([code for code in words() if f'"{code}"' not in everything], [])

    def test_no_words_stand_in_place(self) -> None:
        for path, text in sources().items():
            if not path.startswith("ui/"):  # a window's own words are tr()
                with self.subTest(path=path):
                    self.assertEqual(own_words(text), [])

    def test_words_in_place_are_found(self) -> None:
        self.assertEqual(own_words('return badInput(u"id"_s, sentence("a", u"名"_s)).at(f(x));'), [])
        self.assertEqual(without_comments('// refuse(u"不行"_s)\n'), "\n")
        self.assertEqual(len(own_words('badInput(u"id"_s, Sentence::told(u"不行。"_s));')), 2)
        self.assertEqual(len(own_words('throw Failure(Trouble::Io,\n QStringLiteral("不行。"));')), 1)

    def test_arguments_are_counted(self) -> None:
        text = 'sentence("a", f(x, y), u"b, c"_s, z).at(1, 2)'
        self.assertEqual(arguments(text, CALL.search(text).end()), 3)
        self.assertEqual(places("%1 和 %2"), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
