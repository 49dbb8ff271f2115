"""What the vocabulary says of units where a number is printed, and the words for small numbers."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.vocabulary import UnitKind

#: The words for the whole numbers from one on, and for places in an order: as far as either is written in letters.
NUMBERS: tuple[str, ...] = ("one", "two", "three", "four", "five", "six")
NUMBERS += ("seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")


def in_letters(text: str) -> str:
    """Return each whole number up to twelve of a printed amount in letters, other text as it is.

    >>> in_letters("5"), in_letters("3 to 15"), in_letters("2.5")
    ('five', 'three to 15', '2.5')
    """
    return " ".join(
        NUMBERS[int(word) - 1] if word.isdecimal() and 0 < int(word) < 13 else word for word in text.split()
    )


def unit_kind(corpus: Corpus, unit: str) -> UnitKind | None:
    """Return what sort of unit it is; None for one of computed numbers that is no row, such as "person a month"."""
    return row.kind if (row := corpus.units.get(unit)) else None


def grouping_of(corpus: Corpus, unit: str) -> str:
    """Return how the digits of numbers of *unit* are grouped, for `number`."""
    return row.grouping if (row := corpus.units.get(unit)) else ""


def said_in_table(corpus: Corpus, figure: Figure) -> str:
    """Return the form in which a value stands beside whom it is about: persons are then not named once more."""
    return "qualified" if unit_kind(corpus, figure.unit) is UnitKind.PERSON else "unit"
