"""A parameter whose default lists sources bars each new one: it is named, with its notebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import write_template, write_templates

from review.corpus.tables.project import Project
from review.execution.parameters.leaving_out import barred_sources

SOURCES = ("alpha2001", "beta2002")


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ('sources: list[str] = ["alpha2001"]  # whose', "its default leaves out beta2002"),
        ('exclude_sources: list[str] = ["alpha2001"]  # none of these', "its default leaves out alpha2001"),
        ("exclude_sources: list[str] = []  # none of these [one of: alpha2001, beta2002]", ""),
        ("sources: list[str] = []  # whose [one of: alpha2001]", "what may be chosen leaves out beta2002"),
        ('sources: list[str] = ["alpha2001", "beta2002"]  # whose', ""),
        ('kinds: list[str] = ["driver"]  # which [one of: driver, fate]', ""),
    ],
)
def test_a_default_that_lists_some_sources_is_named(tmp_path: Path, parameter: str, said: str) -> None:
    fresh = Project(tmp_path)
    write_templates(fresh)
    write_template(fresh, "question", parameter)
    name = parameter.partition(":")[0]
    place = f"notebooks/question.ipynb:cell 2, parameter {name}: {said}. " if said else ""
    told = [str(problem) for problem in barred_sources(fresh, SOURCES)]
    assert [each.partition("Let ")[0] for each in told] == ([place] if said else [])
