"""What a frame of figures mixes: pandas averages whatever it is given, so frames can say what should stay apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from review.errors import UsageError, require_known
from review.present.charts.specification import CONVERTED, IDS, require_together
from review.present.values.opened import opened
from review.synthesis.comparing.comparison import USES

_ASKED = ("measure", "basis", "unit", "of_whom", "place", "when", "stage")


@pd.api.extensions.register_dataframe_accessor("review")
class Mixing:
    """``frame.review``: what a frame of figures holds together."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def mixes(self, of: Sequence[str] = _ASKED) -> pd.Series[str]:
        """Return, for each column of *of* in which the rows differ, the values that they have; empty for like ones."""
        of = [of] if isinstance(of, str) else of
        if of is not _ASKED:
            require_known("column of the frame", [str(name) for name in self._frame], of)
        known = {name: self._frame[name].astype(str).unique() for name in of if name in self._frame}
        mixed = {name: "; ".join(values) for name, values in known.items() if len(values) > 1}
        return pd.Series(mixed, name="mixes", dtype="str")


def require_comparable(frame: pd.DataFrame, use: str = "an axis") -> pd.DataFrame:
    """Return *frame* if its rows may be put to *use* together: "an axis", "a sum", "a difference" or "a ratio".

    Raises IncomparableFigures that names the fields in which they differ, UsageError for a frame without ids.

    >>> len(require_comparable(chapter.figures().head(1)))
    1
    """
    require_known("use", USES, [use])
    if frame.index.name not in IDS:
        raise UsageError("the frame does not name its rows. Keep its index (`figure_id`), and filter before grouping.")
    converted = frame.get(CONVERTED, frame.index)
    ids = dict.fromkeys(other or name for name, other in zip(frame.index, converted, strict=True))
    require_together(opened().corpus, {str(frame.index.name): list(ids)}, use)
    return frame
