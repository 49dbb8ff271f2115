"""The packages of the part for browsers: only files of the locked hashes are taken, and what is missing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.errors import EnvironmentFault
from review.files.hashing import sha256
from review.live import fetching
from review.live.fetching import Locked, fetch, locked

WHEEL = b"a wheel"
PACKAGES = (Locked("npm", "spokes", "1.0", sha256(WHEEL)),)


@pytest.fixture(autouse=True)
def _one_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "locked", lambda: PACKAGES)


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named npm first on the path."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_what_is_kept_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "spokes-1.0.tgz").write_bytes(WHEEL)
    assert fetch(tmp_path) == {"spokes": tmp_path / "spokes-1.0.tgz"}


def test_without_npm_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFault, match="npm is not installed"):
        fetch(tmp_path)


def test_a_file_of_another_hash_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "printf 'another wheel' > spokes-1.0.tgz", monkeypatch)
    with pytest.raises(EnvironmentFault, match=r"spokes 1\.0: what npm gave is not what lock\.json names"):
        fetch(tmp_path / "kept")


def test_what_a_registry_says_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo 'no such version' >&2; exit 1", monkeypatch)
    with pytest.raises(EnvironmentFault, match=r"spokes@1\.0: npm does not give it \(no such version\)"):
        fetch(tmp_path / "kept")


def test_the_lock_names_packages_and_no_addresses() -> None:
    assert "://" not in fetching.LOCK.read_text("utf-8")
    assert all(len(one.sha256) == 64 and one.registry in ("npm", "pypi") for one in locked())
