"""What is asked of a run: a template, the values of its parameters, and where the result is put."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from review.book.build.build_lock import EXECUTED
from review.book.site.manifest import is_as_built
from review.corpus.tables.project import Project
from review.errors import FileFault, UsageError
from review.execution.parameters.declared import Parameter, changed
from review.execution.parameters.templates import PER_SOURCE, templates

#: Where runs are put below the folder of what is built; no longer are their names.
RUNS, LONGEST_NAME = "runs", 100
NOTHING = "Nothing on the page differs from the published one"


@dataclass(frozen=True)
class Asked:
    """What is run: a *template* with its *known* parameters, and the *values* given for them."""

    template: Path
    known: tuple[Parameter, ...]
    values: Mapping[str, object]

    @property
    def page(self) -> str:
        """Return the name of the page: that of the notebook, or of the source that it is run for."""
        source = next((item for item in self.known if item.name == "source_id"), None)
        if self.template.stem != PER_SOURCE or source is None:
            return self.template.stem
        return str(self.values.get("source_id", source.default))

    @property
    def complete(self) -> Mapping[str, object]:
        """Return a value for every parameter."""
        return {item.name: item.default for item in self.known} | dict(self.values)

    @cached_property
    def differing(self) -> Mapping[str, object]:
        """Return the values that are not as published."""
        return {name: value for name, value in changed(self.known, self.complete).items() if name != "source_id"}

    @property
    def settings(self) -> str:
        """Return what is not as published, in words; empty where all is."""
        published = {item.name: item.default for item in self.known}
        told = (f"{name} is {value!r} (published: {published[name]!r})" for name, value in self.differing.items())
        return "; ".join(told)

    @property
    def nothing(self) -> str:
        """Return what is said where the page is as published, though settings may be others."""
        names = " and ".join(self.differing)
        return (
            f"{NOTHING}: {names} {'change' if len(self.differing) > 1 else 'changes'} nothing here."
            if names
            else f"{NOTHING}."
        )


def place_of(project: Project, asked: Asked, output: Path | None, *, force: bool) -> Path:
    """Return where a run is put: *output*, or a file among the runs, named by its parameters; a page if it is one.

    Raises UsageError for an ending other than .html or .ipynb, and FileFault for a file that exists, without *force*.
    """
    if output is None:
        (project.build / RUNS).mkdir(parents=True, exist_ok=True)
        given = "-".join(f"{name}={value}" for name, value in asked.values.items())
        name = re.sub(r"[^\w=.-]+", "-", f"{asked.page}-{given}" if given else asked.page)
        return project.build / RUNS / f"{name[:LONGEST_NAME]}{'.html' if is_published(project, asked) else '.ipynb'}"
    if output.suffix not in (".html", ".ipynb"):
        raise UsageError(f"{output}: a run is a page or a notebook. End its name in .html or .ipynb.")
    if not output.parent.is_dir():
        raise FileFault(f"{output.parent}: there is no such folder for the output. Make it, or name another.")
    if output.exists() and not force:
        raise FileFault(f"{output}: exists already. Name another file, or add --force.")
    return output


def is_published(project: Project, asked: Asked) -> bool:
    """Say whether a page of the built book shows what the template makes."""
    run = project.build / EXECUTED / f"{asked.page}.ipynb"
    return asked.template in templates(project) and run.is_file() and is_as_built(project.site)
