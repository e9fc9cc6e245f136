#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Runs the harnesses that break things on purpose, each after its canaries.

Usage: faults.py BIN [NAME...] [--push | --count N | --full] [--seed S]

Without a count: what each push runs. A canary is a setting known to be wrong; a harness that does
not notice it proves nothing, so that fails the run too. On demand the seed is another each time;
it is printed, and --seed S runs the same again.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
from typing import NamedTuple

HERE = pathlib.Path(__file__).parent


class Harness(NamedTuple):
    push: int                   # how many on each push
    full: int                   # how many on demand
    canaries: tuple[str, ...]
    canary_count: int
    about: str


HARNESSES = {
    "kill": Harness(300, 10_000, ("early",), 30,
                    "kill -9 at a random moment of a running batch"),
    "power": Harness(5_000, 200_000, ("wal-normal", "normal"), 400,
                     "a power cut at each system call of a save, states"),
    "upgrade": Harness(200, 5_000, ("unsynced",), 200,
                       "a power cut at calls of an upgrade of an older file, states"),
    "faults": Harness(50, 100_000, ("deaf",), 1,
                      "an error at the n-th call to the disk, n up to this and a few later ones"),
    "environment": Harness(10, 200, ("forgetful",), 1,
                           "disk full, read-only, in use, two at once, removed: cases of each"),
    "damage": Harness(300, 20_000, ("no-tables",), 120,
                      "random bytes and pages changed, file cut short"),
}


def command(name, binaries, count, seed, canary):
    torture, fundctl = str(binaries / "torture"), str(binaries / "fundctl")
    scene = ["--only", "upgrade"] if name == "upgrade" else []
    words = ([sys.executable, str(HERE / "environment.py"), fundctl, torture]
             if name == "environment"
             else [torture, "power" if scene else name, "--fundctl", fundctl, *scene])
    words += ["--count", str(count), "--seed", str(seed)]
    if canary and name == "faults":
        words += ["--only", "command"]
    return words + (["--canary", canary] if canary else [])


def share():
    """How much of a push's count, in percent: less where sanitizers make every step slow."""
    return int(os.environ.get("FUNDDESK_PUSH_SHARE", "100"))


def main():
    parser = argparse.ArgumentParser(description="harnesses: " + "; ".join(
        f"{name} ({h.about})" for name, h in HARNESSES.items()))
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    much = parser.add_mutually_exclusive_group()
    much.add_argument("--push", action="store_true")
    much.add_argument("--count", type=int)
    much.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    unknown = set(options.names) - set(HARNESSES)
    if unknown:
        parser.error(f"no harness {', '.join(sorted(unknown))}; there are {', '.join(HARNESSES)}")
    seed = options.seed
    if seed is None:
        seed = 1 if options.push else random.SystemRandom().randrange(1, 1_000_000)
    failed = []
    for name in options.names or HARNESSES:
        harness = HARNESSES[name]
        count = (harness.full if options.full else
                 max(10, harness.push * share() // 100) if options.count is None else
                 options.count)
        runs = [(harness.canary_count, canary) for canary in harness.canaries] + [(count, None)]
        for number, canary in runs:
            sys.stdout.flush()
            words = command(name, options.binaries, number, seed, canary)
            if subprocess.run(words, check=False).returncode != 0:
                failed.append(name + (f" (canary {canary})" if canary else ""))
    if failed:
        print("torture: failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
