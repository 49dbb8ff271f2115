"""The words that print and qualify numbers: closed lists, their patterns, and what they are worth.

Everything here works on text that is folded and in lower case. Conventions for words that name no number:

======================================  ==================================  ========
words                                   read as                             kind
======================================  ==================================  ========
a dozen, two dozen, half a dozen        12, 24, 6                           about
tens of, dozens, a few dozen            20 to 99, 24 to 99, 24 to 99        range
hundreds, several hundred               200 to 999                          range
thousands, a few thousand               2,000 to 9,999                      range
tens of thousands                       20,000 to 99,999                    range
hundreds of thousands                   200,000 to 999,999                  range
millions, billions, trillions           two to just under a thousand        range
a few million, several billion          two to just under ten               range
half, half a million                    0.5, 500,000                        exact
twice, double, tenfold                  2, 2, 10                            multiple
======================================  ==================================  ========
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
Qualifier = Literal["exact", "about", "at least", "at most", "more than", "fewer than", "range", "multiple"]

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = tuple("twelfth" if word == "twelve" else f"{word}th" for word in _TEENS)
_ORDINAL_TENS = tuple(f"{tens[:-1]}ieth" for tens in _TENS)

_SMALL = {word: value for value, word in enumerate(_UNITS + _TEENS)}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_POWERS = {"dozen": 12, "hundred": 100} | _SCALES
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_UNITS + _ORDINAL_TEENS, start=1)}
_ORDINALS |= {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, start=2)} | {"hundredth": 100}
_COUNTS = _SMALL | _ORDINALS
_MULTIPLES = {f"{word}fold": value for word, value in (_SMALL | _POWERS).items()}
_MULTIPLES |= {"twice": 2, "double": 2, "doubled": 2, "thrice": 3, "triple": 3, "tripled": 3}
_MULTIPLES |= {"quadruple": 4, "quadrupled": 4}
# What a plural may stand for: "hundreds" are 200 to 999, and larger crowds have words of their own.
_PLURALS = {"tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999)}
_PLURALS |= {f"{word}s": (2 * size, 1000 * size - 1) for word, size in _SCALES.items() if size > 1000}

_BOUNDS: dict[str, Qualifier] = {
    **dict.fromkeys(("at least", "a minimum of", "as few as", "as little as"), "at least"),
    **dict.fromkeys(("no fewer than", "no less than", "not fewer than", "not less than"), "at least"),
    **dict.fromkeys(("at most", "up to", "a maximum of", "no more than", "not more than"), "at most"),
    **dict.fromkeys(("as many as", "as much as", "as high as", "amounting to as much as"), "at most"),
    **dict.fromkeys(("sometimes amounting to as much as",), "at most"),
    **dict.fromkeys(("more than", "over", "above", "in excess of", "upwards of"), "more than"),
    **dict.fromkeys(("exceed", "exceeds", "exceeded", "exceeding"), "more than"),
    **dict.fromkeys(("fewer than", "less than", "under", "below"), "fewer than"),
}
_ABOUT = ("about", "around", "approximately", "roughly", "nearly", "almost", "close to", "circa", "an estimated")
_SO: dict[str, Qualifier] = {"so": "about", "more": "at least", "fewer": "at most", "less": "at most"}
_AGE: dict[str, Qualifier] = {"over": "at least", "above": "at least", "older": "at least"}
_AGE |= {"under": "at most", "below": "at most", "younger": "at most"}

#: Words that typesetters may break over two lines ("thir-\nteen", "approxi-\nmately").
BREAKABLE = {*_COUNTS, *_POWERS, *_MULTIPLES, *_PLURALS}
BREAKABLE |= {*" ".join((*_BOUNDS, *_ABOUT, "between percent times")).split()}
#: A number of more characters than this is found but not converted.
LONGEST_DIGITS = 60

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
    """Return the pattern that matches the longest of *words*, at any spacing, reading no letter twice."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    may_end = tails.pop("", None) is not None
    branches = [(GAP if head == " " else re.escape(head)) + any_of(rest) for head, rest in sorted(tails.items())]
    if len(branches) <= 1 and not may_end:
        return "".join(branches)
    return f"(?:{'|'.join(branches)})?" if branches and may_end else f"(?:{'|'.join(branches)})"


def _cardinal() -> str:
    """Return the pattern of numbers in words, "two" to "one hundred and five million two hundred"."""
    units = any_of(_UNITS[1:])
    # Not "twenty one-child families": only a hyphen that joins on both sides makes "twenty-one-year".
    tens = rf"{any_of(_TENS)}\b(?:{_HYPHEN}{units}\b|{GAP}{units}\b(?!-))?+"
    small = rf"(?:{tens}|{any_of(_UNITS + _TEENS)}\b)"
    # "and" joins no second hundred: "one hundred and two hundred" are two numbers.
    rest = rf"{GAP}and{GAP}{small}(?!{GAP}hundred)"
    after_hundred = rf"(?:{rest}|{_JOIN}{small})?"
    hundreds = rf"{small}(?:{_JOIN}hundred\b{after_hundred})?"
    bare_hundred = rf"(?:an?{GAP})?hundred\b{after_hundred}"
    bare_scale = rf"(?:an?{GAP})?{any_of(_SCALES)}\b"
    scales = "".join(rf"(?:{_JOIN}{scale}\b(?:{rest}|{_JOIN}{hundreds})?)?" for scale in reversed(_SCALES))
    return rf"(?:(?:{hundreds}|{bare_hundred}){scales}|{bare_scale})"


def _vague() -> str:
    """Return the pattern of words that name no number: "a few dozen", "tens of thousands", "millions"."""
    few = rf"(?:(?:a{GAP})?few|several|many){GAP}{any_of(_POWERS)}s?\b(?:{GAP}{any_of(_SCALES)}\b)?"
    of = rf"{any_of(_PLURALS)}{GAP}of{GAP}{any_of(f'{scale}s' for scale in _SCALES)}"
    plural = any_of(word for word in _PLURALS if word != "tens")
    return rf"(?:{few}|(?:{of}|{plural}|tens(?={GAP}of\b))\b)"


def _parts() -> str:
    """Return the pattern of dozens, halves and multiples."""
    power, small = any_of(_POWERS), any_of(_SMALL)
    half = rf"(?:one{_JOIN})?half(?:(?:{GAP}an?{GAP}|{_HYPHEN}){power})?\b"
    and_half = rf"{small}{GAP}and{GAP}a{GAP}half\b(?:{GAP}{power}\b)?"
    dozen = rf"(?:(?:an?|{small}){_JOIN})?dozen\b"
    return rf"(?:{and_half}|{half}|{dozen}|{any_of(_MULTIPLES)}\b)"


#: A bare number in words, as `value_of` reads it. It must start at the start of a word.
WORDS = rf"(?:{_vague()}|{_parts()}|{_cardinal()})"
#: Words below twenty, and what may go on with them or with digits.
SHORT_WORDS = rf"{any_of(_UNITS + _TEENS)}\b"
CONTINUATIONS = (*_POWERS, "fold", "per", "times")
#: What may follow digits: "24 million", "2 hundred thousand", "3 dozen".
SCALE = rf"(?:{_JOIN}{any_of(_POWERS)}\b){{0,2}}+"
#: "first" to "hundredth", "twenty-first". Never with a space: in "twenty first offences" twenty is a count.
ORDINAL = rf"(?:{any_of(_TENS)}{_HYPHEN}{any_of(_ORDINAL_UNITS)}|{any_of(_ORDINALS)})\b"
#: "about"; "some" before digits only, since "some one-child families" are not about one.
APPROXIMATELY = rf"(?:{any_of(_ABOUT)}|some(?={GAP}(?:us)?[$€£¥]?[0-9]))"
#: What may stand before a number and bound it.
BEFORE = (
    rf"(?:(?:just|only|well){GAP})?"
    rf"(?:{any_of(_BOUNDS)}(?:{GAP}the{GAP}age{GAP}of)?(?:{GAP}{APPROXIMATELY})?|{APPROXIMATELY})|just|only"
)
#: What may stand after a number and bound or multiply it. Not the "and over" of "89 and over 300".
AFTER = (
    rf"{GAP}or{GAP}{any_of(_SO)}\b(?!{GAP}than\b)"
    rf"|{GAP}(?:or|and){GAP}{any_of(_AGE)}\b(?!{GAP}(?:[0-9$€£¥]|{any_of(('a', 'the', 'than', *_SMALL))}\b))"
    rf"|\+(?!\w)|[-\s]?fold\b|{GAP}times\b(?!{GAP}{any_of(('a', 'an', 'per', 'each', 'every'))}\b)"
)

_WORDS = re.compile(WORDS)
_AND = re.compile(f"{GAP}and{GAP}")
_TOKEN = re.compile(r"[a-z]+|[0-9][0-9.,]*")
_WELL_FORMED = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_BOUND_WORDS = re.compile(any_of(_BOUNDS))
_ABOUT_WORDS = re.compile(any_of((*_ABOUT, "some")))


def bound_of(before: str, after: str) -> Qualifier | None:
    """Return the qualifier that words matched by `BEFORE` and `AFTER` give a number, None if they give none."""
    if bound := _BOUND_WORDS.search(before):
        return _BOUNDS[" ".join(bound[0].split())]
    trailing = "at least" if after == "+" else (_SO | _AGE).get(after.split()[-1] if after else "")
    return trailing or ("about" if _ABOUT_WORDS.search(before) else None)


@lru_cache(maxsize=4096)
def value_of(bare: str) -> Value | None:
    """Return what *bare*, digits with `SCALE` or "th", or what `WORDS` or `ORDINAL` matched, is worth.

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
        names = [word.removesuffix("s") + "s" for word in tokens if word.removesuffix("s") in _POWERS]
        return _crowd(names, few=True)
    if tokens[0] in _PLURALS:
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
    powers = list(takewhile(_POWERS.__contains__, reversed(words)))
    plain = words[: len(words) - len(powers)]
    if not any(word in _POWERS for word in plain):
        return _scaled(Decimal(sum(_COUNTS[word] for word in plain) if plain else 1), powers)
    total = group = 0
    for word in words:
        if word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += _COUNTS[word]
    return _point(total + group)


def _crowd(names: list[str], few: bool = False) -> Value:
    """Return the range of a crowd: ["tens", "thousands"]; after "a few", ["hundreds", "thousands"]."""
    low, high = _PLURALS[names[0]]
    if few:
        high = min(high, 5 * low - 1)
    for name in names[1:]:
        scale = _SCALES[name.removesuffix("s")]
        low, high = low * scale, (high + 1) * scale - 1
    return Value(Decimal(low), Decimal(high), "range")
