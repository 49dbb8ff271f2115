"""Normalising: what differs between runs is gone, and what is shown stays."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from review.execution.runs.normalise import normalise, to_bytes, without_chance


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<Thing object at 0x7f3a5c01d2e0>", "<Thing object>"),
        ("&lt;Thing object at 0x7f3a5c01d2e0&gt;", "&lt;Thing object&gt;"),
        ("<code object f at 0x7f3a5c01d2e0, file 'a.py', line 1>", "<code object f, file 'a.py', line 1>"),
        ("/tmp/ipykernel_4711/123.py:3: FutureWarning", "line 3: FutureWarning"),
        (
            '<code object <module> at 0x7f3a5c01, file "/tmp/ipykernel_1/2.py", line 3>',
            '<code object <module>, file "cell", line 3>',
        ),
        ("meet at 0x7f3a5c01 tonight", "meet at 0x7f3a5c01 tonight"),
    ],
)
def test_chance_is_taken_out_of_texts(text: str, kept: str) -> None:
    assert without_chance(text) == kept


def test_pieces_of_one_stream_are_joined_where_nothing_stands_between() -> None:
    def piece(text: str) -> NotebookNode:
        return new_output("stream", name="stdout", text=text)

    shown = new_output("display_data", data={"text/plain": "c"})
    cell = new_code_cell("", outputs=[piece("a"), piece("b\n"), shown, shown.copy(), piece("d"), piece("e")])
    normalise(new_notebook(cells=[cell]))
    assert [output.get("text", "shown") for output in cell.outputs] == ["ab\n", "shown", "shown", "de"]


def test_a_run_keeps_its_content_and_loses_its_circumstances() -> None:
    shown = "<a at 0x7f3a5c01>"
    image = new_output("display_data", data={"image/png": shown, "text/html": shown})
    cell = new_code_cell("a", outputs=[image], execution_count=1, id="random")
    cell.metadata.update({"papermill": {"duration": 1}, "execution": {}, "tags": [], "name": "kept"})
    tagged = new_code_cell("b", metadata={"tags": ["parameters"]})
    run = new_notebook(cells=[cell, tagged], metadata={"papermill": {}, "widgets": {}, "title": "kept"})
    run.metadata["language_info"] = {"name": "python", "version": "3.99.1"}
    normalise(run)
    assert cell.metadata == {"name": "kept"}
    assert tagged.metadata == {"tags": ["parameters"]}
    assert image.data == {"image/png": shown, "text/html": "<a>"}
    assert set(run.metadata) == {"title", "kernelspec", "language_info"}
    assert b"3.99" not in to_bytes(run)
    once = to_bytes(run)
    normalise(run)
    assert to_bytes(run) == once
