"""Where the phrases stand on which a figure's attributes rest, and whom the text credits nearest to its numeral."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict

from review.corpus.corpus import Corpus
from review.corpus.rules.attribute_rules import agree, fitting_origin
from review.corpus.rules.phrase_cells import FORMS, PHRASES, Phrase, anchors, footnotes, implied, parts, phrases
from review.corpus.rules.row_rules import IMPLIED
from review.corpus.rules.rule import Fault, Tables
from review.corpus.tables.reading import Row
from review.corpus.tables.records import Figure
from review.corpus.text.citations import citations, marks, note_text
from review.corpus.text.date_phrases import read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, even, says, weight
from review.corpus.text.mapped_text import Span
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.text.table_cells import even_words, table_cells
from review.corpus.verification.ledger import interval_spans, numerals_of, printed_spans

#: How far from the figure a phrase may stand: its paragraph, its section, or anywhere in the source.
REACH = {"event_basis": "source", "origin_basis": "section"}
_CITED = re.compile(r"\([^()]*\)")
_NAMED_FIRST = re.compile(r"[^\W\d]+ \((?:1[5-9]|20)[0-9]{2}[a-z]?\)")
#: What something else of the same kind may not come between, and the vocabulary that tells.
INTERRUPTED = {
    "measure_id": "measures", "population_id": "populations", "event_id": "events", "place": "places",
}  # fmt: skip


def phrase_faults(corpus: Corpus, text: SourceText, figure: Figure) -> Iterator[Fault]:
    """Yield what is wrong with the phrases of *figure* in its text."""
    spans = printed_spans(text, figure)
    for column in PHRASES:
        for phrase in anchors(getattr(figure, column)):
            if fault := _misplaced(text, figure, column, phrase):
                yield column, *fault
    for start, end in interval_spans(text, figure):
        for numeral in numerals_of(text):
            if any(numeral.number_start < edge < numeral.number_end for edge in (start, end)):
                message = f"a phrase is a part of what the text prints (expected {numeral.text!r} whole)"
                yield "interval_basis", message, "Copy the numeral whole."
    if len(spans) == 1 and figure.cell:
        yield from _of_another_cell(text, figure, spans[0])
    elif len(spans) == 1:
        yield from _interrupted(corpus, text, figure, spans[0])
        yield from _dated(text, figure, spans[0])
    if len(spans) == 1:
        yield from _notes(text, figure, spans[0])
        yield from _cited(text, figure, spans[0])
        yield from _uncredited(corpus, text, figure, spans[0])
    if numbers := footnotes(figure.origin_basis):
        evidence = [*phrases(figure.origin_basis), *(note_text(text, number) for number in numbers)]
        yield from fitting_origin(asdict(figure), _as_read(corpus, "origins"), " / ".join(evidence))


def _of_another_cell(text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """In a table what is near says nothing: a phrase that is a cell stands left of the numeral's cell, or above it."""
    paragraph = text.paragraph_at(numeral[0])
    cells = list(table_cells(text, paragraph)) if paragraph else []
    own = {words for one in cells if one.span[0] <= numeral[0] < one.span[1] for words in one.left | one.above}
    others = {one.words for one in cells} - own
    for column in PHRASES:
        for phrase in anchors(getattr(figure, column)):
            if even_words(phrase.exact) in others:
                message = f"the phrase is a cell of another row and column (got {phrase.exact!r})"
                yield column, message, f"Name one that stands left of the cell or above it ({figure.cell!r})."


def find_phrase(text: SourceText, figure: Figure, phrase: Phrase) -> list[Span]:
    """Return where *phrase* stands, with what is around it: in the paragraph of *figure*, else anywhere in its text."""
    spans = [place.whole for place in text.places(*phrase)]
    return [span for span in spans if _place(text, span) == (figure.section_id, figure.paragraph)] or spans


def _place(text: SourceText, span: Span) -> tuple[str, int]:
    paragraph = text.paragraph_at(span[0])
    return (paragraph.section_id, paragraph.number) if paragraph else ("", 0)


def _misplaced(text: SourceText, figure: Figure, column: str, phrase: Phrase) -> tuple[str, str] | None:
    spans = find_phrase(text, figure, phrase)
    if not spans:
        message = f"the phrase does not stand in {text.source_id} (got {phrase.exact!r})"
        return message, f"Copy it again{_or_implied(column)}."
    section, paragraph = _place(text, spans[0])
    reach = REACH.get(column, "paragraph")
    if reach == "section" and figure.section_id != section:
        return (
            f"the phrase stands in another section (got {phrase.exact!r})",
            f"Copy one that stands nearer{_or_implied(column)}.",
        )
    if reach == "paragraph" and (figure.section_id, figure.paragraph) != (section, paragraph):
        return (
            f"the phrase stands in another paragraph (got {phrase.exact!r})",
            f"Copy one of the same paragraph{_or_implied(column)}.",
        )
    if len(spans) > 1:
        message = f"the phrase stands {len(spans)} times there (got {phrase.exact!r}, expected once)"
        return message, "Add what stands before or after it, in square brackets."
    return None


def _or_implied(column: str) -> str:
    """Return what a cell of phrases takes instead of one, for a hint."""
    forms = FORMS.get(column.removesuffix("_basis"), ())
    return f", or write {' or '.join(f'{IMPLIED}{form}; WHY' for form in forms)}" if forms else ""


def _interrupted(corpus: Corpus, text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """Nothing between the numeral and a phrase that it rests on says another thing of the same kind."""
    paragraph = text.paragraph_at(numeral[0])
    for column, table in INTERRUPTED.items() if paragraph else ():
        assert paragraph
        coded = getattr(figure, column)
        words = {name: row.words for name, row in corpus.tables[table].items()}
        for phrase in anchors(getattr(figure, f"{column.removesuffix('_id')}_basis")):
            spans = [span for span in text.find(*phrase) if paragraph.start <= span[0] < paragraph.end]
            if not spans:
                continue
            between = min((_between(text, span, numeral) for span in spans), key=len)
            nearer = says(words, between)
            if nearer and not any(_related(corpus, table, coded, other) for other in nearer):
                message = f"something else stands between {figure.printed!r} and its phrase "
                message += f"(got {phrase.exact!r}, nearer is {' or '.join(nearer)})"
                yield f"{column.removesuffix('_id')}_basis", message, "Name the nearer, or a phrase that is nearer."


def _related(corpus: Corpus, table: str, coded: str, other: str) -> bool:
    """Say whether two entries of a vocabulary are one, or one holds the other: "children" beside "girls"."""
    if table == "places":
        return agree(coded, other, _as_read(corpus, "places"))
    return corpus.is_within(table, coded, other) or corpus.is_within(table, other, coded)


def _dated(text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """Between the numeral and the phrase that dates its end, no other date is printed."""
    ends = [part for part in parts(figure.period_basis) if not implied(part)][-1:]
    for phrase in [anchors(end)[0] for end in ends]:
        paragraph = text.paragraph_at(numeral[0])
        spans = [span for span in text.find(*phrase) if paragraph and paragraph.start <= span[0] < paragraph.end]
        between = min((_between(text, span, numeral) for span in spans), key=len, default="")
        if other := read_dates(_CITED.sub("", between)):
            message = f"another date stands between {figure.printed!r} and its phrase (got {phrase.exact!r}, "
            message += f"nearer is {other.end})"
            yield "period_basis", message, "Name the nearer, or a phrase that is nearer."


def _between(text: SourceText, phrase: Span, numeral: Span) -> str:
    first, second = sorted((phrase, numeral))
    return text.folded[first[1] : second[0]]


def _notes(text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """The note that is named is the next one marked after the numeral."""
    paragraph = text.paragraph_at(numeral[0])
    for number in footnotes(figure.origin_basis) if paragraph else ():
        assert paragraph
        following = [note for at, note in marks(text.folded[numeral[1] : paragraph.end])]
        if following[:1] != [number]:
            expected = f"footnote {following[0]}" if following else "no note"
            message = f"it is not the next note after the numeral (got footnote {number}, expected {expected})"
            yield "origin_basis", message, "Name the next one."
        if not note_text(text, number):
            yield "origin_basis", f"no line of the text is note {number}", "Mend the number."


def _cited(text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """The work that is cited in brackets is the next one cited after the numeral."""
    named = [phrase for phrase in phrases(figure.origin_basis) if phrase.startswith("(") and citations(phrase)]
    paragraph = text.paragraph_at(numeral[0])
    rest = text.folded[numeral[1] : paragraph.end] if paragraph else ""
    following = [rest[a:b] for a, b in citations(rest)[:1]]
    if stated := _NAMED_FIRST.search(_sentence(text, numeral)):
        following = [stated[0]]  # "Smith (2015) states" says at once who does
    for phrase in named:
        if not following or even(phrase).strip("()") not in even(following[0]):
            expected = following[0] if following else "none"
            message = f"it is not the next work cited after the numeral (got {phrase!r}, expected {expected!r})"
            yield "origin_basis", message, "Name the next one."


def _uncredited(corpus: Corpus, text: SourceText, figure: Figure, numeral: Span) -> Iterator[Fault]:
    """Where the sentence of the numeral names an origin, and none of the phrases stands in it, that one is meant."""
    paragraph, sentence = text.paragraph_at(numeral[0]), even(_sentence(text, numeral))
    own = [even(phrase) for phrase in phrases(figure.origin_basis)]
    if not own or any(phrase in sentence for phrase in own) or any(phrase.startswith("(") for phrase in own):
        return
    later = even(text.folded[numeral[1] : paragraph.end] if paragraph else "")
    earlier = even(text.folded[paragraph.start : numeral[0]] if paragraph else "")
    if all(phrase in later and phrase not in earlier for phrase in own):
        message = f"whom it credits stands in a later sentence only (got {own[0]!r})"
        yield "origin_basis", message, "Credit whom the numeral's own sentence, or one before it, credits."
    for origin in corpus.origins.values():
        for part in {part for words in origin.words.split(ALTERNATIVES) for part in words.split(PARTS) if part}:
            if weight(part, sentence) and not any(weight(part, phrase) for phrase in own):
                message = f"the sentence of the numeral credits another (got {own[0]!r}, expected {part!r})"
                yield "origin_basis", message, "Credit whom the sentence credits."
                return


def _sentence(text: SourceText, numeral: Span) -> str:
    paragraph = text.paragraph_at(numeral[0])
    if not paragraph:
        return ""
    start, end = next(span for span in sentences(text, paragraph) if numeral[0] < span[1])
    return text.folded[start:end]


def _as_read(corpus: Corpus, table: str) -> Tables:
    return {table: {key: Row(0, asdict(row)) for key, row in corpus.tables[table].items()}}
