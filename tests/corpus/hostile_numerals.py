"""Texts that a reader of numerals could be slow on: its tokens repeated, joined, nearly right, and mixed."""

from __future__ import annotations

import random
from collections.abc import Iterator

PIECES = [
    "one", "twenty", "hundred", "million", "half", "a", "few", "dozens", "of", "and", "to", "or", "so", "fold",
    "times", "first", "20th", "between", "from", "over", "more", "than", "up", "about", "per", "cent", "the",
    "age", "child", "1", "23", "456", "2010", "7890", ",", ".", "-", "–", "%", "$", "US$", "+", "(", ")", "’",
    "é", " ", "\n", "-\n", ",\n",
]  # fmt: skip
#: What is repeated: units without spaces are the densest, since each of their numerals has few characters.
UNITS = [
    # digits and what stands at them
    "1", "1 ", "1,", "1.", "1-", "1%", "1%%", "1% ", "1 %-", "1%-", "1+", "1+ ", "1st", "1x", "x1 ", "a1", "1é", "1’",
    "1 fold", "1 per cent ", "1 per ", "1 times a ", "1 or ", "1 or more ", "1 and over the ", "1 million ", "1,00 ",
    "1,234,", "123,", "123,\n", "123,\n456,\n", "1,\n234 ", "1.5 ", "2012-12-", "2010.22 X", "1" * 50 + " ",
    "1" * 59 + "-", "1" * 3000 + " ", "1," * 1500 + " ", "may 5,\n352 ", "1 dozen dozen ", "٣1", "²1", "\xa01",
    # signs
    "$", "$1", "$$1", "1$", "£1-", "US$1", "€1–€2 ", "some $", "$" + " " * 30,
    # ranges, and what only looks like one
    "1-2 ", "2-1 ", "2–3,", "1 - 2 ", "2001 - 2006 ", "1 to ", "1 to $", "1–2–", "1 to 2 to ", "from 2 to 1 ",
    "from 1 to ", "2 to 3 million ", "between ", "between 1 ", "between between 1 and ", "between 2 and 1 ",
    "between one hundred and ", "between one hundred and one hundred and one thousand and ",
    # words
    "one", "one ", "one-", "one–", "ONE-", "one-\n", "one-to-one-", "one to one ", "half-", "half a ", "twenty-",
    "twenty ", "twenty-first ", "first ", "tenfold ", "dozen ", "one and a half ", "hundred-and-", "thousand ",
    "one hundred and ", "one million ", "nine hundred and ninety-nine million ", "tens of ", "hundreds ",
    "tens of thousands of hundreds of ", "a few ", "a few dozen to ", "several hundred ", "thirteenth ",
    # qualifiers
    "over ", "about ", "more than a few ", "no fewer ", "no more than 1 ", "up to 1 ", "one or so ", "one or ",
    "sometimes amounting to as much as ", "just over about 1 ", "between the ages of ",
    # signs, shares, rates, changes: what is rewritten first
    "≥1 ", "<1", "½", "1½ ", "¹", "10⁶ ", "1 000", "1'000 ", "1 000 000 ", "1,00,000 ", "1k ", "$1m", "1 bn ", "±1",
    "1±1 ", "-1 ", "minus ", ".1 ", "1.000 ", "1e5 ", "fy2012/13 ", "1990s ", "'90s ", "Q2 2021 ", "10.1234/", "A-1 ",
    "+86 10 ", "04/03/2021", "R2 ", "one in five ", "1 in 1 out of ", "1 per 1000 ", "two-thirds ", "a third ", "1万 ",
    "one and a third of a million ", "no s ", "no children ", "none ", "up from ", "rose from 1 to ", "rose up cut ",
    "1 years or ", "under-", "over 3 years ", "some forty ", "c. 1", "a couple of ", "[1; 2] ", "ci 1, 2 ",
    "a\u0301", "\u00ad", "\ufb03",
    # broken lines, spaces, nothing at all
    "thir-\nteen ", "a-\n", "zero-\nx ", "one" + " " * 29, "one" + " " * 31 + "and", "1" + " " * 30 + "-", "-", " ",
    "\n", "\u2009", "x", "é–", "t", "th ", "hundre", "They were rescued in that year. ",
]  # fmt: skip


def hostile_texts(size: int) -> Iterator[tuple[str, str]]:
    """Yield texts of *size* characters with their names, always the same ones."""
    for unit in UNITS:
        yield f"{unit[:24]!r}, {len(unit)} characters", (unit * (size // len(unit) + 1))[:size]
    draw = random.Random(1)
    for joint in ("", " ", "-"):
        yield f"pieces at random, joined by {joint!r}", joint.join(draw.choices(PIECES, k=size))[:size]
    for digits, joint in ((2, "-"), (2, " to "), (3, " "), (3, ","), (6, "–"), (7, "%"), (9, ". ")):
        numbers = (str(draw.randrange(10**digits)) for _ in range(size // digits))
        yield f"numbers below 10^{digits}, joined by {joint!r}", joint.join(numbers)[:size]


def prose(size: int) -> str:
    """Return *size* characters that read like a report: sentences with a number now and then."""
    draw = random.Random(2)
    words = ["the", "police", "said", "that", "of", "them", "were", "found", "in", "a", "town", "until", "nobody"]
    numbers = ["2,169", "more than 300", "between 3 and 5", "twenty-one", "in 2010", "40 per cent", "US$6,000"]
    sentences = [
        " ".join([*draw.choices(words, k=draw.randint(8, 25)), draw.choice(numbers)]).capitalize() + ".\n"
        for _ in range(2000)
    ]
    return "".join(draw.choices(sentences, k=size // 40))[:size]
