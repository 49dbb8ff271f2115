"""The report of the seeded-error run: how many slips of each kind were made, what caught them, what escaped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from review.corpus.canonical import write_atomically
from review.corpus.mutation import Verdict
from review.corpus.slips_of_attributes import OF_A_NEIGHBOUR

MUTATION = "mutation.json"
OVERALL, OF_A_KIND = 0.99, 0.95  # the least shares of single slips that have to be caught


@dataclass(frozen=True)
class Tally:
    """How many slips of a kind were made, and what became of them."""

    kind: str
    slips: int
    by_check: int
    by_verify: int
    escaped: int

    @property
    def detection(self) -> float:
        return 1 - self.escaped / self.slips if self.slips else 1.0


@dataclass(frozen=True)
class Report:
    """The tallies of single slips with their sum, those of double slips, and every slip that escaped.

    A double slip takes an attribute and the phrase that it rests on from another row at once; it is measured
    beside the single ones and has no least share.
    """

    single: tuple[Tally, ...]
    total: Tally
    double: tuple[Tally, ...]
    escaped: tuple[Verdict, ...]

    @property
    def is_enough(self) -> bool:
        """Say whether enough slips are caught, over all and of each kind."""
        return self.total.detection >= OVERALL and all(tally.detection >= OF_A_KIND for tally in self.single)


def report(verdicts: Iterable[Verdict]) -> Report:
    """Return the report of a run, kinds in the order of the alphabet."""
    told = list(verdicts)
    counts = Counter((verdict.slip.kind, verdict.caught_by) for verdict in told)
    kinds = sorted({kind for kind, _ in counts})
    found = [_tally(kind, [counts[kind, by] for by in ("check", "verify", "")]) for kind in kinds]
    single = tuple(tally for tally in found if not tally.kind.endswith(OF_A_NEIGHBOUR))
    double = tuple(tally for tally in found if tally.kind.endswith(OF_A_NEIGHBOUR))
    sums = [sum(getattr(tally, name) for tally in single) for name in ("by_check", "by_verify", "escaped")]
    return Report(single, _tally("all", sums), double, tuple(v for v in told if not v.caught_by))


def _tally(kind: str, numbers: Sequence[int]) -> Tally:
    return Tally(kind, sum(numbers), *numbers)


def report_lines(found: Report) -> Iterator[str]:
    """Yield the report as lines of text."""
    yield f"{'kind of slip':30}{'slips':>8}{'check':>8}{'verify':>8}{'escaped':>9}{'caught':>9}"
    for tally in (*found.single, found.total):
        yield _line(tally)
    yield "beside these, double slips (an attribute with the phrase of another row):"
    for tally in found.double:
        yield _line(tally)
    yield "escaped single slips:"
    for slip in (verdict.slip for verdict in found.escaped):
        if not slip.kind.endswith(OF_A_NEIGHBOUR):
            yield f"  {slip.figure_id}: {slip.kind}: {dict(slip.cells)}"


def _line(tally: Tally) -> str:
    counts = f"{tally.slips:8}{tally.by_check:8}{tally.by_verify:8}{tally.escaped:9}"
    return f"{tally.kind:30}{counts}{tally.detection:9.2%}"


def write_report(found: Report, path: Path) -> None:
    """Write the report as JSON: tallies, and each escape by figure, kind and the columns that it changes."""
    content = {
        "single": [asdict(tally) for tally in found.single],
        "total": asdict(found.total),
        "double": [asdict(tally) for tally in found.double],
        "escaped": [
            {"figure_id": v.slip.figure_id, "kind": v.slip.kind, "cells": dict(v.slip.cells)}
            for v in found.escaped
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
