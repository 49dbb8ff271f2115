"""A map of a text: where its numerals stand, which are figures, which are not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import coded_table
from review.present.values.opened import opened
from review.present.words.wording import STATED, number, value_words

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
    words: Mapping[str, str] = field(default_factory=dict)

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
        rows: list[tuple[Content, ...]] = [(name, len(marks), self.strip(name)) for name, marks in self.lanes.items()]
        drawn = coded_table(
            ("What the numeral is", "Numerals", "Where in the text"),
            rows,
            caption="Map of the text from its beginning to its end: where its numerals stand, and what each is",
        )
        return element("div", element("p", coded(lead)), drawn.html, class_="ledger-map")

    def strip(self, lane: str) -> Html:
        """The strip of a lane; nothing where it is empty. Readers of screens have its rows as text, and pass it by."""
        marks = self.lanes.get(lane, ())
        if not marks:
            return Html("")
        line = element("path", d=f"M0 {HEIGHT / 2:g}H{WIDTH}", class_="ledger-line")
        drawn = joined([line, *(self._mark(start, row, lane == CODED) for start, row in marks)])
        kind, view = "coded" if lane == CODED else "excluded", {"viewBox": f"0 0 {WIDTH} {HEIGHT}"}
        hidden = {"preserveAspectRatio": "none", "aria_hidden": "true", "focusable": "false"}
        return element("svg", drawn, class_=f"ledger-strip {kind}", **view, **hidden)

    def _mark(self, start: int, row: str, leads: bool) -> Html:
        x = round(WIDTH * start / max(self.length, 1), 1)
        if not leads:
            return element("path", d=f"M{x:g} 5V{HEIGHT - 5}", class_="ledger-mark")
        bar = element("path", d=f"M{x:g} 0V{HEIGHT}", class_="ledger-mark")
        # The row's own link is in its table; this one is for a pointer alone.
        title = element("title", self.words.get(row, ""), data_coded=True)
        return element("a", title, bar, href=f"#{row}", tabindex="-1")


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
    words = {row: _words(corpus, corpus.figures[row]) for _, row in lanes.get(CODED, ())}
    return LedgerMap({name: tuple(lanes[name]) for name in order}, receipt.lengths.get(source_id, 0), words)


def _words(corpus: Corpus, figure: Figure) -> str:
    return f"{value_words(corpus, figure, STATED)}: {corpus.measures[figure.measure_id].label}"


def _lane(corpus: Corpus, row: str) -> str:
    if row in corpus.figures:
        return CODED
    if row in corpus.exclusions:
        return f"Excluded: {corpus.exclusions[row].reason}"
    return CHANGED
