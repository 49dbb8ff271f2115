"""A figure or claim that no chapter shows is named, until one does; a release is refused meanwhile."""

from __future__ import annotations

from contextlib import suppress

import pytest
from small_project import write_template, write_templates

from review import cli
from review.book.build.pipeline import build_book
from review.book.site.stamp import build_gap
from review.book.site.unshown_rows import shown_notice, unshown, unshown_rows
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import VARIABLE, Project

ROLE = '<a data-figure-id="alpha2001-found" href="alpha2001.html#alpha2001-found">2,169</a>'
MARK = '<svg><path data-figure-ids="alpha2001-lost alpha2001-found"></path></svg>'
SEVERAL = '<script class="chart-spec">{"values": [{"figure_ids": ["alpha2001-lost", "alpha2001-found"]}]}</script>'
CHART = '<script class="chart-spec">{"data": {"values": [{"figure_id": "alpha2001-lost"}]}}</script>'


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        ("<p>2,169 and more than 600</p>", ["alpha2001-found", "alpha2001-lost", "beta2002-why"]),
        (f"<p>{ROLE}</p>", ["alpha2001-lost", "beta2002-why"]),
        (f"<table><tr><td>{ROLE}</td></tr></table>{CHART}", ["beta2002-why"]),
        (MARK, ["alpha2001-found", "alpha2001-lost", "beta2002-why"]),
        (SEVERAL, ["alpha2001-found", "alpha2001-lost", "beta2002-why"]),
        ('<a href="beta2002.html#beta2002-why">why</a>', ["alpha2001-found", "alpha2001-lost"]),
    ],
    ids=["typed", "prose", "table and chart", "a mark of several", "a chart that counts several", "a claim"],
)
def test_prose_tables_and_charts_show_a_row(small_corpus: Corpus, html: str, missing: list[str]) -> None:
    assert [key for _, key in unshown(small_corpus, [html])] == missing


def test_it_is_said_from_the_built_chapters_alone(fresh: Project, whole: Project) -> None:
    write_templates(fresh)
    corpus = open_corpus(fresh)
    assert shown_notice(fresh, corpus) == "", "what a chapter would show is not known before it is built"
    assert build_gap(fresh).startswith("the book is not built from what stands here")

    built = build_book(whole, jobs=2, report=lambda step: None)
    both = "no chapter shows 2 figures of alpha2001: alpha2001-found, alpha2001-lost."
    assert built.notices[-1].startswith(both), "the pages of the sources are no chapters"
    [figures, claim] = [str(each) for each in unshown_rows(whole, corpus)]
    assert figures.startswith(f"data/evidence/figures.csv:2: {both} Have a cell select it by what it counts")
    assert claim.startswith("data/evidence/claims.csv:2: no chapter shows 1 claim of beta2002: beta2002-why.")
    assert build_gap(whole) == ""

    rows = (
        "from review.corpus.corpus import open_corpus\nfrom review.present.tables.coded_rows import figures_table\n"
        "from review.present.values.opened import open_for_cells\n\n"
    )
    rows += "corpus = open_corpus()\nopen_for_cells(corpus)\n#| label: table-all\n"
    rows += "figures_table(corpus.figures_where(), caption='All')"
    said = "#| label: table-said\nfrom review.present.tables.coded_rows import claims_table\n"
    said += "claims_table(corpus.claims_where(), caption='Said')"
    write_template(whole, "question", "year: int = 2010  # a year", rows, said)
    assert build_gap(whole), "the chapter is another since"
    assert not any("no chapter" in said for said in build_book(whole, jobs=2, report=lambda step: None).notices)
    assert shown_notice(whole, corpus) == build_gap(whole) == ""


def test_check_lists_them_and_a_release_is_refused(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_templates(fresh)
    fresh.site.mkdir(parents=True)
    (fresh.site / "question.html").write_text(f"<article>{ROLE}</article>", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(fresh.root))
    said = "data/evidence/figures.csv:3: no chapter shows 1 figure of alpha2001: alpha2001-lost."
    assert f"still to do: {said}" in checked(monkeypatch, capsys)
    refused = checked(monkeypatch, capsys, "--release")
    assert refused.startswith("no release while something is to do:\n")
    assert said in refused
    assert "the book is not built from what stands here" in refused


def checked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return all that `review check` prints."""
    monkeypatch.setattr("sys.argv", ["review", "check", *arguments])
    with suppress(SystemExit):
        cli.main()
    captured = capsys.readouterr()
    return captured.err or captured.out
