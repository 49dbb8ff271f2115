"""The chapter on prices, run as a reader would run it: what a conversion shows, and what it leaves out."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bicycle_project import REPOSITORY

from review.corpus.corpus import Corpus
from review.corpus.tables.project import VARIABLE
from review.execution.parameters.declared import read_parameters
from review.execution.runs.run import run_notebook
from review.live.running import run_here
from review.synthesis.money.money import Priced, reprice_all

NOTEBOOK = REPOSITORY / "notebooks" / "prices.ipynb"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what each cell of a run in dollars at official rates shows, as Markdown or as HTML."""
    output = tmp_path_factory.mktemp("run") / "prices.ipynb"
    run_notebook(NOTEBOOK, output, {"currency": "USD", "rates": "world-bank"}, folder=REPOSITORY)
    return texts(output)


def texts(output: Path) -> list[str]:
    outputs = [out.data for cell in nbformat.read(output, 4).cells for out in cell.get("outputs", [])]
    return [data.get("text/markdown") or data.get("text/html") or data["text/plain"] for data in outputs]


def test_a_run_in_another_currency_has_no_answer_and_names_what_was_changed(shown: list[str]) -> None:
    top = shown[0]
    assert "{answer}" not in "".join(shown)
    assert "`currency` is `'USD'`" in top and "`rates` is `'world-bank'`" in top
    assert "assumed_year" not in top
    assert not any("no price states its year" in text for text in shown)


def test_a_price_without_a_year_is_left_out_with_the_reason(shown: list[str], corpus: Corpus) -> None:
    (table,) = (text for text in shown if "Each price as reported and as drawn" in text)
    rows = [unescape(re.sub(r"<[^>]*>", " ", row)) for row in table.split("<tr>")]
    yuan = [row for row in rows if "yuan" in row and "As reported" not in row]
    assert len(yuan) == len(corpus.figures_where(measure_id="price-child", unit="CNY"))
    assert all("left out" in row and "not converted: no year stated" in row for row in yuan)
    assert "left out: the same table says which" in shown[1]


def drawn(settings: dict[str, object]) -> list[dict[str, Any]]:
    """Return the specifications of the first chart, for a telephone and for a wide page."""
    chart = next(cell.html for cell in run_here(NOTEBOOK, settings) if cell.label == "chart-prices-by-link")
    return [json.loads(text) for text in re.findall(r'<script[^>]* class="chart-spec[^"]*">(.*?)</script>', chart)]


def test_a_run_draws_wide_for_a_wide_page_and_marks_what_it_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(REPOSITORY))
    narrow, wide = drawn({"currency": "USD"})
    assert wide["width"] > 1.5 * narrow["width"]
    rows = [row for rows in narrow["datasets"].values() for row in rows]
    by_us = {row["figure_id"]: row for row in rows if row["converted_id"]}
    printed = [row for row in rows if row["figure_id"] not in by_us]
    assert len(by_us) > 1 and printed
    assert all(row["amount"].startswith("≈") for row in by_us.values() if "amount" in row)
    assert not any("≈" in row["amount"] for row in printed)
    assert [name for name, row in by_us.items() if row["mark"] == "vague"] == ["jiang2013-buyers-purchase-spending"]


def converted(corpus: Corpus, **asked: Any) -> tuple[Priced, ...]:
    """Return the prices in yuan in dollars, with the notebook's own defaults for what is not asked."""
    defaults: dict[str, Any] = {item.name: item.default for item in read_parameters(NOTEBOOK)}
    keep = {name: defaults[name] for name in ("rates", "base_year", "assumed_year")} | asked
    figures = corpus.figures_where(measure_id="price-child", unit="CNY")
    return reprice_all(corpus, figures, currency="USD", price_changes="consumer-price-change", **keep)


def test_it_comes_in_where_a_year_is_assumed_or_the_source_s_own_rate_is_used(corpus: Corpus) -> None:
    assert [price.bounds for price in converted(corpus, rates="world-bank") if price.bounds] == []
    for asked in ({"rates": "world-bank", "assumed_year": 2010}, {}):
        prices = converted(corpus, **asked)
        assert all(price.bounds for price in prices)
        assert {price.shown.unit for price in prices} == {"USD"}


def test_official_series_are_chosen_by_name_and_differ(corpus: Corpus) -> None:
    names = ("world-bank", "federal-reserve")
    in_2011 = {name: converted(corpus, rates=name, assumed_year=2011) for name in names}
    steps = {name: {step for price in run for step in price.steps} for name, run in in_2011.items()}
    assert steps == {
        "world-bank": {"÷ 6.461461 (CNY per USD, 2011)"},
        "federal-reserve": {"÷ 6.4630 (CNY per USD, 2011)"},
    }


def test_a_price_in_constant_prices_of_a_base_year(corpus: Corpus) -> None:
    figures = [corpus.figures["jiang2013-price-boy-final-yuan"]]
    given: dict[str, Any] = {"rates": "world-bank", "price_changes": "consumer-price-change"}
    given |= {"base_year": 2012, "assumed_year": 2010}
    (price,) = reprice_all(corpus, figures, currency="CNY", **given)
    assert tuple(map(str, price.lines)) == ("40,000 × 1.05554 × 1.0262 = 43,328",)
    (price,) = reprice_all(corpus, figures, currency="USD", **given)
    assert tuple(map(str, price.lines)) == ("40,000 × 1.05554 × 1.0262 ÷ 6.312333 = 6,864",)


def test_no_price_states_its_year_as_the_chapter_concludes(corpus: Corpus) -> None:
    prices = corpus.figures_where(measure_id="price-child")
    assert not [figure.figure_id for figure in prices if figure.period_start or figure.period_end]
