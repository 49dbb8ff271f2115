"""All that the commands print, with the exit status of each: one approved text for each thing that is done."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pytest
from approving import approve
from bicycle_project import Run, Small
from coded_twice import code_twice
from nbformat.v4 import new_code_cell, new_notebook
from releasing import finish, make_release, seem_built

from review import cli
from review.book.build import pipeline
from review.cli.reference import OFFERED
from review.corpus.seeded_errors.report import REPORT_FILE
from review.errors import (
    HINTS,
    Busy,
    CorpusError,
    EnvironmentFault,
    FileFault,
    IncomparableFigures,
    LimitExceeded,
    NotebookFailed,
    Problem,
    Stopped,
    UsageError,
)

# Read as markup, brackets vanish and a name between colons becomes a picture.
MARKED = "[b]:key:"
CITATION = "title: Thefts\nauthors: [{name: All}]\nversion: 1.2.0\ndate-released: 2020-05-04\nlicense: MIT\n"
PARAMETERS = 'town: str  # where :key:\nyear: int = 2013\nkind: str = "all"  # which ones [one of: all, found]\n'


@pytest.fixture
def do(review: Run, bicycles: Small, request: pytest.FixtureRequest) -> Iterator[Run]:
    """Return a function that runs a command; all that was printed is held to the approved text at the end."""
    (bicycles.root / "CITATION.cff").write_text(CITATION, "utf-8")
    printed: list[str] = []

    def run(*arguments: str) -> tuple[int, str, str]:
        status, out, err = review(*arguments)
        printed.append(f"$ review {' '.join(arguments)}\n{out}{err}[status {status}]\n")
        return status, out, err

    yield run
    text = "\n".join(printed).replace(str(bicycles.root), "PROJECT")
    # How long a build takes, how wide the terminal is, and how many ids the library's own pages have, is not told here.
    text = re.sub(r"\d:\d\d:\d\d|(?<=data/ids.csv: )[1-9]\d*", "SOME", text)
    text = re.sub(r" +$", "", text, flags=re.MULTILINE)
    approve(f"cli/{request.node.name.removeprefix('test_')}.txt", text, request)


def test_check(do: Run, bicycles: Small) -> None:
    do("check")
    do("check", "--release")
    bicycles.change("events", "raid-2014-03", end="2013", label="A [b]raid")
    bicycles.change("figures", "gazette2014-held", origin_id="polise")
    do("check")


def test_check_list(do: Run) -> None:
    do("check", "--list")


def test_release(do: Run, review: Run, bicycles: Small) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    finish(bicycles, review)
    do("release", "1.2.0")
    do("release", "1.2.0", "--date", "2020-05-04")
    seem_built(bicycles.project)
    for version, day in (("1.2", "2020-05-04"), ("1.2.0", "today"), ("1.2.0", "2020-05-04")):
        do("release", version, "--date", day)
    do("release", "--next")
    do("release", "--next")
    do("release", "1.3.0", "--date", "2020-05-04")
    do("release", "1.2.0", "--date", "2020-05-04")
    do("release", "1.3.0", "--date", "2020-05-03")
    bicycles.change("figures", "ward2014-thefts", origin_id="nobodies")
    do("release", "1.3.0", "--date", "2020-05-04")


def test_changes(do: Run, review: Run, bicycles: Small) -> None:
    for name in ("book", "notebooks"):
        (bicycles.root / name).mkdir()
    do("changes", "1.2.0")
    make_release(bicycles, review, "1.2.0")
    cells = {"field": "qualifier", "found": "exact", "used": "about", "reason": "The office rounds."}
    bicycles.add("corrections", correction_id="rounded", figure_id="ward2014-thefts", **cells)
    do("changes", "1.2.0")
    do("changes", "1.2.0", "1.2.0", "--id", "ward2014-thefts")
    do("changes", "1.2.0", "--id", "ward2014-thefts", "--format", "json")
    do("changes", "1.2")
    do("changes", "1.2.0", "--id", "ward2014-theft")
    do("publish", "--to", "published")


def test_fmt(do: Run, bicycles: Small) -> None:
    do("fmt")
    bicycles.replace("origins", b"\n", b"\r\n")
    bicycles.replace("themes", b"\n", b"\r\n")
    do("fmt")
    do("fmt")


def test_verify(do: Run, bicycles: Small) -> None:
    bicycles.change_text("gazette2014", "held nine persons", "held ten persons")
    do("verify", "--texts", "texts")
    do("verify", "--texts", "nowhere")
    assert not (bicycles.root / "data" / "verification.json").exists()


def test_verify_writes(do: Run, bicycles: Small) -> None:
    do("verify", "--texts", "texts")
    assert (bicycles.root / "data" / "verification.json").is_file()


def test_mutate_evidence(do: Run, review: Run, bicycles: Small) -> None:
    kept = [bicycles.root / name for name in ("build/mutation.json", f"data/{REPORT_FILE}")]
    review("mutate-evidence", "--texts", "texts")
    assert [path.is_file() for path in kept] == [True, False]
    do("mutate-evidence", "--texts", "texts", "--keep")
    assert [path.is_file() for path in kept] == [True, True]


def test_agreement(do: Run, bicycles: Small) -> None:
    do("agreement")
    code_twice(bicycles)
    bicycles.change("measures", "thefts", label=f"Thefts {MARKED}")
    do("agreement")


def test_add_source(do: Run, bicycles: Small) -> None:
    text = bicycles.texts / "shop2015.txt"
    text.write_text("2 Locks\n\nThe shop sold 12 locks in 2015, then 12 more.\n\nOf 1,000 locks 7 held.\n", "utf-8")
    do("add-source", "shop2015", "--kind", "memo", "--text", "texts/shop2015.txt")
    assert bicycles.row("sources", "shop2015", bicycles.rows("sources"))["title"] == "shop2015"
    do("add-source", "shop2016", "--kind", "memo", "--text", "texts/shop2015.txt", "--title", "Locks")
    assert bicycles.row("sources", "shop2016", bicycles.rows("sources"))["title"] == "Locks"
    for source_id, kind, path in (("ward2014", "memo", text), ("Shop", "memo", text), ("s", "meno", text)):
        do("add-source", source_id, "--kind", kind, "--text", str(path))
    do("add-source", "shop", "--kind", "memo", "--text", "texts/missing.txt")
    do("check")


def write_notebook(bicycles: Small, code: str) -> None:
    (bicycles.root / "notebooks").mkdir(exist_ok=True)
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), new_code_cell(code)]
    nbformat.write(new_notebook(cells=cells), bicycles.root / "notebooks" / f"{MARKED}.ipynb")


def test_run(do: Run, bicycles: Small) -> None:
    do("run", "thefts")
    write_notebook(bicycles, "from pathlib import Path\n\nprint(town, year, kind, Path.cwd())")
    do("run", MARKED, "--describe")
    for given in ("yeer=2012", "year=soon", "kind=lost", "year", "year=2012", "year=2012.5", "year="):
        do("run", MARKED, "-p", given)
    do("run", MARKED, "-p", "yeer=2012", "-p", "year=soon", "-p", "town")
    do("run", MARKED, "-p", "town=Lindau")
    (written,) = (bicycles.root / "build" / "runs").iterdir()
    assert f"Lindau 2013 all {bicycles.root}" in written.read_text("utf-8")
    do("run", MARKED, "-p", "town=Lindau", "-o", "no/such/folder/out.ipynb")


def test_book(do: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What builds the book stands behind this door, and has tests of its own."""
    calls: list[dict[str, object]] = []

    def build(project: object, *, report: Callable[[pipeline.Step], None], **given: object) -> pipeline.Built:
        calls.append(given)
        for now in ("a [b]page", ""):
            report(pipeline.Step("notebooks", 1, 2, now))
        return pipeline.Built(Path("PLACE/build/site"), True, ("a [b]:key: notice", "another"))

    monkeypatch.setattr(pipeline, "build_book", build)
    do("book")
    do("book", "--jobs", "5", "--timeout", "7", "--kernel")
    usual = {"jobs": 2, "timeout": 600, "offered": OFFERED, "where": "forks"}
    assert calls == [usual, usual | {"jobs": 5, "timeout": 7, "where": "kernels"}]


def test_diff_run(do: Run, bicycles: Small) -> None:
    for name, said in (("before", "One [b]:key: word."), ("after", "Another [b]:key: word.")):
        (bicycles.root / name).mkdir()
        (bicycles.root / name / "page.html").write_text(f"<main><p>{said}</p></main>", "utf-8")
        (bicycles.root / name / "same.html").write_text("<main><p>Here.</p></main>", "utf-8")
    do("diff-run", "before", "after")
    do("diff-run", "before", "before")
    (bicycles.root / "before" / f"{MARKED}.html").write_text("<main><p>Here.</p></main>", "utf-8")
    (bicycles.root / "after" / "new.html").write_text("<main><p>Here.</p></main>", "utf-8")
    do("diff-run", "before", "after")
    do("diff-run", "before", "data")
    do("diff-run", "before", "nowhere")


def test_verify_site(do: Run, bicycles: Small) -> None:
    do("verify-site", "nowhere")
    site = bicycles.root / "site"
    site.mkdir()
    do("verify-site", "site")
    (site / "index.html").write_text("<p>Here.</p>", "utf-8")
    sums = "e7c5b1cf1a3d3be9e4f4a3d2cd0b2d4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e  index.html\n"
    (site / "MANIFEST.sha256").write_text(sums, "utf-8")
    do("verify-site", "site")


def test_export(do: Run, bicycles: Small) -> None:
    do("export", "--output", "a :key: folder")
    do("export", "--format", "package")
    do("export", "--output", "texts")
    do("export", "--output", "CITATION.cff/there")
    (bicycles.root / "CITATION.cff").unlink()
    do("export")


def test_serve(review: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    bicycles.project.site.mkdir(parents=True)
    (bicycles.project.site / "index.html").write_text("<p>Here.</p>", "utf-8")
    served: list[ThreadingHTTPServer] = []
    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", lambda server: served.append(server))
    printed = review("serve", "--port", "0")
    (server,) = served
    server.server_close()
    assert printed == (0, f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)\n", "")


def test_outside_a_project(do: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REVIEW_PROJECT", "nowhere")
    for command in ("check", "fmt", "agreement", "book", "export", "serve"):
        do(command)


PROBLEM = Problem("data/a.csv", 3, "low", "it is [b]:key: low.", "Raise it.")
ENDS = (
    CorpusError([PROBLEM, Problem("book/a.md", 0, "", "nothing stands here")]),
    *(kind("What [b]:key: failed.") for kind in (IncomparableFigures, UsageError, EnvironmentFault, NotebookFailed)),
    *(kind("What [b]:key: failed.") for kind in (LimitExceeded, FileFault, Busy)),
    *(OSError(number, os.strerror(number), "a/file") for number in (*HINTS, errno.ENOENT)),
    OSError("it is gone"),
    *(Stopped(number) for number in (signal.SIGINT, signal.SIGTERM)),
)


def test_how_a_command_ends(do: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for end in ENDS:
        monkeypatch.setattr(cli, "app", Mock(side_effect=end))
        do("run", "thefts", "-p", "town=Lindau")


def test_a_fault_of_the_program_is_told_whole_and_nothing_is_coloured(bicycles: Small) -> None:
    """As on a terminal of many colours."""
    environment = os.environ | {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    code = """
import sys

from review import cli
from review.cli import application

application.out.print("data/a.csv:3 is 'new', 1.5 of https://example.org")
application.app.command("fail")(lambda: 1 / 0)
sys.argv = ["review", "fail"]
cli.main()
"""
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "data/a.csv:3 is 'new', 1.5 of https://example.org\n")
    assert run.stderr.startswith("Traceback (most recent call last):\n")
    assert run.stderr.endswith("ZeroDivisionError: division by zero\n")
