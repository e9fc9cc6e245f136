#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""kill -9 of a server under 16 writers: nothing acknowledged is lost, nothing is done twice, and no
key is answered twice differently.

    tests/server/kill_test.py FOLDER-OF-PROGRAMS [KILLS]

A server that answers before the sync (fundserver_canary) must be caught by the same eyes.
"""
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from served import FUNDCTL, FUNDSERVER, PLACE, Case, Server, run  # noqa: E402

KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
CANARY_KILLS = 60
WRITERS = 16
BROKEN = (OSError, http.client.HTTPException)


class Wrong(Exception):
    """What must not be."""


class Bout:
    """A fund, its server, and what its writers were told."""

    def __init__(self, folder, program):
        self.folder = pathlib.Path(folder)
        self.fund = self.folder / "a.fund"
        made = run(FUNDCTL, "demo", self.folder / "demo")
        assert made.returncode == 0, made.stderr.decode()
        shutil.move(self.folder / "demo/guzhang.fund", self.fund)
        self.server = Server(self.folder / "served", program)
        for words in (("init", self.server.folder, "--listen", "127.0.0.1:0"),
                      ("add", self.server.folder, "guzhang", self.fund)):
            made = run(FUNDSERVER, *words)
            assert made.returncode == 0, made.stderr.decode()
        self.told = {}  # by name and key: the answer as it came
        self.wrong = []
        self.lock = threading.Lock()
        self.number = 0

    def send(self, connection, token, name):
        status, body = self.server.call("POST", "/v1/guzhang/do", Case.interest(name, name), token,
                                        connection)
        if status == 503:  # it is ending
            raise ConnectionError
        with self.lock:
            before = self.told.setdefault(name, (status, body))
        if before != (status, body):
            self.wrong.append(f"{name} was answered {before} and then {(status, body)}")
        elif status != 200:
            self.wrong.append(f"{name} was answered {status} {body}")

    def write(self, writer, token, open_):
        """Until the connection breaks; what was not answered is sent first of all next time."""
        try:
            connection = self.server.connect()
            while True:
                if writer not in open_:
                    with self.lock:
                        self.number += 1
                        open_[writer] = f"LX-{self.number}"
                self.send(connection, token, open_[writer])
                del open_[writer]
        except BROKEN:
            pass

    def again(self, token):
        """Some of what was answered before the server was killed, once more."""
        connection = self.server.connect()
        for name in random.sample(sorted(self.told), min(8, len(self.told))):
            self.send(connection, token, name)
        connection.close()

    def booked(self):
        names = []
        with sqlite3.connect(self.fund) as file:  # undoes what was killed half way
            for (body,) in file.execute("SELECT body FROM entry WHERE action = 'fund.interest'"):
                names.append(json.loads(body)["id"])
        file.close()
        return [name for name in names if name.startswith("LX-")]

    def look(self):
        names = self.booked()
        if len(names) != len(set(names)):
            self.wrong.append("something was booked twice")
        if lost := {name for name, (status, _) in self.told.items() if status == 200} - set(names):
            self.wrong.append(f"{len(lost)} acknowledged and not there: {sorted(lost)[:5]}")

    def run(self, kills, until_wrong=False):
        open_, killed = {}, 0
        while killed < kills and not (self.wrong and until_wrong):
            self.server.start()
            token = self.server.login("finance1")
            self.again(token)
            writers = [threading.Thread(target=self.write, args=(n, token, open_))
                       for n in range(WRITERS)]
            for one in writers:
                one.start()
            time.sleep(random.uniform(0.03, 0.25))
            self.server.end(signal.SIGKILL)
            for one in writers:
                one.join()
            killed += 1
            if killed % 10 == 0 or until_wrong:
                self.look()
            if self.wrong and not until_wrong:
                break
        return killed

    def end(self):
        """Started once more, everything open is answered, and the fund is sound."""
        self.server.start()
        self.again(self.server.login("finance1"))
        if self.server.end() != 0:
            self.wrong.append("the server did not end well")
        self.look()
        if run(FUNDCTL, "verify", self.fund, seconds=600).returncode != 0:
            self.wrong.append("verify finds something")


def main():
    seed = int(os.environ.get("FUNDDESK_SEED", time.time_ns() % 1_000_000))
    random.seed(seed)
    print(f"FUNDDESK_SEED={seed}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="server-kill-") as folder:
        bout = Bout(folder, FUNDSERVER)
        killed = bout.run(KILLS)
        bout.end()
        print(f"killed {killed} times under {WRITERS} writers, {len(bout.told)} commands "
              f"acknowledged, {time.monotonic() - start:.0f} s", flush=True)
        for wrong in bout.wrong[:10]:
            print(wrong)
        if bout.wrong or len(bout.told) < killed:
            return 1
    with tempfile.TemporaryDirectory(prefix="server-canary-") as folder:
        bout = Bout(folder, str(PLACE / "fundserver_canary"))
        killed = bout.run(CANARY_KILLS, until_wrong=True)
        if not any("acknowledged and not there" in one or "was answered" in one
                   for one in bout.wrong):
            print(f"a server that answers before the sync was not found in {killed} kills")
            return 1
        print(f"a server that answers before the sync was found after {killed} kills: "
              f"{bout.wrong[0][:120]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
