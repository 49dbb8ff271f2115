"""The rows of the tables as things to cite: what each is called, where it comes from, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review.citing.catalogue import Citable, Kind
from review.citing.items import Item, mark_of, work_name
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Fact, Figure
from review.present.html.markup import plain
from review.present.numbers.sighted import page_text
from review.present.tables.calculations import calculation, calculations
from review.present.tables.register import KINDS, verdict_text
from review.present.words.cells import population_text
from review.present.words.wording import (
    NBSP,
    OWN_WORD,
    STATED,
    amount_text,
    list_text,
    origin_text,
    row_id,
    value_words,
)
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.register.register import register, unread

#: The items of the works, by key.
Works = Mapping[str, Item]


def rows_to_cite(corpus: Corpus, works: Works) -> Iterator[Citable]:
    """Yield the figures, statements, computed numbers, facts, comparisons and sightings of a corpus, as they are used.

    The findings are sentences of pages and come from there.
    """
    yield from (figure_to_cite(corpus, row, works) for row in corpus.figures.values())
    yield from (_claim(corpus, row, works) for row in corpus.claims.values())
    yield from filter(None, (computed_to_cite(corpus, works, made.name) for made in calculations(corpus)))
    yield from (_fact(corpus, row, works) for row in corpus.facts.values())
    yield from _relations(corpus, works)
    yield from _sightings(corpus)


def figure_to_cite(corpus: Corpus, figure: Figure, works: Works) -> Citable:
    """Return a coded figure as it is cited: what is counted, the value as used, by whom and whom they credit."""
    label = corpus.measures[figure.measure_id].label
    whom = population_text(corpus, figure) if figure.population_id else ""
    counted = (
        label if not whom or whom.split(" ")[0].lower() in label.lower().split(" ") else f"{label}, {_lowered(whom)}"
    )
    rated = certainty(corpus, figure)
    credited = "credited to nobody" if corpus.is_uncredited(figure) else f"credited to: {origin_text(corpus, figure)}"
    levels = f"certainty {rated.as_count.level} as a count, {rated.as_extent.level} as extent"
    return Citable(
        figure.figure_id,
        Kind.FIGURE,
        _even(f"{counted}: {value_words(corpus, figure, STATED)}, as reported by {work_name(works[figure.source_id])}"),
        figure.source_id,
        figure.figure_id,
        (figure.source_id,),
        _even(f"Reported figure: {_place(corpus, figure, works)}, {credited}"),
        "; ".join([*_cautions(corpus, figure), levels]),
    )


def _place(corpus: Corpus, row: Figure | Claim, works: Works) -> str:
    return ", ".join(filter(None, [_marked(works[row.source_id]), corpus.locator(row)]))


def _lowered(label: str) -> str:
    """Return a label within a sentence; names of one word in capitals stay."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _cautions(corpus: Corpus, figure: Figure) -> Iterator[str]:
    if corpus.is_unnamed(figure):
        yield "nobody who counted is named"
    if caution := corpus.basis(figure).caution:
        yield caution
    if not (figure.period_start or figure.period_end):
        yield "no period is stated"
    if figure.note:
        yield figure.note.rstrip(".")


def _claim(corpus: Corpus, claim: Claim, works: Works) -> Citable:
    who = origin_text(corpus, claim)
    credited = "" if who == OWN_WORD else f", credited to: {who}"
    return Citable(
        claim.claim_id,
        Kind.CLAIM,
        _even(claim.paraphrase.rstrip(".")),
        claim.source_id,
        claim.claim_id,
        (claim.source_id,),
        _even(f"Statement that the source {claim.stance}: {_place(corpus, claim, works)}{credited}; our paraphrase"),
    )


def computed_to_cite(corpus: Corpus, works: Works, name: str) -> Citable | None:
    """Return the computed number with an id as it is cited; None where it is the id of none."""
    made = calculation(corpus, name)
    if made is None:
        return None
    sources = tuple(dict.fromkeys(figure.source_id for figure in made.figures))
    reported = ", ".join(_marked(works[name]) for name in sources)
    return Citable(
        made.name,
        Kind.DERIVATION,
        _even(f"{made.label}: {plain(made.result)}"),
        "derivations",
        made.name,
        sources,
        _even(f"Computed by this review: {plain(made.formula)}; from figures in {reported}"),
        _even(f"computed with unlike things: {made.override.rstrip('.')}" if made.override else ""),
    )


def _fact(corpus: Corpus, fact: Fact, works: Works) -> Citable:
    value = "" if fact.value is None else f": {amount_text(corpus, fact.value, fact.unit)}"
    reference = f", by {_marked(works[fact.reference])}" if fact.reference in works else ""
    second = "read second-hand" if fact.hand == "second" else ""
    return Citable(
        fact.fact_id,
        Kind.FACT,
        _even(f"{fact.statement.rstrip('.')}{value}"),
        "context",
        fact.fact_id,
        (fact.reference,) if fact.reference in works else (),
        _even(f"Fact from outside the reviewed sources{reference}"),
        second,
    )


def _relations(corpus: Corpus, works: Works) -> Iterator[Citable]:
    unsettled = {judged.relation.relation_id for judged in unread(corpus)}
    for judged in register(corpus):
        relation = judged.relation
        rows: list[Figure | Claim] = [*judged.figures, *judged.claims]
        sources = tuple(dict.fromkeys(row.source_id for row in rows))
        ids = ", ".join(map(row_id, rows))
        what = list_text([work_name(works[name]) for name in sources]) or relation.relation_id
        words = relation.relation_id.replace("-", " ")
        yield Citable(
            # Some have the name of the section that discusses them.
            f"relation-{relation.relation_id}",
            Kind.RELATION,
            _even(f"{KINDS[relation.kind]} ({words}), in {what}: {verdict_text(judged.verdict)}"),
            "disagreements",
            relation.relation_id,
            sources,
            f"Rows that this review set against each other: {ids}",
            "proposed by arithmetic, and read by nobody yet" if relation.relation_id in unsettled else "",
        )


def _sightings(corpus: Corpus) -> Iterator[Citable]:
    for seen in corpus.sightings.values():
        yield Citable(
            seen.sighting_id,
            Kind.SIGHTING,
            _even(f"{seen.number_printed}, as printed by {page_text(corpus, seen)}"),
            "sightings",
            seen.sighting_id,
            (seen.source_id,) if seen.source_id else (),
            _even(f"Page that prints it, credited to: {seen.credits}" if seen.credits else "Page that prints it"),
            "not a reviewed source" if not seen.source_id else "",
        )


def _marked(work: Item) -> str:
    """Return by what a work is known, with the mark that goes wherever it is named."""
    return " ".join(filter(None, [work_name(work), mark_of(work)]))


def _even(text: str) -> str:
    """Return *text* with plain spaces, as reference managers want it."""
    return " ".join(text.replace(NBSP, " ").split())
