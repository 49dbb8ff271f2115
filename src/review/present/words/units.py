"""Units of time and age, and the words for small numbers."""

from __future__ import annotations

#: The words for the whole numbers from one on, and for places in an order: as far as either is written in letters.
NUMBERS: tuple[str, ...] = ("one", "two", "three", "four", "five", "six")
NUMBERS += ("seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
AGE = "year-of-age"
#: Units in which time is counted: in full ones, of which there are "fewer than three".
TIMES = frozenset({"hour", "day", "week", "month", "year"})


def in_letters(text: str) -> str:
    """Return each whole number up to twelve of a printed amount in letters, other text as it is.

    >>> in_letters("5"), in_letters("3 to 15"), in_letters("2.5")
    ('five', 'three to 15', '2.5')
    """
    return " ".join(
        NUMBERS[int(word) - 1] if word.isdecimal() and 0 < int(word) < 13 else word for word in text.split()
    )
