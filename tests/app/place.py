# SPDX-License-Identifier: GPL-3.0-only
"""What the tests of fundctl and its surroundings share: a folder with a demo fund, and small disks.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

FUNDCTL = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])
PASSWORD = "Demo-2019!"
NOBODY = 65534
MIB = 1 << 20


def environment(**more):
    return {**os.environ, "FUNDCTL_PASSWORD": PASSWORD, **more}


def run(*words, stdin=b"", seconds=60, env=None, user=None, **more):
    command = [FUNDCTL, *map(str, words)]
    if user is not None:
        command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
    if isinstance(stdin, bytes):
        more["input"] = stdin
    else:
        more["stdin"] = stdin
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run(command, env=env or environment(), timeout=seconds,
                          stderr=subprocess.PIPE, check=False, **more)


def without_faces(said):
    """Which type faces are missing on this machine is another sentence, and no failure."""
    return "".join(line for line in said.splitlines(keepends=True) if "本机没有安装" not in line)


def may_mount():
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place],
                              capture_output=True, check=False)
        if done.returncode == 0:
            subprocess.run(["umount", place], check=True)
        return done.returncode == 0


MOUNTS = may_mount()


class SmallDisk:
    """A tmpfs of so many KiB."""

    def __init__(self, place, size):
        self.place, self.size = place, size

    def __enter__(self):
        self.place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}k,mode=1777", "none",
                        str(self.place)], check=True)
        return self.place

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.place)], check=True)
        self.place.rmdir()


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = pathlib.Path(tempfile.mkdtemp(prefix="files-stage-"))
        cls.stage.chmod(0o755)
        made = run("demo", cls.stage)
        assert made.returncode == 0, made.stderr.decode()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.stage)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="files 基金-"))
        self.fund = self.folder / "a.fund"
        shutil.copy(self.stage / "guzhang.fund", self.fund)
        self.fund.chmod(0o600)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def sentence(self, done, status):
        said = without_faces(done.stderr.decode("utf-8"))
        self.assertEqual(done.returncode, status, said)
        self.assertEqual(said.count("\n"), 1, said)
        self.assertTrue(said.startswith("fundctl: ") and said.endswith("。\n"), said)
        return said

    def sound(self):
        done = run("verify", self.fund)
        self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())

    def beside(self, folder=None):
        return sorted(os.listdir(folder or self.folder))
