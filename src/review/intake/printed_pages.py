"""PDFs that come as files: pages with their numbers, without what stands on each, and what of them is unsure."""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from review.errors import EnvironmentFault, FileFault
from review.files.hashing import sha256
from review.intake.copies import CAPTION, SourceCopy, require_words, table_block, text_of_pages
from review.intake.encodings import read_file
from review.intake.page_lines import PrintedLine, gutter, has_wide_gaps, in_columns, lines_of, printed_blocks
from review.intake.web_pages import MISSING

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


_UNMAPPED = re.compile(r"\(cid:[0-9]+\)|\ufffd")
_UNREADABLE, _NAMED = 0.02, 6
# A line that begins with the number of a table and goes on as a caption does: "Table 2 shows" does not.
_CAPTIONED = re.compile(rf"(?i:{CAPTION.pattern})[0-9IVX]*(?=[.:|]|\s*$|\s[^a-z])")
# A table is its caption's where it begins or ends within so many points of it.
_NEAR = 60.0


@dataclass(frozen=True)
class _Page:
    lines: list[PrintedLine]
    doubts: tuple[str, ...]
    number: str = ""


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
            pages = [_page(page) for page in document.pages]
            numbers = _labels(document) or printed_numbers([page.lines for page in pages])
    except Exception as error:  # of a damaged file it raises whatever its parts happen to raise
        raise FileFault(f"{path}: {_why(error)}") from error
    numbers = numbers or [str(number) for number in range(1, len(pages) + 1)]
    pages = [replace(page, number=number) for page, number in zip(pages, numbers, strict=True)]
    return _copy(path, data, pages, f"pdfplumber {pdfplumber.__version__}")


def _why(error: BaseException) -> str:
    names = {type(error).__name__, *(type(one).__name__ for one in (*error.args, error.__cause__, error.__context__))}
    if names & {"PDFPasswordIncorrect", "PDFEncryptionError"}:
        return "the PDF is encrypted. Save a copy without a password (qpdf --decrypt), and give that."
    return f"the PDF cannot be read ({type(error).__name__}). Open it and save it again, or give its text by --text."


def _labels(document: Any) -> list[str]:
    """Return the numbers of the pages that the file gives; nothing where it gives none."""
    count = len(document.pages)
    try:
        labels = [str(label) for label, _ in zip(document.doc.get_page_labels(), range(count), strict=False)]
    except Exception:  # there are none, or they are damaged
        return []
    # Two pages of one number would be no places.
    return labels if len(labels) == count == len(set(labels)) and all(labels) else []


def _page(page: Any) -> _Page:
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = page.dedupe_chars().extract_words(extra_attrs=["size", "upright"])
    upright = [word for word in words if word["upright"]]
    prose = lines_of(word for word in upright if not any(_within(word, box) for box in boxes))
    found = [PrintedLine(table_block(_cells(table)), *_box(table.bbox), 0.0, is_table=True) for table in tables]
    lines = sorted((*prose, *found), key=lambda line: line.top)
    doubts = []
    if len(upright) < len(words):
        doubts.append("words that do not stand level, left out")
    if not words and (page.images or page.curves):
        doubts.append("no text but a picture, perhaps a scan")
    return _Page(lines, tuple(doubts))


def _cells(table: Any) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in table.extract()]


def _box(bbox: Sequence[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = bbox
    return left, right, top, bottom


def _within(word: Any, box: Sequence[float]) -> bool:
    left, top, right, bottom = box
    return bool(left <= (word["x0"] + word["x1"]) / 2 <= right and top <= (word["top"] + word["bottom"]) / 2 <= bottom)


def _copy(path: Path, data: bytes, pages: list[_Page], converter: str) -> SourceCopy:
    apart = furniture([(page.number, page.lines) for page in pages])
    texts = [_text(page, beside) for page, beside in zip(pages, apart, strict=True)]
    text = text_of_pages(blocks for blocks, _ in texts)
    if not text.strip():
        mend = "Have its letters recognised (ocrmypdf IN OUT), compare what comes out, and give that."
        raise FileFault(f"{path}: the PDF has no text: its pages are pictures, as of a scan. {mend}")
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _UNREADABLE * len(text.split()):
        mend = "Have its letters recognised (ocrmypdf --force-ocr IN OUT), and give that."
        raise FileFault(f"{path}: the PDF does not say which letters its signs are ({unmapped} of them). {mend}")
    doubts = [f"{unmapped} signs are no letters that the PDF names: compare them with the page."] if unmapped else []
    if left_out := sorted({shape(line) for beside in apart for line in beside}):
        shown = ", ".join(map(repr, left_out[:_NAMED])) + (", …" if len(left_out) > _NAMED else "")
        doubts.append(f"Left out as head or foot of the pages: {shown} (#: a number).")
    told = ((page.number, doubt) for page, (_, more) in zip(pages, texts, strict=True) for doubt in page.doubts + more)
    numbers: dict[str, list[str]] = {}
    for number, doubt in told:
        numbers.setdefault(doubt, []).append(number)
    doubts += [f"p. {', '.join(where)}: {doubt}." for doubt, where in numbers.items()]
    worded = tuple(page.number for page, part in zip(pages, text.split("\f"), strict=True) if part.strip())
    return require_words(SourceCopy(text, converter, sha256(data), worded, tuple(doubts)), path)


def _text(page: _Page, beside: set[PrintedLine]) -> tuple[list[str], tuple[str, ...]]:
    """Return the blocks of a page in the order in which they are read, and what is unsure of that order."""
    lines = [line for line in page.lines if line not in beside]
    gap = gutter(lines)
    columns = list(in_columns(lines, gap)) if gap else [lines]
    prose = [[line for line in column if not line.is_table] for column in columns]
    doubts = ["two columns, read one after the other; see that no sentence is torn"] if gap else []
    if any(map(has_wide_gaps, prose)):
        doubts.append("lines with wide gaps, perhaps a table without rules, read line by line and not as cells")
    tables = [line for line in lines if line.is_table]
    captions = ((line, match[0]) for column in prose for line in column if (match := _CAPTIONED.match(line.text)))
    doubts += [f"{name} was not read as cells" for line, name in captions if not _is_beside(line, tables)]
    return [block for column in columns for block in printed_blocks(column)], tuple(doubts)


def _is_beside(caption: PrintedLine, tables: Sequence[PrintedLine]) -> bool:
    """Say whether a table with rules stands below a caption or above it."""
    gaps = ((table.top - caption.bottom, caption.top - table.bottom) for table in tables)
    return any(-caption.size < below < _NEAR or -caption.size < above < _NEAR for below, above in gaps)
