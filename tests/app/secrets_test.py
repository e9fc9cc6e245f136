#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What of a password can be seen from outside the programs, and that a lock outlives kill -9.

Usage: secrets_test.py PATH-TO-FUNDCTL [PATH-TO-FUNDDESK]
"""
import json
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

FUNDCTL = sys.argv[1]
FUNDDESK = sys.argv[2] if len(sys.argv) > 2 else None
NOBODY = 65534
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


class Running:
    """A program that runs as somebody who is not root, from a copy that anybody may read."""

    def __init__(self, program, *words):
        self.folder = tempfile.TemporaryDirectory()
        place = pathlib.Path(self.folder.name)
        place.chmod(0o755)
        home = place / "home"
        home.mkdir(mode=0o700)
        copy = shutil.copy(shutil.which(program), place)
        command = [copy, *words]
        self.user = os.geteuid()
        if self.user == 0:
            self.user = NOBODY
            os.chown(home, NOBODY, NOBODY)
            command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
                       *command]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home),
                 "QT_QPA_PLATFORM": "offscreen"})
        self.name = pathlib.Path(copy).name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()

    def seen(self):
        """(limit of core images, umask, who owns what /proc says of it), once it has started.

        The kernel gives root what belongs to a process whose memory may not be looked at.
        """
        proc = pathlib.Path("/proc", str(self.process.pid))
        if (proc / "comm").read_text().strip() != self.name[:15]:
            return None
        limit = re.search(r"Max core file size +(\S+) +(\S+)", (proc / "limits").read_text())
        umask = re.search(r"Umask:\s+(\d+)", (proc / "status").read_text())
        return limit.groups(), umask[1], (proc / "environ").stat().st_uid

    def becomes(self, wanted, what=lambda seen: seen):
        """What is seen of it, at the latest after half a minute; it needs a moment to start."""
        last = None
        for _ in range(600):
            last = self.seen()
            if last and what(last) == wanted:
                break
            time.sleep(0.05)
        return last


class MemoryLeftBehind(unittest.TestCase):
    """No program with passwords in it leaves an image of its memory."""

    WANTED = (("0", "0"), "0077", 0)

    def test_fundctl_leaves_none(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o777)
            # It waits for a password.
            with Running(FUNDCTL, "new", f"{folder}/a.fund", "--admin", "admin") as program:
                self.assertEqual(program.becomes(self.WANTED), self.WANTED)

    @unittest.skipUnless(FUNDDESK, "no desktop was built")
    def test_funddesk_leaves_none(self):
        with Running(FUNDDESK) as program:
            self.assertEqual(program.becomes(self.WANTED), self.WANTED)

    def test_another_program_would_be_seen(self):
        # The canary: a program that does not protect itself belongs to its user.
        with Running("sleep", "60") as program:
            self.assertEqual(program.becomes(program.user, lambda seen: seen[2])[2], program.user)
            self.assertNotEqual(program.seen(), self.WANTED)


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
