"""A chapter run again: a page and a notebook that a person can read, beside the published ones."""

from __future__ import annotations

import base64
import json
import re
import shutil
import threading
from pathlib import Path

import nbformat
import pytest
from building import build_site
from nbformat import v4
from small_project import METADATA, make_project, write_notebooks, write_templates

from review.book.build.build_lock import EXECUTED
from review.book.reruns.asked import NOTHING, Asked
from review.book.reruns.everywhere import asked_of_all, folder_of, rerun_all
from review.book.reruns.record import differences_of
from review.book.reruns.rerun import rerun
from review.book.site.html_tree import parse_html
from review.book.taking.readable import readable
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.errors import FileFault, ReviewError, UsageError
from review.execution.parameters.declared import read_parameters
from review.execution.runs.run import run_notebook

PARAMETERS = """origins: str = "all"  # whose word to show [one of: all, named, official]
exclude_sources: list[str] = []  # sources to leave out [from: sources]
unused: int = 1  # changes nothing"""
OPENED = """#| lead: chart-found
import altair as alt
from review.notebook import figures_table, open_chapter, publish

chapter = open_chapter("question", origins=origins, exclude_sources=exclude_sources, unused=unused)
chapter.answer"""
DRAWN = """#| label: chart-found
found = chapter.figures(measure="persons-found")
bars = alt.Chart(found).mark_bar().encode(x="low:Q", y="figure_id:N")
publish(bars, caption="Persons found.", finding="Few were found")"""
LISTED = """#| label: table-found
figures_table(found, caption="Persons found, in $ or in $")"""
WORDS = """(question-words)=
## In words

Lost were {value}`alpha2001-lost` of [all](#index), {cite:p}`alpha2001`, in $ or in $. There are
{count}`figures` figures, {count}`figures:alpha2001` of them in one source."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project whose chapter is run, its book built."""
    made = make_project(tmp_path_factory.mktemp("rerun") / "project")
    write_notebooks(made.build / EXECUTED)
    cells = [
        v4.new_markdown_cell("(question)=\n# The question\n\n*How many?*"),
        v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        v4.new_code_cell(OPENED, metadata={"tags": ["remove-input"]}),
        v4.new_markdown_cell(WORDS),
        v4.new_code_cell(DRAWN),
        v4.new_code_cell(LISTED),
    ]
    write_templates(made)
    template = made.notebooks / "question.ipynb"
    nbformat.write(v4.new_notebook(cells=cells, metadata=METADATA), template)
    run_notebook(
        template, made.build / EXECUTED / template.name, {}, folder=made.root, environment={VARIABLE: str(made.root)}
    )
    build_site(made, made.build / EXECUTED)
    return made


def run(project: Project, output: Path, **values: object) -> str:
    template = project.notebooks / "question.ipynb"
    asked = Asked(template, read_parameters(template), values)
    lines = rerun(
        Snapshot(project), asked, output, offered={}, timeout=60, stop=threading.Event(), report=lambda step: None
    )
    return "\n".join(lines)


def test_a_run_is_a_page_of_its_own_that_says_what_is_not_as_published(project: Project, tmp_path: Path) -> None:
    said = run(project, tmp_path / "mine.html", origins="named")
    assert said.splitlines() == [
        "not as published: The question: 1 chart, 1 number gone",
        "not as published: In words: 1 number struck out in the text, 2 numbers, 1 number gone",
    ]
    lines, details = differences_of(project, tmp_path / "mine.html")
    assert list(lines) == said.splitlines()
    assert any(line.startswith('chart "chart-found": - {') and "alpha2001-lost" in line for line in details)
    assert "in the text: more than 600 (Rests on what this run leaves out)" in details
    page = parse_html((tmp_path / "mine.html").read_text("utf-8"))
    assert page.select(".notice")[0].get_text() == (
        "Your run, not the published one: origins is 'named' (published: 'all')."
    )
    warning = " ".join(page.select(".admonition")[0].get_text(" ").split())
    assert "stands : Alpha reports 2,169 found." in warning
    assert "Stands : all that it rests on is left." in warning
    (chart,) = page.select("figure.differs")
    assert chart.find_parent(id="chart-found")
    published = chart.select(".differs-note a")[0]["href"]
    assert (tmp_path / str(published).partition("#")[0]).resolve() == (project.site / "question.html").resolve()
    assert "Run with other settings: origins is 'named'" in page.select(".run")[0].get_text()
    # It needs no other file, and nobody takes it for a page of the book.
    assert page.select("script[src], link[rel=stylesheet], img[src], meta[name^=citation], .cite-link") == []
    (brought,) = re.findall(r"window\.reviewCards = (.*?);\n?</script>", str(page))
    assert "alpha2001-lost" in json.loads(brought)["figure-alpha2001"]
    for link in page.select("main a[href]"):
        path = str(link["href"]).partition("#")[0]
        assert not path or path.startswith("http") or (tmp_path / path).is_file(), link


@pytest.mark.parametrize("content", [b"<p>No run</p>", b"{}", b"[]", b"\xff\xfe"])
def test_what_is_no_run_is_refused(project: Project, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.html"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="holds no run of a chapter"):
        differences_of(project, path)
    with pytest.raises(FileFault, match="cannot be read"):
        differences_of(project, tmp_path / "none.html")


def test_settings_that_change_nothing_are_told(project: Project, tmp_path: Path) -> None:
    said = run(project, tmp_path / "mine.html", unused=2)
    assert said == f"{NOTHING}: unused changes nothing here."
    assert differences_of(project, tmp_path / "mine.html") == ([said], [])
    # Beside a chapter that is another by now it says nothing.
    page = project.site / "question.html"
    published = page.read_bytes()
    try:
        page.write_bytes(published + b" ")
        with pytest.raises(ReviewError, match=r"is another by now\. Run it again: review run question -p unused=2"):
            differences_of(project, tmp_path / "mine.html")
    finally:
        page.write_bytes(published)
    assert run(project, tmp_path / "same.html") == f"{NOTHING}."


def test_what_is_left_out_is_told_struck_out_and_missed(project: Project, tmp_path: Path) -> None:
    said = run(project, tmp_path / "mine.html", exclude_sources=["alpha2001"])
    assert "not shown: No chart: no row is left to draw with these parameters (Persons found)." in said
    assert "In words: 2 numbers struck out in the text, 1 number, 2 numbers gone" in said
    page = parse_html((tmp_path / "mine.html").read_text("utf-8"))
    (struck, counted) = page.select("a.left-out")
    assert struck["data-figure-id"] == "alpha2001-lost" and struck["title"] == "Rests on what this run leaves out"
    assert counted["data-counted"] == "figures:alpha2001"
    # A count of what is left stands in the place of the published one.
    published = parse_html((project.site / "question.html").read_text("utf-8")).select("[data-counted=figures]")[0].text
    (left,) = page.select("[data-counted=figures].differs")
    assert int(left.text) < int(published) and left["title"] == f"Published: {published}"
    assert "falls" in page.select(".admonition")[0].get_text()
    with pytest.raises(UsageError, match="names every source"):
        run(project, tmp_path / "none.html", exclude_sources=["alpha2001", "beta2002"])


def every(project: Project, folder: Path, *assignments: str, force: bool = False) -> str:
    snapshot = Snapshot(project)
    asked = asked_of_all(snapshot, assignments)
    target = folder_of(project, assignments, folder, force=force)
    report = {"offered": {}, "jobs": 1, "timeout": 60, "report": lambda step: None}
    return "\n".join(rerun_all(snapshot, asked, assignments, target, **report))  # type: ignore[arg-type]


def test_every_chapter_runs_with_one_set_of_parameters_beside_the_book(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "without"
    said = every(project, folder, "exclude_sources=alpha2001")
    assert "The question: " in said and "not affected" in said and "Alpha" in said
    assert {path.name for path in folder.iterdir()} == {"index.html", "question.html", "run.json"}
    first = parse_html((folder / "index.html").read_text("utf-8"))
    lines = [" ".join(line.get_text(" ").split()) for line in first.select(".run > ul > li")]
    (question,) = [line for line in lines if line.startswith("The question")]
    assert "1 not shown. Findings: falls 1. falls : Alpha reports 2,169 found." in question
    for link in first.select(".run a[href]"):
        assert (folder / str(link["href"])).is_file(), link
    # Nothing is replaced unasked, and nothing that no such run made; what is refused leaves what stood there.
    with pytest.raises(FileFault, match="exists already"):
        every(project, folder, "exclude_sources=beta2002")
    (tmp_path / "mine").mkdir()
    with pytest.raises(FileFault, match="is no folder of such a run"):
        every(project, tmp_path / "mine", "exclude_sources=beta2002", force=True)
    every(project, folder, "exclude_sources=beta2002", force=True)
    assert json.loads((folder / "run.json").read_text("utf-8")) == {"parameters": ["exclude_sources=beta2002"]}


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("exclude_source=alpha2001", "did you mean 'exclude_sources'"),
        ("exclude_sources=alpha", "'alpha' is no source"),
        ("source_id=alpha2001", "parameters that hold for all"),
    ],
)
def test_what_no_chapter_declares_or_can_have_is_refused_before_anything_runs(
    project: Project, assignment: str, message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        asked_of_all(Snapshot(project), [assignment])


def test_parameters_that_are_published_already_make_no_folder(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the published settings of every chapter"):
        every(project, tmp_path / "same", "origins=all")
    assert not (tmp_path / "same").exists()


def test_a_notebook_of_a_run_needs_nothing_of_ours_to_be_read(project: Project, tmp_path: Path) -> None:
    run(project, tmp_path / "mine.ipynb", origins="named")
    assert (
        differences_of(project, tmp_path / "mine.ipynb")[0][0]
        == "not as published: The question: 1 chart, 1 number gone"
    )
    made = nbformat.read(tmp_path / "mine.ipynb", 4)  # type: ignore[no-untyped-call]
    nbformat.validate(made)
    texts = [cell.source for cell in made.cells if cell.cell_type == "markdown"]
    outputs = [output.data for cell in made.cells for output in cell.get("outputs", [])]
    everything = "\n".join([*texts, *(data.get("text/html", "") + data.get("text/markdown", "") for data in outputs)])
    assert "Your run, not the published one" in texts[0]
    assert "more than 600](" in everything and "An Office, 2001" in everything
    assert not re.search(r"\{[a-z:]+\}`|```\{|\)=\n|class=|<svg", everything)
    # A formula is looked for between two dollars of one text.
    assert all(before.endswith("<span>") for before in everything.split("&#36;")[:-1]) and "$" not in everything
    (picture,) = [data for data in outputs if "image/png" in data]
    assert base64.b64decode(picture["image/png"]).startswith(b"\x89PNG")
    assert "Your run, not the published one" in picture["image/svg+xml"]
    assert picture["text/plain"].startswith("Persons found; the table of its data")
    # The code is all there, after what it needs: it runs where the library is.
    code = [cell.source for cell in made.cells if cell.cell_type == "code"]
    assert any("in a clone of the project" in text for text in texts)
    assert [PARAMETERS in each for each in code].count(True) == 1 and any(DRAWN in each for each in code)


def test_what_a_chapter_offers_is_such_a_notebook(project: Project) -> None:
    offered = (project.site / "_sources" / "question.ipynb").read_text("utf-8")
    assert "image/png" in offered and "{value}" not in offered
    assert "../index.html#index" in offered


def test_a_page_is_not_compared_with_a_book_that_is_not_there(project: Project, tmp_path: Path) -> None:
    bare = make_project(tmp_path / "bare")
    shutil.copytree(project.notebooks, bare.notebooks)
    with pytest.raises(UsageError, match="is no page of a built book"):
        run(bare, tmp_path / "mine.html")
    run(bare, tmp_path / "mine.ipynb")
    assert "{value}" in (tmp_path / "mine.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<dl><div><dt>Place</dt><dd>Here</dd></div></dl>", "- **Place** Here"),
        ("<p>US$5 and <code>a$b</code></p>", "US<span>&#36;</span>5 and `a$b`"),
        ("<details><summary>More</summary><p>It.</p></details>", "**More**\n\nIt."),
        ('<p><a href="a.html#b" class="c">It</a></p>', "[It](../site/a.html#b)"),
        ('<p><a href="#b">It</a></p>', "[It](../site/page.html#b)"),
        ("<table><tr><th>A</th></tr><tr><td><code>a | b</code></td></tr></table>", "| A |\n| --- |\n| `a \\| b` |"),
        ("<p>One</p><button>Copy</button><script>x</script>", "One"),
    ],
)
def test_what_stands_on_a_page_is_markdown(html: str, text: str) -> None:
    article = parse_html(f"<article>{html}</article>").select("article")[0]
    made = json.loads(readable(v4.new_notebook(), article, "../site/page.html", {}))
    assert "".join("".join(cell["source"]) for cell in made["cells"]) == text


def test_a_chapter_to_take_fetches_the_project_where_it_has_an_address() -> None:
    cell = v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    article = parse_html('<article><div class="cell"></div></article>').select("article")[0]
    made = json.loads(readable(v4.new_notebook(cells=[cell]), article, "", {}, "https://host.example/review"))
    (needed, _) = ["".join(each["source"]) for each in made["cells"]]
    assert "git clone --quiet --depth 1 https://host.example/review review-project" in needed
    assert "%pip install --quiet ./review-project" in needed
