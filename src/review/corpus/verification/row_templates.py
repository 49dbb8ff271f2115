"""Rows ready to paste for a numeral that nothing accounts for yet: the exclusion, or else the figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from review.corpus.corpus import Corpus
from review.corpus.rules.value_rules import BY_EYE
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.text.numerals.values import Interval
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Entry
from review.corpus.verification.quoting import numeral_of, shortest_quote

# Stands where a coder has to decide; no vocabulary holds it, so that `check` refuses what was not filled in.
TO_FILL = "FILL-IN"


def unaccounted_rows(corpus: Corpus, text: SourceText, entry: Entry, nth: int) -> Iterator[tuple[str, str]]:
    """Yield the tables that could account for the numeral of *entry*, each with its row."""
    reason, known = reason_of(entry.printed), corpus.descriptor.table("exclusions").column("reason").choices
    filled = {"reason": reason if entry.unread and reason in known else TO_FILL}
    yield "exclusions", _line(corpus, "exclusions", exclusion_cells(corpus, text, entry, nth) | filled)
    to_fill = dict.fromkeys(("unit", "measure_id", "population_id", "origin_id", "coding_pass"), TO_FILL)
    named = {"figure_id": f"{text.source_id}-{TO_FILL}"}
    yield "figures", _line(corpus, "figures", figure_cells(text, entry) | named | to_fill)


def exclusion_cells(corpus: Corpus, text: SourceText, entry: Entry, nth: int = 1) -> dict[str, str]:
    """Return the cells of the row that excludes the numeral of *entry*, without its reason.

    *nth* counts the unaccounted numerals of the text, so that each row has an id of its own.
    """
    return _place(text, entry) | {
        "exclusion_id": exclusion_name(text.source_id, corpus.exclusions, nth),
        "printed": entry.printed,
        "occurrence": str(entry.occurrence),
    }


def reason_of(printed: str) -> str:
    """Return why what *printed* shows is no figure, as far as it shows it: a date in digits, or the name of a thing."""
    if re.fullmatch(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{2,4}", printed):
        return "date"
    return "name" if re.search(r"[A-Za-z][ -]?[0-9]|/|^[+(]|[0-9]-[0-9]", printed) else TO_FILL


def figure_cells(text: SourceText, entry: Entry) -> dict[str, str]:
    """Return the cells of the row that codes the numeral of *entry*, as far as the text says them by itself."""
    cells = _place(text, entry) | {"quote": shortest_quote(text, entry), "printed": entry.printed}
    if entry.unread:
        return cells | {"note": BY_EYE + TO_FILL}
    numeral = numeral_of(text, entry)
    return (
        cells
        | value_cells(numeral.interval)
        | {"qualifier": str(numeral.interval.qualifier), "printed": " ".join(numeral.text.split())}
    )


def value_cells(interval: Interval) -> dict[str, str]:
    """Return the cells of the bounds that *interval* has."""
    ends = {"low": interval.low, "high": interval.high}
    return {name: format(bound, "f") for name, bound in ends.items() if bound is not None}


def _place(text: SourceText, entry: Entry) -> dict[str, str]:
    paragraph = "" if entry.paragraph is None else str(entry.paragraph)
    return {"source_id": text.source_id, "section_id": entry.section_id, "paragraph": paragraph}


def exclusion_name(source_id: str, known: Iterable[str], nth: int = 1) -> str:
    """Return the *nth* id after those of the exclusions of a source that are *known*."""
    numbers = (re.fullmatch(rf"{re.escape(source_id)}-x([0-9]+)", name) for name in known)
    return f"{source_id}-x{max((int(match[1]) for match in numbers if match), default=0) + nth:03}"


def _line(corpus: Corpus, name: str, cells: dict[str, str]) -> str:
    return canonical_bytes(corpus.descriptor.table(name), [cells]).decode("utf-8").split("\n")[1]
