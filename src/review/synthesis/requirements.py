"""What must hold of all that is concluded from the rows."""

from __future__ import annotations

from review.corpus.requirement import Requirement, Stage
from review.corpus.snapshot import Snapshot
from review.synthesis.comparing.derivations import derivation_problems
from review.synthesis.conclusions.certainty import rating_problems
from review.synthesis.conclusions.findings import finding_problems
from review.synthesis.conclusions.weighing import weighing_gaps
from review.synthesis.register.register import reading_problems, unread_problems

REQUIREMENTS: tuple[Requirement[Snapshot], ...] = (
    Requirement(
        "derivations",
        Stage.CONCLUSIONS,
        "Every computed number can be computed, and of like things unless it says why not.",
        lambda snapshot: derivation_problems(snapshot.corpus),
    ),
    Requirement(
        "readings",
        Stage.CONCLUSIONS,
        "Every verdict that a reading settled is still the one that was read.",
        lambda snapshot: reading_problems(snapshot.corpus),
    ),
    Requirement(
        "ratings",
        Stage.CONCLUSIONS,
        "Every rating that was overridden is still what it was overridden from.",
        lambda snapshot: rating_problems(snapshot.corpus),
    ),
    Requirement(
        "findings",
        Stage.CONCLUSIONS,
        "Every finding still rests on what it was bound to, under either coder, or says that it does not.",
        lambda snapshot: finding_problems(snapshot.corpus),
    ),
    Requirement(
        "read",
        Stage.RELEASE,
        "Every constraint of the register is read and weighed.",
        lambda snapshot: unread_problems(snapshot.corpus),
    ),
    Requirement(
        "weighed",
        Stage.RELEASE,
        "No finding is older than rows that bear on its question, unless it was weighed beside them.",
        lambda snapshot: weighing_gaps(snapshot.corpus),
    ),
)
