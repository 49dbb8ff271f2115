"""What explains a file of rows that somebody took along: a text that stays beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

from review.book.pages.citer import Citer
from review.book.taking.grid import Grid
from review.book.taking.shown import Shown, row_parts, source_line, works_of
from review.files.hashing import sha256

_WIDTH = 100


@dataclass(frozen=True)
class Explained:
    """What a text explains: the rows of *shown* as *grid*, in the file *name*."""

    shown: Shown
    grid: Grid
    name: str


def readme(cite: Citer, explained: Explained) -> str:
    """Return what the file is and what its columns hold, its sources, cautions, reference, licence and fingerprints."""
    shown, part, book = explained.shown, explained.shown.part, cite.catalogue.book
    kind = "The data of a chart" if part.kind == "chart" else "A table"
    what = f"{kind} of “{book.title}”, version {book.shown_version}: {part.title}. It stands there at {part.address}."
    parts = [
        _heading(part.title, "="),
        _paragraph(what),
        *map(_paragraph, shown.words),
        _section(f"What the columns of {explained.name} hold", _columns(explained.grid)),
        _section("Sources", [_paragraph(source_line(cite, shown)), *_references(cite, shown)]),
        _section("Before you quote it", _cautions(cite, shown)),
        _section("How to cite it", _citing(cite, shown)),
        _section("What it is", _facts(cite, explained)),
    ]
    return "\n".join(filter(None, parts))


def _heading(text: str, line: str) -> str:
    return f"{text}\n{line * min(len(text), _WIDTH)}\n"


def _section(title: str, paragraphs: list[str]) -> str:
    return "\n".join([_heading(title, "-"), *paragraphs]) if paragraphs else ""


def _paragraph(text: str) -> str:
    return f"{fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)}\n"


def _item(text: str) -> str:
    return fill(f"- {text}", _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) + "\n"


def _columns(grid: Grid) -> list[str]:
    return [_item(f"{column.name}: {column.holds}") for column in grid.columns]


def _references(cite: Citer, shown: Shown) -> list[str]:
    return [_item(cite.reference(key).entry) for key in works_of(cite, shown)]


def _cautions(cite: Citer, shown: Shown) -> list[str]:
    return [_item(text) for text in dict.fromkeys(_told(cite, shown))]


def _told(cite: Citer, shown: Shown) -> Iterator[str]:
    if shown.part.caution:
        yield f"{shown.part.caution}."
    for row in row_parts(cite, shown):
        if row.caution:
            yield f"{row.id}: {row.caution}."


def _citing(cite: Citer, shown: Shown) -> list[str]:
    said = cite.reference(shown.part.id)
    both = "Cite the source of a number as well: this review reports what its sources say and vouches for none of it."
    return [_paragraph(said.entry), _paragraph(f"In the text: {said.in_text}"), _paragraph(both)]


def _facts(cite: Citer, explained: Explained) -> list[str]:
    book = cite.catalogue.book
    facts = {
        "Id": explained.shown.part.id,
        "Version": f"{book.shown_version}, {book.released}",
        "Licence": " and ".join(book.licences),
        "SHA-256 of its words and numbers in the book": explained.shown.hash,
        f"SHA-256 of {explained.name}": sha256(explained.grid.csv.encode()),
    }
    return ["".join(f"{name}: {value}\n" for name, value in facts.items())]
