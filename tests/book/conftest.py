"""The sites that the tests look at: one of the small project, one of the real one, each built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from small_project import REPOSITORY, make_project, write_notebooks

from review.book.build import build_site
from review.book.publish import build_book
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.project import VARIABLE, Project

CHROMIUM = "/usr/bin/chromium"
# A browser that keeps to itself: no sandbox where root runs the tests, and no calls home.
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small project, its site built."""
    root = tmp_path_factory.mktemp("small") / "project"
    project = make_project(root)
    build_site(project, write_notebooks(root / "finished"))
    return project


@pytest.fixture
def fresh(tmp_path: Path, small: Project) -> Project:
    """Return a small project of the test's own, not yet built. Scripts that take long to bundle are at hand."""
    project = make_project(tmp_path / "project")
    write_notebooks(project.root / "finished")
    shutil.copytree(small.build / "scripts", project.build / "scripts")
    return project


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of the small project."""
    return open_corpus(make_project(tmp_path_factory.mktemp("corpus") / "project"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the real book: REVIEW_SITE where it is set, else one that is built in a copy."""
    if given := os.environ.get("REVIEW_SITE"):
        return Path(given).resolve()
    root = tmp_path_factory.mktemp("real") / "project"
    root.mkdir()
    for folder in ("data", "notebooks", "book"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for name in ("CITATION.cff", "requirements.lock"):
        shutil.copyfile(REPOSITORY / name, root / name)
    # What was run before is used again: its keys hold everything that it depends on.
    for kept in ("cache", "scripts"):
        if (REPOSITORY / "build" / kept).is_dir():
            shutil.copytree(REPOSITORY / "build" / kept, root / "build" / kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(root))
        return build_book(Project(root), jobs=2, report=lambda step: None).site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Return the address at which the site is served, below a folder as on a host of many projects."""
    handler = partial(_Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        server.shutdown()
        thread.join()
