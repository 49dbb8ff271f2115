"""The rule of the interval that a source prints with a value, such as a confidence interval."""

from __future__ import annotations

from collections.abc import Iterator

from review.corpus.rules.phrase_cells import implied, parts, phrases, same_as
from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.rules.value_rules import is_read_by_eye
from review.corpus.text.numerals.languages import numerals_in

INTERVAL = ("interval_low", "interval_high", "interval_basis")
_LEVEL = "interval_level"
_WHOLE = 100


def interval(values: Values, tables: Tables) -> Iterator[Fault]:
    """The interval is what its phrases print, with its level, and holds the value."""
    low, high, basis = (values.get(name) for name in INTERVAL)
    level = values.get(_LEVEL)
    given = [name for name, cell in zip(INTERVAL, (low, high, basis), strict=True) if cell not in (None, "")]
    if not given and level is None:
        return
    if low is None or high is None or not basis:
        missing = next(name for name in INTERVAL if name not in given)
        yield missing, "an interval has both ends and the phrase that prints it", "Give all three, or none."
        return
    if not low < high:
        yield "interval_low", f"it is not below interval_high (got {low} and {high})", "Mend the wrong one."
        return
    for column in ("low", "high"):
        if (value := values[column]) is not None and not low <= value <= high:
            message = f"the interval does not hold the value (got {low} to {high}, expected one around {value})"
            yield "interval_low", message, f"Mend the interval, or the value of {values['figure_id']}."
            return
    if level is not None and not 0 < level < _WHOLE:
        yield _LEVEL, f"{level} is no level in per cent (expected more than 0, less than 100)", "Write 95 for 95 %."
    elif any(map(implied, parts(basis))):
        yield from _as_of_another(values, tables)
    elif not is_read_by_eye(values["note"]):
        yield from _as_printed(values)


def _as_of_another(values: Values, tables: Tables) -> Iterator[Fault]:
    """An interval that stands elsewhere in the source is the range, or the interval, of the figure that is named."""
    other = tables["figures"].get(same_as(values["interval_basis"]))
    if other is None or other.values["source_id"] != values["source_id"]:
        message = f"it names no other figure of the source (got {values['interval_basis']!r})"
        yield "interval_basis", message, "Write 'implied: same as', the id of the figure, a semicolon and the reason."
        return
    given = {name: other.values.get(name) for name in ("low", "high", *INTERVAL[:2], _LEVEL)}
    own = (values["interval_low"], values["interval_high"], values[_LEVEL])
    if own not in ((given["low"], given["high"], None), (*(given[name] for name in INTERVAL[:2]), given[_LEVEL])):
        message = f"{own[0]} to {own[1]} is neither the range nor the interval of {other.values['figure_id']}"
        yield "interval_low", message, "Mend it, or name another figure."


def _as_printed(values: Values) -> Iterator[Fault]:
    low, high, level = values["interval_low"], values["interval_high"], values[_LEVEL]
    written = phrases(values["interval_basis"])
    read = [numeral.interval for phrase in written for numeral in numerals_in(phrase)]
    if (low, high) not in [(one.low, one.high) for one in read]:
        got = ", ".join(f"{one.low} to {one.high}" for one in read if one.low != one.high) or "no interval"
        message = f"{low} to {high} is not what its phrase prints ({' | '.join(written)!r}, read as {got})"
        yield "interval_low", message, "Copy the phrase again, or mend the interval."
    if level is not None and not any(one.is_point and one.low == level for one in read):
        message = f"{level} is not in its phrases ({' | '.join(written)!r})"
        yield _LEVEL, message, "Add the phrase that prints the level, apart by ' | ', or leave the level empty."
