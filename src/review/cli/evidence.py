"""The commands for what people write: begin a review, format, lift, extend and compare the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review.cli.application import TextsIfAny, app, corpus_here, out, project_here
from review.cli.checking import project_snapshot
from review.errors import Problem


@app.command(
    "migrate",
    help="Bring tables of an older schema into that of the library: all of them or none. What the library knew by "
    "itself becomes rows of yours.\n\nExample: review migrate",
)
def migrate_command() -> None:
    from review.corpus.migration.migrate import migrate

    written = migrate(project_here().data)
    for path in written:
        out.print(f"written: {path}")
    out.print("Now: review check, and read what git shows." if written else "The tables are of this schema.")


@app.command(
    "fmt",
    help="Write all tables in canonical form. What a spreadsheet's save has changed is undone where that is certain, "
    "and named where it is not.\n\nExample: review fmt",
)
def fmt_command() -> None:
    from review.corpus.tables.csv_format import format_tables
    from review.corpus.tables.descriptor import read_descriptor

    mends: list[Problem] = []
    changed = format_tables(read_descriptor(project_here().data), "data", mends)
    for mend in mends:
        out.print(f"mended: {mend}")
    for path in changed:
        out.print(f"rewritten: {path}")
    out.print(f"{len(changed)} of the tables were not in canonical form." if changed else "Nothing to rewrite.")


@app.command(
    "agreement",
    help="Print how far the passes agree, every disagreement, and how each was settled.\n\nExample: review agreement",
)
def agreement_command() -> None:
    from review.present.tables.agreement import agreement_lines

    for line in agreement_lines(corpus_here()):
        out.print(line)


@app.command(
    "add-reference",
    help="Add the references in a file of BibTeX, BibLaTeX, RIS or CSL-JSON, such as Zotero exports, to "
    "data/references.bib. Nothing is written where one of them cannot be formatted.\n\n"
    "Example: review add-reference smith2015.ris",
)
def add_reference_command(
    file: Annotated[Path, typer.Argument(help="The file, with one reference or more.")],
) -> None:
    from review.citing.adding import add_references

    for added in add_references(project_snapshot(), file):
        renamed = f" (its file has {added.was!r}, which is no key here)" if added.was else ""
        out.print(f"added: {added.key}{renamed}", markup=False)


@app.command(
    "add-source",
    help="Add a source: its rows, the stub of its appraisal, its numerals waiting to be coded. The text comes as a "
    "file; of a PDF, a web page or a text in another encoding a copy in UTF-8 is put beside the other texts. Nothing "
    "is fetched.\n\n"
    "Example: review add-source smith2015 --kind 'journal article' --pdf smith2015.pdf --bib library.bib#smith2015 "
    "--texts ../texts",
)
def add_source_command(
    source_id: Annotated[str, typer.Argument(help="Citation key, such as smith2015.")],
    kind: Annotated[str, typer.Option(help="Kind of source, as data/datapackage.json lists them.")],
    text: Annotated[Path | None, typer.Option(help="The source as a plain text.")] = None,
    html: Annotated[Path | None, typer.Option(help="The source as a web page that was saved.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="The source as a PDF that has letters, no scan.")] = None,
    title: Annotated[str, typer.Option(help="Title as printed; that of the reference, or the id, if left out.")] = "",
    bib: Annotated[str, typer.Option(help="Its reference, FILE#key, as BibTeX.")] = "",
    ris: Annotated[str, typer.Option(help="Its reference, FILE#key, as RIS.")] = "",
    csl: Annotated[str, typer.Option(help="Its reference, FILE#key, as CSL-JSON.")] = "",
    url_of_record: Annotated[str, typer.Option(help="The address at which readers find it; it is noted.")] = "",
    language: Annotated[str, typer.Option(help="Language of the text, such as zh; told by it if left out.")] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of a text or page that does not say it itself.")] = "",
    texts: TextsIfAny = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added, and write nothing.")] = False,
) -> None:
    from review.intake.bringing import Brought, bring
    from review.intake.sources import intake_lines

    corpus = corpus_here()
    brought = Brought(text, html, pdf, bib or ris or csl, url_of_record, encoding)
    added = bring(corpus, source_id, brought, kind=kind, title=title, language=language, texts=texts, dry_run=dry_run)
    for line in intake_lines(corpus, added, is_written=not dry_run):
        out.print(line)


@app.command(
    "new",
    help="Write the files of a new review into a new folder, after whose name it is titled: without a source, or with "
    "--example a small coded one. It is ready to be checked, tested and built; its README says how to go on.\n\n"
    "Example: review new heat --example",
)
def new_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    example: Annotated[
        bool, typer.Option("--example", help="With six short sources on deaths from heat, coded.")
    ] = False,
) -> None:
    from review.starting.review_files import new_example, new_review

    (new_example if example else new_review)(folder)
    out.print(f"{folder}: a review, ready to be built. In it, README.md says how to go on; first:")
    out.print("  review doctor && review book")


@app.command(
    "synth",
    help="Write a whole review of invented sources into a new folder: tables, texts, notebooks and pages, ready to be "
    "checked, verified and built, and as large as one likes. The same numbers give the same bytes.\n\n"
    "Example: review synth build/large --sources 100 --figures 30 --seed 1",
)
def synth_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    sources: Annotated[int, typer.Option(help="How many sources.")] = 100,
    figures: Annotated[int, typer.Option(help="How many figures each source prints.")] = 30,
    seed: Annotated[int, typer.Option(help="Another number, another review.")] = 1,
) -> None:
    from review.synthetic.review import make_review

    make_review(folder, sources=sources, figures=figures, seed=seed)
    out.print(f"{folder}: {sources} invented sources with {figures} figures each. In it:")
    out.print("  review check && review verify --texts texts && review book")
