"""The frames and the charts of the rich project that are approved, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
import pandas as pd
from shown_tables import in_money_of_2014, in_pounds, lines

from review.execution.chapter import Chapter
from review.present.charts import intervals, scales
from review.present.charts.chain_ends import ends_chart
from review.present.charts.words import figures_data
from review.present.flows.attribution import source_chart
from review.present.flows.lineage import lineage_chart
from review.present.frames.consequences import what_follows
from review.present.frames.framed import empty_cells
from review.present.frames.lines import in_rows
from review.present.frames.mixing import require_comparable
from review.present.frames.publish import publish
from review.present.look.chart import normalised, nothing_to_draw
from review.present.look.renderer import render, theme
from review.synthesis.conclusions.attribution import chains

Make = Callable[[Chapter], Any]


def drawn(c: Chapter) -> Iterable[object]:
    """Return a chart as its figure, its drawing told by its texts."""
    chart = publish(alt.Chart(c.figures(measure="frames-found")).mark_point().encode(x="low:Q"), caption="Drawn")
    yield chart.html.text.partition("<svg")[0]
    yield chart.html.text.partition("</svg>")[2]
    yield sorted(render(chart.spec))


FRAMES: dict[str, Make] = {
    "figures": lambda c: c.figures(),
    "figures-in-rows": lambda c: in_rows(
        c.figures(measure="thefts")[["source", "origin", "quote"]], "quote", width=90, headings=["source", "origin"]
    )[0],
    "figures-credited": lambda c: c.figures(source=["riders2015", "ward2014"])[["value", "credit"]],
    "claims": lambda c: c.claims(),
    "events": lambda c: c.events(),
    "computed": lambda c: c.computed({"One": list(c.corpus.derivations)}),
    "facts": lambda c: c.facts(list(c.corpus.facts)),
    "sightings": lambda c: c.sightings(),
    "table": lambda c: c.table("measures"),
    "repriced": lambda c: in_pounds(c)[["value", "low", "high", "missing", "converted_id"]],
    "repriced-constant": lambda c: in_money_of_2014(c)[["value", "low", "high", "missing", "converted_id"]],
    "follows": lambda c: what_follows("ward2014-thefts", "more than 2,000"),
    "mixes": lambda c: c.figures().review.mixes(),
    "comparable": lambda c: require_comparable(c.figures(measure="thefts", source="ward2014"))[["value"]],
}

CHARTS: dict[str, Make] = {
    "held": lambda c: publish(
        intervals.interval_chart(c.figures(measure="persons-held")),
        caption="Held.",
        finding="Many are held.",
        notes=["N"],
    ),
    "thefts-by-source": lambda c: publish(
        intervals.interval_chart(c.figures(measure="thefts"), row="source", details=(), panel="source", log=None),
        caption="Thefts",
    ),
    "frames": lambda c: publish(
        intervals.interval_chart(c.figures(measure="frames-found"), details=["when"]),
        caption="Frames",
    ),
    "shares-and-ages": lambda c: publish(
        intervals.interval_chart(c.figures(measure=["age-held", "painted-share"]), details=["when", "note"]),
        caption="S",
    ),
    "estimates": lambda c: publish(
        intervals.interval_chart(c.figures(measure=["thefts-untold", "growth"]), heading="source", log=True),
        caption="E",
    ),
    "shares": lambda c: publish(intervals.interval_chart(c.computed({"Found": ["found-share"]})), caption="Computed"),
    "rates": lambda c: publish(intervals.interval_chart(c.computed({"A rate": ["held-a-month"]})), caption="Rate"),
    "prices": lambda c: publish(
        intervals.interval_chart(in_pounds(c)[lambda f: f.missing == ""], row="source", details=["stage"]), caption="P"
    ),
    "points": lambda c: publish(
        alt.Chart(c.figures(measure="thefts"))
        .mark_point()
        .encode(
            x=alt.X("low:Q"),
            y="source:N",
            shape=alt.Shape("mark:N", scale=scales.ENDS),
            tooltip=scales.TIPS,
            color=alt.Color("credit:N", scale=scales.CREDIT),
        ),
        caption="Points",
    ),
    "stances": lambda c: publish(
        alt.Chart(c.claims())
        .mark_point()
        .encode(
            x=alt.X("source:N", axis=scales.TOP),
            y=alt.Y("theme:N", axis=scales.ABOVE),
            xOffset=alt.XOffset("stance:N", scale=scales.SLOT),
            color=alt.Color("stance:N", scale=scales.STANCE),
            shape=alt.Shape("stance:N", scale=scales.SIGN),
        ),
        caption="Stances",
    ),
    "wide": lambda c: publish(
        alt.Chart(c.figures(measure="thefts")).mark_point().encode(x="low:Q", y="source:N"),
        wide=alt.Chart(c.figures(measure="thefts")).mark_point().encode(y="low:Q", x="source:N"),
        caption="Drawn in another way where there is room",
    ),
    "events": lambda c: publish(
        alt.Chart(c.events()).mark_bar().encode(x="start:T", x2="end:T", y="event:N"), caption="Events"
    ),
    "facts": lambda c: publish(
        alt.Chart(c.facts(["euro-2012"])).mark_point().encode(x="low:Q", y="when:N"), caption="Facts"
    ),
    "counts": lambda c: publish(
        alt.Chart(c.figures().groupby(["source", "basis"], observed=True).size().rename("figures").reset_index())
        .mark_bar()
        .encode(x="figures:Q", y="source:N", color="basis:N"),
        caption="Counts",
    ),
    "credit-of-riders": lambda c: source_chart(c.corpus, "riders2015", chains(c.corpus), caption="Credit."),
    "credit-of-ward": lambda c: source_chart(c.corpus, "ward2014", chains(c.corpus), caption="Credit."),
    "ends": lambda c: ends_chart(c.corpus, chains(c.corpus), caption="Ends."),
    "lineage": lambda c: lineage_chart("thefts", caption="Who printed it.", finding="A reader did."),
    "lineage-of-credits": lambda c: lineage_chart("thefts", caption="Credits.", kinds=["credited in print"]),
    "nothing": lambda c: lines(
        publish(None, caption="Nothing."),
        nothing_to_draw("Nothing"),
        lineage_chart("locks", caption="Locks."),
        source_chart(c.corpus, "ward2014", [], caption="None."),
        ends_chart(c.corpus, [], caption="None."),
    ),
    "figures-data": lambda c: figures_data(
        c.corpus, [*c.figures(measure="thefts").index, "ward2014-dealer-price--in--GBP--euro-rate"]
    ),
    "published-frames": lambda c: lines(
        publish(c.figures(source="gazette2014")[["value", "low", "quote", "start", "years"]], caption="Frame"),
        publish(
            c.figures().pivot_table(
                index=["basis", "measure"], columns="source", values="value", aggfunc=list, observed=True
            ),
            caption="P",
        ),
        publish(c.claims().groupby("theme", observed=True)[["said", "stance"]].agg(list), caption="Claims"),
        publish(pd.DataFrame({"own_words": ["typed"], "is": [True], "none": [None], "n": [3]}), caption="Typed"),
        publish(c.figures().head(0)[["value"]], caption="Empty"),
        empty_cells(pd.DataFrame({"a": [0, 2], "b": [1, None]})),
        empty_cells(pd.DataFrame({"a": [0, 2]}), "Counts."),
    ),
    "theme": lambda c: lines(theme(), {name: str(getattr(scales, name)) for name in ("LARGE", "SHAPES")}),
    "html": lambda c: lines(
        nothing_to_draw("Nothing.").html,
        normalised({"mark": "text", "encoding": {"x": {"field": "a"}}}, "Alt"),
        normalised({"layer": [{"mark": {"type": "text", "align": "left"}}], "view_7": "view_7"}, "Alt"),
    ),
    "drawn": lambda c: lines(*drawn(c)),
}
