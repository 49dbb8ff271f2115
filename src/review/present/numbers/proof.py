"""What a figure rests on, as facts with names: where it stands, who says it, how certain it is, who checked it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from review.corpus.coding.agreement import agreement_of
from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import RATINGS
from review.corpus.rules.phrase_cells import OF_PUBLICATION, parts, phrases
from review.corpus.rules.row_rules import IMPLIED
from review.corpus.tables.records import Figure
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import listed, stacked
from review.present.numbers.sighted import elsewhere
from review.present.words.cells import beside, interval_text, own_cells, population_text, stage_text
from review.present.words.terms import terms_of
from review.present.words.wording import (
    chain_text,
    href,
    period_text,
    place_text,
    sentence_case,
    unit_words,
    value_link,
)
from review.synthesis.conclusions.certainty import Rating, certainty

Facts = Mapping[str, Content]
AS_COUNT = "Certainty as a count of what was done or said"
AS_EXTENT = "Certainty as evidence of how much of it there is"
# A word that may be the id of a figure.
_WORD = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)+)")
# What a row of the source's table says in its cells.
_IN_CELLS = frozenset({"Quoted phrase", "Source", "Of whom", "Note"})


def proof(corpus: Corpus, figure: Figure, receipt: Receipt) -> Facts:
    """Return all that a reader may ask of a figure, in the order in which it is told."""
    rated = certainty(corpus, figure)
    interval = interval_text(corpus, figure)
    facts: dict[str, Content] = {
        "Quoted phrase": element("q", figure.quote),
        "Source": _source(corpus, figure),
        "What is counted": _counted(corpus, figure),
        **({"Printed with it": _rests(sentence_case(interval), figure.interval_basis)} if interval else {}),
        "Of whom": _whom(corpus, figure),
        "Place": _rests(place_text(figure.place), figure.place_basis),
        "Period": _rests(period_text(figure.period_start, figure.period_end), figure.period_basis),
        "Credited to": stacked(
            _rests(chain_text(corpus, figure.origin_id), figure.origin_basis), chain_length(corpus, figure)
        ),
        AS_COUNT: rating(corpus, rated.as_count),
        AS_EXTENT: rating(corpus, rated.as_extent),
        "Second pass": _sentence(agreement_of(corpus, figure.figure_id)),
        "Checked against the text": verification_text(corpus, figure, receipt),
    }
    facts |= terms_of(corpus, figure)
    if (printed := elsewhere(corpus, figure)).text:
        facts["Also printed elsewhere"] = printed
    if departures := [row for row in corpus.corrections_of(figure.figure_id) if row.field not in RATINGS]:
        facts["Departure from the print"] = stacked(
            *(f"{c.field}: printed {c.found or 'none'}, used {c.used or 'none'}. {c.reason}" for c in departures)
        )
    facts |= {"Note": figure.note} if figure.note else {}
    return beside(facts, own_cells(corpus, "figures", figure))


def below_the_row(corpus: Corpus, figure: Figure, receipt: Receipt) -> Html:
    """Return what a row of the source's table does not show in its cells, to unfold."""
    more = {name: content for name, content in proof(corpus, figure, receipt).items() if name not in _IN_CELLS}
    source = element("a", "source", href=f"references.html#cite-{figure.source_id}")
    book, row = element("a", "this book", href="cite.html"), element("a", "the row", href=href(figure))
    more["To cite it"] = joined(["The ", source, ", ", book, " and ", row, "."])
    held = element("summary", "Proof: what is counted, who says so, how certain, how to cite it")
    return element("details", held, facts_list(more), class_="proof")


def facts_list(facts: Facts) -> Html:
    """Return *facts* as a list of terms with what is said of each."""
    pairs = [element("div", element("dt", name), element("dd", content)) for name, content in facts.items()]
    return element("dl", joined(["", *pairs, ""], "\n"), class_="facts")


def rating(corpus: Corpus, given: Rating) -> Html:
    """Return a level of certainty with its reasons, in which other figures are links to them."""
    reasons = (joined(_linked(corpus, word) for word in _WORD.split(reason)) for reason in given.reasons)
    return joined([element("strong", given.level), listed(reasons, None)])


def _linked(corpus: Corpus, word: str) -> Content:
    other = corpus.figures.get(word)
    return joined([value_link(corpus, other), f" ({corpus.sources[other.source_id].name})"]) if other else word


def verification_text(corpus: Corpus, figure: Figure, receipt: Receipt) -> str:
    """Return whether the row was checked against the text since it changed."""
    if receipt.is_verified(corpus, "figures", figure.figure_id):
        return "Verified: the phrase stands where the row says, and its numeral reads as coded."
    if figure.figure_id in receipt.rows.get("figures", {}):
        return "Not verified since it changed."
    return "Not verified."


def chain_length(corpus: Corpus, figure: Figure) -> str:
    """Return how long the chain of credit is, and what sort of origin it ends in."""
    chain = corpus.origin_chain(figure.origin_id)
    links = "one link" if len(chain) == 1 else f"{len(chain)} links"
    end = chain[-1].kind.replace("-", " ")
    return f"A chain of {links}; it ends in: {'nobody named' if end == 'unnamed' else end}."


def _source(corpus: Corpus, figure: Figure) -> Html:
    source = corpus.sources[figure.source_id]
    link = element("a", f"{source.name}, {corpus.locator(figure)}", href=href(figure))
    return stacked(link, source.title)


def _counted(corpus: Corpus, figure: Figure) -> Html:
    measure = corpus.measures[figure.measure_id]
    return stacked(
        measure.label, measure.definition, f"Unit: {unit_words(corpus, figure.unit)}. Basis: {measure.basis}."
    )


def _whom(corpus: Corpus, figure: Figure) -> Html:
    event = f"Part of: {corpus.events[figure.event_id].label}" if figure.event_id else ""
    if figure.event_tie == "inferred":
        event += f" (the reviewers' inference: {figure.event_grounds})"
    return stacked(population_text(corpus, figure), f"Stage: {stage_text(figure.stage)}" if figure.stage else "", event)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def _rests(text: str, basis: str) -> Html:
    """Return what is said with the phrases that it rests on; what is implied says so itself."""
    quoted = [element("q", phrase) for phrase in dict.fromkeys(phrases(basis))]
    implied = [_sentence(part) for part in parts(basis) if part.startswith(IMPLIED.strip())]
    implied += ["Implied: the latest by the day of publication."] if OF_PUBLICATION in basis else []
    return stacked(text, joined(["rests on ", joined(quoted, ", ")]) if quoted else "", *implied)
