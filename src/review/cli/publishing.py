"""The commands for what the machine writes: runs, the book, exports, and checks of what was built."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from review.cli.application import app, out, project_here
from review.errors import ReviewError, UsageError

IN_KERNELS = "Start a kernel for each notebook, in place of a fork of one process; for outputs without a doubt."
SCHEDULER = "Run on the workers of a Dask scheduler at this address, such as tcp://192.0.2.1:8786."


@app.command(
    "run",
    help="Run one notebook, or with --all every chapter, with other parameters if you like, and read the result beside "
    "the published page.\n\n"
    "Without -o the page is put into build/runs and opened. A list is written a,b or as JSON; no value, none.\n\n"
    "Example: review run how-many -p origins=named -o mine.html",
)
def run_command(
    notebook: Annotated[str, typer.Argument(help="Name of a notebook in notebooks/, or a path.")] = "",
    parameter: Annotated[list[str] | None, typer.Option("-p", "--parameter", help="name=value; repeatable.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write: .html for a page, .ipynb for a notebook.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where it exists.")] = False,
    timeout: Annotated[int, typer.Option(min=1, help="Limit in seconds.")] = 600,
    describe: Annotated[bool, typer.Option("--describe", help="List the parameters and run nothing.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Run every chapter that has the parameters.")] = False,
    folder: Annotated[Path | None, typer.Option("--html", help="With --all: the folder to write.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="With --all: notebooks run side by side.")] = 2,
    kernel: Annotated[bool, typer.Option("--kernel", help=IN_KERNELS)] = False,
    scheduler: Annotated[str, typer.Option(help=f"With --all: {SCHEDULER[0].lower()}{SCHEDULER[1:]}")] = "",
) -> None:
    if every != (not notebook) or (folder and not every) or (output and every):
        raise UsageError("name one notebook, perhaps with -o FILE, or give --all, perhaps with --html FOLDER.")
    if every:
        _run_all(
            parameter or [], folder, force=force, timeout=timeout, jobs=jobs, where=_where(scheduler, is_kernel=kernel)
        )
        return
    _run_one(notebook, parameter or [], output, force=force, timeout=timeout, describe=describe)


def _run_one(
    notebook: str, parameters: list[str], output: Path | None, *, force: bool, timeout: int, describe: bool
) -> None:
    from review.book.reruns.asked import Asked, place_of
    from review.book.reruns.rerun import rerun
    from review.cli.reference import OFFERED
    from review.corpus.snapshot import Snapshot
    from review.execution.kernels.stopping import run_stoppable
    from review.execution.parameters.declared import parse_assignments, read_parameters
    from review.execution.parameters.templates import find_notebook, templates

    project = project_here()
    template = find_notebook(project, notebook)
    known = read_parameters(template, is_chapter=template in templates(project))
    if describe:
        for item in known:
            out.print(str(item))
        return
    asked = Asked(template, known, parse_assignments(parameters, known))
    target = place_of(project, asked, output, force=force)
    snapshot = Snapshot(project, offered=frozenset(OFFERED))
    with out.status("") as shown:
        run = partial(rerun, snapshot, asked, target, offered=OFFERED, timeout=timeout, report=shown.update)
        told = run_stoppable(lambda stop: run(stop=stop))
    for line in told:
        out.print(line)
    out.print(f"written: {target}")
    if output is None and out.is_terminal:
        typer.launch(str(target))


def _run_all(parameters: list[str], folder: Path | None, *, force: bool, timeout: int, jobs: int, where: str) -> None:
    from review.book.build.progress import shown_on
    from review.book.reruns.everywhere import asked_of_all, folder_of, rerun_all
    from review.cli.reference import OFFERED
    from review.corpus.snapshot import Snapshot

    project = project_here()
    snapshot = Snapshot(project, offered=frozenset(OFFERED))
    asked = asked_of_all(snapshot, parameters)
    target = folder_of(project, parameters, folder, force=force)
    with shown_on(out) as show:
        run = partial(rerun_all, offered=OFFERED, jobs=jobs, timeout=timeout, report=show, where=where)
        told = run(snapshot, asked, parameters, target)
    for line in told:
        out.print(line)
    out.print(f"written: {target / 'index.html'}")


def _where(scheduler: str, *, is_kernel: bool) -> str:
    from review.execution.runs.forks import FORKS, KERNELS

    if scheduler and is_kernel:
        raise UsageError("--kernel runs notebooks here, --scheduler elsewhere. Give one of them.")
    return scheduler or (KERNELS if is_kernel else FORKS)


@app.command(
    "book",
    help="Check the data, run the notebooks, build the book, and put it in place.\n\nExample: review book --jobs 2",
)
def book_command(
    jobs: Annotated[int, typer.Option(min=1, help="Notebooks run side by side.")] = 2,
    timeout: Annotated[int, typer.Option(min=1, help="Limit in seconds for each notebook.")] = 600,
    kernel: Annotated[bool, typer.Option("--kernel", help=IN_KERNELS)] = False,
    scheduler: Annotated[str, typer.Option(help=SCHEDULER)] = "",
) -> None:
    from review.book.build.build_lock import standing_book
    from review.book.build.progress import UNCHANGED, shown_on
    from review.book.site.manifest import LIVE

    project = project_here()
    had_live = (project.site / LIVE).is_dir()
    with shown_on(out) as show:
        # Asked before what builds is imported, which takes longer than to know that there is nothing to do.
        if not kernel and (built := standing_book(project)):
            show(UNCHANGED)
        else:
            from review.book.build.pipeline import build_book
            from review.cli.reference import OFFERED

            where = _where(scheduler, is_kernel=kernel)
            built = build_book(project, jobs=jobs, timeout=timeout, report=show, offered=OFFERED, where=where)
    out.print(f"\nThe book is in {built.site}")
    out.print(f"Open {built.site / 'index.html'} in a browser, or run `review serve`.")
    for notice in built.notices:
        out.print(f"notice: {notice}")
    if had_live and built.made:
        out.print("notice: the part for browsers was of the book before and is gone. Run `review live`.")


@app.command(
    "verify-site",
    help="Check that a copy of the built site is what was built, and name every file that is not.\n\n"
    "Example: review verify-site build/site",
)
def verify_site_command(
    folder: Annotated[Path, typer.Argument(help="Folder of the copy, with its MANIFEST.sha256.")],
) -> None:
    from review.book.site.manifest import verify_site

    out.print(f"{verify_site(folder)} files are as they were built.")


@app.command(
    "diff-run",
    help="Say what changed between two builds, page by page, or between a run of `review run` and its chapter: "
    "figures, charts and sentences.\n\n"
    "The exit status is 0 where readers see the same, 1 where they do not.\n\n"
    "Example: review diff-run ../before/build/site build/site\n\nExample: review diff-run mine.ipynb",
)
def diff_run_command(
    before: Annotated[Path, typer.Argument(help="A built site, a folder of finished notebooks, or the file of a run.")],
    after: Annotated[Path | None, typer.Argument(help="Another site or folder; of a run, nothing.")] = None,
) -> None:
    from review.book.site.diff import page_differences, pages

    if after is None:
        _diff_chapter(before)
        return
    changed = page_differences(before, after)
    for page, lines in changed.items():
        out.print(page)
        for line in lines:
            out.print(f"  {line}")
    count = len({*pages(before), *pages(after)})
    out.print(f"Pages that differ: {len(changed)} of {count}." if changed else f"No difference. Pages: {count}.")
    if changed:
        raise typer.Exit(1)


def _diff_chapter(run: Path) -> None:
    from review.book.reruns.record import differences_of

    lines, details = differences_of(project_here(), run)
    for line in (*lines, *(f"  {each}" for each in details)):
        out.print(line)
    if details:
        raise typer.Exit(1)


@app.command(
    "export",
    help="Write the evidence for other programs: a data package, Parquet files, a spreadsheet.\n\n"
    "Example: review export --output evidence --format spreadsheet",
)
def export_command(
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder to write; what an export left there is replaced.")
    ] = None,
    form: Annotated[
        Literal["package", "parquet", "spreadsheet", "all"], typer.Option("--format", help="What to write.")
    ] = "all",
) -> None:
    from review.export.writing import Form, export

    edition, written = export(project_here(), output, Form(form))
    for path in written:
        out.print(f"written: {path}")
    for notice in edition.notices:
        out.print(f"notice: {notice}")


@app.command(
    "formats",
    help="Write the built book as PDF, whole and by chapter, as EPUB, as fact-check cards and as a zip for reading "
    "offline, into build/formats. Needs Chromium.\n\nExample: review formats --jobs 2",
)
def formats_command(
    jobs: Annotated[int, typer.Option(min=1, help="Documents printed side by side.")] = 2,
) -> None:
    from review.book.releasing.publish import FORMATS
    from review.book.site.stamp import UNBUILT, is_built
    from review.formats.listing import size
    from review.formats.writing import write_formats

    project = project_here()
    if not is_built(project):
        raise ReviewError(UNBUILT)
    place = project.build / FORMATS
    for path in write_formats(project.site, place, jobs=jobs, report=lambda name: out.print(f"made: {name}")):
        out.print(f"{size(path):>8}  {path.relative_to(place).as_posix()}")
    out.print(f"They are listed in {place / 'index.html'}")


@app.command(
    "cite",
    help="Print the reference of anything in the book: the book, a chapter, section, chart, table, finding, number, "
    "statement or work, by its id.\n\nExample: review cite prices --style mla",
)
def cite_command(
    name: Annotated[str, typer.Argument(help="The id: a label, a chart's or a row's name, a key.")] = "book",
    style: Annotated[Literal["apa", "chicago", "mla", "vancouver"], typer.Option(help="For text.")] = "apa",
    form: Annotated[Literal["text", "bibtex", "ris", "csl"], typer.Option("--format", help="What to print.")] = "text",
    listed: Annotated[bool, typer.Option("--list", help="List everything that can be cited.")] = False,
) -> None:
    from review.book.pages.citables import catalogue
    from review.citing.interchange import bibtex, csl_json, ris
    from review.citing.items import mark_of
    from review.citing.styles import reference
    from review.corpus.snapshot import Snapshot

    known = catalogue(Snapshot(project_here()))
    if listed:
        for each, kind, title in known.ids():
            typer.echo(f"{each}\t{kind}\t{title}")
        return
    item = known.item(name)
    if form == "text":
        made = reference(item, style)
        typer.echo(f"{made.entry}\nIn the text: {made.in_text}")
        if note := item.get("note", "").removeprefix(mark_of(item)).strip():
            typer.echo(note)
    else:
        typer.echo(csl_json([item]) if form == "csl" else bibtex(item) if form == "bibtex" else ris(item), nl=False)
