"""A hand for tests: the rows and the views of what a chart draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from review.present.frames.publish import publish
from review.present.look.chart import Chart


def shown(chart: alt.TopLevelMixin | None, **options: Any) -> Chart:
    """Return a chart as it is published."""
    return publish(chart, **({"caption": "Chart"} | options))


def spec_of(chart: Chart) -> dict[str, Any]:
    """Return the specification of a chart that Vega draws."""
    assert isinstance(chart.spec, dict)
    return chart.spec


def data(chart: Chart) -> Iterator[dict[str, Any]]:
    """Yield every row of data that the chart draws."""
    for rows in spec_of(chart)["datasets"].values():
        yield from rows


def views(spec: dict[str, Any], above: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
    """Yield every single view of a specification, with the data and filters of what holds it."""
    around = (above or {}) | {name: spec[name] for name in ("data",) if name in spec}
    inner = [*spec.get("layer", []), *spec.get("vconcat", []), *spec.get("hconcat", [])]
    inner += [spec["spec"]] if "spec" in spec else []
    if not inner:
        yield around | spec
    for part in inner:
        yield from views(part, around)


def drawn_as(chart: Chart, figure_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the marks of a figure but for texts and ground lines, each once: shape or kind, and mark with row."""
    found = []
    for view in views(spec_of(chart)):
        mark, rows = view["mark"], spec_of(chart)["datasets"][view["data"]["name"]]
        filters = [step["filter"] for step in view.get("transform", []) if "filter" in step]
        if mark["type"] == "text" or "field" not in view["encoding"]["x"]:
            continue
        for row in rows:
            if row.get("figure_id") == figure_id and all(row[one["field"]] in one["oneOf"] for one in filters):
                one = (mark.get("shape", mark["type"]), {**row, "mark": mark, "x": view["encoding"]["x"]})
                found += [] if one in found else [one]
    return found
