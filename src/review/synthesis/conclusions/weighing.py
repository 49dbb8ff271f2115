"""Which conclusions are older than rows that bear on their question, and were not weighed beside them.

A row bears on a finding where it counts the same measure, tells of the same event, or is on the same theme as
something that the finding rests on. That a row is new is known by the list of released ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure, Finding
from review.errors import Problem
from review.synthesis.conclusions.findings import figures_under

Row = Figure | Claim
# Of more rows than these, the rest is counted.
_NAMED = 3


def new_rows(corpus: Corpus) -> dict[str, Row]:
    """Return the figures and claims that no release had yet, by their ids; none where no list of ids is kept."""
    released = corpus.tables["ids"]
    kinds: dict[str, Mapping[str, Row]] = {"figure": corpus.figures, "claim": corpus.claims}
    rows = ((kind, key, row) for kind, table in kinds.items() for key, row in table.items())
    return {key: row for kind, key, row in rows if released and (kind, key) not in released}


def new_sources(corpus: Corpus) -> tuple[str, ...]:
    """Return the sources of which no release had any row, in their order; none where no list of ids is kept."""
    rows: dict[str, Row] = {**corpus.figures, **corpus.claims}
    known = {rows[key].source_id for key in rows.keys() - new_rows(corpus).keys()}
    return tuple(name for name in corpus.sources if name not in known and corpus.tables["ids"])


def bearing(corpus: Corpus, finding: Finding, rows: Mapping[str, Row]) -> dict[str, str]:
    """Return those of *rows* that bear on the question of *finding*, by their ids, each with what it shares with it.

    Those that it rests on itself are left out.
    """
    figures, claims = figures_under(corpus, finding), claims_under(corpus, finding)
    names = {item.partition(":")[0] for item in finding.rests_on.split()}
    rest: tuple[Row, ...] = (*figures, *claims)
    asked = {each for row in rest for each in _about(row)} - {("event", "")}
    asked |= {("theme", name.partition("/")[0]) for name in names if "/" in name}
    under = {*(figure.figure_id for figure in figures), *(claim.claim_id for claim in claims)}
    return {
        key: ", ".join(shared)
        for key, row in rows.items()
        if key not in under and (shared := [" ".join(each) for each in _about(row) if each in asked])
    }


def claims_under(corpus: Corpus, finding: Finding) -> tuple[Claim, ...]:
    """Return the claims that *finding* rests on: by name, and as members of relations."""
    names = [item.partition(":")[0] for item in finding.rests_on.split()]
    members = [key for name in names if (row := corpus.relations.get(name)) for key in row.members.split()]
    return tuple(corpus.claims[key] for key in dict.fromkeys([*names, *members]) if key in corpus.claims)


def _about(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    what = ("measure", row.measure_id) if isinstance(row, Figure) else ("theme", row.theme_id)
    return what, ("event", row.event_id)


def unweighed(corpus: Corpus) -> dict[str, dict[str, str]]:
    """Return by released findings the new rows that bear on each and were not weighed for it, with what is shared."""
    new, released = new_rows(corpus), corpus.tables["ids"]
    found = {}
    for name, finding in corpus.findings.items():
        rows = bearing(corpus, finding, new) if new and ("finding", name) in released else {}
        weighed = {key for each in corpus.weighings.values() if each.place == name for key in each.rows.split()}
        found[name] = {key: shared for key, shared in rows.items() if key not in weighed}
    return {name: rows for name, rows in found.items() if rows}


def weighing_gaps(corpus: Corpus) -> Iterator[Problem]:
    """Yield each finding that is older than rows which bear on its question, with the row that would say it stands."""
    new = new_rows(corpus)
    for name, rows in unweighed(corpus).items():
        for source in dict.fromkeys(new[key].source_id for key in rows):
            mine = [key for key in rows if new[key].source_id == source]
            told = _told([f"{key} ({rows[key]})" for key in mine])
            message = f"{name} was concluded before {told}, of {source}, and they bear on its question"
            yield corpus.problem("findings", name, "sentence", message, weighing_hint(corpus, name, source, mine))


def weighing_hint(corpus: Corpus, place: str, source: str, rows: Iterable[str] = ()) -> str:
    """Return how to mend what was not read beside a new source: the row that says why it stands."""
    before = next((each for each in corpus.weighings.values() if (each.place, each.source_id) == (place, source)), None)
    ids = " ".join([*(before.rows.split() if before else ()), *rows])
    verb = "widen its row in" if before else "say why it stands in"
    return f"Read it beside {source}; word it anew, or {verb} {corpus.path('weighings')}: {place},{source},{ids},WHY"


def _told(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
