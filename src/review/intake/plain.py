"""Texts that come as texts: their encoding, the pages that form feeds part, and no markup."""

from __future__ import annotations

import re
from pathlib import Path

from review.corpus.tables.evidence_records import DECODED
from review.errors import FileFault
from review.files.hashing import sha256
from review.intake.copies import SourceCopy, require_words
from review.intake.encodings import UTF_8, decoded, read_file

_NAMES = (
    "html head body title meta link style script p div span br hr a b i u em strong small sup sub font h[1-6] ul ol li"
    " table caption thead tbody tr td th img blockquote section article header footer TEI teiHeader"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES.split())})(?:\s[^<>]*)?/?>|<!DOCTYPE|<\?xml", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
#: What other files begin with, and how each may come.
_OTHERS = (
    (b"%PDF-", "a PDF", "Give it by --pdf."),
    (b"{\\rtf", "rich text (RTF)", "Save it as plain text or as a PDF."),
    (b"PK\x03\x04", "a packed file, such as DOCX, ODT or EPUB", "Save it as plain text or as a PDF."),
    (b"\xd0\xcf\x11\xe0", "a file of an old word processor", "Save it as plain text or as a PDF."),
)


def copy_of_text(path: Path, encoding: str = "") -> SourceCopy:
    """Return the copy of a text in a file: the file itself where it is in UTF-8.

    Raises FileFault where it is no plain text, has markup, or its encoding is not known for sure.
    """
    data = read_file(path)
    for begins, what, mend in _OTHERS:
        if data.startswith(begins):
            raise FileFault(f"{path}: it is {what}, no plain text. {mend}")
    text, used = decoded(data, path, encoding)
    if tag := _TAG.search(text):
        line = text.count("\n", 0, tag.start()) + 1
        mend = "Give a web page by --html, or save the text alone."
        raise FileFault(f"{path}:{line}: the text has markup (got {tag[0]!r}). {mend}")
    doubts = []
    if entity := _ENTITY.search(text):
        doubts.append(f"It has {entity[0]!r}, which may be left of markup: quotes will have it as it stands.")
    pages = tuple(str(number) for number, page in enumerate(text.split("\f"), start=1) if page.strip())
    came = ("", "") if used == UTF_8 else (f"{DECODED}{used}", sha256(data))
    return require_words(SourceCopy(text, *came, pages if len(pages) > 1 else (), tuple(doubts)), path)
