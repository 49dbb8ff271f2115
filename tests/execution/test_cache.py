"""The cache: every change of an input changes the key, and damage counts as absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import FileFault
from review.execution.runs.cache import Cache, Kept, fingerprint, key
from review.files.folders import LIBRARY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a notebook and two inputs."""
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "n.ipynb").write_text("{}")
    (folder / "data" / "a.csv").write_text("a")
    (folder / "data" / "b.csv").write_text("b")
    return folder


def key_of(folder: Path, parameters: dict[str, object] | None = None) -> str:
    return key(folder / "n.ipynb", parameters or {}, fingerprint([folder / "data"], folder=folder))


def test_the_key_is_the_same_for_the_same_project_elsewhere(project: Path, tmp_path: Path) -> None:
    first = key_of(project, {"a": 1, "b": [2]})
    for left in ("__pycache__/a.pyc", ".ipynb_checkpoints/n-checkpoint.ipynb"):
        (project / "data" / left).parent.mkdir()
        (project / "data" / left).write_text("no input")
    assert key_of(project, {"b": [2], "a": 1}) == first
    inputs = [project / "data" / "b.csv", project / "data" / "a.csv", project / "data"]
    assert key(project / "n.ipynb", {"a": 1, "b": [2]}, fingerprint(inputs, folder=project)) == first
    moved = project.rename(tmp_path / "moved")
    assert key_of(moved, {"a": 1, "b": [2]}) == first


def test_every_change_changes_the_key(project: Path) -> None:
    keys = [
        key_of(project),
        key_of(project, {"a": 1}),
        key_of(project, {"a": True}),
        key_of(project, {"a": "1"}),
    ]
    (project / "n.ipynb").write_text("{} ")
    keys.append(key_of(project))
    (project / "data" / "a.csv").write_text("ab")
    keys.append(key_of(project))
    (project / "data" / "b.csv").write_text("")
    keys.append(key_of(project))
    (project / "data" / "b.csv").rename(project / "data" / "c.csv")
    keys.append(key_of(project))
    (project / "data" / "c.csv").unlink()
    keys.append(key_of(project))
    assert len(set(keys)) == len(keys)


def test_an_input_outside_the_folder_counts_by_its_own_name(project: Path, tmp_path: Path) -> None:
    keys = []
    for place in ("here", "there"):
        library = tmp_path / place / "library"
        library.mkdir(parents=True)
        (library / "a.py").write_text("a")
        keys.append(key(project / "n.ipynb", {}, fingerprint([library], folder=project)))
    assert keys[0] == keys[1]
    with pytest.raises(FileFault, match="there is no such input"):
        fingerprint([tmp_path / "missing"], folder=project)


def test_a_copy_of_the_project_without_the_library_has_the_same_key(tmp_path: Path) -> None:
    assert fingerprint([LIBRARY], folder=LIBRARY.parents[1]) == fingerprint([LIBRARY], folder=tmp_path)


def test_what_is_put_is_found_until_it_is_damaged(tmp_path: Path) -> None:
    cache, page = Cache(tmp_path / "cache"), tmp_path / "page.ipynb"
    page.write_text("page")
    reads = {("row", "figures", "a", "high low"): "1", ("file", "notes.txt"): ""}
    assert cache.get("abc") is None
    kept = cache.put("abc", page, reads)
    assert cache.get("abc") == Kept(b"page", reads)
    assert cache.get("ab") is None
    kept.write_bytes(kept.read_bytes()[:-1])
    assert cache.get("abc") is None
    assert cache.put("abc", page, reads) == kept
    assert cache.get("abc") == Kept(b"page", reads)
    page.write_text("new page")
    assert cache.put("abc", page, reads) != kept
    assert len(list(cache.folder.iterdir())) == 1


def test_prune_keeps_only_what_is_named(tmp_path: Path) -> None:
    cache, page = Cache(tmp_path / "cache"), tmp_path / "page.ipynb"
    page.write_text("page")
    cache.prune(set())
    cache.put("abc", page, {})
    cache.put("def", page, {})
    cache.prune({"def"})
    assert cache.get("abc") is None
    assert cache.get("def")


def test_a_cache_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.ipynb"
    page.write_text("page")
    with pytest.raises(FileFault, match=r"cannot be made \(File exists\)"):
        Cache(page).put("abc", page, {})
