#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The audit package, checked as its own instructions say and with nothing else; then tampered with.
Usage: audit_test.py PATH-TO-FUNDCTL"""
import hashlib
import html.parser
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unittest
import zipfile

from support import Folder, Workbook, fundctl, sheets_by_libreoffice

INSTRUCTIONS = "核对说明.html"


class Commands(html.parser.HTMLParser):
    """Every <pre> of the page, as somebody would copy it."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.inside = [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "pre":
            self.blocks.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data):
        if self.inside:
            self.blocks[-1] += data


def sums_anew(folder):
    """What a forger does after an edit."""
    lines = []
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        name = line[66:]
        lines.append(hashlib.sha256((folder / name).read_bytes()).hexdigest() + "  " + name)
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def replace(path, old, new):
    text = path.read_bytes()
    assert old.encode() in text, (path, old)
    path.write_bytes(text.replace(old.encode(), new.encode(), 1))


class AuditPackage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        cls.zip = cls.folder.path / "audit.zip"
        fundctl("audit", "export", cls.folder.fund, cls.zip, "--user", "auditor1")
        cls.package = cls.unpacked(cls.zip, "package")
        cls.commands = Commands((cls.package / INSTRUCTIONS).read_text(encoding="utf-8")).blocks

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    @classmethod
    def unpacked(cls, package, name):
        folder = cls.folder.path / name
        with zipfile.ZipFile(package) as file:
            file.extractall(folder)
        return folder

    def run_block(self, number, folder):
        return subprocess.run(["bash", "-c", self.commands[number]], cwd=folder, timeout=120,
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def verdicts(self, folder):
        """For each block whether it found all in order."""
        seen = []
        for number in range(len(self.commands)):
            done = self.run_block(number, folder)
            said = done.stdout.decode()
            good = done.returncode == 0 and "相符" in said and "不符" not in said
            bad = done.returncode != 0 and ("不符" in said or "FAILED" in said)
            self.assertTrue(good or bad, said)
            seen.append(good)
        return seen

    def tampered(self, edit, new_sums=True):
        folder = self.folder.path / "tampered"
        shutil.copytree(self.package, folder)
        try:
            edit(folder)
            if new_sums:
                sums_anew(folder)
            return self.verdicts(folder)
        finally:
            shutil.rmtree(folder)

    def test_the_instructions_hold_for_a_sound_package(self):
        self.assertEqual(len(self.commands), 5)
        self.assertEqual(self.verdicts(self.package), [True] * 5)
        head = (self.package / "head.txt").read_text().strip()
        self.assertIn(head, self.run_block(1, self.package).stdout.decode())
        listed = {line[66:] for line in
                  (self.package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        there = {str(p.relative_to(self.package)) for p in self.package.rglob("*") if p.is_file()}
        self.assertEqual(there - listed, {"SHA256SUMS"})
        self.assertEqual(listed - there, set())
        for name in ("journal.jsonl", "审计工作簿.xlsx", "公示/GS-2019-001.html",
                     "公示/GS-2019-001.xlsx", "公示/GS-2019-001.csv", "公示/GS-2019-001.json"):
            self.assertIn(name, listed)

    def test_each_edit_is_found_by_the_step_that_is_for_it(self):
        journal = pathlib.Path("journal.jsonl")
        # An amount in the journal; then with a new list of hashes; then in the last entry.
        def amount(folder):
            replace(folder / journal, '"amount":"8000000.00"', '"amount":"8000001.00"')
        self.assertEqual(self.tampered(amount, new_sums=False), [False, False, False, True, True])
        self.assertEqual(self.tampered(amount), [True, False, False, True, True])

        def last(folder):
            lines = (folder / journal).read_bytes().split(b"\n")
            entry = json.loads(lines[-2])
            lines[-2] = lines[-2].replace(entry["by"].encode(), b"admin", 1)
            (folder / journal).write_bytes(b"\n".join(lines))
        self.assertEqual(self.tampered(last), [True, False, False, True, True])

        # An entry left out.
        def shorter(folder):
            lines = (folder / journal).read_bytes().split(b"\n")
            (folder / journal).write_bytes(b"\n".join(lines[:40] + lines[41:]))
        self.assertEqual(self.tampered(shorter)[:3], [True, False, False])

        # A disclosure, a posting, a figure of the execution, a missing disclosure.
        def page(folder):
            replace(folder / "公示" / "GS-2019-003.json", '"paid_month":"', '"paid_month":"1')
        self.assertEqual(self.tampered(page), [True, True, True, False, True])

        def posting(folder):
            text = (folder / "transfers.csv").read_text(encoding="utf-8").splitlines()
            at = next(i for i, line in enumerate(text) if ",paid-out," in line)
            text[at] += "0"
            (folder / "transfers.csv").write_text("\r\n".join(text) + "\r\n", encoding="utf-8")
        self.assertEqual(self.tampered(posting), [True, True, True, True, False])

        def figure(folder):
            replace(folder / "execution.json", '"cash": "', '"cash": "9')
        self.assertEqual(self.tampered(figure), [True, True, True, True, False])

        def missing(folder):
            (folder / "公示" / "GS-2019-002.json").unlink()
            sums = folder / "SHA256SUMS"
            sums.write_text("".join(
                line for line in sums.read_text(encoding="utf-8").splitlines(keepends=True)
                if "GS-2019-002.json" not in line), encoding="utf-8")
        self.assertEqual(self.tampered(missing), [True, True, True, False, True])

    def test_the_whole_chain_made_anew_differs_from_what_was_published(self):
        def forged(folder):
            path = folder / "journal.jsonl"
            lines, prev = [], "0" * 64
            for line in path.read_bytes().split(b"\n")[:-1]:
                old = json.loads(line)["prev"].encode()
                line = line.replace(b'"amount":"8000000.00"', b'"amount":"8000001.00"')
                line = line.replace(b'"prev":"' + old, b'"prev":"' + prev.encode())
                prev = hashlib.sha256(line).hexdigest()
                lines.append(line)
            path.write_bytes(b"\n".join(lines) + b"\n")
            (folder / "head.txt").write_text(prev + "\n")
        self.assertEqual(self.tampered(forged), [True, True, True, False, True])

    # --- the workbook ---------------------------------------------------------------------------

    def checks(self, package):
        """The first sheet as LibreOffice works it out, after it was compared with what stands in
        the file: (verdict line, rows)."""
        path = package / "审计工作簿.xlsx"
        rows = sheets_by_libreoffice(path, self.folder.path)["核对"]
        cells = Workbook(path).sheets["核对"]
        head = next(i for i, row in enumerate(rows) if row[0] == "序号")
        self.assertEqual(rows[1][0], cells["A2"][1])
        for number, row in enumerate(rows[head + 1:], head + 2):
            for column, cell in (("D", row[3]), ("F", row[5]), ("G", row[6])):
                formula, value, _, _ = cells[f"{column}{number}"]
                self.assertTrue(formula, (column, number))
                self.assertEqual(float(value), float(cell), row)
            self.assertEqual(cells[f"H{number}"][1], row[7])
        return rows[1][0], rows[head + 1:]

    def test_the_workbook_agrees_with_itself(self):
        verdict, rows = self.checks(self.package)
        self.assertEqual(verdict, "各项相符")
        self.assertGreater(len(rows), 150)
        self.assertEqual({row[7] for row in rows}, {"相符"})

    def test_a_planted_difference_stands_on_the_first_sheet(self):
        copy = self.folder.path / "planted.fund"
        shutil.copy(self.folder.fund, copy)
        with sqlite3.connect(copy) as db:
            db.execute("UPDATE payment_source SET amount = amount + 12345"
                       " WHERE payment = 'BF-2019-001'")
        db.close()
        planted = self.folder.path / "planted.zip"
        fundctl("audit", "export", copy, planted, "--user", "auditor1")
        verdict, rows = self.checks(self.unpacked(planted, "planted"))
        wrong = {row[1]: row for row in rows if row[7] != "相符"}
        self.assertEqual(verdict, f"有 {sum(row[7] != '相符' for row in rows)} 项不符")
        self.assertIn("第一批中央财政资金·已拨付", wrong)
        self.assertIn("L01 central-1·已拨付", wrong)
        self.assertEqual({row[6] for row in wrong.values()} - {"123.45", "-123.45"}, set())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
