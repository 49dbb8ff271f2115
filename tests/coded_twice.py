"""The small made-up corpus with two passes: what each coded, where they differ, and how that was settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Folders of tests have a conftest each: at run time the name may mean another.
    from bicycle_project import Small

LISTS = "It had the vocabularies of measures and populations; of places it knew nothing."
SECOND = {
    "pass_id": "second",
    "label": "Second pass",
    "how": f"Read whole, blind to the first. {LISTS}",
    "checked": "It was.",
}
_PLACE = {"section_id": "ward2014-summary", "paragraph": "1", "occurrence": "1"}
_GAZETTE = {"section_id": "gazette2014-text", "occurrence": "1", "source_id": "gazette2014"}
_THEFTS = {
    "source_id": "ward2014", "figure_id": "ward2014-thefts", "numeral": "1,204", "printed": "1,204", "low": "1204",
    "high": "1204", "qualifier": "exact", "unit": "case", "measure_id": "thefts", "period_start": "2013",
    "period_end": "2013", "origin": "The Police Gazette",
} | _PLACE  # fmt: skip
_STATION = _THEFTS | {"figure_id": "ward2014-station", "numeral": "310", "printed": "310", "low": "310", "high": "310"}
_PRICE = _PLACE | {
    "source_id": "ward2014", "figure_id": "ward2014-dealer-price", "numeral": "40", "printed": "up to 40", "high": "40",
    "qualifier": "at most", "unit": "EUR", "measure_id": "bicycle-price", "stage": "dealer", "period_start": "2012",
    "period_end": "2012", "origin": "the office",
}  # fmt: skip
_HELD = _GAZETTE | {
    "figure_id": "gazette2014-held", "paragraph": "3", "numeral": "nine", "printed": "nine", "low": "9", "high": "9",
    "qualifier": "exact", "unit": "person", "measure_id": "persons-held", "population_id": "adults",
    "origin": "unnamed: the police",
}  # fmt: skip
# The cameras are excluded in the settled table: one pass took them for a figure.
_CAMERAS = _HELD | {"figure_id": "", "paragraph": "2", "numeral": "57", "printed": "57", "low": "57", "high": "57"}

FIGURES = [
    {"coded_id": "first-thefts", "pass_id": "first"} | _THEFTS,
    {"coded_id": "second-1", "pass_id": "second"} | _THEFTS,
    {"coded_id": "first-station", "pass_id": "first", "place": "Main station"} | _STATION,
    {"coded_id": "second-2", "pass_id": "second", "place": "the station (main)"} | _STATION,
    {"coded_id": "first-price", "pass_id": "first"} | _PRICE,
    {"coded_id": "second-3", "pass_id": "second"} | _PRICE | {"period_end": "", "origin": "none"},
    {"coded_id": "first-held", "pass_id": "first"} | _HELD,
    {"coded_id": "second-4", "pass_id": "second"} | _CAMERAS,
]
SETTLEMENTS = [
    ("first-station-place", "first-station", "place", "Main station", "the station (main)", "Main station", "both"),
    ("first-price-end", "first-price", "period_end", "2012", "", "2012", "first"),
    ("first-price-origin", "first-price", "origin", "named", "none", "named", "first"),
    ("first-held", "first-held", "detection", "nine", "", "nine", "first"),
    ("second-4", "second-4", "detection", "", "57", "", "first"),
]
_COLUMNS = ("settlement_id", "coded_id", "field", "first", "second", "settled", "ruling")
# Paragraph, sentence, theme and stance of what each pass coded, and the claim that it became.
CLAIMS = {
    "first": ["1 1 reporting argues", "2 2 reporting argues ward2014-unreported", "2 2 locks argues"],
    "second": ["1 1 reporting argues", "2 2 reporting mentions", "1 3 locks mentions"],
}
# By the rule in force: theme and stance of each claim in either pass, and what was settled one by one.
BY_RULE = {
    "gazette2014-plague": ("reporting mentions", "reporting mentions"),
    "ward2014-good-lock": ("locks mentions", "reporting mentions"),
    "ward2014-unreported": ("reporting argues", "reporting mentions"),
}
CLAIM_SETTLEMENTS = [
    ("ruled-a-good-lock-theme", "ruled-a-ward2014-good-lock", "theme_id", "locks", "reporting", "locks", "first"),
    ("ruled-a-unreported-stance", "ruled-a-ward2014-unreported", "stance", "argues", "mentions", "argues", "first"),
    # History: what was settled between the passes before the rule.
    ("first-c2-stance", "first-c2", "stance", "argues", "mentions", "argues", "either"),
]
_CLAIM_COLUMNS = ("settlement_id", "coded_id", "field", "first", "second", "settled", "ruling")
RULED = [
    {"pass_id": "ruled-a", "label": "Pass by the rule", "how": "By the rule.", "checked": "It was.", "rule": "a-rule"},
    {
        "pass_id": "ruled-b",
        "label": "Pass by the rule, blind to the other",
        "how": "By the rule.",
        "checked": "It was.",
        "rule": "a-rule",
    },
]


def code_twice(small: Small, *, settled: bool = True) -> Small:
    """Give the small project a second pass that differs from the first, *settled* or not, and return it."""
    for row in (SECOND, *RULED):
        small.add("passes", **row)
    small.write("pass_figures", FIGURES)
    rows = [dict(zip(_COLUMNS, row, strict=True)) | {"reason": "It says so."} for row in SETTLEMENTS]
    small.write("settlements", rows if settled else [])
    claims = []
    for pass_id, coded in CLAIMS.items():
        for number, row in enumerate(coded, start=1):
            paragraph, sentence, theme, stance, *became = row.split()
            place = {"source_id": "ward2014", "section_id": "ward2014-summary", "paragraph": paragraph}
            what = {"sentence": sentence, "theme_id": theme, "stance": stance, "claim_id": "".join(became)}
            claims.append({"coded_id": f"{pass_id}-c{number}", "pass_id": pass_id} | place | what)
    claims += list(_by_rule(small))
    small.write("pass_claims", claims)
    stances = [dict(zip(_CLAIM_COLUMNS, row, strict=True)) | {"reason": "Read again."} for row in CLAIM_SETTLEMENTS]
    small.write("claim_settlements", stances if settled else [])
    return small


def _by_rule(small: Small) -> Iterator[dict[str, str]]:
    """Yield a row of each claim in each pass by the rule in force."""
    rows = {row["claim_id"]: row for row in small.rows("claims")}
    for claim_id, codes in BY_RULE.items():
        for pass_id, code in zip(("ruled-a", "ruled-b"), codes, strict=True):
            theme, stance = code.split()
            place = {name: rows[claim_id][name] for name in ("source_id", "section_id", "paragraph")} | {
                "sentence": "1"
            }
            coded = {"coded_id": f"{pass_id}-{claim_id}", "pass_id": pass_id, "claim_id": claim_id}
            yield coded | place | {"theme_id": theme, "stance": stance}
