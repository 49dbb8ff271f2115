"""Numbers that the library computes without a row: each is linked, and its link, its row and its card hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from bs4 import Tag
from building import build_site
from cells import in_cells
from small_project import ROWS, notebook, shown, write_rows

from review.book.pages.cards import read_cards
from review.book.site.html_tree import Page, classes, parse_html, read_page, read_site
from review.book.site.row_ids import untraceable_numbers
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.migration.migrate import unit_row
from review.corpus.tables.project import Project
from review.present.numbers.conversions import conversions_table, implied_rates_table
from review.present.tables.calculations import CONSTRAINTS, CONVERSIONS, RATES, calculation
from review.synthesis.money.money import reprice_all
from review.synthesis.money.rates import IMPLIED

#: Cells that hold nothing but computed numbers, and sentences that tell them.
CELLS = frozenset({"Rate as printed", "Rates that rounding allows", "As shown", "How"})
SENTENCE = re.compile(r"(The parts make|Together|The pairs imply|The counts imply)[^.]*")
ASIDE = re.compile(r"\([^()]*[a-z][^()]*\)")
FOUND, FIRST, SECOND = "alpha2001-found", "alpha2001-first", "alpha2001-second"
EUROS, POUNDS, OTHER = "alpha2001-euros", "alpha2001-pounds", "alpha2001-other"


def told(element: Tag) -> Iterator[str]:
    """Yield the text in *element* without the numbers that lead to their rows."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not (child.attrs.keys() & {"data-figure-id", "data-derivation-id"} or "fact-value" in classes(child)):
            yield from told(child)


def unlinked(page: Page) -> list[str]:
    """Return the digits in cells and sentences of computed numbers that lead nowhere."""
    found = []
    for cell in page.all("td", "th"):
        text, label = "".join(told(cell)), cell.attrs.get("data-label")
        if label in CELLS and not text.startswith("not converted"):
            found += re.findall(r"\d+", ASIDE.sub("", text))
        if label == "Verdict":
            found += [sentence[0] for sentence in SENTENCE.finditer(text) if re.search(r"\d", sentence[0])]
    return found


def computed(page: Page) -> set[str]:
    """Return the ids of the computed numbers on *page*."""
    return {e.attrs["data-derivation-id"] for e in page.elements if "data-derivation-id" in e.attrs}


def check_site(site: Path, corpus: Corpus) -> set[str]:
    """Return the groups of the computed numbers of a site, each of which is linked, has a row and has a card."""
    made, rows = read_cards(site / "cards")["derivation"], read_page(site / "derivations.html", site).targets
    groups = set()
    for page in read_site(site):
        assert (page.path, unlinked(page)) == (page.path, [])
        for name in computed(page):
            number = calculation(corpus, name)
            assert number and name in rows, (page.path, name)
            card = parse_html(made[name])
            inputs = {e.attrs["data-figure-id"] for e in card.find_all(True) if "data-figure-id" in e.attrs}
            assert {figure.figure_id for figure in number.figures} <= inputs, name
            assert "Formula" in [e.text for e in card.find_all("dt")]
            groups.add(number.group)
    return groups


def figure(name: str, value: str, **others: str) -> dict[str, str]:
    cells = {"figure_id": name, "quote": f"{value} of them", "printed": value, "low": value, "high": value}
    return {**ROWS["figures"][0], **cells, **others}


@pytest.fixture
def counting(fresh: Project) -> Project:
    """The small project with two parts of a total, a price in two currencies, and one in the first of them alone."""
    price = {"measure_id": "price", "population_id": ""}
    figures = [
        *(figure(FIRST, "1000", population_id="men"), figure(SECOND, "1100", population_id="women")),
        figure(EUROS, "120", **price, unit="EUR"),
        figure(POUNDS, "90", **price, unit="GBP"),
        figure(OTHER, "40", **price, unit="EUR", paragraph="2"),
    ]
    measure = {**ROWS["measures"][0], "measure_id": "price", "label": "Price", "counted": "price", "basis": "price"}
    members = f"{FOUND} {FIRST} {SECOND}"
    parts = {"relation_id": "parts", "kind": "sum", "members": members, "tolerance": "0", "reading": "They differ."}
    sexes = [
        {"population_id": name, "label": name.title(), "sex": sex, "part_of": "persons"}
        for name, sex in (("men", "male"), ("women", "female"))
    ]
    rows = {
        "figures": [*ROWS["figures"], *figures],
        "populations": [*ROWS["populations"], *sexes],
        "measures": [*ROWS["measures"], measure | {"units": "EUR GBP", "comparable_within": "price"}],
        "units": [
            *ROWS["units"],
            unit_row({"unit": "EUR", "label": "euro"}),
            unit_row({"unit": "GBP", "label": "pound"}),
        ],
        "relations": [parts],
    }
    write_rows(fresh.root, {name: sorted(r, key=lambda c: next(iter(c.values()))) for name, r in (ROWS | rows).items()})
    return fresh


def show_prices(project: Project, corpus: Corpus) -> None:
    """Give the project's chapter the tables of rates and conversions, and the page of the source its rows."""
    folder = project.root / "finished"
    asked = reprice_all(corpus, [corpus.figures[OTHER]], currency="GBP", rates=IMPLIED)
    chapter = nbformat.read(folder / "question.ipynb", as_version=4)
    rates = in_cells(corpus, implied_rates_table, caption="Rates")
    tables = rates, in_cells(corpus, conversions_table, asked, caption="Prices")
    chapter.cells += [shown("table()", text_html=table.html.text) for table in tables]
    source = nbformat.read(folder / "alpha2001.ipynb", as_version=4)
    rows = "".join(f'<tr id="{name}"><td data-coded>a row</td></tr>' for name in corpus.figures)
    source.cells[-1] = shown("table()", text_html=f"<table><tbody>{rows}</tbody></table>")
    for name, made in (("question", chapter), ("alpha2001", source)):
        (folder / f"{name}.ipynb").write_text(nbformat.writes(notebook(*made.cells)), encoding="utf-8")


def test_a_computed_number_without_a_row_is_linked_and_has_a_row_and_a_card(counting: Project) -> None:
    corpus = open_corpus(counting)
    show_prices(counting, corpus)
    build_site(counting, counting.root / "finished")
    assert check_site(counting.site, corpus) == {"", CONSTRAINTS, RATES, CONVERSIONS}
    card = read_cards(counting.site / "cards")["derivation"]["parts--1"]
    assert "2,100" in card and 'href="disagreements.html#parts"' in card


def test_an_id_that_nothing_is_computed_by_is_a_broken_trace(small_corpus: Corpus) -> None:
    def told_of(name: str) -> list[str]:
        body = f'<article><a data-derivation-id="{name}" href="derivations.html">1</a></article>'
        return [problem.message for problem in untraceable_numbers(Page("p.html", parse_html(body)), small_corpus)]

    assert told_of("share") == []
    for name in ("parts--1", "alpha2001-found--in--GBP--implied", "alpha2001-found--rate"):
        assert told_of(name) == [f"a number names {name!r}, which is no row of derivations"]


def test_a_number_without_a_link_is_seen() -> None:
    cells = (
        '<td data-label="How">40 ÷ <a data-figure-id="a">3</a> (change of prices, 2010)</td>'
        '<td data-label="Verdict">The parts make 6,020.</td><td data-label="Verdict">Together <a '
        'data-derivation-id="b">from 1 to 2</a>.</td>'
    )
    assert unlinked(Page("p.html", parse_html(f"<table><tr>{cells}</tr></table>"))) == ["40", "The parts make 6,020"]
