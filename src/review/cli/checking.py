"""The commands that check, verify and say what is missing, and the forms in which that is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review.cli.application import Texts, TextsIfAny, app, out, project_here
from review.errors import CorpusError, Problem, ReviewError

if TYPE_CHECKING:
    from review.book.site.verdicts import Verdict
    from review.corpus.snapshot import Snapshot
    from review.errors import Problem

RECEIPT = "data/verification.json"
ANEW = "Ask everything again, whatever was found when all was as it is."
#: Said where nothing was asked again.
KNOWN = " Nothing has changed since that was found (--anew asks again)."


class ProblemForm(StrEnum):
    """How what is found is told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.command(
    "check",
    help="Check tables, prose and settings, and print every problem; for programs as JSON, for GitHub's pages as "
    "annotations of lines.\n\nExample: review check --release",
)
def check_command(
    release: Annotated[bool, typer.Option("--release", help="Refuse what a release may not lack.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List all that is asked, and when.")] = False,
    form: Annotated[ProblemForm, typer.Option("--format", help="How to print what is found.")] = ProblemForm.TEXT,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print problems alone.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help=ANEW)] = False,
) -> None:
    if listed:
        from review.cli.reference import all_requirements

        for requirement in all_requirements():
            out.print(f"{requirement.stage:12}{requirement.name:23}{requirement.says}")
        return
    problems: Sequence[Problem] = ()
    found: Verdict = {"to_do": [], "advice": []}
    try:
        found = _checked(release=release, anew=anew)
    except CorpusError as error:
        if form is ProblemForm.TEXT:
            raise
        problems = error.problems
    gaps = found["to_do"]
    if form is not ProblemForm.TEXT:
        for line in problem_lines(problems, gaps, found["advice"], form):
            typer.echo(line)
        raise typer.Exit(bool(problems or (gaps and release)))
    for advice in found["advice"]:
        out.print(f"warning: {advice}")
    if gaps and release:
        raise ReviewError("no release while something is to do:\n" + "\n".join(gaps))
    if quiet:
        return
    for gap in gaps:
        out.print(f"still to do: {gap}")
    out.print(f"No problems: {found['counts']}.{found.get('known', '')}")


def _checked(*, release: bool, anew: bool) -> Verdict:
    """Return what a check of the project finds, or found when all was as it is. Raises CorpusError."""
    from review.book.site.verdicts import asked_in, keep_verdict, kept_verdict

    project = project_here()
    # A release is made of what it finds itself.
    asked = {} if release else asked_in(project)
    if not anew and (kept := kept_verdict("check", asked)):
        return {**kept, "known": KNOWN}
    from review.book.requirements import ASKED_OF_A_RELEASE_ALONE, REQUIREMENTS
    from review.corpus.requirement import BEFORE_RUNS, Stage, require, to_do

    snapshot = project_snapshot()
    require(REQUIREMENTS, snapshot, BEFORE_RUNS)
    counts = ", ".join(f"{len(snapshot.corpus.tables[name])} {name}" for name in ("sources", "figures", "claims"))
    wanted = [one for one in REQUIREMENTS if release or one.name not in ASKED_OF_A_RELEASE_ALONE]
    advice = to_do(REQUIREMENTS, snapshot, Stage.ADVICE) if release else []
    found = {"counts": counts, "to_do": to_do(wanted, snapshot), "advice": advice}
    if asked and asked_in(project) == asked:
        keep_verdict("check", asked, found)
    return found


@app.command(
    "doctor",
    help="Say what keeps the book from being built, before a notebook runs, and what this copy lacks: prose, contents, "
    " pages of sources, bibliography, lock, texts.\n\nExample: review doctor --texts texts",
)
def doctor_command(
    texts: TextsIfAny = None,
) -> None:
    from review.book.requirements import REQUIREMENTS
    from review.book.untrusted.parts import missing_book
    from review.corpus.requirement import BEFORE_RUNS, Stage, problems_of, to_do

    snapshot = project_snapshot(texts)
    for stage in BEFORE_RUNS:
        problems: set[Problem] = set()
        for one in (one for one in REQUIREMENTS if one.stage == stage):
            found = problems_of([one], snapshot, stage)
            out.print(f"{'mend' if found else 'fine':6}{one.name:20}{one.says}")
            problems.update(found)
        if problems:
            raise CorpusError(problems)
    for lack in to_do(REQUIREMENTS, snapshot, Stage.COPY):
        out.print(f"lacks {lack}")
    if any(missing_book(snapshot)):
        raise ReviewError("There is no book to build here.")
    out.print("Nothing keeps `review book` from running.")


def print_advice(snapshot: Snapshot) -> None:
    """Print what a release had better have and can be made without."""
    from review.book.requirements import REQUIREMENTS
    from review.corpus.requirement import Stage, to_do

    for advice in to_do(REQUIREMENTS, snapshot, Stage.ADVICE):
        out.print(f"warning: {advice}")


def project_snapshot(texts: Path | None = None) -> Snapshot:
    """Return a snapshot of the project here, with what the program offers to its book."""
    from review.cli.reference import OFFERED
    from review.corpus.snapshot import Snapshot

    return Snapshot(project_here(), texts=texts, offered=frozenset(OFFERED))


@app.command(
    "verify",
    help="Check quotes, values and numerals against the texts, and write the receipt.\n\n"
    "Example: review verify --texts ../texts",
)
def verify_command(
    texts: Texts,
    anew: Annotated[bool, typer.Option("--anew", help=ANEW)] = False,
) -> None:
    from review.book.site.verdicts import asked_in, keep_verdict, kept_verdict

    project = project_here()
    asked, known = asked_in(project, texts), ""
    if not anew and (kept := kept_verdict("verify", asked)):
        lines, known = kept["lines"], KNOWN
    else:
        lines = _verified(texts)
        found_in = asked_in(project, texts)
        # The receipt alone is another, by this command.
        if {**asked, RECEIPT: ""} == {**found_in, RECEIPT: ""}:
            keep_verdict("verify", found_in, {"lines": lines})
    for line in lines:
        out.print(line)
    out.print(f"Every row stands as its source has it. The receipt is {RECEIPT}.{known}")


def _verified(texts: Path) -> list[str]:
    """Hold the project's rows against *texts*, write the receipt, and return what to tell of each source."""
    from review.corpus.requirement import Stage, require
    from review.corpus.requirements import REQUIREMENTS, verification
    from review.corpus.text.numerals.languages import reading_note
    from review.corpus.verification.receipt import write_receipt

    snapshot = project_snapshot(texts)
    require(REQUIREMENTS, snapshot, [Stage.TEXTS])
    verified = verification(snapshot)
    write_receipt(snapshot.corpus, verified, snapshot.project.data)
    lines = []
    for source_id, source in verified.sources.items():
        coded = sum(bool(entry.figure_id) for entry in source.entries)
        lines.append(
            f"{source_id}: {len(source.entries)} numerals, {coded} in figures, "
            f"{len(source.entries) - coded} excluded; quotes cover {source.coverage:.1%} of its words.",
        )
        if note := reading_note(source.text.folded, source.text.language):
            lines.append(note)
    return lines


@app.command(
    "mutate-evidence",
    help="Make every plausible slip in every figure, one at a time, and report what catches them.\n\n"
    "With --keep the report is kept beside the data, for the book.\n\n"
    "Example: review mutate-evidence --texts ../texts --keep",
)
def mutate_command(
    texts: Texts,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the report in data/ for the book.")] = False,
) -> None:
    from review.corpus.corpus import open_corpus
    from review.corpus.seeded_errors.bench import Bench
    from review.corpus.seeded_errors.report import MUTATION, REPORT_FILE, report, report_lines, write_report

    project = project_here()
    corpus = open_corpus(project)
    bench = Bench(corpus, texts)
    summary = report(bench.outcome(slip) for slip in bench.slips())
    for line in report_lines(summary):
        out.print(line)
    for path in (project.build / MUTATION, *([project.data / REPORT_FILE] if keep else [])):
        write_report(summary, corpus, bench.hashes(), path)
        out.print(f"written: {path.relative_to(project.root)}")
    if not summary.is_enough:
        raise ReviewError("too few slips are caught. Tighten the rules, or give the rows nearer phrases.")


def problem_lines(
    problems: Sequence[Problem], lacking: Sequence[str], advice: Sequence[str], form: ProblemForm
) -> Iterable[str]:
    """Yield lines that tell of *problems*, of what is *lacking* for a release, and of *advice*, in a *form* not TEXT.

    Annotations are commands of GitHub's workflows, whose pages show them at the line.
    """
    if form is ProblemForm.JSON:
        found = {"problems": [asdict(each) for each in problems], "to_do": list(lacking), "warnings": list(advice)}
        yield json.dumps(found, indent=1, ensure_ascii=False)
        return
    for each in problems:
        place = {"file": each.path, "line": each.line or None, "title": each.column or None}
        given = ",".join(f"{name}={_value(str(value))}" for name, value in place.items() if value)
        yield f"::error {given}::{_message(' '.join(filter(None, [each.message.rstrip('.') + '.', each.hint])))}"
    yield from (f"::warning::{_message(text)}" for text in (*lacking, *advice))


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
