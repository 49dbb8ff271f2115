"""The corpora that the tests of this folder show: a small one of their own, and the real one, open as for cells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_corpus import REPOSITORY, build

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project
from review.present.charts.data import set_up
from review.present.values.opened import open_for_cells


@pytest.fixture(scope="session")
def small() -> Corpus:
    return build()


@pytest.fixture(scope="session")
def real() -> Corpus:
    return open_corpus(Project(REPOSITORY))


@pytest.fixture
def cells(small: Corpus) -> Iterator[Corpus]:
    """The small corpus as cells have it open."""
    set_up()
    open_for_cells(small)
    yield small


@pytest.fixture
def real_cells(real: Corpus) -> Iterator[Corpus]:
    """The real corpus as cells have it open."""
    set_up()
    open_for_cells(real)
    yield real
