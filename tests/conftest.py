"""What tests of several rooms share: the small project with its command line, and a browser."""

from __future__ import annotations

import compileall
import gc
import os
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from approving import Approved
from bicycle_project import REPOSITORY, Once, Run, Small, make_bicycles
from building import build_site
from chromium import ALONE, CHROMIUM
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from rich_bicycles import make_rich
from small_project import make_project, write_notebooks
from warm_compiler import WarmCompiler

from review import cli
from review.book.build import sphinx_run
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.execution.kernels import kernel
from review.execution.runs import forks
from review.files.child_process import run_child

#: What processes are told where coverage is measured.
MEASURED = ("COVERAGE_PROCESS_START", "COVERED", "PYTEST_CURRENT_TEST")

# Five seconds are little on a machine that is busy elsewhere; what is there at once is not waited for.
expect.set_options(timeout=30_000)

# A shell that runs the tests in the background has them ignore this signal, and the commands that they send it to.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What a test finds is no test's to know again: some put other functions in the place of those that find it.
os.environ["REVIEW_CACHE"] = os.devnull + "/none"

# A machine that is busy elsewhere makes an example slow, and proves nothing.
settings.register_profile("review", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("review")


#: The rows of the review, and where the tests stand that may read them.
ROWS, READERS = str(REPOSITORY / "data") + os.sep, REPOSITORY / "tests" / "review"
_reading = False


def _refuse_rows(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and not _reading:
        path = arguments[0]
        if isinstance(path, str) and path.startswith(ROWS):
            raise AssertionError(f"{path}: a test outside tests/review reads the review's rows. Use made-up ones.")


sys.addaudithook(_refuse_rows)

# The longest tests, the longest first: it builds the real book, while the other process needs none. What begins last
# should be short, or one process ends long before the other.
FIRST = ("tests/review/reproduction/", "tests/review/test_incremental.py", "tests/reproduction/", "tests/faults/")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the library once: the commands, kernels and compilers that are started keep nothing of it."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(REPOSITORY / "src" / "review", quiet=2)


def pytest_collection_finish() -> None:
    """Let what was collected, which stays to the end, not be looked through again and again for what could go."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests."""
    items.sort(key=lambda item: [not item.nodeid.startswith(name) for name in FIRST])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let the tests of the review, and no other, read its rows in this process."""
    global _reading
    _reading = item.path.is_relative_to(READERS)
    try:
        return (yield)
    finally:
        _reading = False


@pytest.fixture
def bicycles(tmp_path: Path) -> Small:
    """Return a small project of the test's own, without problems."""
    return make_bicycles(tmp_path / "project")


@pytest.fixture(scope="session")
def bicycle_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of the small project, for tests that only read it."""
    return make_bicycles(tmp_path_factory.mktemp("bicycles") / "project").corpus()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the approved outputs anew."""
    parser.addoption("--approve", action="store_true", help="write the approved outputs as they are now")


@pytest.fixture
def approved(request: pytest.FixtureRequest) -> Approved:
    """Return what compares an output with the one that was approved for the room of the test."""
    path = request.path.relative_to(REPOSITORY)
    command = f".venv/bin/python -m pytest {path.as_posix()} --approve, and read the change in git"
    return Approved(path.parent.name, command, request.config.getoption("--approve"))


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return the project in which everything that can be shown has something to show, for tests that only read it."""
    return make_rich(tmp_path_factory.mktemp("rich") / "project")


@pytest.fixture
def review(bicycles: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in the small project: its status, what it prints, what it complains."""
    monkeypatch.chdir(bicycles.root)
    for name in ("REVIEW_PROJECT", "REVIEW_TEXTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["review", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return run


def _run_measured(command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> int:
    """Run a compiler, whose surroundings are emptied, with what says that coverage is measured, and for which test."""
    told = {name: os.environ[name] for name in MEASURED if name in os.environ}
    return run_child(command, environment={**environment, **told}, log=log)


@pytest.fixture(scope="session", autouse=True)
def _warm_compiler() -> Iterator[None]:
    """Have the books that are built in this process compiled by forks of a warm one."""
    compiler = WarmCompiler()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sphinx_run, "run_child", _run_measured if MEASURED[0] in os.environ else compiler.run)
        yield
    compiler.close()


def _ended(process: int, number: int) -> None:
    """Send a signal to a process once it has had time to write down what it ran."""
    select.select([process], [], [], 5)
    signal.pidfd_send_signal(process, number)


@pytest.fixture(scope="session", autouse=True)
def _measured_forks() -> Iterator[None]:
    """Where coverage is measured, have forks of notebooks told so, which are else killed when they have answered."""
    with pytest.MonkeyPatch.context() as patch:
        if MEASURED[0] in os.environ:
            patch.setattr(kernel, "KEPT", (*kernel.KEPT, *MEASURED))
            patch.setattr(forks, "signal", SimpleNamespace(pidfd_send_signal=_ended, SIGKILL=signal.SIGKILL))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Return what gives a folder by its name, made by the function that is given with it.

    The processes that share the tests share it, and only the first of them makes it; none may change it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "once"
    shared.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock"):
            if not whole.exists():
                # What failed half-way is of no use to the next.
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                whole.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def small(once: Once) -> Project:
    """Return the small project, its site built."""
    return Project(once("small", lambda root: build_site(make_project(root), write_notebooks(root / "finished"))))
