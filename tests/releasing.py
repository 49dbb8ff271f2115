"""Releases of made-up reviews: kept by hand, or made by the command of what is finished and looks built."""

from __future__ import annotations

from collections.abc import Mapping

from bicycle_project import Run, Small

from review.book.pages.changes.releases import CATALOGUE, Release, kept_files, parts_text
from review.book.pages.changes.state import Cells, state_of
from review.book.site.manifest import write_manifest
from review.book.site.stamp import STAMP, everything
from review.citing.reference import Citation
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.execution.runs.cache import fingerprint_of

BOOK: Cells = {"kind": "book", "title": "Thefts", "address": "index.html", "hash": ""}
CITATION = "title: Thefts\nauthors: [{name: All}]\nversion: 1.2.0.dev\ndate-released: 2020-01-01\nlicense: MIT\n"


def keep_release(corpus: Corpus, citation: Citation, parts: Mapping[str, Cells] | None = None) -> None:
    """Keep what *corpus* says as a release, whatever else a release asks for."""
    data = corpus.descriptor.folder
    for path, content in kept_files(
        data, Release(citation.version, citation.released, state_of(corpus), parts or {})
    ).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def seem_built(project: Project, parts: Mapping[str, Cells] | None = None) -> None:
    """Let a project seem built from what stands there, its site with *parts*."""
    project.site.mkdir(parents=True, exist_ok=True)
    (project.site / CATALOGUE).write_text(parts_text({"book": BOOK, **(parts or {})}), "utf-8")
    write_manifest(project.site)
    (project.build / STAMP).write_text(fingerprint_of(everything(project)), "utf-8")


def say_unreleased(small: Small, text: str = "- Something.") -> None:
    """Say in the changelog what the next release brings."""
    path = small.root / "CHANGELOG.md"
    before = path.read_text("utf-8") if path.is_file() else "# Changelog\n\n## Unreleased\n"
    path.write_text(before.replace("## Unreleased\n", f"## Unreleased\n\n{text}\n", 1), "utf-8")


def finish(small: Small, review: Run) -> None:
    """Do what the small project lacks for a release, but for the build."""
    read = {"reading": "Some of the frames.", "weight": "agreement", "coding_pass": "first", "tolerance": "0"}
    members = "gazette2014-frames gazette2014-painted"
    if all(row["relation_id"] != "painted-frames" for row in small.rows("relations")):
        small.add("relations", relation_id="painted-frames", kind="same event", members=members, **read)
    if not (small.root / "CITATION.cff").exists():
        (small.root / "CITATION.cff").write_text(CITATION, "utf-8")
    say_unreleased(small)
    assert review("verify", "--texts", str(small.texts))[0] == 0


def make_release(small: Small, review: Run, version: str, parts: Mapping[str, Cells] | None = None) -> str:
    """Finish the small project and make it a release; return what the command prints."""
    finish(small, review)
    seem_built(small.project, parts)
    status, out, err = review("release", version, "--date", "2020-05-04")
    assert (status, err) == (0, ""), err
    return out
