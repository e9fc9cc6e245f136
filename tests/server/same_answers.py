#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The contract's table, the scenarios and random sequences, asked of a server: the same answers.

    tests/server/same_answers.py FOLDER-OF-PROGRAMS [SEQUENCES]

The tests are run with FUNDDESK_RECORD, and what they asked is then asked by same_answers. Without
SEQUENCES it is the share of a push: all scenarios, a fifth of the table, 16 sequences.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAMS = pathlib.Path(sys.argv[1])
SEQUENCES = sys.argv[2] if len(sys.argv) > 2 else "16"
PLAYED = (("fund_tests", "contract: every command*", 1 if len(sys.argv) > 2 else 5),
          ("scenario_tests", "", 1), ("model_tests", "random sequences*", 1))


def main():
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    for program, test, every in PLAYED:
        with tempfile.TemporaryDirectory(prefix="same-answers-", dir=memory) as folder:
            around = {**os.environ, "FUNDDESK_RECORD": folder, "FUNDDESK_SEQUENCES": SEQUENCES}
            done = subprocess.run([PROGRAMS / program, *([test] if test else [])], env=around,
                                  stdout=subprocess.PIPE, check=False)
            if done.returncode != 0:
                print(done.stdout.decode())
                return 1
            print(program, flush=True)
            done = subprocess.run([PROGRAMS / "same_answers", folder, str(every)], check=False,
                                  env={**os.environ, "TMPDIR": folder},
                                  stderr=subprocess.DEVNULL)
            if done.returncode != 0:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
