"""Colours that people with any kind of colour vision can tell apart, on white and on dark paper.

Marks take the four hues of Okabe and Ito (2008) that reach a contrast of 3:1 on both papers, and
their orange, darkened until it does. Text and lines follow the page through CSS custom properties;
the colour after the comma serves where a reader's program knows none.
"""

from __future__ import annotations

BLUE = "#0072b2"
VERMILLION = "#d55e00"
GREEN = "#009e73"
PURPLE = "#cc79a7"
OCHRE = "#b87a00"
GREY = "#767676"
SERIES = (BLUE, VERMILLION, GREEN, PURPLE, OCHRE, GREY)

TEXT = "var(--chart-text, #333333)"
MUTED = "var(--chart-muted, #595959)"
RULE = "var(--chart-rule, #8a8a8a)"
PAPER = "var(--chart-paper, #ffffff)"
