"""The whole way from data to site: what is made again, what is kept, and what a failure leaves in place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from small_project import write_template

from review.book.build.build_lock import RECEIPT, is_whole
from review.book.build.pipeline import build_book
from review.book.build.progress import Step
from review.book.site.manifest import NAME
from review.book.site.stamp import STAMP
from review.book.taking import downloads
from review.book.taking.readable import readable
from review.book.untrusted.check_inputs import contribution_problems
from review.corpus.corpus import open_corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.corpus.tracing import key_text
from review.corpus.verification.verification import row_hash
from review.errors import CorpusError, NotebookFailed
from review.execution.parameters.templates import templates


def built(project: Project) -> list[Step]:
    steps: list[Step] = []
    build_book(project, jobs=2, report=steps.append)
    return steps


def test_a_second_build_does_nothing_and_one_change_makes_it_again(
    whole: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(whole) == [Step("nothing has changed", 1, 1)]
    made: list[str] = []
    monkeypatch.setattr(downloads, "readable", lambda *given: [made.append(given[2]), readable(*given)][1])
    page = whole.book / "index.md"
    page.write_text(page.read_text("utf-8") + "\nAnother sentence.\n", "utf-8")
    again = built(whole)
    notebooks = [step.now for step in again if step.stage == "notebooks"]
    assert notebooks and all(now.startswith("kept") for now in notebooks), "no notebook reads the prose"
    assert "Another sentence." in (whole.site / "index.html").read_text("utf-8")
    assert made == [], "no notebook to take is made of a page that is as it was"


def test_to_know_that_nothing_is_to_do_each_file_is_read_once(whole: Project) -> None:
    """Counts that make it quick: no file twice, none of a site nobody wrote to, and nothing imported that builds."""
    for site_is_read in (True, False):
        told = subprocess.run(
            [sys.executable, "-c", OPENED, "book"], cwd=whole.root, capture_output=True, text=True, check=True
        )
        read = Counter(line for line in told.stderr.splitlines() if line.startswith(f"opened: {whole.root}"))
        assert "nothing has changed" in told.stdout
        assert len(read) > 20 and set(read.values()) == {1}, read.most_common(3)
        assert any(f"{whole.site}/" in line for line in read) is site_is_read, "a copy is read whole, and known then"
        assert told.stderr.splitlines()[-1] == "loaded:"


def test_a_page_that_somebody_wrote_to_is_noticed_whatever_its_size_and_date(whole: Project) -> None:
    page = whole.site / "index.html"
    right, was = page.read_bytes(), page.stat()
    assert is_whole(whole) and is_whole(whole)
    page.write_bytes(right.replace(b"small", b"spare"))
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert page.stat().st_size == was.st_size and not is_whole(whole)
    page.write_bytes(right)
    assert is_whole(whole)
    page.unlink()
    assert not is_whole(whole)


OPENED = """
import sys
sys.addaudithook(lambda event, given: event == "open" and given[1] in ("r", "rb")
                 and isinstance(given[0], str) and print("opened:", given[0], file=sys.stderr))
from review.cli import main
try:
    main()
finally:
    heavy = {"altair", "bs4", "markdown_it", "nbformat", "numpy", "pandas", "papermill", "sphinx", "vl_convert"}
    print("loaded:", *(heavy & sys.modules.keys()), file=sys.stderr)
"""


def test_what_editors_leave_is_no_part_of_the_project(whole: Project) -> None:
    receipt = (whole.build / RECEIPT).read_bytes()
    raising = whole.notebooks / ".ipynb_checkpoints" / "source-checkpoint.ipynb"
    for path in (
        raising,
        whole.book / ".ipynb_checkpoints" / "index-checkpoint.md",
        whole.book / "_static" / ".ipynb_checkpoints" / "review-checkpoint.css",
        whole.data / "evidence" / ".ipynb_checkpoints" / "figures-checkpoint.csv",
    ):
        path.parent.mkdir(parents=True)
        path.write_text("no notebook, no page, no table", "utf-8")
    assert contribution_problems(Snapshot(whole)) == []
    assert raising not in templates(whole)
    assert built(whole) == [Step("nothing has changed", 1, 1)]
    (whole.build / STAMP).unlink()
    steps = built(whole)
    assert all(step.now.startswith("kept") for step in steps if step.stage == "notebooks")
    assert (whole.build / RECEIPT).read_bytes() == receipt
    assert not [*whole.site.rglob("*checkpoint*")]


def test_a_raising_notebook_never_becomes_a_page_and_the_last_site_stays(whole: Project) -> None:
    before = {path: path.read_bytes() for path in whole.site.rglob("*") if path.is_file()}
    write_template(whole, "source", 'source_id: str = "alpha2001"  # a source', "raise ValueError('lost')")
    with pytest.raises(NotebookFailed, match="lost"):
        built(whole)
    assert {path: path.read_bytes() for path in whole.site.rglob("*") if path.is_file()} == before
    assert list(whole.build.glob("notebooks-*")) == []


def test_a_chart_without_a_name_stops_the_build_before_a_notebook_runs(whole: Project) -> None:
    before = (whole.site / NAME).read_bytes()
    write_template(whole, "question", "year: int = 2010  # a year", 'publish(chart, caption="Thefts by year.")')
    steps: list[Step] = []
    with pytest.raises(CorpusError, match="cell 3: the cell shows something that has no name to be cited by"):
        build_book(whole, jobs=1, report=steps.append)
    assert steps == [] and (whole.site / NAME).read_bytes() == before


def test_faulty_data_stops_the_build_before_a_notebook_runs(whole: Project) -> None:
    table = whole.data / "evidence" / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n", 1))
    steps: list[Step] = []
    with pytest.raises(CorpusError, match="carriage return"):
        build_book(whole, jobs=1, report=steps.append)
    assert steps == []


def test_a_changed_row_stands_as_not_verified_since_it_changed(whole: Project) -> None:
    corpus = open_corpus(whole)
    rows = {
        table: {key_text(key): row_hash(row) for key, row in corpus.tables[table].items()} for table in corpus.tables
    }
    text = {"coverage": 0.1, "length": 100, "numerals": []}
    texts = {name: text | {"sha256": source.text_sha256} for name, source in corpus.sources.items()}
    (whole.data / "verification.json").write_text(json.dumps({"rows": rows, "texts": texts}), "utf-8")
    built(whole)
    cards = whole.site / "cards" / "figure-alpha2001.js"
    assert "Not verified since it changed" not in cards.read_text("utf-8")
    table = whole.data / "evidence" / "figures.csv"
    changed = table.read_text("utf-8").replace("2,169", "2,269").replace("2169", "2269")
    table.write_text(changed, "utf-8")
    assert any(step.now.startswith("finished") for step in built(whole)), "what read it is run again"
    assert "2,269" in (whole.site / "index.html").read_text("utf-8"), "every place follows the row"
    assert cards.read_text("utf-8").count("Not verified since it changed") == 1
    assert "not verified" in (whole.site / "index.html").read_text("utf-8"), "and the site says so"
