#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Puts the faults of mutants.txt into a copy of the tree, one by one, and sees who notices.

run.py [--check] [--count N] [--only WORD] [--folder DIR]

A mutant is killed when it does not build, or when one of its test programs fails or hangs. Those
that live are named at the end; more than three in sixty fail the run. The copy is made from the
files that git knows, under --folder (kept for the next run; default: build/mutation), and has a
build directory of its own. --check only sees that every pattern stands in its file exactly once.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LIST = pathlib.Path(__file__).with_name("mutants.txt")
ALLOWED_ALIVE = 3 / 60
LIMIT = 600  # seconds for one test program; a mutant that hangs is dead


class Mutant:
    def __init__(self, file):
        self.file, self.old, self.new, self.what, self.tests = file, [], [], "", []

    @property
    def pattern(self):
        return "\n".join(self.old)

    def applied(self, text):
        if not self.pattern or text.count(self.pattern) != 1:
            raise ValueError(f"{self.file}: stands there {text.count(self.pattern)} times: "
                             f"{self.pattern}")
        return text.replace(self.pattern, "\n".join(self.new))


def read(path):
    mutants = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("mutant "):
            mutants.append(Mutant(line.split()[1]))
        elif line.startswith("-"):
            mutants[-1].old.append(line[2:])
        elif line.startswith("+"):
            mutants[-1].new.append(line[2:])
        elif line.startswith("= "):
            mutants[-1].what = line[2:]
        elif line.startswith("? "):
            mutants[-1].tests = line[2:].split()
        elif line and not line.startswith("#"):
            raise ValueError(f"mutants.txt: what is this line: {line}")
    return mutants


def stale(mutants):
    """What is wrong with the list itself."""
    for mutant in mutants:
        try:
            mutant.applied((SOURCE / mutant.file).read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            yield str(error)
        if not mutant.what or not mutant.tests:
            yield f"{mutant.file}: a mutant without a reason or without tests: {mutant.pattern}"


def copy_tree(to):
    """The files of git, rewritten only where they differ, so that little is built again."""
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                           cwd=SOURCE, check=True, capture_output=True).stdout
    for name in filter(None, names.decode().split("\0")):
        source, target = SOURCE / name, to / name
        if not source.is_file():
            continue
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def build(tree, targets, log):
    return subprocess.run(["cmake", "--build", str(tree / "build"), "-j2", "--target", *targets],
                          stdout=log, stderr=log, check=False).returncode == 0


def passes(tree, test, log):
    env = {**os.environ, "FUNDDESK_SEQUENCES": "400", "FUNDDESK_SEED": "1", "LC_ALL": "C.UTF-8",
           "FUNDDESK_TAMPERINGS": "20", "RC_PARAMS": "max_success=1000 seed=1",
           "QT_QPA_PLATFORM": "offscreen"}
    try:
        # The first failure says enough.
        return subprocess.run([str(tree / "build/bin" / test), "--abort"], stdout=log, stderr=log,
                              env=env, timeout=LIMIT, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def killer(tree, mutant, log):
    """Who notices the mutant: "the compiler", a test program, or nobody (None)."""
    path = tree / mutant.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.applied(whole), encoding="utf-8")
    try:
        for test in mutant.tests:
            if not build(tree, [test], log):
                return "the compiler"
            if not passes(tree, test, log):
                return test
        return None
    finally:
        path.write_text(whole, encoding="utf-8")


def run(mutants, tree):
    copy_tree(tree)
    with open(tree / "mutation.log", "wb") as log:
        subprocess.run(["cmake", "--preset", "default"], cwd=tree, stdout=log, stderr=log,
                       check=True)
        tests = sorted({test for mutant in mutants for test in mutant.tests})
        if not build(tree, tests, log):
            sys.exit(f"mutation: the copy does not build; see {tree / 'mutation.log'}")
        for test in tests:
            if not passes(tree, test, log):
                sys.exit(f"mutation: {test} fails without any mutant")
        alive = []
        for number, mutant in enumerate(mutants, 1):
            start = time.monotonic()
            by = killer(tree, mutant, log)
            print(f"{number:2} {'killed by ' + by if by else 'ALIVE'}"
                  f" ({time.monotonic() - start:.0f} s): {mutant.file}: {mutant.what}", flush=True)
            if not by:
                alive.append(mutant)
    killed = len(mutants) - len(alive)
    print(f"mutation: {killed} of {len(mutants)} mutants killed")
    return len(alive) <= len(mutants) * ALLOWED_ALIVE


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only see that the list fits")
    parser.add_argument("--count", type=int, help="only the first N")
    parser.add_argument("--only", help="only those whose file or reason holds this")
    parser.add_argument("--folder", type=pathlib.Path, default=SOURCE / "build/mutation")
    given = parser.parse_args()
    mutants = read(LIST)
    complaints = list(stale(mutants))
    if len(mutants) < 60:
        complaints.append(f"mutants.txt has {len(mutants)} mutants; 60 are wanted")
    for complaint in complaints:
        print(f"mutation: {complaint}", file=sys.stderr)
    if complaints or given.check:
        return 1 if complaints else 0
    if given.only:
        mutants = [m for m in mutants if given.only in m.file or given.only in m.what]
    return 0 if run(mutants[:given.count], given.folder.resolve()) else 1


if __name__ == "__main__":
    sys.exit(main())
