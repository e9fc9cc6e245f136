#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The audit package as an auditor has it, and as a forger alters it.
Usage: audit_package.py AUDIT.zip runs the package's own instructions."""
import hashlib
import html.parser
import pathlib
import subprocess
import sys
import tempfile
import zipfile

INSTRUCTIONS = "核对说明.html"


class Commands(html.parser.HTMLParser):
    """Every <pre> of the page, as somebody would copy it."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.inside = [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "pre":
            self.blocks.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data):
        if self.inside:
            self.blocks[-1] += data


def sums_anew(folder):
    """What a forger does after an edit."""
    lines = []
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        name = line[66:]
        lines.append(hashlib.sha256((folder / name).read_bytes()).hexdigest() + "  " + name)
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def replace(path, old, new):
    text = path.read_bytes()
    assert old.encode() in text, (path, old)
    path.write_bytes(text.replace(old.encode(), new.encode(), 1))


def main(package):
    """Runs every step of the package's own instructions, and says what any of them finds."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as file:
        file.extractall(folder)
        page = (pathlib.Path(folder) / INSTRUCTIONS).read_text(encoding="utf-8")
        for command in Commands(page).blocks:
            done = subprocess.run(["bash", "-c", command], cwd=folder, timeout=600, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            said = done.stdout.decode()
            if done.returncode != 0 or "不符" in said or "相符" not in said:
                sys.exit(said)


if __name__ == "__main__":
    main(sys.argv[1])
