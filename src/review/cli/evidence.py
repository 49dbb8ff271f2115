"""The commands for what people write: check, format, verify and extend the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review.cli.door import app, out
from review.errors import CorpusError, ReviewError

if TYPE_CHECKING:
    from review.synthesis.register.relations import Judged


@app.command(
    "check",
    help="Check tables, prose and settings, and print every problem.\n\nExample: review check --release",
)
def check_command(
    release: Annotated[bool, typer.Option("--release", help="Refuse what a release may not lack.")] = False,
) -> None:
    from review.book.build.ids import require_ids
    from review.book.pages.changes.releases import release_gap
    from review.book.prose.typed_numbers import require_prose
    from review.book.site.unshown_figures import shown_gap
    from review.book.untrusted.check_inputs import open_harmless
    from review.citing.reference import read_citation
    from review.corpus.coding.agreement import require_settlements
    from review.corpus.coding.statements import require_claim_settlements
    from review.corpus.tables.project import find_project
    from review.corpus.verification.receipt import read_receipt
    from review.corpus.workflow.release_gaps import gaps
    from review.synthesis.conclusions.conclusions import require_conclusions
    from review.synthesis.register.register import unread

    project = find_project()
    corpus = open_harmless(project)
    require_conclusions(corpus)
    require_settlements(corpus)
    require_claim_settlements(corpus)
    require_prose(project, corpus)
    new = require_ids(project, corpus)
    found = [*gaps(corpus, read_receipt(project.data)), *map(_to_be_read, unread(corpus))]
    found += (f"data/ids.csv lacks the {kind} ids {', '.join(ids)}. Run `review ids`." for kind, ids in new.items())
    if corpus.tables["ids"] and (gap := release_gap(corpus, read_citation(project.root / "CITATION.cff"))):
        found.append(gap)
    found += filter(None, [shown_gap(project, corpus)])
    if release:
        # Late, since what builds takes a second to import, which a check that is no release should not wait for.
        from review.book.build.pipeline import build_gap

        found += filter(None, [build_gap(project)])
    if found and release:
        raise ReviewError("no release while something is to do:\n" + "\n".join(found))
    for gap in found:
        out.print(f"still to do: {gap}", markup=False)
    counts = ", ".join(f"{len(corpus.tables[name])} {name}" for name in ("sources", "figures", "claims"))
    out.print(f"No problems: {counts}.")


def _to_be_read(judged: Judged) -> str:
    return f"to be read: {judged.relation.relation_id} ({judged.relation.members})"


@app.command(
    "ids",
    help="List the ids of the book for good, as those of the version in CITATION.cff, and keep what it says in "
    "data/releases. Part of a release: from then on no id changes or goes but with a row in data/ids.csv that says "
    "where it went and why, and the book says what changed since.\n\nExample: review ids",
)
def ids_command() -> None:
    from review.book.build.ids import release_ids
    from review.book.untrusted.check_inputs import open_harmless
    from review.corpus.tables.project import find_project

    project = find_project()
    added, kept = release_ids(project, open_harmless(project))
    out.print(f"Ids added to data/ids.csv: {added}.")
    if kept:
        out.print(f"What the review says is kept in {kept.relative_to(project.root)}.", markup=False)


@app.command("fmt", help="Write all tables in canonical form.\n\nExample: review fmt")
def fmt_command() -> None:
    from review.corpus.tables.csv_format import format_tables
    from review.corpus.tables.descriptor import read_descriptor
    from review.corpus.tables.project import find_project

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
    from review.corpus.tables.project import find_project
    from review.corpus.verification.pass_places import pass_problems
    from review.corpus.verification.receipt import write_receipt
    from review.corpus.verification.verification import verify

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
    from review.corpus.seeded_errors.bench import Bench
    from review.corpus.seeded_errors.report import DETECTION, MUTATION, report, report_lines, write_report
    from review.corpus.tables.project import find_project

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
    help="Print how far the passes agree, every disagreement, and how each was settled.\n\nExample: review agreement",
)
def agreement_command() -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.tables.project import find_project
    from review.present.tables.agreement import agreement_lines

    for line in agreement_lines(open_corpus(find_project())):
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
    from review.corpus.tables.project import find_project
    from review.corpus.workflow.intake import add_source

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
