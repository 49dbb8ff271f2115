"""The sizes of all drawings, for telephone and wide page, and where text breaks in them: nothing measures it."""

from __future__ import annotations

# The page of a 390-pixel screen leaves about 350; charts are drawn at that size, and again for a page of twice that.
WIDTH, WIDE = 340, 672
SIZE = 12.5
SMALL = 12
# Liberation Sans comes with the converter and has the widths of Arial and Helvetica: what it
# measures holds for what readers see, and no font of the machine plays a part.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
PADDING = 6

# Widths in thousandths of the size, as in Helvetica; what is not named is as wide as a digit.
_WIDTHS = dict.fromkeys("ijlI.,:;'|![]()tf/ -\u00a0", 280) | dict.fromkeys('rcksvxyzJ“”"', 500)
_WIDTHS |= dict.fromkeys("ABCDEGHKNOPQRSUVXYZ&w", 730) | dict.fromkeys("mMW%@—", 900)


def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return about how wide *text* is, in pixels, rather too wide than too narrow."""
    units = sum(_WIDTHS.get(character, 560) for character in text)
    return units / 1000 * size * (1.08 if bold else 1.0)


def wrap(text: str, width: float = WIDTH, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Return *text* in lines that fit *width*, broken at spaces; a word that is longer stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
