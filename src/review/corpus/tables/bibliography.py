"""The bibliography, `references.bib`: which keys it has, and which the tables miss in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pybtex.backends.plaintext import Backend
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from review.corpus.tables.reading import TableRead
from review.errors import CorpusError, Problem

BIBLIOGRAPHY = "references.bib"
#: The parts of a person's name, in the order in which it is printed.
NAME = ("first", "middle", "prelast", "last", "lineage")
# Who checks the tables and who prints references ask for the same, and nobody changes it.
_parsed = lru_cache(maxsize=2)(parse_string)
# Made once: pybtex looks through all installed packages for what it is given by name.
_PLAIN = Backend()


def read_bibliography(folder: Path, shown: str = "data") -> BibliographyData:
    """Return the entries of *folder*/references.bib. Raises CorpusError where it cannot be read."""
    path = f"{shown}/{BIBLIOGRAPHY}"
    try:
        return _parsed((folder / BIBLIOGRAPHY).read_text("utf-8"), "bibtex")
    except (OSError, UnicodeDecodeError, PybtexError) as error:
        message = f"the bibliography cannot be read ({error})"
        raise CorpusError([Problem(path, 0, "", message, "Mend the entry, or restore the file.")]) from error


def authors(entry: Entry, parts: Iterable[str] = NAME) -> list[str]:
    """Return the names of the authors as a reader knows them, without braces, and with letters for accents."""
    people = entry.persons.get("author", ())
    return [
        " ".join(name.render(_PLAIN) for part in parts for name in getattr(person, f"rich_{part}_names"))
        for person in people
    ]


def plain_text(latex: str) -> str:
    """Return the text of a field as a reader sees it."""
    text: str = Text.from_latex(latex).render(_PLAIN)
    return text


def reference_problems(reads: Iterable[TableRead], folder: Path, shown: str) -> list[Problem]:
    """Return the sources and facts that have no entry, and the entries with a link that is no web address.

    A fact may be of a sighting instead, whose row is its reference.
    """
    entries = read_bibliography(folder, shown).entries
    tables = {read.table.name: read for read in reads}
    seen = {row.values["sighting_id"] for row in tables["sightings"].rows} if "sightings" in tables else set()
    problems = []
    for read in tables.values():
        column = {"sources": "source_id", "facts": "reference"}.get(read.table.name, "")
        for row in read.rows if column else ():
            if (key := row.values[column]) and key not in entries and not (column == "reference" and key in seen):
                message = f"{key!r} has no entry in {BIBLIOGRAPHY}"
                problems.append(Problem(read.path, row.line, column, message, "Add the entry, as it is known."))
    for key, entry in entries.items():
        url = entry.fields.get("url", "https://")
        if not url.startswith(("https://", "http://")):
            message = f"the entry {key} links to no web address (got {url!r})"
            problems.append(Problem(f"{shown}/{BIBLIOGRAPHY}", 0, "url", message, "Use https:// or remove it."))
    return problems
