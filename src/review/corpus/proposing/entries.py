"""Which entries of a vocabulary a passage speaks of, by their words, their names and what they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness, best_first
from review.corpus.proposing.passage import Surroundings, overlap, rarity, word_stems
from review.corpus.text.lexicon import ALTERNATIVES, says
from review.corpus.text.mapped_text import Span
from review.corpus.verification.quoting import phrase_cell

#: What is said of an entry, by vocabulary: its name, and what it means.
_NAMED = {
    "measures": ("label", "definition"), "populations": ("label", "status"), "places": ("place", "place"),
    "events": ("label", "kind"), "origins": ("name", "note"), "themes": ("label", "definition"),
}  # fmt: skip
# Words of the vocabulary were taken from sources; those of reports, of names and of meanings say less, in this order.
_OF_REPORTS, _OF_NAMES, _OF_MEANINGS = 0.5, 4.0, 2.0
#: So much more than the next must speak for what is more than a guess, and at least so much.
_CLEARLY, _ENOUGH = 1.25, 2.0
#: How near a word of its name must stand.
_BESIDE = 0.6


@lru_cache(maxsize=64)
def _rare(corpus: Corpus, table: str) -> Mapping[str, float]:
    return rarity(" ".join(getattr(row, name) for name in _NAMED[table]) for row in corpus.tables[table].values())


def entry_candidates(
    corpus: Corpus, passage: Surroundings, table: str, quote: str = "", among: Collection[str] | None = None
) -> tuple[Candidate, ...]:
    """Return the entries of the vocabulary *table* of which *passage* speaks, the surest first.

    What its words say in the *quote*, or beside it where no other entry's words say more, is said; *among* names the
    entries that may be meant.
    """
    vocabulary: Mapping[str, Any] = corpus.tables[table]
    words = {name: getattr(row, "words", "") for name, row in vocabulary.items()}
    scored = sorted(_scored(corpus, passage, table, among), key=lambda one: -one[0])
    candidates = []
    for place, (score, name, spans) in enumerate(scored):
        basis = _basis(passage, spans, quote)
        rest = scored[place + 1][0] if place + 1 < len(scored) else 0
        if spans and says(words, f"{quote} / {basis}") == (name,):
            # Whom its numbers are of a sentence mostly says once for all.
            near = passage.sentence if table == "populations" else passage.told
            is_near = all(near[0] <= span[0] < near[1] for span in spans)
            sure = Sureness.SAID if is_near and place == 0 else Sureness.LIKELY
            candidates.append(Candidate(name, sure, f"its words: {_shown(passage, spans)}", basis))
        else:
            is_clear = place == 0 and score > max(_ENOUGH, _CLEARLY * rest) and _is_beside(corpus, passage, table, name)
            told = f"its words: {_shown(passage, spans)}" if spans else "its name and meaning"
            candidates.append(Candidate(name, Sureness.LIKELY if is_clear else Sureness.GUESS, told, basis))
    return best_first(candidates)


def _scored(
    corpus: Corpus, passage: Surroundings, table: str, among: Collection[str] | None
) -> Iterator[tuple[float, str, tuple[Span, ...]]]:
    name_of, meaning_of = _NAMED[table]
    rare = _rare(corpus, table)
    for name, row in corpus.tables[table].items():
        if among is not None and name not in among:
            continue
        said = max(passage.alternatives(getattr(row, "words", "")), default=(0.0, ()))
        score = said[0] + _OF_NAMES * overlap(getattr(row, name_of), passage, rare)
        score += _OF_MEANINGS * overlap(getattr(row, meaning_of), passage, rare)
        score += _OF_REPORTS * _reported(corpus, passage, table, name)
        if score > 0:
            yield score, name, said[1]


def _is_beside(corpus: Corpus, passage: Surroundings, table: str, name: str) -> bool:
    """Say whether a word of an entry's name stands among the few words around the numeral."""
    named = word_stems(getattr(corpus.tables[table][name], _NAMED[table][0]))
    return any(passage.near.get(word, 0) > _BESIDE for word in named)


def _reported(corpus: Corpus, passage: Surroundings, table: str, name: str) -> float:
    """Return how much words by which reports write of an entry, or of the act of a measure, say."""
    keys = [(table, name), *([("acts", corpus.measures[name].act)] if table == "measures" else [])]
    words = ALTERNATIVES.join(corpus.wordings[key].words for key in keys if key in corpus.wordings)
    return max((weight for weight, _ in passage.alternatives(words)), default=0.0)


def _basis(passage: Surroundings, spans: tuple[Span, ...], quote: str) -> str:
    """Return the phrases that an entry would rest on, beside the *quote*."""
    outside = sorted({span for span in spans if not _stands(passage, span, quote)})
    return ALTERNATIVES.join(phrase_cell(passage.text, *span) for span in outside)


def _stands(passage: Surroundings, span: Span, quote: str) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in passage.text.find(quote)) if quote else False


def _shown(passage: Surroundings, spans: tuple[Span, ...]) -> str:
    return " … ".join(repr(" ".join(passage.words(span).split())) for span in spans)
