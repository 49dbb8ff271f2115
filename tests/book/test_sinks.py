"""Hostile text that is legal stands on the built site as text, everywhere; secrets stand on it nowhere."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pyarrow.parquet
import pytest
from browsing import opened
from building import build_site
from nbformat import v4
from playwright.sync_api import Browser, expect
from pybtex.database import parse_string
from small_project import CITATION, REFERENCES, ROWS, make_project, notebook, write_notebooks, write_rows

from review.book.build.sphinx_run import surroundings
from review.book.pages import markdown
from review.book.pages.cards import read_cards
from review.book.pages.ids import listed_ids
from review.book.site.content_security_policy import SETTLE
from review.book.site.html_tree import Page, read_page, read_site
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import ReviewError
from review.execution.runs.run import run_notebook
from review.present.html.markup import Html

# Every sign that means something to one of the places it passes: YAML, Jinja, MyST, HTML, JSON, JavaScript, TeX.
HOSTILE = (
    "A \"b\" & 'c' < d > e `f` {{ g }} {% h %} {raw}`i` [j](k) ![l](m) *n* _o_ $p$ | q --> ]]> ${r} \\ # ^ ~ @ % s: t"
)
HEADING = "<img src=x onerror=alert()> unmistakable words that a reader looks for"
SECRETS = {
    "REVIEW_SECRET": "s3cret-of-the-review",
    "AWS_SECRET_ACCESS_KEY": "s3cret-of-aws",
    "GITHUB_TOKEN": "s3cret-of-a-host",
}
OUTSIDE = "s3cret-in-a-file-outside"
STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


def hostile_rows() -> dict[str, Any]:
    """Return the rows of the small project with hostile text in every column that holds words."""
    words = {
        "sources": ("title", "speaker", "audience", "special", "access_note"),
        "sections": ("title",),
        "claims": ("paraphrase",),
        "passes": ("label", "how", "checked"),
        "measures": ("label", "definition"),
        "populations": ("label",),
        "events": ("label",),
        "origins": ("name",),
        "themes": ("label", "definition"),
        "derivations": ("label", "note"),
        "facts": ("statement",),
        "terms": ("label", "seen"),
        "names": ("reason",),
    }
    rows: dict[str, Any] = {}
    for table, of_table in ROWS.items():
        changed = {name: f"{HOSTILE} {table} {name}" for name in words.get(table, ())}
        rows[table] = [row | changed for row in of_table]
    # A term that is not confirmed was seen nowhere.
    rows["terms"] = [row if row.get("written") else row | {"seen": ""} for row in rows["terms"]]
    return rows


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, small: Project) -> Project:
    """Return a project full of hostile text, built with secrets in the environment and in a file beside it."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    project = make_project(root)
    write_rows(root, hostile_rows())
    quoted = HOSTILE.replace('"', '\\"').replace("\\ ", "\\\\ ")
    contact = f'contact: [{{name: "{quoted} contact", email: a@example.org}}]\n'
    (root / "CITATION.cff").write_text(CITATION.replace("A Small Review", quoted) + contact, encoding="utf-8")
    (root / "data" / "references.bib").write_text(
        REFERENCES.replace("title = {Alpha}", "title = {Alpha \"b\" 'c' < d > e [j](k) *n* --> ]]>}"), encoding="utf-8"
    )
    with (project.book / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n(index-hostile)=\n## `` {HEADING} ``\n\n{{{{ editor }}}} {{{{ reports }}}}\n")
    shutil.copytree(small.build / "scripts", project.build / "scripts")
    (root.parent / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        build_site(project, write_notebooks(root / "finished"))
    return project


def page(project: Project, name: str) -> Page:
    return read_page(project.site / name, project.site)


def words_of(read: Page) -> str:
    article = read.article()
    assert article
    # The compiler sets the quotation marks and dashes of running text.
    return " ".join(article.text.translate(STRAIGHT).replace("\u2013>", "-->").split())


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("alpha2001.html", ("sources title",)),
        ("derivations.html", ("derivations label", "derivations note", "measures label")),
        ("context.html", ("facts statement",)),
        ("index.html", ("terms label", "terms seen", "contact")),
        ("who-says-so.html", ("origins name",)),
    ],
)
def test_hostile_text_stands_on_the_page_as_text(hostile: Project, name: str, columns: tuple[str, ...]) -> None:
    text = words_of(page(hostile, name))
    assert [column for column in columns if f"{HOSTILE} {column}" not in text] == []


def test_hostile_text_makes_no_element(hostile: Project) -> None:
    for read in read_site(hostile.site):
        assert not list(read.all("img", "iframe", "object", "embed", "base")), read.path
        for element in read.elements:
            assert not [name for name in element.attrs if name.startswith("on")], (read.path, element.sourceline)
            assert element.attrs.get("href") not in ("k", "m")


def test_titles_are_escaped_in_every_head(hostile: Project) -> None:
    for read in read_site(hostile.site):
        (title,) = (element.text for element in read.all("title") if element.parent and element.parent.name == "head")
        assert HOSTILE in " ".join(title.split()), read.path


def test_references_in_other_formats_hold_the_title_whole(hostile: Project) -> None:
    cite = hostile.site / "cite"
    assert json.loads((cite / "book.json").read_text("utf-8"))[0]["title"] == HOSTILE
    (entry,) = parse_string((cite / "book.bib").read_text("utf-8"), "bibtex").entries.values()
    assert set(entry.fields) == {"title", "year", "month", "date", "version", "langid"}
    lines = (cite / "book.ris").read_bytes().decode("utf-8").split("\r\n")
    assert f"TI  - {HOSTILE}" in lines
    assert all(re.match(r"[A-Z0-9]{2}  - ", line) for line in lines[:-1])


def test_cards_and_specifications_are_data(hostile: Project) -> None:
    assert "&lt; d &gt; e" in read_cards(hostile.site / "cards")["figure"]["alpha2001-found"]
    for read in read_site(hostile.site):
        scripts = [e for e in read.all("script") if "src" not in e.attrs]
        assert scripts.pop(0).get_text() == SETTLE, "the one that stands on every page"
        for script in scripts:
            assert script.attrs["type"] in ("application/json", "application/ld+json")
            json.loads(script.get_text())


def test_the_tables_go_out_as_they_are(hostile: Project) -> None:
    for path in hostile.data.rglob("*.csv"):
        assert (hostile.site / "data" / path.relative_to(hostile.data)).read_bytes() == path.read_bytes()
    with zipfile.ZipFile(next((hostile.site / "data").glob("*.xlsx"))) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert sheets and not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_the_search_shows_a_heading_as_text(browser: Browser, hostile: Project) -> None:
    with opened(browser) as (shown, complaints, strangers):
        shown.goto(f"{(hostile.site / 'search.html').as_uri()}?q=unmistakable words that a reader looks for")
        results = shown.locator("#search-results")
        expect(results).to_contain_text("<img src=x onerror=alert()>")
        assert results.locator("img").count() == 0
        assert (complaints, strangers) == ([], [])


# --- what a fence, a page and a run can take ----------------------------------------------------------


@pytest.mark.parametrize("text", ["<p>```</p>", "<p>\n```\n</p>\n````{include} x\n````", "<pre>~~~\n:::</pre>"])
def test_a_block_of_html_cannot_be_left(text: str) -> None:
    fence, *inner, last = markdown.raw(Html(text)).rstrip("\n").split("\n")
    assert fence == f"{last}{{raw}} html" and set(last) == {"`"}
    assert "\n".join(inner) == text and last not in text


@pytest.mark.parametrize("text", [":file: /etc/passwd", "\n  :url: x", "---\nfile: x\n---"])
def test_a_block_of_html_gives_no_options(text: str) -> None:
    with pytest.raises(ValueError, match="would give options"):
        markdown.raw(Html(text))


CLOSED = {
    "```{include} ../../../../secret.txt\n```": "the directive {include} is closed",
    "```{literalinclude} ../../../../secret.txt\n```": "the directive {literalinclude} is closed",
    "```{csv-table}\n:file: ../../../../secret.txt\n```": "the directive {csv-table} is closed",
    "{download}`../../../../secret.txt`": "the role {download} is closed",
    "```{eval-rst}\n.. include:: ../../../../secret.txt\n```": "the directive {include} is closed",
    "```{raw} html\n:file: ../../../../secret.txt\n```": '"raw" directive',
}


def test_the_compiler_reads_no_file_even_where_a_cell_asks_for_it(fresh: Project) -> None:
    (fresh.root.parent / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
    cells = [v4.new_code_cell("x", outputs=[v4.new_output("display_data", {"text/markdown": text})]) for text in CLOSED]
    made = notebook(v4.new_markdown_cell("(question)=\n# The question\n\nWords that make it a page."), *cells)
    (fresh.root / "finished" / "question.ipynb").write_text(nbformat.writes(made), encoding="utf-8")
    with pytest.raises(ReviewError) as failed:
        build_site(fresh, fresh.root / "finished")
    assert [message for message in CLOSED.values() if message not in str(failed.value)] == []
    assert not fresh.site.exists()
    # The stage keeps the page that failed: the secret is not even there.
    assert [name for name, data in every_byte(fresh.build) if OUTSIDE.encode() in data] == []


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of *folder* with its bytes, those packed in archives unpacked."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield path.name, data
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{path.name}!{name}", archive.read(name)) for name in archive.namelist())
        elif path.suffix == ".parquet":
            table = pyarrow.parquet.read_table(path)
            yield f"{path.name}!", repr((table.to_pylist(), table.schema.metadata)).encode()
        elif path.name == "objects.inv":
            yield f"{path.name}!", zlib.decompress(data.split(b"\n", 4)[4])


def test_every_byte_is_looked_at(hostile: Project) -> None:
    found = [name for name, data in every_byte(hostile.site) if b"more than 600 lost" in data]
    kinds = {re.sub(r".*(\.\w+)(!.*)?$", r"\1", name) for name in found}
    assert {".csv", ".js", ".parquet", ".xml"} <= kinds
    assert any(b"index-numbers" in data for name, data in every_byte(hostile.site) if name == "objects.inv!")


@pytest.mark.parametrize("secret", [*SECRETS.values(), OUTSIDE, *SECRETS])
def test_no_secret_stands_in_the_site(hostile: Project, secret: str) -> None:
    assert [name for name, data in every_byte(hostile.site) if secret.encode() in data] == []


def test_neither_a_notebook_nor_the_compiler_is_given_a_secret(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    assert not set(SECRETS) & set(surroundings(small, "2001-02-03"))
    told = notebook(v4.new_code_cell("", metadata={"tags": ["parameters"]}))
    told.cells.append(v4.new_code_cell("import os\nsorted(os.environ.items())", id="told"))
    for cell in told.cells:
        cell.execution_count, cell.outputs = None, []
    (tmp_path / "told.ipynb").write_text(nbformat.writes(told), encoding="utf-8")
    run_notebook(tmp_path / "told.ipynb", tmp_path / "run.ipynb", {}, folder=tmp_path)
    shown = (tmp_path / "run.ipynb").read_text("utf-8")
    assert "PATH" in shown and "s3cret" not in shown


def test_a_check_needs_no_network_and_writes_nothing(fresh: Project) -> None:
    _, path, listed = listed_ids(Snapshot(fresh), "0.1.0")
    path.write_bytes(listed)  # so that the pages are drawn, too
    before = {path: path.read_bytes() for path in fresh.root.rglob("*") if path.is_file()}
    asked = "event in ('socket.connect', 'socket.getaddrinfo')"
    watch = f"import sys\nsys.addaudithook(lambda event, _: {asked} and sys.exit('the network is asked'))"
    code = f"{watch}\nfrom review.cli import main\nmain()"
    run = subprocess.run(
        [sys.executable, "-c", code, "check"],
        cwd=fresh.root,
        env=surroundings(fresh, "2001-02-03"),
        capture_output=True,
        text=True,
    )
    assert "No problems" in run.stdout, run.stderr
    assert {path: path.read_bytes() for path in fresh.root.rglob("*") if path.is_file()} == before
