"""The report of the seeded-error run: how many slips of each kind were made, what caught them, what escaped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.seeded_errors.attribute_slips import BY_READING, OF_A_NEIGHBOUR
from review.corpus.seeded_errors.bench import SlipOutcome
from review.corpus.seeded_errors.slips import Slip
from review.corpus.tracing import key_text
from review.corpus.verification.verification import row_hash
from review.files.atomic import write_whole
from review.files.hashing import sha256

MUTATION = "mutation.json"
#: The report that is kept beside the data, for the book.
REPORT_FILE = "detection.json"
# What slips are made from, and what they are judged by.
_TABLES = (
    "claims", "corrections", "events", "exclusions", "figures", "measures", "origins", "places", "populations",
    "sections", "sources", "units",
)  # fmt: skip
OVERALL, OF_A_KIND = 0.99, 0.95  # the least shares of single slips that have to be caught
#: What the slips are parted into, and all of them.
SINGLE, TOGETHER, READING, EVERY = "made alone", "made together", "told by reading alone", "all of them"


@dataclass(frozen=True)
class SlipTally:
    """How many slips of a kind were made, and what became of them."""

    kind: str
    slips: int
    by_check: int
    by_verify: int
    escaped: int

    @property
    def caught_share(self) -> float:
        return 1 - self.escaped / self.slips if self.slips else 1.0


@dataclass(frozen=True)
class Report:
    """The tallies of single slips with their sum, those of double slips, and every slip that escaped.

    A double slip takes an attribute and the phrase that it rests on from another row at once; it is measured
    beside the single ones and has no least share. So are kinds that reading the text alone can tell.
    """

    single: tuple[SlipTally, ...]
    total: SlipTally
    double: tuple[SlipTally, ...]
    by_reading: tuple[SlipTally, ...]
    escaped: tuple[SlipOutcome, ...]

    @property
    def is_enough(self) -> bool:
        """Say whether enough slips are caught, over all and of each kind."""
        return self.total.caught_share >= OVERALL and all(tally.caught_share >= OF_A_KIND for tally in self.single)

    @property
    def groups(self) -> tuple[SlipTally, ...]:
        """The sums of the single slips, which the least shares are asked of, of those beside them, and of all."""
        beside = (_sum(TOGETHER, self.double), _sum(READING, self.by_reading))
        return (_sum(SINGLE, self.single), *beside, _sum(EVERY, (*self.single, *self.double, *self.by_reading)))


def report(verdicts: Iterable[SlipOutcome]) -> Report:
    """Return the report of a run, kinds in the order of the alphabet."""
    outcomes = list(verdicts)
    counts = Counter((verdict.slip.kind, verdict.caught_by) for verdict in outcomes)
    kinds = sorted({kind for kind, _ in counts})
    tallies = [_tally(kind, [counts[kind, by] for by in ("check", "verify", "")]) for kind in kinds]
    double = tuple(tally for tally in tallies if tally.kind.endswith(OF_A_NEIGHBOUR))
    by_reading = tuple(tally for tally in tallies if tally.kind in BY_READING)
    single = tuple(tally for tally in tallies if tally not in (*double, *by_reading))
    escaped = tuple(v for v in outcomes if not v.caught_by)
    return Report(single, _sum("all", single), double, by_reading, escaped)


def _sum(kind: str, tallies: Sequence[SlipTally]) -> SlipTally:
    names = ("by_check", "by_verify", "escaped")
    return _tally(kind, [sum(getattr(tally, name) for tally in tallies) for name in names])


def _tally(kind: str, numbers: Sequence[int]) -> SlipTally:
    return SlipTally(kind, sum(numbers), *numbers)


def report_lines(report: Report) -> Iterator[str]:
    """Yield the report as lines of text."""
    yield f"{'kind of slip':30}{'slips':>8}{'check':>8}{'verify':>8}{'escaped':>9}{'caught':>9}"
    for tally in (*report.single, report.total):
        yield _line(tally)
    yield "beside these, double slips (an attribute with the phrase of another row):"
    for tally in report.double:
        yield _line(tally)
    yield "beside these, slips that reading the text alone can tell:"
    for tally in report.by_reading:
        yield _line(tally)
    yield "not seen: what the reader of numerals misreads, since every slip is judged by its reading."
    yield "escaped single slips:"
    for slip in escaped_single(report):
        yield f"  {slip.row_id}: {slip.kind}: {dict(slip.cells)}"


def escaped_single(report: Report) -> list[Slip]:
    """Return the single slips that nothing caught, those apart that reading alone can tell."""
    slips = (verdict.slip for verdict in report.escaped)
    return [slip for slip in slips if not slip.kind.endswith(OF_A_NEIGHBOUR) and slip.kind not in BY_READING]


def _line(tally: SlipTally) -> str:
    counts = f"{tally.slips:8}{tally.by_check:8}{tally.by_verify:8}{tally.escaped:9}"
    return f"{tally.kind:30}{counts}{tally.caught_share:9.2%}"


@dataclass(frozen=True)
class KeptReport:
    """A report as it is kept, with the hash of the rows that it was made from and of each text."""

    report: Report
    rows: str
    texts: Mapping[str, str]

    def is_of(self, corpus: Corpus) -> bool:
        """Say whether the rows and texts of *corpus* are those that the report was made from."""
        return self.rows == rows_hash(corpus) and self.texts == coded_texts(corpus)


def rows_hash(corpus: Corpus) -> str:
    """Return the hash of all rows that slips are made from or judged by."""
    rows = [f"{name}/{key_text(key)} {row_hash(row)}" for name in _TABLES for key, row in corpus.tables[name].items()]
    return sha256("\n".join(sorted(rows)).encode())


def coded_texts(corpus: Corpus) -> dict[str, str]:
    """Return the hash of the text that each source was coded from."""
    return {source_id: source.text_sha256 for source_id, source in corpus.sources.items()}


def write_report(report: Report, corpus: Corpus, texts: Mapping[str, str], path: Path) -> None:
    """Write the report as JSON: tallies, each escape by row, kind and changed cells, and what it was made from.

    *texts* holds the hash of each text that slips were judged by.
    """
    content = {
        **{name: [asdict(tally) for tally in getattr(report, name)] for name in ("single", "double", "by_reading")},
        "total": asdict(report.total),
        "escaped": [
            {"table": v.slip.table, "row_id": v.slip.row_id, "kind": v.slip.kind, "cells": dict(v.slip.cells)}
            for v in report.escaped
            if v.slip.kind not in BY_READING  # nearly all of them do
        ],
        "rows": rows_hash(corpus),
        "texts": dict(texts),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))


def read_kept(folder: Path) -> KeptReport | None:
    """Return the report in the data folder; None where there is none or it is damaged."""
    try:
        content: dict[str, Any] = json.loads((folder / REPORT_FILE).read_text("utf-8"))
        single, double, by_reading = (
            tuple(SlipTally(**tally) for tally in content[name]) for name in ("single", "double", "by_reading")
        )
        escaped = tuple(SlipOutcome(Slip(**slip), "") for slip in content["escaped"])
        kept = Report(single, SlipTally(**content["total"]), double, by_reading, escaped)
        return KeptReport(kept, str(content["rows"]), dict(content["texts"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def report_gaps(corpus: Corpus) -> tuple[str, ...]:
    """Return why the kept report does not do for a release, in a sentence; none where none is kept or it does."""
    if not (corpus.descriptor.folder / REPORT_FILE).exists():
        return ()
    kept = read_kept(corpus.descriptor.folder)
    if kept is None:
        fault = "is damaged"
    elif not kept.is_of(corpus):
        fault = "is stale"
    elif kept.report.is_enough:
        return ()
    else:
        fault = "tells of too few slips caught"
    return (f"data/{REPORT_FILE}: the report {fault}. Run `review mutate-evidence --texts DIR --keep`.",)
