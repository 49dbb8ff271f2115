"""The ready tables of the review.

The first test is one of the library, run here on the review.
"""

from __future__ import annotations

import test_tables as on_small
from cells import in_cells
from markup_reader import named, read

from review.corpus.corpus import Corpus
from review.present.tables.coded_rows import (
    figures_table,
)

test_ready_tables_are_whole = on_small.test_ready_tables_are_whole


def test_figures_are_anchored_and_linked(real: Corpus) -> None:
    html = in_cells(real, figures_table, real.figures.values(), caption="C", anchors=True)._repr_html_()
    anchors = {element.attributes["id"] for element in named(html, "tr") if "id" in element.attributes}
    linked = {a.attributes["data-figure-id"] for a in named(html, "a") if "data-figure-id" in a.attributes}
    assert anchors == linked == set(real.figures)
    plain = in_cells(real, figures_table, real.figures.values(), caption="C")._repr_html_()
    assert not [element for element in read(plain) if "id" in element.attributes]
