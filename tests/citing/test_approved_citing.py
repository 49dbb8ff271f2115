"""How the rich project and its parts are cited, and its flat table, are to the letter what was approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from approving import Approved, Outputs
from bicycle_project import Small
from outlines import outline, record_line

from review.citing.catalogue import Catalogue, Citable, Kind, by_id
from review.citing.flat import flat_figures, flat_table
from review.citing.interchange import bibtex, csl_json, ris
from review.citing.items import in_order, names_of, work_name
from review.citing.reference import Citation, citation, is_day, read_citation
from review.citing.requirements import REQUIREMENTS
from review.citing.rows import rows_to_cite
from review.citing.styles import KeptReferences
from review.citing.works import short_names, works
from review.citing.zenodo import record
from review.corpus.snapshot import Snapshot

BARE = Citation("A Review", ("Ä {N}",), "2", "1999-12-31", ("MIT",))
PARTS = (
    Citable("prices", Kind.CHAPTER, "Prices of 50 % & more", "prices"),
    Citable("prices-asked", Kind.SECTION, "Prices: As asked", "prices", "prices-asked"),
    Citable("chart-prices", Kind.CHART, "Prices rise?", "prices", "chart-prices"),
    Citable("table-prices", Kind.TABLE, "Prices by year", "prices", "table-prices"),
    Citable("data", Kind.DATA, "Data and codebook", "data"),
    Citable("prices-1", Kind.FINDING, "Prices rise", "prices", "finding-prices-1", (), "", "it depends on the coder"),
)
DAYS = ("2020-05-04", "2020-5-4", "20200504", "2020-02-30", "")
#: What reads and writes files has tests of its own.
ELSEWHERE = {
    *(
        "review.citing.adding.add_references",
        "review.citing.adding.reference_entry",
        "review.citing.adding.reference_key",
        "review.citing.adding.references_in",
        "review.citing.styles.KeptReferences.save",
        "review.citing.styles.read_references",
    ),
    *("review.citing.entries.dates.read_date", "review.citing.catalogue.Catalogue.made"),
    "review.citing.reference.Citation.formats",
}
STYLES = ("apa", "chicago", "mla", "vancouver")
OF_A_KIND = 3


def known(snapshot: Snapshot, url: str = "") -> Catalogue:
    parts = by_id([*PARTS, *rows_to_cite(snapshot.corpus, works(snapshot))])
    return Catalogue(replace(citation(snapshot), url=url), "bicycles", parts, works(snapshot))


def forms(snapshot: Snapshot) -> Iterator[str]:
    kept = KeptReferences()
    for url in ("", "http://copy.example/"):
        found = known(snapshot, url)
        told: Counter[Kind] = Counter()
        for name, kind, _ in found.ids():
            told[kind] += 1
            item = found.item(name)
            if told[kind] > (OF_A_KIND if url else 1):
                continue
            yield f"== {kind}: {name}, {found.part(name).address if name in found.parts else 'whole'}"
            yield from (f"{style}: {kept.reference(item, style).slanted}" for style in STYLES[: 1 if url else None])
            yield f"in the text: {kept.reference(item).in_text}"
            if url and told[kind] == 1:
                yield from (form(item).replace("\r", "␍") for form in (bibtex, ris))
    yield csl_json([found.item("book"), found.item("prices-asked")])


def listed(snapshot: Snapshot) -> Iterator[str]:
    yield from (f"{name}: {kind}: {title}" for name, kind, title in known(snapshot).ids())
    yield from (f"{key}: {name}" for key, name in short_names(snapshot).items())
    yield from (f"{work_name(item)} by {names_of(item)}" for item in in_order(works(snapshot).values()))


def file(snapshot: Snapshot) -> Iterator[object]:
    read = read_citation(snapshot.project.root / "CITATION.cff")
    yield from (
        record_line(read),
        read.year,
        read.author_names,
        read.shown_version,
        BARE.shown_version,
        str(BARE.names),
    )
    yield [f"{day}: {is_day(day)}" for day in DAYS]
    yield record(read, snapshot.corpus).decode("utf-8")
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
    "listed.txt": listed,
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
    assert set(outputs.never_called()) == ELSEWHERE
    assert approved.names() == {*OUTPUTS}
