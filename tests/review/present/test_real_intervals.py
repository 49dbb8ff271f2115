"""Charts of intervals of the review: no panel mixes what cannot be compared."""

from __future__ import annotations

from drawing import shown, spec_of

from review.corpus.corpus import Corpus
from review.present.charts.intervals import interval_chart
from review.present.frames.rows import computed_frame, figures_frame


def test_incomparable_figures_never_share_a_panel(real_cells: Corpus) -> None:
    made = shown(interval_chart(figures_frame(real_cells, real_cells.figures.values())))
    for panel in spec_of(made)["vconcat"]:
        rows = spec_of(made)["datasets"][panel["data"]["name"]]
        figures = [real_cells.figures[row["figure_id"]] for row in rows]
        measures = [real_cells.measures[figure.measure_id] for figure in figures]
        assert len({(m.comparable_within, m.basis) for m in measures}) == len({f.unit for f in figures}) == 1


def test_computed_numbers_stand_under_their_headings(real_cells: Corpus) -> None:
    names = list(real_cells.derivations)
    frame = computed_frame(real_cells, {"First": names[:1], "Second": names[1:2]})
    titles = [" ".join(panel["title"]["text"]) for panel in spec_of(shown(interval_chart(frame)))["vconcat"]]
    assert titles == ["First (computed)", "Second (computed)"]
