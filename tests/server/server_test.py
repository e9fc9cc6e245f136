#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""A server on loopback, spoken to by fundctl and by clients that are none of ours.

    tests/server/server_test.py FUNDSERVER FUNDCTL
"""
import hashlib
import json
import os
import pathlib
import shutil
import sys
import unittest
import zipfile

sys.dont_write_bytecode = True
from served import FUNDCTL, PASSWORD, Case, run  # noqa: E402


class Answers(Case):
    def test_health_and_paths_that_are_none(self):
        status, body = self.server.call("GET", "/v1/health")
        self.assertEqual((status, json.loads(body)["funds"]), (200, 1))
        for method, path, expected in (("GET", "/", 404), ("GET", "/v1/nobody/events", 404),
                                       ("GET", "/v1/guzhang/do", 405),
                                       ("POST", "/v1/guzhang/ask", 401),
                                       ("GET", "/v1/guzhang/content/" + "a" * 64, 401)):
            status, body = self.server.call(method, path)
            self.assertEqual(status, expected, path)
            self.assertFalse(json.loads(body)["ok"])

    def test_a_batch_is_answered_as_by_the_file(self):
        lines = "\n".join(json.dumps(one) for one in (
            {"as": "clerk1", "ask": "plan.show"},
            {"login": {"user": "clerk1", "password": PASSWORD}},
            {"login": {"user": "finance1", "password": PASSWORD}},
            {"as": "clerk1", "ask": "budget.execution"},
            {"as": "clerk1", "ask": "nothing"},
            {"as": "clerk1", "do": "fund.interest", "with": {}},
            {"as": "finance1", **self.interest("LX-1")},
            {"as": "finance1", **self.interest("LX-1")},
            {"as": "nobody", "ask": "plan.show"},
            {"do": "x", "ask": "y"})) + "\n[1]\n\nno json\n"
        other = self.folder / "b.fund"
        shutil.copy(self.fund, other)
        beside = run(FUNDCTL, "batch", other, "-", "--clock-is-right", stdin=lines.encode())
        remote = self.fundctl("batch", self.place, "-", stdin=lines.encode())
        self.assertEqual(beside.returncode, 0, beside.stderr.decode())
        self.assertEqual(remote.returncode, 0, remote.stderr.decode())
        self.assertEqual(beside.stdout.decode().splitlines(), remote.stdout.decode().splitlines())

    def test_all_or_nothing_with_one_bad_line(self):
        """Whatever is wrong with a line, and wherever it stands: nothing is kept, exit status 1."""
        log_in = json.dumps({"login": {"user": "finance1", "password": PASSWORD}})

        def good(name):
            return json.dumps({"as": "finance1", **self.interest(name)})
        bad = {"no JSON": "no json", "an array": "[1]", "two kinds": '{"do":"x","ask":"y"}',
               "a question": '{"as":"finance1","ask":"nothing"}',
               "a login": json.dumps({"login": {"user": "finance1", "password": "Wrong-2019!"}}),
               "too long": '{"as":"' + "x" * (1 << 20) + '"}'}
        for what, line in bad.items():
            for lines in ([log_in, line, good("LX-1")], [log_in, good("LX-1"), line, good("LX-2")],
                          [log_in, line]):
                with self.subTest(what, lines=len(lines)):
                    self.all_or_nothing(lines, 1, 0)
        self.all_or_nothing([log_in, good("LX-1"), good("LX-2")], 0, 2)

    def test_a_whole_batch_brings_the_files_it_names(self):
        """A path is of this machine: what it names goes first. One that is not there is refused."""
        paper = self.folder / "paper.pdf"
        paper.write_bytes(os.urandom(300_000))
        log_in = json.dumps({"login": {"user": "clerk1", "password": PASSWORD}})

        def filed(name, path):
            return json.dumps({"as": "clerk1", "do": "document.file", "with": {
                "id": name, "about": {"kind": "fund", "id": "fund"}, "kind": "other",
                "title": "合同", "date": "2026-11-30", "path": str(path)}})
        lines = [log_in, filed("WJ-7", paper), filed("WJ-8", self.folder / "none.pdf")]
        told = self.fundctl("batch", self.place, "-", "--group", "10",
                            stdin="\n".join(lines).encode() + b"\n")
        self.assertEqual(told.returncode, 0, told.stderr.decode())
        answers = [json.loads(line) for line in told.stdout.splitlines()]
        self.assertEqual([one["ok"] for one in answers], [True, True, False], answers)
        self.assertEqual(answers[2]["error"]["field"], "path")
        sha = hashlib.sha256(paper.read_bytes()).hexdigest()
        token = self.server.login("clerk1")
        self.assertEqual(self.server.call("GET", f"/v1/guzhang/content/{sha}", token=token),
                         (200, paper.read_bytes()))

    def all_or_nothing(self, lines, status, booked):
        """The file and the server say the same, and so much is booked."""
        other = self.folder / "b.fund"
        shutil.copy(self.stage / "guzhang.fund", other)
        text = "\n".join(lines).encode() + b"\n"
        words = ("batch", "--all-or-nothing", "-")
        beside = run(FUNDCTL, words[0], other, *words[1:], "--clock-is-right", stdin=text)
        remote = self.fundctl(words[0], self.place, *words[1:], stdin=text)
        self.assertEqual((beside.returncode, remote.returncode), (status, status),
                         (beside.stderr.decode(), remote.stderr.decode()))
        self.assertEqual(beside.stdout.decode().splitlines(), remote.stdout.decode().splitlines())
        self.assertEqual(remote.stdout.count(b'"seq"'), booked)
        self.assertEqual(beside.stderr, remote.stderr)

    def test_a_login_says_which_contract_it_is(self):
        printed = json.loads(run(FUNDCTL, "contract", "--format", "json").stdout)
        said = printed.pop("hash")
        canonical = json.dumps(printed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.assertEqual(said, hashlib.sha256(canonical.encode()).hexdigest())
        status, answer = self.json("POST", "login", {"user": "clerk1", "password": PASSWORD})
        self.assertEqual((status, answer["result"]["registry"]), (200, said))

    def test_a_key_books_once(self):
        token = self.server.login("finance1")
        first = self.server.call("POST", "/v1/guzhang/do", self.interest("LX-1", "k1"), token)
        self.assertEqual(first[0], 200, first[1])
        again = self.server.call("POST", "/v1/guzhang/do", self.interest("LX-1", "k1"), token)
        self.assertEqual(first, again)
        status, body = self.server.call("POST", "/v1/guzhang/do", self.interest("LX-2", "k1"),
                                        token)
        self.assertEqual((status, json.loads(body)["error"]["field"]), (400, "key"))
        status, body = self.server.call("POST", "/v1/guzhang/do", self.interest("LX-1"), token)
        self.assertEqual((status, json.loads(body)["refusal"]["rule"]), (422, "id.taken"))

    def test_an_upload_goes_on_and_is_filed(self):
        token = self.server.login("clerk1")
        data = os.urandom(300_000)
        sha = hashlib.sha256(data).hexdigest()
        path = f"/v1/guzhang/content/{sha}"
        for part, have in ((data[:100_000], 100_000), (data[100_000:], 300_000)):
            status, body = self.server.call("PUT", path, part, token, headers={
                "Content-Range": f"bytes {have - len(part)}-{have - 1}/{len(data)}"})
            self.assertEqual((status, json.loads(body)["result"]["have"]), (200, have))
        self.assertEqual(self.server.call("GET", path, token=token)[0], 404)  # no document's yet
        filed = {"do": "document.file", "with": {
            "id": "WJ-1", "about": {"kind": "fund", "id": "fund"}, "kind": "other",
            "title": "合同", "date": "2026-11-30", "sha256": sha}}
        status, body = self.server.call("POST", "/v1/guzhang/do", filed, token)
        self.assertEqual(status, 200, body)
        self.assertEqual(self.server.call("GET", path, token=token), (200, data))
        status, part = self.server.call("GET", path, token=token,
                                        headers={"Range": "bytes=10-19"})
        self.assertEqual((status, part), (206, data[10:20]))
        filed["with"] = {**filed["with"], "id": "WJ-2", "path": str(self.fund)}
        del filed["with"]["sha256"]
        status, body = self.server.call("POST", "/v1/guzhang/do", filed, token)
        self.assertEqual((status, json.loads(body)["error"]["field"]), (400, "path"))

    def test_jobs_and_exports(self):
        verified = self.fundctl("verify", self.place, "--user", "clerk1")
        self.assertEqual(verified.returncode, 0, verified.stderr.decode())
        copy = self.folder / "copy.fund"
        made = self.fundctl("backup", self.place, copy, "--user", "auditor1")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        self.assertEqual(run(FUNDCTL, "verify", copy).returncode, 0)
        whole = copy.read_bytes()
        over = self.fundctl("audit", "export", self.place, copy, "--user", "auditor1")
        self.assertEqual(over.returncode, 3, over.stderr.decode())
        self.assertEqual(copy.read_bytes(), whole) # no export takes the place of a fund
        package = self.folder / "audit.zip"
        made = self.fundctl("audit", "export", self.place, package, "--user", "auditor1")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        with zipfile.ZipFile(package) as files:
            self.assertIn("journal.jsonl", {pathlib.PurePath(one).name for one in files.namelist()})
        no = self.fundctl("backup", self.place, self.folder / "no.fund", "--user", "clerk1")
        self.assertEqual(no.returncode, 1)
        for verb in (("new", self.place, "--admin", "a"), ("recover", self.place),
                     ("restore", copy, self.place)):
            self.assertEqual(run(FUNDCTL, *verb).returncode, 2, verb)


class Strangers(Case):
    def test_lengths_and_sizes(self):
        head = b"POST /v1/guzhang/login HTTP/1.1\r\nHost: x\r\n"
        for lines, status in ((b"Content-Length: 2\r\nContent-Length: 3\r\n", b"400"),
                              (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", b"400"),
                              (b"Content-Length: 1048577\r\n", b"413"),
                              (b"Content-Length: 2\r\nContent-Encoding: gzip\r\n", b"415"),
                              (b"X: " + b"a" * 17_000 + b"\r\nContent-Length: 0\r\n", b"431")):
            answer = self.raw(head + lines + b"\r\n{}")
            self.assertEqual(answer.split(b" ", 2)[1], status, (lines[:60], answer[:80]))
        self.raw(os.urandom(2000))
        self.assertEqual(self.server.call("GET", "/v1/health")[0], 200)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore")
