#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Breaks FundDesk on purpose: ./dev torture [NAME] [--count N | --full | --push].

Each row of ROWS is one harness: how much of it runs on each push, how much with --full, and what
runs it. With no NAME all rows run, with the counts of a push unless --full is given. Every
harness has its canary, a fault known to be there that it must find; a canary that is missed fails.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = SOURCE / "build"
FUZZ = SOURCE / "build-fuzz"
AFL = SOURCE / "build-afl"


class Missed(Exception):
    """A harness found something, or a canary was not found."""


def build(directory, preset, *targets):
    quiet = {"stdout": subprocess.DEVNULL, "cwd": SOURCE}
    subprocess.run(["cmake", "--preset", preset], check=True, **quiet)
    subprocess.run(["cmake", "--build", str(directory), "-j2", "--target", *targets], check=True,
                   **quiet)


def catch_program(name, variable, test):
    """A harness that is a test program, whose count an environment variable says."""
    def run(count):
        build(BUILD, "default", name)
        done = subprocess.run([str(BUILD / "bin" / name), test],
                              env={**os.environ, variable: str(count)}, check=False)
        if done.returncode != 0:
            raise Missed(f"{name} failed; see above")
    return run


# ----------------------------------------------------------------------------------------- fuzz

def fuzz(target, canary_seconds=300):
    def run(seconds):
        build(FUZZ, "fuzz", target, target + "_canary")
        with in_memory() as folder:
            seeds(folder)
            fuzzer(folder, target + "_canary", target, canary_seconds)
            if b"plantedCrash" not in pathlib.Path(folder, target + "_canary.log").read_bytes():
                raise Missed(f"the crash planted in {target} was not found")
            print(f"{target}: the planted crash was found", flush=True)
            if fuzzer(folder, target, target, seconds) != 0:
                raise Missed(f"{target} found something; the input is in "
                             f"{keep(pathlib.Path(folder).glob(f'{target}-*'))}")
    return run


def afl(target, canary_seconds=120):
    """The same inputs by another hand: AFL++ mutates otherwise, and sees hangs by its own clock."""
    def run(seconds):
        build(AFL, "afl", target, target + "_canary")
        with in_memory() as folder:
            seeds(folder)
            if not afl_fuzz(folder, target + "_canary", target, canary_seconds):
                raise Missed(f"AFL++ did not find the crash planted in {target}")
            print(f"{target}: AFL++ found the planted crash", flush=True)
            if found := afl_fuzz(folder, target, target, seconds):
                raise Missed(f"AFL++ found something in {target}; the input is in {keep(found)}")
    return run


def afl_fuzz(folder, program, target, seconds):
    """The inputs that crashed the program or hung it; a canary's run ends with the first."""
    out = pathlib.Path(folder, "afl-" + program)
    words = pathlib.Path(folder, target + ".dict")
    command = ["afl-fuzz", "-V", str(seconds), "-m", "none", "-t", "20000",
               "-i", os.path.join(folder, target), "-o", str(out)]
    command += ["-x", str(words)] if words.exists() else []
    settings = {"AFL_NO_UI": "1", "AFL_SKIP_CPUFREQ": "1", "AFL_NO_AFFINITY": "1", "TMPDIR": folder,
                "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1"}
    if program.endswith("_canary"):
        settings["AFL_BENCH_UNTIL_CRASH"] = "1"
    log = pathlib.Path(folder, program + ".log")
    with open(log, "wb") as said:
        status = subprocess.run([*command, "--", str(AFL / "bin" / program)], stdout=said,
                                stderr=said, check=False, env={**os.environ, **settings}).returncode
    figures = out / "default" / "fuzzer_stats"
    if status != 0 or not figures.exists():
        raise Missed(f"AFL++ did not run: {log.read_text(errors='replace')[-2000:]}")
    for line in figures.read_text(encoding="utf-8").splitlines():
        if line.startswith(("execs_done", "corpus_count", "saved_")):
            print(f"{program}: {line}", flush=True)
    return [*out.glob("default/crashes/id*"), *out.glob("default/hangs/id*")]


def in_memory():
    return tempfile.TemporaryDirectory(prefix="fuzz-",
                                       dir="/dev/shm" if os.path.isdir("/dev/shm") else None)


def seeds(folder):
    subprocess.run([sys.executable, str(SOURCE / "tests/fuzz/seeds.py"), folder], check=True)


def fuzzer(folder, program, target, seconds):
    corpus = os.path.join(folder, "corpus-" + program)
    os.makedirs(corpus, exist_ok=True)
    words = os.path.join(folder, target + ".dict")
    command = [str(FUZZ / "bin" / program), f"-max_total_time={seconds}", "-timeout=20",
               "-rss_limit_mb=4096", "-print_final_stats=1",
               f"-artifact_prefix={folder}/{program}-", corpus, os.path.join(folder, target)]
    if os.path.exists(words):
        command.insert(1, f"-dict={words}")
    log = os.path.join(folder, program + ".log")
    with open(log, "wb") as out:
        status = subprocess.run(command, stdout=out, stderr=out, check=False,
                                env={**os.environ, "TMPDIR": folder,
                                     "UBSAN_OPTIONS": "print_stacktrace=1"}).returncode
    if not program.endswith("_canary"):
        lines = pathlib.Path(log).read_bytes().decode(errors="replace").splitlines()
        said = [line for line in lines if line.startswith(("stat::number", "stat::new", "fuzz:"))
                or " DONE " in line or "ERROR" in line or "SUMMARY" in line or "error:" in line]
        print("\n".join(f"{target}: {line}" for line in said), flush=True)
    return status


def keep(inputs):
    """The inputs that broke it, where they outlive the run."""
    place = FUZZ / "found"
    place.mkdir(parents=True, exist_ok=True)
    for found in inputs:
        shutil.copy(found, place / found.name.replace(":", "-"))
    return place.relative_to(SOURCE)


# --------------------------------------------------------------------------------------- faults

def faults(name):
    def run(count):
        build(BUILD, "default", "torture", "fundctl")
        done = subprocess.run(["nice", "-n", "15", sys.executable,
                               str(SOURCE / "tests/torture/faults.py"), str(BUILD / "bin"), name,
                               "--count", str(count)], check=False)
        if done.returncode != 0:
            raise Missed(f"{name} failed; see above")
    return run


# --------------------------------------------------------------------------------------- server

def server(script, *targets):
    def run(count):
        build(BUILD, "default", "fundserver", "fundctl", *targets)
        done = subprocess.run([sys.executable, str(SOURCE / "tests/server" / script),
                               str(BUILD / "bin"), str(count)], check=False)
        if done.returncode != 0:
            raise Missed(f"{script} failed; see above")
    return run


# ------------------------------------------------------------------------------------- mutation

def mutation(count):
    done = subprocess.run([sys.executable, str(SOURCE / "tests/mutation/run.py"),
                           "--count", str(count)], check=False)
    if done.returncode != 0:
        raise Missed("too few mutants were killed; see above")


# name: (what it is, counted in, on a push, with --full, what runs it)
ROWS = {
    "kill": ("kill -9 at a random moment of a batch", "runs", 300, 10000, faults("kill")),
    "power": ("a power cut at each call of a save", "states", 5000, 200000, faults("power")),
    "upgrade": ("a power cut within an upgrade", "states", 200, 5000, faults("upgrade")),
    "faults": ("the n-th call to the disk fails", "as largest n", 50, 100000, faults("faults")),
    "environment": ("disk full, read-only, in use, two, removed", "of each", 10, 200,
                    faults("environment")),
    "damage": ("bytes and pages changed, file cut short", "files", 300, 20000, faults("damage")),
    "fuzz-plan-file": ("any bytes as a plan file", "seconds", 60, 3600, fuzz("plan_file")),
    "fuzz-batch-line": ("any bytes as lines of a batch", "seconds", 60, 3600, fuzz("batch_line")),
    "fuzz-fund-file": ("a fund file with bytes changed", "seconds", 60, 3600, fuzz("fund_file")),
    "fuzz-free-text": ("any text for personal numbers", "seconds", 30, 3600, fuzz("free_text")),
    "fuzz-http-request": ("any bytes as a client's request", "seconds", 60, 3600,
                          fuzz("http_request")),
    "afl-plan-file": ("the same under AFL++", "seconds", 0, 3600, afl("plan_file")),
    "afl-batch-line": ("the same under AFL++", "seconds", 0, 3600, afl("batch_line")),
    "afl-fund-file": ("the same under AFL++", "seconds", 0, 3600, afl("fund_file")),
    "model": ("random sequences against the model", "sequences", 2000, 100000,
              catch_program("model_tests", "FUNDDESK_SEQUENCES", "random sequences*")),
    "contract": ("every command x role x state", "runs", 1, 1,
                 catch_program("fund_tests", "FUNDDESK_RUNS", "contract:*")),
    "tampering": ("random edits of a fund file", "edits", 300, 5300,
                  catch_program("journal_tests", "FUNDDESK_TAMPERINGS", "*random edits*")),
    "put-back": ("tables edited, used and put back", "edits", 300, 5000,
                 catch_program("journal_tests", "FUNDDESK_PUTBACKS", "*put back*")),
    "server-answers": ("the same answers from a server", "sequences", 6, 500,
                       server("same_answers.py", "same_answers", "fund_tests", "scenario_tests",
                              "model_tests")),
    "server-kill": ("kill -9 of a server under 16 writers", "kills", 30, 2000,
                    server("kill_test.py", "fundserver_canary")),
    "server-growth": ("requests cost the same in a larger fund", "rounds", 15, 200,
                      server("growth_test.py")),
    "server-strangers": ("clients that break off, crawl, flood and lie", "connections", 2000, 10000,
                         server("strangers_test.py")),
    "mutation": ("deliberate faults in the rules", "mutants", 0, 60, mutation),
}
# Also among the tests of ./dev test, so that a push need not run them twice.
TESTED = {"kill", "power", "upgrade", "faults", "environment", "damage", "model", "contract",
          "tampering", "put-back", "server-answers", "server-kill", "server-growth",
          "server-strangers"}


def main():
    parser = argparse.ArgumentParser(prog="./dev torture", description=__doc__.split("\n")[0])
    parser.add_argument("name", nargs="?", choices=sorted(ROWS), metavar="NAME",
                        help=", ".join(ROWS))
    parser.add_argument("--count", type=int, help="how many, or how many seconds")
    parser.add_argument("--full", action="store_true", help="the long run of every row")
    parser.add_argument("--push", action="store_true",
                        help="what a push runs besides ./dev test")
    given = parser.parse_args()
    failed = []
    for name, (about, unit, push, full, run) in ROWS.items():
        if given.name not in (None, name) or (given.push and name in TESTED):
            continue
        count = given.count or (full if given.full else push)
        if count == 0 and given.name == name:
            count = full
        if count == 0:
            continue
        print(f"torture: {name}: {about}, {count} {unit}", flush=True)
        start = time.monotonic()
        try:
            run(count)
            print(f"torture: {name}: held ({time.monotonic() - start:.0f} s)", flush=True)
        except Missed as missed:
            failed.append(name)
            print(f"torture: {name}: {missed}", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
