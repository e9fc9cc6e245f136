#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""fundctl from outside: exit statuses, one clear sentence for each bad input, the fund untouched.

Usage: fundctl_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest
import zipfile

FUNDCTL = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])
PASSWORD = "Admin-2019!"


def run(*words, password=PASSWORD, stdin=b""):
    env = {k: v for k, v in os.environ.items() if k != "FUNDCTL_PASSWORD"}
    if password:
        env["FUNDCTL_PASSWORD"] = password
    return subprocess.run([FUNDCTL, *map(str, words)], input=stdin, env=env, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


class Fundctl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.fund = cls.folder / "a.fund"
        made = run("new", cls.fund, "--admin", "admin")
        assert made.returncode == 0, made.stderr.decode()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def hash(self):
        return hashlib.sha256(self.fund.read_bytes()).hexdigest()

    def stops(self, status, *words, **more):
        """Exactly one sentence on standard error, that exit status, and the fund as it was."""
        before = self.hash()
        done = run(*words, **more)
        sentence = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, status, sentence)
        self.assertEqual(sentence.count("\n"), 1, sentence)
        self.assertTrue(sentence.startswith("fundctl: "), sentence)
        self.assertEqual(self.hash(), before)
        return sentence

    def answers(self, *lines):
        login = json.dumps({"login": {"user": "admin", "password": PASSWORD}}).encode()
        done = run("batch", self.fund, stdin=b"\n".join((login, *lines)) + b"\n")
        self.assertEqual(done.returncode, 0)
        return [json.loads(line) for line in done.stdout.splitlines()][1:]

    def test_help_and_usage(self):
        self.assertEqual(run("--help").returncode, 0)
        self.assertEqual(run("--version").returncode, 0)
        for verb in ("new", "recover", "batch", "plan", "execution", "disclose", "archive",
                     "audit", "verify", "backup", "restore", "demo"):
            self.assertEqual(run(verb, "--help").returncode, 0, verb)
        self.stops(2)
        self.stops(2, "fly")
        self.stops(2, "verify", self.fund, "--colour")
        self.stops(2, "verify", self.fund, "--head", "f" * 63)
        self.stops(2, "execution", self.fund)
        # A wrong password is counted in the file.
        wrong = run("execution", self.fund, "--user", "admin", password="Wrong-2019!")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("用户名或口令不正确", wrong.stderr.decode())

    def test_a_slip_of_the_pen_is_one_line(self):
        user = ("--user", "admin")
        for words in (("verify", ""), ("new", "", "--admin", "a"), ("plan", "--check", ""),
                      ("new", self.folder / "x", "--admin", ""),
                      ("disclose", self.fund, "2019-06", *user, "--out", ""),
                      ("print", self.fund, "execution", "-", *user, "--out="),
                      ("execution", self.fund, "--user", "")):
            self.stops(2, *words)
        for words in (("verify", "a\nb.fund"), ("plan", "--check", "a\nb\tc"),
                      ("backup", self.fund, "no\nfolder/b"), ("batch", self.fund, "a\rb"),
                      ("archive", "export", "x\x1by", "P", "o.zip", *user)):
            self.assertTrue(self.stops(3, *words).strip().isprintable())
        # What is under way has a name of its own, which nobody is told.
        for words in (("backup", self.fund, "none/b"), ("restore", self.fund, "none/b"),
                      ("audit", "export", self.fund, "none/b.zip", "--user", "admin")):
            said = run(*words).stderr.decode()
            self.assertIn("没有文件夹", said)
            self.assertNotIn(".part", said)
        self.assertIn("同一个文件", self.stops(3, "restore", self.fund, self.fund))

    def test_files_that_cannot_be_used(self):
        self.assertIn("已经存在", self.stops(3, "new", self.fund, "--admin", "admin"))
        text = self.folder / "text.fund"
        text.write_text("hello", encoding="utf-8")
        self.assertIn("不是 FundDesk 的资金文件", self.stops(3, "batch", text))
        self.stops(3, "verify", text)
        self.assertIn("找不到文件", self.stops(3, "batch", self.folder / "none.fund"))
        self.stops(3, "batch", self.folder)
        newer = self.folder / "newer.fund"
        data = bytearray(self.fund.read_bytes())
        data[60:64] = struct.pack(">I", 999)
        newer.write_bytes(data)
        self.assertIn("升级程序", self.stops(3, "batch", newer))
        short = self.folder / "short.fund"
        short.write_bytes(self.fund.read_bytes()[:-5000])
        self.assertIn("不完整", self.stops(3, "batch", short))
        self.assertEqual(run("verify", short).returncode, 1)

    def test_a_list_of_heads_is_taken_whole(self):
        """One that lost a digit, or got one, is no head to be passed over in silence."""
        asked = self.answers(b'{"as":"admin","ask":"journal.head"}')
        head = asked[0]["result"]["hash"]
        known = self.folder / "heads.txt"
        for text in (head, f"2026-11 {head.upper()}\t{head}\n"):
            known.write_text(text)
            done = run("verify", self.fund, "--heads", known)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
        known.write_text(f"{head}\n{'0' * 64}\n")
        self.assertEqual(run("verify", self.fund, "--heads", known).returncode, 1)
        for wrong in (head[:-1], head + "0", head[:40], head + head):
            known.write_text(f"{head}\n公示 {wrong}\n")
            sentence = self.stops(2, "verify", self.fund, "--heads", known)
            self.assertIn(f"第 2 行的哈希有 {len(wrong)} 位", sentence)

    def test_a_file_in_use_says_by_whom(self):
        holder = subprocess.Popen([FUNDCTL, "batch", str(self.fund)], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        try:
            for _ in range(100):
                if pathlib.Path(str(self.fund) + ".using").exists():
                    break
                time.sleep(0.05)
            self.assertIn(str(holder.pid), self.stops(3, "batch", self.fund))
            environment = pathlib.Path(f"/proc/{holder.pid}/environ").read_bytes()
            self.assertNotIn(PASSWORD.encode(), environment)
        finally:
            holder.stdin.close()
            holder.wait()
            holder.stdout.close()

    def verified(self):
        done = run("verify", self.fund)
        self.assertEqual(done.returncode, 0)
        return done.stdout

    def test_bad_lines_of_a_batch(self):
        unknown = json.dumps({"as": "admin", "do": "fund.steal", "with": {}}).encode()
        before = self.verified()
        answers = self.answers(b"not json", b"[1]", b"", b"x" * 10_000_000, b'{"as":"a\x00b"}',
                               b'{"as":"admin"}', unknown,
                               b'{"as":"admin","ask":"journal.head"}')
        self.assertEqual(len(answers), 7)
        for answer in answers[:6]:
            self.assertEqual(answer["error"]["kind"], "bad-input")
            self.assertTrue(answer["error"]["message"].endswith(("。", ")")), answer)
        self.assertIn("1 MiB", answers[2]["error"]["message"])
        self.assertEqual(answers[6]["result"]["seq"], 1)
        # The login stands in the security log; of the fund itself nothing changed.
        self.assertEqual(self.verified(), before)

    def test_text_that_is_not_utf_8_is_named(self):
        ask = '{"as":"admin","ask":"plan.show","with":{}}'
        odd = '{"as":"admin","ask":"plan.show","with":{"名":"值"}}'.encode("gb18030")
        answers = self.answers(odd, b"\xef\xbb\xbf" + ask.encode())
        self.assertEqual(answers[0]["error"]["kind"], "bad-input")
        self.assertIn("不是 UTF-8 编码", answers[0]["error"]["message"])
        self.assertTrue(answers[1]["ok"], answers[1])
        plan = (ROOT / "resources/plans/guzhang.json").read_text(encoding="utf-8")
        path = self.folder / "plan-other.json"
        path.write_text(plan, encoding="gb18030")
        self.assertIn("不是 UTF-8 编码", self.stops(2, "plan", "--check", path))
        path.write_text(plan, encoding="utf-8-sig")
        self.assertEqual(run("plan", "--check", path).returncode, 0)
        # A password of other bytes would be some other password.
        for password, typed in (("口令-2019!".encode("gb18030"), b""),
                                (None, "口令-2019!\n".encode("gb18030"))):
            env = {k: v for k, v in os.environb.items() if k != b"FUNDCTL_PASSWORD"}
            if password:
                env[b"FUNDCTL_PASSWORD"] = password
            done = subprocess.run([FUNDCTL, "new", str(self.folder / "b.fund"), "--admin", "admin"],
                                  env=env, input=typed, timeout=60, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            self.assertIn("不是 UTF-8 编码", done.stderr.decode())
            self.assertFalse((self.folder / "b.fund").exists())
        lone = self.answers(b'{"as":"admin","do":"user.add","with":{"id":"u9","name":"n",'
                            b'"roles":["clerk"],"password":"Pass-2019!\\ud800"}}')[0]
        self.assertEqual(lone["error"]["field"], "password")

    def test_answers_come_one_by_one(self):
        process = subprocess.Popen([FUNDCTL, "batch", str(self.fund)], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        for _ in range(3):
            process.stdin.write(b'{"as":"ghost","ask":"journal.head"}\n')
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["error"]["kind"],
                             "not-logged-in")
        process.stdin.close()
        process.wait()
        process.stdout.close()

    def test_wrong_plan_files(self):
        plan = json.loads((ROOT / "resources/plans/guzhang.json").read_text(encoding="utf-8"))
        path = self.folder / "plan.json"
        path.write_text("{", encoding="utf-8")
        self.stops(2, "plan", "--check", path)
        path.write_text("{}", encoding="utf-8")
        self.stops(2, "plan", "--check", path)
        plan["lines"][0]["budget"]["central-1"] = "2200000.01"
        path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        sentence = self.stops(2, "plan", "--check", path)
        self.assertIn("15000000.00", sentence)
        self.assertIn("15000000.01", sentence)
        self.stops(1, "new", self.folder / "b.fund", "--plan", path, "--admin", "admin")
        self.assertFalse((self.folder / "b.fund").exists())
        plan["lines"][0]["budget"]["central-1"] = "2200000.00"
        plan["paths"]["staged"]["retention_precent"] = "5"
        plan["lines"][1]["direction"] = "1"
        path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        for words in (("plan", "--check", path),
                      ("new", self.folder / "b.fund", "--plan", path, "--admin", "admin")):
            done = run(*words)
            self.assertEqual(done.returncode, 2)
            said = done.stderr.decode().splitlines()
            self.assertEqual(len(said), 2, said)
            self.assertIn("retention_percent", "".join(said))
            self.assertIn("行 L02.direction", "".join(said))
            self.assertFalse((self.folder / "b.fund").exists())
        text = (ROOT / "resources/plans/guzhang.json").read_text(encoding="utf-8")
        path.write_text(text.replace('"county":', '"county": "甲县", "county":', 1),
                        encoding="utf-8")
        self.assertIn("写了两次", self.stops(2, "plan", "--check", path))
        good = run("plan", "--check", ROOT / "resources/plans/guzhang.json")
        self.assertEqual(good.returncode, 0)
        words = good.stdout.decode()
        self.assertIn("预拨付不超过批准支持金额的 50%", words)
        self.assertIn("合计 22,470,000.00 元,各项相符", words)
        self.stops(2, "new", self.folder / "b.fund", "--admin", "admin", password="weak")

    def test_document_names(self):
        place = self.folder / "papers"
        place.mkdir()
        lines = [{"as": "admin", "do": "user.add",
                  "with": {"id": role, "name": role, "roles": [role], "password": PASSWORD}}
                 for role in ("clerk", "auditor")]
        lines.append({"login": {"user": "clerk", "password": PASSWORD}})

        def file(number, path):
            lines.append({"as": "clerk", "do": "document.file", "with": {
                "id": f"N{number}", "about": {"kind": "fund", "id": "all"}, "kind": "other",
                "title": "文", "date": "2019-06-01", "path": path}})

        good = ["CON", "nul.pdf", "a.exe ", "b.pdf.", "..c.txt", "d.pdf.exe", "e\\..\\f.txt"]
        bad = ["a\u202efdp.exe", "b\u2066c.pdf", "c\nd.pdf", "e\u200f.pdf"]
        for number, name in enumerate(good + bad):
            (place / name).write_text(name, encoding="utf-8")
            file(number, str(place / name))
        for path in ("..", "/", "../" * 50, "x" * 5000, "a\0b", "none\u202efdp.exe"):
            file(99, path)
        done = self.answers(*(json.dumps(line).encode() for line in lines))[3:]
        for answer in done[:len(good)]:
            self.assertTrue(answer["ok"], answer)
        for answer in done[len(good):]:
            self.assertEqual((answer["error"]["kind"], answer["error"]["field"]),
                             ("bad-input", "path"))
            said = answer["error"]["message"]
            self.assertTrue(said.isprintable() and said.count("。") == 1 and len(said) < 300, said)
        package = self.folder / "names.zip"
        made = run("audit", "export", self.fund, package, "--user", "auditor")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        with zipfile.ZipFile(package) as opened:
            names = sorted(name for name in opened.namelist() if name.startswith("文件/0"))
        self.assertEqual(names, ["文件/0001-N0", "文件/0002-N1.pdf", "文件/0003-N2", "文件/0004-N3",
                                 "文件/0005-N4.txt", "文件/0006-N5.exe", "文件/0007-N6.txt"])

    def test_text_tables_line_up(self):
        done = run("execution", self.fund, "--user", "admin")
        self.assertEqual(done.returncode, 0)
        rows = [line for line in done.stdout.decode().splitlines() if line.startswith("L")]
        self.assertEqual(len(rows), 26)
        plain = [row for row in rows if "未启用" not in row]
        widths = {sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row)
                  for row in plain}
        self.assertEqual(len(widths), 1, widths)
        total = json.loads(run("execution", self.fund, "--user", "admin", "--format",
                               "json").stdout)["total"]
        self.assertEqual(total["budget"], "22470000.00")

    def test_it_finds_its_module_by_whatever_name_and_from_wherever_it_is_started(self):
        folder = self.folder / "elsewhere"
        (folder / "bin").mkdir(parents=True)
        (folder / "bin/账").symlink_to(FUNDCTL)
        for name, program in (("账", None), ("nonsense", FUNDCTL)):
            page = folder / f"{name}.pdf"
            done = subprocess.run(
                [name, "print", self.fund, "execution", "2019-06-30", "--user", "admin", "--out",
                 page], executable=program, cwd=folder, timeout=60, capture_output=True,
                check=False, env={"PATH": str(folder / "bin"), "FUNDCTL_PASSWORD": PASSWORD,
                                  "LC_ALL": "C.UTF-8", "HOME": str(folder)})
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertTrue(page.read_bytes().startswith(b"%PDF-"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
