#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Makes initials.txt, the table of pinyin initials, from Unicode's Unihan_Readings.

    core/pinyin/make_initials.py [/usr/share/unicode/Unihan_Readings.txt.bz2]

The file comes with Debian's package unicode-data. A line of the table is one initial and every
character that has a reading beginning with it; a character with several readings stands in several
lines. Readings that only a surname or a place has are added where Unihan lacks them.
"""

import bz2
import collections
import pathlib
import sys
import unicodedata

SOURCE = "/usr/share/unicode/Unihan_Readings.txt.bz2"
# Dictionaries of today's language: 通用规范汉字字典, 现代汉语词典, 现代汉语频率词典, and Unihan's own choice.
FIELDS = {"kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kMandarin"}
# Surnames read in a way of their own.
SURNAMES = {
    "〇": "l",  # no surname, but in years and names
    "单": "s", "曾": "z", "仇": "q", "解": "x", "查": "z", "盖": "g", "区": "o", "朴": "p", "任": "r",
    "华": "h", "缪": "m", "种": "c", "召": "s", "覃": "qt", "员": "y", "黑": "h", "尉": "y", "万": "mw",
    "俟": "q", "翟": "z", "逄": "p", "乐": "yl", "冼": "x", "令": "l", "重": "c", "折": "s", "繁": "p",
    "瞿": "q", "牟": "m", "郇": "xh", "隗": "kw", "洗": "x", "褚": "c", "曲": "q", "都": "d", "谌": "c",
    "樊": "f", "宓": "m", "阚": "k", "澹": "t", "长": "z", "石": "s", "会": "g", "句": "g", "秘": "b",
    "车": "c", "厍": "s", "那": "n", "哈": "h", "祭": "z", "藏": "z", "柏": "b", "费": "fb", "纪": "j",
    "葛": "g", "逯": "l", "宁": "n", "訾": "z", "沓": "t", "应": "y", "尹": "y", "能": "n", "撒": "s",
}
FIRST, LAST = 0x3400, 0x9FFF  # what a fund's names are written with; and 〇
HEAD = """\
# The pinyin initials of Chinese characters. Made by make_initials.py; do not edit.
# Derived from Unihan_Readings.txt, Unicode 15.0, copyright Unicode, Inc., with additions for
# surnames. Its licence, which this file is distributed under, is in LICENSE.unicode.
"""


def letters(field: str, value: str) -> set[str]:
    """The plain first letter of each reading in a field's value."""
    found = set()
    for word in value.split():
        if field in ("kXHC1983", "kTGHZ2013"):
            word = word.rpartition(":")[2]
        for reading in word.split(","):
            first = unicodedata.normalize("NFD", reading.lower())[:1]
            if first.isascii() and first.isalpha():
                found.add(first)
    return found


def main() -> None:
    source = sys.argv[1] if len(sys.argv) > 1 else SOURCE
    of: dict[str, set[str]] = collections.defaultdict(set)
    with (bz2.open if source.endswith(".bz2") else open)(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            code, field, value = line.rstrip("\n").split("\t")
            if field in FIELDS and (FIRST <= int(code[2:], 16) <= LAST or code == "U+3007"):
                of[chr(int(code[2:], 16))] |= letters(field, value)
    for character, more in SURNAMES.items():
        of[character] |= set(more)
    table = HEAD
    for letter in "abcdefghijklmnopqrstuvwxyz":
        members = "".join(sorted(c for c, initials in of.items() if letter in initials))
        if members:
            table += f"{letter} {members}\n"
    pathlib.Path(__file__).with_name("initials.txt").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
