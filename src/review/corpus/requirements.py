"""What must hold of the tables, alone and beside the texts."""

from __future__ import annotations

from collections.abc import Iterable

from review.corpus.coding.agreement import settlement_problems
from review.corpus.coding.statements import claim_settlement_problems
from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot, once
from review.corpus.verification.trial import pass_problems
from review.corpus.verification.verification import Verification, verify
from review.corpus.workflow.release_gaps import pass_gaps, release_gaps
from review.errors import Problem, UsageError


@once
def verification(snapshot: Snapshot) -> Verification:
    """Return what holding the rows against the texts of *snapshot* found. Raises UsageError where it has no texts."""
    if snapshot.texts is None:
        raise UsageError("The texts are needed: name their folder with --texts, or in REVIEW_TEXTS.")
    return verify(snapshot.corpus, snapshot.texts)


def _rows(snapshot: Snapshot) -> None:
    _ = snapshot.corpus


def _verified(snapshot: Snapshot) -> Iterable[Problem]:
    verified = verification(snapshot)
    return (*verified.problems, *pass_problems(snapshot.corpus, verified))


REQUIREMENTS: tuple[Requirement[Snapshot], ...] = (
    Requirement("rows", Stage.ROWS, "Every row is whole, in form, and names only what is there.", _rows),
    Requirement(
        "settlements",
        Stage.CONCLUSIONS,
        "Every difference between the passes over figures is settled, and each settlement fits its row.",
        lambda snapshot: settlement_problems(snapshot.corpus),
    ),
    Requirement(
        "claim-settlements",
        Stage.CONCLUSIONS,
        "Every claim is coded by both passes under the rule in force, and each difference is settled.",
        lambda snapshot: claim_settlement_problems(snapshot.corpus),
    ),
    Requirement(
        "texts",
        Stage.TEXTS,
        "Every quote stands where its row says, every value is what is printed, and every numeral is accounted for.",
        _verified,
    ),
    Requirement(
        "nothing-waits",
        Stage.RELEASE,
        "No stub, no numeral that waits to be coded, no row that changed since it was verified.",
        lambda snapshot: release_gaps(snapshot.corpus, snapshot.receipt),
    ),
    Requirement(
        "read-twice",
        Stage.RELEASE,
        "Every source was coded by a second pass, where any was, and names no pass that never saw it.",
        lambda snapshot: pass_gaps(snapshot.corpus),
    ),
)
