"""Errors seeded into the figures of the review are found."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.bench import Bench
from review.corpus.seeded_errors.report import (
    report,
    report_lines,
)

TEXTS = os.environ.get("REVIEW_TEXTS", "")
SAMPLE = 45  # every so many of the slips


@pytest.mark.skipif(not TEXTS, reason="REVIEW_TEXTS does not name the folder of the sources' texts")
def test_what_is_seeded_into_the_evidence_is_caught(real: Corpus) -> None:
    bench = Bench(real, Path(TEXTS))
    found = report(bench.outcome(slip) for slip in islice(bench.slips(), 0, None, SAMPLE))
    assert found.total.slips >= 300
    assert found.total.caught_share >= 0.99, list(report_lines(found))
