"""The project that the compiler prints, read once a process."""

from __future__ import annotations

from functools import lru_cache

from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import find_project


@lru_cache(maxsize=1)
def the_snapshot() -> Snapshot:
    """Return the project as it stands, read once."""
    return Snapshot(find_project())


def the_corpus() -> Corpus:
    """Return the project's corpus."""
    return the_snapshot().corpus
