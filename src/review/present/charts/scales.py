"""Scales and axes that charts share, so that one colour and one shape mean one thing."""

from __future__ import annotations

from typing import Any

import altair as alt

from review.corpus.tables.vocabulary_records import by_position
from review.corpus.vocabulary import TAKEN, Qualifier
from review.errors import UsageError
from review.present.look.palette import CLAIMED, COUNTED, MUTED, TEXT
from review.present.look.sizes import WIDTH
from review.present.values.opened import opened
from review.present.words.wording import UNNAMED_LABEL

TIP_FIELDS = ("value", "unit", "measure", "of_whom", "quote", "source", "origin", "credit", "place", "when")
#: What a pointer over a mark shows of a figure: `tooltip=TIPS`.
TIPS = [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in TIP_FIELDS]
# The kinds of marks: what has no upper end, what has no lower one, what is approximate, what goes from end to end.
UP = tuple(str(one) for one in Qualifier if one.ends.open_above)
DOWN = tuple(str(one) for one in Qualifier if one.ends.open_below)
RINGS = tuple(str(one) for one in Qualifier if one.ends.approximate)
BARS = tuple(str(one) for one in Qualifier if one.ends.spread)
#: The column that tells Altair as which of them a row is drawn.
DRAWN_AS = "drawn_as"
#: The columns of the interval printed with a value, and the one that tells Altair which rows have it.
INTERVAL, WITH_INTERVAL = ("interval_low", "interval_high"), "with_interval"
_RING = "M0,-1A1,1,0,0,1,0,1A1,1,0,0,1,0,-1ZM0,-.55A.55,.55,0,0,0,0,.55A.55,.55,0,0,0,0,-.55Z"
#: The shape of a point by what its value means.
SHAPES = {
    str(Qualifier.EXACT): "circle",
    **dict.fromkeys(RINGS, _RING),
    **dict.fromkeys(UP, "triangle-right"),
    **dict.fromkeys(DOWN, "triangle-left"),
}
#: The same as a scale of the column ``mark``.
ENDS = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
#: Labels of an axis, millions in words.
LARGE = "datum.value >= 1000000 ? format(datum.value / 1000000, '~r') + ' million' : format(datum.value, ',')"
#: The same where values reach billions.
LARGER = f"abs(datum.value) >= 1000000000 ? format(datum.value / 1000000000, '~r') + ' billion' : {LARGE}"
_COLOURS = {"blue": COUNTED, "orange": CLAIMED, "grey": MUTED}


class BasisScale(alt.Scale):
    """A scale with the bases of the review that is open when the chart is drawn, in their colours."""

    def to_dict(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        """Return the scale as Vega-Lite has it."""
        try:
            bases = by_position(opened().corpus.bases)
        except UsageError:  # Altair looks at a scale where it is made: nothing is open yet
            return super().to_dict(*arguments, **options)
        scale = alt.Scale(domain=[one.basis for one in bases], range=[_COLOURS[one.colour] for one in bases])
        return scale.to_dict(*arguments, **options)


#: The colour of a figure, by how its number came about: the column ``basis``.
BASIS = BasisScale()
#: The shape of a figure, by whether its origin is named: the column ``credit``.
CREDIT = alt.Scale(domain=["origin named", UNNAMED_LABEL], range=["circle", "diamond"])
# As plain text: Altair validates no other.
_TAKEN = list(map(str, TAKEN))
#: How strong the ink of a stance is, its shape, and its place beside others in one cell: `xOffset`.
STANCE = alt.Scale(domain=_TAKEN, range=[TEXT, MUTED, MUTED, TEXT])
SIGN = alt.Scale(domain=_TAKEN, range=["square", "circle", "triangle-up", "cross"])
SLOT = alt.Scale(domain=_TAKEN)
#: Columns named on top, aslant: the name of a source is wider than a fifth of a telephone.
TOP = alt.Axis(title=None, orient="top", grid=True, domain=False, ticks=False, labelAngle=-45, labelPadding=22)
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
