"""What a corpus that has no problems still lacks before it can be released: rows, and a second pass of each source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.report import report_gaps
from review.corpus.verification.receipt import Receipt, unverified
from review.errors import Problem

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


#: What is coded twice, and the table of what the passes left of it.
PASSES = {"figures": "pass_figures", "claims": "pass_claims", "appraisals": "pass_appraisals"}
ENOUGH = 2


def pass_gaps(corpus: Corpus) -> Iterator[Problem]:
    """Yield each source whose rows are of one pass alone, or name a pass that kept no row of it.

    A pass saw a source where it kept rows of it. Nothing is asked of what no source has from two passes.
    """
    for table, kept in PASSES.items():
        seen: defaultdict[str, set[str]] = defaultdict(set)
        for row in corpus.tables[kept].values():
            seen[row.source_id].add(row.pass_id)
        if max(map(len, seen.values()), default=0) >= ENOUGH:
            for source in corpus.sources:
                yield from _gaps(corpus, source, table, kept, seen)


def _gaps(corpus: Corpus, source: str, table: str, kept: str, seen: dict[str, set[str]]) -> Iterator[Problem]:
    rows = {key: row for key, row in corpus.tables[table].items() if row.source_id == source}
    mine, known = seen.get(source, set()), set().union(*seen.values())
    blind = f"Have its {table} coded again, blind, and put what that pass left into {corpus.path(kept)}."
    if rows and len(mine) < ENOUGH:
        passes = f"{len(mine)} pass" if len(mine) == 1 else f"{len(mine)} passes"
        message = f"{source}: its {table} are of {passes} (expected {ENOUGH} at least)"
        yield corpus.problem("sources", source, "source_id", message, blind)
    for name in sorted({row.coding_pass for row in rows.values()} & known - mine):
        key = next(key for key, row in rows.items() if row.coding_pass == name)
        message = f"{source}: its {table} name the pass {name}, which kept none of it"
        yield corpus.problem(table, key, "coding_pass", message, f"Name the pass that read it. {blind}")
