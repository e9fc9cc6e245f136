#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What the handbook quotes is what the window says.

    handbook_words_test.py SOURCE-ROOT

The handbook's convention: “in quotation marks” stand the window's own words, “…”页 is a page, the
first column of the table of roles holds roles, that of the refusals holds rules. This test looks
for each of them in the sources of ui/, in the core's catalogue of rules and in the plan. A word of
the plan ({office} in a source) is Guzhang's, whom the handbook speaks to.
"""
import html
import json
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(sys.argv[1])
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"(?:_s\b)?')
QUOTED = re.compile(r"“([^“”]+)”")


def literals(*patterns: str) -> set[str]:
    """The string literals of these sources; neighbours, which a compiler joins, are joined."""
    found = set()
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            text = path.read_text()
            for run in re.finditer(rf'u?{LITERAL.pattern}(?:\s*u?{LITERAL.pattern})*', text):
                found.add("".join(LITERAL.findall(run[0])))
    return found


def plan() -> dict:
    return json.loads((ROOT / "resources/plans/guzhang.json").read_text())


def in_its_words(texts: set[str]) -> list[re.Pattern]:
    """Texts with the plan's words put in; what is counted out of the plan ({kinds}) is any word."""
    words = {**plan()["words"], **plan()["conditions"]}
    return [re.compile("".join(re.escape(part) if n % 2 == 0 else words.get(part, ".+?")
                               for n, part in enumerate(re.split(r"\{([a-z]+)\}", text))))
            for text in texts]


class Words:
    """The words of the window, those with a place for a value (%1) among them."""

    def __init__(self) -> None:
        self.whole = (literals("ui/**/*.cpp", "ui/**/*.h", "core/labels/labels.cpp")
                      | set(plan()["conditions"].values()))
        # Of a word with hardly a letter of its own, such as "等%1", anything would be one.
        self.patterns = [re.compile(re.sub(r"%\d", ".+", re.escape(word)))
                         for word in self.whole
                         if "%" in word and len(re.sub(r"[%\d\W]", "", word)) > 1]

    def have(self, word: str) -> bool:
        return word in self.whole or any(p.fullmatch(word) for p in self.patterns)


def pages() -> set[str]:
    return set(re.findall(r'\{u"[a-z-]+"_s, tr\("([^"]+)"\)',
                          (ROOT / "ui/pages/page_registry.cpp").read_text()))


def navigation() -> set[str]:
    return set(re.findall(r'\{u"[a-z-]+"_s, tr\("([^"]+)"\), u"',
                          (ROOT / "ui/pages/page_registry.cpp").read_text()))


def first_column(text: str, head: str) -> list[str]:
    table = re.search(rf"<table>\s*<tr><th>{head}</th>(.*?)</table>", text, re.S)
    return re.findall(r"<tr><td>(.*?)</td>", table[1], re.S)


def strangers(text: str, words: Words) -> list[str]:
    """What a text quotes and the window does not say."""
    plain = html.unescape(re.sub(r"<pre>.*?</pre>|<[^>]+>", "", text, flags=re.S))
    return ([word for word in QUOTED.findall(plain) if not words.have(word)]
            + [f"{page}页" for page in re.findall(r"“([^“”]+)”页", plain) if page not in pages()])


class Handbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.text = (ROOT / "resources/handbook/index.html").read_text()
        cls.words = Words()

    def test_what_it_quotes_is_in_the_window(self) -> None:
        self.assertGreater(len(QUOTED.findall(self.text)), 100)
        self.assertEqual(strangers(self.text, self.words), [])

    def test_a_wrong_word_would_be_found(self) -> None:
        for wrong in ("<li>选“最后一笔”。</li>", "<li>选“登记到帐”。</li>", "<td>“办结”页</td>",
                      "<li>在“项目”<b>“拨付申请单”</b></li>"):
            self.assertEqual(len(strangers(wrong, self.words)), 1, wrong)
        self.assertEqual(strangers("<li>在“项目”页选“项目申报”,等“已等 3 天”。</li>", self.words), [])

    def test_every_page_of_the_navigation_is_told_about(self) -> None:
        self.assertIn("监管", navigation())
        quoted = set(re.findall(r"“([^“”]+)”页", self.text))
        self.assertEqual(navigation() - quoted, {"验收"}) # told from its project's page

    def test_the_roles_are_the_windows(self) -> None:
        source = (ROOT / "core/labels/labels.cpp").read_text()
        roles = re.findall(r'\{Role::\w+, "[a-z]+", u"([^"]+)"', source)
        self.assertEqual(len(roles), 9)
        told = first_column(self.text, "岗位")
        self.assertEqual(len(told), 9)
        for role in in_its_words(set(roles)):
            self.assertTrue(any(map(role.fullmatch, told)), role.pattern)

    def test_the_refusals_are_the_cores_rules(self) -> None:
        # A short literal is an id or a clause; a word of the plan alone would fit anything.
        rules = in_its_words({rule.rstrip("。") for rule in literals("core/journal/rules.cpp")
                              if len(rule) > 9})
        told = first_column(self.text, "规则")
        self.assertGreater(len(told), 10)
        self.assertEqual([rule for rule in told if not any(r.fullmatch(rule) for r in rules)], [])

    def test_each_line_of_the_plan_stands_under_its_path(self) -> None:
        for path in plan()["paths"]:
            part = re.search(rf'<h3><a name="{path}">(.*?)</a></h3>', self.text, re.S)
            self.assertEqual(re.findall(r"L\d\d", part[1]),
                             [line["code"] for line in plan()["lines"] if line["path"] == path])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
