"""The reference of the book or of one of its sections, as text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from review.corpus.snapshot import Snapshot
from review.errors import FileFault

NEEDED = ("title", "authors", "version", "date-released", "license")


@dataclass(frozen=True)
class Citation:
    """What CITATION.cff says of the book. *released* is an ISO date; *url* and *doi* may be empty."""

    title: str
    authors: tuple[str, ...]
    version: str
    released: str
    licences: tuple[str, ...]
    url: str = ""
    doi: str = ""

    @property
    def year(self) -> str:
        return self.released[:4]

    @property
    def author_names(self) -> str:
        """Return the authors as a phrase."""
        return " and ".join(self.authors)


@dataclass(frozen=True)
class Part:
    """A section of the book: its title, the page that it stands on and its label there."""

    title: str
    page: str
    label: str

    @property
    def fragment(self) -> str:
        """Return the address of the section within the book."""
        return f"{self.page}.html#{self.label}"


def citation(snapshot: Snapshot) -> Citation:
    """Return how a project is cited. Raises FileFault where CITATION.cff is missing or malformed."""
    return snapshot.once(_citation)


def _citation(snapshot: Snapshot) -> Citation:
    return read_citation(snapshot.project.root / "CITATION.cff")


def read_citation(path: Path) -> Citation:
    """Return what *path* (CITATION.cff) says. Raises FileFault where it is malformed or incomplete."""
    try:
        # Every value as it is written: a version 1.10 is no number, and 1999-13-45 no fault of the file's form.
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise FileFault(f"{path.name}: the citation file cannot be read ({error}). Restore it.") from error
    content: Mapping[str, Any] = read if isinstance(read, dict) else {}
    if missing := [name for name in NEEDED if not content.get(name)]:
        raise FileFault(f"{path.name}: {', '.join(missing)} is missing. Add it: the book is cited by it.")
    if not is_day(released := str(content["date-released"])):
        raise FileFault(f"{path.name}: date-released is no date (got {released!r}). Write it as in 2020-05-04.")
    return Citation(
        title=str(content["title"]),
        authors=tuple(_name(author) for author in content["authors"]),
        version=str(content["version"]),
        released=released,
        licences=tuple([licence] if isinstance(licence := content["license"], str) else map(str, licence)),
        url=str(content.get("url", "")),
        doi=str(content.get("doi", "")),
    )


def is_day(text: str) -> bool:
    """Return whether *text* is a day of the calendar, written as in 2020-05-04."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _name(author: Mapping[str, Any]) -> str:
    parts = (author.get("given-names"), author.get("family-names"))
    return str(author.get("name") or " ".join(str(part) for part in parts if part))


def address(citation: Citation, part: Part | None = None, base: str = "") -> str:
    """Return the address of the book or of *part*; empty where the book is published nowhere.

    *base* is the address of the copy that is read; the citation file's own comes after it.
    """
    root = base or citation.url
    if not root:
        return ""
    return f"{root.rstrip('/')}/{part.fragment if part else ''}"


def plain_reference(citation: Citation, part: Part | None = None, base: str = "") -> str:
    """Return the reference as a sentence; a book that is published nowhere is the reader's own copy.

    >>> book = Citation("A Review", ("The contributors",), "1.0", "2020-05-04", ("MIT",))
    >>> plain_reference(book, Part("Prices", "prices", "prices-asked"))
    'The contributors (2020). “Prices”. In: A Review, version 1.0. Your copy, prices.html#prices-asked.'
    """
    who = f"{citation.author_names} ({citation.year})."
    what = f"{citation.title}, version {citation.version}."
    if part:
        what = f"“{part.title}”. In: {what}"
    where = address(citation, part, base) or f"Your copy{f', {part.fragment}' if part else ''}"
    doi = [f"https://doi.org/{citation.doi}"] if citation.doi else []
    return " ".join([who, what, *doi, f"{where}."])


def bibtex(citation: Citation, part: Part | None = None, base: str = "") -> str:
    """Return the reference as a BibTeX entry."""
    fields = {
        "author": " and ".join(f"{{{_escape(name)}}}" for name in citation.authors),
        "title": f"{{{_escape(part.title if part else citation.title)}}}",
        "booktitle": f"{{{_escape(citation.title)}}}" if part else "",
        "year": citation.year,
        "edition": f"version {_escape(citation.version)}",
        "doi": citation.doi,
        "url": address(citation, part, base),
        "note": _escape(part.fragment) if part and not address(citation, part, base) else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind, key = ("incollection", f"review-{part.label}") if part else ("book", "review")
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def ris(citation: Citation, part: Part | None = None, base: str = "") -> str:
    """Return the reference as a RIS record. Lines end in CRLF, as the format asks."""
    tags = [("TY", "CHAP" if part else "BOOK")]
    tags += [("AU", name) for name in citation.authors]
    tags += [("TI", part.title if part else citation.title), ("BT", citation.title if part else "")]
    tags += [("PY", citation.year), ("DA", citation.released.replace("-", "/")), ("ET", citation.version)]
    tags += [
        ("SP", part.fragment if part else ""),
        ("DO", citation.doi),
        ("UR", address(citation, part, base)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(citation: Citation, part: Part | None = None, base: str = "") -> str:
    """Return the reference as CSL-JSON: a list with one item."""
    item: dict[str, Any] = {
        "id": f"review-{part.label}" if part else "review",
        "type": "chapter" if part else "book",
        "title": part.title if part else citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "issued": {"date-parts": [[int(number) for number in citation.released.split("-")]]},
        "version": citation.version,
    }
    item |= {"container-title": citation.title, "section": part.fragment} if part else {}
    item |= {"DOI": citation.doi} if citation.doi else {}
    item |= {"URL": url} if (url := address(citation, part, base)) else {}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _escape(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {sign: f"\\{sign}" for sign in "&%$#_"}
    return "".join(special.get(sign, sign) for sign in text)
