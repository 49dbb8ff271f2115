"""A hand for tests: a person at the coding desk in a browser, whose clicks, keys and filled fields are counted."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browsing import until
from playwright.sync_api import Page, expect


@contextmanager
def served(root: Path, *arguments: str, end: signal.Signals = signal.SIGINT) -> Iterator[str]:
    """Yield the address of a desk on the project in *root*, which ends as by Ctrl+C, or by another signal."""
    command = [sys.executable, "-m", "review", "desk", *arguments, "--texts", "texts"]
    desk = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert desk.stdout and desk.stderr
    try:
        line = desk.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line + desk.stderr.read()
        yield line.split()[0]
    finally:
        desk.send_signal(end)
        desk.communicate(timeout=60)


class Hand:
    """Somebody who codes: each act waits until the desk has answered."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.acts = page, 0
        page.goto(address)
        expect(page.locator("#text p").first).to_be_visible()
        self._settle()

    def _settle(self) -> None:
        until(self.page, "document.body.getAttribute('aria-busy') === 'false'")

    def _did(self) -> None:
        self.acts += 1
        self._settle()

    @property
    def told(self) -> str:
        return self.page.locator("#told").inner_text()

    @property
    def faults(self) -> list[str]:
        return [text for text in self.page.locator("#form .fault").all_inner_texts() if text]

    def cell(self, name: str) -> str:
        return self.page.locator(f"#cell-{name}").input_value()

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self._did()

    def click(self, where: str, shown: str) -> None:
        self.page.locator(where, has_text=shown).first.click()
        self._did()

    def accept(self) -> None:
        self.press("Control+Enter")
        assert self.told.startswith("Written: "), (self.told, self.faults)

    def fill(self, **cells: str) -> None:
        """Fill in cells, a field an act."""
        for name, value in cells.items():
            field = self.page.locator(f"#cell-{name}")
            if not field.is_visible():
                self.page.locator("#form summary").click()
                self._did()
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
            self._did()

    def take(self, name: str, shown: str) -> None:
        """Take the candidate of a cell that begins so."""
        beside = self.page.locator(f'.field[data-name="{name}"] .beside button')
        beside.filter(has_text=shown).first.click()
        self._did()

    def add(self, to: str, /, **cells: str) -> None:
        """Add an entry to the vocabulary of a cell."""
        self.take(to, "+ new")
        self.fill(**cells)
        self.accept()

    def exclude(self, reason: str) -> None:
        self.press("Alt+x")
        self.fill(reason=reason)
        self.accept()

    def select(self, words: str) -> None:
        """Mark words of the text, as with the mouse."""
        self.page.evaluate(
            """words => {
              const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
              const nodes = [];
              while (walker.nextNode()) nodes.push(walker.currentNode);
              const whole = nodes.map(node => node.data).join("");
              const place = at => {
                for (const node of nodes) { if (at <= node.length) return [node, at]; at -= node.length; }
              };
              const start = whole.indexOf(words);
              if (start < 0) throw new Error(words + " is not in the text");
              const range = document.createRange();
              range.setStart(...place(start));
              range.setEnd(...place(start + words.length));
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }""",
            words,
        )
        expect(self.page.locator("#picking")).to_be_visible()

    def drag(self, numeral: str, begin: float, end: float) -> str:
        """Drag the mouse from *begin* pixels behind the left edge of a numeral to *end* behind its right one.

        Return what is marked then.
        """
        span = self.page.locator("#text [data-numeral]", has_text=numeral).first
        span.scroll_into_view_if_needed()
        box, mouse = span.bounding_box(), self.page.mouse
        assert box
        self.page.evaluate("getSelection().removeAllRanges()")  # who presses on marked words would move them
        height = box["y"] + box["height"] / 2
        mouse.move(box["x"] + begin, height)
        mouse.down()
        mouse.move(box["x"] + box["width"] / 2, height, steps=3)
        mouse.move(box["x"] + box["width"] + end, height, steps=5)
        mouse.up()
        self._did()
        return str(self.page.evaluate("getSelection().toString()"))

    def mark(self, words: str, use: str) -> None:
        """Mark words of the text, and press what they are for."""
        self.select(words)
        self.page.locator("#picking button").filter(has_text=use).click()
        self._did()
