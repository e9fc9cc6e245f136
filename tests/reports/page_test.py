#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""The portal's page in a real browser: narrow and wide, light and dark, on paper, and for a reader
who hears it. Usage: page_test.py PATH-TO-FUNDCTL"""
import re
import sys
import unittest

from support import Folder, Page, chromium, fundctl, measured, pdf_text

# The least contrast of any text to what lies behind it, and where it is.
CONTRAST = """w => {
  const numbers = c => { const n = c.match(/[-0-9.e]+/g).map(Number);
    if (c.startsWith('color(')) return [n[0]*255, n[1]*255, n[2]*255, n.length > 3 ? n[3] : 1];
    return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1]; };
  const over = (a, b) => [0, 1, 2].map(i => a[i]*a[3] + b[i]*(1-a[3])).concat(1);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4; }); return .2126*r + .7152*g + .0722*b; };
  const behind = e => { const layers = [];
    for (; e; e = e.parentElement) layers.push(numbers(w.getComputedStyle(e).backgroundColor));
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]); };
  let least = 99, where = '', texts = 0;
  const check = (e, style, text) => { const back = behind(e);
    const ink = over(numbers(style.color), back);
    const [a, b] = [light(ink), light(back)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05); texts++;
    if (ratio < least) { least = ratio; where = text; } };
  for (const e of w.document.body.querySelectorAll('*')) {
    if ([...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      check(e, w.getComputedStyle(e), e.textContent.slice(0, 40));
    const label = w.getComputedStyle(e, '::before');
    if (label.content !== 'none' && label.display !== 'none') check(e, label, label.content);
  }
  return {least, where, texts};
}"""

# Whether the page, or anything in it, is wider than the window.
WIDTH = """w => { const d = w.document.documentElement;
  const cut = [...w.document.querySelectorAll('td, th')].filter(e => e.offsetWidth > 0
      && w.getComputedStyle(e).position !== 'absolute' && !e.closest('thead')
      && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.slice(0, 40));
  return {page: d.scrollWidth, window: d.clientWidth, cut: cut.slice(0, 5),
    box: Math.max(...[...w.document.querySelectorAll('.wide')].map(e => e.scrollWidth)),
    room: Math.min(...[...w.document.querySelectorAll('.wide')].map(e => e.clientWidth))}; }"""

MORE = '<th scope="row" role="rowheader">'


class PortalPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder()
        fundctl("disclose", cls.folder.fund, "2019-09", "--user", "reviewer1", "--out",
                cls.folder.path, "--format", "html")
        cls.page = (cls.folder.path / "disclosure-2019-09.html").read_text(encoding="utf-8")
        head, body, foot = re.split(r'(?<=<tbody role="rowgroup">\n)|(?=</tbody>)', cls.page, 2)
        rows = body.splitlines(keepends=True)
        # A long name without a break, a negative amount, one row and two thousand.
        cls.one = head + rows[0].replace(MORE, MORE + "甲" * 60) + foot
        cls.some, cls.many = (head + "".join(rows[i % len(rows)].replace(
            '<td role="cell" class="n">0.00</td>', '<td role="cell" class="n m">-5.00</td>')
            for i in range(count)) + foot for count in (8, 2000))

    @classmethod
    def tearDownClass(cls):
        cls.folder.remove()

    def test_a_narrow_screen_needs_no_sideways_scrolling(self):
        jobs = [(self.page, WIDTH, 360), (self.one, WIDTH, 320), (self.one, WIDTH, 768),
                (self.many, WIDTH, 360), (self.page, WIDTH, 1300)]
        for (_, _, width), seen in zip(jobs, measured(self.folder.path, jobs)):
            self.assertEqual(seen["window"], width)
            self.assertLessEqual(seen["page"], width, seen)
            self.assertEqual(seen["cut"], [])
            if width != 768:  # nor inside the page: cards, or room enough
                self.assertLessEqual(seen["box"], seen["room"], seen)

    def test_contrast_in_light_and_dark(self):
        pale = self.some.replace("--soft: #4a5666", "--soft: #a0a8b2")
        self.assertNotEqual(pale, self.some)
        jobs = [(self.some, CONTRAST, 360), (self.some, CONTRAST, 1300), (pale, CONTRAST, 1300)]
        light = measured(self.folder.path, jobs)
        dark = measured(self.folder.path, jobs[:2], dark=True)
        for found in light[:2] + dark:
            self.assertGreaterEqual(found["least"], 4.5, found)
            self.assertGreater(found["texts"], 100)
        self.assertNotEqual(light[1]["least"], dark[1]["least"])  # it was another palette
        self.assertLess(light[2]["least"], 4.5)  # the check finds what it is for

    def test_on_paper_the_head_repeats_and_nothing_is_cut(self):
        titles = Page(self.page).tables[0][0]
        for name, page, least in (("one", self.one, 1), ("many", self.many, 20)):
            source = self.folder.path / f"{name}.html"
            source.write_text(page, encoding="utf-8")
            paper = self.folder.path / f"{name}.pdf"
            chromium(self.folder.path, "--no-pdf-header-footer", f"--print-to-pdf={paper}",
                     source.as_uri())
            pages = pdf_text(paper, "-raw").split("\f")[:-1]
            self.assertGreaterEqual(len(pages), least)
            of_rows = [re.sub(r"\s", "", text) for text in pages if "2019-" in text]
            for text in of_rows[:-1] or of_rows:
                for title in titles:
                    self.assertIn(title, text)
            rows = len(re.findall(r"%", re.sub(r"\s", "", "".join(pages))))
            self.assertGreaterEqual(rows, 2000 if name == "many" else 1)

    def test_what_a_reader_who_hears_it_is_told(self):
        page = Page(self.page)
        self.assertEqual(page.lang, "zh-CN")
        self.assertIn("2019年9月", page.title)
        self.assertEqual(len(page.captions), 2)
        self.assertTrue(all(page.captions))
        self.assertEqual(set(page.scopes), {"col", "row"})
        rows = sum(len(table) for table in page.tables)
        self.assertEqual(page.scopes.count("row"), rows - 2)
        self.assertIn(("meta", {"name": "viewport",
                                "content": "width=device-width, initial-scale=1"}), page.tags)

    def test_no_script_and_nothing_from_elsewhere(self):
        page = Page(self.page)
        self.assertFalse({tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"})
        for _, attrs in page.tags:
            self.assertFalse([name for name in attrs if name.startswith("on")])
            self.assertFalse({"src", "href"} & set(attrs))
        self.assertNotRegex(self.page, r"url\(|@import|https?:")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
