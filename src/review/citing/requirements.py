"""What must hold of how the book is cited."""

from __future__ import annotations

from review.citing.reference import Citation, read_citation
from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot


def citation(snapshot: Snapshot) -> Citation:
    """Return what CITATION.cff says. Raises FileFault where it is malformed."""
    return read_citation(snapshot.project.root / "CITATION.cff")


def _cited(snapshot: Snapshot) -> None:
    # A corpus without contents is no book yet, and cited by nothing.
    if (snapshot.project.book / "_toc.yml").is_file():
        snapshot.once(citation)


REQUIREMENTS = (
    Requirement("citation", Stage.ROWS, "CITATION.cff says by whom, when and as what the book is cited.", _cited),
)
