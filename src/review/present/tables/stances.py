"""Tables of what sources do with themes: what one says alone, what is disputed, what pulls opposite ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.corpus.vocabulary import Stance
from review.errors import UsageError
from review.present.html.markup import Html, element, joined
from review.present.html.tabular import Table, Typed, coded_table
from review.present.words.wording import href, unnamed_mark
from review.synthesis.conclusions.stances import Position, disputes

Sides = tuple[Sequence[str], Sequence[str]]


def disputes_table(corpus: Corpus, kind: str, *, caption: str) -> Table:
    """Return the themes of a *kind* that a source disputes while another holds them, with the claims of each."""
    rows = [
        (
            corpus.themes[found.theme_id].label,
            _said(corpus, [c for p in found.against for c in p.claims if c.stance is Stance.DISPUTES], told=True),
            _said(corpus, _strongest(found.others), told=True),
        )
        for found in disputes(corpus, kind)
    ]
    return coded_table(("Theme", "Disputed by", "Held by"), rows, caption=caption)


def sides_table(corpus: Corpus, sides: Mapping[str, Sides], *, caption: str) -> Table:
    """Return statements that pull opposite ways: for each name the ids of the claims on either side.

    Which claims stand against each other is a reading, so the caller names them. Raises UsageError for an
    unknown claim.
    """
    rows = [
        (Typed(name), _said(corpus, _claims(corpus, one), told=True), _said(corpus, _claims(corpus, other), told=True))
        for name, (one, other) in sides.items()
    ]
    return coded_table(("Question", "On one side", "On the other side"), rows, caption=caption)


def _strongest(positions: Iterable[Position]) -> list[Claim]:
    return [claim for position in positions for claim in position.strongest]


def _claims(corpus: Corpus, names: Iterable[str]) -> list[Claim]:
    chosen = list(names)
    if unknown := [name for name in chosen if name not in corpus.claims]:
        raise UsageError(f"{unknown[0]!r} is no claim. Use the id of one, as the pages of the sources show it.")
    return [corpus.claims[name] for name in chosen]


def _said(corpus: Corpus, claims: Iterable[Claim], *, told: bool = False) -> Html:
    """Return claims in our words, each a link to its row; where *told*, with the source and its stance."""
    lines = []
    for claim in claims:
        by = f" ({corpus.named(claim)}, {claim.stance})" if told else ""
        link = element("a", claim.paraphrase, href=href(claim))
        lines.append(element("li", joined([link, by, unnamed_mark(corpus, claim)])))
    return element("ul", *lines, class_="members")
