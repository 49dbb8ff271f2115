"""The same chart for a wide page: a specification that is made for a telephone, laid out anew.

What stands under each other for want of room stands beside each other: the words of a row and its mark, the labels of
an axis and its lines, facets, and numbers that are written alone. What a chart draws of its data stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from review.present.look.sizes import WIDE, WIDTH

Spec = dict[str, Any]

#: Between what stands beside each other, and the height of a line of the words of a row from its top to its middle.
_BETWEEN, _MIDDLE = 36, 8
#: What is left below the words of a row once its mark is gone from there.
_BELOW = 2
_STEP = 26  # of a line whose label stands beside it
_BESIDE: Mapping[str, Any] = {"labelPadding": 8, "labelLimit": 330}
#: The `labelExpr` of a long label that breaks before its last word, which is the year of a source.
YEAR_BELOW = "split(replace(datum.label, regexp(' ([^ ]+)$'), '\\n$1'), '\\n')"
_LEVEL: Mapping[str, Any] = {"labelAngle": 0, "labelPadding": 14, "labelExpr": YEAR_BELOW}


def widened(spec: Mapping[str, Any]) -> Spec:
    """Return *spec* as it is drawn on a wide page, about twice as wide as on a telephone."""
    if "vconcat" in spec:
        return {**spec, "vconcat": list(_beside(spec["vconcat"]))}
    if "facet" in spec:
        return {**spec, "columns": 2, "spacing": {"row": 20, "column": 12}} if spec.get("columns") == 1 else {**spec}
    if "hconcat" in spec or spec.get("width", WIDTH) != WIDTH:
        return {**spec}
    wide = {**spec, "width": WIDE}
    if _is_in_rows(spec):
        return _marks_beside(wide)
    return _labels_beside(wide)


def _beside(panels: Sequence[Spec]) -> Iterator[Spec]:
    """Yield *panels* as they stand under each other: those without an axis in pairs."""
    run: list[Spec] = []
    for panel in [*panels, None]:
        if panel is not None and _is_number(panel):
            run.append(panel)
            continue
        for first in range(0, len(run), 2):
            yield {"hconcat": run[first : first + 2], "spacing": 12}
        run = []
        if panel is not None:
            yield widened(panel)


def _is_number(panel: Spec) -> bool:
    """Tell whether a panel is words alone."""
    return "layer" in panel and all(set(_places(view)) == {"value"} for view in panel["layer"])


def _places(view: Spec) -> Iterator[str]:
    for channel in ("x", "y"):
        place = view.get("encoding", {}).get(channel, {})
        yield "value" if "value" in place else "scale" if place else "none"


def _is_in_rows(spec: Mapping[str, Any]) -> bool:
    """Tell whether a view has rows of words with a mark below them."""
    views = [spec, *spec.get("layer", [])]
    from_top = any(view.get("encoding", {}).get("y", {}).get("bandPosition") == 0 for view in views)
    return from_top and isinstance(spec.get("height"), dict) and all("mark" in view for view in spec.get("layer", []))


def _marks_beside(spec: Spec) -> Spec:
    """Return a view in rows with its marks to the right of the words, at the height of the first line."""
    below = max(_offset(view) for view in spec["layer"])
    layers = [_moved(view) if _offset(view) else view for view in spec["layer"]]
    return {**spec, "layer": layers, "height": {"step": below + _BELOW}}


def _offset(view: Spec) -> float:
    """Return how far below the top of its row a mark stands; nothing for words that stand at the left."""
    mark, x = view["mark"], view.get("encoding", {}).get("x", {})
    if mark["type"] == "text" and "value" in x:
        return 0
    offset = mark.get("yOffset", mark.get("dy", 0))
    return offset if isinstance(offset, (int, float)) else 0


def _moved(view: Spec) -> Spec:
    mark = {**view["mark"]}
    for name in {"yOffset", "y2Offset", "dy"} & mark.keys():
        mark[name] = _MIDDLE
    channels = {**view["encoding"]}
    left = WIDTH + _BETWEEN
    for name in {"x", "x2"} & channels.keys():
        place = channels[name]
        if place.get("value") == 0:
            channels[name] = {**place, "value": left}
        elif place.get("value") == WIDTH:
            channels[name] = {**place, "value": "width"}
        elif "type" in place:
            # As a number: of a view beside others, the signal "width" is not that of the view.
            channels[name] = {**place, "scale": {**(place.get("scale") or {}), "range": [left, WIDE]}}
    return {**view, "mark": mark, "encoding": channels}


def _labels_beside(spec: Spec) -> Spec:
    """Return a view with labels beside its lines that stood above them, and level ones that stood aslant."""
    channels = {**spec.get("encoding", {})}
    for name in {"x", "y"} & channels.keys():
        axis = channels[name].get("axis") or {}
        if axis.get("labelAngle"):
            channels[name] = {**channels[name], "axis": {**axis, **_LEVEL}}
        if axis.get("labelAlign") == "left":
            kept = {key: value for key, value in axis.items() if key not in ("labelAlign", "labelOffset")}
            channels[name] = {**channels[name], "axis": {**kept, **_BESIDE}}
            spec = {**spec, "height": {"step": _STEP}}
    layers = {"layer": [_labels_beside(view) for view in spec["layer"]]} if "layer" in spec else {}
    return {**spec, **layers, **({"encoding": channels} if channels else {})}
