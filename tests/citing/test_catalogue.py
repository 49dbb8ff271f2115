"""What can be cited: each thing by its id, and the record that is made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.citing.catalogue import Catalogue, Citable, Kind, by_id
from review.citing.reference import Citation
from review.citing.styles import reference
from review.errors import UsageError

BOOK = Citation("Reported thefts: A review", ("The contributors",), "1.2.0", "2020-05-04", ("CC-BY-4.0",))
CHART = Citable("chart-thefts", Kind.CHART, "Thefts rise", "thefts", "chart-thefts")
FIGURE = Citable(
    *("ward2014-thefts", Kind.FIGURE, "Thefts: up to 90, as reported by Ward (2014)", "ward2014", "ward2014-thefts"),
    works=("ward2014",),
    origin="Reported figure: Ward (2014), Why, paragraph 1, crediting the police",
    caution="no period is stated",
)
PAGE = Citable("thefts", Kind.CHAPTER, "Thefts", "thefts")
WORK = {"id": "ward2014", "type": "report", "title": "Why bicycles go", "author": [{"family": "Ward", "given": "A."}]}
CATALOGUE = Catalogue(BOOK, "thefts", by_id([PAGE, CHART, FIGURE]), {"ward2014": WORK})
HOME = "https://a.example/book"
PUBLISHED = replace(CATALOGUE, book=replace(BOOK, url=HOME))


def test_a_chart_is_cited_as_a_part_of_the_book() -> None:
    assert reference(PUBLISHED.item("chart-thefts")).entry == (
        "The contributors. (2020). Thefts rise [Chart]. In Reported thefts: A review (Version 1.2.0). "
        "https://a.example/book/v/1.2.0/thefts.html#chart-thefts"
    )


def test_a_figure_names_its_source_the_place_in_it_whom_it_credits_and_the_caution() -> None:
    item = PUBLISHED.item("ward2014-thefts")
    assert item["note"] == (
        "Reported figure: Ward (2014), Why, paragraph 1, crediting the police. Caution: no period is stated."
    )
    assert item["genre"] == "Coded figure"


def test_without_an_address_nothing_invents_one() -> None:
    item = CATALOGUE.item("thefts")
    assert "URL" not in item
    assert item["note"] == "In this book at thefts.html."
    assert "URL" not in CATALOGUE.item("book")


def test_a_whole_page_has_an_address_without_a_place_on_it() -> None:
    assert PUBLISHED.item("thefts")["URL"] == f"{HOME}/v/1.2.0/thefts.html"
    assert PUBLISHED.item("book")["URL"] == f"{HOME}/v/1.2.0/"


def test_keys_name_the_review_and_the_version() -> None:
    assert PUBLISHED.item("thefts")["id"] == "thefts-1.2.0-thefts"
    assert PUBLISHED.item("book")["id"] == "thefts-1.2.0"


def test_a_persons_name_stays_in_its_parts() -> None:
    people = ({"family": "Roe", "given": "Ann"}, {"literal": "The office"})
    item = replace(CATALOGUE, book=replace(BOOK, people=people)).item("thefts")
    assert item["author"] == [{"family": "Roe", "given": "Ann"}, {"literal": "The office"}]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("chart-theft", "(nearest: chart-thefts"),
        ("WARD", "(nearest: ward2014-thefts, ward2014"),
        ("zzz", "nothing has this id. "),
    ],
)
def test_an_unknown_id_gets_the_nearest(asked: str, nearest: str) -> None:
    with pytest.raises(UsageError) as refused:
        CATALOGUE.item(asked)
    assert nearest in str(refused.value)
    assert "`review cite --list`" in str(refused.value)


def test_two_things_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'thefts' is the id of two things \(thefts.html, other.html\)"):
        by_id([PAGE, replace(PAGE, page="other")])


def test_what_is_made_when_asked_for_is_found() -> None:
    priced = replace(FIGURE, id="ward2014-price--in--USD", kind=Kind.DERIVATION)
    made = replace(CATALOGUE, made=lambda name: priced if name == priced.id else None)
    assert made.item(priced.id)["genre"] == "Computed number"
