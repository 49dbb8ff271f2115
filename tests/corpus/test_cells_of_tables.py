"""Cells of tables in a text: a figure names one by its heads, and rests on no other's."""

from __future__ import annotations

import pytest

from review.corpus.text.source_text import SourceText
from review.corpus.text.table_cells import cell_spans

TABLE = """Table 1. Thefts by town
| Town |  | 2013 | 2014 |
| Elmford | North | 12 | 345 |
|  | South | 7 | 12 |
| Oakham | North |  | 8 |"""


def found(cell: str, table: str = TABLE) -> list[str]:
    text = SourceText("a", table, is_laid_out=True)
    return [text.folded[start:end].strip() for start, end in cell_spans(text, text.paragraphs[0], cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Elmford | 2013", ["12"]), ("elmford |  2014", ["345"]), ("South | 2014", ["12"]), ("Oakham | 2013", [""]),
        ("North | 2014", ["345", "8"]), ("Elmford | 2015", []), ("2013 | Elmford", []), ("Elmford", []),
    ],
)  # fmt: skip
def test_a_cell_has_one_head_left_of_it_and_the_other_above(cell: str, expected: list[str]) -> None:
    assert found(cell) == expected


def test_bars_and_tabs_part_cells_alike() -> None:
    tabs = "Town\t2013\t2014\nElmford\t12\t345"
    assert found("Elmford | 2014", tabs) == found("Elmford | 2014", "| Town | 2013 | 2014 |\n| Elmford | 12 | 345 |")
