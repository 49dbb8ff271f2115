"""A user of pandas and Altair changes a colour, an axis, a grouping and a filter, each in one cell, and sees it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
import pytest
from bicycle_project import REPOSITORY

from review.corpus.tables.project import VARIABLE
from review.errors import IncomparableFigures

Spec = dict[str, Any]


class Kernel:
    """The code cells of a notebook, run in this process up to one that shows a chart; each can be edited and run again.

    What is edited is one cell: those after it run again as they are.
    """

    def __init__(self, name: str, cell: str) -> None:
        cells = nbformat.read(REPOSITORY / "notebooks" / f"{name}.ipynb", as_version=4).cells
        code = [c for c in cells if c.cell_type == "code"]
        self.cells = [c.source for c in code[: [c.id for c in code].index(cell) + 1]]
        self.names: list[dict[str, Any]] = [{}]  # as they are before each cell
        for source in self.cells[:-1]:
            self.names.append(dict(self.names[-1]))
            exec(source, self.names[-1])

    def run(self, *edits: tuple[str, str]) -> Spec:
        """Return the specification that the last cell shows with *edits*, each of a text that stands in it once.

        A text that does not stand in it stands in one cell before it.
        """
        cells, last = list(self.cells), len(self.cells) - 1
        begin = last
        for old, new in edits:
            at = last if old in cells[last] else next((n for n, cell in enumerate(cells) if old in cell), last)
            assert cells[at].count(old) == 1, f"{old!r} stands {cells[at].count(old)} times in the cell"
            cells[at], begin = cells[at].replace(old, new), min(begin, at)
        *body, final = ast.parse(cells[last]).body
        assert isinstance(final, ast.Expr)
        names = dict(self.names[begin])
        for source in cells[begin:-1]:
            exec(source, names)
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        spec: Spec = eval(compile(ast.Expression(final.value), "cell", "eval"), names).spec
        return spec


def within(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a specification, its data left out."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key != "datasets":
                yield from within(value)
    elif isinstance(node, list):
        for value in node:
            yield from within(value)


def rows(spec: Spec) -> list[dict[str, Any]]:
    return [row for data in spec["datasets"].values() for row in data]


def coloured(spec: Spec) -> bool:
    return "crimson" in json.dumps({**spec, "datasets": 0})


def titled(spec: Spec) -> bool:
    return any(node.get("title") == "Mine" for node in within(spec))


def by(field: str) -> Callable[[Spec], bool]:
    return lambda spec: any(node.get("field") == field for node in within(spec))


def without(field: str, value: str) -> Callable[[Spec], bool]:
    return lambda spec: bool(rows(spec)) and value not in {row.get(field) for row in rows(spec)}


Edit = tuple[tuple[str, str], Callable[[Spec], bool]]
EDITS: dict[tuple[str, str], dict[str, Edit]] = {
    ("how-many", "how-many-9"): {
        "colour": (("color=COUNTED", 'color="crimson"'), coloured),
        "axis": (('title="persons"', 'title="Mine"'), titled),
        "grouping": (('alt.Y("of_whom"', 'alt.Y("as_count"'), by("as_count")),
        "filter": (
            ('event="rescues-2010"))', 'event="rescues-2010", population="women"))'),
            without("of_whom", "Victims of forced labour"),
        ),
    },
    ("campaign", "campaign-5-2"): {
        "colour": (("color=COUNTED", 'color="crimson"'), coloured),
        "axis": (('encode(x="start")', 'encode(x=alt.X("start", title="Mine"))'), titled),
        "grouping": (('x2="end", y="low"', 'x2="end", y="low", detail="source_id"'), by("source_id")),
        "filter": (
            ("bar + bar_name + line + point + name if show_overlap else line + point + name", "bar + bar_name"),
            without("event_id", "campaign-2009"),
        ),
    },
    ("at-risk", "at-risk-19"): {
        "colour": (("scale=BASIS", 'scale=alt.Scale(range=["crimson"])'), coloured),
        "axis": (('title="children recorded as missing"', 'title="Mine"'), titled),
        "grouping": (("tooltip=TIPS,", 'tooltip=TIPS, detail="source_id",'), by("source_id")),
        "filter": (("ascending=False)", 'ascending=False).query("low > 100")'), lambda spec: len(rows(spec)) == 2),
    },
    ("operations", "operations-5-2"): {
        "colour": (("scale=BASIS", 'scale=alt.Scale(range=["crimson"])'), coloured),
        "axis": (('alt.X("low:Q", axis=None', 'alt.X("low:Q", title="Mine"'), titled),
        "grouping": (('text="happened"', 'text="dated"'), by("dated")),
        "filter": (
            ('numbers.groupby("counted"', 'numbers[numbers.measure_id != "police-deployed"].groupby("counted"'),
            without("counted", "Police\nofficers\ndeployed"),
        ),
    },
}


@pytest.mark.parametrize(("name", "cell"), EDITS, ids=[name for name, _ in EDITS])
def test_one_cell_is_edited_and_the_chart_has_it(name: str, cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(REPOSITORY))
    kernel = Kernel(name, cell)
    as_it_is = kernel.run()
    for edit, has in EDITS[name, cell].values():
        assert not has(as_it_is), edit
        assert has(kernel.run(edit)), edit


def test_an_edit_that_mixes_unlike_figures_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(REPOSITORY))
    kernel = Kernel("how-many", "how-many-9")
    with pytest.raises(IncomparableFigures, match="may not share an axis"):
        kernel.run(('measure="victims-rescued", event="rescues-2010"', 'act=["rescue", "abduction"]'))
