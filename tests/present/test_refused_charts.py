"""What would mislead, or cannot be made, is refused in whole sentences: what is wrong, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import pytest
from bicycle_project import Small

from review.errors import IncomparableFigures, UsageError
from review.execution.chapter import Chapter
from review.present.charts.data import set_up
from review.present.charts.specification import figure_of
from review.present.flows.lineage import lineage_chart
from review.present.frames.consequences import what_follows
from review.present.frames.mixing import require_comparable
from review.present.frames.publish import publish
from review.present.html.tabular import table
from review.present.tables.coded_rows import claims_table, figures_table
from review.present.tables.register import register_table
from review.present.tables.stances import positions_table, sides_table
from review.present.values import opened
from review.present.words.wording import value_text

Make = Callable[[Chapter], Any]


def thefts(c: Chapter) -> pd.DataFrame:
    return c.figures(measure="thefts", source="ward2014")


def drawn(c: Chapter, **encoding: Any) -> object:
    return publish(alt.Chart(thefts(c)).mark_point().encode(**encoding), caption="C")


CASES: dict[str, Make] = {
    "row": lambda c: table(["A", "B"], [["x"]], caption="C"),
    "groups": lambda c: table(["A"], [["x"]], caption="C", groups=["g", "h"]),
    "ids": lambda c: table(["A"], [["x"]], caption="C", row_ids=[]),
    "sum": lambda c: publish(pd.DataFrame({"n": [thefts(c).low.sum()]}), caption="C"),
    "column": lambda c: c.figures().review.mixes(["nothing"]),
    "use": lambda c: require_comparable(c.figures(), "a mean"),
    "index": lambda c: require_comparable(c.figures().reset_index()),
    "unlike": lambda c: require_comparable(c.figures(measure=["thefts", "frames-found"])),
    "caption": lambda c: publish(None, caption=" "),
    "table-finding": lambda c: publish(thefts(c), caption="C", finding="F"),
    "type": lambda c: publish("text", caption="C"),  # type: ignore[call-overload]
    "no-figure": lambda c: what_follows("no-such", "5"),
    "unit": lambda c: what_follows("ward2014-thefts", "5 %"),
    "no-number": lambda c: what_follows("ward2014-thefts", "many"),
    "no-claim": lambda c: sides_table({"Q": (["no-such"], [])}, caption="C"),
    "no-theme": lambda c: positions_table(["lock"], caption="C"),
    "far-theme": lambda c: positions_table(["zzz"], caption="C"),
    "other-ids": lambda c: claims_table(thefts(c).rename(index=str.upper).rename_axis("claim_id"), caption="C"),
    "other-frame": lambda c: figures_table(c.claims(), caption="C"),
    "other-frames": lambda c: register_table(c.events(), caption="C"),
    "added": lambda c: thefts(c)["value"].iloc[0] + 1,
    "added-alike": lambda c: sum(thefts(c)["value"]),
    "added-unlike": lambda c: c.figures()["value"].sum(),
    "line": lambda c: lineage_chart("no-such", caption="C"),
    "kind": lambda c: lineage_chart("thefts", caption="C", kinds=["guessed"]),
    "form": lambda c: value_text(c.corpus, c.corpus.figures["ward2014-thefts"], "short"),
    "label": lambda c: drawn(c, x=alt.X("low:Q", axis=alt.Axis(labelExpr="datum.value * 2"))),
    "texts": lambda c: drawn(c, x="quote:Q"),
    "datum": lambda c: drawn(c, x=alt.datum(5)),
    "stacked": lambda c: publish(alt.Chart(thefts(c)).mark_bar().encode(x="low:Q"), caption="C"),
    "typed": lambda c: publish(alt.Chart(pd.DataFrame({"a": ["987,654"]})).mark_text().encode(text="a:N"), caption="C"),
    "made": lambda c: publish(
        alt.Chart(thefts(c)).mark_point().encode(x="more:Q").transform_calculate(more="datum.low * 2"), caption="C"
    ),
    "elsewhere": lambda c: publish(alt.Chart(pd.DataFrame({"a": [1.5]})).mark_point().encode(x="a:Q"), caption="C"),
    "mean": lambda c: drawn(c, x="mean(low):Q"),
    "name": lambda c: figure_of(c.corpus, "no-such"),
    "address": lambda c: publish(alt.Chart("a.csv").mark_point().encode(x="a:Q"), caption="C"),
    "both": lambda c: publish(
        alt.layer(
            alt.Chart(thefts(c)).mark_point().encode(x="low:Q"),
            alt.Chart(c.computed(["station-share"])).mark_point().encode(x="low:Q"),
        ),
        caption="C",
    ),
}


SAID: dict[str, tuple[type[Exception], str]] = {
    "row": (ValueError, "a row has 1 cells (expected 2: A, B)"),
    "groups": (ValueError, "groups has 2 entries (expected 1, one a row)"),
    "ids": (ValueError, "row_ids has 0 entries (expected 1, one a row)"),
    "sum": (
        UsageError,
        "the table has a number that no row proves (2408.0). Show `value` of the rows, count them (whole "
        "numbers: `fill_value=0`), or show a derivation with `chapter.computed`.",
    ),
    "column": (
        UsageError,
        "'nothing' is no column of the frame. Known: act, as_count, as_extent, basis, counted, credit, "
        "definition, end, event, event_id, event_tie, group, high, high_exact, low, low_exact, mark, measure, "
        "measure_id, note, of_whom, origin, origin_id, paragraph, period_end, period_start, place, "
        "population_id, printed, qualifier, quote, said_by, section, source, source_id, stage, start, unit, "
        "unit_id, value, ….",
    ),
    "use": (UsageError, "'a mean' is no use. Known: a difference, a ratio, a sum, an axis."),
    "index": (
        UsageError,
        "the frame does not name its rows. Keep its index (`figure_id`), and filter before grouping.",
    ),
    "unlike": (
        IncomparableFigures,
        "these figures may not share an axis: gazette2014-station, gazette2014-thefts, riders2015-thefts, "
        "ward2014-elsewhere, ward2014-station, ward2014-thefts, gazette2014-frames, gazette2014-painted, "
        "riders2015-frames (they differ in group: frames-found, thefts; unit: case, frame; also in counted: "
        "incident, resource; place: Main station, not stated; period: 2013, not stated). Show them side by "
        "side, or give a reason that is printed with the result.",
    ),
    "caption": (UsageError, "a chart or a table needs a caption (got an empty one)."),
    "table-finding": (UsageError, "a table has a caption alone: finding and notes are for charts."),
    "type": (UsageError, "publish takes an Altair chart or a DataFrame (got a str)."),
    "no-figure": (UsageError, "'no-such' is no figure. Take an id from the index of `chapter.figures()`."),
    "unit": (UsageError, "'5 %' has a unit. Write the number alone: the unit of ward2014-thefts stays case."),
    "no-number": (
        UsageError,
        "'many' is no number as sources print them (no number to read (got 'many'). Copy the number as it is "
        "printed.).",
    ),
    "no-claim": (
        UsageError,
        "'no-such' is no claim. Known: gazette2014-plague, riders2015-ask, riders2015-locks-hold, "
        "riders2015-locks-weak, riders2015-reported, ward2014-good-lock, ward2014-unreported.",
    ),
    "no-theme": (UsageError, "'lock' is no theme. Did you mean locks?"),
    "far-theme": (UsageError, "'zzz' is no theme. Known: ask-early, chains, locks, reporting."),
    "other-ids": (UsageError, "'WARD2014-ELSEWHERE' is none of the claims. Keep the index of the frame as it came."),
    "other-frame": (UsageError, "a frame by figure_id is expected (got one by claim_id). Keep the index of the frame."),
    "other-frames": (
        UsageError,
        "a frame by figure_id or claim_id is expected (got one by event_id). Keep the index of the frame.",
    ),
    "added": (
        UsageError,
        "a sum of ward2014-elsewhere has no row that proves it. Add a derivation to "
        "data/judgement/derivations.csv and show it with `chapter.computed`, or add up `low` and `high`.",
    ),
    "added-alike": (
        UsageError,
        "a sum of ward2014-elsewhere has no row that proves it. Add a derivation to "
        "data/judgement/derivations.csv and show it with `chapter.computed`, or add up `low` and `high`.",
    ),
    "added-unlike": (
        IncomparableFigures,
        "these figures may not share a sum: gazette2014-frames, gazette2014-held (they differ in group: "
        "frames-found, persons-held; unit: frame, person; also in counted: resource, suspect; population: "
        "adults, not stated). Show them side by side, or give a reason that is printed with the result.",
    ),
    "line": (UsageError, "'no-such' is no line. Known: locks, thefts."),
    "kind": (UsageError, "'guessed' is no kind of tie. Known: credited in print, only later, same number and words."),
    "form": (ValueError, "'short' is no form of a value (expected qualified, bare, unit or rounded)"),
    "label": (UsageError, "`labelExpr` computes numbers that no row proves. Format the labels of an axis instead."),
    "texts": (UsageError, "the column 'quote' of the chart has texts, no numbers. Draw `low` or `high`."),
    "datum": (
        UsageError,
        "`alt.datum(5)` is a number that no row proves. Keep the index of the frame, count rows (whole "
        "numbers), or show a derivation with `chapter.computed`.",
    ),
    "stacked": (
        IncomparableFigures,
        "these figures may not share a sum: ward2014-elsewhere, ward2014-station, ward2014-thefts (they "
        "differ in apart: counted on both sides, the same; also in place: Main station, not stated). Show "
        "them side by side, or give a reason that is printed with the result.",
    ),
    "typed": (
        UsageError,
        "the column 'a' of the chart has a number that no row proves (987,654). Keep the index of the frame, "
        "count rows (whole numbers), or show a derivation with `chapter.computed`.",
    ),
    "made": (
        UsageError,
        "the chart computes 'more', a number that no row proves. Keep the index of the frame, count rows "
        "(whole numbers), or show a derivation with `chapter.computed`.",
    ),
    "elsewhere": (
        UsageError,
        "the column 'a' of the chart has numbers that no row proves (1.5). Keep the index of the frame, "
        "count rows (whole numbers), or show a derivation with `chapter.computed`.",
    ),
    "mean": (
        IncomparableFigures,
        "these figures may not share a sum: ward2014-elsewhere, ward2014-station, ward2014-thefts (they "
        "differ in apart: counted on both sides, the same; also in place: Main station, not stated). Show "
        "them side by side, or give a reason that is printed with the result.",
    ),
    "name": (UsageError, "'no-such' is no figure. Keep the index of the frame as it came."),
    "address": (UsageError, "the chart draws data that are no rows of a frame. Hand `alt.Chart` a frame."),
    "both": (
        IncomparableFigures,
        "these figures may not share an axis: ward2014-elsewhere, ward2014-station, ward2014-thefts, "
        "station-share (they differ in kind: computed, reported). Show them side by side, or give a reason "
        "that is printed with the result.",
    ),
}


@pytest.fixture(scope="module")
def chapter(rich: Small) -> Chapter:
    return Chapter("thefts", rich.project, rich.corpus(), (), {})


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_says_what_is_wrong_and_what_to_do(name: str, chapter: Chapter) -> None:
    set_up()
    opened.open_for_cells(chapter.corpus)
    kind, message = SAID[name]
    with pytest.raises(kind) as refused:
        CASES[name](chapter)
    assert (type(refused.value), str(refused.value)) == (kind, message)


def test_cells_without_evidence_are_told_to_open_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "_now", [])
    with pytest.raises(UsageError) as refused:
        opened.opened()
    assert str(refused.value) == "no evidence is open. Call `open_chapter(name, …)` in a cell above."
