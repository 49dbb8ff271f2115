"""A notebook run in this very process, cell by cell, as papermill and a kernel would: for where there is neither.

What it asks for is what a kernel asks for; no kernel, no papermill and nothing that draws is imported.
"""

from __future__ import annotations

import ast
import io
import json
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from review.book.prose.restated import text_without
from review.book.views.outputs import SHOWN, UNDRAWN, CellShown, Output, answer_html, output_hash, unheaded_hash
from review.corpus.tables.project import find_project
from review.errors import ReviewError
from review.execution.parameters.declared import changed, check_parameters, declared
from review.execution.parameters.templates import find_notebook
from review.files.notebooks import failure, first_line, read_template
from review.present.values.opened import opened

_METHODS = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_"}


def run_here(notebook: Path, parameters: Mapping[str, object]) -> Iterator[CellShown]:
    """Yield what each code cell of *notebook* shows with *parameters*, as soon as it has run.

    Raises UsageError for parameters that do not fit, before a cell runs; NotebookFailed, which names the cell.
    """
    template = read_template(notebook)
    known = declared(template, notebook)
    given = changed(known, check_parameters(known, parameters))
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(template.cells, start=1):
        if cell.cell_type != "code":
            continue
        yield CellShown(number, cell.source, _outputs(notebook, number, cell.source, names))
        if "parameters" in cell.metadata.get("tags", []):
            names.update(given)  # as papermill, whose cell of given values comes right after that of the defaults


def without_drawing() -> None:
    """Have charts carry an empty drawing from now on: what shows them draws them of their specification."""
    stand_in: Any = types.ModuleType("vl_convert")
    stand_in.vegalite_to_svg = lambda *_, **__: UNDRAWN
    sys.modules["vl_convert"] = stand_in


def respond(request: str, tell: Callable[[str], object] = print) -> None:
    """Do what *request* (JSON) asks for, and *tell* of it in lines of JSON; the last says ``done`` or ``error``.

    Of a ``notebook`` with its ``parameters`` it tells of each code cell its number, its label and the hash of what it
    shows; with ``show`` that as HTML, and its hash without headings. Of the ``numbers`` of the text, each its class,
    its key and what it prints, it then tells what they print in this run. Of a ``document``, a text, it tells what is
    ``judged`` of its numbers, with what is ``told`` of all.
    """
    asked = json.loads(request)
    try:
        for told in _judged(asked["document"]) if "document" in asked else _cells(asked):
            tell(json.dumps(told))
        tell(json.dumps({"done": True}))
    except ReviewError as error:
        tell(json.dumps({"error": str(error)}))


def _judged(text: str) -> Iterator[dict[str, Any]]:
    from review.corpus.snapshot import Snapshot
    from review.documents.checking import check_document, judgements_json, judgements_told, unjudged_told

    judged = check_document(Snapshot(find_project()), text)
    told = f"{unjudged_told(text, judged)} {judgements_told(judged)}"
    yield {"judged": judgements_json(judged), "told": told}


def _cells(asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for shown in run_here(find_notebook(find_project(), asked["notebook"]), asked["parameters"]):
        told: dict[str, Any] = {"cell": shown.number, "label": shown.label, "hash": output_hash(shown.outputs)}
        if asked.get("show"):
            told |= {"html": shown.html, "answer": answer_html(shown.markdown) if shown.markdown else ""}
            told |= {"unheaded": unheaded_hash(shown.outputs)}
        yield told
    if numbers := asked.get("numbers"):
        now = opened()
        yield {"numbers": [text_without(now.whole, now.corpus, *number) for number in numbers]}


def _outputs(notebook: Path, number: int, source: str, names: dict[str, Any]) -> tuple[Output, ...]:
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            value = _value(source, names)
    except Exception as error:
        message = f"cell {number}: {type(error).__name__}: {first_line(error)}"
        raise failure(notebook, message, "Change the settings, or mend the cell.") from error
    outputs: list[Output] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    if value is not None:
        outputs.append({"output_type": "execute_result", "data": _bundle(value)})
    return tuple(outputs)


def _value(source: str, names: dict[str, Any]) -> object:
    """Run *source* and return the value of the expression that it ends in; None where it ends otherwise."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "<cell>", "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def _bundle(value: object) -> dict[str, str]:
    """Return *value* as a notebook shows it, by kinds of content."""
    if whole := getattr(value, "_repr_mimebundle_", None):
        made = whole()
        return {kind: text for kind, text in (made[0] if isinstance(made, tuple) else made).items() if kind in SHOWN}
    shown = {kind: getattr(value, name)() for kind, name in _METHODS.items() if hasattr(value, name)}
    return {"text/plain": repr(value), **shown}
