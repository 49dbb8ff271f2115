"""The one door for notebooks: the evidence as DataFrames, charts as Altair charts, and what publishes them.

What is in it changes with notice in the changelog. Importing it makes Altair draw in the look of the book and
embed the ids of a frame's rows in the data of its charts.
"""

from __future__ import annotations

from review.errors import IncomparableFigures
from review.execution.chapter import Chapter, open_chapter
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.charts.scales import ABOVE, BASIS, CREDIT, ENDS, SIGN, SLOT, STANCE, TIPS, TOP
from review.present.flows.lineage import lineage_chart
from review.present.frames.consequences import what_follows
from review.present.frames.framed import empty_cells
from review.present.frames.lines import in_rows
from review.present.frames.mixing import require_comparable
from review.present.frames.publish import publish
from review.present.frames.repriced import reprice
from review.present.look.palette import CLAIMED, COMPUTED, COUNTED, MUTED, RULE, TEXT
from review.present.look.widths import YEAR_BELOW
from review.present.numbers.computed import computed_table
from review.present.numbers.conversions import conversions_table, implied_rates_table, official_rates_table
from review.present.tables.chronicle import chronicle_table, events_table
from review.present.tables.coded_rows import (
    claims_by_theme,
    claims_table,
    dated_claims_table,
    figures_table,
    prices_table,
    sightings_table,
)
from review.present.tables.ledger_map import ledger_map
from review.present.tables.profile import appraisal_table, figures_by_section, origins_table, speaker_table
from review.present.tables.register import register_table
from review.present.tables.stances import answers_table, disputes_table, positions_table, sides_table
from review.present.words.wording import UNNAMED_SIGN

__all__ = [
    "ABOVE",
    "BASIS",
    "CLAIMED",
    "COMPUTED",
    "COUNTED",
    "CREDIT",
    "ENDS",
    "MUTED",
    "RULE",
    "SIGN",
    "SLOT",
    "STANCE",
    "TEXT",
    "TIPS",
    "TOP",
    "UNNAMED_SIGN",
    "YEAR_BELOW",
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
    "figures_by_section",
    "figures_table",
    "implied_rates_table",
    "in_rows",
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
