"""The formula of a computed number, its inputs as links, and the bounds that it has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from review.corpus.corpus import Corpus
from review.corpus.judges import BRACED, FACT, MONTHS
from review.present.markup import Content, Html, element, joined
from review.present.wording import date_text, number, value_link
from review.synthesis.derivations import Derived

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


def _input(corpus: Corpus, name: str) -> Content:
    if name.startswith(FACT):
        fact = corpus.facts[name.removeprefix(FACT)]
        text = "" if fact.value is None else number(fact.value)
        return element("a", text, class_="fact-value", href=f"context.html#{fact.fact_id}")
    if name.startswith(MONTHS):
        earlier, later = (corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        ends = (date_text(figure.period_end) for figure in (earlier, later))
        return "(months from {} to {})".format(*ends)
    return value_link(corpus, corpus.figures[name], "bare")


def bounds_text(derived: Derived) -> str:
    """Return between which numbers the result lies, as it is computed and before it is rounded."""
    ends = derived.bounds.low, derived.bounds.high
    # A bound is moved outwards where it is cut: what lies between the true bounds stays between the printed ones.
    cuts = (ROUND_HALF_EVEN, ROUND_HALF_EVEN) if ends[0] == ends[1] else (ROUND_FLOOR, ROUND_CEILING)
    low, high = (None if end is None else _short(end, cut) for end, cut in zip(ends, cuts, strict=True))
    about = ", from approximate figures" if derived.bounds.about else ""
    if low is None and high is None:
        return f"Open at both ends{about}."
    if low == high:
        return f"{low}{about}."
    if low is None or high is None:
        said = f"At most {high}, with no lower bound" if low is None else f"At least {low}, with no upper bound"
        return f"{said}{about}."
    return f"From {low} to {high}{about}."


def _short(value: Decimal, cut: str) -> str:
    rounded = value.quantize(Decimal("0.0001"), rounding=cut).normalize()
    return number(rounded) if abs(rounded) < 10**6 else format(rounded, ",f")
