"""What must hold of how the book is cited."""

from __future__ import annotations

from review.citing.reference import citation
from review.citing.works import works
from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot


def _cited(snapshot: Snapshot) -> None:
    # A corpus without contents is no book yet, and cited by nothing.
    if (snapshot.project.book / "_toc.yml").is_file():
        citation(snapshot)


def _formatted(snapshot: Snapshot) -> None:
    works(snapshot)


REQUIREMENTS: tuple[Requirement[Snapshot], ...] = (
    Requirement("references", Stage.ROWS, "Every entry of the bibliography can be formatted.", _formatted),
    Requirement(
        "citation", Stage.CONCLUSIONS, "CITATION.cff says by whom, when and as what the book is cited.", _cited
    ),
)
