"""On a built page a typed number is proven by what its section prints, in text, tables and charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import build_site
from gangs import with_gangs
from test_unsourced_numbers import told

from review.book.prose.typed_numbers import check_prose
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project

GANGS = '<a class="figure-value" data-figure-id="alpha2001-gangs" href="index.html">3</a>'
CHILDREN = GANGS.replace("gangs", "back")
NTH = GANGS.replace("gangs", "nth").replace("3", "fifth")
CLAIMS = '<a class="count-value" href="data.html#table-claims">two</a>'
CITED = '<a href="references.html#cite-office2001">Office (1871), 2001 and 1995</a>'


def section(text: str, heading: str = "More") -> str:
    """Return a section of a page."""
    return f"<section><h2>{heading}</h2>{text}</section>"


@pytest.mark.parametrize(
    "body",
    [
        section(f"<p>{GANGS}: the three gangs.</p>"),
        section(f"<div><p>{GANGS}</p></div><p>The three criminal gangs.</p>"),
        section(f"<table><caption>Three gangs</caption><tr><td>{GANGS}</td></tr></table>"),
        section('<svg role="img" aria-label="Of three gangs"><g data-figure-ids="alpha2001-gangs"></g></svg>'),
        section(f"<p>The fifth campaign: {NTH}.</p>"),
        section(f"<p>It was in 1995: {CITED}.</p>"),
        section(f"<p>{CLAIMS} claims: the two claims, two statements</p>"),
        section("<p>The two sources.</p>", "Two sources"),
    ],
)
def test_what_the_section_prints_may_stand(tmp_path: Path, small_corpus: Corpus, body: str) -> None:
    assert not [problem for problem in told(tmp_path, with_gangs(small_corpus), body) if "from nowhere" in problem]


@pytest.mark.parametrize(
    "body",
    [
        section(f"<p>{CHILDREN}: three gangs.</p>"),
        section(f"<p>{GANGS}: three children.</p>"),
        section(f"<p>{GANGS}</p>{section('<p>Three gangs.</p>')}"),
        section(f"<p>Three gangs</p>{section(GANGS)}"),
        section(f"<p>{GANGS}</p>", "Three gangs"),
        f"<p>{GANGS}: the three gangs.</p>",
        section(f"<p>{NTH}: the sixth campaign.</p>"),
        section(f"<p>{CITED}: in 1996.</p>"),
        section("<p>The three sources.</p>"),
    ],
)
def test_what_it_does_not_print_comes_from_nowhere(tmp_path: Path, small_corpus: Corpus, body: str) -> None:
    problems = [p for p in told(tmp_path, with_gangs(small_corpus), body) if "comes from nowhere" in p]
    assert len(problems) == 1
    assert "same section" in problems[0]


def test_a_note_that_its_row_proves_may_be_printed_on_any_page(tmp_path: Path, small_corpus: Corpus) -> None:
    note = "It has three gangs in it."
    assert told(tmp_path, with_gangs(small_corpus), f"<p>{note}</p>")
    assert told(tmp_path, with_gangs(small_corpus, note), f"<p>{note}</p>") == []


def test_what_the_check_passes_is_built(fresh: Project) -> None:
    index = fresh.book / "index.md"
    more = """
(more)=
## The two sources

There are {count}`figures` figures in them, two reported numbers of 2001 ({date}`count`).
So it was in 2001, as {cite:t}`office2001` says.
"""
    index.write_text(f"{index.read_text(encoding='utf-8')}{more}", encoding="utf-8")
    assert check_prose(Snapshot(fresh)) == []
    site = build_site(fresh, fresh.root / "finished")
    assert "two reported numbers of 2001" in (site / "index.html").read_text("utf-8")
