"""The ids of rows that have none yet: made of the source and of what the row says, and taken by no other row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from review.corpus.corpus import Corpus
from review.corpus.verification.row_templates import exclusion_name


def named_cells(
    corpus: Corpus, source_id: str, table: str, cells: Mapping[str, str], taken: Collection[str] = ()
) -> dict[str, str]:
    """Return the id of a row of evidence that has none, beside those that are *taken*; nothing where it has one."""
    key = corpus.descriptor.table(table).primary_key[0]
    if cells.get(key) or table not in ("figures", "claims", "exclusions"):
        return {}
    known = {*corpus.tables[table], *taken}
    if table == "figures":
        return {key: figure_name(source_id, cells, known)}
    if table == "claims":
        return {key: unused(f"{source_id}-{slugged(cells.get('theme_id', '')) or 'statement'}", known)}
    return {key: exclusion_name(source_id, known)}


def figure_name(source_id: str, cells: Mapping[str, str], taken: set[str]) -> str:
    """Return an id that is not *taken*: the source, what is counted, and of whom, where and when as far as needed."""
    parts = [source_id, cells.get("measure_id") or "number"]
    for more in (cells.get(name, "") for name in ("stage", "population_id", "place", "period_start")):
        if "-".join(parts) not in taken:
            break
        parts += [slug] if (slug := slugged(more)) else []
    return unused("-".join(parts), taken)


def slugged(text: str) -> str:
    """Return *text* as a part of an id: small letters and digits, hyphens between.

    >>> slugged("Harbour Street, 2nd")
    'harbour-street-2nd'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def unused(name: str, known: Iterable[str]) -> str:
    """Return *name*, or with a number behind it, so that it is none of the *known* ids."""
    taken, number, tried = set(known), 1, name
    while tried in taken:
        number += 1
        tried = f"{name}-{number}"
    return tried
