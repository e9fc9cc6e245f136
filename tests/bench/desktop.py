#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The desktop's start and memory beside a bare Qt Widgets window, by turns in the same run.

    python3 tests/bench/desktop.py [--payments N] [--rounds N]

Run from the project's root after a build, with xvfb and xdotool at hand: it opens a display of its
own. Start is the time of a whole process that ends once its first view (the login) was painted;
memory is what the process holds (VmRSS) after a login by keys. Exit status as tests/bench/run.py.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import fund  # noqa: E402

DEMO_PASSWORD = "Demo-2019!"


def median_of_starts(commands, rounds, environment):
    """The median seconds of each command, all measured by turns."""
    seconds = {name: [] for name in commands}
    for name, command in commands.items():  # once unmeasured: files into memory
        subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    for _ in range(rounds):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
            seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(all_) for name, all_ in seconds.items()}


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    raise fund.Failure(f"process {pid} tells no VmRSS")


def memory(command, environment, user=None, password=None):
    """MiB that it holds once its window stands there and, where asked, somebody is logged in."""
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        window = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process.pid)],
            env=environment, capture_output=True, text=True, check=True).stdout.split()[0]
        time.sleep(1)
        if user:
            subprocess.run(["xdotool", "windowfocus", "--sync", window],
                           env=environment, check=False)
            for words in (["key", "--window", window, "shift+Tab"], ["key", "ctrl+a"],
                          ["type", user], ["key", "Return"], ["type", password],
                          ["key", "Return"]):
                subprocess.run(["xdotool", *words], env=environment, check=True)
                time.sleep(0.2)
            time.sleep(4)
        if process.poll() is not None:
            raise fund.Failure(f"{command[0]} ended by itself")
        return resident(process.pid)
    finally:
        process.kill()
        process.wait()


def main():
    parser = argparse.ArgumentParser(description="The desktop beside a bare window.")
    parser.add_argument("--build", default="build")
    parser.add_argument("--payments", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    choice = parser.parse_args()
    build = os.path.abspath(choice.build)
    tools = fund.Tools(os.path.join(build, "bin", "fundctl"),
                       os.path.join(build, "bench", "yardstick"), os.path.join(build, "bench"))
    desktop = os.path.join(build, "bin", "funddesk")
    bare = os.path.join(build, "bench", "bare_window")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tools.fundctl, "demo", folder], check=True, stdout=subprocess.DEVNULL)
        demo = os.path.join(folder, "guzhang.fund")
        funds = fund.make_funds(tools, [("payments", choice.payments)], choice.payments, print)
        large = funds["payments", choice.payments]
        display = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24"],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            environment = dict(os.environ, DISPLAY=":" + display.stdout.readline().strip(),
                               QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=folder, HOME=folder)
            starts = median_of_starts({"bare": [bare, "--until-shown"],
                                       "demo": [desktop, "--until-shown", demo],
                                       "large": [desktop, "--until-shown", large]},
                                      choice.rounds, environment)
            rows.append(("start to the login, s", starts["demo"], starts["bare"], 2.0))
            rows.append((f"start on {choice.payments} payments, s", starts["large"],
                         starts["demo"], 1.2))
            empty = memory([bare], environment)
            held = memory([desktop, demo], environment, "clerk1", DEMO_PASSWORD)
            rows.append(("memory after login, MiB", held, empty, 2.0))
            stall = subprocess.run(
                [os.path.join(build, "bin", "window_tests"), "[.stall]"], capture_output=True,
                text=True, check=False,
                env=dict(environment, FUNDDESK_LARGE=large, FUNDDESK_PASSWORD=fund.PASSWORD))
            said = [line for line in stall.stdout.splitlines() if "longest standstill" in line]
            if not said:
                raise fund.Failure("the standstill was not measured: " + stall.stdout[-400:])
            print(said[0])
            rows.append(("longest standstill, ms", float(said[0].split()[2]), 100.0, 1.0))
        finally:
            display.kill()
            display.wait()
    missed = 0
    for name, ours, yardstick, bound in rows:
        kept = ours <= bound * yardstick
        missed += not kept
        print(f"{name:34} {ours:9.3f} {yardstick:9.3f}  {ours / yardstick:6.2f}x  <= {bound}x"
              f"  {'PASS' if kept else 'MISS'}")
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (fund.Failure, OSError, subprocess.SubprocessError) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        sys.exit(2)
