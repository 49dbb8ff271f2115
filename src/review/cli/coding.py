"""The commands for who codes: rows proposed, what is still to do, what a cell may hold, and blind passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from review.cli.application import Form, Texts, app, corpus_here, out, project_here

if TYPE_CHECKING:
    from review.corpus.corpus import Corpus
    from review.corpus.text.source_text import SourceText


@app.command(
    "propose",
    help="Propose a row for each numeral of a source that waits: what it counts, of whom, when, where and on whose "
    "word, with candidates and how sure each is, or why it is no figure. Nothing is written.\n\n"
    "Example: review propose smith2015 --texts ../texts",
)
def propose_command(
    source_id: Annotated[str, typer.Argument(help="The source, such as smith2015.")], texts: Texts, form: Form = "text"
) -> None:
    from review.corpus.proposing.proposals import Proposal, proposal_for, waiting
    from review.corpus.proposing.telling import proposal_json, proposal_lines
    from review.corpus.verification.trial import Trial

    corpus, text = _opened(texts, source_id)
    trial, entries, proposals = Trial(corpus), waiting(corpus, text), list[Proposal]()
    for entry in entries:
        taken = [one.figure["figure_id"] for one in proposals if one.is_figure]
        proposals.append(proposal_for(trial, text, entry, taken=taken))
    if form == "json":
        typer.echo(json.dumps([proposal_json(corpus, text, one) for one in proposals], indent=1, ensure_ascii=False))
        return
    for one in proposals:
        for line in proposal_lines(corpus, text, one):
            out.print(line)
    left = f"{len(entries)} {'numeral waits' if len(entries) == 1 else 'numerals wait'}"
    out.print(f"{source_id}: {left}. `review desk {source_id}` codes them in a browser.")


@app.command(
    "coverage",
    help="Say how far each source, or one, is coded: its numerals that are in figures, excluded and left, and how many "
    "of its words quotes keep, of how many at most.\n\nExample: review coverage smith2015 --texts ../texts",
)
def coverage_command(
    texts: Texts,
    source_id: Annotated[str, typer.Argument(help="The source; all without.")] = "",
    form: Form = "text",
) -> None:
    from dataclasses import asdict

    from review.corpus.proposing.progress import progress_of
    from review.corpus.verification.verification import text_of

    corpus = _as_far_as_read()
    names = [corpus.source(source_id).source_id] if source_id else list(corpus.sources)
    found = [progress_of(corpus, text_of(corpus, texts, name)) for name in names]
    if form == "json":
        typer.echo(json.dumps([asdict(one) for one in found], indent=1))
        return
    for one in found:
        out.print(one.line)


@app.command(
    "explain",
    help="Say what the cells of a table may hold, or those of one column of it: its legal values with their meanings, "
    "or its forms with an example of each.\n\nExample: review explain figures period_basis",
)
def explain_command(
    table: Annotated[str, typer.Argument(help="The table, such as figures.")],
    column: Annotated[str, typer.Argument(help="One of its columns; all without.")] = "",
) -> None:
    from review.corpus.proposing.grammar import explain_lines

    for line in explain_lines(_as_far_as_read(), table, column):
        out.print(line)


def _as_far_as_read() -> Corpus:
    """Return what can be read of the project, and say beside what is printed where that is not all."""
    from review.corpus.workflow.readable_rows import readable_corpus

    corpus, problems = readable_corpus(project_here())
    if problems:
        typer.echo(f"Without what cannot be read: `review check` finds {len(problems)} to mend.", err=True)
    return corpus


def _opened(texts: Path, source_id: str) -> tuple[Corpus, SourceText]:
    from review.corpus.verification.verification import text_of

    corpus = corpus_here()
    corpus.source(source_id)
    return corpus, text_of(corpus, texts, source_id)


@app.command(
    "pass",
    help="Have a source coded a second time, blind. `begin NAME` records a pass: by a person (--by), or by a program "
    "(--by, --version, --prompt). `export SOURCE` writes the text, the codebook and sheets to fill in, without a row "
    "of anybody else; `import NAME --source SOURCE` takes the filled sheets into the pass.\n\n"
    "Example: review pass export smith2015 --to second-coder --texts ../texts",
)
def pass_command(
    action: Annotated[Literal["begin", "export", "import"], typer.Argument(help="What to do.")],
    name: Annotated[str, typer.Argument(help="The pass; of an export, the source.")],
    texts: Texts = Path("texts"),
    folder: Annotated[Path, typer.Option("--to", "--from", help="The folder of the sheets.")] = Path("second-coder"),
    source: Annotated[str, typer.Option(help="The source that an import is of.")] = "",
    by: Annotated[str, typer.Option(help="Who codes: the name that a person gives, or the system.")] = "",
    version: Annotated[str, typer.Option(help="Of a program, its version.")] = "",
    prompt: Annotated[Path | None, typer.Option(help="Of a program, the file with its prompt.")] = None,
) -> None:
    from review.corpus.proposing.passes import begin_pass, export_pass, import_pass, program_told
    from review.errors import UsageError

    if action == "export":
        for path in export_pass(*_opened(texts, name), folder):
            out.print(f"written: {path}")
    elif action == "import":
        corpus, text = _opened(texts, source)
        after = import_pass(corpus, text, name, folder)
        figures, claims = (len(after.tables[t]) - len(corpus.tables[t]) for t in ("pass_figures", "pass_claims"))
        out.print(f"{name}: {figures} figures and {claims} claims of {source} taken in. `review agreement` compares.")
    elif not by:
        raise UsageError("Who codes? Give --by with a name; of a program --version and --prompt as well.")
    else:
        begin_pass(corpus_here(), name, by=by, how=program_told(version, prompt))
        out.print(f"{name} is recorded in data/evidence/passes.csv. `review desk --pass {name}` codes into it.")


@app.command(
    "sheet",
    help="Code in a spreadsheet. `export SOURCE` writes a workbook (xlsx) with what is coded of a source, `export "
    "TABLE` one of a table, with --pass one to code a source blind: each column with its meaning as a note and its "
    "legal values as a list. `import FILE` takes it back: refused with the address of each faulty cell, or written "
    "whole.\n\n"
    "Example: review sheet export smith2015 -o smith2015.xlsx\n\nExample: review sheet import smith2015.xlsx --dry-run",
)
def sheet_command(
    action: Annotated[Literal["export", "import"], typer.Argument(help="What to do.")],
    what: Annotated[str, typer.Argument(help="The source or the table; of an import, the file.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; the name with .xlsx without.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where it exists.")] = False,
    texts: Annotated[
        Path | None,
        typer.Option(envvar="REVIEW_TEXTS", help="Folder with one <source_id>.txt a source: rows are held to them."),
    ] = None,
    pass_id: Annotated[str, typer.Option("--pass", help="Of an export: to code blind into this pass.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
) -> None:

    corpus = corpus_here()
    if action == "export":
        _export_sheet(corpus, what, output or Path(f"{what}.xlsx"), texts, pass_id, force=force)
        return
    from review.workbooks.taking_in import import_lines, import_workbook

    made = import_workbook(corpus, Path(what), texts, dry_run=dry_run)
    for line in import_lines(corpus, made):
        out.print(line)
    for path in made.files:
        out.print(f"{'would change' if dry_run else 'written'}: {path}")
    if not made.files:
        out.print(f"{what}: nothing was coded that is not in the tables.")
    elif texts is None:
        out.print("`review verify --texts DIR` compares the rows with the texts.")


def _export_sheet(corpus: Corpus, name: str, path: Path, texts: Path | None, pass_id: str, *, force: bool) -> None:
    from review.corpus.verification.verification import text_of
    from review.errors import UsageError
    from review.workbooks.extent import extent_of
    from review.workbooks.writing import write_workbook

    extent = extent_of(corpus, name, pass_id)
    if pass_id and texts is None:
        raise UsageError("A blind pass begins with the numerals of the text. Say by --texts where the texts are.")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already, and somebody may have coded in it. Name another, or give --force.")
    text = text_of(corpus, texts, extent.source_id) if texts and extent.source_id else None
    write_workbook(corpus, extent, path, text)
    out.print(f"written: {path}")


@app.command(
    "desk",
    help="Serve the coding desk on this machine: a page with the text of a source, its numerals and quotes, and a row "
    "proposed for each numeral that waits. What you accept is written at once; nothing else is. With --pass you code "
    "blind into a pass.\n\nExample: review desk smith2015 --texts ../texts",
)
def desk_command(
    texts: Texts,
    source_id: Annotated[str, typer.Argument(help="The source to begin with; the first without.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 0,
    pass_id: Annotated[str, typer.Option("--pass", help="Code blind into this pass (see `review pass begin`).")] = "",
) -> None:

    try:
        from review.desk.serving import DeskServer
    except ModuleNotFoundError as error:
        from review.errors import EnvironmentFault

        raise EnvironmentFault(f"{error.name} is missing. Install it: pip install 'figure-by-figure[desk]'.") from error
    from review.desk.coding_desk import CodingDesk

    desk = CodingDesk(project_here(), texts, pass_id)
    desk.text(source_id or next(iter(desk.corpus.sources), ""))
    server = DeskServer(desk, port, source_id)
    typer.echo(f"{server.address} (Ctrl-C ends it; whoever has the address can write)")
    server.run()
