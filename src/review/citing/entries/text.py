"""The text of a field as a reader sees it, titles in sentence case, and what is wrong with an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.backends.plaintext import Backend
from pybtex.richtext import Protected, String, Text


@dataclass(frozen=True)
class EntryFault:
    """Why an entry cannot be formatted: the field, what is wrong with it, and how to mend it."""

    field: str
    message: str
    hint: str


# Made once: pybtex looks through all installed packages for what it is given by name.
_PLAIN = Backend()
# An unescaped per cent sign begins a comment, and pybtex would leave out the rest of the field.
_PER_CENT = re.compile(r"(?<!\\)%")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*|\\url\s*(?=\{)")
_FACE = re.compile(r"\\(?:emph|mkbibemph|text(?:it|bf|sc|sl|rm|sf|tt|up|md|normal)|mbox|(?:it|bf|em|sc)(?=[\s{]))\s*")
_QUOTED = re.compile(r"\\(?:enquote|mkbibquote)\s*\{([^{}]*)\}")
_RAISED = re.compile(r"\$?([_^])\{?([0-9+-]+)\}?\$|\\text(super|sub)script\{([0-9+-]+)\}")
_DIGITS = {"^": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "_": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
_SPACE = re.compile(r"\\[,;: ]|\\(?=\s)|\s+|\u00a0")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AFTER_STOP = re.compile(r"(?:[:?!]\s+|—\s*)[“‘\"'(\[]*$")
# A shorter word in lower case says nothing: headlines have them, too.
_LONG = 4
_SMALL = frozenset(
    {"about", "above", "across", "after", "against", "along", "amid", "among", "around", "before", "behind", "below"}
    | {"beneath", "beside", "between", "beyond", "down", "during", "from", "into", "like", "near", "onto", "over"}
    | {"past", "since", "than", "that", "through", "toward", "towards", "under", "until", "unto", "upon", "versus"}
    | {"when", "where", "while", "with", "within", "without"}
)


def plain_text(latex: str) -> str:
    r"""Return the text of a field as a reader sees it.

    >>> plain_text(r"50% of {Ghent}'s caf{\'e}s \& \emph{bars}")
    "50% of Ghent's cafés & bars"
    """
    return _tidy(str(_rich(latex).render(_PLAIN)))


def address_text(latex: str) -> str:
    r"""Return an address without what protects its signs from LaTeX.

    >>> address_text(r"https://example.org/a\_b?c=1\&d=\%20")
    'https://example.org/a_b?c=1&d=%20'
    """
    return re.sub(r"\\([_&%#$~{}])(?:\{\})?", r"\1", re.sub(r"^\\url\s*\{(.*)\}$|^\{(.*)\}$", r"\1\2", latex.strip()))


def in_sentence_case(latex: str) -> str:
    """Return a title as sentences have it: names in braces and words with capitals inside them stay.

    A title with a long word in lower case is in sentence case already, and its names need no braces.

    >>> in_sentence_case("Stolen Bicycles in {Ghent}: a Review"), in_sentence_case("Children taken in Paris")
    ('Stolen bicycles in Ghent: A review', 'Children taken in Paris')
    """
    pieces = list(_pieces(_rich(latex)))
    text = "".join(piece for piece, _ in pieces)
    kept = [is_kept for piece, is_kept in pieces for _ in piece]
    words = [found for found in _WORD.finditer(text) if not any(kept[found.start() : found.end()])]
    lowers = not any(len(word[0]) >= _LONG and word[0].islower() and word[0] not in _SMALL for word in words)
    signs = list(text)
    for word in words:
        first, before = word.start(), text[: word.start()]
        if not re.search(r"\w", before) or _AFTER_STOP.search(before):
            signs[first] = signs[first].upper() if word[0].islower() else signs[first]
        elif lowers and (word[0] == "A" or (len(word[0]) > 1 and word[0].istitle())):
            signs[first] = signs[first].lower()
    return _tidy("".join(signs))


def _rich(latex: str) -> Text:
    text = _QUOTED.sub(r"“\1”", _FACE.sub("", _LINK.sub("", latex)))
    text = _SPACE.sub(" ", _RAISED.sub(_raised, _PER_CENT.sub(r"\%", text)))
    return Text.from_latex(text)


def _raised(found: re.Match[str]) -> str:
    sign = found[1] or {"super": "^", "sub": "_"}[found[3]]
    return (found[2] or found[4]).translate(_DIGITS[sign])


def _pieces(text: Text, kept: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the strings of a rich text, each with whether braces keep it as it is."""
    for part in text.parts:
        if isinstance(part, String):
            yield str(part), kept
        else:
            yield from _pieces(part, kept or isinstance(part, Protected))


def _tidy(text: str) -> str:
    return " ".join(text.split())
