#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""fundctl's log: where it lies, what it never holds, and what an internal error says of itself.

Usage: log_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import json
import os
import pathlib
import re
import resource
import shutil
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

FUNDCTL = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])
PASSWORD = "Geheim-2019!"
WRONG = "Falsch-2019!"
MIB = 1024 * 1024
# Who hinders an opening; a moment before his note is there he has no name.
HINDERED = re.compile(
    r"fundctl: [^ \n]+ (?:由较早的版本写成,正被 \S+ \(\S+, 进程 (?P<upgrades>\d+)\) 自 [-0-9]+ [0-9:]+ 起 "
    r"升级:请等升级完成后再试。|正被 (?:\S+ \(\S+, 进程 (?P<uses>\d+)\) 自 [-0-9]+ [0-9:]+ 起|另一个程序)"
    r" 使用:请等其关闭后再试。|刚被另一个程序升级或替换:请再打开一次。)\n")
INTERNAL = re.compile(r"程序内部错误 ([0-9a-f]{8}), 没有记入任何内容")


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.state = self.folder / "state"
        self.log = self.state / "funddesk/fundctl.log"
        self.fund = self.folder / "a.fund"

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_it(self, *words, stdin=b"", password=PASSWORD, **more):
        return subprocess.run(
            [FUNDCTL, *map(str, words)], input=stdin, capture_output=True, timeout=120, check=False,
            env={**os.environ, "FUNDCTL_PASSWORD": password, "XDG_STATE_HOME": str(self.state)},
            **more)

    def new(self):
        made = self.run_it("new", self.fund, "--admin", "admin")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        return made

    def batch(self, *lines, **more):
        script = "".join(json.dumps(line) + "\n" for line in lines).encode()
        return self.run_it("batch", self.fund, stdin=script, **more)


class Log(Case):
    def test_no_password_and_no_personal_number(self):
        code = self.new().stdout.decode().split("\n")[2].strip()
        person = {"id": "U1", "name": "张三 13812345678", "kind": "individual",
                  "code": "11010519491231002X", "phone": "13912345678",
                  "bank": {"name": "农行", "account": "6222021234567890128", "holder": "张三"}}
        self.batch({"login": {"user": "admin", "password": WRONG}},
                   {"login": {"user": "admin", "password": PASSWORD}},
                   {"as": "admin", "do": "user.add",
                    "with": {"id": "clerk1", "name": "经办 13712345678", "roles": ["clerk"],
                             "password": WRONG}},
                   {"login": {"user": "clerk1", "password": WRONG}},
                   {"as": "clerk1", "do": "unit.register", "with": person},
                   {"as": "clerk1", "do": PASSWORD, "with": {}},
                   {"as": PASSWORD, "ask": "13812345678"})
        (self.folder / "b.fund").write_bytes(b"x" * 9000)
        for words in (("verify", self.fund), ("verify", self.folder / "b.fund"),
                      ("plan", self.fund, "--user", "13812345678"),
                      ("backup", self.fund, self.folder / "13812345678.fund"),
                      (PASSWORD,), ("recover", self.fund)):
            self.run_it(*words, "--verbose")
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        for secret in (PASSWORD, WRONG, code, "13812345678", "13912345678", "13712345678",
                       "11010519491231002X", "6222021234567890128", "张三"):
            self.assertNotIn(secret, text)

    def test_a_fault_over_altered_tables_is_damage_and_stands_in_the_log(self):
        self.new()
        done = self.broken()
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertTrue(answers[0]["ok"])
        self.assertEqual(answers[1]["error"]["kind"], "storage")
        self.assertNotRegex(done.stdout.decode(), INTERNAL)
        self.assertEqual(answers[2]["result"]["seq"], 4) # nothing was booked
        lines = [one for one in self.log.read_text(encoding="utf-8").splitlines()
                 if re.search("met what no command wrote in \"?fund.interest", one)]
        self.assertEqual(len(lines), 1)
        self.assertIn("constraint", lines[0].lower())
        self.assertEqual(stat.S_IMODE(self.log.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.log.parent.stat().st_mode), 0o700)

    def broken(self):
        """A balance that no posting can leave behind, and a posting altered to fit it: the next one
        runs into the table's CHECK, and only the journal tells why."""
        tool = shutil.which("sqlite3")
        if not tool:
            self.skipTest("no sqlite3 here")
        first, second = "Erstes-2019!", "Zweites-2019!"
        interest = {"as": "finance1", "do": "fund.interest",
                    "with": {"id": "LX-1", "amount": "1.00", "date": "2019-03-05",
                             "voucher": "记-1"}}
        self.batch({"login": {"user": "admin", "password": PASSWORD}},
                   {"as": "admin", "do": "user.add",
                    "with": {"id": "finance1", "name": "甲", "roles": ["finance"],
                             "password": first}})
        done = self.batch({"login": {"user": "finance1", "password": first}},
                          {"as": "finance1", "do": "user.password",
                           "with": {"old": first, "new": second}}, interest)
        self.assertEqual(done.stdout.count(b'"ok":true'), 3, done.stdout.decode())
        kept = subprocess.run([tool, str(self.fund), "SELECT sql FROM sqlite_schema WHERE name ="
                               " 'transfer_no_UPDATE'"], check=True, capture_output=True, text=True)
        self.assertIn("CREATE TRIGGER", kept.stdout)
        subprocess.run([tool, str(self.fund), "PRAGMA ignore_check_constraints = ON;"
                        "DROP TRIGGER transfer_no_UPDATE;"
                        "UPDATE transfer SET debit = credit, credit = debit, amount = 100000"
                        " WHERE credit = 'interest';"
                        "UPDATE balance SET amount = -100000 WHERE account = 'interest';"
                        + kept.stdout], check=True)
        interest["with"]["id"] = "LX-2"
        return self.batch({"login": {"user": "finance1", "password": second}}, interest,
                          {"as": "finance1", "ask": "journal.head"})

    def test_verbose_says_it_on_standard_error_as_well(self):
        self.new()
        (self.folder / "b.fund").write_bytes(self.fund.read_bytes())
        quiet = self.run_it("verify", self.fund)
        loud = self.run_it("verify", self.fund, "--verbose")
        self.assertEqual(quiet.returncode, 0)
        self.assertEqual(quiet.stderr, b"")
        self.assertEqual(loud.returncode, 0)
        self.assertIn(b"funddesk.", loud.stderr)

    def test_a_state_folder_that_cannot_be_written_stops_nothing(self):
        self.state.write_text("a file")
        self.new()
        self.assertEqual(self.run_it("verify", self.fund).returncode, 0)


class Memory(Case):
    def test_no_link_and_nobody_elses_is_written_into(self):
        self.new()
        victim = self.folder / "victim"
        elsewhere = self.folder / "elsewhere"
        place = self.state / "funddesk"

        def anew():
            shutil.rmtree(elsewhere, ignore_errors=True)
            elsewhere.mkdir(mode=0o755)
            victim.write_bytes(b"do not touch")
            victim.chmod(0o644)
            # rmtree would open a pipe, and wait for who writes into it.
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                place.unlink()
            shutil.rmtree(place, ignore_errors=True)
            self.state.mkdir(exist_ok=True)

        def folder_link():
            place.symlink_to(elsewhere)

        def folder_pipe():
            os.mkfifo(place)

        def in_the_folder(plant):
            def planted():
                place.mkdir(mode=0o700)
                plant()
            return planted

        def somebody_elses():
            place.mkdir(mode=0o777)
            os.chown(place, 65534, 65534)

        def socket_there():
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(self.log))

        plants = {"folder is a link": folder_link,
                  "folder is a pipe": folder_pipe,
                  "file is a link": in_the_folder(lambda: self.log.symlink_to(victim)),
                  "file is a link to nothing":
                      in_the_folder(lambda: self.log.symlink_to(elsewhere / "new")),
                  "file is a second name": in_the_folder(lambda: os.link(victim, self.log)),
                  "file is a pipe": in_the_folder(lambda: os.mkfifo(self.log)),
                  "file is a socket": in_the_folder(socket_there),
                  "file is a folder": in_the_folder(self.log.mkdir)}
        if os.geteuid() == 0:
            plants["somebody else's folder"] = somebody_elses
        for what, plant in plants.items():
            with self.subTest(what):
                anew()
                plant()
                done = self.run_it("verify", self.fund, "--verbose")
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                self.assertEqual(done.stderr.decode().count("日志没有写入"), 1)
                self.assertNotIn("日志没有写入", self.run_it("verify", self.fund).stderr.decode())
                self.assertEqual(victim.read_bytes(), b"do not touch")
                self.assertEqual(stat.S_IMODE(victim.stat().st_mode), 0o644)
                self.assertEqual(list(elsewhere.iterdir()), [])
                self.assertEqual(stat.S_IMODE(elsewhere.stat().st_mode), 0o755)
                if what == "somebody else's folder":
                    self.assertEqual(list(place.iterdir()), [])
        anew()
        place.mkdir(mode=0o755)
        self.run_it("verify", self.fund)
        self.assertEqual(stat.S_IMODE(place.stat().st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(self.log.stat().st_mode), 0o600)

    def test_out_of_memory_is_an_internal_error(self):
        if b"__asan_init" in pathlib.Path(FUNDCTL).read_bytes():
            self.skipTest("the address sanitizer needs terabytes of addresses for itself")
        self.new()
        script = "".join(json.dumps(line) + "\n" for line in (
            {"login": {"user": "admin", "password": PASSWORD}},
            {"as": "admin", "ask": "user.list"})).encode()
        internal = ended = 0
        for size in range(60, 460, 20):
            def limited(size=size):
                resource.setrlimit(resource.RLIMIT_AS, (size * MIB, size * MIB))
            for words in (("batch", self.fund), ("verify", self.fund)):
                done = self.run_it(*words, stdin=script, preexec_fn=limited)
                said = (done.stdout + done.stderr).decode()
                if "error while loading shared libraries" in said or not said:
                    continue # it was never started
                self.assertIn(done.returncode, (0, 3), (size, words, said))
                self.assertNotIn("损坏", said)
                self.assertNotIn("前后不符", said)
                if done.returncode == 3:
                    self.assertRegex(said, INTERNAL)
                    internal += 1
                    if words[0] == "batch" and done.stdout:
                        # The stream ends with it, and the log explains it under its number.
                        error = json.loads(done.stdout.splitlines()[-1])["error"]
                        self.assertEqual(error["kind"], "internal")
                        self.assertEqual(INTERNAL.search(error["message"])[1], error["id"])
                        self.assertIn(error["id"], done.stderr.decode())
                        log = self.log.read_text(encoding="utf-8").splitlines()
                        self.assertEqual(sum(error["id"] in line for line in log), 1)
                        ended += 1
        self.assertGreater(internal, 0)
        self.assertGreater(ended, 0)


class Older(Case):
    def setUp(self):
        super().setUp()
        packed = (ROOT / "tests/older/guzhang-1d245f9.fund.z").read_bytes()
        self.bytes = zlib.decompress(packed[4:])
        self.assertEqual(len(self.bytes), struct.unpack(">I", packed[:4])[0])
        self.fund.write_bytes(self.bytes)
        self.fund.chmod(0o600)

    def test_verify_changes_nothing_and_asking_upgrades(self):
        done = self.run_it("verify", self.fund)
        self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())
        self.assertEqual(self.fund.read_bytes(), self.bytes)
        asked = self.run_it("execution", self.fund, "--user", "auditor1", "--format", "json",
                            password="Demo-2019!")
        said = asked.stderr.decode()
        self.assertEqual(asked.returncode, 0, said)
        self.assertIn("正在升级", said)
        self.assertIn("已升级", said)
        self.assertIn("升级 50%", said)
        then = json.loads((ROOT / "tests/older/execution-1d245f9.json").read_bytes())
        now = json.loads(asked.stdout)
        self.assertEqual(then["total"], {key: now["total"][key] for key in then["total"]})
        again = self.run_it("execution", self.fund, "--user", "auditor1", password="Demo-2019!")
        self.assertEqual((again.returncode, again.stderr), (0, b""))
        self.assertEqual(len(list((self.folder / "a.fund.backups").glob("before-upgrade-1-*"))), 1)

    def test_three_openings_at_once_are_told_what_is_true(self):
        """One upgrades and says so; each other gets in or is told in one sentence who hinders."""
        named = 0
        for _ in range(6):
            shutil.rmtree(self.folder / "a.fund.backups", ignore_errors=True)
            self.fund.write_bytes(self.bytes)
            openings = [subprocess.Popen(
                [FUNDCTL, "execution", self.fund, "--user", "auditor1"], stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, env={**os.environ, "FUNDCTL_PASSWORD": "Demo-2019!",
                                             "XDG_STATE_HOME": str(self.state)})
                for _ in range(3)]
            pids = {one.pid for one in openings}
            began = []
            for one in openings:
                said = one.communicate(timeout=120)[1].decode()
                if "正在升级;中断不影响原文件" in said:
                    began.append(one.pid)
                    # Between the upgrade and its own opening another may get in first.
                    if one.returncode != 0:
                        self.assertEqual(one.returncode, 3, said)
                        told = HINDERED.fullmatch(said.splitlines(keepends=True)[-1])
                        self.assertIsNotNone(told, said)
                        self.assertIn(int(told["uses"]), pids - {one.pid})
                elif one.returncode == 0:
                    self.assertEqual(said, "")
                else:
                    self.assertEqual(one.returncode, 3, said)
                    told = HINDERED.fullmatch(said)
                    self.assertIsNotNone(told, said)
                    if who := told["upgrades"] or told["uses"]:
                        self.assertIn(int(who), pids - {one.pid})
                    named += who is not None
            self.assertEqual(len(began), 1)
        self.assertGreater(named, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
