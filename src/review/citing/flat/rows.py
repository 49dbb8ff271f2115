"""The rows of the flat table."""

from __future__ import annotations

from typing import Any

from review.citing.flat.columns import COLUMNS, NO, YES, Taken
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.present.words.wording import NBSP, value_text
from review.synthesis.conclusions.certainty import certainty


def flat_figures(corpus: Corpus) -> list[dict[str, Any]]:
    """Return the figures as used, one dict a figure, in the order of their ids: labels, values, ratings and keys.

    A text that is missing is empty, a number that is missing is None. `review.citing.flat.columns` names the
    columns.
    """
    return [_row(corpus, figure) for figure in corpus.figures.values()]


def _row(corpus: Corpus, figure: Figure) -> dict[str, Any]:
    chain = corpus.origin_chain(figure.origin_id)
    rows = {
        "figure": figure,
        "source": corpus.sources[figure.source_id],
        "section": corpus.sections[figure.section_id],
        "measure": corpus.measures[figure.measure_id],
        "origin": chain[0],
        "end": chain[-1],
        "population": corpus.populations[figure.population_id] if figure.population_id else None,
        "event": corpus.events[figure.event_id] if figure.event_id else None,
    }
    rated = certainty(corpus, figure)
    made = {
        # A space that does not break serves a page; in a table it is found by nobody who searches.
        "value": value_text(figure).replace(NBSP, " "),
        "unnamed": YES if corpus.is_uncounted(figure) else NO,
        "certainty_as_count": rated.as_count.level,
        "certainty_as_extent": rated.as_extent.level,
    }
    return {
        column.name: getattr(rows[column.row], column.column, "") if isinstance(column, Taken) else made[column.name]
        for column in COLUMNS
    }
