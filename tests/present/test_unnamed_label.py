"""The label of an unnamed origin: it stands with the figure wherever the figure is printed, and with no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markup_reader import read
from test_charts import CHARTS, data

from review.corpus.corpus import Corpus
from review.present.charts.derived import derived_chart
from review.present.charts.intervals import interval_chart
from review.present.conversions import conversions_table
from review.present.flows.attribution import source_chart
from review.present.markup import markup
from review.present.tables import figures_table, prices_table
from review.present.wording import UNNAMED_LABEL, value_link, value_words
from review.synthesis.attribution import chains
from review.synthesis.money import reprice_all


def labelled(html: str) -> dict[str, set[bool]]:
    """Return for each linked figure whether the label stands right behind its links."""
    found: dict[str, set[bool]] = {}
    elements = read(html)
    for element, after in zip(elements, [*elements[1:], elements[0]], strict=True):
        if "figure-value" in element.attributes.get("class", "").split():
            stands = after.attributes.get("class") == "unnamed" and after.text == UNNAMED_LABEL
            found.setdefault(element.attributes["data-figure-id"], set()).add(stands)
    return found


HTML: dict[str, Callable[[Corpus], str]] = {
    "figures": lambda c: figures_table(c, c.figures.values(), caption="F").html.text,
    "prices": lambda c: prices_table(c, c.figures_where(unit=("CNY", "USD")), caption="P").html.text,
    "chart": lambda c: interval_chart(c, c.figures.values(), caption="C").html.text,
    "links": lambda c: "".join(f"<p>{value_link(c, figure)}</p>" for figure in c.figures.values()),
}


@pytest.mark.parametrize("name", HTML)
@pytest.mark.parametrize("corpus", ["small", "real"])
def test_every_linked_value_has_it_or_needs_none(name: str, corpus: str, request: pytest.FixtureRequest) -> None:
    rows: Corpus = request.getfixturevalue(corpus)
    found = labelled(HTML[name](rows))
    assert found
    assert {key: {rows.is_unnamed(rows.figures[key])} for key in found} == found


@pytest.mark.parametrize("name", CHARTS)
def test_what_a_pointer_over_a_mark_is_told_has_it(name: str, real: Corpus) -> None:
    for row in data(CHARTS[name](real)):
        if "value" in row and "quote" in row:
            assert (f"({UNNAMED_LABEL})" in row["value"]) is real.is_unnamed(real.figures[row["figure_id"]])


def test_what_a_pointer_over_an_origin_is_told_has_it(real: Corpus) -> None:
    for source_id in real.sources:
        told = source_chart(real, source_id, chains(real), caption="C").html.text
        for figure in real.figures_where(source_id=source_id):
            words = f"\n{value_words(real, figure, 'unit')}: {real.measures[figure.measure_id].label}\n"
            assert markup(words).text in told


def test_the_alternative_text_of_stated_numbers_beside_computed_ones_has_it(real: Corpus) -> None:
    unnamed = next(f for f in real.figures.values() if real.is_unnamed(f) and f.unit == "percent")
    made = derived_chart(real, {}, caption="C", beside=[unnamed])
    assert UNNAMED_LABEL in made.alternative


def test_a_converted_price_keeps_it(real: Corpus) -> None:
    prices = real.figures_where(unit=("CNY", "USD"))
    asked = {"currency": "CNY", "rates": "yuan-per-usd-world-bank"}
    made = conversions_table(real, reprice_all(real, prices, assumed_year=2009, **asked), caption="C")
    converted = [row for row in made.rows if row[1] not in ("left out", "the same")]
    shown = {(UNNAMED_LABEL in str(row[0]), UNNAMED_LABEL in str(row[1])) for row in converted}
    assert shown == {(True, True), (False, False)}
