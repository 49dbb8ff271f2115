"""Which language a text is in, and who reads its numerals: English, Chinese, or nobody."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from review.corpus.text.numerals.chinese import chinese_numerals, read_chinese
from review.corpus.text.numerals.reader import find_numerals, read_numeral
from review.corpus.text.numerals.scan import Numeral, numeral
from review.corpus.text.numerals.values import UNREAD, Interval

ENGLISH, CHINESE = "English", "Chinese"
# So much of a text, from its start, tells its language.
_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
# Another language than English shows itself by so many of its words, and by so many times those of English.
_LEAST_WORDS, _TIMES_ENGLISH = 3, 1.5
_DIGITS = re.compile(r"[0-9]+(?:[.,'][0-9]+|\s[0-9]{3}(?![0-9]))*")
_SCRIPTS = {"HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "CJK": CHINESE}


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the commonest words of each language that is told by them."""
    kept = json.loads(Path(__file__).with_name("languages.json").read_text("utf-8"))
    return {language["name"]: frozenset(language["words"].split()) for language in kept.values()}


def language_of(text: str) -> str:
    """Return the name of the language of *text*, English where nothing speaks for another; else that of its script.

    >>> language_of("In diesem Jahr wurden 25.000 Kinder und 300 Frauen von der Polizei befreit.")
    'German'
    >>> language_of("2011\u5e74\uff0c\u516c\u5b89\u673a\u5173\u89e3\u6551\u513f\u7ae58660\u4eba\u3002")
    'Chinese'
    """
    sample = text[:_SAMPLE]
    letters = Counter(_script(sign) for sign in re.findall(r"[^\W\d_]", sample))
    scripts = [(share, script) for script, share in letters.items() if script != "LATIN"]
    most, script = max(scripts, default=(0, ""))
    # A word of Latin letters has five of them where Chinese has two signs.
    if most * (3 if script == "CJK" else 1) > letters["LATIN"]:
        japanese = letters["HIRAGANA"] + letters["KATAKANA"] > most / 10
        return "Japanese" if japanese else _SCRIPTS.get(script, f"a language in {script.title()} script")
    found = Counter(_WORD.findall(sample.lower()))
    hits = {name: sum(found[word] for word in words) for name, words in _words().items()}
    best = max(hits, key=hits.__getitem__)
    sure = hits[best] >= _LEAST_WORDS and hits[best] > _TIMES_ENGLISH * hits[ENGLISH]
    return best if sure else ENGLISH


@cache
def _script(sign: str) -> str:
    return unicodedata.name(sign, "LATIN").split()[0]


def numerals_in(text: str) -> Iterator[Numeral]:
    """Yield the numerals of *text* as the reader of its language reads it; where there is none, its digits, unread."""
    match language_of(text):
        case "English":
            yield from find_numerals(text)
        case "Chinese":
            yield from chinese_numerals(text)
        case _:
            for found in _DIGITS.finditer(text):
                start, end = found.span()
                yield numeral((start, end, found[0], UNREAD, start, end))


def read_printed(printed: str) -> Interval:
    """Read one number as a source prints it, in English or in Chinese. Raises NumeralError."""
    return read_chinese(printed) if _HAN.search(printed) else read_numeral(printed)


def reading_note(text: str) -> str:
    """Return what a coder has to know of a text whose numerals nobody reads; empty where somebody does."""
    language = language_of(text)
    if language in (ENGLISH, CHINESE):
        return ""
    return (
        f"The text is in {language}, whose numerals nothing here reads: its digits are listed, and none is certified."
    )
