"""What explains a file of rows that somebody took along: a text that stays beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

from review.book.pages.citer import Citer
from review.book.taking.exhibit import Exhibit, row_parts, source_line, works_of
from review.book.taking.grid import Grid
from review.files.hashing import sha256

_WIDTH = 100


@dataclass(frozen=True)
class Explained:
    """What a text explains: the rows of *exhibit* as *grid*, in the file *name*."""

    exhibit: Exhibit
    grid: Grid
    name: str


def readme(cite: Citer, explained: Explained) -> str:
    """Return what the file is and what its columns hold, its sources, cautions, reference, licence and fingerprints."""
    exhibit, part, book = explained.exhibit, explained.exhibit.part, cite.catalogue.book
    kind = "The data of a chart" if part.kind == "chart" else "A table"
    what = f"{kind} of “{book.title}”, version {book.shown_version}: {part.title}. It stands there at {part.address}."
    columns = [_item(f"{column.name}: {column.holds}") for column in explained.grid.columns]
    references = [_item(cite.reference(key).entry) for key in works_of(cite, exhibit)]
    parts = [
        _heading(part.title, "="),
        _paragraph(what),
        *map(_paragraph, exhibit.shown.words),
        _section(f"What the columns of {explained.name} hold", columns),
        _section("Sources", [_paragraph(source_line(cite, exhibit)), *references]),
        _section("Before you quote it", [_item(text) for text in dict.fromkeys(_cautions(cite, exhibit))]),
        _section("How to cite it", _citing(cite, exhibit)),
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


def _cautions(cite: Citer, exhibit: Exhibit) -> Iterator[str]:
    if exhibit.part.caution:
        yield f"{exhibit.part.caution}."
    for row in row_parts(cite, exhibit):
        if row.caution:
            yield f"{row.id}: {row.caution}."


def _citing(cite: Citer, exhibit: Exhibit) -> list[str]:
    said = cite.reference(exhibit.part.id)
    both = "Name the source of each number beside this review, which relays what sources print."
    return [_paragraph(said.entry), _paragraph(f"In the text: {said.in_text}"), _paragraph(both)]


def _facts(cite: Citer, explained: Explained) -> list[str]:
    book = cite.catalogue.book
    facts = {
        "Id": explained.exhibit.part.id,
        "Version": f"{book.shown_version}, {book.dated}",
        "Licence": " and ".join(book.licences),
        "SHA-256 of its words and numbers in the book": explained.exhibit.hash,
        "Encoding": "UTF-8, with the byte order mark by which spreadsheets know it",
        f"SHA-256 of {explained.name}": sha256(explained.grid.csv.encode()),
    }
    return ["".join(f"{name}: {value}\n" for name, value in facts.items())]
