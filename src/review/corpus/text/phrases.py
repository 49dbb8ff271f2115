"""Phrases found in a folded text as people see them: evenly spaced, whole, and broken over lines where lines break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from review.corpus.text.mapped_text import Span, normal_form

# Words in Han signs have no spaces between them, and mostly two signs.
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{HAN}]")
_BREAK = re.compile(r"-[ \t]*\n")
_LETTERS = re.compile(r"(?<!\\)[^\W\d_](?=[^\W\d_])")
# What words of a phrase have between them: no space at all, perhaps one behind a hyphen, at least one.
_PIECE = re.compile(r"[^\s-]*-|[^\s-]+|\s+")
_NONE, _PERHAPS, _SPACE = range(3)


class PhrasePlace(NamedTuple):
    """Where a phrase stands: its *quote*, and the *whole* of it with what was asked for around it."""

    quote: Span
    whole: Span


@dataclass(frozen=True)
class Hindrances:
    """What hinders finding in a text: words broken at the ends of lines, Han signs. Each costs ten times the work."""

    is_broken: bool
    has_han: bool

    @classmethod
    def of(cls, text: str) -> Hindrances:
        """Return those of a folded *text*."""
        return cls(bool(_BREAK.search(text)), not text.isascii() and bool(_IS_HAN.search(text)))


def phrase_places(
    text: str, quote: str, prefix: str = "", suffix: str = "", hindrances: Hindrances | None = None
) -> Iterator[PhrasePlace]:
    """Yield where *quote* stands in a folded *text*, with *prefix* and *suffix* around it.

    Runs of space match any space, and words broken over a line match whole or hyphenated.
    """
    there = hindrances or Hindrances.of(text)
    if not (there.is_broken or there.has_han) and (plain := _plain(quote, prefix, suffix)):
        yield from _plain_places(plain, text)
        return
    pattern = phrase_pattern(quote, prefix, suffix, is_broken=there.is_broken, has_han=there.has_han)
    yield from (PhrasePlace(match.span("quote"), match.span()) for match in pattern.finditer(text))


def search_phrase(phrase: str, text: str) -> Span | None:
    """Return where *phrase* first stands in *text*, a folded one."""
    return next((place.quote for place in phrase_places(text, phrase)), None)


@lru_cache(maxsize=8192)
def phrase_pattern(
    quote: str, prefix: str = "", suffix: str = "", *, is_broken: bool, has_han: bool
) -> re.Pattern[str]:
    """Return the pattern that finds *quote* in a folded text, *prefix* and *suffix* around it."""
    letter = rf"[^\W{HAN}]" if has_han else r"\w"
    body = f"(?P<quote>{'' if prefix else _start(quote, letter)}{_loose(quote, is_broken)}"
    body += f"{'' if suffix else _end(quote, letter)})"
    before = f"{_start(prefix, letter)}{_loose(prefix, is_broken)}\\s*" if prefix else ""
    after = f"\\s*{_loose(suffix, is_broken)}{_end(suffix, letter)}" if suffix else ""
    return re.compile(before + body + after)


def _start(phrase: str, letter: str) -> str:
    # "89" stands neither in "189" nor in "12,189". Between Han signs no word begins.
    first = normal_form(phrase).text.strip()[:1]
    inside = r"(?<![0-9][.,])" if first.isdigit() else ""
    return f"(?<!{letter}){inside}" if first.isalnum() and not _IS_HAN.match(first) else inside


def _end(phrase: str, letter: str) -> str:
    # "2,169" does not stand in "2,169,000".
    last = normal_form(phrase).text.strip()[-1:]
    inside = r"(?!,[0-9]{3})" if last.isdigit() else ""
    return f"(?!{letter}){inside}" if last.isalnum() and not _IS_HAN.match(last) else inside


def _loose(phrase: str, is_broken: bool) -> str:
    words = re.escape(" ".join(normal_form(phrase).text.split()))
    loose = words.replace(r"\-", r"\-\s*").replace(r"\ ", r"\s+")
    # Line-end hyphens are mostly typesetting ("traf-\nficked"), but "child-\ntrafficking" keeps its
    # own: both readings are tried, and the one that the quote uses wins.
    return _LETTERS.sub(r"\g<0>(?:-[ \\t]*\\n\\s*)?", loose) if is_broken else loose


class _Plain(NamedTuple):
    """A phrase to be found without a pattern of its own, which would take longer to make than to use.

    *words* stand one after the other, each with the space before it; those from *first* to *last* are the quote.
    """

    words: tuple[tuple[int, str], ...]
    first: int
    last: int
    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=8192)
def _plain(quote: str, prefix: str, suffix: str) -> _Plain | None:
    words: list[tuple[int, str]] = []
    ends = [0]
    for phrase in (prefix, quote, suffix):
        gap = _PERHAPS if words else _NONE
        for piece in _PIECE.findall(" ".join(normal_form(phrase).text.split())):
            if piece.isspace():
                gap = _SPACE
                continue
            words.append((gap, piece))
            gap = _PERHAPS if piece.endswith("-") else _NONE
        ends.append(len(words))
    # Of space alone, which no cell of a table is, the pattern makes what it likes.
    if any(
        given and start == end
        for given, start, end in zip((prefix, quote or " ", suffix), ends, ends[1:], strict=False)
    ):
        return None
    before, behind = _start(prefix or quote, r"\w"), _end(suffix or quote, r"\w")
    return _Plain(tuple(words), ends[1], ends[2], re.compile(before), re.compile(behind))


def _plain_places(plain: _Plain, text: str) -> Iterator[PhrasePlace]:
    """Yield what the pattern of the phrase would find: one place after the other, from its first word on."""
    at, opening = 0, plain.words[0][1]
    while (start := text.find(opening, at)) >= 0:
        place = _plain_at(plain, text, start) if plain.before.match(text, start) else None
        if place and plain.behind.match(text, place.whole[1]):
            yield place
            at = place.whole[1]
        else:
            at = start + 1


def _plain_at(plain: _Plain, text: str, start: int) -> PhrasePlace | None:
    at, begin, end = start, start, start
    for number, (gap, word) in enumerate(plain.words):
        behind = _past_space(text, at) if gap else at
        if (gap == _SPACE and behind == at and not text[at - 1].isspace()) or not text.startswith(word, behind):
            return None
        if number == plain.first:
            begin = behind
        at = behind + len(word)
        if word.endswith("-"):
            at = _past_space(text, at)
        if number == plain.last - 1:
            end = at
    return PhrasePlace((begin, end), (start, at))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
