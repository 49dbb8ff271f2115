"""Many runs at once: what is kept is copied, the rest is run on a few kernels side by side."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from review.corpus.tracing import Held
from review.errors import FileFault, ReviewError, UsageError
from review.execution.parameters.declared import check_parameters, read_parameters
from review.execution.runs.cache import Cache, Kept, fingerprint, key
from review.execution.runs.cluster import Cluster, cluster
from review.execution.runs.forks import FORKS, KERNELS, Forks, Runner, forks
from review.execution.runs.run import Begun, begin_notebook
from review.files.atomic import write_whole


@dataclass(frozen=True)
class Task:
    """One run to have: of *notebook*, with *parameters*, at *output*."""

    notebook: Path
    parameters: Mapping[str, object] = field(hash=False)
    output: Path


#: What is left to do of a run when its cells have run, if anything.
Finish = Callable[[], None] | None


@dataclass(frozen=True)
class ProgressEvent:
    """What became of a task, for a display of progress: *seconds* since it started, *error* if it failed.

    Where what was kept of it no longer holds, *changed* says what it had read that is otherwise now. *why* tells why a
    kernel ran it, where a fork was to.
    """

    kind: Literal["started", "finished", "cached", "failed"]
    task: Task
    seconds: float = 0.0
    error: ReviewError | None = None
    changed: tuple[str, ...] = ()
    why: str = ""


def run_tasks(
    tasks: Iterable[Task],
    *,
    folder: Path,
    cache: Cache,
    inputs: Iterable[Path],
    jobs: int,
    report: Callable[[ProgressEvent], None],
    timeout: int = 600,
    environment: Mapping[str, str] | None = None,
    held: Held | None = None,
    where: str = FORKS,
    files: Iterable[str] = (),
) -> frozenset[str]:
    """Bring every task's output into being, and return the keys under which the cache now holds them.

    All parameters are checked before anything runs. *inputs* are the files and folders that any notebook may read; what
    each reads beside them is recorded, and it runs again when that is not what the data have *held*. *where* they run
    is FORKS (where the system has a safe fork), KERNELS, or the address of a Dask scheduler, whose workers are sent
    these *files*. *environment* must not change what notebooks show: it is not in the keys. *report* is called in the
    calling thread. After a failure nothing new is started, and the first error has the messages of all.
    """
    complete = _check(tasks := tuple(tasks))
    shared = fingerprint(inputs := tuple(inputs), folder=folder) + (where == KERNELS) * " in kernels"
    now = held or Held(folder.resolve())
    keys = {task.output: key(task.notebook, complete[task.output], shared) for task in tasks}
    waiting = _waiting(tasks, {output: cache.get(keys[output]) for output in keys}, now, report)
    why = dict[Path, str]()
    begin = partial(begin_notebook, folder=folder, timeout=timeout, environment=environment, inputs=inputs)

    def keep(task: Task, begun: Begun) -> None:
        reads, why[task.output] = begun.finish(), begun.why
        _require_same(task, now.changed(reads))
        cache.put(keys[task.output], task.output, reads)

    warm = partial(forks, folder, environment or {}, cache.drawings, jobs := max(1, jobs))
    workers = partial(cluster, where, folder, files, inputs)
    with _runners(where if waiting else KERNELS, jobs, warm, workers) as (there, at_once):
        _run_all(waiting, _runner(partial(begin, forks=there), complete, keep), at_once, report, why)
    return frozenset(keys.values())


@contextmanager
def _runners(
    where: str,
    jobs: int,
    warm: Callable[[], AbstractContextManager[Forks | None]],
    workers: Callable[[], AbstractContextManager[Cluster]],
) -> Iterator[tuple[Runner | None, int]]:
    """Give what runs notebooks there, if not kernels, and how many it runs at once."""
    if where == KERNELS:
        yield None, jobs
    elif where == FORKS:
        with warm() as own:
            yield own, jobs
    else:
        with workers() as others:
            yield others, others.slots


def _runner(
    begin: Callable[..., Begun], complete: Mapping[Path, Mapping[str, object]], keep: Callable[[Task, Begun], None]
) -> Callable[[Task, threading.Event], Finish]:
    """Return what runs the cells of a task, and keeps the run at once unless drawings are still to come."""

    def run(task: Task, stop: threading.Event) -> Finish:
        begun = begin(task.notebook, task.output, complete[task.output], stop=stop)
        if not begun.is_drawn:
            return partial(keep, task, begun)
        keep(task, begun)
        return None

    return run


def _run_all(
    waiting: deque[tuple[Task, tuple[str, ...]]],
    run: Callable[[Task, threading.Event], Finish],
    jobs: int,
    report: Callable[[ProgressEvent], None],
    why: Mapping[Path, str],
) -> None:
    """Run what is *waiting*; raises the errors, in its order. While one is drawn and finished, the next one runs.

    Threads are enough, as each only waits for another process; they cannot outlive this process.
    """
    stop = threading.Event()
    running: dict[Future[Finish], tuple[Task, float]] = {}
    finishing: dict[Future[Finish], tuple[Task, float]] = {}
    errors: dict[Path, ReviewError] = {}
    order = [task.output for task, _ in waiting]
    with ThreadPoolExecutor(2 * jobs) as pool:
        try:
            while running or finishing or (waiting and not errors):
                while waiting and not errors and len(running) < jobs:
                    task, changed = waiting.popleft()
                    report(ProgressEvent("started", task, changed=changed))
                    running[pool.submit(run, task, stop)] = (task, time.monotonic())
                for future in wait([*running, *finishing], return_when=FIRST_COMPLETED).done:
                    task, started = (running if future in running else finishing).pop(future)
                    finish, error = _result(future)
                    if finish:
                        finishing[pool.submit(finish)] = (task, started)
                        continue
                    if error:
                        errors[task.output] = error
                    kind: Literal["failed", "finished"] = "failed" if error else "finished"
                    seconds = time.monotonic() - started
                    report(ProgressEvent(kind, task, seconds, error, why=why.get(task.output, "")))
        except BaseException:
            stop.set()
            raise
    _raise([errors[output] for output in order if output in errors])


def _result(future: Future[Finish]) -> tuple[Finish, ReviewError | None]:
    try:
        return future.result(), None
    except ReviewError as error:
        return None, error


def _raise(errors: Sequence[ReviewError]) -> None:
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise type(errors[0])("\n".join(str(error) for error in errors))


def _check(tasks: Sequence[Task]) -> dict[Path, dict[str, object]]:
    """Return the complete parameters of each output, once every task is known to be well put."""
    known = {notebook: read_parameters(notebook) for notebook in dict.fromkeys(task.notebook for task in tasks)}
    complete: dict[Path, dict[str, object]] = {}
    for task in tasks:
        if task.output in complete:
            raise UsageError(f"{task.output}: two runs would write it. Give each its own file.")
        try:
            complete[task.output] = check_parameters(known[task.notebook], task.parameters)
        except UsageError as error:
            raise UsageError(f"{task.notebook}: {error}") from None
    return complete


def _waiting(
    tasks: Sequence[Task], kept: Mapping[Path, Kept | None], now: Held, report: Callable[[ProgressEvent], None]
) -> deque[tuple[Task, tuple[str, ...]]]:
    """Return the tasks to run, each with what has changed for it; put what is *kept* of the others in place."""
    waiting: deque[tuple[Task, tuple[str, ...]]] = deque()
    for task in tasks:
        try:
            task.output.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileFault(f"{task.output.parent}: cannot be made ({error.strerror}). Free its name.") from None
        entry = kept[task.output]
        changed = tuple(now.changed(entry.reads)) if entry else ()
        if entry is None or changed:
            waiting.append((task, changed))
        else:
            write_whole(task.output, entry.notebook)
            report(ProgressEvent("cached", task))
    return waiting


def _require_same(task: Task, changed: Sequence[str]) -> None:
    """Refuse a run that read other data than those that were checked before it."""
    if changed:
        task.output.unlink(missing_ok=True)
        raise FileFault(f"{task.notebook}: {changed[0]} changed while the notebook ran. Run it again.")
