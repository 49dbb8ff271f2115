"""The words that print and qualify numbers: closed lists with what they are worth, and their patterns.

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
half, half a million, two and a half    0.5, 500,000, 2.5                   exact
twice, double, tenfold, halved          2, 2, 10, 0.5                       multiple
a couple of                             2                                   about
a handful, scores of                    3 to 9, 40 to 99                    range
======================================  ==================================  ========

What else people print is rewritten in these words first: see `digit_forms` and `word_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from review.corpus.vocabulary import Qualifier

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = tuple("twelfth" if word == "twelve" else f"{word}th" for word in _TEENS)
_ORDINAL_TENS = tuple(f"{tens[:-1]}ieth" for tens in TENS)

SMALL = {word: value for value, word in enumerate(_UNITS + _TEENS)}
SMALL |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
POWERS = {"dozen": 12, "hundred": 100} | SCALES | {"lakh": 10**5, "crore": 10**7}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_UNITS + _ORDINAL_TEENS, start=1)}
_ORDINALS |= {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, start=2)} | {"hundredth": 100}
COUNTS = SMALL | _ORDINALS
MULTIPLES: dict[str, int | Decimal] = {f"{word}fold": value for word, value in (SMALL | POWERS).items()}
MULTIPLES |= {"twice": 2, "double": 2, "doubled": 2, "thrice": 3, "triple": 3, "tripled": 3}
MULTIPLES |= {"quadruple": 4, "quadrupled": 4, "treble": 3, "trebled": 3, "halved": Decimal("0.5")}
# What a plural may stand for: "hundreds" are 200 to 999, and larger crowds have words of their own.
PLURALS = {"tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999)}
PLURALS |= {f"{word}s": (2 * size, 1000 * size - 1) for word, size in SCALES.items() if size > 1000}

BOUNDS: dict[str, Qualifier] = {
    **dict.fromkeys(("at least", "a minimum of", "as few as", "as little as"), Qualifier.AT_LEAST),
    **dict.fromkeys(("no fewer than", "no less than", "not fewer than", "not less than"), Qualifier.AT_LEAST),
    **dict.fromkeys(("at most", "up to", "a maximum of", "no more than", "not more than"), Qualifier.AT_MOST),
    **dict.fromkeys(("as many as", "as much as", "as high as", "amounting to as much as"), Qualifier.AT_MOST),
    **dict.fromkeys(("sometimes amounting to as much as",), Qualifier.AT_MOST),
    **dict.fromkeys(("at the least", "at the very least", "never fewer than", "never less than"), Qualifier.AT_LEAST),
    **dict.fromkeys(("not under", "not below", "never under", "never below"), Qualifier.AT_LEAST),
    **dict.fromkeys(
        ("at the most", "at the very most", "never more than", "never over", "never above"), Qualifier.AT_MOST
    ),
    **dict.fromkeys(("not over", "not above", "not exceed", "not exceeding", "not to exceed"), Qualifier.AT_MOST),
    **dict.fromkeys(("never exceed", "never exceeds", "never exceeded", "never exceeding"), Qualifier.AT_MOST),
    **dict.fromkeys(("minimum of", "as low as", "as young as"), Qualifier.AT_LEAST),
    **dict.fromkeys(("maximum of", "as old as", "at best"), Qualifier.AT_MOST),
    **dict.fromkeys(("more than", "over", "above", "in excess of", "upwards of", "upward of"), Qualifier.MORE_THAN),
    **dict.fromkeys(("older than", "greater than", "higher than", "larger than", "longer than"), Qualifier.MORE_THAN),
    **dict.fromkeys(("younger than", "lower than", "smaller than", "shorter than"), Qualifier.FEWER_THAN),
    **dict.fromkeys(("not quite", "just short of", "just shy of"), Qualifier.FEWER_THAN),
    **dict.fromkeys(("exceed", "exceeds", "exceeded", "exceeding"), Qualifier.MORE_THAN),
    **dict.fromkeys(("fewer than", "less than", "under", "below"), Qualifier.FEWER_THAN),
}
ABOUT = ("about", "around", "approximately", "roughly", "nearly", "almost", "close to", "circa", "an estimated")
SO: dict[str, Qualifier] = {
    "so": Qualifier.ABOUT,
    "more": Qualifier.AT_LEAST,
    "fewer": Qualifier.AT_MOST,
    "less": Qualifier.AT_MOST,
}
AGE: dict[str, Qualifier] = {"over": Qualifier.AT_LEAST, "above": Qualifier.AT_LEAST, "older": Qualifier.AT_LEAST}
AGE |= {"under": Qualifier.AT_MOST, "below": Qualifier.AT_MOST, "younger": Qualifier.AT_MOST}

#: Words that typesetters may break over two lines ("thir-\nteen", "approxi-\nmately").
BREAKABLE = {*COUNTS, *POWERS, *MULTIPLES, *PLURALS}
BREAKABLE |= {*" ".join((*BOUNDS, *ABOUT, "between percent times")).split()}
#: A number of more characters than this is found but not converted.
LONGEST_DIGITS = 60

# Spaces are bounded and never given back, so that no run of them is walked twice; 30 spans a page break. A group
# that is never given back is written "(?>(?:...)*)": Pythons before 3.11.5 match "(?:...)*+" wrongly (gh-106052).
GAP = r"\s{1,30}+"
# "sixty-five" and "sixty-\nfive".
_HYPHEN = r"-\s{0,30}+"
_JOIN = rf"(?:{_HYPHEN}|{GAP})"


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


#: What makes "two and a half million" of "two", and "one-and-a-half" of "one".
AND_HALF = rf"{_JOIN}and{_JOIN}a{_JOIN}half\b(?:{GAP}{any_of(POWERS)}\b)?"


def _cardinal() -> str:
    """Return the pattern of numbers in words, "two" to "one hundred and five million two hundred"."""
    units = any_of(_UNITS[1:])
    # Not "twenty one-child families": only a hyphen that joins on both sides makes "twenty-one-year".
    tens = rf"{any_of(TENS)}\b(?>(?:{_HYPHEN}{units}\b|{GAP}{units}\b(?!-))?)"
    small = rf"(?:{tens}|{any_of(_UNITS + _TEENS)}\b)"
    # "and" joins no second hundred: "one hundred and two hundred" are two numbers.
    rest = rf"{GAP}and{GAP}{small}(?!{GAP}hundred)"
    after_hundred = rf"(?:{rest}|{_JOIN}{small})?"
    hundreds = rf"{small}(?:{_JOIN}hundred\b{after_hundred})?"
    bare_hundred = rf"(?:an?{GAP})?hundred\b{after_hundred}"
    bare_scale = rf"(?:an?{GAP})?{any_of(SCALES)}\b"
    scales = "".join(rf"(?:{_JOIN}{scale}\b(?:{rest}|{_JOIN}{hundreds})?)?" for scale in reversed(SCALES))
    return rf"(?:(?:{hundreds}|{bare_hundred}){scales}|{bare_scale})"


def _vague() -> str:
    """Return the pattern of words that name no number: "a few dozen", "tens of thousands", "millions"."""
    few = rf"(?:(?:a{GAP})?few|several|many){GAP}{any_of(POWERS)}s?\b(?:{GAP}{any_of(SCALES)}\b)?"
    of = rf"{any_of(PLURALS)}{GAP}of{GAP}{any_of(f'{scale}s' for scale in SCALES)}"
    plural = any_of(word for word in PLURALS if word != "tens")
    return rf"(?:{few}|(?:{of}|{plural}|tens(?={GAP}of\b))\b)"


def _parts() -> str:
    """Return the pattern of dozens, halves and multiples."""
    power, small = any_of(POWERS), any_of(SMALL)
    half = rf"(?:one{_JOIN})?half(?:{_JOIN}(?:an?{_JOIN})?{power})?\b"
    and_half = rf"{small}{AND_HALF}"
    dozen = rf"(?:(?:an?|{small}){_JOIN})?dozen\b"
    return rf"(?:{and_half}|{half}|{dozen}|{any_of(MULTIPLES)}\b)"


#: A bare number in words, as `value_of` reads it. It must start at the start of a word.
WORDS = rf"(?:{_vague()}|{_parts()}|{_cardinal()})"
#: Words below twenty, and what may go on with them or with digits.
SHORT_WORDS = rf"{any_of(_UNITS + _TEENS)}\b"
CONTINUATIONS = ("a half", *POWERS, "fold", "per cent", "percent", "times")
#: A word that nothing makes more of: not the "twenty" of "twenty-one", nor the "one" of "one hundred".
LONE_WORDS = (
    rf"(?:(?:{any_of((*_UNITS, *_TEENS))}\b|{any_of(TENS)}\b(?!{_JOIN}{any_of(_UNITS)}))"
    rf"(?!{_JOIN}{any_of(('and', 'half', *POWERS))})|half\b(?!{_JOIN}{any_of(('a', *POWERS))}))"
)
#: What may follow digits: "24 million", "2 hundred thousand", "3 dozen".
SCALE = rf"(?>(?:{_JOIN}{any_of(POWERS)}\b){{0,2}})"
#: The same where there are none.
NO_SCALE = rf"(?!{_JOIN}{any_of(POWERS)})"
#: "first" to "hundredth", "twenty-first". Never with a space: in "twenty first offences" twenty is a count.
ORDINAL = rf"(?:{any_of(TENS)}{_HYPHEN}{any_of(_ORDINAL_UNITS)}|{any_of(_ORDINALS)})\b"
#: "about"; "some" before digits only, since "some one-child families" are not about one.
APPROXIMATELY = rf"(?:{any_of(ABOUT)}|some(?={GAP}(?:us)?[$€£¥]?[0-9]))"
#: What may stand before a number and bound it.
BEFORE = (
    rf"(?:(?:just|only|well){GAP})?"
    rf"(?:{any_of(BOUNDS)}(?:{GAP}the{GAP}age{GAP}of)?(?:{GAP}{APPROXIMATELY})?|{APPROXIMATELY})|just|only"
)
#: What may stand after a number and bound or multiply it. Not the "and over" of "89 and over 300".
AFTER = (
    rf"{GAP}or{GAP}{any_of(SO)}\b(?!{GAP}than\b)"
    rf"|{GAP}(?:or|and){GAP}{any_of(AGE)}\b(?!{GAP}(?:[0-9$€£¥]|{any_of(('a', 'the', 'than', *SMALL))}\b))"
    rf"|\+(?!\w)|[-\s]?fold\b|{GAP}times\b(?!{GAP}{any_of(('a', 'an', 'per', 'each', 'every'))}\b)"
)
# "a", "an" only before what may follow: "a few", "a dozen", "a maximum of", "an estimated".
_ARTICLE = r"an?(?:-\s{0,30}+|\s{1,30}+)[bdefhmt]"
_NUMBERS = (*COUNTS, *POWERS, *MULTIPLES, *PLURALS, "few", "several", "many", "half")
_QUALIFIERS = (*BOUNDS, "just", "only", "well", "between", "from")
_APPROXIMATE = ("some", *ABOUT)


def _opening(words: Iterable[str]) -> str:
    return rf"(?:{any_of({word[:2] for word in words if word[:2] not in ('a ', 'an')})}|{_ARTICLE})"


#: How the words of a numeral start, its qualifiers included: enough to pass by most others.
OPENING = _opening((*_NUMBERS, *_QUALIFIERS, *_APPROXIMATE))
#: How the words of a second number start.
SECOND = _opening((*_NUMBERS, *_APPROXIMATE))
