"""The lift of tables from one schema to the next: whole or not at all, and nothing where they are of this schema."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from review.corpus.rules.vocabulary_rules import RATIO
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.tables.descriptor import DESCRIPTOR
from review.corpus.tables.schema import TableSchema, schema
from review.errors import CorpusError, Problem
from review.files.atomic import read_whole, write_together

_FROM_1 = Path(__file__).with_name("from_1")
#: The tables of this schema that the first one lacked: what they say stood in the library.
_NEW = ("bases", "appraisal_domains", "appraisal_judgements")
_GIVEN = ("sources.kind", "events.kind", "themes.kind")
_ADDED = ("kind", "singular", "plural", "sign", "position", "grouping")
_WHERE = f"data/{DESCRIPTOR}"
Row = dict[str, str]


def migrate(data: Path) -> list[str]:
    """Bring the tables in the folder *data* into the library's schema, and return the paths of what was written.

    Nothing is written where they are of it. Raises CorpusError, and writes nothing, where they are of a schema that the
    library does not know, or not as that schema has it, and FileFault where a table cannot be read.
    """
    written: dict[Path, bytes] = {}
    content = _declaration(data)
    while (version := content.get("schema")) != schema().version:
        if not isinstance(version, str) or version not in _LIFTS:
            known = ", ".join((*_LIFTS, schema().version))
            message = f"no schema {version!r} is known (known: {known})"
            raise CorpusError([Problem(_WHERE, 0, "schema", message, "Use the library that has that schema.")])
        content, tables = _LIFTS[version](data, content)
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        written |= {**tables, data / DESCRIPTOR: text.encode("utf-8")}
    write_together(written)
    return [f"data/{path.relative_to(data).as_posix()}" for path in written]


def known_rows(table: str) -> list[Row]:
    """Return the rows of *table* that the library knew by itself in schema 1: a first vocabulary of a new review.

    >>> [row["basis"] for row in known_rows("bases")]
    ['estimated', 'legal', 'observed', 'price']
    """
    with (_FROM_1 / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def unit_row(row: Mapping[str, str]) -> Row:
    """Return a unit of schema 1 with what the library then said of it, by its name where it did not know it.

    >>> unit_row({"unit": "body", "label": "body", "words": ""})["plural"]
    'bodies'
    """
    known = {one["unit"]: one for one in known_rows("units")}
    unit = row["unit"]
    if unit in known:
        return {**row, **known[unit]}
    first, _, rest = unit.replace("-", " ").partition(" ")
    many = first if first.isupper() else first[:-1] + "ies" if re.search(r"[^aeiou]y$", first) else first + "s"
    kind = "money" if re.fullmatch(r"[A-Z]{3}", unit) else "count"
    return {**row, "kind": kind, "singular": f"{first} {rest}".strip(), "plural": f"{many} {rest}".strip()}


def exclusion_reasons() -> dict[str, str]:
    """Return the reasons for exclusion that the library knew by itself in schema 1, with what they mean."""
    reasons: dict[str, str] = json.loads((_FROM_1 / "exclusion_reasons.json").read_bytes())
    return reasons


def _declaration(data: Path) -> dict[str, Any]:
    try:
        content = json.loads((data / DESCRIPTOR).read_bytes())
    except (OSError, ValueError) as error:
        message = f"the declaration of the tables cannot be read ({error})"
        raise CorpusError([Problem(_WHERE, 0, "", message, "Restore it, or mend its JSON.")]) from error
    if not isinstance(content, dict):
        raise CorpusError([Problem(_WHERE, 0, "", "the declaration of the tables is no JSON object", "Restore it.")])
    return content


def _from_1(data: Path, content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[Path, bytes]]:
    """Bases, instrument and reasons stood in the library, and units had neither signs nor words for several."""
    tables = {table.name: table.headed((), {}) for table in schema().tables}
    words = content.get("vocabularies")
    if not isinstance(words, dict) or sorted(words) != sorted(_GIVEN) or not all(map(_are_words, words.values())):
        message = f"the vocabularies are not those of schema 1 (expected {', '.join(_GIVEN)}, a list of words each)"
        raise CorpusError([Problem(_WHERE, 0, "vocabularies", message, "Mend them first.")])
    there = [tables[name].path for name in _NEW if (data / tables[name].path).exists()]
    if there:
        problems = [Problem(f"data/{path}", 0, "", "schema 1 has no such table", "Move it away.") for path in there]
        raise CorpusError(problems)
    given = {name: dict.fromkeys(words[name], "") for name in words}
    lifted = {**content, "schema": "2", "vocabularies": {**given, "exclusions.reason": exclusion_reasons()}}
    written = {data / tables[name].path: canonical_bytes(tables[name], known_rows(name)) for name in _NEW}
    return lifted, written | _units(data, tables["units"])


def _units(data: Path, table: TableSchema) -> dict[Path, bytes]:
    path = data / table.path
    old = replace(table, columns=tuple(column for column in table.columns if column.name not in _ADDED))
    rows = parse(old, read_whole(path), f"data/{table.path}")
    # Of units that only computed numbers and facts had, the library knew the signs all the same.
    known = {row["unit"] for row in rows}
    used = {unit for name in ("derivations", "facts") for unit in _units_used(data, name)}
    rows += [{"unit": unit, "label": unit} for unit in sorted(used - known) if " " not in unit and unit != RATIO]
    return {path: canonical_bytes(table, map(unit_row, rows))}


def _units_used(data: Path, name: str) -> set[str]:
    table = next(table for table in schema().tables if table.name == name)
    return {row["unit"] for row in parse(table, read_whole(data / table.path), f"data/{table.path}")} - {""}


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


Lift = Callable[[Path, Mapping[str, Any]], tuple[dict[str, Any], dict[Path, bytes]]]
#: From each older schema to the next.
_LIFTS: dict[str, Lift] = {"1": _from_1}
