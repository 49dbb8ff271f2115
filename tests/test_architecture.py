"""The library keeps to its size, and the page of its architecture to what the import contracts hold."""

from __future__ import annotations

import re

from architecture import PAGE, REPOSITORY, drawn

LIBRARY = REPOSITORY / "src" / "review"
CORE, WHOLE = 23_510, 47_900


def test_the_diagram_is_drawn_from_the_import_contracts() -> None:
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "Run `python tests/architecture.py`."


def test_every_path_and_module_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:src|tests|data|book|notebooks)/[\w./]+)`", PAGE.read_text("utf-8"))
    assert named and [path for path in named if not (REPOSITORY / path).exists()] == []


def test_the_library_keeps_its_budget() -> None:
    """What is added is paid for, or written down here with its reason: the numbers are to fall to 14,500 and 22,000.

    They rose for citing: the bibliography as data, a catalogue, four styles, releases, files to take along;
    for publishing: who answers for the book, its record for Zenodo;
    for charts: a second drawing of each for a wide page, numbers that are written where an axis has no use, rows of
    texts of several lines, a drawing of its own for a wide page, the register as a bar, and counts in crossed tables;
    for all rows in one place: a table of all figures, one of all claims, and which chapters show each;
    for other formats: sheets to print with contents and notes, an EPUB, fact-check cards, a zip, their place;
    for the two depths of chapters, their numbers, and pages of sources by section;
    for runs: a page of a run beside the published one, notebooks for readers, and which conclusions stand;
    for documents that quote a review: their numbers read, matched and judged by the words that reports use;
    for new evidence: what a release refuses of it, what each source changed, and what was weighed again;
    for what runs leave out, in every chapter at once, and for notebooks that are no chapters;
    for browsers: notebooks run and documents checked in a page, by this library;
    for any text: numerals read as people print them or left unread, in two languages, and one normal form;
    for speed: an index of the search a quarter smaller, and kernels that do not check again what the build has checked,
    and what `check` and `verify` found, kept by the bytes that they looked at;
    for other reviews: words with meanings in tables of their own, a lift of older tables, and how a review begins;
    for sources as they come: PDFs, web pages, encodings, cells of tables, and what programs make of a table they save;
    for values as printed: below zero, with an interval, per so many others; for many machines: workers of a cluster;
    for edits: what each page asked and what was found on it, kept and sealed;
    for who codes: rows proposed and tried before they are written, blind passes, a desk in a browser, and workbooks
    that go out and come back.
    """
    lines = {
        room: sum(len(path.read_text("utf-8").splitlines()) for path in (LIBRARY / room).rglob("*.py"))
        for room in ("corpus", "synthesis", "present", "execution", ".")
    }
    whole = lines.pop(".")
    assert sum(lines.values()) <= CORE
    assert whole <= WHOLE


def test_the_page_stays_short() -> None:
    assert len(PAGE.read_text("utf-8").splitlines()) <= 100, "two screens at most"
