"""The ids of the book, and what is owed to each that was released: it stands, leads on, or was withdrawn (law 11)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from review.book.pages.changes.history import ROWS, TITLED
from review.book.pages.changes.releases import read_releases, require_kept
from review.book.pages.changes.state import state_of
from review.book.pages.citables import catalogue, written_pages
from review.book.prose.notebooks import LABEL
from review.book.prose.outputs import KINDS
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot, once
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.tables.judgement_records import ReleasedId
from review.errors import CorpusError, Problem

SWAPPED = "Give each its own back: a reader who cited one would find the other."
HINT = "Restore it, or say what became of it: moved or merged, and into what, or withdrawn; and the reason."


def ids_of(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Return the ids that stand in the book, by their kind."""
    rows = {kind: frozenset(snapshot.corpus.tables[table]) for kind, table in ROWS.items()}
    shown = {kind: frozenset(_outputs(snapshot, kind)) for kind in KINDS}
    return {**rows, **shown, "section": frozenset(_labels(snapshot))}


@once
def require_ids(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the ids of the book that no release had yet, by their kind; none where no list is kept.

    Raises CorpusError where a released id is gone without a word, leads nowhere, is in use again or has changed places
    with another, and where what a release said is not kept as it was.
    """
    corpus = snapshot.corpus
    require_kept(snapshot.project.data)
    if not corpus.tables["ids"]:
        return {}
    known = ids_of(snapshot)
    if problems := sorted([*_problems(corpus, known), *_swapped(snapshot)]):
        raise CorpusError(problems)
    new = {kind: sorted(ids - _released(corpus, kind)) for kind, ids in known.items()}
    return {kind: ids for kind, ids in new.items() if ids}


def listed_ids(snapshot: Snapshot, version: str) -> tuple[int, Path, bytes]:
    """Return how many ids of the book are not listed yet, and the file that lists them too, as those of *version*."""
    corpus = snapshot.corpus
    table = corpus.descriptor.table("ids")
    path = snapshot.project.data / table.path
    titles = _titles(snapshot)
    new = [
        {"kind": kind, "id": name, "since": version, "title": titles.get((kind, name), "")}
        for kind, ids in ids_of(snapshot).items()
        for name in ids - _released(corpus, kind)
    ]
    rows = parse(table, path.read_bytes(), f"data/{table.path}")
    return len(new), path, canonical_bytes(table, [*rows, *new])


def _released(corpus: Corpus, kind: str) -> frozenset[str]:
    return frozenset(name for of, name in corpus.tables["ids"] if of == kind)


def _problems(corpus: Corpus, known: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for key, row in corpus.tables["ids"].items():
        for fault in _faults(row, known[row.kind]):
            yield corpus.problem("ids", key, *fault)


def _faults(row: ReleasedId, known: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    if not row.fate and row.id not in known:
        yield "id", f"the {row.kind} {row.id!r} was released ({row.since}) and is not in the book", HINT
    if row.fate and row.id in known:
        message = f"the {row.kind} {row.id!r} is {row.fate} and in use again"
        yield "id", message, "Give what has it now another id: the old one is cited for what it was."
    if row.became and row.became not in known:
        message = f"the {row.kind} {row.id!r} leads to {row.became!r}, which is not in the book"
        yield "became", message, "Name what stands for it now."


def _swapped(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield each id that has what another of its kind was released with, which has what it had itself."""
    corpus = snapshot.corpus
    for kind, name, other in (*_swapped_titles(snapshot), *_swapped_rows(snapshot)):
        message = f"the {kind} {name!r} has changed places with {other!r} since it was released"
        yield Problem(corpus.path("ids"), corpus.lines["ids"].get((kind, name), 0), "id", message, SWAPPED)


def _swapped_titles(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    now = _titles(snapshot)
    was = {key: row.title for key, row in snapshot.corpus.tables["ids"].items() if row.title and key in now}
    had = {(kind, title): name for (kind, name), title in was.items()}
    for (kind, name), title in was.items():
        other = had.get((kind, now[kind, name]), name)
        if title != now[kind, name] and now.get((kind, other)) == title:
            yield kind, name, other


def _swapped_rows(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    releases = read_releases(snapshot.project.data)
    now, was = (state_of(snapshot.corpus), releases[-1].state) if releases else ({}, {})
    for kind, table in ROWS.items():
        rows, before = now.get(table, {}), was.get(table, {})
        had = {json.dumps(row, sort_keys=True): name for name, row in before.items()}
        for name in rows.keys() & before.keys():
            other = had.get(json.dumps(rows[name], sort_keys=True), name)
            if before[name] != before.get(other) and rows.get(other) == before[name]:
                yield kind, name, other


def _titles(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    parts = catalogue(snapshot).parts.values()
    return {(TITLED[part.kind], part.id): part.title for part in parts if part.kind in TITLED}


def _outputs(snapshot: Snapshot, kind: str) -> Iterator[str]:
    for page in written_pages(snapshot):
        yield from (f"{page.prefix}{output.label}" for output in page.outputs if output.label and output.kind == kind)


def _labels(snapshot: Snapshot) -> Iterator[str]:
    """Yield the labels of all pages: written, of notebooks, of the notebook that is run for each source, made."""
    for page in written_pages(snapshot):
        yield from (f"{page.prefix}{label}" for label in LABEL.findall(page.text))
