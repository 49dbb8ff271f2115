"""The copy that is made of a file that came: paragraphs apart by blank lines, pages by form feeds, cells by bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.errors import FileFault
from review.files.hashing import sha256

#: What begins a caption, which stands right above its table and belongs to it.
CAPTION = re.compile(r"(?:Tab(?:le|\.|elle)?|Tableau|Tabla|Cuadro|表)\s*[0-9IVX]", re.IGNORECASE)
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class SourceCopy:
    """The *text* of a source, made by a *converter* of a file with the hash *original*; both are empty where it is it.

    *pages* has the numbers of those pages that have words, in order; a text without pages has none. *doubts* are
    sentences that say where the copy may depart from what the source prints.
    """

    text: str
    converter: str = ""
    original: str = ""
    pages: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The hash by which the copy is known."""
        return sha256(self.text.encode("utf-8"))

    @property
    def page_texts(self) -> tuple[str, ...]:
        """The texts of the pages that have words."""
        return tuple(page for page in self.text.split("\f") if page.strip()) if self.pages else ()


def table_block(rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Return a table as lines of cells between bars, below its caption; rows without a word are left out.

    >>> print(table_block([["Town", "2009"], ["Elmford", "12"]]))
    | Town | 2009 |
    | Elmford | 12 |
    """
    even = ([" ".join(cell.split()).replace("|", "¦") for cell in row] for row in rows)
    lines = [f"| {' | '.join(row)} |" for row in even if any(row)]
    return "\n".join([caption, *lines] if caption else lines)


def is_table(block: str) -> bool:
    """Say whether a block of a copy is a table."""
    return block.endswith("|") and "|" in block[:-1]


def text_of_pages(pages: Iterable[Iterable[str]]) -> str:
    """Return the text of *pages*, each its blocks in order; one without a word has none, a caption joins its table."""
    return "\f".join("\n\n".join(_joined(blocks)) + "\n" for blocks in pages)


def _joined(blocks: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for block in filter(_WORD.search, blocks):
        if joined and is_table(block) and CAPTION.match(joined[-1]) and not is_table(joined[-1]):
            joined[-1] += f"\n{block}"
        else:
            joined.append(block)
    return joined


def require_words(copy: SourceCopy, place: object) -> SourceCopy:
    """Return *copy* where it is not empty. Raises FileFault."""
    if not copy.text.strip():
        raise FileFault(f"{place}: the text is empty. Name the file that holds the source's text.")
    return copy
