"""The folders of a project: where the data, the notebooks, the book and what is built stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from review.corpus.tables.descriptor import DESCRIPTOR
from review.errors import EnvironmentFault

VARIABLE = "REVIEW_PROJECT"


@dataclass(frozen=True)
class Project:
    """The root of a project and the folders in it."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def book(self) -> Path:
        return self.root / "book"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def site(self) -> Path:
        return self.build / "site"


def find_project() -> Project:
    """Return the project that holds the working folder.

    REVIEW_PROJECT, where it is set, names the root itself. Raises EnvironmentFault where there is none.
    """
    named = os.environ.get(VARIABLE)
    here = Path(named or Path.cwd())
    above = () if named else here.resolve().parents
    for folder in (here.resolve(), *above):
        if (folder / "data" / DESCRIPTOR).is_file():
            return Project(folder)
    raise EnvironmentFault(
        f"{here}: no project here (no data/{DESCRIPTOR} in this folder{'' if named else ' or above it'}). "
        f"Change into the project, or set {VARIABLE} to its folder."
    )
