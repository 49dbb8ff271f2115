"""The label of an unnamed origin stands with every figure of the review that needs it.

The first test is one of the library, run here on the review.
"""

from __future__ import annotations

import test_unnamed_label as on_small
from cells import in_cells

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.flows.attribution import source_chart
from review.present.frames.publish import publish
from review.present.frames.repriced import reprice
from review.present.frames.rows import figures_frame
from review.present.html.markup import markup
from review.present.numbers.conversions import conversions_table
from review.present.values.opened import open_for_cells
from review.present.words.wording import UNNAMED_LABEL, is_vague, value_words
from review.synthesis.conclusions.attribution import chains
from review.synthesis.money.money import reprice_all

test_every_linked_value_has_it_or_needs_none = on_small.test_every_linked_value_has_it_or_needs_none


def test_what_a_pointer_over_an_origin_is_told_has_it(real: Corpus) -> None:
    for source_id in real.sources:
        told = source_chart(real, source_id, chains(real), caption="C").html.text
        for figure in real.figures_where(source_id=source_id):
            words = f"\n{value_words(real, figure, 'unit')}: {real.measures[figure.measure_id].label}\n"
            assert markup(words).text in told


def test_the_table_of_a_chart_has_it(real: Corpus) -> None:
    set_up()
    open_for_cells(real)
    unnamed = next(f for f in real.figures.values() if real.is_unnamed(f) and f.unit == "percent")
    table = publish(interval_chart(figures_frame(real, [unnamed])), caption="C").data
    assert table is not None and UNNAMED_LABEL in table.html.text


def test_a_converted_price_keeps_it(real: Corpus) -> None:
    prices = real.figures_where(unit=("CNY", "USD"))
    asked = {"currency": "CNY", "rates": "yuan-per-usd-world-bank"}
    made = in_cells(real, conversions_table, reprice_all(real, prices, assumed_year=2009, **asked), caption="C")
    converted = [row for row in made.rows if row[1] not in ("left out", "the same")]
    shown = {(UNNAMED_LABEL in str(row[0]), UNNAMED_LABEL in str(row[1])) for row in converted}
    assert shown == {(True, True), (False, False)}


def test_a_converted_price_is_no_firmer_than_the_word_that_it_was_read_in(real: Corpus) -> None:
    open_for_cells(real)
    frame = figures_frame(
        real, [figure for figure in real.figures.values() if is_vague(figure) and figure.unit == "CNY"]
    )
    assert len(frame) and set(reprice(frame, currency="USD")["mark"]) == {"vague"}
