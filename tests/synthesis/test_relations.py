"""What the arithmetic of bounds says of each kind of relation, and what each kind may compute with at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Qualifier, RelationKind
from review.synthesis.register.relations import Judged, judge, judge_relation

THEFTS, STATION, ELSEWHERE = "ward2014-thefts", "ward2014-station", "ward2014-elsewhere"
RETOLD, ABOUT = "gazette2014-thefts", "gazette2014-station"
DEALER, BUYER = "ward2014-dealer-price", "ward2014-buyer-price"
FOUND, FRAMES, PAINTED = "ward2014-found", "gazette2014-frames", "gazette2014-painted"
AT_STATION = {"place": "Main station"}
# Figures made from others, as the rules need them: of one stage, of places apart, of open bounds.
MADE = {
    "about-300": (STATION, {"low": Decimal(300), "high": Decimal(300), "qualifier": Qualifier.ABOUT}),
    "station-again": (STATION, {}),
    "up-to-40": (DEALER, {"stage": "buyer"}),
    "up-to-40-there": (DEALER, {**AT_STATION, "stage": "buyer"}),
    "over-5": (BUYER, {"low": Decimal(5), "high": None}),
    "over-5-there": (BUYER, {**AT_STATION, "low": Decimal(5), "high": None}),
    "in-2014": (STATION, {"period_start": "2014", "period_end": "2014"}),
    "of-adults": (STATION, {"population_id": "adults"}),
    "harbour": (ELSEWHERE, {"place": "Harbour Street", "paragraph": 9}),
    "frames-again": (FRAMES, {}),
    "painted-again": (PAINTED, {}),
    "frames-more": (FRAMES, {"low": Decimal(300), "high": Decimal(300)}),
    "frames-at-most": (FRAMES, {"low": None}),
    "over-189": (FRAMES, {"high": None, "qualifier": Qualifier.MORE_THAN}),
    "189-or-more": (FRAMES, {"high": None, "qualifier": Qualifier.AT_LEAST}),
    "painted-at-least": (PAINTED, {"high": None}),
}

VERDICTS = [
    ("sum", (THEFTS, STATION, ELSEWHERE), "0", "consistent"),
    ("sum", (THEFTS, "about-300", ELSEWHERE), "0", "inconsistent"),
    ("sum", (THEFTS, "about-300", ELSEWHERE), "0.01", "consistent"),
    ("sum", (BUYER, "up-to-40", "up-to-40-there"), "0", "consistent"),
    ("sum", (BUYER, "up-to-40", "over-5-there"), "0", "cannot-tell"),
    ("cumulative", (STATION, ELSEWHERE, THEFTS), "0", "consistent"),
    ("cumulative", (STATION, THEFTS, ELSEWHERE), "0", "inconsistent"),
    ("cumulative", (STATION, "station-again"), "0", "consistent"),
    ("cumulative", (BUYER, "up-to-40"), "0", "inconsistent"),
    ("cumulative", ("up-to-40", BUYER), "0", "consistent"),
    ("cumulative", (BUYER, "over-5", "up-to-40"), "0", "inconsistent"),
    ("same event", (THEFTS, RETOLD), "0", "consistent"),
    ("same event", (STATION, ABOUT), "0", "inconsistent"),
    ("same event", (STATION, ABOUT), "0.02", "consistent"),
    ("same event", (THEFTS, RETOLD, STATION), "0", "inconsistent"),
    ("same event", (FRAMES, "over-189"), "0", "inconsistent"),
    ("same event", (FRAMES, "189-or-more"), "0", "consistent"),
    ("contains", (FRAMES, PAINTED), "0", "consistent"),
    ("contains", (PAINTED, FRAMES), "0", "inconsistent"),
    ("contains", (THEFTS, STATION, ELSEWHERE), "0", "consistent"),
    ("contains", (DEALER, BUYER), "0", "inconsistent"),
    ("implied rate", (FRAMES, PAINTED, "frames-more", "painted-again"), "0", "inconsistent"),
    ("implied rate", (FRAMES, PAINTED, "frames-again", "painted-again"), "0", "consistent"),
    ("implied rate", ("frames-at-most", "painted-at-least", FRAMES, PAINTED), "0", "cannot-tell"),
    ("implied rate", (FRAMES, PAINTED, "frames-more", "painted-again"), "0.5", "consistent"),
    ("conflicts", (STATION, ABOUT), "0", "inconsistent"),
    ("conflicts", (THEFTS, RETOLD), "0", "consistent"),
]
# What a kind may not compute with, and the fields by which the gate refuses it.
REFUSED = [
    ("sum", (FOUND, STATION, ELSEWHERE), {"group", "unit"}),
    ("sum", (THEFTS, STATION, "in-2014"), {"period", "apart"}),
    ("sum", (THEFTS, STATION, "station-again"), {"apart"}),
    ("sum", (THEFTS, STATION, "harbour"), {"place"}),
    ("cumulative", (STATION, FRAMES), {"group", "unit", "place", "start"}),
    ("cumulative", (STATION, "in-2014"), {"start"}),
    ("cumulative", (STATION, "of-adults"), {"population"}),
    ("cumulative", (ELSEWHERE, "harbour"), {"place"}),
    ("cumulative", (DEALER, BUYER), {"stage"}),
    ("same event", (FRAMES, THEFTS), {"group", "unit"}),
    ("contains", (FOUND, THEFTS), {"group", "unit"}),
    ("overlap", (THEFTS, FRAMES), {"group", "unit"}),
    ("conflicts", (THEFTS, DEALER), {"group", "basis", "unit"}),
    ("implied rate", (THEFTS, DEALER, STATION, BUYER), {"group", "basis", "stage", "period"}),
    ("implied rate", (FRAMES, PAINTED, STATION, THEFTS), {"unit"}),
    ("implied share", (THEFTS, STATION, DEALER), {"group", "basis", "unit", "period", "counted"}),
    ("implied share", (THEFTS, STATION, ELSEWHERE), {"counted"}),
]


@pytest.fixture
def corpus(bicycle_corpus: Corpus) -> Corpus:
    figures = dict(bicycle_corpus.figures)
    figures |= {name: replace(figures[like], figure_id=name, **cells) for name, (like, cells) in MADE.items()}
    return replace(bicycle_corpus, tables={**bicycle_corpus.tables, "figures": figures})


def judged_as(corpus: Corpus, kind: str, members: tuple[str, ...], tolerance: str = "0") -> Judged:
    row = corpus.relations["thefts-same"]
    relation = replace(row, kind=RelationKind(kind), members=" ".join(members), tolerance=Decimal(tolerance))
    return judge_relation(corpus, relation)


@pytest.mark.parametrize(("kind", "members", "tolerance", "verdict"), VERDICTS)
def test_a_relation_has_its_verdict(
    corpus: Corpus, kind: str, members: tuple[str, ...], tolerance: str, verdict: str
) -> None:
    judged = judged_as(corpus, kind, members, tolerance)
    assert judged.verdict == verdict
    assert tuple(figure.figure_id for figure in judged.figures) == members
    assert judged.compared
    assert not judged.differ


@pytest.mark.parametrize(("kind", "members", "fields"), REFUSED)
def test_nothing_is_computed_from_unlike_things(
    corpus: Corpus, kind: str, members: tuple[str, ...], fields: set[str]
) -> None:
    judged = judged_as(corpus, kind, members)
    assert judged.verdict == "not-comparable"
    assert not judged.compared
    assert set(judged.differ) == fields


def test_counts_that_overlap_are_never_added(corpus: Corpus) -> None:
    together = judged_as(corpus, "overlap", (STATION, ELSEWHERE)).compared[-1]
    assert (together.low, together.high) == (Decimal(894), None)


def test_a_correction_changes_the_verdict(bicycles: Small) -> None:
    for field in ("low", "high"):
        cells = {"correction_id": f"fix-{field}", "figure_id": STATION, "field": field, "found": "310", "used": "300"}
        bicycles.add("corrections", **cells, reason="A misprint.")
    assert judge(bicycles.corpus(), "thefts-parts").verdict == "inconsistent"
