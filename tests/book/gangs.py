"""The corpus of the small project with small numbers in it: children, gangs, jurors, and a place in a series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure, Unit
from review.corpus.vocabulary import UnitKind


def with_gangs(corpus: Corpus, note: str = "") -> Corpus:
    """Return *corpus* with three children found, seven in April 1998, three gangs, a fifth campaign, and twelve jurors.

    The gangs, which are about children, have the *note*.
    """
    found, measure = corpus.figures["alpha2001-found"], corpus.measures["persons-found"]
    rows: dict[str, Mapping[str, Any]] = {
        "figures": {
            "alpha2001-back": _of(found, 3, quote="three children", population_id="children"),
            "alpha2001-early": _of(found, 7, population_id="children", period_start="1998-04", period_end="1998-04"),
            "alpha2001-gangs": _of(
                found,
                *(3, "group"),
                quote="three criminal gangs",
                population_id="children",
                measure_id="gangs-broken",
                note=note,
            ),
            "alpha2001-nth": _of(found, 5, "ordinal", measure_id="campaign-ordinal"),
        },
        "measures": {
            "gangs-broken": replace(
                measure, label="Groups destroyed", counted="organisation", words="groups + found | gangs + found"
            ),
            "campaign-ordinal": replace(measure, label="Number of a campaign in a series", counted="attribute"),
        },
        "units": {
            "group": Unit("group", UnitKind.COUNT, "Group", "group", "groups", "", "", "", "groups | gangs"),
            "ordinal": Unit("ordinal", UnitKind.ORDINAL, "Place in a series", "", "", "", "", "", ""),
        },
        "facts": {"jury": replace(corpus.facts["census"], fact_id="jury", value=Decimal(12), statement="Jurors")},
        "populations": {"children": replace(corpus.populations["persons"], label="Children", part_of="persons")},
    }
    rows["figures"] = {name: replace(row, figure_id=name) for name, row in rows["figures"].items()}
    tables = {name: MappingProxyType({**corpus.tables[name], **more}) for name, more in rows.items()}
    lines = {name: MappingProxyType({**corpus.lines[name], **dict.fromkeys(more, 9)}) for name, more in rows.items()}
    return replace(corpus, tables={**corpus.tables, **tables}, lines={**corpus.lines, **lines})


def _of(figure: Figure, number: int, unit: str = "person", **cells: str) -> Figure:
    value = Decimal(number)
    return replace(figure, low=value, high=value, printed=str(number), unit=unit, **cells)
