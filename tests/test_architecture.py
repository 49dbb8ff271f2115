"""The page of the architecture says what the import contracts hold, and names what is there."""

from __future__ import annotations

import re

from architecture import PAGE, REPOSITORY, drawn


def test_the_diagram_is_drawn_from_the_import_contracts() -> None:
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "Run `python tests/architecture.py`."


def test_every_path_and_module_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:src|tests|data|book|notebooks)/[\w./]+)`", PAGE.read_text("utf-8"))
    assert named and [path for path in named if not (REPOSITORY / path).exists()] == []


def test_the_page_stays_short() -> None:
    assert len(PAGE.read_text("utf-8").splitlines()) <= 100, "two screens at most"
