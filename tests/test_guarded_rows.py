"""No test outside tests/review gets at the rows of the review, by whatever way."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycle_project import REPOSITORY

from review.corpus.corpus import open_corpus
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project


@pytest.mark.parametrize("read", [lambda path: open_corpus(Project(path.parents[2])), Path.read_bytes, Path.open])
def test_the_rows_of_the_review_are_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(AssertionError, match=r"a test outside tests/review reads the review's rows"):
        read(REPOSITORY / "data" / "evidence" / "figures.csv")


def test_so_is_their_declaration() -> None:
    with pytest.raises(AssertionError, match=r"a test outside tests/review reads the review's rows"):
        read_descriptor(REPOSITORY / "data")
