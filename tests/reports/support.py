# SPDX-License-Identifier: GPL-3.0-only
"""What the tests of exported files share: a demo fund, and readers that are not ours."""
import csv
import html
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

FUNDCTL = sys.argv[1]
PASSWORD = "Demo-2019!"
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run", "--hide-scrollbars"]


def fundctl(*words, status=0):
    done = subprocess.run([FUNDCTL, *map(str, words)], timeout=120, check=False,
                          env={**os.environ, "FUNDCTL_PASSWORD": PASSWORD},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == status, (words, done.returncode, done.stderr.decode())
    return done.stdout.decode()


class Folder:
    """A folder of its own with the demo fund in it."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="reports-"))
        fundctl("demo", self.path / "demo")
        self.fund = self.path / "demo" / "guzhang.fund"

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


# --- spreadsheets ------------------------------------------------------------------------------

# LibreOffice trusts the values that stand in a file; this has it work out every formula.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def sheets_by_libreoffice(path, folder):
    """{sheet: rows of texts}, every formula worked out by LibreOffice."""
    profile = pathlib.Path(tempfile.mkdtemp(prefix="office-", dir=folder))
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    out = profile / "out"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                    "--convert-to",
                    "csv:Text - txt - csv (StarCalc):"
                    "44,34,76,1,,0,false,false,false,false,false,-1",
                    "--outdir", str(out), str(path)], timeout=120, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sheets = {}
    for file in out.iterdir():
        name = file.stem.removeprefix(pathlib.Path(path).stem + "-")
        sheets[name] = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    return sheets


class Workbook:
    """What stands in the file itself: {sheet: {"C5": (formula or None, value, type, format)}}."""

    MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        shared = []
        if "xl/sharedStrings.xml" in self.parts:
            for item in ElementTree.fromstring(self.parts["xl/sharedStrings.xml"]):
                shared.append("".join(t.text or "" for t in item.iter(self.MAIN + "t")))
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(self.MAIN + "numFmt")}
        formats = [codes.get(x.get("numFmtId"), x.get("numFmtId"))
                   for x in styles.find(self.MAIN + "cellXfs")]
        names = [s.get("name") for s in ElementTree.fromstring(
            self.parts["xl/workbook.xml"]).iter(self.MAIN + "sheet")]
        self.sheets, self.xml = {}, {}
        for number, name in enumerate(names, 1):
            root = ElementTree.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"])
            self.xml[name] = root
            self.sheets[name] = {c.get("r"): self.cell(c, shared, formats)
                                 for c in root.iter(self.MAIN + "c")}

    def cell(self, c, shared, formats):
        kind = c.get("t", "n")
        value = c.findtext(self.MAIN + "v")
        if kind == "s":
            value = shared[int(value)]
        elif kind == "inlineStr":
            value = "".join(t.text or "" for t in c.iter(self.MAIN + "t"))
        return (c.findtext(self.MAIN + "f"), value, kind, formats[int(c.get("s", 0))])

    def text(self):
        return "\n".join(part.decode("utf-8", "replace") for part in self.parts.values())


# --- pages -------------------------------------------------------------------------------------

class Page(html.parser.HTMLParser):
    """The tables of a page as rows of texts, and what a reader who hears it is told."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.lang, self.title, self.captions = [], [], None, "", []
        self.scopes, self.into = [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "html":
            self.lang = attrs.get("lang")
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.into = "cell"
            if tag == "th":
                self.scopes.append(attrs.get("scope"))
        elif tag in ("title", "caption"):
            self.into = tag
            if tag == "caption":
                self.captions.append("")

    def handle_endtag(self, tag):
        if tag in ("td", "th", "title", "caption"):
            self.into = None

    def handle_data(self, data):
        if self.into == "cell":
            self.tables[-1][-1][-1] += data
        elif self.into == "title":
            self.title += data
        elif self.into == "caption":
            self.captions[-1] += data


def chromium(folder, *words):
    profile = tempfile.mkdtemp(prefix="browser-", dir=folder)
    return subprocess.run([*CHROMIUM, f"--user-data-dir={profile}", *map(str, words)], timeout=120,
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def measured(folder, jobs, dark=False):
    """For each (page, script, width) what the script, a function of the page's window, finds in
    the page shown so wide; all in one start of the browser."""
    text = json.dumps([[page, width] for page, _, width in jobs]).replace("</", "<" + chr(92) + "/")
    frame = (
        '<!DOCTYPE html><meta charset="utf-8"><body><script>'
        f'const pages={text}, scripts=[{",".join(script for _, script, _ in jobs)}], found=[];'
        'pages.forEach(([page, width], i) => { const f = document.createElement("iframe");'
        'f.width = width; f.height = 900; f.style.border = 0;'
        'f.onload = () => { found[i] = scripts[i](f.contentWindow);'
        'if (found.filter(x => x).length === pages.length) {'
        'document.body.innerHTML = "";'
        'document.body.append("RESULT" + JSON.stringify(found) + "END");'
        '} }; f.srcdoc = page; document.body.append(f); });</script>')
    file = pathlib.Path(folder) / "measure.html"
    file.write_text(frame, encoding="utf-8")
    scheme = "--blink-settings=preferredColorScheme=" + ("0" if dark else "1")
    dom = chromium(folder, scheme, "--window-size=1600,1000", "--virtual-time-budget=20000",
                   "--dump-dom", file.as_uri()).decode()
    found = re.search(r"RESULT(.*)END", dom, re.S)
    assert found, dom[-500:]
    return json.loads(html.unescape(found[1]))


def pdf_text(path, *options):
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
