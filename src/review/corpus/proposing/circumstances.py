"""When, where, on what occasion and on whose word: what a passage says of the circumstances of its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness, best_first
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.passage import Surroundings, word_stems
from review.corpus.text.citations import citations, marks, note_text
from review.corpus.text.date_phrases import find_dates, read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, says
from review.corpus.text.mapped_text import Span
from review.corpus.verification.quoting import phrase_cell, whole_words

_JOINED = re.compile(r"\s*,?\s*(?:to|until|till|through|and|-)\s+(?:the\s+end\s+of\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_SAYS = r"(?:says?|said|reports?|reported|writes?|wrote|estimates?|estimated|told|stated|announced|recorded|according)"
#: How a text credits somebody: "according to the office", "the office said", "said the office", "figures from …".
_CREDITS = re.compile(
    r"(?:according to|(?:figures?|data|numbers?)(?: come)? (?:from|of|by)|as reported by)\s+[^,.;:()]{3,60}"
    rf"|(?:\b(?:the|an?|one|its|their|this|your|our)\s+)?(?:[\w'-]+\s+){{1,5}}?{_SAYS}\b"
    rf"|\b{_SAYS}\s+(?:the|an?|one|its|their)\s+[^,.;:()]{{3,50}}",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """What a phrase dates: the first and the last date, and the cell of phrases that says so."""

    start: str
    end: str
    basis: str


def dates_in(passage: Surroundings) -> list[tuple[int, int, str, str]]:
    """Return the dates of the paragraph in order, of works that it cites none: where they stand, and what they say."""
    block = passage.words(passage.block)
    cited = citations(block)
    first = passage.block[0]
    return [
        (first + start, first + end, dates.start, dates.end)
        for start, end, dates in find_dates(block.lower())
        # "may" is a month with a capital alone.
        if not any(a <= start < b for a, b in cited) and block[start:end] != "may"
    ]


def period_candidates(corpus: Corpus, passage: Surroundings, blind: bool = False) -> list[tuple[Period, Sureness, str]]:
    """Return the periods that the paragraph may give its number, the surest first; an empty one where it gives none.

    *blind* leaves out what rests on other coded rows.
    """
    dated = _joined(passage, dates_in(passage))
    own = [one for one in dated if passage.sentence[0] <= one[0] < passage.sentence[1]]
    found: list[tuple[Period, Sureness, str]] = []
    for place, (start, end, period) in enumerate(sorted(own, key=lambda one: -passage.nearness(one[0]))):
        sure = (Sureness.SAID if len(own) == 1 else Sureness.LIKELY) if place == 0 else Sureness.GUESS
        found.append((period, sure, f"its sentence says {' '.join(passage.words((start, end)).split())!r}"))
    earlier = [one for one in dated if one[0] < passage.sentence[0]]
    for place, (start, end, period) in enumerate(reversed(earlier)):
        sure = Sureness.LIKELY if place == 0 and not own and len(earlier) == 1 else Sureness.GUESS
        said = " ".join(passage.words((start, end)).split())
        found.append((period, sure, f"a sentence before says {said!r}"))
    source = corpus.sources[passage.text.source_id]
    none = Sureness.GUESS if found else Sureness.LIKELY
    found.append((Period("", "", ""), none, "no date stands nearer"))
    if source.published and not blind:
        basis = "implied: published; it tells of the day on which it was published"
        found.append((Period(source.published, source.published, basis), Sureness.GUESS, "the day of the source"))
    return sorted(found, key=lambda one: one[1].rank)[:6]


def _joined(passage: Surroundings, dates: list[tuple[int, int, str, str]]) -> list[tuple[int, int, Period]]:
    """Return the dates as periods: "from May 2010 to June 2011" is one, and a day without a year takes the nearest."""
    periods: list[tuple[int, int, Period]] = []
    at = 0
    while at < len(dates):
        start, end, first, last = dates[at]
        basis = phrase_cell(passage.text, start, end)
        at += 1
        if "?" in first and (year := _lent(passage, start, dates)):
            basis += PARTS + phrase_cell(passage.text, *year)
            read = passage.words(year)
            first, last = first.replace("????", read), last.replace("????", read)
        if at < len(dates) and "?" not in dates[at][3] > first and _is_span(passage, start, end, dates[at][0]):
            basis += ALTERNATIVES + phrase_cell(passage.text, *dates[at][:2])
            end, last = dates[at][1], dates[at][3]
            at += 1
        if "?" not in first + last and read_dates(basis.split(ALTERNATIVES)[0].replace("[", "").replace("]", "")):
            periods.append((start, end, Period(first, last, basis)))
    return periods


def _is_span(passage: Surroundings, start: int, end: int, following: int) -> bool:
    before = passage.words((max(passage.block[0], start - 9), start)).lower().split()
    between = passage.words((end, following))
    return bool(_JOINED.fullmatch(between)) and ("and" not in between or before[-1:] == ["between"])


def _lent(passage: Surroundings, start: int, dates: list[tuple[int, int, str, str]]) -> Span | None:
    """Return where the year stands that a day without one takes: that of the date before it, else of the next."""
    years = [
        (one[0] + match.start(), one[0] + match.end())
        for one in dates
        for match in _YEAR.finditer(passage.words(one[:2]))
    ]
    return min(years, key=lambda span: abs(span[0] - start), default=None)


def place_candidates(corpus: Corpus, passage: Surroundings, quote: str) -> tuple[Candidate, ...]:
    """Return the places of which the paragraph speaks, none where none is named, and that of the source."""
    found = [
        # What a place rests on stands in its cell, in the quote or not.
        one._replace(basis=one.basis or _phrase(corpus, passage, one.value))
        for one in entry_candidates(corpus, passage, "places", "")
        if any(True for _ in passage.alternatives(corpus.places[one.value].words))
    ]
    own = [one for one in found if _near(passage, corpus.places[one.value].words)]
    found = [one if one in own else one._replace(sure=Sureness.GUESS) for one in found]
    source = corpus.sources[passage.text.source_id]
    sure = Sureness.GUESS if own else Sureness.LIKELY
    none = Candidate("", Sureness.GUESS if source.place else sure, "no place is named in the sentence")
    implied = Candidate(source.place, sure, "the place of the source", "implied: source; it is about that place")
    return best_first([*found, *([implied] if source.place else []), none])


def _near(passage: Surroundings, words: str) -> bool:
    spans = [span for _, found in passage.alternatives(words) for span in found]
    return any(passage.sentence[0] <= span[0] < passage.sentence[1] for span in spans)


def _phrase(corpus: Corpus, passage: Surroundings, place: str) -> str:
    spans = max(passage.alternatives(corpus.places[place].words), default=(0.0, ()))[1]
    return ALTERNATIVES.join(phrase_cell(passage.text, *span) for span in spans)


def event_candidates(corpus: Corpus, passage: Surroundings) -> tuple[Candidate, ...]:
    """Return the events that the paragraph names, and none where its sentence names none."""
    found = [
        one if _near(passage, corpus.events[one.value].words) else one._replace(sure=Sureness.GUESS)
        for one in entry_candidates(corpus, passage, "events")
        if any(True for _ in passage.alternatives(corpus.events[one.value].words))
    ]
    named = any(one.sure is not Sureness.GUESS for one in found)
    none = Candidate("", Sureness.GUESS if named else Sureness.LIKELY, "no event is named in the sentence")
    return best_first([*found, none])


def credits_in(passage: Surroundings, span: Span) -> Iterator[Span]:
    """Yield where *span* of a text credits somebody, the nearest to the numeral first: works cited behind it, too."""
    found = [match.span() for match in _CREDITS.finditer(passage.text.folded, *span)]
    found += [(passage.end + a, passage.end + b) for a, b in citations(passage.words((passage.end, span[1])))]
    yield from sorted({whole_words(passage.text, *one) for one in found}, key=lambda one: -passage.nearness(one[0]))


def origin_candidates(corpus: Corpus, passage: Surroundings, blind: bool = False) -> tuple[Candidate, ...]:
    """Return whom the source may credit, the surest first: whom the sentence credits, else whom no words say."""
    words = {name: row.words for name, row in corpus.origins.items() if row.words}
    found = [*_of_notes(corpus, passage, words), *_of_words(corpus, passage, words)]
    for span in credits_in(passage, passage.sentence):
        said = " ".join(passage.words(span).split())
        told = f"it credits {said!r}"
        for name, row in corpus.origins.items():
            if row.words and says(words, said) == (name,):
                found.append(Candidate(name, Sureness.LIKELY, told, phrase_cell(passage.text, *span)))
            elif not row.words and set(word_stems(row.name)) <= set(word_stems(said)):
                # A phrase would be held against the words of all origins, and this one has none.
                found.append(Candidate(name, Sureness.LIKELY, told))
        if not found:
            found.append(Candidate("", Sureness.GUESS, f"{told}, whom no origin has words for"))
    named = any(one.sure is not Sureness.GUESS for one in found)
    return best_first([*found, *_uncredited(corpus, passage, named, blind)])


def _of_words(corpus: Corpus, passage: Surroundings, words: dict[str, str]) -> Iterator[Candidate]:
    """Yield whom the paragraph names: of what its sentence names, who is known and has most words is meant.

    So an office as somebody relays it comes before the office, and both before "experts".
    """
    named = [(max(passage.alternatives(said), default=(0.0, ())), name) for name, said in words.items()]

    def order(one: tuple[tuple[float, tuple[Span, ...]], str]) -> tuple[bool, bool, float]:
        (weight, spans), name = one
        own = _are_in(passage, spans)
        letters = sum(end - start for start, end in spans)
        return not own, corpus.origins[name].kind == "unnamed", -(letters if own else weight)

    for place, ((_, spans), name) in enumerate(sorted((one for one in named if one[0][1]), key=order)):
        basis = ALTERNATIVES.join(phrase_cell(passage.text, *span) for span in sorted(set(spans)))
        earlier = Sureness.LIKELY if any(span[0] < passage.sentence[0] for span in spans) else Sureness.GUESS
        sure = earlier if not _are_in(passage, spans) else Sureness.LIKELY if place else Sureness.SAID
        yield Candidate(
            name, sure if says(words, basis) == (name,) else Sureness.GUESS, f"the text names {basis!r}", basis
        )


def _are_in(passage: Surroundings, spans: tuple[Span, ...]) -> bool:
    return all(passage.sentence[0] <= span[0] < passage.sentence[1] for span in spans)


def _of_notes(corpus: Corpus, passage: Surroundings, words: dict[str, str]) -> Iterator[Candidate]:
    for _, number in marks(passage.words((passage.end, passage.block[1])))[:1]:
        for name in says(words, note_text(passage.text, number)):
            basis = f"implied: footnote {number}; the next note behind it"
            yield Candidate(name, Sureness.LIKELY, f"note {number} names it", basis)


def _uncredited(corpus: Corpus, passage: Surroundings, named: bool, blind: bool) -> Iterator[Candidate]:
    """Yield whom a number is of where nobody is credited: as other rows of the source have it, else nobody."""
    own = () if blind else corpus.of_source("figures", passage.text.source_id)
    earlier = [row.origin_id for row in own if not row.origin_basis]
    sure = Sureness.GUESS if named else Sureness.LIKELY
    if earlier:
        often = max(sorted(set(earlier)), key=earlier.count)
        yield Candidate(often, sure, "nobody is credited; so stand other figures of the source")
    speaker = set(word_stems(corpus.sources[passage.text.source_id].speaker))
    for name, row in corpus.origins.items():
        if row.is_nobody or (speaker and speaker <= set(word_stems(row.name))):
            told = "nobody is credited" if row.is_nobody else "the source speaks for itself"
            yield Candidate(name, sure, told)
