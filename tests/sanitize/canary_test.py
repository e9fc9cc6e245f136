#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The sanitizers are on and bite: each planted fault ends the program with its report.

Usage: canary_test.py CANARY. Without this a tree built without them would pass every test.
"""
import os
import subprocess
import sys

EXPECTED = {
    "overflow": "heap-buffer-overflow",
    "after-use": "heap-use-after-free",
    "undefined": "signed integer overflow",
    "leak": "LeakSanitizer: detected memory leaks",
}


def main():
    canary = sys.argv[1]
    missed = []
    for fault, words in EXPECTED.items():
        done = subprocess.run([canary, fault], capture_output=True, text=True, check=False,
                              env=dict(os.environ))
        if done.returncode == 0 or words not in done.stderr:
            missed.append(f"{fault}: status {done.returncode}, {words!r} was not reported")
    quiet = subprocess.run([canary, "nothing"], capture_output=True, text=True, check=False)
    if quiet.returncode != 0 or quiet.stderr:
        missed.append(f"nothing: status {quiet.returncode}: {quiet.stderr}")
    print("\n".join(missed) or "every planted fault was reported")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
