"""The corpus that a notebook has open, so that its cells need not hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.errors import UsageError


@dataclass(frozen=True)
class Opened:
    """What is open. In a run with other parameters (*is_changed*) no finding of the review heads a chart."""

    corpus: Corpus
    is_changed: bool = False


# A kernel runs one notebook, which reads one project.
_now: list[Opened] = []


def open_for_cells(corpus: Corpus, *, is_changed: bool = False) -> None:
    """Let the cells from now on work with *corpus*."""
    _now[:] = [Opened(corpus, is_changed)]


def opened() -> Opened:
    """Return what the notebook has open. Raises UsageError where no chapter was opened."""
    if not _now:
        raise UsageError("no evidence is open. Call `open_chapter(name, …)` in a cell above.")
    return _now[0]
