"""Whether all that the reviewers conclude still stands: computed numbers, settled readings, ratings, findings."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.synthesis.comparing.derivations import require_derivations
from review.synthesis.conclusions.certainty import require_ratings
from review.synthesis.conclusions.findings import require_findings
from review.synthesis.register.register import require_readings


def require_conclusions(corpus: Corpus) -> None:
    """Let a corpus pass whose conclusions stand. Raises CorpusError that names each row that no longer does."""
    require_derivations(corpus)
    require_readings(corpus)
    require_ratings(corpus)
    require_findings(corpus)
