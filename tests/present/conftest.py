"""The corpora that the tests of this folder show: a small one of their own, and the real one."""

from __future__ import annotations

import pytest
from small_corpus import REPOSITORY, build

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.project import Project


@pytest.fixture(scope="session")
def small() -> Corpus:
    return build()


@pytest.fixture(scope="session")
def real() -> Corpus:
    return open_corpus(Project(REPOSITORY))
