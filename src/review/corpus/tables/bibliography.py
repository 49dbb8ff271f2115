"""The bibliography, `references.bib`: which entries it has and where, and which the tables miss in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError

from review.corpus.tables.reading import TableRead
from review.errors import CorpusError, Problem

BIBLIOGRAPHY = "references.bib"
_BEGINS = re.compile(r"(?:^|(?<=\}))[ \t]*@(\w*)\s*[{(]\s*([^\s,{}()]*)", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)[{}]")


@dataclass(frozen=True)
class Bibliography:
    """The entries by their keys, which no case tells apart, and the line on which each begins."""

    entries: Mapping[str, Entry]
    lines: Mapping[str, int]


def read_bibliography(folder: Path, shown: str = "data") -> Bibliography:
    """Return the entries of *folder*/references.bib. Raises CorpusError where it cannot be read."""
    path = f"{shown}/{BIBLIOGRAPHY}"
    try:
        text = (folder / BIBLIOGRAPHY).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"the bibliography cannot be read ({reason})"
        raise CorpusError([Problem(path, 0, "", message, "Restore the file, and save it as UTF-8.")]) from error
    return parse_bibliography(text, path)


def parse_bibliography(text: str, path: str) -> Bibliography:
    """Return the entries of a *text* in BibTeX. Raises CorpusError with each entry of *path* that cannot be read."""
    try:
        return _parsed(text)
    except PybtexError as error:
        fallback = Problem(path, 0, "", f"the bibliography cannot be read ({error})", "Mend it, or restore the file.")
        raise CorpusError([*_unreadable(text, path)] or [fallback]) from error


# Who checks the tables and who prints references ask for the same, and nobody changes it.
@lru_cache(maxsize=2)
def _parsed(text: str) -> Bibliography:
    return Bibliography(parse_string(text, "bibtex").entries, {key: line for _, key, line, _ in _written(text)})


def _written(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield of each entry its kind, key and line, and the text from its beginning to that of the next."""
    found = list(_BEGINS.finditer(text))
    for match, end in zip(found, [*(later.start(1) - 1 for later in found[1:]), len(text)], strict=False):
        yield match[1].lower(), match[2], text.count("\n", 0, match.start(1)) + 1, text[match.start(1) - 1 : end]


def _unreadable(text: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with each entry, read by itself: a parser stops at the first, and often behind it."""
    macros = "".join(body.replace("\n", " ") for kind, _, _, body in _written(text) if kind == "string")
    first: dict[str, int] = {}
    for kind, key, line, body in _written(text):
        if kind in ("comment", "preamble", "string"):
            continue
        opened, closed = (_BRACE.findall(body).count(brace) for brace in "{}")
        message, hint = "", "Mend it: a comma after each field, each value in braces, each brace closed."
        if opened != closed:
            message = f"the braces of the entry {key!r} do not balance ({opened} open, {closed} close)"
        elif (before := first.setdefault(key.lower(), line)) != line:
            message, hint = f"the key {key!r} has an entry already, on line {before}", "Give this one another, or none."
        else:
            try:
                # As many lines before it as in the file: the parser counts them.
                parse_string(macros + "\n" * (line - 1) + body, "bibtex")
            except PybtexError as error:
                message = f"the entry {key!r} cannot be read ({error})"
        yield from [Problem(path, line, "", message, hint)] if message else []


def reference_problems(reads: Iterable[TableRead], folder: Path, shown: str) -> list[Problem]:
    """Return the sources and facts that have no entry, and the entries with a link that is no web address.

    A fact may be of a sighting instead, whose row is its reference.
    """
    bibliography = read_bibliography(folder, shown)
    entries = bibliography.entries
    tables = {read.table.name: read for read in reads}
    seen = {row.values["sighting_id"] for row in tables["sightings"].rows} if "sightings" in tables else set()
    problems = []
    for read in tables.values():
        column = {"sources": "source_id", "facts": "reference"}.get(read.table.name, "")
        for row in read.rows if column else ():
            if (key := row.values[column]) and key not in entries and not (column == "reference" and key in seen):
                message = f"{key!r} has no entry in {BIBLIOGRAPHY}"
                problems.append(Problem(read.path, row.line, column, message, "Add the entry, as it is known."))
    return [*problems, *entry_link_problems(bibliography, f"{shown}/{BIBLIOGRAPHY}")]


def entry_link_problems(bibliography: Bibliography, path: str) -> Iterator[Problem]:
    """Yield each entry of *path* with a link that is no web address."""
    for key, entry in bibliography.entries.items():
        url = entry.fields.get("url", "https://")
        if not url.startswith(("https://", "http://")):
            message, line = f"the entry {key} links to no web address (got {url!r})", bibliography.lines.get(key, 0)
            yield Problem(path, line, "url", message, "Use https:// or remove it.")
