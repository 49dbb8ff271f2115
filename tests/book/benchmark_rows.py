"""Print how long a browser takes over a made-up table of many figures: to begin, to filter, to search, to sort."""

from __future__ import annotations

import re
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bicycle_project import make_bicycles
from playwright.sync_api import Page, sync_playwright

from review.book.pages.evidence import all_figures
from review.corpus.corpus import Corpus
from review.files.folders import THEME

ROWS = 30_000
#: What is asked for, one after the other, by the name of a field; the first search reads the words of all rows.
ASKED = (
    ("filter", "source", "ward2014"),
    ("filter", "origin", "named"),
    ("first search", "q", "thefts"),
    ("search", "q", "12,345"),
    ("all again", "q", ""),
    ("sort by value", "sort", "-value"),
    ("sort by words", "sort", "what-is-counted"),
    ("sort again", "sort", "-value"),
)
VALUE = re.compile(r'(<data value=")[^"]*("><a [^>]*>)[^<]*<')
SET = """([name, value]) => {
  const field = document.querySelector(`.view-${name} :is(input, select)`);
  performance.clearMeasures();
  if (field.localName === "select" && ![...field.options].some(option => option.value === value)) value = "";
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
TOOK = "performance.getEntriesByName('view').map(each => each.duration).at(-1)"


def many(table: str) -> str:
    """Return *table* with so many rows, made of its own, each with a value of its own."""
    head, _, rest = table.partition("<tbody>")
    body, _, foot = rest.partition("</tbody>")
    known = cycle(re.findall(r"<tr>.*?</tr>", body, re.DOTALL))
    rows = (VALUE.sub(rf"\g<1>{at}/{at}\g<2>{at:,}<", row, count=1) for at, row in enumerate(islice(known, ROWS)))
    return f"{head}<tbody>{''.join(rows)}</tbody>{foot}"


def page_of(corpus: Corpus) -> str:
    """Return a page that has the table, with the scripts and styles of the theme."""
    theme = THEME.resolve().as_uri()
    sheets = "".join(f'<link rel="stylesheet" href="{theme}/static/{name}.css">' for name in ("review", "view"))
    scripts = "".join(f'<script defer src="{theme}/{name}"></script>' for name in ("static/found.js", "view/view.js"))
    table = many(all_figures(corpus, {}).text)
    return f'<!DOCTYPE html><meta charset="utf-8">{sheets}{scripts}<main><article><h1>All</h1>{table}</article></main>'


def told(page: Page) -> None:
    """Print what each thing that is asked for takes, in its script and until it is drawn."""
    for what, name, value in ASKED:
        began = time.perf_counter()
        page.evaluate(SET, [name, value])
        page.wait_for_function("performance.getEntriesByName('view').length > 0", polling=5)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        drawn = (time.perf_counter() - began) * 1000
        print(f"{page.evaluate(TOOK):7.0f} ms, drawn after {drawn:5.0f} ms  {what}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "figures.html"
        file.write_text(page_of(make_bicycles(Path(folder) / "project").corpus()), encoding="utf-8")
        print(f"{ROWS:,} rows, {file.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(file.as_uri())
        print(f"{page.evaluate(TOOK):7.0f} ms  to begin, once the page is read")
        told(page)
        browser.close()
