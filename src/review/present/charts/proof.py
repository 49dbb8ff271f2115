"""The numbers of charts and tables, and what proves each: the row that it stands in, or that it counts rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.present.charts.axes import scales_of
from review.present.charts.scales import LARGE, LARGER
from review.present.charts.specification import CONVERTED, IDS, LEADS_TO, SAID, figure_of, nodes
from review.present.charts.views import Datum, View
from review.present.look.widths import Spec
from review.present.numbers.counts import is_count
from review.present.values.making import KNOWN_NUMBERS, numbers_in
from review.synthesis.comparing.derivations import evaluate

_HINT = "Keep the index of the frame, count rows (whole numbers), or show a derivation with `chapter.computed`."
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T")


def require_proven(corpus: Corpus, spec: Spec) -> None:
    """Let *spec* pass if every number that it draws is one of its row, or can count rows. Raises UsageError."""
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            numbers = {name: value for name, value in row.items() if isinstance(value, (int, float))}
            doubted = {name: value for name, value in numbers.items() if not is_count(corpus, value)}
            own = bounds_in(corpus, row) if doubted else ()
            _require_texts(row)
            for name, value in doubted.items():
                if value not in own:
                    fault = f"the column {name!r} of the chart has numbers that no row proves ({value})"
                    raise UsageError(f"{fault}. {_HINT}")
    for node in nodes(spec):
        if "datum.value" in (label := str(node.get("labelExpr", ""))) and label not in (LARGE, LARGER):
            raise UsageError("`labelExpr` computes numbers that no row proves. Format the labels of an axis instead.")
    for groups in scales_of(spec, spec.get("datasets", {})).get("", []):
        for view in groups:
            _require_drawn(view)


def _require_texts(row: Datum) -> None:
    """Let a row pass in whose texts no number stands that came out of no frame: it was typed."""
    for name, text in row.items():
        if (
            name in (*IDS, SAID, CONVERTED, LEADS_TO)
            or name.endswith("_id")
            or not isinstance(text, str)
            or _MOMENT.match(text)
        ):
            continue
        for number in numbers_in(text):
            if not {number, number.lstrip("0")} & KNOWN_NUMBERS:
                fault = f"the column {name!r} of the chart has a number that no row proves ({number})"
                raise UsageError(f"{fault}. {_HINT}")


def bounds_in(corpus: Corpus, row: Datum) -> Sequence[float]:
    """Return the bounds of the figure, the computed number or the fact that *row* names."""
    ends: Sequence[Any] = ()
    if name := row.get("figure_id"):
        figure = figure_of(corpus, row.get(CONVERTED) or name)
        ends = figure.low, figure.high, figure.interval_low, figure.interval_high, figure.interval_level
    elif name := row.get("derivation_id"):
        bounds = evaluate(corpus, name).bounds
        ends = bounds.low, bounds.high
    elif fact := corpus.facts.get(row.get("fact_id", "")):
        ends = (fact.value,)
    return [float(end) for end in ends if end is not None]


def _require_drawn(view: View) -> None:
    """Let a view pass that draws no number typed into it, and none that its expressions make."""
    for channel, one in view.channels:
        field = one.get("field")
        is_plain = one.get("type") == "quantitative" and not one.get("aggregate")
        if is_plain and any(isinstance(row.get(str(field)), str) for row in view.rows):
            raise UsageError(f"the column {field!r} of the chart has texts, no numbers. Draw `low` or `high`.")
        if isinstance(typed := one.get("datum"), (int, float)) and typed:
            raise UsageError(f"`alt.datum({typed})` is a number that no row proves. {_HINT}")
        is_number = one.get("type") == "quantitative" or view.shows_numbers(channel)
        if is_number and view.is_computed(one.get("field")):
            raise UsageError(f"the chart computes {one['field']!r}, a number that no row proves. {_HINT}")
