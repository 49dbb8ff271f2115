"""HTML tables that read well on paper, on a wide screen and, as stacked cards, on a narrow one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeVar

from review.present.html.markup import Content, Html, element, joined, markup

_Item = TypeVar("_Item")
#: For each column what makes its cell of a row.
Cells = Mapping[str, Callable[[_Item], Content]]
#: Rows that a reader may meet on the way without being asked, and statements that a page may take to paper.
LONG, LONG_ON_PAPER = 12, 30
#: Lines that are not worth folding away.
FEW = 2


class Typed(str):
    """Text that whoever calls for a table wrote, such as the heading of a row. In no table does it count as coded."""

    __slots__ = ()


@dataclass(frozen=True, repr=False)
class Table:
    """A table of cells that are text, whole numbers or trusted `Html`. Notebooks show it as HTML.

    *groups* holds for each row the heading it stands under; rows of one group follow each other. *below* holds
    for each row what stands under its cells, across all columns. Where it *is_coded*, its cells are marked: what
    stands in them comes out of rows, or is computed from them. All other cells are read for typed quantities.
    Of *statements* a long table stays folded on paper.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]
    caption: str
    row_ids: tuple[str, ...] = ()
    groups: tuple[Content, ...] = ()
    below: tuple[Content, ...] = ()
    is_coded: bool = False
    statements: bool = False

    def __repr__(self) -> str:
        return f"Table: {self.caption} ({len(self.rows)} rows)"

    def _repr_html_(self) -> str:
        return self.html.text

    @property
    def html(self) -> Html:
        """The table; folded away under its caption where it is long and no link leads into it."""
        return self.unfolded if len(self.rows) <= LONG or self.row_ids else self.folded

    @property
    def folded(self) -> Html:
        """The table under its caption, to unfold; a link to one of its rows does."""
        kind = "fold long" if self.statements and len(self.rows) > LONG_ON_PAPER else "fold"
        summary = element("summary", self.caption, self.size)
        return element("details", summary, self.unfolded, class_=kind, open=len(self.rows) <= FEW)

    @property
    def size(self) -> Html:
        """How many rows it has, as the line says under which it is folded."""
        return element("span", f" ({len(self.rows)} row{'s' * (len(self.rows) != 1)})", data_coded=True)

    @property
    def unfolded(self) -> Html:
        """The table in a region that scrolls by itself, so that no page ever does sideways."""
        head = element("tr", *(element("th", name, scope="col") for name in self.columns))
        parts = [element("caption", self.caption), element("thead", head), *self._bodies()]
        # Line ends between all parts: searches read the text of cells, and would glue them together.
        # What a second and last column means is plain from the first: narrow screens leave its name out.
        kind = "review-table pairs" if len(self.columns) == 2 else "review-table"
        inner = element("table", _lines(parts), class_=kind)
        return element("div", inner, class_="table-scroll", tabindex=0, role="group", aria_label=self.caption)

    def _bodies(self) -> Iterator[Html]:
        numbered = range(len(self.rows))
        for group, members in groupby(numbered, lambda i: self.groups[i] if self.groups else ""):
            lines = [line for index in members for line in self._rows(index)]
            if group:
                span, marked = len(self.columns), self._marked(group)
                heading = element("th", group, colspan=span, scope="rowgroup", data_coded=marked)
                lines.insert(0, element("tr", heading, class_="group"))
            yield element("tbody", _lines(lines))

    def _rows(self, index: int) -> Iterator[Html]:
        yield self._row(index)
        if self.below:
            below = self.below[index]
            cell = element("td", below, colspan=len(self.columns), data_coded=self._marked(below))
            yield element("tr", cell, class_="below")

    def _row(self, index: int) -> Html:
        first, *others = self.rows[index]
        label, marked = self.columns[0], self._marked(first)
        cells = [element("th", first, scope="row", data_label=label, data_coded=marked)]
        for name, cell in zip(self.columns[1:], others, strict=True):
            kind = "number" if isinstance(cell, int) else None
            cells.append(element("td", cell, data_label=name, class_=kind, data_coded=self._marked(cell)))
        return element("tr", _lines(cells), id=self.row_ids[index] if self.row_ids else None)

    def _marked(self, content: Content) -> bool:
        return self.is_coded and not isinstance(content, Typed)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Content]],
    *,
    caption: str,
    row_ids: Sequence[str] | None = None,
    groups: Sequence[Content] | None = None,
    below: Sequence[Content] | None = None,
    is_coded: bool = False,
) -> Table:
    """Return a table of what the caller wrote: no cell of it is marked, so that a number typed into one is found.

    *is_coded* marks all, and is for the library alone: see `coded_table`. Raises ValueError where a row, or what is
    given for each row, has not the right length.
    """
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} cells (expected {len(columns)}: {', '.join(columns)})")
    for name, given in (("row_ids", row_ids), ("groups", groups), ("below", below)):
        if given is not None and len(given) != len(rows):
            raise ValueError(f"{name} has {len(given)} entries (expected {len(rows)}, one a row)")
    cells = tuple(tuple(row) for row in rows)
    more = tuple(row_ids or ()), tuple(groups or ()), tuple(below or ())
    return Table(tuple(columns), cells, caption, *more, is_coded)


#: The same for the library, whose cells come out of rows or are computed from them; what is `Typed` stays unmarked.
coded_table = partial(table, is_coded=True)


def table_of(
    rows: Iterable[_Item],
    columns: Cells[_Item],
    *,
    caption: str,
    row_ids: Callable[[_Item], str] | None = None,
    groups: Callable[[_Item], Content] | None = None,
    below: Callable[[_Item], Content] | None = None,
) -> Table:
    """Return the coded table of *rows*: every cell, id, heading and line below is made from its row."""
    chosen = list(rows)
    cells = [[make(row) for make in columns.values()] for row in chosen]
    return coded_table(
        tuple(columns),
        cells,
        caption=caption,
        row_ids=[row_ids(row) for row in chosen] if row_ids else None,
        groups=[groups(row) for row in chosen] if groups else None,
        below=[below(row) for row in chosen] if below else None,
    )


def stacked(*lines: Content) -> Html:
    """Return a cell of several lines, empty ones left out; all but the first are set smaller."""
    kept = [markup(line) for line in lines if str(line)]
    first, *others = kept or [Html("")]
    return joined([first, *(element("div", line, class_="cell-more") for line in others)], "\n")


def in_lines(lines: Iterable[Content]) -> Html:
    """Return a cell of several lines of one size."""
    return joined((element("div", line) for line in lines), "\n")


def listed(items: Iterable[Content], class_: str | None = "members") -> Html:
    """Return a cell that is a list."""
    return element("ul", *(element("li", item) for item in items), class_=class_)


def _lines(parts: Sequence[Html]) -> Html:
    return joined(["", *parts, ""], "\n")
