#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""A plan without writing JSON: `fundctl plan --template` and `--from`, the workbook filled in by
this script, and opened and saved by LibreOffice where there is one.

Usage: plan_book_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

FUNDCTL = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])
OWN = ROOT / "resources/plans/guzhang.json"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def run(*words):
    return subprocess.run([FUNDCTL, *map(str, words)], timeout=120, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


def tag(name):
    return f"{{{MAIN}}}{name}"


class Book:
    """As much of a workbook as this script needs: texts and figures put into cells."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        names = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        targets = {one.get("Id"): "xl/" + one.get("Target") for one in
                   ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])}
        self.sheets = {one.get("name"): targets[one.get(RELATION)]
                       for one in names.iter(tag("sheet"))}
        self.trees = {name: ElementTree.fromstring(self.parts[part])
                      for name, part in self.sheets.items()}

    def put(self, sheet, cell, value):
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
        data = self.trees[sheet].find(tag("sheetData"))
        line = next((one for one in data if one.get("r") == row), None)
        if line is None:
            line = ElementTree.SubElement(data, tag("row"), {"r": row})
        found = next((one for one in line if one.get("r") == column + row), None)
        if found is None:
            found = ElementTree.SubElement(line, tag("c"), {"r": column + row})
        found.clear()
        found.set("r", column + row)
        if isinstance(value, str):
            found.set("t", "inlineStr")
            text = ElementTree.SubElement(ElementTree.SubElement(found, tag("is")), tag("t"))
            text.text = value
        else:
            ElementTree.SubElement(found, tag("v")).text = repr(value)

    def merge(self, sheet, area):
        tree = self.trees[sheet]
        merged = tree.find(tag("mergeCells"))
        ElementTree.SubElement(merged, tag("mergeCell"), {"ref": area})

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                for sheet, part in self.sheets.items():
                    if part == name:
                        content = ElementTree.tostring(self.trees[sheet])
                package.writestr(name, content)


def table(plan):
    """The allocation: what each line gets of each source, by their names and in order."""
    names = {one["code"]: one["name"] for one in plan["sources"]}
    return [(line["name"], line["category"], line.get("printed_total", ""),
             {names[code]: amount for code, amount in line["budget"].items()},
             plan["paths"][line["path"]]["name"]) for line in plan["lines"]]


class PlanBook(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.own = json.loads(OWN.read_text(encoding="utf-8"))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def made(self, *words):
        done = run("plan", *words)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def stops(self, status, *words):
        done = run("plan", *words)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stderr.decode()

    def same_as_own(self, book):
        path = self.folder / "plan.json"
        path.unlink(missing_ok=True)
        said = self.made("--from", book, path)
        self.assertIn("合计 22,470,000.00 元,各项相符", said)
        plan = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(table(plan), table(self.own))
        for key in ("clauses", "cites", "notices", "sources", "numbering", "calendar", "words"):
            kept = {k: v for k, v in plan[key].items() if v} if key == "cites" else plan[key]
            if key == "sources":
                self.assertEqual([one["amount"] for one in kept],
                                 [one["amount"] for one in self.own[key]])
            else:
                self.assertEqual(kept, self.own[key])
        self.assertEqual(run("plan", "--check", path).stdout,
                         run("plan", "--check", OWN).stdout)

    def test_a_plan_comes_back_from_its_workbook(self):
        book = self.folder / "plan.xlsx"
        self.made("--template", book, "--plan", "guzhang")
        self.same_as_own(book)

    @unittest.skipUnless(shutil.which("soffice"), "no LibreOffice")
    def test_libreoffice_opens_and_saves_it(self):
        book = self.folder / "plan.xlsx"
        self.made("--template", book, "--plan", "guzhang")
        saved = self.folder / "saved"
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless",
             "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, book],
            timeout=240, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        self.assertNotEqual((saved / "plan.xlsx").read_bytes(), book.read_bytes())
        self.same_as_own(saved / "plan.xlsx")

    def filled(self):
        """A new workbook with Guzhang's table typed into it, without codes and in 万元."""
        empty = self.folder / "empty.xlsx"
        self.made("--template", empty)
        book = Book(empty)
        for row, value in ((3, "甲县专项资金"), (4, "甲县"), (5, "甲政办〔2020〕1号"),
                           (6, "2020年3月1日")):
            book.put("基本", f"B{row}", value)
        columns = dict(zip((one["code"] for one in self.own["sources"]), "FGH"))
        for at, source in enumerate(self.own["sources"]):
            book.put("来源", f"B{3 + at}", source["name"])
            book.put("分配", f"{columns[source['code']]}2", source["name"])
        for at, line in enumerate(self.own["lines"]):
            row = 3 + at
            book.put("分配", f"B{row}", line["category"])
            book.put("分配", f"C{row}", line["name"])
            book.put("分配", f"E{row}", float(line["printed_total"]) / 10000)
            for code, amount in line["budget"].items():
                book.put("分配", f"{columns[code]}{row}", float(amount) / 10000)
            book.put("分配", f"M{row}", self.own["paths"][line["path"]]["name"])
        return book

    def test_an_office_fills_it_in(self):
        book = self.filled()
        book.save(self.folder / "filled.xlsx")
        path = self.folder / "plan.json"
        said = self.made("--from", self.folder / "filled.xlsx", path)
        self.assertIn("的总额印作395万元,而它的资金来源合计为415万元", said)
        plan = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(table(plan), table(self.own))
        self.assertIn("印作395万元", plan["lines"][0]["notices"][0])
        self.assertEqual([one["amount"] for one in plan["sources"]],
                         [one["amount"] for one in self.own["sources"]])
        self.assertEqual(run("plan", "--check", path).returncode, 0)
        self.assertIn("已经存在", self.stops(3, "--from", self.folder / "filled.xlsx", path))

    def test_merged_cells_dates_and_percentages_as_a_spreadsheet_keeps_them(self):
        book = self.filled()
        lines = self.own["lines"]
        for at in range(1, len(lines)):
            if lines[at]["category"] == lines[at - 1]["category"]:
                book.put("分配", f"B{3 + at}", "")
                book.merge("分配", f"B{2 + at}:B{3 + at}")
        # Two by two, so that each area takes what the one above it was filled with.
        book.put("基本", "B6", 43891)
        book.put("方式", "E4", 40.0)
        book.put("分配", "F3", 220.00000000000003)
        book.save(self.folder / "filled.xlsx")
        path = self.folder / "plan.json"
        self.made("--from", self.folder / "filled.xlsx", path)
        plan = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(table(plan), table(self.own))
        self.assertEqual(plan["effective"], "2020-03-01")
        self.assertEqual(plan["paths"]["prepaid"]["prepay_percent"], "40")

    def test_damaged_workbooks_end_in_a_sentence(self):
        book = self.filled()
        path = self.folder / "plan.json"
        bad = self.folder / "bad.xlsx"
        parts = {name: content for name, content in book.parts.items() if name.endswith("xml")
                 or name.endswith("rels")}
        for name, content in parts.items():
            for cut in (0, 1, len(content) // 3, len(content) - 9):
                book.parts = {**parts, name: content[:cut]}
                kept, book.sheets = book.sheets, {}
                book.save(bad)
                book.sheets = kept
                done = run("plan", "--from", bad, path)
                self.assertIn(done.returncode, (0, 2), (name, cut, done.stderr.decode()))
                self.assertNotIn("程序内部错误", done.stderr.decode())
                path.unlink(missing_ok=True)

    def test_each_bad_cell_is_named(self):
        book = self.filled()
        book.put("分配", "F5", "约150")
        book.put("分配", "M7", "现金")
        book.put("基本", "B6", "去年")
        book.save(self.folder / "filled.xlsx")
        path = self.folder / "plan.json"
        said = self.stops(2, "--from", self.folder / "filled.xlsx", path).splitlines()
        self.assertEqual(len(said), 3, said)
        self.assertIn("表“基本”B6:“去年”不是日期", said[0])
        self.assertIn("表“分配”F5:“约150”不是金额", said[1])
        self.assertIn("表“分配”M7:“现金”处须为 验收拨付、预先拨付、分批拨付 之一", said[2])
        self.assertFalse(path.exists())

    def test_what_is_no_workbook(self):
        path = self.folder / "plan.json"
        other = self.folder / "other.xlsx"
        other.write_bytes(b"PK\x03\x04 no workbook")
        self.assertIn("不是 XLSX 工作簿", self.stops(2, "--from", other, path))
        with zipfile.ZipFile(other, "w") as package:
            package.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='分配'/></sheets>")
        self.stops(2, "--from", other, path)
        self.assertIn("找不到文件", self.stops(3, "--from", self.folder / "none.xlsx", path))
        self.assertIn("写到哪里", self.stops(2, "--from", other))
        self.assertFalse(path.exists())
        book = self.folder / "plan.xlsx"
        self.made("--template", book)
        self.assertIn("已经存在", self.stops(3, "--template", book))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
