"""The texts of the sources: phrases found in them, and their sections and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from review.corpus.text.mapped_text import MappedText, Span, normal_form
from review.corpus.text.phrases import HAN, Hindrances, PhrasePlace, phrase_places

_WORD = re.compile(rf"[{HAN}]{{1,2}}|[^\W{HAN}]+(?:[-'.,][^\W{HAN}]+)*")
# A copy that wraps its lines has none as long as this, or a fifth of them go on in the next one, in small letters; one
# with a paragraph a line has neither.
_LONGEST_WRAPPED_LINE = 200
_GOES_ON = re.compile(r"[^\s.?!:]\n[ \t]*[a-z]")
_LINE, _INK = re.compile(r"[^\n]*\S[^\n]*"), re.compile(r"\S")
_SENTENCE_END = (".", "?", "!", ":", ")", "'", '"', "\u3002", "\uff1f", "\uff01")


def count_words(text: str) -> int:
    """Return how many words *text* has: runs of letters or digits, inner hyphens and points kept.

    Two Han signs in a row count as a word.
    """
    return len(_WORD.findall(normal_form(text).text))


@dataclass(frozen=True)
class Section:
    """A part of a source: its id, the title a reader sees, the words it starts with, and its page where it has one."""

    section_id: str
    title: str
    starts: str
    page: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a source, counted from 1 within its section; *start* and *end* are offsets."""

    section_id: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class SourceText:
    """One source's text, as retrieved, with its declared sections.

    Its *language* is a tag, empty where the text itself tells it. A text that *is_laid_out*, by a converter, has blank
    lines between paragraphs and nowhere else. Where sections have pages, form feeds part the pages.
    """

    source_id: str
    text: str
    sections: tuple[Section, ...] = ()
    language: str = ""
    is_laid_out: bool = False

    @cached_property
    def _normal(self) -> MappedText:
        return normal_form(self.text)

    @property
    def folded(self) -> str:
        """The text in its normal form, into which all offsets are."""
        return self._normal.text

    @cached_property
    def as_printed(self) -> str:
        """The folded text with the dashes and quotes of the text itself, as many characters."""
        spans = list(zip(self._normal.starts, self._normal.ends, strict=True))
        often = Counter(start for start, _ in spans)
        is_own = (end - start == 1 == often[start] and self.text[start] != "\f" for start, end in spans)
        signs = zip(is_own, spans, self.folded, strict=True)
        return "".join(self.text[start] if own else folded for own, (start, _), folded in signs)

    def line_at(self, offset: int) -> int:
        """Return the line of the text, from 1, on which *offset* stands."""
        return self.text.count("\n", 0, self._normal.span(offset, offset + 1)[0]) + 1

    @cached_property
    def word_spans(self) -> tuple[Span, ...]:
        return tuple(match.span() for match in _WORD.finditer(self.folded))

    def find(self, quote: str, prefix: str = "", suffix: str = "") -> list[Span]:
        """Return where *quote* stands, each as (start, end) in the folded text, *prefix* and *suffix* around it.

        Runs of space match any space, and words broken over a line match whole or hyphenated.
        """
        return [place.quote for place in self.places(quote, prefix, suffix)] if quote.strip() else []

    def places(self, quote: str, prefix: str = "", suffix: str = "") -> tuple[PhrasePlace, ...]:
        """Return where *quote* stands in the folded text, with *prefix* and *suffix* around it."""
        phrase = (quote, prefix, suffix)
        if phrase not in self._found:
            self._found[phrase] = tuple(phrase_places(self.folded, quote, prefix, suffix, self._hindrances))
        return self._found[phrase]

    @cached_property
    def _found(self) -> dict[tuple[str, str, str], tuple[PhrasePlace, ...]]:
        return {}

    @cached_property
    def _hindrances(self) -> Hindrances:
        return Hindrances.of(self.folded)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order. A section starts where a paragraph begins with its first words.

        A paragraph that is nothing but those words is a heading and is not counted.
        """
        return self._divided[0]

    def closest(self, phrase: str, paragraph: Paragraph) -> str:
        """Return the words of *paragraph* that come nearest to *phrase*, as many as it has."""
        words = [span for span in self.word_spans if paragraph.start <= span[0] and span[1] <= paragraph.end]
        size = min(len(words), count_words(phrase))
        starts = range(len(words) - size + 1 if size else 0)
        windows = [self.folded[words[i][0] : words[i + size - 1][1]] for i in starts]
        wanted = normal_form(phrase).text
        near = max(windows, key=lambda window: SequenceMatcher(None, window, wanted).ratio(), default="")
        return " ".join(near.split())

    @cached_property
    def missing_sections(self) -> tuple[Section, ...]:
        """The declared sections whose first words no paragraph starts with, in order."""
        return self._divided[1]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds *offset*, or None between paragraphs and in headings."""
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.end:
                return paragraph
        return None

    @cached_property
    def unsectioned_pages(self) -> tuple[int, ...]:
        """Where pages begin that no section begins, as lines from 1: their paragraphs would be of the page before."""
        return tuple(map(self.line_at, self._divided[2]))

    @cached_property
    def _divided(self) -> tuple[tuple[Paragraph, ...], tuple[Section, ...], tuple[int, ...]]:
        """The paragraphs, the sections that none of them starts, and where pages start that no section does."""
        paragraphs: list[Paragraph] = []
        pending, unsectioned = list(self.sections), list[int]()
        current, page, number = "", "", 0
        for start, end in self._blocks():
            words = _opening(self.folded[start:end])
            turned = start in self._page_starts
            fits = pending and (not pending[0].page or (pending[0].page != page) == turned)
            if fits and words.startswith(first_words := _opening(pending[0].starts)):
                section, number = pending.pop(0), 0
                current, page = section.section_id, section.page
                if words == first_words:
                    continue
            elif turned:
                unsectioned.append(start)
            number += 1
            paragraphs.append(Paragraph(current, number, start, end))
        return tuple(paragraphs), tuple(pending), tuple(unsectioned)

    @cached_property
    def _page_starts(self) -> frozenset[int]:
        """Where the first words of each page stand; nowhere where no section has a page."""
        if not any(section.page for section in self.sections):
            return frozenset()
        breaks = (place for place, at in enumerate(self._normal.starts) if self.text[at] == "\f")
        words = (_INK.search(self.folded, place) for place in (0, *breaks))
        return frozenset(match.start() for match in words if match)

    def _blocks(self) -> list[Span]:
        """Split into paragraphs and headings, as (start, end) without outer space."""
        lines = [_strip(self.folded, m.span()) for m in _LINE.finditer(self.folded)]
        wrapped = max((m.end() - m.start() for m in _LINE.finditer(self.folded)), default=0) < _LONGEST_WRAPPED_LINE
        wrapped = wrapped or 5 * len(_GOES_ON.findall(self.folded)) >= len(lines)
        headings = {_opening(section.starts) for section in self.sections}
        blocks: list[Span] = []
        last_was_heading = True
        for start, end in lines:
            heading = not self.is_laid_out and _opening(self.folded[start:end]) in headings
            joins = wrapped and blocks and not heading and not last_was_heading
            if self.is_laid_out:
                joins = blocks and self.folded.count("\n", blocks[-1][1], start) == 1
            if joins and start not in self._page_starts and self._continues(blocks[-1][1], start):
                blocks[-1] = (blocks[-1][0], end)
            else:
                blocks.append((start, end))
            last_was_heading = heading
        return blocks

    def _continues(self, previous_end: int, start: int) -> bool:
        # A page break leaves blank lines inside a paragraph: it goes on unless a sentence ended.
        blank_between = self.folded.count("\n", previous_end, start) > 1
        return not blank_between or not self.folded[:previous_end].rstrip().endswith(_SENTENCE_END)


def _opening(text: str) -> str:
    """Return *text* as sections are told by: in lower case, evenly spaced, without marks before its first word."""
    even = " ".join(normal_form(text).text.split())
    return re.sub(r"^\W+", "", even.casefold())


def _strip(text: str, span: Span) -> Span:
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def read_text(path: Path, source_id: str, sections: Iterable[Section] = ()) -> SourceText:
    """Return the text at *path* (UTF-8, a byte order mark left out). Raises OSError or UnicodeDecodeError."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return SourceText(source_id, text, tuple(sections))
