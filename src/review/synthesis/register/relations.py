"""Constraints between figures or claims, and the verdict on each: does the arithmetic of the bounds allow it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure, Relation
from review.corpus.vocabulary import Stance, Verdict
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant
from review.synthesis.arithmetic.spans import span_of
from review.synthesis.comparing.comparison import differences, measure_within, unlike

# What the gate is asked of each kind (see `comparison.USES`). The others relate unlike things on purpose: two say
# what differs and compute nothing, two ask the gate for the parts of what they compute.
_USES: Mapping[str, str] = {
    "sum": "a sum",
    "cumulative": "a difference",
    **dict.fromkeys(("same event", "same thing", "contains", "overlap", "conflicts"), "an axis"),
}


@dataclass(frozen=True)
class Judged:
    """A relation with its members in order, and what the arithmetic says of it.

    *compared* are the bounds that were set against each other, *differ* the fields in which the members
    differ where that decides. *arithmetic* is the machine's verdict; *verdict* is the reviewers' where they
    settled it otherwise.
    """

    relation: Relation
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    arithmetic: Verdict
    compared: tuple[Bounds, ...] = ()
    differ: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.relation.settled or self.arithmetic)

    @property
    def unresolved(self) -> bool:
        """Whether the members contradict each other, or nothing says whether they do."""
        return self.verdict in (Verdict.INCONSISTENT, Verdict.CANNOT_TELL)


Found = tuple[Verdict, tuple[Bounds, ...], Mapping[str, tuple[str, ...]]]
Rule = Callable[[Corpus, Relation, tuple[Figure, ...]], Found]


def judge(corpus: Corpus, relation_id: str) -> Judged:
    """Return the verdict on a relation of the corpus."""
    return judge_relation(corpus, corpus.relations[relation_id])


def judge_relation(corpus: Corpus, relation: Relation) -> Judged:
    """Return the verdict on a relation.

    consistent: some values within the bounds satisfy it, within its tolerance; inconsistent: none do;
    not-comparable: its members count unlike things; cannot-tell: bounds or dates are too open to say.
    """
    names = relation.members.split()
    if relation.kind == "statements":
        claims = tuple(corpus.claims[name] for name in names)
        return Judged(relation, (), claims, _statements(claims))
    figures = tuple(corpus.figures[name] for name in names)
    if relation.kind in _USES and (differ := _unlike(corpus, relation.kind, figures)):
        return Judged(relation, figures, (), Verdict.NOT_COMPARABLE, (), differ)
    return Judged(relation, figures, (), *_RULES[relation.kind](corpus, relation, figures))


def _unlike(corpus: Corpus, kind: str, figures: tuple[Figure, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    whole = figures[0]
    for first, second in combinations(figures, 2):
        told = differences(corpus, first, second, _USES[kind])
        if kind == "sum" and first is whole:
            told.pop("apart", None)  # the parts are counted in their whole, and apart from each other
        if kind == "contains" and measure_within(corpus, second.measure_id, whole.measure_id):
            told.pop("group", None)
        found = _gathered(found, told)
    return found


def _gathered(found: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys((*found.get(name, ()), *more.get(name, ())))) for name in {**found, **more}}


def _verdict(holds: bool) -> Verdict:
    return Verdict.CONSISTENT if holds else Verdict.INCONSISTENT


def _statements(claims: tuple[Claim, ...]) -> Verdict:
    """Words are not computed with: that a source disputes another is all that is seen."""
    against = {claim.source_id for claim in claims if claim.stance is Stance.DISPUTES}
    said = {claim.source_id for claim in claims if claim.stance is not Stance.DISPUTES}
    return Verdict.INCONSISTENT if against and said - against else Verdict.CANNOT_TELL


def _sum(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    whole, *parts = (bounds_of(figure) for figure in figures)
    total = reduce(Bounds.__add__, parts)
    if total.low is None and total.high is None:
        return Verdict.CANNOT_TELL, (whole, total), {}
    return _verdict(whole.widened(relation.tolerance).overlaps(total)), (whole, total), {}


def _cumulative(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    bounds = tuple(bounds_of(figure) for figure in figures)
    # Every pair, not neighbours alone: between 100 and 50 may stand an "at least 5", which neither contradicts.
    falls = any(later.surely_below(earlier) for earlier, later in combinations(bounds, 2))
    return _verdict(not falls), bounds, {}


def _same(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    bounds = tuple(bounds_of(figure) for figure in figures)
    agree = all(
        a.widened(relation.tolerance).overlaps(b.widened(relation.tolerance)) for a, b in combinations(bounds, 2)
    )
    return _verdict(agree), bounds, {}


def _same_thing(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """One quantity at one time has one value; where the times are not known to be one, nothing follows."""
    verdict, bounds, _ = _same(corpus, relation, figures)
    periods = {(figure.period_start, figure.period_end) for figure in figures}
    dated = len(periods) == 1 and any(periods.copy().pop())
    return (verdict, bounds, {}) if dated else (Verdict.CANNOT_TELL, bounds, unlike(corpus, figures))


def _contains(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    whole, *parts = (bounds_of(figure) for figure in figures)
    exceeds = any(whole.widened(relation.tolerance).surely_below(part) for part in parts)
    return _verdict(not exceeds), (whole, *parts), {}


def _overlap(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """Counts that share what nobody says: all of them count at least the largest; their sum would count it twice."""
    bounds = [bounds_of(figure) for figure in figures]
    lows = [each.low for each in bounds if each.low is not None]
    together = Bounds(max(lows, default=None), None, any(each.about for each in bounds))
    return Verdict.CANNOT_TELL, (*bounds, together), unlike(corpus, figures)


def _alike(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """What looks like one thing is not, where anything that says what is counted differs."""
    differ = unlike(corpus, figures)
    measures = tuple(dict.fromkeys(corpus.measures[figure.measure_id].label for figure in figures))
    events = tuple(dict.fromkeys(corpus.events[f.event_id].label for f in figures if f.event_id))
    differ |= {name: told for name, told in (("measure", measures), ("event", events)) if len(told) > 1}
    return (
        (Verdict.NOT_COMPARABLE if differ else Verdict.CANNOT_TELL),
        tuple(bounds_of(figure) for figure in figures),
        differ,
    )


def _change(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """A change between two times can be told where all but the time is one."""
    bounds = tuple(bounds_of(figure) for figure in figures)
    differ = {name: said for name, said in unlike(corpus, figures).items() if name != "period"}
    for first, second in combinations(figures, 2):
        differ |= differences(corpus, first, second)
    spans = [span_of(figure.period_start, figure.period_end) for figure in figures]
    if len({span.months if span else 0 for span in spans}) > 1:
        differ["period"] = unlike(corpus, figures).get("period", ())
    return (Verdict.NOT_COMPARABLE if differ else Verdict.CONSISTENT), bounds, differ


def _rates(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """Members come in pairs, an amount and the same amount in another unit: all pairs imply one rate."""
    if differ := _unlike_pairs(corpus, figures):
        return Verdict.NOT_COMPARABLE, (), differ
    rates = tuple(implied_rate(figures[i], figures[i + 1]) for i in range(0, len(figures) - 1, 2))
    if any(rate.low is None and rate.high is None for rate in rates):
        return Verdict.CANNOT_TELL, rates, {}
    agree = all(
        a.widened(relation.tolerance).overlaps(b.widened(relation.tolerance)) for a, b in combinations(rates, 2)
    )
    return _verdict(agree), rates, {}


def _unlike_pairs(corpus: Corpus, figures: tuple[Figure, ...]) -> dict[str, tuple[str, ...]]:
    """Return what differs in a pair beside its units, and the units where the pairs are not of the same two."""
    found: dict[str, tuple[str, ...]] = {}
    amounts, restated = figures[::2], figures[1::2]
    for first, second in zip(amounts, restated, strict=False):
        told = differences(corpus, first, second, "a ratio")
        found = _gathered(found, {name: said for name, said in told.items() if name != "unit"})
    for side in (amounts, restated):
        units = tuple(dict.fromkeys(figure.unit for figure in side))
        found = _gathered(found, {"unit": units} if len(units) > 1 else {})
    return found


def implied_rate(amount: Figure, restated: Figure) -> Bounds:
    """Return how many units of *amount* one unit of *restated* makes, where both state one sum.

    Two ranges or bounds that restate each other match end to end: low with low, high with high.
    """
    if amount.qualifier.ends.approximate or restated.qualifier.ends.approximate:
        return bounds_of(amount) / bounds_of(restated)
    ends = ((amount.low, restated.low), (amount.high, restated.high))
    ratios = [a / b for a, b in ends if a is not None and b is not None and b]
    return Bounds(min(ratios), max(ratios)) if ratios else Bounds(None, None)


def _share(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Found:
    """A stated share beside the one that a part and the other parts imply: equal only if they are of one thing."""
    share, *parts = figures
    if differ := _unlike_parts(corpus, share, parts):
        return Verdict.NOT_COMPARABLE, (), differ
    part = parts[0]
    implied = constant(100) * bounds_of(part) / reduce(Bounds.__add__, (bounds_of(f) for f in parts))
    for name in ("basis", "act"):
        values = tuple(getattr(corpus.measures[f.measure_id], name) for f in (share, part))
        differ |= {name: values} if len(set(values)) > 1 else {}
    if unlike(corpus, (share, part)).get("period"):
        differ["period"] = unlike(corpus, (share, part))["period"]
    bounds = (bounds_of(share), implied)
    if differ:
        return Verdict.NOT_COMPARABLE, bounds, differ
    return _verdict(bounds[0].widened(relation.tolerance).overlaps(implied)), bounds, {}


def _unlike_parts(corpus: Corpus, share: Figure, parts: list[Figure]) -> dict[str, tuple[str, ...]]:
    """Return what keeps the parts from being added to a whole, and what *share* is where it is no share."""
    found: dict[str, tuple[str, ...]] = {}
    for first, second in combinations(parts, 2):
        found = _gathered(found, differences(corpus, first, second, "a sum"))
    counted = corpus.measures[share.measure_id].counted
    return found if counted == "share" else found | {"counted": (counted, "share")}


_RULES: Mapping[str, Rule] = {
    "sum": _sum,
    "cumulative": _cumulative,
    "same event": _same,
    "same thing": _same_thing,
    "contains": _contains,
    "overlap": _overlap,
    "alike": _alike,
    "change": _change,
    "implied rate": _rates,
    "implied share": _share,
    # The reviewers hold that the members exclude each other: confirmed where their bounds do not meet.
    "conflicts": _same,
}
