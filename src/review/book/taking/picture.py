"""A chart as a picture for print, complete by itself: title, caption, drawing, sources, licence and reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from review.book.pages.citer import CARD
from review.book.taking.exhibit import Drawing
from review.present.look.sizes import FONT, SIZE, SMALL, wrap

#: How wide the PNG is at least, for print.
WIDTH_IN_PIXELS = 2000
_TITLE, _EDGE, _GAP, _BESIDE = 17.0, 18.0, 28.0, 340.0
# A drawing that is no wider has its words at its side, so that the whole has the form of a page.
_NARROW = 450.0
_TEXT, _MUTED = "#1c1f23", "#5d636b"
_LINE = 1.32
# Of a card: its margin, the sizes of its title and foot, and how wide these and the drawing stand.
_MARGIN, _LARGE, _FOOT, _LEFT, _RIGHT = 48.0, 44.0, 22.0, 440.0, 640.0


@dataclass(frozen=True)
class Legend:
    """What a picture says: its *title*, the *words* of its caption, and at its foot the lines of *credit*."""

    title: str
    words: Sequence[str]
    credit: Sequence[str]


@dataclass(frozen=True)
class Block:
    """Lines of text under each other."""

    lines: tuple[str, ...]
    size: float
    colour: str
    is_bold: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LINE

    def at(self, x: float, y: float) -> Iterator[str]:
        """Yield the lines as SVG, the upper edge of the first at *y*."""
        weight = ' font-weight="bold"' if self.is_bold else ""
        for number, line in enumerate(self.lines):
            base = _number(y + number * self.size * _LINE + self.size)
            look = f'font-size="{_number(self.size)}px" fill="{self.colour}"{weight}'
            yield f'<text x="{_number(x)}" y="{base}" {look}>{escape(line)}</text>'


def print_picture(drawing: Drawing, legend: Legend) -> str:
    """Return an SVG of its own: light, without scripts or links, in fonts that every machine has."""
    is_narrow = drawing.width <= _NARROW
    width = drawing.width + _GAP + _BESIDE if is_narrow else drawing.width
    title = _block([legend.title], width, _TITLE, _TEXT, is_bold=True)
    words = [_block([text], _BESIDE if is_narrow else width, SIZE, _TEXT) for text in legend.words]
    credit = [_block([text], width, SMALL, _MUTED) for text in legend.credit]
    top = _EDGE + title.height + 12
    parts = list(title.at(_EDGE, _EDGE))
    beside = _EDGE + drawing.width + _GAP if is_narrow else _EDGE
    below_words = _stack(words, beside, top, parts)
    y = top if is_narrow else below_words + 6
    parts.append(_placed(drawing, _EDGE, y))
    bottom = max(y + drawing.height, below_words) + 14
    height = _stack(credit, _EDGE, bottom, parts) + _EDGE - 6
    return _whole(width + 2 * _EDGE, height, legend.title, parts)


def card(title: str, foot: str, drawing: Drawing | None = None) -> str:
    """Return the SVG of a card: a *title*, a line at its *foot*, and a chart, cut off where it is too high."""
    width, height = map(float, CARD)
    beside = _LEFT if drawing else width - 2 * _MARGIN
    below = _block([foot], beside, _FOOT, _MUTED)
    parts = [*_block([title], beside, _LARGE, _TEXT, is_bold=True).at(_MARGIN, _MARGIN)]
    parts += below.at(_MARGIN, height - _MARGIN - below.height)
    if drawing:
        parts.append(_placed(drawing, width - _RIGHT - _MARGIN / 2, _MARGIN, _RIGHT / drawing.width))
    return _whole(width, height, title, parts)


def scale_of(svg: str, pixels: int) -> float:
    """Return how many times a picture is enlarged to be as wide as *pixels*, never less."""
    width = float(svg.partition('width="')[2].partition('"')[0])
    return -(-pixels * 1000 // width) / 1000


def _whole(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    across, down = _number(width), _number(height)
    size = f'width="{across}" height="{down}" viewBox="0 0 {across} {down}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" role="img">'
    paper = f'<rect width="{across}" height="{down}" fill="#ffffff"/>'
    return "\n".join([opening, f"<title>{escape(title)}</title>", paper, *parts, "</svg>", ""])


def _placed(drawing: Drawing, x: float, y: float, scale: float = 1) -> str:
    left, top = (scale * place for place in drawing.corner)
    enlarged = "" if scale == 1 else f" scale({scale:.4f})"
    # Not an SVG within the SVG, which would be cut at its edges: that takes the converter twice as long.
    body = drawing.svg.partition(">")[2].removesuffix("</svg>")
    return f'<g transform="translate({_number(x - left)},{_number(y - top)}){enlarged}">{body}</g>'


def _stack(blocks: Sequence[Block], x: float, y: float, parts: list[str]) -> float:
    """Add blocks to *parts* one under the other, and return where the last ends."""
    for block in blocks:
        parts += block.at(x, y)
        y += block.height + 6
    return y


def _block(texts: Sequence[str], width: float, size: float, colour: str, *, is_bold: bool = False) -> Block:
    lines = [line for text in texts for line in wrap(text, width, size, bold=is_bold)]
    return Block(tuple(lines), size, colour, is_bold)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
