"""What a phrase says in terms of a vocabulary: the entry whose words stand in it, and most of them.

An entry's words are alternatives apart by " | "; the parts of an alternative, apart by " + ", must all stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from review.corpus.text.mapped_text import fold

ALTERNATIVES, PARTS = " | ", " + "


def even(phrase: str) -> str:
    """Return *phrase* as words are looked for: folded, in lower case, with hyphens as spaces."""
    return " ".join(fold(phrase).casefold().replace("-", " ").split())


@lru_cache(maxsize=200_000)
def weight(words: str, phrase: str) -> int:
    """Return how many letters of *phrase* an entry's words account for: 0 where none of them stand in it."""
    if not words:
        return 0
    evened = even(phrase)
    weights = (_weight(alternative, evened) for alternative in words.split(ALTERNATIVES))
    return max(weights)


def _weight(alternative: str, phrase: str) -> int:
    parts = [even(part) for part in alternative.split(PARTS)]
    return sum(map(len, parts)) if all(_stands(part, phrase) for part in parts) else 0


def _stands(part: str, phrase: str) -> bool:
    # "%" clings to its number; a word does not cling to another.
    start, end = (r"\b" if edge.isalnum() else "" for edge in (part[:1], part[-1:]))
    return part in phrase and bool(re.search(start + re.escape(part) + end, phrase))


def says(vocabulary: Mapping[str, str], phrase: str) -> tuple[str, ...]:
    """Return the entries of *vocabulary* (their words by id) of which *phrase* says most; none where it says nothing.

    >>> says({"dogs": "dogs", "sheepdogs": "sheep dogs | sheep + dogs"}, "two sheep-dogs")
    ('sheepdogs',)
    """
    weights = {name: weight(words, phrase) for name, words in vocabulary.items()}
    most = max(weights.values(), default=0)
    return tuple(name for name, letters in weights.items() if letters == most) if most else ()


def nearest(vocabulary: Mapping[str, str], phrase: str, within: str) -> tuple[str, ...]:
    """Return the entries whose words stand nearest to *phrase* in the words *within*; none where none stand."""
    around, at = fold(within).casefold(), fold(phrase).casefold()
    start = around.find(at)
    distances: dict[str, int] = {}
    for name, words in vocabulary.items():
        for word in filter(None, words.split(ALTERNATIVES)):
            for match in re.finditer(re.escape(fold(word).casefold()), around):
                gap = max(start - match.end(), match.start() - (start + len(at)), 0)
                distances[name] = min(gap, distances.get(name, gap))
    return tuple(name for name, gap in distances.items() if gap == min(distances.values()))
