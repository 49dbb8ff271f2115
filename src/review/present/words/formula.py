"""The formula of a computed number, its inputs as links, and the bounds that it has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED, FACT, MONTHS
from review.corpus.tables.records import Fact
from review.present.html.markup import Content, Html, element, joined
from review.present.words.wording import date_text, figure_part, number, period_text, value_text
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.comparing.derivations import Derived

_SIGNS = {"*": "×", "-": "−", "/": "÷"}


def formula(corpus: Corpus, derived: Derived) -> Html:
    """Return the expression with each figure as a link to its row."""
    return element("span", joined(_parts(corpus, derived)), class_="formula")


def _parts(corpus: Corpus, derived: Derived) -> Iterator[Content]:
    pieces = BRACED.split(derived.derivation.expression)
    # A split at a group gives what stands between, then the group, in turn.
    for place, piece in enumerate(pieces):
        if place % 2:
            yield _input(corpus, piece)
        else:
            yield "".join(_SIGNS.get(sign, sign) for sign in piece)


#: What is said before the reason for computing with unlike things, and where the page or table has said it before.
OVERRIDE, AGAIN_OVERRIDE = "Computed with unlike things: ", "Also unlike: "


def overridden(reason: str) -> str:
    """Return that unlike things were computed with, and the *reason*; nothing where the gate let them pass."""
    return f"{OVERRIDE}{reason}" if reason else ""


def fact_part(fact: Fact, text: str) -> Html:
    """Return a number that comes from a fact as a link to its row."""
    return element("a", text, class_="fact-value", href=f"context.html#{fact.fact_id}")


def _input(corpus: Corpus, name: str) -> Content:
    if name.startswith(FACT):
        fact = corpus.facts[name.removeprefix(FACT)]
        return fact_part(fact, "" if fact.value is None else number(fact.value))
    if name.startswith(MONTHS):
        first, *later = (corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        if not later:
            return f"(months of {period_text(first.period_start, first.period_end)})"
        return f"(months from {date_text(first.period_end)} to {date_text(later[0].period_end)})"
    figure = corpus.figures[name]
    return figure_part(figure, value_text(corpus, figure, "bare"))


def between_text(bounds: Bounds) -> str:
    """Return between which numbers a value lies, as a sentence."""
    text = ends_text(bounds)
    return f"{text[:1].upper()}{text[1:]}."


def ends_text(bounds: Bounds, decimals: int = 4) -> str:
    """Return between which numbers a value lies, cut to *decimals* at most.

    A bound is moved outwards where it is cut: what lies between the true bounds stays between the printed ones.
    """
    low, high = (None if end is None else _short(end) for end in rounded_ends(bounds, decimals))
    about = ", from approximate figures" if bounds.about else ""
    if low is None and high is None:
        return f"open at both ends{about}"
    if low == high:
        return f"{low}{about}"
    if low is None or high is None:
        text = f"at most {high}, with no lower bound" if low is None else f"at least {low}, with no upper bound"
        return f"{text}{about}"
    return f"from {low} to {high}{about}"


def rounded_ends(bounds: Bounds, decimals: int) -> list[Decimal | None]:
    """Return both ends with so many *decimals*; unlike ones are moved outwards, so that no value is shut out."""
    ends = bounds.low, bounds.high
    ways = (ROUND_HALF_EVEN, ROUND_HALF_EVEN) if ends[0] == ends[1] else (ROUND_FLOOR, ROUND_CEILING)
    unit = Decimal(1).scaleb(-decimals)
    return [None if end is None else end.quantize(unit, rounding=way) for end, way in zip(ends, ways, strict=True)]


def _short(value: Decimal) -> str:
    rounded = value.normalize()
    return number(rounded) if abs(rounded) < 10**6 else format(rounded, ",f")
