"""How the rich project and its parts are cited, and its flat table, are to the letter what was approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import pytest
from approving import Approved, Outputs
from bicycle_project import Small
from outlines import outline, record_line

from review.citing.flat import flat_figures, flat_table
from review.citing.reference import (
    Citation,
    Part,
    address,
    bibtex,
    citation,
    csl_json,
    is_day,
    plain_reference,
    read_citation,
    ris,
)
from review.citing.requirements import REQUIREMENTS
from review.corpus.snapshot import Snapshot

BARE = Citation("A Review", ("Ä {N}",), "2", "1999-12-31", ("MIT",))
PART = Part("Prices of 50 % & more", "prices", "prices-asked")
DAYS = ("2020-05-04", "2020-5-4", "20200504", "2020-02-30", "")


def forms(snapshot: Snapshot) -> Iterator[str]:
    for cited, part, base in product((citation(snapshot), BARE), (None, PART), ("", "http://copy.example/")):
        yield f"== {cited.title}, {part.title if part else 'whole'}, {base or 'no base'}"
        yield address(cited, part, base) or "no address"
        yield from (form(cited, part, base).replace("\r", "␍") for form in (plain_reference, bibtex, ris, csl_json))


def file(snapshot: Snapshot) -> Iterator[object]:
    read = read_citation(snapshot.project.root / "CITATION.cff")
    yield from (record_line(read), read.year, read.author_names, PART.fragment)
    yield [f"{day}: {is_day(day)}" for day in DAYS]
    yield [f"{one.name} ({one.stage.value}): {one.says} {one.find(snapshot)}" for one in REQUIREMENTS]


def columns(snapshot: Snapshot) -> Iterator[str]:
    table = flat_table(snapshot.corpus.descriptor)
    yield from (
        table.name,
        table.path,
        table.description,
        str(table.primary_key),
        *map(record_line, table.foreign_keys),
    )
    yield from map(record_line, table.columns)


def rows(snapshot: Snapshot) -> Iterator[str]:
    for row in flat_figures(snapshot.corpus):
        yield " | ".join("–" if cell is None else str(cell) for cell in row.values())


OUTPUTS: dict[str, Callable[[Snapshot], object]] = {
    "forms.txt": forms,
    "file.txt": file,
    "columns.txt": columns,
    "rows.txt": rows,
}


@pytest.fixture(scope="module")
def outputs(rich: Small) -> Outputs:
    def made(make: Callable[[Snapshot], object]) -> str:
        return outline(make(Snapshot(rich.project)))

    return Outputs("citing", {name: partial(made, make) for name, make in OUTPUTS.items()})


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_cited_is_what_was_approved(name: str, outputs: Outputs, approved: Approved) -> None:
    approved(name, outputs.text(name))


def test_every_form_of_citing_is_approved(outputs: Outputs, approved: Approved) -> None:
    assert outputs.never_called() == []
    assert approved.names() == {*OUTPUTS}
