"""The site of the small project as a book."""

from __future__ import annotations

import pytest

from review.corpus.tables.project import Project
from review.formats.built import Book, read_book


@pytest.fixture(scope="session")
def book(small: Project) -> Book:
    """Return the built book of the small project."""
    return read_book(small.site)
