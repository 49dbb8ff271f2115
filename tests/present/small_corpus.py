"""A small corpus with every kind of bound, hostile words among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

from review.corpus.corpus import Corpus
from review.corpus.migration.migrate import known_rows
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.records import RECORDS, Figure
from review.corpus.tables.schema import schema
from review.corpus.vocabulary import typed

VOCABULARIES: dict[str, dict[str, str]] = {
    "sources.kind": {"memo": ""},
    "exclusions.reason": {"not yet coded": ""},
    "events.kind": dict.fromkeys(("law", "campaign", "operation", "court"), ""),
    "themes.kind": dict.fromkeys(("driver", "method"), ""),
}
HOSTILE = "</script><script>alert('x')</script> <b onclick=\"y\">&amp; {x} “é”"

_BLANK: dict[type, Any] = {str: "", int: 0, Decimal: Decimal(0)}


def record(table: str, **values: Any) -> Any:
    """Return a record of *table*, whose columns not given are empty."""
    kind = RECORDS[table]
    hints = get_type_hints(kind)
    given = {f.name: values.pop(f.name, _BLANK.get(hints[f.name])) for f in fields(kind)}
    assert not values, f"no such column: {values}"
    return kind(**{name: typed(kind, name, value) for name, value in given.items()})


def figure(name: str, low: object = None, high: object = None, qualifier: str = "exact", **values: Any) -> Figure:
    """Return a figure of the source alpha."""
    bounds = {"low": _decimal(low), "high": _decimal(high), "qualifier": qualifier}
    filled = {
        "figure_id": f"alpha-{name}",
        "source_id": "alpha",
        "section_id": "alpha-body",
        "paragraph": 1,
        "quote": f"quote of {name}",
        "printed": str(low or high),
        "unit": "person",
        "measure_id": "seen",
        "population_id": "all",
        "origin_id": "office",
    }
    made = record("figures", **(filled | bounds | values))
    assert isinstance(made, Figure)
    return made


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


FIGURES = (
    figure("exact", 2169, 2169, period_start="2009-04", period_end="2009-11-05"),
    figure("about", 300, 300, "about", origin_id="relay", period_start="2009-04", period_end="2010-09"),
    figure("over", 6000, None, "more than", origin_id="paper", period_start="2009-04", period_end="2011-12"),
    figure("least", 5, None, "at least", measure_id="heard"),
    figure("most", None, 70000, "at most", origin_id="nobody"),
    figure("under", None, 14, "fewer than", measure_id="age", unit="year-of-age", population_id=""),
    figure("span", 30000, 60000, "range"),
    figure("dozens", 24, 99, "range", printed="a few dozen"),
    figure("fold", 2, 2, "multiple", measure_id="growth", unit="times"),
    figure("share", 40, 40, "about", measure_id="share", unit="percent"),
    figure("dollars", None, 6000, "at most", measure_id="price", unit="USD", stage="last"),
    figure("yuan", 40000, 50000, "range", measure_id="price", unit="CNY", stage="first"),
    figure("year", 5933, 5933, period_start="2010", period_end="2010", event_id="raid", event_tie="stated"),
    figure(
        "hostile",
        89,
        89,
        quote=HOSTILE,
        note=HOSTILE,
        place=HOSTILE,
        event_id="raid",
        event_tie="inferred",
        event_grounds=HOSTILE,
        source_id="beta",
        section_id="beta-body",
        population_id="hostile",
        figure_id="beta-hostile",
    ),
)

_MEASURES = (
    ("seen", "Persons seen", "person", "seen", "observed"),
    ("heard", "Persons heard", "person", "heard", "observed"),
    ("age", "Age", "year-of-age", "age", "legal"),
    ("growth", "Growth", "times", "growth", "estimated"),
    ("share", "Share", "percent", "share", "estimated"),
    ("price", "Price", "USD CNY", "price", "price"),
)


def _known(table: str) -> list[Any]:
    """Return the rows of a vocabulary that the library knew by itself."""
    kind = get_type_hints(RECORDS[table])
    rows = known_rows(table)
    return [record(table, **{name: int(v) if kind[name] is int else v for name, v in row.items()}) for row in rows]


def _rows() -> dict[str, list[Any]]:
    claim = {"section_id": "alpha-body", "paragraph": 2, "quote": "because", "paraphrase": "It says why."}
    return {
        "sources": [
            record("sources", source_id=name, kind="memo", title=name, dated="2012") for name in ("alpha", "beta")
        ],
        "sections": [
            record("sections", section_id=f"{name}-body", source_id=name, position=1, title="Body")
            for name in ("alpha", "beta")
        ],
        "figures": list(FIGURES),
        "claims": [
            record(
                "claims",
                claim_id="alpha-why",
                source_id="alpha",
                theme_id="need",
                stance="argues",
                origin_id="office",
                **claim,
            ),
            record(
                "claims",
                claim_id="alpha-how",
                source_id="alpha",
                theme_id="trick",
                stance="mentions",
                origin_id="nobody",
                event_id="law",
                **claim,
            ),
            record(
                "claims",
                claim_id="beta-not",
                source_id="beta",
                theme_id="need",
                stance="disputes",
                origin_id="office",
                **(claim | {"section_id": "beta-body", "paraphrase": HOSTILE}),
            ),
        ],
        "appraisals": [
            record(
                "appraisals",
                source_id="alpha",
                domain="accuracy",
                judgement="met",
                reason=HOSTILE,
                basis="the whole",
            ),
            record(
                "appraisals",
                source_id="alpha",
                domain="authority",
                judgement="not met",
                reason="None.",
                section_id="alpha-body",
                paragraph=3,
                quote="said so",
            ),
        ],
        "counted_things": [record("counted_things", counted="victim", extent="yes", response="yes", persons="yes")],
        "bases": _known("bases"),
        "units": _known("units"),
        "appraisal_domains": _known("appraisal_domains"),
        "appraisal_judgements": _known("appraisal_judgements"),
        "measures": [
            record(
                "measures",
                measure_id=name,
                label=label,
                definition=f"{label} by somebody.",
                units=units,
                comparable_within=group,
                basis=basis,
                counted="victim",
                stages="first last" if name == "price" else "",
            )
            for name, label, units, group, basis in _MEASURES
        ],
        "populations": [
            record("populations", population_id="all", label="All persons", sex="any"),
            record("populations", population_id="hostile", label=HOSTILE, sex="any"),
        ],
        "events": [
            record(
                "events",
                event_id="raid",
                label="A raid",
                start="2010-03-07",
                end="2010-03-07",
                place="Here",
                kind="operation",
            ),
            record("events", event_id="law", label="A law", start="1979", end="1979", place="Here", kind="law"),
            record("events", event_id="case", label="A case", end="2012-06-18", place="There", kind="court"),
            record("events", event_id="drive", label="A drive", start="2009-04", end="2011-12", kind="campaign"),
        ],
        "origins": [
            record("origins", origin_id="office", name="The office", kind="government"),
            record("origins", origin_id="paper", name="The paper", kind="medium", relies_on="office"),
            record(
                "origins",
                origin_id="relay",
                name="The relay, crediting persons not named",
                kind="medium",
                relies_on="nobody",
            ),
            record("origins", origin_id="nobody", name="Experts, not named", kind="unnamed"),
        ],
        "themes": [
            record("themes", theme_id="need", kind="driver", label="Need", definition="Want."),
            record(
                "themes",
                theme_id="trick",
                kind="method",
                label="A trick with quite a long name to wrap",
                definition="How.",
            ),
        ],
    }


def build() -> Corpus:
    """Return the small corpus."""
    descriptor = Descriptor(Path("data"), {"name": "small"}, schema().with_words(VOCABULARIES))
    tables: dict[str, Mapping[Any, Any]] = {table.name: {} for table in descriptor.tables}
    for name, rows in _rows().items():
        key = descriptor.table(name).primary_key
        tables[name] = {_key(row, key): row for row in rows}
    return Corpus(descriptor, tables, {})


def _key(row: object, names: tuple[str, ...]) -> Any:
    key = tuple(getattr(row, name) for name in names)
    return key[0] if len(key) == 1 else key
