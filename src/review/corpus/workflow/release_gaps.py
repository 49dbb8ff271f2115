"""What a corpus that has no problems still lacks before it can be released."""

from __future__ import annotations

from collections import Counter

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.report import report_gaps
from review.corpus.verification.receipt import Receipt, unverified

STUB = "Not yet described."
NOT_CODED = "not yet coded"


def release_gaps(corpus: Corpus, receipt: Receipt) -> tuple[str, ...]:
    """Return what is missing, a sentence each: stubs, waiting numerals, uncoded sources, unverified rows."""
    gaps: list[str] = []
    waiting = Counter(e.source_id for e in corpus.exclusions.values() if e.reason == NOT_CODED)
    judgements = corpus.appraisal_judgements
    stubs = Counter(a.source_id for a in corpus.appraisals.values() if judgements[a.judgement].waiting)
    for source_id, source in corpus.sources.items():
        texts = (source.speaker, source.audience, source.dated, source.access_note, source.special)
        if STUB in texts:
            gaps.append(f"{source_id}: the description is a stub. Complete its row in data/evidence/sources.csv.")
        if stubs[source_id]:
            gaps.append(f"{source_id}: to be judged: {stubs[source_id]} domains (data/evidence/appraisals.csv).")
        if waiting[source_id]:
            gaps.append(
                f"{source_id}: waiting to be coded or excluded: {waiting[source_id]} numerals "
                f"({NOT_CODED!r} in data/evidence/exclusions.csv)."
            )
        for table in ("figures", "claims"):
            if not corpus.of_source(table, source_id):
                gaps.append(f"{source_id}: no {table} are coded (data/evidence/{table}.csv).")
    for table, keys in unverified(corpus, receipt).items():
        listed = ", ".join(keys[:5]) + (", …" if len(keys) > 5 else "")
        gaps.append(f"{table}: not verified since they changed: {len(keys)} rows ({listed}). Run `review verify`.")
    return (*gaps, *report_gaps(corpus))
