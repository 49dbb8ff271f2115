"""Tables of constraints: what was set against what, the verdict, and how the reviewers read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.numbers.computed import computed_link
from review.present.words.formula import ends_text
from review.present.words.naming import population_text
from review.present.words.wording import href, list_text, number, row_id, value_link
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.register.register import about
from review.synthesis.register.relations import Judged

KINDS: Mapping[str, str] = {
    "sum": "Parts and their total",
    "cumulative": "Totals that may not fall",
    "same event": "One event, told more than once",
    "same thing": "One quantity, given more than once",
    "contains": "A whole and what lies in it",
    "overlap": "Periods that overlap",
    "alike": "Numbers that look alike",
    "change": "One thing at different times",
    "implied rate": "The rate that two currencies imply",
    "implied share": "A stated share, and the one that counts imply",
    "conflicts": "Numbers that exclude each other",
    "statements": "Statements about one thing",
}


def register_table(corpus: Corpus, rows: Iterable[Figure | Claim], *, caption: str) -> Table:
    """Return the constraints in which one of *rows* takes part, each with its verdict and our reading."""
    return relations_table(corpus, about(corpus, [row_id(row) for row in rows]), caption=caption)


def relations_table(corpus: Corpus, judged: Iterable[Judged], *, caption: str, anchors: bool = False) -> Table:
    """Return a table of constraints, our reading under each; with *anchors* each row carries the id of its relation."""
    chosen = list(judged)
    rows = [
        (
            stacked(element("strong", KINDS[each.relation.kind]), members(corpus, each)),
            stacked(_verdict(each), arithmetic(each)),
        )
        for each in chosen
    ]
    ids = [each.relation.relation_id for each in chosen] if anchors else None
    below = [reading(each) for each in chosen]
    return coded_table(("What is set against what", "Verdict"), rows, caption=caption, row_ids=ids, below=below)


def members(corpus: Corpus, judged: Judged) -> Html:
    """Return the members, a line each: a value with what it counts, or a claim in our words; each with its source."""
    lines: list[Content] = []
    for figure in judged.figures:
        label = corpus.measures[figure.measure_id].label
        whom = f", {population_text(corpus, figure)}" if figure.population_id else ""
        lines.append(joined([value_link(corpus, figure), f" {label}{whom} ({corpus.named(figure)})"]))
    for claim in judged.claims:
        said = element("a", claim.paraphrase, href=href(claim))
        lines.append(joined([said, f" ({corpus.named(claim)}, {claim.stance})"]))
    return element("ul", *(element("li", line) for line in lines), class_="members")


def verdict_text(verdict: str) -> str:
    """Return a verdict in words.

    >>> verdict_text(Verdict.NOT_COMPARABLE)
    'not comparable'
    """
    return verdict.replace("-", " ")


def _verdict(judged: Judged) -> Html:
    verdict = element("strong", verdict_text(judged.verdict), class_=f"verdict {judged.verdict}")
    if judged.verdict == judged.arithmetic:
        return verdict
    return stacked(verdict, f"settled by the reviewers; by the rows alone: {verdict_text(judged.arithmetic)}")


def arithmetic(judged: Judged) -> Html:
    """Return what was computed from the members, in bounds, and the fields that decide where any do."""
    tell = _SENTENCES.get(judged.relation.kind)
    numbers = [computed_link(name, told) for name, (_, told) in computed_from(judged).items()]
    said = tell(numbers) if tell and judged.compared else ""
    differ = [f"{name}: {list_text(list(values), 'against')}" for name, values in judged.differ.items()]
    tolerance = judged.relation.tolerance * 100
    within = f"Held to agree within {number(tolerance.normalize())} %." if tolerance and judged.compared else ""
    return stacked(said, *differ, within, "Statements in words." if judged.claims else "")


def computed_from(judged: Judged) -> dict[str, tuple[Bounds, str]]:
    """Return each number that was computed from the members, by its id: between which bounds, and in words."""
    kind, compared = judged.relation.kind, judged.compared
    computed = compared[_COMPUTED[kind]] if kind in _COMPUTED else ()
    if kind == "overlap":
        # What they count together at most is not known: their sum counts twice what they share.
        computed = tuple(Bounds(each.low, None, each.about) for each in computed if each.low is not None)
    names = (f"{judged.relation.relation_id}--{place}" for place in range(1, len(computed) + 1))
    return {name: (bounds, _told(kind, bounds)) for name, bounds in zip(names, computed, strict=True)}


def _told(kind: str, bounds: Bounds) -> str:
    if kind == "overlap":
        return f"at least {ends_text(Bounds(bounds.low, bounds.low, bounds.about))}"
    if kind == "implied share":
        return f"{ends_text(bounds, decimals=1)} %"
    return ends_text(bounds, decimals=2 if kind == "implied rate" else 4)


def reading(judged: Judged) -> Html:
    """Return how the reviewers read a constraint, on what grounds, and what would settle it."""
    relation = judged.relation
    if not relation.reading:
        return Html("Proposed by the rows; not read yet.")
    told = (("Grounds:", relation.grounds), ("Would settle it:", relation.would_settle), ("Weight:", relation.weight))
    more = [joined([element("em", name), f" {said}"]) for name, said in told if said]
    return joined([joined([element("em", "Our reading:"), f" {relation.reading}"]), *more], " ")


def _sum(numbers: Sequence[Html]) -> Html:
    return joined(["The parts make ", numbers[0], "."])


def _overlap(numbers: Sequence[Html]) -> Html:
    known: list[Content] = ["Together ", *numbers, ". "] if numbers else []
    return joined([*known, "How much the counts share is not said, so that they are not added."])


def _rates(numbers: Sequence[Html]) -> Html:
    *others, last = numbers
    return joined(["The pairs imply ", joined(others, ", "), " and " if others else "", last, "."])


def _share(numbers: Sequence[Html]) -> Html:
    return joined(["The counts imply ", numbers[0], "."])


# Of other kinds the members themselves are what is compared.
_SENTENCES: Mapping[str, Callable[[Sequence[Html]], Html]] = {
    "sum": _sum,
    "overlap": _overlap,
    "implied rate": _rates,
    "implied share": _share,
}
# Which of the compared bounds were computed.
_COMPUTED: Mapping[str, slice] = {
    "sum": slice(1, None),
    "overlap": slice(-1, None),
    "implied rate": slice(None),
    "implied share": slice(1, None),
}
