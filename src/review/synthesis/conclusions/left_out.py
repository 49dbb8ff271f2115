"""What a reader leaves out of the evidence, which rows that is, and the corpus without them and all that needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED
from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.records import OFFICIAL, Claim, Figure
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.register.register import relation_without

Tables = dict[str, dict[Any, Any]]


@dataclass(frozen=True)
class LeftOut:
    """What is left out: the rows of *sources*, of *bases*, marked *origin unnamed*, of a rating *below* a level.

    With *unofficial*, what is not credited in the end to a government or a court; figures whose time ends before
    *since* or begins after *until* (years, 0 for none), or that are not of *place* or a part of it. The rating is that
    of a figure as a count. Nothing is left out unless it is named; a figure without a time stays.
    """

    sources: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    unnamed: bool = False
    below: str = ""
    unofficial: bool = False
    since: int = 0
    until: int = 0
    place: str = ""


#: Nothing is left out.
EVERYTHING = LeftOut()


def rows_left_out(corpus: Corpus, out: LeftOut) -> frozenset[str]:
    """Return the ids of the figures and claims that are left *out*."""
    return frozenset(_rows(corpus, out)) if out != EVERYTHING else frozenset()


def narrowed(corpus: Corpus, out: LeftOut) -> Corpus:
    """Return *corpus* without what is left *out* and whatever refers to it: computed numbers, relations, findings.

    A relation whose members stand to each other alike keeps those left, where two are. The same corpus comes back
    where nothing is left out.
    """
    if out == EVERYTHING:
        return corpus
    rows = rows_left_out(corpus, out)
    tables: Tables = {name: dict(held) for name, held in corpus.tables.items()}
    for name, gone in (("sources", out.sources), ("figures", rows), ("claims", rows)):
        tables[name] = {key: row for key, row in tables[name].items() if key not in gone}
    while sum(_cascade(corpus, tables)):
        pass
    _drop_events(corpus, tables)
    frozen = MappingProxyType({name: MappingProxyType(held) for name, held in tables.items()})
    return replace(corpus, tables=frozen, recorder=None)


def _rows(corpus: Corpus, out: LeftOut) -> Iterator[str]:
    for figure in corpus.figures.values():
        rated = bool(out.below) and LEVELS.index(certainty(corpus, figure).as_count.level) < LEVELS.index(out.below)
        based = corpus.measures[figure.measure_id].basis in out.bases
        if rated or based or _is_elsewhere(corpus, figure, out) or _is_out(corpus, figure, out):
            yield figure.figure_id
    yield from (claim.claim_id for claim in corpus.claims.values() if _is_out(corpus, claim, out))


def _is_out(corpus: Corpus, row: Figure | Claim, out: LeftOut) -> bool:
    if row.source_id in out.sources or (out.unnamed and corpus.is_unnamed(row)):
        return True
    return out.unofficial and corpus.origin_chain(row.origin_id)[-1].kind not in OFFICIAL


def _is_elsewhere(corpus: Corpus, figure: Figure, out: LeftOut) -> bool:
    if out.place and not corpus.is_within("places", figure.place, out.place):
        return True
    first, last = figure.period_start[:4], figure.period_end[:4]
    return bool((out.until and first and int(first) > out.until) or (out.since and last and int(last) < out.since))


def _cascade(corpus: Corpus, tables: Tables) -> Iterator[int]:
    """Drop what refers to a dropped row, and yield from how many tables how much went."""
    known = {key for name in ("figures", "claims", "derivations", "relations") for key in tables[name]}
    gone = {key for name in ("figures", "claims", "derivations", "relations") for key in corpus.tables[name]} - known
    for table in corpus.descriptor.tables:
        held, keys = tables[table.name], table.foreign_keys
        kept = dict[Any, Any]()
        for key, row in held.items():
            if all(not (name := getattr(row, each.column)) or name in tables[each.table] for each in keys):
                row = _without(table.name, row, gone, tables["sources"])
                kept |= {key: row} if row else {}
        tables[table.name] = kept
        yield len(held) - len(kept)


def _without(table: str, row: Any, gone: set[str], sources: Mapping[str, Any]) -> Any:
    """Return a row of the judgement without the rows that are *gone*; None where nothing is left of it."""
    match table:
        case "derivations":
            return None if gone & set(BRACED.findall(row.expression)) else row
        case "relations":
            return relation_without(row, gone)
        case "findings":
            held = [item.partition(":")[0] for item in row.rests_on.split()]
            far = any(source and source not in sources for _, _, source in (item.partition("/") for item in held))
            return None if far or gone & set(held) else row
    return row


def _drop_events(corpus: Corpus, tables: Tables) -> None:
    """Drop events of which only rows told that are dropped."""
    told = {row.event_id for name in ("figures", "claims") for row in corpus.tables[name].values()}
    still = {row.event_id for name in ("figures", "claims") for row in tables[name].values()}
    tables["events"] = {key: row for key, row in tables["events"].items() if key in still or key not in told}
