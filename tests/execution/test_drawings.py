"""Drawings of charts are kept by what they draw, and made again where what is kept is damaged."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from review.execution.runs import cache, drawings
from review.execution.runs.cache import Cache
from review.execution.runs.drawings import kept_drawing


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the specifications that are drawn from now on, each as a drawing of one line."""
    specs: list[str] = []
    monkeypatch.setattr(drawings, "converted", lambda spec: (specs.append(spec), f"<svg>{spec}</svg>\n")[1])
    return specs


def test_a_drawing_is_made_once_and_again_when_it_is_damaged(tmp_path: Path, made: list[str]) -> None:
    folder = tmp_path / "drawings"
    keep = partial(kept_drawing, folder)
    first = [keep("{}"), keep("{}"), keep("[]")]
    assert made == ["{}", "[]"]
    for kept in folder.iterdir():
        kept.write_text(kept.read_text("utf-8")[:-2], "utf-8")
    assert [keep("{}"), kept_drawing(folder, "{}"), keep("[]")] == first
    assert made == ["{}", "[]", "{}", "[]"]


def test_only_so_many_are_kept_those_used_last(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_DRAWINGS", 2)
    own = Cache(tmp_path)
    keep = partial(kept_drawing, own.drawings)
    for day, spec in enumerate("abc"):
        keep(spec)
        (new,) = (path for path in own.drawings.iterdir() if path.stat().st_mtime > 1000)
        os.utime(new, (day, day))
    keep("a")
    own.prune(())
    made.clear()
    for spec in "acb":
        keep(spec)
    assert made == ["b"]
