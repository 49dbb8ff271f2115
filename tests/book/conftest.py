"""The site of the small project, built once, and the browser that looks at sites."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from small_project import make_project, write_notebooks

from review.book.build.site import build_site
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project

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
