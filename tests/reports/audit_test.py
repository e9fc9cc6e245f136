#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The audit package, checked as its own instructions say and with nothing else; then tampered with.
Usage: audit_test.py PATH-TO-FUNDCTL"""
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unittest
import zipfile

from audit_package import INSTRUCTIONS, Commands, replace, sums_anew
from support import Folder, Workbook, fundctl, sheets_by_libreoffice

class AuditPackage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        cls.zip = cls.folder.path / "audit.zip"
        cls.exported = fundctl("audit", "export", cls.folder.fund, cls.zip, "--user", "auditor1")
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
        self.assertEqual(len(self.commands), 6)
        self.assertEqual(self.verdicts(self.package), [True] * 6)
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
        self.assertEqual(self.tampered(amount, new_sums=False),
                         [False, False, False, True, False, True])
        self.assertEqual(self.tampered(amount), [True, False, False, True, False, True])

        def last(folder):
            lines = (folder / journal).read_bytes().split(b"\n")
            entry = json.loads(lines[-2])
            lines[-2] = lines[-2].replace(f'"by":"{entry["by"]}"'.encode(), b'"by":"clerk2"', 1)
            (folder / journal).write_bytes(b"\n".join(lines))
        self.assertEqual(self.tampered(last), [True, False, False, True, True, True])

        # An entry left out.
        def shorter(folder):
            lines = (folder / journal).read_bytes().split(b"\n")
            (folder / journal).write_bytes(b"\n".join(lines[:40] + lines[41:]))
        self.assertEqual(self.tampered(shorter)[:3], [True, False, False])

        # A disclosure, a posting, a figure of the execution, a missing disclosure.
        def page(folder):
            replace(folder / "公示" / "GS-2019-003.json", '"paid_month":"', '"paid_month":"1')
        self.assertEqual(self.tampered(page), [True, True, True, False, True, True])

        def posting(folder):
            text = (folder / "transfers.csv").read_text(encoding="utf-8").splitlines()
            at = next(i for i, line in enumerate(text) if ",paid-out," in line)
            text[at] += "0"
            (folder / "transfers.csv").write_text("\r\n".join(text) + "\r\n", encoding="utf-8")
        self.assertEqual(self.tampered(posting), [True, True, True, True, False, True])

        def figure(folder):
            replace(folder / "execution.json", '"cash": "', '"cash": "9')
        self.assertEqual(self.tampered(figure), [True, True, True, True, False, True])

        def missing(folder):
            (folder / "公示" / "GS-2019-002.json").unlink()
            sums = folder / "SHA256SUMS"
            sums.write_text("".join(
                line for line in sums.read_text(encoding="utf-8").splitlines(keepends=True)
                if "GS-2019-002.json" not in line), encoding="utf-8")
        self.assertEqual(self.tampered(missing), [True, True, True, False, True, True])

    def test_a_list_made_anew_does_not_cover_a_forgery(self):
        """Each of these has a list of hashes that fits it; the list's own hash tells them all."""
        documents = "文件"

        def extra(folder): # not listed
            (folder / documents / "0099-伪造.pdf").write_bytes(b"forged")
        self.assertEqual(self.tampered(extra), [False, True, True, False, True, True])

        def extra_elsewhere(folder):
            (folder / "补充说明.txt").write_text("以此为准", encoding="utf-8")
        self.assertEqual(self.tampered(extra_elsewhere)[0], False)

        def extra_and_listed(folder):
            name = documents + "/0099-X.txt"
            (folder / name).write_bytes(b"forged")
            with (folder / "SHA256SUMS").open("a", encoding="utf-8") as sums:
                sums.write("0" * 64 + "  " + name + "\n")
        self.assertEqual(self.tampered(extra_and_listed), [True, True, True, False, True, True])

        def exchanged(folder): # a document, its line in the index, its line in the list
            name = sorted(p for p in (folder / documents).iterdir() if p.suffix == ".txt")[0]
            old = hashlib.sha256(name.read_bytes()).hexdigest()
            size = len(name.read_bytes())
            name.write_bytes("另一份".encode().ljust(size, b" "))
            replace(folder / documents / "目录.csv", old,
                    hashlib.sha256(name.read_bytes()).hexdigest())
        self.assertEqual(self.tampered(exchanged), [True, True, True, False, True, True])

        def two_documents_swapped(folder):
            one, other = sorted(p for p in (folder / documents).iterdir()
                                if p.suffix == ".txt")[:2]
            first, second = one.read_bytes(), other.read_bytes()
            one.write_bytes(second)
            other.write_bytes(first)
        self.assertEqual(self.tampered(two_documents_swapped),
                         [True, True, True, False, True, True])

        def left_out(folder):
            name = sorted(p for p in (folder / documents).iterdir() if p.suffix == ".txt")[0]
            name.unlink()
            for path in (folder / documents / "目录.csv", folder / "SHA256SUMS"):
                path.write_text("".join(
                    line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
                    if name.name not in line), encoding="utf-8")
        self.assertEqual(self.tampered(left_out), [True, True, True, False, True, True])

    def test_transfers_altered_with_their_sums(self):
        def figures(folder, edit):
            execution = json.loads((folder / "execution.json").read_text(encoding="utf-8"))
            edit(execution)
            (folder / "execution.json").write_text(json.dumps(execution, ensure_ascii=False),
                                                   encoding="utf-8")

        def less(text, fen):
            value = round(float(text) * 100) - fen
            return f"{value // 100}.{value % 100:02d}"

        def rows(folder, edit):
            path = folder / "transfers.csv"
            lines = path.read_text(encoding="utf-8").splitlines()
            path.write_text("\r\n".join(edit(lines)) + "\r\n", encoding="utf-8")

        def receipt(folder): # a receipt 10,000 yuan smaller, in cash and in the figures
            def smaller(lines):
                at = next(i for i, line in enumerate(lines)
                          if ",treasury,cash," in line and ",central-1," in line)
                fields = lines[at].split(",")
                fields[-1] = str(int(fields[-1]) - 1_000_000)
                lines[at] = ",".join(fields)
                return lines
            rows(folder, smaller)

            def execution(told):
                for row in told["by_source"]:
                    if row["source"] == "central-1":
                        row["received"] = less(row["received"], 1_000_000)
                        row["cash"] = less(row["cash"], 1_000_000)
            figures(folder, execution)
        self.assertEqual(self.tampered(receipt), [True, True, True, True, False, True])

        def swapped(folder): # two payments of one line exchange a yuan: every sum stays
            def exchange(lines):
                spent = [i for i, line in enumerate(lines)
                         if ",requested,spent,L01,L01-fitout," in line]
                for at, more in ((spent[0], 100), (spent[1], -100)):
                    for place in (at, at + 1): # the budget's row and the cash's
                        fields = lines[place].split(",")
                        fields[-1] = str(int(fields[-1]) + more)
                        lines[place] = ",".join(fields)
                return lines
            rows(folder, exchange)
        self.assertEqual(self.tampered(swapped), [True, True, True, True, False, True])

        def stray(folder): # a pair of rows of an entry that is not there
            rows(folder, lambda lines: lines + [
                "99999,2019-12-01,cash,paid-out,,,,central-1,5",
                "99999,2019-12-01,paid-out,cash,,,,central-1,5"])
        self.assertEqual(self.tampered(stray), [True, True, True, True, False, True])

    def test_the_head_on_a_page_is_the_one_before_it(self):
        """A chain made anew from the page on, and another head of the chain printed on it."""
        def forged(folder):
            path = folder / "journal.jsonl"
            lines, prev = [], "0" * 64
            for line in path.read_bytes().split(b"\n")[:-1]:
                entry = json.loads(line)
                old = entry["prev"].encode()
                line = line.replace(b'"prev":"' + old, b'"prev":"' + prev.encode())
                if entry["do"] == "disclosure.publish" and entry["with"]["page"]["number"] == \
                        "GS-2019-002":
                    head = json.loads(lines[5])["prev"]
                    line = line.replace(b'"head":"' + entry["with"]["page"]["head"].encode(),
                                        b'"head":"' + head.encode())
                    replace(folder / "公示/GS-2019-002.json", entry["with"]["page"]["head"], head)
                prev = hashlib.sha256(line).hexdigest()
                lines.append(line)
            path.write_bytes(b"\n".join(lines) + b"\n")
            (folder / "head.txt").write_text(prev + "\n")
        self.assertEqual(self.tampered(forged), [True, True, True, False, True, True])

    def test_the_hash_of_the_list_is_printed_and_on_the_sheet(self):
        listed = hashlib.sha256((self.package / "SHA256SUMS").read_bytes()).hexdigest()
        self.assertIn(listed, self.exported)
        self.assertIn(listed, self.run_block(0, self.package).stdout.decode())
        sheet = self.folder.path / "sheet.pdf"
        fundctl("print", self.folder.fund, "handover", "-", "--package", self.zip, "--user",
                "auditor1", "--out", sheet)
        text = subprocess.run(["pdftotext", "-layout", str(sheet), "-"], check=True,
                              capture_output=True).stdout.decode()
        self.assertIn(listed, "".join(text.split()))
        fundctl("print", self.folder.fund, "execution", "-", "--package", self.zip, "--user",
                "auditor1", "--out", sheet, status=2)
        fundctl("print", self.folder.fund, "handover", "-", "--package", self.folder.fund,
                "--user", "auditor1", "--out", sheet, status=3)

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
        self.assertEqual(self.tampered(forged), [True, True, True, False, False, True])

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
