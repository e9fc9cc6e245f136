#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Papers, events and jobs of a server on loopback.

    tests/server/long_work_test.py FUNDSERVER FUNDCTL
"""
import hashlib
import io
import json
import signal
import sys
import threading
import time
import unittest
import zipfile

sys.dont_write_bytecode = True
from served import PASSWORD, Case, run  # noqa: E402
from served import FUNDCTL  # noqa: E402


class Papers(Case):
    def test_a_paper_is_who_may_ask_for_it(self):
        token = self.server.login("auditor1")
        status, told = self.json("POST", "report", {"kind": "execution", "id": "2019-06-30"}, token)
        self.assertEqual(status, 200, told)
        self.assertIn("预算执行情况表", json.dumps(told["result"], ensure_ascii=False))
        for body, field in (({"kind": "no", "id": "x"}, "kind"), ({"kind": "execution"}, "id"),
                            ({"kind": "execution", "id": "x", "as": "admin"}, "as"),
                            ({"kind": "audit", "id": "x", "package": "abc"}, "package")):
            status, told = self.json("POST", "report", body, token)
            self.assertEqual((status, told["error"]["field"]), (400, field), told)
        self.assertEqual(self.json("POST", "report", {"kind": "execution", "id": "-"})[0], 401)

    def test_what_is_printed_and_published_is_as_of_the_file(self):
        self.server.end()
        here, there = self.folder / "here", self.folder / "there"
        month = ("disclose", self.fund, "2019-06", "--user", "auditor1", "--out", here,
                 "--format", "html,csv,json,txt")
        made = run(FUNDCTL, *month)
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        asked = [("execution", "--format", "json"), ("execution", "--as-of", "2019-06-30"),
                 ("plan", "--format", "json"), ("plan",)]
        beside = [run(FUNDCTL, verb, self.fund, *more, "--user", "auditor1")
                  for verb, *more in asked]
        self.server.start()
        self.place = self.server.url + "/guzhang"
        made = self.fundctl("disclose", self.place, *month[2:6], there, *month[7:])
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        names = sorted(one.name for one in here.iterdir())
        self.assertEqual(names, sorted(one.name for one in there.iterdir()))
        self.assertGreaterEqual(len(names), 4)
        for name in names:
            self.assertEqual((here / name).read_bytes(), (there / name).read_bytes(), name)
        for (verb, *more), file in zip(asked, beside):
            served = self.fundctl(verb, self.place, *more, "--user", "auditor1")
            self.assertEqual((served.returncode, served.stdout), (0, file.stdout), verb)
        paper = self.folder / "paper.pdf"
        made = self.fundctl("print", self.place, "execution", "2019-06-30", "--user", "auditor1",
                            "--out", paper)
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        self.assertTrue(paper.read_bytes().startswith(b"%PDF-"))


class Events(Case):
    def head(self, token):
        return self.json("POST", "ask", {"ask": "journal.head", "with": {}}, token)[1]["result"]

    def test_what_is_there_is_told_at_once(self):
        token = self.server.login("clerk1")
        status, told = self.json("GET", "events?after=0", token=token)
        self.assertEqual(status, 200, told)
        self.assertGreater(told["result"]["seq"], 0)
        self.assertTrue(told["result"].get("all") or told["result"]["things"])
        for after in ("-1", "x", "1.0", ""):
            status, told = self.json("GET", f"events?after={after}", token=token)
            self.assertEqual((status, told["error"]["field"]), (400, "after"), after)

    def test_who_waits_is_told_when_somebody_books(self):
        clerk, finance = self.server.login("clerk1"), self.server.login("finance1")
        seq = self.head(clerk)["seq"]
        told = []
        waiting = threading.Thread(target=lambda: told.append(
            self.json("GET", f"events?after={seq}", token=clerk)))
        waiting.start()
        time.sleep(0.3)
        self.assertEqual(told, [])
        start = time.monotonic()
        status, done = self.json("POST", "do", self.interest("LX-1"), finance)
        self.assertEqual(status, 200, done)
        waiting.join(10)
        self.assertLess(time.monotonic() - start, 1)
        status, answer = told[0]
        self.assertEqual(status, 200)
        self.assertEqual(answer["result"]["seq"], seq + 1)
        self.assertEqual([one["id"] for one in answer["result"]["things"]], ["LX-1"])
        self.assertEqual(answer["result"]["hash"], self.head(clerk)["hash"])

    def test_nothing_is_told_after_25_seconds_and_no_token_waits_five_times(self):
        token = self.server.login("clerk1")
        seq = self.head(token)["seq"]
        answers = []
        waiting = [threading.Thread(target=lambda: answers.append(
            (*self.json("GET", f"events?after={seq}", token=token), time.monotonic())))
            for _ in range(4)]
        start = time.monotonic()
        for one in waiting:
            one.start()
        time.sleep(0.5)
        status, told = self.json("GET", f"events?after={seq}", token=token)
        self.assertEqual((status, told["error"]["kind"]), (429, "busy"))
        for one in waiting:
            one.join(40)
        for status, told, at in answers:
            self.assertTrue(24 < at - start < 28, at - start)
            self.assertEqual((status, told["result"]["seq"], told["result"]["things"]),
                             (200, seq, []))
        self.assertEqual(len(answers), 4)


class Jobs(Case):
    def start(self, order, token):
        status, told = self.json("POST", "jobs", order, token)
        self.assertEqual(status, 202, told)
        return told["result"]["job"]

    def ended(self, job, token):
        for _ in range(600):
            status, told = self.json("GET", f"jobs/{job}", token=token)
            self.assertEqual(status, 200, told)
            self.assertIn(told["result"]["state"], ("queued", "running", "done", "failed"))
            self.assertTrue(0 <= told["result"]["progress"] <= 100)
            if told["result"]["state"] in ("done", "failed"):
                return told["result"]
            time.sleep(0.05)
        return self.fail("a job does not end")

    def test_each_job_makes_what_it_is_for(self):
        auditor, clerk = self.server.login("auditor1"), self.server.login("clerk1")
        status, projects = self.json("POST", "ask", {"ask": "project.list", "with": {}}, auditor)
        self.assertEqual(status, 200, projects)
        project = projects["result"]["items"][0]["id"]
        for order, inside in (({"job": "audit"}, "journal.jsonl"),
                              ({"job": "archive", "with": {"project": project}}, None),
                              ({"job": "disclose", "with": {"month": "2019-06"}}, None)):
            job = self.start(order, auditor)
            end = self.ended(job, auditor)
            self.assertEqual((end["state"], end["progress"]), ("done", 100), end)
            status, data = self.server.call("GET", f"/v1/guzhang/jobs/{job}/file", token=auditor)
            self.assertEqual(status, 200)
            self.assertEqual(len(data), end["result"]["size"])
            self.assertEqual(hashlib.sha256(data).hexdigest(), end["result"]["sha256"])
            status, part = self.server.call("GET", f"/v1/guzhang/jobs/{job}/file", token=auditor,
                                            headers={"Range": "bytes=5-20"})
            self.assertEqual((status, part), (206, data[5:21]))
            if order["job"] == "disclose":
                self.assertTrue(json.loads(data)["pages"])
            else:
                names = {one.rsplit("/", 1)[-1] for one in
                         zipfile.ZipFile(io.BytesIO(data)).namelist()}
                self.assertTrue(inside is None or inside in names, names)
            # It is its owner's alone.
            for method, path in (("GET", ""), ("GET", "/file"), ("DELETE", "")):
                status, told = self.json(method, f"jobs/{job}{path}", token=clerk)
                self.assertEqual((status, told["error"]["kind"]), (404, "not-found"), path)
            # Stopped when it is done: it stays what it is, or goes; it is never another's.
            self.assertEqual(self.json("DELETE", f"jobs/{job}", token=auditor)[0], 200)

    def backup(self, but=None):
        """The one of this day, once it is another; a newer one takes its place."""
        for _ in range(200):
            made = sorted(self.folder.glob("a.fund.backups/*.fund-backup"))
            if len(made) == 1 and made[0] != but:
                return made[0]
            time.sleep(0.05)
        return self.fail("no backup was made")

    def test_a_publishing_and_a_signal_make_a_backup_beside_the_fund(self):
        reviewer = self.server.login("reviewer1")
        _, told = self.json("POST", "ask", {"ask": "disclosure.list", "with": {}}, reviewer)
        last = max(one["month"] for one in told["result"]["items"])
        year, month = int(last[:4]), int(last[5:])
        after = f"{year + month // 12}-{month % 12 + 1:02}"
        status, told = self.json("POST", "do", {"do": "disclosure.publish", "with": {
            "id": "GS-X", "month": after, "date": "2026-11-30"}}, reviewer)
        self.assertEqual(status, 200, told)
        made = self.backup()
        self.assertEqual(run(FUNDCTL, "verify", made).returncode, 0)
        time.sleep(1)  # its name has the second
        self.server.process.send_signal(signal.SIGUSR1)
        self.assertEqual(run(FUNDCTL, "verify", self.backup(made)).returncode, 0)

    def test_who_may_not_ask_gets_no_job(self):
        clerk = self.server.login("clerk1")
        for order, status, why in (
                ({"job": "backup"}, 422, "duty.role"),
                ({"job": "archive", "with": {"project": "nothing"}}, 400, None),
                ({"job": "archive"}, 400, None), ({"job": "no"}, 400, None),
                ({"job": "verify", "with": {"head": 5}}, 400, None),
                ({"job": "disclose", "with": {"month": "2019-13"}}, 400, None)):
            got, told = self.json("POST", "jobs", order, clerk)
            self.assertEqual(got, status, told)
            self.assertEqual(told.get("refusal", {}).get("rule"), why)

    def test_a_wrong_head_is_found_and_a_restart_forgets(self):
        clerk = self.server.login("clerk1")
        end = self.ended(self.start({"job": "verify"}, clerk), clerk)
        self.assertTrue(end["result"]["sound"], end)
        job = self.start({"job": "verify", "with": {"head": "0" * 64}}, clerk)
        end = self.ended(job, clerk)
        self.assertFalse(end["result"]["sound"], end)
        self.assertTrue(end["result"]["findings"])
        self.assertEqual(self.server.end(), 0)
        self.server.start()
        clerk = self.server.login("clerk1")
        self.assertEqual(self.json("GET", f"jobs/{job}", token=clerk)[0], 404)

    def test_eight_wait_and_one_more_is_told_so(self):
        clerk = self.server.login("clerk1")
        started, told = [], None
        connection = self.server.connect()
        for _ in range(40):
            status, body = self.server.call("POST", "/v1/guzhang/jobs", {"job": "verify"}, clerk,
                                            connection)
            if status != 202:
                told = status, json.loads(body)["error"]["kind"]
                break
            started.append(json.loads(body)["result"]["job"])
        self.assertEqual(told, (429, "busy"))
        self.assertGreaterEqual(len(started), 8)
        for job in reversed(started):
            self.assertEqual(self.json("DELETE", f"jobs/{job}", token=clerk)[0], 200)
        for _ in range(100):
            states = {self.json("GET", f"jobs/{one}", token=clerk)[1]["result"]["state"]
                      for one in started}
            if states <= {"stopped", "done"}:
                break
            time.sleep(0.1)
        self.assertIn("stopped", states)
        self.assertLessEqual(states, {"stopped", "done"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore")
