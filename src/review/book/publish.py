"""The whole way from data to site: check, run the notebooks, compile, and know when nothing has changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from review.book import manifest
from review.book.build import build_site
from review.book.contributions import open_harmless
from review.book.run_crate import EXECUTED, RECEIPT, write_receipt
from review.corpus.canonical import write_atomically
from review.corpus.corpus import Corpus
from review.corpus.gaps import gaps
from review.corpus.project import VARIABLE, Project
from review.corpus.receipt import read_receipt
from review.execution.batch import Event, Task, run_tasks
from review.execution.cache import Cache, fingerprint
from review.execution.folders import swap
from review.execution.templates import PER_SOURCE, templates
from review.synthesis.conclusions import require_conclusions

LIBRARY = Path(__file__).resolve().parents[1]
STAMP = "site.stamp"


@dataclass(frozen=True)
class Step:
    """How far the build is: *done* of *total* in a stage, and what is being done *now*."""

    stage: str
    done: int
    total: int
    now: str = ""


@dataclass(frozen=True)
class Built:
    """The site, whether it had to be made, and what a release would still need."""

    site: Path
    made: bool
    notices: tuple[str, ...]


def build_book(project: Project, *, jobs: int, report: Callable[[Step], None]) -> Built:
    """Bring the site up to date and return it. Nothing is done where nothing has changed since it was made.

    Raises what checking, running and compiling raise; the last good site then stays in place.
    """
    corpus = open_harmless(project)
    require_conclusions(corpus)
    notices = gaps(corpus, read_receipt(project.data))
    everything = [*_inputs(project), project.notebooks, project.book, project.root / "CITATION.cff"]
    state = fingerprint(everything, folder=project.root)
    stamp = project.build / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == state and _is_whole(project):
        report(Step("nothing has changed", 1, 1))
        return Built(project.site, False, notices)
    stamp.unlink(missing_ok=True)
    project.build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=project.build, prefix="notebooks-") as folder:
        executed = Path(folder) / EXECUTED
        tasks = run_notebooks(project, corpus, executed, jobs=jobs, report=report)
        site = build_site(project, executed, lambda now: report(Step("book", 0, 1, now)))
        swap(executed, project.build / EXECUTED)
    write_receipt(project, tasks)
    write_atomically(stamp, state.encode("utf-8"))
    report(Step("book", 1, 1))
    return Built(site, True, notices)


def run_notebooks(
    project: Project, corpus: Corpus, folder: Path, *, jobs: int, report: Callable[[Step], None]
) -> tuple[Task, ...]:
    """Put every finished notebook into *folder*: one for each chapter and one for each source.

    Returns the runs in the order in which they were put, which is the order of their names.
    """
    tasks: list[Task] = []
    for path in templates(project):
        if path.stem == PER_SOURCE:
            tasks += [Task(path, {"source_id": name}, folder / f"{name}.ipynb") for name in corpus.sources]
        else:
            tasks.append(Task(path, {}, folder / path.name))
    done = 0

    def show(event: Event) -> None:
        nonlocal done
        done += event.kind in ("finished", "cached")
        word = {"started": "running", "cached": "kept"}.get(event.kind, event.kind)
        report(Step("notebooks", done, len(tasks), f"{word} {event.task.output.stem}"))

    cache = Cache(project.build / "cache" / "notebooks")
    kept = run_tasks(
        tasks,
        folder=project.root,
        cache=cache,
        inputs=_inputs(project),
        jobs=jobs,
        report=show,
        environment={VARIABLE: str(project.root)},
    )
    cache.prune(set(kept))
    return tuple(tasks)


def _is_whole(project: Project) -> bool:
    """Return whether everything that a build leaves is there, the site as it was built."""
    left = (project.build / EXECUTED, project.build / RECEIPT)
    return all(path.exists() for path in left) and manifest.is_as_built(project.site)


def _inputs(project: Project) -> list[Path]:
    """What every notebook may read: data, library and lock file."""
    return [project.data, LIBRARY, project.root / "requirements.lock"]
