"""Which language a text is in, and who reads its numerals: English, one for Han signs, or nobody."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from review.corpus.text.numerals.han_numerals import han_numerals, read_han
from review.corpus.text.numerals.reader import find_numerals, read_numeral
from review.corpus.text.numerals.scan import Numeral, numeral
from review.corpus.text.numerals.values import UNREAD, Interval

# So much of a text, from its start, tells its language.
_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
# Another language than English shows itself by so many of its words, and by so many times those of English.
_LEAST_WORDS, _TIMES_ENGLISH = 3, 1.5
_DIGITS = re.compile(r"[0-9]+(?:[.,'][0-9]+|\s[0-9]{3}(?![0-9]))*")
_SCRIPTS = {"HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


@cache
def _kept() -> dict[str, dict[str, str]]:
    """Return name and commonest words of each language, by its tag."""
    kept: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("languages.json").read_text("utf-8"))
    return kept


@cache
def _words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(language["words"].split()) for tag, language in _kept().items() if language["words"]}


def language_of(text: str) -> str:
    """Return the language of *text*: its tag in `languages.json`, "en" where nothing speaks for another; else a name.

    >>> language_of("In diesem Jahr wurden 25.000 Kinder und 300 Frauen von der Polizei befreit.")
    'de'
    """
    sample = text[:_SAMPLE]
    letters = Counter({"LATIN": 1} if sample.isascii() else map(_script, re.findall(r"[^\W\d_]", sample)))
    scripts = [(share, script) for script, share in letters.items() if script != "LATIN"]
    most, script = max(scripts, default=(0, ""))
    # A word of Latin letters has five of them where one of Han signs has two.
    if most * (3 if script == "CJK" else 1) > letters["LATIN"]:
        kana = letters["HIRAGANA"] + letters["KATAKANA"] > most / 10
        known = "Japanese" if kana else "zh" if script == "CJK" else _SCRIPTS.get(script, "")
        return known or f"a language in {script.title()} script"
    found = Counter(_WORD.findall(sample.lower()))
    hits = {tag: sum(found[word] for word in found.keys() & words) for tag, words in _words().items()}
    best = max(hits, key=hits.__getitem__)
    return best if hits[best] >= _LEAST_WORDS and hits[best] > _TIMES_ENGLISH * hits["en"] else "en"


@cache
def _script(sign: str) -> str:
    return unicodedata.name(sign, "LATIN").split()[0]


def numerals_in(text: str, language: str = "") -> Iterator[Numeral]:
    """Yield the numerals of *text* as the reader of its language reads it; where there is none, its digits, unread.

    The text itself tells its *language*, where that is not given.
    """
    match language.partition("-")[0] or language_of(text):
        case "en":
            yield from find_numerals(text)
        case "zh":
            yield from han_numerals(text)
        case _:
            for found in _DIGITS.finditer(text):
                start, end = found.span()
                yield numeral((start, end, found[0], UNREAD, start, end))


def read_printed(printed: str) -> Interval:
    """Read one number as a source prints it, in English or in Han signs. Raises NumeralError."""
    return read_han(printed) if _HAN.search(printed) else read_numeral(printed)


def language_name(tag: str) -> str:
    """Return how a language is called: ``de`` is German; the tag itself where nothing is kept of it."""
    return _kept()[tag]["name"] if tag in _kept() else tag


def reading_note(text: str, language: str = "") -> str:
    """Return what a coder has to know of a text whose numerals nobody reads; empty where somebody does."""
    language = language.partition("-")[0] or language_of(text)
    if language in ("en", "zh"):
        return ""
    name = language_name(language)
    return f"The text is in {name}, whose numerals nothing here reads: its digits are listed, and none is certified."
