"""Numbers that are computed without a row of their own: found again by their ids, with formula and inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bicycle_project import Small
from cells import in_cells
from markup_reader import named

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import RelationKind
from review.present.html.markup import plain
from review.present.numbers.conversions import conversions_table, implied_rates_table
from review.present.tables.calculations import CONVERSIONS, RATES, calculation, calculations
from review.present.tables.register import arithmetic
from review.synthesis.money.money import conversion, reprice_all
from review.synthesis.money.rates import IMPLIED
from review.synthesis.register.relations import judge_relation

BUYER, DEALER, POUNDS = "ward2014-buyer-price", "ward2014-dealer-price", "ward2014-buyer-price-pounds"
BY_BANK = {"currency": "GBP", "rates": "euro-rate"}


@pytest.fixture
def priced(bicycles: Small) -> Small:
    """The small project, a buyer's price given in pounds too."""
    cells = {"quote": "(40 to 90 pounds)", "printed": "40 to 90", "low": "40", "high": "90", "unit": "GBP"}
    bicycles.change("figures", BUYER, origin_id="office")
    bicycles.add("figures", like=BUYER, figure_id=POUNDS, **cells)
    return bicycles


def links(html: str) -> dict[str, str]:
    """Return the numbers in *html* that lead to a row, by their ids."""
    ids = ("data-derivation-id", "data-figure-id")
    return {a.attributes[key]: a.text for a in named(html, "a") for key in ids if key in a.attributes}


@pytest.mark.parametrize(
    "asked",
    [
        {"currency": "GBP", "rates": IMPLIED},
        {"currency": "GBP", "rates": IMPLIED, "price_changes": "price-change"},
        BY_BANK,
        {**BY_BANK, "assumed_year": 2013},
        {**BY_BANK, "assumed_year": 2013, "base_year": 2014, "price_changes": "price-change"},
        {"currency": "", "rates": "euro-rate", "base_year": 2014, "price_changes": "price-change"},
    ],
    ids=lambda asked: "-".join(map(str, asked.values())),
)
def test_a_converted_price_is_found_again_by_its_id(priced: Small, asked: dict[str, Any]) -> None:
    corpus = priced.corpus()
    prices = reprice_all(corpus, [corpus.figures[name] for name in (BUYER, DEALER)], **asked)
    converted = [price for price in prices if price.factors]
    assert converted
    for price in converted:
        again, told = conversion(corpus, price.name), calculation(corpus, price.name)
        assert again and (again.bounds, tuple(map(str, again.lines))) == (price.bounds, tuple(map(str, price.lines)))
        assert told and told.group == CONVERSIONS and price.figure in told.figures


@pytest.mark.parametrize("asked", ["", "in", "in--GBP", "in--GBP--nobody", "in--XXX--euro-rate", "in--GBP--implied--x"])
def test_what_asks_for_no_conversion_is_no_id(priced: Small, asked: str) -> None:
    assert calculation(priced.corpus(), f"{DEALER}--{asked}") is None


def test_every_amount_of_a_conversion_leads_to_its_row(priced: Small) -> None:
    corpus = priced.corpus()
    repriced = reprice_all(corpus, [corpus.figures[DEALER]], currency="GBP", rates=IMPLIED)
    ((_, shown, how, _),) = in_cells(corpus, conversions_table, repriced, caption="C").rows
    name = f"{DEALER}--in--GBP--implied"
    assert links(str(shown)) == {name: "up to £32"}
    assert plain(how).startswith("40 ÷ (50 ÷ 40) = 32\n÷ (50 ÷ 40) to (120 ÷ 90) (EUR per GBP")
    assert links(str(how)).keys() == {name, DEALER, BUYER, POUNDS}


def test_every_implied_rate_leads_to_its_formula(priced: Small) -> None:
    corpus = priced.corpus()
    table = in_cells(corpus, implied_rates_table, caption="C")
    found = {key: text for row in table.rows for cell in row[2:] for key, text in links(str(cell)).items()}
    made = {each.name: each for each in calculations(corpus) if each.group == RATES}
    assert {name: each.result for name, each in made.items()} == found
    assert plain(made[f"{BUYER}--rate"].formula) == "50 ÷ 40 and 120 ÷ 90"
    assert plain(made[f"{BUYER}--rounded-rate"].formula) == "50 ÷ (40 ± 5), and within 120 ÷ (90 ± 5)"
    assert f"{BUYER}--rate" in links(str(made["ward2014--EUR-GBP--rate"].formula))


def test_that_no_one_rate_fits_is_no_number(priced: Small) -> None:
    priced.change("figures", POUNDS, high="60", printed="40 to 60", quote="(40 to 60 pounds)")
    (row, _) = in_cells(priced.corpus(), implied_rates_table, caption="C").rows
    assert row[3] == "none"
    assert calculation(priced.corpus(), f"{BUYER}--rounded-rate") is None


@pytest.mark.parametrize(
    ("kind", "members", "said"),
    [
        ("sum", "ward2014-thefts ward2014-station ward2014-elsewhere", "310 + 894"),
        ("overlap", "ward2014-station ward2014-elsewhere", "at least the largest of 310 and 894"),
    ],
)
def test_what_a_constraint_makes_has_its_formula(priced: Small, kind: str, members: str, said: str) -> None:
    priced.change("relations", "thefts-parts", kind=kind, members=members)
    corpus = priced.corpus()
    made = calculation(corpus, "thefts-parts--1")
    sentence = arithmetic(corpus, judge_relation(corpus, corpus.relations["thefts-parts"]))
    assert made and links(str(sentence)) == {made.name: made.result}
    assert plain(made.formula).replace("\u00a0", " ") == said


def test_counts_that_overlap_are_never_added(bicycle_corpus: Corpus) -> None:
    members = "ward2014-station ward2014-elsewhere"
    relation = replace(bicycle_corpus.relations["thefts-same"], kind=RelationKind.OVERLAP, members=members)
    assert "1,204" not in str(arithmetic(bicycle_corpus, judge_relation(bicycle_corpus, relation)))
