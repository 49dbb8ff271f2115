"""Everything that can be cited: each thing with its id, kind, title and place, and the CSL item that is made of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from review.citing.items import Item
from review.citing.reference import Citation
from review.errors import UsageError


class Kind(StrEnum):
    """What kind of thing is cited. Its id is kept for good, whatever its kind."""

    BOOK = "book"
    CHAPTER = "chapter"
    SECTION = "section"
    CHART = "chart"
    TABLE = "table"
    FINDING = "finding"
    FIGURE = "figure"
    CLAIM = "claim"
    DERIVATION = "derivation"
    FACT = "fact"
    RELATION = "relation"
    SIGHTING = "sighting"
    DATA = "data"
    WORK = "work"


#: For each part of the book the type of its CSL item, and what styles print in brackets after its title.
PARTS: Mapping[Kind, tuple[str, str]] = {
    Kind.CHAPTER: ("chapter", ""),
    Kind.SECTION: ("chapter", ""),
    Kind.CHART: ("graphic", "Chart"),
    Kind.TABLE: ("graphic", "Table"),
    Kind.FINDING: ("dataset", "Finding"),
    Kind.FIGURE: ("dataset", "Coded figure"),
    Kind.CLAIM: ("dataset", "Coded statement"),
    Kind.DERIVATION: ("dataset", "Computed number"),
    Kind.FACT: ("dataset", "Fact from outside the sources"),
    Kind.RELATION: ("dataset", "Comparison"),
    Kind.SIGHTING: ("dataset", "Sighting"),
    Kind.DATA: ("dataset", "Data set"),
}


#: Each of these has a page and files of its own where it is cited; rows have files with all those of a page.
WITH_PAGE = frozenset(Kind) - {
    *(Kind.FIGURE, Kind.CLAIM, Kind.DERIVATION, Kind.FACT, Kind.RELATION, Kind.SIGHTING, Kind.WORK)
}


@dataclass(frozen=True)
class Citable:
    """A part of the book, by its *id*. *title* is in sentence case; *anchor* is empty for a whole page.

    *works* are the keys of the works that it reports, *origin* says where in them and whom they credit, *caution* what
    a reader must know before quoting it; it *is_optional* where it may not stand on the site, as a chart without rows.
    """

    id: str
    kind: Kind
    title: str
    page: str
    anchor: str = ""
    works: tuple[str, ...] = ()
    origin: str = ""
    caution: str = ""
    is_optional: bool = False

    @property
    def address(self) -> str:
        """Return the address within the book."""
        return f"{self.page}.html{f'#{self.anchor}' if self.anchor else ''}"


def _nothing(name: str) -> None:
    return None


@dataclass(frozen=True)
class Catalogue:
    """What can be cited of one book, in its order, by id. *name* is the short name of the review.

    *works* are the items of the works that it reports and cites; *made* returns what is made when it is asked for, such
    as a price in another currency.
    """

    book: Citation
    name: str
    parts: Mapping[str, Citable]
    works: Mapping[str, Item] = field(default_factory=dict)
    made: Callable[[str], Citable | None] = _nothing

    @cached_property
    def key(self) -> str:
        """Return what the keys of all items begin with, so that those of two reviews or versions never collide."""
        return f"{self.name}-{self.book.version}"

    def ids(self) -> Iterator[tuple[str, Kind, str]]:
        """Yield id, kind and title of all that can be cited, the book first."""
        yield str(Kind.BOOK), Kind.BOOK, self.book.title
        yield from ((part.id, part.kind, part.title) for part in self.parts.values())
        yield from ((name, Kind.WORK, str(work["title"])) for name, work in self.works.items())

    def item(self, name: str) -> Item:
        """Return the CSL item of the thing with an id. Raises UsageError that names the nearest ids."""
        if name == Kind.BOOK:
            return book_item(self.book, self.key)
        if name in self.works and name not in self.parts:
            return self.works[name]
        return self._item(self.part(name))

    def part(self, name: str) -> Citable:
        """Return the part of the book with an id. Raises UsageError that names the nearest ids."""
        if part := self.parts.get(name) or self.made(name):
            return part
        known = [known for known, _, _ in self.ids()]
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        near = near or [one for one in known if name.lower() in one][:3]
        hint = f" (nearest: {', '.join(near)})" if near else ""
        raise UsageError(f"{name!r} can't be cited: nothing has this id{hint}. `review cite --list` shows all.")

    def _item(self, part: Citable) -> Item:
        kind, genre = PARTS[part.kind]
        cautioned = f"Caution: {part.caution}." if part.caution else ""
        place = "" if self.book.url else f"In this book at {part.address}."
        note = " ".join(filter(None, (f"{part.origin}." if part.origin else "", cautioned, place)))
        made: Item = {"id": f"{self.key}-{part.id}", "type": kind, "title": part.title, **_shared(self.book)}
        made |= {"genre": genre} if genre else {}
        made |= {"container-title": self.book.title}
        made |= {"URL": f"{self.book.here}/{part.address}"} if self.book.url else {}
        return made | ({"note": note} if note else {})


def book_item(book: Citation, key: str) -> Item:
    """Return the CSL item of the book as a whole, under a *key*."""
    address = {"URL": f"{book.here}/"} if book.url else {}
    doi = {"DOI": book.doi} if book.doi else {}
    return {"id": key, "type": "book", "title": book.title, **_shared(book), **doi, **address}


def _shared(book: Citation) -> Item:
    return {
        "author": [dict(name) for name in book.names],
        "issued": {"date-parts": [[int(number) for number in book.dated.split("-")]]},
        "version": book.shown_version,
        "language": "en",
    }


def by_id(parts: Iterable[Citable]) -> dict[str, Citable]:
    """Return parts by their ids. Raises ValueError where two have one id."""
    kept: dict[str, Citable] = {}
    for part in parts:
        if kept.setdefault(part.id, part) is not part:
            raise ValueError(f"{part.id!r} is the id of two things ({kept[part.id].address}, {part.address})")
    return kept
