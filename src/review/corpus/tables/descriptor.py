"""What a review declares of its tables, `datapackage.json`: what they are called, and the words of its topic."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from review.corpus.tables.schema import TableSchema, schema
from review.corpus.tables.spreadsheet_saves import header_of
from review.errors import CorpusError, Problem
from review.files.folder_entries import link_problems

DESCRIPTOR = "datapackage.json"
_PATH = f"data/{DESCRIPTOR}"
_HINT = "Restore it, or mend its JSON."
_ABOUT = ("name", "title", "description", "licenses")
_REQUIRED = ("name", "title", "schema", "vocabularies")
#: The member that says what columns of the review's own hold.
COLUMNS_TOLD = "columns"
_MEMBERS = (*_ABOUT, "schema", "vocabularies", COLUMNS_TOLD)
_LONGEST_HEADER = 1 << 14
#: What the specification of Data Packages lets a name be.
_NAME = re.compile(r"[-a-z0-9._/]+")


@dataclass(frozen=True)
class Descriptor:
    """The declared tables of a data folder, and what is said *about* them: name, title, description, licenses."""

    folder: Path
    about: Mapping[str, Any]
    tables: tuple[TableSchema, ...]

    def table(self, name: str) -> TableSchema:
        """Return the table *name*. Raises KeyError."""
        return next(table for table in self.tables if table.name == name)


def read_descriptor(folder: Path) -> Descriptor:
    """Return the tables of the library's schema, with what *folder*/datapackage.json says. Raises CorpusError.

    The file names the version of the schema, which has to be the library's, and gives the words of each open
    vocabulary. Columns that begin with ``x_`` are the review's own, in any table; it may say what they hold. A folder
    that has links is not read at all.
    """
    if links := link_problems(folder, "data"):
        raise CorpusError(links)
    try:
        data = (folder / DESCRIPTOR).read_bytes()
    except OSError as error:
        raise CorpusError([_unread(error.strerror or str(error))]) from error
    about, tables, told = _declared(data)
    tables = tuple(table.headed(_header(folder / table.path), told) for table in tables)
    known = {f"{table.name}.{name}" for table in tables for name in table.own_columns}
    if idle := sorted(told.keys() - known):
        mend = "Add the column behind the others, a name that begins with x_, or say nothing of it."
        raise CorpusError([Problem(_PATH, 0, "columns", f"{idle[0]} is no column of the review's own", mend)])
    return Descriptor(folder, about, tables)


def _header(path: Path) -> list[str]:
    """Return the names in the first line of a table; none where it cannot be read, which is told where it is read."""
    try:
        with path.open("rb") as file:
            return header_of(file.read(_LONGEST_HEADER))
    except OSError:
        return []


@lru_cache(maxsize=4)
def _declared(data: bytes) -> tuple[Mapping[str, Any], tuple[TableSchema, ...], Mapping[str, str]]:
    try:
        content = json.loads(data, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        message = f"the declaration of the tables is not JSON ({error.msg})"
        raise CorpusError([Problem(_PATH, error.lineno, "", message, _HINT)]) from error
    except ValueError as error:
        raise CorpusError([_unread(str(error))]) from error
    if not isinstance(content, dict):
        raise CorpusError([_unread("it is no JSON object")])
    if missing := [name for name in _REQUIRED if name not in content]:
        raise CorpusError([_unread(f"it has no {', '.join(missing)}")])
    faults = [*_about_faults(content), *_schema_faults(content["schema"])]
    if content["schema"] == schema().version:  # in another, they are written otherwise
        faults += _word_faults(content["vocabularies"])
    if faults:
        raise CorpusError(Problem(_PATH, 0, *fault) for fault in faults)
    about = {name: content[name] for name in _ABOUT if name in content}
    return about, schema().with_words(content["vocabularies"]), content.get(COLUMNS_TOLD, {})


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of a JSON object. Raises ValueError where one stands twice: the first would be lost."""
    members = dict(pairs)
    if twice := next((name for name, count in Counter(name for name, _ in pairs).items() if count > 1), ""):
        raise ValueError(f"the member {twice!r} stands twice")
    return members


def _unread(reason: str) -> Problem:
    return Problem(_PATH, 0, "", f"the declaration of the tables cannot be read ({reason})", _HINT)


def _about_faults(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for member in content.keys() - set(_MEMBERS):
        mend = "Remove it: the tables and their columns are the library's."
        yield member, f"this member is unknown (expected {', '.join(_MEMBERS)})", mend
    for member in ("name", "title", "description"):
        if not isinstance(content.get(member, ""), str):
            yield member, f"it is no text (got {content[member]!r})", "Write a text."
    told = content.get(COLUMNS_TOLD, {})
    if not isinstance(told, dict) or not all(isinstance(text, str) and text for text in told.values()):
        mend = 'Write {"table.x_name": "What it holds.", …}.'
        yield COLUMNS_TOLD, f"it does not say what columns hold (got {json.dumps(told, ensure_ascii=False)})", mend
    if isinstance(name := content["name"], str) and not _NAME.fullmatch(name):
        yield "name", f"{name!r} is no name", "Write it in lower-case letters, digits, hyphens, points and slashes."
    licences = content.get("licenses", [])
    if not isinstance(licences, list) or not all(map(_is_licence, licences)):
        mend = "Give each its name or path, and a title: texts."
        yield "licenses", f"it is no list of licences (got {json.dumps(licences)})", mend


def _is_licence(value: object) -> bool:
    return (
        isinstance(value, dict)
        and ("name" in value or "path" in value)
        and value.keys() <= {"name", "path", "title"}
        and all(isinstance(text, str) for text in value.values())
    )


def _schema_faults(version: object) -> Iterator[tuple[str, str, str]]:
    if version != (known := schema().version):
        message = f"the tables are of another schema than the library's (got {version!r}, expected {known!r})"
        yield "schema", message, "Run `review migrate`, or use the library that has that schema."


def _word_faults(vocabularies: object) -> Iterator[tuple[str, str, str]]:
    if not isinstance(vocabularies, dict):
        yield "vocabularies", "it is no JSON object", "Give each open vocabulary its words."
        return
    known = schema().open_vocabularies
    for name, column in known.items():
        if name not in vocabularies:
            yield (
                "vocabularies",
                f"the words of {name} are not given",
                f'Add "{name}" with its words and what they mean.',
            )
        elif not _are_words(words := vocabularies[name]):
            message = f"{name} does not give words with their meanings (got {json.dumps(words, ensure_ascii=False)})"
            mend = 'Write {"word": "what it means", …}, at least one, without space around it; the meaning may be "".'
            yield "vocabularies", message, mend
        elif lacking := [word for word in column.needs if word not in words]:
            message = f"{name} lacks {lacking[0]!r}, which the library writes itself"
            yield "vocabularies", message, f'Add "{lacking[0]}" with what it means.'
    for name in vocabularies.keys() - known.keys():
        message = f"{name} is no open vocabulary (expected {', '.join(known)})"
        yield "vocabularies", message, "Remove it: a column of any other name has the words that the library knows."


def _are_words(value: object) -> bool:
    if not isinstance(value, dict) or not value or not all(isinstance(text, str) for text in value.values()):
        return False
    return all(word and word == word.strip() for word in value)
