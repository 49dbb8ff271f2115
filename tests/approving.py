"""Texts that somebody has read and approved: what a test makes is held to them, and `--approve` writes them anew.

Read what `git diff` shows after that: whatever changed is now what the tests ask for.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

APPROVED = Path(__file__).with_name("approved")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the approved texts anew."""
    parser.addoption("--approve", action="store_true", help="write the approved texts anew, for you to read")


def approve(path: str, text: str, request: pytest.FixtureRequest) -> None:
    """Hold *text* to the approved text at *path*, below tests/approved, and show what differs."""
    approved = APPROVED / path
    if request.config.getoption("--approve"):
        approved.parent.mkdir(parents=True, exist_ok=True)
        approved.write_text(text, "utf-8", newline="\n")
    before = approved.read_bytes().decode() if approved.exists() else ""
    lines = (part.splitlines(keepends=True) for part in (before, text))
    difference = "".join(difflib.unified_diff(*lines, f"approved/{path}", "what was made"))
    if before != text:
        pytest.fail(f"{difference}\nIf this is right, run the test again with --approve.", pytrace=False)
