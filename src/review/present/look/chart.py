"""A chart with what it needs to be read: finding, caption, alternative text, notes and its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from review.present.html.markup import Content, Html, element, joined, plain
from review.present.html.tabular import Table
from review.present.look.figure import Spec, figure_html


@dataclass(frozen=True, repr=False)
class Chart:
    """A drawn chart. Notebooks show it as a figure with its caption, and its data to unfold."""

    spec: Spec | Html  # for Vega-Lite, or the SVG itself
    caption: Content
    alternative: str
    finding: str = ""
    notes: tuple[Content, ...] = ()
    data: Table | None = None

    def __repr__(self) -> str:
        return f"Chart: {self.alternative}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html.text, "text/plain": repr(self)}

    @property
    def html(self) -> Html:
        """The figure; a sentence where there is nothing to draw."""
        if not self.spec:
            return element("p", self.alternative, class_="chart-empty")
        finding = element("p", self.finding, class_="chart-finding") if self.finding else ""
        label = self.finding or plain(self.caption)
        return figure_html(self.spec, self.alternative, label=label, above=finding, below=self._below())

    def _below(self) -> Html:
        notes = [element("span", note, class_="chart-note") for note in self.notes]
        parts = [element("figcaption", joined([self.caption, *notes], " "))]
        if self.data is not None:
            summary = element("summary", "Data of this chart")
            parts.append(element("details", joined([summary, self.data.unfolded], "\n"), class_="chart-data"))
        return joined(parts, "\n")


def nothing_to_draw(caption: str) -> Chart:
    """Return what stands in the place of a chart whose rows the parameters of a run leave out."""
    told = f"No chart: no row is left to draw with these parameters ({caption.strip().removesuffix('.')})."
    return Chart({}, caption, told)
