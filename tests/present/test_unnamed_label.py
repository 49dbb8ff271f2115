"""The label of an unnamed origin: it stands with the figure wherever the figure is printed, and with no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cells import in_cells
from markup_reader import read

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.frames.publish import publish
from review.present.frames.rows import figures_frame
from review.present.tables.coded_rows import figures_table, prices_table
from review.present.values.opened import open_for_cells
from review.present.words.wording import UNNAMED_LABEL, value_link


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
def test_every_linked_value_has_it_or_needs_none(name: str, corpus: Corpus) -> None:
    found = labelled(HTML[name](corpus))
    assert found
    assert {key: {corpus.is_unnamed(corpus.figures[key])} for key in found} == found
