"""By which words a document names what the vocabularies hold: acts, measures, populations, units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Origin
from review.corpus.text.lexicon import ALTERNATIVES, PARTS
from review.corpus.text.mapped_text import fold
from review.corpus.vocabulary import BasisKind, UnitKind

#: What one is at risk of has not happened, and no more has what is fought or denied.
_HEDGED = re.compile(r"\b(?:risk|danger|threat|fear|vulnerable|exposed|prone|rather than|not|anti)\b[^.;,]{0,24}\Z")
# What follows a name: a year, a remark, what is added after a comma.
_NAME_END = re.compile(r",|\(|\s[0-9]{4}")
#: What stands for a place in an order where the review has no unit of such places.
ORDINAL = "ordinal"
Alternatives = tuple[tuple[re.Pattern[str], ...], ...]


class Said(NamedTuple):
    """Where something is named: the first offset, and how many letters name it."""

    start: int
    weight: int


def evened(text: str) -> str:
    """Return *text* as words are looked for in it: folded, in lower case, hyphens as spaces; of the same length."""
    folded = fold(text)
    lowered = folded.lower()
    return re.sub(r"[-\s]", " ", lowered if len(lowered) == len(folded) else folded)


@cache
def _patterns(words: str) -> Alternatives:
    return tuple(
        tuple(re.compile(_word(part)) for part in alternative.split(PARTS))
        for alternative in words.split(ALTERNATIVES)
        if alternative
    )


def _word(part: str) -> str:
    letters = re.escape(evened(part.strip().removesuffix("*"))).replace(r"\ ", r"\s+")
    start, end = (r"\b" if edge.isalnum() else "" for edge in (part[:1], part.rstrip("*")[-1:]))
    return start + letters.replace(r"\*", r"\w*") + (r"\w*" if part.endswith("*") else end)


def named_in(words: str, text: str) -> Iterator[Said]:
    """Yield where the alternatives of *words* stand in an `evened` text, each where it stands first."""
    for parts in _patterns(words):
        found = [pattern.search(text) for pattern in parts]
        if all(found):
            matches = [match for match in found if match]
            yield Said(min(m.start() for m in matches), sum(m.end() - m.start() for m in matches))


class Wordings:
    """The words of a corpus by vocabulary and entry: those of reports, and of populations those of sources, too."""

    def __init__(self, corpus: Corpus) -> None:
        """Read the words of *corpus*."""
        self.corpus = corpus
        self._words = {key: row.words for key, row in corpus.wordings.items()}

    def words(self, vocabulary: str, name: str) -> str:
        """Return the words by which reports name an entry; empty where nobody gave any."""
        return self._words.get((vocabulary, name), "")

    @cached_property
    def acts(self) -> dict[str, str]:
        """Return the words of each act that has any."""
        return {name: words for (of, name), words in self._words.items() if of == "acts"}

    @cached_property
    def populations(self) -> dict[str, str]:
        """Return the words of each population."""
        rows = self.corpus.populations
        return {n: ALTERNATIVES.join(filter(None, (self.words("populations", n), rows[n].words))) for n in rows}

    @cached_property
    def units(self) -> dict[str, str]:
        """Return the words of each unit that has any."""
        rows = self.corpus.tables["units"]
        both = {n: ALTERNATIVES.join(filter(None, (self.words("units", n), rows[n].words))) for n in rows}
        return {name: words for name, words in both.items() if words}

    @cached_property
    def amounts(self) -> frozenset[str]:
        """Return the units of what is measured and not counted, money among them."""
        return frozenset(name for name, unit in self.corpus.units.items() if unit.kind.is_measured)

    def of_kind(self, kind: UnitKind) -> frozenset[str]:
        """Return the units of a sort."""
        return frozenset(name for name, unit in self.corpus.units.items() if unit.kind is kind)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Return the units in which persons are counted, and none, since a report need not say that it counts them."""
        return self.of_kind(UnitKind.PERSON) | {""}

    @cached_property
    def places(self) -> frozenset[str]:
        """Return what stands for a place in an order, as "the third"."""
        return self.of_kind(UnitKind.ORDINAL) | {ORDINAL}

    def of_measure(self, measure_id: str) -> str:
        """Return the words of a measure, or else those of its act."""
        return self.words("measures", measure_id) or self.acts.get(self.corpus.measures[measure_id].act, "")

    def acts_in(self, text: str) -> set[str]:
        """Return the acts that an `evened` text says to have happened."""
        return {name for name, words in self.acts.items() if _happened(words, text)}

    def says(self, words: str, text: str) -> bool:
        """Say whether one of the alternatives of *words* stands in an `evened` text."""
        return any(True for _ in named_in(words, text))

    def most_said(self, entries: Iterable[tuple[str, str]], text: str) -> tuple[int, frozenset[str]]:
        """Return the entries, with their words, that stand first in a text, and the longest there."""
        found = [(said.start, -said.weight, name) for name, words in entries for said in named_in(words, text)]
        if not found:
            return -1, frozenset()
        first = min(found)[:2]
        return first[0], frozenset(name for start, weight, name in found if (start, weight) == first)

    def place_names(self, place: str) -> set[str]:
        """Return the proper names of a place and of those that hold it, as `evened` text."""
        names: set[str] = set()
        while place:
            row = self.corpus.places[place]
            names |= {evened(word) for word in re.split(r" [|+] ", row.words) if word[:1].isupper()}
            place = row.part_of
        return names

    def is_yearly(self, measure_id: str) -> bool:
        """Say whether a measure is of a year, whichever it is."""
        measure = self.corpus.measures[measure_id]
        kind = self.corpus.bases[measure.basis].treated_as
        return kind is BasisKind.ESTIMATED and "year" in evened(f"{measure.label} {measure.words}").split()

    def is_counted(self, text: str) -> bool:
        """Say whether an `evened` text begins, after two words at most, with what the vocabularies count."""
        words = " ".join(text.split()[:3])
        return self.most_said([*self.populations.items(), *self.units.items()], words)[0] >= 0

    @cached_property
    def source_names(self) -> dict[str, tuple[str, ...]]:
        """Return by which names each source goes, as `evened` text."""
        return {
            source.source_id: tuple(
                {evened(_NAME_END.split(n)[0]).strip() for n in (source.name, source.speaker)} - {""}
            )
            for source in self.corpus.sources.values()
        }

    def origin_names(self, origin: Origin) -> tuple[str, ...]:
        """Return by which names an origin goes, as `evened` text; a number alone is none."""
        names = [_NAME_END.split(origin.name)[0], *re.split(r" [|+] ", origin.words)]
        return tuple({evened(name).strip() for name in names if len(name) > 2})

    @cached_property
    def all_names(self) -> str:
        """Return all places and all whom sources credit, as one `evened` text."""
        corpus = self.corpus
        return evened(" ".join([*corpus.places, *(origin.name for origin in corpus.origins.values())]))


def _happened(words: str, text: str) -> bool:
    for parts in _patterns(words):
        matches = [match for pattern in parts for match in pattern.finditer(text)]
        if all(pattern.search(text) for pattern in parts) and any(
            not _HEDGED.search(text, max(0, m.start() - 40), m.start()) for m in matches
        ):
            return True
    return False
