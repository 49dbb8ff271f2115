"""Small notebooks made on the spot, and a place to run them that shows what was left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a notebook of the given code cells under *name*.

    The parameters cell comes first unless it is None, then a heading: so the first code given is cell 3.
    """

    def write(*sources: str, parameters: str | None = "year: int = 2010", name: str = "small.ipynb") -> Path:
        cells = [new_markdown_cell("# A small notebook"), *map(new_code_cell, sources)]
        if parameters is not None:
            cells.insert(0, new_code_cell(parameters, metadata={"tags": ["parameters"]}))
        path = tmp_path / name
        nbformat.write(new_notebook(cells=cells), path)
        return path

    return write


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder for temporary files, and check that the test leaves it empty."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
