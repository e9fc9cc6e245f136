#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The server's benchmark: clients over TLS on a fund of 100,000 payments.

    python3 tests/bench/server.py [--minutes N] [--quick]      ./dev bench server

50 clients, each as quick as a person who never pauses (a request every half second on average),
80 questions of pages to 20 commands; 16 writers without a pause beside one; the same 50 clients
while the fund is verified. Exit status: 0 every bound kept, 1 one missed, 2 not measured.
"""

import argparse
import collections
import contextlib
import hashlib
import http.client
import json
import multiprocessing
import os
import random
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
import fund  # noqa: E402

CLIENTS, PROCESSES, PAUSE = 50, 2, 0.5
WRITERS, WRITING = 16, 8  # s
KINDS = 9  # of questions
Served = collections.namedtuple("Served", "port authority payments")
NAME = "bench"


def questions(number, payments):
    """What the pages of the desktop ask of a fund of so many payments, by turns."""
    project = f"XM-{number % (payments // fund.PAYMENTS_A_PROJECT)}"
    payment = f"BF-{number * 37 % payments}"
    return (("project.list", {"count": 50}), ("payment.list", {"count": 50}),
            ("payment.show", {"id": payment}), ("project.show", {"id": project}),
            ("budget.execution", {}), ("unit.list", {"count": 50}),
            ("payment.actions", {"id": payment}), ("project.actions", {"id": project}),
            ("journal.head", {}))[number % KINDS]


class Client:
    def __init__(self, served, user):
        self.connection = http.client.HTTPSConnection(
            "127.0.0.1", served.port, timeout=60,
            context=ssl.create_default_context(cafile=served.authority))
        self.user = user
        self.token = None
        status, told = self.post("login", {"user": user, "password": fund.PASSWORD})
        if status != 200:
            raise fund.Failure(f"{user} could not log in: {told}")
        self.token = told["result"]["token"]

    def post(self, path, body):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self.connection.request("POST", f"/v1/{NAME}/{path}", json.dumps(body), headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def command(self, name, number):
        """A project is declared, or interest booked, whichever this user may."""
        line = (next(fund.project(name)) if self.user == "clerk" else fund.interest(name, number))
        body = json.loads(line)
        return self.post("do", {"do": body["do"], "with": body["with"], "key": name})


def people(served, first, count, until, into, mix=True):
    """So many clients at their work; the times of each request and the errors go `into`."""
    times, errors, lock = {"ask": [], "do": []}, [], threading.Lock()
    # In letters: so many digits in a row may be somebody's number, which no id may be.
    run = "".join(chr(ord("a") + int(digit)) for digit in str(int(until)))

    def work(number):
        dice = random.Random(number)
        try:
            client = Client(served, ("clerk", "finance")[number % 2])
            turn = number * 1000
            while time.time() < until:
                time.sleep(dice.uniform(0, 2 * PAUSE))
                turn += 1
                commands = mix and dice.random() < 0.2
                start = time.perf_counter()
                if commands:
                    status, told = client.command(f"C{number}x{turn}{run}", turn)
                else:
                    ask, with_ = questions(turn, served.payments)
                    status, told = client.post("ask", {"ask": ask, "with": with_})
                spent = time.perf_counter() - start
                with lock:
                    times["do" if commands else "ask"].append(spent)
                    if status != 200:
                        errors.append(f"{status} {json.dumps(told, ensure_ascii=False)[:200]}")
        except Exception as error:  # noqa: BLE001: whatever it is, it is an error of the run
            with lock:
                errors.append(repr(error))

    threads = [threading.Thread(target=work, args=(first + n,)) for n in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    into.put((times, errors))


def crowd(served, seconds, mix=True):
    into = multiprocessing.Queue()
    until = time.time() + seconds
    each = CLIENTS // PROCESSES
    processes = [multiprocessing.Process(target=people,
                                         args=(served, n * each, each, until, into, mix))
                 for n in range(PROCESSES)]
    for one in processes:
        one.start()
    told = [into.get() for _ in processes]
    for one in processes:
        one.join()
    times = sorted(t for one, _ in told for kind in one.values() for t in kind)
    commands = sum(len(one["do"]) for one, _ in told)
    return times, commands, [e for _, errors in told for e in errors]


def percentile(times, share):
    return times[min(len(times) - 1, int(len(times) * share))] * 1e3 if times else float("inf")


def writers(served, count, seconds):
    """Commands a second of so many writers without a pause."""
    clients = [Client(served, "finance") for _ in range(count)]
    done, until = [0] * count, time.monotonic() + seconds

    def write(number):
        while time.monotonic() < until:
            name = f"W{count}-{number}-{done[number]}"
            status, told = clients[number].command(name, done[number])
            if status != 200:
                raise fund.Failure(f"a writer was answered {told}")
            done[number] += 1

    threads = [threading.Thread(target=write, args=(n,)) for n in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def memory(process):
    """The most that it held, in MiB."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def measure(served, process, seconds):
    """Rows of (what, figure, unit, bound, kept)."""
    crowd(served, min(5, seconds), mix=False)  # its pages are read once
    times, commands, errors = crowd(served, seconds)
    for error in errors[:5]:
        print(f"  error: {error}")
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    rows = [("requests", len(times), "", "", None), ("of them commands", commands, "", "", None),
            ("errors", len(errors), "", "0", not errors),
            ("p50", p50, "ms", "<= 20", p50 <= 20), ("p99", p99, "ms", "<= 250", p99 <= 250)]
    one = writers(served, 1, WRITING)
    many = writers(served, WRITERS, WRITING)
    rows += [("commands a second of 1 writer", one, "", "", None),
             (f"commands a second of {WRITERS}", many, "", ">= 4x", many >= 4 * one)]
    calm, _, _ = crowd(served, 20)
    clerk = Client(served, "clerk")
    job = clerk.post("jobs", {"job": "verify"})[1]["result"]["job"]
    beside, _, _ = crowd(served, 20)
    clerk.connection.request("GET", f"/v1/{NAME}/jobs/{job}", headers={
        "Authorization": f"Bearer {clerk.token}"})
    state = json.loads(clerk.connection.getresponse().read())["result"]["state"]
    ratio = percentile(beside, 0.99) / percentile(calm, 0.99)
    rows += [("p99 without verify", percentile(calm, 0.99), "ms", "", None),
             (f"p99 beside verify ({state})", percentile(beside, 0.99), "ms",
              "<= 1.5x", ratio <= 1.5)]
    most = memory(process)
    rows.append(("memory", most, "MiB", "<= 150", most <= 150))
    return rows


@contextlib.contextmanager
def serving(programs, folder, tools, payments):
    """A server on a fund of so many payments; it ends with the context."""
    fundserver = os.path.join(programs, "fundserver")
    kept = os.path.join(folder, "served")
    made = fund.make_funds(tools, [("payments", payments)], payments,
                           lambda text: print(text, flush=True))
    file = tools.copy(made[("payments", payments)], "served.fund")
    shutil.rmtree(kept, ignore_errors=True)
    for words in (("init", kept, "--listen", "127.0.0.1:0"), ("add", kept, NAME, file)):
        subprocess.run([fundserver, *words], check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([fundserver, "serve", kept], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        try:
            port = int(process.stdout.readline().decode().rsplit(":", 1)[1])
            yield Served(port, os.path.join(kept, "certificate.pem"), payments), process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def main():
    parser = argparse.ArgumentParser(description="Measures fundserver under many clients.")
    parser.add_argument("--minutes", type=float, default=1, help="of the mixed load")
    parser.add_argument("--quick", action="store_true", help="a fund ten times smaller")
    parser.add_argument("--build", default="build", help="the build folder")
    choice = parser.parse_args()
    folder = os.path.abspath(os.path.join(choice.build, "bench"))
    programs = os.path.abspath(os.path.join(choice.build, "bin"))
    tools = fund.Tools(os.path.join(programs, "fundctl"), os.path.join(folder, "yardstick"), folder)
    payments = 10_000 if choice.quick else 100_000
    try:
        with serving(programs, folder, tools, payments) as (served, process):
            rows = measure(served, process, choice.minutes * 60)
    except (fund.Failure, OSError, subprocess.SubprocessError, ValueError) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 2
    for name, figure, unit, bound, kept in rows:
        verdict = {True: "PASS", False: "MISS", None: ""}[kept]
        print(f"{name:34} {figure:12,.1f} {unit:4} {bound:8} {verdict}")
    with open(os.path.join(folder, "server.json"), "w", encoding="utf-8") as out:
        json.dump({"minutes": choice.minutes, "quick": choice.quick,
                   "load": os.getloadavg()[0], "program": hashlib.sha256(
                       open(os.path.join(programs, "fundserver"), "rb").read()).hexdigest()[:16],
                   "measures": [dict(zip(("name", "figure", "unit", "bound", "kept"), row))
                                for row in rows]}, out, ensure_ascii=False, indent=2)
    return 1 if any(row[4] is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
