"""Everything that can be cited in the review prints the same from BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from approving import approve
from csl_schema import faults
from reading_formats import Item, from_bibtex, from_ris

from review.book.pages.citables import catalogue
from review.citing.catalogue import Catalogue, Kind
from review.citing.interchange import bibtex, csl_json, ris, titled
from review.citing.styles import reference
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project

OF_A_KIND = 10


@pytest.fixture(scope="module")
def known(real: Corpus) -> Catalogue:
    """Return the catalogue of the review, at an address."""
    made = catalogue(Snapshot(Project(real.descriptor.folder.parent)))
    return replace(made, book=replace(made.book, url="https://a.example/review/"))


def chapter_of(item: Item) -> Item:
    """Return a part as formats have it that know chapters alone."""
    kept = {key: value for key, value in item.items() if key not in ("genre", "language")}
    return {**kept, "id": "read", "type": "chapter", "title": titled(item)}


def test_every_part_is_read_back_as_it_is_written(known: Catalogue) -> None:
    """Where the records are the same, so is what a style makes of them."""
    for name in known.parts:
        item = known.item(name)
        assert from_bibtex(bibtex(item)) == from_ris(ris(item)) == chapter_of(item), name


def test_every_record_keeps_the_schema_of_csl(known: Catalogue) -> None:
    assert faults(json.loads(csl_json(known.item(name) for name, _, _ in known.ids()))) == []


def printed(item: Item) -> set[str]:
    """Return what is printed of an item itself, and of each of its files as others read them."""
    (stored,) = json.loads(csl_json([item]))
    return {reference(read).entry for read in (item, stored, from_bibtex(bibtex(item)), from_ris(ris(item)))}


def test_every_kind_prints_the_same_from_every_format(known: Catalogue) -> None:
    chosen: dict[Kind, list[str]] = defaultdict(list)
    for name, kind, _ in known.ids():
        if len(chosen[kind]) < OF_A_KIND and kind is not Kind.WORK:
            chosen[kind].append(name)
    for name in (name for names in chosen.values() for name in names):
        assert len(entries := printed(known.item(name))) == 1, entries


@pytest.mark.soak
def test_everything_prints_the_same_from_every_format(known: Catalogue) -> None:
    for name in known.parts:
        assert len(entries := printed(known.item(name))) == 1, entries


def test_a_number_names_its_source_its_place_its_origin_its_mark_and_its_caution(
    known: Catalogue, real: Corpus
) -> None:
    for figure in real.figures.values():
        note = known.item(figure.figure_id)["note"]
        assert real.locator(figure) in note
        assert ("[Identification probable]" in note) is (figure.source_id == "jiang2013")
        assert ", credited to" in note
        assert "certainty" in note
        assert ("nobody who counted is named" in note) is real.is_unnamed(figure)
    for name in real.derivations:
        assert "Computed by this review: " in known.item(name)["note"]


def test_nothing_is_called_as_another_of_its_kind(known: Catalogue) -> None:
    called = Counter(
        (kind, title) for _, kind, title in known.ids() if kind in (Kind.CHAPTER, Kind.SECTION, Kind.CHART, Kind.TABLE)
    )
    assert [title for title, count in called.items() if count > 1] == []


def test_ten_references_of_each_kind_are_as_they_were_read_against_the_rules(
    known: Catalogue, request: pytest.FixtureRequest
) -> None:
    """The version, the day and the address of what stands here are left out, which another release would change."""
    chosen: dict[Kind, list[str]] = defaultdict(list)
    for name, kind, _ in known.ids():
        chosen[kind].append(name)
    lines = []
    for kind, names in chosen.items():
        for name in names[:: max(1, len(names) // OF_A_KIND)][:OF_A_KIND]:
            made = reference(known.item(name))
            lines += [f"{kind} {name}", f"  {made.entry}", f"  {made.in_text}"]
    text = "\n".join(lines).replace(known.book.here, "ADDRESS").replace(known.book.shown_version, "VERSION")
    text = re.sub(r"since \d+\.\d+\.\d+", "since RELEASE", text.replace(f"({known.book.year})", "(YEAR)"))
    approve("review/references.txt", text + "\n", request)


#: Written by hand, by the rules of the styles; version and place are those of what stands here.
BY_HAND = {
    ("prices", "apa"): (
        "The project's contributors. (2026). Prices and the chain of sale. In Reported figures on child trafficking in "
        "China: A narrative review of five sources (Version {version}). {place}/prices.html"
    ),
    ("chart-prices-by-link", "apa"): (
        "The project's contributors. (2026). The price depends on the link, and no price states its year [Chart]. In "
        "Reported figures on child trafficking in China: A narrative review of five sources (Version {version}). "
        "{place}/prices.html#chart-prices-by-link"
    ),
    ("prices", "chicago"): (
        "The project's contributors. 2026. “Prices and the Chain of Sale.” In Reported Figures on Child Trafficking in "
        "China: A Narrative Review of Five Sources, version {version}. {place}/prices.html"
    ),
    ("prices", "mla"): (
        "The project's contributors. “Prices and the Chain of Sale.” Reported Figures on Child Trafficking in China: "
        "A Narrative Review of Five Sources, Version {version}, 2026, {place}/prices.html"
    ),
    ("prices", "vancouver"): (
        "The project's contributors. Prices and the chain of sale. In: Reported figures on child trafficking in China: "
        "A narrative review of five sources [Internet]. Version {version}. 2026. Available from: "
        "{place}/prices.html"
    ),
}


@pytest.mark.parametrize(("name", "style"), BY_HAND)
def test_a_reference_is_as_it_was_written_by_hand(known: Catalogue, name: str, style: str) -> None:
    written = BY_HAND[name, style].format(version=known.book.shown_version, place=known.book.here)
    assert reference(known.item(name), style).entry == written
