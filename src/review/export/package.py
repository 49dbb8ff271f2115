"""The Frictionless data package: the tables as they stand, a declaration that a stranger can use, the references."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

from frictionless import Package
from frictionless.exception import FrictionlessException
from pybtex.database import Entry

from review.citing.flat.columns import flat_resource
from review.citing.reference import address, plain_reference
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import DESCRIPTOR
from review.errors import CorpusError, Problem
from review.export.edition import Edition
from review.files.hashing import sha256

#: What stands beside the tables where the project has it: name in the project, name in the package.
_BESIDE = {f"data/{BIBLIOGRAPHY}": BIBLIOGRAPHY, "CITATION.cff": "CITATION.cff", "LICENSE-content": "LICENSE"}
_MOST_TOLD = 20


def write_package(edition: Edition, folder: Path) -> None:
    """Write the data package into *folder*, which is made. Raises CorpusError where frictionless refuses it."""
    project = edition.project
    for table in edition.corpus.descriptor.tables:
        target = folder / table.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.data / table.path, target)
    write_flat(edition, folder)
    beside = {name: project.root / path for path, name in _BESIDE.items() if (project.root / path).is_file()}
    for name, path in beside.items():
        shutil.copyfile(path, folder / name)
    text = json.dumps(declaration(edition, folder, "LICENSE" in beside), ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    require_valid(folder)


def write_flat(edition: Edition, folder: Path) -> None:
    """Write the flat table of the figures into *folder* as CSV, in the canonical form of the others."""
    table = edition.flat
    rows = [dict(zip(table.column_names, map(_cell, row), strict=True)) for row in edition.rows(table)]
    (folder / table.path).write_bytes(canonical_bytes(table, rows))


def _cell(value: str | int | Decimal | None) -> str:
    return "" if value is None else str(value)


def declaration(edition: Edition, folder: Path, licensed: bool) -> dict[str, Any]:
    """Return the project's declaration with what it needs to travel alone: version, people, sources, hashes."""
    citation = edition.citation
    declared = dict(edition.declaration)
    made = flat_resource(edition.corpus.descriptor)
    resources = [_with_hash(resource, folder) for resource in (*declared.pop("resources"), made)]
    licences = [({"path": "LICENSE"} if licensed else {}) | one for one in declared.pop("licenses", [])]
    travelling: dict[str, Any] = {
        "version": citation.version,
        "created": f"{edition.released.isoformat()}T00:00:00Z",
        "licenses": licences,
        "contributors": [{"title": name, "role": "author"} for name in citation.authors],
        "sources": _sources(edition),
        "citation": plain_reference(citation),
        "notices": list(edition.notices),
    }
    if home := address(citation):
        travelling["homepage"] = home
    kept = {name: value for name, value in travelling.items() if value}
    return declared | {"title": citation.title} | kept | {"resources": resources}


def _with_hash(resource: dict[str, Any], folder: Path) -> dict[str, Any]:
    data = (folder / resource["path"]).read_bytes()
    own = {name: value for name, value in resource.items() if name != "schema"}
    return own | {
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
        "schema": resource["schema"],
    }


def _sources(edition: Edition) -> list[dict[str, str]]:
    """Return the reviewed texts: who, what and when as the bibliography has them, with the address where known."""
    entries = edition.bibliography.entries
    found = []
    for source_id, source in edition.corpus.sources.items():
        entry = entries[source_id]
        when = source.dated if source.dated.startswith("[") else f"({source.dated})"
        title = f"{_people(entry) or source.speaker}: {source.title} {when}"
        path = {"path": entry.fields["url"]} if "url" in entry.fields else {}
        found.append({"name": source_id, "title": title} | path)
    return found


def _people(entry: Entry) -> str:
    """Return the authors as a reader knows them: pybtex's rich names have no braces, and letters for accents."""
    parts = ("first", "middle", "prelast", "last", "lineage")
    people = entry.persons.get("author", ())
    names = ([str(name) for part in parts for name in getattr(person, f"rich_{part}_names")] for person in people)
    return ", ".join(" ".join(name) for name in names)


def require_valid(folder: Path) -> None:
    """Let a package pass that the frictionless library finds valid. Raises CorpusError with what it says."""
    try:
        report = Package(str(folder / DESCRIPTOR)).validate()
        told = [_told(DESCRIPTOR, error) for error in report.errors]
        told += [_told(task.place, error) for task in report.tasks for error in task.errors]
    except FrictionlessException as error:
        told = [_told(DESCRIPTOR, reason) for reason in error.reasons or [error.error]]
    if told:
        raise CorpusError(told[:_MOST_TOLD])


def _told(name: str, error: Any) -> Problem:
    line, column = getattr(error, "row_number", 0), getattr(error, "field_name", "")
    message = f"the data package is not valid: {' '.join(error.message.split())}"
    hint = "Run `review check`; if it finds nothing, the export itself is at fault."
    return Problem(f"package/{name}", line, column, message, hint)
