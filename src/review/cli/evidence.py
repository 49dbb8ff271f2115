"""The commands for what people write: format, lift, extend and compare the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review.cli.application import app, out
from review.cli.checking import project_snapshot


@app.command(
    "migrate",
    help="Bring tables of an older schema into that of the library: all of them or none. What the library knew by "
    "itself becomes rows of yours.\n\nExample: review migrate",
)
def migrate_command() -> None:
    from review.corpus.migration.migrate import migrate
    from review.corpus.tables.project import find_project

    written = migrate(find_project().data)
    for path in written:
        out.print(f"written: {path}")
    out.print("Now: review check, and read what git shows." if written else "The tables are of this schema.")


@app.command("fmt", help="Write all tables in canonical form.\n\nExample: review fmt")
def fmt_command() -> None:
    from review.corpus.tables.csv_format import format_tables
    from review.corpus.tables.descriptor import read_descriptor
    from review.corpus.tables.project import find_project

    changed = format_tables(read_descriptor(find_project().data), "data")
    for path in changed:
        out.print(f"rewritten: {path}")
    out.print(f"{len(changed)} of the tables were not in canonical form." if changed else "Nothing to rewrite.")


@app.command(
    "agreement",
    help="Print how far the passes agree, every disagreement, and how each was settled.\n\nExample: review agreement",
)
def agreement_command() -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.tables.project import find_project
    from review.present.tables.agreement import agreement_lines

    for line in agreement_lines(open_corpus(find_project())):
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
    from review.corpus.tables.project import find_project
    from review.corpus.workflow.intake import add_source

    corpus = open_corpus(find_project())
    added = add_source(corpus, source_id, kind=kind, title=title or source_id, text=text)
    for path in added.files:
        out.print(f"extended: {path}")
    for entry in added.waiting:
        where = f"paragraph {entry.paragraph}" if entry.paragraph else "heading"
        unread = "; the reader does not know what it says" if entry.unread else ""
        out.print(f"waiting: {where}: {entry.printed} (occurrence {entry.occurrence}){unread}")
    if added.note:
        out.print(added.note)
    out.print(
        f"{source_id} has a page from the next `review book` on. Put its text as {source_id}.txt beside the "
        "others for `review verify`; `review check` says what is missing.",
    )
