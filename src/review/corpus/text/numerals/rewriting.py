"""The forms of numerals in a text rewritten in the plain words and digits that `scan` reads.

All rules look at bounded windows, so that the time stays linear.
"""

from __future__ import annotations

import re
from functools import cache

from review.corpus.text.mapped_text import MappedText
from review.corpus.text.numerals.digit_forms import DIGIT_FORMS
from review.corpus.text.numerals.forms import THING, Replacement, always
from review.corpus.text.numerals.word_forms import WORD_FORMS

# "10.000", "10.385": three digits behind a point, where nothing else in the text says that it is one.
_ROUNDED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}(?:\.[0-9]00|\.000)(?![\w]|[.,][0-9])")
_POINTED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![\w]|[.,][0-9])")
_ENGLISH_STYLE = re.compile(
    r"(?<![0-9.,])[0-9]{1,3},[0-9]{3}(?![0-9])|(?<![\w.,])[0-9]{1,2}\.[0-9]{1,2}(?![\w.,])|(?<![\w.,])0\.[0-9]"
)


def rewritten(text: MappedText, alone: bool = False) -> MappedText:
    """Return *text*, folded and in lower case, with each form that `scan` does not know in one that it knows.

    Whether "10.385" has thousands or decimals its text says, where it prints other numbers; *alone* it has decimals.
    """
    held = set(text.text)
    if "." in held and not alone:
        text = text.sub(_ROUNDED if _ENGLISH_STYLE.search(text.text) else _POINTED, always(THING))
    for signs, pattern, replacement in _rules():
        if not signs or not held.isdisjoint(signs):
            text = text.sub(pattern, replacement)
    return text


@cache
def _rules() -> list[tuple[str, re.Pattern[str], Replacement]]:
    return [(rule.signs, re.compile(rule.pattern), rule.replacement) for rule in (*DIGIT_FORMS, *WORD_FORMS)]
