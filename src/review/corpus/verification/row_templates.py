"""Rows ready to paste for a numeral that nothing accounts for yet: the exclusion, or else the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.rules.value_rules import BY_EYE
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Entry, numerals_of

# Stands where a coder has to decide; no vocabulary holds it, so that `check` refuses what was not filled in.
TO_FILL = "FILL-IN"
_AROUND = 3  # words before and after the numeral that a proposed quote takes in


def unaccounted_rows(corpus: Corpus, text: SourceText, entry: Entry, nth: int) -> Iterator[tuple[str, str]]:
    """Yield the tables that could account for the numeral of *entry*, each with its row."""
    yield "exclusions", exclusion_line(corpus, text, entry, nth)
    yield "figures", figure_line(corpus, text, entry)


def exclusion_line(corpus: Corpus, text: SourceText, entry: Entry, nth: int = 1) -> str:
    """Return the row that excludes the numeral of *entry*, its reason to be filled in.

    *nth* counts the unaccounted numerals of the text, so that each row has an id of its own.
    """
    reason, known = reason_of(entry.printed), corpus.descriptor.table("exclusions").column("reason").choices
    cells = {
        "exclusion_id": f"{text.source_id}-x{_last(corpus, text.source_id) + nth:03}",
        "printed": entry.printed,
        "occurrence": str(entry.occurrence),
        "reason": reason if entry.unread and reason in known else TO_FILL,
    }
    return _line(corpus, "exclusions", _place(text, entry) | cells)


def reason_of(printed: str) -> str:
    """Return why what *printed* shows is no figure, as far as it shows it: a date in digits, or the name of a thing."""
    if re.fullmatch(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{2,4}", printed):
        return "date"
    return "name" if re.search(r"[A-Za-z][ -]?[0-9]|/|^[+(]|[0-9]-[0-9]", printed) else TO_FILL


def figure_line(corpus: Corpus, text: SourceText, entry: Entry) -> str:
    """Return the row that codes the numeral of *entry*, as far as the text says it by itself."""
    start, end = _around(text, entry)
    quote = _quote(text, entry, start, end)
    cells = {"figure_id": f"{text.source_id}-{TO_FILL}", "quote": quote, "printed": entry.printed}
    for numeral in numerals_of(text):
        if numeral.number_start == entry.start and entry.unread:
            cells["note"] = BY_EYE + TO_FILL
        elif numeral.number_start == entry.start:
            read = numeral.interval
            ends = {"low": read.low, "high": read.high}
            cells |= {name: format(bound, "f") for name, bound in ends.items() if bound is not None}
            cells |= {"qualifier": read.qualifier, "printed": " ".join(numeral.text.split())}
    to_fill = dict.fromkeys(("unit", "measure_id", "population_id", "origin_id", "coding_pass"), TO_FILL)
    return _line(corpus, "figures", _place(text, entry) | cells | to_fill)


def _place(text: SourceText, entry: Entry) -> dict[str, str]:
    paragraph = "" if entry.paragraph is None else str(entry.paragraph)
    return {"source_id": text.source_id, "section_id": entry.section_id, "paragraph": paragraph}


def _around(text: SourceText, entry: Entry) -> tuple[int, int]:
    """Return where the paragraph of *entry* begins and ends; of a heading, its line."""
    if at := text.paragraph_at(entry.start):
        return at.start, at.end
    end = text.folded.find("\n", entry.end)
    return text.folded.rfind("\n", 0, entry.start) + 1, end if end >= 0 else len(text.folded)


def _quote(text: SourceText, entry: Entry, start: int, end: int) -> str:
    before = text.folded[start : entry.start].split()
    after = re.match(r"\S*", text.folded[entry.end : end])
    rest = text.folded[entry.end + (after.end() if after else 0) : end].split()
    middle = text.folded[entry.start : entry.end] + (after[0].rstrip(".,;:") if after else "")
    glued = entry.start > start and not text.folded[entry.start - 1].isspace()
    lead, last = (before[:-1], before[-1]) if glued and before else (before, "")
    return " ".join([*lead[-_AROUND:], last + " ".join(middle.split()), *rest[:_AROUND]])


def _last(corpus: Corpus, source_id: str) -> int:
    numbers = (re.fullmatch(rf"{re.escape(source_id)}-x([0-9]+)", name) for name in corpus.exclusions)
    return max((int(match[1]) for match in numbers if match), default=0)


def _line(corpus: Corpus, name: str, cells: dict[str, str]) -> str:
    return canonical_bytes(corpus.descriptor.table(name), [cells]).decode("utf-8").split("\n")[1]
