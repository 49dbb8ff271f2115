"""What would follow from another number: told of everything that rests on a figure, with nothing changed."""

from __future__ import annotations

import pytest

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.present.frames.consequences import what_follows

TOTAL = "jiang2013-campaign-2010-09-children-rescued"


def test_numbers_verdicts_and_findings_follow_and_the_data_stay(real_cells: Corpus) -> None:
    before = real_cells.figures[TOTAL]
    lower = what_follows(TOTAL, "2,000")
    assert {"computed", "verdict", "finding"} == set(lower.what)
    share = lower.loc["campaign-children-first-interval"]
    assert (str(share["now"]), share["then"]) == ("4,616", "−169")
    assert real_cells.figures[TOTAL] is before
    same = what_follows(TOTAL, "6,785")
    assert [str(now) for now in same["now"]] == list(same["then"])


@pytest.mark.parametrize(
    ("name", "printed", "said"),
    [("nobody", "5", "is no figure"), (TOTAL, "many", "is no number"), (TOTAL, "5 %", "Write the number alone")],
)
def test_what_cannot_be_asked_is_told(name: str, printed: str, said: str, real_cells: Corpus) -> None:
    with pytest.raises(UsageError, match=said):
        what_follows(name, printed)
