#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""fundctl prints no sign that a terminal obeys or that nobody sees, whatever stands in a file that
was altered: each text of each table, and names of files.

Usage: terminal_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import json
import os
import shutil
import sqlite3
import sys
import unicodedata
import unittest

from place import Case, PASSWORD, environment, run

# Clears the screen, goes back, forges a line, turns the direction, hides itself.
EVIL = "\x1b[2J\x07\r\n完好: 日志 1 条。\x7f\x85\x9b\u061c\u202e\u2066\u2028\u200b\ufeff\u3164"


def obeyed(text):
    """The signs in an output that a terminal would obey or that nobody would see."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n") # a table's own
    return {f"U+{ord(sign):04X}" for sign in text
            if sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")
                                 or sign == "\u3164")}


def altered(path, table):
    """Every text in the first rows of a table with signs behind it, triggers as they were."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        triggers = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        key = "rowid" if db.execute(
            "SELECT sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE name = ?",
            (table,)).fetchone()[0] == 0 else None
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        done = 0
        for column in columns:
            where = f" WHERE {key} IN (SELECT {key} FROM {table} LIMIT 2)" if key else ""
            try:
                done += db.execute(f"UPDATE {table} SET {column} = {column} || ?{where}",
                                   (EVIL,)).rowcount
            except sqlite3.IntegrityError:
                pass
        for _, sql in triggers:
            db.execute(sql)
    db.close()
    return done


class Terminal(Case):
    def prints_nothing_obeyed(self, done, words):
        for stream in (done.stdout, done.stderr):
            self.assertEqual(obeyed(stream.decode("utf-8")), set(), words)
        return done

    def tables(self):
        with sqlite3.connect(self.fund) as db:
            return [name for name, in db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]

    def test_verify_of_each_altered_table(self):
        named = 0
        for table in self.tables():
            with self.subTest(table):
                path = self.folder / "altered.fund"
                shutil.copy(self.fund, path)
                if not altered(path, table):
                    continue
                done = self.prints_nothing_obeyed(run("verify", path), table)
                self.assertIn(done.returncode, (1, 3), done.stdout.decode())
                # A line that was forged would begin one.
                self.assertNotIn("\n完好", "\n" + done.stdout.decode())
                named += "<U+001B>" in done.stdout.decode()
        self.assertGreater(named, 3) # the test would see nothing where nothing is said of a text

    def test_what_is_asked_of_an_altered_file(self):
        questions = ("user.list", "unit.list", "project.list", "payment.list", "plan.show",
                     "journal.list", "document.list", "finding.list", "receipt.list",
                     "disclosure.list", "notice.list", "budget.execution", "warning.list",
                     "due.list", "inbox", "goal.show")
        script = [{"login": {"user": "auditor1", "password": PASSWORD}}]
        script += [{"as": "auditor1", "ask": question} for question in questions]
        script = "".join(json.dumps(line) + "\n" for line in script).encode()
        seen = 0
        for table in ("plan", "unit", "project", "payment", "document", "finding", "receipt",
                      "disclosure", "notice", "fund_user", "entry", "plan_override", "goal_report"):
            if table not in self.tables():
                continue
            with self.subTest(table):
                path = self.folder / "altered.fund"
                shutil.copy(self.fund, path)
                altered(path, table)
                done = self.prints_nothing_obeyed(run("batch", path, stdin=script), table)
                answers = [json.loads(line) for line in done.stdout.splitlines()]
                seen += EVIL in json.dumps(answers, ensure_ascii=False).replace(
                    json.dumps(EVIL, ensure_ascii=False)[1:-1], EVIL) # its value is kept
                for words in (("plan",), ("plan", "--format", "json"), ("execution",),
                              ("execution", "--format", "json"),
                              ("execution", "--format", "csv"),
                              ("disclose", "2019-12", "--format", "csv", "--out",
                               self.folder / "out")):
                    self.prints_nothing_obeyed(
                        run(words[0], path, *words[1:], "--user", "auditor1"), (table, words))
        self.assertGreater(seen, 3)

    def test_names_of_files_and_users(self):
        strange = self.folder / "a\x1b[2J\u202e\x9b\ufeff.fund"
        for words in (("verify", strange), ("plan", "--check", strange),
                      ("print", self.fund, "execution", "-", "--user", "auditor1", "--out",
                       self.folder / "no\x1b[2J\u202e" / "x.pdf"),
                      ("execution", self.fund, "--user", "x\x1b[2J\u202e"),
                      ("x\x1b[2J\u202e",)):
            done = self.prints_nothing_obeyed(run(*words), words)
            self.assertNotEqual(done.returncode, 0)
        shutil.copy(self.fund, strange)
        out = self.folder / "o\x1b[2J\u202e.pdf"
        self.prints_nothing_obeyed(run("print", strange, "execution", "-", "--user", "auditor1",
                                       "--out", out), "print")
        self.assertTrue(out.exists())

    def test_the_log(self):
        path = self.folder / "altered.fund"
        shutil.copy(self.fund, path)
        altered(path, "fund_user")
        done = run("verify", path, "--verbose",
                   env=environment(XDG_STATE_HOME=str(self.folder / "state")))
        self.prints_nothing_obeyed(done, "--verbose")
        log = self.folder / "state/funddesk/fundctl.log"
        self.assertEqual(obeyed(log.read_text(encoding="utf-8")) if log.exists() else set(), set())

    def test_the_canary_raw_signs_are_seen(self):
        self.assertGreater(len(obeyed(EVIL)), 8)
        self.assertEqual(obeyed("\ufeff甲,乙\r\n"), set())


if __name__ == "__main__":
    assert os.path.exists(sys.argv[1])
    unittest.main(argv=sys.argv[:1])
