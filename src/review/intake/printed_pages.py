"""PDFs that come as files: pages with their numbers, without what stands on each, and what of them is unsure."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from review.errors import EnvironmentFault, FileFault
from review.files.hashing import sha256
from review.intake.copies import SourceCopy, require_words, table_block, written
from review.intake.encodings import read_file
from review.intake.page_lines import Line, blocks_of, gutter, has_wide_gaps, in_columns, lines_of
from review.intake.web_pages import MISSING

_UNMAPPED = re.compile(r"\(cid:[0-9]+\)|\ufffd")
# What stands on so great a share of the pages, at the same height within so many points, is furniture of the page.
_SHARE, _HEIGHT, _EDGE_LINES = 0.4, 4.0, 2
_UNREADABLE, _NAMED = 0.02, 6


@dataclass(frozen=True)
class _Page:
    number: str
    lines: list[Line]
    doubts: tuple[str, ...]


def copy_of_pdf(path: Path) -> SourceCopy:
    """Return the copy that pdfplumber makes of a PDF in a file: its pages, and what of them is unsure.

    Raises FileFault where it is no PDF, is locked, or has no text; EnvironmentFault where pdfplumber is missing.
    """
    try:
        import pdfplumber
    except ImportError as error:
        raise EnvironmentFault(MISSING.format("pdfplumber", "PDFs")) from error
    data = read_file(path)
    # What it complains of by the way is nothing that who brings the file could mend.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            numbers = _numbers(document)
            pages = [_page(page, number) for page, number in zip(document.pages, numbers, strict=True)]
    except Exception as error:  # of a damaged file it raises whatever its parts happen to raise
        raise FileFault(f"{path}: {_why(error)}") from error
    return _copy(path, data, pages, f"pdfplumber {pdfplumber.__version__}")


def _why(error: BaseException) -> str:
    names = {type(error).__name__, *(type(one).__name__ for one in (*error.args, error.__cause__, error.__context__))}
    if names & {"PDFPasswordIncorrect", "PDFEncryptionError"}:
        return "the PDF is encrypted. Save a copy without a password (qpdf --decrypt), and give that."
    return f"the PDF cannot be read ({type(error).__name__}). Open it and save it again, or give its text by --text."


def _numbers(document: Any) -> list[str]:
    """Return the numbers of the pages as the file gives them, else counted from 1."""
    count = len(document.pages)
    try:
        labels = [label for label, _ in zip(document.doc.get_page_labels(), range(count), strict=False)]
    except Exception:  # there are none, or they are damaged
        labels = []
    # Two pages of one number would be no places.
    is_told = len(labels) == count == len(set(labels)) and all(labels)
    return [str(label) for label in labels] if is_told else [str(number) for number in range(1, count + 1)]


def _page(page: Any, number: str) -> _Page:
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = page.dedupe_chars().extract_words(extra_attrs=["size", "upright"])
    upright = [word for word in words if word["upright"]]
    prose = lines_of(word for word in upright if not any(_within(word, box) for box in boxes))
    found = [Line(table_block(_cells(table)), *_box(table.bbox), 0.0, is_table=True) for table in tables]
    lines = sorted((*prose, *found), key=lambda line: line.top)
    doubts = []
    if len(upright) < len(words):
        doubts.append(f"p. {number}: {len(words) - len(upright)} words stand upright or slanted, and are left out")
    if tables:
        doubts.append(f"p. {number}: {len(tables)} with rules read as tables")
    if not words and (page.images or page.curves):
        doubts.append(f"p. {number} has no text, but a picture: it may be a scan")
    return _Page(number, lines, tuple(doubts))


def _cells(table: Any) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in table.extract()]


def _box(bbox: Sequence[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = bbox
    return left, right, top, bottom


def _within(word: Any, box: Sequence[float]) -> bool:
    left, top, right, bottom = box
    return bool(left <= (word["x0"] + word["x1"]) / 2 <= right and top <= (word["top"] + word["bottom"]) / 2 <= bottom)


def _copy(path: Path, data: bytes, pages: list[_Page], converter: str) -> SourceCopy:
    furniture = _furniture(pages)
    texts = [_text(page, furniture) for page in pages]
    text = written(blocks for blocks, _ in texts)
    if not text.strip():
        mend = "Have its letters recognised (ocrmypdf IN OUT), compare what comes out, and give that."
        raise FileFault(f"{path}: the PDF has no text: its pages are pictures, as of a scan. {mend}")
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _UNREADABLE * len(text.split()):
        mend = "Have its letters recognised (ocrmypdf --force-ocr IN OUT), and give that."
        raise FileFault(f"{path}: the PDF does not say which letters its signs are ({unmapped} of them). {mend}")
    doubts = [f"{doubt}." for page, (_, told) in zip(pages, texts, strict=True) for doubt in (*page.doubts, *told)]
    if unmapped:
        doubts.insert(0, f"{unmapped} signs are no letters that the PDF names: compare them with the page.")
    if furniture:
        shown = ", ".join(repr(line) for line in sorted(furniture)[:_NAMED])
        doubts.insert(0, f"Left out, since it stands on most pages at the same height: {shown} (#: a number).")
    numbers = tuple(page.number for page, part in zip(pages, text.split("\f"), strict=True) if part.strip())
    return require_words(SourceCopy(text, converter, sha256(data), numbers, tuple(doubts)), path)


def _text(page: _Page, furniture: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the blocks of a page in the order in which they are read, and what is unsure of that order."""
    edges = _edges(page.lines)
    lines = [line for line in page.lines if not (line in edges and _shape(line) in furniture)]
    middle = gutter(lines)
    if middle is not None:
        columns = in_columns(lines, middle)
        told = [f"p. {page.number} has two columns, read one after the other: see that a sentence runs on rightly"]
        return [block for column in columns for block in blocks_of(column)], told
    wide = has_wide_gaps([line for line in lines if not line.is_table])
    told = (
        [f"p. {page.number} has lines with wide gaps: perhaps a table without rules, read line by line"] if wide else []
    )
    return list(blocks_of(lines)), told


def _edges(lines: list[Line]) -> list[Line]:
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _shape(line: Line) -> str:
    return re.sub(r"[0-9]+", "#", line.text)


def _furniture(pages: list[_Page]) -> frozenset[str]:
    """Return what stands at head or foot of most pages at the same height, its numbers as one sign."""
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        for line in _edges(page.lines):
            seen[_shape(line)].append(line.top)
    least = max(2, _SHARE * len(pages))
    level = {shape: sum(abs(top - median(tops)) <= _HEIGHT for top in tops) for shape, tops in seen.items()}
    return frozenset(shape for shape, count in level.items() if count >= least)
