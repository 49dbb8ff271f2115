"""The corpus that a notebook has open, so that its cells need not hand it on, and the rows of it behind a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from review.corpus.corpus import Corpus
from review.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Opened:
    """What is open. In a run with other parameters (*is_changed*) no finding of the review heads a chart.

    The *whole* corpus has the rows that the parameters leave out, too.
    """

    corpus: Corpus
    is_changed: bool
    whole: Corpus


# A kernel runs one notebook, which reads one project.
_now: list[Opened] = []


def open_for_cells(corpus: Corpus, *, is_changed: bool = False, whole: Corpus | None = None) -> None:
    """Let the cells from now on work with *corpus*, which is a part of the *whole* one, or all of it."""
    _now[:] = [Opened(corpus, is_changed, whole or corpus)]


def opened() -> Opened:
    """Return what the notebook has open. Raises UsageError where no chapter was opened."""
    if not _now:
        raise UsageError("no evidence is open. Call `open_chapter(name, …)` in a cell above.")
    return _now[0]


def rows_of(given: pd.DataFrame | Iterable[Any], *tables: str) -> list[Any]:
    """Return the rows behind a frame by the ids of one of *tables*; rows that are given as such, as they are."""
    import pandas as pd  # here, as commands and pages load without it

    if not isinstance(given, pd.DataFrame):
        return list(given)
    corpus = opened().corpus
    for name in tables:
        if given.index.name == corpus.descriptor.table(name).primary_key[0]:
            rows: Mapping[str, Any] = corpus.figures if name == "figures" else corpus.tables[name]
            if unknown := [key for key in given.index if key not in rows]:
                raise UsageError(f"{unknown[0]!r} is none of the {name}. Keep the index of the frame as it came.")
            return [rows[key] for key in given.index]
    keys = " or ".join(corpus.descriptor.table(name).primary_key[0] for name in tables)
    raise UsageError(f"a frame by {keys} is expected (got one by {given.index.name}). Keep the index of the frame.")
