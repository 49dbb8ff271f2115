"""The scales of a Vega-Lite specification: which views share one, and the rows that these draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from review.errors import UsageError
from review.present.charts.views import FACETS, SECOND, Datum, View
from review.present.look.widths import Spec

#: For each channel the lists of views that share one scale of it; for "" each view by itself.
Scales = dict[str, list[list[View]]]
_TOGETHER = ("vconcat", "hconcat", "concat")


def scales_of(spec: Spec, data: Mapping[str, Any], above: Mapping[str, Any] | None = None) -> Scales:
    """Return for each channel the lists of views of *spec* that share one scale of it."""
    around = {**(above or {}), **{name: spec[name] for name in ("data",) if name in spec}}
    around["encoding"] = {**around.get("encoding", {}), **spec.get("encoding", {})}
    around["transform"] = [*around.get("transform", []), *spec.get("transform", [])]
    around["apart"] = (*around.get("apart", ()), *_apart(spec))
    resolved = spec.get("resolve", {}).get("scale", {})
    for name in _TOGETHER:
        if name in spec:
            inner = [scales_of(child, data, around) for child in spec[name]]
            apart = {channel for one in inner for channel in one if _is_apart(channel, resolved)}
            return _merged(inner, apart)
    if "spec" in spec:
        return scales_of(spec["spec"], data, around)
    if "layer" in spec:
        return _merged([scales_of(child, data, around) for child in spec["layer"]], set())
    rows = [*_rows(around.get("data"), data)]
    for other in (step["from"] for step in around["transform"] if "lookup" in step):
        looked_up = _rows(other.get("data"), data)
        rows += [row for row in looked_up if any(isinstance(row.get(name), float) for name in other.get("fields", row))]
    mark = spec["mark"] if isinstance(spec["mark"], str) else spec["mark"].get("type", "")
    view = View(mark, around["encoding"], rows, around["transform"], around["apart"])
    return {"": [[view]], **{SECOND.sub("", name): [[view]] for name in view.encoding if view.shows_numbers(name)}}


def with_rows(spec: Spec) -> Spec:
    """Return *spec* with all its data as lists of rows. Raises UsageError for data that are read or made elsewhere."""
    sets: Mapping[str, Any] = spec.get("datasets", {})
    used: dict[str, Any] = {}

    def named(node: Any) -> Any:
        if isinstance(node, list):
            return [named(one) for one in node]
        if not isinstance(node, Mapping):
            return node
        return {key: source(one) if key == "data" and one is not None else named(one) for key, one in node.items()}

    def source(given: Mapping[str, Any]) -> Mapping[str, Any]:
        known = given.get("name") in sets
        rows = sets[given["name"]] if known else given.get("values")
        if not (isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)):
            raise UsageError("the chart draws data that are no rows of a frame. Hand `alt.Chart` a frame.")
        name = given["name"] if known else f"data-{len(used)}"
        used[name] = rows
        return {"name": name}

    named_only: Spec = named({name: value for name, value in spec.items() if name not in ("datasets", "config")})
    kept = {"config": spec["config"]} if "config" in spec else {}
    return {**named_only, **kept, **({"datasets": used} if used else {})}


def _rows(source: Mapping[str, Any] | None, data: Mapping[str, Any]) -> Sequence[Datum]:
    rows: Sequence[Datum] = data.get((source or {}).get("name", ""), [])
    return rows


def _is_apart(channel: str, resolved: Mapping[str, str]) -> bool:
    """Tell whether charts side by side have a scale each: of places by default, of looks where it is said."""
    default = "independent" if channel in ("", "x", "y", "theta", "radius") else "shared"
    return resolved.get(channel, default) == "independent"


def _merged(parts: Sequence[Scales], apart: set[str]) -> Scales:
    """Return the scales of *parts*, one of each channel for all but those that stand *apart*."""
    scales: Scales = {}
    for channel in dict.fromkeys(name for part in parts for name in part):
        groups = [views for part in parts for views in part.get(channel, [])]
        scales[channel] = groups if channel in apart or not channel else [[view for views in groups for view in views]]
    return scales


def _apart(spec: Spec) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the fields by which *spec* parts its rows, with the channels of which each part has its own scale."""
    resolved = spec.get("resolve", {}).get("scale", {})
    own = frozenset(channel for channel, how in resolved.items() if how == "independent")
    given = spec.get("facet", {})
    places = [given] if "field" in given else list(given.values())
    places += [spec.get("encoding", {}).get(name, {}) for name in FACETS]
    for place in places:
        if isinstance(place, Mapping) and "field" in place and not (place.get("bin") or place.get("timeUnit")):
            yield place["field"], own
