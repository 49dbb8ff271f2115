"""The commands: each a thin door to the library, with an example in its help."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from review.errors import CorpusError, FileFault, ReviewError

app = typer.Typer(
    name="review",
    help="Code, check, run and publish a review of reported figures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console(highlight=False, soft_wrap=True)


@app.command("check", help="Check all tables and print every problem.\n\nExample: review check --release")
def check_command(
    release: Annotated[bool, typer.Option("--release", help="Refuse what a release may not lack.")] = False,
) -> None:
    from review.corpus.agreement import require_settlements
    from review.corpus.corpus import open_corpus
    from review.corpus.gaps import gaps
    from review.corpus.project import find_project
    from review.corpus.receipt import read_receipt
    from review.synthesis.conclusions import require_conclusions

    project = find_project()
    corpus = open_corpus(project)
    require_conclusions(corpus)
    require_settlements(corpus)
    found = gaps(corpus, read_receipt(project.data))
    if found and release:
        raise ReviewError("no release while something is to do:\n" + "\n".join(found))
    for gap in found:
        out.print(f"still to do: {gap}", markup=False)
    counts = ", ".join(f"{len(corpus.tables[name])} {name}" for name in ("sources", "figures", "claims"))
    out.print(f"No problems: {counts}.")


@app.command("fmt", help="Write all tables in canonical form.\n\nExample: review fmt")
def fmt_command() -> None:
    from review.corpus.canonical import format_tables
    from review.corpus.descriptor import read_descriptor
    from review.corpus.project import find_project

    changed = format_tables(read_descriptor(find_project().data), "data")
    for path in changed:
        out.print(f"rewritten: {path}", markup=False)
    out.print(f"{len(changed)} of the tables were not in canonical form." if changed else "Nothing to rewrite.")


@app.command(
    "verify",
    help="Check quotes, values and numerals against the texts, and write the receipt.\n\n"
    "Example: review verify --texts ../texts",
)
def verify_command(
    texts: Annotated[Path, typer.Option(envvar="REVIEW_TEXTS", help="Folder with one <source_id>.txt a source.")],
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.pass_places import pass_problems
    from review.corpus.project import find_project
    from review.corpus.receipt import write_receipt
    from review.corpus.verification import verify

    project = find_project()
    corpus = open_corpus(project)
    found = verify(corpus, texts)
    if problems := (*found.problems, *pass_problems(corpus, found)):
        raise CorpusError(problems)
    write_receipt(corpus, found, project.data)
    for source_id, source in found.sources.items():
        coded = sum(bool(entry.figure_id) for entry in source.entries)
        out.print(
            f"{source_id}: {len(source.entries)} numerals, {coded} in figures, "
            f"{len(source.entries) - coded} excluded; quotes cover {source.coverage:.1%} of its words.",
            markup=False,
        )
    out.print("Every row stands as its source has it. The receipt is data/verification.json.")


@app.command(
    "mutate-evidence",
    help="Make every plausible slip in every figure, one at a time, and report what catches them.\n\n"
    "With --keep the report is kept beside the data, for the book.\n\n"
    "Example: review mutate-evidence --texts ../texts --keep",
)
def mutate_command(
    texts: Annotated[Path, typer.Option(envvar="REVIEW_TEXTS", help="Folder with one <source_id>.txt a source.")],
    keep: Annotated[bool, typer.Option("--keep", help="Keep the report in data/ for the book.")] = False,
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.detection import DETECTION, MUTATION, report, report_lines, write_report
    from review.corpus.mutation import Bench
    from review.corpus.project import find_project

    project = find_project()
    corpus = open_corpus(project)
    bench = Bench(corpus, texts)
    found = report(bench.judge(slip) for slip in bench.slips())
    for line in report_lines(found):
        out.print(line, markup=False, highlight=False, soft_wrap=True)
    for path in (project.build / MUTATION, *([project.data / DETECTION] if keep else [])):
        write_report(found, corpus, bench.hashes(), path)
        out.print(f"written: {path.relative_to(project.root)}", markup=False)
    if not found.is_enough:
        raise ReviewError("too few slips are caught. Tighten the rules, or give the rows nearer phrases.")


@app.command(
    "agreement",
    help="Print how far the passes agree, and how each disagreement was settled.\n\n"
    "Example: review agreement --themes",
)
def agreement_command(
    themes: Annotated[
        bool, typer.Option("--themes", help="List the sentences to which the passes gave different themes too.")
    ] = False,
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.project import find_project
    from review.present.agreement import agreement_lines

    for line in agreement_lines(open_corpus(find_project()), themes=themes):
        out.print(line, markup=False)


@app.command(
    "add-source",
    help="Add a source: its rows, the stub of its appraisal, its numerals waiting to be coded.\n\n"
    "Example: review add-source smith2015 --kind 'journal article' --title 'A Title' --text smith2015.txt",
)
def add_source_command(
    source_id: Annotated[str, typer.Argument(help="Citation key, such as smith2015.")],
    kind: Annotated[str, typer.Option(help="Kind of source, as data/datapackage.json lists them.")],
    text: Annotated[Path, typer.Option(help="The text of the source, UTF-8. It is read, not kept.")],
    title: Annotated[str, typer.Option(help="Title as printed; the id where it is left out.")] = "",
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.intake import add_source
    from review.corpus.project import find_project

    corpus = open_corpus(find_project())
    added = add_source(corpus, source_id, kind=kind, title=title or source_id, text=text)
    for path in added.files:
        out.print(f"extended: {path}", markup=False)
    for entry in added.waiting:
        where = f"paragraph {entry.paragraph}" if entry.paragraph else "heading"
        out.print(f"waiting: {where}: {entry.printed} (occurrence {entry.occurrence})", markup=False)
    out.print(
        f"{source_id} has a page from the next `review book` on. Put its text as {source_id}.txt beside the "
        "others for `review verify`; `review check` says what is missing.",
        markup=False,
    )


@app.command(
    "run",
    help="Run one notebook, with other parameters if you like, to a file of your choice.\n\n"
    "Example: review run how-many -p include_unnamed=false -o how-many-named.ipynb",
)
def run_command(
    notebook: Annotated[str, typer.Argument(help="Name of a notebook in notebooks/, or a path.")],
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", help="name=value; repeatable.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write.")] = None,
    timeout: Annotated[int, typer.Option(min=1, help="Limit in seconds.")] = 600,
    describe: Annotated[bool, typer.Option("--describe", help="List the parameters and run nothing.")] = False,
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.project import VARIABLE, find_project
    from review.execution.parameters import parse_assignments, read_parameters
    from review.execution.run import run_notebook
    from review.execution.templates import find_notebook

    project = find_project()
    template = find_notebook(project, notebook)
    known = read_parameters(template)
    if describe:
        for item in known:
            out.print(str(item), markup=False)
        return
    values = parse_assignments(parameter or [], known)
    open_corpus(project)
    target = output or Path(f"{template.stem}-run.ipynb")
    environment = {VARIABLE: str(project.root)}
    with out.status(f"running {template.name}"):
        run_notebook(template, target, values, folder=project.root, timeout=timeout, environment=environment)
    out.print(f"written: {target}", markup=False)


@app.command(
    "book",
    help="Check the data, run the notebooks, build the book, and put it in place.\n\n"
    "Example: review book --jobs 2",
)
def book_command(
    jobs: Annotated[int, typer.Option(min=1, help="Notebooks run side by side.")] = 2,
) -> None:
    from review.book.progress import shown_on
    from review.book.publish import build_book
    from review.corpus.project import find_project

    project = find_project()
    with shown_on(out) as show:
        built = build_book(project, jobs=jobs, report=show)
    out.print(f"\nThe book is in {built.site}", markup=False)
    out.print(f"Open {built.site / 'index.html'} in a browser, or run `make serve`.", markup=False)
    for notice in built.notices:
        out.print(f"notice: {notice}", markup=False)


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
    from review.citing.export.writing import Form, export
    from review.corpus.project import find_project

    edition, written = export(find_project(), output, Form(form))
    for path in written:
        out.print(f"written: {path}", markup=False)
    for notice in edition.notices:
        out.print(f"notice: {notice}", markup=False)


@app.command("serve", help="Serve the built book on this machine.\n\nExample: review serve --port 8000")
def serve_command(port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000) -> None:
    from review.book.serving import open_server
    from review.corpus.project import find_project

    server = open_server(find_project().site, port)
    out.print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)", markup=False)
    server.serve_forever()


def main() -> None:
    """Run the command line: errors that a user can mend end in their message and their exit status."""
    try:
        app()
    except ReviewError as error:
        print(error, file=sys.stderr)
        sys.exit(error.status)
    except BrokenPipeError:
        # Who reads the output has read enough ("| head"). What is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FileFault.status)
    except OSError as error:
        print(f"{error.filename or 'a file'}: {error.strerror or error}. Mend that, try again.", file=sys.stderr)
        sys.exit(FileFault.status)
    except KeyboardInterrupt:
        print("stopped.", file=sys.stderr)
        sys.exit(130)
