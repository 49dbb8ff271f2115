"""All that a notebook or a page can show of the rich project is, to the letter, what was approved."""

from __future__ import annotations

from functools import partial

import pytest
from approving import Approved, Outputs
from bicycle_project import Small
from outlines import outline
from shown_charts import CHARTS, FRAMES
from shown_tables import TABLES, Make
from shown_words import WORDS

from review.execution.chapter import Chapter
from review.present.charts.data import set_up
from review.present.values.opened import open_for_cells

OUTPUTS = {
    f"{kind}-{name}.txt": make
    for kind, made in (("table", TABLES), ("frame", FRAMES), ("chart", CHARTS), ("words", WORDS))
    for name, make in made.items()
}


def shown(chapter: Chapter, make: Make) -> str:
    set_up()
    open_for_cells(chapter.corpus)
    return outline(make(chapter))


@pytest.fixture(scope="module")
def outputs(rich: Small) -> Outputs:
    chapter = Chapter("thefts", rich.project, rich.corpus(), (), {})
    return Outputs("present", {name: partial(shown, chapter, make) for name, make in OUTPUTS.items()})


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_shown_is_what_was_approved(name: str, outputs: Outputs, approved: Approved) -> None:
    approved(name, outputs.text(name))


def test_whatever_can_be_shown_is_approved(outputs: Outputs, approved: Approved) -> None:
    assert outputs.never_called() == []
    assert approved.names() == {*OUTPUTS}
