# SPDX-License-Identifier: GPL-3.0-only
"""A folder of its own with a fresh copy of the fund, what is done in it, and what is wanted."""
import json
import os
import re
import shutil
import subprocess

PASSWORD = "Demo-2019!"


class Fail(Exception):
    pass


class Place:
    """A folder of its own with a fresh copy of the fund, and what is done in it."""

    def __init__(self, tools, folder):
        self.tools = tools
        self.folder = folder
        self.fund = folder / "a.fund"
        shutil.copy(tools.stage, self.fund)
        self.fund.chmod(0o600)
        self.head = tools.head

    def environment(self):
        return {**os.environ, "FUNDCTL_PASSWORD": PASSWORD, "TMPDIR": str(self.tools.root)}

    def run(self, *words, stdin=b"", user=None):
        command = [str(self.tools.fundctl), *map(str, words)]
        if user is not None:
            command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
        return subprocess.run(command, input=stdin, env=self.environment(), timeout=120,
                              capture_output=True, check=False)

    def batch(self, commands, user=None):
        """Logs in and registers that many receipts of interest; status, answers, sentence."""
        done = self.run("batch", self.fund, "--clock-is-right", stdin=self.script(commands),
                        user=user)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if answers and not answers[0]["ok"]: # nobody gets in where a login can't be recorded
            storage_sentences(answers[:1], "login")
            answers = answers[:1]
        return done.returncode, answers[1:], done.stderr.decode().strip()

    def script(self, commands):
        lines = [{"login": {"user": "finance1", "password": PASSWORD}}]
        lines += [{"as": "finance1", "do": "fund.interest",
                   "with": {"id": f"LX-{n}", "amount": f"{n + 1}.07", "date": "2019-03-05",
                            "voucher": "记-" + "长" * self.tools.random.randrange(1, 150)}}
                  for n in range(commands)]
        return "".join(json.dumps(line) + "\n" for line in lines).encode()

    def kept(self, acknowledged):
        """The journal ends with what was acknowledged, and verify finds nothing."""
        if self.tools.canary: # as if a save had been forgotten
            shutil.copy(self.tools.stage, self.fund)
        done = self.run("verify", self.fund)
        if done.returncode != 0:
            raise Fail("verify: " + done.stdout.decode() + done.stderr.decode())
        entries = int(re.search(r"日志 (\d+) 条", done.stdout.decode()).group(1))
        if entries != self.head + acknowledged:
            raise Fail(f"{entries} entries, {self.head} + {acknowledged} were acknowledged")


def sentence(text, what):
    """One Chinese sentence that says what to do."""
    text = text.removeprefix("fundctl: ")
    if "\n" in text or text.count("。") != 1 or not text.endswith("。") or "请" not in text:
        raise Fail(f"{what}: not one clear sentence: {text!r}")


def acknowledged(answers):
    return sum(1 for answer in answers if "seq" in answer)


def storage_sentences(answers, what):
    for answer in answers:
        if not answer["ok"]:
            if answer.get("error", {}).get("kind") != "storage":
                raise Fail(f"{what}: {answer}")
            sentence(answer["error"]["message"], what)
