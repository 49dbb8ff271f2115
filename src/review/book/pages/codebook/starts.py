"""Ten lines to begin with in each program: what the book prints is what the tests run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from review.citing.flat import flat_table
from review.corpus.corpus import Corpus
from review.export.edition import package_name

LINES = 10
# Each shows the figures of one measure. Names in capitals are filled in from the corpus.
PANDAS = """\
import pandas as pd

figures = pd.read_csv("build/export/package/figures_flat.csv")
chosen = figures[figures["measure_id"] == "MEASURE"]
chosen = chosen.sort_values(["source_id", "figure_id"])
print(chosen[["source_id", "value", "period_end", "low", "high", "origin_end"]].to_string(index=False))
"""
R = """\
figures <- read.csv("build/export/package/figures_flat.csv", na.strings = "")
chosen <- subset(figures, measure_id == "MEASURE")
chosen <- chosen[order(chosen$source_id, chosen$figure_id), ]
print(chosen[, c("source_id", "value", "period_end", "low", "high", "origin_end")], row.names = FALSE)
"""
DUCKDB = """\
SELECT source_id, value, period_end, low, high, origin_end
FROM 'build/export/parquet/figures_flat.parquet'
WHERE measure_id = 'MEASURE'
ORDER BY source_id, figure_id;
"""
EXCEL = """\
Open build/export/WORKBOOK.xlsx and go to the sheet figures_flat.
By hand: open the arrow in FILTERED1 (measure_id) and tick MEASURE.
By formula, in an empty sheet (Excel 2021 or later):
=FILTER(figures_flat!A2:LAST, figures_flat!FILTERED2:FILTEREDEND = "MEASURE")
"""


@dataclass(frozen=True)
class StarterCode:
    """The start for a program: its name, the language that it is written in, and the lines."""

    program: str
    language: str
    text: str


def starts(corpus: Corpus) -> tuple[StarterCode, ...]:
    """Return a start for each program, all of which show the figures of one measure of *corpus*."""
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
    found = []
    for program, language, text in (
        ("pandas", "python", PANDAS),
        ("R", "r", R),
        ("DuckDB", "sql", DUCKDB),
        ("Excel", "text", EXCEL),
    ):
        for name, value in filled.items():
            text = text.replace(name, value)
        found.append(StarterCode(program, language, text))
    return tuple(found)


def shown_measure(corpus: Corpus) -> str:
    """Return the measure that most sources report, of those the one with most figures; empty where there is none."""
    figures = corpus.figures.values()
    sources = Counter(measure for measure, _ in {(figure.measure_id, figure.source_id) for figure in figures})
    rows = Counter(figure.measure_id for figure in figures)
    return max(sorted(rows), key=lambda measure: (sources[measure], rows[measure]), default="")
