"""The commands that hold something against the review: evidence left out, and a document of somebody's own."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from review.cli.application import Form, app, corpus_here, out, project_here
from review.errors import FileFault, UsageError, require_known

if TYPE_CHECKING:
    from review.corpus.corpus import Corpus
    from review.synthesis.conclusions.left_out import LeftOut
    from review.synthesis.conclusions.standing import Standpoint


@app.command(
    "stands",
    help="Say of each conclusion whether it stands, rests on less or falls when something is left out, or when what is "
    "read as one event is read as two. It stands where all that it rests on is left, which does not make it true.\n\n"
    "Example: review stands --without ward2014 --origins named",
)
def stands_command(
    without: Annotated[list[str] | None, typer.Option(help="A source to leave out; repeatable.")] = None,
    origins: Annotated[
        Literal["all", "named", "official"], typer.Option(help="Whose word is left in the end, as in chapters.")
    ] = "all",
    basis: Annotated[
        list[str] | None, typer.Option("--without-basis", help="A basis to leave out; repeatable.")
    ] = None,
    least: Annotated[str, typer.Option(help="Leave out figures rated lower than this, as counts.")] = "",
    since_year: Annotated[int, typer.Option(min=0, help="Leave out figures whose time ends before.")] = 0,
    until_year: Annotated[int, typer.Option(min=0, help="Leave out figures whose time begins after.")] = 0,
    place: Annotated[str, typer.Option(help="Leave out figures of other places.")] = "",
    apart: Annotated[
        list[str] | None, typer.Option(help="An event: what is tied to it by inference is of another; repeatable.")
    ] = None,
    form: Form = "text",
) -> None:
    from review.synthesis.conclusions.left_out import rows_left_out
    from review.synthesis.conclusions.standing import standings

    corpus = corpus_here()
    values = {"exclude_sources": without, "origins": origins, "since_year": since_year, "until_year": until_year}
    named = _named(corpus, values | {"place": place}, basis or (), least)
    _require_read_as_one(corpus, apart or ())
    found = standings(corpus, named, apart or ())
    if form == "json":
        told = [{"id": one.finding.finding_id, "standing": one.standing, "gone": dict(one.gone)} for one in found]
        typer.echo(json.dumps(told, indent=1))
        return
    _print(corpus, found)
    rows = rows_left_out(corpus, named)
    out.print(f"Left out: figures {len(rows & set(corpus.figures))}, statements {len(rows - set(corpus.figures))}.")
    if not any(one.gone for one in found):
        out.print("Nothing that a conclusion rests on is left out or read otherwise.")


def _named(corpus: Corpus, values: Mapping[str, object], basis: Collection[str], least: str) -> LeftOut:
    """Return what is left out by the *values* that chapters know, by *basis*, and by the *least* rating."""
    from review.corpus.rules.corrections import LEVELS
    from review.execution.parameters.leaving_out import left_out

    require_known("basis", set(corpus.bases), basis)
    require_known("rating", set(LEVELS), [least] if least else [])
    require_known("place", set(corpus.tables["places"]), [values["place"]] if values["place"] else [])
    return replace(left_out(corpus, values), bases=frozenset(basis), below=least)


def _require_read_as_one(corpus: Corpus, events: Collection[str]) -> None:
    """Refuse an event of which another reading changes nothing: no inference of ours makes it one."""
    from review.synthesis.conclusions.standing import inferred_events

    require_known("event", set(corpus.events), events)
    known = inferred_events(corpus) if events else ()
    if idle := [event for event in events if event not in known]:
        message = f"{idle[0]}: no conclusion rests on an inference that it is one event"
        raise UsageError(f"{message} (known: {', '.join(known) or 'none'}). Name another.")


def _print(corpus: Corpus, found: Collection[Standpoint]) -> None:
    from review.book.prose.roles import printed_text

    for one in found:
        out.print(f"{one.standing:14} {one.finding.finding_id}: {printed_text(corpus, one.finding.sentence)}")
        for name, reason in one.gone.items():
            out.print(f"{'':17}{name}: {reason}")
    count = Counter(one.standing for one in found)
    out.print(", ".join(f"{count[standing]} {standing}" for standing in count) + ".")


_SAVE = "Save it as Markdown or plain text, and check that."


@app.command(
    "check-document",
    help="Check a report that quotes the review: each number in it that is one of the review's, or that counts what "
    "the review counts, with what the source has, what is wrong, and how to write it. Status 1 where one contradicts "
    "it: another thing is counted, a qualifier is missing, its interval is another, it was corrected since, or a "
    "source is cited for a number that it does not have. A lost caution and an unsure match are told and change no "
    "status. Sentences that hold no such number are not judged; the first line says how many.\n\n"
    "Example: review check-document report.md",
)
def check_document_command(
    file: Annotated[Path, typer.Argument(help="A text in Markdown or plain, UTF-8; - reads what is piped in.")],
    form: Form = "text",
) -> None:
    from review.citing.reference import citation
    from review.corpus.snapshot import Snapshot
    from review.documents.checking import (
        check_document,
        document_lines,
        judgements_json,
        judgements_told,
        unjudged_told,
    )

    text, snapshot = _read(file), Snapshot(project_here())
    judged = check_document(snapshot, text)
    cited = (snapshot.project.root / "CITATION.cff").is_file()
    site = f"{citation(snapshot).here}/".lstrip("/") if cited else ""
    if form == "json":
        typer.echo(json.dumps(judgements_json(judged, site), indent=1, ensure_ascii=False))
    else:
        for line in (unjudged_told(text, judged), *document_lines(judged, str(file), site), judgements_told(judged)):
            out.print(line)
    if any(one.is_contradiction for one in judged):
        raise typer.Exit(1)


def _read(file: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise FileFault.of(error, file) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileFault(f"{file}:{line}: not a text in UTF-8. {_SAVE}") from error
    if "\0" in text:
        raise FileFault(f"{file}: not a text. {_SAVE}")
    return text.replace("\r\n", "\n")
