"""The specification of an Altair chart: which rows it draws, which of them share an axis, and whether they may."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.errors import UsageError
from review.synthesis.comparison import Counted, outside, refusal, require_comparable
from review.synthesis.dimensions import require_like
from review.synthesis.money import conversion

Spec = dict[str, Any]
Row = Mapping[str, Any]

#: The fields that name a row, and the table of it; figures and claims have an event, so that it comes last.
IDS: Mapping[str, str] = {
    "figure_id": "figures",
    "derivation_id": "derivations",
    "fact_id": "facts",
    "claim_id": "claims",
    "event_id": "events",
}
#: Of a figure that is drawn in another currency or another year's money, the id of that conversion.
CONVERTED = "converted_id"
#: Of rows that name none: which rows they count, and the counts as a text, by which texts in the drawing are proven.
COUNTED, SAID = "count_of", "counts"
_SCALED = ("x", "y", "x2", "y2", "theta", "theta2", "radius", "radius2", "size", "opacity", "color", "fill", "stroke")
_TALLIES = frozenset({"count", "distinct", "valid", "missing", "argmin", "argmax", "min", "max"})
_TOGETHER = ("vconcat", "hconcat", "concat")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _View:
    """A mark with its encodings, the rows it draws, what it computes of them, and the fields that part its axes."""

    mark: str
    encoding: Mapping[str, Any]
    rows: Sequence[Row]
    transforms: Sequence[Mapping[str, Any]]
    parted_by: tuple[str, ...] = ()


def used_only(spec: Spec) -> Spec:
    """Return *spec* with only those columns of its data that it names, and the ids; counts are texts as well."""
    shown = {name: value for name, value in spec.items() if name != "datasets"}
    used = {*IDS, CONVERTED, COUNTED, "source_id", *_words({**shown, "config": None})}
    data = {name: [_kept(row, used) for row in rows] for name, rows in spec.get("datasets", {}).items()}
    return {**shown, "datasets": data} if data else shown


def _kept(row: Row, used: set[str]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name in used and (value or name not in IDS)}
    if not any(row.get(name) for name in IDS):
        whole = [value for value in kept.values() if isinstance(value, int) and not isinstance(value, bool)]
        kept |= {COUNTED: kept.get(COUNTED, "rows"), SAID: " ".join(f"{value:,}" for value in whole)}
    return kept


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for value in node.values():
            yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)
    elif isinstance(node, str):
        yield node
        yield from _WORD.findall(node)


def ids_drawn(spec: Spec) -> dict[str, list[str]]:
    """Return the ids of the rows that *spec* draws, by the field that names them, in the order of the data."""
    found: dict[str, dict[str, None]] = {name: {} for name in IDS}
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            if name := next((name for name in IDS if row.get(name)), ""):
                found[name][row.get(CONVERTED) or row[name]] = None
    return {name: list(ids) for name, ids in found.items() if ids}


def figure_of(corpus: Corpus, name: str) -> Figure:
    """Return the figure of an id; of that of a conversion, the figure as converted."""
    converted = None if name in corpus.figures else conversion(corpus, name)
    return converted.shown if converted else corpus.figures[name]


def require_proven(spec: Spec) -> None:
    """Let *spec* pass if every number that it draws names a row, or can count rows. Raises UsageError."""
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            for name, value in row.items():
                if isinstance(value, float) and not value.is_integer() and not any(row.get(key) for key in IDS):
                    raise UsageError(
                        f"the column {name!r} of the chart has numbers that no row proves. Keep the index of the "
                        "frame, count rows, or show a derivation with `chapter.computed`."
                    )


def require_alike(corpus: Corpus, spec: Spec) -> None:
    """Let *spec* pass if no axis of it holds unlike numbers and nothing in it adds any up.

    What a view's own filters would leave out counts as drawn: part figures before they are drawn. Raises
    IncomparableFigures that names what differs.
    """
    for views in _axes(spec, spec.get("datasets", {})):
        for members in _parted(views):
            _require(corpus, members, "an axis")
        for view in views:
            for members in _added(view):
                _require(corpus, members, "a sum")


def _require(corpus: Corpus, rows: Iterable[Row], use: str) -> None:
    require_together(corpus, ids_drawn({"datasets": {"": list(rows)}}), use)


def require_together(corpus: Corpus, ids: Mapping[str, Iterable[str]], use: str) -> None:
    """Let rows pass, named by their ids, that may be put to *use* together. Raises IncomparableFigures."""
    derived = list(ids.get("derivation_id", []))
    counted: list[Counted] = [figure_of(corpus, name) for name in ids.get("figure_id", [])]
    counted += [outside(corpus.facts[name], name) for name in ids.get("fact_id", [])]
    if counted and derived:
        names = [figure.figure_id for figure in counted]
        raise refusal([*names, *derived], use, {"kind": ["computed", "reported"]})
    require_like(corpus, derived)
    require_comparable(corpus, counted, use)


def _axes(spec: Spec, data: Mapping[str, Any], above: Mapping[str, Any] | None = None) -> Iterator[list[_View]]:
    """Yield the views of *spec* in lists that share an axis."""
    around = {**(above or {}), **{name: spec[name] for name in ("data",) if name in spec}}
    around["encoding"] = {**around.get("encoding", {}), **spec.get("encoding", {})}
    around["transform"] = [*around.get("transform", []), *spec.get("transform", [])]
    around["parted"] = (*around.get("parted", ()), *_facets(spec))
    for name in _TOGETHER:
        if name in spec:
            inner = [views for child in spec[name] for views in _axes(child, data, around)]
            shared = {spec.get("resolve", {}).get("scale", {}).get(channel) for channel in ("x", "y")}
            yield from [[view for views in inner for view in views]] if "shared" in shared else inner
            return
    if "spec" in spec:
        yield from _axes(spec["spec"], data, around)
    elif "layer" in spec:
        yield [view for child in spec["layer"] for views in _axes(child, data, around) for view in views]
    elif "mark" in spec:
        source = around.get("data", {})
        rows = data.get(source.get("name", ""), source.get("values", []))
        mark = spec["mark"] if isinstance(spec["mark"], str) else spec["mark"].get("type", "")
        yield [_View(mark, around["encoding"], rows, around["transform"], around["parted"])]


def _facets(spec: Spec) -> tuple[str, ...]:
    """Return the fields by which *spec* has axes apart."""
    scales = spec.get("resolve", {}).get("scale", {})
    if "independent" not in (scales.get("x"), scales.get("y")):
        return ()
    given = spec.get("facet", {})
    places = [given] if "field" in given else list(given.values())
    places += [spec.get("encoding", {}).get(name, {}) for name in ("row", "column", "facet")]
    return tuple(place["field"] for place in places if isinstance(place, Mapping) and "field" in place)


def _parted(views: Iterable[_View]) -> Iterator[list[Row]]:
    """Yield the rows that stand on one axis of numbers."""
    groups: dict[Hashable, list[Row]] = {}
    for view in views:
        if any(_numbers(view.encoding, channel) for channel in _SCALED):
            for row in view.rows:
                groups.setdefault(tuple(row.get(name) for name in view.parted_by), []).append(row)
    yield from groups.values()


def _numbers(encoding: Mapping[str, Any], channel: str) -> bool:
    """Tell whether a channel shows values of rows on a scale of numbers."""
    told, base = encoding.get(channel), encoding.get(channel.rstrip("2"))
    if not isinstance(told, Mapping) or not told.get("field") or told.get("aggregate") == "count":
        return False
    return isinstance(base, Mapping) and base.get("type") == "quantitative"


def _added(view: _View) -> Iterator[list[Row]]:
    """Yield the rows that a view draws as one: those it aggregates, and those it stacks."""
    told = [one for one in view.encoding.values() if isinstance(one, Mapping)]
    plain = [one["field"] for one in told if one.get("field") and not one.get("aggregate")]
    if any(one.get("aggregate") and one["aggregate"] not in _TALLIES for one in told):
        yield from _grouped(view.rows, plain)
    for step in view.transforms:
        for kind in ("aggregate", "joinaggregate", "window"):
            if any(part.get("op") not in _TALLIES for part in step.get(kind, [])):
                yield from _grouped(view.rows, step.get("groupby", []))
    for along, across in (("x", "y"), ("y", "x")):
        end = view.encoding.get(along, {})
        stacks = view.mark in ("bar", "area") and f"{along}2" not in view.encoding
        if stacks and _numbers(view.encoding, along) and not end.get("aggregate") and end.get("stack", True):
            other = view.encoding.get(across, {}).get("field")
            yield from _grouped(view.rows, [*([other] if other else []), *view.parted_by])


def _grouped(rows: Iterable[Row], names: Sequence[str]) -> Iterator[list[Row]]:
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(str(row.get(name)) for name in names), []).append(row)
    yield from groups.values()
