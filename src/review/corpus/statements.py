"""The statements of the passes side by side: themes and stances by sentence, and how each difference was settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.records import Claim, ClaimSettlement, PassClaim
from review.errors import CorpusError, Problem

#: A unit of a statement: source, section, paragraph and, where it is that fine, sentence.
Unit = tuple[str, str, int, int]


@dataclass(frozen=True)
class Statement:
    """A theme in a sentence: what each pass has of it there, and the settled claims that came of that."""

    unit: Unit
    theme_id: str
    first: tuple[PassClaim, ...]
    second: tuple[PassClaim, ...]
    settled: tuple[Claim, ...]

    @property
    def coded_id(self) -> str:
        """The statement by which it is known: the first one of the first pass that has any."""
        return (self.first or self.second)[0].coded_id

    @property
    def stances(self) -> tuple[str, str, str]:
        """The stances of the first pass, of the second and of the settled claims; empty where there are none."""
        return stances_of(self.first), stances_of(self.second), stances_of(self.settled)

    @property
    def is_theme_of_one(self) -> bool:
        """Say whether one of the passes alone has the theme in the sentence."""
        return not (self.first and self.second)

    @property
    def is_to_settle(self) -> bool:
        """Say whether the stance needs a settlement of its own.

        It does where both passes have the theme with other stances, and where a statement of the first pass
        became a claim with another stance. That a pass lacks the theme is settled by rule.
        """
        first, second, settled = self.stances
        return bool(first and ((second and first != second) or first != settled))


def stances_of(rows: Iterable[PassClaim | Claim]) -> str:
    """Return the different stances of *rows*, sorted, in one text."""
    return "; ".join(sorted({row.stance for row in rows}))


def passes_of_claims(corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of the first two passes that have statements, in the order of the table."""
    found = {row.pass_id for row in corpus.pass_claims.values()}
    return tuple(pass_id for pass_id in corpus.passes if pass_id in found)[:2]


def unit_of(row: PassClaim) -> Unit:
    """Return the sentence in which a statement stands."""
    return (row.source_id, row.section_id, row.paragraph, row.sentence)


def statements(corpus: Corpus) -> tuple[Statement, ...]:
    """Return every theme that a pass has in a sentence, by place; none where fewer than two passes are kept."""
    compared = passes_of_claims(corpus)
    if len(compared) < 2:
        return ()
    rows: defaultdict[tuple[Unit, str], dict[str, list[PassClaim]]] = defaultdict(lambda: {p: [] for p in compared})
    for row in corpus.pass_claims.values():
        if row.pass_id in compared:
            rows[unit_of(row), row.theme_id][row.pass_id].append(row)
    found = []
    for (unit, theme_id), coded in sorted(rows.items(), key=lambda item: item[0]):
        one, two = (tuple(coded[pass_id]) for pass_id in compared)
        became = tuple(corpus.claims[row.claim_id] for row in (*one, *two) if row.claim_id)
        found.append(Statement(unit, theme_id, one, two, became))
    return tuple(found)


def stance_differences(corpus: Corpus) -> tuple[Statement, ...]:
    """Return the statements whose stance is settled one by one, in the order of their places."""
    return tuple(one for one in statements(corpus) if one.is_to_settle)


def theme_differences(corpus: Corpus) -> tuple[Statement, ...]:
    """Return the themes that one pass alone has in a sentence, in the order of their places."""
    return tuple(one for one in statements(corpus) if one.is_theme_of_one)


def require_claim_settlements(corpus: Corpus) -> None:
    """Raise CorpusError where a stance in which the passes differ is not settled, or a settlement does not fit."""
    found = {one.coded_id: one for one in stance_differences(corpus)}
    settled = {row.coded_id: row for row in corpus.claim_settlements.values()}
    path = f"data/{corpus.descriptor.table('claim_settlements').path}"
    problems = [
        Problem(path, 0, "", f"{coded_id}: the passes or the claim differ in stance: not settled", "Settle it.")
        for coded_id in found.keys() - settled.keys()
    ]
    for coded_id, row in settled.items():
        line = corpus.lines["claim_settlements"][row.settlement_id]
        problems += [Problem(path, line, *fault) for fault in _faults(row, found.get(coded_id))]
    problems += _strangers(corpus)
    if problems:
        raise CorpusError(problems)


def _faults(row: ClaimSettlement, found: Statement | None) -> Iterator[tuple[str, str, str]]:
    if found is None:
        yield "coded_id", f"no stance differs in {row.coded_id}", "Remove the settlement."
        return
    for column, expected in zip(("first", "second", "settled"), found.stances, strict=True):
        if (got := getattr(row, column)) != expected:
            yield column, f"the rows have another stance (got {got!r}, expected {expected!r})", "Copy it again."
    fits = {
        "first": row.settled == row.first,
        "second": row.settled == row.second,
        "either": row.settled in (row.first, row.second),
        "neither": row.settled not in (row.first, row.second),
    }
    if not fits[row.ruling]:
        yield "ruling", f"{row.ruling!r} is not what was settled ({row.settled!r})", "Mend the ruling, or the claim."


def _strangers(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each statement that names a claim with another theme or in another paragraph."""
    path = f"data/{corpus.descriptor.table('pass_claims').path}"
    for row in corpus.pass_claims.values():
        if row.claim_id:
            claim = corpus.claims[row.claim_id]
            place = (claim.source_id, claim.section_id, claim.paragraph, claim.theme_id)
            if place != (row.source_id, row.section_id, row.paragraph, row.theme_id):
                line = corpus.lines["pass_claims"][row.coded_id]
                message = f"{row.claim_id!r} has another theme or stands in another paragraph"
                yield Problem(path, line, "claim_id", message, "Name the claim that it became, or none.")
