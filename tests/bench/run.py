#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The benchmark: fundctl beside a raw SQLite program, measured by turns in the same run.

    python3 tests/bench/run.py [--quick] [--only NAME]

Run from the project's root after a build. Prints a table and writes build/bench/report.json.
Exit status: 0 every bound kept, 1 one missed, 2 it could not be measured.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import fund  # noqa: E402
import measures  # noqa: E402

FULL = {"small_entries": 1000, "large_entries": 100_000,
        "small_payments": 1000, "large_payments": 100_000,
        "rounds": 5, "latency_rounds": 10, "latency_commands": 100,
        "group_commands": 20_000, "questions": 40, "watched_commands": 2000}
QUICK = {"small_entries": 100, "large_entries": 10_000,
         "small_payments": 100, "large_payments": 10_000,
         "rounds": 3, "latency_rounds": 5, "latency_commands": 60,
         "group_commands": 5000, "questions": 20, "watched_commands": 500}

NEEDS = {"latency": ("entries",), "group": ("entries",), "verify": ("entries",),
         "execution": ("payments",), "lists": ("payments",), "disclose": ("payments",),
         "memory": ("payments",)}


def sizes_for(names, scale):
    kinds = {kind for name in names for kind in NEEDS[name]}
    return [(kind, scale[f"{size}_{kind}"])
            for kind in sorted(kinds) for size in ("small", "large")]


def figure(value, unit):
    places = 0 if value >= 100 else 1 if value >= 10 else 3
    return f"{value:,.{places}f} {unit}"


def table(rows):
    lines = [("measure", "ours", "yardstick", "ratio", "bound", "")]
    for row in rows:
        verdict = {True: "PASS", False: "MISS", None: ""}[row.kept]
        lines.append((row.name, figure(row.ours, row.unit), figure(row.raw, row.unit),
                      f"{row.ratio:.3f}x", row.bound, verdict))
    widths = [max(map(len, column)) for column in zip(*lines)]
    for name, *cells in lines:
        rest = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:]))
        yield f"{name.ljust(widths[0])}  {rest}".rstrip()


def write_report(path, rows, scale, version, seconds):
    report = {
        "program": version,
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "quick": scale is QUICK, "scale": scale, "seconds": round(seconds, 1),
        "machine": {"system": platform.platform(), "processors": os.cpu_count()},
        "measures": [{"name": row.name, "unit": row.unit, "ours": row.ours, "yardstick": row.raw,
                      "ratio": row.ratio, "bound": row.bound, "kept": row.kept,
                      "rounds": {"ours": row.rounds[0], "yardstick": row.rounds[1]}}
                     for row in rows]}
    with open(path, "w", encoding="utf-8") as out:
        json.dump(report, out, ensure_ascii=False, indent=2)
        out.write("\n")


def main():
    parser = argparse.ArgumentParser(description="Measures fundctl beside a raw SQLite program.")
    parser.add_argument("--quick", action="store_true", help="funds ten times smaller")
    parser.add_argument("--only", choices=measures.ALL, help="one measure")
    parser.add_argument("--build", default="build", help="the build folder")
    choice = parser.parse_args()
    folder = os.path.abspath(os.path.join(choice.build, "bench"))
    tools = fund.Tools(os.path.abspath(os.path.join(choice.build, "bin", "fundctl")),
                       os.path.join(folder, "yardstick"), folder)
    for program in (tools.fundctl, tools.yardstick):
        if not os.access(program, os.X_OK):
            print(f"bench: {os.path.relpath(program)} is missing; run ./dev build", file=sys.stderr)
            return 2

    scale = QUICK if choice.quick else FULL
    names = [choice.only] if choice.only else list(measures.ALL)

    def say(text):
        print(text, flush=True)

    start = time.perf_counter()
    rows = []
    try:
        version = subprocess.run([tools.fundctl, "--version"], stdout=subprocess.PIPE,
                                 check=True).stdout.decode().strip()
        if choice.quick:
            say("quick: the funds are ten times smaller than those the bounds are meant for")
        funds = fund.make_funds(tools, sizes_for(names, scale), scale["large_payments"], say)
        bench = measures.Bench(tools, funds, scale)
        for name in names:
            began = time.perf_counter()
            rows += measures.ALL[name](bench)
            say(f"measured {name} ({time.perf_counter() - began:.1f} s)")
    except (fund.Failure, OSError, subprocess.SubprocessError) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 2
    finally:
        for name in (*(f"work-{n}.fund{end}" for n in range(5) for end in ("", "-journal")),
                     "script.db", "peak.txt"):
            if os.path.exists(os.path.join(folder, name)):
                os.remove(os.path.join(folder, name))

    seconds = time.perf_counter() - start
    say("\n" + "\n".join(table(rows)))
    say("\nWhere a row names two sizes, its yardstick is the small fund.")
    write_report(os.path.join(folder, "report.json"), rows, scale, version, seconds)
    missed = [row.name for row in rows if row.kept is False]
    say(f"{seconds:.0f} s, {len(missed)} bound(s) missed"
        + ("; quick funds, see above" if choice.quick else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
