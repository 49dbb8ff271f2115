"""Whether the comparison of two compilers sees what readers see; `make second` itself compiles the book."""

from __future__ import annotations

from pathlib import Path

import pytest
import second_stack
from second_stack import Unreached, differences, installed


def written(folder: Path, **pages: str) -> Path:
    """Write *pages* into *folder* and return it."""
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


def test_words_count_and_not_the_elements_that_hold_them(tmp_path: Path) -> None:
    before = written(tmp_path / "before", a="<p>So <b>it</b> is.</p><p>Yes.</p><script>one</script>")
    after = written(tmp_path / "after", a="<div>So it\nis. <span>Yes.</span></div><script>two</script>")
    assert differences(before, after) == {}


def test_other_words_and_other_pages_are_told(tmp_path: Path) -> None:
    before = written(tmp_path / "before", a="<p>One.</p><p>Two.</p>", b="")
    after = written(tmp_path / "after", a="<p>One.</p><p>Three.</p>", c="")
    assert differences(before, after) == {
        "a.html": ["@@ -2 +2 @@", "-Two.", "+Three."],
        "b.html": ["the page is missing"],
        "c.html": ["the page is new"],
    }


def test_packages_that_no_host_has_are_no_fault_of_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(Unreached, match="No matching distribution found"):
        installed(tmp_path / "environment")


def test_a_package_that_is_not_that_of_the_lock_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "other.lock"
    lock.write_text("some-package==1.0\n", "utf-8")
    monkeypatch.setattr(second_stack, "LOCK", lock)
    with pytest.raises(second_stack.subprocess.CalledProcessError):
        installed(tmp_path / "environment")
