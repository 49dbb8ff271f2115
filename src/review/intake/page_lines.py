"""The lines of a printed page, from its words by their places: in columns where it has them, in paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDS = (".", "?", "!", ":", "。", "？", "！", ".”", '."', ".)")
# Between columns of prose is a gap, as wide at least as this share of the letters' height, over which so great a share
# of the lines may run; on each side of it so many lines have so many words on average, or it may be a table.
_WIDTH, _OVER, _LEAST_LINES, _WORDS_A_LINE = 0.5, 0.3, 5, 3.0
Span = tuple[float, float]
# What is a space between words, and what is one between cells, as shares of the letters' height.
_SPACE, _CELL = 0.1, 1.0
# Lines that stand farther apart than so many times the letters' height are not of one paragraph.
_PITCH = 2.4


@dataclass(frozen=True, eq=False)
class PrintedLine:
    """A line as printed, or a table: its text and its box, in points from the page's left and top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    words: tuple[Mapping[str, Any], ...] = ()
    is_table: bool = False


def lines_of(words: Iterable[Mapping[str, Any]]) -> list[PrintedLine]:
    """Return the lines that *words* make, from the top: words as pdfplumber gives them, each with its size."""
    rows: list[list[Mapping[str, Any]]] = []
    # The great letters first, so that what is raised or set small joins the line that it stands in.
    for word in sorted(words, key=lambda word: (-word["size"], word["top"], word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        row = next((row for row in rows if row[0]["top"] < middle < row[0]["bottom"]), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return sorted(map(_line, rows), key=lambda line: (line.top, line.left))


def _line(words: list[Mapping[str, Any]]) -> PrintedLine:
    words = sorted(words, key=lambda word: word["x0"])
    size = max(word["size"] for word in words)
    tallest = next(word for word in words if word["size"] == size)
    text = ""
    for before, word in pairwise([None, *words]):
        assert word
        is_raised = word["size"] < 0.85 * size and word["bottom"] < tallest["bottom"] - 0.15 * size
        shown = word["text"].translate(_RAISED) if is_raised and word["text"].isdigit() else word["text"]
        gap = (word["x0"] - before["x1"]) / size if before else 0.0
        # Numbers in two cells of a table without rules would else be one with a space in it.
        text += ("\t" if gap > _CELL else " " if gap > _SPACE else "") + shown
    box = (min(word["x0"] for word in words), max(word["x1"] for word in words))
    return PrintedLine(text, *box, tallest["top"], tallest["bottom"], size, tuple(words))


def gutter(lines: Sequence[PrintedLine]) -> Span | None:
    """Return from where to where the gap between two columns of prose reaches; None where there are none."""
    prose = [line for line in lines if line.words]
    if not prose:
        return None
    left, right = min(line.left for line in prose), max(line.right for line in prose)
    places = range(round(left + 0.3 * (right - left)), round(left + 0.7 * (right - left)))
    over = (sum(word["x0"] < x < word["x1"] for line in prose for word in line.words) for x in places)
    free = [[x for x, _ in run] for few, run in groupby(zip(places, over, strict=True), _few(len(prose))) if few]
    widest = max(free, key=len, default=[])
    if len(widest) < _WIDTH * prose[0].size:
        return None
    # The lines of the right column begin one below the other, those of the left end where they will.
    gap = (widest[-1] + 1 - _WIDTH * prose[0].size, float(widest[-1]))
    parted = [line for line in prose if not crosses(line, gap)]
    sides = ([w for line in parted for w in line.words if (w["x0"] > gap[0]) == beyond] for beyond in (False, True))
    return gap if all(_is_prose(list(side)) for side in sides) else None


def _few(lines: int) -> Callable[[tuple[int, int]], bool]:
    return lambda counted: counted[1] <= _OVER * lines


def _is_prose(words: list[Mapping[str, Any]]) -> bool:
    lines = len({round(word["bottom"]) for word in words})
    return lines >= _LEAST_LINES and len(words) >= _WORDS_A_LINE * lines


def crosses(line: PrintedLine, gap: Span) -> bool:
    """Say whether a line runs over the gap between columns."""
    if line.is_table:
        return line.left < gap[0] and gap[1] < line.right
    return any(word["x0"] < gap[1] and gap[0] < word["x1"] for word in line.words)


def in_columns(lines: Sequence[PrintedLine], gap: Span) -> Iterator[list[PrintedLine]]:
    """Yield the lines of each column in the order in which they are read: what runs over both parts the page."""
    over: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: line.top):
        if crosses(line, gap):
            if left or right:
                yield from (over, left, right)
                over, left, right = [], [], []
            over.append(line)
        elif line.is_table:
            (left if line.left < gap[0] else right).append(line)
        else:
            for column, beyond in ((left, False), (right, True)):
                words = [word for word in line.words if (word["x0"] > gap[0]) == beyond]
                column += [_line(words)] if words else []
    yield from (over, left, right)


def has_wide_gaps(lines: Sequence[PrintedLine]) -> bool:
    """Say whether three lines in a row have gaps as between cells: perhaps a table without rules."""
    wide = ["\t" in line.text for line in lines]
    return any(all(wide[at : at + 3]) for at in range(len(wide) - 2))


def printed_blocks(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """Yield the paragraphs and tables of a column, the lines of each as they are printed."""
    if not lines:
        return
    prose = [line for line in lines if not line.is_table]
    usual = median([b.top - a.top for a, b in pairwise(prose) if b.top > a.top] or [0.0])
    pitch = min(usual, _PITCH * max(line.size for line in prose)) if prose else 0.0
    edges = (min((line.left for line in prose), default=0.0), max((line.right for line in prose), default=0.0))
    block = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, pitch, edges):
            yield "\n".join(each.text for each in block)
            block = []
        block.append(line)
    yield "\n".join(each.text for each in block)


def _begins(before: PrintedLine, line: PrintedLine, pitch: float, edges: tuple[float, float]) -> bool:
    """Say whether *line* begins a paragraph: by space above it, letters of another size, an indent, or a short line."""
    left, right = edges
    if line.is_table or before.is_table or line.top - before.top > 1.3 * pitch + 1:
        return True
    if abs(line.size - before.size) > 0.1 * before.size:
        return True
    ended = before.text.endswith(_ENDS)
    is_indented = line.left > left + 0.8 * line.size and before.left <= left + 0.5 * line.size
    is_short = before.right < right - 0.15 * (right - left)
    return (is_indented and (ended or is_short)) or (is_short and ended)
