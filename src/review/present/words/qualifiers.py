"""What a qualifier sounds like: before a number, and of an age."""

from __future__ import annotations

from typing import assert_never

from review.corpus.vocabulary import Qualifier


def qualified(qualifier: Qualifier, amount: str) -> str:
    """Return a printed amount with the words of its qualifier.

    >>> qualified(Qualifier.AT_MOST, "US$6,000")
    'up to US$6,000'
    """
    match qualifier:
        case Qualifier.EXACT | Qualifier.RANGE | Qualifier.MULTIPLE:
            return amount
        case Qualifier.ABOUT | Qualifier.AT_LEAST | Qualifier.MORE_THAN | Qualifier.FEWER_THAN:
            return f"{qualifier} {amount}"
        case Qualifier.AT_MOST:
            return f"up to {amount}"
        case _:
            assert_never(qualifier)


def age_text(qualifier: Qualifier, amount: str) -> str:
    """Return an age as a writer puts it; *amount* is its number, or both ends of a range with "to" between.

    >>> age_text(Qualifier.FEWER_THAN, "14"), age_text(Qualifier.RANGE, "22 to 37")
    ('under 14', 'between the ages of 22 and 37')
    """
    match qualifier:
        case Qualifier.EXACT | Qualifier.MULTIPLE:
            return f"{amount} years old"
        case Qualifier.ABOUT | Qualifier.AT_LEAST:
            return f"{qualifier} {amount} years old"
        case Qualifier.AT_MOST:
            return f"{amount} or younger"
        case Qualifier.MORE_THAN:
            return f"over {amount}"
        case Qualifier.FEWER_THAN:
            return f"under {amount}"
        case Qualifier.RANGE:
            return f"between the ages of {amount.replace(' to ', ' and ')}"
        case _:
            assert_never(qualifier)
