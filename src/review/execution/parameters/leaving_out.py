"""The parameters that mean the same in any chapter: what is left out of the evidence; and defaults that bar sources.

A chapter is opened without these rows, so that no cell handles them; the default of each leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.corpus.vocabulary import BasisKind
from review.errors import Problem, UsageError, require_known
from review.execution.parameters.declared import declared, parameter_cells
from review.execution.parameters.templates import PER_SOURCE, templates
from review.execution.parameters.values import Parameter
from review.files.notebooks import read_template
from review.synthesis.conclusions.left_out import LeftOut


def values_of(corpus: Corpus, item: Parameter) -> tuple[object, ...]:
    """Return what a parameter may be: its choices, or what the data hold where it says that they do, in order."""
    table, _, column = item.of.partition(".")
    if not table:
        return item.choices
    rows = corpus.tables[table]
    held = {getattr(row, column) for row in rows.values()} if column else set(rows)
    return tuple(sorted(held - {""}))


def require_values(corpus: Corpus, known: Iterable[Parameter], values: Mapping[str, object]) -> None:
    """Refuse a value that the data should have, as its parameter says, and have not. Raises UsageError."""
    for item in known:
        if item.of:
            table, _, column = item.of.partition(".")
            require_known("table, as the parameter says", set(corpus.tables), [table])
            rows = corpus.tables[table]
            if column:
                known_columns = corpus.descriptor.table(table).column_names
                require_known(f"column of {table}, as the parameter says", known_columns, [column])
            given = values.get(item.name, item.default)
            named = [value for value in (given if isinstance(given, list) else [given]) if value]
            if column and named:
                held = {getattr(row, column) for row in rows.values()}
                require_known(f"{column} of {table}", held, named)
            elif not column:
                _require_keys(table.removesuffix("s"), rows, named)


def left_out(corpus: Corpus, values: Mapping[str, object]) -> LeftOut:
    """Return what the *values* of parameters leave out of *corpus*; a parameter that is not there leaves out nothing.

    ``exclude_sources`` lists sources; ``origins`` is ``all``, ``named`` or ``official``; ``observed_only`` leaves out
    estimates, legal numbers and prices; ``since_year`` and ``until_year`` bound a time; ``place`` names one. Raises
    UsageError for what cannot be meant, such as all sources.
    """
    sources, place = values.get("exclude_sources") or [], str(values.get("place") or "")
    assert isinstance(sources, (list, tuple))
    shown = values.get("source_id")
    _require_keys("source", corpus.sources, [*sources, *([shown] if shown else [])])
    if sources and set(sources) >= set(corpus.sources):
        raise UsageError("exclude_sources names every source, so nothing is left. Leave out fewer.")
    if shown in sources:
        raise UsageError(f"exclude_sources names {shown}, which this page is about. Leave out another.")
    since, until = (int(str(values.get(name) or 0)) for name in ("since_year", "until_year"))
    if since and until and since > until:
        raise UsageError(f"since_year={since} comes after until_year={until}. Exchange them.")
    # Asked for where it is left out alone: a run depends on what it reads.
    bases = corpus.bases.items() if values.get("observed_only") else ()
    return LeftOut(
        sources=frozenset(sources),
        bases=frozenset(name for name, row in bases if row.treated_as is not BasisKind.OBSERVED),
        unnamed=values.get("origins") in ("named", "official"),
        unofficial=values.get("origins") == "official",
        since=since,
        until=until,
        place=place,
    )


def _require_keys(what: str, rows: Mapping[Any, Any], names: Iterable[object]) -> None:
    """Refuse what is no key of *rows*. A run that asks for some keys does not depend on which others there are."""
    if unknown := [name for name in names if name not in rows]:
        require_known(what, set(rows), unknown)


#: What the name of a parameter begins with whose list is left out, not kept.
EXCLUDING = "exclude"


def barred_sources(project: Project, sources: Sequence[str]) -> Iterator[Problem]:
    """Yield each parameter whose default, or whose list of what may be chosen, leaves some of *sources* out."""
    for path in templates(project):
        if path.stem == PER_SOURCE:
            continue  # it is run for each
        content = read_template(path)
        for parameter in declared(content, path):
            default = parameter.default if isinstance(parameter.default, list) else []
            listed = {"its default": default, "what may be chosen": parameter.choices}
            for what, values in listed.items():
                named = [source for source in sources if source in values]
                kept = [source for source in sources if source not in named] if named else []
                out = named if parameter.name.startswith(EXCLUDING) and what == "its default" else kept
                if out:
                    place = f"cell {parameter_cells(content)[0]}, parameter {parameter.name}"
                    message = f"{what} leaves out {', '.join(out)}"
                    hint = "Let a default that is empty mean all sources, and list none."
                    yield Problem(f"notebooks/{path.name}", 0, place, message, hint)
