"""What computed numbers are made of: those of like things share an axis, others do not."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.errors import IncomparableFigures
from review.synthesis.comparing.dimensions import require_like

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
        "above the line: frames-found observed frame, persons-held observed person adults",
    ),
    "the line turned over": (
        "{gazette2014-frames} / {ward2014-thefts}",
        "{ward2014-thefts} / {gazette2014-frames}",
        "below the line: frames-found observed frame, thefts observed case",
    ),
    "nothing below the line": (
        "{ward2014-thefts} / {months:ward2014-thefts}",
        "{ward2014-thefts} * 12",
        "below the line: months:, nothing",
    ),
    "prices of other links": (
        "{ward2014-dealer-price} * 1",
        "{ward2014-buyer-price} * 1",
        "above the line: bicycle-price price EUR buyer, bicycle-price price EUR dealer",
    ),
    "facts of other series": (
        "{ward2014-thefts} * {fact:euro-2012}",
        "{ward2014-thefts} * {fact:prices-2013}",
        "above the line: fact:euro-rate and thefts observed case, fact:price-change and thefts observed case",
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
def test_unlike_things_do_not_and_what_differs_is_named(bicycles: Small, expressions: tuple[str, str, str]) -> None:
    *pair, differ = expressions
    with pytest.raises(IncomparableFigures, match=r"station-share, other \(they differ in ") as caught:
        both(bicycles, *pair)
    assert differ in str(caught.value)


def test_nor_do_numbers_of_other_units(bicycles: Small) -> None:
    share = "{ward2014-station} / {ward2014-thefts}"
    with pytest.raises(IncomparableFigures, match=r"differ in unit: percent, ratio\)"):
        both(bicycles, share, share, unit="ratio")
