"""A hand for tests: what a cell makes of the evidence that it has open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from review.corpus.corpus import Corpus
from review.present.values.opened import open_for_cells

Made = TypeVar("Made")


def in_cells(corpus: Corpus, make: Callable[..., Made], *rows: Any, **options: Any) -> Made:
    """Return what *make* makes of *rows* where *corpus* is open."""
    open_for_cells(corpus)
    return make(*rows, **options)
