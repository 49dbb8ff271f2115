"""What the page of a source shows: who speaks, as many charts as the source bears, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart
from review.present.charts import origins
from review.present.charts.intervals import comparable, interval_chart
from review.present.charts.matrix import claims_matrix
from review.present.charts.overview import overview_chart
from review.present.markup import Html, coded, element, joined, plain
from review.present.tables import claims_table, theme_heading
from review.present.tabular import Table, coded_table
from review.present.wording import period_text

# Fewer figures than this are read faster in the table than in a chart.
FEWEST = 3


@dataclass(frozen=True, repr=False)
class Shown:
    """Charts or tables, one below the other."""

    parts: tuple[Chart | Table, ...]

    def __repr__(self) -> str:
        return "\n".join(repr(part) for part in self.parts)

    def _repr_html_(self) -> str:
        return joined([part.html for part in self.parts], "\n").text


@dataclass(frozen=True, repr=False)
class Folded:
    """Tables, each to unfold under a heading. A link to a row in one opens it."""

    parts: tuple[tuple[Html, Table], ...]

    def __repr__(self) -> str:
        return "\n".join(plain(heading) for heading, _ in self.parts)

    def _repr_html_(self) -> str:
        folded = [
            element("details", joined([element("summary", heading), table.html], "\n"), class_="fold")
            for heading, table in self.parts
        ]
        return joined(folded, "\n").text


def speaker_table(corpus: Corpus, source_id: str) -> Table:
    """Return who speaks, when, for whom, of which years, and what is known of the copy."""
    source = corpus.source(source_id)
    section_count = sum(section.source_id == source_id for section in corpus.sections.values())
    rows = (
        ("Who speaks", source.speaker),
        ("For whom", source.audience),
        ("Kind", source.kind),
        ("Date", source.dated),
        ("Years that it reports on", period_text(source.covers_start, source.covers_end)),
        ("Length of our copy", f"{source.text_words:,} words in {section_count} sections"),
        ("Retrieved", source.retrieved or "not recorded"),
        ("What is known of the copy", source.access_note),
    )
    return coded_table(("What", "As far as known"), rows, caption="Who speaks, when and for whom")


def charts(corpus: Corpus, source_id: str, *, include_unnamed: bool = True) -> Shown:
    """Return the charts that a source's figures bear: what it counts, then each set that may be compared."""
    figures = [
        figure
        for figure in corpus.figures_where(source_id=source_id)
        if include_unnamed or not corpus.is_unnamed(figure)
    ]
    found: list[Chart] = []
    if len(figures) >= FEWEST:
        found.append(overview_chart(corpus, source_id, caption="Figures of the source, by what they count."))
    found += [
        _comparable_chart(corpus, group) for group in comparable(corpus, figures) if len(group) >= FEWEST
    ]
    return Shown(tuple(found))


def _comparable_chart(corpus: Corpus, figures: Sequence[Figure]) -> Chart:
    return interval_chart(
        corpus,
        figures,
        caption="What the source reports of things of a kind, as stated.",
        log=_spread(figures),
    )


def _spread(figures: Sequence[Figure]) -> bool:
    """Say whether the values differ so much that a linear axis would hide the small ones."""
    ends = [end for figure in figures for end in (figure.low, figure.high) if end]
    return bool(ends) and max(ends) / min(ends) > 100


def claims_chart(corpus: Corpus, source_id: str) -> Chart:
    """Return the matrix of a source's claims by theme and stance."""
    return claims_matrix(
        corpus, corpus.claims_where(source_id=source_id), caption="Number of claims by theme and stance."
    )


def claims_by_theme(corpus: Corpus, source_id: str) -> Folded:
    """Return a source's claims, a table a theme, each to unfold under its name and the number of its claims."""
    kinds = _theme_kinds(corpus)
    claims = corpus.claims_where(source_id=source_id)
    used = {claim.theme_id for claim in claims}
    themes = sorted(used, key=lambda name: (kinds.index(corpus.themes[name].kind), name))
    parts = []
    for name in themes:
        mine = [claim for claim in claims if claim.theme_id == name]
        heading = theme_heading(corpus, name)
        folded = joined([heading, " ", coded(f"({len(mine)})")])
        parts.append((folded, claims_table(corpus, mine, caption=heading, anchors=True)))
    return Folded(tuple(parts))


def _theme_kinds(corpus: Corpus) -> tuple[str, ...]:
    return next(column.choices for column in corpus.descriptor.table("themes").columns if column.name == "kind")


def origins_chart(corpus: Corpus, source_id: str) -> Shown:
    """Return the chart of whom the figures are credited to, if there are enough figures for one."""
    if len(corpus.figures_where(source_id=source_id)) < FEWEST:
        return Shown(())
    return Shown(
        (origins.origins_chart(corpus, source_id, caption="Number of figures by whom the source credits."),)
    )
