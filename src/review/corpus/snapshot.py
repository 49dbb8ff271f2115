"""A project as it stands at one moment: each part of it read once, when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.bibliography import Bibliography, read_bibliography
from review.corpus.tables.project import Project
from review.corpus.verification.receipt import Receipt, read_receipt

T = TypeVar("T")
#: Names to the compiler, a process of its own, the file in which the build that called it keeps its snapshot.
SNAPSHOT = "REVIEW_SNAPSHOT"


class Snapshot:
    """A project read once.

    *texts* is the folder of the sources' texts, where there is one; *offered* names the pages that the program offers
    beside those made from the data.
    """

    def __init__(self, project: Project, *, texts: Path | None = None, offered: frozenset[str] = frozenset()) -> None:
        self.project, self.texts, self.offered = project, texts, offered
        #: What was made of it, by the name of what made it.
        self.made: dict[str, Any] = {}

    @cached_property
    def corpus(self) -> Corpus:
        """Return the corpus. Raises CorpusError with every problem of the tables."""
        return open_corpus(self.project)

    @cached_property
    def receipt(self) -> Receipt:
        """Return the receipt of the last verification."""
        return read_receipt(self.project.data)

    @cached_property
    def bibliography(self) -> Bibliography:
        """Return what references.bib holds. Raises CorpusError where it cannot be read."""
        return read_bibliography(self.project.data)


def once(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Have what a function makes of a snapshot made when it is first asked for, and kept with the snapshot."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def asked(snapshot: Snapshot) -> T:
        if name not in snapshot.made:
            snapshot.made[name] = make(snapshot)
        made: T = snapshot.made[name]
        return made

    return asked
