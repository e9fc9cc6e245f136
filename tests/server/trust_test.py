#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Whom a server lets in and whom a client believes: tokens, other people's files, certificates.

    tests/server/trust_test.py FUNDSERVER FUNDCTL
"""
import datetime
import hashlib
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import unittest

sys.dont_write_bytecode = True
from served import FUNDCTL, FUNDSERVER, PASSWORD, Case, run  # noqa: E402


class Tokens(Case):
    ASK = ("POST", "ask", {"ask": "plan.show"})

    def held(self, token):
        return self.json(*self.ASK, token)[0] == 200

    def test_forged_old_and_of_another_fund(self):
        token = self.server.login("clerk1")
        self.assertTrue(self.held(token))
        for forged in (token[:-1], token + "0", token.upper().swapcase()[::-1], "0" * 64, "",
                       hashlib.sha256(token.encode()).hexdigest(),
                       hashlib.sha256(bytes.fromhex(token)).hexdigest()):
            status, told = self.json(*self.ASK, forged)
            self.assertEqual((status, told["error"]["kind"]), (401, "not-logged-in"), forged)
        other = self.folder / "b.fund"
        shutil.copy(self.stage / "guzhang.fund", other)
        self.assertEqual(run(FUNDSERVER, "add", self.server.folder, "other", other).returncode, 0)
        self.assertEqual(self.server.call("POST", "/v1/other/ask", self.ASK[2], token)[0], 401)
        theirs = self.server.login("clerk1", fund="other")
        self.assertFalse(self.held(theirs))
        self.assertEqual(self.json("POST", "logout", "", token)[0], 200)
        self.assertFalse(self.held(token))
        token = self.server.login("clerk1")
        self.server.end()
        self.server.start()
        self.assertFalse(self.held(token))  # gone with a restart

    def test_who_speaks_is_the_tokens_business(self):
        token = self.server.login("clerk1")
        for key, value in (("as", "admin"), ("token", token),
                           ("login", {"user": "admin", "password": PASSWORD})):
            status, told = self.json("POST", "ask", {**self.ASK[2], key: value}, token)
            self.assertEqual((status, told["error"]["field"]), (400, key))
        status, told = self.json("POST", "do", self.interest("LX-1"), token)
        self.assertEqual((status, told["refusal"]["rule"]), (422, "duty.role"))

    def test_a_changed_password_and_a_disabled_user_end_them(self):
        first, second = self.server.login("clerk1"), self.server.login("clerk1")
        new = {"old": PASSWORD, "new": "Other-2020!"}
        status, told = self.json("POST", "password", new, second)
        self.assertEqual(status, 200, told)
        self.assertFalse(self.held(first))
        self.assertTrue(self.held(second))
        admin = self.server.login("admin")
        disable = {"do": "user.change", "with": {"id": "clerk1", "disabled": True}}
        status, told = self.json("POST", "do", disable, admin)
        self.assertEqual(status, 200, told)
        self.assertFalse(self.held(second))


class Files(Case):
    def bring(self, data, token, **headers):
        sha = hashlib.sha256(data).hexdigest()
        return sha, *self.json("PUT", f"content/{sha}", data, token, headers=headers)

    def filed(self, sha, name):
        return {"do": "document.file", "with": {
            "id": name, "about": {"kind": "fund", "id": "fund"}, "kind": "other",
            "title": "合同", "date": "2026-11-30", "sha256": sha}}

    def test_what_somebody_else_brought_is_not_there(self):
        mine, theirs = self.server.login("clerk1"), self.server.login("finance1")
        data = os.urandom(5000)
        sha, status, told = self.bring(data, mine)
        self.assertEqual(status, 200, told)
        never = self.json("POST", "do", self.filed("0" * 64, "WJ-1"), theirs)
        status, told = self.json("POST", "do", self.filed(sha, "WJ-1"), theirs)
        self.assertEqual((status, told["error"]["field"]), (400, "sha256"))
        self.assertEqual((status, told["error"]), (never[0], never[1]["error"]))
        self.assertEqual(self.json("GET", f"content/{sha}", token=theirs)[0], 404)
        # How much of it is there is told to nobody else either.
        status, told = self.json("PUT", f"content/{sha}", b"", theirs,
                                 headers={"Content-Range": "bytes */5000"})
        self.assertEqual((status, told["result"]["have"]), (200, 0))
        self.assertEqual(self.json("POST", "do", self.filed(sha, "WJ-1"), mine)[0], 200)
        self.assertEqual(self.server.call("GET", f"/v1/guzhang/content/{sha}", token=theirs),
                         (200, data))

    def test_who_may_bring_is_asked_before_a_byte_is_kept(self):
        token = self.server.login("leader1")
        sha, status, told = self.bring(os.urandom(5000), token)
        self.assertEqual((status, told["refusal"]["rule"]), (422, "duty.role"))
        head = (f"PUT /v1/guzhang/content/{sha} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000"
                f"\r\nAuthorization: Bearer {token}\r\n\r\n").encode()
        self.assertIn(b" 422 ", self.raw(head)[:20])  # not one byte of the body was waited for
        left = list((self.server.folder / "uploads").rglob("*")) \
            if (self.server.folder / "uploads").exists() else []
        self.assertEqual([one for one in left if one.is_file()], [])
        # To whoever may, the same head is no answer: the body is waited for.
        clerk = self.server.login("clerk1")
        with socket.create_connection(("127.0.0.1", self.server.port), 30) as plain, \
                self.server.context().wrap_socket(plain, server_hostname="localhost") as line:
            line.sendall(head.replace(token.encode(), clerk.encode()))
            line.settimeout(0.5)
            with self.assertRaises(TimeoutError):
                line.recv(100)

    def test_what_is_not_its_hash_is_thrown_away(self):
        token = self.server.login("clerk1")
        sha = hashlib.sha256(b"another").hexdigest()
        for _ in range(2):
            status, told = self.json("PUT", f"content/{sha}", b"content", token)
            self.assertEqual((status, told["error"]["field"]), (400, "sha256"))
        status, told = self.json("PUT", f"content/{sha}", b"nother", token,
                                 headers={"Content-Range": "bytes 1-6/7"})
        self.assertEqual((status, told["error"]["field"]), (416, "Content-Range"))


class Old:
    """A server that knows old TLS only, with the real server's key and certificate."""

    def __init__(self, folder, newest):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1
        self.context.maximum_version = newest
        self.context.set_ciphers("ALL:@SECLEVEL=0")
        self.context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.said = b""
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                plain, _ = self.socket.accept()
                with self.context.wrap_socket(plain, server_side=True) as line:
                    self.said += line.recv(1000)
            except OSError:
                if self.socket.fileno() < 0:
                    return


class Certificates(Case):
    def refused(self, *trust, place=None, says=""):
        """fundctl ends with 3 and one sentence."""
        done = run(FUNDCTL, "execution", place or self.place, "--user", "clerk1", *trust)
        said = done.stderr.decode()
        self.assertEqual((done.returncode, done.stdout), (3, b""), said)
        self.assertEqual(said.count("\n"), 1, said)
        self.assertIn(says, said)
        return said

    def taken(self, *trust):
        done = run(FUNDCTL, "execution", self.place, "--user", "clerk1", *trust)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def certificate(self, host, begin, end):
        """A self-signed certificate as openssl makes it; its fingerprint."""
        folder = self.server.folder
        day = lambda days: (datetime.datetime.now(datetime.timezone.utc)  # noqa: E731
                            + datetime.timedelta(days=days)).strftime("%Y%m%d%H%M%SZ")
        (folder / "ca.cnf").write_text(
            f"[ca]\ndefault_ca=a\n[a]\ndatabase={folder}/index\nserial={folder}/serial\n"
            f"new_certs_dir={folder}\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n"
            "[p]\ncommonName=supplied\n[x]\nbasicConstraints=critical,CA:TRUE\n"
            f"subjectAltName={host}\n[req]\ndistinguished_name=n\n[n]\n")
        (folder / "index").write_text("")
        (folder / "serial").write_text("01\n")
        for words in (("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-keyout", folder / "key.pem", "-subj", "/CN=x",
                       "-out", folder / "request"),
                      ("ca", "-batch", "-selfsign", "-keyfile", folder / "key.pem", "-startdate",
                       day(begin), "-enddate", day(end), "-in", folder / "request", "-notext",
                       "-out", folder / "certificate.pem")):
            subprocess.run(["openssl", words[0], "-config", folder / "ca.cnf", *words[1:]],
                           check=True, capture_output=True)
        der = ssl.PEM_cert_to_DER_cert((folder / "certificate.pem").read_text())
        return hashlib.sha256(der).hexdigest()

    def serve(self, *about):
        self.server.end()
        fingerprint = self.certificate(*about)
        self.server.start()
        self.place = self.server.url + "/guzhang"
        return fingerprint

    def test_an_unknown_and_a_changed_certificate(self):
        said = self.refused(says=self.fingerprint)
        self.refused("--fingerprint", "0" * 64, says=self.fingerprint)
        ca = self.server.folder / "certificate.pem"
        self.taken("--ca", ca)
        self.taken("--fingerprint", self.fingerprint.upper())
        self.taken("--fingerprint", ":".join(self.fingerprint[i:i + 2] for i in range(0, 64, 2)))
        self.taken("--ca", ca, "--fingerprint", self.fingerprint)
        self.refused("--ca", ca, "--fingerprint", "0" * 64)
        shutil.copy(ca, self.folder / "old.pem")
        old = self.fingerprint
        new = self.serve("DNS:localhost,IP:127.0.0.1", -1, 30)
        said = self.refused("--fingerprint", old, says=new)
        self.assertIn("指纹不符", said)
        self.refused("--ca", self.folder / "old.pem", says=new)
        self.taken("--fingerprint", new)
        self.taken("--ca", ca)

    def test_a_certificate_of_another_host(self):
        shown = self.serve("DNS:fund.example,IP:192.0.2.1", -1, 30)
        ca = self.server.folder / "certificate.pem"
        self.refused("--ca", ca, says="证书不是发给这台主机的")
        self.refused("--ca", ca, "--fingerprint", shown, says="证书不是发给这台主机的")
        self.taken("--fingerprint", shown)  # the host is not asked there

    def test_an_expired_certificate_and_one_of_tomorrow(self):
        for begin, end in ((-30, -1), (1, 30)):
            shown = self.serve("DNS:localhost,IP:127.0.0.1", begin, end)
            ca = self.server.folder / "certificate.pem"
            said = self.refused("--ca", ca)
            self.assertIn("过期" if end < 0 else "还没有生效", said)
            self.refused("--fingerprint", shown, says="证书已经过期或还没有生效")
            self.refused("--fingerprint", shown, "--ca", ca)

    def test_old_tls_is_refused_by_both(self):
        for newest in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
            client.minimum_version, client.maximum_version = ssl.TLSVersion.TLSv1, newest
            client.set_ciphers("ALL:@SECLEVEL=0")
            with socket.create_connection(("127.0.0.1", self.server.port), 30) as plain, \
                    self.assertRaises((ssl.SSLError, ConnectionError)):
                client.wrap_socket(plain)
            old = Old(self.server.folder, newest)
            try:
                # The stand-in does speak to whoever speaks as it does.
                with socket.create_connection(("127.0.0.1", old.port), 30) as plain:
                    self.assertEqual(client.wrap_socket(plain).version(),
                                     "TLSv1" if newest == ssl.TLSVersion.TLSv1 else "TLSv1.1")
                self.refused("--fingerprint", self.fingerprint, says="TLS 1.2",
                             place=f"https://127.0.0.1:{old.port}/guzhang")
                self.assertEqual(old.said, b"")
            finally:
                old.socket.close()
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.server.context()
            context.minimum_version = context.maximum_version = version
            line = http.client.HTTPSConnection("127.0.0.1", self.server.port, context=context)
            self.assertEqual(self.server.call("GET", "/v1/health", connection=line)[0], 200)
            line.close()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore")
