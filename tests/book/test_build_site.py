"""The build from stage to site: what stands on the pages, what stops it, and what it leaves behind."""

from __future__ import annotations

import fcntl
import json
import re
from pathlib import Path

import nbformat
import pytest
from building import build_site
from frictionless import Package
from nbformat import v4
from small_project import ROWS, notebook, write_rows

from review.book.build.site import swap
from review.book.build.sphinx_run import BookFailed
from review.book.site.html_tree import Page, classes, read_page
from review.corpus.snapshot import Snapshot
from review.corpus.tables.descriptor import DESCRIPTOR
from review.corpus.tables.project import Project
from review.errors import Busy, CorpusError, NotebookFailed, ReviewError, UsageError
from review.export.edition import open_edition
from review.export.package import write_package


def page(project: Project, name: str) -> Page:
    return read_page(project.site / name, project.site)


def article(project: Project, name: str) -> str:
    found = page(project, name).article()
    assert found
    return " ".join(found.text.split())


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def failure(project: Project) -> ReviewError:
    """Build a project that must fail and return why; the site that stood before must stand as it was."""
    project.site.mkdir(parents=True, exist_ok=True)
    (project.site / "index.html").write_text("the last good site", encoding="utf-8")
    with pytest.raises(ReviewError) as failed:
        build_site(project, project.root / "finished")
    assert (project.site / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert [path.name for path in project.site.iterdir()] == ["index.html"]
    return failed.value


# --- what stands on the pages ------------------------------------------------------------------------


def test_roles_print_and_lead_to_their_rows(small: Project) -> None:
    text = article(small, "index.html")
    assert "The review has two sources; 2 figures are of one of them" in text
    assert "lost more than 600 (origin unnamed), that is at least 27.6 % of 5 million" in text
    links = {
        link.attrs["data-figure-id"]: link
        for link in page(small, "index.html").all("a")
        if "data-figure-id" in link.attrs
    }
    assert links["alpha2001-lost"].attrs["href"] == "alpha2001.html#alpha2001-lost"
    assert classes(links["alpha2001-lost"]) == {"figure-value"}
    assert "alpha2001-lost" in page(small, "alpha2001.html").targets


def test_findings_print_with_their_own_roles(small: Project) -> None:
    answer = next(e for e in page(small, "question.html").all("p") if "answer" in classes(e))
    assert answer.text == "Alpha reports 2,169 found.Cite "
    links = [(e.attrs.get("data-figure-id"), e.attrs.get("data-cite")) for e in answer.find_all("a")]
    assert links == [("alpha2001-found", None), (None, "found-it")]


def test_beside_findings_and_answers_stands_how_certain_their_numbers_are(small: Project) -> None:
    """Where the book has no section on the rules, the line leads nowhere."""
    line = "Certainty: as counts moderate; as extent very low."
    (beside,) = (e for e in page(small, "index.html").all("span") if "certainty" in classes(e))
    assert beside.text == line
    below = [e for name in ("index.html", "question.html") for e in page(small, name).all("p")]
    assert [e.text for e in below if "certainty" in classes(e)] == [line, line]
    assert not any(e.name == "a" for e in beside.find_all(True))


def test_a_book_with_a_section_on_certainty_is_led_to_its_rules(fresh: Project) -> None:
    text = "\n(methods-certainty)=\n## Certainty\n\n```{certainty-rules}\n```\n\n```{disclosure}\n```\n"
    index = fresh.book / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + text, encoding="utf-8")
    build_site(fresh, fresh.root / "finished")
    lines = [e for e in page(fresh, "question.html").elements if "certainty" in classes(e)]
    links = [e.attrs["href"] for line in lines for e in line.find_all("a")]
    assert links == ["index.html#methods-certainty"]
    assert "What takes it down as a count" in article(fresh, "index.html")
    assert "Whether a language model was used is not recorded." in article(fresh, "index.html")


def test_notebooks_become_pages_with_their_code_folded(small: Project) -> None:
    text = article(small, "question.html")
    assert "Counted: 2,169." in text
    assert "not this" not in text
    codes = [e for e in page(small, "question.html").all("pre") if "show()" in e.text]
    assert all(any(around.name == "details" for around in code.parents) for code in codes)
    assert codes


def test_a_source_page_has_its_title_and_labels_of_its_own(small: Project) -> None:
    headings = [e.text.removesuffix("Cite").rstrip("#") for e in page(small, "alpha2001.html").all("h1", "h2")]
    assert headings == ["Alpha & Omega_1*", "What it reports"]
    assert {"alpha2001-source", "alpha2001-reports"} <= page(small, "alpha2001.html").targets
    assert {"beta2002-source", "beta2002-reports"} <= page(small, "beta2002.html").targets


def test_a_section_is_addressed_by_its_label(small: Project) -> None:
    sections = [e.attrs.get("id") for e in page(small, "index.html").all("section")]
    assert sections == ["index", "index-numbers"]


def test_the_contents_name_sources_that_have_no_short_name_by_author_and_year(small: Project) -> None:
    (contents,) = (e for e in page(small, "index.html").all("nav") if e.attrs.get("aria-label") == "Contents")
    shown = [e.text.strip() for e in contents.find_all("a")]
    assert shown[1:4] == ["1 The question", "An Office (2001)", "An Office (2002)"]


def test_generated_pages_show_the_data(small: Project) -> None:
    computed = article(small, "derivations.html")
    assert "Share lost at least 27.6 % At least 27.6625, with no upper bound. 600" in computed
    assert "÷ 2,169 × 100" in computed
    assert "share" in page(small, "derivations.html").targets
    assert "Everybody 5 million persons second hand The Office (2001)" in article(small, "context.html")
    assert "census" in page(small, "context.html").targets
    codebook = article(small, "data.html")
    assert "figure_id" in codebook
    assert "exact; about; at least; at most" in codebook
    assert {"table-figures", "table-sources"} <= page(small, "data.html").targets


def test_the_data_beside_the_pages_are_the_package_that_is_exported(small: Project, tmp_path: Path) -> None:
    write_package(open_edition(Snapshot(small)), tmp_path / "package")
    exported = [path.relative_to(tmp_path / "package") for path in (tmp_path / "package").rglob("*") if path.is_file()]
    assert {Path(DESCRIPTOR), Path("figures_flat.csv"), Path("references.bib"), Path("CITATION.cff")} <= {*exported}
    for name in exported:
        assert (small.site / "data" / name).read_bytes() == (tmp_path / "package" / name).read_bytes(), name
    declared = Package(str(small.site / "data" / DESCRIPTOR))
    assert declared.validate().valid
    assert (declared.title, declared.version) == ("A Small Review", "0.1.0")
    assert all(resource.hash and resource.bytes for resource in declared.resources)


def test_data_scripts_and_references_stand_beside_the_pages(small: Project) -> None:
    for name in ("evidence/figures.csv", "references.bib"):
        assert (small.site / "data" / name).read_bytes() == (small.data / name).read_bytes()
    assert "vegaEmbed" in (small.site / "vega" / "vega.js").read_text(encoding="utf-8")[-2000:]
    assert json.loads((small.site / "cite" / "book.json").read_text(encoding="utf-8"))[0]["version"] == "0.1.0"
    assert not list(small.site.rglob("fontawesome.js"))


def test_a_page_waits_for_one_style_sheet_and_no_script(small: Project) -> None:
    for path in small.site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        sheets = re.findall(r'<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"?]+)', text)
        scripts = re.findall(r"<script\b[^>]*\bsrc=[^>]*>", text)
        assert len(sheets) == 1 and (path.parent / sheets[0]).is_file(), path.name
        assert all(" defer" in script for script in scripts), path.name


def test_titles_and_names_are_printed_as_they_are(small: Project) -> None:
    assert "The Office. (2001). A census." in article(small, "references.html")
    assert "cite-office2001" in page(small, "references.html").targets


def test_markup_that_hinders_readers_of_screens_is_mended(small: Project) -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in small.site.glob("*.html"))
    assert "doc-biblioentry" not in everything
    assert "Toggle hidden content" not in everything


def test_mathematics_needs_no_script(small: Project) -> None:
    assert [e.name for e in page(small, "index.html").all("math", "msub")] == ["math", "msub"]
    assert "mathjax" not in (small.site / "index.html").read_text(encoding="utf-8").lower().replace(
        "mathjax_ignore", ""
    )


def test_what_was_not_verified_is_said_on_every_page(small: Project) -> None:
    assert "rows of this copy are not verified" in (small.site / "index.html").read_text(encoding="utf-8")


def test_nothing_is_left_of_the_build(small: Project) -> None:
    assert sorted(path.name for path in small.build.iterdir()) == [".lock", "cache", "scripts", "site"]
    left = ["notebooks", "pictures", "references.json", "taken"]
    assert sorted(path.name for path in (small.build / "cache").iterdir()) == left


# --- what stops it -----------------------------------------------------------------------------------


def test_an_unknown_id_is_named_with_its_page_and_line(fresh: Project) -> None:
    change(fresh.book / "index.md", "{value}`alpha2001-lost`", "{value}`alpha2001-last`")
    chapter = notebook(
        v4.new_markdown_cell("(question)=\n# The question\n\nWhat is\n{derived}`shore`, and {finding}`it`?")
    )
    (fresh.root / "finished" / "question.ipynb").write_text(nbformat.writes(chapter), encoding="utf-8")
    failed = failure(fresh)
    assert isinstance(failed, BookFailed)
    assert str(failed).splitlines() == [
        "book/index.md:10: {value}: 'alpha2001-last' is no figure (nearest: alpha2001-lost, alpha2001-found). "
        "Use one of data/evidence/figures.csv, or add a row there.",
        "notebooks/question.ipynb:cell 1, line 5: {derived}: 'shore' is no derivation (nearest: share). "
        "Use one of data/judgement/derivations.csv, or add a row there.",
        "notebooks/question.ipynb:cell 1, line 5: {finding}: 'it' is no finding. "
        "Use one of data/judgement/findings.csv, or add a row there.",
        f"The compiler's whole log: {fresh.build / 'sphinx.log'}",
    ]
    assert (fresh.build / "sphinx.log").is_file()


def test_a_fault_of_the_site_stops_it(fresh: Project) -> None:
    # What people write is checked before; what a cell shows is seen on the page alone.
    picture = nbformat.reads((fresh.root / "finished" / "question.ipynb").read_text(encoding="utf-8"), as_version=4)
    picture.cells[3].outputs[0]["data"]["text/html"] = '<img src="https://a.example/x.png">'
    (fresh.root / "finished" / "question.ipynb").write_text(nbformat.writes(picture), encoding="utf-8")
    assert [re.sub("[0-9]+", "n", line) for line in str(failure(fresh)).splitlines()] == [
        "question.html (made from notebooks/question.ipynb):n: <img> loads https://a.example/x.png. "
        "Serve it from the site, or leave it out.",
        "question.html (made from notebooks/question.ipynb):n: a picture has no alternative text. Give it one.",
    ]


def test_a_typed_quantity_stops_it(fresh: Project) -> None:
    change(fresh.book / "index.md", "A left-behind word", "Seven left-behind words")
    assert str(failure(fresh)).startswith("book/index.md:24: 'Seven' is typed in prose: ")


def test_a_quantity_that_a_cell_printed_stops_it(fresh: Project) -> None:
    change(fresh.root / "finished" / "question.ipynb", "A chart.<", "A chart of 412.<")
    error = failure(fresh)
    assert isinstance(error, BookFailed)
    (problem,) = error.problems
    assert problem.path == "question.html (made from notebooks/question.ipynb)"
    assert problem.message.startswith("'412' comes from nowhere: “A chart of 412.” (nearest figures: alpha2001-lost")


def test_faulty_data_stops_it(fresh: Project) -> None:
    change(fresh.data / "evidence" / "figures.csv", "2169,2169", "2168,2169")
    assert isinstance(failure(fresh), CorpusError)


def test_a_finding_that_no_longer_holds_stops_it(fresh: Project) -> None:
    rows = dict(ROWS)
    rows["relations"] = [
        {
            "relation_id": "more-found",
            "kind": "cumulative",
            "members": "alpha2001-found alpha2001-lost",
            "tolerance": "0",
            "reading": "A test.",
        }
    ]
    rows["findings"] = [{**ROWS["findings"][0], "rests_on": "more-found:inconsistent"}]
    write_rows(fresh.root, rows)
    failed = failure(fresh)
    assert isinstance(failed, CorpusError)
    assert "found-it no longer holds" in str(failed)


def test_pages_and_contents_must_agree(fresh: Project) -> None:
    change(fresh.book / "_toc.yml", "  - file: question\n", "  - file: answers\n")
    failed = failure(fresh)
    assert isinstance(failed, UsageError)
    assert str(failed).splitlines() == [
        "book/_toc.yml: the page 'answers' is named and missing. Write it, or take its name out.",
        "notebooks/question.ipynb: the page has no place in the contents. Name it in book/_toc.yml.",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("search", "book/search.md: the page 'search' is what the compiler writes itself. Rename yours."),
        ("beta2002", "book/beta2002.md: the page 'beta2002' is made from a notebook too. Rename yours."),
    ],
)
def test_no_page_takes_the_place_of_another(fresh: Project, name: str, message: str) -> None:
    (fresh.book / f"{name}.md").write_text(f"({name}-mine)=\n# Mine\n", encoding="utf-8")
    assert str(failure(fresh)) == message


@pytest.mark.parametrize("content", ["", "{", '{"cells": []}'])
def test_a_half_written_notebook_never_becomes_a_page(fresh: Project, content: str) -> None:
    (fresh.root / "finished" / "question.ipynb").write_text(content, encoding="utf-8")
    failed = failure(fresh)
    assert isinstance(failed, NotebookFailed)
    assert re.search("question.ipynb: (the file is empty|not JSON, so no notebook|not a notebook)", str(failed))


def test_a_notebook_that_shows_an_error_never_becomes_a_page(fresh: Project) -> None:
    broken = v4.new_code_cell("x", outputs=[v4.new_output("error", ename="E", evalue="v", traceback=["Oh no"])])
    chapter = notebook(v4.new_markdown_cell("(question)=\n# The question\n\nSome words that make it a page."), broken)
    (fresh.root / "finished" / "question.ipynb").write_text(nbformat.writes(chapter), encoding="utf-8")
    told = str(failure(fresh))
    assert told.startswith("question.html (made from notebooks/question.ipynb):")
    assert "the page shows an error (traceback): 'Oh no'" in told


def test_settings_that_cannot_be_read_stop_it(fresh: Project) -> None:
    (fresh.book / "_config.yml").write_text("a: [", encoding="utf-8")
    assert str(failure(fresh)).startswith("book/_config.yml:1: this is no YAML (")


def test_a_second_build_is_told_to_wait(fresh: Project) -> None:
    fresh.build.mkdir(exist_ok=True)
    with (fresh.build / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="another build is under way"):
            build_site(fresh, fresh.root / "finished")


# --- what it leaves behind ---------------------------------------------------------------------------


def test_a_stopped_build_is_tidied_and_its_site_brought_back(fresh: Project) -> None:
    old = fresh.build / ".site.replaced"
    old.mkdir(parents=True)
    (old / "index.html").write_text("the last good site", encoding="utf-8")
    (fresh.build / "stage" / "half").mkdir(parents=True)
    change(fresh.book / "index.md", "A left-behind word", "Seven left-behind words")
    with pytest.raises(CorpusError, match="'Seven' is typed in prose"):
        build_site(fresh, fresh.root / "finished")
    assert (fresh.site / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert not (fresh.build / "stage").exists()
    assert not old.exists()


def test_a_swap_that_fails_keeps_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "missing", site)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
