"""Web pages that come as files: the text without what stands around it, tables as cells. Nothing is fetched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from review.errors import EnvironmentFault, FileFault
from review.files.hashing import sha256
from review.intake.copies import SourceCopy, require_words, table_block, text_of_pages
from review.intake.encodings import decoded, read_file

MISSING = "{}, which reads {}, is missing. `pip install 'figure-by-figure[intake]'` installs it."
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_HEAD, _NAMED = 4096, 8
_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table"})
#: What nobody sees of a page.
_UNSEEN = ("head", "script", "style", "noscript", "template")


def copy_of_page(path: Path, encoding: str = "") -> SourceCopy:
    """Return the copy that trafilatura makes of a web page in a file, with the numerals that it left out as doubts.

    Raises FileFault where it finds no text, or the encoding is not known for sure; EnvironmentFault where trafilatura
    is missing.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise EnvironmentFault(MISSING.format("trafilatura", "web pages")) from error
    data = read_file(path)
    told = _CHARSET.search(data[:_HEAD])
    html, _ = decoded(data, path, encoding or (told[1].decode("ascii") if told else ""))
    made = trafilatura.extract(html, output_format="xml", include_comments=False, favor_recall=True)
    main = ElementTree.fromstring(made).find("main") if made else None
    if main is None:
        mend = "Where it has one, save that text alone and give it by --text."
        raise FileFault(f"{path}: no text was found in the page. {mend}")
    for end_of_line in main.iter("lb"):
        end_of_line.tail = f"\n{end_of_line.tail or ''}"
    text, page = text_of_pages([_blocks(main)]), BeautifulSoup(html, "html.parser")
    converter = f"trafilatura {trafilatura.__version__}"
    return require_words(SourceCopy(text, converter, sha256(data), (), tuple(_left_out(page, text))), path)


def _blocks(parent: ElementTree.Element) -> Iterator[str]:
    """Yield the blocks of what trafilatura made, in order."""
    for element in parent:
        if element.tag == "table":
            yield from _table([["".join(cell.itertext()) for cell in row] for row in element.iter("row")])
        elif any(child.tag in _BLOCKS for child in element):
            yield _even(element.text)
            yield from _blocks(element)
        else:
            yield _even("".join(element.itertext()))
        yield _even(element.tail)


def _table(rows: list[list[str]]) -> Iterator[str]:
    if max(map(len, rows), default=0) < 2:  # a frame around a text
        yield from (_even("".join(row)) for row in rows)
        return
    # A caption comes as a first row with one cell that is filled.
    caption = _even(rows[0][0]) if not any(rows[0][1:]) and rows[0][0] else ""
    yield table_block(rows[1:] if caption else rows, caption)


def _even(words: str | None) -> str:
    return " ".join((words or "").split())


def _left_out(page: BeautifulSoup, text: str) -> Iterator[str]:
    """Say which numerals of the page are not in the text: what stands around a text may be taken for a part of it."""
    for element in page.find_all(_UNSEEN):
        element.decompose()
    lost = Counter(_DIGITS.findall(page.get_text(" "))) - Counter(_DIGITS.findall(text))
    if lost:
        named = ", ".join(list(lost)[:_NAMED]) + (", …" if len(lost) > _NAMED else "")
        what = "1 numeral" if lost.total() == 1 else f"{lost.total()} numerals"
        yield f"Left out with what stands around the text: {what} ({named}). See that none belongs to it."
