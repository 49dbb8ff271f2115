"""The one door for notebooks: the evidence as DataFrames, charts as Altair charts, and what publishes them.

What is in it changes with notice in the changelog. Importing it makes Altair draw in the look of the book and
embed the ids of a frame's rows in the data of its charts.
"""

from __future__ import annotations

from review.errors import IncomparableFigures
from review.execution.chapter import Chapter, open_chapter
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.charts.scales import ABOVE, CREDIT, ENDS, SIGN, SLOT, STANCE, TIPS, TOP
from review.present.frames.consequences import what_follows
from review.present.frames.framed import empty_cells
from review.present.frames.mixing import require_comparable
from review.present.frames.publish import publish
from review.present.frames.repriced import reprice
from review.present.frames.sighted import lineage_chart, sightings_table
from review.present.frames.tables import (
    answers_table,
    appraisal_table,
    chronicle_table,
    claims_by_theme,
    claims_table,
    computed_table,
    conversions_table,
    dated_claims_table,
    disputes_table,
    events_table,
    figures_table,
    implied_rates_table,
    ledger_map,
    official_rates_table,
    origins_table,
    positions_table,
    prices_table,
    register_table,
    sides_table,
    speaker_table,
)
from review.present.look.palette import BLUE, GREEN, GREY, OCHRE, PURPLE, VERMILLION

__all__ = [
    "ABOVE",
    "BLUE",
    "CREDIT",
    "ENDS",
    "GREEN",
    "GREY",
    "OCHRE",
    "PURPLE",
    "SIGN",
    "SLOT",
    "STANCE",
    "TIPS",
    "TOP",
    "VERMILLION",
    "Chapter",
    "IncomparableFigures",
    "answers_table",
    "appraisal_table",
    "chronicle_table",
    "claims_by_theme",
    "claims_table",
    "computed_table",
    "conversions_table",
    "dated_claims_table",
    "disputes_table",
    "empty_cells",
    "events_table",
    "figures_table",
    "implied_rates_table",
    "interval_chart",
    "ledger_map",
    "lineage_chart",
    "official_rates_table",
    "open_chapter",
    "origins_table",
    "positions_table",
    "prices_table",
    "publish",
    "register_table",
    "reprice",
    "require_comparable",
    "sides_table",
    "sightings_table",
    "speaker_table",
    "what_follows",
]

set_up()
