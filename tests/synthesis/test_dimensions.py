"""What computed numbers are made of: those of like things share an axis, others do not."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.errors import IncomparableFigures
from review.synthesis.dimensions import require_like

LIKE = {
    "a share up to a total, and one between totals": (
        "{ward2014-station} / {ward2014-thefts}",
        "100 * ({gazette2014-thefts} - {ward2014-station}) / ({ward2014-elsewhere} + {ward2014-station})",
    ),
    "a rate from the start, and one between totals": (
        "{ward2014-station} / {months:ward2014-thefts}",
        "({ward2014-thefts} - {ward2014-station}) / {months:ward2014-thefts:gazette2014-thefts}",
    ),
}
UNLIKE = {
    "other things above the line": (
        "{gazette2014-frames} / {ward2014-thefts}",
        "{gazette2014-held} / {ward2014-thefts}",
    ),
    "the line turned over": ("{gazette2014-frames} / {ward2014-thefts}", "{ward2014-thefts} / {gazette2014-frames}"),
    "prices of other links": ("{ward2014-dealer-price} * 1", "{ward2014-buyer-price} * 1"),
    "facts of other series": (
        "{ward2014-thefts} * {fact:euro-2012}",
        "{ward2014-thefts} * {fact:prices-2013}",
    ),
}


def both(bicycles: Small, first: str, second: str, **cells: str) -> None:
    bicycles.change("derivations", "station-share", expression=first)
    bicycles.add("derivations", like="station-share", derivation_id="other", expression=second, **cells)
    require_like(bicycles.corpus(), ("station-share", "other"))


@pytest.mark.parametrize("expressions", LIKE.values(), ids=LIKE)
def test_like_things_share_an_axis(bicycles: Small, expressions: tuple[str, str]) -> None:
    both(bicycles, *expressions)


@pytest.mark.parametrize("expressions", UNLIKE.values(), ids=UNLIKE)
def test_unlike_things_do_not(bicycles: Small, expressions: tuple[str, str]) -> None:
    with pytest.raises(IncomparableFigures, match="station-share and other"):
        both(bicycles, *expressions)


def test_nor_do_numbers_of_other_units(bicycles: Small) -> None:
    share = "{ward2014-station} / {ward2014-thefts}"
    with pytest.raises(IncomparableFigures):
        both(bicycles, share, share, unit="ratio")
