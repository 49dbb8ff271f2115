"""Lengths of time and ages as a writer puts them, and the words for small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The words for the whole numbers from one on, and for places in an order: as far as either is written in letters.
NUMBERS: tuple[str, ...] = ("one", "two", "three", "four", "five", "six")
NUMBERS += ("seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
AGE = "year-of-age"
#: Units in which time is counted: in full ones, of which there are "fewer than three".
TIMES = frozenset({"hour", "day", "week", "month", "year"})
_AGES: Mapping[str, str] = MappingProxyType(
    {
        "exact": "{} years old",
        "about": "about {} years old",
        "at least": "at least {} years old",
        "at most": "{} or younger",
        "more than": "over {}",
        "fewer than": "under {}",
        "multiple": "{} years old",
    }
)


def in_letters(text: str) -> str:
    """Return each whole number up to twelve of a printed amount in letters, other text as it is.

    >>> in_letters("5"), in_letters("3 to 15"), in_letters("2.5")
    ('five', 'three to 15', '2.5')
    """
    return " ".join(
        NUMBERS[int(word) - 1] if word.isdecimal() and 0 < int(word) < 13 else word for word in text.split()
    )


def age_text(qualifier: str, amount: str) -> str:
    """Return an age as a writer puts it; *amount* is its number, or both ends of a range with "to" between.

    >>> age_text("fewer than", "14"), age_text("range", "22 to 37")
    ('under 14', 'between the ages of 22 and 37')
    """
    if qualifier == "range":
        return f"between the ages of {amount.replace(' to ', ' and ')}"
    return _AGES[qualifier].format(amount)
