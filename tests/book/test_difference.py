"""What changed between two builds, as readers see it: numbers, charts, sentences; what they cannot see is none."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from approving import approve
from bicycle_project import Run
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from review.book.site.diff import page_differences
from review.errors import UsageError

PAGE = """<!doctype html><html><head><title>A page</title></head><body><nav><p>One of {pages} pages.</p></nav>
<article><h1>Thefts</h1><p class="{css}">Officers recorded
<a data-figure-id="ward-thefts" href="#ward-thefts">{value}</a> thefts. {sentence}</p>
<p>That is <a class="derived-value" data-derivation-id="rate" href="#">{rate}</a> a month.</p>
<figure class="chart" data-chart id="{css}"><div class="chart-static"><svg><text>{value}</text></svg></div>
<figcaption>Thefts by year.</figcaption>
<script type="application/json" class="chart-spec">{chart}</script></figure></article></body></html>
"""
FIRST = {"value": "1,204", "sentence": "Few were found.", "rate": "100", "css": "a", "pages": "two"}


def chart(*values: int, mark: str = "bar") -> str:
    rows = [{"figure_id": f"f{n}", "year": 2010 + n, "value": value} for n, value in enumerate(values)]
    return json.dumps({"data": {"values": rows}, "mark": mark, "description": f"Thefts: {values}"})


def site(folder: Path, **given: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "thefts.html").write_text(PAGE.format(**{**FIRST, "chart": chart(1, 2), **given}), "utf-8")
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return site(tmp_path / "before")


def test_bytes_that_nobody_sees_are_no_difference(before: Path, tmp_path: Path) -> None:
    assert page_differences(before, site(tmp_path / "after", css="b", pages="three")) == {}


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"value": "1,205"}, ["figure ward-thefts: 1,204 → 1,205"]),
        ({"rate": "101"}, ["derived number rate: 100 → 101"]),
        ({"sentence": "None was found."}, ["- Few were found.", "+ None was found."]),
        ({"sentence": ""}, ["- Few were found."]),
        ({"chart": chart(1, 3)}, ['chart "Thefts by year.": f1: value 2 → 3']),
        (
            {"chart": chart(1)},
            ['chart "Thefts by year.": - {"figure_id": "f1", "value": 2, "year": 2011}'],
        ),
        ({"chart": chart(1, 2, mark="line")}, ['chart "Thefts by year.": is drawn otherwise']),
        ({"chart": chart(*range(30, 52))[:-1] + "}"}, None),
    ],
    ids=["figure", "derived", "sentence", "gone", "datum", "row", "drawing", "anew"],
)
def test_a_change_that_readers_see_is_told(
    before: Path, tmp_path: Path, given: dict[str, str], lines: list[str] | None
) -> None:
    found = page_differences(before, site(tmp_path / "after", **given))["thefts.html"]
    if lines is None:
        assert found[-1] == 'chart "Thefts by year.": and 14 more rows'
    else:
        assert list(found) == lines


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("figures: 1<", "figures: 2<", "Police: told figures: 1 → figures: 2"),
        ('d="M0 0"', 'd="M1 0"', "is drawn otherwise"),
    ],
)
def test_a_change_of_what_we_draw_ourselves_is_told(tmp_path: Path, old: str, new: str, line: str) -> None:
    drawn = '<svg><g><title data-coded>Police\nfigures: 1</title><path d="M0 0"></path></g></svg>'
    page = f'<article><figure class="chart">{drawn}<figcaption>Credit.</figcaption></figure></article>'
    for name, html in (("before", page), ("after", page.replace(old, new))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "credit.html").write_text(html, "utf-8")
    assert page_differences(tmp_path / "before", tmp_path / "after") == {"credit.html": (f'chart "Credit.": {line}',)}


def test_a_chart_that_is_cited_goes_by_its_id_whatever_its_caption_says(tmp_path: Path) -> None:
    cited = '<article><div id="chart-thefts" data-kind="chart"><figure class="chart">{}</figure></div></article>'
    for name, said, value in (("before", "Thefts.", 1), ("after", "All thefts.", 2)):
        script = f'<script type="application/json" class="chart-spec">{chart(value)}</script>'
        (tmp_path / name).mkdir()
        text = cited.format(f"<figcaption>{said}</figcaption>{script}")
        (tmp_path / name / "thefts.html").write_text(text, "utf-8")
    (found,) = page_differences(tmp_path / "before", tmp_path / "after").values()
    assert found == ('chart "chart-thefts": f0: value 1 → 2', "- Thefts.", "+ All thefts.")


# Two pages of a site, the second after an edit of all that a page can show.
BEFORE_AND_AFTER = (
    """<nav><p>One of 7.</p></nav><article><h1>Thefts</h1>
<p>Few were found. Nobody asked. <span><a class="fact-value" href="context.html#euro">1.25</a></span></p>
<ul><li>One.</li><li>Two, <a class="sighting-value" href="sightings.html#letter">about 12</a>.</li></ul>
<table><caption>Old</caption><tr><td><a data-figure-id="a" href="#a">1</a></td><td>same</td></tr></table>
<p><a data-figure-id="a" href="#a">1</a> and <a data-figure-id="gone" href="#gone">2</a></p>
<figure class="chart"><svg aria-label="Bars"><title data-coded>Police: 1</title><path d="M0 0"></path></svg>
<figcaption>First chart.</figcaption></figure>
<figure class="chart"><svg></svg><figcaption>Gone chart.</figcaption></figure>
<details><summary>More</summary><pre>code()</pre></details><script>one()</script></article>""",
    """<nav><p>One of 8.</p></nav><article><h1>All thefts</h1>
<p>Few were found. Somebody asked! <span><a class="fact-value" href="context.html#euro">1.26</a></span></p>
<ul><li>Two, <a class="sighting-value" href="sightings.html#letter">12</a>.</li><li>One.</li></ul>
<table><caption>New</caption><tr><td><a data-figure-id="a" href="#a">1</a></td><td>same</td></tr></table>
<p><a data-figure-id="a" href="#a">about 1</a> and <a data-figure-id="new" href="#new">2</a> """
    + "word " * 60
    + """</p>
<figure class="chart"><svg aria-label="Bars"><title data-coded>Police: 2</title><path d="M0 0"></path></svg>
<figcaption>First chart.</figcaption></figure>
<figure class="chart"><svg></svg><figcaption>New chart.</figcaption></figure>
<details><summary>More</summary><pre>code(2)</pre></details><script>two()</script></article>""",
)


def test_all_that_is_told_of_a_page(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    charts = ((chart(1, 2), chart(2, 2)), (chart(*range(9)), chart(*range(1, 10))), (chart(1), chart(1, mark="line")))
    for number, folder in enumerate((tmp_path / "before", tmp_path / "after")):
        folder.mkdir()
        (folder / "page.html").write_text(BEFORE_AND_AFTER[number], "utf-8")
        for name, texts in enumerate(charts):
            (folder / f"{name}.html").write_text(PAGE.format(**{**FIRST, "chart": texts[number]}), "utf-8")
    found = page_differences(tmp_path / "before", tmp_path / "after")
    approve(
        "book/difference.txt", "".join("\n  ".join([page, *lines]) + "\n" for page, lines in found.items()), request
    )


def test_pages_come_and_go(before: Path, tmp_path: Path) -> None:
    after = site(tmp_path / "after")
    (after / "thefts.html").rename(after / "finds.html")
    (after / "search.html").write_text("made by the compiler", "utf-8")
    assert page_differences(before, after) == {"thefts.html": ("the page is gone",), "finds.html": ("the page is new",)}


def notebook(folder: Path, value: str) -> Path:
    table = f'<table><tr><td><a data-figure-id="ward-thefts">{value}</a></td></tr></table>'
    output = new_output("execute_result", {"text/html": table, "text/plain": "Table(1 row)"})
    cells = [new_markdown_cell("# Thefts\n\nWhat is < and &."), new_code_cell("show()", outputs=[output])]
    folder.mkdir()
    nbformat.write(new_notebook(cells=cells), folder / "thefts.ipynb")
    return folder


def test_notebooks_are_compared_too_and_nothing_else(before: Path, tmp_path: Path) -> None:
    one, other = notebook(tmp_path / "one", "1,204"), notebook(tmp_path / "other", "1,205")
    assert page_differences(one, one) == {}
    assert page_differences(one, other) == {"thefts.ipynb": ("figure ward-thefts: 1,204 → 1,205",)}
    with pytest.raises(UsageError, match="a site and notebooks cannot be compared"):
        page_differences(before, one)
    with pytest.raises(UsageError, match="there is no such folder"):
        page_differences(before, tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no page and no notebook stands there"):
        page_differences(before, tmp_path / "empty")


def test_the_command_says_it_and_its_status_too(review: Run, before: Path, tmp_path: Path) -> None:
    assert review("diff-run", str(before), str(before)) == (0, "No difference. Pages: 1.\n", "")
    status, out, err = review("diff-run", str(before), str(site(tmp_path / "after", rate="101")))
    assert (status, err) == (1, "")
    assert out == "thefts.html\n  derived number rate: 100 → 101\nPages that differ: 1 of 1.\n"
