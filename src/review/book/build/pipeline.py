"""The whole way from data to site: check, run the notebooks, and compile."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from review.book.build.build_lock import EXECUTED, RECORDS, UNDER_WAY, Built, held_build, standing
from review.book.build.progress import UNCHANGED, Step
from review.book.build.ro_crate import write_run_crate
from review.book.build.site import make_site
from review.book.build.staging import NONE
from review.book.pages.generated import Offered
from review.book.requirements import REQUIREMENTS
from review.book.site.stamp import STAMP, everything, notebook_inputs, own_files
from review.book.site.unshown_rows import shown_notice
from review.book.views.states import states_of
from review.corpus.corpus import KEPT_CORPUS, Corpus
from review.corpus.requirement import BEFORE_RUNS, require
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.corpus.tracing import Held
from review.corpus.verification.receipt import Receipt
from review.corpus.workflow.release_gaps import release_gaps
from review.errors import FileFault
from review.execution.parameters.templates import PER_SOURCE, templates
from review.execution.runs.batch import ProgressEvent, Task, run_tasks
from review.execution.runs.cache import KEPT, Cache, digests, fingerprint_of
from review.execution.runs.forks import FORKS, KERNELS
from review.files.atomic import write_whole
from review.files.folders import file_records, swap
from review.present.numbers.counts import limits
from review.synthesis.register.register import constraints


def build_book(
    project: Project,
    *,
    jobs: int,
    report: Callable[[Step], None],
    timeout: int = 600,
    offered: Offered = NONE,
    where: str = FORKS,
) -> Built:
    """Bring the site up to date and return it. Nothing is done where nothing has changed since it was made.

    *timeout* is in seconds, for each notebook; *offered* are the parts of pages on the program. *where* notebooks
    run is FORKS, KERNELS or the address of a Dask scheduler. Raises what checking, running and compiling raise, and
    FileFault where an input changes meanwhile; the last good site then stays in place.
    """
    with held_build(project):
        run = partial(run_notebooks, jobs=jobs, report=report, timeout=timeout, where=where)
        return _build(project, run, report, offered, anew=where == KERNELS)


def _build(
    project: Project,
    run: Callable[[Snapshot, Path], Sequence[Task]],
    report: Callable[[Step], None],
    offered: Offered,
    *,
    anew: bool,
) -> Built:
    inputs = everything(project)
    stamp = project.build / STAMP
    if not anew and (there := standing(project, inputs)):
        report(UNCHANGED)
        return there
    snapshot = Snapshot(project, offered=frozenset(offered))
    require(REQUIREMENTS, snapshot, BEFORE_RUNS)
    corpus = snapshot.corpus
    notices = release_gaps(corpus, snapshot.receipt)

    def settle() -> None:
        require_same(inputs, everything(project))
        # It stands for the site that now goes.
        stamp.unlink(missing_ok=True)

    with tempfile.TemporaryDirectory(dir=project.build, prefix=UNDER_WAY) as folder:
        executed = Path(folder) / EXECUTED
        tasks = run(snapshot, executed)
        make_site(snapshot, executed, lambda now: report(Step("book", 0, 1, now)), settle, offered)
        swap(executed, project.build / EXECUTED)
    write_run_crate(snapshot, tasks)
    notices += tuple(filter(None, [shown_notice(project, corpus)]))
    write_whole(project.build / RECORDS, file_records(project.site).encode("utf-8"))
    write_whole(stamp, "\n".join([fingerprint_of(inputs), *notices]).encode("utf-8"))
    report(Step("book", 1, 1))
    return Built(project.site, True, notices)


def run_notebooks(
    snapshot: Snapshot,
    folder: Path,
    *,
    jobs: int,
    report: Callable[[Step], None],
    timeout: int = 600,
    where: str = FORKS,
) -> tuple[Task, ...]:
    """Put every finished notebook into *folder*: one for each chapter and one for each source.

    Beside them stand the runs of chapters with a yes/no parameter the other way. Returns the runs of pages in the order
    in which they were put.
    """
    tasks = runs_of(snapshot.project, snapshot.corpus, folder)
    run = partial(run_tasks_of, jobs=jobs, report=report, timeout=timeout, where=where)
    kept = run(snapshot, (*tasks, *states_of(tasks)), folder.parent)
    _cache(snapshot.project).prune(set(kept))
    return tasks


def run_tasks_of(
    snapshot: Snapshot,
    tasks: Sequence[Task],
    scratch: Path,
    *,
    jobs: int,
    report: Callable[[Step], None],
    timeout: int,
    where: str = FORKS,
) -> frozenset[str]:
    """Run the *tasks* on a snapshot, which they find in the folder *scratch*, and return the cache's keys."""
    project, corpus = snapshot.project, snapshot.corpus
    # To read and check it anew takes each kernel a second.
    checked = scratch / "corpus"
    checked.write_bytes(pickle.dumps(corpus))
    return run_tasks(
        tasks,
        folder=project.root,
        cache=_cache(project),
        inputs=notebook_inputs(project),
        jobs=jobs,
        report=_Runs(len(tasks), report),
        timeout=timeout,
        environment={VARIABLE: str(project.root), KEPT_CORPUS: str(checked)},
        held=held_by(project, corpus, snapshot.receipt),
        where=where,
        files=digests(own_files(project), folder=project.root),
    )


def _cache(project: Project) -> Cache:
    return Cache(project.build / KEPT)


def held_by(project: Project, corpus: Corpus, receipt: Receipt) -> Held:
    """Return what the data hold of all that a run may read."""
    tables = {**receipt.tables(), "constraints": constraints(corpus), "limits": limits(corpus)}
    return Held(project.root.resolve(), corpus, **tables)


def runs_of(project: Project, corpus: Corpus, folder: Path) -> tuple[Task, ...]:
    """Return the runs that the book is made of, each to a file in *folder*, in the order of the templates' names."""
    tasks: list[Task] = []
    for path in templates(project):
        if path.stem == PER_SOURCE:
            tasks += [Task(path, {"source_id": name}, folder / f"{name}.ipynb") for name in corpus.sources]
        else:
            tasks.append(Task(path, {}, folder / path.name))
    return tuple(tasks)


class _Runs:
    """Tells how far the runs are: which are under way and why, which came from the cache, and what is left."""

    def __init__(self, total: int, report: Callable[[Step], None]) -> None:
        self.total, self.report = total, report
        self.running: list[str] = []
        self.run = self.kept = 0

    def __call__(self, event: ProgressEvent) -> None:
        name = event.task.output.stem
        if event.kind == "started":
            self.running.append(name)
        elif name in self.running:
            self.running.remove(name)
        self.run += event.kind == "finished"
        self.kept += event.kind == "cached"
        word = {"started": "running", "cached": "kept"}.get(event.kind, event.kind)
        others = f" and {len(event.changed) - 1} more" if event.changed[1:] else ""
        why = f" (changed: {event.changed[0]}{others})" if event.changed else ""
        done = self.run + self.kept
        notice = f"{name} was run by a kernel here: {event.why}" * bool(event.why)
        self.report(Step("notebooks", done, self.total, f"{word} {name}{why}", self._state(self.total - done), notice))

    def _state(self, open_ones: int) -> str:
        left = f", {open_ones - len(self.running)} left" if open_ones else ""
        running = f"; running {', '.join(self.running)}" if self.running else ""
        return f"{self.run} run, {self.kept} from the cache{left}{running}"


def require_same(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Refuse to go on where a file that was read is not what it was. Raises FileFault, with a line for each."""
    if changed := sorted(name for name in {*before, *after} if before.get(name) != after.get(name)):
        message = "changed while the book was built from it. Nothing was put in place; build it again."
        raise FileFault("\n".join(f"{name}: {message}" for name in changed))
