"""What must hold of how the book is cited."""

from __future__ import annotations

from review.citing import zenodo
from review.citing.reference import citation
from review.citing.works import works
from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot
from review.errors import Problem


def _cited(snapshot: Snapshot) -> None:
    # A corpus without contents is no book yet, and cited by nothing.
    if (snapshot.project.book / "_toc.yml").is_file():
        citation(snapshot)


def _answered(snapshot: Snapshot) -> list[str]:
    if not (snapshot.project.root / "CITATION.cff").is_file() or citation(snapshot).contacts:
        return []
    hint = "Add a list `contact`, as `authors` is one, with `email` or `website`."
    return [f"CITATION.cff names nobody who answers for the book. {hint}"]


def _archived(snapshot: Snapshot) -> list[Problem]:
    path = snapshot.project.root / zenodo.FILE
    if not path.is_file() or path.read_bytes() == zenodo.record(citation(snapshot), snapshot.corpus):
        return []
    message = "this is not what CITATION.cff and data/datapackage.json say of the book"
    return [Problem(zenodo.FILE, 0, "", message, "Remove it: `review release` writes it anew.")]


def _formatted(snapshot: Snapshot) -> None:
    works(snapshot)


REQUIREMENTS: tuple[Requirement[Snapshot], ...] = (
    Requirement("references", Stage.ROWS, "Every entry of the bibliography can be formatted.", _formatted),
    Requirement(
        "citation", Stage.CONCLUSIONS, "CITATION.cff says by whom, when and as what the book is cited.", _cited
    ),
    Requirement("archived", Stage.CONCLUSIONS, "A .zenodo.json says what CITATION.cff says.", _archived),
    Requirement("editor", Stage.ADVICE, "CITATION.cff names who answers for the book.", _answered),
)
