"""What chapters show with one yes/no setting the other way: run once more, and kept beside the pages for readers.

A page that is read from a folder can run nothing, and needs nothing run to show these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from review.book.prose.restated import text_without
from review.book.prose.roles import PRINTERS
from review.book.views.outputs import CellShown, answer_html, unheaded_hash
from review.corpus.corpus import Corpus
from review.corpus.tables.judgement_records import ROLE
from review.execution.parameters.declared import read_parameters
from review.execution.parameters.leaving_out import left_out
from review.execution.runs.batch import Task
from review.files.atomic import read_whole
from review.synthesis.conclusions.left_out import narrowed

#: The folder of the runs beside those of the pages, and of the site.
STATES = "states"
_SCRIPT = "(window.reviewStates = window.reviewStates || {{}})[{page}] = {states};\n"
_GIVEN = "injected-parameters"


def states_of(tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield the runs of the chapters among *tasks* with one yes/no parameter the other way, each for every such one."""
    for task in tasks:
        for item in read_parameters(task.notebook):
            if item.kind == "bool" and not task.parameters:
                name = f"{task.output.stem}--{item.name}.ipynb"
                yield Task(task.notebook, {item.name: not item.default}, task.output.parent / STATES / name)


def write_states(corpus: Corpus, notebooks: Path, folder: Path) -> None:
    """Write into *folder* a script for each chapter that has such runs beside the finished *notebooks*."""
    runs: dict[str, dict[str, Any]] = {}
    for path in sorted((notebooks / STATES).glob("*.ipynb")):
        page = path.stem.partition("--")[0]
        published, other = (json.loads(read_whole(each)) for each in (notebooks / f"{page}.ipynb", path))
        ((name, value),) = other["metadata"]["review"]["changed"].items()
        left = narrowed(corpus, left_out(corpus, {name: value}))
        numbers = list(_numbers(corpus, left, published))
        state = {"cells": list(_cells(published, other)), "numbers": numbers}
        runs.setdefault(page, {})[f"{name}={json.dumps(value)}"] = state
    for page, states in runs.items():
        folder.mkdir(exist_ok=True)
        written = json.dumps(states, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
        script = _SCRIPT.format(page=json.dumps(page), states=written)
        (folder / f"{page}.js").write_text(script, encoding="utf-8", newline="\n")


def published_cells(executed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of an executed notebook that its template has: not that of the values that were given."""
    return [cell for cell in executed["cells"] if _GIVEN not in cell["metadata"].get("tags", [])]


def _cells(published: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each cell with a label or an answer, and what it shows where that is not as published."""
    both = zip(published_cells(published), published_cells(other), strict=True)
    for number, (before, after) in enumerate(both, start=1):
        shown = CellShown(number, "".join(after["source"]), tuple(after.get("outputs", ())))
        is_same = before["cell_type"] != "code" or unheaded_hash(before["outputs"]) == unheaded_hash(after["outputs"])
        if shown.label:
            yield {"label": shown.label, "same": is_same} | ({} if is_same else {"html": shown.html})
        elif shown.markdown and not is_same:
            yield {"answer": answer_html(shown.markdown)}


def _numbers(whole: Corpus, left: Corpus, published: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the numbers of the text that are others, or none: class, key, what is published, what is in its place."""
    text = "\n".join("".join(cell["source"]) for cell in published["cells"] if cell["cell_type"] == "markdown")
    for role, argument in dict.fromkeys(ROLE.findall(text)):
        if role in PRINTERS:
            printed = PRINTERS[role](whole, argument)
            address = printed.href.partition("#")[2]
            key = printed.figure_id or printed.derivation_id or printed.counted or address
            now = text_without(whole, left, printed.css, key, printed.text)
            if now != printed.text:
                yield printed.css, key, printed.text, now
