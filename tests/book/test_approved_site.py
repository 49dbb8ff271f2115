"""The site of the small review, as the compiler leaves it: an approved text for what each page says in its middle."""

from __future__ import annotations

import re

import pytest
from approving import approve

from review.book.site.html_tree import read_page
from review.corpus.tables.project import Project


@pytest.mark.parametrize("name", ["index", "question", "alpha2001", "references"])
def test_a_page(small: Project, name: str, request: pytest.FixtureRequest) -> None:
    article = read_page(small.site / f"{name}.html", small.site).article()
    assert article
    approve(f"book/site/{name}.html", re.sub(r"\n\s*\n+", "\n", f"{article}\n"), request)


def test_the_cards(small: Project, request: pytest.FixtureRequest) -> None:
    parts = [path.read_text("utf-8") for path in sorted((small.site / "cards").iterdir())]
    approve("book/site/cards.txt", "".join(parts).replace("\\n", "\n").replace('\\"', '"'), request)
