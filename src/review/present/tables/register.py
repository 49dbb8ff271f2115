"""Tables of constraints: what was set against what, the verdict, and how the reviewers read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import RelationKind, Verdict
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Cells, Table, listed, stacked, table_of
from review.present.numbers.computed import computed_link
from review.present.values.opened import opened, rows_of
from review.present.words.cells import population_text, value_cell
from review.present.words.formula import ends_text
from review.present.words.wording import NOT_STATED, claim_link, list_text, number, period_text, row_id
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

#: What is said of a constraint that nobody has read.
UNREAD = "Proposed by the rows; not read yet."


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
        "Verdict": lambda j: stacked(_verdict(j), arithmetic(corpus, j)),
    }
    ids = (lambda j: j.relation.relation_id) if anchors else None
    return table_of(judged, columns, caption=caption, row_ids=ids, below=reading)


def members(corpus: Corpus, judged: Judged) -> Html:
    """Return the members, a line each: a value with what it counts, or a claim in our words; each with its source."""
    lines: list[Content] = []
    for figure in judged.figures:
        label = corpus.measures[figure.measure_id].label
        whom = f", {population_text(corpus, figure)}" if figure.population_id else ""
        lines.append(joined([value_cell(corpus, figure, "qualified"), f" {label}{whom} ({corpus.named(figure)})"]))
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
    if not judged.is_read:
        alone = f"by the rows alone: {verdict_text(judged.arithmetic)}"
        return stacked(element("strong", "not read", class_="verdict"), alone)
    verdict = element("strong", verdict_text(judged.verdict), class_=f"verdict {judged.verdict}")
    if judged.verdict == judged.arithmetic:
        return verdict
    alone = (
        "" if judged.arithmetic is Verdict.CANNOT_TELL else f"; by the rows alone: {verdict_text(judged.arithmetic)}"
    )
    return stacked(verdict, f"settled by the reviewers{alone}")


def arithmetic(corpus: Corpus, judged: Judged) -> Html:
    """Return what was computed from the members, in bounds, and the fields that decide where any do."""
    differ = [
        f"{name}: {list_text([_in_words(corpus, name, value) for value in values], 'against')}"
        for name, values in judged.differ.items()
    ]
    tolerance = judged.relation.tolerance * 100
    within = f"Held to agree within {number(tolerance.normalize())} %." if tolerance and judged.compared else ""
    return stacked(_sentence(judged), *differ, within)


def _in_words(corpus: Corpus, field: str, value: str) -> str:
    """Return what a member has in a *field*: populations by their names, periods by their days."""
    if field == "period" and value != NOT_STATED:
        start, _, end = value.replace("…", "").partition(" to ") if " to " in value else (value, "", value)
        return period_text(start, end)
    return corpus.populations[value].label if field == "population" and value in corpus.populations else value


def _sentence(judged: Judged) -> Html:
    """Return what was computed as a sentence, its numbers as links; nothing of what cannot be compared."""
    _, words = _computed(judged.relation.kind, judged.compared)
    before, _, after = words.partition("{}")
    numbers = [computed_link(name, text) for name, (_, text) in computed_from(judged).items()]
    together = [joined(numbers[:-1], ", "), " and " if numbers[1:] else "", *numbers[-1:]]
    return joined([before, *together, after] if judged.compared else [])


def computed_from(judged: Judged) -> dict[str, tuple[Bounds, str]]:
    """Return each number that was computed from the members, by its id: between which bounds, and in words."""
    numbers, _ = _computed(judged.relation.kind, judged.compared)
    return {f"{judged.relation.relation_id}--{place}": each for place, each in enumerate(numbers, start=1)}


def _computed(kind: RelationKind, compared: Sequence[Bounds]) -> tuple[list[tuple[Bounds, str]], str]:
    """Return those of the *compared* bounds that were computed, in words, and the sentence in which they stand."""
    match kind:
        case RelationKind.SUM:
            return [(each, ends_text(each)) for each in compared[1:]], "The parts make {}."
        case RelationKind.OVERLAP:
            unsaid = "How much the counts share is not said, so that they are not added."
            # What they count together at most is not known: their sum counts twice what they share.
            lows = [replace(each, high=None) for each in compared[-1:] if each.low is not None]
            numbers = [(each, f"at least {ends_text(replace(each, high=each.low))}") for each in lows]
            return numbers, f"Together {{}}. {unsaid}" if numbers else unsaid
        case RelationKind.IMPLIED_RATE:
            return [(each, ends_text(each, decimals=2)) for each in compared], "The pairs imply {}."
        case RelationKind.IMPLIED_SHARE:
            return [(each, f"{ends_text(each, decimals=1)} %") for each in compared[1:]], "The counts imply {}."
        case (
            RelationKind.CUMULATIVE
            | RelationKind.SAME_EVENT
            | RelationKind.SAME_THING
            | RelationKind.CONTAINS
            | RelationKind.ALIKE
            | RelationKind.CHANGE
            | RelationKind.CONFLICTS
            | RelationKind.STATEMENTS
        ):
            return [], ""  # the members themselves are what is compared
        case _:
            assert_never(kind)


def reading(judged: Judged) -> Html:
    """Return how the reviewers read a constraint, on what grounds, and what would settle it."""
    relation = judged.relation
    if not relation.reading:
        return Html(UNREAD)
    notes = (("Grounds:", relation.grounds), ("Would settle it:", relation.would_settle), ("Weight:", relation.weight))
    more = [joined([element("em", name), f" {text}"]) for name, text in notes if text]
    return joined([joined([element("em", "Our reading:"), f" {relation.reading}"]), *more], " ")
