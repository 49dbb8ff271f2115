"""The gate on ranges: where a sentence goes from one number to another, both are ends of one kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.book.prose.markdown_text import GAP, Role, running_parts
from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.synthesis.comparing.dimensions import require_range

#: The roles that print a number of a row, and the table of the row.
TABLES = {"value": "figures", "derived": "derivations", "fact": "facts"}
HINT = "Say each in a clause of its own, with what it counts."
# Stands where such a role was; what stands for anything else that is not read is the gap.
_END = "\ue000"
# An end, with a few words before it ("about", "the more than") and some behind it, but no new clause.
_WORDS = r"(?:[\w-]+\s+){0,2}"
_AFTER = rf"[^{_END}.;:?!()]{{0,80}}?"
_RANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_END}\s*(?:(?:up\s+)?to\b|through\b|until\b|[-–])\s*{_WORDS}{_END}",
        rf"\bfrom\s+{_WORDS}{_END}{_AFTER}\s(?:to|until)\s+{_WORDS}{_END}",
        rf"\bbetween\s+{_WORDS}{_END}{_AFTER}\s?\band\s+{_WORDS}{_END}",
    )
)


def unlike_ranges(corpus: Corpus, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line, counted from one, and the message of each range in MyST *text* whose ends are unlike things.

    Dates are no ends, nor are the two forms of one number; a row that is not there is told of elsewhere.
    """
    for parts, line in running_parts(text):
        numbers = [part for part in parts if isinstance(part, Role) and part.name in TABLES]
        run = "".join(_read(part) for part in parts)
        # Both ends stand in the match and nothing between them, so that the place of the last names the range.
        lasts = {run.rindex(_END, *match.span()) for pattern in _RANGES for match in pattern.finditer(run)}
        for last in sorted(lasts):
            number = run.count(_END, 0, last)
            if message := _fault(corpus, numbers[number - 1], numbers[number]):
                yield line + run.count("\n", 0, last), message


def _read(part: str | Role) -> str:
    if isinstance(part, str):
        return part.replace(_END, GAP)
    return _END if part.name in TABLES else GAP


def _fault(corpus: Corpus, *ends: Role) -> str:
    rows = [(TABLES[end.name], end.argument.partition(";")[0]) for end in ends]
    if any(key not in corpus.tables[table] for table, key in rows):
        return ""
    try:
        require_range(corpus, rows)
    except IncomparableFigures as error:
        return f"a sentence goes from one number to another, and {error}"
    return ""
