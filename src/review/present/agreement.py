"""The tables of the passes' agreement: detection, fields, themes, and every disagreement with its settlement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from review.corpus.agreement import DETECTION, FIELDS, VALUES, passes_of
from review.corpus.corpus import Corpus
from review.corpus.records import Settlement
from review.corpus.reliability import (
    Unit,
    detection,
    field_agreement,
    theme_agreement,
    theme_differences,
)
from review.present.markup import Content, Html, element, joined, plain
from review.present.tabular import Table, coded_table, stacked
from review.present.wording import NBSP, date_text, number, value_link

NOTHING = "nothing"
NO_ALPHA = "not defined"
RULINGS: Mapping[str, str] = {
    "first": "The first pass was right.",
    "second": "The second pass was right, and the figure was changed.",
    "both": "Both say the same in other words.",
    "neither": "Neither pass was right, and the figure was changed.",
}


def detection_table(corpus: Corpus) -> Table:
    """Return which of the settled figures each pass found."""
    rows: list[tuple[Content, ...]] = [
        (
            corpus.passes[row.pass_id].label,
            row.found,
            row.right,
            row.settled,
            share(row.precision),
            share(row.recall),
            share(row.f1),
        )
        for row in detection(corpus)
    ]
    columns = ("Pass", "Figures found", "Of them settled", "Settled in all", "Precision", "Recall", "F1")
    return coded_table(columns, rows, caption="Detection of figures, each pass against the settled table")


def field_table(corpus: Corpus) -> Table:
    """Return the agreement in each field, as coded and as settled."""
    rows: list[tuple[Content, ...]] = [
        (
            row.label.capitalize(),
            row.units,
            _of(row.same, row.units),
            "a value" if row.field in VALUES else alpha_text(row.alpha),
            _of(row.same + row.worded, row.units),
            _of(row.first, row.units),
            _of(row.second, row.units),
        )
        for row in field_agreement(corpus)
    ]
    columns = ("Field", "Figures", "Same as coded", "Alpha", "Same in meaning", "First as settled", "Second as settled")
    return coded_table(columns, rows, caption="Agreement in each field of the figures that both passes found")


def theme_table(corpus: Corpus) -> Table:
    """Return the agreement about the claims."""
    rows: list[tuple[Content, ...]] = [
        (row.label[:1].upper() + row.label[1:], number(row.units), _of(row.same, row.units), alpha_text(row.alpha))
        for row in theme_agreement(corpus)
    ]
    columns = ("Compared", "Units", "Same", "Alpha")
    return coded_table(columns, rows, caption="Agreement in the claims' themes and stances")


def settlement_table(corpus: Corpus) -> Table:
    """Return every disagreement about a figure, grouped by field, and how it was settled."""
    order = [DETECTION, *FIELDS]
    settled = sorted(corpus.settlements.values(), key=lambda row: (order.index(row.field), row.settlement_id))
    rows = [
        (
            _subject(corpus, row),
            _said(corpus, row, row.first),
            _said(corpus, row, row.second),
            _said(corpus, row, row.settled),
            stacked(RULINGS[row.ruling], row.reason),
        )
        for row in settled
    ]
    groups = [FIELDS.get(row.field, row.field).capitalize() for row in settled]
    columns = ("Figure", "First pass", "Second pass", "Settled", "Why")
    return coded_table(columns, rows, caption="Disagreements about figures, and how each was settled", groups=groups)


def difference_table(corpus: Corpus) -> Table:
    """Return the sentences to which the passes gave different themes, grouped by source."""
    found = theme_differences(corpus)

    def labels(themes: tuple[str, ...]) -> Html:
        return joined((element("div", corpus.themes[theme].label) for theme in themes), "\n")

    rows = [(place_text(corpus, row.unit), labels(row.both), labels(row.first), labels(row.second)) for row in found]
    columns = ("Sentence", "Both passes", "First pass only", "Second pass only")
    groups = [corpus.sources[row.unit[0]].title for row in found]
    return coded_table(columns, rows, caption="Sentences to which the passes gave different themes", groups=groups)


def agreement_lines(corpus: Corpus, *, themes: bool = False) -> Iterator[str]:
    """Yield the tables as lines of text, cells apart by a bar; with *themes* the sentences that differ too."""
    if len(passes_of(corpus)) < 2:
        yield "Nothing was coded twice: there is no agreement to report."
        return
    makers = [detection_table, field_table, theme_table, settlement_table, *([difference_table] if themes else [])]
    for made in (maker(corpus) for maker in makers):
        yield from (made.caption, " | ".join(made.columns))
        for index, row in enumerate(made.rows):
            group = f"{plain(made.groups[index])}: " if made.groups else ""
            yield f"  {group}" + " | ".join(_one_line(cell) for cell in row)
        yield ""


def _one_line(cell: Content) -> str:
    text = "; ".join(line for line in plain(cell).splitlines() if line.strip())
    return text.replace(NBSP, " ")


def place_text(corpus: Corpus, unit: Unit) -> str:
    """Return a place in words: section, paragraph and sentence."""
    _, section_id, paragraph, sentence = unit
    return f"{corpus.sections[section_id].title}, paragraph {paragraph}, sentence {sentence}"


def share(part: float) -> str:
    """Return a share as a percentage, rounded so that only all of it is printed as all.

    >>> share(0.9999), share(1.0)
    ('99.9\\xa0%', '100\\xa0%')
    """
    return f"100{NBSP}%" if part >= 1 else f"{min(100 * part, 99.9):.1f}{NBSP}%"


def alpha_text(alpha: float | None) -> str:
    """Return an alpha with two decimals; in words where it is not defined."""
    return NO_ALPHA if alpha is None else f"{alpha:.2f}"


def _of(part: int, whole: int) -> str:
    return f"{number(part)} ({share(part / whole)})" if whole else NOTHING


def _subject(corpus: Corpus, row: Settlement) -> Html:
    coded = corpus.pass_figures[row.coded_id]
    label = corpus.measures[coded.measure_id].label
    if coded.figure_id:
        figure = corpus.figures[coded.figure_id]
        return stacked(value_link(corpus, figure), corpus.measures[figure.measure_id].label)
    return stacked(coded.printed, label, corpus.sources[coded.source_id].title)


def _said(corpus: Corpus, row: Settlement, value: str) -> str:
    """Return what was coded as readers know it."""
    if not value:
        return NOTHING
    words: dict[str, Callable[[str], str]] = {
        "measure_id": lambda key: corpus.measures[key].label,
        "population_id": lambda key: corpus.populations[key].label,
        "period_start": date_text,
        "period_end": date_text,
    }
    return words.get(row.field, str)(value)
