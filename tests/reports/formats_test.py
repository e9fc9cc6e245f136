#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""One month of the demo in every format, each read back by a program that is not ours: the same
rows and totals in all of them. Usage: formats_test.py PATH-TO-FUNDCTL"""
import csv
import io
import json
import re
import sys
import unittest
from decimal import Decimal

from support import Folder, Page, Workbook, fundctl, pdf_text, sheets_by_libreoffice

MONTH = "2019-09"
AMOUNTS = {"支持标准": "support", "累计核定": "accepted", "本期拨付": "paid_month",
           "累计拨付": "paid_total"}


def amount(text):
    """"1,540,000.00" or "1540000": what it says, to the fen."""
    value = Decimal(text.replace(",", ""))
    assert value == value.quantize(Decimal("0.01")), text
    return value.quantize(Decimal("0.01"))


def split(rows):
    """The two tables of a page that came as one run of rows: ({title: cell} of each row, total)."""
    tables = []
    for first in ("序号", "资金来源"):
        head = next(i for i, row in enumerate(rows) if row and row[0] == first)
        titles = [(i, title) for i, title in enumerate(rows[head]) if title]
        body = []
        for row in rows[head + 1:]:
            if not any(row):
                break
            body.append({title: row[i] if i < len(row) else "" for i, title in titles})
        total = body.pop() if any("合计" in cell for cell in body[-1].values()) else None
        tables.append((body, total))
    return tables


def figures(rows):
    """What every format has to say: the projects' rows, their total, the sources' rows."""
    (projects, total), (sources, _) = split(rows)
    return ([(row["项目名称"], row["承办单位"], *(amount(row[t]) for t in AMOUNTS), row["拨付日期"])
             for row in projects],
            amount(total["本期拨付"]),
            [(row["资金来源"], amount(row["收到"]), amount(row["已拨付"]), amount(row["未拨付"]))
             for row in sources])


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        cls.formats = ["html", "xlsx", "csv", "json", "txt"]
        cls.formats += ["pdf"] if "pdf" in fundctl("disclose", "--help") else []
        fundctl("disclose", cls.folder.fund, MONTH, "--user", "reviewer1", "--out",
                cls.folder.path, "--format", ",".join(cls.formats))
        page = json.loads(cls.file("json").read_text(encoding="utf-8"))
        plan = json.loads(fundctl("plan", cls.folder.fund, "--user", "auditor1", "--format",
                                  "json"))
        cls.names = {s["code"]: s["name"] for s in plan["sources"]}
        totals = page["totals"]
        cls.expected = (
            [(row["name"], row["unit"], *(amount(row[k]) for k in AMOUNTS.values()), row["date"])
             for row in page["rows"]],
            amount(totals["paid_month"]),
            [(cls.names[s["source"]], amount(s["received"]), amount(s["paid"]),
              amount(s["unpaid"])) for s in totals["by_source"]])
        cls.page = page

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    @classmethod
    def file(cls, suffix):
        return cls.folder.path / f"disclosure-{MONTH}.{suffix}"

    def test_json_is_not_empty_and_adds_up(self):
        rows, total, sources = self.expected
        self.assertGreaterEqual(len(rows), 4)
        self.assertGreater(total, 0)
        self.assertEqual(sum(row[4] for row in rows), total)
        execution = json.loads(fundctl("execution", self.folder.fund, "--user", "auditor1",
                                       "--as-of", f"{MONTH}-30", "--format", "json"))
        self.assertEqual(sum(s[2] for s in sources), amount(execution["total"]["paid"]))
        self.assertEqual(sum(s[1] for s in sources), amount(execution["total"]["received"]))

    def test_csv(self):
        data = self.file("csv").read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
        self.assertEqual(figures(list(csv.reader(io.StringIO(data.decode("utf-8-sig"),
                                                             newline="")))), self.expected)

    def test_html(self):
        page = Page(self.file("html").read_text(encoding="utf-8"))
        rows = [row for table in page.tables for row in [*table, []]]
        self.assertEqual(figures(rows), self.expected)

    def test_xlsx(self):
        sheets = sheets_by_libreoffice(self.file("xlsx"), self.folder.path)
        (rows,) = sheets.values()
        self.assertEqual(figures(rows), self.expected)

        book = Workbook(self.file("xlsx"))
        ((name, cells),) = book.sheets.items()
        # Amounts are numbers with a format, dates are dates, sums are formulas with that value.
        kinds = {}
        for formula, value, kind, code in cells.values():
            if value is not None:
                kinds.setdefault((kind, code), []).append((formula, value))
        numbers = kinds["n", "#,##0.00;[Red]-#,##0.00"]
        self.assertGreater(len(numbers), 20)
        self.assertEqual(len(kinds["n", "yyyy-mm-dd"]),
                         sum(bool(row[6]) for row in self.expected[0]))
        sums = [value for formula, value in numbers if formula and "SUM(" in formula]
        self.assertIn(self.expected[1], [amount(value) for value in sums])
        for column in (1, 2, 3):
            self.assertIn(sum(row[column] for row in self.expected[2]),
                          [amount(value) for value in sums])
        xml = book.xml[name]
        self.assertEqual(next(xml.iter(book.MAIN + "pane")).get("state"), "frozen")
        page = next(xml.iter(book.MAIN + "pageSetup"))
        self.assertEqual((page.get("paperSize"), page.get("orientation")), ("9", "landscape"))
        self.assertIn(b"Print_Titles", book.parts["xl/workbook.xml"])
        for column in xml.iter(book.MAIN + "col"):
            self.assertGreaterEqual(float(column.get("width")), 6)

    def test_what_the_fund_was_used_for_as_a_workbook(self):
        book = self.folder.path / "used.xlsx"
        day = f"{MONTH}-30"
        fundctl("print", self.folder.fund, "fund-use", day, "--user", "auditor1", "--out", book)
        (rows,) = sheets_by_libreoffice(book, self.folder.path).values()
        head = next(i for i, row in enumerate(rows) if row[:2] == ["序号", "支持项目"])
        column = {title: i for i, title in enumerate(rows[head])}
        used = [row for row in rows[head + 1:] if row[0].isdigit()]
        total = next(row for row in rows[head + 1:] if "合计" in row)
        execution = json.loads(fundctl("execution", self.folder.fund, "--user", "auditor1",
                                       "--as-of", day, "--format", "json"))
        self.assertGreater(len(used), 4)
        self.assertEqual(sum(amount(row[column["拨付金额"]]) for row in used),
                         amount(execution["total"]["paid"]))
        self.assertEqual(amount(total[column["拨付金额"]]), amount(execution["total"]["paid"]))
        pairs = [(row[column["项目编号"]], row[column["承办单位"]]) for row in used]
        self.assertEqual(len(pairs), len(set(pairs)))

    def test_xlsx_is_the_same_file_each_time(self):
        again = self.folder.path / "again"
        fundctl("disclose", self.folder.fund, MONTH, "--user", "reviewer1", "--out", again,
                "--format", "xlsx")
        self.assertEqual((again / self.file("xlsx").name).read_bytes(),
                         self.file("xlsx").read_bytes())

    def test_text(self):
        text = self.file("txt").read_text(encoding="utf-8")
        for row in self.expected[0]:
            self.assertIn(f"项目名称:{row[0]}\n承办单位:{row[1]}\n", text)
            self.assertIn(f"本期拨付:{row[4]:,}\n累计拨付:{row[5]:,}\n", text)
        self.assertIn(f"本期拨付:{self.expected[1]:,}\n", text)

    def test_pdf(self):
        if "pdf" not in self.formats:
            self.skipTest("this fundctl prints no PDF")
        # In the order of painting a cell's lines follow each other, however it was broken.
        text = re.sub(r"\s", "", pdf_text(self.file("pdf"), "-raw"))
        rest = text
        for name, unit, *amounts, date in self.expected[0]:
            for wanted in (name, unit, *(f"{a:,}" for a in amounts[:2]),
                           *(f"{a:,}" for a in amounts[2:]), date):
                wanted = re.sub(r"\s", "", wanted)
                self.assertIn(wanted, rest, name)
                rest = rest[rest.index(wanted) + len(wanted):]
        self.assertIn("合计", rest)
        self.assertIn(f"{self.expected[1]:,}", rest[rest.index("合计"):])
        for name, *amounts in self.expected[2]:
            self.assertIn(name + "".join(f"{a:,}" for a in amounts), rest)


class Planted(unittest.TestCase):
    """Numbers of persons, and texts that a spreadsheet would run, in every field people write."""

    IDENTITY, ACCOUNT, PHONE = "11010519491231002X", "6228480402564890018", "13812345678"

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        everything = f"{cls.IDENTITY} {cls.ACCOUNT} {cls.PHONE}"
        evil = f"=cmd|'/c calc'!A1 {everything}"
        plain = "=cmd|'/c calc'!A1" # fields that are numbers are kept as they are typed
        lines = [{"login": {"user": user, "password": "Demo-2019!"}}
                 for user in ("clerk1", "clerk2", "reviewer1", "group1", "finance1", "inspector1",
                              "leader1")]

        def do(user, command, **words):
            lines.append({"as": user, "do": command, "with": words})

        day = "2020-01-10"
        do("clerk1", "unit.change", id="DW-001", date=day, document=plain, name="+" + evil,
           phone=cls.PHONE, bank={"name": "@" + evil, "account": cls.ACCOUNT, "holder": evil})
        do("clerk1", "project.declare", id="XM-P", unit="DW-005", line="L14", name="-" + evil,
           content=evil, schedule={"from": "2020-01-10", "to": "2020-06-30"}, support="1000.00",
           materials=[evil], date=day)
        do("reviewer1", "project.review", id="XM-P", decision="approve", opinion=evil, date=day)
        do("clerk1", "project.start", id="XM-P", date=day)
        do("clerk1", "acceptance.request", id="YS-P", project="XM-P", stage=evil,
           claimed="1000.00", date=day)
        do("inspector1", "acceptance.conclude", id="YS-P", result="pass", accepted="1000.00",
           team=[{"name": evil, "unit": evil}], opinion=evil, date=day)
        do("clerk1", "payment.request", id="BF-P", project="XM-P", kind="stage", amount="500.00",
           date=day, report=evil)
        do("leader1", "payment.approve", id="BF-P", decision="approve", opinion=evil, date=day)
        do("finance1", "payment.pay", id="BF-P", date=day, voucher=plain)
        do("clerk1", "notice.post", id="GG-P", about={"kind": "acceptance", "id": "YS-P"},
           **{"from": day, "to": "2020-01-20", "where": evil})
        do("group1", "supervision.find", id="JD-P", unit="DW-005", kind="irregularity",
           project="XM-P", finding=evil, recover="0.00", date=day, document=plain)
        do("finance1", "fund.interest", id="LX-P", amount="1.00", date=day, voucher=plain)
        scan = cls.folder.path / f"{cls.PHONE}.txt"
        scan.write_text("scan")
        do("clerk1", "document.file", id="DA-P", about={"kind": "project", "id": "XM-P"},
           kind="contract", title=evil, date=day, path=str(scan))
        do("reviewer1", "disclosure.publish", id="GS-P", month="2020-01", date="2020-02-03")
        do("reviewer1", "disclosure.amend", id="GS-Q", of="GS-P", date="2020-02-04", reason=evil)
        script = cls.folder.path / "plant.jsonl"
        script.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
                          encoding="utf-8")
        answers = [json.loads(line) for line in
                   fundctl("batch", cls.folder.fund, script).splitlines()]
        refused = [(line, answer) for line, answer in zip(lines, answers) if not answer["ok"]]
        assert not refused, refused
        fundctl("audit", "export", cls.folder.fund, cls.folder.path / "audit.zip", "--user",
                "auditor1")
        fundctl("disclose", cls.folder.fund, "2020-01", "--user", "reviewer1", "--out",
                cls.folder.path / "pages")

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    def holds_none(self, where, text):
        for number in (self.IDENTITY, self.ACCOUNT, self.PHONE):
            self.assertFalse(number in text, (where, text[max(0, text.find(number) - 200):][:300]))

    def test_no_file_that_leaves_the_office_holds_them(self):
        import zipfile
        looked = 0
        with zipfile.ZipFile(self.folder.path / "audit.zip") as package:
            for name in package.namelist():
                self.holds_none(name, name)
                data = package.read(name)
                if name.endswith(".xlsx"):
                    self.holds_none(name, Workbook(io.BytesIO(data)).text())
                    looked += 1
                elif not name.endswith(".pdf"):
                    self.holds_none(name, data.decode("utf-8"))
                    looked += 1
        self.assertGreater(looked, 50)
        for path in (self.folder.path / "pages").iterdir():
            if path.suffix == ".xlsx":
                self.holds_none(path, Workbook(path).text())
            elif path.suffix == ".pdf":
                self.holds_none(path, re.sub(r"\s", "", pdf_text(path)))
            else:
                self.holds_none(path, path.read_text(encoding="utf-8"))

    def test_no_text_is_a_formula(self):
        import zipfile
        begun = 0
        with zipfile.ZipFile(self.folder.path / "audit.zip") as package:
            for name in package.namelist():
                if not name.endswith(".xlsx"):
                    continue
                for cells in Workbook(io.BytesIO(package.read(name))).sheets.values():
                    for formula, value, kind, code in cells.values():
                        if formula:
                            self.assertRegex(formula, r"^(ROUND|IF)\(")
                            self.assertNotIn("cmd", formula)
                        elif value and value[0] in "=+-@" and "cmd" in value:
                            self.assertIn(kind, ("s", "inlineStr"))
                            self.assertEqual(code, "@")  # nor after somebody edits the cell
                            begun += 1
        self.assertGreater(begun, 10)
        for path in (self.folder.path / "pages").glob("*.csv"):
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
                for cell in row:
                    if "cmd" in cell and not cell.startswith("更正说明"):
                        self.assertTrue(cell.startswith("'"), cell)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
