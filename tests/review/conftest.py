"""The review itself, for the tests of this folder alone: its corpus, its book as built, and that book served."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from bicycle_project import REPOSITORY, Once

from review.book.build.build_lock import EXECUTED, RECEIPT
from review.book.build.pipeline import build_book
from review.book.site.html_tree import Page, read_site, uncollected
from review.book.site.manifest import LIVE
from review.book.site.stamp import STAMP
from review.cli.reference import OFFERED
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import VARIABLE, Project
from review.present.charts.data import set_up
from review.present.values.opened import open_for_cells


@pytest.fixture(scope="session")
def real() -> Corpus:
    """Return the corpus of the review."""
    return open_corpus(Project(REPOSITORY))


@pytest.fixture(scope="session")
def corpus(real: Corpus) -> Corpus:
    """Return the same, for tests that other folders run on small corpora."""
    return real


@pytest.fixture
def real_cells(real: Corpus) -> Iterator[Corpus]:
    """Return the corpus of the review as cells have it open."""
    set_up()
    open_for_cells(real)
    yield real


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """Return the site of the real book: REVIEW_SITE where it is set, else one that is built in a copy.

    The processes that share the tests share it; none may change it.
    """
    if given := os.environ.get("REVIEW_SITE"):
        return Path(given).resolve()
    return Project(once("real", _build)).site


def _build(root: Path) -> None:
    for folder in ("data", "notebooks", "book"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for name in ("CITATION.cff", "requirements.lock"):
        shutil.copyfile(REPOSITORY / name, root / name)
    # What was made before is used again, as it is known of what it was made; a book that stands stays as it is. What
    # runs notebooks in browsers is left out: it is large, and no page depends on it.
    for path in (REPOSITORY / "build" / name for name in ("cache", "scripts", "site", EXECUTED, RECEIPT, STAMP)):
        if path.is_dir():
            shutil.copytree(path, root / "build" / path.name, ignore=shutil.ignore_patterns(LIVE))
        elif path.is_file():
            shutil.copyfile(path, root / "build" / path.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(root))
        build_book(Project(root), jobs=2, report=lambda step: None, offered=OFFERED)


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[Page, ...]:
    """Return the pages of the site, which nobody may change."""
    with uncollected():
        read = read_site(site)
        # What stays to the end is not looked through again and again for what could be freed.
        gc.freeze()
    return read


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
