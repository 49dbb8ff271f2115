"""Tables of what sources do with themes: who takes which stance, what is disputed, which problems have answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.corpus.vocabulary import TAKEN, Stance
from review.errors import require_known
from review.present.html.markup import Content, Html, joined
from review.present.html.tabular import Cells, Table, Typed, listed, table_of
from review.present.tables.coded_rows import theme_heading
from review.present.values.opened import opened
from review.present.words.cells import credited, source_link
from review.present.words.wording import claim_link, unnamed_mark
from review.synthesis.conclusions.stances import Dispute, Issue, Position, disputes, issues, positions


def positions_table(themes: Sequence[str], *, caption: str) -> Table:
    """Return what every source does with each theme: its strongest stance, and the claims that say so.

    Sources that leave a theme out have a row too: what is not said is part of the comparison.
    Raises UsageError for an unknown theme.

    >>> positions_table(chapter.claims().theme_id.unique()[:1], caption="Positions")
    Table: Positions (...)
    """
    corpus = opened().corpus
    require_known("theme", corpus.themes, themes)
    columns: Cells[Position] = {
        "Source": lambda p: source_link(corpus, p.source_id),
        "Strongest stance": stance_words,
        "What it says, in our words, each with its own stance and origin": lambda p: _statements(corpus, p.claims),
    }
    rows = (position for theme in themes for position in positions(corpus, theme))
    return table_of(rows, columns, caption=caption, groups=lambda p: theme_heading(corpus, p.theme_id))


def answers_table(kinds: Sequence[str], *, caption: str) -> Table:
    """Return problems (themes of *kinds*) with who names each, and what is recommended against it.

    >>> answers_table(["driver"], caption="Answers")
    Table: Answers (...)
    """
    corpus = opened().corpus

    def named(issue: Issue) -> Html:
        return listed(joined([source_link(corpus, p.source_id), f": {stance_words(p)}"]) for p in issue.named_by)

    def by_source(claims: Sequence[Claim]) -> Content:
        lines = [joined([source_link(corpus, claim.source_id), ": ", claim_link(claim)]) for claim in claims]
        return listed(lines) if lines else "nothing"

    columns: Cells[Issue] = {
        "Problem": lambda issue: corpus.themes[issue.theme_id].label,
        "Named by": named,
        "Recommended by those who name it": lambda issue: by_source(issue.by_namers),
        "Recommended by others": lambda issue: by_source(issue.by_others),
    }
    kind = {name: theme.kind.capitalize() for name, theme in corpus.themes.items()}
    return table_of(issues(corpus, kinds), columns, caption=caption, groups=lambda issue: kind[issue.theme_id])


def disputes_table(kind: str, *, caption: str) -> Table:
    """Return the themes of a *kind* that one source disputes and another holds, with the claims of each.

    >>> disputes_table("driver", caption="Disputed")
    Table: Disputed (...)
    """
    corpus = opened().corpus

    def against(dispute: Dispute) -> Html:
        return _said(corpus, [c for p in dispute.against for c in p.claims if c.stance is Stance.DISPUTES])

    columns: Cells[Dispute] = {
        "Theme": lambda dispute: corpus.themes[dispute.theme_id].label,
        "Disputed by": against,
        "Held by": lambda dispute: _said(corpus, [c for p in dispute.others for c in p.strongest]),
    }
    return table_of(disputes(corpus, kind), columns, caption=caption)


def sides_table(sides: Mapping[str, tuple[Sequence[str], Sequence[str]]], *, caption: str) -> Table:
    """Return statements that pull opposite ways: for each question the ids of the claims on either side.

    Which claims stand against each other is a reading, so the cell names them; one that the parameters of the run
    leave out is left out. Raises UsageError for an unknown claim.

    >>> name = chapter.claims().index[0]
    >>> sides_table({"Why?": ([name], [name])}, caption="Two sides")
    Table: Two sides (1 rows)
    """
    corpus, whole = opened().corpus, opened().whole
    require_known("claim", whole.claims, [name for two in sides.values() for side in two for name in side])

    def side(names: Iterable[str]) -> Content:
        left = [corpus.claims[name] for name in names if name in corpus.claims]
        return _said(corpus, left) if left else "left out with these parameters"

    columns: Cells[str] = {
        "Question": Typed,
        "On one side": lambda question: side(sides[question][0]),
        "On the other side": lambda question: side(sides[question][1]),
    }
    return table_of(sides, columns, caption=caption)


def stance_words(position: Position) -> str:
    """Return the strongest stance in words; a source that also speaks against the theme says both."""
    words = _words(position.stance)
    return f"{words}, and disputes" if position.disputes and position.stance is not Stance.DISPUTES else words


def _words(stance: Stance) -> str:
    """Return a stance in words: that a source only implies something is our reading, and says so everywhere."""
    match stance:
        case Stance.ARGUES | Stance.MENTIONS | Stance.DISPUTES:
            return stance
        case Stance.IMPLIES:
            return "implies, by our reading"
        case Stance.ABSENT:
            return "nothing coded"
        case _:
            assert_never(stance)


def _statements(corpus: Corpus, claims: Iterable[Claim]) -> Html:
    """Return a list of claims, the strongest first, then as they stand in the source."""

    def rank(claim: Claim) -> tuple[int, int, int]:
        return TAKEN.index(claim.stance), corpus.sections[claim.section_id].position, claim.paragraph

    lines = [
        joined([claim_link(claim), f" ({_words(claim.stance)}; ", credited(corpus, claim), ")"])
        for claim in sorted(claims, key=rank)
    ]
    return listed(lines) if lines else Html("")


def _said(corpus: Corpus, claims: Iterable[Claim]) -> Html:
    """Return claims in our words, each a link to its row, with its source and its stance."""
    return listed(
        joined([claim_link(claim), f" ({corpus.named(claim)}, {claim.stance})", unnamed_mark(corpus, claim)])
        for claim in claims
    )
