"""The lines of the review's numbers, drawn."""

from __future__ import annotations

from cells import in_cells
from test_lineage_chart import drawings, ways

from review.corpus.corpus import Corpus
from review.present.flows.lineage import lineage_chart


def test_every_line_of_the_review_is_drawn_with_few_pages(real: Corpus) -> None:
    """A picture is read; what has no tie stands in the table."""
    for line_id in dict.fromkeys(tie.line_id for tie in real.tables["lineages"].values()):
        made = in_cells(real, lineage_chart, line_id, caption="A line.")
        assert made.data is not None and len(made.data.rows) <= 12
        for drawing in drawings(made):
            for _, (left, top, right, foot) in ways(drawing):
                assert right > left - 4 and foot > top
