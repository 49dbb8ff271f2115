"""What must hold of this review: the rows, the prose and the settings alone, and the rows beside the texts."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "texts"


def review(*words: str) -> None:
    """Hold that a command of the library finds nothing to mend."""
    command = [sys.executable, "-m", "review", *words]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_rows_prose_and_settings_have_no_problem() -> None:
    review("check", "--quiet")


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not here")
def test_every_row_stands_as_its_source_has_it() -> None:
    review("verify", "--texts", str(TEXTS))
