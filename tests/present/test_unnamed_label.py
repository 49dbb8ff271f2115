"""The label of an unnamed origin: it stands with the figure wherever the figure is printed, and with no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cells import in_cells
from markup_reader import read

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.flows.attribution import source_chart
from review.present.frames.publish import publish
from review.present.frames.rows import figures_frame
from review.present.html.markup import markup
from review.present.numbers.conversions import conversions_table
from review.present.tables.coded_rows import figures_table, prices_table
from review.present.values.opened import open_for_cells
from review.present.words.wording import UNNAMED_LABEL, value_link, value_words
from review.synthesis.conclusions.attribution import chains
from review.synthesis.money.money import reprice_all


def labelled(html: str) -> dict[str, set[bool]]:
    """Return for each linked figure whether the label stands right behind its links."""
    found: dict[str, set[bool]] = {}
    elements = read(html)
    for element, after in zip(elements, [*elements[1:], elements[0]], strict=True):
        if "figure-value" in element.attributes.get("class", "").split():
            stands = after.attributes.get("class") == "unnamed" and after.text == UNNAMED_LABEL
            found.setdefault(element.attributes["data-figure-id"], set()).add(stands)
    return found


def _drawn(corpus: Corpus, *measures: str) -> str:
    set_up()
    open_for_cells(corpus)
    frame = figures_frame(corpus, corpus.figures_where(measure_id=measures))
    return publish(interval_chart(frame), caption="C").html.text


HTML: dict[str, Callable[[Corpus], str]] = {
    "figures": lambda c: in_cells(c, figures_table, c.figures.values(), caption="F").html.text,
    "prices": lambda c: in_cells(c, prices_table, c.figures_where(unit=("CNY", "USD")), caption="P").html.text,
    "chart": lambda c: _drawn(c, "seen", "victims-rescued"),
    "links": lambda c: "".join(f"<p>{value_link(c, figure)}</p>" for figure in c.figures.values()),
}


@pytest.mark.parametrize("name", HTML)
@pytest.mark.parametrize("corpus", ["small", "real"])
def test_every_linked_value_has_it_or_needs_none(name: str, corpus: str, request: pytest.FixtureRequest) -> None:
    rows: Corpus = request.getfixturevalue(corpus)
    found = labelled(HTML[name](rows))
    assert found
    assert {key: {rows.is_uncounted(rows.figures[key])} for key in found} == found


def test_what_a_pointer_over_an_origin_is_told_has_it(real: Corpus) -> None:
    for source_id in real.sources:
        told = source_chart(real, source_id, chains(real), caption="C").html.text
        for figure in real.figures_where(source_id=source_id):
            words = f"\n{value_words(real, figure, 'unit')}: {real.measures[figure.measure_id].label}\n"
            assert markup(words).text in told


def test_the_alternative_text_has_it(real: Corpus) -> None:
    set_up()
    open_for_cells(real)
    unnamed = next(f for f in real.figures.values() if real.is_uncounted(f) and f.unit == "percent")
    assert UNNAMED_LABEL in publish(interval_chart(figures_frame(real, [unnamed])), caption="C").alternative


def test_a_converted_price_keeps_it(real: Corpus) -> None:
    prices = real.figures_where(unit=("CNY", "USD"))
    asked = {"currency": "CNY", "rates": "yuan-per-usd-world-bank"}
    made = in_cells(real, conversions_table, reprice_all(real, prices, assumed_year=2009, **asked).priced, caption="C")
    converted = [row for row in made.rows if row[1] not in ("left out", "the same")]
    shown = {(UNNAMED_LABEL in str(row[0]), UNNAMED_LABEL in str(row[1])) for row in converted}
    assert shown == {(True, True), (False, False)}
