"""What must hold of all that is concluded from the rows."""

from __future__ import annotations

from collections.abc import Iterable

from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot
from review.synthesis.comparing.derivations import require_derivations
from review.synthesis.conclusions.certainty import require_ratings
from review.synthesis.conclusions.findings import require_findings
from review.synthesis.register.register import require_readings, unread


def _unread(snapshot: Snapshot) -> Iterable[str]:
    for judged in unread(snapshot.corpus):
        yield f"to be read: {judged.relation.relation_id} ({judged.relation.members})"


REQUIREMENTS: tuple[Requirement[Snapshot], ...] = (
    Requirement(
        "derivations",
        Stage.CONCLUSIONS,
        "Every computed number can be computed, and of like things unless it says why not.",
        lambda snapshot: require_derivations(snapshot.corpus),
    ),
    Requirement(
        "readings",
        Stage.CONCLUSIONS,
        "Every verdict that a reading settled is still the one that was read.",
        lambda snapshot: require_readings(snapshot.corpus),
    ),
    Requirement(
        "ratings",
        Stage.CONCLUSIONS,
        "Every rating that was overridden is still what it was overridden from.",
        lambda snapshot: require_ratings(snapshot.corpus),
    ),
    Requirement(
        "findings",
        Stage.CONCLUSIONS,
        "Every finding still rests on what it was bound to, under either coder, or says that it does not.",
        lambda snapshot: require_findings(snapshot.corpus),
    ),
    Requirement("read", Stage.RELEASE, "Every constraint of the register is read and weighed.", _unread),
)
