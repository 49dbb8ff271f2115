"""How Altair shows charts as the book does: no clutter, its sizes and colours, and the renderer."""

from __future__ import annotations

from typing import Any

import altair as alt

from review.present.look.chart import figure_html
from review.present.look.palette import MUTED, RULE, SERIES, TEXT
from review.present.look.sizes import FONT, PADDING, SIZE, SMALL, WIDTH
from review.present.look.widths import Spec

NAME = "review"

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
            "mark": {"color": MUTED},
            "range": {"category": list(SERIES)},
            "text": {"color": TEXT, "fontSize": SIZE, "lineHeight": 16},
            "title": _TITLE,
            "legend": _LEGEND,
            "header": _HEADER,
        },
    }


def render(spec: Spec, **metadata: Any) -> dict[str, str]:
    """Return the MIME bundle of a Vega-Lite specification; its *description* is the alternative text."""
    alternative = str(spec.get("description", ""))
    return {"text/html": figure_html(spec, alternative).text, "text/plain": f"Chart: {alternative}"}
