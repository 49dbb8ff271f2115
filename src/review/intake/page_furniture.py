"""What stands on page after page beside the text: running heads and feet, and the numbers of the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from review.intake.page_lines import PrintedLine

# What stands at the head or foot of so great a share of the pages, at the same height within so many points.
_SHARE, _HEIGHT, _EDGE_LINES = 0.4, 4.0, 2
_NUMBER = re.compile(
    r"\W*(?:(?:page|p|seite)\b|第)?\W*([0-9]{1,4})\W*(?:(?:of|von|/)\s*[0-9]+)?\W*页?\W*", re.IGNORECASE
)


def edge_lines(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the first lines of a page, and the last."""
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def shape(line: PrintedLine) -> str:
    """Return what a running head or foot has in common from page to page: its words, each number as one sign."""
    return re.sub(r"[0-9]+", "#", " ".join(line.text.split()))


def printed_numbers(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """Return the numbers that are printed on *pages* one after the other; nothing where none are."""
    beyond = Counter(
        number - place
        for place, lines in enumerate(pages)
        for number in {n for one in edge_lines(lines) for n in _numbers(one)}
    )
    first, often = max(beyond.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
    return [str(place + first) for place in range(len(pages))] if often >= _least(len(pages)) and first >= 0 else []


def furniture(pages: Sequence[tuple[str, Sequence[PrintedLine]]]) -> list[set[PrintedLine]]:
    """Return of each page, given with its number, which of its lines do not belong to the text.

    They stand at its head or foot, at the same height on most pages, with the same words or the number of the page.
    """
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for _, lines in pages:
        for line in edge_lines(lines):
            seen[shape(line)].append(line.top)
    level = {each: sum(abs(top - median(tops)) <= _HEIGHT for top in tops) for each, tops in seen.items()}
    repeated = {each for each, count in level.items() if count >= _least(len(pages))}
    numbered = sum(any(_has_number(line, number) for line in edge_lines(lines)) for number, lines in pages)

    def is_furniture(line: PrintedLine, number: str) -> bool:
        return shape(line) in repeated or (numbered >= _least(len(pages)) and _has_number(line, number))

    return [{line for line in edge_lines(lines) if is_furniture(line, number)} for number, lines in pages]


def _least(pages: int) -> float:
    return max(2, _SHARE * pages)


def _numbers(line: PrintedLine) -> Iterator[int]:
    """Yield the numbers that stand apart in a line: alone, or at the other side of the page than a running head."""
    for part in line.text.split("\t"):
        if found := _NUMBER.fullmatch(part):
            yield int(found[1])


def _has_number(line: PrintedLine, number: str) -> bool:
    return line.text == number or any(str(found) == number for found in _numbers(line))
