#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Every column of every table in the audit package altered, one cell at a time, with a list of
hashes made anew to fit: a step of the package's own instructions names the file each time.
Usage: audit_tamper_test.py PATH-TO-FUNDCTL"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import unittest
import zipfile
import zlib

from audit_package import INSTRUCTIONS, Commands, sums_anew
from support import Folder, fundctl

CHAIN, PAPERS, ACCOUNTS = 1, 3, 4


def another(cell, others):
    """A value that could stand there as well: another row's, or the next number or day."""
    for other in others:
        if other not in (cell, "") and other[:1].isdigit() == cell[:1].isdigit():
            return other
    if cell == "":
        return next((other for other in others if other), "1")
    if cell[-1].isdigit():
        return cell[:-1] + str((int(cell[-1]) + 1) % 10)
    return cell + "甲"


def cells_of_csv(text, kind=lambda row: ""):
    """(what, altered text): for each kind of row each column once."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    seen = set()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if (kind(row), len(row), column, cell == "") in seen:
                continue
            seen.add((kind(row), len(row), column, cell == ""))
            others = [other[column] for other in rows if len(other) == len(row)]
            altered = [list(one) for one in rows]
            altered[number][column] = another(cell, others[1:])
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerows(altered)
            yield f"{','.join(row)} [{column}]", "\ufeff" + out.getvalue()


def leaves(told, path=()):
    if isinstance(told, dict):
        for key, value in told.items():
            yield from leaves(value, path + (key,))
    elif isinstance(told, list):
        for at, value in enumerate(told):
            yield from leaves(value, path + (at,))
    else:
        yield path, told


def cells_of_json(text):
    """(what, altered text): each key of each list once, besides those of every row."""
    seen = set()
    for path, value in leaves(json.loads(text)):
        place = tuple("*" if isinstance(part, int) else part for part in path)
        if place in seen:
            continue
        seen.add(place)
        told = json.loads(text)
        of = told
        for part in path[:-1]:
            of = of[part]
        of[path[-1]] = (not value if isinstance(value, bool) else
                        value + 1 if isinstance(value, int) else another(value, []))
        yield ".".join(map(str, path)), json.dumps(told, ensure_ascii=False, indent=4)


def cells_of_journal(text):
    """Each key of an entry in the middle, and of each thing that it says."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if '"do":"payment.request"' in line)
    for what, altered in cells_of_json(lines[at]):
        line = json.dumps(json.loads(altered), ensure_ascii=False, sort_keys=True,
                          separators=(",", ":"))
        yield what, "\n".join(lines[:at] + [line] + lines[at + 1:])


class Honest(unittest.TestCase):
    """No step finds anything where nothing was altered."""

    def content(self, fund):
        package = fund.with_suffix(".zip")
        fundctl("audit", "export", fund, package, "--user", "auditor1")
        done = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("audit_package.py"),
                               package], timeout=120, check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_titles_as_people_write_them(self):
        folder = Folder()
        scan = folder.path / "张三 433126198001101005.txt"
        scan.write_bytes(b"scan")
        lines = [{"login": {"user": "clerk1", "password": "Demo-2019!"}}]
        for number, title in enumerate(("王经理 13912345678 的来信", "'=甲", "=1+1", "a*b")):
            lines.append({"as": "clerk1", "do": "document.file", "with": {
                "id": f"T-{number}", "about": {"kind": "fund", "id": "fund"}, "kind": "other",
                "title": title, "date": "2019-12-20", "path": str(scan)}})
        script = folder.path / "in.jsonl"
        script.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        said = fundctl("batch", "--clock-is-right", folder.fund, script)
        self.assertEqual(said.count('"ok":true'), len(lines), said)
        self.content(folder.fund)
        folder.remove()

    def test_a_fund_of_an_earlier_version(self):
        folder = Folder()
        older = pathlib.Path(__file__).parents[1] / "older"
        for packed in sorted(older.glob("*.fund.z")):
            fund = folder.path / packed.stem
            fund.write_bytes(zlib.decompress(packed.read_bytes()[4:]))
            fund.chmod(0o600)
            self.content(fund)
        folder.remove()


class Tampering(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        package = cls.folder.path / "audit.zip"
        fundctl("audit", "export", cls.folder.fund, package, "--user", "auditor1")
        cls.package = cls.folder.path / "package"
        with zipfile.ZipFile(package) as file:
            file.extractall(cls.package)
        cls.commands = Commands((cls.package / INSTRUCTIONS).read_text(encoding="utf-8")).blocks

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    def said(self, command, folder):
        done = subprocess.run(["bash", "-c", command], cwd=folder, timeout=120, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode()

    def missed(self, name, cells, command):
        """The alterations of a file that a step does not name the file for."""
        missed, count = [], 0
        path = self.package / name
        sound = path.read_bytes()
        sums = (self.package / "SHA256SUMS").read_bytes()
        try:
            for what, altered in cells:
                path.write_bytes(altered.encode())
                self.assertNotEqual(path.read_bytes(), sound, what)
                sums_anew(self.package)
                count += 1
                status, said = self.said(command, self.package)
                if status == 0 or "不符" not in said or pathlib.Path(name).stem not in said:
                    missed.append((what, said[-200:]))
        finally:
            path.write_bytes(sound)
            (self.package / "SHA256SUMS").write_bytes(sums)
        return missed, count

    def text(self, name):
        return (self.package / name).read_bytes().decode()

    def kinds_of_entries(self):
        return {str(entry["seq"]): entry["do"] for entry in map(
            json.loads, self.text("journal.jsonl").split("\n")[:-1])}

    def tables(self):
        """(file, cells, step): what holds each table in the package."""
        do = self.kinds_of_entries()
        yield ("transfers.csv", cells_of_csv(self.text("transfers.csv"),
                                             lambda row: do.get(row[0], "") + row[2]), ACCOUNTS)
        yield "execution.json", cells_of_json(self.text("execution.json")), ACCOUNTS
        yield "journal.jsonl", cells_of_journal(self.text("journal.jsonl")), CHAIN
        yield "文件/目录.csv", cells_of_csv(self.text("文件/目录.csv")), PAPERS
        for page in ("公示/GS-2019-003", "公示/GS-2019-009"): # one of these with what came back
            yield page + ".json", cells_of_json(self.text(page + ".json")), PAPERS
            yield page + ".csv", cells_of_csv(self.text(page + ".csv")), PAPERS

    def test_every_column_of_every_table(self):
        tried = {}
        for name, cells, step in self.tables():
            missed, tried[name] = self.missed(name, cells, self.commands[step])
            self.assertEqual(missed, [], name)
        self.assertGreater(tried["transfers.csv"], 100)
        self.assertGreater(tried["execution.json"], 30)
        self.assertGreater(min(tried.values()), 9)

    def test_no_table_is_left_out(self):
        kinds = {"公示/" + path.suffix if path.parent.name == "公示" else
                 str(path.relative_to(self.package)) for path in self.package.rglob("*")
                 if path.suffix in (".csv", ".json", ".jsonl")}
        self.assertEqual(kinds, {
            "公示/" + pathlib.Path(name).suffix if name.startswith("公示") else name
            for name, _, _ in self.tables()})

    def test_a_page_in_words(self):
        """The same figures as text and as a page for the browser."""
        for suffix, old, new in ((".txt", "本期拨付:258,000.00", "本期拨付:358,000.00"),
                                 (".txt", "贰拾伍万捌仟", "叁拾伍万捌仟"),
                                 (".html", ">258,000.00<", ">358,000.00<"),
                                 (".html", "古丈县茶缘品牌运营有限公司", "古丈县茶园品牌运营有限公司"),
                                 (".html", "<main>", "<main><style>td{display:none}</style>"),
                                 (".html", "<main>", "<main style=\"display:none\">"),
                                 (".html", "<main>", "<main><input value=\"9,999.00\">"),
                                 (".html", "<main>", "<IFRAME src=\"x\"></IFRAME><main>"),
                                 (".html", "<body>", "<h1>本期拨付 9,999.00 元</h1><body>"),
                                 (".html", ">258,000.00<", "><!-- >258,000.00< --><"),
                                 (".html", ">258,000.00<", ">2,5800,0.00<"),
                                 (".txt", "本期拨付:258,000.00", "本期拨付:258*.00"),
                                 (".csv", "258000.00", "258*.00")):
            name = "公示/GS-2019-003" + suffix
            text = self.text(name)
            self.assertIn(old, text)
            missed, _ = self.missed(name, [(new, text.replace(old, new, 1))],
                                    self.commands[PAPERS])
            self.assertEqual(missed, [])

    def test_two_figures_of_a_page_exchanged(self):
        name = "公示/GS-2019-003.html"
        text = self.text(name)
        one, other = list(dict.fromkeys(re.findall(r">[0-9,]+\.[0-9]{2}<", text)))[:2]
        exchanged = text.replace(one, "@", 1).replace(other, one, 1).replace("@", other, 1)
        missed, _ = self.missed(name, [("exchanged", exchanged)], self.commands[PAPERS])
        self.assertEqual(missed, [])

    def test_a_payment_moved_as_a_whole(self):
        """Both rows of a payment, and the figures made to fit: line, project and date."""
        rows = self.text("transfers.csv").split("\r\n")
        at = next(i for i, row in enumerate(rows) if ",requested,spent,L01,L01-fitout," in row)
        for column, value in ((4, "L03"), (6, "XM-2019-002"), (1, "2019-03-29"),
                              (5, "L01-rent"), (7, "county")):
            altered = list(rows)
            for place in (at, at + 1):
                fields = altered[place].split(",")
                if fields[column]:
                    fields[column] = value
                altered[place] = ",".join(fields)
            missed, _ = self.missed("transfers.csv", [(str(column), "\r\n".join(altered))],
                                    self.commands[ACCOUNTS])
            self.assertEqual(missed, [])

    def test_the_canary_a_step_that_checks_nothing(self):
        cells = list(cells_of_json(self.text("execution.json")))
        missed, count = self.missed("execution.json", cells, "echo 相符")
        self.assertEqual(len(missed), count)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
