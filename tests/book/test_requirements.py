"""All that must hold, in one list: what the build would refuse before a notebook runs, the check refuses alike."""

from __future__ import annotations

import json
import pickle
import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from building import build_site
from small_project import write_templates

import review.book.site.html_tree as html_tree
import review.citing.reference as reference
import review.corpus.snapshot as snapshots
import review.corpus.tables.bibliography as bibliography
import review.files.notebooks as notebooks
from review.book.build.pipeline import build_book
from review.book.requirements import REQUIREMENTS
from review.book.site.found import KEPT as FOUND
from review.book.site.html_tree import parse_html
from review.book.sphinx_ext.asking import the_snapshot
from review.book.taking.downloads import KEPT as TAKEN
from review.corpus.requirement import BEFORE_RUNS, Stage, require
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import CorpusError, FileFault
from review.execution.parameters.templates import templates


@pytest.fixture
def written(fresh: Project) -> Project:
    """Return a small project with templates, of which nothing is built."""
    write_templates(fresh)
    return fresh


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def a_typed_number(project: Project) -> None:
    add(project.book / "index.md", "\nThen 412 were found.\n")


def a_missing_page(project: Project) -> None:
    toc = project.book / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace("file: question", "file: questions"), "utf-8")


def a_page_beside_its_notebook(project: Project) -> None:
    (project.book / "question.md").write_text("(asked)=\n# Asked again\n", "utf-8")


def a_page_that_the_compiler_writes(project: Project) -> None:
    (project.book / "genindex.md").write_text("(index-of-all)=\n# An index\n", "utf-8")


def a_doubled_label(project: Project) -> None:
    add(project.book / "index.md", "\n(again)=\n## Again\n\n(again)=\n## Once more\n")


def a_reference_without_title(project: Project) -> None:
    add(project.data / "references.bib", "\n@article{untitled,\n  author = {Somebody},\n  year = {2001},\n}\n")


def an_unknown_work(project: Project) -> None:
    add(project.book / "index.md", "\nAs {cite:t}`alpha2011` says.\n")


def a_table_without_a_name(project: Project) -> None:
    _end_in(project.notebooks / "question.ipynb", "figures_table(rows, caption='All')")


def two_things_of_one_id(project: Project) -> None:
    _end_in(project.notebooks / "question.ipynb", "#| label: table-figures\nfigures_table(rows, caption='All')")


def _end_in(path: Path, code: str) -> None:
    """Put *code* behind that of the last cell."""
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(cell for cell in reversed(notebook["cells"]) if cell["cell_type"] == "code")
    cell["source"] = f"{''.join(cell['source'])}\n{code}"
    path.write_text(json.dumps(notebook), "utf-8")


def an_output_that_was_kept(project: Project) -> None:
    path = project.notebooks / "question.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["execution_count"] = 3
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (a_typed_number, "'412' is typed in prose"),
        (a_missing_page, "the page 'questions' is named and missing"),
        (a_page_beside_its_notebook, "book/question.md: the page 'question' is made from a notebook too"),
        (a_page_that_the_compiler_writes, "book/genindex.md: the page 'genindex' is what the compiler writes itself"),
        (a_doubled_label, "the label 'again' is already used in book/index.md"),
        (a_reference_without_title, "the entry 'untitled': a work without a title cannot be printed"),
        (an_unknown_work, "'alpha2011' is the key of no reference. Did you mean 'alpha2001'?"),
        (a_table_without_a_name, "the cell shows something that has no name to be cited by"),
        (two_things_of_one_id, "'table-figures' is the id of two things (data.html#table-figures, question.html"),
        (an_output_that_was_kept, "the cell is stored with its output"),
    ],
)
def test_the_check_and_the_build_refuse_alike(written: Project, plant: Callable[[Project], None], said: str) -> None:
    require(REQUIREMENTS, Snapshot(written), BEFORE_RUNS)
    plant(written)
    with pytest.raises(CorpusError) as checked:
        require(REQUIREMENTS, Snapshot(written), BEFORE_RUNS)
    with pytest.raises(CorpusError) as built:
        build_book(written, jobs=1, report=lambda step: None)
    assert said in str(checked.value)
    assert str(built.value) == str(checked.value)
    assert not (written.build / "executed").exists(), "no notebook ran"


def test_how_the_book_is_cited_is_asked_before_a_page_is_read(written: Project) -> None:
    (written.root / "CITATION.cff").unlink()
    with pytest.raises(FileFault, match=r"CITATION\.cff: the citation file cannot be read"):
        require(REQUIREMENTS, Snapshot(written), [Stage.CONCLUSIONS])


def test_each_requirement_has_a_name_of_its_own_and_says_what_must_hold() -> None:
    assert len({requirement.name for requirement in REQUIREMENTS}) == len(REQUIREMENTS)
    assert all(requirement.says.endswith(".") for requirement in REQUIREMENTS)
    stages = [requirement.stage for requirement in REQUIREMENTS]
    assert stages == sorted(stages, key=list(Stage).index)


def test_a_snapshot_reads_each_part_once(written: Project) -> None:
    snapshot = Snapshot(written)
    assert snapshot.corpus is snapshot.corpus
    assert snapshot.receipt is snapshot.receipt


def test_a_build_reads_each_file_of_the_project_once(written: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: Counter[str] = Counter()
    bibliography._parsed.cache_clear()
    for module, name in ((snapshots, "open_corpus"), (reference, "read_citation")):
        monkeypatch.setattr(module, name, partial(_counting, counted, name, getattr(module, name)))
    build_site(written, written.root / "finished")
    assert counted == {"open_corpus": 1, "read_citation": 1}
    assert bibliography._parsed.cache_info().misses == 1


def test_a_build_parses_each_stored_notebook_once(written: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[object] = Counter()
    parse = notebooks._parsed_json

    def counting(path: Path, content: bytes) -> object:
        parsed[path] += 1
        return parse(path, content)

    notebooks._kept.cache_clear()
    monkeypatch.setattr(notebooks, "_parsed_json", counting)
    build_book(written, jobs=1, report=lambda step: None)
    stored = templates(written)
    assert stored and {path: parsed[path] for path in stored} == dict.fromkeys(stored, 1)


def _counting(counted: Counter[str], name: str, read: Callable[..., object], *given: object) -> object:
    counted[name] += 1
    return read(*given)


def test_the_compiler_takes_what_the_build_has_read(
    written: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot(written)
    figures, title = snapshot.corpus.figures, reference.citation(snapshot).title
    kept = tmp_path / "kept"
    kept.write_bytes(pickle.dumps(snapshot))
    (written.root / "CITATION.cff").unlink()
    (written.data / "datapackage.json").unlink()
    monkeypatch.setenv(snapshots.SNAPSHOT, str(kept))
    handed_down = the_snapshot.__wrapped__()
    assert handed_down.corpus.figures == figures
    assert reference.citation(handed_down).title == title


def test_the_elements_of_one_page_are_there_at_a_time(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (FOUND, TAKEN):
        shutil.rmtree(fresh.build / kept, ignore_errors=True)
    read: list[Tag] = []

    def counting(text: str) -> BeautifulSoup:
        assert all(page.decomposed for page in read)
        read.append(parse_html(text))
        return read[-1]

    monkeypatch.setattr(html_tree, "parse_html", counting)
    build_site(fresh, fresh.root / "finished")
    pages, notebooks = (len([*fresh.site.glob(names)]) for names in ("*.html", "_sources/*.ipynb"))
    # Of a notebook once more, when what is made of its page has pictures.
    assert len(read) == pages + notebooks
