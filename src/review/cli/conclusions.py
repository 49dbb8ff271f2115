"""The command that asks what becomes of the conclusions when something is left out or read otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from review.cli.application import Form, app, corpus_here, out
from review.errors import UsageError, require_known

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
