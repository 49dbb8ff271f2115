"""The notebook templates of a project: where they are and what each is run with."""

from __future__ import annotations

import difflib
from pathlib import Path

from review.corpus.tables.project import Project
from review.errors import UsageError

PER_SOURCE = "source"


def templates(project: Project) -> tuple[Path, ...]:
    """Return the notebooks of the project, sorted by name."""
    return tuple(sorted(project.notebooks.glob("*.ipynb")))


def find_notebook(project: Project, name: str) -> Path:
    """Return the notebook that *name* means: a path, or a name in ``notebooks/``, with or without its ending.

    Raises UsageError that lists the known ones.
    """
    known = {path.stem: path for path in templates(project)}
    if (stem := name.removesuffix(".ipynb")) in known:
        return known[stem]
    if Path(name).is_file():
        return Path(name)
    near = difflib.get_close_matches(stem, known)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"{name!r} is no notebook (known: {', '.join(known)}).{hint}")
