"""The attribution charts of the review.

The first tests are those of the library, run here on the review.
"""

from __future__ import annotations

import re

import pytest
import test_attribution_chart as on_small
from test_attribution_chart import pieces

from review.corpus.corpus import Corpus
from review.present.flows.attribution import source_chart
from review.present.flows.drawing import BAND_OPACITY
from review.present.html.markup import plain
from review.present.tables.attribution import dead_ends_table, meetings_table, unfolded
from review.synthesis.conclusions.attribution import chains, meetings

test_every_chart_is_whole_and_readable_on_a_telephone = on_small.test_every_chart_is_whole_and_readable_on_a_telephone
test_a_count_is_the_number_of_the_ids_beside_it = on_small.test_a_count_is_the_number_of_the_ids_beside_it
test_the_bars_count_the_figures_of_sources_and_of_ends = on_small.test_the_bars_count_the_figures_of_sources_and_of_ends
test_the_lists_hold_every_figure_once_with_its_label = on_small.test_the_lists_hold_every_figure_once_with_its_label


def numbers(piece: dict[str, str]) -> list[float]:
    """Return the numbers in the way of a path."""
    return [float(number) for number in re.findall(r"-?[\d.]+", piece["d"])]


def test_bands_are_as_wide_as_the_number_of_figures(real: Corpus) -> None:
    made = source_chart(real, "jiang2013", chains(real), caption="C")
    bands = pieces(made, "path", opacity=BAND_OPACITY)
    widths = [float(band["stroke-width"]) for band in bands]
    nearest = [width for band, width in zip(bands, widths, strict=True) if numbers(band)[0] < 15]
    figures = len(real.figures_where(source_id="jiang2013"))
    assert sum(nearest) == pytest.approx(figures * min(widths), rel=0.01)


def test_what_no_figure_is_credited_to_is_not_drawn(real: Corpus) -> None:
    made = source_chart(real, "cecc2009", chains(real), caption="C")
    assert "Los Angeles Times" not in made.html.text
    assert "Los Angeles Times, 20 September 2009 (8 statements)" in unfolded(real, "cecc2009", chains(real)).text


def test_dead_ends_stand_with_the_words_of_the_source(real: Corpus) -> None:
    made = dead_ends_table(real, chains(real))
    assert len(made.rows) == sum(
        real.origin_chain(figure.origin_id)[-1].kind == "unnamed" for figure in real.figures.values()
    )
    assert list(dict.fromkeys(made.groups)) == [
        "Credited to somebody who is not named",
        "Credited to nobody: the source states it on its own word",
    ]
    assert "<q>Experts say</q>" in made.html.text


def test_a_shared_origin_names_each_source_with_its_figures(real: Corpus) -> None:
    made = meetings_table(real, meetings(chains(real)))
    rows = zip(made.rows, made.groups, strict=True)
    ministry = {plain(row[0]) for row, group in rows if "Ministry of Public" in str(group)}
    assert ministry >= {"CECC 2009", "HumanTrafficking.org 2011", "Jiang 2013"}
    assert "Chinanews.com → Ministry of Public Security" in made.html.text
