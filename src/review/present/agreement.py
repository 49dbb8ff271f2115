"""The tables of the passes' agreement: detection, fields, themes, and every disagreement with its settlement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from review.corpus.agreement import DETECTION, FIELDS, VALUES, passes_of
from review.corpus.corpus import Corpus
from review.corpus.records import ClaimSettlement, Settlement
from review.corpus.reliability import detection, field_agreement, theme_agreement
from review.corpus.statements import Statement, Unit, stance_differences, statements, theme_differences
from review.present.markup import Content, Html, plain
from review.present.tabular import Table, coded_table, stacked
from review.present.wording import NBSP, date_text, number, value_link

NOTHING = "nothing"
NO_ALPHA = "not defined"
RULINGS: Mapping[str, str] = {
    "first": "The first pass was right.",
    "second": "The second pass was right, and the settled table follows it.",
    "both": "Both say the same in other words.",
    "neither": "Settled anew: neither pass has it in these words.",
}
STANCE_RULINGS: Mapping[str, str] = {
    "first": "The first pass was right.",
    "second": "The second pass was right, and the settled table follows it.",
    "either": "By rule: the stance of the first pass stands.",
    "neither": "Settled anew: neither pass has this stance.",
}
#: The fields whose lists of choices the second coder had as the first pass had left them.
LISTED = ("measure_id", "population_id")
HAD_THE_LIST = "chosen from the list that the first pass had made"
KEPT = "By rule: the statement of the first pass stands."
TAKEN = "Taken over from the second pass."
LEFT = "By rule: not taken over, since it has no paraphrase, origin or checked quote."
DROPPED = "No claim came of it. The reason stands with the stances."
ELSEWHERE = "The settled table has the theme in the same paragraph, by another statement."


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
            stacked(row.label.capitalize(), HAD_THE_LIST if row.field in LISTED else ""),
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
    """Return the agreement about the claims, as coded and as settled."""
    rows: list[tuple[Content, ...]] = [
        (
            stacked(row.label[:1].upper() + row.label[1:], "" if row.is_of_stances else HAD_THE_LIST),
            number(row.units),
            _of(row.same, row.units),
            alpha_text(row.alpha),
            _of(row.first, row.units),
            _of(row.second, row.units),
        )
        for row in theme_agreement(corpus)
    ]
    columns = ("Compared", "Units", "Same as coded", "Alpha", "First as settled", "Second as settled")
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


def stance_table(corpus: Corpus) -> Table:
    """Return every stance in which the passes differ or that was settled anew, by source, and how it was settled."""
    rulings = {row.coded_id: row for row in corpus.claim_settlements.values()}
    found = tuple(one for one in stance_differences(corpus) if one.coded_id in rulings)

    def why(row: ClaimSettlement) -> Html:
        return stacked(STANCE_RULINGS[row.ruling], row.reason)

    rows = [(*_of_statement(corpus, one), why(rulings[one.coded_id])) for one in found]
    return _statement_table(corpus, rows, found, "Stances in which the passes differ, and how each was settled")


def difference_table(corpus: Corpus) -> Table:
    """Return every theme that one pass alone has in a sentence, by source, and by which rule it was settled."""
    found = theme_differences(corpus)
    settled = {(one.unit[:3], one.theme_id) for one in statements(corpus) if one.settled}

    def how(one: Statement) -> Html:
        if one.settled:
            return stacked(KEPT if one.first else TAKEN)
        if one.first:
            return stacked(DROPPED)
        return stacked(LEFT, *([ELSEWHERE] if (one.unit[:3], one.theme_id) in settled else []))

    rows = [(*_of_statement(corpus, one), how(one)) for one in found]
    return _statement_table(corpus, rows, found, "Themes that the other pass does not have, and how each was settled")


def _of_statement(corpus: Corpus, one: Statement) -> tuple[Content, ...]:
    subject = stacked(corpus.themes[one.theme_id].label, place_text(corpus, one.unit))
    return (subject, *(said or NOTHING for said in one.stances))


def _statement_table(
    corpus: Corpus, rows: list[tuple[Content, ...]], found: tuple[Statement, ...], caption: str
) -> Table:
    columns = ("Theme and sentence", "First pass", "Second pass", "Settled", "Why")
    return coded_table(columns, rows, caption=caption, groups=[corpus.sources[one.unit[0]].title for one in found])


def agreement_lines(corpus: Corpus) -> Iterator[str]:
    """Yield the tables as lines of text, cells apart by a bar."""
    if len(passes_of(corpus)) < 2:
        yield "Nothing was coded twice: there is no agreement to report."
        return
    makers = (detection_table, field_table, theme_table, settlement_table, stance_table, difference_table)
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
