"""Parts made from the data: the computed numbers, and the facts and pages from outside the reviewed sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from review.book.pages.markdown import Parts, Piece, escape_markdown, heading
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact
from review.corpus.tables.sighting_records import Line
from review.present.html.markup import Content, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.numbers.context import fact_text, reference_link
from review.present.numbers.sighted import pages_table
from review.present.tables.calculations import Calculation, calculation
from review.present.words.formula import overridden
from review.present.words.wording import date_text, value_link


def computed_parts(corpus: Corpus, names: Mapping[str, str], computed: Iterable[str]) -> Parts:
    """Return the part of the *computed* numbers, by their groups, and that of the facts from outside, by series.

    Each row's anchor is its id. *names* are the short names of the references, by key.
    """
    return {
        "computed-numbers": lambda: _numbers(corpus, computed),
        "context-facts": lambda: _facts(corpus, names),
    }


def _numbers(corpus: Corpus, names: Iterable[str]) -> Table:
    computations = [each for name in names if (each := calculation(corpus, name))]
    return coded_table(
        ("Number", "Result", "Bounds", "Formula"),
        [_computed(corpus, each) for each in computations],
        caption="Numbers that we compute",
        row_ids=[each.name for each in computations],
        groups=[each.group for each in computations],
    )


def _computed(corpus: Corpus, number: Calculation) -> tuple[Content, ...]:
    seen = {figure.figure_id: figure for figure in number.figures}
    parts: list[Content] = [number.formula]
    for figure in seen.values():
        label = corpus.measures[figure.measure_id].label
        parts.append(element("div", value_link(corpus, figure), f" {label}", class_="cell-more"))
    return stacked(number.label, overridden(number.override), number.note), number.result, number.bounds, joined(parts)


def _facts(corpus: Corpus, names: Mapping[str, str]) -> Iterator[Piece]:
    facts = sorted(corpus.facts.values(), key=lambda fact: (fact.series, fact.period, fact.fact_id))
    for series, rows in groupby(facts, key=lambda fact: fact.series):
        yield from _series(corpus, series, list(rows), names)


def _series(corpus: Corpus, series: str, facts: list[Fact], names: Mapping[str, str]) -> list[Piece]:
    # A yearly series says the same of every year: once is enough, as its title.
    yearly = len(facts) > 1 and len({fact.statement for fact in facts}) == 1
    title = facts[0].statement if yearly else series.replace("-", " ").capitalize()
    columns = ["When", "What", "Value", "Read", "Reference"]
    rows = [[*_fact(corpus, fact, names)] for fact in facts]
    if yearly:
        columns.remove("What")
        rows = [[cell for place, cell in enumerate(row) if place != 1] for row in rows]
    table = coded_table(columns, rows, caption=f"{title}, from outside the sources", row_ids=[f.fact_id for f in facts])
    return [heading(2, escape_markdown(title), f"context-{series}"), table]


def _fact(corpus: Corpus, fact: Fact, names: Mapping[str, str]) -> tuple[Content, ...]:
    name = names.get(fact.reference, "")
    link = reference_link(corpus, fact, name)
    return date_text(fact.period), fact.statement, fact_text(corpus, fact), f"{fact.hand} hand", link


PAGE = "sightings"


def sighting_parts(corpus: Corpus) -> Parts:
    """Return the part of the sightings, to unfold line by line in their order; each row's anchor is its id."""
    return {"sightings": lambda: _lines(corpus)}


def _lines(corpus: Corpus) -> Iterator[Piece]:
    lines: list[Line] = sorted(corpus.tables["lines"].values(), key=lambda line: line.position)
    for line in lines:
        rows = [seen for seen in corpus.sightings.values() if seen.line_id == line.line_id]
        if not rows:
            continue
        rows.sort(key=lambda seen: (seen.page_date or "9999", seen.sighting_id))
        caption = f"{line.label}: pages by their day, undated ones last"
        yield heading(2, escape_markdown(line.label), f"{PAGE}-{line.line_id}")
        yield element("p", line.definition)
        yield pages_table(corpus, rows, caption=caption, anchors=True).folded
