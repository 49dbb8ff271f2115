"""The page of the seeded errors: what the checks catch of every plausible slip, and what escapes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from review.book.pages.markdown import Parts
from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.report import KeptReport, SlipTally, escaped_single, read_kept
from review.corpus.seeded_errors.slips import Slip
from review.present.html.markup import Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.tables.agreement import share
from review.present.words.wording import number, value_link

MAKE = "Make one with `review mutate-evidence --texts DIR --keep`, where DIR is the folder of the sources' texts.\n"
NONE = f"No report of seeded errors is kept with this copy, so nothing is said here of what the checks catch. {MAKE}"
STALE = f"""\
**This report is older than the data.** Rows or texts have changed since it was made, so it tells what the checks
caught in the rows as they were. {MAKE}"""
#: The parts, by the names by which pages ask for them.
NAMES = ("slips-by-kind", "slips-made-alone", "slips-for-readers", "slips-made-together", "slips-that-escaped")
TOGETHER = "Slips made together, by what is taken from a neighbour"
_OTHERWISE = "What the row would say stands in the text as well, and no rule prefers what it says now."
#: Why slips of a kind escape, as far as that is known.
REASONS: Mapping[str, str] = {
    "origin of another sentence": (
        "A work is cited for what somebody else says. The row credits the work or that somebody, "
        "and both are named where they should be."
    ),
    "wrong population": "The phrases of the row name both groups.",
    "wrong sex": "The phrases of the row name both groups.",
    "wrong measure": "The words of the row fit both measures.",
}


def seeded_errors_parts(corpus: Corpus) -> Parts:
    """Return the parts drawn from the report beside the data; how to make one, where it is missing or old."""
    kept = read_kept(corpus.descriptor.folder)
    if kept is None:
        return {**dict.fromkeys(NAMES, str), "slips-by-kind": lambda: NONE}
    stale = [] if kept.is_of(corpus) else [STALE]
    single = [*kept.report.single, kept.report.total]
    return {
        "slips-by-kind": lambda: [*stale, _tallies(single, "Seeded errors, by kind of slip")],
        "slips-made-alone": lambda: groups_table(kept),
        "slips-for-readers": lambda: _tallies(kept.report.by_reading, "Slips that no rule judges"),
        "slips-made-together": lambda: _tallies(kept.report.double, TOGETHER),
        "slips-that-escaped": lambda: _escaped(corpus, kept),
    }


def groups_table(kept: KeptReport) -> Table:
    """Return what became of the slips made alone, of those beside them, and of all."""
    return _tallies(kept.report.groups, "Seeded errors, those made alone and those beside them")


def seeded_errors_summary(corpus: Corpus) -> Html:
    """Return the compact table of what is caught; nothing where no report is kept."""
    kept = read_kept(corpus.descriptor.folder)
    return Html("") if kept is None else groups_table(kept).html


def _tallies(tallies: Iterable[SlipTally], caption: str) -> Table:
    rows = [
        (
            tally.kind.capitalize(),
            number(tally.slips),
            number(tally.by_check),
            number(tally.by_verify),
            number(tally.escaped),
            share(tally.caught_share),
        )
        for tally in tallies
    ]
    return coded_table(("Kind of slip", "Seeded", "By check", "By verify", "Escaped", "Caught"), rows, caption=caption)


def _escaped(corpus: Corpus, kept: KeptReport) -> Table:
    slips = escaped_single(kept.report)
    rows = [(_subject(corpus, slip), _cells(slip), REASONS.get(slip.kind, _OTHERWISE)) for slip in slips]
    groups = [slip.kind.capitalize() for slip in slips]
    columns = ("Row", "As it would be", "Why no rule sees it")
    return coded_table(columns, rows, caption="Escaped slips", groups=groups)


def _subject(corpus: Corpus, slip: Slip) -> Html:
    """Return the figure as readers know it; the id alone of a claim, or of a row that is gone."""
    figure = corpus.figures.get(slip.row_id)
    if figure is None:
        return stacked(slip.row_id)
    return stacked(value_link(corpus, figure), corpus.measures[figure.measure_id].label, slip.row_id)


def _cells(slip: Slip) -> Html:
    lines = (element("div", f"{name}: {value or 'nothing'}") for name, value in slip.cells.items())
    return joined(lines, "\n")
