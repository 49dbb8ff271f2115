"""The command that holds a document of somebody's own against the review."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from review.cli.application import Form, app, out, project_here
from review.errors import FileFault

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
