"""What notebooks show, by name: a cell that shows a chart or a table says its label, which is its address for good.

It stands in a line of its own, as in Quarto: ``#| label: chart-prices-by-link``. The title by which it is cited is the
finding of the chart, or the caption; where neither stands in the cell as text, ``#| title: …`` says it.
What a chapter leads with is named in the cell of its answer, and stands beside that: ``#| lead: chart-prices-by-link``.
What is long and looked up by few unfolds from its title: ``#| fold: true``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.errors import Problem
from review.present.html.markup import Html, element, joined

if TYPE_CHECKING:
    from nbformat import NotebookNode

KINDS = ("chart", "table")
_OPTION = re.compile(r"^#\| (label|title|lead|fold): *(.*?) *$", re.MULTILINE)
_NAME = re.compile(rf"(?:{'|'.join(KINDS)})(?:-[a-z0-9]+)+")
#: The functions of the library that show something end so.
_MAKERS = re.compile(r"publish|\w+_(?:table|chart|map|by_theme|by_section)")
_HINT = "Write it as the first line of the cell: #| label: chart-what-it-shows, or table-what-it-shows."


@dataclass(frozen=True)
class Output:
    """What the code cell with a number shows; *is_optional* where some runs show nothing in its place."""

    label: str
    title: str
    cell: int
    is_optional: bool = False

    @property
    def kind(self) -> str:
        """Return "chart" or "table"."""
        return self.label.partition("-")[0]


def outputs_of(cells: Iterable[tuple[int, str]]) -> Iterator[Output]:
    """Yield what code cells show, by their number and source; the label and the title of one may be empty.

    >>> [*outputs_of([(3, '#| label: chart-locks\\\\npublish(chart, caption="Locks by year.")')])]
    [Output(label='chart-locks', title='Locks by year', cell=3, is_optional=False)]
    """
    for number, source in cells:
        try:
            statements = ast.parse(source).body
        except SyntaxError:
            continue  # the run says so
        last = statements[-1] if statements else None
        said = options_of(source)
        if isinstance(last, ast.Expr) and ("label" in said or _shows(last.value)):
            title = said.get("title") or _title(last.value)
            yield Output(said.get("label", ""), title.rstrip("."), number, isinstance(last.value, ast.IfExp))


def options_of(source: str) -> dict[str, str]:
    """Return what a cell says of itself: its label, its title, what its chapter leads with, whether it is folded.

    >>> options_of("#| label: chart-locks\\npublish(chart)")
    {'label': 'chart-locks'}
    """
    return dict(_OPTION.findall(source))


def _shows(shown: ast.expr) -> bool:
    """Say whether a cell that ends so shows a chart or table: by what the library calls that which makes them."""
    match shown:
        case ast.IfExp(body=body):
            return _shows(body)
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return bool(_MAKERS.fullmatch(name))
    return False


def titles_in(source: str) -> Iterator[tuple[str, int]]:
    """Yield each title that a cell says in a line of its own, and the line."""
    for found in _OPTION.finditer(source):
        if found[1] == "title":
            yield found[2], source.count("\n", 0, found.start()) + 1


def _title(shown: ast.expr) -> str:
    given = {
        keyword.arg: keyword.value.value
        for call in ast.walk(shown)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    }
    return str(given.get("finding") or given.get("caption") or "")


def output_problems(path: str, outputs: Iterable[Output], taken: dict[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the names of what a notebook shows; *taken* has those of others, and gets its own."""
    for output in outputs:
        place = f"cell {output.cell}"
        if not output.label:
            yield Problem(path, 0, place, "the cell shows something that has no name to be cited by", _HINT)
        elif not _NAME.fullmatch(output.label):
            yield Problem(path, 0, place, f"the label {output.label!r} is malformed", _HINT)
        elif (elsewhere := taken.setdefault(output.label, f"{path}, {place}")) != f"{path}, {place}":
            message = f"the label {output.label!r} is taken (by {elsewhere})"
            yield Problem(path, 0, place, message, "Give one of them another: it is an address.")
        if output.label and not output.title:
            message = f"nothing says what {output.label} is called"
            yield Problem(path, 0, place, message, "Give the caption as text, or say it: #| title: What it shows")


def lead_problems(path: str, sources: Iterable[str]) -> Iterator[Problem]:
    """Yield what a notebook's code cells name as their chapter's lead and do not show."""
    said = [options_of(source) for source in sources]
    shown = {options.get("label") for options in said}
    for lead in (options["lead"] for options in said if "lead" in options):
        if lead not in shown:
            yield Problem(path, 0, "", f"the chapter leads with {lead!r}, which no cell shows", "Name a label of it.")


def name_outputs(notebook: NotebookNode, page: str, prefix: str = "") -> None:
    """Give what an executed notebook shows on a *page* its address, and the link by which it is cited.

    The address is the label, led by *prefix* where there is one.
    """
    cells = [(n, cell) for n, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    named = {output.cell: output for output in outputs_of((n, cell.source) for n, cell in cells) if output.label}
    shown = [
        (named[number], each.data, "fold" in options_of(cell.source))
        for number, cell in cells
        for each in cell.outputs
        if number in named and "text/html" in each.get("data", {})
    ]
    for output, data, is_folded in shown:
        name = f"{prefix}-{output.label}" if prefix else output.label
        link = cite_link(name, page, f"this {output.kind}: {output.title}")
        inner = joined(["", link, Html(data["text/html"]), ""], "\n")
        wrapped = element("div", inner, class_="citable", id=name, data_kind=output.kind)
        if is_folded:
            wrapped = element("details", joined([element("summary", output.title), wrapped], "\n"), class_="fold")
        data["text/html"] = wrapped.text


def cite_link(name: str, page: str, what: str) -> Html:
    """Return the link that tells how a thing is cited: to its page, or to a panel where scripts run.

    A reader of screens hears *what* behind "Cite", such as "this section".
    """
    data = {"data_cite": name, "data_cite_page": page}
    return element("a", "Cite", class_="cite-link", href=f"cite/{name}.html", aria_label=f"Cite {what}", **data)
