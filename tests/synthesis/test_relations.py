"""What the arithmetic of bounds says of each kind of relation."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.synthesis.relations import judge

THEFTS, STATION, ELSEWHERE = "ward2014-thefts", "ward2014-station", "ward2014-elsewhere"
RETOLD, ABOUT = "gazette2014-thefts", "gazette2014-station"
DEALER, BUYER = "ward2014-dealer-price", "ward2014-buyer-price"
FOUND, FRAMES, PAINTED = "ward2014-found", "gazette2014-frames", "gazette2014-painted"
OPEN = "ward2014-open"  # more than 5 euros

VERDICTS = [
    ("sum", (THEFTS, STATION, ELSEWHERE), "0", "consistent"),
    ("sum", (THEFTS, ABOUT, ELSEWHERE), "0", "inconsistent"),
    ("sum", (THEFTS, ABOUT, ELSEWHERE), "0.01", "consistent"),
    ("sum", (BUYER, DEALER, DEALER + "-2"), "0", "consistent"),
    ("sum", (BUYER, DEALER, OPEN), "0", "cannot-tell"),
    ("sum", (FOUND, STATION, ELSEWHERE), "0", "not-comparable"),
    ("cumulative", (STATION, ELSEWHERE, THEFTS), "0", "consistent"),
    ("cumulative", (STATION, THEFTS, ELSEWHERE), "0", "inconsistent"),
    ("cumulative", (STATION, STATION + "-2"), "0", "consistent"),
    ("cumulative", (BUYER, DEALER), "0", "inconsistent"),
    ("cumulative", (DEALER, BUYER), "0", "consistent"),
    ("cumulative", (BUYER, OPEN, DEALER), "0", "inconsistent"),
    ("cumulative", (STATION, FRAMES), "0", "not-comparable"),
    ("same event", (THEFTS, RETOLD), "0", "consistent"),
    ("same event", (STATION, ABOUT), "0", "inconsistent"),
    ("same event", (STATION, ABOUT), "0.02", "consistent"),
    ("same event", (THEFTS, RETOLD, STATION), "0", "inconsistent"),
    ("same event", (FRAMES, THEFTS), "0", "not-comparable"),
    ("contains", (FRAMES, PAINTED), "0", "consistent"),
    ("contains", (PAINTED, FRAMES), "0", "inconsistent"),
    ("contains", (THEFTS, STATION, ELSEWHERE), "0", "consistent"),
    ("contains", (DEALER, BUYER), "0", "inconsistent"),
    ("contains", (FOUND, THEFTS), "0", "not-comparable"),
    ("implied rate", (FRAMES, PAINTED, THEFTS, STATION), "0", "inconsistent"),
    ("implied rate", (FRAMES, PAINTED, FRAMES + "-2", PAINTED + "-2"), "0", "consistent"),
    ("implied rate", (DEALER, FOUND, FRAMES, PAINTED), "0", "cannot-tell"),
    ("implied rate", (FRAMES, PAINTED, THEFTS, STATION), "0.5", "consistent"),
    ("conflicts", (STATION, ABOUT), "0", "inconsistent"),
    ("conflicts", (THEFTS, RETOLD), "0", "consistent"),
]


@pytest.mark.parametrize(("kind", "members", "tolerance", "verdict"), VERDICTS)
def test_a_relation_has_its_verdict(
    bicycles: Small, kind: str, members: tuple[str, ...], tolerance: str, verdict: str
) -> None:
    cells = {"figure_id": OPEN, "quote": "over 5 euros", "printed": "over 5", "qualifier": "more than"}
    bicycles.add("figures", like=BUYER, **cells, low="5", high="")
    for name in members:
        if name.endswith("-2"):
            bicycles.add("figures", like=name[:-2], figure_id=name)
    bicycles.change("relations", "thefts-same", kind=kind, members=" ".join(members), tolerance=tolerance)
    judged = judge(bicycles.corpus(), "thefts-same")
    assert judged.verdict == verdict
    assert tuple(figure.figure_id for figure in judged.figures) == members
    assert bool(judged.compared) == (verdict != "not-comparable")
    assert bool(judged.differ) == (verdict == "not-comparable")


def test_a_correction_changes_the_verdict(bicycles: Small) -> None:
    for field in ("low", "high"):
        cells = {"correction_id": f"fix-{field}", "figure_id": STATION, "field": field, "found": "310", "used": "300"}
        bicycles.add("corrections", **cells, reason="A misprint.")
    assert judge(bicycles.corpus(), "thefts-parts").verdict == "inconsistent"
