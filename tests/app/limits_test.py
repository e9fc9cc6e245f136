#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""fundctl where room runs out: a temporary folder or a standard output that takes nothing more,
files that may grow no further, little memory.

Usage: limits_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import json
import os
import pathlib
import resource
import sys
import unittest

from place import (FUNDCTL, MIB, MOUNTS, NOBODY, PASSWORD, ROOT, Case, SmallDisk, environment, run,
                   without_faces)


# --- the folder for what is laid aside ----------------------------------------------------------

class Temporary(Case):
    def test_a_folder_that_is_missing_or_takes_nothing_is_named(self):
        missing = self.folder / "nowhere"
        file = self.folder / "file"
        file.write_text("x", encoding="utf-8")
        for place in (missing, file):
            for words in (("verify", self.fund), ("backup", self.fund, self.folder / "b.fund")):
                said = self.sentence(run(*words, env=environment(TMPDIR=str(place))), 3)
                self.assertIn(str(place), said)
                self.assertNotIn("损坏", said)
        self.assertFalse((self.folder / "b.fund").exists())
        self.sound()

    @unittest.skipUnless(os.geteuid() == 0, "not root")
    def test_a_folder_of_others_is_named(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o755)
        self.folder.chmod(0o755)
        self.fund.chmod(0o644)
        done = run("verify", self.fund, env=environment(TMPDIR=str(closed)), user=NOBODY)
        self.assertIn(str(closed), self.sentence(done, 3))

    @unittest.skipUnless(MOUNTS, "no mount here")
    def test_a_sound_fund_is_never_called_damaged_when_it_fills(self):
        seen = set()
        for size in (4, 16, 64, 128, 256, 400, 700, 8000):
            with SmallDisk(self.folder / "tmp", size) as place:
                for words in (("verify", self.fund),
                              ("backup", self.fund, self.folder / f"b{size}.fund")):
                    done = run(*words, env=environment(TMPDIR=str(place)))
                    seen.add(done.returncode)
                    if done.returncode != 0:
                        said = self.sentence(done, 3)
                        self.assertIn(str(place), said)
                        self.assertEqual(done.stdout, b"")
                self.assertEqual(self.beside(place), [])
        self.assertEqual(seen, {0, 3})
        self.sound()


# --- standard output ----------------------------------------------------------------------------

class Output(Case):
    def verbs(self):
        user = ("--user", "auditor1")
        out = self.folder / "out"
        yield "--help",
        yield "--version",
        for verb in ("new", "batch", "print", "verify"):
            yield verb, "--help"
        yield "plan", self.fund, *user
        yield "plan", self.fund, *user, "--format", "json"
        yield "plan", "--check", ROOT / "resources/plans/guzhang.json"
        for kind in ("text", "json", "csv"):
            yield "execution", self.fund, *user, "--format", kind
        yield "disclose", self.fund, "2019-03", *user, "--out", out, "--format", "csv"
        yield "archive", "export", self.fund, "XM-2019-001", self.folder / "p.zip", *user
        yield "audit", "export", self.fund, self.folder / "a.zip", *user
        yield "print", self.fund, "execution", "-", *user, "--out", self.folder / "p.pdf"
        yield "verify", self.fund
        yield "backup", self.fund, self.folder / "b.fund"
        yield "restore", self.stage / "guzhang.fund", self.folder / "r.fund"
        yield "demo", self.folder / "demo"

    def ends(self, words, **how):
        for made in ("p.zip", "a.zip", "b.fund", "r.fund", "demo/guzhang.fund"):
            (self.folder / made).unlink(missing_ok=True)
        self.sentence(run(*words, **how), 3)

    def test_full(self):
        with open("/dev/full", "wb") as full:
            for words in self.verbs():
                with self.subTest(words):
                    self.ends(words, stdout=full)

    def test_closed(self):
        for words in self.verbs():
            with self.subTest(words):
                self.ends(words, stdout=None, preexec_fn=lambda: os.close(1))
        self.sound()

    def test_a_pipe_without_a_reader(self):
        for words in self.verbs():
            with self.subTest(words):
                read, write = os.pipe()
                os.close(read)
                try:
                    self.ends(words, stdout=write)
                finally:
                    os.close(write)

    def test_no_file_takes_the_place_of_a_closed_stream(self):
        for closed in ((0,), (1,), (2,), (0, 1, 2)):
            run("execution", self.fund, "--user", "auditor1", stdin=None, stdout=None,
                preexec_fn=lambda: [os.close(fd) for fd in closed])
            self.sound()

    def test_answers(self):
        lines = [{"login": {"user": "finance1", "password": PASSWORD}}] + [
            {"as": "finance1", "ask": "journal.head"}] * 3
        script = "".join(json.dumps(line) + "\n" for line in lines).encode()
        with open("/dev/full", "wb") as full:
            self.sentence(run("batch", self.fund, stdin=script, stdout=full), 3)
        self.sentence(run("batch", self.fund, stdin=script, stdout=None,
                          preexec_fn=lambda: os.close(1)), 3)
        self.sound()

    def test_new_keeps_no_fund_whose_code_nobody_saw(self):
        fresh = self.folder / "new.fund"
        with open("/dev/full", "wb") as full:
            said = self.sentence(run("new", fresh, "--admin", "admin", stdout=full), 3)
        closed = self.sentence(run("new", fresh, "--admin", "admin", stdout=None,
                                   preexec_fn=lambda: os.close(1)), 3)
        for sentence in (said, closed): # what happened, and what to do
            for words in ("恢复码", "资金文件没有建立", "重新运行"):
                self.assertIn(words, sentence)
            self.assertNotIn("原有的恢复码", sentence)
        self.assertEqual(self.beside(), ["a.fund"])

    def test_recover_keeps_the_old_code_where_the_new_one_is_not_seen(self):
        fresh = self.folder / "new.fund"
        code = run("new", fresh, "--admin", "admin").stdout.split()[-1]
        with open("/dev/full", "wb") as full:
            said = self.sentence(run("recover", fresh, stdin=code + b"\n", stdout=full,
                                     env=environment(FUNDCTL_PASSWORD="Other-2019!")), 3)
        self.assertIn("口令和恢复码都没有更换", said)
        # Neither the password nor the code changed.
        self.assertEqual(run("execution", fresh, "--user", "admin").returncode, 0)
        done = run("recover", fresh, stdin=code + b"\n",
                   env=environment(FUNDCTL_PASSWORD="Other-2019!"))
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(run("execution", fresh, "--user", "admin").returncode, 2)
        self.assertNotEqual(done.stdout.split()[-1], code)


# --- limits of the process ----------------------------------------------------------------------

class Limits(Case):
    def test_a_file_that_may_grow_no_further(self):
        def limited(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        for size in (0, 4096, 60_000, 200_000):
            for words in (("audit", "export", self.fund, self.folder / "a.zip", "--user",
                           "auditor1"),
                          ("new", self.folder / "n.fund", "--admin", "admin"),
                          ("backup", self.fund, self.folder / "b.fund"),
                          ("disclose", self.fund, "2019-03", "--user", "auditor1", "--out",
                           self.folder / "out", "--format", "xlsx"),
                          ("verify", self.fund)):
                with self.subTest((size, words[0])):
                    done = run(*words, preexec_fn=lambda: limited(size))
                    if done.returncode != 0:
                        said = without_faces(done.stderr.decode())
                        self.assertEqual(done.returncode, 3, said)
                        self.assertTrue(said.startswith("fundctl: ") and said.count("\n") == 1,
                                        said)
                        self.assertNotIn("损坏", said)
                for name in ("a.zip", "n.fund", "b.fund"):
                    (self.folder / name).unlink(missing_ok=True)
        self.assertFalse([name for name in self.beside() if ".part" in name])
        self.sound()

    def test_memory(self):
        if b"__asan_init" in pathlib.Path(FUNDCTL).read_bytes():
            self.skipTest("the address sanitizer needs terabytes of addresses for itself")

        def limited(size):
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
        ends = set()
        for size in (*range(170, 420, 25), 800, 1600):
            out = self.folder / f"{size}.zip"
            done = run("audit", "export", self.fund, out, "--user", "auditor1",
                       preexec_fn=lambda: limited(size * MIB))
            said = done.stderr.decode()
            if "error while loading shared libraries" in said: # it was never started
                continue
            ends.add(done.returncode)
            self.assertIn(done.returncode, (0, 3), (size, done.returncode, said))
            if done.returncode == 3:
                self.assertTrue(said.splitlines()[-1].startswith("fundctl: "), said)
                self.assertNotIn("损坏", said)
                self.assertNotIn("前后不符", said)
                self.assertFalse(out.exists())
        self.assertIn(0, ends)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
