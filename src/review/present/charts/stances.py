"""How charts of claims look: a colour, a shape and a place for each stance, rows named above their line."""

from __future__ import annotations

import altair as alt

from review.corpus.conclusions import STANCES
from review.present.palette import BLUE, GREEN, OCHRE, VERMILLION
from review.present.theme import WIDTH

# What is said and what is spoken against: the last of the stances is that of a source without claims.
_TAKEN = list(STANCES[:-1])
#: The colour and the shape of a stance, and its place beside others in one cell: `xOffset`.
STANCE = alt.Scale(domain=_TAKEN, range=[BLUE, GREEN, OCHRE, VERMILLION])
SIGN = alt.Scale(domain=_TAKEN, range=["square", "circle", "triangle-up", "diamond"])
SLOT = alt.Scale(domain=_TAKEN)
#: Columns named on top, a word a line without the article: "the web resource" is wider than a fifth of a telephone.
TOP = alt.Axis(
    title=None,
    orient="top",
    grid=True,
    domain=False,
    ticks=False,
    labelAngle=0,
    labelPadding=26,
    labelFontSize=11,
    labelExpr="split(replace(datum.label, 'the ', ''), ' ')",
)
#: Rows named above their line, from the left edge: a label beside it would leave the columns no room.
ABOVE = alt.Axis(
    title=None,
    grid=True,
    domain=False,
    ticks=False,
    labelAlign="left",
    labelPadding=0,
    labelOffset=-15,
    labelLimit=WIDTH,
)
