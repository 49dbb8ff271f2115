"""What would follow if a figure were another: the numbers, verdicts and findings that rest on it, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED
from review.corpus.tables.records import Figure
from review.corpus.text.numerals.reader import read_numeral
from review.errors import ReviewError, UsageError
from review.present.frames.rows import reasoned
from review.present.numbers.computed import derived_text
from review.present.tables.register import verdict_text
from review.present.values.making import TEXTS
from review.present.values.opened import opened
from review.present.values.value import Value
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.findings import supports
from review.synthesis.register.register import verdicts

_UNIT = re.compile(r"[%$€£¥]|\bper\s?cent\b", re.IGNORECASE)
Change = tuple[str, str, str, str, str]  # what it is, its id, in words, now, and then


def what_follows(figure_id: str, printed: str) -> pd.DataFrame:
    """Return what rests on a figure, as it is *now* and as it would be *then*, were the figure *printed* so.

    Computed numbers, verdicts of the register and findings, each by its id; nothing in the data changes. Nothing rests
    on a figure that the run leaves out. Raises UsageError for an unknown figure, and for a text that is no number.

    >>> list(what_follows(chapter.figures().index[0], "more than 600").columns)
    ['what', 'in_words', 'now', 'then']
    """
    corpus, whole = opened().corpus, opened().whole
    if figure_id not in whole.figures:
        raise UsageError(f"{figure_id!r} is no figure. Take an id from the index of `chapter.figures()`.")
    if _UNIT.search(str(printed)):
        unit = whole.figures[figure_id].unit
        raise UsageError(f"{printed!r} has a unit. Write the number alone: the unit of {figure_id} stays {unit}.")
    try:
        read = read_numeral(str(printed))
    except ValueError as error:
        raise UsageError(f"{printed!r} is no number as sources print them ({error}).") from None
    figure = replace(whole.tables["figures"][figure_id], low=read.low, high=read.high, qualifier=read.qualifier)
    rows = _changes(corpus, figure) if figure_id in corpus.figures else ()
    TEXTS.update(text for row in rows for text in row)
    columns = ["what", "id", "in_words", "now", "then"]
    frame = pd.DataFrame([(*row[:3], _linked(corpus, row), row[4]) for row in rows], columns=columns, dtype=object)
    return frame.set_index("id")


def _linked(corpus: Corpus, row: Change) -> object:
    what, name, _, now, _ = row
    return Value(now, name, "derivations", reasoned(corpus, evaluate(corpus, name))) if what == "computed" else now


def _changes(corpus: Corpus, figure: Figure) -> tuple[Change, ...]:
    """Return what would be otherwise if *figure* stood in the place of the row with its id."""
    name = figure.figure_id
    figures: Mapping[str, object] = MappingProxyType({**corpus.tables["figures"], name: figure})
    then = replace(corpus, tables=MappingProxyType({**corpus.tables, "figures": figures}), recorder=None)
    return (*_numbers(corpus, then, name), *_verdicts(corpus, then, name), *_findings(corpus, then))


def _numbers(now: Corpus, then: Corpus, figure_id: str) -> Iterator[Change]:
    for name, row in now.derivations.items():
        if figure_id in BRACED.findall(row.expression):
            yield "computed", name, row.label, _computed(now, name), _computed(then, name)


def _computed(corpus: Corpus, name: str) -> str:
    try:
        return derived_text(corpus, evaluate(corpus, name))
    except ReviewError as error:
        return str(error)


def _verdicts(now: Corpus, then: Corpus, figure_id: str) -> Iterator[Change]:
    both = [{(kind, members): verdict for kind, members, verdict in verdicts(c, figure_id)} for c in (now, then)]
    for kind, members in both[0] | both[1]:
        before, after = (verdict_text(known.get((kind, members), "not set against each other")) for known in both)
        others = ", ".join(name for name in members.split() if name != figure_id)
        yield "verdict", f"{kind} {members}", f"{kind}: {others}", before, after


def _findings(now: Corpus, then: Corpus) -> Iterator[Change]:
    """Yield the findings that would fall; the data as they are have none that does not stand."""
    for finding in now.findings.values():
        if fallen := [support for support in supports(then, finding) if not support.holds]:
            why = "; ".join(f"{support.name} is {support.found}" for support in fallen)
            yield "finding", finding.finding_id, finding.chapter, "stands", f"falls: {why}"
