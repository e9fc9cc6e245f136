# SPDX-License-Identifier: GPL-3.0-only
"""What the tests of a server share: a folder with a demo fund, served on loopback."""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

PLACE = pathlib.Path(sys.argv[1]).resolve()  # a folder of both programs, or the first of them
FUNDSERVER = str(PLACE / "fundserver" if PLACE.is_dir() else PLACE)
FUNDCTL = str(PLACE / "fundctl" if PLACE.is_dir() else pathlib.Path(sys.argv[2]).resolve())
PASSWORD = "Demo-2019!"


def environment():
    return {**os.environ, "FUNDCTL_PASSWORD": PASSWORD, "FUNDCTL_FINGERPRINT": "",
            "FUNDCTL_CA": "", "FUNDCTL_USER": ""}


def run(program, *words, stdin=b"", seconds=60):
    return subprocess.run([program, *map(str, words)], input=stdin, env=environment(),
                          timeout=seconds, capture_output=True, check=False)


class Server:
    """A folder of `fundserver init`, and the server while it runs."""

    def __init__(self, folder, program=FUNDSERVER):
        self.folder, self.program = folder, program
        self.process = None

    def start(self, **more):
        self.process = subprocess.Popen([self.program, "serve", self.folder],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env={**environment(), **more})
        line = self.process.stdout.readline().decode()
        assert line.startswith("listening on https://"), line
        self.url = line.removeprefix("listening on ").strip()
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def end(self, how=signal.SIGTERM):
        if self.process is None:
            return None
        self.process.send_signal(how)
        status = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process = None
        return status

    def context(self):
        return ssl.create_default_context(cafile=self.folder / "certificate.pem")

    def connect(self):
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context(),
                                           timeout=60)

    def call(self, method, path, body=None, token=None, connection=None, headers=None):
        connection = connection or self.connect()
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        connection.request(method, path, body, {**sent, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def login(self, user, password=PASSWORD, fund="guzhang"):
        status, body = self.call("POST", f"/v1/{fund}/login",
                                 {"user": user, "password": password})
        assert status == 200, body
        return json.loads(body)["result"]["token"]


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = pathlib.Path(tempfile.mkdtemp(prefix="server-stage-"))
        made = run(FUNDCTL, "demo", cls.stage)
        assert made.returncode == 0, made.stderr.decode()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.stage)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="server-"))
        self.fund = self.folder / "a.fund"
        shutil.copy(self.stage / "guzhang.fund", self.fund)
        self.server = Server(self.folder / "served")
        made = run(FUNDSERVER, "init", self.server.folder, "--listen", "127.0.0.1:0")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        self.fingerprint = made.stdout.decode().splitlines()[-1]
        added = run(FUNDSERVER, "add", self.server.folder, "guzhang", self.fund)
        self.assertEqual(added.returncode, 0, added.stderr.decode())
        self.server.start()
        self.place = self.server.url + "/guzhang"

    def tearDown(self):
        self.server.end()
        shutil.rmtree(self.folder)

    def json(self, method, path, body=None, token=None, **more):
        """The status, and what stands in the answer."""
        status, text = self.server.call(method, "/v1/guzhang/" + path, body, token, **more)
        return status, json.loads(text)

    def fundctl(self, *words, **more):
        return run(FUNDCTL, *words, "--fingerprint", self.fingerprint, **more)

    @staticmethod
    def interest(name, key=None):
        body = {"do": "fund.interest", "with": {"id": name, "amount": "1.00",
                                                 "date": "2026-11-30", "voucher": "记-1"}}
        return {**body, "key": key} if key else body

    def raw(self, data):
        with socket.create_connection(("127.0.0.1", self.server.port), 30) as plain, \
                self.server.context().wrap_socket(plain, server_hostname="localhost") as line:
            line.sendall(data)
            answer = b""
            try:
                while part := line.recv(65536):
                    answer += part
            except (OSError, ssl.SSLError):
                pass
        return answer
