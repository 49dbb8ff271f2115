"""The project that the compiler prints: as the build hands it down, or read once."""

from __future__ import annotations

import os
import pickle
from functools import lru_cache
from pathlib import Path

from review.corpus.corpus import Corpus
from review.corpus.snapshot import SNAPSHOT, Snapshot
from review.corpus.tables.project import find_project


@lru_cache(maxsize=1)
def the_snapshot() -> Snapshot:
    """Return the project as the build that called the compiler read it; without a build, as it stands."""
    kept = os.environ.get(SNAPSHOT)
    if not kept:
        return Snapshot(find_project())
    snapshot: Snapshot = pickle.loads(Path(kept).read_bytes())
    return snapshot


def the_corpus() -> Corpus:
    """Return the project's corpus."""
    return the_snapshot().corpus
