#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""What `cmake --install` puts on a system is whole, and each part passes its own format's checker.

    staged_test.py BUILD-TREE FUNDCTL

Installs into a throw-away folder and looks there: programs, man pages (each verb and option of
`fundctl --help` in them, and no other), bash completion (the same), desktop entry, metainfo, file
type, icons, changelogs, copyright.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TREE, FUNDCTL = map(os.path.abspath, sys.argv[1:3])
SOURCES = Path(__file__).parents[2]
SIZES = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512]


def output(*command: str, **more) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} says {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


OPTION = re.compile(r"--[a-z][a-z-]*")


def usages() -> dict[str, str]:
    """The usage line of each verb, as `fundctl --help` has it."""
    return dict(re.findall(r"^  fundctl ([a-z]+) (.*)$", output(FUNDCTL, "--help"), re.M))


def options_of(usage: str) -> set[str]:
    return set(OPTION.findall(usage))


def options_in_manual(text: str) -> dict[str, set[str]]:
    """The options in the headings of a formatted manual's verbs: lines of seven blanks' indent, and
    what follows in bold or not is the text of the verb, further in."""
    found: dict[str, set[str]] = {}
    for verb, line in re.findall(r"^ {7}([a-z]+)\b(.*)$", text, re.M):
        found.setdefault(verb, set()).update(OPTION.findall(line))
    return found


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
        bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
        self.assertIn("fundctl", output(str(self.usr / "bin/fundctl"), "--version"))
        if self.desktop: # its words, too, come without a display
            self.assertIn("FundDesk", output(str(self.usr / "bin/funddesk"), "--version", env=bare))
            said = output(str(self.usr / "bin/funddesk"), "--help", env=bare)
            for option in ("-h, --help", "-v, --version"):
                self.assertIn(option, said)

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

    def test_each_verb_and_option_is_in_man_pages_and_in_no_other(self) -> None:
        known = {verb: options_of(usage) for verb, usage in usages().items()}
        self.assertIn("--head", known["verify"])
        for folder in ("man1", "zh_CN/man1"):
            text = output("man", "-E", "UTF-8", "-l",
                          str(self.usr / f"share/man/{folder}/fundctl.1.gz"),
                          env={**os.environ, "MANWIDTH": "400", "LC_ALL": "C.UTF-8"})
            heads = re.search(r"^(?:VERBS|命令)$(.*?)^(?:EXIT STATUS|退出码)$", text, re.S | re.M)
            self.assertEqual(options_in_manual(heads[1]), known, f"installer/man: {folder}")

    def test_help_names_the_options_that_the_programs_take(self) -> None:
        taken = set()
        for source in SOURCES.glob("app/fundctl/*.cpp"):
            taken |= set(re.findall(r'u"(--[a-z][a-z-]*)"_s', source.read_text()))
        named = set().union(*map(options_of, usages().values()))
        # These stand before any verb, or after it; the end of the help names them.
        general = {"--help", "--verbose", "--fingerprint", "--ca"}
        said = (SOURCES / "app/fundctl/main.cpp").read_text()
        self.assertEqual({one for one in general if one not in said}, set())
        self.assertEqual(taken - general, named)

    def completed(self, *words: str) -> list[str]:
        """What bash offers for the last of these words after `fundctl`."""
        script = self.usr / "share/bash-completion/completions/fundctl"
        line = " ".join(f"'{w}'" for w in ["fundctl", *words])
        return output("bash", "-c", f"""source {script}; COMP_WORDS=({line})
                      COMP_CWORD={len(words)}; _fundctl
                      printf '%s\\n' "${{COMPREPLY[@]}}" """).split()

    def test_completion_offers_each_verb_option_format_and_kind_and_no_other(self) -> None:
        known = usages()
        self.assertEqual(set(self.completed("")), {*known, "--help", "--version"})
        for verb, usage in known.items():
            self.assertEqual(set(self.completed(verb, "a.fund", "-")),
                             options_of(usage) | {"--help"}, f"fundctl.bash: {verb}")
            if formats := re.search(r"--format ([a-z|,]+)", usage):
                self.assertEqual(set(self.completed(verb, "a.fund", "--format", "")),
                                 set(re.split("[|,]", formats[1])), verb)
        kinds = re.findall(r"^ {6}([a-z-]+)", output(FUNDCTL, "print", "--help"), re.M)
        self.assertIn("payment", kinds)
        self.assertEqual(sorted(self.completed("print", "a.fund", "")), sorted(kinds))
        for words, wanted in ((["disclose", "a.fund", "--f"], ["--format"]),
                              (["execution", "a.fund", "--format", "c"], ["csv"]),
                              (["audit", "e"], ["export"])):
            self.assertEqual(self.completed(*words), wanted)

    def test_a_manual_that_lacks_an_option_or_has_one_too_many_would_be_noticed(self) -> None:
        self.assertEqual(options_in_manual("       verify FILE [--head HASH]\n"
                                           "              --other asks whether\n"
                                           "       backup FILE DEST\n"
                                           "       backup FILE --rotate\n"),
                         {"verify": {"--head"}, "backup": {"--rotate"}})

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
