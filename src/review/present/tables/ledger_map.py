"""A map of a text: where its numerals stand, which are figures, which are not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import coded_table
from review.present.values.opened import opened
from review.present.words.wording import number

CODED = "Figures, coded above"
CHANGED = "Not verified since the rows changed"
# The strip is as wide as the page; its units are thousandths of the text.
WIDTH, HEIGHT = 1000, 20


@dataclass(frozen=True, repr=False)
class LedgerMap:
    """The map of a source's text: a lane for the figures, and one for each reason why a numeral is none.

    Lanes rather than colours say what a numeral is, so that nobody needs to tell colours apart.
    """

    lanes: Mapping[str, Sequence[tuple[int, str]]]
    length: int

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {len(marks)}" for name, marks in self.lanes.items())

    def _repr_html_(self) -> str:
        return self.html.text

    @property
    def html(self) -> Html:
        """The lanes as rows of a table, the counts as text; a sentence where nothing was verified."""
        if not self.lanes:
            return element("p", "The text was not verified in this copy, so that no map can be drawn.")
        total = sum(map(len, self.lanes.values()))
        done = total - len(self.lanes.get(CHANGED, ()))
        lead = f"{number(done)} of {number(total)} numerals of the text are accounted for."
        rows: list[tuple[Content, ...]] = [
            (name, len(marks), _strip(name, marks, self.length)) for name, marks in self.lanes.items()
        ]
        drawn = coded_table(
            ("What the numeral is", "Numerals", "Where in the text"),
            rows,
            caption="Map of the text from its beginning to its end: where its numerals stand, and what each is",
        )
        return element("div", element("p", coded(lead)), drawn.html, class_="ledger-map")


def ledger_map(source_id: str, receipt: Receipt) -> LedgerMap:
    """Return the map of a source's text: where its numerals stand, which are figures, and why the others are not.

    >>> ledger_map(chapter.figures().source_id.iloc[0], chapter.receipt)
    Figures, coded above: ...
    """
    corpus = opened().corpus
    numerals = receipt.numerals.get(source_id, ())
    lanes: dict[str, list[tuple[int, str]]] = {}
    for start, _, row in numerals:
        lanes.setdefault(_lane(corpus, row), []).append((start, row))
    rank = {CODED: 0, CHANGED: 1}
    order = sorted(lanes, key=lambda name: (rank.get(name, 2), -len(lanes[name]), name))
    return LedgerMap({name: tuple(lanes[name]) for name in order}, receipt.lengths.get(source_id, 0))


def _lane(corpus: Corpus, row: str) -> str:
    if row in corpus.figures:
        return CODED
    if row in corpus.exclusions:
        return f"Excluded: {corpus.exclusions[row].reason}"
    return CHANGED


def _strip(name: str, marks: Sequence[tuple[int, str]], length: int) -> Html:
    """Return the strip of a lane. What it shows is in the table as text, too: readers of screens pass it by."""
    kind = "coded" if name == CODED else "excluded"
    line = element("path", d=f"M0 {HEIGHT / 2:g}H{WIDTH}", class_="ledger-line")
    drawn = [_mark(start, row, length, name == CODED) for start, row in marks]
    return element(
        "svg",
        joined([line, *drawn]),
        class_=f"ledger-strip {kind}",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _mark(start: int, row: str, length: int, leads: bool) -> Html:
    x = round(WIDTH * start / max(length, 1), 1)
    if not leads:
        return element("path", d=f"M{x:g} 5V{HEIGHT - 5}", class_="ledger-mark")
    bar = element("path", d=f"M{x:g} 0V{HEIGHT}", class_="ledger-mark")
    # The row's own link is in the table above; this one is for a pointer alone.
    return element("a", element("title", row), bar, href=f"#{row}", data_figure_id=row, tabindex="-1")
