"""A chapter of the book run with other parameters: compiled as the book is, and set beside the published page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from review.book.build.build_lock import EXECUTED, held_build
from review.book.build.sphinx_run import run_compiler
from review.book.build.staging import assemble, notice_html
from review.book.pages.generated import Offered
from review.book.reruns.asked import RUNS, Asked, is_published
from review.book.reruns.compiled import Compiled, run_notice
from review.book.site.html_tree import parse_html
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.errors import NotebookFailed, UsageError
from review.execution.parameters.declared import check_parameters
from review.execution.parameters.leaving_out import left_out, require_values
from review.execution.parameters.templates import templates
from review.execution.runs.normalise import normalise, to_bytes
from review.execution.runs.run import run_notebook
from review.files.atomic import write_whole

#: Has matplotlib draw below the cells.
INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}


def rerun(
    snapshot: Snapshot,
    asked: Asked,
    output: Path,
    *,
    offered: Offered,
    timeout: int,
    stop: threading.Event,
    report: Callable[[str], None],
) -> tuple[str, ...]:
    """Put what is *asked* at *output*, a page (.html) or a notebook (.ipynb), and return what is to be said of it.

    The published page, beside which it is set, is that of the last build, which stays as it is. A notebook that is no
    page of the book is put there as it ran. Raises what running and compiling raise.
    """
    project = snapshot.project
    require_sensible(snapshot, asked)
    report(f"running {asked.template.name}")
    if not is_published(project, asked):
        if output.suffix == ".html":
            raise UsageError(f"{asked.page} is no page of a built book. Run `review book` first, or write an .ipynb.")
        _run(project, asked, output, timeout, stop)
        return ()
    with held_build(project):
        work = project.build / "stage"
        executed = work / "notebooks"
        shutil.copytree(project.build / EXECUTED, executed)
        _run(project, asked, executed / f"{asked.page}.ipynb", timeout, stop)
        report("making the page")
        (page,) = compiled_pages(snapshot, [asked], executed, work, offered, run_notice(asked))
        beside = page.compare(output)
        write_whole(output, page.notebook(output, beside) if output.suffix == ".ipynb" else page.html(output, beside))
    return beside.lines or (asked.nothing,)


def require_sensible(snapshot: Snapshot, asked: Asked) -> None:
    """Refuse values that no run can have, before a kernel starts."""
    check_parameters(asked.known, asked.values)
    require_values(snapshot.corpus, asked.known, asked.values)
    left_out(snapshot.corpus, asked.complete)


def compiled_pages(
    snapshot: Snapshot, asked: Sequence[Asked], executed: Path, work: Path, offered: Offered, notice: str
) -> tuple[Compiled, ...]:
    """Return the pages of what is *asked*, of finished notebooks in *executed*, compiled in *work* under a *notice*."""
    stage = assemble(snapshot, executed, work / "source", offered, notice=notice_html(notice))
    site = work / "out" / "html"
    run_compiler(snapshot, stage, site, only=[one.page for one in asked])
    texts = [(site / f"{one.page}.html").read_text("utf-8") for one in asked]
    staged = [stage.folder / f"{one.page}.ipynb" for one in asked]
    made = zip(asked, staged, texts, strict=True)
    return tuple(Compiled(snapshot, one, site, path, text, parse_html(text)) for one, path, text in made)


def _run(project: Project, asked: Asked, output: Path, timeout: int, stop: threading.Event) -> None:
    """Run it, and keep what ran of a notebook that fails, its traceback in it."""
    is_chapter = asked.template in templates(project)
    # An ordinary notebook works where it lies, as in Jupyter, and draws as it does there.
    folder = project.root if is_chapter else asked.template.resolve().parent
    environment = {VARIABLE: str(project.root)} | ({} if is_chapter else INLINE)
    run = partial(run_notebook, folder=folder, timeout=timeout, environment=environment, stop=stop)
    try:
        run(asked.template, output, asked.values, is_chapter=is_chapter)
    except NotebookFailed as error:
        if error.partial is None:
            raise
        place = project.build / RUNS / "failed" / f"{asked.page}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        normalise(error.partial)
        write_whole(place, to_bytes(error.partial))
        raise NotebookFailed(f"{error}\nWhat ran until then is in {place}.") from error
