"""What a notebook opens first: the corpus, and what may be said of it under the run's parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.project import Project, find_project
from review.corpus.receipt import Receipt, receipt_of
from review.corpus.recording import declared, own_reads
from review.corpus.records import Event, Figure
from review.errors import UsageError
from review.execution.parameters import changed, check_parameters, read_parameters
from review.execution.templates import find_notebook
from review.execution.values import Parameter


@dataclass(frozen=True)
class Markdown:
    """MyST Markdown as the output of a cell."""

    text: str

    def _repr_markdown_(self) -> str:
        return self.text


@dataclass(frozen=True)
class Chapter:
    """A notebook's run: its corpus, its parameters, and those that are not the defaults."""

    name: str
    project: Project
    corpus: Corpus
    known: tuple[Parameter, ...]
    changed: Mapping[str, object]

    @property
    def answer(self) -> Markdown:
        """The published answer; in a run with other parameters, those parameters instead.

        The review concluded its findings for the defaults, so no other run may show them as its own.
        """
        if not self.changed:
            return Markdown(f"```{{answer}} {self.name}\n```")
        said = "\n".join(f"- `{name}` is `{value!r}`" for name, value in self.changed.items())
        return Markdown(
            "```{admonition} Run with other parameters\n:class: warning\n"
            f"{said}\n\nThe published answer was concluded for the defaults and is left out.\n```"
        )

    @cached_property
    def receipt(self) -> Receipt:
        """What the last verification against the texts left: which rows it saw, and where the numerals stand."""
        return receipt_of(self.corpus, self.project.data)

    def read_text(self, path: str) -> str:
        """Return the text of a file of the project, on which the run depends from then on."""
        place = self.project.root / path
        with declared(place):
            return place.read_text("utf-8")

    def title(self, finding: str) -> str:
        """Return the finding that heads a chart, or nothing in a run with other parameters."""
        return "" if self.changed else finding

    def figures(self, *, include_unnamed: bool = True, **wanted: object) -> tuple[Figure, ...]:
        """Return the figures whose columns are *wanted*, in the order in which each column lists its values.

        Without *include_unnamed*, figures whose chain of origins ends in nobody named are left out.
        Raises UsageError where nothing is left.
        """
        found = [
            figure
            for figure in self.corpus.figures_where(**wanted)
            if include_unnamed or not self.corpus.is_unnamed(figure)
        ]
        if not found:
            asked = ", ".join(f"{name}={value!r}" for name, value in wanted.items())
            raise UsageError(f"no figure is left for {asked} with these parameters. Allow more.")
        return tuple(
            sorted(found, key=lambda figure: [_rank(getattr(figure, n), v) for n, v in wanted.items()])
        )

    def events(self, *, first_year: int, kinds: Sequence[str] = ()) -> tuple[Event, ...]:
        """Return the dated events of these *kinds* (all, where it is empty) that end in *first_year* or later.

        They stand in the order of their dates. Raises UsageError for an unknown kind, or where nothing is left.
        """
        known = {event.kind for event in self.corpus.events.values()}
        if unknown := [kind for kind in kinds if kind not in known]:
            raise UsageError(f"{unknown[0]!r} is no kind of event (known: {', '.join(sorted(known))}).")
        dated = [event for event in self.corpus.events.values() if event.start or event.end]
        found = [
            e for e in dated if int((e.end or e.start)[:4]) >= first_year and (not kinds or e.kind in kinds)
        ]
        if not found:
            raise UsageError("no event is left with these parameters. Allow more kinds or earlier years.")
        return tuple(sorted(found, key=lambda event: (event.start or event.end, event.event_id)))

    @cached_property
    def rerun(self) -> Markdown:
        """How to run the notebook again, with its parameters and what each means."""
        rows = "\n".join(
            f"* - `{item.name}`\n  - `{item.annotation}`\n  - `{item.default!r}`\n  - {_described(item)}"
            for item in self.known
        )
        example = next((f" -p {item.name}={_other(item)}" for item in self.known), "")
        return Markdown(
            f"```bash\n.venv/bin/review run {self.name}{example} -o mine.ipynb\n```\n\n"
            ":::{list-table} Parameters\n:header-rows: 1\n\n* - Name\n  - Type\n  - Default\n  - What it does\n"
            f"{rows}\n:::"
        )


def open_chapter(name: str, **parameters: Any) -> Chapter:
    """Return the run of the notebook *name* with its *parameters*, all of them.

    Raises UsageError where a parameter is unknown, missing or not of its type, CorpusError for the data.
    """
    with own_reads():
        project = find_project()
        notebook = find_notebook(project, name)
    with declared(notebook):
        known = read_parameters(notebook)
    values = check_parameters(known, parameters)
    return Chapter(name, project, open_corpus(project), known, changed(known, values))


def _rank(value: object, wanted: object) -> int:
    return list(wanted).index(value) if isinstance(wanted, (tuple, list)) else 0


def _described(item: Parameter) -> str:
    choices = f" One of {', '.join(f'`{choice}`' for choice in item.choices)}." if item.choices else ""
    return f"{item.description[:1].upper()}{item.description[1:].rstrip('.')}.{choices}"


def _other(item: Parameter) -> str:
    """A value that is not the default, for the example."""
    if isinstance(item.default, bool):
        return str(not item.default).lower()
    others = [choice for choice in item.choices if choice != item.default]
    return str(others[0] if others else item.default)
