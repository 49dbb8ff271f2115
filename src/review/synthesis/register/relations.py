"""Constraints between figures or claims, and the verdict on each: does the arithmetic of the bounds allow it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from typing import assert_never

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure, Relation
from review.corpus.vocabulary import RelationKind, Stance, Verdict
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant, reach_of
from review.synthesis.arithmetic.spans import span_of
from review.synthesis.comparing.comparison import differences, unlike


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
    def is_read(self) -> bool:
        """Whether the reviewers ruled on it: what the rows alone propose contradicts nothing until then."""
        return bool(self.relation.reading)


Fields = Mapping[str, tuple[str, ...]]
Ruling = tuple[Verdict, tuple[Bounds, ...], Fields]
Rule = Callable[[Corpus, Relation, tuple[Figure, ...]], Ruling]


def judge(corpus: Corpus, relation_id: str) -> Judged:
    """Return the verdict on a relation of the corpus."""
    return judge_relation(corpus, corpus.relations[relation_id])


def judge_relation(corpus: Corpus, relation: Relation) -> Judged:
    """Return the verdict on a relation.

    consistent: some values within the bounds satisfy it, within its tolerance; inconsistent: none do;
    not-comparable: its members count unlike things; cannot-tell: bounds or dates are too open to say.
    """
    names = relation.members.split()
    if relation.kind is RelationKind.STATEMENTS:
        claims = tuple(corpus.claims[name] for name in names)
        return Judged(relation, (), claims, _statements(claims))
    figures = tuple(corpus.figures[name] for name in names)
    use, rule = _asked_of(relation.kind)
    if use and (differ := _unlike(corpus, relation.kind, use, figures)):
        return Judged(relation, figures, (), Verdict.NOT_COMPARABLE, (), differ)
    return Judged(relation, figures, (), *rule(corpus, relation, figures))


def _asked_of(kind: RelationKind) -> tuple[str, Rule]:
    """Return the use for which the gate has to let the figures of a *kind* pass, and what then rules on them.

    Where no use is named, unlike things are related on purpose: two kinds say what differs and compute nothing, two
    ask the gate for the parts of what they compute.
    """
    match kind:
        case RelationKind.SUM:
            return "a sum", _sum
        case RelationKind.CUMULATIVE:
            return "a difference", _cumulative
        # The members of the second exclude each other, as the reviewers hold: confirmed where their bounds do not meet.
        case RelationKind.SAME_EVENT | RelationKind.CONFLICTS:
            return "an axis", _same
        case RelationKind.SAME_THING:
            return "an axis", _same_thing
        case RelationKind.CONTAINS:
            return "an axis", _contains
        case RelationKind.OVERLAP:
            return "an axis", _overlap
        case RelationKind.ALIKE:
            return "", _alike
        case RelationKind.CHANGE:
            return "", _change
        case RelationKind.IMPLIED_RATE:
            return "", _rates
        case RelationKind.IMPLIED_SHARE:
            return "", _share
        case RelationKind.STATEMENTS:
            raise ValueError("claims are not computed with")
        case _:
            assert_never(kind)


def _unlike(corpus: Corpus, kind: RelationKind, use: str, figures: tuple[Figure, ...]) -> Fields:
    differ: Fields = {}
    whole = figures[0]
    for first, second in combinations(figures, 2):
        fields = differences(corpus, first, second, use)
        if kind is RelationKind.SUM and first is whole:
            fields.pop("apart", None)  # the parts are counted in their whole, and apart from each other
        if kind is RelationKind.CONTAINS and corpus.is_within("measures", second.measure_id, whole.measure_id):
            fields.pop("group", None)
        differ = _gathered(differ, fields)
    return differ


def _gathered(differ: Fields, more: Fields) -> Fields:
    return {name: tuple(dict.fromkeys((*differ.get(name, ()), *more.get(name, ())))) for name in {**differ, **more}}


def _verdict(holds: bool) -> Verdict:
    return Verdict.CONSISTENT if holds else Verdict.INCONSISTENT


def _statements(claims: tuple[Claim, ...]) -> Verdict:
    """Words are not computed with: that a source disputes another is all that is seen."""
    against = {claim.source_id for claim in claims if claim.stance is Stance.DISPUTES}
    others = {claim.source_id for claim in claims if claim.stance is not Stance.DISPUTES}
    return Verdict.INCONSISTENT if against and others - against else Verdict.CANNOT_TELL


def _sum(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    whole, *parts = (bounds_of(figure) for figure in figures)
    total = reduce(Bounds.__add__, parts)
    if total.low is None and total.high is None:
        return Verdict.CANNOT_TELL, (whole, total), {}
    return _verdict(whole.widened(relation.tolerance).overlaps(total)), (whole, total), {}


def _cumulative(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    bounds = tuple(map(bounds_of, figures))
    # Every pair, not neighbours alone: between 100 and 50 may stand an "at least 5", which neither contradicts.
    falls = any(later.surely_below(earlier) for earlier, later in combinations(bounds, 2))
    return _verdict(not falls), bounds, {}


def _same(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    bounds = tuple(map(reach_of, figures))
    return _agreement(bounds, relation), bounds, {}


def _agreement(bounds: tuple[Bounds, ...], relation: Relation) -> Verdict:
    widened = [each.widened(relation.tolerance) for each in bounds]
    return _verdict(all(first.overlaps(second) for first, second in combinations(widened, 2)))


def _same_thing(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """One quantity at one time has one value; where the times are not known to be one, nothing follows."""
    verdict, bounds, _ = _same(corpus, relation, figures)
    periods = {(figure.period_start, figure.period_end) for figure in figures}
    dated = len(periods) == 1 and any(periods.copy().pop())
    return (verdict, bounds, {}) if dated else (Verdict.CANNOT_TELL, bounds, unlike(corpus, figures))


def _contains(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    whole, *parts = (bounds_of(figure) for figure in figures)
    exceeds = any(whole.widened(relation.tolerance).surely_below(part) for part in parts)
    return _verdict(not exceeds), (whole, *parts), {}


def _overlap(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """Counts that share what nobody says: all of them count at least the largest; their sum would count it twice."""
    bounds = tuple(map(bounds_of, figures))
    lows = [each.low for each in bounds if each.low is not None]
    together = Bounds(max(lows, default=None), None, any(each.about for each in bounds))
    return Verdict.CANNOT_TELL, (*bounds, together), unlike(corpus, figures)


def _alike(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """What looks like one thing is not, where anything that says what is counted differs."""
    differ = unlike(corpus, figures)
    measures = tuple(dict.fromkeys(corpus.measures[figure.measure_id].label for figure in figures))
    events = tuple(dict.fromkeys(corpus.events[f.event_id].label for f in figures if f.event_id))
    differ |= {name: labels for name, labels in (("measure", measures), ("event", events)) if len(labels) > 1}
    verdict = Verdict.NOT_COMPARABLE if differ else Verdict.CANNOT_TELL
    return verdict, tuple(map(bounds_of, figures)), differ


def _change(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """A change between two times can be told where all but the time is one."""
    bounds = tuple(map(bounds_of, figures))
    differ = {name: values for name, values in unlike(corpus, figures).items() if name != "period"}
    for first, second in combinations(figures, 2):
        differ |= differences(corpus, first, second)
    spans = [span_of(figure.period_start, figure.period_end) for figure in figures]
    if len({span.months if span else 0 for span in spans}) > 1:
        differ["period"] = unlike(corpus, figures).get("period", ())
    return (Verdict.NOT_COMPARABLE if differ else Verdict.CONSISTENT), bounds, differ


def _rates(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """Members come in pairs, an amount and the same amount in another unit: all pairs imply one rate."""
    if differ := _unlike_pairs(corpus, figures):
        return Verdict.NOT_COMPARABLE, (), differ
    rates = tuple(implied_rate(figures[i], figures[i + 1]) for i in range(0, len(figures) - 1, 2))
    if any(rate.low is None and rate.high is None for rate in rates):
        return Verdict.CANNOT_TELL, rates, {}
    return _agreement(rates, relation), rates, {}


def _unlike_pairs(corpus: Corpus, figures: tuple[Figure, ...]) -> Fields:
    """Return what differs in a pair beside its units, and the units where the pairs are not of the same two."""
    differ: Fields = {}
    amounts, restated = figures[::2], figures[1::2]
    for first, second in zip(amounts, restated, strict=False):
        fields = differences(corpus, first, second, "a ratio")
        fields.pop("unit", None)
        differ = _gathered(differ, fields)
    for side in (amounts, restated):
        units = tuple(dict.fromkeys(figure.unit for figure in side))
        differ = _gathered(differ, {"unit": units} if len(units) > 1 else {})
    return differ


def implied_rate(amount: Figure, restated: Figure) -> Bounds:
    """Return how many units of *amount* one unit of *restated* makes, where both state one sum.

    Two ranges or bounds that restate each other match end to end: low with low, high with high.
    """
    if amount.qualifier.ends.approximate or restated.qualifier.ends.approximate:
        return bounds_of(amount) / bounds_of(restated)
    ends = ((amount.low, restated.low), (amount.high, restated.high))
    ratios = [a / b for a, b in ends if a is not None and b is not None and b]
    return Bounds(min(ratios), max(ratios)) if ratios else Bounds(None, None)


def _share(corpus: Corpus, relation: Relation, figures: tuple[Figure, ...]) -> Ruling:
    """A stated share beside the one that a part and the other parts imply: equal only if they are of one thing."""
    share, *parts = figures
    if unlike_parts := _unlike_parts(corpus, share, parts):
        return Verdict.NOT_COMPARABLE, (), unlike_parts
    part, differ = parts[0], dict[str, tuple[str, ...]]()
    implied = constant(100) * bounds_of(part) / reduce(Bounds.__add__, map(bounds_of, parts))
    for name in ("basis", "act"):
        values = tuple(getattr(corpus.measures[f.measure_id], name) for f in (share, part))
        differ |= {name: values} if len(set(values)) > 1 else {}
    if periods := unlike(corpus, (share, part)).get("period"):
        differ["period"] = periods
    bounds = (bounds_of(share), implied)
    if differ:
        return Verdict.NOT_COMPARABLE, bounds, differ
    return _verdict(bounds[0].widened(relation.tolerance).overlaps(implied)), bounds, {}


def _unlike_parts(corpus: Corpus, share: Figure, parts: list[Figure]) -> Fields:
    """Return what keeps the parts from being added to a whole, and what *share* is where it is no share."""
    differ: Fields = {}
    for first, second in combinations(parts, 2):
        differ = _gathered(differ, differences(corpus, first, second, "a sum"))
    counted = corpus.measures[share.measure_id].counted
    return differ if counted == "share" else {**differ, "counted": (counted, "share")}
