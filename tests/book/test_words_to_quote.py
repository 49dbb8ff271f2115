"""What the hash of a citable part is made from: the words and numbers that somebody would quote of it."""

from __future__ import annotations

import pytest

from review.book.build.cite_files import words_to_quote
from review.book.site.html_tree import parse_html

CHART = """<figure><p>More bells</p><svg><text>bells, drawn</text></svg><details><summary>Data (2 rows)</summary>
<table><td>12 <a class="cite-link">Cite</a></td></table></details></figure>"""


def words(html: str) -> list[str]:
    return words_to_quote(parse_html(html))


@pytest.mark.parametrize(
    ("part", "other"),
    [("bells, drawn", "drawn anew"), ("Data (2 rows)", "The rows"), ("Cite", "Cite this"), ("<svg>", "<svg width=5>")],
)
def test_how_a_chart_is_drawn_and_its_fold_named_is_nothing_that_somebody_quotes(part: str, other: str) -> None:
    assert words(CHART.replace(part, other)) == words(CHART) == ["More", "bells", "12"]


@pytest.mark.parametrize(("part", "other"), [("More", "Fewer"), ("12", "13")])
def test_its_title_and_its_numbers_are(part: str, other: str) -> None:
    assert words(CHART.replace(part, other)) != words(CHART)


def test_a_drawing_that_no_table_tells_is_quoted_itself() -> None:
    assert words("<figure><svg><text>12</text> <text>bells</text></svg></figure>") == ["12", "bells"]
