"""What a notebook opens first: the corpus, and what may be said of it under the run's parameters."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project, find_project
from review.corpus.tables.records import matches
from review.corpus.tracing import declared_read, own_reads
from review.corpus.verification.receipt import Receipt, receipt_of
from review.errors import UsageError, require_known
from review.execution.parameters.declared import changed, check_parameters, read_parameters
from review.execution.parameters.leaving_out import left_out, require_values
from review.execution.parameters.templates import find_notebook
from review.execution.parameters.values import Parameter
from review.execution.selection import columns_of, several
from review.present.frames.rows import (
    claims_frame,
    computed_frame,
    events_frame,
    facts_frame,
    figures_frame,
    sightings_frame,
    table_frame,
)
from review.present.values.opened import open_for_cells
from review.synthesis.conclusions.left_out import EVERYTHING, LeftOut, narrowed
from review.synthesis.conclusions.standing import standings

NOTHING_CHOSEN: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Markdown:
    """MyST Markdown as the output of a cell."""

    text: str

    def _repr_markdown_(self) -> str:
        return self.text


@dataclass(frozen=True)
class Chapter:
    """A notebook's run: the *whole* corpus, its parameters, those that are not the defaults, what they leave *out*."""

    name: str
    project: Project
    whole: Corpus
    known: tuple[Parameter, ...]
    changed: Mapping[str, object]
    out: LeftOut = EVERYTHING

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus without what the parameters leave out."""
        return narrowed(self.whole, self.out)

    @property
    def answer(self) -> Markdown:
        """The published answer, and how to quote its numbers; in a run with other parameters, those instead.

        The review concluded its findings for the defaults, so no other run may show them as its own.
        """
        if not self.changed:
            return Markdown("\n\n".join(f"```{{{name}}} {self.name}\n```" for name in ("answer", "quotable")))
        given = "\n".join(f"- `{name}` is `{value!r}`" for name, value in self.changed.items())
        return Markdown(
            "```{admonition} Run with other parameters\n:class: warning\n"
            f"{given}\n\nThe published answer was concluded for the defaults{self._standing}\n\n{self._unquotable}"
            "The words between charts and tables are the published ones; a number in them that these parameters change "
            "or leave out is marked.\n```"
        )

    @property
    def _standing(self) -> str:
        """What becomes of the answer without the rows that the parameters leave out, if any."""
        held = [one for one in standings(self.whole, self.out) if one.finding.chapter == self.name]
        if self.out == EVERYTHING or not held:
            return " and is left out."
        lines = "\n".join(f"- *{one.standing}*: {{finding}}`{one.finding.finding_id}`" for one in held)
        return f". Without what is left out here:\n\n{lines}\n\n*Stands*: all that it rests on is left."

    @property
    def _unquotable(self) -> str:
        """What is said where the published page has words to quote its numbers in."""
        rows = self.whole.tables["quotables"].values()
        if not any(row.chapter == self.name for row in rows):
            return ""
        return "*May I quote it?* is answered for the published parameters alone.\n\n"

    @cached_property
    def receipt(self) -> Receipt:
        """What the last verification against the texts left: which rows it saw, and where the numerals stand."""
        return receipt_of(self.whole, self.project.data)

    def read_text(self, path: str) -> str:
        """Return the text of a file of the project, on which the run depends from then on."""
        place = self.project.root / path
        with declared_read(place):
            return place.read_text("utf-8")

    def figures(self, *, at_least: int = 1, **wanted: object) -> pd.DataFrame:
        """Return the figures that are *wanted*, by ``figure_id``, in the order in which each column lists its values.

        A column is one of the table of figures, with or without ``_id`` (``measure``, ``population``, ``event``,
        ``source``, ``origin``, ``unit``, ``stage``, ``place``), or what its measure says (``act``, ``basis``,
        ``counted``); a value is one or a list. Raises UsageError where fewer than *at_least* are left, unless the
        parameters leave out rows: then what is left comes, if it is none.
        """
        columns = columns_of(self.whole, "figures", wanted)
        kept = list(self.corpus.figures_where(**columns))
        if len(kept) < at_least and self.out == EVERYTHING:
            asked = ", ".join(f"{name}={value!r}" for name, value in wanted.items())
            raise UsageError(f"no figure is left for {asked} with these parameters. Allow more.")
        kept.sort(key=lambda figure: [_rank(getattr(figure, name), value) for name, value in columns.items()])
        return figures_frame(self.corpus, kept)

    def claims(self, *, chosen: Mapping[str, Sequence[str]] = NOTHING_CHOSEN, **wanted: object) -> pd.DataFrame:
        """Return the claims that are *wanted*, by ``claim_id``; none where none is left.

        A column is one of the table of claims, with or without ``_id`` (``theme``, ``source``, ``stance``, ``event``,
        ``origin``), or the ``kind`` of its theme; a value is one or a list. Of each source that *chosen* names come
        the claims that it lists instead: whoever wrote the cell read these sources, and a new one comes by itself.
        """
        columns = columns_of(self.whole, "claims", wanted)
        listed = [name for names in chosen.values() for name in names]
        known = columns_of(self.whole, "claims", {"claim": listed, "source": list(chosen)})
        read = [row for row in self.corpus.claims_where(**columns) if row.source_id not in chosen]
        return claims_frame(self.corpus, [*self.corpus.claims_where(claim_id=known["claim_id"]), *read])

    def events(self, *, first_year: int = 0, **wanted: object) -> pd.DataFrame:
        """Return the dated events that are *wanted* and end in *first_year* or later, by date, by ``event_id``.

        An empty list wants all. Raises UsageError for an unknown ``kind``, or where nothing is left, unless the
        parameters leave out rows.
        """
        wanted = {name: value for name, value in wanted.items() if value != []}
        columns = columns_of(self.whole, "events", wanted)
        require_known("kind of event", {event.kind for event in self.whole.events.values()}, columns.get("kind", []))
        dated = [event for event in self.corpus.events.values() if event.start or event.end]
        events = [e for e in dated if int((e.end or e.start)[:4]) >= first_year and matches(e, columns)]
        if not events and self.out == EVERYTHING:
            raise UsageError("no event is left with these parameters. Allow more kinds or earlier years.")
        events.sort(key=lambda event: (event.start or event.end, event.end, event.event_id))
        return events_frame(self.corpus, events)

    def computed(self, names: Sequence[str] | Mapping[str, Sequence[str]]) -> pd.DataFrame:
        """Return computed numbers, by ``derivation_id``, in the order of *names*; a mapping gives them by headings.

        One that needs a row that the parameters leave out is left out. Raises UsageError for an unknown one, and
        IncomparableFigures for one that computes with unlike things.
        """
        given = names if isinstance(names, Mapping) else {"": several(names)}
        gone = set(self.whole.derivations) - set(self.corpus.derivations)
        return computed_frame(self.corpus, {head: [n for n in each if n not in gone] for head, each in given.items()})

    def facts(self, names: Sequence[str]) -> pd.DataFrame:
        """Return facts from outside the sources, by ``fact_id``, in the order of *names*.

        Raises UsageError for an unknown one.
        """
        require_known("fact", set(self.corpus.facts), several(names))
        return facts_frame(self.corpus, [self.corpus.facts[name] for name in several(names)])

    def sightings(self, **wanted: object) -> pd.DataFrame:
        """Return the pages that print a number of a line, by ``sighting_id``, by line and day; undated ones last.

        A column is one of the table of sightings, with or without ``_id``; a value is one or a list.
        """
        columns = columns_of(self.corpus, "sightings", wanted)
        sightings = [seen for seen in self.corpus.sightings.values() if matches(seen, columns)]
        lines = self.corpus.tables["lines"]
        sightings.sort(key=lambda seen: (lines[seen.line_id].position, seen.page_date or "9999", seen.sighting_id))
        return sightings_frame(self.corpus, sightings)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the data as it is coded, by its key, one column a declared column, numbers exact.

        Raises UsageError for an unknown one.
        """
        require_known("table", set(self.corpus.tables), [name])
        return table_frame(self.corpus, name)

    @cached_property
    def rerun(self) -> Markdown:
        """How to run the notebook again, with its parameters and what each means."""
        rows = "\n".join(
            f"* - `{item.name}`\n  - `{item.annotation}`\n  - `{item.default!r}`\n  - {_described(item)}"
            for item in self.known
        )
        example = next((f" -p {item.name}={other}" for item in self.known if (other := _other(item))), "")
        return Markdown(
            f"```bash\nreview run {self.name}{example} -o mine.html\n```\n\n:::{{list-table}} Parameters\n"
            ":class: parameters\n:header-rows: 1\n\n* - Name\n  - Type\n  - Default\n  - What it does\n"
            f"{rows}\n:::"
        )


def open_chapter(name: str, **parameters: Any) -> Chapter:
    """Return the run of the notebook *name* with its *parameters*; one that is not given has its default.

    Cells work with its corpus from then on. Raises UsageError where a parameter is unknown or not of its type,
    CorpusError for the data.

    >>> chapter = open_chapter("evidence-map", first_year=1990)
    >>> dict(chapter.changed)
    {'first_year': 1990}
    """
    with own_reads():
        project = find_project()
        notebook = find_notebook(project, name)
    with declared_read(notebook):
        known = read_parameters(notebook)
    values = check_parameters(known, {**_injected(), **parameters})
    whole, differing = open_corpus(project), changed(known, values)
    require_values(whole, known, values)
    chapter = Chapter(name, project, whole, known, differing, left_out(whole, values))
    open_for_cells(chapter.corpus, is_changed=bool(differing), whole=whole)
    return chapter


def _injected() -> dict[str, object]:
    """Return what papermill has put into the notebook that runs here: it injects a misspelt name like any other."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    names = shell.user_ns if shell else {}
    cells = [cell for cell in names.get("In", ()) if cell.startswith("# Parameters\n")]
    assigned = [each.targets[0] for cell in cells[-1:] for each in ast.parse(cell).body if isinstance(each, ast.Assign)]
    return {each.id: names[each.id] for each in assigned if isinstance(each, ast.Name) and each.id in names}


def _rank(value: object, wanted: object) -> int:
    return list(wanted).index(value) if isinstance(wanted, (tuple, list)) else 0


def _described(item: Parameter) -> str:
    choices = f" One of {', '.join(f'`{choice}`' for choice in item.choices)}." if item.choices else ""
    choices = f" From `{item.of}`." if item.of else choices
    return f"{item.description[:1].upper()}{item.description[1:].rstrip('.')}.{choices}"


def _other(item: Parameter) -> str:
    """A value that is not the default, for the example; empty where none is known."""
    if isinstance(item.default, bool):
        return str(not item.default).lower()
    others = [choice for choice in item.choices if choice != item.default]
    return str(others[0]) if others else ""
