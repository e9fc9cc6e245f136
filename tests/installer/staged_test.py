#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What `cmake --install` puts on a system is whole, and each part passes its own format's checker.

    staged_test.py BUILD-TREE FUNDCTL

Installs into a throw-away folder and looks there: programs, man pages (each verb of
`fundctl --help` in them, and no other), bash completion, desktop entry, metainfo, file type,
icons, changelogs, copyright.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TREE, FUNDCTL = sys.argv[1:3]
SIZES = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512]


def output(*command: str, **more) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} says {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def verbs_of_help() -> set[str]:
    return set(re.findall(r"^  fundctl ([a-z]+)\b", output(FUNDCTL, "--help"), re.M))


class Staged(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        output("cmake", "--install", TREE, "--prefix", "/usr",
               env={**os.environ, "DESTDIR": cls.folder.name})
        cls.usr = Path(cls.folder.name, "usr")
        cls.desktop = Path(cls.usr, "bin/funddesk").exists()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def there(self, *names: str) -> None:
        for name in names:
            path = self.usr / name
            self.assertTrue(path.is_file() and path.stat().st_size > 0, f"{name} is missing")

    def test_programs_and_papers(self) -> None:
        self.there("bin/fundctl", "share/doc/funddesk/copyright", "share/doc/funddesk/changelog.gz",
                   "share/doc/funddesk/changelog.Debian.gz")
        self.assertIn("fundctl", output(str(self.usr / "bin/fundctl"), "--version"))

    def test_handbook(self) -> None:
        folder = "share/doc/funddesk/handbook"
        self.there(f"{folder}/index.html")
        pictures = re.findall(r'src="([^"]+)"', Path(self.usr, folder, "index.html").read_text())
        self.assertGreater(len(pictures), 4)
        self.there(*(f"{folder}/{picture}" for picture in pictures))

    def test_man_pages(self) -> None:
        pages = ["fundctl"] + (["funddesk"] if self.desktop else [])
        for page in pages:
            for folder in ("man1", "zh_CN/man1"):
                name = f"share/man/{folder}/{page}.1.gz"
                self.there(name)
                said = output("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z",
                              str(self.usr / name), env={**os.environ, "MANROFFSEQ": ""})
                self.assertNotIn("warning", said)

    def test_each_verb_is_in_man_page_and_completion(self) -> None:
        known = verbs_of_help()
        self.assertIn("verify", known)
        for folder in ("man1", "zh_CN/man1"):
            text = output("man", "-E", "UTF-8", "-l",
                          str(self.usr / f"share/man/{folder}/fundctl.1.gz"),
                          env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            heads = re.search(r"^(?:VERBS|命令)$(.*?)^(?:EXIT STATUS|退出码)$", text, re.S | re.M)
            verbs = set(re.findall(r"^ {7}([a-z]+)\b", heads[1], re.M))
            self.assertEqual(verbs, known, f"installer/man: the verbs of {folder}/fundctl.1")
        script = self.usr / "share/bash-completion/completions/fundctl"
        offered = output("bash", "-c", f"""source {script}; COMP_WORDS=(fundctl ''); COMP_CWORD=1
                         _fundctl; printf '%s\\n' "${{COMPREPLY[@]}}" """).split()
        self.assertEqual({o for o in offered if not o.startswith("-")}, known,
                         "installer/linux/fundctl.bash: the verbs it offers")

    def test_completion_of_options(self) -> None:
        script = self.usr / "share/bash-completion/completions/fundctl"
        for words, wanted in ((["disclose", "a.fund", "--f"], ["--format"]),
                              (["execution", "a.fund", "--format", "c"], ["csv"]),
                              (["audit", "e"], ["export"])):
            line = " ".join(f"'{w}'" for w in ["fundctl", *words])
            offered = output("bash", "-c", f"""source {script}; COMP_WORDS=({line})
                             COMP_CWORD={len(words)}; _fundctl
                             printf '%s\\n' "${{COMPREPLY[@]}}" """).split()
            self.assertEqual(offered, wanted)

    def test_file_type(self) -> None:
        self.there("share/mime/packages/funddesk.xml")
        output("xmllint", "--noout", str(self.usr / "share/mime/packages/funddesk.xml"))
        said = output("update-mime-database", "-V", str(self.usr / "share/mime"))
        self.assertNotRegex(said, "(?i)error|invalid")
        self.assertIn("x-funddesk-fund:*.fund\n", Path(self.usr, "share/mime/globs2").read_text())

    def test_icons(self) -> None:
        hicolor = "share/icons/hicolor"
        self.there(f"{hicolor}/scalable/apps/funddesk.svg")
        for size in SIZES:
            name = f"{hicolor}/{size}x{size}/apps/funddesk.png"
            self.there(name)
            header = (self.usr / name).read_bytes()[16:24]
            self.assertEqual((int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")),
                             (size, size))

    def test_desktop_entry_and_metainfo(self) -> None:
        if not self.desktop:
            self.skipTest("the desktop is not built here")
        self.there("share/applications/funddesk.desktop")
        output("desktop-file-validate", str(self.usr / "share/applications/funddesk.desktop"))
        [metainfo] = (self.usr / "share/metainfo").iterdir()
        output("appstreamcli", "validate", "--no-net", str(metainfo))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
