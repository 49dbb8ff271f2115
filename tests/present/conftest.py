"""The small corpus that the tests of this folder show, as it is and open as for cells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_corpus import build

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.values.opened import open_for_cells


@pytest.fixture(scope="session")
def small() -> Corpus:
    return build()


@pytest.fixture
def corpus(small: Corpus) -> Corpus:
    """The same, for tests that are run on the review as well."""
    return small


@pytest.fixture
def cells(small: Corpus) -> Iterator[Corpus]:
    """The small corpus as cells have it open."""
    set_up()
    open_for_cells(small)
    yield small
