"""The drawings of charts: asked for by runs, made and kept by the process that has drawn before, put into notebooks."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from review.execution.runs.normalise import finished_run
from review.files.atomic import write_whole
from review.files.hashing import sha256
from review.present.look.chart import converted, drawers, drawing


class Pending:
    """Stands in for who draws: it gives out a mark for each drawing, and remembers what is to be drawn there."""

    def __init__(self) -> None:
        self.asked: dict[str, tuple[str, str, str]] = {}
        self._own = secrets.token_hex(8)

    def __call__(self, spec: str, name: str, alternative: str) -> str:
        """Return the mark of a drawing, asked for as `drawing` is."""
        mark = f"drawing-{self._own}-{len(self.asked)}-"
        self.asked[mark] = (spec, name, alternative)
        return mark


def kept_drawing(folder: Path, spec: str) -> str:
    """Return Vega's drawing of *spec* (JSON), kept in *folder* by the hash of it and of what draws it."""
    kept = folder / sha256(f"{version('vl-convert-python')} {spec}".encode())
    if kept.is_file():
        # The hash of the drawing comes first, and shows damage.
        own, _, svg = kept.read_text("utf-8").partition("\n")
        if own == sha256(svg.encode()):
            os.utime(kept)
            return svg
    svg = converted(spec)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(kept, f"{sha256(svg.encode())}\n{svg}".encode())
    return svg


@contextmanager
def drawings_kept_in(folder: Path) -> Iterator[None]:
    """Keep in *folder* what is drawn in this process as long as the block runs."""
    drawers.append(lambda spec, name, alternative: drawing(spec, name, alternative, partial(kept_drawing, folder)))
    try:
        yield
    finally:
        drawers.pop()


def with_drawings(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the finished notebook of a run with its drawings in the places of their marks.

    Raises ValueError where a cell did otherwise with a mark than show it once.
    """
    text, keep = request["notebook"], partial(kept_drawing, Path(request["drawings"]))
    for mark, (spec, name, alternative) in request["pending"].items():
        if text.count(mark) != 1:
            raise ValueError("a cell did otherwise with a drawing than show it once")
        text = text.replace(mark, json.dumps(drawing(spec, name, alternative, keep))[1:-1])
    made = finished_run(nbformat.from_dict(json.loads(text)), request["values"], request["differing"])  # type: ignore[no-untyped-call]
    return {"notebook": made.decode()}
