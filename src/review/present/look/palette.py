"""Colours of which each means one thing in the whole book, and those of text and lines.

A colour tells how a number came about: somebody counted it, somebody put it forward without a count, or this review
computed it. Everything else (a sex, a source, a stance, a link of a chain, an origin that is not named) is told by
place, words or shape, in the ink of the text. All of them follow the page through CSS custom properties, which have
another value on dark paper; the colour after the comma serves where a reader's program knows none. What stands out
from its paper by less than 3:1 is refused by the tests.
"""

from __future__ import annotations

COUNTED = "var(--chart-counted, #1f5f8b)"
CLAIMED = "var(--chart-claimed, #b4531a)"
COMPUTED = "var(--chart-computed, #3d6b35)"

TEXT = "var(--chart-text, #1c1f23)"
MUTED = "var(--chart-muted, #5d636b)"
RULE = "var(--chart-rule, #85888d)"
PAPER = "var(--chart-paper, #ffffff)"

#: What Altair colours by itself: none of the colours that mean something.
SERIES = (TEXT, MUTED, "#b5638f", "#b87a00")
