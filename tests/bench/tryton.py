#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Calls a second of fundserver beside Tryton's, the server that people would otherwise set up.

    python3 tests/bench/tryton.py [--seconds N]      ./dev bench tryton

Tryton is Debian's tryton-server with the party module on PostgreSQL with its settings as installed
(packages tryton-server tryton-modules-party postgresql); it creates one party a call over plain
HTTP. fundserver books one entry a call over TLS. Both are on this machine, started here, and
measured by turns, with one client and with 16. Exit status: 0 ten times as many, 1 fewer, 2 not
measured.
"""

import argparse
import base64
import glob
import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
import fund  # noqa: E402
import server  # noqa: E402

PASSWORD = "a long enough passphrase"
ROUNDS, AT_LEAST = 3, 10


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Tryton:
    """A cluster and a server of its own, gone with the object."""

    def __init__(self, folder):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        # PostgreSQL refuses to run as root.
        self.owner = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(folder, self.owner)
        binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not binaries or not shutil.which("trytond"):
            raise fund.Failure(
                "Tryton is not here: apt install tryton-server tryton-modules-party postgresql")
        self.postgres = binaries[-1]
        self.data = os.path.join("/tmp", f"tryton-bench-{os.getpid()}")
        self.port = free_port()
        self.process = None
        self.as_owner(f"{self.postgres}/initdb", "-D", self.data, "-A", "trust", "-U", "tryton",
                      "-E", "UTF8", "--locale=C")
        database = free_port()
        self.as_owner(f"{self.postgres}/pg_ctl", "-D", self.data, "-w", "-l", f"{self.data}/log",
                      "-o", f"-p {database} -k {self.data} -c listen_addresses=127.0.0.1", "start")
        self.as_owner(f"{self.postgres}/createdb", "-h", "127.0.0.1", "-p", str(database), "-U",
                      "tryton", "bench")
        settings = os.path.join(folder, "trytond.conf")
        with open(settings, "w", encoding="ascii") as out:
            out.write(f"[database]\nuri = postgresql://tryton@127.0.0.1:{database}/\n"
                      f"[web]\nlisten = 127.0.0.1:{self.port}\n")
        secret = os.path.join(folder, "password")
        with open(secret, "w", encoding="ascii") as out:
            out.write(PASSWORD)
        environment = {**os.environ, "TRYTONPASSFILE": secret}
        subprocess.run(["trytond-admin", "-c", settings, "-d", "bench", "-u", "party",
                        "--activate-dependencies", "--email", "a@example.org"],
                       env=environment, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.process = subprocess.Popen(["trytond", "-c", settings, "-d", "bench"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise fund.Failure("trytond did not listen")

    def as_owner(self, *words):
        switch = ["setpriv", f"--reuid={self.owner}", f"--regid={self.owner}", "--init-groups"]
        subprocess.run([*(switch if os.getuid() == 0 else []), *words], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    def close(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
        self.as_owner(f"{self.postgres}/pg_ctl", "-D", self.data, "-m", "fast", "stop")
        shutil.rmtree(self.data, ignore_errors=True)


class Caller:
    """Creates a party a call, as Tryton's own client does (JSON-RPC)."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        user, session = self.call("common.db.login", "admin", {"password": PASSWORD}, "en")
        token = base64.b64encode(f"admin:{user}:{session}".encode()).decode()
        self.headers["Authorization"] = f"Session {token}"

    def call(self, method, *params):
        body = json.dumps({"id": 1, "method": method, "params": params})
        self.connection.request("POST", "/bench/", body, self.headers)
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        if answer.status != 200 or (isinstance(told, dict) and told.get("error")):
            raise fund.Failure(f"tryton answered {answer.status} {told}")
        return told["result"] if isinstance(told, dict) else told

    def create(self, name):
        self.call("model.party.party.create", [{"name": name}], {})


def calls(makers, seconds, tell):
    """Calls a second of these clients without a pause."""
    done, until = [0] * len(makers), time.monotonic() + seconds

    def work(number):
        while time.monotonic() < until:
            makers[number](f"{tell}-{number}-{done[number]}", done[number])
            done[number] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(makers))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def entering(served):
    client = server.Client(served, "finance")

    def enter(name, number):
        status, told = client.command(name, number)
        if status != 200:
            raise fund.Failure(f"fundserver answered {told}")
    return enter


def main():
    parser = argparse.ArgumentParser(description="Measures fundserver beside Tryton.")
    parser.add_argument("--seconds", type=float, default=5, help="of each turn")
    parser.add_argument("--build", default="build", help="the build folder")
    choice = parser.parse_args()
    folder = os.path.abspath(os.path.join(choice.build, "bench"))
    programs = os.path.abspath(os.path.join(choice.build, "bin"))
    tools = fund.Tools(os.path.join(programs, "fundctl"), os.path.join(folder, "yardstick"), folder)
    tryton = None
    missed = False
    try:
        tryton = Tryton(os.path.join(folder, "tryton"))
        with server.serving(programs, folder, tools, 10_000) as (served, _):
            for clients in (1, 16):
                callers = [Caller(tryton.port) for _ in range(clients)]
                theirs = [lambda name, _, one=one: one.create(name) for one in callers]
                ours = [entering(served) for _ in range(clients)]
                turns = [(calls(ours, choice.seconds, f"C{clients}x{turn}"),
                          calls(theirs, choice.seconds, f"C{clients}x{turn}"))
                         for turn in range(ROUNDS)]
                ratio = statistics.median(a / b for a, b in turns)
                kept = ratio >= AT_LEAST
                missed = missed or not kept
                here = statistics.median(a for a, _ in turns)
                there = statistics.median(b for _, b in turns)
                print(f"{clients:3} clients: fundserver {here:8.1f} calls/s, tryton {there:8.1f},"
                      f" {ratio:6.1f}x  >= {AT_LEAST}x {'PASS' if kept else 'MISS'}", flush=True)
    except (fund.Failure, OSError, subprocess.SubprocessError, ValueError) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 2
    finally:
        if tryton:
            tryton.close()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
