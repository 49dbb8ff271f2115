"""What the rules that rewrite numerals have in common: their form, and signs for what no word says."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

#: Before a number below zero; where two numbers are no range, or a word bounds none; beside what is not to be read;
#: and in the place of digits that are no number but one thing: a date, a telephone number, a name.
MINUS, APART, DOUBT, THING = "\ue001", "\ue002", "\ue003", "\ue004"

Replacement = Callable[[re.Match[str]], str | None]
#: Signs of money, which stand before a number or behind it; and a year.
CURRENCY, YEAR = r"(?:(?:us|hk|nt|au|ca|a|c)?[$€£¥₹])", r"(?:1[5-9]|20)[0-9]{2}"


class RewritingRule(NamedTuple):
    """A pattern, what its matches become, and signs of which a text has one where the rule has work (empty: always)."""

    pattern: str
    replacement: Replacement
    signs: str = ""


def always(new: str) -> Replacement:
    """Return what makes *new* of every match."""
    return lambda match: new


def in_digits(number: Decimal) -> str:
    """Return *number* in digits, without an exponent and idle zeros.

    >>> in_digits(Decimal("1.20E+6"))
    '1200000'
    """
    return f"{number.normalize():f}"


def share_in_digits(number: Decimal | int, divisor: Decimal | int, scale: int = 1) -> str:
    """Return a share in digits, to three places of its scale where it does not come out even.

    >>> share_in_digits(2, 3), share_in_digits(3, 4, 10**6)
    ('0.667', '750000')
    """
    return in_digits(
        (Decimal(number) * scale / Decimal(divisor)).quantize(Decimal("0.001") if scale == 1 else Decimal(1))
    )
