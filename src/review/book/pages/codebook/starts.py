"""Ten lines to begin with in each program: what the book prints is what the tests run."""

from __future__ import annotations

from collections import Counter

from review.citing.flat import flat_table
from review.corpus.corpus import Corpus
from review.export.edition import package_name
from review.files.folders import THEME

#: A start a program, each of which shows the figures of one measure. Names in capitals are filled in from the corpus.
STARTS = THEME / "starts.md"


def starts(corpus: Corpus) -> str:
    """Return a start for each program as Markdown, all of which show the figures of one measure of *corpus*."""
    from xlsxwriter.utility import xl_col_to_name

    names = flat_table(corpus.descriptor).column_names
    column, end = xl_col_to_name(names.index("measure_id")), len(corpus.figures) + 1
    filled = {
        "WORKBOOK": package_name(corpus.descriptor),
        "LAST": f"{xl_col_to_name(names.index('printed'))}{end}",
        "FILTEREDEND": f"{column}{end}",
        "FILTERED": column,
        "MEASURE": shown_measure(corpus),
    }
    text = STARTS.read_text("utf-8")
    for name, value in filled.items():
        text = text.replace(name, value)
    return text


def shown_measure(corpus: Corpus) -> str:
    """Return the measure that most sources report, of those the one with most figures; empty where there is none."""
    figures = corpus.figures.values()
    sources = Counter(measure for measure, _ in {(figure.measure_id, figure.source_id) for figure in figures})
    rows = Counter(figure.measure_id for figure in figures)
    return max(sorted(rows), key=lambda measure: (sources[measure], rows[measure]), default="")
