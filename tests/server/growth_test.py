#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What a server spends on a request does not grow with the fund: a page's question, a command or a
login costs the same of ten times as many payments.

    tests/server/growth_test.py FOLDER-OF-PROGRAMS [ROUNDS]

The yardstick is the same request to a fund ten times smaller, by turns at the same server; both are
taken by the processor's time, so that a loaded machine costs both alike. A list sorted by amount
reads the whole table: it is the canary, which must be seen to grow. The times: ./dev bench server.
"""
import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench"))
import fund  # noqa: E402
import server as bench  # noqa: E402
from served import FUNDCTL, FUNDSERVER, Server, run  # noqa: E402

ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 15
SMALL, LARGE = 3_000, 30_000  # payments
MOST = 1.6  # times as much; TLS and the protocol are in both
MOST_LOGIN = 2.0  # ms more, beside the password's hash
MOST_MEMORY = 150  # MiB
PASSWORDS = 8
CANARY = ("payment.list", {"count": 50, "sort": "-amount"})


class Growth(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # On the disk where the test runs, or in memory: only the processor's time is measured.
        cls.temporary = tempfile.TemporaryDirectory(
            prefix="growth-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        folder = pathlib.Path(cls.temporary.name)
        tools = fund.Tools(FUNDCTL, "", str(folder))
        made = fund.make_funds(tools, [("payments", SMALL), ("payments", LARGE)], LARGE, print)
        cls.server = Server(folder / "served")
        words = [("init", cls.server.folder, "--listen", "127.0.0.1:0")]
        for name, count in (("small", SMALL), ("large", LARGE)):
            words.append(("add", cls.server.folder, name, made[("payments", count)]))
        for one in words:
            done = run(FUNDSERVER, *one)
            assert done.returncode == 0, done.stderr.decode()
        cls.server.start()
        cls.users = {(name, user): cls.enter(name, user)
                     for name in ("small", "large") for user in ("clerk", "finance")}

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        cls.temporary.cleanup()

    @classmethod
    def enter(cls, name, user):
        return cls.server.login(user, fund.PASSWORD, name), cls.server.connect()

    def spent(self):
        """Of the server's threads in ms, but for those that hash passwords."""
        total = 0
        for task in pathlib.Path(f"/proc/{self.server.process.pid}/task").iterdir():
            if "pool" not in (task / "comm").read_text():
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def cost(self, name, user, path, body):
        token, connection = self.users[name, user]
        before = self.spent()
        status, answer = self.server.call("POST", f"/v1/{name}/{path}", body, token, connection)
        self.assertEqual(status, 200, answer)
        return self.spent() - before

    def costs(self, user, path, body):
        """The middle of what it costs in each fund; `body` is told the fund and the round."""
        spent = {"small": [], "large": []}
        for turn in range(ROUNDS + 1):
            for name, each in spent.items():
                each.append(self.cost(name, user, path, body(name, turn)))
        return [statistics.median(each[1:]) for each in spent.values()]  # the first reads pages

    def show(self, what, small, large):
        print(f"{what:36} {small:7.2f} ms {large:7.2f} ms {large / small:5.2f}x", flush=True)

    def same(self, what, user, path, body):
        small, large = self.costs(user, path, body)
        self.show(what, small, large)
        self.assertLess(large, MOST * small, f"{what} costs more in a larger fund")

    def test_questions_of_pages(self):
        for number in range(bench.KINDS):
            def body(name, turn, number=number):
                at = number + bench.KINDS * turn
                ask, with_ = bench.questions(at, SMALL if name == "small" else LARGE)
                return {"ask": ask, "with": with_}
            with self.subTest(number):
                self.same(body("small", 0)["ask"], "clerk", "ask", body)

    def test_commands(self):
        def interest(name, turn):
            line = json.loads(fund.interest(f"LX-{name}-{turn}", turn))
            return {"do": line["do"], "with": line["with"], "key": f"I{turn}"}

        def project(name, turn):
            line = json.loads(next(fund.project(f"{name}-{turn}")))
            return {"do": line["do"], "with": line["with"], "key": f"P{turn}"}
        self.same("fund.interest", "finance", "do", interest)
        self.same("project.declare", "clerk", "do", project)

    def test_login(self):
        body = {"user": "clerk", "password": fund.PASSWORD}
        small, large = self.costs("clerk", "login", lambda *_: body)
        self.show("login", small, large)
        self.assertLess(large, small + MOST_LOGIN, "a login costs more in a larger fund")

    def test_passwords_are_hashed_beside_the_fund(self):
        """Of what a password costs, a login in a batch and a command with a key included, the
        fund's thread and the listener have a small part: nobody waits for another's hash."""
        self.users["large", "leader"] = self.enter("large", "leader")
        self.users["large", fund.ADMIN] = self.enter("large", fund.ADMIN)
        words = [fund.PASSWORD, *(f"Other-{turn}!" for turn in range(PASSWORDS))]
        line = json.dumps({"login": {"user": "clerk", "password": fund.PASSWORD}}).encode() + b"\n"

        def changed(turn):
            return {"do": "user.password", "key": f"W{turn}",
                    "with": {"old": words[turn], "new": words[turn + 1]}}

        def added(turn):
            return {"do": "user.add", "key": f"U{turn}",
                    "with": {"id": f"new-{turn}", "name": "新人", "roles": ["clerk"],
                             "password": fund.PASSWORD}}
        for what, user, path, body in (("user.password", "leader", "do", changed),
                                       ("user.add", fund.ADMIN, "do", added),
                                       ("a login in a batch", "clerk", "batch", lambda _: line),
                                       ("logins in a group", "clerk", "batch?group=9",
                                        lambda _: line * 2)):
            with self.subTest(what):
                whole, here = self.whole(), 0
                for turn in range(PASSWORDS):
                    here += self.cost("large", user, path, body(turn))
                whole = self.whole() - whole
                print(f"{what:36} {here / PASSWORDS:7.2f} ms of {whole / PASSWORDS:.2f} ms",
                      flush=True)
                self.assertLess(4 * here, whole, f"{what} is hashed on the fund's thread")

    def whole(self):
        """Of the process, in ms."""
        stat = pathlib.Path(f"/proc/{self.server.process.pid}/stat").read_text()
        return sum(map(int, stat.rsplit(")", 1)[1].split()[11:13])) * 1e3 / os.sysconf("SC_CLK_TCK")

    def test_the_canary(self):
        small, large = self.costs("clerk", "ask",
                                  lambda *_: {"ask": CANARY[0], "with": CANARY[1]})
        self.show("the whole table, sorted", small, large)
        self.assertGreater(large, MOST * small, "a scan was not seen")

    def test_verify_and_memory(self):
        """In the order of their names it comes last: the most that was held all the while."""
        token, connection = self.users["large", "clerk"]
        status, body = self.server.call("POST", "/v1/large/jobs", {"job": "verify"}, token,
                                        connection)
        self.assertEqual(status, 202, body)
        job = json.loads(body)["result"]["job"]
        state = {"state": "queued"}
        while state["state"] in ("queued", "running"):
            time.sleep(0.1)
            many = [threading.Thread(target=self.server.login,  # passwords are hashed meanwhile
                                     args=("finance", fund.PASSWORD, "small")) for _ in range(4)]
            for one in many:
                one.start()
            for one in many:
                one.join()
            _, body = self.server.call("GET", f"/v1/large/jobs/{job}", None, token, connection)
            state = json.loads(body)["result"]
        self.assertTrue(state["result"]["sound"], state)
        most = bench.memory(self.server.process)
        print(f"memory {most:.0f} MiB", flush=True)
        self.assertLess(most, MOST_MEMORY)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore")
