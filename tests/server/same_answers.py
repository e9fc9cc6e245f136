#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The contract's table, the scenarios and random sequences, asked of a server: the same answers.

    tests/server/same_answers.py FOLDER-OF-PROGRAMS [SEQUENCES]

The tests are run with FUNDDESK_RECORD, and what they asked is then asked by same_answers. Without
SEQUENCES it is the share of a push: a fifteenth of the table and a third of the scenarios, each day
another one, and 6 sequences. FUNDDESK_SHARE=N takes the share of another day again.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAMS = pathlib.Path(sys.argv[1])
WHOLE = len(sys.argv) > 2
SEQUENCES = sys.argv[2] if WHOLE else "6"
SHARE = os.environ.get("FUNDDESK_SHARE") or str(int(time.time() // 86400))
PLAYED = (("fund_tests", "contract: every command*", 1 if WHOLE else 15),
          ("scenario_tests", "", 1 if WHOLE else 3), ("model_tests", "random sequences*", 1))


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
            print(program, "" if WHOLE else f"share {SHARE}", flush=True)
            done = subprocess.run([PROGRAMS / "same_answers", folder, str(every), SHARE],
                                  check=False, env={**os.environ, "TMPDIR": folder},
                                  stderr=subprocess.DEVNULL)
            if done.returncode != 0:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
