"""What a passage says of its number: where, on what occasion, on whose word; and why it may be no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness, best_first
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.passage import SAYS, Surroundings, word_stems
from review.corpus.proposing.periods import dates_in
from review.corpus.text.citations import citations, marks, note_text
from review.corpus.text.lexicon import ALTERNATIVES, says
from review.corpus.text.mapped_text import Span
from review.corpus.verification.ledger import Entry
from review.corpus.verification.quoting import phrase_cell, whole_words
from review.corpus.verification.row_templates import TO_FILL, reason_of

#: How a text credits somebody: "according to the office", "the office said", "said the office", "figures from …".
_CREDITS = re.compile(
    r"(?:according to|(?:figures?|data|numbers?)(?: come)? (?:from|of|by)|as reported by)\s+[^,.;:()]{3,60}"
    rf"|(?:\b(?:the|an?|one|its|their|this|your|our)\s+)?(?:[\w'-]+\s+){{1,5}}?{SAYS}\b"
    rf"|\b{SAYS}\s+(?:the|an?|one|its|their)\s+[^,.;:()]{{3,50}}",
    re.IGNORECASE,
)


def place_candidates(corpus: Corpus, passage: Surroundings, quote: str) -> tuple[Candidate, ...]:
    """Return the places of which the paragraph speaks, none where none is named, and that of the source."""
    found = [
        # What a place rests on stands in its cell, in the quote or not.
        one._replace(basis=one.basis or _phrase(corpus, passage, one.value))
        for one in entry_candidates(corpus, passage, "places", "")
        if any(True for _ in passage.alternatives(corpus.places[one.value].words))
    ]
    # Of a sentence with more numbers, each clause may speak of a place of its own.
    own = [_near(passage, corpus.places[one.value].words) for one in found]
    found = [one if near else one._replace(sure=Sureness.GUESS) for one, (near, _) in zip(found, own, strict=True)]
    source = corpus.sources[passage.text.source_id]
    sure = Sureness.GUESS if any(named for _, named in own) else Sureness.LIKELY
    none = Candidate("", Sureness.GUESS if source.place else sure, "no place is named in the sentence")
    implied = Candidate(source.place, sure, "the place of the source", "implied: source; it is about that place")
    return best_first([*found, *([implied] if source.place else []), none])


def _near(passage: Surroundings, words: str) -> tuple[bool, bool]:
    """Say whether one of an entry's *words* is said of the numeral, and whether one stands in its sentence at all."""
    starts = [span[0] for _, found in passage.alternatives(words) for span in found]
    return any(map(passage.is_told, starts)), any(passage.sentence[0] <= at < passage.sentence[1] for at in starts)


def _phrase(corpus: Corpus, passage: Surroundings, place: str) -> str:
    spans = max(passage.alternatives(corpus.places[place].words), default=(0.0, ()))[1]
    return ALTERNATIVES.join(phrase_cell(passage.text, *span) for span in spans)


def event_candidates(corpus: Corpus, passage: Surroundings) -> tuple[Candidate, ...]:
    """Return the events that the paragraph names, and none where its sentence names none."""
    found = [
        one if _near(passage, corpus.events[one.value].words)[0] else one._replace(sure=Sureness.GUESS)
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
    if passage.text.source_id in corpus.origins:
        yield Candidate(passage.text.source_id, sure, "nobody is credited; it is the source itself")
    for name, row in corpus.origins.items():
        if row.is_nobody or (speaker and speaker <= set(word_stems(row.name))):
            told = "nobody is credited" if row.is_nobody else "the source speaks for itself"
            yield Candidate(name, sure, told)


# ", 47," behind a name; and what somebody does with a number whom it does not convince.
_AGED = re.compile(r"[1-9][0-9]?|1[01][0-9]")
_NAMED = re.compile(r"\b[A-Z][\w'-]+(?:,\s+|\s\()\Z")
_DENIED = re.compile(r"\b(?:not|den(?:y|ied|ies)|disput\w+|reject\w*|doubt\w*)\b|n't\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_ORDINAL = re.compile(r"first|second|third|fourth|fifth", re.IGNORECASE)


def reason_candidates(corpus: Corpus, passage: Surroundings, entry: Entry) -> Iterator[Candidate]:
    """Yield why the numeral may be no figure, in words that the review has for reasons."""
    known = corpus.descriptor.table("exclusions").column("reason").choices
    for reason, sure, why in _signs(passage, entry):
        if reason in known:
            yield Candidate(reason, sure, why)


def _signs(passage: Surroundings, entry: Entry) -> Iterator[tuple[str, Sureness, str]]:
    line = passage.words((passage.text.folded.rfind("\n", 0, entry.start) + 1, len(passage.text.folded))).split("\n")[0]
    block = passage.words(passage.block)
    at = entry.start - passage.block[0]
    if any(start <= at < end for start, end in citations(block)):
        yield "citation", Sureness.LIKELY, "it stands in a work that is cited"
    if any(start <= entry.start < end for start, end, _, _ in dates_in(passage)):
        yield "date", Sureness.LIKELY, "it is part of a date"
    if any(start == at for start, _ in marks(block)):
        yield "note mark", Sureness.LIKELY, "it clings to a word, as the mark of a note does"
    if line.strip() == entry.printed:
        yield "page furniture", Sureness.LIKELY, "it stands alone on its line"
    elif re.match(rf"\s*\(?{re.escape(entry.printed)}[.)]\s", line):
        yield "list numeral", Sureness.LIKELY, "its line begins with it"
    folded = passage.text.folded
    is_named = _NAMED.search(folded[passage.block[0] : passage.start])
    if _AGED.fullmatch(entry.printed) and is_named and folded[entry.end : entry.end + 1] in (",", ")"):
        yield "individual case detail", Sureness.LIKELY, "it is somebody's age"
    if _is_said_again(passage, entry):
        is_denied = _DENIED.search(passage.words((passage.sentence[0], passage.start)))
        sure = Sureness.LIKELY if is_denied else Sureness.GUESS
        yield "said again", sure, "the text has said it before"
    if entry.printed.lower() == "one":
        yield "idiom", Sureness.LIKELY, "it mostly counts nothing"
    elif _ORDINAL.fullmatch(entry.printed):
        yield "list numeral", Sureness.GUESS, "it may count the parts of what is said"
    if entry.unread and (reason := reason_of(entry.printed)) != TO_FILL:
        yield reason, Sureness.LIKELY, "its signs are those of one"


def _is_said_again(passage: Surroundings, entry: Entry) -> bool:
    """Say whether the same numeral of several digits, no year, stands in a paragraph before."""
    is_long = len(re.sub(r"\D", "", entry.printed)) > 2 and not _YEAR.fullmatch(entry.printed)
    before = passage.words((0, passage.block[0]))
    return is_long and bool(re.search(rf"(?<![\w.,]){re.escape(entry.printed)}(?!\w)", before))
