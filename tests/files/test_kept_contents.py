"""Contents kept by a key, and the seal by which only their user's programs know them again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from review.files.kept_contents import VARIABLE, is_sealed, seal


def test_a_seal_is_made_with_a_key_that_no_other_user_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    written = seal(b"content")
    assert is_sealed(b"content", written) and not is_sealed(b"another", written)
    (key,) = (tmp_path / "own").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
