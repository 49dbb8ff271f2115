"""Which sources the parameters of notebooks leave out by default: a default that lists sources bars each new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from review.corpus.tables.project import Project
from review.errors import Problem
from review.execution.parameters.declared import declared, parameter_cells
from review.execution.parameters.templates import PER_SOURCE, templates
from review.files.notebooks import read_template

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
