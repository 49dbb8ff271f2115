"""The Frictionless data package: the tables as they stand, a declaration that a stranger can use, the references."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from review.citing.styles import reference
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import DESCRIPTOR, Descriptor
from review.corpus.tables.schema import Column, ForeignKey, TableSchema
from review.errors import CorpusError, Problem
from review.export.edition import Edition
from review.files.hashing import sha256

#: What stands beside the tables where the project has it: name in the project, name in the package.
_BESIDE = {f"data/{BIBLIOGRAPHY}": BIBLIOGRAPHY, "CITATION.cff": "CITATION.cff", "LICENSE-content": "LICENSE"}
_MOST_TOLD = 20


def write_package(edition: Edition, folder: Path) -> None:
    """Write the data package into *folder*, which is made."""
    project = edition.project
    for table in edition.corpus.descriptor.tables:
        target = folder / table.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.data / table.path, target)
    flat = edition.flat
    cells = [["" if cell is None else str(cell) for cell in row] for row in edition.rows(flat)]
    rows = [dict(zip(flat.column_names, row, strict=True)) for row in cells]
    (folder / flat.path).write_bytes(canonical_bytes(flat, rows))
    beside = {name: project.root / path for path, name in _BESIDE.items() if (project.root / path).is_file()}
    for name, path in beside.items():
        shutil.copyfile(path, folder / name)
    declared = declaration(edition, folder, "LICENSE" in beside)
    text = json.dumps(declared, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


def data_package(descriptor: Descriptor) -> dict[str, Any]:
    """Return the whole Data Package: what the review says of its tables, and the library's schema of them."""
    about = {"profile": "data-package", "licenses": [], **descriptor.about}
    ordered = ("name", "title", "description", "profile", "licenses")
    package = {name: about[name] for name in ordered if about.get(name)}
    return package | {"resources": [resource(table) for table in descriptor.tables]}


def resource(table: TableSchema) -> dict[str, Any]:
    """Return what a Data Package says of a table, with its Table Schema."""
    key = table.primary_key
    schema: dict[str, Any] = {
        "fields": list(map(_field, table.columns)),
        "primaryKey": key[0] if len(key) == 1 else list(key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(table, each) for each in table.foreign_keys]
    return {
        "name": table.name,
        "path": table.path,
        "description": table.description,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
    }
    kept = {name: value for name, value in constraints.items() if value is not None}
    field = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": kept} if kept else {})


def _foreign_key(table: TableSchema, key: ForeignKey) -> dict[str, Any]:
    # In Table Schema a table names itself by nothing.
    to = "" if key.table == table.name else key.table
    return {"fields": key.column, "reference": {"resource": to, "fields": key.target}}


def declaration(edition: Edition, folder: Path, licensed: bool) -> dict[str, Any]:
    """Return the data package with what it needs to travel alone: version, people, sources, hashes."""
    citation = edition.citation
    declared = data_package(edition.corpus.descriptor)
    resources = [_with_hash(each, folder) for each in (*declared.pop("resources"), resource(edition.flat))]
    licences = [({"path": "LICENSE"} if licensed else {}) | one for one in declared.pop("licenses", [])]
    travelling: dict[str, Any] = {
        "version": citation.version,
        "created": f"{edition.released.isoformat()}T00:00:00Z",
        "licenses": licences,
        "contributors": [{"title": name, "role": "author"} for name in citation.authors],
        "sources": _sources(edition),
        "citation": edition.reference,
        "notices": list(edition.notices),
    }
    if citation.url:
        travelling["homepage"] = citation.here
    kept = {name: value for name, value in travelling.items() if value}
    return declared | {"title": citation.title} | kept | {"resources": resources}


def _with_hash(declared: dict[str, Any], folder: Path) -> dict[str, Any]:
    data = (folder / declared["path"]).read_bytes()
    own = {name: value for name, value in declared.items() if name != "schema"}
    return own | {
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
        "schema": declared["schema"],
    }


def _sources(edition: Edition) -> list[dict[str, str]]:
    """Return the reviewed texts, as the list of references has them, with the address where known."""
    sources = []
    for source_id in edition.corpus.sources:
        item = edition.works[source_id]
        path = {"path": item["URL"]} if "URL" in item else {}
        sources.append({"name": source_id, "title": reference(item).entry} | path)
    return sources


def require_valid(folder: Path) -> None:
    """Let a package pass that the frictionless library finds valid. Raises CorpusError with what it says."""
    if problems := package_problems(folder):
        raise CorpusError(problems[:_MOST_TOLD])


def package_problems(folder: Path) -> list[Problem]:
    """Return what the frictionless library, which takes a second, finds wrong with a package."""
    from frictionless import Package
    from frictionless.exception import FrictionlessException

    try:
        # `Package` itself takes a path with brackets for a pattern.
        report = Package.from_descriptor(str(folder / DESCRIPTOR)).validate()
        problems = [_told(DESCRIPTOR, error) for error in report.errors]
        return problems + [_told(task.place, error) for task in report.tasks for error in task.errors]
    except FrictionlessException as error:
        return [_told(DESCRIPTOR, reason) for reason in error.reasons or [error.error]]


def _told(name: str, error: Any) -> Problem:
    line, column = getattr(error, "row_number", 0), getattr(error, "field_name", "")
    message = f"the data package is not valid: {' '.join(error.message.split())}"
    hint = "Run `review check`; if it finds nothing, the export itself is at fault."
    return Problem(f"package/{name}", line, column, message, hint)
