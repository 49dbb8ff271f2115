"""What came with rows: a state beside one without them, computed from what is coded, with nothing built."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from review.book.pages.changes.compared import Compared
from review.book.pages.changes.releases import Release
from review.book.pages.changes.state import State, relation_cells
from review.corpus.corpus import Corpus
from review.synthesis.conclusions.weighing import unweighed
from review.synthesis.register.register import judge_without, register

#: Of what is counted before and after.
COUNTED = ("figures", "claims", "relations", "findings")


def without_source(corpus: Corpus, now: State, source_id: str) -> Compared:
    """Return what stands *now* beside what would stand without the rows of a source.

    Of a constraint whose members stand to each other alike, those that are left are judged again; any other is gone.
    """
    rows = {
        key: row for kind in ("figures", "claims") for key, row in now[kind].items() if row["source_id"] == source_id
    }
    before = {kind: {key: row for key, row in now[kind].items() if key not in rows} for kind in ("figures", "claims")}
    judged = ((each.relation.relation_id, judge_without(corpus, each.relation, rows)) for each in register(corpus))
    relations = {key: relation_cells(each) for key, each in judged if each}
    out = {*rows, *(now["relations"].keys() - relations.keys())}
    findings = {
        key: {**row, "rests_on": _kept(row["rests_on"], out, source_id)} for key, row in now["findings"].items()
    }
    return Compared(Release(source_id, "", {**before, "relations": relations, "findings": findings}), now)


def _kept(rests_on: str, out: set[str], source_id: str) -> str:
    return " ".join(name for name in rests_on.split() if name not in out and name.partition("/")[2] != source_id)


def grown(states: Compared) -> dict[str, tuple[str, ...]]:
    """Return what each conclusion that stood before rests on now and did not then, by the finding; those alone."""
    changed = states.changed("findings", "rests_on")
    more = {key: pairs["rests_on"] for key, pairs in changed.items() if "rests_on" in pairs}
    added = {key: tuple(name for name in now.split() if name not in was.split()) for key, (was, now) in more.items()}
    return {key: names for key, names in added.items() if names}


def sources_of(state: State) -> frozenset[str]:
    """Return the sources of which a state has rows."""
    return frozenset(row["source_id"] for kind in ("figures", "claims") for row in state[kind].values())


def effect_lines(corpus: Corpus, states: Compared) -> Iterator[str]:
    """Yield what came since a state, in lines: counts, constraints, and conclusions."""
    then, now, unread = states.release.state, states.now, unread_ids(corpus)
    came = sorted(sources_of(now) - sources_of(then))
    yield f"Since {states.release.version}:"
    yield f"sources: {len(sources_of(then))} → {len(sources_of(now))}" + (f" (new: {', '.join(came)})" if came else "")
    for kind in COUNTED:
        yield f"{kind}: {len(states.then(kind))} → {len(now[kind])}"
    for verdict, (was, stands) in verdict_counts(states, unread).items():
        yield f"relations {verdict}: {was} → {stands}"
    for key in states.new("relations"):
        row = now["relations"][key]
        read = f"not read; by the rows alone {row['verdict']}" if key in unread else row["verdict"]
        yield f"new relation {key} ({read}): {row['members']}"
    for key, pairs in states.changed("relations", "verdict", "members").items():
        yield f"moved relation {key}: " + "; ".join(f"{field} {was} → {is_}" for field, (was, is_) in pairs.items())
    for key, names in grown(states).items():
        yield f"finding {key} rests on {len(names)} more: {' '.join(names)}"
    for key, rows in unweighed(corpus).items():
        yield f"finding {key} is to be read beside: {', '.join(f'{row} ({shared})' for row, shared in rows.items())}"
    for weighing in corpus.weighings.values():
        if weighing.source_id in came:
            yield f"{weighing.place} was read beside {weighing.source_id} and stands: {weighing.reason}"


def effect_json(corpus: Corpus, states: Compared) -> str:
    """Return the same as JSON."""
    then, now, unread = states.release.state, states.now, unread_ids(corpus)
    made: dict[str, Any] = {
        "since": states.release.version,
        "new_sources": sorted(sources_of(now) - sources_of(then)),
        "counts": {kind: [len(states.then(kind)), len(now[kind])] for kind in COUNTED},
        "verdicts": verdict_counts(states, unread),
        "new_relations": {key: {**now["relations"][key], "read": key not in unread} for key in states.new("relations")},
        "moved_relations": states.changed("relations", "verdict", "members"),
        "findings_that_rest_on_more": grown(states),
        "findings_to_be_read_again": unweighed(corpus),
        "read_and_left": [{"place": row.place, "source": row.source_id} for row in corpus.weighings.values()],
    }
    return json.dumps(made, indent=1, ensure_ascii=False)


def unread_ids(corpus: Corpus) -> frozenset[str]:
    """Return the constraints of today on which no reading has ruled."""
    return frozenset(each.relation.relation_id for each in register(corpus) if not each.is_read)


def verdict_counts(states: Compared, unread: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Return by verdict how many constraints there were and are; what nobody has read has none, and counts apart."""
    sides = [
        Counter("not read" if key in unread else row["verdict"] for key, row in rows.items())
        for rows in (states.then("relations"), states.now["relations"])
    ]
    return {verdict: (sides[0][verdict], sides[1][verdict]) for verdict in sorted({*sides[0], *sides[1]})}
