"""The words that print numbers: closed lists, the patterns that match them, and what they are worth.

Everything here works on text that is folded and in lower case. Conventions for words that name no number:

======================================  ============================  =======
words                                   read as                       kind
======================================  ============================  =======
a dozen, two dozen, half a dozen        12, 24, 6                     about
dozens, a few dozen                     24 to 99                      range
tens of, hundreds, a few hundred        20 to 99, 200 to 999          range
thousands, several thousand             2,000 to 9,999                range
tens of thousands                       20,000 to 99,999              range
hundreds of thousands                   200,000 to 999,999            range
a few million, several billion          2 to just under 10 of them    range
millions, billions                      2 to just under 1,000 of them range
half, half a million                    0.5, 500,000                  exact
twice, double, tenfold, 10-fold         2, 2, 10, 10                  multiple
======================================  ============================  =======
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import takewhile
from math import prod
from typing import Literal, NamedTuple

Kind = Literal["exact", "about", "range", "multiple"]

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_ORDINAL_TENS = tuple(f"{tens[:-1]}ieth" for tens in _TENS)

_SMALL = {word: value for value, word in enumerate(_UNITS + _TEENS)}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_POWERS = {"dozen": 12, "hundred": 100} | _SCALES
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_UNITS + _ORDINAL_TEENS, start=1)}
_ORDINALS |= {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, start=2)} | {"hundredth": 100}
_MULTIPLES = {f"{word}fold": value for word, value in (_SMALL | {"hundred": 100, "thousand": 1000}).items() if value > 1}
_MULTIPLES |= {"twice": 2, "double": 2, "doubled": 2, "thrice": 3, "triple": 3, "tripled": 3}
_MULTIPLES |= {"quadruple": 4, "quadrupled": 4}
# What a plural may stand for: "hundreds" are 200 to 999, and larger crowds have words of their own.
_PLURALS = {
    "tens": (20, 99),
    "dozens": (24, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2 * 10**6, 10**9 - 1),
    "billions": (2 * 10**9, 10**12 - 1),
    "trillions": (2 * 10**12, 10**15 - 1),
}

#: Words that typesetters may break over two lines ("thir-\nteen").
BREAKABLE = frozenset(_SMALL) | frozenset(_POWERS) | frozenset(_ORDINALS) | frozenset(_MULTIPLES) | frozenset(_PLURALS)

# Spaces are bounded and never given back, so that no run of them is walked twice; 30 spans a page break.
GAP = r"\s{1,30}+"
# "sixty-five" and "sixty-\nfive".
_HYPHEN = r"-\s{0,30}+"
_JOIN = rf"(?:{_HYPHEN}|{GAP})"


class Value(NamedTuple):
    """What a bare numeral is worth; *scale* is 1,000,000 for "3 million", 1 for "3"."""

    low: Decimal
    high: Decimal
    kind: Kind
    scale: int = 1


def any_of(words: Iterable[str]) -> str:
    """Return the pattern that matches any of *words*, the longest first, at any spacing."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in longest_first) + ")"


def _cardinal() -> str:
    """Return the pattern of numbers in words, "two" to "one hundred and five million two hundred"."""
    units = any_of(_UNITS[1:])
    # Not "twenty one-child families": only a hyphen that joins on both sides makes "twenty-one-year".
    tens = rf"{any_of(_TENS)}\b(?:{_HYPHEN}{units}\b|{GAP}{units}\b(?!-))?"
    small = rf"(?:{tens}|{any_of(_UNITS + _TEENS)}\b)"
    # "and" joins no second hundred: "one hundred and two hundred" are two numbers.
    rest = rf"{GAP}and{GAP}{small}(?!{GAP}hundred)"
    hundreds = rf"(?:(?:{small}|an?\b(?={GAP}(?:hundred|{'|'.join(_SCALES)})\b))(?:{_JOIN}hundred\b(?:{rest}|{_JOIN}{small})?)?"
    hundreds += rf"|hundred\b(?:{rest}|{GAP}{small})?)"
    scales = "".join(rf"(?:{_JOIN}{scale}\b(?:{rest}|{_JOIN}{hundreds})?)?" for scale in reversed(_SCALES))
    return rf"(?:{hundreds}{scales}|{any_of(_SCALES)}\b)"


def _vague() -> str:
    """Return the pattern of words that name no number: "a few dozen", "tens of thousands", "millions"."""
    power = any_of(_POWERS)
    few = rf"(?:(?:a{GAP})?few|several|many){GAP}{power}s?\b(?:{GAP}{any_of(_SCALES)}\b)?"
    of = rf"{any_of(_PLURALS)}{GAP}of{GAP}{any_of(f'{scale}s' for scale in _SCALES)}"
    return rf"(?:{few}|(?:{of}|{any_of(word for word in _PLURALS if word != 'tens')}|tens(?={GAP}of\b))\b)"


def _parts() -> str:
    """Return the pattern of dozens, halves and multiples."""
    power = any_of(_POWERS)
    small = any_of(_SMALL)
    half = rf"(?:one{_JOIN})?half(?:{GAP}an?{GAP}{power})?\b"
    and_half = rf"{small}{GAP}and{GAP}a{GAP}half\b(?:{GAP}{power}\b)?"
    dozen = rf"(?:(?:an?|{small}){_JOIN})?dozen\b"
    return rf"(?:{and_half}|{half}|{dozen}|{any_of(_MULTIPLES)}\b)"


#: A bare number in words, as `value_of` reads it. It must start at the start of a word.
WORDS = rf"(?:{_vague()}|{_parts()}|{_cardinal()})"
#: What may follow digits: "24 million", "2 hundred thousand", "3 dozen".
SCALE = rf"(?:{_JOIN}{any_of(_POWERS)}\b){{0,2}}+"
#: "first" to "hundredth", "twenty-first". Never with a space: in "twenty first offences" twenty is a count.
ORDINAL = rf"(?:{any_of(_TENS)}{_HYPHEN}{any_of(_ORDINAL_UNITS)}|{any_of(_ORDINALS)})\b"

_TOKEN = re.compile(r"[a-z]+|[0-9][0-9.,]*")
_WELL_FORMED = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


#: A number of more characters than this is found but not converted.
LONGEST_DIGITS = 60


@lru_cache(maxsize=4096)
def value_of(bare: str) -> Value | None:
    """Return what *bare*, digits with `SCALE` or what `WORDS` matched, is worth.

    None for digits that are no single number: "1,23", "1.2.3", or more than `LONGEST_DIGITS`.
    """
    tokens = _TOKEN.findall(bare)
    powers = [word for word in tokens if word in _POWERS]
    if tokens[0][0].isdigit():
        number = _decimal(tokens[0])
        return None if number is None else _scaled(number, powers)
    if "half" in tokens:
        whole = _SMALL[tokens[0]] if "and" in tokens else 0
        return _scaled(whole + Decimal("0.5"), powers)
    if tokens[0] in _MULTIPLES:
        return _point(_MULTIPLES[tokens[0]], "multiple")
    if tokens[0] in ("few", "several", "many") or tokens[:2] == ["a", "few"]:
        return _crowd([f"{word}s" for word in powers] or tokens[-1:], few=True)
    if tokens[0] in _PLURALS:
        return _crowd([word for word in tokens if word != "of"])
    return _cardinal_value([word for word in tokens if word not in ("a", "an", "and")])


@lru_cache(maxsize=4096)
def ordinal_of(bare: str) -> Value | None:
    """Return what an ordinal, matched by `ORDINAL` or digits with "th", is worth; None as for `value_of`."""
    if bare[0].isdigit():
        number = _decimal(bare[:-2])
        return None if number is None else _point(number)
    return _point(sum((_SMALL | _ORDINALS)[word] for word in _TOKEN.findall(bare)))


def times(number: Decimal, scale: int) -> Decimal:
    """Return *number* times *scale*, exactly and without idle zeros: 1.5 million is 1500000, not 1500000.0."""
    with localcontext() as context:
        context.prec = 2 * LONGEST_DIGITS
        product = number * scale
        return product.quantize(Decimal(1)) if scale > 1 and product == product.to_integral_value() else product


def _decimal(digits: str) -> Decimal | None:
    if len(digits) > LONGEST_DIGITS or not _WELL_FORMED.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


def _point(value: Decimal | int, kind: Kind = "exact", scale: int = 1) -> Value:
    return Value(Decimal(value), Decimal(value), kind, scale)


def _scaled(number: Decimal, powers: list[str]) -> Value:
    scale = prod(_POWERS[power] for power in powers)
    return _point(times(number, scale), "about" if "dozen" in powers else "exact", scale)


def _cardinal_value(words: list[str]) -> Value:
    powers = list(reversed(list(takewhile(_POWERS.__contains__, reversed(words)))))
    plain = words[: len(words) - len(powers)]
    if not any(word in _POWERS for word in plain):
        return _scaled(Decimal(sum(_SMALL[word] for word in plain) if plain else 1), powers)
    total = group = 0
    for word in words:
        if word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += _SMALL[word]
    return _point(total + group)


def _crowd(names: list[str], few: bool = False) -> Value:
    """Return the range of a crowd: ["tens", "thousands"] or, with "a few" before them, ["hundreds", "thousands"]."""
    low, high = _PLURALS[names[0]]
    if few and names[0] in ("millions", "billions"):
        high = 5 * low - 1
    for name in names[1:]:
        scale = _SCALES[name.removesuffix("s")]
        low, high = low * scale, (high + 1) * scale - 1
    return Value(Decimal(low), Decimal(high), "range")
