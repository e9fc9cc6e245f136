#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""fundctl and what lies around its files: devices and pipes in their place, planted links and
rights, copies that can't be written, what killed programs leave.

Usage: files_test.py PATH-TO-FUNDCTL SOURCE-ROOT
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

from place import FUNDCTL, MIB, MOUNTS, NOBODY, PASSWORD, ROOT, Case, environment, run


# --- what is no file ----------------------------------------------------------------------------

class NoFiles(Case):
    def strange(self):
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        link = self.folder / "link"
        link.symlink_to("/proc/self/mem")
        yield from ("/dev/zero", "/dev/full", fifo, self.folder, "/proc/self/mem", link,
                    "/proc/kmsg", "/proc/self/environ", "/sys/kernel/notes", "/dev/random")

    def soon(self, status, *words, **more):
        began = time.monotonic()
        done = run(*words, seconds=20, **more)
        self.assertLess(time.monotonic() - began, 5, words) # a second, on a machine that is busy
        return self.sentence(done, status)

    def test_in_the_place_of_any_file(self):
        for path in self.strange():
            with self.subTest(path):
                self.soon(3, "plan", "--check", path)
                self.soon(3, "new", self.folder / "n.fund", "--admin", "a", "--plan", path)
                self.soon(3, "verify", path)
                self.soon(3, "batch", path)
                self.soon(3, "execution", path, "--user", "admin")
                self.soon(3, "backup", path, self.folder / "b.fund")
                self.soon(3, "restore", path, self.folder / "b.fund")
                self.soon(3, "new", path, "--admin", "admin")
                self.soon(3, "backup", self.fund, path)
                self.soon(3, "restore", self.fund, path)
                self.soon(3, "batch", self.fund, path)
                self.soon(3, "audit", "export", self.fund, path, "--user", "auditor1")
                self.soon(3, "print", self.fund, "execution", "-", "--user", "auditor1", "--out",
                          path)
                if path != self.folder:
                    self.soon(3, "disclose", self.fund, "2019-03", "--user", "auditor1",
                              "--format", "csv", "--out", path)
        self.sound()

    def test_out_is_a_file(self):
        """Thrown away or given to a pipe is not kept, and never said to be: with a reader, too."""
        out = self.folder / "out"
        out.mkdir()
        for format_ in ("pdf", "csv", "html", "xlsx", "json", "txt"):
            os.mkfifo(out / f"disclosure-2019-03.{format_}")
        for format_ in ("pdf", "csv", "html", "xlsx", "json", "txt"):
            said = self.soon(3, "disclose", self.fund, "2019-03", "--user", "auditor1", "--format",
                             format_, "--out", out)
            self.assertIn("不是普通文件", said)
        reader = os.open(out / "disclosure-2019-03.csv", os.O_RDONLY | os.O_NONBLOCK)
        self.soon(3, "disclose", self.fund, "2019-03", "--user", "auditor1", "--format", "csv",
                  "--out", out)
        os.close(reader)
        link = self.folder / "to-nothing"
        link.symlink_to("/dev/null")
        for place in ("/dev/null", link, out / "disclosure-2019-03.csv"):
            for words in (("print", self.fund, "execution", "-", "--user", "auditor1", "--out",
                           place),
                          ("audit", "export", self.fund, place, "--user", "auditor1"),
                          ("archive", "export", self.fund, "XM-2019-001", place, "--user",
                           "auditor1"),
                          ("backup", self.fund, place), ("restore", self.fund, place)):
                with self.subTest(words):
                    self.soon(3, *words)

    def test_as_a_document(self):
        lines = [{"login": {"user": "clerk1", "password": PASSWORD}}]
        for number, path in enumerate(self.strange()):
            lines.append({"as": "clerk1", "do": "document.file", "with": {
                "id": f"N{number}", "about": {"kind": "fund", "id": "all"}, "kind": "other",
                "title": "文", "date": "2019-06-01", "path": str(path)}})
        began = time.monotonic()
        done = run("batch", self.fund, stdin="".join(json.dumps(x) + "\n" for x in lines).encode())
        self.assertLess(time.monotonic() - began, 10)
        for answer in [json.loads(line) for line in done.stdout.splitlines()][1:]:
            self.assertEqual((answer["error"]["kind"], answer["error"]["field"]),
                             ("bad-input", "path"), answer)

    def test_a_plan_has_a_size(self):
        plan = self.folder / "plan.json"
        plan.write_bytes(b"")
        os.truncate(plan, 3 << 30)
        self.assertIn("16 MiB", self.soon(2, "plan", "--check", plan))
        self.assertIn("16 MiB", self.soon(2, "new", self.folder / "n.fund", "--admin", "a",
                                          "--plan", plan))
        good = (ROOT / "resources/plans/guzhang.json").read_bytes()
        plan.write_bytes(good + b" " * (16 * MIB - len(good)))
        self.assertEqual(run("plan", "--check", plan).returncode, 0)
        with plan.open("ab") as more:
            more.write(b" ")
        self.assertIn("16 MiB", self.soon(2, "plan", "--check", plan))

    def test_a_script_may_be_a_pipe(self):
        line = b'{"as":"ghost","ask":"journal.head"}\n'
        for how in ("<(cat {0})", "/dev/stdin < {0}", "- < {0}"):
            script = self.folder / "s.jsonl"
            script.write_bytes(line * 2)
            done = subprocess.run(
                ["bash", "-c", f"'{FUNDCTL}' batch '{self.fund}' " + how.format(f"'{script}'")],
                capture_output=True, check=False, timeout=20, env=environment())
            self.assertEqual((done.returncode, done.stdout.count(b"\n")), (0, 2), done.stderr)
        fifo = self.folder / "named"
        os.mkfifo(fifo)
        writer = subprocess.Popen(["bash", "-c", f"sleep 0.2; cat '{script}' > '{fifo}'"])
        done = run("batch", self.fund, fifo, seconds=20)
        writer.wait()
        self.assertEqual((done.returncode, done.stdout.count(b"\n")), (0, 2), done.stderr)
        with open("/dev/zero", "rb") as zero:
            self.soon(3, "batch", self.fund, stdin=zero)


# --- planted names ------------------------------------------------------------------------------

def wait_for(pattern, folder):
    for _ in range(200):
        if found := list(folder.glob(pattern)):
            return found
        time.sleep(0.02)
    raise AssertionError(f"no {pattern} in {os.listdir(folder)}")


def plant_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


class Planted(Case):
    def victim(self):
        victim = self.folder / "victim"
        victim.write_bytes(b"do not touch")
        victim.chmod(0o644)
        return victim

    def untouched(self, victim):
        self.assertEqual(victim.read_bytes(), b"do not touch")
        self.assertEqual(stat.S_IMODE(victim.stat().st_mode), 0o644)

    def test_links_at_names_that_were_fixed(self):
        victim = self.victim()
        for name in ("o.zip.part", "p.pdf.part", "a.fund.using", "b.fund.part-0"):
            (self.folder / name).symlink_to(victim)
        self.assertEqual(run("audit", "export", self.fund, self.folder / "o.zip", "--user",
                             "auditor1").returncode, 0)
        self.assertEqual(run("print", self.fund, "execution", "-", "--user", "auditor1", "--out",
                             self.folder / "p.pdf").returncode, 0)
        self.assertEqual(run("backup", self.fund, self.folder / "b.fund").returncode, 0)
        self.untouched(victim)
        self.sound()
        for name in ("o.zip", "p.pdf", "b.fund"):
            self.assertEqual(stat.S_IMODE((self.folder / name).lstat().st_mode), 0o600, name)

    def test_files_at_names_that_were_fixed_lend_no_rights(self):
        for name in ("o.zip.part", "p.pdf.part"):
            (self.folder / name).write_bytes(b"x")
            (self.folder / name).chmod(0o666)
        for words in (("audit", "export", self.fund, self.folder / "o.zip"),
                      ("print", self.fund, "execution", "-", "--out", self.folder / "p.pdf")):
            done = run(*words, "--user", "auditor1", preexec_fn=lambda: os.umask(0))
            self.assertEqual(done.returncode, 0, done.stderr.decode())
        for name in ("o.zip", "p.pdf"):
            self.assertEqual(stat.S_IMODE((self.folder / name).stat().st_mode), 0o600, name)

    def test_the_note_of_who_uses_the_fund_is_never_a_pipe_or_a_folder(self):
        note = self.folder / "a.fund.using"
        os.mkfifo(note)
        self.assertEqual(run("execution", self.fund, "--user", "auditor1",
                             seconds=20).returncode, 0)
        note.unlink(missing_ok=True)
        note.mkdir()
        self.assertEqual(run("execution", self.fund, "--user", "auditor1").returncode, 0)

    def test_what_lies_beside_the_fund_is_a_file(self):
        """What SQLite opens beside the fund: a pipe is waited for, a link written through."""
        victim = self.victim()
        for beside in ("-journal", "-wal", "-shm"):
            place = self.folder / ("a.fund" + beside)
            for kind, plant in {
                    "pipe": os.mkfifo, "folder": os.mkdir,
                    "socket": plant_socket,
                    "link": lambda path: path.symlink_to(victim),
                    "link to nothing": lambda path: path.symlink_to(self.folder / "nothing"),
                    "link to a device": lambda path: path.symlink_to("/dev/zero")}.items():
                with self.subTest(beside=beside, kind=kind):
                    plant(place)
                    for words in (["verify", self.fund], ["execution", self.fund],
                                  ["batch", self.fund], ["backup", self.fund, "--rotate"],
                                  ["audit", "export", self.fund, self.folder / "o.zip"],
                                  ["restore", self.stage / "guzhang.fund", self.fund]):
                        said = self.sentence(run(*words, *(["--user", "auditor1"] if words[0] in (
                            "execution", "audit") else []), seconds=20), 3)
                        self.assertIn(str(place), said)
                    if stat.S_ISDIR(place.lstat().st_mode):
                        place.rmdir()
                    else:
                        place.unlink()
            new = self.folder / "n.fund"
            place = self.folder / ("n.fund" + beside)
            place.symlink_to(victim)
            self.assertIn(str(place), self.sentence(run("new", new, "--admin", "a"), 3))
            self.assertFalse(new.exists())
            place.unlink()
        self.untouched(victim)
        self.sound()

    def test_backups_go_to_no_pipe_and_no_device(self):
        backups = self.folder / "a.fund.backups"
        for plant in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"),
                      plant_socket):
            plant(backups)
            self.assertIn(str(backups), self.sentence(
                run("backup", self.fund, "--rotate", seconds=20), 3))
            self.assertEqual(run("execution", self.fund, "--user", "auditor1",
                                 seconds=20).returncode, 0)
            backups.unlink()

    def test_backups_go_to_no_folder_that_a_link_names(self):
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir(mode=0o755)
        backups = self.folder / "a.fund.backups"
        backups.symlink_to(elsewhere)
        self.assertIn(str(backups), self.sentence(run("backup", self.fund, "--rotate"), 3))
        self.assertEqual(self.beside(elsewhere), [])
        self.assertEqual(stat.S_IMODE(elsewhere.stat().st_mode), 0o755)
        backups.unlink()
        backups.mkdir(mode=0o777)
        backups.chmod(0o777)
        self.assertEqual(run("backup", self.fund, "--rotate").returncode, 0)
        self.assertEqual(stat.S_IMODE(backups.stat().st_mode), 0o700)

    @unittest.skipUnless(os.geteuid() == 0, "not root")
    def test_a_link_of_somebody_else_is_not_written_through(self):
        victim = self.victim()
        link = self.folder / "p.csv"
        link.symlink_to(victim)
        out = self.folder / "out"
        out.mkdir()
        page = out / "disclosure-2019-03.csv"
        page.symlink_to(victim)
        os.lchown(page, NOBODY, NOBODY)
        self.sentence(run("disclose", self.fund, "2019-03", "--user", "auditor1", "--out", out,
                          "--format", "csv"), 3)
        self.untouched(victim)

    def test_two_exports_at_once(self):
        out = self.folder / "a.zip"
        both = [subprocess.Popen([FUNDCTL, "audit", "export", str(fund), str(out), "--user",
                                  "auditor1"], env=environment(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
                for fund in (self.fund, shutil.copy(self.fund, self.folder / "twin.fund"))]
        self.assertIn(0, [one.wait(timeout=60) for one in both])
        self.assertIsNone(zipfile.ZipFile(out).testzip())
        self.assertFalse([name for name in self.beside() if ".part" in name])


# --- copies that can't be written ---------------------------------------------------------------

class WriteProtected(Case):
    def reads(self, user=None):
        """Every verb that only reads, and nothing is made beside the fund."""
        before = (self.fund.read_bytes(), self.beside())
        out = pathlib.Path(tempfile.mkdtemp(prefix="files-out-"))
        if user is not None:
            os.chown(out, user, user)
        try:
            who = ("--user", "auditor1")
            for words in (("execution", self.fund, *who), ("plan", self.fund, *who),
                          ("disclose", self.fund, "2019-03", *who, "--out", out),
                          ("audit", "export", self.fund, out / "a.zip", *who),
                          ("archive", "export", self.fund, "XM-2019-001", out / "p.zip", *who),
                          ("print", self.fund, "execution", "-", *who, "--out", out / "p.pdf"),
                          ("verify", self.fund), ("backup", self.fund, out / "b.fund")):
                done = run(*words, user=user,
                           env=environment(HOME=str(out), XDG_CACHE_HOME=str(out)))
                self.assertEqual(done.returncode, 0, (words[0], done.stderr.decode()))
            wrong = run("execution", self.fund, *who, user=user,
                        env=environment(FUNDCTL_PASSWORD="Wrong-2019!"))
            self.assertIn("用户名或口令不正确", self.sentence(wrong, 2))
            said = self.sentence(run("batch", self.fund, user=user), 3)
            self.assertIn("不能写入", said)
        finally:
            shutil.rmtree(out)
        self.assertEqual((self.fund.read_bytes(), self.beside()), before)

    @unittest.skipUnless(os.geteuid() == 0, "not root")
    def test_by_rights_of_the_file_or_of_the_folder(self):
        for file, folder in ((0o444, 0o755), (0o444, 0o555), (0o666, 0o555), (0o444, 0o777)):
            with self.subTest((oct(file), oct(folder))):
                self.fund.chmod(file)
                self.folder.chmod(folder)
                self.reads(NOBODY)

    @unittest.skipUnless(MOUNTS, "no mount here")
    def test_on_a_disc(self):
        subprocess.run(["mount", "--bind", self.folder, self.folder], check=True)
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind", self.folder], check=True)
            self.reads()
        finally:
            subprocess.run(["umount", self.folder], check=True)

    @unittest.skipUnless(os.geteuid() == 0, "not root")
    def test_one_that_was_cut_off_says_what_to_do(self):
        begun = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" # how a journal begins
        (self.folder / "a.fund-journal").write_bytes(begun + b"x" * 600)
        for path in (self.fund, self.folder / "a.fund-journal"):
            path.chmod(0o444)
        self.folder.chmod(0o555)
        said = self.sentence(run("execution", self.fund, "--user", "auditor1", user=NOBODY), 3)
        self.assertIn("复制到可以写入的文件夹", said)


# --- leftovers, rotation, restoring -------------------------------------------------------------

class Leftovers(Case):
    def test_a_killed_backup_leaves_nothing_after_the_next_start(self):
        temporary = self.folder / "tmp"
        temporary.mkdir()
        env = environment(TMPDIR=str(temporary))
        # Its proof is where it takes longest: there is a part, and a folder with a replay in it.
        child = subprocess.Popen([FUNDCTL, "backup", str(self.fund), "--rotate"], env=env,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("funddesk-work-*/*", temporary)
        child.send_signal(signal.SIGSTOP)
        part = wait_for("*.part-*", self.folder / "a.fund.backups")
        self.assertEqual(stat.S_IMODE(part[0].stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(next(temporary.iterdir()).stat().st_mode), 0o700)
        # Held, it stays; what only looks like one stays as well.
        bystander = self.folder / "a.fund.backups" / "notes.part-of-it"
        bystander.write_text("mine", encoding="utf-8")
        self.assertEqual(run("verify", self.stage / "guzhang.fund", env=env).returncode, 0)
        self.assertTrue(part[0].exists() and len(self.beside(temporary)) == 1)
        child.kill()
        child.wait()
        self.assertTrue(part[0].exists())
        self.assertEqual(run("batch", self.fund, env=env).returncode, 0)
        self.assertEqual(self.beside(temporary), [])
        self.assertEqual(self.beside(self.folder / "a.fund.backups"), [bystander.name])

    def test_a_killed_export_goes_with_the_next(self):
        left = self.folder / "a.zip.part-0123456789abcdef"
        left.write_bytes(b"half")
        link = self.folder / "b.zip.part-0123456789abcdef"
        link.symlink_to(self.fund)
        done = run("audit", "export", self.fund, self.folder / "c.zip", "--user", "auditor1")
        self.assertEqual(done.returncode, 0)
        self.assertFalse(left.exists())
        self.sound()

    def test_restoring_an_older_backup_says_what_goes(self):
        copy = self.folder / "b.fund"
        self.assertEqual(run("backup", self.fund, copy).returncode, 0)
        done = run("restore", copy, self.fund)
        self.assertIn("全部在备份中", done.stdout.decode())
        script = [{"login": {"user": "finance1", "password": PASSWORD}}] + [
            {"as": "finance1", "do": "fund.interest",
             "with": {"id": f"LX-{n}", "amount": "1.00", "date": "2020-03-05", "voucher": "记-9"}}
            for n in range(3)]
        done = run("batch", self.fund, stdin="".join(json.dumps(x) + "\n" for x in script).encode())
        self.assertEqual(done.stdout.count(b'"ok":true'), 4, done.stdout.decode())
        done = run("restore", copy, self.fund)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertRegex(done.stdout.decode(),
                         r"3 条日志不在备份中\(自 20\d\d-\d\d-\d\d \d\d:\d\d 起\)")
        # Another fund altogether.
        other = self.folder / "other.fund"
        self.assertEqual(run("new", other, "--admin", "admin").returncode, 0)
        self.assertIn("不是同一本账", run("restore", copy, other).stdout.decode())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
