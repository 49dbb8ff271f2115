"""Quantities as prose writes them: what the reader of numerals finds, and the words and signs that sources never use.

The reader is made for sources and for speed; the gates on the book read little text and have to let nothing pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from review.corpus.text.mapped_text import fold
from review.corpus.text.numerals.reader import plain_numerals

_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NTH = "(?:third|fourth|fifth|sixth|seventh|eighth|ninth|(?:ten|eleven|twelf)th"
_NTH += "|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth"
_NTH += "|(?:hundred|thousand|(?:m|b|tr|quadr|quint)illion)th)"
_TENS = "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies"
#: Words of quantities that the reader of numerals leaves out. Not "a couple" or "a score", which are no numbers.
_WORDS = (
    rf"(?:(?:a|an|{_NUMBER})[\s-]+)?(?:quarters?|half|halves|{_NTH}s)",
    rf"(?:hundred|thousand|(?:m|b|tr|quadr|quint)illion)ths?|{_TENS}",
    r"halv(?:ed|ing|e)|doubl(?:ing|es|y)|trebl(?:e[sd]?|ing|y)|tripl(?:es|ing|y)",
    r"(?:quadrupl|quintupl|sextupl|septupl|octupl|decupl|centupl)(?:e[sd]?|ing)",
    r"(?:a\s+)?(?:couple|pair)\s+of|a\s+score\s+of|scores\s+of|(?:three|four)score",
    r"twos|threes|fours|fives|sixes|sevens|eights|nines|(?:a\s+)?(?:duo|trio|quartet|quintet)",
    r"(?:a\s+)?(?:quadrillion|quintillion|sextillion|lakh|crore)s?|nought|naught",
)
_FURTHER = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(
    r"(?<!\w)(?=[MDCLXVI]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)", re.ASCII
)
#: Capitals that read as Roman numerals and are mostly something else.
ABBREVIATIONS = frozenset(
    {"CC", "CD", "CI", "CL", "CM", "CV", "DC", "DI", "DL", "DM", "LI", "MC", "MD", "MI", "ML", "MM"}
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
#: What is not seen, but parts a word for whoever reads it by its letters.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def seen(text: str) -> str:
    """Return *text* without the signs in it that nobody sees.

    >>> seen("four\\u00adteen")
    'fourteen'
    """
    return text.translate(_UNSEEN)


def find_quantities(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of every quantity in *text*, in order and apart from each other; the longer one of two.

    >>> text = "a quarter of the 30, Ⅻ, XII and IV; a couple"
    >>> [text[start:end] for start, end in find_quantities(text)]
    ['a quarter', '30', 'Ⅻ', 'XII', 'IV']
    """
    folded = fold(text)
    places = [(match.number_start, match.number_end) for match in plain_numerals(text)]
    places += [match.span() for match in _FURTHER.finditer(folded)]
    places += [match.span() for match in _ROMAN.finditer(text) if match[0] not in ABBREVIATIONS]
    places += [span for match in _FOREIGN.finditer(text) for span in _foreign(match[0], match.start())]
    last = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield start, end
            last = end


def _foreign(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of signs in *text* that are worth a number: "½", "٤١٢", "４１２", "四百", "Ⅻ"."""
    start = None
    for at, sign in enumerate(f"{text} "):
        if unicodedata.numeric(sign, None) is None:
            if start is not None:
                yield offset + start, offset + at
            start = None
        elif start is None:
            start = at
