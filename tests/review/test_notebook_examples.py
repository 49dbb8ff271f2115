"""The examples of the names that notebooks use, run on the real evidence."""

from __future__ import annotations

import pandas as pd
import pytest
from bicycle_project import REPOSITORY
from examples import failures

from review import notebook
from review.corpus.tables.project import VARIABLE, Project
from review.execution.parameters.declared import read_parameters
from review.execution.parameters.templates import find_notebook


def test_every_example_gives_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(REPOSITORY))
    known = read_parameters(find_notebook(Project(REPOSITORY), "how-many"))
    chapter = notebook.open_chapter("how-many", **{each.name: each.default for each in known})
    assert failures(notebook, chapter=chapter, pd=pd) == []
