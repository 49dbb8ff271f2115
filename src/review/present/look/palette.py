"""Colours that people with any kind of colour vision can tell apart, on white and on dark paper.

Marks take the four hues of Okabe and Ito (2008) that reach a contrast of 3:1 on both papers, and
their orange, darkened until it does. Text and lines follow the page through CSS custom properties;
the colour after the comma serves where a reader's program knows none.
"""

from __future__ import annotations

LIGHT_PAPER = "#ffffff"
DARK_PAPER = "#14181e"

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

# What the properties are on each paper: a style sheet writes these.
PROPERTIES = {
    "light": {
        "--chart-text": "#333333",
        "--chart-muted": "#595959",
        "--chart-rule": "#8a8a8a",
        "--chart-paper": LIGHT_PAPER,
    },
    "dark": {
        "--chart-text": "#e6e6e6",
        "--chart-muted": "#b3b3b3",
        "--chart-rule": "#8a8a8a",
        "--chart-paper": DARK_PAPER,
    },
}
