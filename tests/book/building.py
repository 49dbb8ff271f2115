"""A site built of notebooks that are finished: what a build does, without its runs."""

from __future__ import annotations

from pathlib import Path

from review.book.build.build_lock import held_build
from review.book.build.site import make_site
from review.book.requirements import REQUIREMENTS
from review.corpus.requirement import BEFORE_RUNS, require
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project


def build_site(project: Project, notebooks: Path) -> Path:
    """Compile the book from the finished notebooks in *notebooks* and return the folder of the site."""
    with held_build(project):
        snapshot = Snapshot(project)
        require(REQUIREMENTS, snapshot, BEFORE_RUNS)
        make_site(snapshot, notebooks, lambda step: None)
        return project.site
