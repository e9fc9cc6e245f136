#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What surrounds a fund file goes wrong while fundctl works: disk full, nothing may be written, the
file is held by another program, two at once, removed or replaced under the program.

Usage: environment.py FUNDCTL TORTURE [--count N] [--seed S] [--canary forgetful]

Each case starts from a sound copy. Wanted: one clear sentence and exit 3 (or the work done), every
acknowledged command still there, `verify` content.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from place import Fail, Place, acknowledged, sentence, storage_sentences

NOBODY = 65534


def full_disk(tools, folder):
    """A tmpfs that has room for a few commands only."""
    size = tools.stage.stat().st_size // 1024 + tools.random.randrange(4, 70)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(folder)], check=True)
    try:
        place = Place(tools, folder)
        status, answers, said = place.batch(60)
        if status == 3:
            sentence(said, "full disk")
        elif status != 0:
            raise Fail(f"full disk: exit {status}: {said}")
        storage_sentences(answers, "full disk")
        for verb in (("backup", place.fund, folder / "b.fund"),
                     ("archive", "export", place.fund, tools.project, folder / "p.zip",
                      "--user", "clerk1")):
            done = place.run(*verb)
            if done.returncode not in (0, 3):
                raise Fail(f"{verb[0]} on a full disk: exit {done.returncode}: "
                           + done.stderr.decode())
            if done.returncode == 3:
                sentence(done.stderr.decode().strip(), verb[0])
                if pathlib.Path(verb[2] if verb[0] == "backup" else verb[4]).exists():
                    raise Fail(f"{verb[0]} failed and left something under its name")
        done_before = acknowledged(answers)
        place.kept(done_before)
        # Work goes on when there is room again.
        subprocess.run(["mount", "-o", "remount,size=16m", str(folder)], check=True)
        place.head += done_before
        status, answers, said = place.batch(62)
        if status != 0 or acknowledged(answers) == 0:
            raise Fail(f"after room was made: exit {status}: {said}")
        place.kept(acknowledged(answers))
        return done_before
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def read_only(tools, folder):
    """The file, its folder or its disk can't be written, for a user who is not root."""
    place = Place(tools, folder)
    how = tools.random.choice(["file", "folder", "both", "disk"])
    user = NOBODY
    if how == "disk":
        subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        user = None
    else:
        place.fund.chmod(0o644 if how != "folder" else 0o666)
        folder.chmod(0o755 if how != "file" else 0o777)
    try:
        for verb in ("batch", "backup", "new"):
            if verb == "batch":
                status, answers, said = place.batch(3, user=user)
                if acknowledged(answers):
                    raise Fail(f"wrote into what can't be written ({how})")
                if status == 0: # it could be opened; then each answer says why not
                    storage_sentences(answers, how)
                    continue
            elif verb == "backup" and how == "file":
                continue # the folder can be written; nothing stands in the way
            else:
                words = (("backup", place.fund, folder / "b.fund") if verb == "backup" else
                         ("new", folder / "n.fund", "--admin", "admin"))
                if verb == "new" and how == "file":
                    continue
                done = place.run(*words, user=user)
                status, said = done.returncode, done.stderr.decode().strip()
            if status != 3:
                raise Fail(f"{verb}, {how} read-only: exit {status}: {said}")
            sentence(said, f"{verb}, {how} read-only")
    finally:
        if how == "disk":
            subprocess.run(["umount", str(folder)], check=True)
    folder.chmod(0o700)
    place.fund.chmod(0o600)
    place.kept(0)
    return how


def start(place):
    """A batch that is logged in and waits for commands."""
    child = subprocess.Popen([str(place.tools.fundctl), "batch", str(place.fund),
                              "--clock-is-right"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, env=place.environment())
    child.stdin.write(place.script(0))
    child.stdin.flush()
    if not json.loads(child.stdout.readline())["ok"]:
        raise Fail("no login")
    return child


def send(child, line):
    child.stdin.write(line)
    child.stdin.flush()
    return json.loads(child.stdout.readline())


def stop(child):
    child.stdin.close()
    said = child.stderr.read().decode().strip()
    child.wait(timeout=60)
    child.stdout.close()
    child.stderr.close()
    return child.returncode, said


def in_use(tools, folder):
    """Held by another program: each verb says by whom, and the holder works on."""
    place = Place(tools, folder)
    child = start(place)
    lines = place.script(3).splitlines(keepends=True)[1:]
    done = acknowledged([send(child, lines[0])])
    for words in (("batch", place.fund), ("verify", place.fund),
                  ("backup", place.fund, folder / "b.fund"),
                  ("restore", tools.stage, place.fund),
                  ("execution", place.fund, "--user", "finance1")):
        other = place.run(*words)
        said = other.stderr.decode().strip()
        if other.returncode != 3 or str(child.pid) not in said:
            raise Fail(f"{words[0]} beside another: exit {other.returncode}: {said}")
        sentence(said, words[0])
    done += acknowledged([send(child, line) for line in lines[1:]])
    if stop(child)[0] != 0 or done != 3:
        raise Fail("the holder was disturbed")
    place.kept(3)
    return "in use"


def two_at_once(tools, folder):
    """Two batches started in the same moment: one works, the other is told, nothing is mixed."""
    place = Place(tools, folder)
    children = [subprocess.Popen([str(tools.fundctl), "batch", str(place.fund),
                              "--clock-is-right"],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, env=place.environment())
                for _ in range(2)]
    total = 0
    script = place.script(6)
    for child in children:
        try:
            child.stdin.write(script)
            child.stdin.close()
        except BrokenPipeError:
            pass
    for child in children:
        out = child.stdout.read()
        said = child.stderr.read().decode().strip()
        child.wait(timeout=60)
        child.stdout.close()
        child.stderr.close()
        total += acknowledged([json.loads(line) for line in out.splitlines()])
        if child.returncode == 3:
            sentence(said, "two at once")
        elif child.returncode != 0:
            raise Fail(f"two at once: exit {child.returncode}: {said}")
    if total != 6: # the second finds the ids taken, or the file in use
        raise Fail(f"two at once: {total} acknowledged")
    place.kept(total)
    return "two"


def removed(tools, folder):
    """The file, or its folder, is taken away under the program."""
    place = Place(tools, folder)
    how = tools.random.choice(["unlink", "rename", "replace", "folder"])
    child = start(place)
    lines = place.script(4).splitlines(keepends=True)[1:]
    answers = [send(child, lines[0])]
    aside = folder / "aside.fund"
    if how == "unlink":
        os.link(place.fund, aside) # so that the test can see what became of it
        place.fund.unlink()
    elif how == "rename":
        place.fund.rename(aside)
    elif how == "replace":
        place.fund.rename(aside)
        shutil.copy(tools.stage, place.fund)
    else:
        folder.rename(str(folder) + ".gone")
    answers += [send(child, line) for line in lines[1:]]
    status, said = stop(child)
    if status == 3:
        sentence(said, how)
    elif status != 0:
        raise Fail(f"{how}: exit {status}: {said}")
    if how == "folder":
        pathlib.Path(str(folder) + ".gone").rename(folder)
    later = answers[1:]
    if acknowledged(later):
        raise Fail(f"{how}: acknowledged into a file that has no name any more")
    storage_sentences(later, how)
    if how != "folder":
        os.replace(aside, place.fund)
    place.kept(acknowledged(answers))
    return how


OLDER = b"an older page\n" * 90
LAST = {"pdf": b"%%EOF", "html": b"</html>", "json": b"}"}


def whole(path):
    """An exported file that was written to its end."""
    found = path.read_bytes()
    if path.suffix in (".xlsx", ".zip"):
        return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    last = LAST.get(path.suffix[1:], b"")
    return len(found) > 400 and not found.startswith(OLDER[:9]) and found.rstrip().endswith(last)


def exports(tools, folder):
    """Pages and packages onto a small disk, or one that takes nothing, where older pages lie."""
    place = Place(tools, folder)
    out = folder / "out"
    out.mkdir()
    how = tools.random.choice(["small", "small", "read-only"])
    size = tools.random.choice([28, 32, 40, 64, 96, 128, 400])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(out)], check=True)
    try:
        names = [out / f"disclosure-2019-03.{ending}"
                 for ending in ("pdf", "html", "xlsx", "csv", "json", "txt")]
        for name in names:
            name.write_bytes(OLDER)
        if how == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
        said = done = 0
        verbs = [("disclose", place.fund, "2019-03", "--format", name.suffix[1:], "--out", out)
                 for name in names]
        for verb in [*verbs, ("audit", "export", place.fund, out / "audit.zip")]:
            ended = place.run(*verb, "--user", "auditor1")
            name = verb[3] if verb[0] == "audit" else names[done + said]
            if ended.returncode == 3:
                said += 1
                sentence(ended.stderr.decode().strip().splitlines()[-1], verb[0])
                if name.exists() and name.read_bytes() != OLDER:
                    raise Fail(f"{name.name}: the older file was touched")
            elif ended.returncode == 0:
                done += 1
                if tools.canary or not whole(name):
                    raise Fail(f"{name.name}: said to be written and is not whole")
            else:
                raise Fail(f"{verb[0]}: exit {ended.returncode}: {ended.stderr.decode()}")
        if how == "read-only" and done:
            raise Fail("wrote onto a disk that takes nothing")
        if left := [x.name for x in out.iterdir() if ".part" in x.name]:
            raise Fail(f"left behind: {left}")
    finally:
        subprocess.run(["umount", str(out)], check=True)
    place.kept(0)
    return f"{how}, {'all' if not said else 'none' if not done else 'some'} written"


CASES = {"exports": exports, "full disk": full_disk, "read-only": read_only, "in use": in_use,
         "two at once": two_at_once, "removed": removed}


class Tools:
    def __init__(self, options, root):
        self.root = root
        self.fundctl = pathlib.Path(options.fundctl).resolve()
        self.random = random.Random(options.seed)
        self.stage = root / "stage.fund"
        self.canary = options.canary
        self.project = "XM-2019-001"
        subprocess.run([options.torture, "stage", "100", str(self.stage)], check=True)
        self.stage.chmod(0o644)
        done = subprocess.run([str(self.fundctl), "verify", str(self.stage)], check=True,
                              capture_output=True)
        self.head = int(re.search(r"日志 (\d+) 条", done.stdout.decode()).group(1))


def can_mount(root):
    folder = root / "probe"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)],
                          capture_output=True, check=False)
    if done.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fundctl")
    parser.add_argument("torture")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--canary", choices=["forgetful"])
    options = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory(prefix="torture-environment-") as name:
        root = pathlib.Path(name)
        root.chmod(0o755)
        tools = Tools(options, root)
        mounts = os.geteuid() == 0 and can_mount(root)
        if not mounts:
            print("environment: no mount here (not root, or not allowed): the full disk is left "
                  "to the harness of failing calls, read-only to a run as root")
        for case, play in CASES.items():
            if not mounts and case in ("exports", "full disk", "read-only"):
                continue
            seen = {}
            for number in range(options.count):
                folder = root / "case"
                folder.mkdir(mode=0o700)
                try:
                    what = play(tools, folder)
                    seen[what] = seen.get(what, 0) + 1
                except (Fail, subprocess.SubprocessError, ValueError) as failure:
                    failures += 1
                    if not options.canary:
                        print(f"environment: {case} {number}, seed {options.seed}: {failure}")
                shutil.rmtree(folder, ignore_errors=True)
                shutil.rmtree(str(folder) + ".gone", ignore_errors=True)
            print(f"environment: {case}: {options.count} cases, {seen}")
    if options.canary:
        print("environment canary: " + (f"noticed {failures} times" if failures else "not noticed"))
        return 0 if failures else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
