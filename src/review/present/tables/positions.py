"""Tables of what each source does with a theme, of one argument step by step, and of problems with their answers."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.corpus.vocabulary import TAKEN, Stance
from review.errors import UsageError
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table
from review.present.tables.coded_rows import theme_heading
from review.present.words.cells import credited, source_link
from review.present.words.wording import href
from review.synthesis.conclusions.answers import Issue
from review.synthesis.conclusions.stances import Position, positions


def positions_table(corpus: Corpus, themes: Sequence[str], *, caption: str) -> Table:
    """Return what every source does with each of *themes*: its strongest stance, and the claims that say so.

    Sources that leave a theme out have a row too: what is not said is part of the comparison.
    Raises UsageError for an unknown theme.
    """
    for theme in themes:
        _require_known(theme, corpus.themes, "theme")
    found = [position for theme in themes for position in positions(corpus, theme)]
    rows: list[tuple[Content, ...]] = [
        (source_link(corpus, each.source_id), stance_words(each), _statements(corpus, each.claims)) for each in found
    ]
    groups = [theme_heading(corpus, position.theme_id) for position in found]
    columns = ("Source", "Strongest stance", "What it says, in our words, each with its own stance and origin")
    return coded_table(columns, rows, caption=caption, groups=groups)


def answers_table(corpus: Corpus, issues: Iterable[Issue], *, caption: str) -> Table:
    """Return problems with who names each, and what is recommended against it, by a source that names it or not."""
    chosen = tuple(issues)
    rows: list[tuple[Content, ...]] = [
        (
            corpus.themes[issue.theme_id].label,
            _named(corpus, issue.named_by),
            _by_source(corpus, issue.own) if issue.own else "nothing",
            _by_source(corpus, issue.foreign) if issue.foreign else "nothing",
        )
        for issue in chosen
    ]
    groups = [corpus.themes[issue.theme_id].kind.capitalize() for issue in chosen]
    columns = ("Problem", "Named by", "Recommended by those who name it", "Recommended by others")
    return coded_table(columns, rows, caption=caption, groups=groups)


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

    said = [
        joined([_linked(claim), f" ({_words(claim.stance)}; ", credited(corpus, claim), ")"])
        for claim in sorted(claims, key=rank)
    ]
    return _list(said) if said else Html("")


def _linked(claim: Claim) -> Html:
    return element("a", claim.paraphrase, href=href(claim))


def _named(corpus: Corpus, named_by: Iterable[Position]) -> Html:
    return _list(joined([source_link(corpus, p.source_id), f": {stance_words(p)}"]) for p in named_by)


def _by_source(corpus: Corpus, claims: Iterable[Claim]) -> Html:
    return _list(joined([source_link(corpus, claim.source_id), ": ", _linked(claim)]) for claim in claims)


def _list(lines: Iterable[Html]) -> Html:
    return element("ul", *(element("li", line) for line in lines), class_="members")


def _require_known(name: str, known: Mapping[str, object], what: str) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1)
        mend = f"Did you mean {near[0]}?" if near else "Use an id that exists."
        raise UsageError(f"{name!r} is no {what}. {mend}")
