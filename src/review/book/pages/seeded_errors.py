"""The page of the seeded errors: what the checks catch of every plausible slip, and what escapes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.report import Kept, Tally, escaped_single, read_kept
from review.corpus.seeded_errors.slips import Slip
from review.present.html.markup import Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.tables.agreement import share
from review.present.words.wording import number, value_link

PAGE = "seeded-errors"
MAKE = "Make one with `review mutate-evidence --texts DIR --keep`, where DIR is the folder of the sources' texts.\n"
NONE = f"No report of seeded errors is kept with this copy, so nothing is said here of what the checks catch. {MAKE}"
STALE = f"""\
**This report is older than the data.** Rows or texts have changed since it was made, so it tells what the checks
caught in the rows as they were. {MAKE}"""
LEAD = """\
How much do the checks catch? A program makes every plausible slip of a coder in every figure, one at a time: a
digit dropped, a neighbouring numeral taken, the wrong year, the wrong origin; and in every claim those in its
place, its quote and its stance. Then it asks the checks. *By check*
are the slips that the tables' own rules catch, without the texts; *by verify* those that only the comparison with
the text catches. A slip that nothing catches has *escaped*. The second pass and the receipt are never asked.

A slip here is one that the program can think of. What this shows is how the rules work, not how many errors are
left in the data.
"""
READING = """\
Some kinds leave no trace in the words that a row quotes: at which stage something stands, whether a tie to an event
is stated or inferred, what a source does with a claim, and whether a shorter quote still says it. No rule judges
them. Who reads the text can tell, and only the second reading guards against them, so they are counted apart.
"""
BESIDE = """\
The least shares that this review asks of its checks, of all slips and of each kind, are asked of the slips made
alone. The others stand beside them, and far fewer of them are caught; with them the share is that of the last line.
"""
TOGETHER = """\
Slips can be made together: an attribute is taken from another figure of the same paragraph, with the very phrase
that it rests on there. Both then stand in the text, near the numeral, and agree with each other. Which of a
paragraph's phrases belongs to which of its numerals is a matter of reading, so these are counted apart as well.
"""
ESCAPED = """\
Each single slip that nothing caught, with the row as it would have been and the reason why no rule sees it.
"""
NOTHING = "No single slip escaped.\n"
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


def seeded_errors_page(corpus: Corpus) -> str:
    """Return the page, drawn from the report beside the data; how to make one, where there is none."""
    title = markdown.heading(1, "Seeded errors", PAGE)
    kept = read_kept(corpus.descriptor.folder)
    if kept is None:
        return markdown.page(title, NONE)
    return markdown.page(
        title,
        *([] if kept.is_of(corpus) else [STALE]),
        LEAD,
        markdown.raw(kinds_table(kept).html),
        markdown.heading(2, "What is beside these", "seeded-errors-beside"),
        BESIDE,
        markdown.raw(groups_table(kept).html),
        markdown.heading(2, "What reading alone can tell", "seeded-errors-reading"),
        READING,
        markdown.raw(_tallies(kept.report.by_reading, "Slips that no rule judges").html),
        markdown.heading(2, "Slips made together", "seeded-errors-together"),
        TOGETHER,
        markdown.raw(_tallies(kept.report.double, "Slips made together, by what is taken from a neighbour").html),
        markdown.heading(2, "Slips that escaped", "seeded-errors-escaped"),
        *_escaped(corpus, kept),
    )


def kinds_table(kept: Kept) -> Table:
    """Return what became of the single slips, by kind and in all."""
    return _tallies([*kept.report.single, kept.report.total], "Seeded errors, by kind of slip")


def groups_table(kept: Kept) -> Table:
    """Return what became of the slips made alone, of those beside them, and of all."""
    return _tallies(kept.report.groups, "Seeded errors, those made alone and those beside them")


def seeded_errors_summary(corpus: Corpus) -> Html:
    """Return the compact table of what is caught; nothing where no report is kept."""
    kept = read_kept(corpus.descriptor.folder)
    return Html("") if kept is None else groups_table(kept).html


def _tallies(tallies: Iterable[Tally], caption: str) -> Table:
    rows = [
        (
            tally.kind.capitalize(),
            number(tally.slips),
            number(tally.by_check),
            number(tally.by_verify),
            number(tally.escaped),
            share(tally.detection),
        )
        for tally in tallies
    ]
    return coded_table(("Kind of slip", "Seeded", "By check", "By verify", "Escaped", "Caught"), rows, caption=caption)


def _escaped(corpus: Corpus, kept: Kept) -> list[str]:
    slips = escaped_single(kept.report)
    if not slips:
        return [NOTHING]
    rows = [(_subject(corpus, slip), _cells(slip), REASONS.get(slip.kind, _OTHERWISE)) for slip in slips]
    groups = [slip.kind.capitalize() for slip in slips]
    shown = coded_table(("Row", "As it would be", "Why no rule sees it"), rows, caption="Escaped slips", groups=groups)
    return [ESCAPED, markdown.raw(shown.html)]


def _subject(corpus: Corpus, slip: Slip) -> Html:
    """Return the figure as readers know it; the id alone of a claim, or of a row that is gone."""
    figure = corpus.figures.get(slip.row_id)
    if figure is None:
        return stacked(slip.row_id)
    return stacked(value_link(corpus, figure), corpus.measures[figure.measure_id].label, slip.row_id)


def _cells(slip: Slip) -> Html:
    lines = (element("div", f"{name}: {value or 'nothing'}") for name, value in slip.cells.items())
    return joined(lines, "\n")
