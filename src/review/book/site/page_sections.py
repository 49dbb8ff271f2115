"""The sections of a built page: what stands between two headings, and what the numbers and citations in it prove."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from bs4 import Tag

from review.book.prose.counts import COUNTABLE
from review.book.prose.proofs import Proofs, union, years_in
from review.book.prose.proving import Prover, counted_rows
from review.book.site.html_tree import Page, attribute, classes
from review.book.site.row_ids import named_rows
from review.corpus.text.numerals.reader import NumeralError, read_numeral

_FACT = "context.html#"
_COUNTED = re.compile(r"data\.html#table-(\w+)")
_CITED = "references.html#cite-"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class PrintedSections:
    """What the sections of one page print: numbers that lead to a row, rows of tables and charts, dates, citations."""

    def __init__(self, page: Page, prover: Prover) -> None:
        """Read *page* when it is first asked."""
        self._page = page
        self._prover = prover

    def proofs_of(self, element: Tag) -> Proofs:
        """Return what the section around *element* proves; in a heading, or in no section, what is so anywhere."""
        around = (element, *element.parents)
        section = next((one for one in around if one.name == "section"), None)
        if section is None or any(one.name in HEADINGS for one in around):
            return self._prover.everywhere
        return self._prover.everywhere | union(self._printed.get(id(section), []))

    @cached_property
    def _printed(self) -> dict[int, list[Proofs]]:
        found: dict[int, list[Proofs]] = defaultdict(list)
        for element in self._page.elements:
            if proofs := list(self._proofs(element)):
                found[id(element.find_parent("section"))] += proofs
        return found

    def _proofs(self, element: Tag) -> Iterator[Proofs]:
        address, known = attribute(element, "href"), classes(element)
        if "date-value" in known or address.startswith(_CITED):
            yield Proofs(years_in(element.text))
        elif counted := _COUNTED.fullmatch(address) if "count-value" in known else None:
            yield from _counted(counted[1], element.text)
        elif "fact-value" in known and address.startswith(_FACT):
            yield self._prover.row("facts", address.removeprefix(_FACT))
        else:
            yield from (self._prover.row(table, key) for table, key in named_rows(element))


def _counted(table: str, text: str) -> Iterator[Proofs]:
    try:
        value = read_numeral(text)
    except NumeralError:
        return
    if table in COUNTABLE:
        yield counted_rows(table, value)
