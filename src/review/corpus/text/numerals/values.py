"""What the words and digits of a number are worth: the value of one, the interval of a phrase."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import takewhile
from math import prod
from typing import Literal, NamedTuple

from review.corpus.text.numerals import words as words
from review.corpus.vocabulary import Qualifier

Kind = Literal[Qualifier.EXACT, Qualifier.ABOUT, Qualifier.RANGE, Qualifier.MULTIPLE]

_WORDS = re.compile(words.WORDS)
_AND = re.compile(f"{words.GAP}and{words.GAP}")
_TOKEN = re.compile(r"[a-z]+|[0-9][0-9.,]*")
_WELL_FORMED = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_BOUND_WORDS = re.compile(words.any_of(words.BOUNDS))
_ABOUT_WORDS = re.compile(words.any_of((*words.ABOUT, "some")))


class Interval(NamedTuple):
    """What a numeral says: its bounds, None where it gives none, and what its words say about them.

    A multiple keeps the bounds of its other words: "more than 10 times" has no high. Both bounds are None where the
    numeral is found and not read. A rate says *per* how many: 100,000. A tuple, since a text may have very many.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    per: Decimal | None = None

    @property
    def unread(self) -> bool:
        """Say whether the reader does not know what it says."""
        return self.low is None and self.high is None

    @property
    def is_point(self) -> bool:
        """Say whether it is one number, exact or about."""
        return self.low is not None and self.low == self.high and self.qualifier is not Qualifier.MULTIPLE

    def __repr__(self) -> str:
        low, high = ("None" if bound is None else f"{bound:f}" for bound in (self.low, self.high))
        per = "" if self.per is None else f", per={self.per:f}"
        return f"Interval(low={low}, high={high}, qualifier={str(self.qualifier)!r}{per})"


#: What is found and not read.
UNREAD = Interval(None, None, Qualifier.EXACT)


class NumeralValue(NamedTuple):
    """What a bare numeral is worth; *scale* is 1,000,000 for "3 million", 1 for "3"."""

    low: Decimal
    high: Decimal
    kind: Kind
    scale: int = 1


@lru_cache(maxsize=4096)
def exactly(digits: str) -> Interval:
    """Return what *digits*, nothing else and not too many, say."""
    number = Decimal(digits)
    return Interval(number, number, Qualifier.EXACT)


@lru_cache(maxsize=4096)
def at_least(digits: str) -> Interval:
    """Return what *digits*, not too many, say with a plus sign behind them."""
    return Interval(Decimal(digits), None, Qualifier.AT_LEAST)


def rising(low: str, high: str) -> Interval | None:
    """Return the range from *low* to *high*, digits alone and not too many; None if it does not rise."""
    bottom, top = Decimal(low), Decimal(high)
    return Interval(bottom, top, Qualifier.RANGE) if bottom < top else None


@lru_cache(maxsize=4096)
def interval_of(
    low: str, high: str | None = None, before: str | None = None, after: str | None = None
) -> Interval | None:
    """Return what a phrase says; None if a number is malformed, or the range does not rise."""
    first = value_of(low)
    second = value_of(high) if high is not None else None
    if first is None or high is None or second is None:
        return _bounded(first, before or "", after or "") if first and high is None else None
    # "2 to 3 million": the first number shares the scale of the second where the range still rises.
    bottom = first.low
    if first.scale == 1 and first.kind is Qualifier.EXACT and times(bottom, second.scale) < second.low:
        bottom = times(bottom, second.scale)
    if not bottom < second.low:
        return None
    kind: Kind = Qualifier.MULTIPLE if Qualifier.MULTIPLE in (first.kind, second.kind) else Qualifier.RANGE
    return _bounded(NumeralValue(bottom, second.high, kind), before or "", after or "")


def _bounded(value: NumeralValue, before: str, after: str) -> Interval:
    """Return the interval of *value*, bounded as the words before and after it say."""
    bound = bound_of(before, after)
    qualifier: Qualifier = value.kind
    if bound is not None and (not bound.ends.approximate or value.kind is Qualifier.EXACT):
        qualifier = bound
    low = None if bound and bound.ends.open_below else value.low
    high = None if bound and bound.ends.open_above else value.high
    multiple = value.kind is Qualifier.MULTIPLE or after.endswith(("times", "fold"))
    return Interval(low, high, Qualifier.MULTIPLE if multiple else qualifier)


def bound_of(before: str, after: str) -> Qualifier | None:
    """Return the qualifier that words matched by `BEFORE` and `AFTER` give a number, None if they give none."""
    if bound := _BOUND_WORDS.search(before):
        return words.BOUNDS[" ".join(bound[0].split())]
    trailing = Qualifier.AT_LEAST if after == "+" else (words.SO | words.AGE).get(after.split()[-1] if after else "")
    return trailing or (Qualifier.ABOUT if _ABOUT_WORDS.search(before) else None)


@lru_cache(maxsize=4096)
def value_of(bare: str) -> NumeralValue | None:
    """Return what *bare*, digits with `SCALE` or "th", or what `words.WORDS` or `ORDINAL` matched, is worth.

    None for digits that are no single number: "1,23", "1.2.3", or more than `words.LONGEST_DIGITS`.
    """
    tokens = _TOKEN.findall(bare)
    powers = [word for word in tokens if word in words.POWERS]
    if tokens[0][0].isdigit():
        number = _decimal(tokens[0])
        halves = Decimal("0.5") if "half" in tokens else 0
        return None if number is None else _scaled(number + halves, powers)
    if "half" in tokens:
        whole = words.SMALL[tokens[0]] if "and" in tokens else 0
        return _scaled(whole + Decimal("0.5"), powers)
    if tokens[0] in words.MULTIPLES:
        return _point(words.MULTIPLES[tokens[0]], Qualifier.MULTIPLE)
    if tokens[0] in ("few", "several", "many") or tokens[:2] == ["a", "few"]:
        names = [word.removesuffix("s") + "s" for word in tokens if word.removesuffix("s") in words.POWERS]
        return _crowd(names, few=True)
    if tokens[0] in words.PLURALS:
        return _crowd([word for word in tokens if word != "of"])
    return _cardinal_value([word for word in tokens if word not in ("a", "an", "and")])


def divisions(both: str) -> list[tuple[str, str]]:
    """Return the ways to divide "one hundred and one thousand and one" into two numbers at an "and"."""
    joints = [match.span() for match in _AND.finditer(both)]
    parts = [(both[:start], both[end:]) for start, end in joints]
    return [(low, high) for low, high in parts if _WORDS.fullmatch(low) and _WORDS.fullmatch(high)]


def times(number: Decimal, scale: int) -> Decimal:
    """Return *number* times *scale*, exactly and without idle zeros: 1.5 million is 1500000, not 1500000.0."""
    with localcontext() as context:
        context.prec = 2 * words.LONGEST_DIGITS
        product = number * scale
        return product.quantize(Decimal(1)) if scale > 1 and product == product.to_integral_value() else product


def _decimal(digits: str) -> Decimal | None:
    if len(digits) > words.LONGEST_DIGITS or not _WELL_FORMED.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


def _point(value: Decimal | int, kind: Kind = Qualifier.EXACT, scale: int = 1) -> NumeralValue:
    return NumeralValue(Decimal(value), Decimal(value), kind, scale)


def _scaled(number: Decimal, powers: list[str]) -> NumeralValue:
    scale = prod(words.POWERS[power] for power in powers)
    return _point(times(number, scale), Qualifier.ABOUT if "dozen" in powers else Qualifier.EXACT, scale)


def _cardinal_value(named: list[str]) -> NumeralValue:
    powers = list(takewhile(words.POWERS.__contains__, reversed(named)))
    plain = named[: len(named) - len(powers)]
    if not any(word in words.POWERS for word in plain):
        return _scaled(Decimal(sum(words.COUNTS[word] for word in plain) if plain else 1), powers)
    total = group = 0
    for word in named:
        if word in words.SCALES:
            total, group = total + (group or 1) * words.SCALES[word], 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += words.COUNTS[word]
    return _point(total + group)


def _crowd(names: list[str], few: bool = False) -> NumeralValue:
    """Return the range of a crowd: ["tens", "thousands"]; after "a few", ["hundreds", "thousands"]."""
    low, high = words.PLURALS[names[0]]
    if few:
        high = min(high, 5 * low - 1)
    for name in names[1:]:
        scale = words.SCALES[name.removesuffix("s")]
        low, high = low * scale, (high + 1) * scale - 1
    return NumeralValue(Decimal(low), Decimal(high), Qualifier.RANGE)
