"""The compiler's complaints in terms of the project's files."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sphinx.application import Sphinx
from sphinx.util import logging as compiler

from review.book.build.sphinx_run import read_complaints
from review.book.sphinx_ext.complaints import COMPLAINTS, write_complaints
from review.corpus.snapshot import SNAPSHOT

STAGE = Path("/p/build/stage/source")


@pytest.fixture
def complaints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Set the compiler's logging up as it does itself, and the complaints; return the file of these."""
    monkeypatch.setenv(SNAPSHOT, str(tmp_path / "snapshot"))
    settings = SimpleNamespace(suppress_warnings=[], show_warning_types=False)
    pages = SimpleNamespace(doc2path=lambda name: str(STAGE / {"index": "index.md"}.get(name, f"{name}.ipynb")))
    counts = {"messagelog": [], "_warncount": 0, "warningiserror": False, "verbosity": 0}
    app = SimpleNamespace(config=settings, env=pages, **counts)
    logger = logging.getLogger(compiler.NAMESPACE)
    before = logger.handlers[:], logger.propagate, logger.level
    compiler.setup(app, io.StringIO(), io.StringIO())
    write_complaints(cast(Sphinx, app))
    stream = vars(logger.handlers[-1])["stream"]
    yield tmp_path / COMPLAINTS
    stream.close()
    logger.handlers[:], logger.propagate, logger.level = before


def test_each_complaint_names_a_file_that_can_be_mended(complaints: Path) -> None:
    said = compiler.getLogger("x")
    with compiler.pending_warnings():
        # What is held back comes once, and with its place.
        said.warning("{%s}: %s [review.id]", "value", "'x' is no figure. Use another.", location=("index", 10))
    said.warning("No lexer [myst-nb.lexer]", location=("question", 30002))
    said.warning("undefined label: 'x'\n  and more of it: 7", location=f"{STAGE}/alpha.ipynb:40")
    said.error("A generated page", location=f"{STAGE}/data.md:7")
    said.critical("bad entry", location=f"{STAGE}/references.bib:3")
    said.warning("a page as a whole", location="index")
    said.warning("something without a place")
    said.info("no complaint")
    origins = {
        "index": "book/index.md",
        "question": "notebooks/question.ipynb",
        "alpha": "notebooks/source.ipynb (run for alpha)",
        "data": "data (page data)",
    }
    assert [str(problem) for problem in read_complaints(complaints.read_text("utf-8"), STAGE, origins)] == [
        "book: something without a place.",
        "book/index.md: a page as a whole.",
        "book/index.md:10: {value}: 'x' is no figure. Use another.",
        "book/references.bib:3: bad entry.",
        "data (page data): A generated page.",
        "notebooks/question.ipynb:cell 3, line 2: No lexer.",
        "notebooks/source.ipynb (run for alpha): undefined label: 'x' and more of it: 7.",
    ]
