"""The number or the words of a row as frames hold it: printed, with the row that proves it, and refused to sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from review.errors import UsageError
from review.present.html.markup import Html

#: Refuses to add up the rows of these ids, with the reason.
Refuse = Callable[[tuple[str, ...]], None]


class Value:
    """A printed number, or statement, that knows its row: *row_id* in the table *of*, and the *html* that links to it.

    Tables show it as that link, wherever a pivot or a group puts it. It has no arithmetic: `low` and `high` beside
    it have, and what the review computes is a derivation.
    """

    __slots__ = ("_refuse", "html", "of", "row_id", "text")

    def __init__(self, text: str, row_id: str, of: str, html: Html, refuse: Refuse | None = None) -> None:
        self.text, self.row_id, self.of, self.html, self._refuse = text, row_id, of, html, refuse

    def __repr__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[Value], tuple[str, str, str, Html]]:
        # What refuses with a reason holds the corpus: a stored value refuses without.
        return Value, (self.text, self.row_id, self.of, self.html)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and (self.of, self.row_id) == (other.of, other.row_id)

    def __hash__(self) -> int:
        return hash((self.of, self.row_id))

    def __add__(self, other: object) -> NoReturn:
        names = (self.row_id, other.row_id) if isinstance(other, Value) else (self.row_id,)
        # Unlike things are refused for being unlike; like ones for want of a row that holds the sum.
        if self._refuse:
            self._refuse(names)
        raise UsageError(
            f"a sum of {' and '.join(names)} has no row that proves it. Add a derivation to "
            "data/judgement/derivations.csv and show it with `chapter.computed`, or add up `low` and `high`."
        )

    __radd__ = __add__
