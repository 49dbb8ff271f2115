"""How a text names its works: citations in brackets, and notes with their marks."""

from __future__ import annotations

import re

from review.corpus.text.mapped_text import Span
from review.corpus.text.source_text import SourceText

_CITATION = re.compile(r"\((?=[^()]*[^\W\d])[^()]*\b(?:1[5-9]|20)[0-9]{2}[a-z]?\)")
# "offenders.22 The": a mark clings to the word or stop before it; "1,990" and "3.5" hold none, "2010.22" one.
_MARK = re.compile(r"(?:(?<=[^\W\d])|(?<=[^\W\d][.,;:!?)\"'])|(?<=\b(?:19|20)[0-9]{2}\.))(?P<note>[0-9]{1,3})(?=\s|$)")


def citations(words: str) -> list[Span]:
    """Return where works are cited in brackets, "(Smith 2015)", in a folded text."""
    return [match.span() for match in _CITATION.finditer(words)]


def marks(words: str) -> list[tuple[int, str]]:
    """Return the marks of notes in a folded text: where each stands, and its number."""
    return [(match.start(), match["note"]) for match in _MARK.finditer(words)]


def note_text(text: SourceText, number: str) -> str:
    """Return what the note *number* says: the last line of the text that starts with it; empty where none does."""
    notes = re.findall(rf"(?m)^[ \t]*{number}[ \t]+(.*[^\W\d].*)$", text.folded)
    return notes[-1].strip() if notes else ""
