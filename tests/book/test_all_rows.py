"""The pages of all figures and all claims: each row once, what readers choose by, and the chapters that show it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from bicycle_project import Small
from library_pages import library_page
from nbformat import v4

from review.book.build.search_index import places_of
from review.book.pages import evidence
from review.book.pages.evidence import chapters_of
from review.book.site.html_tree import Page, attribute, parse_html
from review.book.site.row_ids import traced_numbers
from review.book.site.unsourced_numbers import known_texts, unsourced_numbers
from review.corpus.corpus import Corpus


@pytest.fixture
def page(bicycle_corpus: Corpus) -> Page:
    return Page("figures.html", parse_html(library_page("figures", bicycle_corpus)))


def cells(page: Page, label: str) -> list[str]:
    """Return the texts of a column."""
    found = (e for e in page.elements if e.name in ("td", "th") and attribute(e, "data-label") == label)
    return [" ".join(cell.text.split()) for cell in found]


def test_each_figure_has_one_row_in_the_order_of_the_sources(page: Page, bicycle_corpus: Corpus) -> None:
    listed = [key for table, key, _ in traced_numbers(page) if table == "figures"]
    assert sorted(listed) == sorted(bicycle_corpus.figures)
    assert [bicycle_corpus.figures[key].source_id for key in listed] == sorted(
        figure.source_id for figure in bicycle_corpus.figures.values()
    )


def test_a_row_says_what_its_figure_is(page: Page, bicycle_corpus: Corpus) -> None:
    listed = [bicycle_corpus.figures[key] for _, key, _ in traced_numbers(page)]
    measures = [bicycle_corpus.measures[figure.measure_id] for figure in listed]
    assert cells(page, "What is counted") == [measure.label for measure in measures]
    assert cells(page, "Basis") == [measure.basis for measure in measures]
    ends = [bicycle_corpus.origin_chain(figure.origin_id)[-1].name for figure in listed]
    assert cells(page, "Who says so in the end") == ends
    unnamed = [bicycle_corpus.is_unnamed(figure) for figure in listed]
    assert [text == "unnamed" for text in cells(page, "Origin")] == unnamed
    held = [attribute(data, "value") for data in page.all("data") if data.find("a")]
    bounds = [("" if bound is None else str(bound) for bound in (figure.low, figure.high)) for figure in listed]
    assert held == ["/".join(both) for both in bounds]


def test_no_number_of_a_page_is_typed(bicycle_corpus: Corpus) -> None:
    for name in ("figures", "claims"):
        page = Page(f"{name}.html", parse_html(library_page(name, bicycle_corpus)))
        assert list(unsourced_numbers(page, bicycle_corpus, known_texts(bicycle_corpus))) == []


def test_each_claim_leads_to_its_row(bicycle_corpus: Corpus) -> None:
    page = Page("claims.html", parse_html(library_page("claims", bicycle_corpus)))
    links = {attribute(link, "href").partition("#")[2] for link in page.all("a")}
    assert set(bicycle_corpus.claims) <= links


def test_a_long_table_is_divided_by_source(bicycle_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evidence.all_figures(bicycle_corpus, {}).text
    monkeypatch.setattr(evidence, "DIVIDED", 2)
    page = Page("figures.html", parse_html(evidence.all_figures(bicycle_corpus, {}).text))
    sources = {figure.source_id for figure in bicycle_corpus.figures.values()}
    assert len(list(page.all("details"))) == len(list(page.all("table"))) == len(sources)
    rows = [key for _, key, _ in traced_numbers(page)]
    assert rows == [key for _, key, _ in traced_numbers(Page("figures.html", parse_html(whole)))]


def test_a_chapter_shows_what_its_prose_outputs_and_findings_name_and_not_its_code(
    bicycles: Small, tmp_path: Path
) -> None:
    found = "ward2014-thefts"
    bicycles.change("findings", "thefts-1", sentence=f"It says {{value}}`{found}`.")
    corpus = bicycles.corpus()
    written, shown, coded = [name for name in corpus.figures if name != found][:3]
    output = v4.new_output("display_data", {"text/html": f'<a data-figure-id="{shown}">1</a>'})
    cells = [
        v4.new_markdown_cell(f"(thefts)=\n# All *thefts*\n\nOf {{value}}`{written}`."),
        v4.new_code_cell(f"leave_out = ['{coded}']", outputs=[output], execution_count=1),
    ]
    for name in ("thefts", "ward2014"):
        nbformat.write(v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    chapters = chapters_of(corpus, tmp_path, ["index", "ward2014", "thefts"])
    assert chapters == {key: {"thefts": "All thefts"} for key in (written, shown, found)}
    assert '<li><a href="thefts.html">All thefts</a></li>' in evidence.all_figures(corpus, chapters).text


def test_the_search_finds_a_row_on_the_page_of_its_source_alone(bicycle_corpus: Corpus) -> None:
    table = evidence.all_figures(bicycle_corpus, {}).text
    html = f'<article><section id="figures"><h1>All</h1>{table}</section></article>'
    said = [line for place in places_of(Page("figures.html", parse_html(html))) for line in place.lines()]
    assert said == ["All"]
