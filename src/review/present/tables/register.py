"""Tables of constraints: what was set against what, the verdict, and how the reviewers read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Cells, Table, listed, stacked, table_of
from review.present.numbers.computed import computed_link
from review.present.values.opened import opened, rows_of
from review.present.words.cells import population_text
from review.present.words.formula import ends_text
from review.present.words.wording import claim_link, list_text, number, row_id, value_link
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.register.register import constraints_about
from review.synthesis.register.relations import Judged

if TYPE_CHECKING:
    import pandas as pd

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


def register_table(*frames: pd.DataFrame, caption: str) -> Table:
    """Return the constraints in which figures or claims of *frames* take part, with verdict and reading.

    >>> register_table(chapter.figures(), chapter.claims(), caption="Set against each other")
    Table: Set against each other (...)
    """
    corpus = opened().corpus
    names = [row_id(row) for frame in frames for row in rows_of(frame, "figures", "claims")]
    return relations_table(corpus, constraints_about(corpus, names), caption=caption)


def relations_table(corpus: Corpus, judged: Iterable[Judged], *, caption: str, anchors: bool = False) -> Table:
    """Return a table of constraints, our reading under each; with *anchors* each row carries the id of its relation."""
    columns: Cells[Judged] = {
        "What is set against what": lambda j: stacked(element("strong", KINDS[j.relation.kind]), members(corpus, j)),
        "Verdict": lambda j: stacked(_verdict(j), arithmetic(j)),
    }
    ids = (lambda j: j.relation.relation_id) if anchors else None
    return table_of(judged, columns, caption=caption, row_ids=ids, below=reading)


def members(corpus: Corpus, judged: Judged) -> Html:
    """Return the members, a line each: a value with what it counts, or a claim in our words; each with its source."""
    lines: list[Content] = []
    for figure in judged.figures:
        label = corpus.measures[figure.measure_id].label
        whom = f", {population_text(corpus, figure)}" if figure.population_id else ""
        lines.append(joined([value_link(corpus, figure), f" {label}{whom} ({corpus.named(figure)})"]))
    for claim in judged.claims:
        lines.append(joined([claim_link(claim), f" ({corpus.named(claim)}, {claim.stance})"]))
    return listed(lines)


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
    numbers = [computed_link(name, text) for name, (_, text) in computed_from(judged).items()]
    computed = _made(judged.relation.kind, numbers) if judged.compared else ""
    differ = [f"{name}: {list_text(list(values), 'against')}" for name, values in judged.differ.items()]
    tolerance = judged.relation.tolerance * 100
    within = f"Held to agree within {number(tolerance.normalize())} %." if tolerance and judged.compared else ""
    return stacked(computed, *differ, within, "Statements in words." if judged.claims else "")


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
    notes = (("Grounds:", relation.grounds), ("Would settle it:", relation.would_settle), ("Weight:", relation.weight))
    more = [joined([element("em", name), f" {text}"]) for name, text in notes if text]
    return joined([joined([element("em", "Our reading:"), f" {relation.reading}"]), *more], " ")


def _made(kind: str, numbers: list[Html]) -> Content:
    """Return as a sentence what was computed; of other kinds the members themselves are what is compared."""
    match kind:
        case "sum":
            return joined(["The parts make ", numbers[0], "."])
        case "overlap":
            known: list[Content] = ["Together ", *numbers, ". "] if numbers else []
            return joined([*known, "How much the counts share is not said, so that they are not added."])
        case "implied rate":
            return joined(
                ["The pairs imply ", joined(numbers[:-1], ", "), " and " if numbers[1:] else "", numbers[-1], "."]
            )
        case "implied share":
            return joined(["The counts imply ", numbers[0], "."])
    return ""


# Which of the compared bounds were computed.
_COMPUTED: Mapping[str, slice] = {
    "sum": slice(1, None),
    "overlap": slice(-1, None),
    "implied rate": slice(None),
    "implied share": slice(1, None),
}
