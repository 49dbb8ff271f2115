"""Which sources lack a second pass, or name one that never saw them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.errors import Problem

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
