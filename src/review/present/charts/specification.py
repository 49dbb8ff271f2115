"""The specification of an Altair chart: which rows it draws, which of them share an axis, and whether they may."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.errors import UsageError
from review.present.charts.axes import scales_of, with_rows
from review.present.charts.views import Datum, texts_in
from review.present.look.widths import Spec
from review.synthesis.comparing.comparison import (
    Counted,
    fact_as_figure,
    incomparable_error,
    require_comparable_figures,
)
from review.synthesis.comparing.dimensions import require_like
from review.synthesis.money.money import conversion

#: The fields that name a row, and the table of it; figures and claims have an event, so that it comes last.
IDS: Mapping[str, str] = {
    "figure_id": "figures",
    "derivation_id": "derivations",
    "fact_id": "facts",
    "claim_id": "claims",
    "event_id": "events",
    "sighting_id": "sightings",
}
#: Of a figure that is drawn in another currency or another year's money, the id of that conversion.
CONVERTED = "converted_id"
#: Of rows that name none: which rows they count, and the counts as a text, by which texts in the drawing are proven.
COUNTED, SAID = "count_of", "counts"

#: Where a click on a mark leads, for `href`; and the end of the names of columns that say on which line a row stands.
LEADS_TO, LINE = "leads_to", "at_line"


def used_only(spec: Spec) -> Spec:
    """Return *spec* with only those columns of its data that it names, and the ids; counts are texts as well."""
    spec = with_rows(spec)
    without_data = {name: value for name, value in spec.items() if name != "datasets"}
    used = {*IDS, CONVERTED, COUNTED, "source_id", *texts_in({**without_data, "config": None})}
    data = {name: [_kept(row, used) for row in rows] for name, rows in spec.get("datasets", {}).items()}
    return {**without_data, "datasets": data} if data else without_data


def _kept(row: Datum, used: set[str]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name in used and (value or name not in IDS)}
    if not any(row.get(name) for name in IDS):
        whole = [value for value in kept.values() if isinstance(value, int) and not isinstance(value, bool)]
        kept |= {COUNTED: kept.get(COUNTED, "rows"), SAID: " ".join(f"{value:,}" for value in whole)}
    return kept


def ids_drawn(spec: Spec) -> dict[str, list[str]]:
    """Return the ids of the rows that *spec* draws, by the field that names them, in the order of the data."""
    by_field: dict[str, dict[str, None]] = {name: {} for name in IDS}
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            if name := next((name for name in IDS if row.get(name)), ""):
                by_field[name][row.get(CONVERTED) or row[name]] = None
    return {name: list(ids) for name, ids in by_field.items() if ids}


def figure_of(corpus: Corpus, name: str) -> Figure:
    """Return the figure of an id; of that of a conversion, the figure as converted. Raises UsageError for neither."""
    if name in corpus.figures:
        return corpus.figures[name]
    if converted := conversion(corpus, name):
        return converted.shown
    raise UsageError(f"{name!r} is no figure. Keep the index of the frame as it came.")


def require_alike(corpus: Corpus, spec: Spec) -> None:
    """Let *spec* pass if no axis of it holds unlike numbers and nothing in it adds any up.

    What a view's own filters would leave out counts as drawn: part figures before they are drawn. Raises
    IncomparableFigures that names what differs.
    """
    scales = scales_of(spec, spec.get("datasets", {}))
    alone = scales.pop("", [])
    for channel, groups in scales.items():
        for views in groups:
            parts: dict[Hashable, list[Datum]] = {}
            for key, row in (pair for view in views for pair in view.parts(channel)):
                parts.setdefault(key, []).append(row)
            for members in parts.values():
                _require(corpus, members, "an axis")
    for use, rows in (joint for views in alone for view in views for joint in view.made_one()):
        _require(corpus, rows, use)


def _require(corpus: Corpus, rows: Iterable[Datum], use: str) -> None:
    require_together(corpus, ids_drawn({"datasets": {"": list(rows)}}), use)


def require_together(corpus: Corpus, ids: Mapping[str, Iterable[str]], use: str) -> None:
    """Let rows pass, named by their ids, that may be put to *use* together. Raises IncomparableFigures."""
    derived = list(ids.get("derivation_id", []))
    counted: list[Counted] = [figure_of(corpus, name) for name in ids.get("figure_id", [])]
    counted += [fact_as_figure(corpus.facts[name], name) for name in ids.get("fact_id", [])]
    if counted and derived:
        names = [figure.figure_id for figure in counted]
        raise incomparable_error([*names, *derived], use, {"kind": ["computed", "reported"]})
    require_like(corpus, derived)
    require_comparable_figures(corpus, counted, use)


def narrow_and_wide(spec: Spec) -> tuple[Spec, Spec]:
    """Return the two charts of a *spec* that has them under each other, each with the data of both."""
    around = {name: value for name, value in spec.items() if name != "vconcat"}
    narrow, wide = ({**around, **part} for part in spec["vconcat"])
    return narrow, wide


def with_titles(spec: Spec) -> Spec:
    """Return *spec* with a title in words for each column that it would show by its name, such as ``of_whom``."""
    return {name: value if name == "datasets" else _titled(value) for name, value in spec.items()}


def _titled(node: Any) -> Any:
    if isinstance(node, list):
        return [_titled(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    made = {name: _titled(value) for name, value in node.items()}
    is_hidden = any(name in made and made[name] is None for name in ("axis", "legend"))
    if isinstance(field := made.get("field"), str) and "_" in field and "type" in made and not is_hidden:
        made.setdefault("title", field.replace("_", " "))
    return made


def nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every mapping in a specification, from the outside in, its data left out."""
    if isinstance(node, Mapping):
        yield node
        for name, value in node.items():
            if name != "datasets":
                yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)
