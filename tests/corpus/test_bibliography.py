"""The bibliography has what the tables cite, and links to nothing but web addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycle_project import Small


def references(bicycles: Small) -> Path:
    """Return the bibliography's file."""
    return bicycles.root / "data" / "references.bib"


def without(bicycles: Small, key: str) -> None:
    """Take an entry out of the bibliography."""
    path = references(bicycles)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f"{{{key}," not in line), "utf-8")


def test_every_source_has_an_entry(bicycles: Small) -> None:
    without(bicycles, "ward2014")
    assert bicycles.problems() == [
        "data/evidence/sources.csv:3:source_id: 'ward2014' has no entry in references.bib. "
        "Add the entry, as it is known."
    ]


def test_every_fact_has_an_entry(bicycles: Small) -> None:
    without(bicycles, "rates")
    assert bicycles.problems() == [
        f"data/context/facts.csv:{line}:reference: 'rates' has no entry in references.bib. "
        "Add the entry, as it is known."
        for line in range(2, 7)
    ]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("@misc{new, title = {One}", "the braces of the entry 'new' do not balance (2 open, 1 close)"),
        ("@misc{new, title = {One {two}}", "the braces of the entry 'new' do not balance (3 open, 2 close)"),
        ("@misc{ward2014, title = {Again}}", "the key 'ward2014' has an entry already, on line 2"),
        ("@misc{new, month = mai}", "the entry 'new' cannot be read (undefined string in line 4: mai)"),
    ],
)
def test_a_broken_bibliography_is_told_once(bicycles: Small, broken: str, why: str) -> None:
    with references(bicycles).open("a", encoding="utf-8") as file:
        file.write(broken)
    (problem,) = bicycles.problems()
    assert problem.startswith(f"data/references.bib:4: {why}. ")


def test_a_bibliography_that_is_gone_is_told(bicycles: Small) -> None:
    references(bicycles).unlink()
    (problem,) = bicycles.problems()
    assert problem.startswith("data/references.bib: the bibliography cannot be read (")


def test_a_bibliography_in_another_encoding_is_told(bicycles: Small) -> None:
    references(bicycles).write_bytes("@misc{new, title = {Caf\u00e9}}".encode("latin-1"))
    (problem,) = bicycles.problems()
    assert problem.startswith("data/references.bib: the bibliography cannot be read (")


@pytest.mark.parametrize("url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "www.example.org"])
def test_a_link_is_a_web_address(bicycles: Small, url: str) -> None:
    path = references(bicycles)
    path.write_text(path.read_text("utf-8").replace("https://example.org/rates", url), "utf-8")
    assert bicycles.problems() == [
        f"data/references.bib:3:url: the entry rates links to no web address (got {url.strip()!r}). "
        "Use https:// or remove it."
    ]
