"""The claims as the passes by the rule in force coded them, and how each difference was settled.

Passes without a written rule are history: their statements are kept and compared by sentence, and settle nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from review.corpus.coding.agreement import two_at_most
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, ClaimSettlement, PassClaim
from review.errors import Problem

#: A unit of a statement: source, section, paragraph and, where it is that fine, sentence.
Unit = tuple[str, str, int, int]
#: What the passes code of a claim, and what readers call it.
FIELDS: Mapping[str, str] = {"theme_id": "theme", "stance": "stance"}


@dataclass(frozen=True)
class Recoded:
    """A claim, and what the two passes by the rule in force have of it."""

    claim: Claim
    first: PassClaim
    second: PassClaim

    @property
    def coded_id(self) -> str:
        """The row by which its settlement is known."""
        return self.first.coded_id

    def values(self, field: str) -> tuple[str, str, str]:
        """Return *field* in the first pass, in the second, and as settled."""
        first, second, settled = (str(getattr(row, field)) for row in (self.first, self.second, self.claim))
        return first, second, settled

    def is_to_settle(self, field: str) -> bool:
        """Say whether the passes differ in *field*, or the claim has what neither of them has."""
        return len(set(self.values(field))) > 1


@dataclass(frozen=True)
class Statement:
    """A theme in a sentence, as two passes have it that were made before a rule was written down."""

    unit: Unit
    theme_id: str
    first: tuple[PassClaim, ...]
    second: tuple[PassClaim, ...]

    @property
    def stances(self) -> tuple[str, str]:
        """The stances of the first pass and of the second; empty where there are none."""
        return stances_of(self.first), stances_of(self.second)


def stances_of(rows: Iterable[PassClaim]) -> str:
    """Return the different stances of *rows*, sorted, in one text."""
    return "; ".join(sorted({row.stance for row in rows}))


def passes_in_force(corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of the passes that coded the claims by the last rule of the table, two at most; none without.

    Raises CorpusError where a third did.
    """
    coded = _with_statements(corpus)
    rules = [corpus.passes[pass_id].rule for pass_id in coded if corpus.passes[pass_id].rule]
    passes = tuple(p for p in coded if rules and corpus.passes[p].rule == rules[-1])
    return two_at_most(
        corpus, passes, "pass_claims", "Take the rows of one of them out, or name its own rule in passes"
    )


def passes_before(corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of the passes that coded statements by no written rule, two at most.

    Raises CorpusError where a third did.
    """
    passes = tuple(p for p in _with_statements(corpus) if not corpus.passes[p].rule)
    return two_at_most(corpus, passes, "pass_claims", "Take the rows of one of them out")


def _with_statements(corpus: Corpus) -> tuple[str, ...]:
    coding = {row.pass_id for row in corpus.pass_claims.values()}
    return tuple(sorted(coding, key=lambda pass_id: (corpus.passes[pass_id].date, pass_id)))


def recoded(corpus: Corpus) -> tuple[Recoded, ...]:
    """Return every claim that both passes by the rule in force coded, in the order of the claims."""
    passes = passes_in_force(corpus)
    rows = {(row.pass_id, row.claim_id): row for row in corpus.pass_claims.values() if row.claim_id}
    claims = []
    for claim_id, claim in corpus.claims.items():
        coded = [rows[pass_id, claim_id] for pass_id in passes if (pass_id, claim_id) in rows]
        if len(coded) == 2:
            claims.append(Recoded(claim, *coded))
    return tuple(claims)


def fields_to_settle(corpus: Corpus) -> tuple[tuple[Recoded, str], ...]:
    """Return the claims and fields that are settled one by one, field by field."""
    claims = recoded(corpus)
    return tuple((one, field) for field in FIELDS for one in claims if one.is_to_settle(field))


def stances_by_pass(corpus: Corpus) -> Mapping[str, Mapping[tuple[str, str], set[str]]]:
    """Return, for each pass by the rule in force, the stances that each source takes to each theme in it."""
    taken: dict[str, dict[tuple[str, str], set[str]]] = {pass_id: {} for pass_id in passes_in_force(corpus)}
    for row in corpus.pass_claims.values():
        if row.pass_id in taken:
            taken[row.pass_id].setdefault((row.theme_id, row.source_id), set()).add(row.stance)
    return taken


def statements(corpus: Corpus) -> tuple[Statement, ...]:
    """Return every theme that a pass before the rule has in a sentence, by place; none without two such passes."""
    compared = passes_before(corpus)
    if len(compared) < 2:
        return ()
    rows: defaultdict[tuple[Unit, str], dict[str, list[PassClaim]]] = defaultdict(lambda: {p: [] for p in compared})
    for row in corpus.pass_claims.values():
        if row.pass_id in compared:
            unit = (row.source_id, row.section_id, row.paragraph, row.sentence)
            rows[unit, row.theme_id][row.pass_id].append(row)
    return tuple(
        Statement(unit, theme_id, *(tuple(coded[pass_id]) for pass_id in compared))
        for (unit, theme_id), coded in sorted(rows.items(), key=lambda item: item[0])
    )


def claim_settlement_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the claims that are not recoded, the differences that are not settled, the settlements that do not fit.

    Raises CorpusError where a third pass coded the claims by the rule in force.
    """
    differing = {(one.coded_id, field): one for one, field in fields_to_settle(corpus)}
    in_force = passes_in_force(corpus)
    settled = {
        (row.coded_id, row.field): row
        for row in corpus.claim_settlements.values()
        if corpus.pass_claims[row.coded_id].pass_id in in_force
    }
    yield from _not_coded(corpus)
    yield from _strangers(corpus)
    for coded_id, field in sorted(differing.keys() - settled.keys()):
        message = f"{coded_id}: the passes or the claim differ in {FIELDS[field]}: not settled"
        yield Problem(corpus.path("claim_settlements"), 0, "", message, "Settle it.")
    for key, row in settled.items():
        for fault in _faults(row, differing.get(key)):
            yield corpus.problem("claim_settlements", row.settlement_id, *fault)


def _faults(row: ClaimSettlement, recoded: Recoded | None) -> Iterator[tuple[str, str, str]]:
    if recoded is None:
        yield "coded_id", f"no {FIELDS[row.field]} differs in {row.coded_id}", "Remove the settlement."
        return
    for column, expected in zip(("first", "second", "settled"), recoded.values(row.field), strict=True):
        if (got := getattr(row, column)) != expected:
            yield column, f"the rows have something else (got {got!r}, expected {expected!r})", "Copy it again."
    fits = {
        "first": row.settled == row.first != row.second,
        "second": row.settled == row.second != row.first,
        "neither": row.settled not in (row.first, row.second),
    }
    if not fits.get(row.ruling):
        yield "ruling", f"{row.ruling!r} is not what was settled ({row.settled!r})", "Mend the ruling, or the claim."


def _not_coded(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each claim that a pass by the rule in force leaves out: it would bear a finding unseen."""
    if not passes_in_force(corpus):
        return
    coded = {one.claim.claim_id for one in recoded(corpus)}
    for claim_id in corpus.claims:
        if claim_id not in coded:
            message = f"{claim_id} is not coded in both passes by the rule in force"
            yield corpus.problem("claims", claim_id, "claim_id", message, "Code it in pass_claims.")


def _strangers(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each statement that names a claim in another paragraph."""
    for row in corpus.pass_claims.values():
        if row.claim_id:
            claim = corpus.claims[row.claim_id]
            if (claim.source_id, claim.section_id, claim.paragraph) != (row.source_id, row.section_id, row.paragraph):
                message = f"{row.claim_id!r} stands in another paragraph"
                hint = "Name the claim that it became, or none."
                yield corpus.problem("pass_claims", row.coded_id, "claim_id", message, hint)
