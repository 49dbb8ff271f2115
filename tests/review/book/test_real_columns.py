"""No column of the review holds a typed quantity that a reader would be shown."""

from __future__ import annotations

from bicycle_project import REPOSITORY
from test_columns import found

from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project


def test_of_a_basis_only_what_the_reviewers_say_is_read(real: Corpus) -> None:
    assert found(Project(REPOSITORY)) == []
    figures = real.tables["figures"].values()
    assert any(character.isdigit() for figure in figures for character in figure.place_basis)
