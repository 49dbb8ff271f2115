"""The look of all charts: drawn for the width of a telephone, no clutter, sizes that stay readable, texts that fit."""

from __future__ import annotations

import altair as alt

from review.present.look.palette import BLUE, MUTED, RULE, SERIES, TEXT

# The page of a 390-pixel screen leaves about 350; charts are drawn at that size and only grow.
WIDTH = 340
SIZE = 12.5
SMALL = 11.5
# Liberation Sans comes with the converter and has the widths of Arial and Helvetica: what it
# measures holds for what readers see, and no font of the machine plays a part.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
PADDING = 6
NAME = "review"
# How wide text is, which nothing measures when a page is made.
# Widths in thousandths of the size, as in Helvetica; what is not named is as wide as a digit.
_WIDTHS = dict.fromkeys("ijlI.,:;'|![]()tf/ -\u00a0", 280) | dict.fromkeys('rcksvxyzJ“”"', 500)
_WIDTHS |= dict.fromkeys("ABCDEGHKNOPQRSUVXYZ&w", 730) | dict.fromkeys("mMW%@—", 900)

_AXIS: alt.theme.AxisConfigKwds = {
    "grid": False,
    "domainColor": RULE,
    "tickColor": RULE,
    "gridColor": RULE,
    "gridOpacity": 0.35,
    "labelColor": MUTED,
    "labelFontSize": SMALL,
    "titleColor": MUTED,
    "titleFontSize": SMALL,
    "titleFontWeight": "normal",
    "labelFlush": True,
    "labelPadding": 4,
    "tickSize": 4,
    "labelLimit": 195,
}
_TITLE: alt.theme.TitleConfigKwds = {
    "anchor": "start",
    "frame": "group",
    "color": TEXT,
    "subtitleColor": MUTED,
    "fontSize": 13.5,
    "subtitleFontSize": SMALL,
    "subtitlePadding": 4,
    "offset": 10,
}
_LEGEND: alt.theme.LegendConfigKwds = {
    "orient": "top",
    "columns": 2,
    "labelColor": TEXT,
    "titleColor": TEXT,
    "labelFontSize": SMALL,
    "titleFontSize": SMALL,
    "labelLimit": 150,
    # From the edge of the whole, labels of axes included: beside them there is no room for a legend.
    "layout": {"top": {"anchor": "start", "bounds": "full", "direction": "vertical"}},
}
_HEADER: alt.theme.HeaderConfigKwds = {
    "labelAnchor": "start",
    "titleAnchor": "start",
    "labelColor": TEXT,
    "labelFontSize": SIZE,
    "labelFontWeight": "bold",
    "titleColor": MUTED,
    "titleFontSize": SMALL,
}


@alt.theme.register(NAME, enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the theme as Altair wants it."""
    return {
        "width": WIDTH,
        "padding": PADDING,
        "background": "transparent",
        "config": {
            "font": FONT,
            "axis": _AXIS,
            "axisDiscrete": {"labelFlush": False},
            "axisQuantitative": {"tickCount": 4},
            "numberFormat": ",~f",
            "view": {"stroke": None},
            "mark": {"color": BLUE},
            "range": {"category": list(SERIES)},
            "text": {"color": TEXT, "fontSize": SIZE, "lineHeight": 16},
            "title": _TITLE,
            "legend": _LEGEND,
            "header": _HEADER,
        },
    }


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
