"""The numbers of charts on a built site: each names its row, which is told of and linked beside the chart."""

from __future__ import annotations

import pytest

from review.book.site.html_tree import Page, parse_html
from review.book.site.row_ids import untraceable_numbers
from review.corpus.corpus import Corpus

FLOWS = '<svg role="img" aria-label="Lines"><g data-figure-ids="alpha2001-lost gone"></g></svg>'
SPEC = '<script type="application/json" class="chart-spec">{"datasets": {"d": [%s]}}</script>'


@pytest.mark.parametrize(
    ("row", "table"),
    [
        ('{"figure_id": "gone"}', "figures"),
        ('{"derivation_id": "gone"}', "derivations"),
        ('{"figure_ids": ["alpha2001-lost", "gone"]}', "figures"),
    ],
)
def test_an_id_of_no_row_is_found_in_the_data_of_a_chart(row: str, table: str, small_corpus: Corpus) -> None:
    page = Page("index.html", parse_html(SPEC % row))
    (problem,) = untraceable_numbers(page, small_corpus)
    assert f"a number names 'gone', which is no row of {table}" in str(problem)


def test_an_id_of_no_row_is_found_on_a_mark_of_several_figures(small_corpus: Corpus) -> None:
    (problem,) = untraceable_numbers(Page("index.html", parse_html(FLOWS)), small_corpus)
    assert "a number names 'gone', which is no row of figures" in str(problem)
