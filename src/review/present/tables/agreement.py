"""The tables of the passes' agreement: detection, fields, themes, and every disagreement with its settlement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from review.corpus.coding.agreement import DETECTION, FIELDS, VALUES, passes_of
from review.corpus.coding.reliability import (
    Detection,
    FieldAgreement,
    ThemeAgreement,
    agreement_before,
    detection,
    field_agreement,
    theme_agreement,
)
from review.corpus.coding.statements import FIELDS as CLAIM_FIELDS
from review.corpus.coding.statements import Recoded, fields_to_settle
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Appraisal, Settlement
from review.present.html.markup import Content, Html, coded, element, plain
from review.present.html.tabular import Cells, Table, stacked, table_of
from review.present.tables.passes import lists_given
from review.present.words.wording import NBSP, claim_link, date_text, number, sentence_case, value_link

NO_ALPHA = "not defined"
#: Below this alpha, agreement is too low for conclusions, by common usage.
LOW = 0.67
RULINGS: Mapping[str, str] = {
    "first": "The first pass was right.",
    "second": "The second pass was right, and the settled table follows it.",
    "both": "Both say the same in other words.",
    "neither": "Settled anew: neither pass has it in these words.",
}
CLAIM_RULINGS: Mapping[str, str] = {
    "first": "As the first of them has it.",
    "second": "As the second of them has it.",
    "neither": "As neither of them has it.",
}
#: Of a field whose list of choices the second pass says it was given.
HAD_THE_LIST = "chosen from the list that the first pass had made"


def detection_table(corpus: Corpus) -> Table:
    """Return which of the settled figures each pass found."""
    columns: Cells[Detection] = {
        "Pass": lambda row: corpus.passes[row.pass_id].label,
        "Figures found": lambda row: row.found,
        "Of them settled": lambda row: row.right,
        "Settled in all": lambda row: row.settled,
        "Precision": lambda row: share(row.precision),
        "Recall": lambda row: share(row.recall),
        "F1": lambda row: share(row.f1),
    }
    caption = "Detection of figures, each pass against the settled table"
    return table_of(detection(corpus), columns, caption=caption)


def field_table(corpus: Corpus) -> Table:
    """Return the agreement in each field, as coded and as settled."""
    given = frozenset().union(*(lists_given(corpus.passes[name]) for name in passes_of(corpus)[1:]))

    def label(row: FieldAgreement) -> Content:
        return stacked(row.label.capitalize(), HAD_THE_LIST if f"{row.field.removesuffix('_id')}s" in given else "")

    columns: Cells[FieldAgreement] = {
        "Field": label,
        "Figures": lambda row: row.units,
        "Same as coded": lambda row: _of(row.same, row.units),
        "Alpha": lambda row: "a value" if row.field in VALUES else alpha_text(row.alpha),
        "Same in meaning": lambda row: _of(row.same + row.worded, row.units),
        "First as settled": lambda row: _of(row.first, row.units),
        "Second as settled": lambda row: _of(row.second, row.units),
    }
    caption = "Agreement in each field of the figures that both passes found"
    return table_of(field_agreement(corpus), columns, caption=caption)


def theme_table(corpus: Corpus) -> Table:
    """Return how far the passes by the rule in force agree about each claim, as coded and as settled."""
    columns: Cells[ThemeAgreement] = {
        "Compared": lambda row: row.label.capitalize(),
        "Claims": lambda row: number(row.units),
        "Same": lambda row: _of(row.same, row.units),
        "Alpha": lambda row: alpha_text(row.alpha),
        "First as settled": lambda row: _of(row.first, row.units),
        "Second as settled": lambda row: _of(row.second, row.units),
    }
    caption = "Agreement in the claims' themes and stances, by the rule in force"
    return table_of(theme_agreement(corpus), columns, caption=caption)


def before_table(corpus: Corpus) -> Table:
    """Return how far the passes agreed about statements before a rule was written down."""
    columns: Cells[ThemeAgreement] = {
        "Compared": lambda row: sentence_case(row.label),
        "Units": lambda row: number(row.units),
        "Same": lambda row: _of(row.same, row.units),
        "Alpha": lambda row: alpha_text(row.alpha),
    }
    return table_of(agreement_before(corpus), columns, caption="Agreement in themes and stances before the rule")


def settlement_table(corpus: Corpus) -> Table:
    """Return every disagreement about a figure, grouped by field, and how it was settled."""
    order = [DETECTION, *FIELDS]
    columns: Cells[Settlement] = {
        "Figure": lambda row: _subject(corpus, row),
        "First pass": lambda row: _said(corpus, row, row.first),
        "Second pass": lambda row: _said(corpus, row, row.second),
        "Settled": lambda row: _said(corpus, row, row.settled),
        "Why": lambda row: stacked(RULINGS[row.ruling], row.reason),
    }
    return table_of(
        sorted(corpus.settlements.values(), key=lambda row: (order.index(row.field), row.settlement_id)),
        columns,
        caption="Disagreements about figures, and how each was settled",
        groups=lambda row: FIELDS.get(row.field, row.field).capitalize(),
    )


def claim_table(corpus: Corpus) -> Table:
    """Return every theme and stance in which the passes by the rule in force differ, and how it was settled."""
    rulings = {(row.coded_id, row.field): row for row in corpus.claim_settlements.values()}
    differing = [(one, field) for one, field in fields_to_settle(corpus) if (one.coded_id, field) in rulings]

    def value(place: int) -> Callable[[tuple[Recoded, str]], str]:
        return lambda pair: _coded_as(corpus, pair[1], pair[0].values(pair[1])[place])

    def why(pair: tuple[Recoded, str]) -> Html:
        ruled = rulings[pair[0].coded_id, pair[1]]
        return stacked(CLAIM_RULINGS[ruled.ruling], ruled.reason)

    columns: Cells[tuple[Recoded, str]] = {
        "Claim": lambda pair: stacked(claim_link(pair[0].claim), corpus.sources[pair[0].claim.source_id].title),
        "First of them": value(0),
        "Second of them": value(1),
        "Settled": value(2),
        "Why": why,
    }
    caption = "Themes and stances in which the passes differ, and how each was settled"
    return table_of(differing, columns, caption=caption, groups=lambda pair: CLAIM_FIELDS[pair[1]].capitalize())


def judgement_table(corpus: Corpus) -> Table:
    """Return every judgement of a source in which the passes differ, and how it was settled."""
    given = _judged(corpus)
    columns: Cells[Appraisal] = {
        "Domain and source": lambda row: stacked(sentence_case(row.domain), corpus.sources[row.source_id].title),
        "Judged": lambda row: "; then ".join(given[row.source_id, row.domain]),
        "Settled": lambda row: row.judgement,
        "Why": lambda row: row.settled_because,
    }
    settled = (row for row in corpus.appraisals.values() if row.settled_because)
    return table_of(settled, columns, caption="Judgements in which the passes differ")


def appraisals_note(corpus: Corpus) -> Html:
    """Return in how many judgements the passes agree."""
    given = _judged(corpus)
    same = sum(len(set(judgements)) == 1 for judgements in given.values())
    return element("p", "The passes agree in ", coded(f"{same} of {len(given)}"), " judgements.")


def _judged(corpus: Corpus) -> dict[tuple[str, str], list[str]]:
    """Return what was judged of each source in each domain, in the order of the passes."""
    given: dict[tuple[str, str], list[str]] = {}
    for row in sorted(corpus.pass_appraisals.values(), key=lambda row: (corpus.passes[row.pass_id].date, row.pass_id)):
        given.setdefault((row.source_id, row.domain), []).append(row.judgement)
    return given


def _coded_as(corpus: Corpus, field: str, value: str) -> str:
    return corpus.themes[value].label if field == "theme_id" else value


def agreement_lines(corpus: Corpus) -> Iterator[str]:
    """Yield the tables as lines of text, cells apart by a bar."""
    if len(passes_of(corpus)) < 2:
        yield "Nothing was coded twice: there is no agreement to report."
        return
    makers = (detection_table, field_table, settlement_table, theme_table, claim_table, before_table, judgement_table)
    for table in (maker(corpus) for maker in makers):
        yield from (table.caption, " | ".join(table.columns))
        for index, row in enumerate(table.rows):
            group = f"{plain(table.groups[index])}: " if table.groups else ""
            yield f"  {group}" + " | ".join(_one_line(cell) for cell in row)
        yield ""


def _one_line(cell: Content) -> str:
    text = "; ".join(line for line in plain(cell).splitlines() if line.strip())
    return text.replace(NBSP, " ")


def share(part: float) -> str:
    """Return a share as a percentage, rounded so that only all of it is printed as all.

    >>> share(0.9999), share(1.0)
    ('99.9\\xa0%', '100\\xa0%')
    """
    return f"100{NBSP}%" if part >= 1 else f"{min(100 * part, 99.9):.1f}{NBSP}%"


def alpha_text(alpha: float | None) -> str:
    """Return an alpha with two decimals, and the word for a low one; in words where it is not defined.

    >>> alpha_text(0.94), alpha_text(0.58), alpha_text(None)
    ('0.94', '0.58 (low)', 'not defined')
    """
    if alpha is None:
        return NO_ALPHA
    return f"{alpha:.2f} (low)" if alpha < LOW else f"{alpha:.2f}"


def low_note() -> Html:
    """Return what the word beside an alpha means."""
    meaning = "that is too little for conclusions, and what stands is what a reading of the text settled."
    return element("p", "An alpha below ", coded(str(LOW)), f" is marked as low: {meaning}")


def _of(part: int, whole: int) -> str:
    return f"{number(part)} ({share(part / whole)})" if whole else "nothing"


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
        return "nothing"
    words: dict[str, Callable[[str], str]] = {
        "measure_id": lambda key: corpus.measures[key].label,
        "population_id": lambda key: corpus.populations[key].label,
        "period_start": date_text,
        "period_end": date_text,
    }
    return words.get(row.field, str)(value)
