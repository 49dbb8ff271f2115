"""What became of what was cited: lines on the page of each thing, pages of what is gone, one page of all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from review.book.pages.changes.history import ROWS, TITLED, Change, History, Key, Word
from review.book.site.content_security_policy import HEAD
from review.citing.catalogue import Citable, Kind
from review.files.folders import THEME
from review.present.words.wording import date_text

#: The page of all rows. No id has two hyphens in a row.
ROWS_PAGE = "all--rows"
# They have pages of their own.
_PAGED = frozenset({"finding", *TITLED.values(), Kind.BOOK, Kind.WORK})


def template(name: str) -> Template:
    """Return a template of the pages in the folder `cite`."""
    text = (THEME / "cite" / f"{name}.html").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


@dataclass(frozen=True)
class CiteHistory:
    """The history of a review, for the pages of what can be cited: its *parts* by id, and where they stand."""

    history: History
    parts: Mapping[str, Citable]

    def lines(self, kind: str, name: str) -> list[tuple[str, str, str]]:
        """Return what became of a thing since each release: version, day and a word."""
        since = self.history.of(TITLED.get(Kind(kind), kind), name)
        return [(then.version, date_text(then.released), _word(change)) for then, change in since]

    def write(self, folder: Path) -> None:
        """Write the pages of what is gone, and that of all rows, where a release is kept."""
        gone = template("gone")
        for key, change in self._gone.items():
            if not (path := folder / f"{key[1]}.html").exists():
                versions, there = self.lines(*key), f"{change.became}.html"
                _write(path, gone.render(id=key[1], change=change, versions=versions, there=there, head=HEAD))
        if self.history.since:
            releases = [each.before for each in self.history.since]
            rows = list(self._rows())
            text = template("rows").render(releases=releases, rows=rows, head=HEAD)
            _write(folder / f"{ROWS_PAGE}.html", text)

    @cached_property
    def _gone(self) -> dict[Key, Change]:
        """Return what had a page of its own and is in use no more; the newest release that had it tells."""
        found: dict[Key, Change] = {}
        for each in self.history.since:
            keys = {*each.then, *each.gone} - each.stands.keys()
            found |= {key: each.change(key) for key in sorted(keys) if key[0] in _PAGED}
        return {key: change for key, change in found.items() if change.word is not Word.NOT_KEPT}

    def _rows(self) -> Iterator[dict[str, Any]]:
        since = self.history.since
        keys = {key for each in since for key in {*each.then, *each.stands, *each.gone} if key[0] in ROWS}
        for kind, name in sorted(keys):
            if kind != "finding":
                words = [_word(each.change((kind, name))) for each in since]
                part = self.parts.get(name)
                yield {"kind": kind, "id": name, "words": words, "there": f"../{part.address}" if part else ""}


def _word(change: Change) -> str:
    return f"{change.word} to {change.became}" if change.became else str(change.word)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
