"""Notebooks that are none, and how that is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from review.errors import NotebookFailed, UsageError
from review.files.notebooks import first_line, read_notebook

AGAIN = "Restore the file, or save it again with Jupyter."


def test_a_missing_notebook_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "prices.ipynb").touch()
    path = tmp_path / "price.ipynb"
    with pytest.raises(UsageError) as caught:
        read_notebook(path)
    assert str(caught.value) == (
        f"{path}: there is no such notebook (did you mean prices.ipynb?). Give the path of an .ipynb file."
    )
    for path in (tmp_path / "zoo.ipynb", tmp_path / "nowhere" / "price.ipynb"):
        with pytest.raises(UsageError) as caught:
            read_notebook(path)
        assert str(caught.value) == f"{path}: there is no such notebook. Give the path of an .ipynb file."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty (expected a notebook)"),
        (b" \n", "the file is empty (expected a notebook)"),
        (b"# Heading", "not JSON, so no notebook (Expecting value: line 1 column 1 (char 0))"),
        (b"\xff\xfe\x00", "not JSON, so no notebook ("),
        (b"[" * 100_000, "not JSON, so no notebook ("),
        (b"[]", "not a notebook of nbformat 4 (got None, expected 4)"),
        (b'{"nbformat": 3}', "not a notebook of nbformat 4 (got 3, expected 4)"),
        (b'{"nbformat": 4}', "not a valid notebook ("),
        (b'{"nbformat": 4, "cells": 1}', "not a valid notebook ("),
        (b'{"nbformat": 4, "cells": [1], "metadata": {}}', "not a valid notebook ("),
        (
            b'{"nbformat": 4, "cells": [], "metadata": {}, "x": 1}',
            "not a valid notebook: Additional",
        ),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}], "metadata": {}}', "not a valid notebook"),
    ],
)
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookFailed) as caught:
        read_notebook(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert str(caught.value).endswith(AGAIN)


def test_cells_without_or_with_doubled_ids_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["one\n", "two"]}
    cells = [cell, cell | {"id": "same"}, cell | {"id": "same"}]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": cells}))
    read = read_notebook(path)
    assert [each.id for each in read.cells] == ["cell-1", "cell-2", "cell-3"]
    assert read.cells[0].source == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 119 + "…"),
        ("\n  \n first \nsecond", "first"),
        ("", ""),
        (ValueError("wrong\nat all"), "wrong"),
    ],
)
def test_of_a_message_the_first_line_is_told_as_far_as_it_fits(text: object, line: str) -> None:
    assert first_line(text) == line
