"""The rules of a figure's value: its bounds, its numeral, and who read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.text.lexicon import weight
from review.corpus.text.mapped_text import Span, normal_form
from review.corpus.text.numerals.forms import in_digits
from review.corpus.text.numerals.languages import numerals_in, read_printed
from review.corpus.text.numerals.reader import NumeralError
from review.corpus.text.numerals.values import Interval
from review.corpus.text.phrases import search_phrase
from review.corpus.vocabulary import Qualifier, UnitKind

# "half a per cent" is no half.
_PER_CENT = re.compile(r"\s*(?:of\s+)?(?:an?\s+|one\s+|1\s+)?(?:%|per\s*(?:cent|\Z))", re.IGNORECASE)
_POINT = re.compile(r"(?<![0-9])0*\.[0-9]")
#: How the note of a figure begins whose numeral the reader does not read; behind it stands why it says what was coded.
BY_EYE = "read by eye: "


def bounds(values: Values, tables: Tables) -> Iterator[Fault]:
    """The bounds are in order and are those that the qualifier allows."""
    low, high, qualifier = values["low"], values["high"], Qualifier(values["qualifier"])
    if low is not None and high is not None and low > high:
        yield "low", f"low is above high (got {low} and {high})", "Swap them, or mend the wrong one."
        return
    if qualifier is Qualifier.MULTIPLE and (low is not None or high is not None):
        return  # "more than 10 times" is open above, "tenfold" is not
    ends = qualifier.ends
    for column, value, open_end in (("low", low, ends.open_below), ("high", high, ends.open_above)):
        if (value is None) != open_end:
            expected = "no bound" if open_end else "a number"
            got = "none" if value is None else value
            message = f"{column} does not fit the qualifier {str(qualifier)!r} (got {got}, expected {expected})"
            yield column, message, "Mend the bound or the qualifier."


def value(values: Values, tables: Tables) -> Iterator[Fault]:
    """The value and qualifier are what the printed numeral says, and it stands in the quote."""
    printed, quote = values["printed"], normal_form(values["quote"]).text
    stands = search_phrase(printed, quote) or touched(printed, quote)
    if not stands:
        there = [numeral.text for numeral in numerals_in(quote)]
        nearest = max(there, key=lambda text: SequenceMatcher(None, text, printed).ratio(), default="no number")
        message = f"{printed!r} does not stand in the quote of {values['figure_id']} ({quote!r}, nearest {nearest!r})"
        yield "printed", message, "Copy it from the quote, or mend the quote."
        return
    start, end = stands
    within = [n for n in numerals_in(quote) if n.number_start < end and start < n.number_end]
    for numeral in within:
        if numeral.number_start < start or end < numeral.number_end:
            message = f"{printed!r} is a part of a numeral (got {printed!r}, expected {numeral.text!r})"
            yield "printed", message, "Copy the numeral whole."
            return
    if is_read_by_eye(values["note"]):
        return
    try:
        read = read_printed(printed)
    except NumeralError as error:
        by_eye = f" If you read it yourself, begin the note with {BY_EYE!r} and say why." if within else ""
        yield "printed", f"{printed!r} is no numeral ({error})", f"Keep only the number and its qualifier.{by_eye}"
        return
    hint = f"Copy the quote again, or mend the value of {values['figure_id']}."
    unit = tables["units"].get(values["unit"])
    if unit and (share := in_unit(read, printed, quote, unit.values["kind"])) != read:
        read, hint = share, f"{values['unit']} is in per cent, to a tenth of one. {hint}"
    for column, bound in (("low", read.low), ("high", read.high)):
        if values[column] != bound:
            got = "no bound" if values[column] is None else values[column]
            meant = "no bound" if bound is None else bound
            yield column, f"{got} is not what the quote says ({printed!r}, expected {meant})", hint
    if values["qualifier"] != read.qualifier:
        message = f"{values['qualifier']!r} is not what the quote says ({printed!r}, expected {str(read.qualifier)!r})"
        yield "qualifier", message, hint
    if unit:
        yield from _rate(values, unit.values, read.per)


def in_unit(read: Interval, printed: str, quote: str, kind: str) -> Interval:
    """Return what a numeral says in a unit of a *kind*: of a share, "two-thirds" and "one in five" are 66.7 and 20.

    Per cent are to a tenth. A numeral in digits with a point, or of which the *quote* says that it is per cent, stays.
    """
    bounds = [bound for bound in (read.low, read.high) if bound is not None]
    is_fraction = bool(bounds) and all(0 < bound < 1 for bound in bounds) and not _POINT.search(printed)
    if kind != UnitKind.SHARE or not is_fraction or read.qualifier is Qualifier.MULTIPLE:
        return read
    behind = quote.partition(printed)[2]
    if _PER_CENT.search(printed) or _PER_CENT.match(behind):
        return read
    low, high = (
        None if bound is None else Decimal(in_digits((bound * 100).quantize(Decimal("0.1"))))
        for bound in (read.low, read.high)
    )
    return read._replace(low=low, high=high)


def touched(printed: str, quote: str) -> Span | None:
    """Return where a numeral stands in a quote that a letter of a unit touches: "46.3" in "46.3C"."""
    spans = ((one.start, one.end) for one in numerals_in(quote) if " ".join(one.text.split()) == printed)
    return next(spans, None)


def _rate(values: Values, unit: Values, per: Decimal | None) -> Iterator[Fault]:
    """A rate is in a unit that says per how many; where the numeral does not say it, the quote or its phrases do."""
    printed, below = values["printed"], unit.get("per")
    if per is not None and (per != below if below else not weight(unit["words"], printed)):
        message = f"{values['unit']!r} is no unit of a rate ({printed!r}, expected words of it such as 'per {per:,}')"
        if below:
            message = f"{values['unit']!r} is per {below:,} ({printed!r}, expected per {per:,})"
        yield "unit", message, "Take a unit per so many, or add one to the table of units."
    elif per is None and below and not weight(unit["words"], f"{values['quote']} / {values['measure_basis']}"):
        message = f"nothing says that {printed!r} is per {below:,} (expected one of {unit['words']!r})"
        yield "unit", message, "Quote the words, or name their phrase in measure_basis."


def is_read_by_eye(note: str) -> bool:
    """Say whether a figure's note says that its numeral was read by eye, and why."""
    return note.startswith(BY_EYE) and len(note) > len(BY_EYE)
