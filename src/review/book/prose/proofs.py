"""What a section prints, and what of it proves a year, an ordinal or a small number that somebody typed (law 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from review.book.prose.nouns import is_of, is_plural, phrase_after
from review.corpus.text.numerals.reader import plain_numerals
from review.present.words.units import NUMBERS, ORDINALS
from review.present.words.wording import MONTHS

# The numbers and places in an order that may be typed, by the words for them.
_SMALL = {word: value for value, word in enumerate(NUMBERS, start=1)} | {str(n): n for n in range(1, 13)}
_PLACES = {word: value for value, word in enumerate(ORDINALS, start=1)}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:(?:\s*[-–]\s*|\s+(?:to|and)\s+)((?:19|20)[0-9]{2}))?")
# A number of four digits is a year where such a word stands before it. Elsewhere it may count.
_LEAD = re.compile(
    rf"(?:(?:^|[\s(\[])(?P<month>{'|'.join(MONTHS)})"
    r"|(?:^|[\s(\[])(?:in|of|since|by|until|till|from|to|before|after|during|for|early|late|mid|the|and|or|between"
    r"|through|throughout|spring|summer|autumn|winter|years?))[\s\u00a0]+$|[(\[]$",
    re.IGNORECASE,
)
#: What makes a number of any form a quantity, if it follows.
IN_ALL = ("in all", "in total", "altogether")


#: The bounds of a number and its qualifier.
Value = tuple[Decimal | None, Decimal | None, str]


@dataclass(frozen=True)
class Count:
    """A number of things: its value, the nouns that name them, and all words that its row says of them."""

    value: Value
    nouns: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Ordinal:
    """A place in an order: the fifth of what the nouns name."""

    value: int
    nouns: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Proofs:
    """What is printed in a section: dates as precise as they are, numbers of things, places in an order."""

    dates: frozenset[str] = frozenset()
    counts: frozenset[Count] = frozenset()
    places: frozenset[Ordinal] = frozenset()

    def __or__(self, other: Proofs) -> Proofs:
        return Proofs(self.dates | other.dates, self.counts | other.counts, self.places | other.places)


NONE = Proofs()


def canonical(proofs: Proofs) -> str:
    """Return *proofs* as a text, the same for the same."""
    several: list[Count | Ordinal] = [*proofs.counts, *proofs.places]
    named = sorted(repr([each.value, sorted(each.nouns), sorted(each.words)]) for each in several)
    return repr([sorted(proofs.dates), named])


def union(proofs: Iterable[Proofs]) -> Proofs:
    """Return all that is printed in any of *proofs*."""
    return reduce(or_, proofs, NONE)


def proves(proofs: Proofs, text: str, start: int, end: int, counted: re.Pattern[str]) -> bool:
    """Say whether *proofs* have, in value and kind, the year, ordinal or number at a place in *text*.

    *counted* matches the nouns of what sources count: before one of them, a year would be a number.
    """
    typed = text[start:end].lower()
    if years := _YEARS.fullmatch(typed):
        return _year_is_proven(proofs.dates, years, text, start, end, counted)
    if typed in _PLACES:
        phrase = phrase_after(text, end)
        return any(p.value == _PLACES[typed] and is_of(phrase, p.nouns, p.words, False) for p in proofs.places)
    if typed in _SMALL:
        value = next(
            (n.interval[:3] for n in plain_numerals(text) if (n.number_start, n.number_end) == (start, end)), None
        )
        phrase = phrase_after(text, end)
        alike = (count for count in proofs.counts if count.value == value)
        return any(is_of(phrase, count.nouns, count.words, _SMALL[typed] > 1) for count in alike)
    return False


def _year_is_proven(
    dates: frozenset[str], years: re.Match[str], text: str, start: int, end: int, counted: re.Pattern[str]
) -> bool:
    lead = _LEAD.search(text[:start])
    if not lead or re.match(r"[\w%]|[\s\u00a0]*%|[.,/-][0-9]", text[end:]) or counted.match(text, end):
        return False
    wanted = [year for year in years.groups() if year]
    if lead["month"]:
        month = [name.lower() for name in MONTHS].index(lead["month"].lower()) + 1
        wanted[0] = f"{wanted[0]}-{month:02}"
    return all(any(date[: len(one)] == one for date in dates) for one in wanted)


def what_would_prove(text: str, start: int, end: int) -> str:
    """Return what would prove the typed number at a place in *text*; empty where nothing could.

    >>> what_would_prove("The three gangs", 4, 9)
    'It may be typed where the same section prints 3 of the things named (gangs).'
    """
    typed, phrase = text[start:end].lower(), phrase_after(text, end)
    if years := _YEARS.fullmatch(typed):
        printed = " and ".join(year for year in years.groups() if year)
        return f"A year may be typed where the same section prints a date or cites a work of {printed}."
    if typed in _PLACES:
        named = phrase[0] if phrase else "what is named"
        return f"An ordinal may be typed where a figure of the same section is an ordinal and has that place ({named})."
    if typed not in _SMALL:
        return ""
    named = next((word for word in phrase if is_plural(word)), "")
    if not named and _SMALL[typed] > 1:
        return "Typed, it has to be followed by the thing that it counts, printed with this number in the same section."
    return f"It may be typed where the same section prints {_SMALL[typed]} of the things named ({named or 'one'})."


def years_in(text: str) -> frozenset[str]:
    """Return the years that a printed date or citation names."""
    return frozenset(_YEAR.findall(text))
