"""A text that was rewritten, and where each of its characters comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
Edit = tuple[int, int, str]

# One character for one: typographic quotes, dashes, spaces, page breaks. What is for private use stands for nothing.
_FOLD = str.maketrans("‘’‚‛“”„‟–—―‐‑−\u00a0\u202f\u2009\u2007\u2008\u200a\u3000\f", "''''\"\"\"\"------       \n")
_FOLD |= dict.fromkeys(range(0xE000, 0xE010), 0xFFFD)
_FOLD |= {sign: sign - 0xFEE0 for sign in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0C, 0xFF0E)}
_DIGIT = re.compile(r"[^\D0-9]")
# What nobody sees, a word's break at a soft hyphen whole, and signs that print several letters as one.
_UNSEEN = re.compile("(?:\u00ad[ \t]*\n[ \t]*)|[\u00ad\u200b-\u200d\u2060\ufeff]+|[\ufb00-\ufb06]")
_LIGATURES = frozenset(map(chr, range(0xFB00, 0xFB07)))
_ACCENT = re.compile(
    "[^\u0300-\u036f\u0653-\u0655\u093c\u3099\u309a\u1160-\u11ff]"
    "[\u0300-\u036f\u0653-\u0655\u093c\u3099\u309a\u1160-\u11ff]+"
)


def fold(text: str) -> str:
    """Return *text* with typographic quotes, dashes and spaces and the digits of all scripts as ASCII, same length."""
    if text.isascii() and "\f" not in text:
        return text
    folded = text.translate(_FOLD)
    return _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), folded)


@dataclass(frozen=True)
class MappedText:
    """A text made of another one: *starts* and *ends* say of each character where its original begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> MappedText:
        """Return *text* as it is."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def sub(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str | None]) -> MappedText:
        """Return the text with each match of *pattern* replaced, or left as it is where that returns None.

        Of a pattern with a group named ``cut`` that group alone is replaced.
        """
        cut = pattern.groupindex.get("cut", 0)
        made = ((match.span(cut), replacement(match)) for match in pattern.finditer(self.text))
        return self.edited((start, end, new) for (start, end), new in made if new is not None)

    def edited(self, edits: Iterable[Edit]) -> MappedText:
        """Return the text with *edits* made: start, end (of at least one character) and what stands there, in order."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in edits:
            pieces += (self.text[at:start], new)
            starts += self.starts[at:start]
            starts += [self.starts[start]] * len(new)
            ends += self.ends[at:start]
            ends += [self.ends[end - 1]] * len(new)
            at = end
        if not at:
            return self
        starts += self.starts[at:]
        ends += self.ends[at:]
        return MappedText("".join((*pieces, self.text[at:])), starts, ends)

    def same_length(self, text: str) -> MappedText:
        """Return *text*, one character for each of this one's."""
        return MappedText(text, self.starts, self.ends)

    def span(self, start: int, end: int) -> Span:
        """Return where the characters from *start* to *end* come from."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return at, at


def normal_form(text: str) -> MappedText:
    """Return *text* as people see it: folded, accents composed, without what is not seen, ligatures as letters.

    >>> normal_form("traf\\u00adfic of Zu\\u0308rich, o\\ufb03ces").text
    'traffic of Zürich, offices'
    """
    mapped = MappedText.of(fold(text))
    if text.isascii():
        return mapped
    mapped = mapped.sub(
        _UNSEEN, lambda match: unicodedata.normalize("NFKC", match[0]) if match[0] in _LIGATURES else ""
    )
    return mapped.sub(_ACCENT, lambda match: unicodedata.normalize("NFC", match[0]))
