"""The lines of a printed page, from its words by their places: in columns where it has them, in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDS = (".", "?", "!", ":", "。", "？", "！", ".”", '."', ".)")
# A gutter between columns is as wide as the letters are high, parts so many lines, and so great a share of them.
_LEAST_LINES, _SHARE = 5, 0.6
# With fewer words a line on each side it is no column of prose, but perhaps of a table.
_WORDS_A_SIDE = 3.0


@dataclass(frozen=True)
class Line:
    """A line as printed, or a table: its text and its box, in points from the page's left and top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    words: tuple[Mapping[str, Any], ...] = ()
    is_table: bool = False


def lines_of(words: Iterable[Mapping[str, Any]]) -> list[Line]:
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


def _line(words: list[Mapping[str, Any]]) -> Line:
    words = sorted(words, key=lambda word: word["x0"])
    size = max(word["size"] for word in words)
    tallest = next(word for word in words if word["size"] == size)
    text = ""
    for before, word in pairwise([None, *words]):
        assert word
        is_raised = word["size"] < 0.85 * size and word["bottom"] < tallest["bottom"] - 0.15 * size
        shown = word["text"].translate(_RAISED) if is_raised and word["text"].isdigit() else word["text"]
        apart = before is not None and word["x0"] - before["x1"] > 0.1 * size
        text += f" {shown}" if apart else shown
    box = (min(word["x0"] for word in words), max(word["x1"] for word in words))
    return Line(text, *box, tallest["top"], tallest["bottom"], size, tuple(words))


def gutter(lines: Sequence[Line]) -> float | None:
    """Return where the gap between two columns of prose stands; None where there are none."""
    prose = [line for line in lines if line.words]
    gaps = [gap for line in prose for gap in _gaps(line)]
    best: tuple[int, float] = (0, 0.0)
    for left, right in gaps:
        middle = (left + right) / 2
        best = max(best, (sum(a < middle < b for a, b in gaps), middle))
    count, middle = best
    parted = [line for line in prose if not _crosses(line, middle)]
    # A line of two columns has both its sides here; one that ends a column, or begins the other, has one.
    both = [(sum(w["x1"] <= middle for w in line.words), len(line.words)) for line in parted]
    sides = [(before, every - before) for before, every in both if 0 < before < every]
    if count < _LEAST_LINES or len(parted) < _SHARE * len(prose):
        return None
    return middle if all(sum(side) / len(side) >= _WORDS_A_SIDE for side in zip(*sides, strict=True)) else None


def _gaps(line: Line) -> Iterator[tuple[float, float]]:
    for before, after in pairwise(line.words):
        if after["x0"] - before["x1"] > line.size:
            yield before["x1"], after["x0"]


def _crosses(line: Line, middle: float) -> bool:
    """Say whether a line runs over the gap between columns: a word, or words that stand as near as words do."""
    if line.is_table:
        return line.left < middle < line.right
    around = [(a["x1"], b["x0"]) for a, b in pairwise(line.words) if a["x1"] <= middle <= b["x0"]]
    over = any(word["x0"] < middle < word["x1"] for word in line.words)
    return over or any(right - left <= line.size for left, right in around)


def in_columns(lines: Sequence[Line], middle: float) -> Iterator[list[Line]]:
    """Yield the lines of each column in the order in which they are read: what runs over both parts the page."""
    over: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: line.top):
        if _crosses(line, middle):
            if left or right:
                yield from (over, left, right)
                over, left, right = [], [], []
            over.append(line)
        elif line.is_table:
            (left if line.left < middle else right).append(line)
        else:
            halves = ([w for w in line.words if w["x1"] <= middle], [w for w in line.words if w["x1"] > middle])
            for column, words in zip((left, right), halves, strict=True):
                column += [_line(words)] if words else []
    yield from (over, left, right)


def has_wide_gaps(lines: Sequence[Line]) -> bool:
    """Say whether three lines in a row have gaps as wide as three letters: perhaps a table without rules."""
    wide = [any(right - left > 2 * line.size for left, right in _gaps(line)) for line in lines]
    return any(all(wide[at : at + 3]) for at in range(len(wide) - 2))


def blocks_of(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs and tables of a column, the lines of each as they are printed."""
    if not lines:
        return
    prose = [line for line in lines if not line.is_table]
    pitch = median([b.top - a.top for a, b in pairwise(prose) if b.top > a.top] or [0.0])
    edges = (min((line.left for line in prose), default=0.0), max((line.right for line in prose), default=0.0))
    block = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, pitch, edges):
            yield "\n".join(each.text for each in block)
            block = []
        block.append(line)
    yield "\n".join(each.text for each in block)


def _begins(before: Line, line: Line, pitch: float, edges: tuple[float, float]) -> bool:
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
