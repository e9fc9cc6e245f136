#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""disclose.monthly: every spelling of tests/core/journal/numbers.txt goes through a fund, as a
project's name and in its opinions, reasons, reports and titles. On the month's page (HTML, CSV,
JSON, PDF) and in every file of the audit package no personal number can be read, and every other
number is whole. Usage: personal_test.py PATH-TO-FUNDCTL"""
import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest
import zipfile

from support import FUNDCTL, PASSWORD, Workbook, fundctl, pdf_text

LISTS = pathlib.Path(__file__).resolve().parents[1] / "core" / "journal" / "numbers.txt"
NUMBER = "15900001111"  # of vouchers and papers, though a telephone looks like it
USERS = {"security1": "security", "clerk1": "clerk", "reviewer1": "reviewer",
         "inspector1": "inspector", "leader1": "leader", "finance1": "finance",
         "auditor1": "auditor"}
CHINESE = {ord(c): str(i) for i, c in enumerate("〇一二三四五六七八九")} | {ord("幺"): "1"}


def spellings():
    """{sign: [(text, digits)]} of the list."""
    found = {"+": [], "-": [], "?": []}
    for line in LISTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, digits = re.sub(
                r"\\u([0-9a-f]{4})|\\n", lambda m: chr(int(m[1], 16)) if m[1] else "\n",
                line[2:]).partition(" => ")
            found[line[0]].append((text, digits))
    return found


def visible(text):
    return all(c.isprintable() and unicodedata.category(c) != "Mn" or c == "\u00a0" for c in text)


def bare(text):
    """Letters and digits as a reader reads them, whatever sets them apart."""
    read = unicodedata.normalize("NFKC", text).translate(CHINESE)
    return "".join(c for c in read if c.isalnum())


def squeezed(text):
    return "".join(text.split())


class Office:
    """A fund in which each text of some lists has a project of its own, accepted and paid in May,
    and what left the office of it."""

    def __init__(self, signs):
        self.signs = signs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="personal-"))
        self.fund = self.folder / "a.fund"
        fundctl("new", self.fund, "--admin", "admin")
        self.texts = [one for sign in signs for one in spellings()[sign]]
        self.batch([*self.people(), *self.things()])
        login = {"login": {"user": "reviewer1", "password": PASSWORD}}
        self.preview = self.batch([login, {
            "as": "reviewer1", "ask": "disclosure.preview", "with": {"month": "2019-05"}}])[1]
        self.batch([login, {"as": "reviewer1", "do": "disclosure.publish", "with": {
            "id": "D1", "month": "2019-05", "date": "2019-06-02"}}])
        fundctl("disclose", self.fund, "2019-05", "--user", "reviewer1", "--out", self.folder,
                "--format", "html,csv,json,pdf")
        fundctl("audit", "export", self.fund, self.folder / "a.zip", "--user", "auditor1")
        with zipfile.ZipFile(self.folder / "a.zip") as package:
            package.extractall(self.folder / "audit")

    def batch(self, lines):
        done = subprocess.run([FUNDCTL, "batch", self.fund, "--group", "500"], check=True,
                              timeout=240, stdout=subprocess.PIPE,
                              input="\n".join(json.dumps(x) for x in lines).encode())
        answers = [json.loads(x) for x in done.stdout.decode().splitlines()]
        for line, answer in zip(lines, answers, strict=True):
            assert answer["ok"], (line, answer)
        return answers

    @staticmethod
    def people():
        yield {"login": {"user": "admin", "password": PASSWORD}}
        for user, role in USERS.items():
            yield {"as": "admin", "do": "user.add", "with": {
                "id": user, "name": "某某", "roles": [role], "password": PASSWORD}}
        for user in USERS:
            yield {"login": {"user": user, "password": PASSWORD}}

    def things(self):
        yield self.do("finance1", "fund.receive", id="R1", source="central-1", date="2019-03-05",
                      amount="15000000.00", document=NUMBER)
        tick = {"ok": True, "evidence": "材料", "date": "2019-03-01"}
        yield self.do("clerk1", "unit.register", id="U1", name="甲公司", kind="enterprise",
                      code="91350100M000100Y43",
                      bank={"name": "农行", "account": "40010099999", "holder": "甲公司"},
                      eligibility=dict.fromkeys(("registered", "qualified", "accounts",
                                                 "clean_record", "truthful"), tick))
        paper = self.folder / "a.txt"
        paper.write_text("a", encoding="utf-8")
        for number, (text, _) in enumerate(self.texts, 1):
            yield from self.project(f"P{number}", text, paper)
        yield from self.project("ALL", "。\n".join(text for text, _ in self.texts), paper)

    def project(self, key, text, paper):
        do, plain = self.do, visible(text)
        line = text if plain else "文字"
        yield do("clerk1", "project.declare", id=key, unit="U1", line="L08", date="2019-03-11",
                 name=f"活动[{line}]", content=text, support="100.00",
                 schedule={"from": "2019-04-01", "to": "2019-09-30"}, materials=["建设改造方案"])
        yield do("reviewer1", "project.review", id=key, decision="approve", date="2019-03-14",
                 opinion=text)
        yield do("clerk1", "project.start", id=key, date="2019-04-01")
        yield do("clerk1", "invoice.record", id="I" + key, project=key, number="I" + key,
                 issuer="设备公司", amount="1.00", date="2019-05-03")
        yield do("clerk1", "document.file", id="D" + key, kind="contract", date="2019-05-03",
                 title=line, about={"kind": "project", "id": key}, path=str(paper))
        yield do("clerk1", "acceptance.request", id="A" + key, project=key, stage="第一期",
                 claimed="100.00", date="2019-05-10")
        yield do("inspector1", "acceptance.conclude", id="A" + key, result="pass",
                 accepted="100.00", team=[{"name": "某某", "unit": "县经信局"}], opinion=text,
                 date="2019-05-15")
        yield do("clerk1", "payment.request", id="B" + key, project=key, kind="final",
                 amount="100.00", date="2019-05-16", report=text)
        yield do("leader1", "payment.approve", id="B" + key, decision="approve", opinion=text,
                 date="2019-05-17")
        yield do("finance1", "payment.pay", id="B" + key, date="2019-05-18",
                 voucher=NUMBER)

    @staticmethod
    def do(user, command, **words):
        return {"as": user, "do": command, "with": words}


    def published(self, kind):
        path = self.folder / f"disclosure-2019-05.{kind}"
        if kind == "pdf":
            return pdf_text(path)
        text = path.read_text(encoding="utf-8-sig")
        return html.unescape(text) if kind == "html" else text

    def all_texts(self):
        """{name: what can be read in it} of everything that leaves the office."""
        found = {kind: self.published(kind) for kind in ("html", "csv", "json", "pdf")}
        for path in (self.folder / "audit").rglob("*"):
            if path.suffix == ".xlsx":
                found[path.name] = Workbook(path).text()
            elif path.suffix == ".pdf":
                found[path.name] = pdf_text(path)
            elif path.is_file() and path.suffix != ".txt":
                found[path.name] = path.read_text(encoding="utf-8-sig")
        return found

    def papers(self):
        for kind, thing in (("declaration", "ALL"), ("payment", "BALL"), ("acceptance", "AALL")):
            out = self.folder / f"{kind}.pdf"
            fundctl("print", self.fund, kind, thing, "--user", "reviewer1", "--out", out)
            yield kind, pdf_text(out)


def setUpModule():
    global PERSONAL, OTHER  # pylint: disable=global-variable-undefined
    PERSONAL, OTHER = Office("+"), Office("-?")


def tearDownModule():
    for office in (PERSONAL, OTHER):
        shutil.rmtree(office.folder, ignore_errors=True)


class Personal(unittest.TestCase):
    def test_no_personal_number_can_be_read(self):
        self.assertGreaterEqual(len(PERSONAL.texts), 60)
        for name, text in [*PERSONAL.all_texts().items(), *PERSONAL.papers()]:
            text = re.sub(r"\b[0-9a-f]{64}\b", " ", text)
            read = "\n".join(bare(part) for part in re.split(r"[\"<>\n]", text))
            for typed, digits in PERSONAL.texts:
                with self.subTest(file=name, typed=typed):
                    self.assertNotIn(typed, text)
                    if len(digits) > 8:
                        self.assertNotIn(digits, read)

    def test_other_numbers_are_whole(self):
        self.assertGreaterEqual(len(OTHER.texts), 60)
        journal = (OTHER.folder / "audit" / "journal.jsonl").read_text(encoding="utf-8")
        names = {kind: OTHER.published(kind) for kind in ("html", "csv", "json")}
        names["csv"] = names["csv"].replace('""', '"')
        for typed, _ in OTHER.texts:
            with self.subTest(typed=typed):
                self.assertIn(json.dumps(typed, ensure_ascii=False), journal)
                for text in names.values():
                    if visible(typed):
                        self.assertIn(f"活动[{typed}]", text)
        self.assertEqual(journal.count(f'"voucher":"{NUMBER}"'), len(OTHER.texts) + 1)
        self.assertIn(f'"document":"{NUMBER}"', journal)
        self.assertIn(NUMBER, Workbook(OTHER.folder / "audit" / "审计工作簿.xlsx").text())

    def test_papers_that_stay_in_the_office_hide_only_what_is_personal(self):
        for kind, text in OTHER.papers():
            text = squeezed(text)
            for typed, _ in OTHER.texts:
                with self.subTest(paper=kind, typed=typed):
                    if visible(typed):
                        self.assertIn(squeezed(typed), text)
            if kind == "payment":
                self.assertIn(NUMBER, text)

    def test_what_is_not_certain_is_shown_before_publishing(self):
        page = OTHER.preview["result"]
        shown = {(page["rows"][one["row"]]["name"], one["field"], one["text"])
                 for one in page["check"]}
        wanted = {(f"活动[{typed}]", "name", digits) for typed, digits in spellings()["?"]
                  if visible(typed)}
        self.assertEqual(shown, wanted)
        self.assertNotIn("check", json.loads(OTHER.published("json")))


if __name__ == "__main__":
    unittest.main(argv=["personal_test"])
