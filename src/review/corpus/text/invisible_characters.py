"""Characters that a reader cannot see, or that reorder what a reader sees."""

from __future__ import annotations

import re

# Python calls these printable, and nothing of them is seen: joiners, fillers, selectors of variants, blanks.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"[{_BLANK}]")
#: What separates words in running text: besides the space those that do not break a line, and the tab of code.
SPACES = frozenset(" \n\t\u00a0\u2009\u202f")


def hidden_character(text: str, spaces: frozenset[str] = SPACES) -> int:
    """Return where *text* has a character that is not seen, such as a bidirectional control; -1 where it has none.

    >>> hidden_character("plain"), hidden_character("a\\u200bb"), hidden_character("\\u202egnp.exe")
    (-1, 1, 0)
    """
    if text.isascii() and text.isprintable():
        return -1
    return next(
        (place for place, c in enumerate(text) if (not c.isprintable() and c not in spaces) or _UNSEEN.match(c)), -1
    )


def code_point(character: str) -> str:
    """Return the code point of a character, as messages name it.

    >>> code_point("\\u200b")
    'U+200B'
    """
    return f"U+{ord(character):04X}"
