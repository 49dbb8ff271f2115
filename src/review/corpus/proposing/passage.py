"""The words around a numeral or a quote, and how near each stands to it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from review.corpus.text.date_phrases import find_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS
from review.corpus.text.mapped_text import Span, fold
from review.corpus.text.sentences import sentence_spans
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import numerals_of
from review.corpus.verification.quoting import IDLE_WORDS, block_at, sentence_at

_WORD = re.compile(r"[^\W\d_]+")
# Where one clause of a sentence ends and the next begins. An aside between commas parts none.
_CLAUSES = re.compile(
    r"[;:]\s|\s-+\s|,\s+(?=(?:and|but|or|nor|yet|while|whereas|although|though|because|since|already|after|before|up|down"
    r"|with|compared|against)\b)|\s(?=(?:while|whereas|although|because|than|but)\s)",
    re.IGNORECASE,
)
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")
# Words of a sentence before say less of a numeral than those of its own, and those of one behind it still less.
#: The words by which a text says that somebody says something.
SAYS = r"(?:says?|said|reports?|reported|writes?|wrote|estimates?|estimated|told|stated|announced|recorded|according)"
_BEFORE, _BEHIND, _NEAR = 0.35, 0.2, 6


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what forms of one English word mostly have in common.

    >>> stem("thefts"), stem("recorded"), stem("recording")
    ('theft', 'record', 'record')
    """
    lowered = word.casefold()
    ending = next((each for each in _ENDINGS if lowered.endswith(each) and len(lowered) > len(each) + 2), "")
    return lowered.removesuffix(ending)


def word_stems(text: str) -> list[str]:
    """Return the words of *text* that name something, each as its stem."""
    return [stem(word) for word in _WORD.findall(fold(text).casefold()) if word not in IDLE_WORDS and len(word) > 1]


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The paragraph of what stands from *start* to *end* of a text; *block* and *sentence* say where they are."""

    text: SourceText
    start: int
    end: int

    @cached_property
    def block(self) -> Span:
        """Where the paragraph is."""
        return block_at(self.text, self.start)

    @cached_property
    def sentence(self) -> Span:
        """Where the sentence is."""
        return sentence_at(self.text, self.start)

    @cached_property
    def clause(self) -> Span:
        """Where the clause of its sentence is."""
        start, end = self.sentence
        for match in _CLAUSES.finditer(self.text.folded, start, end):
            if match.end() <= self.start:
                start = match.end()
            elif match.start() >= self.end:
                return start, match.start()
        return start, end

    def is_one_clause(self, one: Span, other: Span) -> bool:
        """Say whether no clause and no sentence ends between two places."""
        first, second = sorted((one, other))
        between = self.text.folded[first[1] - 1 : second[0]]
        return not _CLAUSES.search(between) and len(sentence_spans(between + "A")) == 1

    @cached_property
    def is_alone(self) -> bool:
        """Whether its sentence has no other numeral that may count something; dates count nothing."""
        own = [one for one in numerals_of(self.text) if self.sentence[0] <= one.number_start < self.sentence[1]]
        dated = [
            (self.sentence[0] + start, self.sentence[0] + end)
            for start, end, _ in find_dates(self.words(self.sentence).lower())
        ]
        others = [one for one in own if not self.start <= one.number_start < self.end]
        return all(any(start <= one.number_start < end for start, end in dated) for one in others)

    @cached_property
    def told(self) -> Span:
        """Where what is said of the numeral stands: its clause, or its sentence where that has no other number."""
        return self.sentence if self.is_alone else self.clause

    def is_told(self, at: int) -> bool:
        """Say whether what stands at an offset is said of the numeral."""
        return self.told[0] <= at < self.told[1]

    def words(self, span: Span) -> str:
        """Return what stands in *span*."""
        return self.text.folded[slice(*span)]

    def nearness(self, at: int) -> float:
        """Return how near an offset is: 1 beside, less with each word between, still less in another sentence."""
        low, high = (at, self.start) if at < self.start else (self.end, max(at, self.end))
        between = self.text.folded.count(" ", low, high)
        own = 1.0 if at < self.sentence[1] else _BEHIND
        return (own if self.sentence[0] <= at else _BEFORE) / (1 + between / _NEAR)

    @cached_property
    def near(self) -> Mapping[str, float]:
        """How near each word of the paragraph stands, by its stem."""
        found: dict[str, float] = {}
        for match in _WORD.finditer(self.text.folded, *self.block):
            if match[0].casefold() not in IDLE_WORDS:
                key = stem(match[0])
                found[key] = max(found.get(key, 0), self.nearness(match.start()))
        return found

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The words behind the numeral, up to a sign or a word that names nothing: its noun is among the first."""
        behind = re.match(r"(?:\s+[\w'-]+)*", self.words((self.end, self.block[1])))
        words = behind[0].lower().split() if behind else []
        return tuple(takewhile(lambda word: word not in IDLE_WORDS, words))

    def find(self, words: str) -> list[Span]:
        """Return where *words* of a vocabulary stand in the paragraph, the nearest first; "*" stands for any ending."""
        pattern = _sought(words)
        spans = [match.span() for match in pattern.finditer(self.text.folded, *self.block)]
        return sorted(spans, key=lambda span: -self.nearness(span[0]))

    def alternatives(self, words: str) -> Iterator[tuple[float, tuple[Span, ...]]]:
        """Yield where each alternative of an entry's *words* stands whole, and how much that says of the numeral."""
        for alternative in filter(None, words.split(ALTERNATIVES)):
            parts = alternative.split(PARTS)
            found = [self.find(part)[:1] for part in parts]
            if all(found):
                spans = tuple(span for each in found for span in each)
                yield sum(map(len, parts)) * min(self.nearness(span[0]) for span in spans), spans


@lru_cache(maxsize=20_000)
def _sought(words: str) -> re.Pattern[str]:
    body = re.sub(r"(?:\\ |\\-)+", r"[\\s-]+", re.escape(fold(words).strip())).replace(r"\*", r"\w*")
    start, end = (r"\b" if edge.isalnum() else "" for edge in (words[:1], words[-1:]))
    return re.compile(f"{start}{body}{end}", re.IGNORECASE)


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """Return how much each word tells the entries of a vocabulary apart, by its stem, from what is said of each."""
    said = [set(word_stems(text)) for text in texts]
    often = Counter(word for words in said for word in words)
    return {word: math.log(1 + len(said) / count) for word, count in often.items()}


def overlap(text: str, passage: Surroundings, rare: Mapping[str, float]) -> float:
    """Return how much of what *text* says stands near: rare words count more, and long texts no more than short."""
    words = set(word_stems(text))
    return sum(rare.get(word, 1) * passage.near.get(word, 0) for word in words) / math.sqrt(len(words) or 1)
