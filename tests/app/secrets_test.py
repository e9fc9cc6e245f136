#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What of a password can be seen from outside fundctl, and that a lock outlives kill -9.

Usage: secrets_test.py PATH-TO-FUNDCTL
"""
import json
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

FUNDCTL = sys.argv[1]
PASSWORD = "Geheim-2019!"
WRONG = "Falsch-2019!"


def start(fund, *words):
    """A running batch that was given the password by environment, as the manual says."""
    return subprocess.Popen([FUNDCTL, *words, str(fund), "-"], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env={**os.environ, "FUNDCTL_PASSWORD": PASSWORD})


def say(process, line):
    process.stdin.write(json.dumps(line).encode() + b"\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def login(process, password):
    return say(process, {"login": {"user": "admin", "password": password}})


class Secrets(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.fund = self.folder / "a.fund"
        made = subprocess.run([FUNDCTL, "new", str(self.fund), "--admin", "admin"], check=True,
                              capture_output=True,
                              env={**os.environ, "FUNDCTL_PASSWORD": PASSWORD})
        self.code = made.stdout.decode()
        self.batch = start(self.fund, "batch")

    def tearDown(self):
        self.batch.kill()
        self.batch.communicate()
        shutil.rmtree(self.folder)

    def proc(self, name):
        return pathlib.Path("/proc", str(self.batch.pid), name).read_bytes()

    def test_password_leaves_the_environment(self):
        self.assertTrue(login(self.batch, PASSWORD)["ok"])
        try:
            environment = self.proc("environ")
        except PermissionError:  # nobody but root may even look: better still
            environment = b"FUNDCTL_PASSWORD="
        self.assertIn(b"FUNDCTL_PASSWORD=", environment)
        self.assertNotIn(PASSWORD.encode(), environment)

    def test_an_environment_that_was_not_cleared_would_be_seen(self):
        # The canary: a program that leaves its environment alone shows the password.
        other = subprocess.Popen(["sleep", "60"], env={"FUNDCTL_PASSWORD": PASSWORD,
                                                       "PATH": os.environ["PATH"]})
        try:
            seen = b""
            for _ in range(500):  # the kernel shows it once the program has been started
                seen = pathlib.Path("/proc", str(other.pid), "environ").read_bytes()
                if PASSWORD.encode() in seen:
                    break
                time.sleep(0.02)
            self.assertIn(PASSWORD.encode(), seen)
        finally:
            other.kill()
            other.wait()

    def test_password_is_no_argument(self):
        self.assertTrue(login(self.batch, PASSWORD)["ok"])
        self.assertNotIn(PASSWORD.encode(), self.proc("cmdline"))
        listed = subprocess.run([FUNDCTL, "--help"], check=True, capture_output=True).stdout
        self.assertNotIn(b"--password", listed)

    def test_core_dumps_are_off(self):
        self.assertTrue(login(self.batch, PASSWORD)["ok"])
        limit = next(line for line in self.proc("limits").decode().splitlines()
                     if line.startswith("Max core file size"))
        self.assertEqual(limit.split()[4:6], ["0", "0"])

    def test_passwords_are_in_no_file(self):
        self.assertTrue(login(self.batch, PASSWORD)["ok"])
        self.assertFalse(login(self.batch, WRONG)["ok"])
        added = say(self.batch, {"as": "admin", "do": "user.add",
                                 "with": {"id": "u", "name": "u", "roles": ["clerk"],
                                          "password": "Drittes-2019!"}})
        self.assertTrue(added["ok"])
        self.assertFalse(login(self.batch, "Drittes-2019!")["ok"])
        out, err = self.batch.communicate()
        code = next(word for word in self.code.split() if word.count("-") == 4)
        secrets = [PASSWORD, WRONG, "Drittes-2019!", code]
        for path in [p for p in self.folder.rglob("*") if p.is_file()]:
            content = path.read_bytes()
            for secret in secrets:
                self.assertNotIn(secret.encode(), content, path)
                self.assertNotIn(secret.encode("utf-16-le"), content, path)
        for secret in secrets:
            self.assertNotIn(secret.encode(), out + err)

    def test_fund_has_the_owners_rights_only(self):
        mode = stat.S_IMODE(self.fund.stat().st_mode)
        self.assertEqual(mode & 0o077, 0, oct(mode))

    def test_lock_outlives_kill_9(self):
        for _ in range(5):
            self.assertEqual(login(self.batch, WRONG)["error"]["kind"], "not-logged-in")
        os.kill(self.batch.pid, signal.SIGKILL)
        self.batch.communicate()
        self.batch = start(self.fund, "batch")
        self.assertEqual(login(self.batch, PASSWORD)["error"]["kind"], "locked")

    def test_four_wrong_ones_outlive_kill_9(self):
        for _ in range(4):
            self.assertEqual(login(self.batch, WRONG)["error"]["kind"], "not-logged-in")
        os.kill(self.batch.pid, signal.SIGKILL)
        self.batch.communicate()
        self.batch = start(self.fund, "batch")
        self.assertEqual(login(self.batch, WRONG)["error"]["kind"], "not-logged-in")
        self.assertEqual(login(self.batch, PASSWORD)["error"]["kind"], "locked")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
