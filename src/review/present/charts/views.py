"""A view of a Vega-Lite specification: the rows that it draws, on which scales, and which of them it makes one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Datum = Mapping[str, Any]

#: Aggregates that say how many rows there are, and those that say which rows or values come before others.
COUNTS = frozenset({"count", "distinct", "valid", "missing", "row_number"})
RANKS = frozenset({"min", "max", "argmin", "argmax", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile"})
RANKS |= {"lag", "lead", "first_value", "last_value", "nth_value"}
# Whatever else a channel shows, it shows on a scale.
FACETS = ("row", "column", "facet")
_UNSCALED = frozenset({"text", "tooltip", "href", "url", "description", "key", "detail", "order", *FACETS})
# These make one number of several rows, each with the aggregates that it names, or of itself.
_NAMED_OPS = ("aggregate", "joinaggregate", "window")
_OPS = ("stack", "density", "regression", "loess", "quantile", "impute", "pivot")
_SUMMARIES = frozenset({"boxplot", "errorbar", "errorband"})
_STACKED = frozenset({"bar", "area", "arc"})
#: What follows the name of a channel in that of another on its scale.
SECOND = re.compile(r"(Error)?2?$")
_WORD = re.compile(r"\w+")
_ACROSS = {"x": ("y", "yOffset"), "y": ("x", "xOffset"), "theta": ("radius",), "radius": ("theta",)}


@dataclass(frozen=True)
class View:
    """A mark with its encodings, the rows it draws, and what it computes of them.

    *apart* are the fields that part its rows, each with the channels of which every part has a scale of its own.
    """

    mark: str
    encoding: Mapping[str, Any]
    rows: Sequence[Datum]
    transforms: Sequence[Mapping[str, Any]]
    apart: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def channels(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Each channel with what it shows, those of conditions and of lists as well."""
        return [(channel, one) for channel, given in self.encoding.items() for one in definitions(given)]

    def is_computed(self, field: object) -> bool:
        """Tell whether expressions of the chart made *field*."""
        computed: set[str] = set()
        for step in self.transforms:
            if "calculate" in step or computed & set(texts_in(step)):
                computed |= made_by(step)
        return field in computed if isinstance(field, str) else bool(computed)  # a repeated one may be any

    def shows_numbers(self, channel: str) -> bool:
        """Tell whether a channel shows values of rows on a scale: numbers on any, whatever it is called."""
        if channel in _UNSCALED:
            return False
        base = definitions(self.encoding.get(SECOND.sub("", channel), {}))
        kind = next((one["type"] for one in base if "type" in one), "quantitative")
        for one in definitions(self.encoding[channel]):
            counts = isinstance(one.get("aggregate"), str) and one["aggregate"] in COUNTS
            named = one.get("type", kind) in ("nominal", "ordinal", "temporal", "geojson")
            if one.get("field") and not counts and (not named or self._holds_floats(one["field"])):
                return True
        return False

    def _holds_floats(self, field: object) -> bool:
        return any(isinstance(row.get(str(field)), float) for row in self.rows)

    def _has_numbers(self, field: object) -> bool:
        return str(field) in self._made() or self._holds_floats(field)  # what transforms make may be numbers

    def _made(self) -> set[str]:
        return {name for step in self.transforms for name in made_by(step)}

    def parts(self, channel: str) -> Iterator[tuple[Hashable, Datum]]:
        """Yield each row after what parts it from those that do not share its scale of *channel*."""
        transformed = self._made()
        names = [name for name, channels in self.apart if channel in channels and name not in transformed]
        yield from ((tuple(str(row.get(name)) for name in names), row) for row in self.rows)

    def made_one(self) -> Iterator[tuple[str, list[Datum]]]:
        """Yield the rows that are drawn as one, each with the use: "a sum", or "an axis" for the least or largest."""
        for op, fields, by in (*self._aggregated(), *self._transformed()):
            if op in COUNTS and not any(map(self._has_numbers, fields[1:])):
                continue
            if not (op in COUNTS or op in RANKS):
                yield from (("a sum", rows) for rows in self._grouped(by))
            elif any(map(self._has_numbers, fields)):
                yield from (("an axis", rows) for rows in self._grouped(by))
        for by in self._stacked():
            yield from (("a sum", rows) for rows in self._grouped(by))

    def _aggregated(self) -> Iterator[tuple[str, list[object], list[str]]]:
        plain = [one for _, one in self.channels if one.get("field") and not one.get("aggregate")]
        for _, one in self.channels:
            if op := one.get("aggregate"):
                name, field = (op, one.get("field")) if isinstance(op, str) else next(iter(op.items()))
                yield name, [field], self._kept(plain)
        closed = {"x2", "y2", "xError", "yError"} & self.encoding.keys()
        if self.mark in _SUMMARIES and not closed:
            named = [one for channel, one in self.channels if one in plain and not self.shows_numbers(channel)]
            yield self.mark, [], self._kept(named)

    def _transformed(self) -> Iterator[tuple[str, list[object], list[str]]]:
        for step in self.transforms:
            by = self._kept([{"field": name} for name in step.get("groupby", [])])
            for kind in _NAMED_OPS:
                order = [one.get("field") for one in step.get("sort", [])] if kind == "window" else []
                for part in step.get(kind, []):
                    yield part.get("op", ""), [part.get("field"), *order], by
            for kind in (kind for kind in _OPS if kind in step):
                yield kind, [], [*by, *self._kept([{"field": step[kind]}])] if kind == "pivot" else by

    def _stacked(self) -> Iterator[list[str]]:
        for along, across in _ACROSS.items():
            end = next(iter(definitions(self.encoding.get(along, {}))), {})
            stack = end.get("stack", self.mark in _STACKED and (self.mark != "arc" or along == "theta"))
            if stack and f"{along}2" not in self.encoding and along in self.encoding and self.shows_numbers(along):
                yield self._kept(
                    [one for channel, one in self.channels if channel in across and not one.get("aggregate")]
                )

    def _kept(self, shown: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the fields that part rows as the data do: those that the chart makes or bins may not."""
        transformed = self._made()
        plain = [one["field"] for one in shown if one.get("field") and not (one.get("bin") or one.get("timeUnit"))]
        return [name for name in [*plain, *(name for name, _ in self.apart)] if name not in transformed]

    def _grouped(self, names: Sequence[str]) -> Iterator[list[Datum]]:
        groups: dict[Hashable, list[Datum]] = {}
        for row in self.rows:
            groups.setdefault(tuple(str(row.get(name)) for name in names), []).append(row)
        yield from groups.values()


def texts_in(node: Any) -> Iterator[str]:
    """Yield every text in *node*, whole and word by word."""
    if isinstance(node, Mapping):
        for value in node.values():
            yield from texts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts_in(value)
    elif isinstance(node, str):
        yield node
        yield from _WORD.findall(node)


def made_by(step: Mapping[str, Any]) -> set[str]:
    """Return the fields that a transform makes."""
    fields = {"density", "value", "prob"} if {"density", "quantile"} & step.keys() else set()
    parts = [step, *(part for kind in _NAMED_OPS if isinstance(step.get(kind), list) for part in step[kind])]
    for part in parts:
        given = part.get("as", [])
        fields |= {given} if isinstance(given, str) else set(given)
    return fields | ({step["impute"]} if "impute" in step else set())


def definitions(given: Any) -> list[Mapping[str, Any]]:
    """Return the definitions of an encoding's channel: its own, those of a list, and those under conditions."""
    if isinstance(given, list):
        return [one for item in given for one in definitions(item)]
    if not isinstance(given, Mapping):
        return []
    return [given, *definitions(given.get("condition", []))]
